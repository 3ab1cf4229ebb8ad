//! What may be said of a pollutant at an outlet: above its limit, within it, or nothing, and then why.
//!
//! A limit names the mean that decides (domain dossier 2.9): water by the valid day, gas by the valid hour, waste
//! incinerators by the valid day. A value of another period, a real-time value above all, stands beside the limit for
//! reference and is judged by nobody. Every page, list, file and view asks here.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::{
    limit::{Averaging, Limit, Standing},
    measurement::{DataFlag, Interval},
    time::{DAY, HOUR, MINUTE, Stamp},
};

/// A limit with what decides whether a value can be held against it.
#[derive(Clone, Copy, Debug)]
pub struct Yardstick<'a> {
    /// The figures, the mean that decides, and the days on which it applies.
    pub limit: &'a Limit,
    /// The unit of its figures.
    pub unit: &'a str,
    /// Whether it is a limit for gas at reference oxygen, so that only converted concentrations (折算浓度) compare.
    pub at_reference_oxygen: bool,
}

/// A mean as a logger sent it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mean<'a> {
    /// The period that it stands for.
    pub interval: Interval,
    /// The start of the period.
    pub at: Stamp,
    /// The figure; absent where the logger sent none.
    pub value: Option<Decimal>,
    /// The unit of the figure.
    pub unit: &'a str,
    /// The logger's mark.
    pub flag: DataFlag,
    /// Whether the figure is a concentration converted to reference oxygen.
    pub converted: bool,
    /// Why it is no basis for saying anything, though its figure is there and its mark is good.
    pub no_basis: Option<NoBasis>,
}

/// Why a mean is no basis (不作为判定依据) for saying that a limit was exceeded, or kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NoBasis {
    /// A mark of the enterprise that is in force covers it: its monitor did not work, or its works was inside of a start, a
    /// stop or a fault for which the standard has a time limit ([`crate::mark`]).
    Mark,
    /// The bureau has looked at the event it belongs to, and found its data to be none ([`crate::exceedance`]).
    Bureau,
}

/// What may be said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The mean that decides stands so to its limit. A datum, not a ruling: that is made by the bureau.
    Judged(Standing),
    /// Nothing may be said.
    Unjudged(Unjudged),
}

/// Why nothing may be said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unjudged {
    /// No limit applies, or it applies to a mean that is not at hand here.
    NoLimit,
    /// The mean that the limit names did not come.
    NoMean,
    /// It came with a mark by which it counts for nothing, or without a figure.
    Marked,
    /// It came with the mark T: the analyser was at the end of its range, so the concentration was no lower than that.
    AboveRange,
    /// Limit and figure have different units.
    OtherUnit,
    /// The limit holds at reference oxygen, and no converted concentration came.
    NotConverted,
    /// It is no basis, and why.
    NoBasis(NoBasis),
}

impl Mean<'_> {
    /// Whether it may decide: it is a basis, and has a figure with a good mark, or says that there was no less.
    fn counts(&self) -> bool {
        self.no_basis.is_none() && (self.flag.is_above_range() || self.flag.is_valid() && self.value.is_some())
    }
}

impl Verdict {
    /// Judged, and above the highest or below the lowest value allowed.
    pub fn is_over(self) -> bool {
        matches!(self, Self::Judged(standing) if standing.is_over())
    }

    /// Whether anything may be said at all.
    pub fn is_judged(self) -> bool {
        matches!(self, Self::Judged(_))
    }

    /// Judged, and within.
    pub fn is_within(self) -> bool {
        self == Self::Judged(Standing::Within)
    }
}

impl Averaging {
    /// The period whose mean decides.
    pub const fn interval(self) -> Interval {
        match self {
            Self::Instant => Interval::Realtime,
            Self::FiveMinutes => Interval::FiveMinutes,
            Self::Hour => Interval::Hour,
            Self::Day => Interval::Day,
        }
    }

    /// Whether one mean alone decides. Of the five-minute means of a furnace only their number in a day does.
    pub const fn is_by_itself(self) -> bool {
        !matches!(self, Self::FiveMinutes)
    }
}

/// What a mean says by a limit that applies on its day.
pub fn judge(yardstick: Option<Yardstick<'_>>, mean: Option<Mean<'_>>) -> Verdict {
    let unjudged = Verdict::Unjudged;
    let Some(yardstick) = yardstick else { return unjudged(Unjudged::NoLimit) };
    let Some(mean) = mean.filter(|mean| mean.interval == yardstick.limit.averaging.interval()) else {
        return unjudged(Unjudged::NoMean);
    };
    if !yardstick.limit.applies(mean.at.day()) {
        return unjudged(Unjudged::NoLimit);
    }
    // What the logger says of its own figure comes first: it is the stronger reason.
    let value = mean.value.filter(|_| mean.flag.is_valid());
    if value.is_none() && !mean.flag.is_above_range() {
        return unjudged(Unjudged::Marked);
    }
    if let Some(why) = mean.no_basis {
        return unjudged(Unjudged::NoBasis(why));
    }
    let Some(value) = value else { return unjudged(Unjudged::AboveRange) };
    if mean.unit != yardstick.unit {
        return unjudged(Unjudged::OtherUnit);
    }
    if yardstick.at_reference_oxygen && !mean.converted {
        return unjudged(Unjudged::NotConverted);
    }
    Verdict::Judged(yardstick.limit.judge(value))
}

