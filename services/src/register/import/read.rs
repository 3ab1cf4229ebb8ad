//! From files to entries, and what is wrong with their cells.

use std::{
    collections::{HashMap, HashSet},
    ops::Range,
};

use domain::{
    sheet::{Cell, HEAD_ROWS, Header, Kind},
    time::Stamp,
};

use super::{
    bounds::{FileSlip, MOST_FILES, MOST_ROWS, MOST_ROWS_IN_ALL, Next},
    entries::{FromRow, TownNames},
    report::{MOST_NAMED, Place, Problem, Refusal, Report, SheetReport, Why, letters},
    row::Row,
    workbook::{File, Opened},
};
use crate::register::{
    BillEntry, CapEntry, EnterpriseEntry, Flaw, LimitEntry, LoggerEntry, MeterEntry, OutletEntry, PersonEntry,
    PremisesEntry, ProductEntry, SuccessionEntry, TenancyEntry, TownEntry, TreatmentEntry,
    entry::{Entry, Owner},
};

/// Sheets that explain, and are no tables.
pub(crate) const EXPLAINING: [&str; 5] = ["说明", "填写说明", "填表说明", "notes", "readme"];

/// Entries of one kind with their places.
pub(super) struct Batch<E> {
    pub entries: Vec<E>,
    pub places: Vec<Place>,
    /// Where its portions lie, those that the register has seen.
    pub portions: Vec<Range<usize>>,
}

impl<E> Default for Batch<E> {
    fn default() -> Self {
        Self { entries: Vec::new(), places: Vec::new(), portions: Vec::new() }
    }
}

impl<E> Batch<E> {
    fn push(&mut self, entry: E, place: Place) {
        self.entries.push(entry);
        self.places.push(place);
    }

    /// Leaves out what came from a sheet, the last one that was read.
    fn without_sheet(&mut self, sheet: usize) {
        let kept = self.places.iter().position(|place| place.sheet == sheet).unwrap_or(self.places.len());
        self.places.truncate(kept);
        self.entries.truncate(kept);
    }

    /// Leaves some out, by their places in the list.
    fn without(&mut self, rows: &HashSet<usize>) {
        let mut at = 0..;
        self.entries.retain(|_| at.next().is_none_or(|at| !rows.contains(&at)));
        let mut at = 0..;
        self.places.retain(|_| at.next().is_none_or(|at| !rows.contains(&at)));
    }
}

/// All that was read.
#[derive(Default)]
pub(super) struct Tables {
    pub towns: Batch<TownEntry>,
    pub enterprises: Batch<EnterpriseEntry>,
    pub products: Batch<ProductEntry>,
    pub caps: Batch<CapEntry>,
    pub treatments: Batch<TreatmentEntry>,
    pub persons: Batch<PersonEntry>,
    pub outlets: Batch<OutletEntry>,
    pub limits: Batch<LimitEntry>,
    pub loggers: Batch<LoggerEntry>,
    pub bills: Batch<BillEntry>,
    pub meters: Batch<MeterEntry>,
    pub premises: Batch<PremisesEntry>,
    pub tenancies: Batch<TenancyEntry>,
    pub successions: Batch<SuccessionEntry>,
    pub report: Report,
    /// What tells its files from others.
    pub digest: String,
    /// The header of each sheet of the report.
    sources: Vec<Source>,
    /// How many rows there were so far.
    rows: usize,
    /// Where that is refused to which others would belong.
    refused: HashMap<Owner, Place>,
}

/// Where a sheet of the report is from.
struct Source {
    file: usize,
    sheet: usize,
    /// What was understood of it, and the number of the last row of the header.
    header: Option<(Header, u32)>,
}

impl Tables {
    /// Reads all files, with what is wrong with each row by itself. Towns come before what lies in them, whatever the order
    /// of the sheets.
    pub(super) fn read(files: &[File], mut towns: TownNames, now: Stamp) -> Self {
        let mut tables = Self::default();
        let mut opened: Vec<Option<Opened>> = Vec::new();
        for (at, file) in files.iter().enumerate() {
            opened.push(tables.open(at, file));
        }
        let mut order: Vec<usize> = (0..tables.sources.len()).collect();
        order.sort_by_key(|at| tables.sources[*at].header.as_ref().map(|(header, _)| header.kind));
        for at in order {
            let source = &tables.sources[at];
            let (Some((header, below)), Some(Some(file))) = (source.header.clone(), opened.get_mut(source.file)) else {
                continue;
            };
            let sheet = source.sheet;
            let read = file.rows(sheet, MOST_ROWS, &mut |row, cells| {
                let is_data = row > below && !is_remark(&cells);
                if is_data {
                    tables.take(Place { sheet: at, row }, &header, &cells, &towns, now)
                } else {
                    Next::Continue(())
                }
            });
            let problem = match read {
                Ok(()) if tables.rows > MOST_ROWS_IN_ALL => Some(FileSlip::ManyRows(MOST_ROWS_IN_ALL)),
                read => read.err(),
            };
            if let Some(slip) = problem {
                tables.report.sheets[at].problem = Some(Problem::File(slip));
                tables.leave_out(at);
            }
            if header.kind == Kind::Towns {
                for town in &tables.towns.entries {
                    towns.note(&town.name, &town.code);
                }
            }
        }
        tables
    }

