//! `/declarations`: the public part of the quarterly declarations.

use axum::{Json, extract::State, http::Uri, response::Response};
use domain::declaration::{DeclarationStatus, Method};
use serde::Serialize;
use services::public::{
    PageOf, Timing,
    declarations::{self, DeclarationView, EmissionView, Filter},
};
use utoipa::ToSchema;

use super::{
    ApiError, Rest,
    csv::{self, code, maybe, own, text},
    number::number,
    page::Page,
    params::Ask,
};

/// The public part of a filed declaration: that of its newest version.
#[derive(Debug, Serialize, ToSchema)]
pub struct Declaration {
    /// Unified social credit code.
    #[schema(example = "91350100M000100Y43")]
    enterprise: String,
    enterprise_name: String,
    #[schema(example = "2026Q3")]
    quarter: String,
    /// Never `draft`.
    status: DeclarationStatus,
    /// How many versions were signed.
    versions: usize,
    /// When it was first filed.
    #[schema(example = "2026-10-12T09:30:00+08:00")]
    filed_at: String,
    /// Whether that was after the due day.
    late: bool,
    /// Whether it was after a due day before which the portal was not in use: filed of one's own accord, neither in time nor
    /// late.
    voluntary: bool,
    /// When the newest version was filed.
    updated_at: String,
    /// Why the newest version differs from the one before; empty for the first.
    reason: String,
    /// SHA-256 of the newest version's content.
    hash: String,
    /// Wastewater discharged in the quarter, m³.
    discharged_m3: Option<f64>,
    /// Treatment facilities.
    facilities: Vec<Facility>,
    /// What was discharged.
    emissions: Vec<Emission>,
}

/// A treatment facility.
#[derive(Debug, Serialize, ToSchema)]
struct Facility {
    name: String,
    /// Hours of operation in the quarter.
    run_hours: Option<f64>,
}

/// An amount discharged in the quarter.
#[derive(Debug, Serialize, ToSchema)]
struct Emission {
    #[schema(example = "DW001")]
    outlet: String,
    #[schema(example = "w01018")]
    pollutant: String,
    #[schema(example = "化学需氧量")]
    name: String,
    /// How it was worked out.
    method: Method,
    /// Mean concentration, in `unit`: of a gas the one converted to reference oxygen, as limits are compared with it.
    mean: Option<f64>,
    #[schema(example = "mg/L")]
    unit: String,
    /// Of a gas by the measured concentration.
    amount_kg: Option<f64>,
}

/// Filed declarations
///
/// Newest quarter first. Products, electricity, chemicals and remarks are not public.
#[utoipa::path(
    get, path = "/declarations", tag = "declarations",
    params(
        ("quarter" = Option<String>, Query, description = "All when absent", example = "2026Q3"),
        ("enterprise" = Option<String>, Query, description = "Unified social credit code; all when absent",
         example = "91350100M000100Y43"),
        ("page" = Option<u32>, Query, minimum = 1, description = "From 1"),
        ("per_page" = Option<u32>, Query, minimum = 1, maximum = 1000, description = "20 unless told; 1000 for CSV")
    ),
    responses(
        (status = 200, description = "A page of declarations", body = Page<Declaration>),
        (status = 400, description = "Parameters that make no sense, each named", body = ApiError),
        (status = 404, description = "No enterprise has this code", body = ApiError)
    )
)]
pub async fn list(State(rest): State<Rest>, ask: Ask) -> Result<Json<Page<Declaration>>, ApiError> {
    Ok(Json(Page::of(find(&rest, ask, 20).await?, Declaration::from)))
}

/// Filed declarations, as CSV
#[utoipa::path(
    get, path = "/declarations.csv", tag = "declarations",
    description = "The same parameters as `/declarations`. One line an emission.",
    responses(
        (status = 200, description = "One line an emission", body = String, content_type = "text/csv"),
        (status = 400, description = "Parameters that make no sense, each named", body = ApiError)
    )
)]
pub async fn list_csv(State(rest): State<Rest>, uri: Uri, ask: Ask) -> Result<Response, ApiError> {
    let found = find(&rest, ask, 1000).await?;
    let next = csv::next_page("/api/v1/declarations.csv", uri.query(), found.page, found.per_page, found.total);
    let heads = [
        "enterprise",
        "enterprise_name",
        "quarter",
        "status",
        "versions",
        "filed_at",
        "late",
        "voluntary",
        "outlet",
        "pollutant",
        "name",
        "method",
        "mean",
        "unit",
        "amount_kg",
    ];
    let rows = found.items.iter().flat_map(|d| d.emissions.iter().map(move |e| line(d, e)));
    Ok(csv::file("declarations", heads, rows, next))
}

fn line(d: &DeclarationView, e: &EmissionView) -> [csv::Cell; 15] {
    [
        code(d.enterprise.credit_code),
        text(&d.enterprise.name.zh),
        own(d.quarter),
        own(d.status),
        own(d.versions),
        own(d.filed_at.rfc3339()),
        own(d.timing == Timing::Late),
        own(d.timing == Timing::Voluntary),
        code(e.outlet),
        code(&e.pollutant.code),
        text(&e.pollutant.name.zh),
        own(e.method),
        maybe(e.mean),
        own(&e.pollutant.unit),
        maybe(e.amount_kg),
    ]
}

async fn find(rest: &Rest, mut ask: Ask, per_page: u32) -> Result<PageOf<DeclarationView>, ApiError> {
    let filter =
        Filter { quarter: ask.query("quarter"), enterprise: ask.query("enterprise"), paging: ask.paging(per_page) };
    ask.finish()?;
    Ok(declarations::list(&rest.ctx, &filter).await?)
}

impl From<DeclarationView> for Declaration {
    fn from(view: DeclarationView) -> Self {
        let facility = |f: services::public::declarations::FacilityView| Facility {
            name: f.name,
            run_hours: f.run_hours.map(number),
        };
        Self {
            enterprise: view.enterprise.credit_code.to_string(),
            enterprise_name: view.enterprise.name.zh,
            quarter: view.quarter.to_string(),
            status: view.status,
            versions: view.versions,
            filed_at: view.filed_at.rfc3339(),
            late: view.timing == Timing::Late,
            voluntary: view.timing == Timing::Voluntary,
            updated_at: view.updated_at.rfc3339(),
            reason: view.reason,
            hash: view.hash,
            discharged_m3: view.discharged_m3.map(number),
            facilities: view.facilities.into_iter().map(facility).collect(),
            emissions: view.emissions.into_iter().map(Emission::from).collect(),
        }
    }
}

impl From<EmissionView> for Emission {
    fn from(view: EmissionView) -> Self {
        Self {
            outlet: view.outlet.to_string(),
            pollutant: view.pollutant.code.as_ref().to_owned(),
            name: view.pollutant.name.zh,
            method: view.method,
            mean: view.mean.map(number),
            unit: view.pollutant.unit,
            amount_kg: view.amount_kg.map(number),
        }
    }
}
