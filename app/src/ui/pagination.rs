//! Pages of a list, as links that can be kept and sent on.

use leptos::prelude::*;

/// The words of the pagination.
#[derive(Clone, Copy, Debug)]
pub struct PageWords {
    /// What it is.
    pub label: &'static str,
    /// To the page before.
    pub previous: &'static str,
    /// To the page after.
    pub next: &'static str,
}

/// What stands in the row of numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Item {
    Page(u64),
    Gap,
}

/// The first and last pages and those around the current one.
fn items(current: u64, last: u64) -> Vec<Item> {
    let mut items = Vec::new();
    let mut before = 0;
    for page in (1..=last).filter(|&page| page == 1 || page == last || page.abs_diff(current) <= 1) {
        if page > before + 1 {
            items.push(Item::Gap);
        }
        items.push(Item::Page(page));
        before = page;
    }
    items
}

/// Links to the pages of a list; nothing when there is only one.
#[component]
pub fn Pagination(
    /// The page shown, from 1.
    current: u64,
    /// The last page.
    last: u64,
    /// The words.
    words: PageWords,
    /// The address of a page.
    address: Box<dyn Fn(u64) -> String + Send>,
) -> impl IntoView {
    let entry = |item: Item| match item {
        Item::Gap => view! { <li><span class="gap">"…"</span></li> }.into_any(),
        Item::Page(page) if page == current => view! { <li><span aria-current="page">{page}</span></li> }.into_any(),
        Item::Page(page) => view! { <li><a href=address(page)>{page}</a></li> }.into_any(),
    };
    (last > 1).then(|| {
        let previous =
            (current > 1).then(|| view! { <li><a rel="prev" href=address(current - 1)>{words.previous}</a></li> });
        let next =
            (current < last).then(|| view! { <li><a rel="next" href=address(current + 1)>{words.next}</a></li> });
        view! {
            <nav aria-label=words.label>
                <ul class="pages">{previous}{items(current, last).into_iter().map(entry).collect_view()}{next}</ul>
            </nav>
        }
    })
}

#[cfg(test)]
mod tests {
    use super::Item::{Gap, Page};
    use super::*;

    #[test]
    fn far_pages_are_left_out() {
        assert_eq!(items(1, 1), [Page(1)]);
        assert_eq!(items(2, 3), [Page(1), Page(2), Page(3)]);
        assert_eq!(items(5, 10), [Page(1), Gap, Page(4), Page(5), Page(6), Gap, Page(10)]);
        assert_eq!(items(10, 10), [Page(1), Gap, Page(9), Page(10)]);
    }

    #[test]
    fn a_page_beyond_the_last_still_leads_back() {
        assert_eq!(items(99, 2), [Page(1), Page(2)]);
    }

    #[cfg(feature = "ssr")]
    #[test]
    fn the_current_page_is_no_link() {
        let words = PageWords { label: "分页", previous: "上一页", next: "下一页" };
        let html = crate::ui::testing::render(move || {
            view! { <Pagination current=2 last=3 words address=Box::new(|page| format!("/e?page={page}"))/> }
        });
        assert!(html.contains(r#"<span aria-current="page">2</span>"#), "{html}");
        assert!(html.contains(r#"<a rel="next" href="/e?page=3">下一页</a>"#), "{html}");
        assert!(html.contains(r#"<nav aria-label="分页">"#), "{html}");
    }
}
