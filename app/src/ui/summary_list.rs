//! Facts by name; with a way to change each, it is a check-your-answers list.

use leptos::prelude::*;

/// A named fact.
pub struct Fact {
    name: String,
    value: AnyView,
    change: Option<(String, String)>,
}

impl Fact {
    /// A fact.
    pub fn new(name: impl Into<String>, value: impl IntoView + 'static) -> Self {
        Self { name: name.into(), value: value.into_any(), change: None }
    }

    /// Lets the reader change it: the word (“修改”) and the address.
    #[must_use]
    pub fn change(mut self, word: impl Into<String>, href: impl Into<String>) -> Self {
        self.change = Some((word.into(), href.into()));
        self
    }
}

/// The list.
#[component]
pub fn SummaryList(
    /// The facts in their order.
    facts: Vec<Fact>,
) -> impl IntoView {
    let row = |Fact { name, value, change }| {
        let class = change.is_some().then_some("change");
        let unseen = format!(" {name}");
        let change = change.map(|(word, href)| {
            view! { <dd><a href=href>{word}<span class="hidden">{unseen.clone()}</span></a></dd> }
        });
        view! { <div class=class><dt>{name}</dt><dd>{value}</dd>{change}</div> }
    };
    view! { <dl class="facts">{facts.into_iter().map(row).collect_view()}</dl> }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;
    use crate::ui::testing::render;

    #[test]
    fn the_change_link_says_what_it_changes() {
        let html = render(|| {
            let facts = vec![Fact::new("取水量", "18,420 吨").change("修改", "/filing/water")];
            view! { <SummaryList facts/> }
        });
        assert!(html.contains("<dt>取水量</dt><dd>18,420 吨</dd>"), "{html}");
        assert!(html.contains(r#"<a href="/filing/water">修改<span class="hidden"> 取水量</span></a>"#), "{html}");
    }
}
