//! Workbooks of Excel and its likes.

use std::{
    collections::HashMap,
    io::{self, Cursor, Read, Seek, Write},
    sync::Arc,
};

use calamine::{DataRef, Dimensions, ExcelDateTime, Reader, SheetType, SheetVisible, Xlsx};
use domain::sheet::Cell;
use zip::ZipArchive;

use super::bounds::{FileSlip, MOST_COLUMNS, Next, within};

/// The most parts of a workbook's archive.
const MOST_PARTS: usize = 2_000;
/// The most bytes of all sheets when they are unpacked. They are read as a stream.
const MOST_OF_SHEETS: u64 = 1024 * 1024 * 1024;
/// The most bytes of everything else: the texts of the cells, which lie in memory, and the formats.
const MOST_OF_OTHERS: u64 = 128 * 1024 * 1024;
/// The most bytes between two marks of a part, that is of one text. A cell has 32,767 characters at most.
const LONGEST_TEXT: u64 = 1024 * 1024;
/// The most merged cells of a sheet that are looked at.
const MOST_MERGED: usize = 50_000;
/// The most of them that reach over one row.
const MOST_OVER_A_ROW: usize = 400;

/// A workbook. It is unpacked once to be measured and once to be read; where cells are merged, their places are looked up
/// in between, because a sheet names them behind its rows.
pub(crate) struct Workbook<R: Read + Seek = Cursor<Arc<[u8]>>> {
    file: Xlsx<R>,
    sheets: Vec<Worksheet>,
}

struct Worksheet {
    name: String,
    /// Its merged cells, once they were looked up.
    merged: Option<Vec<Dimensions>>,
}

impl Workbook {
    /// Opens a workbook, after what it would unpack to was measured.
    pub(super) fn open(bytes: Arc<[u8]>) -> Result<Self, FileSlip> {
        Self::of(Cursor::new(bytes))
    }
}

impl<R: Read + Seek> Workbook<R> {
    /// Opens what can be read twice. Hidden sheets are left aside.
    fn of(mut source: R) -> Result<Self, FileSlip> {
        let has_merged = measure(&mut source)?;
        let file = Xlsx::new(source).map_err(|_unreadable| FileSlip::Broken)?;
        let shown = file.sheets_metadata().iter().filter(|sheet| {
            matches!(sheet.visible, SheetVisible::Visible) && matches!(sheet.typ, SheetType::WorkSheet)
        });
        let merged = (!has_merged).then(Vec::new);
        let sheets = shown.map(|sheet| Worksheet { name: sheet.name.clone(), merged: merged.clone() }).collect();
        Ok(Self { file, sheets })
    }

    pub(super) fn sheets(&self) -> Vec<String> {
        self.sheets.iter().map(|sheet| sheet.name.clone()).collect()
    }

    /// Walks the rows of a sheet. Hidden rows are rows like others: a filter that was left on must not lose any.
    pub(super) fn rows(&mut self, sheet: usize, each: &mut dyn FnMut(u32, Vec<Cell>) -> Next) -> Result<(), FileSlip> {
        let Worksheet { name, merged } = self.sheets.get_mut(sheet).ok_or(FileSlip::Broken)?;
        let look_up = || self.file.merge_cells_by_sheet_name(name).unwrap_or_default();
        let mut merged = Merged::new(merged.get_or_insert_with(look_up).clone());
        let mut cells = self.file.worksheet_cells_reader(name).map_err(|_unreadable| FileSlip::Broken)?;
        let mut row: Option<(u32, Vec<Cell>)> = None;
        while let Some(cell) = cells.next_cell().map_err(|_unreadable| FileSlip::Broken)? {
            let (at, column) = cell.get_position();
            let value = of(cell.get_value());
            if value == Cell::Empty {
                continue;
            }
            let column = column as usize;
            if column >= MOST_COLUMNS {
                return Err(FileSlip::ManyColumns(MOST_COLUMNS));
            }
            if row.as_ref().is_some_and(|(current, _)| *current != at)
                && let Some((current, cells)) = row.take()
                && pass(current, cells, &mut merged, each)?.is_break()
            {
                return Ok(());
            }
            let (_, values) = row.get_or_insert_with(|| (at, Vec::new()));
            if values.len() <= column {
                values.resize(column + 1, Cell::Empty);
            }
            values[column] = value;
        }
        if let Some((current, cells)) = row {
            let _last = pass(current, cells, &mut merged, each)?;
        }
        Ok(())
    }
}

