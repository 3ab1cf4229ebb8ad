//! A labelled field for more than a line, with its hint and its error.

use leptos::prelude::*;

use super::frame::Frame;

/// A text area.
#[component]
pub fn TextArea(
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
    /// Lines that are seen.
    #[prop(default = 5)]
    rows: u32,
    /// The most characters.
    #[prop(optional, into)]
    longest: Option<usize>,
) -> impl IntoView {
    let frame = Frame::of(&name, hint, error);
    let (id, described, invalid) = (frame.id(), frame.described(), frame.invalid());
    let control = view! {
            <textarea id=id name=name rows=rows maxlength=longest aria-describedby=described aria-invalid=invalid>
                {raw(&value)}
            </textarea>
    };
    frame.around(label, control)
}

/// What stands inside a `<textarea>` for it to hold `text`. Leptos writes the children of this one element as they
/// are, and HTML swallows a line break right after the opening tag.
pub fn raw(text: &str) -> String {
    let plain = text.replace('&', "&amp;").replace('<', "&lt;");
    if plain.starts_with('\n') { format!("\n{plain}") } else { plain }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;
    use crate::ui::testing::render;

    #[test]
    fn what_was_typed_comes_back_as_text() {
        let html = render(
            || view! { <TextArea name="why" label="理由" value="</textarea><script>" error=Some("太短".to_owned())/> },
        );
        assert!(!html.contains("<script>"), "{html}");
        assert!(
            html.contains(r#"<label for="f-why">"#) && html.contains(r#"aria-describedby="f-why-error""#),
            "{html}"
        );
        let typed = html.split_once("&lt;/textarea").unwrap().0;
        assert!(typed.ends_with('>'), "nothing is put before what was typed: {html}");
    }
}
