//! What is known of an outlet over the last eight days, as the rules take it. Everything here reads a bounded stretch.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    device::NoticeKind,
    life::{Audience, Opening, is_closed},
    mark::{Mark, MarkKind},
    means::Conversion,
    measurement::Interval,
    pollutant::flow_of,
    sign::{ClockNotice, Compared, HourValue, SerialNumber, Series, SignKind, SignLimit, SignRule},
    time::{DAY, HOUR, MINUTE, Stamp, start_of},
};
use entities::{device, device_event, device_notice, measurement, own_mean};
use rust_decimal::Decimal;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select};

use crate::{
    Ctx, Result,
    basis::marks::touching_in_force,
    monitoring::{
        own_means::{beside_sent, figures, read},
        registry::KnownOutlet,
    },
    public::measurements::rows::{Window, newest_of_all, newest_revisions},
};

/// How far back is looked.
pub(super) const LOOKED_AT: i64 = 8 * DAY;
/// How long after its end an hour may still come before it is missed.
const LATE: i64 = 40 * MINUTE;
/// How long after its end an hour may come, its own means included, and count as heard.
pub(super) const ON_TIME: i64 = LATE;
/// The most events of a kind that are read of a logger. Where there are more, nothing that was found before is gone.
const MOST_EVENTS: u64 = 2_000;
/// Of the serial numbers that were told before, those that are read.
const BEFORE: u64 = 200;

/// A logger at the outlet that everybody sees and that should send.
pub(super) struct Logger {
    pub(super) mn: String,
    /// When it was started, as it told.
    pub(super) restarts: Vec<Stamp>,
    /// The serial numbers that it told, oldest first.
    pub(super) numbers: Vec<SerialNumber>,
}

/// What is known.
pub(super) struct Gathered {
    pub(super) from: Stamp,
    pub(super) to: Stamp,
    pub(super) series: BTreeMap<String, Series>,
    /// Hours of which anything came.
    pub(super) heard: BTreeSet<Stamp>,
    /// From when to when something should have come.
    pub(super) expected: (Stamp, Stamp),
    /// Marks in force with their keys.
    pub(super) marks: Vec<(i64, Mark)>,
    /// The flow before each mark that says that the works stands, by the mark's key.
    pub(super) before: BTreeMap<i64, Vec<HourValue>>,
    /// The logger's means beside the portal's, by code.
    pub(super) compared: BTreeMap<String, Vec<Compared>>,
    pub(super) loggers: Vec<Logger>,
    pub(super) clocks: Vec<ClockNotice>,
    /// Of which kinds not all could be read.
    pub(super) cut: Vec<SignKind>,
}

/// The loggers of an outlet of which everybody sees what they send now; a closed or disabled one is not missed.
pub(super) async fn watching(ctx: &Ctx, outlet: &KnownOutlet) -> Result<Vec<device::Model>> {
    let today = ctx.now().day();
    let mut all = seen(ctx, outlet).await?;
    all.retain(|device| !device.disabled && !is_closed(device.closed_on, today) && device.installed_on.0 <= today);
    Ok(all)
}

/// All of which everybody sees what they send or sent, the closed ones too: what they told stays told.
async fn seen(ctx: &Ctx, outlet: &KnownOutlet) -> Result<Vec<device::Model>> {
    let today = ctx.now().day();
    let own = device::Entity::find().filter(device::Column::OutletId.eq(outlet.id));
    let mut all = own.order_by_asc(device::Column::Id).all(ctx.store.read()).await?;
    all.retain(|device| Opening::of(device.public_from).and(outlet.opening).is_open_on(today));
    Ok(all)
}

