//! Frames and values, side by side: each frame in its chain, each value in its frame.

use std::{
    collections::{BTreeMap, HashSet},
    io::Read,
    sync::Arc,
};

use domain::{
    chain::{Digest, Head, Met, Seen, Walk, at_arrival, heads::Heads},
    measurement::Interval,
    time::{Day, Stamp, end_of, start_of},
};

use super::{
    About, Verified,
    archive::Archive,
    compare::compare,
    lines::Lines,
    list::Known,
    refused::Refused,
    rows::{Row, Rows, print},
    trouble::{Trouble, Unfit},
};
use crate::{
    monitoring::{
        interpret::{NewValue, interpret},
        record::{ACCEPTED, DUPLICATE, RELEASED},
        registry::{KnownDevice, ToldOutlet},
    },
    proof::form::{CHAINS, Device, FRAMES, Frame, Manifest, VALUES},
};

/// Holds frames and values against each other and against the chains.
pub fn check(
    (first, second): (&mut Archive, &mut Archive),
    manifest: &Manifest,
    known: Known,
    deposited: &[Heads],
    tell: &mut dyn FnMut(Trouble),
) -> Result<Verified, Refused> {
    let mut frames = Lines::new(FRAMES, first.part(FRAMES)?);
    let rows = Rows::new(Lines::new(VALUES, second.part(VALUES)?))?;
    let mut side = Side::new(manifest, known, deposited, rows);
    while let Some((line, text)) = frames.next()? {
        match serde_json::from_slice::<Frame>(text).ok().and_then(|frame| Some((frame.wire()?, frame))) {
            Some((wire, frame)) => side.frame(line, wire, &frame, tell)?,
            None => tell(Trouble { file: FRAMES, line: Some(line), what: Unfit::Unreadable }),
        }
    }
    side.end(tell)
}

struct Side<'a, R> {
    manifest: &'a Manifest,
    devices: BTreeMap<i64, (Device, Arc<KnownDevice>)>,
    chains: BTreeMap<(Day, i64), Head>,
    deposited: BTreeMap<(Day, i64), Vec<Head>>,
    /// Unfit stands in the rows, where that is known.
    printed: Option<HashSet<u64>>,
    rows: Rows<R>,
    /// The next row.
    row: Option<Row>,
    /// Where the last row stood in the order.
    row_key: Option<(Day, i64)>,
    /// Where the last frame stood in the order.
    frame_key: Option<(Day, i64)>,
    /// The chains of the day that is read.
    walks: BTreeMap<(Day, i64), Walk>,
    met: Met,
    verified: Verified,
}

impl<'a, R: Read> Side<'a, R> {
    fn new(manifest: &'a Manifest, known: Known, deposited: &[Heads], rows: Rows<R>) -> Self {
        let at =
            ToldOutlet { enterprise: manifest.enterprise.credit_code, code: manifest.outlet.code, codes: known.codes };
        let told = |device: Device| {
            let known = KnownDevice::told(device.key, device.edition, &device.units, &at);
            (device.key, (device, Arc::new(known)))
        };
        let devices: BTreeMap<_, _> = known.devices.into_values().map(told).collect();
        let days: HashSet<_> = manifest.days.iter().copied().collect();
        let mut theirs: BTreeMap<(Day, i64), Vec<Head>> = BTreeMap::new();
        for heads in deposited.iter().filter(|heads| days.contains(&heads.day)) {
            for &(device, head) in heads.heads.iter().filter(|(device, _)| devices.contains_key(device)) {
                theirs.entry((heads.day, device)).or_default().push(head);
            }
        }
        let verified = Verified {
            about: About::of(manifest),
            files: 0,
            linked: 0,
            before: 0,
            removed: 0,
            chains: 0,
            decided: 0,
            values: 0,
            without_frame: 0,
            frame_removed: 0,
            left_out: known.rows.as_ref().map(|_known| 0),
            deposited: theirs.values().map(|heads| heads.len() as u64).sum(),
            troubles: 0,
        };
        Self {
            manifest,
            devices,
            chains: known.chains,
            deposited: theirs,
            printed: known.rows,
            rows,
            row: None,
            row_key: None,
            frame_key: None,
            walks: BTreeMap::new(),
            met: Met::default(),
            verified,
        }
    }

    fn frame(&mut self, line: u64, wire: Vec<u8>, frame: &Frame, tell: &mut dyn FnMut(Trouble)) -> Result<(), Refused> {
        let day = frame.day();
        let key = (day, frame.id);
        let mut told = |what| tell(Trouble { file: FRAMES, line: Some(line), what });
        if self.frame_key.is_some_and(|before| before >= key) {
            told(Unfit::Order);
            return Ok(());
        }
        self.frame_key = Some(key);
        let Some((device, known)) = self.devices.get(&frame.device).cloned() else {
            told(Unfit::Stranger(frame.device));
            return Ok(());
        };
        if at_arrival(&frame.verdict) != frame.verdict_at_arrival {
            told(Unfit::Verdict);
        }
        self.verified.decided += u64::from(frame.verdict != frame.verdict_at_arrival);
        let seen = Seen {
            number: frame.id,
            arrived: Stamp(frame.arrived_ms),
            verdict: &frame.verdict,
            bytes: Digest::of(&wire),
            digest: frame.digest,
            link: frame.link,
            position: frame.position,
        };
        if !self.walks.contains_key(&(day, device.key)) {
            let walk = self.begin(day, device.key);
            self.walks.insert((day, device.key), walk);
        }
        if let Some(walk) = self.walks.get_mut(&(day, device.key)) {
            for fault in walk.next(&seen) {
                told(Unfit::Chain { mn: device.mn.clone(), day, fault });
            }
        }
        self.close_before(day, tell);
        let is_taken = [ACCEPTED, DUPLICATE, RELEASED].contains(&&*frame.verdict);
        let values = if is_taken {
            interpret(&known, &hj212::examine(wire.into()), Stamp(frame.arrived_ms)).values
        } else {
            Vec::new()
        };
        self.values_of(frame, &values, tell)?;
        if device.stands_here {
            self.look_for(&values);
        }
        Ok(())
    }

