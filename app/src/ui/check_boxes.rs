//! Several choices that may be ticked, all in sight.

use leptos::prelude::*;

use super::{frame::Frame, select::Choice};

/// A group of check boxes. The first one carries the id that an error summary leads to.
#[component]
pub fn CheckBoxes(
    /// The parameter's name, sent once for each tick; the ids derive from it. Where the choices stand apart, each has a
    /// name of its own: `measures-police`.
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
    /// The values that are ticked.
    #[prop(optional)]
    chosen: Vec<String>,
    /// Whether each choice has a parameter of its own.
    #[prop(optional)]
    apart: bool,
) -> impl IntoView {
    let frame = Frame::of(&name, hint, error);
    let first = frame.id();
    let choice = move |(index, Choice { value, label }): (usize, Choice)| {
        let id = Frame::choice_id(&first, index);
        let name = if apart { format!("{name}-{value}") } else { name.clone() };
        let checked = chosen.contains(&value);
        view! {
            <div>
                <input type="checkbox" id=id.clone() name=name value=value checked=checked/>
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
    fn each_tick_has_its_label() {
        let choices = ["0", "1"].map(|value| Choice { value: value.into(), label: format!("photo {value}") }).into();
        let html = render(|| view! { <CheckBoxes name="drop" label="照片" hint="打勾去掉" error=None choices/> });
        assert!(html.contains(r#"id="f-drop""#) && html.contains(r#"<label for="f-drop-1">photo 1"#), "{html}");
        assert!(html.contains(r#"aria-describedby="f-drop-hint""#) && html.contains("checkbox"), "{html}");
        assert!(html.contains(r#"name="drop""#) && !html.contains("checked"), "{html}");
    }

    #[test]
    fn what_was_ticked_stays_ticked() {
        let choices = ["a", "b"].map(|value| Choice { value: value.into(), label: value.into() }).into();
        let chosen = vec!["b".to_owned()];
        let html = render(|| view! { <CheckBoxes name="m" label="处理" error=None choices chosen apart=true/> });
        assert!(html.contains(r#"name="m-a" value="a">"#), "{html}");
        assert!(html.contains(r#"name="m-b" value="b" checked"#), "{html}");
    }
}
