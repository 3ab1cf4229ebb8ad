//! What others have told about the quarter, so that nobody types it again.

use domain::{declaration::Content, fixed::Micro, month::Month, quarter::Quarter, utility::Feed};
use entities::utility_reading;
use rust_decimal::Decimal;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use crate::Result;

/// Who told it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// The waterworks' bills of the three months.
    WaterBills,
    /// The grid's bills of the three months.
    PowerBills,
}

/// A figure of the quarter that the bureau has already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// The field that it is about, as a problem's path names it (`water.municipal_m3`).
    pub path: &'static str,
    /// The figure, in the unit of the field.
    pub value: Decimal,
    /// Who told it.
    pub source: Source,
}

/// What is known about a quarter; a feed that lacks a month says nothing.
pub(super) async fn facts(db: &impl ConnectionTrait, enterprise_id: i64, quarter: Quarter) -> Result<Vec<Fact>> {
    let rows = utility_reading::Entity::find()
        .filter(utility_reading::Column::EnterpriseId.eq(enterprise_id))
        .filter(utility_reading::Column::Month.is_in(Month::of(quarter).map(String::from)))
        .all(db)
        .await?;
    let told =
        [(Feed::Water, "water.municipal_m3", Source::WaterBills), (Feed::Power, "electricity_kwh", Source::PowerBills)];
    let fact = |(feed, path, source)| Some(Fact { path, value: sum(&rows, feed)?, source });
    Ok(told.into_iter().filter_map(fact).collect())
}

fn sum(rows: &[utility_reading::Model], feed: Feed) -> Option<Decimal> {
    let bills: Vec<Micro> = rows.iter().filter(|row| row.feed == feed).map(|row| row.quantity).collect();
    (bills.len() == 3).then(|| bills.into_iter().map(Decimal::from).sum())
}

/// Puts the facts into a blank declaration.
pub(super) fn fill_in(content: &mut Content, facts: &[Fact]) {
    for fact in facts {
        match fact.source {
            Source::WaterBills => content.water.municipal_m3 = Some(fact.value),
            Source::PowerBills => content.electricity_kwh = Some(fact.value),
        }
    }
}
