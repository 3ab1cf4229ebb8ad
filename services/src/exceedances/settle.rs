//! How the stored events of a series change by what its means say now.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use domain::{
    dialogue::Turn,
    exceedance::{EventEnd, EventStatus, Evidence, Point, Run, Step, furnace_days, next, runs, worst},
    judgement::reach,
    limit::{Averaging, Standing},
    retention::Class,
    time::{Stamp, start_of},
};
use entities::{exceedance, exceedance_period, outlet};
use rust_decimal::{Decimal, prelude::ToPrimitive};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder, QuerySelect, Select,
};

use super::{
    own::turns,
    period::{Period, of_events},
    points::{Points, limited, points},
    stretch::Stretch,
    tell::tell,
    terms::handle_due,
};
use crate::{
    Ctx, Result,
    law::furnace_rule,
    monitoring::registry::KnownOutlet,
    store::{insert, removed_before},
};

/// One pollutant's series by one mean.
#[derive(Clone, Copy)]
struct Series<'a> {
    outlet: &'a KnownOutlet,
    code: &'a str,
    averaging: Averaging,
}

/// An event with its periods, oldest first.
struct Stored {
    row: exceedance::Model,
    periods: Vec<Period>,
}

/// Whether the enterprise hears of events that are recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum News {
    /// It does: they come of what was just sent.
    Told,
    /// It does not: somebody looks at the past again.
    Kept,
}

/// Holds the means of a stretch against the limits, and brings the events of each pollutant up to date. Answers how many events
/// were recorded or changed.
pub(super) async fn settle(ctx: &Ctx, stretch: Stretch, news: News) -> Result<u64> {
    // Of an outlet that the register does not watch, or that is merged into another one's, there is nothing to say.
    let Some(outlet) = ctx.registry().outlet(stretch.outlet_id).filter(|outlet| !outlet.merged) else { return Ok(0) };
    let Some(&averaging) = Averaging::ALL.iter().find(|one| one.interval() == stretch.interval) else { return Ok(0) };
    let mut changed = 0;
    for code in limited(&outlet, stretch.interval) {
        changed += settle_one(ctx, Series { outlet: &outlet, code: &code, averaging }, &stretch, news).await?;
    }
    Ok(changed)
}

async fn settle_one(ctx: &Ctx, series: Series<'_>, stretch: &Stretch, news: News) -> Result<u64> {
    // What is near enough to belong to the same event is looked at as well, as far as its values are there: what was removed
    // with age is not what was corrected.
    let near = reach(stretch.interval);
    let kept = removed_before(ctx.store.read(), Class::Values).await?.map_or(Stamp(0), |day| start_of(day.0));
    let window = Stretch { from: stretch.from.minus(near).max(kept), to: stretch.to.plus(near), ..*stretch };
    if stretch.to <= kept {
        return Ok(0);
    }
    let told = points(ctx, series.outlet, series.code, &window).await?;
    let may_have = told.values().any(|told| told.standing.is_over());
    if !may_have && !any_stored(ctx.store.read(), series, &window).await? {
        return Ok(0);
    }
    let tx = ctx.store.write().await?;
    // Whoever else brings events of this outlet up to date waits, and then sees these; so what is said of the means is asked
    // once more behind the lock.
    outlet::Entity::find_by_id(series.outlet.id).lock_exclusive().one(&tx).await?;
    let told = points(ctx, series.outlet, series.code, &window).await?;
    let mut work = Work { ctx, series, stretch, window: &window, told: &told, news, changed: 0 };
    work.reconcile(&tx).await?;
    let changed = work.changed;
    tx.commit().await?;
    Ok(changed)
}

/// The events of a series that reach into a window; those that are gone, too: they may come back.
fn reaching_into(series: Series<'_>, window: &Stretch) -> Select<exceedance::Entity> {
    use exceedance::Column as C;
    exceedance::Entity::find()
        .filter(C::OutletId.eq(series.outlet.id))
        .filter(C::Pollutant.eq(series.code))
        .filter(C::Averaging.eq(series.averaging))
        .filter(C::BeganAt.lt(window.to))
        .filter(C::LastAt.gte(window.from))
}

async fn any_stored(db: &impl ConnectionTrait, series: Series<'_>, window: &Stretch) -> Result<bool> {
    Ok(reaching_into(series, window).one(db).await?.is_some())
}

