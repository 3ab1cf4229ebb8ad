//! One commit: all frames that waited, with their values, events and counts, or none of them.

use std::{
    borrow::Cow,
    collections::{HashMap, HashSet, hash_map::Entry},
};

use domain::{
    measurement::Interval,
    time::{Day, Stamp},
};
use entities::{device_event, frame_tally, measurement, raw_frame};
use sea_orm::{ActiveValue::Set, DatabaseTransaction};

use super::{
    arrival::{ACCEPTED, Arrival, DUPLICATE, Recorded},
    chains::{Chains, Grown},
    frame_id::FrameIds,
    known::{self, Newest, Stored, ValueKey},
    notices::{Counts, Noticed},
    revise::{Novelty, Reviser, needs_look_up, remember},
};
use crate::{
    Result,
    monitoring::{Measurement, interpret::NewValue, own_means::Due, registry::KnownDevice, to_judge::ToJudge},
    store::{Store, bulk, insert},
};

/// What a commit did, in the order of its arrivals.
pub struct Committed {
    pub recorded: Vec<Recorded>,
    pub measurements: Vec<Measurement>,
}

/// The rows of one commit.
#[derive(Default)]
struct Rows {
    frames: Vec<raw_frame::Model>,
    measurements: Vec<measurement::Model>,
    events: Vec<device_event::ActiveModel>,
    due: Due,
    to_judge: ToJudge,
    tallies: HashMap<(Day, i64, &'static str), (i64, Stamp)>,
    notices: Counts,
}

/// What is remembered from commit to commit. It can always be read from the database again.
#[derive(Debug, Default)]
pub struct Memory {
    ids: Option<FrameIds>,
    newest: Newest,
    noticed: Noticed,
    chains: Chains,
}

/// Stores arrivals in one transaction. The memory is brought up to date after it succeeded.
pub async fn commit(store: &Store, memory: &mut Memory, arrivals: &[Arrival]) -> Result<Committed> {
    let tx = store.write().await?;
    let Memory { ids, newest, noticed, chains } = memory;
    let ids = match ids {
        Some(ids) => ids,
        None => ids.insert(FrameIds::after_stored(&tx).await?),
    };
    noticed.recall(&tx, arrivals).await?;
    chains.recall(&tx, arrivals).await?;
    let looked_up = look_up(&tx, newest, arrivals).await?;
    let mut reviser = Reviser::new(looked_up);
    let mut rows = Rows::default();
    let mut committed = Committed { recorded: Vec::with_capacity(arrivals.len()), measurements: Vec::new() };
    for arrival in arrivals {
        let frame_id = ids.next(arrival.received_at);
        let verdict = stage(arrival, frame_id, &mut reviser, &mut rows, &mut committed.measurements);
        noticed.count(arrival, &mut rows.notices);
        committed.recorded.push(Recorded { frame_id, verdict });
    }
    let grown = chains.link(&mut rows.frames);
    rows.write(&tx, &grown).await?;
    tx.commit().await?;
    chains.remember(grown);
    for m in &committed.measurements {
        remember(newest, m.outlet_id, m.interval, m.at);
    }
    Ok(committed)
}

/// Fetches what is stored at the places that are not newer than all before them.
async fn look_up(
    tx: &DatabaseTransaction,
    newest: &mut Newest,
    arrivals: &[Arrival],
) -> Result<HashMap<ValueKey, Stored>> {
    let mut late = HashSet::new();
    for (outlet_id, value) in arrivals.iter().flat_map(values) {
        let series = (outlet_id, value.interval);
        if let Entry::Vacant(unknown) = newest.entry(series) {
            unknown.insert(known::newest(tx, outlet_id, value.interval).await?);
        }
        if needs_look_up(newest, outlet_id, value.interval, value.at) {
            late.insert(place(outlet_id, value));
        }
    }
    known::stored(tx, &late.into_iter().collect::<Vec<_>>()).await
}

fn values(arrival: &Arrival) -> impl Iterator<Item = (i64, &NewValue)> {
    let outlet_id = arrival.device.as_ref().map(|device| device.outlet.id);
    outlet_id.into_iter().flat_map(|id| arrival.values.iter().map(move |value| (id, value)))
}

fn place(outlet_id: i64, value: &NewValue) -> ValueKey {
    ValueKey { outlet_id, interval: value.interval, at: value.at, pollutant: value.pollutant.clone() }
}

/// Adds the rows of one arrival; returns its verdict.
fn stage(
    arrival: &Arrival,
    frame_id: i64,
    reviser: &mut Reviser,
    rows: &mut Rows,
    news: &mut Vec<Measurement>,
) -> &'static str {
    let before = rows.measurements.len();
    if let Some(device) = &arrival.device {
        for value in &arrival.values {
            let place = place(device.outlet.id, value);
            match reviser.judge(place, value.figures) {
                Novelty::Repeated => {}
                Novelty::Aside(revision) => {
                    rows.measurements.push(row(arrival, frame_id, device.outlet.id, value, revision));
                }
                Novelty::Revision(revision) => {
                    rows.due.note(device.outlet.id, value.interval, value.at, frame_id);
                    let limited = matches!(value.interval, Interval::Realtime | Interval::FiveMinutes)
                        && device.outlet.limit(&value.pollutant, value.interval, value.at).is_some();
                    rows.to_judge.note((device.outlet.id, value.interval, value.at), limited, frame_id);
                    rows.measurements.push(row(arrival, frame_id, device.outlet.id, value, revision));
                    news.push(measurement(arrival, device, value, revision));
                }
            }
        }
        rows.events.extend(event(arrival, device.id, frame_id));
    }
    let nothing_new = !arrival.values.is_empty() && rows.measurements.len() == before;
    let verdict = if arrival.verdict == ACCEPTED && nothing_new { DUPLICATE } else { arrival.verdict };
    rows.note(arrival, frame_id, verdict);
    verdict
}

