//! The same workbook with its cells marked: what was refused, why, and how to mend it, so that it can be mended where it
//! stands and imported once more.

use std::collections::{HashMap, HashSet};

use chrono::{Datelike, Timelike};
use domain::{
    lang::Lang,
    sheet::{Cell, HEAD_ROWS},
};
use rust_xlsxwriter::{Color, ExcelDateTime, Format, Note, Workbook, Worksheet, XlsxError};

use super::{File, Report, bounds::Next, report::Place, workbook::Opened};
use crate::{Error, Result};

/// Sheets with more rows than this are given back with their head and the rows that are marked only.
const WHOLE: u32 = 50_000;
/// The header of the column that says what became of a row. No table has it, so that nobody reads it when it comes back.
const RESULT: &str = "检查结果 result";
/// The most characters of the name of a sheet.
const LONGEST_NAME: usize = 31;
/// The most characters of a cell.
const LONGEST_CELL: usize = 32_767;
/// The width of the column of results, in characters.
const WIDTH: f64 = 60.0;
/// The rows of a sheet that a reader may look at.
const EVERY_ROW: usize = 1_048_576;

/// What is to be said of a row, and the columns that it is about, by their letters.
#[derive(Default)]
struct Marks {
    said: Vec<String>,
    letters: Vec<String>,
}

/// The files as one workbook, a sheet for each of theirs.
///
/// # Errors
/// Where it cannot be made.
pub fn marked(files: &[File], report: &Report) -> Result<Vec<u8>> {
    make(files, report).map_err(|error| Error::invalid("report", error))
}

fn make(files: &[File], report: &Report) -> std::result::Result<Vec<u8>, XlsxError> {
    let marks = marks(report);
    let (mut workbook, mut taken) = (Workbook::new(), HashSet::new());
    let formats = Formats::new();
    for (at, sheet) in report.sheets.iter().enumerate() {
        let name = name(sheet.sheet.as_deref().unwrap_or(&sheet.file), &mut taken);
        let worksheet = workbook.add_worksheet();
        worksheet.set_name(name)?;
        if let Some(problem) = &sheet.problem {
            let said = problem.said(Lang::Zh);
            worksheet.write_string_with_format(0, 0, format!("{}；{}", said.reason, said.remedy), &formats.wrong)?;
            continue;
        }
        let file = files.iter().find(|file| file.name == sheet.file);
        let opened = file.and_then(|file| Opened::open(file.content.as_ref().ok()?).ok());
        let Some(mut opened) = opened else { continue };
        let place = opened.sheets().iter().position(|own| *own == sheet.sheet).unwrap_or_default();
        copy(worksheet, &mut opened, place, at, &marks, &formats)?;
    }
    if report.sheets.is_empty() {
        workbook.add_worksheet();
    }
    workbook.save_to_buffer()
}

fn marks(report: &Report) -> HashMap<Place, Marks> {
    let mut marks: HashMap<Place, Marks> = HashMap::new();
    for one in &report.refused {
        let (zh, en) = (report.said(one, Lang::Zh), report.said(one, Lang::En));
        let mark = marks.entry(one.place).or_default();
        let head = if one.header.is_empty() { String::new() } else { format!("{}：", one.header) };
        mark.said.push(format!("{head}{}；{} / {}; {}", zh.reason, zh.remedy, en.reason, en.remedy));
        mark.letters.push(one.letters.clone());
    }
    for one in &report.changed {
        marks.entry(one.place).or_default().said.push("修改 changed".to_owned());
    }
    marks
}

struct Formats {
    wrong: Format,
    changed: Format,
    day: Format,
}

impl Formats {
    fn new() -> Self {
        Self {
            wrong: Format::new().set_background_color(Color::RGB(0x00FF_C7CE)),
            changed: Format::new().set_background_color(Color::RGB(0x00FF_EB9C)),
            day: Format::new().set_num_format("yyyy-mm-dd hh:mm"),
        }
    }
}

