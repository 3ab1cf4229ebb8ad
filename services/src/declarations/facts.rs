//! What the bureau has already been told about the quarter, so that nobody types it again.

use domain::{
    crosscheck::{ENOUGH, Evidence, Monitored},
    declaration::{
        Content, Method,
        form::{Field, FieldPath, Slot},
    },
    fixed::Micro,
    month::Month,
    outlet::OutletCode,
    pollutant::WATER_FLOW,
    quarter::Quarter,
    utility::Feed,
};
use entities::utility_reading;
use rust_decimal::Decimal;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use crate::{Result, evidence};

/// Digits of a mean and of an amount that are worth showing.
const DIGITS: u32 = 3;

/// Who told it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// The waterworks' bills of the three months.
    WaterBills,
    /// The grid's bills of the three months.
    PowerBills,
    /// The loggers' sums, carried over to the periods of which nothing valid is known.
    Loggers,
}

/// What it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Known {
    /// Water from the waterworks, m³.
    MunicipalWater,
    /// Electricity from the grid, kWh.
    Electricity,
    /// Wastewater discharged, m³.
    Wastewater,
    /// Mean concentration of a pollutant at an outlet as limits are compared with it, in their unit: of a gas the
    /// converted one. The field wants just that.
    Mean(OutletCode, String),
    /// Amount of a pollutant at an outlet, kg: of a gas by the measured concentration.
    Amount(OutletCode, String),
}

/// A figure of the quarter that the bureau has already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// What it is about.
    pub known: Known,
    /// The figure, in the unit of its field.
    pub value: Decimal,
    /// Who told it.
    pub source: Source,
}

impl Fact {
    /// The field of a declaration that it is about; none where the declaration has no such row.
    pub fn path(&self, content: &Content) -> Option<FieldPath> {
        let (field, row) = self.place(content)?;
        Some(field.at(row))
    }

    fn place(&self, content: &Content) -> Option<(Field, usize)> {
        let at = |field, outlet: &OutletCode, code: &str| {
            let row = content.emissions.iter().position(|row| row.outlet == *outlet && row.pollutant == code)?;
            Some((field, row))
        };
        match &self.known {
            Known::MunicipalWater => Some((Field::MunicipalWater, 0)),
            Known::Electricity => Some((Field::Electricity, 0)),
            Known::Wastewater => Some((Field::DischargedWater, 0)),
            Known::Mean(outlet, code) => at(Field::Mean, outlet, code),
            Known::Amount(outlet, code) => at(Field::Amount, outlet, code),
        }
    }
}

/// What others have told of a quarter.
pub(super) struct Facts {
    /// The figures.
    pub facts: Vec<Fact>,
    /// What monitors have sent valid values of, enough for a figure or not.
    pub watched: Vec<(OutletCode, String)>,
}

/// What is known about a quarter. A feed that lacks a month says nothing, nor does a logger with too few valid days.
pub(super) async fn told(db: &impl ConnectionTrait, enterprise_id: i64, quarter: Quarter) -> Result<Facts> {
    let bills = utility_reading::Entity::find()
        .filter(utility_reading::Column::EnterpriseId.eq(enterprise_id))
        .filter(utility_reading::Column::Month.is_in(Month::of(quarter).map(String::from)))
        .all(db)
        .await?;
    let water = sum(&bills, Feed::Water).map(|value| (Known::MunicipalWater, value, Source::WaterBills));
    let power = sum(&bills, Feed::Power).map(|value| (Known::Electricity, value, Source::PowerBills));
    let mut told: Vec<_> = water.into_iter().chain(power).collect();
    let logged = evidence::logged(db, enterprise_id, quarter).await?;
    told.extend(wastewater(&logged).map(|value| (Known::Wastewater, value, Source::Loggers)));
    told.extend(logged.monitored.iter().flat_map(loads).map(|(known, value)| (known, value, Source::Loggers)));
    let facts = told.into_iter().map(|(known, value, source)| Fact { known, value, source }).collect();
    let watched = logged.monitored.iter().filter(|sums| sums.valid > 0);
    Ok(Facts { facts, watched: watched.map(|sums| (sums.outlet, sums.pollutant.clone())).collect() })
}

fn sum(rows: &[utility_reading::Model], feed: Feed) -> Option<Decimal> {
    let bills: Vec<Micro> = rows.iter().filter(|row| row.feed == feed).map(|row| row.quantity).collect();
    (bills.len() == 3).then(|| bills.into_iter().map(Decimal::from).sum())
}

/// What the flow meters of all outlets that lead off the site add up to.
fn wastewater(logged: &Evidence) -> Option<Decimal> {
    let volume = |outlet| logged.sums(outlet, WATER_FLOW)?.whole_volume(ENOUGH).map(|volume| volume.round_dp(0));
    logged.water_outlets().next()?;
    logged.water_outlets().map(volume).sum()
}

/// Mean and amount of one pollutant at one outlet, as far as each is known. A mean without an amount is not weighed by
/// the flow.
fn loads(sums: &Monitored) -> Vec<(Known, Decimal)> {
    let Some(amount) = sums.whole_amount(ENOUGH) else { return Vec::new() };
    let (outlet, code) = (sums.outlet, || sums.pollutant.clone());
    let rounded = |value: Decimal| value.round_dp(DIGITS).normalize();
    let mean = sums.sure_mean(ENOUGH).map(|mean| (Known::Mean(outlet, code()), rounded(mean)));
    mean.into_iter().chain([(Known::Amount(outlet, code()), rounded(amount))]).collect()
}

/// Puts the facts into a blank declaration, and proposes what is monitored to be declared by monitoring.
pub(super) fn fill_in(content: &mut Content, Facts { facts, watched }: &Facts) {
    for row in &mut content.emissions {
        if watched.iter().any(|(outlet, code)| *outlet == row.outlet && *code == row.pollutant) {
            row.method = Method::Automatic;
        }
    }
    for fact in facts {
        let Some((field, row)) = fact.place(content) else { continue };
        if let Some(Slot::Figure(figure)) = field.slot(content, row) {
            *figure = Some(fact.value);
        }
    }
}
