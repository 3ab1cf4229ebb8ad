//! `/enterprises/{credit_code}`: one enterprise with its outlets and limits.

use axum::{Json, extract::State};
use domain::{
    credit_code::CreditCode,
    enterprise::FormerKind,
    limit::Averaging,
    outlet::{Discharge, OutletKind},
    source::{Certainty, Source},
};
use serde::Serialize;
use services::public::{
    PublishedLimit, Timing,
    enterprise::{self, EnterpriseView, Former, LoadCap, OutletView, ProductView, QuarterMark, QuarterState, Unfiled},
};
use utoipa::ToSchema;

use super::{
    ApiError, Rest,
    enterprises::Enterprise,
    number::{number, stored},
    params::Ask,
};

/// An enterprise with what it may discharge and what is on record.
#[derive(Debug, Serialize, ToSchema)]
pub struct EnterpriseFile {
    #[serde(flatten)]
    enterprise: Enterprise,
    /// Number of the discharge permit (排污许可证编号); null for an enterprise that is managed by registration.
    permit_no: Option<String>,
    /// What its management class follows from: an item of the catalogue, or the list of key dischargers; null where nobody
    /// said.
    class_basis: Option<String>,
    /// The permit's last day.
    #[schema(example = "2028-06-30")]
    permit_to: Option<String>,
    /// The permit's first day; null where nobody said.
    #[schema(example = "2023-07-01")]
    permit_from: Option<String>,
    /// When the permit was issued; null where nobody said.
    #[schema(example = "2023-06-20")]
    permit_issued_on: Option<String>,
    /// Number of the registration (排污登记编号) of an enterprise that needs no permit; null for others.
    registration_no: Option<String>,
    /// Permitted products.
    products: Vec<Product>,
    /// Amounts of pollutants allowed in this calendar year.
    load_caps: Vec<Cap>,
    /// Credit codes and names that it had before, the newest first.
    former: Vec<FormerIdentity>,
    /// The outlets, in order of their codes.
    outlets: Vec<Outlet>,
    /// The last thirteen quarters, the one that runs included, oldest first.
    quarters: Vec<QuarterRecord>,
    /// Numbers of its published cases, newest first.
    cases: Vec<String>,
}

/// A credit code or a name of before.
#[derive(Debug, Serialize, ToSchema)]
struct FormerIdentity {
    /// Whether it is a code or a name.
    kind: FormerKind,
    /// The code or the name.
    said: String,
    /// The first day on which it was so no longer.
    #[schema(example = "2026-11-01")]
    until: String,
}

/// A permitted product.
#[derive(Debug, Serialize, ToSchema)]
struct Product {
    name: String,
    /// The unit of output.
    #[schema(example = "m²")]
    unit: String,
    /// Permitted output a year.
    capacity: f64,
}

/// The amount of a pollutant allowed in a calendar year.
#[derive(Debug, Serialize, ToSchema)]
struct Cap {
    /// Code in HJ 212.
    #[schema(example = "w01018")]
    pollutant: String,
    kg_per_year: f64,
}

/// An outlet.
#[derive(Debug, Serialize, ToSchema)]
struct Outlet {
    /// Code in the permit.
    #[schema(example = "DW001")]
    code: String,
    /// What leaves through it.
    kind: OutletKind,
    name: String,
    name_en: String,
    /// Where it leads.
    discharge: Discharge,
    /// The receiving water body, plant or air zone.
    receiving: String,
    /// Whether a logger stands there whose values are public, and that is not closed.
    monitored: bool,
    /// Whether a logger there is being tried out: its values are not public yet.
    tried_out: bool,
    /// The day from which on it is closed; null while it is not.
    closed_on: Option<String>,
    /// The limits that apply today; a pollutant may have several, each for another mean.
    limits: Vec<OutletLimit>,
    /// Limits that applied before or will apply later.
    other_limits: Vec<OutletLimit>,
}

