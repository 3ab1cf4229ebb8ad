//! `/cases`: the exposure board.

use axum::{Json, extract::State, http::Uri, response::Response};
use domain::case::{CaseStatus, Gravity, Measure, Sanction, ViolationKind};
use serde::Serialize;
use services::public::cases::{self, Board, CaseRow, CaseView};
use utoipa::ToSchema;

use super::{
    ApiError, Rest,
    csv::{self, code, maybe, own, text},
    params::Ask,
};

/// A published case.
#[derive(Debug, Serialize, ToSchema)]
#[allow(clippy::struct_field_names, reason = "the names of the interface")]
pub struct Case {
    /// Number of the decision, as in addresses.
    #[schema(example = "DH-2026-0123")]
    case_no: String,
    /// Number on the document.
    #[schema(example = "示环罚字〔2026〕123号")]
    document_no: String,
    /// Who decided; empty in cases that were published before it was asked for.
    #[schema(example = "示范市生态环境局")]
    authority: String,
    /// Unified social credit code.
    enterprise: String,
    enterprise_name: String,
    kind: ViolationKind,
    status: CaseStatus,
    /// The day of the act; of one that lasted the first. The last day decides which law applies.
    #[schema(example = "2026-08-10")]
    acted_on: String,
    /// The last day of an act that lasted; null where it was of one day.
    #[schema(example = "2026-08-19")]
    acted_until: Option<String>,
    /// The day on which it was discovered; null in cases that were published before it was asked for.
    #[schema(example = "2026-08-12")]
    found_on: Option<String>,
    /// The day of the decision.
    decided_on: Option<String>,
    /// The day on which the case was handed to the police as a suspected crime; null where it was not.
    transferred_on: Option<String>,
    /// The day on which it came back without a criminal punishment.
    returned_on: Option<String>,
    /// Whether no fine could be decided, because the case was with the police as a suspected crime: a fine of zero then means
    /// that nothing is decided about one.
    fine_suspended: bool,
    /// When it was published.
    published_at: String,
    /// How grave a breach of trust it is; sets how long it is public, from the day of the decision. Null where nobody said
    /// what it follows from; who decided set it, on the day of the decision, and it holds until `public_until`.
    gravity: Option<Gravity>,
    /// What the class follows from; null together with it.
    #[schema(example = "《示范市生态环境失信行为认定规则》：按照普通程序作出罚款")]
    gravity_basis: Option<String>,
    /// The last day of its publicity.
    public_until: Option<String>,
    /// Whether that day is inferred: there were no classes when it was decided, and the longest term of today's measures is
    /// taken.
    public_until_inferred: bool,
    /// What was found.
    facts: String,
    /// The fine in yuan, exact, with two digits.
    #[schema(example = "325000.00")]
    fine_yuan: String,
    /// The kinds of penalty that the decision gives.
    sanctions: Vec<Sanction>,
    /// What is ordered beside the fine.
    measures: Vec<Measure>,
    /// The day on which the violation was put right; null while nothing is published of it.
    #[schema(example = "2026-11-02")]
    rectified_on: Option<String>,
    /// The day on which the file was closed.
    closed_on: Option<String>,
}

/// A published case with its reasons.
#[derive(Debug, Serialize, ToSchema)]
pub struct CaseFile {
    #[serde(flatten)]
    case: Case,
    /// The provision that was broken; empty in cases that were published before it was asked for.
    breached: String,
    /// Law and articles by which it was decided: those of the day of the act, or later ones that are lighter.
    basis: String,
    /// How the amount was worked out.
    discretion: String,
    /// What has been put right; empty while nothing has.
    rectification: String,
    /// The enterprise's own words; empty where it said nothing.
    statement: String,
}

/// A page of the exposure board.
#[derive(Debug, Serialize, ToSchema)]
pub struct Cases {
    /// Newest publication first.
    items: Vec<Case>,
    /// Cases that are public now.
    total: u64,
    /// Cases of the whole city that were public once: counted, not shown.
    withdrawn: u64,
    page: u32,
    per_page: u32,
}

/// Published cases
///
/// A case is public until the end of the last day of its publicity; after that it is only counted.
#[utoipa::path(
    get, path = "/cases", tag = "cases",
    params(
        ("page" = Option<u32>, Query, minimum = 1, description = "From 1"),
        ("per_page" = Option<u32>, Query, minimum = 1, maximum = 1000, description = "20 unless told; 1000 for CSV")
    ),
    responses(
        (status = 200, description = "A page of cases", body = Cases),
        (status = 400, description = "Parameters that make no sense, each named", body = ApiError)
    )
)]
pub async fn list(State(rest): State<Rest>, ask: Ask) -> Result<Json<Cases>, ApiError> {
    let board = find(&rest, ask, 20).await?;
    Ok(Json(Cases {
        items: board.cases.items.iter().map(Case::from).collect(),
        total: board.totals.published,
        withdrawn: board.totals.withdrawn,
        page: board.cases.page,
        per_page: board.cases.per_page,
    }))
}

