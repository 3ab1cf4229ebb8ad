//! Walking the stored chains of all loggers.
//!
//! One chain at a time and some hundred frames at a time: it may be years of a whole city. Each chain is read in one moment
//! of the database, so that what comes in meanwhile is no fault.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::NaiveDate;
use domain::{
    chain::{Digest, Fault, Head, Met, Seen, Walk, heads::Heads},
    retention::Class,
    time::{Day, Stamp, end_of, start_of},
};
use entities::{device, frame_chain, frame_tally, raw_frame};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Statement,
};

use super::heads::head;
use crate::{
    Ctx, Result,
    monitoring::record::{ACCEPTED, DUPLICATE, HELD, first_id},
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
    /// Frames in them, each with its digest and its link.
    pub frames: i64,
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
    for day in asked.from.iter_days().take_while(|day| *day <= asked.to) {
        let of_day = asked.deposited.iter().filter(|heads| heads.day.0 == day);
        let mut deposited: BTreeMap<i64, Vec<Head>> = BTreeMap::new();
        for &(device, head) in of_day.flat_map(|heads| &heads.heads) {
            checked.deposited += 1;
            deposited.entry(device).or_default().push(head);
        }
        let mut devices = devices_of(ctx, day).await?;
        devices.extend(deposited.keys());
        for device in devices {
            let deposited = deposited.remove(&device).unwrap_or_default();
            let (met, whats) = one(ctx, (Day(day), device), began, &deposited).await?;
            checked.chains += u64::from(met.linked + met.removed > 0);
            checked.frames += met.linked;
            checked.before += met.before;
            checked.removed += met.removed;
            checked.broken += u64::from(!whats.is_empty());
            for what in whats {
                tell(Broken { day: Day(day), device, mn: mns.get(&device).cloned(), what });
            }
        }
    }
    Ok(checked)
}

/// The number of the first frame that was ever linked: all before may be without a link.
pub(super) async fn began(db: &impl ConnectionTrait) -> Result<i64> {
    let sql = "SELECT min(first_id) AS began FROM frame_chain";
    let row = db.query_one_raw(Statement::from_string(db.get_database_backend(), sql)).await?;
    let began: Option<i64> = row.map(|row| row.try_get("", "began")).transpose()?.flatten();
    Ok(began.unwrap_or(i64::MAX))
}

/// The loggers of a day that have a chain, counts or frames, and nobody, whose frames are those of unknown ones.
async fn devices_of(ctx: &Ctx, day: NaiveDate) -> Result<BTreeSet<i64>> {
    let db = ctx.store.read();
    let (first, last) = (first_id(start_of(day)), first_id(end_of(day)));
    // Each part walks a key; the frames themselves are read once, by whoever walks the chain.
    let sql = format!(
        "SELECT device_id FROM frame_chain WHERE \"day\" = '{day}' \
         UNION SELECT device_id FROM frame_tally WHERE \"day\" = '{day}' \
         UNION SELECT id AS device_id FROM device WHERE EXISTS \
         (SELECT 1 FROM raw_frame WHERE raw_frame.device_id = device.id AND raw_frame.id >= {first} AND raw_frame.id < {last})"
    );
    let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await?;
    let mut devices = BTreeSet::from([0]);
    for row in rows {
        devices.insert(row.try_get("", "device_id")?);
    }
    Ok(devices)
}

/// One chain.
async fn one(ctx: &Ctx, (day, device): (Day, i64), began: i64, deposited: &[Head]) -> Result<(Met, Vec<What>)> {
    let tx = ctx.store.moment().await?;
    let row = frame_chain::Entity::find_by_id((day, device)).one(&tx).await?;
    let removed = removed_before(&tx, Class::Frames).await?.is_some_and(|before| day < before);
    let mut walk = Walk::new(device, day, began).removed(removed);
    for head in deposited {
        walk.deposit(*head);
    }
    let mut whats = Vec::new();
    // A clock that was set back gives frames of a day numbers of a later one; the head knows the last.
    let last = row.as_ref().map_or(0, |row| row.last_id).max(first_id(end_of(day.0)) - 1);
    let mut after = first_id(start_of(day.0)) - 1;
    loop {
        let frames = portion(&tx, (day, device), (after, last)).await?;
        let Some(newest) = frames.last().map(|frame| frame.id) else { break };
        for frame in &frames {
            whats.extend(walk.next(&seen(frame)).into_iter().map(What::Chain));
        }
        after = newest;
    }
    let (met, faults) = walk.end(row.as_ref().map(head));
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
