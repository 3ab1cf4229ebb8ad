//! What the rules are given: the hourly means of an outlet.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::{Found, REACH, Span};
use crate::{
    limit::{Averaging, Limit},
    mark::Mark,
    outlet::OutletKind,
    pollutant::{flow_of, has_load},
    time::{HOUR, Stamp},
};

/// An hourly mean that counts: with the mark N, or worked out by the portal where the logger sent none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HourValue {
    /// The start of the hour.
    pub at: Stamp,
    /// What is compared with a limit: converted to reference oxygen where `converted` says so.
    pub value: Decimal,
    /// The concentration before conversion, where both are known.
    pub measured: Option<Decimal>,
    /// Whether `value` is at reference oxygen.
    pub converted: bool,
}

impl HourValue {
    /// The concentration as it was measured; none where only a converted one is known.
    pub fn as_measured(&self) -> Option<Decimal> {
        if self.converted { self.measured } else { Some(self.value) }
    }
}

/// A limit of a pollutant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignLimit {
    /// Figures, mean and days.
    pub limit: Limit,
    /// The oxygen in percent at which it holds, where it holds at one.
    pub reference_oxygen: Option<Decimal>,
}

/// The hours of one code.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Series {
    /// Those that count, oldest first.
    pub hours: Vec<HourValue>,
    /// Its limits at this outlet, of all days.
    pub limits: Vec<SignLimit>,
}

impl Series {
    /// The highest value allowed at a moment: of the limit on the hour where there is one, otherwise of that on the day, and the
    /// reference oxygen of that limit.
    pub fn high(&self, at: Stamp) -> Option<(Decimal, Option<Decimal>)> {
        let of = |averaging| {
            let mut own =
                self.limits.iter().filter(|own| own.limit.averaging == averaging && own.limit.applies(at.day()));
            own.find_map(|own| Some((own.limit.high?, own.reference_oxygen)))
        };
        [Averaging::Hour, Averaging::Day, Averaging::Instant].into_iter().find_map(of)
    }

    /// The oxygen in percent at which the limits of a moment hold.
    pub fn reference(&self, at: Stamp) -> Option<Decimal> {
        let mut own = self.limits.iter().filter(|own| own.limit.applies(at.day()));
        own.find_map(|own| own.reference_oxygen)
    }

    /// The hour that begins at a moment.
    pub fn at(&self, at: Stamp) -> Option<&HourValue> {
        self.hours.binary_search_by_key(&at, |hour| hour.at).ok().map(|place| &self.hours[place])
    }

    /// Whether it is a concentration with an upper limit: pH, temperatures and what else is held in a range are controlled, and
    /// flat where all is well.
    pub fn is_limited(&self, code: &str) -> bool {
        has_load(code)
            && self.limits.iter().any(|own| own.limit.high.is_some())
            && self.limits.iter().all(|own| own.limit.low.is_none())
    }
}

/// One step of the last digit among some figures: of 41.2 and 41.25 a hundredth.
pub(super) fn step_of(figures: impl IntoIterator<Item = Decimal>) -> Decimal {
    let digits = figures.into_iter().map(|figure| figure.normalize().scale()).max().unwrap_or(0);
    Decimal::new(1, digits)
}

/// What the rules look at.
#[derive(Clone, Debug)]
pub struct Outlet<'a> {
    /// Water or gas.
    pub kind: OutletKind,
    /// The hours by their codes.
    pub series: BTreeMap<String, Series>,
    /// The first moment that is looked at.
    pub from: Stamp,
    /// The first moment after it: the present.
    pub to: Stamp,
    /// The marks in force that touch this.
    pub marks: &'a [Mark],
}

