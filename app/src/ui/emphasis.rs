//! A sentence with one part set off.

use leptos::prelude::*;

/// A sentence whose part between two `*` is emphasised.
#[component]
pub fn Emphasis(
    /// The sentence.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    let part = |(index, words): (usize, &str)| {
        let words = words.to_owned();
        if index == 1 { view! { <em>{words}</em> }.into_any() } else { words.into_any() }
    };
    text.splitn(3, '*').enumerate().filter(|(_, words)| !words.is_empty()).map(part).collect_view()
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;
    use crate::ui::testing::render;

    #[test]
    fn the_part_between_stars_is_set_off() {
        let html = render(|| view! { <Emphasis text="有 *3* 个高于限值"/> });
        assert!(html.starts_with("有 <em>3</em> 个高于限值"), "{html}");
        let html = render(|| view! { <Emphasis text="都在限值以内"/> });
        assert!(!html.contains("<em>"), "{html}");
    }
}
