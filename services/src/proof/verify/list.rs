//! The manifest, the checksums, and the small files that the others are read by.

use std::{
    collections::{BTreeMap, HashSet},
    io::Read,
};

use domain::{
    chain::{Digest, Head},
    time::Day,
};
use sha2::{Digest as _, Sha256};

use super::{
    archive::Archive,
    lines::Lines,
    refused::Refused,
    rows::{self, Rows},
    trouble::{Trouble, Unfit},
};
use crate::proof::form::{ALL, CHAIN_COLUMNS, CHAINS, DEVICES, Device, FORM, MANIFEST, Manifest, VALUES};

/// The most chains: fifty loggers for ten years.
const MOST_CHAINS: usize = 200_000;
/// The most codes of pollutants.
const MOST_CODES: usize = 1_000;
/// The most values that are remembered, to say whether any is left out.
const MOST_VALUES: usize = 4_000_000;

/// Unfit the frames and the values are read by.
pub struct Known {
    /// The loggers by their keys.
    pub devices: BTreeMap<i64, Device>,
    /// How the chains end.
    pub chains: BTreeMap<(Day, i64), Head>,
    /// The codes of the values.
    pub codes: HashSet<String>,
    /// Unfit stands in the rows, each by a part of its SHA-256; nothing where there are too many.
    pub rows: Option<HashSet<u64>>,
}

/// Reads the manifest.
pub fn manifest(archive: &mut Archive) -> Result<Manifest, Refused> {
    let bytes = archive.whole(MANIFEST)?;
    let unreadable = |_no_json| Refused::Unreadable(MANIFEST);
    let any: serde_json::Value = serde_json::from_slice(&bytes).map_err(unreadable)?;
    match any.get("form").and_then(serde_json::Value::as_str) {
        Some(FORM) => serde_json::from_value(any).map_err(unreadable),
        Some(form) => Err(Refused::Form(domain::input::printable(form, 60))),
        None => Err(Refused::Unreadable(MANIFEST)),
    }
}

/// Holds each file against what the manifest says of it; answers how many fit.
pub fn sums(archive: &mut Archive, manifest: &Manifest, tell: &mut dyn FnMut(Trouble)) -> Result<usize, Refused> {
    let mut fit = 0;
    for name in ALL.into_iter().filter(|name| *name != MANIFEST) {
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

/// Reads the loggers, the ends of the chains, and looks over the values once.
pub fn known(archive: &mut Archive, tell: &mut dyn FnMut(Trouble)) -> Result<Known, Refused> {
    let devices: Vec<Device> =
        serde_json::from_slice(&archive.whole(DEVICES)?).map_err(|_no_json| Refused::Unreadable(DEVICES))?;
    let devices = devices.into_iter().map(|device| (device.key, device)).collect();
    let chains = chains(archive, tell)?;
    let (mut codes, mut rows) = (HashSet::new(), Some(HashSet::new()));
    let mut values = Rows::new(Lines::new(VALUES, archive.part(VALUES)?))?;
    // Unfit cannot be read is told when the rows are held against the frames.
    while let Some(row) = values.next(&mut |_told_later| {})? {
        if codes.len() < MOST_CODES {
            codes.insert(row.pollutant.clone());
        }
        if let Some(known) = &mut rows {
            known.insert(row.print());
        }
        if rows.as_ref().is_some_and(|known| known.len() > MOST_VALUES) {
            rows = None;
        }
    }
    Ok(Known { devices, chains, codes, rows })
}

fn chains(archive: &mut Archive, tell: &mut dyn FnMut(Trouble)) -> Result<BTreeMap<(Day, i64), Head>, Refused> {
    let mut lines = Lines::new(CHAINS, archive.part(CHAINS)?);
    rows::header(&mut lines, CHAINS, &CHAIN_COLUMNS)?;
    let mut chains = BTreeMap::new();
    while let Some((line, text)) = lines.next()? {
        let read = rows::fields(text).and_then(|fields| {
            let [day, device, frames, head, _first, _last] = <[String; 6]>::try_from(fields).ok()?;
            let head = Head { frames: frames.parse().ok()?, link: head.parse().ok()? };
            Some(((day.parse().ok()?, device.parse().ok()?), head))
        });
        let is_new = read.is_some_and(|(key, head)| chains.insert(key, head).is_none());
        if !is_new {
            tell(Trouble { file: CHAINS, line: Some(line), what: Unfit::Unreadable });
        }
        if chains.len() > MOST_CHAINS {
            return Err(Refused::Bomb(CHAINS));
        }
    }
    Ok(chains)
}
