//! The manifest, the checksums, and the small files that the others are read by.

use std::{
    collections::{BTreeMap, HashSet},
    io::Read,
};

use domain::{
    chain::{Decisions, Digest, Head, Noted},
    time::{Day, Stamp},
};
use sha2::{Digest as _, Sha256};

use super::{
    archive::Archive,
    lines::Lines,
    refused::Refused,
    rows::{self, Rows},
    trouble::{Trouble, Unfit},
};
use crate::proof::{
    check::frames_of,
    form::{
        ACTS, ALL, Act, CHAIN_COLUMNS, CHAINS, DEVICES, Device, FIRST_FORM, FORM, LATER, MANIFEST, Manifest, VALUES,
    },
};

/// The most chains: fifty loggers for ten years.
const MOST_CHAINS: usize = 200_000;
/// The most codes of pollutants.
const MOST_CODES: usize = 1_000;
/// The most values that are remembered, to say whether any is left out.
const MOST_VALUES: usize = 4_000_000;

/// What the frames and the values are read by.
pub struct Known {
    /// The loggers by their keys.
    pub devices: BTreeMap<i64, Device>,
    /// What is noted of the chains.
    pub chains: BTreeMap<(Day, i64), Noted>,
    /// What persons decided about held frames, by logger.
    pub decisions: BTreeMap<i64, Decisions>,
    /// The codes of the values.
    pub codes: HashSet<String>,
    /// What stands in the rows; nothing where there are too many.
    pub rows: Option<Remembered>,
}

/// What is remembered of millions of rows, each by a part of a SHA-256.
#[derive(Default)]
pub struct Remembered {
    /// What they say.
    pub prints: HashSet<u64>,
    /// Which revisions there are of which values.
    pub places: HashSet<u64>,
}

/// Reads the manifest.
pub fn manifest(archive: &mut Archive) -> Result<Manifest, Refused> {
    let bytes = archive.whole(MANIFEST)?;
    let unreadable = |_no_json| Refused::Unreadable(MANIFEST);
    let any: serde_json::Value = serde_json::from_slice(&bytes).map_err(unreadable)?;
    let absent = LATER.into_iter().find(|name| !archive.has(name));
    let more = LATER.into_iter().find(|name| archive.has(name));
    match (any.get("form").and_then(serde_json::Value::as_str), absent, more) {
        (Some(FORM), Some(name), _) => Err(Refused::Absent(name)),
        (Some(FIRST_FORM), _, Some(name)) => Err(Refused::Foreign(name.to_owned())),
        (Some(FORM | FIRST_FORM), ..) => serde_json::from_value(any).map_err(unreadable),
        (Some(form), ..) => Err(Refused::Form(domain::input::printable(form, 60))),
        (None, ..) => Err(Refused::Unreadable(MANIFEST)),
    }
}

/// Holds each file against what the manifest says of it; answers how many fit.
pub fn sums(archive: &mut Archive, manifest: &Manifest, tell: &mut dyn FnMut(Trouble)) -> Result<usize, Refused> {
    let mut fit = 0;
    let there: Vec<_> = ALL.into_iter().filter(|name| *name != MANIFEST && archive.has(name)).collect();
    for name in there {
        let mut said = manifest.files.iter().filter(|file| file.name == name);
        let (sha256, bytes) = sum(archive, name)?;
        let what = match (said.next(), said.next()) {
            (Some(said), None) if (said.sha256, said.bytes) == (sha256, bytes) => {
                fit += 1;
                continue;
            }
            (Some(_), None) => Unfit::Checksum,
            _ => Unfit::Unnamed,
        };
        tell(Trouble { file: name, line: None, what });
    }
    Ok(fit)
}

fn sum(archive: &mut Archive, name: &'static str) -> Result<(Digest, u64), Refused> {
    let mut part = archive.part(name)?;
    let (mut digest, mut bytes, mut block) = (Sha256::new(), 0, vec![0; 1 << 16]);
    loop {
        let got = part.read(&mut block).map_err(|_unreadable| Refused::Damaged(name, None))?;
        if got == 0 {
            return Ok((Digest(digest.finalize().into()), bytes));
        }
        digest.update(block.get(..got).unwrap_or_default());
        bytes += got as u64;
    }
}