fn pass(
    at: u32,
    mut cells: Vec<Cell>,
    merged: &mut Merged,
    each: &mut dyn FnMut(u32, Vec<Cell>) -> Next,
) -> Result<Next, FileSlip> {
    merged.spread(at, &mut cells);
    let number = at.saturating_add(1);
    Ok(each(number, within(cells)?))
}

/// Measures what an archive unpacks to before anything of it is kept: by its own account first, and then by unpacking it
/// into nothing, because its account may lie. Says whether any cells are merged in it.
fn measure(source: impl Read + Seek) -> Result<bool, FileSlip> {
    let mut archive = ZipArchive::new(source).map_err(|_no_archive| FileSlip::Broken)?;
    if archive.len() > MOST_PARTS {
        return Err(FileSlip::Bomb);
    }
    let mut has_merged = false;
    for is_said in [true, false] {
        let (mut sheets, mut others) = (MOST_OF_SHEETS, MOST_OF_OTHERS);
        for at in 0..archive.len() {
            let part = archive.by_index(at).map_err(|_unreadable| FileSlip::Broken)?;
            let is_sheet = part.name().is_ok_and(|name| name.starts_with("xl/worksheets/"));
            let left = if is_sheet { &mut sheets } else { &mut others };
            let size = if is_said {
                part.size()
            } else {
                let unpacked = unpacked(part, *left)?;
                has_merged |= unpacked.has_merged;
                unpacked.bytes
            };
            *left = left.checked_sub(size).ok_or(FileSlip::Bomb)?;
        }
    }
    Ok(has_merged)
}

/// What a part unpacks to, at most one byte more than there is room for.
fn unpacked(part: impl Read, room: u64) -> Result<Meter, FileSlip> {
    let mut meter = Meter::default();
    io::copy(&mut part.take(room + 1), &mut meter).map_err(|_unreadable| FileSlip::Broken)?;
    if meter.longest > LONGEST_TEXT { Err(FileSlip::Bomb) } else { Ok(meter) }
}

/// The name of the mark that lists the merged cells of a sheet.
const MERGED: &[u8] = b"mergeCells";
/// What is kept of a mark to find that name in it: a short word may stand before it (`x:mergeCells`).
const MARK: usize = 40;

/// Counts what it is given, and keeps nothing but the beginning of the mark that is under way.
#[derive(Debug, Default, PartialEq)]
struct Meter {
    bytes: u64,
    run: u64,
    longest: u64,
    mark: Vec<u8>,
    has_merged: bool,
}

