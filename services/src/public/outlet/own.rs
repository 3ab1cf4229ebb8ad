//! The means that the portal works out itself, beside the logger's own.

use std::collections::BTreeMap;

use domain::{
    life::Audience,
    means::{Conversion, OwnMean, Reason, SentMean, alike},
    measurement::Interval,
    time::{DAY, HOUR, Stamp},
};
use entities::{measurement, own_mean};
use rust_decimal::Decimal;

use crate::{
    Ctx, Pollutant, Result,
    monitoring::{
        own_means::{beside_sent, figures, read, running, sent_mean},
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

/// A mean of the portal's and the logger's of one period; at least one of them is there.
#[derive(Clone, Debug, PartialEq)]
pub struct MeanPair {
    /// Of what.
    pub pollutant: Pollutant,
    /// The length of the period.
    pub interval: Interval,
    /// Its start.
    pub at: Stamp,
    /// The portal's; none where it could not work out any.
    pub own: Option<Revision>,
    /// The logger's, where it is valid.
    pub sent: Option<SentMean>,
    /// Whether the two are further apart than rounding and sampling explain.
    pub differs: bool,
}

/// A mean of the portal's as it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Revision {
    /// The figures.
    pub mean: OwnMean,
    /// What it is made of: ten-minute means, real-time values, or hours.
    pub made_of: Interval,
    /// 1, and one more each time that it came out otherwise.
    pub number: i32,
    /// Why there is this one.
    pub reason: Reason,
    /// When it was worked out.
    pub at: Stamp,
}

impl Revision {
    fn of(row: &own_mean::Model) -> Self {
        let (number, at) = (row.revision, row.worked_out_at);
        Self { mean: figures(row), made_of: row.made_of, number, reason: row.reason, at }
    }
}

impl MeanPair {
    /// The figures of both for a reader who compares: of one kind where that can be, each as it is judged otherwise.
    pub fn figures(&self) -> (Option<Decimal>, Option<Decimal>) {
        match self.compared() {
            Some((own, sent)) => (Some(own), Some(sent)),
            None => (self.own.and_then(|own| own.mean.value), self.sent.map(|sent| sent.value)),
        }
    }

    /// Whether both are compared as they were before conversion to reference oxygen, because one of them is known so only.
    pub fn is_before_conversion(&self) -> bool {
        let converted = |own: Revision| own.mean.conversion != Conversion::None;
        self.own.zip(self.sent).is_some_and(|(own, sent)| converted(own) != sent.converted) && self.compared().is_some()
    }

    /// What of both is compared: ours, then the logger's; none where either does not count, or they are not of one kind.
    pub fn compared(&self) -> Option<(Decimal, Decimal)> {
        alike(&self.own?.mean, &self.sent?)
    }
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
    let (last_day, week) = ((last_hour.minus(DAY), last_hour), (today.minus(DAYS * DAY), today));
    let hours = read(ctx, outlet, Interval::Hour, last_day, audience).await?;
    let days = read(ctx, outlet, Interval::Day, week, audience).await?;
    // The hours of today are among the last twenty-four.
    let of_today: Vec<_> = hours.iter().filter(|row| row.at >= today).cloned().collect();
    let mut so_far = running(outlet, (today, last_hour), &of_today);
    let mut all = Vec::new();
    for pollutant in pollutants {
        let hours = pairs(ctx, outlet, &hours, (Interval::Hour, last_day), pollutant).await?;
        let days = pairs(ctx, outlet, &days, (Interval::Day, week), pollutant).await?;
        // Said until the end of the newest hour that is in it: what has not come yet is not claimed.
        let counted = of_today.iter().filter(|row| *row.pollutant == *pollutant.code && figures(row).counts());
        let until = counted.map(|row| row.at.plus(HOUR)).max().unwrap_or(last_hour);
        let today = so_far.remove(&*pollutant.code).map(|mean| (mean, until));
        if today.is_some() || hours.iter().chain(&days).any(|pair| pair.own.is_some()) {
            let daily_limit = applying(limits, &pollutant.code, Interval::Day, now).cloned();
            all.push(OwnMeans { pollutant: pollutant.clone(), hours, days, today, daily_limit });
        }
    }
    Ok(all)
}

/// The pairs of a pollutant in a stretch that everybody may see, oldest first; `own` are the portal's means of the stretch.
pub(super) async fn pairs(
    ctx: &Ctx,
    outlet: &KnownOutlet,
    own: &[own_mean::Model],
    (interval, (from, to)): (Interval, (Stamp, Stamp)),
    pollutant: &Pollutant,
) -> Result<Vec<MeanPair>> {
    let (code, audience) = (&*pollutant.code, Audience::Public);
    let window = Window { outlet_id: outlet.id, pollutant: code, interval, from, to, as_of: None, audience };
    let sent = newest_revisions(ctx, window, MOST).await?;
    let sent = sent.iter().filter(|row| row.flag.is_valid() && row.value.is_some());
    let own = own.iter().filter(|row| row.pollutant == code);
    let mut both: BTreeMap<Stamp, (Option<&own_mean::Model>, Option<&measurement::Model>)> = BTreeMap::new();
    own.for_each(|own| both.entry(own.at).or_default().0 = Some(own));
    sent.for_each(|sent| both.entry(sent.at).or_default().1 = Some(sent));
    let pair = |(at, (own, sent)): (Stamp, (Option<&own_mean::Model>, Option<&measurement::Model>))| MeanPair {
        pollutant: pollutant.clone(),
        interval,
        at,
        own: own.map(Revision::of),
        sent: sent.and_then(sent_mean),
        differs: own
            .zip(sent)
            .and_then(|(own, sent)| beside_sent(outlet, own, sent))
            .is_some_and(|(_, differs)| differs),
    };
    Ok(both.into_iter().map(pair).collect())
}
