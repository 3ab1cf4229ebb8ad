//! Facts by name; with a way to change each, it is a check-your-answers list.

use leptos::prelude::*;

/// A named fact.
pub struct Fact {
    name: String,
    /// The language of the name, where it is not the page's.
    lang: Option<&'static str>,
    /// The row that the fact belongs to, with its language.
    row: Option<(String, Option<&'static str>)>,
    value: AnyView,
    change: Option<(String, String)>,
}

impl Fact {
    /// A fact.
    pub fn new(name: impl Into<String>, value: impl IntoView + 'static) -> Self {
        Self { name: name.into(), lang: None, row: None, value: value.into_any(), change: None }
    }

    /// Says in which language the name is, where it is not the page's.
    #[must_use]
    pub fn named_in(self, lang: Option<&'static str>) -> Self {
        Self { lang, ..self }
    }

    /// Puts the name of a row before the fact's, with its language where it is not the page's.
    #[must_use]
    pub fn of_row(self, row: impl Into<String>, lang: Option<&'static str>) -> Self {
        Self { row: Some((row.into(), lang)), ..self }
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
    let row = |Fact { name, lang, row, value, change }| {
        let class = change.is_some().then_some("change");
        let unseen = format!(" {name}");
        let change = change.map(|(word, href)| {
            view! { <dd><a href=href>{word}<span class="hidden">{unseen.clone()}</span></a></dd> }
        });
        let row = row.map(|(row, lang)| view! { <span lang=lang>{row}</span> " · " });
        view! { <div class=class><dt lang=lang>{row}{name}</dt><dd>{value}</dd>{change}</div> }
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
        assert!(html.contains("取水量</dt><dd>18,420 吨</dd>"), "{html}");
        assert!(html.contains(r#"<a href="/filing/water">修改<span class="hidden"> 取水量</span></a>"#), "{html}");
    }
}
