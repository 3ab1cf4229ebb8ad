//! The list of enterprises, and the search in it.

mod search;
mod towns;
mod trades;

use chrono::NaiveDate;
use domain::{
    credit_code::CreditCode,
    enterprise::{Industry, ManagementClass},
    fixed::Micro,
    life::{Audience, Opening, is_closed},
    quarter::Quarter,
    time::Day,
};
use entities::{enterprise, town};

pub(crate) use search::not_filed;
pub use search::search;
pub use towns::{Town, towns};
pub use trades::trades;

use super::{Monitors, Paging, Trade, party::town_names};
use crate::Names;

/// What is looked for. Everything that is absent matches all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// Words that must all occur: in a name, its pinyin or initials, the credit code, or the town's name.
    pub q: Option<String>,
    /// A town: its code, Chinese or English name.
    pub town: Option<String>,
    /// The keys of towns outside of which nothing is found.
    pub within: Option<Vec<i64>>,
    /// A trade: a class, or a whole group or division.
    pub industry: Option<Industry>,
    /// A permit class.
    pub class: Option<ManagementClass>,
    /// Those that must have filed this quarter and have not.
    pub not_filed: Option<Quarter>,
    /// For whom: everybody finds none in trial.
    pub audience: Audience,
    /// Which page.
    pub paging: Paging,
}

/// An enterprise in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EnterpriseRow {
    /// Unified social credit code.
    pub credit_code: CreditCode,
    /// Its name.
    pub name: Names,
    /// Its town.
    pub town: Names,
    /// Its trade.
    pub industry: Trade,
    /// How its permit manages it.
    pub class: ManagementClass,
    /// Address in words.
    pub address: String,
    /// Latitude, WGS-84 degrees.
    pub lat: Micro,
    /// Longitude, WGS-84 degrees.
    pub lng: Micro,
    /// The state of its monitors.
    pub monitors: Monitors,
    /// Whether it is in trial (试运行) and everybody sees nothing of it.
    pub in_trial: bool,
    /// The day from which on it is closed, where that has come.
    pub closed_on: Option<Day>,
}

impl EnterpriseRow {
    pub(super) fn of(
        row: &enterprise::Model,
        town: Option<&town::Model>,
        monitors: Monitors,
        today: NaiveDate,
    ) -> Self {
        Self {
            credit_code: row.credit_code,
            name: Names::new(&row.name, &row.name_en),
            town: town.map(town_names).unwrap_or_default(),
            industry: Trade::of(row.industry),
            class: row.class,
            address: row.address.clone(),
            lat: row.lat,
            lng: row.lng,
            monitors,
            in_trial: !Opening::of(row.public_from).is_open_on(today),
            closed_on: row.closed_on.filter(|_| is_closed(row.closed_on, today)),
        }
    }
}