/// Which of the newest means decides: the last complete one that counts, not older than [`reach`]. One at the end of
/// the analyser's range is not passed over for an earlier one, for it says that there was no less; one that is no basis is.
/// Where none counts, the newest, so that its mark can be told. `means` are of one pollutant and one interval, newest first.
pub fn deciding<'a>(means: impl IntoIterator<Item = Mean<'a>>, now: Stamp) -> Option<Mean<'a>> {
    let mut newest = None;
    for mean in means {
        if mean.at.plus(length(mean.interval)) > now {
            continue;
        }
        if now.since(mean.at) > reach(mean.interval) {
            break;
        }
        if mean.counts() {
            return Some(mean);
        }
        newest = newest.or(Some(mean));
    }
    newest
}

/// How far back the start of a mean may lie for it to be the last one: that of an hour may have ended four hours ago, that
/// of a day three days ago, and that of ten minutes fifty; a real-time value is ten minutes old at most. So a late or
/// spoilt one does not make an outlet unjudged, and last week does not stand for today. Five-minute means are counted by the day.
pub const fn reach(interval: Interval) -> i64 {
    match interval {
        Interval::Realtime => 10 * MINUTE,
        Interval::Minute => HOUR,
        Interval::FiveMinutes => DAY,
        Interval::Hour => 5 * HOUR,
        Interval::Day => 4 * DAY,
    }
}

/// The length of a period; an instant has none.
pub const fn length(interval: Interval) -> i64 {
    match interval {
        Interval::Realtime => 0,
        Interval::Minute => 10 * MINUTE,
        Interval::FiveMinutes => 5 * MINUTE,
        Interval::Hour => HOUR,
        Interval::Day => DAY,
    }
}

/// How the points or pollutants of somebody stand, in numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Judged, and above or below a limit.
    pub over: usize,
    /// Judged, and within.
    pub within: usize,
    /// Not judged.
    pub unjudged: usize,
}

impl Tally {
    /// Counts one more.
    pub fn count(&mut self, verdict: Verdict) {
        match verdict {
            Verdict::Judged(Standing::Within) => self.within += 1,
            Verdict::Judged(_) => self.over += 1,
            Verdict::Unjudged(_) => self.unjudged += 1,
        }
    }

    /// Both together.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self {
            over: self.over + other.over,
            within: self.within + other.within,
            unjudged: self.unjudged + other.unjudged,
        }
    }

    /// Whether everything was judged, at least one thing, and nothing was over: only then may anybody say “all”.
    pub const fn all_within(self) -> bool {
        self.over == 0 && self.unjudged == 0 && self.within > 0
    }
}

