//! A single box to tick.

use leptos::prelude::*;

use super::frame::Frame;

/// A box with its words; sends `yes` when ticked, or what it is told to.
#[component]
pub fn Checkbox(
    /// The parameter's name; the ids derive from it.
    #[prop(into)]
    name: String,
    /// What ticking it says.
    #[prop(into)]
    label: String,
    /// What is wrong.
    #[prop(optional_no_strip)]
    error: Option<String>,
    /// Whether it is ticked.
    #[prop(optional)]
    ticked: bool,
    /// What it sends when it is ticked.
    #[prop(into, default = "yes".to_owned())]
    value: String,
) -> impl IntoView {
    let frame = Frame::of(&name, None, error);
    let (id, described, invalid) = (frame.id(), frame.described(), frame.invalid());
    let control = view! {
            <div>
                <input type="checkbox" id=id.clone() name=name value=value checked=ticked
                    aria-describedby=described aria-invalid=invalid/>
                <label for=id>{label}</label>
            </div>
    };
    frame.bare(control)
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;
    use crate::ui::testing::render;

    #[test]
    fn the_words_belong_to_the_box() {
        let html = render(|| view! { <Checkbox name="truth" label="我已核对" error=Some("请勾选".to_owned())/> });
        assert!(html.contains(r#"<label for="f-truth">我已核对"#), "{html}");
        assert!(html.contains(r#"aria-describedby="f-truth-error""#) && !html.contains("checked"), "{html}");
    }
}
