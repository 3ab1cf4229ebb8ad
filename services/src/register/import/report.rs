//! What an import says about what it read.

use domain::{
    lang::Lang,
    sheet::{HeaderSlip, Kind, Said, Slip},
};

use super::{bounds::FileSlip, explain};
use crate::register::Flaw;

/// The most refusals and changes that a report names one by one; beyond it they are counted.
pub const MOST_NAMED: usize = 2_000;

/// What an import read, and what becomes of it.
#[derive(Debug, Default)]
pub struct Report {
    /// The sheets, in the order of the files.
    pub sheets: Vec<SheetReport>,
    /// What was refused, by sheet and row: the first [`MOST_NAMED`] that were found.
    pub refused: Vec<Refusal>,
    /// How many things were refused, named or not; a row may have several.
    pub refusals: usize,
    /// The rows that change something that stands, by sheet and row: the first [`MOST_NAMED`] that were found. How many
    /// there are says [`Report::total`].
    pub changed: Vec<Change>,
    /// Limits that stood and end on the day before a new one begins.
    pub ended: usize,
    /// Whether it was written.
    pub written: bool,
}

impl Report {
    /// Whether nothing was refused.
    pub fn is_clean(&self) -> bool {
        self.sheets.iter().all(|sheet| sheet.problem.is_none() && sheet.refused == 0)
    }

    /// All sheets together: new, changed, unchanged, refused rows.
    pub fn total(&self) -> Counts {
        self.sheets.iter().fold(Counts::default(), |sum, sheet| sum.and(sheet.counts()))
    }

    /// The sheet of something that the report names.
    pub fn sheet(&self, place: Place) -> Option<&SheetReport> {
        self.sheets.get(place.sheet)
    }

    /// The name of that sheet.
    pub fn name(&self, place: Place) -> String {
        self.sheet(place).map(SheetReport::name).unwrap_or_default()
    }

    /// Why something was refused, in the reader's language.
    pub fn said(&self, one: &Refusal, lang: Lang) -> Said {
        match &one.why {
            Why::Cell(slip) => slip.said(lang),
            Why::Register(flaw) => explain::said(flaw, lang),
            Why::Twice(first) if first.sheet == one.place.sheet => explain::twice(first.row, lang),
            Why::Twice(first) => explain::twice_in(&self.name(*first), first.row, lang),
            Why::Belongs(refused) => explain::belongs(&self.name(*refused), refused.row, lang),
        }
    }

    /// Forgets what would become of the rows that are not refused.
    pub(crate) fn forget_outcomes(&mut self) {
        for sheet in &mut self.sheets {
            (sheet.new, sheet.changed, sheet.same) = (0, 0, 0);
        }
        self.changed.clear();
        self.ended = 0;
    }

    /// Brings what is named into the order of sheets and rows.
    pub(crate) fn sort(&mut self) {
        self.refused.sort_by_key(|refusal| refusal.place);
        self.changed.sort_by_key(|change| change.place);
    }
}

/// How many rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Rows of things that are not in the register.
    pub new: usize,
    /// Rows that say something else than the register.
    pub changed: usize,
    /// Rows that say what the register says.
    pub same: usize,
    /// Rows that cannot be taken.
    pub refused: usize,
}

impl Counts {
    const fn and(self, other: Self) -> Self {
        Self {
            new: self.new + other.new,
            changed: self.changed + other.changed,
            same: self.same + other.same,
            refused: self.refused + other.refused,
        }
    }
}

/// What became of a sheet.
#[derive(Clone, Debug, Default)]
pub struct SheetReport {
    /// The file's name.
    pub file: String,
    /// The sheet's name; none of a file that has no sheets.
    pub sheet: Option<String>,
    /// What table it is.
    pub kind: Option<Kind>,
    /// Why nothing of it was read.
    pub problem: Option<Problem>,
    /// Headers of columns that were not read.
    pub unread: Vec<String>,
    /// New rows.
    pub new: usize,
    /// Changed rows.
    pub changed: usize,
    /// Unchanged rows.
    pub same: usize,
    /// Refused rows.
    pub refused: usize,
}

impl SheetReport {
    /// Its rows.
    pub const fn counts(&self) -> Counts {
        Counts { new: self.new, changed: self.changed, same: self.same, refused: self.refused }
    }

    /// File and sheet as one name.
    pub fn name(&self) -> String {
        match &self.sheet {
            Some(sheet) => format!("{} · {sheet}", self.file),
            None => self.file.clone(),
        }
    }
}

/// Why nothing of a sheet or file was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// The file.
    File(FileSlip),
    /// The header of the sheet.
    Header(HeaderSlip),
}