/// Published cases, as CSV
#[utoipa::path(
    get, path = "/cases.csv", tag = "cases",
    description = "The same parameters as `/cases`.",
    responses(
        (status = 200, description = "One line a case", body = String, content_type = "text/csv"),
        (status = 400, description = "Parameters that make no sense, each named", body = ApiError)
    )
)]
pub async fn list_csv(State(rest): State<Rest>, uri: Uri, ask: Ask) -> Result<Response, ApiError> {
    let found = find(&rest, ask, 1000).await?.cases;
    let next = csv::next_page("/api/v1/cases.csv", uri.query(), found.page, found.per_page, found.total);
    let heads = [
        "case_no",
        "document_no",
        "enterprise",
        "enterprise_name",
        "kind",
        "status",
        "acted_on",
        "decided_on",
        "published_at",
        "public_until",
        "facts",
        "fine_yuan",
        "measures",
        "rectified_on",
        "closed_on",
        "authority",
        "sanctions",
        "gravity",
        "acted_until",
        "found_on",
        "transferred_on",
        "returned_on",
        "fine_suspended",
        "gravity_basis",
        "public_until_inferred",
    ];
    Ok(csv::file("cases", heads, found.items.iter().map(line), next))
}

fn line(case: &CaseRow) -> [csv::Cell; 25] {
    [
        code(&case.case_no),
        code(&case.document_no),
        code(case.enterprise.credit_code),
        text(&case.enterprise.name.zh),
        own(case.kind),
        own(case.status),
        own(case.acted_on),
        maybe(case.decided_on),
        own(case.published_at.rfc3339()),
        maybe(case.public_until),
        text(&case.facts),
        own(case.fine),
        own(&case.measures),
        maybe(case.rectified_on),
        maybe(case.closed_on),
        text(&case.authority),
        own(words(&case.sanctions())),
        maybe(case.classed.as_ref().map(|classed| classed.gravity)),
        maybe(case.acted_until),
        maybe(case.found_on),
        maybe(case.transferred_on),
        maybe(case.returned_on),
        own(case.suspended_since().is_some()),
        text(case.classed.as_ref().map_or("", |classed| &classed.basis)),
        own(case.is_term_inferred()),
    ]
}

/// Their words with a blank between.
fn words(sanctions: &[Sanction]) -> String {
    sanctions.iter().map(|one| one.as_str()).collect::<Vec<_>>().join(" ")
}

/// One published case
#[utoipa::path(
    get, path = "/cases/{case_no}", tag = "cases",
    params(("case_no" = String, Path, description = "Number of the decision", example = "DH-2026-0123")),
    responses(
        (status = 200, description = "The case", body = CaseFile),
        (status = 404, description = "No such case, or it is not public (any more)", body = ApiError)
    )
)]
pub async fn show(State(rest): State<Rest>, mut ask: Ask) -> Result<Json<CaseFile>, ApiError> {
    let case_no: Option<String> = ask.path("case_no");
    ask.finish()?;
    Ok(Json(CaseFile::from(cases::show(&rest.ctx, &case_no.unwrap_or_default()).await?)))
}

async fn find(rest: &Rest, mut ask: Ask, per_page: u32) -> Result<Board, ApiError> {
    let paging = ask.paging(per_page);
    ask.finish()?;
    Ok(cases::board(&rest.ctx, paging).await?)
}

impl From<&CaseRow> for Case {
    fn from(row: &CaseRow) -> Self {
        Self {
            case_no: row.case_no.clone(),
            document_no: row.document_no.clone(),
            authority: row.authority.clone(),
            enterprise: row.enterprise.credit_code.to_string(),
            enterprise_name: row.enterprise.name.zh.clone(),
            kind: row.kind,
            status: row.status,
            acted_on: row.acted_on.to_string(),
            acted_until: row.acted_until.map(|day| day.to_string()),
            found_on: row.found_on.map(|day| day.to_string()),
            decided_on: row.decided_on.map(|day| day.to_string()),
            transferred_on: row.transferred_on.map(|day| day.to_string()),
            returned_on: row.returned_on.map(|day| day.to_string()),
            fine_suspended: row.suspended_since().is_some(),
            published_at: row.published_at.rfc3339(),
            gravity: row.classed.as_ref().map(|classed| classed.gravity),
            gravity_basis: row.classed.as_ref().map(|classed| classed.basis.clone()),
            public_until: row.public_until.map(|day| day.to_string()),
            public_until_inferred: row.is_term_inferred(),
            facts: row.facts.clone(),
            fine_yuan: row.fine.to_string(),
            sanctions: row.sanctions(),
            measures: row.measures.iter().collect(),
            rectified_on: row.rectified_on.map(|day| day.to_string()),
            closed_on: row.closed_on.map(|day| day.to_string()),
        }
    }
}

impl From<CaseView> for CaseFile {
    fn from(view: CaseView) -> Self {
        Self {
            case: Case::from(&view.row),
            breached: view.breached,
            basis: view.basis,
            discretion: view.discretion,
            rectification: view.rectification,
            statement: view.statement,
        }
    }
}
