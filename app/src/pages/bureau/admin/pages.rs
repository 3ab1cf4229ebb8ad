//! The pages of a list at the administrator's side.

use domain::lang::Lang;
use leptos::prelude::*;
use services::public::PageOf;

use crate::texts::admin as texts;
use crate::ui::pagination::{PageWords, Pagination};

/// Links to the other pages; beyond the last one, the way back. `page` makes the address of a page out of its
/// number, which is empty for the first.
pub fn pages<T, A>(lang: Lang, list: &PageOf<T>, page: A) -> impl IntoView + use<T, A>
where
    A: Fn(&str) -> String + Send + 'static,
{
    let (current, last) = (u64::from(list.page), list.pages());
    let beyond = (current > last).then(|| {
        view! { <p>{texts::beyond(lang)} " " <a href=page("")>{texts::first_page(lang)}</a></p> }
    });
    let words = PageWords { label: texts::pages(lang), previous: texts::previous(lang), next: texts::next(lang) };
    let address = move |number: u64| if number > 1 { page(&number.to_string()) } else { page("") };
    view! { {beyond} <Pagination current last words address=Box::new(address)/> }
}