impl Problem {
    /// In the reader's language.
    pub fn said(&self, lang: Lang) -> Said {
        match self {
            Self::File(slip) => slip.said(lang),
            Self::Header(slip) => slip.said(lang),
        }
    }
}

/// A row of a sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The sheet's place in the report.
    pub sheet: usize,
    /// The row's number, from 1, as spreadsheets count.
    pub row: u32,
}

/// A row that was refused, and one thing that is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Where.
    pub place: Place,
    /// The field; empty where the whole row is meant.
    pub field: &'static str,
    /// The column's letters in the sheet (`C`); empty where the sheet has no such column.
    pub letters: String,
    /// The column's header, as the sheet has it or the template.
    pub header: String,
    /// What stands in the cell.
    pub value: String,
    /// Why.
    pub why: Why,
}

impl Refusal {
    /// The cell, as spreadsheets name it: `C7`.
    pub fn cell(&self) -> String {
        format!("{}{}", self.letters, self.place.row)
    }
}

/// Why a row was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// A cell cannot be read.
    Cell(Slip),
    /// What it says cannot stand in the register.
    Register(Flaw),
    /// An earlier row says the same thing.
    Twice(Place),
    /// What it belongs to would come with this row, which is refused.
    Belongs(Place),
}

/// A row that changes what stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Where.
    pub place: Place,
    /// The columns of the register that change.
    pub columns: Vec<&'static str>,
}

/// All that a report names, as separated values in both languages, with the mark by which Excel knows UTF-8.
pub fn as_csv(report: &Report) -> Vec<u8> {
    let mut bytes = b"\xef\xbb\xbf".to_vec();
    let header =
        ["文件 file", "单元格 cell", "列 column", "内容 value", "结果 result", "原因", "办法", "reason", "remedy"];
    line(&mut bytes, &header.map(str::to_owned));
    for sheet in &report.sheets {
        if let Some(problem) = &sheet.problem {
            let (zh, en) = (problem.said(Lang::Zh), problem.said(Lang::En));
            let [cell, column, value] = [const { String::new() }; 3];
            let result = "未读 not read".to_owned();
            line(&mut bytes, &[sheet.name(), cell, column, value, result, zh.reason, zh.remedy, en.reason, en.remedy]);
        }
    }
    for one in &report.refused {
        let (zh, en) = (report.said(one, Lang::Zh), report.said(one, Lang::En));
        let (header, value, result) = (one.header.clone(), one.value.clone(), "拒绝 refused".to_owned());
        let place = report.name(one.place);
        line(&mut bytes, &[place, one.cell(), header, value, result, zh.reason, zh.remedy, en.reason, en.remedy]);
    }
    not_named(&mut bytes, report.refusals, report.refused.len(), "拒绝 refused");
    for one in &report.changed {
        let [reason, remedy, other, last] = [const { String::new() }; 4];
        let (row, result) = (one.place.row.to_string(), "修改 changed".to_owned());
        line(
            &mut bytes,
            &[report.name(one.place), row, one.columns.join(" "), String::new(), result, reason, remedy, other, last],
        );
    }
    not_named(&mut bytes, report.total().changed, report.changed.len(), "修改 changed");
    bytes
}

/// A line that says how many more there are than those that are named.
fn not_named(bytes: &mut Vec<u8>, all: usize, named: usize, result: &str) {
    let more = all.saturating_sub(named);
    if more > 0 {
        let [place, cell, column, value] = [const { String::new() }; 4];
        let (zh, en) = (format!("另有 {more} 处没有列出"), format!("{more} more are not listed"));
        let (remedy, way) = ("改正后再导入一次".to_owned(), "import it again when these are mended".to_owned());
        line(bytes, &[place, cell, column, value, result.to_owned(), zh, remedy, en, way]);
    }
}

/// A line of separated values. What begins like a formula is made a text: a spreadsheet would work it out.
fn line(bytes: &mut Vec<u8>, cells: &[String; 9]) {
    let quoted = cells.iter().map(|cell| {
        let mark = if cell.starts_with(['=', '+', '-', '@', '\t']) { "'" } else { "" };
        format!("\"{mark}{}\"", cell.replace('"', "\"\""))
    });
    bytes.extend(quoted.collect::<Vec<_>>().join(",").into_bytes());
    bytes.extend(b"\r\n");
}

/// The letters of a column by its place from 0: `A`, `Z`, `AA`.
pub(crate) fn letters(at: usize) -> String {
    let mut letters = Vec::new();
    let mut left = at + 1;
    while left > 0 {
        let digit = u8::try_from((left - 1) % 26).unwrap_or_default();
        letters.push(char::from(b'A' + digit));
        left = (left - 1) / 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_letters() {
        let named = [0, 25, 26, 51, 52, 701, 702].map(letters);
        assert_eq!(named, ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }
}