fn row(arrival: &Arrival, frame_id: i64, outlet_id: i64, value: &NewValue, revision: i32) -> measurement::Model {
    let figures = value.figures;
    measurement::Model {
        outlet_id,
        interval: value.interval,
        at: value.at,
        pollutant: value.pollutant.clone().into_owned(),
        revision,
        value: figures.value,
        measured: figures.measured,
        converted: figures.converted,
        low: figures.low,
        high: figures.high,
        amount: figures.amount,
        flag: figures.flag,
        resent: value.resent,
        received_at: arrival.received_at,
        frame_id,
    }
}

fn measurement(arrival: &Arrival, device: &KnownDevice, value: &NewValue, revision: i32) -> Measurement {
    let outlet = &device.outlet;
    Measurement {
        enterprise: outlet.enterprise,
        outlet_id: outlet.id,
        outlet: outlet.code,
        pollutant: match &value.pollutant {
            Cow::Borrowed(code) => (*code).into(),
            Cow::Owned(code) => code.as_str().into(),
        },
        interval: value.interval,
        at: value.at,
        value: value.figures.value.map(Into::into),
        converted: value.figures.converted,
        flag: value.figures.flag,
        resent: value.resent,
        revision,
        received_at: arrival.received_at,
        limit: outlet.limit(&value.pollutant, value.interval, value.at),
        limited: outlet.limits_at_all(&value.pollutant),
        public: device.shows(value.at),
    }
}

fn event(arrival: &Arrival, device_id: i64, frame_id: i64) -> Option<device_event::ActiveModel> {
    let event = arrival.event.as_ref()?;
    Some(device_event::ActiveModel {
        device_id: Set(device_id),
        at: Set(event.at.unwrap_or(arrival.received_at)),
        kind: Set(event.kind.to_owned()),
        detail: Set(event.detail.clone()),
        frame_id: Set(frame_id),
        ..Default::default()
    })
}

impl Rows {
    /// Adds the frame itself and counts it.
    fn note(&mut self, arrival: &Arrival, frame_id: i64, verdict: &'static str) {
        let device_id = arrival.device.as_ref().map(|device| device.id);
        let kept = arrival.keep.then(|| raw_frame::Model {
            id: frame_id,
            device_id,
            received_at: arrival.received_at,
            verdict: verdict.to_owned(),
            tolerated: arrival.tolerated.clone(),
            wire: arrival.wire.to_vec(),
            digest: None,
            link: None,
            position: None,
        });
        self.frames.extend(kept);
        let day = Day(arrival.received_at.day());
        let tally = self.tallies.entry((day, device_id.unwrap_or(0), verdict)).or_insert((0, arrival.received_at));
        tally.0 += 1;
        tally.1 = tally.1.max(arrival.received_at);
    }

    async fn write(self, tx: &DatabaseTransaction, grown: &Grown) -> Result<()> {
        bulk::frames(tx, self.frames).await?;
        bulk::chains(tx, grown.rows()).await?;
        bulk::measurements(tx, self.measurements).await?;
        insert(tx, self.events).await?;
        bulk::due(tx, self.due.rows()).await?;
        bulk::exceedances_due(tx, self.to_judge.rows()).await?;
        let tallies = self.tallies.into_iter().map(|((day, device_id, verdict), (frames, last_at))| {
            frame_tally::Model { day, device_id, verdict: verdict.to_owned(), frames, last_at }
        });
        bulk::tallies(tx, tallies.collect()).await?;
        bulk::notices(tx, self.notices.rows()).await
    }
}

/// Stores the values of frames that were held, each with the key of its frame, in the caller's transaction. Returns
/// what is new.
pub async fn release(tx: &DatabaseTransaction, held: &[(i64, Arrival)]) -> Result<Vec<Measurement>> {
    let arrivals: Vec<_> = held.iter().map(|(_, arrival)| arrival.clone()).collect();
    let mut reviser = Reviser::new(look_up(tx, &mut Newest::new(), &arrivals).await?);
    let (mut rows, mut news) = (Rows::default(), Vec::new());
    for (frame_id, arrival) in held {
        stage(arrival, *frame_id, &mut reviser, &mut rows, &mut news);
    }
    bulk::measurements(tx, rows.measurements).await?;
    insert(tx, rows.events).await?;
    bulk::due(tx, rows.due.rows()).await?;
    bulk::exceedances_due(tx, rows.to_judge.rows()).await?;
    Ok(news)
}
