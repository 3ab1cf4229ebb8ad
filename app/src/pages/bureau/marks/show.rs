//! `GET /bureau/marks/{id}`

use axum::response::Response;
use domain::lang::Lang;
use domain::mark::MarkState;
use leptos::prelude::*;
use services::Error;
use services::marks::{LONGEST_TEXT, MarkView, show as find};

use super::sent::Sent;
use crate::pages::bureau::addresses::file_address;
use crate::pages::parts::{given_back, issue, mark, mark_facts, named, outlet_address};
use crate::texts::bureau_marks as texts;
use crate::ui::form_key::FormKeyField;
use crate::ui::notice::Notice;
use crate::ui::tag::{Tag, Tone};
use crate::ui::text_area::TextArea;
use crate::web::{At, Form, Member, Page, Section};

/// The mark.
pub async fn show(member: Member, At(id): At<i64>) -> Response {
    member.answer(page(&member, id, Form::default()).await)
}

/// The page with what was typed.
pub(super) async fn page(member: &Member, id: i64, form: Form<Sent>) -> Result<Page, Error> {
    let lang = member.lang();
    let view = find(member.ctx(), member.actor(), id).await?;
    let kind = mark::kind(lang, view.row.mark.kind);
    let title = format!("{} · {} · {kind}", view.row.enterprise.name.pick(lang), view.row.outlet.0);
    let (status, done, heading) = (form.status(), member.done().map(str::to_owned), title.clone());
    let here = format!("{kind} {id}");
    let page = Page::new(title, move || body(lang, &heading, &view, &form, done.as_deref()));
    Ok(page.status(status).within(Section::Marks).step(texts::title(lang), "/bureau/marks").here(here))
}

fn body(lang: Lang, title: &str, view: &MarkView, form: &Form<Sent>, done: Option<&str>) -> impl IntoView + use<> {
    let row = &view.row;
    let (tone, word) = mark::state(lang, row.state);
    let done = done.and_then(|done| match done {
        "grant" => Some(texts::done_grant(lang)),
        "refuse" => Some(texts::done_refuse(lang)),
        _ => None,
    });
    let done = done.map(|words| {
        let back = view! { <a href="/bureau/marks">{texts::back(lang)}</a> };
        view! { <Notice tone=Tone::Ok><p role="status">{words} " " {back}</p></Notice> }
    });
    let waits = row.state == MarkState::Waiting;
    let to_outlet = row.enterprise.is_public.then(|| {
        view! { <a href=outlet_address(row.enterprise.credit_code, row.outlet.0)>{texts::to_outlet(lang)}</a> }
    });
    view! {
        {issue::summary(lang, texts::problems(lang), &form.issues, |_| texts::reason(lang))}
        <h1>{title.to_owned()}</h1>
        <p class="state"><Tag tone word/></p>
        <p class="bar-line soft">
            <span>{named(lang, &row.enterprise.town)}</span>
            <a href=file_address(row.enterprise.credit_code)>{texts::to_file(lang)}</a>
            {to_outlet}
        </p>
        {done}
        {moved_on(lang, form)}
        {mark_facts::facts(lang, row)}
        {mark_facts::history(lang, row)}
        {(waits && view.may).then(|| judge(lang, view, form))}
        {(waits && !view.may).then(|| view! { <p class="soft">{texts::reads(lang)}</p> })}
    }
}

/// Somebody was first: what was typed is given back.
fn moved_on(lang: Lang, form: &Form<Sent>) -> Option<impl IntoView + use<>> {
    form.conflict.as_ref()?;
    let written = given_back(lang, [form.typed.reason.typed()]);
    Some(view! { <Notice tone=Tone::Over><p role="alert">{texts::moved_on(lang)}</p>{written}</Notice> })
}

fn judge(lang: Lang, view: &MarkView, form: &Form<Sent>) -> impl IntoView + use<> {
    let error = issue::at(lang, &form.issues, "reason");
    // The first button is the one that the Enter key presses. Which of the two it means nobody can know.
    view! {
        <section aria-labelledby="judge">
            <h2 id="judge">{texts::judge(lang)}</h2>
            <p>{texts::judge_hint(lang)}</p>
            <form method="post" action=crate::pages::bureau::addresses::mark_address(view.row.id) class="stack">
                <FormKeyField key=form.key_field()/>
                <input type="hidden" name="seen" value=view.row.seen.as_str().to_owned()/>
                <button type="submit" class="hidden" disabled aria-hidden="true"></button>
                <TextArea name="reason" label=texts::reason(lang) error value=form.typed.reason.typed() rows=3
                    longest=LONGEST_TEXT/>
                <p class="bar-line">
                    <button name="act" value="grant">{texts::grant(lang)}</button>
                    <button name="act" value="refuse" class="quiet">{texts::refuse(lang)}</button>
                </p>
            </form>
        </section>
    }
}
