//! What of a delivery is new, or says something else than what counts so far.

use std::collections::{HashMap, HashSet};

use domain::{delivery::DeliveryState, fixed::Micro, metering::Period, sheet::Kind, time::Day};
use entities::{delivery, feed_entry, meter_reading};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};

use super::{read::Batch, subjects::Subjects};
use crate::{
    Ctx, Result,
    register::import::{Change, MOST_NAMED, Place, Report},
};

/// Keys in one question to the database.
const CHUNK: usize = 500;

/// What is to be written: places among the readings, and among the entries.
#[derive(Debug, Default)]
pub(super) struct Fresh {
    pub readings: Vec<usize>,
    pub entries: Vec<usize>,
}

/// Deliveries that do not count: what they brought is no row.
pub(in crate::feeds) async fn uncounted(ctx: &Ctx) -> Result<HashSet<i64>> {
    let ids: Vec<i64> = delivery::Entity::find()
        .select_only()
        .column(delivery::Column::Id)
        .filter(delivery::Column::State.ne(DeliveryState::Standing))
        .into_tuple()
        .all(ctx.store.read())
        .await?;
    Ok(ids.into_iter().collect())
}

/// Compares all rows, and counts them in the report.
pub(super) async fn compare(ctx: &Ctx, kind: Kind, batch: &mut Batch, subjects: &Subjects) -> Result<Fresh> {
    let (uncounted, mut fresh) = (uncounted(ctx).await?, Fresh::default());
    let mut report = std::mem::take(&mut batch.report);
    readings(ctx, batch, subjects, &uncounted, &mut report, &mut fresh).await?;
    entries(ctx, kind, batch, &uncounted, &mut report, &mut fresh).await?;
    batch.report = report;
    Ok(fresh)
}

/// Counts a row; whether it is to be written.
fn count(report: &mut Report, place: Place, is_same: Option<bool>, columns: &'static str) -> bool {
    let sheet = &mut report.sheets[place.sheet];
    match is_same {
        None => sheet.new += 1,
        Some(true) => sheet.same += 1,
        Some(false) => {
            sheet.changed += 1;
            if report.changed.len() < MOST_NAMED {
                report.changed.push(Change { place, columns: vec![columns] });
            }
        }
    }
    is_same != Some(true)
}

async fn readings(
    ctx: &Ctx,
    batch: &Batch,
    subjects: &Subjects,
    uncounted: &HashSet<i64>,
    report: &mut Report,
    fresh: &mut Fresh,
) -> Result<()> {
    let Some((first, last)) = batch.days() else { return Ok(()) };
    // They are sorted by subject, so that those of some subjects stand together.
    let mut from = 0;
    while from < batch.readings.len() {
        let begin = batch.readings[from].subject;
        let to = batch.readings[from..].partition_point(|one| one.subject < begin + CHUNK) + from;
        let ids: Vec<i64> = (begin..begin + CHUNK).map(|at| subjects.id(at)).filter(|id| *id != 0).collect();
        let stored = if ids.is_empty() { HashMap::new() } else { stored(ctx, ids, (first, last), uncounted).await? };
        for (at, one) in batch.readings.iter().enumerate().take(to).skip(from) {
            let key = (subjects.id(one.subject), one.period, batch.devices[one.device].as_str());
            let before = stored.get(&(key.0, key.1)).and_then(|devices| devices.get(key.2));
            let is_same = before.map(|(_, quantity)| *quantity == one.quantity);
            if count(report, one.place, is_same, "quantity") {
                fresh.readings.push(at);
            }
        }
        from = to;
    }
    Ok(())
}

/// By meter and period, and then by device: the last delivery that counts, and what it says.
type Stored = HashMap<(i64, Period), HashMap<String, (i64, Micro)>>;

async fn stored(
    ctx: &Ctx,
    ids: Vec<i64>,
    (first, last): (chrono::NaiveDate, chrono::NaiveDate),
    uncounted: &HashSet<i64>,
) -> Result<Stored> {
    use meter_reading::Column as C;
    type Line = (i64, Day, Day, String, i64, Micro);
    let rows: Vec<Line> = meter_reading::Entity::find()
        .select_only()
        .columns([C::SubjectId, C::FirstDay, C::LastDay, C::Device, C::DeliveryId, C::Quantity])
        .filter(C::SubjectId.is_in(ids))
        .filter(C::FirstDay.between(Day(first), Day(last)))
        .into_tuple()
        .all(ctx.store.read())
        .await?;
    let mut stored = Stored::new();
    for (subject, from, to, device, delivery, quantity) in rows {
        let Some(period) = Period::new(from.0, to.0).filter(|_| !uncounted.contains(&delivery)) else { continue };
        let known = stored.entry((subject, period)).or_default().entry(device).or_insert((delivery, quantity));
        if known.0 < delivery {
            *known = (delivery, quantity);
        }
    }
    Ok(stored)
}

async fn entries(
    ctx: &Ctx,
    kind: Kind,
    batch: &Batch,
    uncounted: &HashSet<i64>,
    report: &mut Report,
    fresh: &mut Fresh,
) -> Result<()> {
    use feed_entry::Column as C;
    for (portion, entries) in batch.entries.chunks(CHUNK).enumerate() {
        let words: Vec<&str> = entries.iter().map(|entry| entry.word.as_str()).collect();
        let rows = feed_entry::Entity::find().filter(C::Kind.eq(kind)).filter(C::Word.is_in(words));
        let mut stored: HashMap<String, feed_entry::Model> = HashMap::new();
        for row in rows.all(ctx.store.read()).await?.into_iter().filter(|row| !uncounted.contains(&row.delivery_id)) {
            if stored.get(&row.word).is_none_or(|known| known.delivery_id < row.delivery_id) {
                stored.insert(row.word.clone(), row);
            }
        }
        for (at, one) in entries.iter().enumerate() {
            let is_same = stored.get(&one.word).map(|row| row.said == one.said);
            if count(report, one.place, is_same, "said") {
                fresh.entries.push(portion * CHUNK + at);
            }
        }
    }
    Ok(())
}
