//! `/bureau/register/of/{credit_code}/unmerge`: undoing the merging in which an enterprise went.

use axum::response::Response;
use domain::access::Action;
use domain::credit_code::CreditCode;
use domain::lang::Lang;
use leptos::prelude::*;
use services::Error;
use services::register::LONGEST_REASON;
use services::register::duplicates::{self, Merged, merged};

use super::addresses::QUEUE;
use super::sent::Undoing;
use crate::pages::bureau::register::enterprise_address;
use crate::pages::parts::{chinese, given_back, issue, named};
use crate::texts::{bureau_register as shared, register_duplicates as texts};
use crate::ui::form_key::FormKeyField;
use crate::ui::notice::Notice;
use crate::ui::tag::Tone;
use crate::ui::text_area::TextArea;
use crate::ui::when;
use crate::web::{At, Form, Member, Page, Section, see_other};

/// The page.
pub async fn show(member: Member, At(credit_code): At<CreditCode>) -> Response {
    member.answer(page(&member, credit_code, Form::default()).await)
}

/// The form came in.
pub async fn post(member: Member, At(credit_code): At<CreditCode>, form: Form<Undoing>) -> Response {
    let done = match form.ready(member.actor(), Action::ManageRegister) {
        Ok(sent) => {
            let said = (sent.reason.typed(), &sent.seen, form.key());
            duplicates::unmerge(member.ctx(), member.actor(), credit_code, said).await
        }
        Err(failure) => Err(failure),
    };
    let again = match done {
        Ok(()) => return see_other(&format!("{QUEUE}?done=unmerged")),
        Err(failure) => form.refused(failure),
    };
    member.answer(match again {
        Ok(form) => page(&member, credit_code, form).await,
        Err(failure) => Err(failure),
    })
}

async fn page(member: &Member, credit_code: CreditCode, form: Form<Undoing>) -> Result<Page, Error> {
    let lang = member.lang();
    let own = merged(member.ctx(), member.actor(), Some(credit_code)).await?;
    let own = own.into_iter().find(|one| one.gone == credit_code);
    // Somebody undid it while the form was written: the form stays on the page, and says so.
    if own.is_none() && form.conflict.is_none() {
        return Err(Error::NotFound);
    }
    let (title, status) = (texts::undo(lang), form.status());
    let body = move || {
        let overtaken = form.conflict.as_ref().map(|_| {
            view! { <Notice tone=Tone::Over><p role="alert">{texts::overtaken(lang)}</p></Notice> }
        });
        let undo = own.as_ref().map(|own| view! { {what(lang, own)} {undo(lang, own, &form)} });
        let written = if own.is_some() { None } else { given_back(lang, [form.typed.reason.typed()]) };
        view! {
            {issue::summary(lang, texts::problems(lang), &form.issues, |_| texts::undo_reason(lang))}
            <h1>{title}</h1>
            {overtaken}
            {undo}
            {written}
        }
    };
    let page = Page::new(title, body).within(Section::Register).status(status);
    let back = enterprise_address(credit_code);
    Ok(page.step(shared::title(lang), "/bureau/register").step(shared::back(lang), back).here(title))
}

/// Which merging it is, and what undoing it means.
fn what(lang: Lang, own: &Merged) -> impl IntoView + use<> {
    let (gone, kept) = (own.gone.to_string(), own.kept.to_string());
    let (day, by, reason) = (when::date(lang, own.at.day()), own.by.clone(), own.reason.clone());
    view! {
        <p>
            {named(lang, &own.gone_name)} " " <span class="code">{gone}</span> " " {texts::into(lang)} " "
            {named(lang, &own.kept_name)} " " <span class="code">{kept}</span>
        </p>
        <p class="meta"><span lang=chinese(lang)>{by}</span> <span>{day}</span></p>
        <p class="written" lang=chinese(lang)>{reason}</p>
        <p>{texts::undo_what(lang)}</p>
    }
}

fn undo(lang: Lang, own: &Merged, form: &Form<Undoing>) -> impl IntoView + use<> {
    let error = issue::at(lang, &form.issues, "reason");
    view! {
        <form method="post" class="stack">
            <FormKeyField key=form.key_field()/>
            <input type="hidden" name="seen" value=own.seen.as_str().to_owned()/>
            <TextArea name="reason" label=texts::undo_reason(lang) hint=texts::undo_hint(lang)
                value=form.typed.reason.typed().to_owned() error rows=3 longest=LONGEST_REASON/>
            <p class="bar-line"><button>{texts::undo(lang)}</button></p>
        </form>
    }
}
