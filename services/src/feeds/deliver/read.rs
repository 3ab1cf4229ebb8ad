//! From files to rows, and what is wrong with their cells.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use domain::{
    fixed::Micro,
    matching::Named,
    metering::Period,
    sheet::{Cell, HEAD_ROWS, Header, Kind},
    time::Day,
};

use super::{Meters, entry, feed_of, reading, subject::Subject};
use crate::register::import::{
    File, FileSlip, MOST_FILES, MOST_NAMED, Place, Problem, Refusal, Report, SheetReport, Why,
    bounds::Next,
    read::{EXPLAINING, is_remark},
    report::letters,
    row::Row,
    workbook::Opened,
};

/// The most rows of a sheet: as many as Excel has.
const MOST_ROWS: usize = 1_048_576;
/// The most rows of all sheets together.
const MOST_ROWS_IN_ALL: usize = 1_500_000;
/// Words in the header of a column that says what enterprises earn.
const TURNOVER: [&str; 6] = ["营业额", "营业收入", "销售额", "开票", "turnover", "revenue"];

/// What a meter counted.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reading {
    /// The place of its meter among the subjects.
    pub subject: usize,
    pub period: Period,
    /// The place of its device among the devices.
    pub device: usize,
    pub quantity: Micro,
    pub place: Place,
}

/// What is said of anything else.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    /// What tells it from others of its kind.
    pub word: String,
    /// The place of whom it is about among the subjects.
    pub subject: Option<usize>,
    pub day: Option<Day>,
    /// As it is kept.
    pub said: String,
    pub place: Place,
}

/// Where a sheet is: the place of its file, its place in the file, and its header with the number of its last row.
type Source = (usize, usize, Option<(Header, u32)>);

/// All that was read.
pub(super) struct Batch {
    pub kind: Kind,
    pub report: Report,
    pub subjects: Vec<Subject>,
    pub devices: Vec<String>,
    /// By subject, period and device.
    pub readings: Vec<Reading>,
    pub entries: Vec<Entry>,
    /// The headers of the sheets, and where they are from.
    sources: Vec<Source>,
    by_word: HashMap<String, usize>,
    by_device: HashMap<String, usize>,
    rows: usize,
    may_hear_turnover: bool,
}

impl Batch {
    /// Reads all files. What enterprises earn is taken only where the law of the place lets the bureau hear it.
    pub(super) fn read(
        kind: Kind,
        files: &[File],
        mut meters: Meters,
        (today, may_hear_turnover): (NaiveDate, bool),
    ) -> Self {
        let mut batch = Self {
            kind,
            report: Report::default(),
            subjects: Vec::new(),
            devices: Vec::new(),
            readings: Vec::new(),
            entries: Vec::new(),
            sources: Vec::new(),
            by_word: HashMap::new(),
            by_device: HashMap::new(),
            rows: 0,
            may_hear_turnover,
        };
        for (at, file) in files.iter().enumerate() {
            let first = batch.sources.len();
            let Some(mut opened) = batch.open(at, file) else { continue };
            for sheet in first..batch.sources.len() {
                let (_, place, Some((header, below))) = batch.sources[sheet].clone() else { continue };
                let (readings, entries) = (batch.readings.len(), batch.entries.len());
                let read = opened.rows(place, MOST_ROWS, &mut |row, cells| {
                    if row > below && !is_remark(&cells) {
                        batch.take(Place { sheet, row }, &header, &cells, &mut meters, today)
                    } else {
                        Next::Continue(())
                    }
                });
                let problem = match read {
                    Ok(()) if batch.rows > MOST_ROWS_IN_ALL => Some(FileSlip::ManyRows(MOST_ROWS_IN_ALL)),
                    read => read.err(),
                };
                if let Some(slip) = problem {
                    // Half a table is none.
                    batch.report.sheets[sheet].problem = Some(Problem::File(slip));
                    batch.readings.truncate(readings);
                    batch.entries.truncate(entries);
                }
            }
        }
        batch.once();
        batch
    }

