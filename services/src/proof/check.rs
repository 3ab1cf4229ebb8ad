//! Walking the stored chains of all loggers.
//!
//! One chain at a time and some hundred frames at a time: it may be years of a whole city. Each chain is read in one moment
//! of the database, so that what comes in meanwhile is no fault. A frame belongs to the chain of the day on which it arrived,
//! wherever its number lies: each frame that has either within a day is walked.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::NaiveDate;
use domain::{
    audit::Act,
    chain::{Decisions, Digest, Fault, Head, Met, Seen, Walk, at_arrival, heads::Heads},
    retention::Class,
    time::{Day, Stamp, end_of, start_of},
};
use entities::{audit, device, frame_chain, frame_tally, raw_frame};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Statement,
};

use super::{heads::noted, reach::numbers};
use crate::{
    Ctx, Result,
    monitoring::record::{ACCEPTED, DUPLICATE, HELD, first_id, is_apart},
    store::removed_before,
};

/// Frames that are read at once: at most ten kilobytes each.
const AT_ONCE: u64 = 500;

/// What to look at.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The first day of arrival.
    pub from: NaiveDate,
    /// The last one.
    pub to: NaiveDate,
    /// Heads that were kept elsewhere.
    pub deposited: Vec<Heads>,
    /// Chains of days before this one may have been removed after their term. None: as the database says, where there are no
    /// heads, and no chain at all where there are.
    pub removed_before: Option<Day>,
}

impl Asked {
    /// The heads of a day by their loggers; none where none of the day were kept.
    fn heads_of(&self, day: Day) -> Option<BTreeMap<i64, Vec<Head>>> {
        let mut of_day = self.deposited.iter().filter(|heads| heads.day == day).peekable();
        of_day.peek()?;
        let mut all: BTreeMap<i64, Vec<Head>> = BTreeMap::new();
        for &(device, head) in of_day.flat_map(|heads| &heads.heads) {
            all.entry(device).or_default().push(head);
        }
        Some(all)
    }
}

/// Something wrong with a chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// The day of arrival.
    pub day: Day,
    /// The logger's key; 0 for frames of no known one.
    pub device: i64,
    /// Its number, where the register has one.
    pub mn: Option<String>,
    /// What.
    pub what: What,
}

/// What is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// With the frames and links.
    Chain(Fault),
    /// A frame was held, is released or discarded, and the audit log does not tell who did it.
    Undecided {
        /// Its number.
        number: i64,
    },
    /// So many frames were counted as taken on the day, and the chain has fewer.
    Counted {
        /// Counted.
        taken: i64,
        /// In the chain.
        linked: i64,
    },
}

/// What was looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Checked {
    /// Chains: one for each logger and day.
    pub chains: u64,
    /// Those of them that are of days of which no heads were given.
    pub unproved: u64,
    /// Frames in them, each with its digest and its link.
    pub frames: i64,
    /// Frames right behind a gap: their link could not be worked out.
    pub adrift: i64,
    /// Frames of before there were chains: nothing can be said of them.
    pub before: i64,
    /// Frames that were removed after their term; the head of their chain stands.
    pub removed: i64,
    /// Chains with which something is wrong.
    pub broken: u64,
    /// Heads from elsewhere that were compared.
    pub deposited: u64,
}

/// Walks all chains of a stretch of days, and tells what is wrong with them as it finds it.
///
/// # Errors
/// The database's.
pub async fn check(ctx: &Ctx, asked: &Asked, tell: &mut (dyn FnMut(Broken) + Send)) -> Result<Checked> {
    let db = ctx.store.read();
    let mns: HashMap<i64, String> =
        device::Entity::find().all(db).await?.into_iter().map(|row| (row.id, row.mn)).collect();
    let began = began(db).await?;
    let mut checked = Checked::default();
    let mut elsewhere = BTreeSet::new();
    for day in asked.from.iter_days().take_while(|day| *day <= asked.to).map(Day) {
        let heads = asked.heads_of(day);
        checked.deposited += heads.iter().flat_map(BTreeMap::values).map(|heads| heads.len() as u64).sum::<u64>();
        let mut devices = devices_of(ctx, day).await?;
        devices.extend(heads.iter().flat_map(BTreeMap::keys));
        elsewhere.extend(of_other_days(ctx, day).await?);
        for device in devices {
            one(ctx, asked, (day, device), (began, &mns), &mut checked, tell).await?;
        }
    }
    for chain in elsewhere.into_iter().filter(|(day, _)| !(asked.from..=asked.to).contains(&day.0)) {
        one(ctx, asked, chain, (began, &mns), &mut checked, tell).await?;
    }
    Ok(checked)
}

