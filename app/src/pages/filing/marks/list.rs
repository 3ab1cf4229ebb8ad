//! `GET /filing/marks`

use axum::response::Response;
use domain::access::Action;
use domain::input::Input;
use domain::lang::Lang;
use domain::mark::can_still_be_marked;
use domain::time::start_of;
use leptos::prelude::*;
use services::Error;
use services::marks::{OwnMarks, own};

use super::form::{self, Sent};
use super::{entry, strips};
use crate::texts::filing_marks as texts;
use crate::ui::notice::Notice;
use crate::ui::tag::Tone;
use crate::ui::when;
use crate::web::{Form, Member, Page, Section};

/// The page, with the outlet in the form that the address names.
pub async fn show(member: Member) -> Response {
    let outlet = Input::of(member.visitor().param("outlet").unwrap_or_default());
    let form = Form::new(Sent { outlet, ..Sent::default() });
    member.answer(page(&member, form).await)
}

/// The page with what was typed.
pub async fn page(member: &Member, form: Form<Sent>) -> Result<Page, Error> {
    let lang = member.lang();
    let own = own(member.ctx(), member.actor()).await?;
    let may = member.actor().must(Action::SetMark).is_ok();
    let (title, status, done) = (texts::title(lang), form.status(), member.done().map(str::to_owned));
    let page = Page::new(title, move || body(lang, &own, &form, may, done.as_deref()));
    Ok(page.status(status).within(Section::OwnMarks).here(title))
}

fn body(lang: Lang, own: &OwnMarks, form: &Form<Sent>, may: bool, done: Option<&str>) -> impl IntoView + use<> {
    let done = done.and_then(|done| match done {
        "set" => Some(texts::done_set(lang)),
        "asked" => Some(texts::done_asked(lang)),
        _ => None,
    });
    let done = done.map(|words| view! { <Notice tone=Tone::Ok><p role="status">{words}</p></Notice> });
    let can_mark = may && !own.outlets.is_empty();
    let outlets = own.outlets.iter().map(|one| strips::outlet(lang, one, &own.marks, own.now, may)).collect_view();
    let outlets = if own.outlets.is_empty() {
        view! { <p>{texts::none(lang)}</p> }.into_any()
    } else {
        view! {
            <section aria-labelledby="days" class="stack">
                <h2 id="days">{texts::outlets(lang)}</h2>
                <p>{deadline(lang, own)}</p>
                {legend(lang)}
                {outlets}
            </section>
        }
        .into_any()
    };
    view! {
        {can_mark.then(|| form::errors(lang, form))}
        {done}
        <h1>{texts::title(lang)}</h1>
        <p class="lead">{texts::lead(lang)}</p>
        {outlets}
        {(!may).then(|| view! { <Notice><p>{texts::read_only(lang)}</p></Notice> })}
        {can_mark.then(|| form::form(lang, &own.outlets, form))}
        {list(lang, own)}
    }
}

/// Until when yesterday can be marked, in words.
fn deadline(lang: Lang, own: &OwnMarks) -> String {
    let yesterday = own.yesterday_until.minus(1).minus(domain::time::DAY).day();
    let day = when::short_date(lang, yesterday);
    if can_still_be_marked(start_of(yesterday), own.now) {
        texts::deadline_open(lang, day)
    } else {
        texts::deadline_over(lang, day)
    }
}

fn legend(lang: Lang) -> impl IntoView {
    let swatches = [
        ("over", texts::legend_over(lang)),
        ("invalid", texts::legend_invalid(lang)),
        ("missing", texts::legend_missing(lang)),
        ("device", texts::legend_device(lang)),
        ("works", texts::legend_works(lang)),
        ("waiting", texts::legend_waiting(lang)),
    ];
    let swatch = |(class, word): (&'static str, &'static str)| {
        view! {
            <span>
                <svg class="day-strip key" aria-hidden="true"><rect class=class width="100%" height="100%"></rect></svg>
                {word}
            </span>
        }
    };
    view! { <p class="legend">{swatches.map(swatch).collect_view()}</p> }
}

fn list(lang: Lang, own: &OwnMarks) -> impl IntoView + use<> {
    let none = own.marks.is_empty().then(|| view! { <p>{texts::list_none(lang)}</p> });
    view! {
        <section aria-labelledby="list">
            <h2 id="list">{texts::list(lang)}</h2>
            {none}
            <ul class="results">{own.marks.iter().map(|row| entry::entry(lang, row)).collect_view()}</ul>
        </section>
    }
}
