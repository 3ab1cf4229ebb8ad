//! `GET /filing/marks/{id}`

use axum::response::Response;
use domain::lang::Lang;
use domain::mark::LONGEST;
use leptos::prelude::*;
use services::Error;
use services::marks::{MarkView, show_own};

use super::sent::Sent;
use crate::pages::parts::mark_facts;
use crate::pages::parts::{issue, mark};
use crate::texts::filing_marks as texts;
use crate::ui::field::Field;
use crate::ui::form_key::FormKeyField;
use crate::ui::notice::Notice;
use crate::ui::tag::{Tag, Tone};
use crate::web::{At, Form, Member, Page, Section};

/// The mark.
pub async fn show(member: Member, At(id): At<i64>) -> Response {
    member.answer(page(&member, id, Form::default()).await)
}

/// The page with what was typed.
pub async fn page(member: &Member, id: i64, form: Form<Sent>) -> Result<Page, Error> {
    let lang = member.lang();
    let view = show_own(member.ctx(), member.actor(), id).await?;
    let title = texts::of_page(lang, mark::kind(lang, view.row.mark.kind), view.row.outlet.0);
    let (status, done, heading) = (form.status(), member.done().map(str::to_owned), title.clone());
    let page = Page::new(title.clone(), move || body(lang, &heading, &view, &form, done.as_deref()));
    Ok(page.status(status).within(Section::OwnMarks).step(texts::title(lang), "/filing/marks").here(title))
}

fn body(lang: Lang, title: &str, view: &MarkView, form: &Form<Sent>, done: Option<&str>) -> impl IntoView + use<> {
    let (tone, word) = mark::state(lang, view.row.state);
    let done = done.and_then(|done| match done {
        "withdraw" => Some(texts::done_withdrawn(lang)),
        "end" => Some(texts::done_ended(lang)),
        _ => None,
    });
    let moved = form.conflict.is_some().then(|| {
        view! { <Notice tone=Tone::Over><p role="alert">{texts::moved_on(lang)}</p></Notice> }
    });
    let errors = issue::summary(lang, texts::problems(lang), &form.issues, |_| texts::ended_at(lang));
    view! {
        {errors}
        {done.map(|words| view! { <Notice tone=Tone::Ok><p role="status">{words}</p></Notice> })}
        {moved}
        <h1>{title.to_owned()} " " <Tag tone word/></h1>
        {mark_facts::facts(lang, &view.row)}
        {mark_facts::history(lang, &view.row)}
        {(view.may && view.row.is_open).then(|| end(lang, view, form))}
        {(view.may && view.row.can_withdraw).then(|| withdraw(lang, view, form))}
    }
}

fn end(lang: Lang, view: &MarkView, form: &Form<Sent>) -> impl IntoView + use<> {
    let error = issue::at(lang, &form.issues, "ended_at");
    view! {
        <section aria-labelledby="end">
            <h2 id="end">{texts::end_title(lang)}</h2>
            <p>{texts::end_hint(lang, LONGEST)}</p>
            <form method="post" action=format!("/filing/marks/{}", view.row.id) class="stack">
                <FormKeyField key=form.key_field()/>
                <input type="hidden" name="seen" value=view.row.seen.as_str().to_owned()/>
                <Field name="ended_at" kind="datetime-local" label=texts::ended_at(lang) error
                    value=form.typed.ended_at.typed()/>
                <button name="act" value="end">{texts::end(lang)}</button>
            </form>
        </section>
    }
}

fn withdraw(lang: Lang, view: &MarkView, form: &Form<Sent>) -> impl IntoView + use<> {
    view! {
        <section aria-labelledby="withdraw">
            <h2 id="withdraw">{texts::withdraw_title(lang)}</h2>
            <p>{texts::withdraw_hint(lang)}</p>
            <form method="post" action=format!("/filing/marks/{}", view.row.id) class="stack">
                <FormKeyField key=form.key_field()/>
                <input type="hidden" name="seen" value=view.row.seen.as_str().to_owned()/>
                <button name="act" value="withdraw" class="quiet">{texts::withdraw(lang)}</button>
            </form>
        </section>
    }
}