/// Walks one chain, tells what is wrong with it, and counts.
async fn one(
    ctx: &Ctx,
    asked: &Asked,
    (day, device): (Day, i64),
    (began, mns): (i64, &HashMap<i64, String>),
    checked: &mut Checked,
    tell: &mut (dyn FnMut(Broken) + Send),
) -> Result<()> {
    let (met, whats) = walked(ctx, asked, (day, device), began).await?;
    checked.chains += u64::from(met.is_chain());
    checked.unproved += u64::from(met.is_chain() && !asked.deposited.iter().any(|heads| heads.day == day));
    checked.frames += met.linked;
    checked.adrift += met.adrift;
    checked.before += met.before;
    checked.removed += met.removed;
    checked.broken += u64::from(!whats.is_empty());
    for what in whats {
        tell(Broken { day, device, mn: mns.get(&device).cloned(), what });
    }
    Ok(())
}

/// The number of the first frame that was ever linked: all before may be without a link.
pub(super) async fn began(db: &impl ConnectionTrait) -> Result<i64> {
    let sql = "SELECT min(first_id) AS began FROM frame_chain";
    let row = db.query_one_raw(Statement::from_string(db.get_database_backend(), sql)).await?;
    let began: Option<i64> = row.map(|row| row.try_get("", "began")).transpose()?.flatten();
    Ok(began.unwrap_or(i64::MAX))
}

/// The loggers of a day that have a chain, counts or frames, and nobody, whose frames are those of unknown ones.
async fn devices_of(ctx: &Ctx, Day(day): Day) -> Result<BTreeSet<i64>> {
    let db = ctx.store.read();
    let (first, last) = (first_id(start_of(day)), first_id(end_of(day)));
    // Each part walks a key; the frames themselves are read once, by whoever walks the chain. The owners are asked of the
    // frames, one after the other: a frame that was put in may be of a logger that no register has.
    let sql = format!(
        "WITH RECURSIVE owner(device_id) AS (SELECT min(device_id) FROM raw_frame UNION ALL \
         SELECT (SELECT min(raw_frame.device_id) FROM raw_frame WHERE raw_frame.device_id > owner.device_id) \
         FROM owner WHERE owner.device_id IS NOT NULL) \
         SELECT device_id FROM frame_chain WHERE \"day\" = '{day}' \
         UNION SELECT device_id FROM frame_tally WHERE \"day\" = '{day}' \
         UNION SELECT owner.device_id FROM owner WHERE owner.device_id IS NOT NULL AND EXISTS \
         (SELECT 1 FROM raw_frame WHERE raw_frame.device_id = owner.device_id AND raw_frame.id >= {first} AND raw_frame.id < {last}) \
         UNION SELECT device_id FROM raw_frame WHERE {} AND received_at >= {} AND received_at < {} AND device_id IS NOT NULL",
        is_apart(),
        start_of(day).0,
        end_of(day).0
    );
    let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await?;
    let mut devices = BTreeSet::from([0]);
    for row in rows {
        devices.insert(row.try_get("", "device_id")?);
    }
    Ok(devices)
}

/// The chains of other days that have frames with numbers of this one.
async fn of_other_days(ctx: &Ctx, Day(day): Day) -> Result<BTreeSet<(Day, i64)>> {
    let db = ctx.store.read();
    // The signs keep SQLite from walking all frames of the day, when the other key has the few that are looked for.
    let sql = format!(
        "SELECT DISTINCT coalesce(device_id, 0) AS device_id, received_at FROM raw_frame \
         WHERE {} AND +id >= {} AND +id < {}",
        is_apart(),
        first_id(start_of(day)),
        first_id(end_of(day))
    );
    let mut chains = BTreeSet::new();
    for row in db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await? {
        chains.insert((Day(Stamp(row.try_get("", "received_at")?).day()), row.try_get("", "device_id")?));
    }
    Ok(chains)
}