    /// Opens a file and looks at the headers of its sheets.
    fn open(&mut self, at: usize, file: &File) -> Option<Opened> {
        let content = if at < MOST_FILES { file.content.as_ref() } else { Err(&FileSlip::ManyFiles(MOST_FILES)) };
        let mut opened = match content.map_err(Clone::clone).and_then(Opened::open) {
            Ok(opened) => opened,
            Err(slip) => {
                self.refuse_file(at, file, slip);
                return None;
            }
        };
        let mut is_read = false;
        for (place, sheet) in opened.sheets().into_iter().enumerate() {
            if sheet.as_ref().is_some_and(|name| EXPLAINING.contains(&&*name.trim().to_lowercase())) {
                continue;
            }
            let mut head: Vec<(u32, Vec<Cell>)> = Vec::new();
            let looked = opened.rows(place, MOST_ROWS, &mut |row, cells| {
                head.extend((!cells.is_empty()).then_some((row, cells)));
                if head.len() <= HEAD_ROWS { Next::Continue(()) } else { Next::Break(()) }
            });
            let mut report = SheetReport { file: file.name.clone(), sheet, ..SheetReport::default() };
            if let Err(slip) = looked {
                report.problem = Some(Problem::File(slip));
            } else if head.is_empty() {
                continue;
            }
            is_read = true;
            let header = self.header(&mut report, &head);
            self.report.sheets.push(report);
            self.sources.push((at, place, header));
        }
        if !is_read {
            self.refuse_file(at, file, FileSlip::Empty);
        }
        Some(opened)
    }

    /// What the header of a sheet says, and the number of its last row.
    fn header(&self, report: &mut SheetReport, head: &[(u32, Vec<Cell>)]) -> Option<(Header, u32)> {
        if report.problem.is_some() {
            return None;
        }
        let rows: Vec<Vec<Cell>> = head.iter().map(|(_, cells)| cells.clone()).collect();
        let header = match Header::find_among(&rows, Some(self.kind), &[self.kind]) {
            Ok(header) => header,
            Err(slip) => {
                report.problem = Some(Problem::Header(slip));
                return None;
            }
        };
        report.kind = Some(header.kind);
        report.unread.clone_from(&header.unread);
        if let Some(said) = self.turnover(&header) {
            report.problem = Some(Problem::File(FileSlip::Turnover(said.to_owned())));
            return None;
        }
        let last = head.get(header.below.saturating_sub(1)).map_or(0, |(row, _)| *row);
        Some((header, last))
    }