impl Outlet<'_> {
    /// Leaves out the hours of which a device mark speaks: about these the enterprise has said already that they are invalid.
    #[must_use]
    pub fn without_marked(mut self) -> Self {
        let device: Vec<&Mark> = self.marks.iter().filter(|mark| mark.kind.is_device()).collect();
        for (code, series) in &mut self.series {
            let marked = |hour: &HourValue| {
                device.iter().any(|mark| mark.is_about(code) && mark.touches(hour.at, hour.at.plus(HOUR)))
            };
            series.hours.retain(|hour| !marked(hour));
        }
        self
    }

    /// The code of its flow.
    pub const fn flow_code(&self) -> &'static str {
        flow_of(self.kind)
    }

    /// Its flow; none where none is sent.
    pub fn flow(&self) -> Option<&Series> {
        self.series.get(self.flow_code()).filter(|flow| !flow.hours.is_empty())
    }

    /// Whether something flows in an hour; none where that is not known.
    pub fn flows(&self, at: Stamp) -> Option<bool> {
        self.flow()?.at(at).map(|hour| hour.value > Decimal::ZERO)
    }

    /// The concentrations that have an upper limit.
    pub fn limited(&self) -> impl Iterator<Item = (&str, &Series)> {
        self.series
            .iter()
            .map(|(code, series)| (code.as_str(), series))
            .filter(|(code, series)| series.is_limited(code))
    }

    /// Whether a stretch that ends at a moment may go on: nothing that came since says otherwise.
    pub fn goes_on(&self, to: Stamp) -> bool {
        self.to.since(to) <= REACH
    }

    /// The lowest and the highest of the other series over a stretch.
    pub fn others(&self, code: &str, from: Stamp, to: Stamp) -> Vec<Span> {
        let span = |(other, series): (&String, &Series)| {
            let inside = series.hours.iter().filter(|hour| from <= hour.at && hour.at < to).map(|hour| hour.value);
            let (low, high) = (inside.clone().min()?, inside.max()?);
            Some(Span { code: other.clone(), low, high })
        };
        self.series.iter().filter(|(other, _)| other.as_str() != code).filter_map(span).collect()
    }
}

/// Longest stretches of hours that belong together: each next one not farther than [`REACH`] behind the one before, and the lowest
/// and highest of them fit. Those of at least `least` hours, oldest first; they do not overlap.
pub(super) fn stretches(
    hours: &[(Stamp, Decimal)],
    least: u32,
    fits: impl Fn(Decimal, Decimal) -> bool,
) -> Vec<&[(Stamp, Decimal)]> {
    let least = usize::try_from(least.max(2)).unwrap_or(usize::MAX);
    let mut all = Vec::new();
    let mut start = 0;
    while start < hours.len() {
        let (mut low, mut high, mut end) = (hours[start].1, hours[start].1, start + 1);
        while let Some((at, figure)) = hours.get(end) {
            let (lower, higher) = (low.min(*figure), high.max(*figure));
            if at.since(hours[end - 1].0) > REACH + HOUR || !fits(lower, higher) {
                break;
            }
            (low, high, end) = (lower, higher, end + 1);
        }
        if end - start >= least {
            all.push(&hours[start..end]);
            start = end;
        } else {
            start += 1;
        }
    }
    all
}

/// The lowest and the highest of a stretch.
pub(super) fn bounds(stretch: &[(Stamp, Decimal)]) -> Option<(Decimal, Decimal)> {
    let figures = stretch.iter().map(|(_, figure)| *figure);
    Some((figures.clone().min()?, figures.max()?))
}

/// The first moment of a stretch and the first one after it.
pub(super) fn ends(stretch: &[(Stamp, Decimal)]) -> Option<(Stamp, Stamp)> {
    Some((stretch.first()?.0, stretch.last()?.0.plus(HOUR)))
}

/// How many hours.
pub(super) fn count(hours: usize) -> u32 {
    u32::try_from(hours).unwrap_or(u32::MAX)
}

/// Whether a figure is the larger one of two stretches, for sorting what was found.
pub(super) fn in_order(mut found: Vec<Found>) -> Vec<Found> {
    found.sort_by(|one, other| (one.from, &one.pollutant).cmp(&(other.from, &other.pollutant)));
    found
}
