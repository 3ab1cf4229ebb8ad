//! A labelled text field with its hint and its error.

use leptos::prelude::*;

use super::frame::Frame;

/// A text field.
#[component]
pub fn Field(
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
    /// The answer so far.
    #[prop(optional, into)]
    value: String,
    /// `type` of the input.
    #[prop(default = "text")]
    kind: &'static str,
    /// The keyboard to show, for example `decimal`.
    #[prop(optional, into)]
    inputmode: Option<&'static str>,
    /// What the browser may fill in.
    #[prop(optional, into)]
    autocomplete: Option<&'static str>,
    /// The unit that stands behind the number.
    #[prop(optional, into)]
    unit: Option<String>,
) -> impl IntoView {
    let frame = Frame::of(&name, hint, error);
    let (id, described, invalid) = (frame.id(), frame.described(), frame.invalid());
    let input = view! {
        <input id=id name=name type=kind value=value inputmode=inputmode autocomplete=autocomplete
            aria-describedby=described aria-invalid=invalid/>
    };
    let input = match unit {
        Some(unit) => view! { <div class="with-unit">{input}<span>{unit}</span></div> }.into_any(),
        None => input.into_any(),
    };
    frame.around(label, input)
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;
    use crate::ui::testing::render;

    #[test]
    fn label_hint_and_error_belong_to_the_input() {
        let html = render(|| {
            view! { <Field name="water" label="取水量" hint="三个月合计" error=Some("请填数字".to_owned()) value="1x" unit="吨"/> }
        });
        assert!(html.contains(r#"<label for="f-water">"#), "{html}");
        assert!(html.contains(r#"aria-describedby="f-water-hint f-water-error""#), "{html}");
        assert!(html.contains(r#"id="f-water-hint""#) && html.contains(r#"id="f-water-error""#), "{html}");
        assert!(html.contains(r#"aria-invalid="true""#) && html.contains(r#"value="1x""#), "{html}");
    }

    #[test]
    fn a_field_in_order_describes_nothing() {
        let html = render(|| view! { <Field name="water" label="取水量"/> });
        assert!(!html.contains("aria-"), "{html}");
    }

    #[test]
    fn what_a_person_typed_is_never_markup() {
        let html = render(|| view! { <Field name="q" label="名称" value="\"><script>alert(1)</script>"/> });
        assert!(!html.contains("<script>"), "{html}");
    }
}
