//! The portal's mean of a period beside the logger's.

use domain::means::{SentMean, alike, differs};
use domain::measurement::Interval;
use entities::{measurement, own_mean};
use rust_decimal::Decimal;

use super::figures;
use crate::{law::means_rules, monitoring::registry::KnownOutlet};

/// A mean as the logger sent it; none where there is no figure.
pub(crate) fn sent_mean(row: &measurement::Model) -> Option<SentMean> {
    let measured = row.measured.map(Decimal::from);
    Some(SentMean { value: row.value?.into(), measured, converted: row.is_converted() })
}

/// The figures of both that are of one kind, ours first, and whether they are further apart than rounding and sampling explain; none
/// where they cannot be compared.
pub(crate) fn beside_sent(
    outlet: &KnownOutlet,
    own: &own_mean::Model,
    sent: &measurement::Model,
) -> Option<((Decimal, Decimal), bool)> {
    let compared = alike(&figures(own), &sent_mean(sent)?)?;
    Some((compared, is_apart(outlet, own, compared)))
}

/// Whether two figures of the period of a mean of ours differ.
fn is_apart(outlet: &KnownOutlet, own: &own_mean::Model, compared: (Decimal, Decimal)) -> bool {
    let Some(rule) = means_rules().on(outlet.code.kind(), own.at.day()) else { return false };
    let highest = outlet.limit(&own.pollutant, own.interval, own.at).and_then(|known| known.limit.high);
    // A day of hours that are made of real-time values differs as these do.
    let made_of = if own.made_of == Interval::Hour { Interval::Realtime } else { own.made_of };
    differs(compared, made_of, highest, rule)
}
