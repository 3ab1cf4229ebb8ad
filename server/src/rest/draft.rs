//! `/declarations/{quarter}`: the own declaration of a quarter, by a program with a token of the enterprise. What it saves is a
//! draft: a person signs it at `/filing`.

use axum::{
    Json as Answer,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use domain::{
    access::Scope,
    declaration::{
        Content, DeclarationStatus,
        check::{Problem, Tier, message},
    },
    lang::Lang,
    quarter::Quarter,
};
use serde::{Deserialize, Serialize};
use services::{
    Error,
    accounts::Actor,
    declarations::{self, Refusal, fits},
    input::Incoming,
};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use super::{ApiError, Bearer, Json, Rest, params::Beside};

/// What is wanted of what is sent.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct Wanted {
    /// Only say what is wrong with it, and save nothing.
    dry_run: bool,
}

/// What a program states.
#[derive(Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct DraftSent {
    /// The revision that it was made from; 0 where nothing was saved yet.
    #[serde(default)]
    revision: i64,
    /// What is declared, as this address shows it. Figures are texts (`"16130.5"`), so that none is rounded on its way.
    #[schema(value_type = Object)]
    #[validate(custom(function = fits))]
    content: Content,
}

impl Incoming for DraftSent {
    const FIELDS: &'static [&'static str] = &["content"];
}

/// The own declaration of a quarter.
#[derive(Serialize, ToSchema)]
pub struct OwnDeclaration {
    #[schema(value_type = String, example = "2026Q3")]
    quarter: Quarter,
    /// Null where nothing was saved yet.
    status: Option<DeclarationStatus>,
    /// Counts the saves; goes back with the next one.
    revision: i64,
    /// Whether the draft may be changed today.
    may_change: bool,
    /// Whether it may be signed today and nothing that is wrong with it is in the way.
    can_be_signed: bool,
    /// What it says. Where nothing was saved yet: a row for everything that the permit asks for, and what is known.
    #[schema(value_type = Object)]
    content: Content,
    /// Everything that is wrong with it.
    problems: Vec<DraftProblem>,
}

/// Something that is wrong with a declaration.
#[derive(Serialize, ToSchema)]
struct DraftProblem {
    /// Where in the content; `emissions` names the rows as a whole.
    #[schema(example = "emissions[3].amount_kg")]
    path: String,
    /// The rule.
    #[schema(example = "D05")]
    rule: String,
    /// `block`: to be mended before it can be signed; `explain`: to be mended or explained; `warn` and `info`: to be looked at.
    #[schema(value_type = String, example = "block")]
    tier: Tier,
    /// Whether `explanations` says why the figure is right all the same.
    explained: bool,
    /// In Chinese.
    message: String,
    /// In English.
    message_en: String,
}

/// Read the own declaration
///
/// With a token for `declarations`: the draft of the token's enterprise for a quarter, begun or not, and what is wrong with it.
#[utoipa::path(
    get, path = "/declarations/{quarter}", tag = "tokens",
    security(("token" = [])),
    params(("quarter" = String, Path, description = "The quarter", example = "2026Q3")),
    responses(
        (status = 200, description = "The draft as it stands", body = OwnDeclaration),
        (status = 401, description = "No token, or none that is taken", body = ApiError),
        (status = 403, description = "The token is not for this", body = ApiError),
        (status = 404, description = "No such quarter, or one that has not begun", body = ApiError)
    )
)]
pub async fn show(
    State(rest): State<Rest>,
    bearer: Bearer,
    Path(quarter): Path<String>,
) -> Result<Answer<OwnDeclaration>, ApiError> {
    let (actor, quarter) = (own(bearer)?, asked(&quarter)?);
    Ok(Answer(standing(&rest, &actor, quarter).await?))
}

/// Save the own declaration
///
/// With a token for `declarations`: the whole draft of a quarter in the place of the one that is there. It is not signed by
/// that: the certifier does it at `/filing`, with password and code. What is saved twice changes nothing the second time; where
/// somebody saved since `revision`, nothing is overwritten.
#[utoipa::path(
    put, path = "/declarations/{quarter}", tag = "tokens",
    security(("token" = [])),
    params(("quarter" = String, Path, description = "The quarter", example = "2026Q3"), Wanted),
    request_body = DraftSent,
    responses(
        (status = 200, description = "The draft as it stands now, or as it would", body = OwnDeclaration),
        (status = 401, description = "No token, or none that is taken", body = ApiError),
        (status = 403, description = "The token is not for this", body = ApiError),
        (status = 404, description = "No such quarter, or one that has not begun", body = ApiError),
        (status = 409, description = "Somebody saved since, or the draft may not be changed now", body = ApiError),
        (status = 422, description = "It is no such content, or far too large; nothing was saved", body = ApiError)
    )
)]
pub async fn put(
    State(rest): State<Rest>,
    bearer: Bearer,
    Path(quarter): Path<String>,
    Beside(wanted): Beside<Wanted>,
    json: Json<DraftSent>,
) -> Result<Response, ApiError> {
    let (actor, quarter) = (own(bearer)?, asked(&quarter)?);
    if !json.issues.is_empty() {
        return Err(ApiError::unfit("nothing was saved: see the fields", json.issues));
    }
    let DraftSent { revision, content } = json.sent;
    if wanted.dry_run {
        let there = declarations::draft(&rest.ctx, &actor, quarter).await?;
        let would = declarations::Draft { content, ..there };
        return Ok(Answer(told(would)).into_response());
    }
    declarations::save(&rest.ctx, &actor, quarter, revision, &content).await.map_err(refused)?;
    Ok(Answer(standing(&rest, &actor, quarter).await?).into_response())
}

/// In whose name the program acts.
fn own(bearer: Bearer) -> Result<Actor, ApiError> {
    Ok(bearer.for_scope(Scope::Declarations)?.issuer)
}

fn asked(quarter: &str) -> Result<Quarter, ApiError> {
    quarter.parse().map_err(|_no_quarter| ApiError::not_found("there is no such quarter; write it like 2026Q3"))
}

async fn standing(rest: &Rest, actor: &Actor, quarter: Quarter) -> Result<OwnDeclaration, Error> {
    Ok(told(declarations::draft(&rest.ctx, actor, quarter).await?))
}

fn told(draft: declarations::Draft) -> OwnDeclaration {
    let problem = |problem: Problem| DraftProblem {
        path: problem.path.to_string(),
        rule: problem.rule.to_string(),
        tier: problem.tier,
        explained: problem.is_explained(&draft.content),
        message: message(Lang::Zh, &problem),
        message_en: message(Lang::En, &problem),
    };
    let problems = draft.problems();
    OwnDeclaration {
        quarter: draft.quarter,
        status: draft.status,
        revision: draft.revision,
        may_change: draft.may_change,
        can_be_signed: draft.may_sign && !problems.iter().any(|problem| problem.hinders(&draft.content)),
        problems: problems.into_iter().map(problem).collect(),
        content: draft.content,
    }
}

fn refused(refusal: Refusal) -> ApiError {
    let conflict = |code| ApiError::new(StatusCode::CONFLICT, code, refusal.to_string());
    match &refusal {
        Refusal::Overtaken(_) => conflict("overtaken"),
        Refusal::NotNow(_) => conflict("not_now"),
        Refusal::Locked(_) => conflict("locked"),
        Refusal::Problems(_) | Refusal::Unchanged(_) => conflict("conflict"),
        Refusal::Other(_) => Error::from(refusal).into(),
    }
}
