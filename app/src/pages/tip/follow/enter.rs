//! `GET /tip/follow`: where the code is typed, and what is said when it does not fit.

use axum::http::StatusCode;
use axum::response::Response;
use domain::input::Issue;
use leptos::prelude::*;
use services::Error;
use services::input::Issues;
use services::tips;

use super::asked::Written;
use super::dialogue;
use crate::pages::parts::{issue, wait};
use crate::pages::tip::{show::closed, to};
use crate::texts::{tip, tip_follow as texts};
use crate::ui::field::Field;
use crate::ui::notice::Notice;
use crate::ui::tag::Tone;
use crate::web::{Page, Section, Visit, see_other};

/// What stands on the page beside the field.
struct Said {
    /// What was typed.
    code: String,
    /// What is wrong with it.
    issues: Issues,
    /// What is wrong with something else.
    word: Option<String>,
    /// What became of a message that came with the code.
    written: Written,
}

impl Said {
    fn of(code: &str, written: Written) -> Self {
        Self { code: code.to_owned(), issues: Issues::default(), word: None, written }
    }
}

/// `GET /tip/follow`
#[allow(clippy::unused_async)] // axum takes async functions as handlers
pub async fn enter(visit: Visit) -> Response {
    match tips::are_open(visit.ctx()) {
        Ok(()) => visit.answer(Ok(page(&visit, Said::of("", Written::Nothing)))),
        Err(shut) => closed(&visit, &shut),
    }
}

/// `GET` where only a form is taken.
#[allow(clippy::unused_async)] // axum takes async functions as handlers
pub async fn redirect(visit: Visit) -> Response {
    see_other(&to(visit.visitor(), "/tip/follow"))
}

/// The page again, when a code leads nowhere, or its tip-off cannot be read now. A code that is nobody's gets one sentence,
/// whatever it may be close to. A message that was not added stands in its field, to be sent with the right code.
pub fn not_found(visit: &Visit, code: &str, failure: Error, written: Written) -> Response {
    let (lang, said) = (visit.lang(), Said::of(code, written));
    let page = match failure {
        Error::Invalid(issues) => page(visit, Said { issues, ..said }).status(StatusCode::UNPROCESSABLE_ENTITY),
        Error::NotFound => {
            let issues = Issues::one("code", Issue::UnknownReceiptCode);
            page(visit, Said { issues, ..said }).status(StatusCode::UNPROCESSABLE_ENTITY)
        }
        Error::Throttled { seconds } => {
            let page = page(visit, Said { word: Some(wait(lang, seconds)), ..said });
            page.status(StatusCode::TOO_MANY_REQUESTS).retry_after(seconds)
        }
        failure => {
            tracing::error!(error = &failure as &dyn std::error::Error, "a tip-off could not be followed");
            let page = page(visit, Said { word: Some(texts::unavailable(lang).to_owned()), ..said });
            page.status(StatusCode::SERVICE_UNAVAILABLE)
        }
    };
    visit.answer(Ok(page))
}

fn page(visit: &Visit, said: Said) -> Page {
    let (lang, action, file) = (visit.lang(), to(visit.visitor(), "/tip/follow"), to(visit.visitor(), "/tip"));
    let title = texts::title(lang);
    let Said { code, mut issues, word, written } = said;
    let (sent, message) = match written {
        Written::Nothing => (None, None),
        Written::Sent => (Some(texts::sent_unseen(lang)), None),
        Written::Refused(form) => {
            let own = form.issues.iter().map(|one| (one.field.clone(), one.issue.clone()));
            issues.extend(own);
            (None, Some(form))
        }
    };
    let body = move || {
        let error = issue::at(lang, &issues, "code");
        let kept = message.is_some().then(|| texts::not_added(lang).to_owned());
        let words: Vec<_> = word.into_iter().chain(kept).collect();
        let words = (!words.is_empty()).then(|| {
            let words = words.into_iter().map(|text| view! { <p>{text}</p> }).collect_view();
            view! { <div role="alert"><Notice tone=Tone::Warn>{words}</Notice></div> }
        });
        let sent = sent.map(|text| view! { <div role="status"><Notice tone=Tone::Ok><p>{text}</p></Notice></div> });
        let label = |field: &str| if field == "text" { texts::write(lang) } else { texts::code(lang) };
        let button = if message.is_some() { texts::send(lang) } else { texts::look(lang) };
        let message = message.map(|form| dialogue::message(lang, &form));
        view! {
            {sent}
            {words}
            {issue::summary(lang, texts::errors(lang), &issues, label)}
            <h1>{title}</h1>
            <p class="lead">{texts::lead(lang)}</p>
            <form method="post" action=action class="stack" autocomplete="off">
                <Field name="code" label=texts::code(lang) hint=texts::code_hint(lang) error value=code
                    inputmode="numeric" autocomplete="off"/>
                {message}
                <button type="submit">{button}</button>
            </form>
            <div class="prose">
                <h2>{texts::lost(lang)}</h2>
                <p>{texts::lost_what(lang)}</p>
                <p><a href=file>{texts::file(lang)}</a></p>
            </div>
        }
    };
    Page::new(title, body)
        .describe(texts::description(lang))
        .within(Section::Tip)
        .step(tip::title(lang), "/tip")
        .here(title)
        .secret()
}
