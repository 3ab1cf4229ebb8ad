//! What a declaration says of its emissions: by the loggers where they stand, by samples elsewhere.

use domain::{
    declaration::{
        Emission, Method,
        check::{Context, LimitedPollutant},
    },
    outlet::{Discharge, OutletKind},
    pollutant::PARTS,
};
use rust_decimal::{Decimal, dec};

use super::activity::{Activity, OutletTotals, about};
use crate::{
    city::Enterprise,
    history::{Total, is_emission},
    permits::Outlet,
    random::Chance,
    simulate::model::Channel,
};

/// Gas of a stack without a logger in a quarter, m³.
const STACK: Decimal = dec!(24_000_000);
/// A workshop's part of the wastewater where no logger counts it.
const WORKSHOP: Decimal = dec!(0.2);

/// Fills in the rows that the permit asks for.
pub fn fill(
    e: &Enterprise,
    n: usize,
    totals: &OutletTotals,
    done: &Activity,
    context: &Context,
    rows: &mut [Emission],
) {
    for row in rows.iter_mut() {
        let Some(place) = e.permit.outlets.iter().position(|outlet| outlet.code == row.outlet) else { continue };
        let outlet = Site { outlet: &e.permit.outlets[place], totals: of_quarter(totals, place, n), done };
        let subject = |what: &str| format!("{what} {} {}", row.outlet, row.pollutant);
        let mut level = Chance::of(&subject("level"), e.number);
        let mut noise = Chance::of(&subject(&format!("samples {}", context.quarter)), e.number);
        let limit = context.limits.iter().find(|l| l.outlet == row.outlet && l.pollutant == row.pollutant);
        match (outlet.logged(&row.pollutant), limit) {
            (Some((channel, total)), _) => outlet.automatic(row, channel, total, &mut noise),
            (None, Some(limit)) => outlet.manual(row, limit, about(&mut level, 400) * about(&mut noise, 40)),
            (None, None) => {}
        }
    }
    keep_parts_below_wholes(rows);
}

fn of_quarter(totals: &OutletTotals, place: usize, n: usize) -> &[Total] {
    totals.get(place).and_then(Option::as_ref).and_then(|quarters| quarters.get(n)).map_or(&[], Vec::as_slice)
}

struct Site<'a> {
    outlet: &'a Outlet,
    totals: &'a [Total],
    done: &'a Activity,
}

impl<'a> Site<'a> {
    /// The logger's channel of a pollutant and its totals, where it sent any.
    fn logged(&self, code: &str) -> Option<(&'a Channel, &'a Total)> {
        let channels = &self.outlet.logger.as_ref()?.model.channels;
        let mut own = channels.iter().zip(self.totals);
        own.find(|(channel, total)| channel.code == code && is_emission(channel.kind) && total.volume > 0)
    }

    /// What passed in the quarter, m³: by the logger where it counted, by planning values elsewhere.
    fn volume(&self) -> Decimal {
        let logged = self.totals.first().map_or(Decimal::ZERO, |flow| flow.whole(self.done.days, 6));
        match (self.outlet.code.kind(), self.outlet.discharge) {
            _ if !logged.is_zero() => logged,
            (OutletKind::Air, _) => STACK,
            (OutletKind::Water, Discharge::Workshop) => self.done.wastewater * WORKSHOP,
            (OutletKind::Water, _) => self.done.wastewater,
        }
    }

    /// The factor from mg/L or mg/m³ times m³ to kg.
    fn scale(&self) -> Decimal {
        if self.outlet.code.kind() == OutletKind::Water { dec!(0.001) } else { dec!(0.000001) }
    }

    /// By the logger's own sums, within one and a half per cent: the amount as measured, the mean as limits are compared
    /// with it.
    fn automatic(&self, row: &mut Emission, channel: &Channel, total: &Total, noise: &mut Chance) {
        let amount = total.whole(self.done.days, if channel.amount_in_grams() { 9 } else { 6 }) * about(noise, 15);
        let volume = Decimal::new(total.volume, 6) * Decimal::from(self.done.days) / Decimal::from(total.days.max(1));
        row.method = Method::Automatic;
        let mean = amount / self.scale() / volume * total.conversion();
        row.mean = Some(mean.round_dp(channel.digits + 1).normalize());
        row.amount_kg = Some(written(amount));
    }

    /// By samples of a monitoring body, around two fifths of the limit.
    fn manual(&self, row: &mut Emission, limit: &LimitedPollutant, level: Decimal) {
        let high = limit.high.unwrap_or_default();
        let mean = high * dec!(0.4) * level;
        let mean = mean.round_sf(3).unwrap_or(mean).normalize();
        row.method = Method::Manual;
        row.mean = Some(mean);
        row.amount_kg = Some(written(mean * self.scale() * self.volume()));
    }
}

/// An amount as people write it down: to the gram, or to the milligram where it is less than a kilogram.
fn written(kg: Decimal) -> Decimal {
    kg.round_dp(if kg >= Decimal::ONE { 3 } else { 6 }).normalize()
}

/// A sample that contradicts its fellow or an analyser would go back to the laboratory: the one that was sampled gives
/// way.
fn keep_parts_below_wholes(rows: &mut [Emission]) {
    for (part, whole) in PARTS {
        let at = |code: &str, rows: &[Emission]| rows.iter().position(|row| row.pollutant == code);
        let (Some(part), Some(whole)) = (at(part, rows), at(whole, rows)) else { continue };
        let (part, whole) = match rows.get_disjoint_mut([part, whole]) {
            Ok([part, whole]) if part.outlet == whole.outlet => (part, whole),
            _ => continue,
        };
        if part.mean.zip(whole.mean).is_none_or(|(part, whole)| part * dec!(1.2) < whole) {
            continue;
        }
        if whole.method == Method::Manual {
            follow(whole, part, dec!(1.6));
        } else if part.method == Method::Manual {
            follow(part, whole, dec!(0.4));
        }
    }
}

/// Makes a row a share of another one.
fn follow(row: &mut Emission, other: &Emission, share: Decimal) {
    row.mean = other.mean.map(|mean| (mean * share).round_dp(4).normalize());
    row.amount_kg = other.amount_kg.map(|kg| written(kg * share));
}
