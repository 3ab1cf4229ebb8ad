//! `/bureau/tips/{tip_no}/identity`: the identity behind a tip-off, and who opened it before.

use axum::http::StatusCode;
use axum::response::Response;
use domain::access::{Action, may};
use domain::input::Issue;
use domain::lang::Lang;
use leptos::prelude::*;
use serde::Deserialize;
use services::Error;
use services::tips::{IdentityFile, LONGEST_REASON, Opening, SHORTEST_REASON, identity_file, open_identity};

use super::address;
use crate::pages::parts::chinese;
use crate::texts::{shell, tip_identity as texts};
use crate::ui::data_table::{Column, DataTable};
use crate::ui::error_summary::{ErrorSummary, FieldError};
use crate::ui::notice::Notice;
use crate::ui::tag::Tone;
use crate::ui::text_area::TextArea;
use crate::ui::when;
use crate::web::{At, Fields, Member, Page, Section};

/// The reason as it was typed. Without a form's key: whenever an identity is shown, that is noted, and a reload shows it
/// once more.
#[derive(Deserialize)]
pub struct Asked {
    #[serde(default)]
    reason: String,
}

/// What stands on the page beside the openings.
#[derive(Default)]
struct Shown {
    contact: Option<String>,
    reason: String,
    error: Option<String>,
}

/// `GET /bureau/tips/{tip_no}/identity`
pub async fn show(member: Member, At(tip_no): At<String>) -> Response {
    member.answer(page(&member, &tip_no, Shown::default()).await)
}

/// `POST /bureau/tips/{tip_no}/identity`
pub async fn open(member: Member, At(tip_no): At<String>, Fields(Asked { reason }): Fields<Asked>) -> Response {
    let (status, shown) = match open_identity(member.ctx(), member.actor(), &tip_no, &reason).await {
        Ok(identity) => (StatusCode::OK, Shown { contact: Some(identity.contact), ..Shown::default() }),
        Err(Error::Invalid { issue: Some(issue), .. }) => {
            let error = say(member.lang(), issue);
            (StatusCode::UNPROCESSABLE_ENTITY, Shown { reason, error: Some(error), contact: None })
        }
        Err(failure) => return member.answer(Err(failure)),
    };
    member.answer(page(&member, &tip_no, shown).await.map(|page| page.status(status)))
}

fn say(lang: Lang, issue: Issue) -> String {
    match issue {
        Issue::Missing => texts::reason_missing(lang).to_owned(),
        Issue::Short(least) => texts::reason_short(lang, least),
        Issue::Long(most) => texts::reason_long(lang, most),
    }
}

async fn page(member: &Member, tip_no: &str, shown: Shown) -> Result<Page, Error> {
    let lang = member.lang();
    let file = identity_file(member.ctx(), member.actor(), tip_no).await?;
    let may_open = may(member.actor().role, Action::OpenIdentity);
    let title = texts::title(lang, &file.tip_no);
    let heading = title.clone();
    let body = move || {
        let errors = shown.error.iter().map(|error| FieldError { name: "reason".into(), message: error.clone() });
        view! {
            <ErrorSummary title=texts::errors(lang) errors=errors.collect()/>
            <h1>{heading}</h1>
            {shown.contact.clone().map(|contact| opened(lang, contact))}
            {(!file.has_contact).then(|| view! { <p class="lead">{texts::no_contact(lang)}</p> })}
            {(may_open && file.has_contact && shown.contact.is_none()).then(|| form(lang, &file, shown))}
            {openings(lang, &file.openings)}
        }
    };
    let page = Page::new(title, body).within(Section::Tips).step(shell::nav_tips(lang), "/bureau/tips");
    Ok(page.here(tip_no).secret())
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

fn form(lang: Lang, file: &IdentityFile, shown: Shown) -> AnyView {
    let action = format!("{}/identity", address(&file.tip_no));
    let hint = texts::reason_hint(lang, SHORTEST_REASON, LONGEST_REASON);
    view! {
        <p class="lead">{texts::before(lang)}</p>
        <form method="post" action=action class="stack" autocomplete="off">
            <TextArea name="reason" label=texts::reason(lang) hint error=shown.error value=shown.reason rows=3/>
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