/// Reads all of it, from a moment that is not before `from`.
pub(super) async fn gather(
    ctx: &Ctx,
    outlet: &KnownOutlet,
    devices: &[device::Model],
    from: Stamp,
    rule: &SignRule,
) -> Result<Gathered> {
    let (db, to) = (ctx.store.read(), ctx.now());
    let audience = Audience::Public;
    let sent = newest_of_all(ctx, outlet, Interval::Hour, (from, to), audience).await?;
    let own = read(ctx, outlet, Interval::Hour, (from, to), audience).await?;
    let mut heard: BTreeSet<Stamp> = sent.iter().map(|row| row.at).collect();
    heard.extend(own.iter().map(|row| row.at));
    let mut hours: BTreeMap<(String, Stamp), Option<HourValue>> = BTreeMap::new();
    // The portal's own means stand in only for a pollutant of which the logger sent no hour at all: they have more digits than its
    // instrument, and one of them would make a coarse series look fine.
    let is_sent: BTreeSet<&str> = sent.iter().map(|row| row.pollutant.as_str()).collect();
    for row in own.iter().filter(|row| !is_sent.contains(row.pollutant.as_str())) {
        let mean = figures(row);
        let value = mean.value.filter(|_| mean.counts()).map(|value| HourValue {
            at: row.at,
            value,
            measured: mean.measured,
            converted: mean.conversion != Conversion::None,
        });
        hours.insert((row.pollutant.clone(), row.at), value);
    }
    for row in &sent {
        hours.insert((row.pollutant.clone(), row.at), counting(row));
    }
    let compared = compared(outlet, &own, &sent);
    let mut series: BTreeMap<String, Series> = BTreeMap::new();
    for ((code, _), hour) in hours {
        series.entry(code).or_default().hours.extend(hour);
    }
    for (code, limits) in outlet.limits() {
        if let Some(own) = series.get_mut(code) {
            let of = |known: &std::sync::Arc<crate::monitoring::registry::KnownLimit>| SignLimit {
                limit: known.limit.clone(),
                reference_oxygen: known.reference_oxygen,
            };
            own.limits = limits.iter().map(of).collect();
        }
    }
    // A day more: work at an analyser may be marked before its new number is told.
    let marks: Vec<(i64, Mark)> = touching_in_force(db, outlet.id, from.minus(DAY), to)
        .await?
        .into_iter()
        .map(|(row, mark)| (row.id, mark))
        .collect();
    let before = before(ctx, outlet, &marks, rule).await?;
    let first =
        devices.iter().filter_map(|device| Some(start_of(device.installed_on.0.max(device.public_from?.0)))).min();
    let (loggers, cut) = loggers(ctx, &seen(ctx, outlet).await?, from).await?;
    let opened = outlet.opening.first_moment().unwrap_or(to);
    let since = from.max(first.unwrap_or(to)).max(opened);
    Ok(Gathered {
        from,
        to,
        series,
        heard,
        expected: (since, to.minus(LATE).floor(HOUR)),
        marks,
        before,
        compared,
        loggers,
        clocks: clocks(ctx, devices).await?,
        cut,
    })
}

fn counting(row: &measurement::Model) -> Option<HourValue> {
    let value = row.value.map(Decimal::from).filter(|_| row.flag.is_valid())?;
    Some(HourValue { at: row.at, value, measured: row.measured.map(Into::into), converted: row.is_converted() })
}

/// The two means of each hour that can be compared, oldest first.
fn compared(
    outlet: &KnownOutlet,
    own: &[own_mean::Model],
    sent: &[measurement::Model],
) -> BTreeMap<String, Vec<Compared>> {
    let own: BTreeMap<(&str, Stamp), &own_mean::Model> =
        own.iter().map(|row| ((row.pollutant.as_str(), row.at), row)).collect();
    let mut all: BTreeMap<String, Vec<Compared>> = BTreeMap::new();
    for row in sent.iter().filter(|row| row.flag.is_valid()) {
        // A logger that averages plainly is not at fault where ours is weighted by a flow that comes in pushes.
        let beside = own.get(&(row.pollutant.as_str(), row.at)).filter(|own| !own.weighted);
        if let Some((figures, differs)) = beside.and_then(|own| beside_sent(outlet, own, row)) {
            let hour = Compared { at: row.at, own: figures.0, sent: figures.1, differs };
            all.entry(row.pollutant.clone()).or_default().push(hour);
        }
    }
    all
}

/// The flow of the days before each mark that says that the works stands.
async fn before(
    ctx: &Ctx,
    outlet: &KnownOutlet,
    marks: &[(i64, Mark)],
    rule: &SignRule,
) -> Result<BTreeMap<i64, Vec<HourValue>>> {
    let mut before = BTreeMap::new();
    for (id, mark) in marks.iter().filter(|(_, mark)| mark.kind == MarkKind::Stopped) {
        let days = i64::from(rule.halt.usual_days) * DAY;
        let window = Window {
            outlet_id: outlet.id,
            pollutant: flow_of(outlet.code.kind()),
            interval: Interval::Hour,
            from: mark.from.minus(days),
            to: mark.from,
            as_of: None,
            audience: Audience::Public,
        };
        let rows = newest_revisions(ctx, window, u64::from(rule.halt.usual_days) * 25).await?;
        // What flowed under another such mark, or while the meter was out of order, is not what is usual.
        let others = touching_in_force(ctx.store.read(), outlet.id, window.from, window.to).await?;
        let is_usual = |hour: &HourValue| {
            !others.iter().any(|(_, other)| {
                let counts_not = other.kind == MarkKind::Stopped
                    || other.kind.is_device() && other.is_about(flow_of(outlet.code.kind()));
                counts_not && other.touches(hour.at, hour.at.plus(HOUR))
            })
        };
        before.insert(*id, rows.iter().filter_map(counting).filter(is_usual).collect());
    }
    Ok(before)
}