/// They with their periods, oldest first, locked: a person who settles one meanwhile waits, or was first and is seen here.
async fn stored(tx: &impl ConnectionTrait, series: Series<'_>, window: &Stretch) -> Result<Vec<Stored>> {
    use exceedance::Column as C;
    let rows =
        reaching_into(series, window).order_by_asc(C::BeganAt).order_by_asc(C::Id).lock_exclusive().all(tx).await?;
    let mut periods = of_events(tx, &rows.iter().map(|row| row.id).collect::<Vec<_>>()).await?;
    let one = |row: exceedance::Model| Stored { periods: periods.remove(&row.id).unwrap_or_default(), row };
    Ok(rows.into_iter().map(one).collect())
}

/// Whether the bureau has said what is to be said: nothing that comes later changes what it was said of.
const fn is_fixed(status: EventStatus) -> bool {
    matches!(status, EventStatus::Confirmed | EventStatus::Exempt)
}

struct Work<'a> {
    ctx: &'a Ctx,
    series: Series<'a>,
    stretch: &'a Stretch,
    window: &'a Stretch,
    told: &'a Points,
    news: News,
    changed: u64,
}

impl Work<'_> {
    async fn reconcile(&mut self, tx: &impl ConnectionTrait) -> Result<()> {
        let (fixed, open): (Vec<_>, Vec<_>) =
            stored(tx, self.series, self.window).await?.into_iter().partition(|one| is_fixed(one.row.status));
        for event in &fixed {
            self.note_corrections(tx, event).await?;
        }
        let runs = self.runs(&self.points(&fixed, &open));
        let mut left: Vec<Option<Stored>> = open.into_iter().map(Some).collect();
        for run in &runs {
            let owner = owner(&left, run).and_then(|place| left.get_mut(place)?.take());
            match owner {
                Some(event) => self.bring_up_to_date(tx, event, run).await?,
                None => self.record(tx, run).await?,
            }
        }
        for event in left.into_iter().flatten() {
            self.vanish(tx, &event).await?;
        }
        Ok(())
    }

    fn runs(&self, points: &[Point]) -> Vec<Run> {
        let now = self.ctx.now();
        if self.series.averaging.is_by_itself() {
            return runs(points, self.stretch.interval, now);
        }
        furnace_days(points, |day| furnace_rule(day).map(|rule| rule.spared), now)
    }

    /// What stands above or within now: the means of the window but for periods of events that are settled, and beyond the
    /// window the periods that open events hold.
    fn points(&self, fixed: &[Stored], open: &[Stored]) -> Vec<Point> {
        let taken: BTreeSet<Stamp> = fixed.iter().flat_map(Stored::held).map(|period| period.at).collect();
        let inside = self.told.iter().filter(|(at, _)| !taken.contains(at));
        let inside = inside.map(|(at, told)| Point { at: *at, standing: told.standing });
        let beyond =
            open.iter().flat_map(|event| &event.periods).filter(|period| period.is_over && !self.sees(period.at));
        let beyond = beyond.map(|period| Point { at: period.at, standing: Standing::Above });
        inside.chain(beyond).collect()
    }

    fn sees(&self, at: Stamp) -> bool {
        self.window.from <= at && at < self.window.to
    }

    /// Records a run as an event, and tells the enterprise if it is news.
    async fn record(&mut self, tx: &impl ConnectionTrait, run: &Run) -> Result<()> {
        let now = self.ctx.now();
        let periods: Vec<_> = run.over.iter().filter_map(|at| self.edition(*at, 1)).collect();
        let Some(peak) = Peak::of(&periods) else { return Ok(()) };
        let handle_due = handle_due(&self.ctx.calendar(), now, (self.series.averaging, run.last()));
        let row = exceedance::ActiveModel {
            enterprise_id: Set(self.series.outlet.enterprise_id),
            outlet_id: Set(self.series.outlet.id),
            pollutant: Set(self.series.code.to_owned()),
            averaging: Set(self.series.averaging),
            began_at: Set(run.first()),
            last_at: Set(run.last()),
            periods: Set(count(&periods)),
            worst_at: Set(peak.at),
            multiple: Set(peak.multiple),
            ended: Set(run.end),
            status: Set(EventStatus::Open),
            recorded_at: Set(now),
            handle_due: Set(handle_due),
            ..Default::default()
        };
        let row = row.insert(tx).await?;
        put(tx, row.id, &periods).await?;
        self.changed += 1;
        match self.news {
            News::Told => tell(tx, self.ctx, self.series.outlet, &row).await,
            News::Kept => Ok(()),
        }
    }

    /// Writes down what is new about an event, if anything is.
    async fn bring_up_to_date(&mut self, tx: &impl ConnectionTrait, event: Stored, run: &Run) -> Result<()> {
        let Stored { row, periods } = event;
        let news = self.news(&periods, &run.over.iter().copied().collect());
        let mut now_over: BTreeMap<Stamp, Period> =
            periods.into_iter().filter(|period| period.is_over).map(|period| (period.at, period)).collect();
        for period in &news {
            now_over.insert(period.at, period.clone());
        }
        let over: Vec<_> = now_over.into_values().filter(|period| period.is_over).collect();
        let Some(peak) = Peak::of(&over) else { return Ok(()) };
        let ended = self.end(&row, run);
        // One that was gone goes on where its dialogue stood: a question is not wiped out by a mark that is taken back.
        let status = match row.status {
            EventStatus::Gone => EventStatus::by(turns(tx, [row.id]).await?.remove(&row.id).unwrap_or(Turn::Nobody)),
            other => other,
        };
        let before = (row.began_at, row.last_at, row.ended, row.status);
        let id = row.id;
        if news.is_empty() && before == (run.first(), run.last(), ended, status) {
            return Ok(());
        }
        put(tx, id, &news).await?;
        let due = handle_due(&self.ctx.calendar(), row.recorded_at, (row.averaging, run.last())).max(row.handle_due);
        let mut row = row.into_active_model();
        row.handle_due = Set(due);
        row.began_at = Set(run.first());
        row.last_at = Set(run.last());
        row.periods = Set(count(&over));
        row.worst_at = Set(peak.at);
        row.multiple = Set(peak.multiple);
        row.ended = Set(ended);
        row.status = Set(status);
        row.update(tx).await?;
        self.changed += 1;
        Ok(())
    }

    /// Why an event is over. What came after a run that ends beyond the stretch nobody has looked at here: that stands as it stood.
    fn end(&self, row: &exceedance::Model, run: &Run) -> Option<EventEnd> {
        let stood = row.ended.filter(|_| row.last_at == run.last() && run.last() >= self.stretch.to);
        if matches!(run.end, Some(EventEnd::Within | EventEnd::DayOver)) { run.end } else { stood.or(run.end) }
    }

    /// Corrected values left nothing of an event, or another event has taken its periods over. What waits for nobody any more is
    /// said so; what the bureau has in hand stays with it, without periods.
    async fn vanish(&mut self, tx: &impl ConnectionTrait, event: &Stored) -> Result<()> {
        let news = self.news(&event.periods, &BTreeSet::new());
        let beyond = event.periods.iter().any(|period| period.is_over && !self.sees(period.at));
        if beyond || event.row.status == EventStatus::Gone && news.is_empty() {
            return Ok(());
        }
        put(tx, event.row.id, &news).await?;
        let status = next(event.row.status, Step::Vanish).unwrap_or(event.row.status);
        let changed = !news.is_empty() || status != event.row.status;
        let mut row = event.row.clone().into_active_model();
        row.status = Set(status);
        row.ended = Set(Some(event.row.ended.unwrap_or(EventEnd::Within)));
        row.periods = Set(0);
        row.update(tx).await?;
        self.changed += u64::from(changed);
        Ok(())
    }

    /// Writes down that values of a settled event came out otherwise; what was settled stands.
    async fn note_corrections(&mut self, tx: &impl ConnectionTrait, event: &Stored) -> Result<()> {
        let over: BTreeSet<Stamp> =
            self.told.iter().filter(|(_, told)| told.standing.is_over()).map(|(at, _)| *at).collect();
        let known = |at: &Stamp| event.held().any(|period| period.at == *at);
        let news = self.news(&event.periods, &over);
        let news: Vec<_> = news.into_iter().filter(|period| known(&period.at)).collect();
        self.changed += u64::from(!news.is_empty());
        put(tx, event.row.id, &news).await
    }

    /// The periods of an event that have to be written down: those of `over` that are new or have other figures, and those that
    /// stand above no more.
    fn news(&self, periods: &[Period], over: &BTreeSet<Stamp>) -> Vec<Period> {
        let known: HashMap<Stamp, &Period> = periods.iter().map(|period| (period.at, period)).collect();
        let added = over.iter().filter_map(|at| match known.get(at) {
            None => self.edition(*at, 1),
            Some(before) => {
                let now = self.edition(*at, before.edition + 1)?;
                (!before.is_over || is_another(&before.evidence, &now.evidence)).then_some(now)
            }
        });
        let gone = periods.iter().filter(|period| period.is_over && self.sees(period.at) && !over.contains(&period.at));
        let gone = gone.map(|period| Period {
            edition: period.edition + 1,
            is_over: false,
            evidence: self.told.get(&period.at).map_or_else(|| period.evidence.clone(), |told| told.evidence.clone()),
            recorded_at: self.ctx.now(),
            at: period.at,
        });
        added.chain(gone).collect()
    }

    /// A period of the window as it is written down.
    fn edition(&self, at: Stamp, edition: i32) -> Option<Period> {
        let evidence = self.told.get(&at)?.evidence.clone();
        Some(Period { at, edition, is_over: true, evidence, recorded_at: self.ctx.now() })
    }
}