fn copy(
    worksheet: &mut Worksheet,
    opened: &mut Opened,
    place: usize,
    sheet: usize,
    marks: &HashMap<Place, Marks>,
    formats: &Formats,
) -> std::result::Result<(), XlsxError> {
    let (mut width, mut last) = (0, 0);
    let _measured = opened.rows(place, EVERY_ROW, &mut |row, cells| {
        width = width.max(cells.len());
        last = row;
        Next::Continue(())
    });
    let result = u16::try_from(width).unwrap_or(u16::MAX);
    worksheet.set_column_width(result, WIDTH)?;
    let (mut to, mut head, mut failed) = (0_u32, 0, None);
    let mut each = |row: u32, cells: Vec<Cell>| {
        let mark = marks.get(&Place { sheet, row });
        let is_head = head < HEAD_ROWS;
        head += 1;
        if last > WHOLE && mark.is_none() && !is_head {
            return Ok(());
        }
        let at = if last > WHOLE { to } else { row.saturating_sub(1) };
        to += 1;
        line(worksheet, at, &cells, mark, result, formats)
    };
    let _copied = opened.rows(place, EVERY_ROW, &mut |row, cells| match each(row, cells) {
        Ok(()) => Next::Continue(()),
        Err(error) => {
            failed = Some(error);
            Next::Break(())
        }
    });
    match failed {
        Some(error) => Err(error),
        None => worksheet.write_string(0, result, RESULT).map(|_| ()),
    }
}

fn line(
    worksheet: &mut Worksheet,
    at: u32,
    cells: &[Cell],
    mark: Option<&Marks>,
    result: u16,
    formats: &Formats,
) -> std::result::Result<(), XlsxError> {
    for (column, value) in (0_u16..).zip(cells) {
        write(worksheet, at, column, value, formats)?;
    }
    let Some(mark) = mark else { return Ok(()) };
    let is_wrong = !mark.letters.is_empty();
    let format = if is_wrong { &formats.wrong } else { &formats.changed };
    worksheet.write_string_with_format(at, result, mark.said.join("\n"), format)?;
    for (letters, said) in mark.letters.iter().zip(&mark.said) {
        let column = if letters.is_empty() { 0 } else { rust_xlsxwriter::utility::column_name_to_number(letters) };
        worksheet.set_cell_format(at, column, &formats.wrong)?;
        // A cell has one note; what else is wrong with it stands at the end of the row.
        let _one_there_already = worksheet.insert_note(at, column, &Note::new(said));
    }
    Ok(())
}

fn write(
    worksheet: &mut Worksheet,
    at: u32,
    column: u16,
    value: &Cell,
    formats: &Formats,
) -> std::result::Result<(), XlsxError> {
    match value {
        Cell::Empty | Cell::Covered(_) => Ok(()),
        Cell::Text(text) | Cell::Broken(text) => {
            let text: String = text.chars().take(LONGEST_CELL).collect();
            worksheet.write_string(at, column, text).map(|_| ())
        }
        Cell::Number(number) => worksheet.write_number(at, column, *number).map(|_| ()),
        Cell::Moment(moment) => {
            let moment = excel(*moment)?;
            worksheet.write_datetime_with_format(at, column, &moment, &formats.day).map(|_| ())
        }
        Cell::Flag(flag) => worksheet.write_boolean(at, column, *flag).map(|_| ()),
    }
}

/// A moment as spreadsheets count it.
fn excel(moment: chrono::NaiveDateTime) -> std::result::Result<ExcelDateTime, XlsxError> {
    let small = |number: u32| u8::try_from(number).unwrap_or_default();
    let year = u16::try_from(moment.year()).unwrap_or_default();
    let day = ExcelDateTime::from_ymd(year, small(moment.month()), small(moment.day()))?;
    day.and_hms(u16::from(small(moment.hour())), small(moment.minute()), f64::from(moment.second()))
}

/// A name for a sheet that no other one has.
fn name(said: &str, taken: &mut HashSet<String>) -> String {
    let plain: String = said.chars().filter(|c| !"[]:*?/\\'".contains(*c)).collect();
    let cut = |count: usize| plain.chars().take(count).collect::<String>();
    let first = if plain.is_empty() { "表".to_owned() } else { cut(LONGEST_NAME) };
    let others = (2..).map(|number: usize| format!("{} {number}", cut(LONGEST_NAME - 5)));
    let free = std::iter::once(first).chain(others).find(|name| !taken.contains(&name.to_lowercase()));
    let name = free.unwrap_or_default();
    taken.insert(name.to_lowercase());
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sheets_have_names_of_their_own() {
        let mut taken = HashSet::new();
        let named = ["企业", "企业", "a/b:c.csv", &"长".repeat(40), ""].map(|said| name(said, &mut taken));
        assert_eq!(named[..3], ["企业", "企业 2", "abc.csv"]);
        assert_eq!((named[3].chars().count(), named[4].as_str()), (31, "表"));
    }
}