/// One chain, in one moment.
async fn walked(ctx: &Ctx, asked: &Asked, (day, device): (Day, i64), began: i64) -> Result<(Met, Vec<What>)> {
    let tx = ctx.store.moment().await?;
    let row = frame_chain::Entity::find_by_id((day, device)).one(&tx).await?;
    let heads = asked.heads_of(day);
    let removed = match asked.removed_before {
        Some(before) => day < before,
        // Whoever can remove frames can note that it was their term.
        None => {
            asked.deposited.is_empty() && removed_before(&tx, Class::Frames).await?.is_some_and(|before| day < before)
        }
    };
    let mut walk = Walk::new(device, day, began).removed(removed);
    if let Some(heads) = heads {
        walk = walk.deposited(heads.get(&device).map_or(&[][..], Vec::as_slice));
    }
    let mut whats = nobodys(&tx, (day, device)).await?;
    let mut decisions = None;
    let (first, last) = numbers(&tx, day, &[device]).await?;
    let mut after = first.saturating_sub(1);
    loop {
        let frames = portion(&tx, (day, device), (after, last)).await?;
        let Some(newest) = frames.last().map(|frame| frame.id) else { break };
        for frame in &frames {
            if frame.link.is_none() && frame.id < first_id(frame.received_at) {
                // No number is of an earlier moment than the arrival.
                whats.push(What::Chain(Fault::Added { number: frame.id }));
                continue;
            }
            whats.extend(walk.next(&seen(frame)).into_iter().map(What::Chain));
            if at_arrival(&frame.verdict) == frame.verdict {
                continue;
            }
            let told = match &mut decisions {
                Some(told) => told,
                none => none.insert(decided(&tx, device).await?),
            };
            if !told.allow(&frame.verdict, frame.received_at) {
                whats.push(What::Undecided { number: frame.id });
            }
        }
        after = newest;
    }
    let (met, faults) = walk.end(row.as_ref().map(noted));
    whats.extend(faults.into_iter().map(What::Chain));
    // Whoever takes a whole chain away leaves the counts; they go back to before there were chains.
    let linked = row.as_ref().map_or(0, |row| row.frames);
    let taken = taken(&tx, (day, device)).await?;
    if first_id(start_of(day.0)) > began && taken > linked {
        whats.push(What::Counted { taken, linked });
    }
    tx.rollback().await?;
    Ok((met, whats))
}

/// Frames of the logger 0. There is none: frames of unknown loggers name none, and are walked as those of nobody.
async fn nobodys(tx: &DatabaseTransaction, (day, device): (Day, i64)) -> Result<Vec<What>> {
    use raw_frame::Column as C;
    if device != 0 {
        return Ok(Vec::new());
    }
    let added = raw_frame::Entity::find().select_only().column(C::Id).filter(C::DeviceId.eq(0)).filter(on(day));
    let numbers: Vec<i64> = added.order_by_asc(C::Id).into_tuple().all(tx).await?;
    Ok(numbers.into_iter().map(|number| What::Chain(Fault::Added { number })).collect())
}

/// What the audit log says that persons decided about the held frames of a logger.
async fn decided(tx: &DatabaseTransaction, device: i64) -> Result<Decisions> {
    use audit::Column as C;
    let lines = audit::Entity::find()
        .filter(C::Subject.eq(format!("device/{device}")))
        .filter(C::Action.is_in(Decisions::ACTS.map(Act::as_str)));
    let mut decisions = Decisions::default();
    for line in lines.all(tx).await? {
        decisions.note(&line.action, line.at, frames_of(&serde_json::from_str(&line.detail).unwrap_or_default()));
    }
    Ok(decisions)
}

/// How many frames the detail of a decision names.
pub(super) fn frames_of(detail: &serde_json::Value) -> i64 {
    detail.get("frames").and_then(serde_json::Value::as_i64).unwrap_or(0)
}

/// A frame as the walk sees it.
pub(super) fn seen(frame: &raw_frame::Model) -> Seen<'_> {
    let stored = |bytes: &Option<Vec<u8>>| bytes.as_ref().map(|bytes| Digest::stored(bytes).unwrap_or(Digest::ZERO));
    Seen {
        number: frame.id,
        arrived: frame.received_at,
        verdict: &frame.verdict,
        bytes: Digest::of(&frame.wire),
        digest: stored(&frame.digest),
        link: stored(&frame.link),
        position: frame.position,
    }
}

/// The next frames of a chain.
async fn portion(
    tx: &DatabaseTransaction,
    (day, device): (Day, i64),
    (after, last): (i64, i64),
) -> Result<Vec<raw_frame::Model>> {
    use raw_frame::Column as C;
    let whose = if device == 0 { C::DeviceId.is_null() } else { C::DeviceId.eq(device) };
    let frames = raw_frame::Entity::find()
        .filter(whose)
        .filter(C::Id.gt(after))
        .filter(C::Id.lte(last))
        .filter(on(day))
        .order_by_asc(C::Id)
        .limit(AT_ONCE);
    Ok(frames.all(tx).await?)
}

/// That a frame arrived on a day.
pub(super) fn on(day: Day) -> sea_orm::sea_query::SimpleExpr {
    let (from, to): (Stamp, Stamp) = (start_of(day.0), end_of(day.0));
    raw_frame::Column::ReceivedAt.between(from, to.minus(1))
}

/// How many frames were counted that are always kept.
async fn taken(tx: &DatabaseTransaction, (day, device): (Day, i64)) -> Result<i64> {
    use frame_tally::Column as C;
    let rows = frame_tally::Entity::find()
        .filter(C::Day.eq(day))
        .filter(C::DeviceId.eq(device))
        .filter(C::Verdict.is_in([ACCEPTED, DUPLICATE, HELD]))
        .all(tx)
        .await?;
    Ok(rows.iter().map(|row| row.frames).sum())
}