/// Whether another figure stands there now, by another limit or of another maker. That the portal's own mean beside it is known by
/// now, or how much of the period was valid, is no correction.
fn is_another(before: &Evidence, now: &Evidence) -> bool {
    let said = |one: &Evidence| (one.made_by, one.value, one.measured, one.flag, one.limit.clone(), one.unit.clone());
    said(before) != said(now)
}

impl Stored {
    /// The periods that it holds: those that stand above; of one that is settled those, too, that did when it was, whatever came
    /// out later; of one that is gone all that it ever had, by which it comes back.
    fn held(&self) -> impl Iterator<Item = &Period> {
        let (status, closed_at) = (self.row.status, self.row.closed_at);
        self.periods.iter().filter(move |period| {
            let since = || closed_at.is_some_and(|closed| period.recorded_at > closed);
            period.is_over || status == EventStatus::Gone || is_fixed(status) && since()
        })
    }
}

/// Which of the open events a run is: of those that hold a period of it the one that is furthest in its course, so that what was
/// asked and answered is not lost, and of these the earliest.
fn owner(left: &[Option<Stored>], run: &Run) -> Option<usize> {
    let over: BTreeSet<Stamp> = run.over.iter().copied().collect();
    let shares = |event: &Stored| event.held().any(|period| over.contains(&period.at));
    let all = left.iter().enumerate().filter_map(|(place, event)| Some((place, event.as_ref()?)));
    let mine = all.filter(|(_, event)| shares(event));
    mine.min_by_key(|(place, event)| (std::cmp::Reverse(course(event.row.status)), *place)).map(|(place, _)| place)
}