    fn begin(&mut self, day: Day, device: i64) -> Walk {
        let removed = self.manifest.frames_removed_before.is_some_and(|before| day < before);
        let mut walk = Walk::new(device, day, self.manifest.chained_from.unwrap_or(i64::MAX)).removed(removed);
        for head in self.deposited.remove(&(day, device)).unwrap_or_default() {
            walk.deposit(head);
        }
        walk
    }

    /// Ends the chains of the days before: frames come day by day.
    fn close_before(&mut self, day: Day, tell: &mut dyn FnMut(Trouble)) {
        let over: Vec<_> = self.walks.keys().filter(|(of, _)| *of < day).copied().collect();
        for key in over {
            let Some(walk) = self.walks.remove(&key) else { continue };
            self.close(key, walk, tell);
        }
    }

    fn close(&mut self, (day, device): (Day, i64), walk: Walk, tell: &mut dyn FnMut(Trouble)) {
        let (met, faults) = walk.end(self.chains.remove(&(day, device)));
        self.met.linked += met.linked;
        self.met.before += met.before;
        self.met.removed += met.removed;
        self.verified.chains += u64::from(met.linked + met.removed > 0);
        let mn = self.devices.get(&device).map_or_else(|| device.to_string(), |(device, _)| device.mn.clone());
        for fault in faults {
            tell(Trouble { file: CHAINS, line: None, what: Unfit::Chain { mn: mn.clone(), day, fault } });
        }
    }

    /// The rows that name this frame, and before them those that name one that is not there.
    fn values_of(&mut self, frame: &Frame, values: &[NewValue], tell: &mut dyn FnMut(Trouble)) -> Result<(), Refused> {
        let key = (frame.day(), frame.id);
        while let Some(row) = self.peek(tell)? {
            if row.key() > key {
                return Ok(());
            }
            let is_of_it = row.key() == key;
            let Some(row) = self.row.take() else { return Ok(()) };
            if !is_of_it {
                self.without_frame(&row, tell);
                continue;
            }
            let is_taken = [ACCEPTED, RELEASED].contains(&&*frame.verdict);
            let what = if !is_taken {
                Some(Unfit::NotTaken { number: frame.id, verdict: frame.verdict.clone() })
            } else if row.received.0 != frame.arrived_ms {
                Some(Unfit::Arrival(frame.id))
            } else {
                compare(&row, values)
            };
            match what {
                None => self.verified.values += 1,
                Some(what) => tell(Trouble { file: VALUES, line: Some(row.line), what }),
            }
        }
        Ok(())
    }

    /// The next row, in its order.
    fn peek(&mut self, tell: &mut dyn FnMut(Trouble)) -> Result<Option<&Row>, Refused> {
        while self.row.is_none() {
            let Some(row) = self.rows.next(tell)? else { return Ok(None) };
            if self.row_key.is_some_and(|before| before > row.key()) {
                tell(Trouble { file: VALUES, line: Some(row.line), what: Unfit::Order });
                continue;
            }
            self.row_key = Some(row.key());
            self.row = Some(row);
        }
        Ok(self.row.as_ref())
    }

    fn without_frame(&mut self, row: &Row, tell: &mut dyn FnMut(Trouble)) {
        let (day, number) = row.key();
        if number == 0 {
            self.verified.without_frame += 1;
        } else if self.manifest.frames_removed_before.is_some_and(|before| day < before) {
            self.verified.frame_removed += 1;
        } else {
            tell(Trouble { file: VALUES, line: Some(row.line), what: Unfit::NoFrame(number) });
        }
    }

    /// Counts what a frame says of the stretch and no row has.
    fn look_for(&mut self, values: &[NewValue]) {
        let (Some(printed), Some(left_out)) = (&self.printed, &mut self.verified.left_out) else { return };
        let (from, to) = (start_of(self.manifest.from.0), end_of(self.manifest.to.0));
        for value in values.iter().filter(|value| value.at >= from && value.at < to) {
            let is_short = matches!(value.interval, Interval::Realtime | Interval::Minute);
            let removed = self.manifest.values_removed_before.is_some_and(|before| Day(value.at.day()) < before);
            let is_there = printed.contains(&print(value.interval, value.at, &value.pollutant, &value.figures));
            *left_out += u64::from(!(is_there || is_short && removed));
        }
    }

    fn end(mut self, tell: &mut dyn FnMut(Trouble)) -> Result<Verified, Refused> {
        while self.peek(tell)?.is_some() {
            let Some(row) = self.row.take() else { break };
            self.without_frame(&row, tell);
        }
        for (key, walk) in std::mem::take(&mut self.walks) {
            self.close(key, walk, tell);
        }
        // Chains of which there is no frame at all, and heads from elsewhere of which there is no chain.
        let left: Vec<_> = self.chains.keys().chain(self.deposited.keys()).copied().collect();
        for key in left.into_iter().collect::<std::collections::BTreeSet<_>>() {
            let walk = self.begin(key.0, key.1);
            self.close(key, walk, tell);
        }
        let Met { linked, before, removed } = self.met;
        Ok(Verified { linked, before, removed, ..self.verified })
    }
}