impl Write for Meter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.bytes += bytes.len() as u64;
        for piece in bytes.split_inclusive(|byte| *byte == b'<') {
            self.run += piece.len() as u64;
            self.longest = self.longest.max(self.run);
            if self.mark.len() < MARK && !self.has_merged {
                self.mark.extend_from_slice(&piece[..piece.len().min(MARK - self.mark.len())]);
                let name = self.mark.split(|byte| b" >/\t\r\n".contains(byte)).next();
                self.has_merged = name.is_some_and(|name| name.ends_with(MERGED));
            }
            if piece.ends_with(b"<") {
                self.run = 0;
                self.mark.clear();
            }
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn of(value: &DataRef<'_>) -> Cell {
    match value {
        DataRef::Empty => Cell::Empty,
        #[allow(clippy::cast_precision_loss, reason = "numbers of a spreadsheet have fifteen digits")]
        DataRef::Int(number) => Cell::Number(*number as f64),
        DataRef::Float(number) => Cell::Number(*number),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => of_text(text),
        DataRef::SharedString(text) => of_text(text),
        DataRef::Bool(flag) => Cell::Flag(*flag),
        DataRef::DateTime(moment) => of_moment(*moment),
        DataRef::Error(error) => Cell::Broken(error.to_string()),
    }
}

fn of_text(text: &str) -> Cell {
    if text.trim().is_empty() { Cell::Empty } else { Cell::Text(text.to_owned()) }
}

/// A number that is shown as a day. One that is shown as a duration is a number.
fn of_moment(moment: ExcelDateTime) -> Cell {
    let day = moment.is_datetime().then(|| {
        let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
        let day = chrono::NaiveDate::from_ymd_opt(i32::from(year), u32::from(month), u32::from(day))?;
        day.and_hms_opt(u32::from(hour), u32::from(minute), u32::from(second))
    });
    day.flatten().map_or(Cell::Number(moment.as_f64()), Cell::Moment)
}

/// The merged cells of a sheet, of which only the first says anything.
struct Merged {
    /// By the rows in which they begin.
    begin: HashMap<u32, Vec<Dimensions>>,
    /// Those that reach over the row that is being read, with what they say.
    over: Vec<(Dimensions, Cell)>,
}

impl Merged {
    fn new(all: Vec<Dimensions>) -> Self {
        let mut begin: HashMap<u32, Vec<Dimensions>> = HashMap::new();
        for one in all.into_iter().take(MOST_MERGED) {
            begin.entry(one.start.0).or_default().push(one);
        }
        Self { begin, over: Vec::new() }
    }

    /// Lets a merged cell speak for each row that it reaches over. In the columns to its right it covers what belongs there.
    fn spread(&mut self, at: u32, cells: &mut Vec<Cell>) {
        self.over.retain(|(reach, _)| reach.end.0 >= at);
        for one in self.begin.remove(&at).unwrap_or_default() {
            let value = cells.get(one.start.1 as usize).cloned().unwrap_or_default();
            if value != Cell::Empty && self.over.len() < MOST_OVER_A_ROW {
                self.over.push((one, value));
            }
        }
        for (reach, value) in &self.over {
            let (first, last) = (reach.start.1 as usize, (reach.end.1 as usize).min(MOST_COLUMNS - 1));
            for column in first..=last {
                if cells.len() <= column {
                    cells.resize(column + 1, Cell::Empty);
                }
                cells[column] = if column == first { value.clone() } else { Cell::Covered(Box::new(value.clone())) };
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Cell {
        Cell::Text(text.to_owned())
    }

    #[test]
    fn merged_cells_speak_for_their_rows_and_cover_their_columns() {
        let reach = |start, end| Dimensions::new(start, end);
        let mut merged = Merged::new(vec![reach((0, 0), (1, 0)), reach((1, 1), (1, 2))]);
        let mut first = vec![text("a"), text("b")];
        merged.spread(0, &mut first);
        assert_eq!(first, [text("a"), text("b")]);
        let mut second = vec![Cell::Empty, text("c")];
        merged.spread(1, &mut second);
        assert_eq!(second, [text("a"), text("c"), Cell::Covered(Box::new(text("c")))]);
        let mut third = vec![Cell::Empty, text("d")];
        merged.spread(2, &mut third);
        assert_eq!(third, [Cell::Empty, text("d")]);
    }

    /// An archive with one part of so many bytes of blanks, which pack to almost nothing.
    fn archive(name: &str, bytes: usize) -> Vec<u8> {
        let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
        archive.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        let blanks = [b"<".to_vec(), vec![b' '; 65_535]].concat();
        for _ in 0..=bytes / blanks.len() {
            archive.write_all(&blanks).unwrap();
        }
        archive.finish().unwrap().into_inner()
    }

    #[test]
    fn what_would_unpack_to_too_much_is_not_opened() {
        let strings = archive("xl/sharedStrings.xml", 129 * 1024 * 1024);
        assert!(strings.len() < 1024 * 1024, "{} bytes", strings.len());
        let measure = |bytes: &[u8]| measure(Cursor::new(bytes));
        assert_eq!(measure(&strings), Err(FileSlip::Bomb));
        assert_eq!(measure(&archive("xl/sharedStrings.xml", 1024)), Ok(false));
        // The archive's own account of the part, in its directory and before the part, made small.
        let mut lying = strings;
        let size = u32::try_from((129 * 1024 * 1024 / 65_536 + 1) * 65_536).unwrap().to_le_bytes();
        for at in 0..lying.len() - 4 {
            if lying[at..at + 4] == size {
                lying[at..at + 4].copy_from_slice(&[0, 4, 0, 0]);
            }
        }
        assert!(measure(&lying).is_err());
        let part = |text: Vec<u8>| unpacked(Cursor::new(text), 4 * 1024 * 1024).map(|meter| meter.bytes);
        assert_eq!(part(vec![b'x'; 2 * 1024 * 1024]), Err(FileSlip::Bomb), "one text of two millions");
        assert_eq!(part(b"<a>x</a>".repeat(1000)), Ok(8000));
    }

    #[test]
    fn merged_cells_are_noticed_wherever_the_pieces_end() {
        let text =
            b"<worksheet><sheetData/><x:mergeCells count=\"1\"><x:mergeCell ref=\"A1:B1\"/></x:mergeCells></worksheet>";
        for size in 1..text.len() {
            let mut meter = Meter::default();
            text.chunks(size).for_each(|piece| meter.write_all(piece).unwrap());
            assert!(meter.has_merged, "in pieces of {size}");
        }
        let mut meter = Meter::default();
        meter.write_all(b"<c><v>a long text before the word mergeCells, which is no mark</v></c>").unwrap();
        assert!(!meter.has_merged);
    }

    /// Counts the bytes that are read.
    struct Counting(Cursor<Vec<u8>>, std::rc::Rc<std::cell::Cell<usize>>);

    impl Read for Counting {
        fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
            let read = self.0.read(into)?;
            self.1.set(self.1.get() + read);
            Ok(read)
        }
    }

    impl Seek for Counting {
        fn seek(&mut self, to: io::SeekFrom) -> io::Result<u64> {
            self.0.seek(to)
        }
    }

    /// Its heads are looked at, and then all rows are read: each sheet is unpacked once to be measured and once to be read,
    /// and once more where cells are merged.
    #[test]
    fn a_workbook_is_not_unpacked_again_and_again() {
        for (is_merged, most) in [(false, 2.3), (true, 3.3)] {
            let mut workbook = rust_xlsxwriter::Workbook::new();
            let sheet = workbook.add_worksheet();
            let mut number: u32 = 1;
            for row in 0..20_000 {
                for column in 0..5 {
                    // Numbers that do not pack well, so that the sheet is almost all of the file.
                    number = number.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                    sheet.write_number(row, column, f64::from(number)).unwrap();
                }
            }
            if is_merged {
                sheet.merge_range(20_001, 0, 20_001, 1, "end", &rust_xlsxwriter::Format::new()).unwrap();
            }
            let (bytes, read) = (workbook.save_to_buffer().unwrap(), std::rc::Rc::default());
            let size = bytes.len();
            let mut workbook = Workbook::of(Counting(Cursor::new(bytes), std::rc::Rc::clone(&read))).unwrap();
            for wanted in [30, usize::MAX] {
                let mut count = 0;
                let mut each = |_, _| {
                    count += 1;
                    if count < wanted { Next::Continue(()) } else { Next::Break(()) }
                };
                workbook.rows(0, &mut each).unwrap();
                assert_eq!(count, wanted.min(20_000 + usize::from(is_merged)));
            }
            #[allow(clippy::cast_precision_loss, reason = "some hundred thousand")]
            let times = read.get() as f64 / size as f64;
            assert!(times < most, "read {times} times, merged: {is_merged}");
        }
    }

    #[test]
    fn what_is_no_workbook_says_so() {
        let open = |bytes: &[u8]| Workbook::open(Arc::from(bytes)).err();
        assert_eq!(open(b"PK\x03\x04 cut off"), Some(FileSlip::Broken));
        assert_eq!(open(&archive("mimetype", 10)), Some(FileSlip::Broken));
    }
}
