//! What may be said of the pollutants of an outlet, each by the mean that its limit names.
//!
//! The logger's mean decides where it sent one, the portal's own where it sent none of the period, as in
//! [events](crate::exceedances); what marks or the bureau keep from being a basis ([`crate::basis`]) decides nothing.

use std::{cmp::Reverse, sync::Arc};

use domain::{
    exceedance::MadeBy,
    judgement::{Mean, NoBasis, Tally, Verdict, applying, deciding, judge, length, reach},
    life::Audience,
    limit::Averaging,
    means::Conversion,
    measurement::{DataFlag, Interval},
    time::{DAY, MINUTE, Stamp},
};
use entities::own_mean;
use rust_decimal::Decimal;

use crate::{
    Ctx, EventSaid, Pollutant, Result,
    basis::{Basis, MeanOf, Outlets},
    monitoring::{
        Measurement, OutletMeans,
        own_means::{figures, read_since},
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
    /// The event of exceedance that a mean above the limit belongs to; none within the half minute until it is recorded.
    pub event: Option<EventSaid>,
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
    /// Whose it is: the portal's only where the logger sent none of the period.
    pub made_by: MadeBy,
}

/// An outlet with all that may be said of it.
#[derive(Clone, Debug)]
pub(crate) struct OutletJudged {
    pub(crate) outlet: Arc<KnownOutlet>,
    /// What has a limit today and is monitored, in order of code.
    pub(crate) pollutants: Vec<Judged>,
}

/// How long after the end of a period its mean is waited for: loggers send it within minutes, and only then does the portal work
/// out its own.
const WAITED: i64 = 10 * MINUTE;
/// The means of which the portal works out its own.
const OWN: [Interval; 2] = [Interval::Hour, Interval::Day];

/// Every monitored outlet of the city that everybody sees.
pub(crate) async fn of_city(ctx: &Ctx) -> Result<Vec<OutletJudged>> {
    let outlets = ctx.registry().monitored_outlets(Audience::Public, ctx.now().day());
    of_all(ctx, Audience::Public, outlets, Outlets::All).await
}

/// Some outlets.
pub(crate) async fn of_outlets(
    ctx: &Ctx,
    audience: Audience,
    outlets: Vec<Arc<KnownOutlet>>,
) -> Result<Vec<OutletJudged>> {
    let ids: Vec<i64> = outlets.iter().map(|outlet| outlet.id).collect();
    of_all(ctx, audience, outlets, Outlets::These(&ids)).await
}

async fn of_all(
    ctx: &Ctx,
    audience: Audience,
    outlets: Vec<Arc<KnownOutlet>>,
    which: Outlets<'_>,
) -> Result<Vec<OutletJudged>> {
    if outlets.is_empty() {
        return Ok(Vec::new());
    }
    let now = ctx.now();
    let since = |interval| now.minus(reach(interval) + length(interval));
    let basis = Basis::of(ctx, which, (since(Interval::Day), now)).await?;
    let mut all: Vec<Known<'_>> = outlets.into_iter().map(|outlet| Known::of(ctx, audience, outlet, &basis)).collect();
    for interval in OWN {
        let awaited = now.minus(length(interval) + WAITED).floor(length(interval));
        let silent = all.iter().filter(|known| known.lacks(interval, awaited)).map(|known| known.outlet.clone());
        let mut own = read_since(ctx, &silent.collect::<Vec<_>>(), interval, since(interval), audience).await?;
        for known in &mut all {
            known.own.extend(own.remove(&known.outlet.id).unwrap_or_default());
        }
    }
    Ok(all.into_iter().map(Known::judged).collect())
}

/// What is at hand of an outlet.
struct Known<'a> {
    outlet: Arc<KnownOutlet>,
    instants: Vec<Arc<Measurement>>,
    /// The logger's means.
    means: OutletMeans,
    /// The portal's, where the logger's last one is missing.
    own: Vec<own_mean::Model>,
    basis: &'a Basis,
    now: Stamp,
}

/// A mean that came, or that the portal worked out: what a [`Mean`] is made of.
struct At {
    decided: Decided,
    converted: bool,
    no_basis: Option<NoBasis>,
}

impl<'a> Known<'a> {
    fn of(ctx: &Ctx, audience: Audience, outlet: Arc<KnownOutlet>, basis: &'a Basis) -> Self {
        let live = ctx.live();
        let instants = live.at_outlet(audience, outlet.id).into_iter().map(|latest| latest.measurement).collect();
        let means = live.means(audience, outlet.id);
        Self { outlet, instants, means, own: Vec::new(), basis, now: ctx.now() }
    }

    /// Whether a mean that should have come is missing, of anything that is measured here and has a limit on it today. What is
    /// limited and measured by hand only never comes.
    fn lacks(&self, interval: Interval, awaited: Stamp) -> bool {
        let has_come = |code: &str| self.means.newest(code, interval).next().is_some_and(|mean| mean.at >= awaited);
        let is_read =
            |limits: &[Arc<KnownLimit>]| applying(limits, |known| &known.limit, interval, awaited.day()).is_some();
        let is_missing = |code: &str| self.is_monitored(code) && !has_come(code);
        self.outlet.limits().any(|(code, limits)| is_read(limits) && is_missing(code))
    }

