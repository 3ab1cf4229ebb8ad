//! What an enterprise did in a quarter, before anybody declares it.

use domain::{
    declaration::{Emission, Method},
    enterprise::Industry,
    outlet::{Discharge, OutletCode, OutletKind},
    quarter::Quarter,
    time::DAY,
};
use rust_decimal::Decimal;

use crate::{
    demo::{
        city::Enterprise,
        history::{Total, is_emission},
        permits::Outlet,
        random::Chance,
    },
    simulate::model::Channel,
};

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
    /// Amounts discharged.
    pub emissions: Vec<Emission>,
}

/// A factor around 1: at most `per_mille` away.
fn about(chance: &mut Chance, per_mille: u16) -> Decimal {
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
    let logged = flowed(e, n, totals, OutletKind::Water);
    let wastewater = if logged.is_zero() {
        decimal(e.permit.daily_water * 0.93) * Decimal::from(days) * about(&mut chance, 60)
    } else {
        logged
    };
    let output = (output(e, n, totals, wastewater) * about(&mut chance, 20)).round_dp(1);
    let of_product = |unit: Option<f64>| output * unit.map_or(Decimal::ZERO, decimal);
    let product = e.permit.products.first();
    let power = of_product(product.map(|product| product.power)) * about(&mut chance, 25);
    let turnover = of_product(product.map(|product| product.price)) * about(&mut chance, 40);
    let intake = match e.industry {
        // A plant that treats others' water drinks little itself.
        Industry::Municipal => Decimal::from(30 * days),
        _ => wastewater / Decimal::new(88, 2) * about(&mut chance, 20),
    };
    Activity {
        wastewater: wastewater.round_dp(0),
        output,
        intake: intake.round_dp(0),
        power: power.round_dp(0),
        turnover: turnover.round_dp(0),
        emissions: emissions(e, n, totals, wastewater, &mut chance),
    }
}

/// What the loggers counted at the outlets to the outside, m³.
fn flowed(e: &Enterprise, n: usize, totals: &OutletTotals, kind: OutletKind) -> Decimal {
    let outside = e
        .permit
        .outlets
        .iter()
        .zip(totals)
        .filter(|(outlet, _)| outlet.code.kind() == kind && outlet.discharge != Discharge::Workshop);
    let amounts = outside.filter_map(|(_, totals)| Some(totals.as_ref()?.get(n)?.first()?.amount));
    Decimal::new(amounts.sum(), 6).normalize()
}

fn output(e: &Enterprise, n: usize, totals: &OutletTotals, wastewater: Decimal) -> Decimal {
    /// Flue gas of a tonne of household waste, m³.
    const GAS_A_TONNE: i64 = 5_000;
    match (e.industry, e.permit.products.first()) {
        (Industry::Incineration, _) => flowed(e, n, totals, OutletKind::Air) / Decimal::from(GAS_A_TONNE),
        (_, Some(product)) => wastewater / decimal(product.water),
        (_, None) => Decimal::ZERO,
    }
}

fn emissions(
    e: &Enterprise,
    n: usize,
    totals: &OutletTotals,
    wastewater: Decimal,
    chance: &mut Chance,
) -> Vec<Emission> {
    let mut all = Vec::new();
    for (outlet, totals) in e.permit.outlets.iter().zip(totals) {
        if let Some((logger, totals)) = outlet.logger.as_ref().zip(totals.as_ref().and_then(|totals| totals.get(n))) {
            let summed = logger.model.channels.iter().zip(totals);
            let summed = summed.filter(|(channel, total)| is_emission(channel.kind) && total.volume > 0);
            all.extend(summed.map(|(channel, total)| automatic(outlet.code, channel, total, chance)));
        } else if outlet.is_total_water() {
            all.extend(["w01018", "w21003"].iter().filter_map(|code| manual(outlet, code, wastewater, chance)));
        }
    }
    all
}

/// An amount by the logger's own sums, within one and a half per cent.
fn automatic(outlet: OutletCode, channel: &Channel, total: &Total, chance: &mut Chance) -> Emission {
    let scale = if channel.amount_in_grams() { 9 } else { 6 };
    let amount_kg = Decimal::new(total.amount, scale) * about(chance, 15);
    let per_volume = Decimal::from(if outlet.kind() == OutletKind::Water { 1_000 } else { 1_000_000 });
    let mean = amount_kg * per_volume / Decimal::new(total.volume, 6);
    Emission {
        outlet,
        pollutant: channel.code.to_owned(),
        method: Method::Automatic,
        mean: Some(mean.round_dp(channel.digits)),
        amount_kg: Some(amount_kg.round_dp(3)),
    }
}

/// An amount by samples of a monitoring body, well below the limit; nothing where there is no limit.
fn manual(outlet: &Outlet, code: &str, wastewater: Decimal, chance: &mut Chance) -> Option<Emission> {
    let limit = outlet.limits.iter().rfind(|limit| limit.pollutant == code)?.high?.decimal();
    let mean = (limit * Decimal::new(45, 2) * about(chance, 200)).round_dp(1);
    let amount_kg = (mean * wastewater / Decimal::from(1_000)).round_dp(1);
    Some(Emission {
        outlet: outlet.code,
        pollutant: code.to_owned(),
        method: Method::Manual,
        mean: Some(mean),
        amount_kg: Some(amount_kg),
    })
}
