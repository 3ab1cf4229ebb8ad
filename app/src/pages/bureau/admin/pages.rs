//! The pages of a list at the administrator's side.

use domain::lang::Lang;
use leptos::prelude::*;
use services::public::PageOf;

use crate::texts::admin as texts;
use crate::ui::pagination::{PageWords, Pagination};

/// Links to the other pages; beyond the last one, the way back. `link_to` makes the address of a page out of its
/// number, which is empty for the first.
pub fn pages<T, A>(lang: Lang, of: &PageOf<T>, link_to: A) -> impl IntoView + use<T, A>
where
    A: Fn(&str) -> String + Send + 'static,
{
    let (current, last) = (u64::from(of.page), of.pages());
    let beyond = (current > last).then(|| {
        view! { <p>{texts::beyond(lang)} " " <a href=link_to("")>{texts::first_page(lang)}</a></p> }
    });
    let words = PageWords { label: texts::pages(lang), previous: texts::previous(lang), next: texts::next(lang) };
    let address = move |number: u64| if number > 1 { link_to(&number.to_string()) } else { link_to("") };
    view! { {beyond} <Pagination current last words address=Box::new(address)/> }
}