/// A discharge limit.
#[derive(Debug, Serialize, ToSchema)]
struct OutletLimit {
    /// Code in HJ 212.
    #[schema(example = "w01018")]
    pollutant: String,
    #[schema(example = "化学需氧量")]
    name: String,
    #[schema(example = "chemical oxygen demand")]
    name_en: String,
    /// The highest value allowed.
    #[schema(example = 80)]
    value: Option<f64>,
    /// The lowest value allowed; pH has one.
    low: Option<f64>,
    #[schema(example = "mg/L")]
    unit: String,
    /// The mean over which a violation would be decided.
    averaging: Averaging,
    /// For gas of combustion: the oxygen at which it holds, per cent by volume.
    reference_oxygen: Option<f64>,
    /// Standard and table.
    #[schema(example = "GB 21900-2008 表2")]
    basis: String,
    /// How sure the figure is and where it is from, as the register says it.
    source: String,
    /// How sure the figure is, by what the source says of it; null where it says nothing, as of a figure out of the permit.
    certainty: Option<Certainty>,
    /// First day.
    #[schema(example = "2020-01-01")]
    valid_from: String,
    /// Last day; null while open.
    valid_to: Option<String>,
}

/// What is on record for a quarter.
#[expect(clippy::struct_excessive_bools, reason = "each is a field of the interface")]
#[derive(Debug, Serialize, ToSchema)]
struct QuarterRecord {
    #[schema(example = "2026Q3")]
    quarter: String,
    state: RecordState,
    /// Cases that are public now and whose act was in it.
    violations: usize,
    /// Whether a declaration was filed.
    filed: bool,
    /// Where none was, why; null where one was.
    unfiled: Option<UnfiledReason>,
    /// Whether the first filing came after the due day.
    late: bool,
    /// Whether it came after a due day before which the portal was not in use: filed of one's own accord.
    voluntary: bool,
    /// Whether the declaration stands returned.
    returned: bool,
    /// Corrections after the first filing.
    corrections: usize,
}

/// What a quarter comes to.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
enum RecordState {
    /// Declared in time (or of one's own accord, `voluntary`), not returned or corrected; no case is public.
    Clean,
    /// The declaration was late, returned or corrected.
    Attention,
    /// At least one case that is public now.
    Violation,
    /// Its due day is past, it had to be declared, and it was not.
    Unfiled,
    /// Nothing is public of it: before the portal, not due yet, or not to be filed. It is no all-clear.
    NoRecord,
}

/// Why nothing was filed for a quarter.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
enum UnfiledReason {
    /// The portal took no declarations yet, or the enterprise was not registered.
    BeforePortal,
    /// The enterprise was entered later.
    BeforeEntry,
    /// Who is only registered does not declare every quarter.
    NotDue,
    /// Its class is not determined, nor whether it declares every quarter.
    Undetermined,
    /// The quarter runs.
    Running,
    /// It can be filed in time.
    Open,
    /// The due day is past; it is still taken.
    Late,
    /// It is taken no more.
    Closed,
    /// The enterprise was closed before it began.
    Ceased,
}

impl From<Unfiled> for UnfiledReason {
    fn from(why: Unfiled) -> Self {
        match why {
            Unfiled::BeforePortal => Self::BeforePortal,
            Unfiled::BeforeEntry => Self::BeforeEntry,
            Unfiled::NotDue => Self::NotDue,
            Unfiled::Undetermined => Self::Undetermined,
            Unfiled::Running => Self::Running,
            Unfiled::Open(_) => Self::Open,
            Unfiled::Late(_) => Self::Late,
            Unfiled::Closed => Self::Closed,
            Unfiled::Ceased => Self::Ceased,
        }
    }
}

/// One enterprise
#[utoipa::path(
    get, path = "/enterprises/{credit_code}", tag = "enterprises",
    params(("credit_code" = String, Path, description = "Unified social credit code", example = "91350100M000100Y43")),
    responses(
        (status = 200, description = "The enterprise", body = EnterpriseFile),
        (status = 307, description = "It was registered twice and is merged into the one to which `Location` leads, for now"),
        (status = 308, description = "It has another code now: `Location` leads there"),
        (status = 404, description = "No enterprise has this code", body = ApiError)
    )
)]
pub async fn show(State(rest): State<Rest>, mut ask: Ask) -> Result<Json<EnterpriseFile>, ApiError> {
    let code: Option<CreditCode> = ask.path("credit_code");
    ask.finish()?;
    let code = code.ok_or_else(ApiError::internal)?;
    let today = rest.ctx.now().day();
    Ok(Json(file(enterprise::show(&rest.ctx, &code).await?, today)))
}

