//! What an enterprise did in a quarter, before anybody declares it.

use domain::{quarter::Quarter, time::DAY};
use rust_decimal::Decimal;

use crate::{city::Enterprise, history::Total, random::Chance, trade::Trade};

/// Totals of an enterprise's outlets: by outlet where a logger stands, by quarter, by channel.
pub type OutletTotals = [Option<Vec<Vec<Total>>>];

/// What an enterprise did in a quarter.
#[derive(Clone, Debug)]
pub struct Activity {
    /// Wastewater, m³.
    pub wastewater: Decimal,
    /// Output of the first product.
    pub output: Decimal,
    /// Water from the waterworks, m³.
    pub intake: Decimal,
    /// Electricity, kWh.
    pub power: Decimal,
    /// Turnover, yuan.
    pub turnover: Decimal,
    /// Days of the quarter.
    pub days: u32,
}

/// A factor around 1: at most `per_mille` away.
pub fn about(chance: &mut Chance, per_mille: u16) -> Decimal {
    let away = chance.below(2 * usize::from(per_mille) + 1);
    Decimal::new(1000 - i64::from(per_mille) + i64::try_from(away).unwrap_or(0), 3)
}

/// A planning value as a decimal of four digits.
pub fn decimal(value: f64) -> Decimal {
    #[expect(clippy::cast_possible_truncation, reason = "planning values are small")]
    Decimal::new((value * 1e4).round() as i64, 4)
}

/// What an enterprise did in the `n`-th quarter of the window: by its loggers where it has them, else by planning
/// values; the same for every caller.
pub fn activity(e: &Enterprise, quarter: Quarter, n: usize, totals: &OutletTotals) -> Activity {
    let mut chance = Chance::of(&format!("activity {quarter}"), e.number);
    let days = quarter.end().since(quarter.start()) / DAY;
    let logged = flowed(e, n, totals, u32::try_from(days).unwrap_or(0));
    let wastewater = if logged.is_zero() {
        decimal(e.permit.daily_water * 0.93) * Decimal::from(days) * about(&mut chance, 60)
    } else {
        logged
    };
    let output = (output(e, wastewater) * about(&mut chance, 20)).round_dp(1);
    let of_product = |unit: Option<f64>| output * unit.map_or(Decimal::ZERO, decimal);
    let product = e.permit.products.first();
    let power = of_product(product.map(|product| product.power)) * about(&mut chance, 25);
    let turnover = of_product(product.map(|product| product.price)) * about(&mut chance, 40);
    let intake = match e.trade {
        // A plant that treats others' water drinks little itself.
        Trade::Municipal => Decimal::from(30 * days),
        _ => wastewater / Decimal::new(88, 2) * about(&mut chance, 20),
    };
    Activity {
        wastewater: wastewater.round_dp(0),
        output,
        intake: intake.round_dp(0),
        power: power.round_dp(0),
        turnover: turnover.round_dp(0),
        days: u32::try_from(days).unwrap_or(0),
    }
}

/// What the loggers counted at the outlets to the outside, carried over to days without a valid value, m³.
fn flowed(e: &Enterprise, n: usize, totals: &OutletTotals, days: u32) -> Decimal {
    let outside = e.permit.outlets.iter().zip(totals).filter(|(outlet, _)| outlet.is_total_water());
    let amounts = outside.filter_map(|(_, totals)| Some(totals.as_ref()?.get(n)?.first()?.whole(days, 6)));
    amounts.sum::<Decimal>().normalize()
}

/// Output of the first product, by what a unit of it takes.
fn output(e: &Enterprise, wastewater: Decimal) -> Decimal {
    e.permit.products.first().map_or(Decimal::ZERO, |product| wastewater / decimal(product.water))
}