    fn is_monitored(&self, code: &str) -> bool {
        self.means.has(code)
            || self.instants.iter().any(|instant| *instant.pollutant == *code)
            || self.own.iter().any(|row| row.pollutant == code)
    }

    fn judged(self) -> OutletJudged {
        let mut limits: Vec<_> = self.outlet.limits().filter(|(code, _)| self.is_monitored(code)).collect();
        limits.sort_unstable_by_key(|(code, _)| *code);
        let pollutants = limits.into_iter().flat_map(|(code, limits)| self.judge(code, limits)).collect();
        OutletJudged { pollutants, outlet: self.outlet.clone() }
    }

    /// A pollutant by each of its limits: one for each mean that a limit names.
    fn judge(&self, code: &str, limits: &[Arc<KnownLimit>]) -> Vec<Judged> {
        let pollutant = Pollutant::of(code);
        let one = |averaging: &Averaging| {
            let interval = averaging.interval();
            let limit = |at: Stamp| applying(limits, |known| &known.limit, interval, at.day());
            let values = self.values(code, interval);
            let means = values.iter().map(|value| value.mean(&pollutant.unit));
            let mean = deciding(means, self.now);
            let decided = mean.and_then(|mean| values.iter().find(|value| value.decided.at == mean.at));
            let limit = mean.and_then(|mean| limit(mean.at)).or_else(|| limit(self.now))?;
            let verdict = judge(Some(limit.yardstick()), mean);
            let event = decided.filter(|_| verdict.is_over()).and_then(|value| {
                self.basis.event(self.mean_of(code, interval, value.decided.at, value.decided.value))
            });
            Some(Judged {
                limit: limit.clone(),
                verdict,
                mean: decided.map(|value| value.decided),
                event,
                pollutant: pollutant.clone(),
            })
        };
        let alone = Averaging::ALL.iter().filter(|averaging| averaging.is_by_itself()).filter_map(one);
        alone.chain(self.counted(&pollutant, limits)).collect()
    }

    /// A pollutant by a limit that no single mean decides but their number in a day: where one of today or yesterday is an event.
    /// Where none is, nothing is said of it here; the outlet's page counts its days.
    fn counted(&self, pollutant: &Pollutant, limits: &[Arc<KnownLimit>]) -> Option<Judged> {
        let event = self.basis.counted(self.outlet.id, &pollutant.code, self.now.floor(DAY).minus(DAY))?;
        let limit = applying(limits, |known| &known.limit, Interval::FiveMinutes, event.began_at.day())?;
        let (interval, at, value) = (Interval::FiveMinutes, event.began_at, event.worst);
        Some(Judged {
            pollutant: pollutant.clone(),
            limit: limit.clone(),
            verdict: Verdict::Judged(limit.limit.judge(value?)),
            mean: Some(Decided { interval, at, value, flag: DataFlag::NORMAL, made_by: MadeBy::Logger }),
            event: Some(event),
        })
    }

    /// The values of an interval, newest first; of instants only the newest is kept.
    fn values(&self, code: &str, interval: Interval) -> Vec<At> {
        let instants = self.instants.iter().map(AsRef::as_ref);
        let instant = instants.filter(|one: &&Measurement| interval == one.interval && *one.pollutant == *code);
        let sent = instant.chain(self.means.newest(code, interval));
        let mut values: Vec<At> = sent
            .map(|sent| At {
                decided: Decided { interval, at: sent.at, value: sent.value, flag: sent.flag, made_by: MadeBy::Logger },
                converted: sent.converted,
                no_basis: self.basis.lacks(self.mean_of(code, interval, sent.at, sent.value)),
            })
            .collect();
        let own = self.own.iter().filter(|row| row.interval == interval && row.pollutant == code);
        for row in own {
            let own = figures(row);
            if !own.counts() || values.iter().any(|value| value.decided.at == row.at) {
                continue;
            }
            values.push(At {
                decided: Decided {
                    interval,
                    at: row.at,
                    value: own.value,
                    flag: DataFlag::NORMAL,
                    made_by: MadeBy::Portal,
                },
                converted: own.conversion != Conversion::None,
                no_basis: self.basis.lacks(self.mean_of(code, interval, row.at, own.value)),
            });
        }
        values.sort_by_key(|value| Reverse(value.decided.at));
        values
    }

    fn mean_of<'b>(&self, pollutant: &'b str, interval: Interval, at: Stamp, value: Option<Decimal>) -> MeanOf<'b> {
        MeanOf { outlet_id: self.outlet.id, outlet: self.outlet.code, pollutant, interval, at, value }
    }
}

impl At {
    fn mean<'a>(&self, unit: &'a str) -> Mean<'a> {
        let Decided { interval, at, value, flag, .. } = self.decided;
        Mean { interval, at, value, unit, flag, converted: self.converted, no_basis: self.no_basis }
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
