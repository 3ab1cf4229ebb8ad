//! From files to entries, and what is wrong with their cells.

use std::collections::{HashMap, HashSet};

use domain::sheet::{Cell, HEAD_ROWS, Header, Kind};

use super::{
    bounds::{FileSlip, MOST_FILES, MOST_ROWS_IN_ALL, Next},
    entries::{FromRow, TownNames},
    file::{File, Opened},
    report::{MOST_NAMED, Place, Problem, Refusal, Report, SheetReport, Why, letters},
    row::Row,
};
use crate::register::{
    BillEntry, CapEntry, EnterpriseEntry, LimitEntry, LoggerEntry, OutletEntry, ProductEntry, TownEntry,
};

/// Sheets that explain, and are no tables.
const EXPLAINING: [&str; 5] = ["说明", "填写说明", "填表说明", "notes", "readme"];

/// Entries of one kind with their places.
pub(super) struct Batch<E> {
    pub entries: Vec<E>,
    pub places: Vec<Place>,
}

impl<E> Default for Batch<E> {
    fn default() -> Self {
        Self { entries: Vec::new(), places: Vec::new() }
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
    pub(super) fn without(&mut self, rows: &HashSet<usize>) {
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
    pub outlets: Batch<OutletEntry>,
    pub limits: Batch<LimitEntry>,
    pub loggers: Batch<LoggerEntry>,
    pub bills: Batch<BillEntry>,
    pub report: Report,
    /// The header of each sheet of the report.
    sources: Vec<Source>,
    /// How many rows there were so far.
    rows: usize,
}

/// Where a sheet of the report is from.
struct Source {
    file: usize,
    sheet: usize,
    /// What was understood of it, and the number of the last row of the header.
    header: Option<(Header, u32)>,
}

impl Tables {
    /// Reads all files. Towns come before what lies in them, whatever the order of the sheets.
    pub(super) fn read(files: &[File], mut towns: TownNames) -> Self {
        let mut tables = Self::default();
        let mut opened: Vec<Option<Opened>> = Vec::new();
        for (at, file) in files.iter().take(MOST_FILES).enumerate() {
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
            let read = file.rows(sheet, &mut |row, cells| tables.take(at, &header, below, row, &cells, &towns));
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
                    name_town(&mut towns, &town.name, &town.code);
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
        self.outlets.without_sheet(sheet);
        self.limits.without_sheet(sheet);
        self.loggers.without_sheet(sheet);
        self.bills.without_sheet(sheet);
    }

    /// Opens a file and looks at the headers of its sheets.
    fn open(&mut self, at: usize, file: &File) -> Option<Opened> {
        let mut opened = match Opened::open(&file.bytes) {
            Ok(opened) => opened,
            Err(slip) => {
                self.add(
                    at,
                    0,
                    SheetReport {
                        file: file.name.clone(),
                        problem: Some(Problem::File(slip)),
                        ..SheetReport::default()
                    },
                    None,
                );
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
            let looked = opened.rows(place, &mut |row, cells| {
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
            self.add(
                at,
                0,
                SheetReport {
                    file: file.name.clone(),
                    problem: Some(Problem::File(FileSlip::Empty)),
                    ..SheetReport::default()
                },
                None,
            );
        }
        Some(opened)
    }

    fn add(&mut self, file: usize, sheet: usize, report: SheetReport, header: Option<(Header, u32)>) {
        self.report.sheets.push(report);
        self.sources.push(Source { file, sheet, header });
    }

    /// Takes a row of a sheet.
    fn take(&mut self, sheet: usize, header: &Header, below: u32, row: u32, cells: &[Cell], towns: &TownNames) -> Next {
        if row <= below || is_remark(cells) {
            return Next::Continue(());
        }
        self.rows += 1;
        if self.rows > MOST_ROWS_IN_ALL {
            return Next::Break(());
        }
        let place = Place { sheet, row };
        let mut reading = Row::new(header, cells);
        match header.kind {
            Kind::Towns => keep(&mut self.towns, place, &mut reading, towns),
            Kind::Enterprises => keep(&mut self.enterprises, place, &mut reading, towns),
            Kind::Products => keep(&mut self.products, place, &mut reading, towns),
            Kind::Caps => keep(&mut self.caps, place, &mut reading, towns),
            Kind::Outlets => keep(&mut self.outlets, place, &mut reading, towns),
            Kind::Limits => keep(&mut self.limits, place, &mut reading, towns),
            Kind::Loggers => keep(&mut self.loggers, place, &mut reading, towns),
            Kind::Bills => keep(&mut self.bills, place, &mut reading, towns),
        }
        let slips = reading.slips();
        self.report.sheets[sheet].refused += usize::from(!slips.is_empty());
        for (field, slip) in slips {
            self.refuse(place, field, Why::Cell(slip), Some(cells));
        }
        Next::Continue(())
    }

    /// Notes why a row is refused. What stands in the cell is looked up later where the row is not at hand.
    pub(super) fn refuse(&mut self, place: Place, field: &'static str, why: Why, cells: Option<&[Cell]>) {
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
            value: cells.and_then(|cells| cells.get(known?.at)).map(|cell| shown(field, cell)).unwrap_or_default(),
            why,
        };
        self.report.refused.push(refusal);
    }

    /// Looks up what stands in the cells of rows that the register refused.
    pub(super) fn look_up_values(&mut self, files: &[File]) {
        let mut wanted: HashMap<usize, HashMap<u32, Vec<usize>>> = HashMap::new();
        for (at, refusal) in self.report.refused.iter().enumerate() {
            if !matches!(refusal.why, Why::Cell(_)) {
                wanted.entry(refusal.place.sheet).or_default().entry(refusal.place.row).or_default().push(at);
            }
        }
        for (sheet, mut rows) in wanted {
            let source = &self.sources[sheet];
            let (Some((header, _)), Some(file)) = (&source.header, files.get(source.file)) else { continue };
            let Ok(mut opened) = Opened::open(&file.bytes) else { continue };
            let refused = &mut self.report.refused;
            // It could be read before; what cannot be found now stays empty.
            let _read = opened.rows(source.sheet, &mut |row, cells| {
                for at in rows.remove(&row).unwrap_or_default() {
                    let field = refused[at].field;
                    let cell = header.place(field).and_then(|place| cells.get(place.at));
                    refused[at].value = cell.map(|cell| shown(field, cell)).unwrap_or_default();
                }
                if rows.is_empty() { Next::Break(()) } else { Next::Continue(()) }
            });
        }
        self.report.refused.sort_by_key(|refusal| refusal.place);
        self.report.changed.sort_by_key(|change| change.place);
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

fn keep<E: FromRow>(batch: &mut Batch<E>, place: Place, row: &mut Row<'_>, towns: &TownNames) {
    if let Ok(entry) = E::read(row, towns) {
        batch.push(entry, place);
    }
}

/// Whether a row says nothing, or something about the table: it begins with `#`, as the explanations of templates do.
fn is_remark(cells: &[Cell]) -> bool {
    match cells.iter().find(|cell| !cell.is_blank()) {
        None => true,
        Some(Cell::Text(text)) => text.trim_start().starts_with(['#', '＃']),
        Some(_) => false,
    }
}

/// Notes a town's name. One that two towns have names neither.
pub(super) fn name_town(towns: &mut TownNames, name: &str, code: &str) {
    let named = towns.entry(name.to_owned()).or_insert_with(|| Some(code.to_owned()));
    if named.as_deref().is_some_and(|known| known != code) {
        *named = None;
    }
}
