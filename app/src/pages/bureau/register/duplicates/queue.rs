//! `GET /bureau/register/duplicates`: the pairs that wait for a person, and what is merged.

use axum::response::Response;
use domain::credit_code::CreditCode;
use domain::lang::Lang;
use leptos::prelude::*;
use services::Error;
use services::register::duplicates::{Candidate, Merged, Queue, Shown, merged, queue};

use super::addresses::{QUEUE, pair_address};
use super::merged::list;
use super::words::{proposal, reasons};
use crate::pages::parts::{chinese, named};
use crate::texts::{bureau_register as shared, register_duplicates as texts};
use crate::ui::field::Field;
use crate::ui::notice::Notice;
use crate::ui::pagination::{PageWords, Pagination};
use crate::ui::tag::Tone;
use crate::web::{Member, Page, Section, see_other, with_params};

/// Pairs a page.
const PER_PAGE: u32 = 20;

/// What was asked to be compared.
#[derive(Clone, Debug, Default)]
struct Compared {
    one: String,
    other: String,
    wrong: bool,
}

impl Compared {
    /// What the address says, and where it leads if it names two.
    fn of(member: &Member) -> (Self, Option<String>) {
        let said = |name: &str| member.visitor().param(name).unwrap_or_default().chars().take(40).collect::<String>();
        let (one, other) = (said("one"), said("other"));
        let read = |text: &str| text.to_uppercase().parse::<CreditCode>().ok();
        let address = match (read(&one), read(&other)) {
            (Some(one), Some(other)) if one != other => Some(pair_address(one, other)),
            _ => None,
        };
        let wrong = address.is_none() && !(one.is_empty() && other.is_empty());
        (Self { one, other, wrong }, address)
    }
}

/// `GET /bureau/register/duplicates?page=&one=&other=`
pub async fn show(member: Member) -> Response {
    let (compared, address) = Compared::of(&member);
    match address {
        Some(address) => see_other(&address),
        None => member.answer(page(&member, compared).await),
    }
}

async fn page(member: &Member, compared: Compared) -> Result<Page, Error> {
    let lang = member.lang();
    let found = queue(member.ctx(), member.actor(), member.visitor().paging(PER_PAGE)?).await?;
    let merged = merged(member.ctx(), member.actor(), None).await?;
    let done = member.done().map(str::to_owned);
    let title = texts::title(lang);
    let body = move || {
        view! {
            <h1>{title}</h1>
            {said(lang, done.as_deref())}
            <p class="lead">{texts::lead(lang)}</p>
            {results(lang, &found)}
            {any_two(lang, compared)}
            {merged_section(lang, &merged)}
        }
    };
    let page = Page::new(title, body).within(Section::Register);
    Ok(page.step(shared::title(lang), "/bureau/register").here(title))
}

/// What was just done.
fn said(lang: Lang, word: Option<&str>) -> Option<AnyView> {
    let words = match word? {
        "merged" => texts::done_merged(lang),
        "apart" => texts::done_apart(lang),
        "unmerged" => texts::done_unmerged(lang),
        _ => return None,
    };
    Some(view! { <Notice tone=Tone::Ok><p role="status">{words}</p></Notice> }.into_any())
}

fn results(lang: Lang, found: &Queue) -> impl IntoView + use<> {
    let (current, last) = (u64::from(found.pairs.page), found.pairs.pages());
    let words = PageWords { label: texts::pages(lang), previous: texts::previous(lang), next: texts::next(lang) };
    let none = found.pairs.items.is_empty().then(|| view! { <p>{texts::none(lang)}</p> });
    let apart = u64::try_from(found.apart).unwrap_or(u64::MAX);
    let apart = (apart > 0).then(|| view! { <p class="soft">{texts::apart_count(lang, apart)}</p> });
    let address = |page: u64| {
        let page = if page > 1 { page.to_string() } else { String::new() };
        with_params(QUEUE, [("page", page.as_str())])
    };
    view! {
        <section aria-labelledby="found" class="flow">
            <h2 id="found">{texts::found(lang, found.pairs.total)}</h2>
            {none}
            <ul class="results">{found.pairs.items.iter().map(|one| candidate(lang, one)).collect_view()}</ul>
            {apart}
            <Pagination current last words address=Box::new(address)/>
        </section>
    }
}

fn candidate(lang: Lang, pair: &Candidate) -> impl IntoView + use<> {
    let [one, other] = &pair.sides;
    let address = pair_address(one.credit_code, other.credit_code);
    let side = |side: &Shown| {
        let (code, address) = (side.credit_code.to_string(), side.address.clone());
        view! {
            <p>
                <strong>{named(lang, &side.name)}</strong> " " <span class="code">{code}</span> <br/>
                <span class="soft">{named(lang, &side.town)} " " <span lang=chinese(lang)>{address}</span></span>
            </p>
        }
    };
    let label = format!("{} {} {}", texts::look(lang), one.credit_code, other.credit_code);
    view! {
        <li class="flow">
            {side(one)}
            {side(other)}
            {reasons(lang, &pair.reasons)}
            <p>{proposal(lang, pair.proposal, [&one.name, &other.name])}</p>
            <p><a href=address aria-label=label>{texts::look(lang)}</a></p>
        </li>
    }
}

fn any_two(lang: Lang, compared: Compared) -> impl IntoView + use<> {
    let error = compared.wrong.then(|| texts::compare_wrong(lang).to_owned());
    view! {
        <section aria-labelledby="compare" class="flow">
            <h2 id="compare">{texts::compare_title(lang)}</h2>
            <form action=QUEUE method="get" class="stack">
                <Field name="one" label=texts::compare_one(lang) value=compared.one error/>
                <Field name="other" label=texts::compare_other(lang) value=compared.other/>
                <p class="bar-line"><button type="submit">{texts::compare(lang)}</button></p>
            </form>
        </section>
    }
}

fn merged_section(lang: Lang, merged: &[Merged]) -> impl IntoView + use<> {
    view! {
        <section aria-labelledby="merged" class="flow">
            <h2 id="merged">{texts::merged_title(lang)}</h2>
            {list(lang, merged)}
        </section>
    }
}