fn file(view: EnterpriseView, today: chrono::NaiveDate) -> EnterpriseFile {
    EnterpriseFile {
        enterprise: Enterprise::from(&view.row),
        class_basis: Some(view.class_basis.clone()).filter(|basis| !basis.is_empty()),
        permit_no: view.licence.permit().map(str::to_owned),
        permit_to: view.licence.permit_to().map(|day| day.to_string()),
        permit_from: view.licence.permit_from().map(|day| day.to_string()),
        permit_issued_on: view.licence.permit_issued_on().map(|day| day.to_string()),
        registration_no: view.licence.registration().map(str::to_owned),
        products: view.products.into_iter().map(Product::from).collect(),
        load_caps: view.caps.iter().map(Cap::from).collect(),
        former: view.former.into_iter().map(FormerIdentity::from).collect(),
        outlets: view.outlets.into_iter().map(|outlet| Outlet::of(outlet, today)).collect(),
        quarters: view.quarters.into_iter().map(QuarterRecord::from).collect(),
        cases: view.cases.into_iter().map(|case| case.case_no).collect(),
    }
}

impl From<Former> for FormerIdentity {
    fn from(former: Former) -> Self {
        Self { kind: former.kind, said: former.said, until: former.until.to_string() }
    }
}

impl From<ProductView> for Product {
    fn from(product: ProductView) -> Self {
        Self { name: product.name, unit: product.unit, capacity: stored(product.capacity) }
    }
}

impl From<&LoadCap> for Cap {
    fn from(cap: &LoadCap) -> Self {
        Self { pollutant: cap.pollutant.code.as_ref().to_owned(), kg_per_year: stored(cap.kg_per_year) }
    }
}

impl Outlet {
    fn of(outlet: OutletView, today: chrono::NaiveDate) -> Self {
        let (now, other): (Vec<_>, Vec<_>) = outlet.limits.iter().partition(|limit| limit.limit.applies(today));
        Self {
            code: outlet.code.to_string(),
            kind: outlet.code.kind(),
            name: outlet.name.zh,
            name_en: outlet.name.en,
            discharge: outlet.discharge,
            receiving: outlet.receiving.map(|receiving| receiving.to_string()).unwrap_or_default(),
            monitored: outlet.monitored,
            tried_out: outlet.tried_out,
            closed_on: outlet.closed_on.map(|day| day.to_string()),
            limits: now.into_iter().map(OutletLimit::from).collect(),
            other_limits: other.into_iter().map(OutletLimit::from).collect(),
        }
    }
}

impl From<&PublishedLimit> for OutletLimit {
    fn from(published: &PublishedLimit) -> Self {
        let limit = &published.limit;
        Self {
            pollutant: published.pollutant.code.as_ref().to_owned(),
            name: published.pollutant.name.zh.clone(),
            name_en: published.pollutant.name.en.clone(),
            value: limit.high.map(number),
            low: limit.low.map(number),
            unit: published.unit.clone(),
            averaging: limit.averaging,
            reference_oxygen: published.reference_oxygen.map(number),
            basis: published.basis.clone(),
            source: published.source.clone(),
            certainty: Source::read(&published.source).certainty,
            valid_from: limit.valid_from.to_string(),
            valid_to: limit.valid_to.map(|day| day.to_string()),
        }
    }
}

impl From<QuarterMark> for QuarterRecord {
    fn from(mark: QuarterMark) -> Self {
        Self {
            quarter: mark.quarter.to_string(),
            state: match mark.state {
                QuarterState::Clean => RecordState::Clean,
                QuarterState::Attention => RecordState::Attention,
                QuarterState::Violation => RecordState::Violation,
                QuarterState::Unfiled => RecordState::Unfiled,
                QuarterState::NoRecord => RecordState::NoRecord,
            },
            violations: mark.violations,
            filed: mark.filed,
            unfiled: mark.unfiled.map(UnfiledReason::from),
            late: mark.timing == Some(Timing::Late),
            voluntary: mark.timing == Some(Timing::Voluntary),
            returned: mark.returned,
            corrections: mark.corrections,
        }
    }
}
