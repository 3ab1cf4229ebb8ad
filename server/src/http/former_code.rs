//! The address of an enterprise that was registered anew.
//!
//! Somebody has noted `/enterprises/{code}`, or a program asks for it, and the enterprise has another code now. What has no
//! answer under the code of before is led to the one of today (308): pages, the screen and the interface alike. So is the
//! code of one that is merged into another, but only for now (307): a merging can be undone, and a browser must not remember
//! it.

use app::web::AppState;
use axum::{
    extract::{Request, State},
    http::{HeaderValue, Method, StatusCode, Uri, header::LOCATION},
    middleware::Next,
    response::{IntoResponse, Response},
};
use domain::credit_code::CreditCode;
use services::public::enterprise::called_now;

/// Where the code of an enterprise stands in public addresses.
const BEFORE: [&str; 3] = ["/enterprises/", "/screen/", "/api/v1/enterprises/"];

/// Leads on from a code that an enterprise had before.
pub async fn lead(State(app): State<AppState>, request: Request, next: Next) -> Response {
    let asked = (request.method() == Method::GET).then(|| code_in(request.uri())).flatten();
    let Some((before, code, behind)) = asked else { return next.run(request).await };
    let query = request.uri().query().map(str::to_owned);
    let answer = next.run(request).await;
    if answer.status() != StatusCode::NOT_FOUND {
        return answer;
    }
    let now = match called_now(&app.ctx, &code).await {
        Ok(Some(now)) if now.credit_code != code => now,
        Ok(_) => return answer,
        Err(error) => {
            tracing::warn!(%error, "nobody could say who had this code before");
            return answer;
        }
    };
    let query = query.map(|query| format!("?{query}")).unwrap_or_default();
    let status = if now.for_good { StatusCode::PERMANENT_REDIRECT } else { StatusCode::TEMPORARY_REDIRECT };
    match HeaderValue::try_from(format!("{before}{}{behind}{query}", now.credit_code)) {
        Ok(location) => (status, [(LOCATION, location)]).into_response(),
        Err(_impossible) => answer,
    }
}

/// What stands before the code, the code, and what stands behind it.
fn code_in(uri: &Uri) -> Option<(&'static str, CreditCode, String)> {
    let before = BEFORE.into_iter().find(|before| uri.path().starts_with(before))?;
    let rest = &uri.path()[before.len()..];
    let end = rest.find('/').unwrap_or(rest.len());
    let (code, behind) = rest.split_at(end);
    Some((before, code.parse().ok()?, behind.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_in_addresses() {
        for (address, want) in [
            ("/enterprises/91350100M000100Y43", Some("")),
            ("/enterprises/91350100M000100Y43/outlets/DW001", Some("/outlets/DW001")),
            ("/screen/91350100M000100Y43?lang=en", Some("")),
            ("/api/v1/enterprises/91350100M000100Y43/latest.csv", Some("/latest.csv")),
            ("/enterprises/91350100M000100Y44", None),
            ("/bureau/enterprises/91350100M000100Y43", None),
        ] {
            let found = code_in(&address.parse().unwrap());
            assert_eq!(found.map(|(_, _, behind)| behind).as_deref(), want, "{address}");
        }
    }
}