    /// Leaves a sheet out that could not be read to its end: half a table is none.
    fn leave_out(&mut self, sheet: usize) {
        self.towns.without_sheet(sheet);
        self.enterprises.without_sheet(sheet);
        self.products.without_sheet(sheet);
        self.caps.without_sheet(sheet);
        self.treatments.without_sheet(sheet);
        self.persons.without_sheet(sheet);
        self.outlets.without_sheet(sheet);
        self.limits.without_sheet(sheet);
        self.loggers.without_sheet(sheet);
        self.bills.without_sheet(sheet);
        self.meters.without_sheet(sheet);
        self.premises.without_sheet(sheet);
        self.tenancies.without_sheet(sheet);
        self.successions.without_sheet(sheet);
    }

    /// Opens a file and looks at the headers of its sheets.
    fn open(&mut self, at: usize, file: &File) -> Option<Opened> {
        let opened = if at < MOST_FILES { file.content.as_ref() } else { Err(&FileSlip::ManyFiles(MOST_FILES)) };
        let mut opened = match opened.map_err(Clone::clone).and_then(Opened::open) {
            Ok(opened) => opened,
            Err(slip) => {
                self.refuse_file(at, file, slip);
                return None;
            }
        };
        let sheets = opened.sheets();
        let mut is_read = false;
        for (place, sheet) in sheets.into_iter().enumerate() {
            let explains = |name: &String| EXPLAINING.contains(&&*name.trim().to_lowercase());
            if sheet.as_ref().is_some_and(explains) {
                continue;
            }
            let mut head: Vec<(u32, Vec<Cell>)> = Vec::new();
            let looked = opened.rows(place, MOST_ROWS, &mut |row, cells| {
                head.extend((!cells.is_empty()).then_some((row, cells)));
                if head.len() <= HEAD_ROWS { Next::Continue(()) } else { Next::Break(()) }
            });
            let mut report = SheetReport { file: file.name.clone(), sheet: sheet.clone(), ..SheetReport::default() };
            if let Err(slip) = looked {
                report.problem = Some(Problem::File(slip));
            } else if head.is_empty() {
                continue;
            }
            is_read = true;
            let header = header(&mut report, &head, sheet.as_deref().unwrap_or(&file.name), &file.name);
            self.add(at, place, report, header);
        }
        if !is_read {
            self.refuse_file(at, file, FileSlip::Empty);
        }
        Some(opened)
    }

    fn refuse_file(&mut self, at: usize, file: &File, slip: FileSlip) {
        let problem = Some(Problem::File(slip));
        self.add(at, 0, SheetReport { file: file.name.clone(), problem, ..SheetReport::default() }, None);
    }

    fn add(&mut self, file: usize, sheet: usize, report: SheetReport, header: Option<(Header, u32)>) {
        self.report.sheets.push(report);
        self.sources.push(Source { file, sheet, header });
    }

    /// Takes a row of a sheet.
    fn take(&mut self, place: Place, header: &Header, cells: &[Cell], towns: &TownNames, now: Stamp) -> Next {
        self.rows += 1;
        if self.rows > MOST_ROWS_IN_ALL {
            return Next::Break(());
        }
        macro_rules! keep {
            ($batch:ident) => {
                keep(&mut self.$batch, place, header, cells, towns, now)
            };
        }
        let wrong = match header.kind {
            Kind::Towns => keep!(towns),
            Kind::Enterprises => keep!(enterprises),
            Kind::Products => keep!(products),
            Kind::Caps => keep!(caps),
            Kind::Treatments => keep!(treatments),
            Kind::Persons => keep!(persons),
            Kind::Outlets => keep!(outlets),
            Kind::Limits => keep!(limits),
            Kind::Loggers => keep!(loggers),
            Kind::Bills => keep!(bills),
            Kind::Meters => keep!(meters),
            Kind::Premises => keep!(premises),
            Kind::Tenancies => keep!(tenancies),
            Kind::Successions => keep!(successions),
            // No header of the register is one of what others deliver.
            _ => return Next::Continue(()),
        };
        let Some(Wrong { why, known_as }) = wrong else { return Next::Continue(()) };
        self.report.sheets[place.sheet].refused += 1;
        self.miss(known_as, place);
        for (field, why) in why {
            let cell = header.place(field).and_then(|known| cells.get(known.at));
            self.refuse(place, field, why, || cell.map(|cell| shown(field, cell)).unwrap_or_default());
        }
        Next::Continue(())
    }

