//! The means that the portal works out itself, beside the logger's own.

use std::collections::HashMap;

use domain::{
    life::Audience,
    means::{OwnMean, differs},
    measurement::Interval,
    time::{DAY, HOUR, Stamp},
};
use entities::own_mean;
use rust_decimal::Decimal;

use crate::{
    Ctx, Pollutant, Result,
    law::means_rules,
    monitoring::{
        own_means::{figures, read, running},
        registry::KnownOutlet,
    },
    public::{
        PublishedLimit,
        limits::applying,
        measurements::rows::{Window, newest_revisions},
    },
};

/// Days that are shown.
const DAYS: i64 = 7;
/// More means of one pollutant than any page shows.
const MOST: u64 = 2_000;

/// The means of one pollutant.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnMeans {
    /// What was measured.
    pub pollutant: Pollutant,
    /// The hours of the last day that have ended, oldest first; those without any mean are left out.
    pub hours: Vec<MeanPair>,
    /// The last seven days that have ended, oldest first.
    pub days: Vec<MeanPair>,
    /// The mean of today's hours so far, and the end of the last of them.
    pub today: Option<(OwnMean, Stamp)>,
    /// The limit of today that the law reads on the daily mean.
    pub daily_limit: Option<PublishedLimit>,
}

/// A mean of the portal's and the logger's of one period.
#[derive(Clone, Debug, PartialEq)]
pub struct MeanPair {
    /// Of what.
    pub pollutant: Pollutant,
    /// The length of the period.
    pub interval: Interval,
    /// Its start.
    pub at: Stamp,
    /// The portal's; none where it could not work out any.
    pub own: Option<OwnMean>,
    /// Of the portal's: the stored row.
    pub row: Option<own_mean::Model>,
    /// The logger's, where it is valid.
    pub sent: Option<Decimal>,
    /// Whether the two are further apart than rounding and sampling explain.
    pub differs: bool,
}

/// The means of the pollutants of an outlet.
pub(super) async fn of_outlet(
    ctx: &Ctx,
    outlet: &KnownOutlet,
    pollutants: &[Pollutant],
    limits: &[PublishedLimit],
) -> Result<Vec<OwnMeans>> {
    let (now, audience) = (ctx.now(), Audience::Public);
    let (today, last_hour) = (now.floor(DAY), now.floor(HOUR));
    let of_today = read(ctx, outlet, Interval::Hour, (today, last_hour), audience).await?;
    let mut so_far = running(outlet, (today, last_hour), &of_today);
    let (last_day, week) = ((last_hour.minus(DAY), last_hour), (today.minus(DAYS * DAY), today));
    let hours = pairs(ctx, outlet, (Interval::Hour, last_day), pollutants, audience).await?;
    let days = pairs(ctx, outlet, (Interval::Day, week), pollutants, audience).await?;
    let of = |pairs: &[MeanPair], code: &str| -> Vec<MeanPair> {
        pairs.iter().filter(|pair| *pair.pollutant.code == *code).cloned().collect()
    };
    let one = |pollutant: &Pollutant| OwnMeans {
        hours: of(&hours, &pollutant.code),
        days: of(&days, &pollutant.code),
        today: so_far.remove(&*pollutant.code).map(|mean| (mean, last_hour)),
        daily_limit: applying(limits, &pollutant.code, Interval::Day, now).cloned(),
        pollutant: pollutant.clone(),
    };
    let all: Vec<_> = pollutants.iter().map(one).collect();
    let says_something = |means: &OwnMeans| {
        let has_own = |pairs: &[MeanPair]| pairs.iter().any(|pair| pair.own.is_some());
        has_own(&means.hours) || has_own(&means.days) || means.today.is_some()
    };
    Ok(all.into_iter().filter(says_something).collect())
}

/// The pairs of a stretch for some pollutants, in order of time, then as the pollutants stand.
pub(crate) async fn pairs(
    ctx: &Ctx,
    outlet: &KnownOutlet,
    (interval, stretch): (Interval, (Stamp, Stamp)),
    pollutants: &[Pollutant],
    audience: Audience,
) -> Result<Vec<MeanPair>> {
    let own = read(ctx, outlet, interval, stretch, audience).await?;
    let own: HashMap<(&str, Stamp), &own_mean::Model> =
        own.iter().map(|row| ((row.pollutant.as_str(), row.at), row)).collect();
    let mut pairs = Vec::new();
    for pollutant in pollutants {
        let (from, to) = stretch;
        let window =
            Window { outlet_id: outlet.id, pollutant: &pollutant.code, interval, from, to, as_of: None, audience };
        let sent = newest_revisions(ctx, window, MOST).await?;
        let sent: HashMap<Stamp, Decimal> = sent
            .into_iter()
            .filter(|row| row.flag.is_valid())
            .filter_map(|row| Some((row.at, row.value?.into())))
            .collect();
        let mut moments: Vec<Stamp> = own
            .keys()
            .filter(|(code, _)| *code == &*pollutant.code)
            .map(|(_, at)| *at)
            .chain(sent.keys().copied())
            .collect();
        moments.sort_unstable();
        moments.dedup();
        pairs.extend(moments.into_iter().map(|at| {
            let row = own.get(&(&*pollutant.code, at)).copied();
            pair(outlet, pollutant, (interval, at), row, sent.get(&at).copied())
        }));
    }
    pairs.sort_by_key(|pair| pair.at);
    Ok(pairs)
}

fn pair(
    outlet: &KnownOutlet,
    pollutant: &Pollutant,
    (interval, at): (Interval, Stamp),
    row: Option<&own_mean::Model>,
    sent: Option<Decimal>,
) -> MeanPair {
    let own = row.map(figures);
    let counting = own.filter(OwnMean::counts).and_then(|own| own.value);
    let rule = means_rules().on(outlet.code.kind(), at.day());
    let highest = outlet.limit(&pollutant.code, interval, at).and_then(|known| known.limit.high);
    // A day of hours that are made of real-time values differs as these do.
    let made_of = row.map_or(Interval::Realtime, |row| row.made_of);
    let made_of = if made_of == Interval::Hour { Interval::Realtime } else { made_of };
    let differs =
        counting.zip(sent).zip(rule).is_some_and(|((own, sent), rule)| differs((own, sent), made_of, highest, rule));
    MeanPair { pollutant: pollutant.clone(), interval, at, own, row: row.cloned(), sent, differs }
}