    /// The column that says what enterprises earn, where nobody may say that.
    fn turnover<'h>(&self, header: &'h Header) -> Option<&'h str> {
        if self.kind != Kind::Tax || self.may_hear_turnover {
            return None;
        }
        let earns = |said: &&String| TURNOVER.iter().any(|word| said.to_lowercase().contains(word));
        let known = header.place("turnover").map(|known| known.said.as_str());
        known.or_else(|| header.unread.iter().find(earns).map(String::as_str))
    }

    fn refuse_file(&mut self, at: usize, file: &File, slip: FileSlip) {
        let problem = Some(Problem::File(slip));
        self.report.sheets.push(SheetReport { file: file.name.clone(), problem, ..SheetReport::default() });
        self.sources.push((at, 0, None));
    }

    /// Takes a row of a sheet.
    fn take(&mut self, place: Place, header: &Header, cells: &[Cell], meters: &mut Meters, today: NaiveDate) -> Next {
        self.rows += 1;
        if self.rows > MOST_ROWS_IN_ALL {
            return Next::Break(());
        }
        let mut row = Row::new(header, cells);
        if let Some(feed) = feed_of(self.kind) {
            let read = reading::read(&mut row, feed, meters, today);
            if let Ok((subject, period, quantity)) = read {
                let device = self.device(&subject.device);
                let subject = self.subject(subject);
                self.readings.push(Reading { subject, period, device, quantity, place });
                return Next::Continue(());
            }
        } else if let Ok(entry::Said { subject, word, day, json }) = entry::read(self.kind, &mut row, today) {
            let subject = subject.map(|subject| self.subject(subject));
            self.entries.push(Entry { word, subject, day, said: json, place });
            return Next::Continue(());
        }
        self.report.sheets[place.sheet].refused += 1;
        for (field, slip) in row.slips() {
            let cell = header.place(field).and_then(|known| cells.get(known.at));
            self.refuse(place, field, Why::Cell(slip), cell.map(Cell::shown).unwrap_or_default());
        }
        Next::Continue(())
    }

    /// The place of a subject; what is said of it for the first time is kept.
    fn subject(&mut self, subject: Subject) -> usize {
        if let Some(at) = self.by_word.get(&subject.word) {
            let known = &mut self.subjects[*at];
            if known.named == Named::default() {
                known.named = subject.named;
            }
            if !subject.device.is_empty() {
                known.device = subject.device;
            }
            return *at;
        }
        let at = self.subjects.len();
        self.by_word.insert(subject.word.clone(), at);
        self.subjects.push(subject);
        at
    }

    fn device(&mut self, device: &str) -> usize {
        if let Some(at) = self.by_device.get(device) {
            return *at;
        }
        let at = self.devices.len();
        self.by_device.insert(device.to_owned(), at);
        self.devices.push(device.to_owned());
        at
    }

    /// Refuses what says again what an earlier row says.
    fn once(&mut self) {
        self.readings.sort_by_key(|one| (one.subject, one.period, one.device, one.place));
        let mut twice: Vec<(Place, Place)> = Vec::new();
        let mut first: Option<Reading> = None;
        self.readings.retain(|one| {
            let key = |one: &Reading| (one.subject, one.period, one.device);
            match first.filter(|first| key(first) == key(one)) {
                Some(first) => twice.push((one.place, first.place)),
                None => first = Some(*one),
            }
            first.is_some_and(|first| first.place == one.place)
        });
        let mut seen: HashMap<String, Place> = HashMap::new();
        self.entries.retain(|one| {
            let first = *seen.entry(one.word.clone()).or_insert(one.place);
            if first != one.place {
                twice.push((one.place, first));
            }
            first == one.place
        });
        twice.sort_unstable();
        for (place, first) in twice {
            self.report.sheets[place.sheet].refused += 1;
            self.refuse(place, "", Why::Twice(first), String::new());
        }
    }

    /// Refuses every sheet that was read, and all that is in it.
    pub(super) fn refuse_all(&mut self, slip: &FileSlip) {
        for sheet in self.report.sheets.iter_mut().filter(|sheet| sheet.problem.is_none()) {
            sheet.problem = Some(Problem::File(slip.clone()));
        }
        self.readings.clear();
        self.entries.clear();
        self.subjects.clear();
    }

    /// Notes why a row is refused. All of it is counted, and the first of it is named.
    fn refuse(&mut self, place: Place, field: &'static str, why: Why, value: String) {
        self.report.refusals += 1;
        if self.report.refused.len() >= MOST_NAMED {
            return;
        }
        let header = self.sources.get(place.sheet).and_then(|(_, _, header)| header.as_ref());
        let known = header.and_then(|(header, _)| header.place(field));
        let column = domain::sheet::column(self.kind, field);
        let refusal = Refusal {
            place,
            field,
            letters: known.map(|known| letters(known.at)).unwrap_or_default(),
            header: known
                .map(|known| known.said.clone())
                .or_else(|| column.map(|column| column.zh.to_owned()))
                .unwrap_or_default(),
            value,
            why,
        };
        self.report.refused.push(refusal);
    }

    /// The first and the last day that it is about.
    pub(super) fn days(&self) -> Option<(NaiveDate, NaiveDate)> {
        let periods = self.readings.iter().map(|one| (one.period.first(), one.period.last()));
        let days = self.entries.iter().filter_map(|one| one.day.map(|day| (day.0, day.0)));
        periods.chain(days).reduce(|sum, one| (sum.0.min(one.0), sum.1.max(one.1)))
    }

    /// The subjects of all rows, row by row.
    pub(super) fn subjects_of_rows(&self) -> impl Iterator<Item = usize> {
        self.readings.iter().map(|one| one.subject).chain(self.entries.iter().filter_map(|one| one.subject))
    }

    /// The subjects that any row is about.
    pub(super) fn named(&self) -> HashSet<usize> {
        self.subjects_of_rows().collect()
    }
}