/// The days of the stretch are among those of arrival, and these stand in their order.
pub fn days(manifest: &Manifest, tell: &mut dyn FnMut(Trouble)) {
    let Manifest { from, to, days, .. } = manifest;
    let mut told = |what| tell(Trouble { file: MANIFEST, line: None, what });
    if !days.is_sorted_by(|one, other| one < other) {
        told(Unfit::Order);
    }
    let known: HashSet<_> = days.iter().copied().collect();
    // The first one that is not there ends it: a stretch may be as long as time is.
    let mut stretch = from.0.iter_days().take_while(|day| *day <= to.0).map(Day);
    let lacking = if from <= to { stretch.find(|day| !known.contains(day)) } else { Some(*from) };
    if let Some(day) = lacking {
        told(Unfit::DayLacking(day));
    }
}

/// Reads the loggers, the ends of the chains, what persons decided, and looks over the values once.
pub fn known(archive: &mut Archive, tell: &mut dyn FnMut(Trouble)) -> Result<Known, Refused> {
    let devices: Vec<Device> =
        serde_json::from_slice(&archive.whole(DEVICES)?).map_err(|_no_json| Refused::Unreadable(DEVICES))?;
    let devices: BTreeMap<_, _> = devices.into_iter().map(|device| (device.key, device)).collect();
    let chains = chains(archive, tell)?;
    let decisions = decisions(archive, &devices, tell)?;
    let (mut codes, mut rows) = (HashSet::new(), Some(Remembered::default()));
    let mut values = Rows::new(Lines::new(VALUES, archive.part(VALUES)?))?;
    // What cannot be read is told when the rows are held against the frames.
    while let Some(row) = values.next(&mut |_told_later| {})? {
        if codes.len() < MOST_CODES {
            codes.insert(row.pollutant.clone());
        }
        if let Some(known) = &mut rows {
            known.prints.insert(row.print());
            if !known.places.insert(row.place(row.revision)) {
                tell(Trouble { file: VALUES, line: Some(row.line), what: Unfit::Revision(row.revision) });
            }
        }
        if rows.as_ref().is_some_and(|known| known.places.len() > MOST_VALUES) {
            rows = None;
        }
    }
    Ok(Known { devices, chains, decisions, codes, rows })
}

fn decisions(
    archive: &mut Archive,
    devices: &BTreeMap<i64, Device>,
    tell: &mut dyn FnMut(Trouble),
) -> Result<BTreeMap<i64, Decisions>, Refused> {
    let mut lines = Lines::new(ACTS, archive.part(ACTS)?);
    let mut all: BTreeMap<i64, Decisions> = BTreeMap::new();
    while let Some((line, text)) = lines.next()? {
        let act: Option<Act> = serde_json::from_slice(text).ok();
        match act.and_then(|act| Some((Stamp::parse(&act.at).ok()?, act))) {
            Some((at, act)) if devices.contains_key(&act.device) => {
                all.entry(act.device).or_default().note(&act.what, at, frames_of(&act.detail));
            }
            Some((_, act)) => tell(Trouble { file: ACTS, line: Some(line), what: Unfit::Stranger(act.device) }),
            None => tell(Trouble { file: ACTS, line: Some(line), what: Unfit::Unreadable }),
        }
    }
    Ok(all)
}

fn chains(archive: &mut Archive, tell: &mut dyn FnMut(Trouble)) -> Result<BTreeMap<(Day, i64), Noted>, Refused> {
    let mut lines = Lines::new(CHAINS, archive.part(CHAINS)?);
    rows::header(&mut lines, CHAINS, &CHAIN_COLUMNS)?;
    let mut chains = BTreeMap::new();
    while let Some((line, text)) = lines.next()? {
        let read = rows::fields(text).and_then(|fields| {
            let [day, device, frames, head, first, last] = <[String; 6]>::try_from(fields).ok()?;
            let head = Head { frames: frames.parse().ok()?, link: head.parse().ok()? };
            let noted = Noted { head, first: first.parse().ok()?, last: last.parse().ok()? };
            Some(((day.parse().ok()?, device.parse().ok()?), noted))
        });
        let is_new = read.is_some_and(|(key, noted)| chains.insert(key, noted).is_none());
        if !is_new {
            tell(Trouble { file: CHAINS, line: Some(line), what: Unfit::Unreadable });
        }
        if chains.len() > MOST_CHAINS {
            return Err(Refused::Bomb(CHAINS));
        }
    }
    Ok(chains)
}
