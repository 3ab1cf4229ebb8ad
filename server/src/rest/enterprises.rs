//! `/enterprises`: the register.

use axum::{Json, extract::State, http::Uri, response::Response};
use domain::enterprise::{Industry, ManagementClass};
use domain::life::Audience;
use serde::Serialize;
use services::public::{
    PageOf, Pulse,
    enterprises::{EnterpriseRow, Query, search},
};
use utoipa::ToSchema;

use super::{
    ApiError, Rest,
    csv::{self, code, own, text},
    number::stored,
    page::Page,
    params::Ask,
};

/// Rows of a CSV file that did not ask for fewer.
const CSV_ROWS: u32 = 1000;

/// An enterprise of the register.
#[derive(Debug, Serialize, ToSchema)]
pub struct Enterprise {
    /// Unified social credit code.
    #[schema(example = "91350100M000100Y43")]
    pub credit_code: String,
    /// Registered name.
    pub name: String,
    /// Name for readers of English.
    pub name_en: String,
    /// Town, by its Chinese name.
    #[schema(example = "澄溪镇")]
    pub town: String,
    /// Town, by its English name.
    #[schema(example = "Chengxi")]
    pub town_en: String,
    /// Trade: a code of GB/T 4754-2017, usually a class of four digits.
    #[schema(example = "3360")]
    pub industry: String,
    /// Name of the trade; that of its division where the portal has no name for the class.
    #[schema(example = "金属表面处理及热处理加工")]
    pub industry_name: String,
    /// Name of the trade for readers of English.
    pub industry_name_en: String,
    /// How the permit manages it.
    pub class: ManagementClass,
    /// Address in words.
    pub address: String,
    /// Latitude, WGS-84 degrees.
    #[schema(example = 23.02)]
    pub lat: f64,
    /// Longitude, WGS-84 degrees.
    #[schema(example = 113.75)]
    pub lng: f64,
    /// The state of its monitors.
    pub monitoring: Monitoring,
    /// The day from which on it is closed; null while it is not.
    pub closed_on: Option<String>,
    /// Pollutants whose last mean of the kind that the limit names is beyond it (for water as a rule yesterday's, for
    /// gas the last hour's). A datum, not a ruling.
    #[schema(example = 0)]
    pub over: usize,
    /// Monitored pollutants with a limit of which nothing can be said, for want of a mean that is a basis: none came, it is
    /// invalid, or a mark or the bureau keeps it from being one.
    #[schema(example = 0)]
    pub not_judged: usize,
}

/// The state of an enterprise's monitors.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Monitoring {
    /// A value arrived within the last hour.
    Online,
    /// None did.
    Silent,
    /// There is no monitor.
    None,
    /// All of them are being tried out; nothing of theirs is public yet.
    Trial,
}

impl From<&EnterpriseRow> for Enterprise {
    fn from(row: &EnterpriseRow) -> Self {
        let monitoring = match row.monitors.pulse {
            Pulse::NoMonitor => Monitoring::None,
            Pulse::Trial => Monitoring::Trial,
            Pulse::Silent { .. } => Monitoring::Silent,
            Pulse::Online => Monitoring::Online,
        };
        Self {
            credit_code: row.credit_code.to_string(),
            name: row.name.zh.clone(),
            name_en: row.name.en.clone(),
            town: row.town.zh.clone(),
            town_en: row.town.en.clone(),
            industry: row.industry.code.to_string(),
            industry_name: row.industry.name.zh.clone(),
            industry_name_en: row.industry.name.en.clone(),
            class: row.class,
            address: row.address.clone(),
            lat: stored(row.lat),
            lng: stored(row.lng),
            monitoring,
            closed_on: row.closed_on.map(|day| day.to_string()),
            over: row.monitors.judged.over,
            not_judged: row.monitors.judged.unjudged,
        }
    }
}

/// Search the register
///
/// Everything is optional; what is absent matches all. Rows come in order of their pinyin.
#[utoipa::path(
    get, path = "/enterprises", tag = "enterprises",
    params(
        ("q" = Option<String>, Query, example = "澄溪 电镀",
         description = "Words that must all occur in a name, its pinyin or initials, the credit code or the town"),
        ("town" = Option<String>, Query, description = "A town's code, Chinese or English name", example = "澄溪镇"),
        ("industry" = Option<String>, Query, example = "336",
         description = "A trade by GB/T 4754-2017: a division (two digits), group (three) or class (four) with all its \
                        parts"),
        ("class" = Option<ManagementClass>, Query, description = "A permit class"),
        ("page" = Option<u32>, Query, minimum = 1, description = "From 1"),
        ("per_page" = Option<u32>, Query, minimum = 1, maximum = 1000, description = "20 unless told; 1000 for CSV")
    ),
    responses(
        (status = 200, description = "A page of enterprises", body = Page<Enterprise>),
        (status = 400, description = "Parameters that make no sense, each named", body = ApiError)
    )
)]
pub async fn list(State(rest): State<Rest>, ask: Ask) -> Result<Json<Page<Enterprise>>, ApiError> {
    let found = find(&rest, ask, 20).await?;
    Ok(Json(Page::of(found, |row| Enterprise::from(&row))))
}

/// Search the register, as CSV
#[utoipa::path(
    get, path = "/enterprises.csv", tag = "enterprises",
    description = "The same parameters as `/enterprises`.",
    responses(
        (status = 200, description = "One line an enterprise", body = String, content_type = "text/csv"),
        (status = 400, description = "Parameters that make no sense, each named", body = ApiError)
    )
)]
pub async fn list_csv(State(rest): State<Rest>, uri: Uri, ask: Ask) -> Result<Response, ApiError> {
    let found = find(&rest, ask, CSV_ROWS).await?;
    let next = csv::next_page("/api/v1/enterprises.csv", uri.query(), found.page, found.per_page, found.total);
    let heads = [
        "credit_code",
        "name",
        "name_en",
        "town",
        "town_en",
        "industry",
        "industry_name",
        "industry_name_en",
        "class",
        "address",
        "lat",
        "lng",
    ];
    let rows = found.items.iter().map(|row| {
        [
            code(row.credit_code),
            text(&row.name.zh),
            text(&row.name.en),
            text(&row.town.zh),
            text(&row.town.en),
            code(row.industry.code),
            text(&row.industry.name.zh),
            text(&row.industry.name.en),
            own(row.class),
            text(&row.address),
            own(row.lat),
            own(row.lng),
        ]
    });
    Ok(csv::file("enterprises", heads, rows, next))
}

async fn find(rest: &Rest, mut ask: Ask, per_page: u32) -> Result<PageOf<EnterpriseRow>, ApiError> {
    let query = Query {
        q: ask.query("q"),
        town: ask.query("town"),
        industry: ask.query::<Industry>("industry"),
        class: ask.word("class", ManagementClass::ALL),
        paging: ask.paging(per_page),
        audience: Audience::Public,
        not_filed: None,
        within: None,
    };
    ask.finish()?;
    Ok(search(&rest.ctx, &query).await?)
}