    /// Leaves entries out that the register refuses, and notes why; says how many.
    pub(super) fn without<E: Entry + FromRow>(
        &mut self,
        batch: &mut Batch<E>,
        flaws: impl Iterator<Item = (usize, &'static str, Flaw)>,
    ) -> usize {
        let mut rows = HashSet::new();
        for (row, field, flaw) in flaws {
            let (Some(place), Some(entry)) = (batch.places.get(row).copied(), batch.entries.get(row)) else { continue };
            if rows.insert(row) {
                self.report.sheets[place.sheet].refused += 1;
                self.miss(entry.opens(), place);
            }
            let why = match (&flaw, self.missed(&flaw)) {
                (Flaw::Twice(first), _) => {
                    batch.places.get(*first).map_or(Why::Register(flaw), |first| Why::Twice(*first))
                }
                (_, Some(refused)) => Why::Belongs(refused),
                _ => Why::Register(flaw),
            };
            self.refuse(place, field, why, || entry.shown(field));
        }
        batch.without(&rows);
        rows.len()
    }

    /// Notes that something is refused to which other rows may belong.
    fn miss(&mut self, known_as: impl IntoIterator<Item = Owner>, place: Place) {
        for owner in known_as {
            self.refused.entry(owner).or_insert(place);
        }
    }

    /// The refused row to which one with this flaw would belong.
    fn missed(&self, flaw: &Flaw) -> Option<Place> {
        let owner = match flaw {
            Flaw::UnknownTown(code) => Owner::Town(code.clone()),
            Flaw::UnknownEnterprise(code) => Owner::Enterprise(*code),
            Flaw::UnknownPremises(code) => Owner::Premises(code.clone()),
            Flaw::UnknownOutlet(code, outlet) => Owner::Outlet(*code, *outlet),
            _ => return None,
        };
        self.refused.get(&owner).copied()
    }

    /// Notes why a row is refused. All of it is counted, and the first of it is named.
    fn refuse(&mut self, place: Place, field: &'static str, why: Why, value: impl FnOnce() -> String) {
        self.report.refusals += 1;
        if self.report.refused.len() >= MOST_NAMED {
            return;
        }
        let header = self.sources.get(place.sheet).and_then(|source| source.header.as_ref());
        let known = header.and_then(|(header, _)| header.place(field));
        let column = header.and_then(|(header, _)| domain::sheet::column(header.kind, field));
        let refusal = Refusal {
            place,
            field,
            letters: known.map(|known| letters(known.at)).unwrap_or_default(),
            header: known
                .map(|known| known.said.clone())
                .or_else(|| column.map(|column| column.zh.to_owned()))
                .unwrap_or_default(),
            value: value(),
            why,
        };
        self.report.refused.push(refusal);
    }
}

/// What the header of a sheet says, and the number of its last row.
fn header(report: &mut SheetReport, head: &[(u32, Vec<Cell>)], name: &str, file: &str) -> Option<(Header, u32)> {
    if report.problem.is_some() {
        return None;
    }
    let rows: Vec<Vec<Cell>> = head.iter().map(|(_, cells)| cells.clone()).collect();
    match Header::find(&rows, Kind::named(name).or_else(|| Kind::named(file))) {
        Ok(header) => {
            report.kind = Some(header.kind);
            report.unread.clone_from(&header.unread);
            let last = head.get(header.below.saturating_sub(1)).map_or(0, |(row, _)| *row);
            Some((header, last))
        }
        Err(slip) => {
            report.problem = Some(Problem::Header(slip));
            None
        }
    }
}

/// What a report shows of a cell. Passwords of loggers are in none.
fn shown(field: &str, cell: &Cell) -> String {
    if field == "password" { "…".to_owned() } else { cell.shown() }
}

/// Why a row is no entry.
struct Wrong {
    why: Vec<(&'static str, Why)>,
    /// As what rows of other tables may belong to what it would have been.
    known_as: Vec<Owner>,
}

/// Reads a row, and keeps it where nothing is wrong with it by itself.
fn keep<E: Entry + FromRow>(
    batch: &mut Batch<E>,
    place: Place,
    header: &Header,
    cells: &[Cell],
    towns: &TownNames,
    now: Stamp,
) -> Option<Wrong> {
    let mut row = Row::new(header, cells);
    let read = E::read(&mut row, towns);
    let mut why: Vec<_> = row.slips().into_iter().map(|(field, slip)| (field, Why::Cell(slip))).collect();
    if let Ok(entry) = read {
        why.extend(entry.check(now).of(0).map(|fault| (fault.field, Why::Register(fault.flaw))));
        if why.is_empty() {
            batch.push(entry, place);
            return None;
        }
    }
    Some(Wrong { why, known_as: E::known_as(&mut Row::new(header, cells)) })
}

/// Whether a row says nothing, or something about the table: it begins with `#`, as the explanations of templates do.
pub(crate) fn is_remark(cells: &[Cell]) -> bool {
    match cells.iter().find(|cell| !cell.is_blank()) {
        None => true,
        Some(Cell::Text(text)) => text.trim_start().starts_with(['#', '＃']),
        Some(_) => false,
    }
}
