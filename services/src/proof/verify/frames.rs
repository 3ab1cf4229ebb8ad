//! Frames and values, side by side: each frame in its chain, each value in its frame.

use std::{
    collections::{BTreeMap, HashSet},
    io::Read,
    sync::Arc,
};

use domain::{
    chain::{Decisions, Digest, Head, Met, Noted, Seen, Walk, at_arrival},
    measurement::Interval,
    time::{Day, Stamp, end_of, start_of},
};

use super::{
    About, Given, Verified,
    archive::Archive,
    compare::compare,
    lines::Lines,
    list::{Known, Remembered},
    refused::Refused,
    rows::{Row, Rows, print},
    said::Said,
    trouble::{Trouble, Unfit},
};
use crate::{
    monitoring::{
        interpret::{NewValue, interpret},
        record::{ACCEPTED, DUPLICATE, RELEASED, moment_of},
        registry::{KnownDevice, ToldOutlet},
    },
    proof::form::{CHAINS, Device, EXCEEDANCES, FRAMES, Frame, Manifest, VALUES},
};

/// Holds frames and values against each other and against the chains.
pub fn check(
    (first, second): (&mut Archive, &mut Archive),
    manifest: &Manifest,
    (known, said): (Known, Said),
    given: &Given,
    tell: &mut dyn FnMut(Trouble),
) -> Result<Verified, Refused> {
    let mut frames = Lines::new(FRAMES, first.part(FRAMES)?);
    let rows = Rows::new(Lines::new(VALUES, second.part(VALUES)?))?;
    let mut side = Side::new(manifest, (known, said), given, rows);
    side.look_over(tell);
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
    given: &'a Given,
    /// The days of arrival.
    days: HashSet<Day>,
    devices: BTreeMap<i64, (Device, Arc<KnownDevice>)>,
    chains: BTreeMap<(Day, i64), Noted>,
    /// The days of which there are heads from elsewhere.
    told: HashSet<Day>,
    /// Those heads that belong to these loggers and days.
    deposited: BTreeMap<(Day, i64), Vec<Head>>,
    decisions: BTreeMap<i64, Decisions>,
    /// Frames that periods of events name and that were not met yet, each with the line of the event.
    named: BTreeMap<i64, u64>,
    /// What stands in the rows, where that is known.
    known: Option<Remembered>,
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
    fn new(manifest: &'a Manifest, (known, said): (Known, Said), given: &'a Given, rows: Rows<R>) -> Self {
        let at =
            ToldOutlet { enterprise: manifest.enterprise.credit_code, code: manifest.outlet.code, codes: known.codes };
        let told = |device: Device| {
            let known = KnownDevice::told(device.key, device.edition, &device.units, &at);
            (device.key, (device, Arc::new(known)))
        };
        let devices: BTreeMap<_, _> = known.devices.into_values().map(told).collect();
        let days: HashSet<_> = manifest.days.iter().copied().collect();
        let mut theirs: BTreeMap<(Day, i64), Vec<Head>> = BTreeMap::new();
        for heads in given.heads.iter().filter(|heads| days.contains(&heads.day)) {
            for &(device, head) in heads.heads.iter().filter(|(device, _)| devices.contains_key(device)) {
                theirs.entry((heads.day, device)).or_default().push(head);
            }
        }
        let verified = Verified {
            about: About::of(manifest),
            files: 0,
            linked: 0,
            adrift: 0,
            before: 0,
            removed: 0,
            chains: 0,
            unproved: 0,
            decided: 0,
            values: 0,
            without_frame: 0,
            frame_removed: 0,
            left_out: known.rows.as_ref().map(|_known| 0),
            deposited: theirs.values().map(|heads| heads.len() as u64).sum(),
            marks: said.marks,
            events: said.events,
            troubles: 0,
        };
        Self {
            manifest,
            given,
            days,
            devices,
            chains: known.chains,
            told: given.heads.iter().map(|heads| heads.day).collect(),
            deposited: theirs,
            decisions: known.decisions,
            named: said.frames,
            known: known.rows,
            rows,
            row: None,
            row_key: None,
            frame_key: None,
            walks: BTreeMap::new(),
            met: Met::default(),
            verified,
        }
    }

    /// What belongs to other days or loggers than those that the archive names, and heads of which nothing is compared.
    fn look_over(&self, tell: &mut dyn FnMut(Trouble)) {
        let mut told = |what| tell(Trouble { file: CHAINS, line: None, what });
        for (day, device) in self.chains.keys() {
            if !self.days.contains(day) {
                told(Unfit::OtherDay(*day));
            }
            if !self.devices.contains_key(device) {
                told(Unfit::Stranger(*device));
            }
        }
        for heads in &self.given.heads {
            let is_compared = heads.heads.iter().any(|(device, _)| self.devices.contains_key(device));
            // That there were no chains on a day is something to compare with too.
            if !self.days.contains(&heads.day) || !(is_compared || heads.heads.is_empty()) {
                told(Unfit::Heads(heads.day));
            }
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
        if !self.days.contains(&day) {
            told(Unfit::OtherDay(day));
        }
        if Stamp(frame.arrived_ms).rfc3339() != frame.arrived {
            told(Unfit::Moment("arrived"));
        }
        if at_arrival(&frame.verdict) != frame.verdict_at_arrival {
            told(Unfit::Verdict);
        }
        self.verified.decided += u64::from(frame.verdict != frame.verdict_at_arrival);
        if !self.decisions.entry(device.key).or_default().allow(&frame.verdict, Stamp(frame.arrived_ms)) {
            told(Unfit::Undecided(frame.id));
        }
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
        self.named.remove(&frame.id);
        self.close_before(day, tell);
        let received = hj212::examine(wire.into());
        // The gateway knows a logger by the number that its frames name.
        if let Some(packet) = received.packet.as_ref().filter(|packet| packet.mn != device.mn) {
            let (named, mn) = (packet.mn.clone(), device.mn.clone());
            tell(Trouble { file: FRAMES, line: Some(line), what: Unfit::Logger { named, mn } });
        }
        let is_taken = [ACCEPTED, DUPLICATE, RELEASED].contains(&&*frame.verdict);
        let values = if is_taken { interpret(&known, &received, Stamp(frame.arrived_ms)).values } else { Vec::new() };
        self.values_of(frame, &values, tell)?;
        // Also of a logger that stands elsewhere by now: the archive alone says where it stands.
        self.look_for(&values);
        Ok(())
    }

    fn begin(&mut self, day: Day, device: i64) -> Walk {
        let began = self.manifest.chained_from.unwrap_or(i64::MAX);
        let walk = Walk::new(device, day, began).removed(self.is_removed(day));
        if !self.told.contains(&day) {
            return walk;
        }
        walk.deposited(&self.deposited.remove(&(day, device)).unwrap_or_default())
    }

    /// Whether chains of a day may have been removed after their term. The archive is not asked where there are heads.
    fn is_removed(&self, day: Day) -> bool {
        let own_word = self.manifest.frames_removed_before.filter(|_| self.given.heads.is_empty());
        self.given.removed_before.or(own_word).is_some_and(|before| day < before)
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
        self.met.adrift += met.adrift;
        self.met.before += met.before;
        self.met.removed += met.removed;
        self.verified.chains += u64::from(met.is_chain());
        self.verified.unproved += u64::from(met.is_chain() && !self.told.contains(&day));
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
            self.look_at(&row, tell);
            self.row = Some(row);
        }
        Ok(self.row.as_ref())
    }

    /// What is wrong with a row whatever its frame says.
    fn look_at(&self, row: &Row, tell: &mut dyn FnMut(Trouble)) {
        let mut told = |what| tell(Trouble { file: VALUES, line: Some(row.line), what });
        if !row.says_at {
            told(Unfit::Moment("at"));
        }
        let (day, number) = row.key();
        if number != 0 && !self.days.contains(&day) {
            told(Unfit::OtherDay(day));
        }
        let is_alone = self.known.as_ref().zip(row.beside());
        if is_alone.is_some_and(|(known, beside)| !known.places.contains(&row.place(beside)))
            && !self.may_be_removed(row.interval, row.at)
        {
            told(Unfit::Revision(row.revision));
        }
    }

    /// Whether a value may have been removed after its term.
    fn may_be_removed(&self, interval: Interval, at: Stamp) -> bool {
        let is_short = matches!(interval, Interval::Realtime | Interval::Minute);
        is_short && self.manifest.values_removed_before.is_some_and(|before| Day(at.day()) < before)
    }

    fn without_frame(&mut self, row: &Row, tell: &mut dyn FnMut(Trouble)) {
        let (day, number) = row.key();
        if number == 0 {
            self.verified.without_frame += 1;
        } else if self.is_removed(day) {
            self.verified.frame_removed += 1;
        } else {
            tell(Trouble { file: VALUES, line: Some(row.line), what: Unfit::NoFrame(number) });
        }
    }

    /// Counts what a frame says of the stretch and no row has.
    fn look_for(&mut self, values: &[NewValue]) {
        let Some(known) = &self.known else { return };
        let (from, to) = (start_of(self.manifest.from.0), end_of(self.manifest.to.0));
        let within = values.iter().filter(|value| value.at >= from && value.at < to);
        let lacking = within.filter(|value| {
            let print = print(value.interval, value.at, &value.pollutant, &value.figures);
            !(known.prints.contains(&print) || self.may_be_removed(value.interval, value.at))
        });
        let count = lacking.count() as u64;
        self.verified.left_out = self.verified.left_out.map(|left_out| left_out + count);
    }

    fn end(mut self, tell: &mut dyn FnMut(Trouble)) -> Result<Verified, Refused> {
        while self.peek(tell)?.is_some() {
            let Some(row) = self.row.take() else { break };
            self.without_frame(&row, tell);
        }
        for (key, walk) in std::mem::take(&mut self.walks) {
            self.close(key, walk, tell);
        }
        for (number, line) in std::mem::take(&mut self.named) {
            if !self.is_removed(Day(moment_of(number).day())) {
                tell(Trouble { file: EXCEEDANCES, line: Some(line), what: Unfit::NoFrame(number) });
            }
        }
        // Chains of which there is no frame at all, and heads from elsewhere of which there is no chain.
        let left: Vec<_> = self.chains.keys().chain(self.deposited.keys()).copied().collect();
        for key in left.into_iter().collect::<std::collections::BTreeSet<_>>() {
            let walk = self.begin(key.0, key.1);
            self.close(key, walk, tell);
        }
        let Met { linked, adrift, before, removed } = self.met;
        Ok(Verified { linked, adrift, before, removed, ..self.verified })
    }
}