async fn loggers(ctx: &Ctx, devices: &[device::Model], from: Stamp) -> Result<(Vec<Logger>, Vec<SignKind>)> {
    use device_event::Column as C;
    let (mut loggers, mut cut) = (Vec::new(), Vec::new());
    let is_full = |count: usize| u64::try_from(count).is_ok_and(|count| count >= MOST_EVENTS);
    for device in devices {
        let of_kind =
            |kind: &str| device_event::Entity::find().filter(C::DeviceId.eq(device.id)).filter(C::Kind.eq(kind));
        let restarts: Vec<Stamp> = of_kind("restart")
            .select_only()
            .column(C::At)
            .filter(C::At.gte(from.floor(DAY)))
            .order_by_desc(C::At)
            .limit(MOST_EVENTS)
            .into_tuple()
            .all(ctx.store.read())
            .await?;
        let newest = |told: Select<device_event::Entity>| told.order_by_desc(C::At).order_by_desc(C::Id);
        let before = newest(of_kind("serial-number").filter(C::At.lt(from))).limit(BEFORE);
        let since = newest(of_kind("serial-number").filter(C::At.gte(from))).limit(MOST_EVENTS);
        let mut told = since.all(ctx.store.read()).await?;
        cut.extend(is_full(told.len()).then_some(SignKind::Swapped));
        cut.extend(is_full(restarts.len()).then_some(SignKind::Restarts));
        told.extend(before.all(ctx.store.read()).await?);
        told.reverse();
        let numbers = told.iter().flat_map(serial_numbers).collect();
        loggers.push(Logger { mn: device.mn.clone(), restarts, numbers });
    }
    Ok((loggers, cut))
}

/// `PolId=w01018; w01018=0011223344`
fn serial_numbers(row: &device_event::Model) -> Vec<SerialNumber> {
    let pairs = row.detail.split("; ").filter_map(|pair| pair.split_once('='));
    let numbers = pairs.filter(|(code, number)| *code != "PolId" && !number.is_empty());
    numbers
        .map(|(code, number)| SerialNumber { at: row.at, code: code.to_owned(), number: number.to_owned() })
        .collect()
}

async fn clocks(ctx: &Ctx, devices: &[device::Model]) -> Result<Vec<ClockNotice>> {
    use device_notice::Column as C;
    let rows = device_notice::Entity::find()
        .filter(C::DeviceId.is_in(devices.iter().map(|device| device.id)))
        .filter(C::Kind.is_in([NoticeKind::ClockAhead, NoticeKind::ClockBehind]))
        .all(ctx.store.read())
        .await?;
    let notice = |row: device_notice::Model| {
        let mn = devices.iter().find(|device| device.id == row.device_id)?.mn.clone();
        let seconds: i64 = row.sample.parse().ok()?;
        let seconds = if row.kind == NoticeKind::ClockBehind { -seconds } else { seconds };
        Some(ClockNotice { mn, seconds, count: row.count, first_at: row.first_at, last_at: row.last_at })
    };
    Ok(rows.into_iter().filter_map(notice).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn serial_numbers_are_read_as_they_are_written() {
        let row = |detail: &str| device_event::Model {
            id: 1,
            device_id: 1,
            at: Stamp(0),
            kind: "serial-number".to_owned(),
            detail: detail.to_owned(),
            frame_id: 1,
        };
        let told = |detail: &str| -> Vec<(String, String)> {
            serial_numbers(&row(detail)).into_iter().map(|one| (one.code, one.number)).collect()
        };
        assert_eq!(told("PolId=w01018; w01018=0011"), [("w01018".to_owned(), "0011".to_owned())]);
        assert_eq!(told("w01018=1; w21003=2").len(), 2);
        assert_eq!(told("PolId=w01018; w01018="), []);
        assert_eq!(told("nonsense"), []);
    }
}
