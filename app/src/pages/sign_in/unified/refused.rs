//! Why somebody does not come in by the provider, and where to go on. What went wrong goes to the log, without a token and
//! without a name.

use axum::http::StatusCode;
use axum::response::Response;
use domain::lang::Lang;
use leptos::prelude::*;
use services::accounts::unified::Failure;
use services::oidc::Fault;
use services::{Conflict, Error};

use super::set_cookie;
use crate::texts::unified as texts;
use crate::web::{Page, UNIFIED, Visit, attempt};

/// Seconds after which a provider that was gone is worth another try.
const SOON: u64 = 30;

/// The page that says why.
pub fn refused(visit: &Visit, failure: Failure) -> Response {
    match &failure {
        Failure::Provider(fault) => tracing::warn!(%fault, "nobody comes in by the provider"),
        Failure::Denied(why) => tracing::info!(why, "the provider says no"),
        _ => {}
    }
    let said = match failure {
        Failure::Portal(Error::Conflict(conflict)) => match conflicting(visit.lang(), &conflict) {
            Some(words) => Said { status: StatusCode::CONFLICT, words, way: Way::Account },
            None => return visit.answer(Err(conflict.into())),
        },
        Failure::Portal(failure) => return visit.answer(Err(failure)),
        failure => said(visit.lang(), &failure),
    };
    let is_absent = said.status == StatusCode::SERVICE_UNAVAILABLE;
    let page = page(visit.lang(), said);
    let mut response = visit.answer(Ok(if is_absent { page.retry_after(SOON) } else { page }));
    // Another site may have sent the browser here: a sign-in that is under way stays.
    if !matches!(response.status(), StatusCode::BAD_REQUEST) {
        set_cookie(&mut response, attempt::ended(visit.https()));
    }
    response
}

/// What is said, and how it goes on.
struct Said {
    status: StatusCode,
    words: &'static str,
    way: Way,
}

#[derive(Clone, Copy)]
enum Way {
    /// The person tries once more, or uses the password.
    Again,
    /// The account is the matter.
    Account,
    /// Only the password is left.
    Password,
}

fn said(lang: Lang, failure: &Failure) -> Said {
    let (status, words, way) = match failure {
        Failure::Denied(_) => (StatusCode::FORBIDDEN, texts::denied(lang), Way::Again),
        Failure::OtherBrowser => (StatusCode::BAD_REQUEST, texts::other_browser(lang), Way::Again),
        Failure::Over => (StatusCode::GONE, texts::over(lang), Way::Again),
        Failure::NotSignedIn => (StatusCode::FORBIDDEN, texts::not_signed_in(lang), Way::Account),
        Failure::Ended => (StatusCode::FORBIDDEN, texts::ended(lang), Way::Password),
        Failure::Provider(fault) if fault.is_absence() => {
            (StatusCode::SERVICE_UNAVAILABLE, texts::down(lang), Way::Again)
        }
        Failure::Provider(fault) => (StatusCode::BAD_GATEWAY, faulty(lang, fault), Way::Again),
        Failure::Portal(_) => (StatusCode::INTERNAL_SERVER_ERROR, texts::unreadable(lang), Way::Password),
    };
    Said { status, words, way }
}

fn faulty(lang: Lang, fault: &Fault) -> &'static str {
    match fault {
        Fault::Issuer => texts::issuer(lang),
        Fault::Audience => texts::audience(lang),
        Fault::Nonce => texts::nonce(lang),
        Fault::Expired => texts::expired(lang),
        Fault::Signature => texts::signature(lang),
        Fault::Refused(_) => texts::refused_code(lang),
        Fault::Down(_) | Fault::Slow => texts::down(lang),
        Fault::Status(_) | Fault::Moved | Fault::Huge | Fault::Unreadable(_) | Fault::Address => {
            texts::unreadable(lang)
        }
    }
}

/// Why an account is not linked.
pub(super) fn conflicting(lang: Lang, conflict: &Conflict) -> Option<&'static str> {
    match conflict {
        Conflict::IdentityTaken => Some(texts::taken(lang)),
        Conflict::HasIdentity => Some(texts::has_one(lang)),
        Conflict::OtherEnterprise => Some(texts::other_enterprise(lang)),
        _ => None,
    }
}

fn page(lang: Lang, said: Said) -> Page {
    let title =
        if matches!(said.way, Way::Account) { texts::not_linked_title(lang) } else { texts::refused_title(lang) };
    let (status, words) = (said.status, said.words);
    let body = move || {
        let way = match said.way {
            Way::Again => view! {
                <form method="post" action=UNIFIED><button>{texts::again(lang)}</button></form>
                {password(lang)}
            }
            .into_any(),
            Way::Account => view! { <p><a href="/account/unified">{texts::to_account(lang)}</a></p> }.into_any(),
            Way::Password => password(lang).into_any(),
        };
        view! {
            <h1>{title}</h1>
            <p class="lead">{words}</p>
            {way}
        }
    };
    Page::new(title, body).secret().status(status).here(title)
}

fn password(lang: Lang) -> impl IntoView {
    view! { <p><a href="/sign-in">{texts::with_password(lang)}</a></p> }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn each_fault_has_words_of_its_own() {
        let faults = [
            Fault::Issuer,
            Fault::Audience,
            Fault::Nonce,
            Fault::Expired,
            Fault::Signature,
            Fault::Refused("invalid_grant".into()),
            Fault::Huge,
            Fault::Down("refused".into()),
        ];
        for lang in [Lang::Zh, Lang::En] {
            let words: HashSet<_> = faults.iter().map(|fault| faulty(lang, fault)).collect();
            assert_eq!(words.len(), faults.len());
        }
        let status = |failure| said(Lang::Zh, &failure).status;
        assert_eq!(status(Failure::Provider(Fault::Slow)), StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(status(Failure::Provider(Fault::Nonce)), StatusCode::BAD_GATEWAY);
    }
}
