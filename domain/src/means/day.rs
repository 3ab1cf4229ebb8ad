//! The mean of a day.

use rust_decimal::Decimal;

use super::{Conversion, MeanOutcome, MeansRule, OwnMean, mean};

/// An hour of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HourOfDay {
    /// The mean of the pollutant.
    pub own: Option<OwnMean>,
    /// The mean flow, where it is to be weighted by that and the flow of the hour counts.
    pub flow: Option<Decimal>,
}

/// The mean of a day from its hours, as many as have passed: 24 where it has ended. Of water the hours are weighted by
/// the flow where it is known of every valid one; hours in which nothing flowed are not due. None where nothing came.
pub fn day(hours: &[HourOfDay], rule: &MeansRule) -> Option<OwnMean> {
    hours.iter().find(|hour| hour.own.is_some())?;
    let dry = |hour: &&HourOfDay| hour.flow.is_some_and(|flow| flow <= Decimal::ZERO);
    let due = hours.iter().filter(|hour| !dry(hour)).count();
    let counting: Vec<(OwnMean, Option<Decimal>)> = hours
        .iter()
        .filter(|hour| !dry(hour))
        .filter_map(|hour| Some((hour.own.filter(OwnMean::counts)?, hour.flow)))
        .collect();
    // One way of conversion a day: where any hour is converted, the others do not count.
    let converts = counting.iter().any(|(own, _)| own.conversion != Conversion::None);
    let counting: Vec<_> =
        counting.into_iter().filter(|(own, _)| (own.conversion != Conversion::None) == converts).collect();
    let weighted = !counting.is_empty() && counting.iter().all(|(_, flow)| flow.is_some());
    let weight = |flow: Option<Decimal>| flow.filter(|_| weighted).unwrap_or(Decimal::ONE);
    let figures = |figure: fn(&OwnMean) -> Option<Decimal>| {
        counting.iter().map(|(own, flow)| Some((figure(own)?, weight(*flow)))).collect::<Option<Vec<_>>>()
    };
    let (due, valid) = (u32::try_from(due).unwrap_or(0), u32::try_from(counting.len()).unwrap_or(0));
    Some(OwnMean {
        value: figures(|own| own.value).and_then(mean),
        measured: figures(|own| own.measured).filter(|_| converts).and_then(mean),
        conversion: counting.iter().map(|(own, _)| own.conversion).max().unwrap_or(Conversion::None),
        valid,
        due,
        weighted,
        outcome: match (due, valid) {
            (0, _) => MeanOutcome::NoFlow,
            (due, valid) if valid < rule.hours_needed(due) => MeanOutcome::TooLittle,
            _ => MeanOutcome::Counts,
        },
    })
}

#[cfg(test)]
mod tests;