/// How far in its course an event is.
const fn course(status: EventStatus) -> u8 {
    match status {
        EventStatus::Gone => 0,
        EventStatus::Open => 1,
        EventStatus::Asked => 2,
        EventStatus::Answered => 3,
        EventStatus::Inspected => 4,
        EventStatus::Confirmed | EventStatus::Exempt => 5,
    }
}

/// The worst period of an event, and by how many millionths of its limit it is above.
struct Peak {
    at: Stamp,
    multiple: i64,
}

impl Peak {
    fn of(periods: &[Period]) -> Option<Self> {
        let all: Vec<_> = periods.iter().map(|period| (period.at, period.evidence.clone())).collect();
        let (at, evidence) = worst(&all)?;
        let millionths = evidence.multiple().and_then(|multiple| multiple.checked_mul(Decimal::from(1_000_000)));
        Some(Self {
            at: *at,
            multiple: millionths.and_then(|millionths| millionths.trunc().to_i64()).unwrap_or_default(),
        })
    }
}

fn count(periods: &[Period]) -> i32 {
    i32::try_from(periods.len()).unwrap_or(i32::MAX)
}

async fn put(tx: &impl ConnectionTrait, id: i64, periods: &[Period]) -> Result<()> {
    let rows = periods.iter().map(|period| period.row(id)).collect::<Result<Vec<exceedance_period::Model>>>()?;
    insert(tx, rows.into_iter().map(IntoActiveModel::into_active_model).collect()).await
}
