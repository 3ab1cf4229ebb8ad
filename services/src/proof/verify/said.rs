//! Marks and events of exceedance: what can be checked of them without the portal.

use std::collections::BTreeMap;

use domain::{
    exceedance::MadeBy,
    limit::{Averaging, Standing},
    mark::MarkState,
    measurement::Interval,
    time::{Day, Stamp, end_of, start_of},
};

use super::{
    archive::Archive,
    lines::Lines,
    list::Known,
    refused::Refused,
    rows::place,
    trouble::{Trouble, Unfit, Untrue},
};
use crate::proof::{
    form::{EXCEEDANCES, MARKS, Manifest},
    said::{Event, Mark, Moment},
};

/// The most frames that periods name: a century of hours.
const MOST_FRAMES: usize = 1_000_000;

/// What was read.
#[derive(Debug, Default)]
pub struct Said {
    /// Marks in force.
    pub marks: u64,
    /// Events.
    pub events: u64,
    /// The frames that periods of the stretch name, each with the line of the event.
    pub frames: BTreeMap<i64, u64>,
}

/// Reads marks and events, where the archive has them.
pub fn said(
    archive: &mut Archive,
    manifest: &Manifest,
    known: &Known,
    tell: &mut dyn FnMut(Trouble),
) -> Result<Said, Refused> {
    let mut said = Said::default();
    if archive.has(MARKS) {
        marks(archive, manifest, &mut said, tell)?;
    }
    if archive.has(EXCEEDANCES) {
        events(archive, manifest, known, &mut said, tell)?;
    }
    Ok(said)
}

fn marks(
    archive: &mut Archive,
    manifest: &Manifest,
    said: &mut Said,
    tell: &mut dyn FnMut(Trouble),
) -> Result<(), Refused> {
    let mut lines = Lines::new(MARKS, archive.part(MARKS)?);
    let mut before = None;
    while let Some((line, text)) = lines.next()? {
        let mut told = |what| tell(Trouble { file: MARKS, line: Some(line), what });
        let Ok(mark) = serde_json::from_slice::<Mark>(text) else {
            told(Unfit::Unreadable);
            continue;
        };
        let key = (mark.from.ms, mark.id);
        if before.is_some_and(|before| before >= key) || mark.from.stamp() >= end_of(manifest.to.0) {
            told(Unfit::Order);
        }
        before = Some(key);
        if !mark.moments().all(Moment::is_told_once) {
            told(Unfit::Moment("at"));
        }
        let steps: Vec<_> = mark.steps.iter().map(|step| step.step).collect();
        if MarkState::after(mark.asked_for, &steps) != MarkState::InForce {
            told(Unfit::Said(Untrue::NotInForce(mark.id)));
        }
        said.marks += 1;
    }
    Ok(())
}

fn events(
    archive: &mut Archive,
    manifest: &Manifest,
    known: &Known,
    said: &mut Said,
    tell: &mut dyn FnMut(Trouble),
) -> Result<(), Refused> {
    let mut lines = Lines::new(EXCEEDANCES, archive.part(EXCEEDANCES)?);
    let mut before = None;
    while let Some((line, text)) = lines.next()? {
        let mut told = |what| tell(Trouble { file: EXCEEDANCES, line: Some(line), what });
        let Ok(event) = serde_json::from_slice::<Event>(text) else {
            told(Unfit::Unreadable);
            continue;
        };
        if before.is_some_and(|before| before >= event.id) {
            told(Unfit::Order);
        }
        before = Some(event.id);
        if !event.moments().all(Moment::is_told_once) {
            told(Unfit::Moment("at"));
        }
        for unfit in editions(&event) {
            told(unfit);
        }
        let within = |at: Stamp| at >= start_of(manifest.from.0) && at < end_of(manifest.to.0);
        for edition in event.editions.iter().filter(|edition| within(edition.period.stamp())) {
            let evidence = &edition.evidence;
            let of_logger = evidence.made_by == MadeBy::Logger;
            // A mean of the portal's own is made of short values; once they are removed their frames' days are not known.
            let day = Day(edition.period.stamp().day());
            let may_lack = !of_logger && manifest.values_removed_before.is_some_and(|before| day < before);
            if evidence.frame_id != 0 && !may_lack {
                said.frames.insert(evidence.frame_id, line);
            }
            let (Some(rows), Some(interval), true) = (&known.rows, interval(event.averaging), of_logger) else {
                continue;
            };
            if !rows.places.contains(&place(interval, edition.period.stamp(), &event.pollutant, evidence.revision)) {
                told(Unfit::Said(Untrue::NoValue { period: edition.period.stamp(), revision: evidence.revision }));
            }
        }
        if said.frames.len() > MOST_FRAMES {
            return Err(Refused::Bomb(EXCEEDANCES));
        }
        said.events += 1;
    }
    Ok(())
}

/// What is wrong with the periods of an event by themselves: editions count from 1, and what stands above does.
fn editions(event: &Event) -> Vec<Unfit> {
    let mut unfit = Vec::new();
    let mut before = (i64::MIN, 0_i32);
    for edition in &event.editions {
        let at = edition.period.ms;
        let wanted = if at == before.0 { before.1.saturating_add(1) } else { 1 };
        if at < before.0 || edition.edition != wanted {
            unfit.push(Unfit::Revision(edition.edition));
        }
        if edition.is_over && edition.evidence.standing() == Standing::Within {
            unfit.push(Unfit::Said(Untrue::NotOver(edition.period.stamp())));
        }
        before = (at, edition.edition);
    }
    unfit
}

const fn interval(averaging: Averaging) -> Option<Interval> {
    match averaging {
        Averaging::Hour => Some(Interval::Hour),
        Averaging::Day => Some(Interval::Day),
        Averaging::FiveMinutes => Some(Interval::FiveMinutes),
        Averaging::Instant => None,
    }
}
