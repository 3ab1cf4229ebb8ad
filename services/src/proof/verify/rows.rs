//! The rows of the values.

use std::io::Read;

use domain::{
    chain::Digest,
    fixed::{Micro, Nano},
    measurement::Interval,
    time::{Day, Stamp},
};
use rust_decimal::Decimal;

use super::{
    lines::Lines,
    refused::Refused,
    trouble::{Trouble, Unfit},
};
use crate::{
    monitoring::interpret::Figures,
    proof::form::{VALUE_COLUMNS, VALUES},
};

/// A row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its line.
    pub line: u64,
    /// The frame that it names.
    pub frame: i64,
    /// When it arrived.
    pub received: Stamp,
    /// The period that it stands for.
    pub interval: Interval,
    /// Its start.
    pub at: Stamp,
    /// Whether its start is told in Beijing's time as it is in milliseconds.
    pub says_at: bool,
    /// Of which pollutant.
    pub pollutant: String,
    /// Which revision of the value it is.
    pub revision: i32,
    /// What it says.
    pub figures: Figures,
    /// Whether it was sent again later.
    pub resent: bool,
}

impl Row {
    /// Where it stands in the order.
    pub fn key(&self) -> (Day, i64) {
        (Day(self.received.day()), self.frame)
    }

    /// A short print of what it says.
    pub fn print(&self) -> u64 {
        print(self.interval, self.at, &self.pollutant, &self.figures)
    }

    /// A short print of a revision of the same value.
    pub fn place(&self, revision: i32) -> u64 {
        place(self.interval, self.at, &self.pollutant, revision)
    }

    /// The revision that must be there beside this one: they count from 1 upwards, and those that were set aside downwards.
    pub fn beside(&self) -> Option<i32> {
        match self.revision {
            1 => None,
            2.. => Some(self.revision - 1),
            _ => Some(self.revision + 1),
        }
    }
}

/// A short print of what a value says: enough to know it again among millions, and nothing that anybody can aim at.
pub fn print(interval: Interval, at: Stamp, pollutant: &str, figures: &Figures) -> u64 {
    short(&format!("{interval}\n{}\n{pollutant}\n{figures:?}", at.0))
}

/// A short print of a revision of a value.
pub fn place(interval: Interval, at: Stamp, pollutant: &str, revision: i32) -> u64 {
    short(&format!("{interval}\n{}\n{pollutant}\n{revision}", at.0))
}

fn short(text: &str) -> u64 {
    Digest::of(text.as_bytes()).0.first_chunk().copied().map_or(0, u64::from_be_bytes)
}

/// The rows of a file of values.
pub struct Rows<R>(Lines<R>);

impl<R: Read> Rows<R> {
    /// Begins behind the header.
    pub fn new(mut lines: Lines<R>) -> Result<Self, Refused> {
        header(&mut lines, VALUES, &VALUE_COLUMNS)?;
        Ok(Self(lines))
    }

    /// The next row; one that cannot be read is told and left out.
    pub fn next(&mut self, tell: &mut dyn FnMut(Trouble)) -> Result<Option<Row>, Refused> {
        while let Some((line, text)) = self.0.next()? {
            match fields(text).and_then(|fields| row(line, fields)) {
                Some(row) => return Ok(Some(row)),
                None => tell(Trouble { file: VALUES, line: Some(line), what: Unfit::Unreadable }),
            }
        }
        Ok(None)
    }
}

/// Reads a header.
pub fn header<R: Read>(lines: &mut Lines<R>, name: &'static str, columns: &[&str]) -> Result<(), Refused> {
    let first = lines.next()?.and_then(|(_, text)| fields(text));
    if first.is_some_and(|fields| fields == columns) { Ok(()) } else { Err(Refused::Unreadable(name)) }
}

/// The fields of a line.
pub fn fields(line: &[u8]) -> Option<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).buffer_capacity(256).from_reader(line);
    let record = reader.records().next()?.ok()?;
    Some(record.iter().map(str::to_owned).collect())
}

fn row(line: u64, fields: Vec<String>) -> Option<Row> {
    let fields: [String; VALUE_COLUMNS.len()] = fields.try_into().ok()?;
    let [
        frame,
        received,
        interval,
        at_ms,
        at,
        pollutant,
        revision,
        value,
        measured,
        converted,
        low,
        high,
        amount,
        flag,
        resent,
    ] = fields;
    let figures = Figures {
        value: nano(&value)?,
        measured: nano(&measured)?,
        converted: converted.parse().ok()?,
        low: nano(&low)?,
        high: nano(&high)?,
        amount: or_none(&amount)?.map(Micro::try_from).transpose().ok()?,
        flag: flag.parse().ok()?,
    };
    let moment = Stamp(at_ms.parse().ok()?);
    Some(Row {
        line,
        frame: frame.parse().ok()?,
        received: Stamp(received.parse().ok()?),
        interval: interval.parse().ok()?,
        at: moment,
        says_at: moment.rfc3339() == at,
        pollutant,
        revision: revision.parse().ok()?,
        figures,
        resent: resent.parse().ok()?,
    })
}

#[expect(clippy::option_option, reason = "absent and unreadable are two things")]
fn nano(text: &str) -> Option<Option<Nano>> {
    or_none(text)?.map(Nano::try_from).transpose().ok()
}

/// A decimal, or none where nothing stands; nothing at all where it is no decimal.
#[expect(clippy::option_option, reason = "absent and unreadable are two things")]
fn or_none(text: &str) -> Option<Option<Decimal>> {
    if text.is_empty() { Some(None) } else { text.parse().ok().map(Some) }
}
