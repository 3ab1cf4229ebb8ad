//! The door of server functions: their addresses, who calls, and refusals as data. Leptos hands a function no request:
//! what there is to know of it is laid into the context around the function, here and nowhere else.

use std::future::{Ready, ready};

use axum::Router;
use axum::extract::{Request, State};
use axum::http::header::ACCEPT;
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use leptos::prelude::provide_context;
use leptos::server_fn::axum::server_fn_paths;

use super::{AppState, Member, NotAdmitted, Refusal, Visit, Visitor, Why};
use crate::functions::{Caller, Failure};

/// Below this are the addresses of all functions; each says so itself (`prefix`).
pub const PREFIX: &str = "/fn/";
const JSON: HeaderValue = HeaderValue::from_static("application/json");

/// Every function that is compiled in, in the order of their addresses.
pub fn addresses() -> Vec<&'static str> {
    let mut all: Vec<_> = server_fn_paths().map(|(path, _)| path).collect();
    all.sort_unstable();
    all
}

/// Every function. The layers around are the server's.
pub fn router() -> Router<AppState> {
    let wrong_method = || ready(refusal(StatusCode::METHOD_NOT_ALLOWED));
    let add = |router: Router<AppState>, address| router.route(address, post(run).fallback(wrong_method));
    addresses().into_iter().fold(Router::new(), add)
}

async fn run(State(app): State<AppState>, request: Request) -> Response {
    let (mut parts, body) = request.into_parts();
    let caller = who_calls(&app, &parts).await;
    // Whoever would rather have a page is led back to where they came from by Leptos, with the failure in the address.
    parts.headers.insert(ACCEPT, JSON);
    let context = move || provide_context(caller.clone());
    let request = Request::from_parts(parts, body);
    leptos_axum::handle_server_fns_with_context(context, request).await.into_response()
}

/// Who calls, where the page was made for them.
async fn who_calls(app: &AppState, parts: &Parts) -> Result<Caller, Failure> {
    let visit = Visit::new(app.clone(), Visitor::of(&parts.uri, &parts.headers));
    let member = Member::of(parts, visit).await?;
    Ok(Caller { ctx: member.ctx().clone(), actor: member.actor().clone() })
}

impl From<NotAdmitted> for Failure {
    fn from(why: NotAdmitted) -> Self {
        match why {
            NotAdmitted::SignedOut | NotAdmitted::NeedsSecondFactor => Self::SignedOut,
            NotAdmitted::Other(now) => Self::SomebodyElse { who: now.made_for().who().to_owned() },
            NotAdmitted::Failed(failure) => failure.into(),
        }
    }
}

/// Whether a path is one of functions, be there one or not.
pub fn is_below(path: &str) -> bool {
    path.starts_with(PREFIX)
}

/// The refusal of a request that comes to no function, or to no end.
pub fn refusal(status: StatusCode) -> Response {
    let mut response = Failure::of_status(status.as_u16()).into_response();
    *response.status_mut() = status;
    response
}

/// The layer around all functions: what would become a page elsewhere is data here.
pub fn refuse(mut response: Response) -> Ready<Response> {
    ready(match response.extensions_mut().remove::<Refusal>() {
        Some(Refusal { why: Why::ForeignForm, .. }) => Failure::OtherSite.into_response(),
        Some(Refusal { why, .. }) => refusal(why.status()),
        None => response,
    })
}