/// The limit among several that the law reads on the mean of an interval, on a day.
pub fn applying<'a, T>(
    limits: impl IntoIterator<Item = &'a T>,
    limit: impl Fn(&T) -> &Limit,
    interval: Interval,
    day: NaiveDate,
) -> Option<&'a T> {
    let reads = |one: &&T| limit(one).averaging.interval() == interval && limit(one).applies(day);
    limits.into_iter().find(reads)
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;

    fn limit(averaging: Averaging) -> Limit {
        let (valid_from, valid_to) = ("2020-01-01".parse().unwrap(), Some("2026-11-30".parse().unwrap()));
        Limit { low: None, high: Some(dec!(0.5)), averaging, valid_from, valid_to }
    }

    fn at(text: &str) -> Stamp {
        Stamp::parse(text).unwrap()
    }

    fn day(value: Decimal, flag: char) -> Mean<'static> {
        Mean {
            interval: Interval::Day,
            at: at("2026-11-21"),
            value: Some(value),
            unit: "mg/L",
            flag: DataFlag::new(flag).unwrap(),
            converted: false,
            no_basis: None,
        }
    }

    #[test]
    fn only_a_good_mean_of_the_right_period_and_unit_is_judged() {
        let daily = limit(Averaging::Day);
        let (oxygen, plain) = (true, false);
        let good = day(dec!(0.4), 'N');
        #[rustfmt::skip]
        let cases = [
            // what                        mean                                                unit     at O₂    verdict
            ("within",                     good,                                               "mg/L",  plain,  Verdict::Judged(Standing::Within)),
            ("at the limit",               day(dec!(0.5), 'N'),                                "mg/L",  plain,  Verdict::Judged(Standing::Within)),
            ("above",                      day(dec!(0.54), 'N'),                               "mg/L",  plain,  Verdict::Judged(Standing::Above)),
            ("an instant",                 Mean { interval: Interval::Realtime, ..good },      "mg/L",  plain,  Verdict::Unjudged(Unjudged::NoMean)),
            ("an hour",                    Mean { interval: Interval::Hour, ..good },          "mg/L",  plain,  Verdict::Unjudged(Unjudged::NoMean)),
            ("calibrating",                day(dec!(9), 'C'),                                  "mg/L",  plain,  Verdict::Unjudged(Unjudged::Marked)),
            ("no figure",                  Mean { value: None, ..good },                       "mg/L",  plain,  Verdict::Unjudged(Unjudged::Marked)),
            ("end of the range",           day(dec!(0.1), 'T'),                                "mg/L",  plain,  Verdict::Unjudged(Unjudged::AboveRange)),
            ("degrees against multiples",  Mean { unit: "度", ..good },                         "倍",    plain,  Verdict::Unjudged(Unjudged::OtherUnit)),
            ("measured, not converted",    good,                                               "mg/L",  oxygen, Verdict::Unjudged(Unjudged::NotConverted)),
            ("converted",                  Mean { converted: true, ..good },                   "mg/L",  oxygen, Verdict::Judged(Standing::Within)),
            ("covered by a mark",          Mean { no_basis: Some(NoBasis::Mark), ..day(dec!(9), 'N') }, "mg/L", plain, Verdict::Unjudged(Unjudged::NoBasis(NoBasis::Mark))),
            ("invalid and marked",         Mean { no_basis: Some(NoBasis::Mark), ..day(dec!(9), 'D') }, "mg/L", plain, Verdict::Unjudged(Unjudged::Marked)),
            ("no basis, range or not",     Mean { no_basis: Some(NoBasis::Bureau), ..day(dec!(9), 'T') }, "mg/L", plain, Verdict::Unjudged(Unjudged::NoBasis(NoBasis::Bureau))),
            ("after the limit ended",      Mean { at: at("2026-12-01"), ..good },              "mg/L",  plain,  Verdict::Unjudged(Unjudged::NoLimit)),
        ];
        for (what, mean, unit, at_reference_oxygen, want) in cases {
            let yardstick = Yardstick { limit: &daily, unit, at_reference_oxygen };
            assert_eq!(judge(Some(yardstick), Some(mean)), want, "{what}");
        }
        let yardstick = Yardstick { limit: &daily, unit: "mg/L", at_reference_oxygen: false };
        assert_eq!(judge(Some(yardstick), None), Verdict::Unjudged(Unjudged::NoMean));
        assert_eq!(judge(None, Some(good)), Verdict::Unjudged(Unjudged::NoLimit));
    }

    #[test]
    fn the_last_complete_mean_that_counts_decides() {
        let now = at("2026-11-22T14:35");
        let hour = |clock: &str, flag: char| Mean {
            interval: Interval::Hour,
            at: at(&format!("2026-11-22T{clock}")),
            ..day(dec!(0.4), flag)
        };
        let chosen = |means: &[Mean<'static>]| deciding(means.iter().copied(), now).map(|mean| mean.at);
        let (began, last, before, old) =
            (hour("14:00", 'N'), hour("13:00", 'N'), hour("12:00", 'N'), hour("08:00", 'N'));
        let cases = [
            ("a begun hour does not count", vec![began, last, before], Some(last.at)),
            ("a marked one is passed over", vec![hour("13:00", 'D'), before], Some(before.at)),
            (
                "one that is no basis is, too",
                vec![Mean { no_basis: Some(NoBasis::Mark), ..last }, before],
                Some(before.at),
            ),
            ("one at the end of the range is not", vec![hour("13:00", 'T'), before], Some(last.at)),
            ("where none counts, the newest is told", vec![hour("13:00", 'D'), hour("12:00", 'C')], Some(last.at)),
            ("this morning does not stand for now", vec![old], None),
            ("nothing came", vec![], None),
        ];
        for (what, means, want) in cases {
            assert_eq!(chosen(&means), want, "{what}");
        }
    }

    #[test]
    fn two_limits_of_one_pollutant_are_each_read_on_their_own_mean() {
        let both = [limit(Averaging::Hour), limit(Averaging::Day)];
        let read = |interval, day: &str| {
            applying(&both, |limit| limit, interval, day.parse().unwrap()).map(|limit| limit.averaging)
        };
        assert_eq!(read(Interval::Hour, "2026-11-22"), Some(Averaging::Hour));
        assert_eq!(read(Interval::Day, "2026-11-22"), Some(Averaging::Day));
        assert_eq!(read(Interval::Realtime, "2026-11-22"), None);
        assert_eq!(read(Interval::Day, "2026-12-01"), None);
    }

    #[test]
    fn all_is_said_only_when_all_were_judged() {
        let tally = |over, within, unjudged| Tally { over, within, unjudged };
        for (one, want) in
            [(tally(0, 3, 0), true), (tally(0, 3, 1), false), (tally(1, 3, 0), false), (tally(0, 0, 0), false)]
        {
            assert_eq!(one.all_within(), want, "{one:?}");
        }
    }
}
