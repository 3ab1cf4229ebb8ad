//! A program that shows a token.

use app::web::Client;
use axum::{
    extract::FromRequestParts,
    http::{StatusCode, header::AUTHORIZATION, request::Parts},
};
use domain::access::Scope;
use services::{
    Error,
    api_tokens::{Caller, authenticate},
};

use super::{ApiError, Rest};

/// Who shows the token in `Authorization: Bearer mj_…`. What the token must be for, the handler asks with
/// [`for_scope`](Self::for_scope) before it reads anything.
pub struct Bearer(pub Caller);

impl Bearer {
    /// The caller, where the token is for this.
    ///
    /// # Errors
    /// 403, with what the token would have to be for.
    pub fn for_scope(self, scope: Scope) -> Result<Caller, ApiError> {
        if self.0.must(scope).is_ok() {
            return Ok(self.0);
        }
        let message = format!("this token is not for `{scope}`; it is for: {}", self.0.scopes);
        Err(ApiError::new(StatusCode::FORBIDDEN, "forbidden", message))
    }
}

impl FromRequestParts<Rest> for Bearer {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, rest: &Rest) -> Result<Self, ApiError> {
        let shown = shown(parts).ok_or_else(|| unauthenticated("send a token: `Authorization: Bearer mj_…`"))?;
        let Client(client) = Client::from_request_parts(parts, rest).await.unwrap_or_else(|never| match never {});
        match authenticate(&rest.ctx, &shown, client).await {
            Ok(caller) => Ok(Self(caller)),
            Err(Error::Unauthenticated) => {
                Err(unauthenticated("this token is unknown, was revoked, or has ended; ask whoever gave it to you"))
            }
            Err(failure) => Err(failure.into()),
        }
    }
}

/// The token of the one header; none where it is missing, double, or of another scheme.
fn shown(parts: &Parts) -> Option<String> {
    let mut headers = parts.headers.get_all(AUTHORIZATION).iter();
    let (Some(only), None) = (headers.next(), headers.next()) else { return None };
    let (scheme, token) = only.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim().to_owned())
}

fn unauthenticated(message: &str) -> ApiError {
    ApiError::new(StatusCode::UNAUTHORIZED, "unauthenticated", message)
}

#[cfg(test)]
mod tests {
    use axum::http::Request;

    use super::*;

    #[test]
    fn one_header_of_the_right_scheme() {
        let shown = |values: &[&str]| {
            let mut request = Request::builder();
            for value in values {
                request = request.header(AUTHORIZATION, *value);
            }
            shown(&request.body(()).unwrap().into_parts().0)
        };
        assert_eq!(shown(&["Bearer mj_1"]).as_deref(), Some("mj_1"));
        assert_eq!(shown(&["bearer  mj_1 "]).as_deref(), Some("mj_1"));
        for other in [&[][..], &["Basic mj_1"], &["Bearer"], &["mj_1"], &["Bearer a", "Bearer b"]] {
            assert_eq!(shown(other), None, "{other:?}");
        }
    }
}
