//! `GET /bureau/marks?show=&enterprise=&page=`

use axum::response::Response;
use domain::lang::Lang;
use leptos::prelude::*;
use services::Error;
use services::marks::{Filter, MarkRow, Show, queue};
use services::public::PageOf;

use super::filter;
use crate::pages::bureau::addresses::mark_address;
use crate::pages::parts::{mark, named};
use crate::texts::bureau_marks as texts;
use crate::ui::field::Field;
use crate::ui::pagination::{PageWords, Pagination};
use crate::ui::select::{Choice, Select};
use crate::ui::tag::Tag;
use crate::ui::when;
use crate::web::{Member, Page, Section};

/// The list.
pub async fn show(member: Member) -> Response {
    member.answer(page(&member).await)
}

async fn page(member: &Member) -> Result<Page, Error> {
    let lang = member.lang();
    let filter = filter::read(member.visitor())?;
    let found = queue(member.ctx(), member.actor(), &filter).await?;
    let title = texts::title(lang);
    let page = Page::new(title, move || {
        view! {
            <h1>{title}</h1>
            <p class="lead">{texts::lead(lang)}</p>
            {form(lang, &filter)}
            {results(lang, &filter, found)}
        }
    });
    Ok(page.within(Section::Marks).here(title))
}

fn form(lang: Lang, filter: &Filter) -> impl IntoView + use<> {
    let choice = |show: Show, label: &str| Choice { value: filter::word(show).to_owned(), label: label.to_owned() };
    let choices = vec![choice(Show::Longer, texts::show_longer(lang)), choice(Show::All, texts::show_all(lang))];
    let code = filter.enterprise.map(|code| code.to_string()).unwrap_or_default();
    view! {
        <form role="search" action="/bureau/marks" method="get" class="stack">
            <div class="filters even">
                <Select name="show" label=texts::show(lang) any=texts::show_waiting(lang) choices
                    chosen=filter::word(filter.show)/>
                <Field name="enterprise" label=texts::enterprise(lang) value=code/>
            </div>
            <p class="bar-line"><button type="submit">{texts::narrow(lang)}</button></p>
        </form>
    }
}

fn results(lang: Lang, filter: &Filter, found: PageOf<MarkRow>) -> impl IntoView + use<> {
    let (current, last) = (u64::from(found.page), found.pages());
    let words = PageWords { label: texts::pages(lang), previous: texts::previous(lang), next: texts::next(lang) };
    let none = if filter.show == Show::Waiting { texts::none_waiting(lang) } else { texts::none(lang) };
    let none = found.items.is_empty().then(|| {
        view! { <p>{none} " " <a href="/bureau/marks?show=all">{texts::see_all(lang)}</a></p> }
    });
    let longer = (filter.show == Show::Longer).then(|| view! { <p class="soft">{texts::longer_note(lang)}</p> });
    let filter = filter.clone();
    view! {
        <section aria-labelledby="found" class="flow">
            <h2 id="found">{texts::found(lang, found.total)}</h2>
            {longer}
            {none}
            <ul class="results">{found.items.iter().map(|row| entry(lang, row)).collect_view()}</ul>
            <Pagination current last words address=Box::new(move |page| filter::address(&filter, page))/>
        </section>
    }
}

fn entry(lang: Lang, row: &MarkRow) -> impl IntoView + use<> {
    let (tone, word) = mark::state(lang, row.state);
    let name = named(lang, &row.enterprise.name);
    let kind = mark::kind(lang, row.mark.kind);
    let at = when::moment(lang, row.set_at);
    let at = if row.asked_for { texts::asked_at(lang, at) } else { texts::set_at(lang, at) };
    view! {
        <li>
            <h3><a href=mark_address(row.id)>{name} " · " {row.outlet.0.to_string()} " · " {kind}</a></h3>
            <p class="state"><Tag tone word/></p>
            <p class="more">{mark::stretch_and_length(lang, &row.mark)}</p>
            <p class="more small soft">{mark::effect(lang, row)}</p>
            <p class="meta"><span>{named(lang, &row.enterprise.town)}</span><span>{at}</span></p>
        </li>
    }
}
