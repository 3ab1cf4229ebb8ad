//! One choice out of a few, all in sight.

use leptos::prelude::*;

use super::{frame::Frame, select::Choice};

/// A group of radio buttons. The first one carries the id that an error summary leads to.
#[component]
pub fn Radios(
    /// The parameter's name; the ids derive from it.
    #[prop(into)]
    name: String,
    /// What is asked.
    #[prop(into)]
    label: String,
    /// What helps to answer.
    #[prop(optional, into)]
    hint: Option<String>,
    /// What is wrong with the answer.
    #[prop(optional_no_strip)]
    error: Option<String>,
    /// The choices.
    choices: Vec<Choice>,
    /// The value chosen so far; empty for none.
    #[prop(optional, into)]
    chosen: String,
) -> impl IntoView {
    let frame = Frame::of(&name, hint, error);
    let first = frame.id();
    let choice = move |(index, Choice { value, label }): (usize, Choice)| {
        let id = Frame::choice_id(&first, index);
        let checked = value == chosen;
        view! {
            <div>
                <input type="radio" id=id.clone() name=name.clone() value=value checked=checked/>
                <label for=id>{label}</label>
            </div>
        }
    };
    frame.group(label, choices.into_iter().enumerate().map(choice).collect_view())
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;
    use crate::ui::testing::render;

    #[test]
    fn each_choice_has_its_label_and_the_first_the_anchor() {
        let one = |value: &str| Choice { value: value.into(), label: value.into() };
        let choices = vec![one("a"), one("b")];
        let html =
            render(|| view! { <Radios name="way" label="怎样" choices chosen="b" error=Some("请选一项".to_owned())/> });
        assert!(html.contains(r#"id="f-way""#) && html.contains(r#"<label for="f-way-1">b</label>"#), "{html}");
        assert!(html.contains(r#"aria-describedby="f-way-error""#), "{html}");
        assert_eq!(html.matches(" checked").count(), 1, "{html}");
    }
}
