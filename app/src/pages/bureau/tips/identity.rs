//! `/bureau/tips/{tip_no}/identity`: the identity behind a tip-off, and who opened it before.

use axum::response::Response;
use domain::access::{Action, may};
use domain::input::Input;
use domain::lang::Lang;
use leptos::prelude::*;
use serde::Deserialize;
use services::Error;
use services::input::{Incoming, sound};
use services::tips::{IdentityFile, LONGEST_REASON, Opening, Reason, SHORTEST_REASON, identity_file, open_identity};
use validator::Validate;

use super::address;
use crate::pages::parts::{chinese, issue};
use crate::texts::{shell, tip_identity as texts};
use crate::ui::data_table::{Column, DataTable};
use crate::ui::notice::Notice;
use crate::ui::tag::Tone;
use crate::ui::text_area::TextArea;
use crate::ui::when;
use crate::web::{At, Form, Member, Page, Section};

/// The reason. The form's key is not looked at: whenever an identity is shown, that is noted, and a reload shows it once
/// more.
#[derive(Clone, Debug, Default, Deserialize, Validate)]
#[serde(default)]
pub struct Asked {
    #[validate(custom(function = sound))]
    reason: Input<Reason>,
}

impl Incoming for Asked {
    const FIELDS: &'static [&'static str] = &["reason"];
}

/// `GET /bureau/tips/{tip_no}/identity`
pub async fn show(member: Member, At(tip_no): At<String>) -> Response {
    member.answer(page(&member, &tip_no, Form::default(), None).await)
}

/// `POST /bureau/tips/{tip_no}/identity`
pub async fn open(member: Member, At(tip_no): At<String>, form: Form<Asked>) -> Response {
    let opened = match form.ready(member.actor(), Action::OpenIdentity) {
        Ok(asked) => open_identity(member.ctx(), member.actor(), &tip_no, asked.reason.typed()).await,
        Err(refused) => Err(refused),
    };
    let page = match opened {
        Ok(identity) => page(&member, &tip_no, Form::default(), Some(identity.contact)).await,
        Err(failure) => match form.refused(failure) {
            Ok(form) => page(&member, &tip_no, form, None).await,
            Err(failure) => Err(failure),
        },
    };
    member.answer(page)
}

async fn page(member: &Member, tip_no: &str, form: Form<Asked>, contact: Option<String>) -> Result<Page, Error> {
    let lang = member.lang();
    let file = identity_file(member.ctx(), member.actor(), tip_no).await?;
    let may_open = may(member.actor().role, Action::OpenIdentity);
    let title = texts::title(lang, &file.tip_no);
    let (heading, status) = (title.clone(), form.status());
    let body = move || {
        view! {
            {issue::summary(lang, texts::errors(lang), &form.issues, |_| texts::reason(lang))}
            <h1>{heading}</h1>
            {contact.clone().map(|contact| opened(lang, contact))}
            {(!file.has_contact).then(|| view! { <p class="lead">{texts::no_contact(lang)}</p> })}
            {(may_open && file.has_contact && contact.is_none()).then(|| ask(lang, &file, &form))}
            {openings(lang, &file.openings)}
        }
    };
    let page = Page::new(title, body).within(Section::Tips).step(shell::nav_tips(lang), "/bureau/tips");
    Ok(page.here(tip_no).secret().status(status))
}

fn opened(lang: Lang, contact: String) -> AnyView {
    view! {
        <div role="status">
            <Notice tone=Tone::Ok><p>{texts::contact(lang)}</p><p class="words"><strong>{contact}</strong></p></Notice>
        </div>
        <p>{texts::contact_care(lang)}</p>
    }
    .into_any()
}

fn ask(lang: Lang, file: &IdentityFile, form: &Form<Asked>) -> AnyView {
    let action = format!("{}/identity", address(&file.tip_no));
    let (value, error) = (form.typed.reason.typed().to_owned(), issue::at(lang, &form.issues, "reason"));
    let hint = texts::reason_hint(lang, SHORTEST_REASON, LONGEST_REASON);
    view! {
        <p class="lead">{texts::before(lang)}</p>
        <form method="post" action=action class="stack" autocomplete="off">
            <TextArea name="reason" label=texts::reason(lang) hint error value rows=3/>
            <button type="submit">{texts::open(lang)}</button>
        </form>
    }
    .into_any()
}

fn openings(lang: Lang, openings: &[Opening]) -> AnyView {
    let row = |opening: &Opening| {
        let Opening { at, by, reason } = opening.clone();
        view! {
            <tr>
                <th scope="row">{when::moment(lang, at)}</th>
                <td data-head=texts::by(lang)><span lang=chinese(lang)>{by}</span></td>
                <td data-head=texts::reason(lang)><span lang=chinese(lang)>{reason}</span></td>
            </tr>
        }
    };
    let list = if openings.is_empty() {
        view! { <p>{texts::never(lang)}</p> }.into_any()
    } else {
        let columns =
            vec![Column::words(texts::at(lang)), Column::words(texts::by(lang)), Column::words(texts::reason(lang))];
        let rows = openings.iter().map(row).collect_view();
        view! { <DataTable caption=texts::openings(lang) hide_caption=true records=true columns>{rows}</DataTable> }
            .into_any()
    };
    view! { <section aria-labelledby="openings"><h2 id="openings">{texts::openings(lang)}</h2>{list}</section> }
        .into_any()
}
