//! A labelled choice of files.

use leptos::prelude::*;

use super::frame::Frame;

/// A field for one file or several. A browser never gets chosen files back: what has arrived is listed apart.
#[component]
pub fn FileField(
    /// The parameter's name; the ids derive from it.
    #[prop(into)]
    name: String,
    /// What is asked.
    #[prop(into)]
    label: String,
    /// What helps to answer; the limits belong here, before anybody chooses.
    #[prop(optional, into)]
    hint: Option<String>,
    /// What is wrong with the answer.
    #[prop(optional_no_strip)]
    error: Option<String>,
    /// Kinds of files that are offered, as in the attribute.
    #[prop(into)]
    accept: String,
    /// Several files may be chosen.
    #[prop(optional)]
    multiple: bool,
) -> impl IntoView {
    let frame = Frame::of(&name, hint, error);
    let (id, described, invalid) = (frame.id(), frame.described(), frame.invalid());
    let control = view! {
            <input id=id name=name type="file" accept=accept multiple=multiple
                aria-describedby=described aria-invalid=invalid/>
    };
    frame.around(label, control)
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;
    use crate::ui::testing::render;

    #[test]
    fn limits_are_said_at_the_field() {
        let html = render(|| {
            view! { <FileField name="photo" label="照片" hint="最多 5 张" error=None accept="image/jpeg" multiple=true/> }
        });
        assert!(html.contains(r#"aria-describedby="f-photo-hint""#), "{html}");
        assert!(html.contains(" multiple") && html.contains(r#"<label for="f-photo">"#), "{html}");
    }
}
