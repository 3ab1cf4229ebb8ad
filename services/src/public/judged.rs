//! What may be said of the pollutants of an outlet, each by the mean that its limit names.

use std::sync::Arc;

use domain::{
    judgement::{Tally, Verdict, applying, deciding, judge},
    life::Audience,
    limit::Averaging,
    measurement::{DataFlag, Interval},
    time::Stamp,
};
use rust_decimal::Decimal;

use crate::{
    Ctx, Pollutant,
    monitoring::{
        Measurement, OutletMeans,
        registry::{KnownLimit, KnownOutlet},
    },
};

/// A pollutant by one of its limits.
#[derive(Clone, Debug, PartialEq)]
pub struct Judged {
    /// What is measured.
    pub pollutant: Pollutant,
    /// The limit of the mean's day; that of today where there is no mean.
    pub limit: Arc<KnownLimit>,
    /// What may be said.
    pub verdict: Verdict,
    /// The mean that it is said of, or whose mark forbids to say anything.
    pub mean: Option<Decided>,
}

/// The mean that decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decided {
    /// The period that it stands for.
    pub interval: Interval,
    /// The start of the period.
    pub at: Stamp,
    /// The figure.
    pub value: Option<Decimal>,
    /// The logger's mark.
    pub flag: DataFlag,
}

/// An outlet with all that may be said of it.
#[derive(Clone, Debug)]
pub(crate) struct OutletJudged {
    pub(crate) outlet: Arc<KnownOutlet>,
    /// What has a limit today and is monitored, in order of code.
    pub(crate) pollutants: Vec<Judged>,
}

/// Every monitored outlet of the city that everybody sees.
pub(crate) fn of_city(ctx: &Ctx) -> Vec<OutletJudged> {
    let outlets = ctx.registry().monitored_outlets(Audience::Public, ctx.now().day());
    outlets.into_iter().map(|outlet| of_outlet(ctx, Audience::Public, outlet)).collect()
}

/// One outlet.
pub(crate) fn of_outlet(ctx: &Ctx, audience: Audience, outlet: Arc<KnownOutlet>) -> OutletJudged {
    let now = ctx.now();
    let instants: Vec<_> =
        ctx.live().at_outlet(audience, outlet.id).into_iter().map(|latest| latest.measurement).collect();
    let means = ctx.live().means(audience, outlet.id);
    let monitored = |code: &str| means.has(code) || instants.iter().any(|instant| *instant.pollutant == *code);
    let mut limits: Vec<_> = outlet.limits().filter(|(code, _)| monitored(code)).collect();
    limits.sort_unstable_by_key(|(code, _)| *code);
    let known = Known { instants: &instants, means: &means, now };
    let pollutants = limits.into_iter().flat_map(|(code, limits)| known.judge(code, limits)).collect();
    OutletJudged { outlet, pollutants }
}

/// What is at hand of an outlet.
struct Known<'a> {
    instants: &'a [Arc<Measurement>],
    means: &'a OutletMeans,
    now: Stamp,
}

impl Known<'_> {
    /// A pollutant by each of its limits: one for each mean that a limit names.
    fn judge(&self, code: &str, limits: &[Arc<KnownLimit>]) -> Vec<Judged> {
        let pollutant = Pollutant::of(code);
        let one = |averaging: &Averaging| {
            let interval = averaging.interval();
            let limit = |at: Stamp| applying(limits, |known| &known.limit, interval, at.day());
            let mean = deciding(self.values(code, interval).map(|value| value.mean(&pollutant.unit)), self.now);
            let limit = mean.and_then(|mean| limit(mean.at)).or_else(|| limit(self.now))?;
            Some(Judged {
                limit: limit.clone(),
                verdict: judge(Some(limit.yardstick()), mean),
                mean: mean.map(|mean| Decided {
                    interval: mean.interval,
                    at: mean.at,
                    value: mean.value,
                    flag: mean.flag,
                }),
                pollutant: pollutant.clone(),
            })
        };
        Averaging::ALL.iter().filter_map(one).collect()
    }

    /// The values of an interval, newest first; of instants only the newest is kept.
    fn values<'b>(&'b self, code: &'b str, interval: Interval) -> impl Iterator<Item = &'b Measurement> {
        let instants = self.instants.iter().map(AsRef::as_ref);
        let instant = instants.filter(move |one: &&Measurement| interval == one.interval && *one.pollutant == *code);
        instant.chain(self.means.newest(code, interval))
    }
}

impl OutletJudged {
    /// Its pollutants in numbers; an outlet of which nothing is at hand is one thing that is not judged.
    pub(crate) fn tally(&self) -> Tally {
        let mut tally = Tally::default();
        self.pollutants.iter().for_each(|judged| tally.count(judged.verdict));
        if self.pollutants.is_empty() { Tally { unjudged: 1, ..tally } } else { tally }
    }

    /// The outlet as one point of the city: over where any pollutant is, within only where each was judged.
    pub(crate) fn point(&self) -> Tally {
        let tally = self.tally();
        let within = tally.all_within();
        let over = tally.over > 0;
        Tally { over: over.into(), within: within.into(), unjudged: (!over && !within).into() }
    }
}
