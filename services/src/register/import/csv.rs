//! Separated values, in the encodings of Chinese offices.

use csv::{ByteRecord, ReaderBuilder};
use domain::sheet::Cell;
use encoding_rs::{Encoding, GB18030, UTF_8};

use super::bounds::{FileSlip, Next, within};

/// How much of the text is looked at to tell what separates its values.
const LOOKED_AT: usize = 64 * 1024;

/// A table of separated values.
pub(crate) struct Separated {
    text: String,
    separator: u8,
}

impl Separated {
    pub(super) fn open(bytes: &[u8]) -> Result<Self, FileSlip> {
        let text = decoded(bytes).ok_or(FileSlip::NoTable)?;
        let separator = separator(&text);
        match open_quote(text.as_bytes(), separator) {
            Some(line) => Err(FileSlip::OpenQuote(line)),
            None => Ok(Self { text, separator }),
        }
    }

    pub(super) fn rows(&self, each: &mut dyn FnMut(u32, Vec<Cell>) -> Next) -> Result<(), FileSlip> {
        let mut reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(self.separator)
            .from_reader(self.text.as_bytes());
        let mut record = ByteRecord::new();
        let mut row = 0_u32;
        while reader.read_byte_record(&mut record).map_err(|_unreadable| FileSlip::Broken)? {
            let at = record.position().map_or(0, csv::Position::byte);
            row = row.saturating_add(self.rows_to(usize::try_from(at).unwrap_or(usize::MAX)));
            let cells = within(record.iter().map(cell).collect())?;
            if each(row, cells).is_break() {
                break;
            }
        }
        Ok(())
    }

    /// How many rows further a record is than the one before, which ended just before `at`: one, and the empty lines
    /// between. A line end inside of quotes begins no row; spreadsheets count so, too.
    fn rows_to(&self, at: usize) -> u32 {
        let bytes = self.text.as_bytes();
        let between = bytes.get(at.saturating_sub(1)..).unwrap_or_default();
        let ends = between.iter().skip(usize::from(at > 0)).take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        let between = between.get(..ends + usize::from(at > 0)).unwrap_or(between);
        let is_end = |place: &usize| match between[*place] {
            b'\n' => true,
            b'\r' => between.get(place + 1) != Some(&b'\n'),
            _ => false,
        };
        let ends = u32::try_from((0..between.len()).filter(is_end).count()).unwrap_or(u32::MAX);
        if at == 0 { ends.saturating_add(1) } else { ends }
    }
}

fn cell(value: &[u8]) -> Cell {
    let text = String::from_utf8_lossy(value);
    if text.trim().is_empty() { Cell::Empty } else { Cell::Text(text.into_owned()) }
}

/// The text: by its mark, as UTF-8, or as GB18030, which all texts of GB2312 and GBK are. A byte that is nothing in any of
/// them, or a NUL, makes it no text.
fn decoded(bytes: &[u8]) -> Option<String> {
    let (encoding, mark) = Encoding::for_bom(bytes).unwrap_or((UTF_8, 0));
    let bytes = bytes.get(mark..)?;
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes);
    let text = match text {
        None if mark == 0 => GB18030.decode_without_bom_handling_and_without_replacement(bytes),
        text => text,
    };
    text.filter(|text| !text.contains('\0')).map(std::borrow::Cow::into_owned)
}

/// What separates the values: the comma, the tab of texts from Excel, or the semicolon, whichever the first lines have
/// most of.
fn separator(text: &str) -> u8 {
    let mut end = text.len().min(LOOKED_AT);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let count = |separator: &u8| text[..end].matches(char::from(*separator)).count();
    // Of equally many the last is taken, so the comma is.
    [b';', b'\t', b','].into_iter().max_by_key(count).unwrap_or(b',')
}

/// The line of the text on which a quote opens that has no other end, or whose end stands within a value: it, or the other
/// end of it, is missing, and all rows between two such quotes would be one value. A quote opens a value or is a part of it.
fn open_quote(text: &[u8], separator: u8) -> Option<u32> {
    let is_end = |byte: &u8| matches!(byte, b'\r' | b'\n');
    // The line is worked out only where it is asked for.
    let line = |at: usize| {
        let ends =
            |place: &usize| text[*place] == b'\n' || text[*place] == b'\r' && text.get(place + 1) != Some(&b'\n');
        Some(u32::try_from((0..at).filter(ends).count()).map_or(u32::MAX, |ends| ends.saturating_add(1)))
    };
    let mut at = 0;
    while at < text.len() {
        if text[at] == b'"' {
            let opened = at;
            at += 1;
            loop {
                at += text[at..].iter().position(|byte| *byte == b'"').unwrap_or(text.len() - at);
                if at == text.len() {
                    return line(opened);
                }
                at += 1;
                if text.get(at) != Some(&b'"') {
                    break;
                }
                at += 1;
            }
            // Blanks behind the value are put up with.
            at += text[at..].iter().take_while(|byte| matches!(byte, b' ' | b'\t') && **byte != separator).count();
            if text.get(at).is_some_and(|byte| *byte != separator && !is_end(byte)) {
                return line(opened);
            }
        }
        // On to the next value.
        at += text[at..]
            .iter()
            .position(|byte| *byte == separator || is_end(byte))
            .map_or(text.len() - at, |way| way + 1);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(bytes: &[u8]) -> Vec<(u32, Vec<Cell>)> {
        let mut rows = Vec::new();
        let table = Separated::open(bytes).unwrap();
        let mut keep = |row, cells| {
            rows.push((row, cells));
            Next::Continue(())
        };
        table.rows(&mut keep).unwrap();
        rows
    }

    fn row(number: u32, cells: &[&str]) -> (u32, Vec<Cell>) {
        let cell = |text: &&str| if text.is_empty() { Cell::Empty } else { Cell::Text((*text).to_owned()) };
        (number, cells.iter().map(cell).collect())
    }

    #[test]
    fn one_table_in_all_its_encodings() {
        let want = vec![row(1, &["名称", "地址"]), row(2, &["长岭", "1号, 2楼"]), row(4, &["", "三"])];
        let text = "名称,地址\r\n长岭,\"1号, 2楼\"\r\n\r\n,三,,\r\n";
        let marked = [&b"\xef\xbb\xbf"[..], text.as_bytes()].concat();
        let utf16: Vec<u8> = [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        for bytes in [text.as_bytes(), &marked, &GB18030.encode(text).0, &utf16] {
            assert_eq!(rows(bytes), want);
        }
        assert_eq!(rows("a\tb,c\td\n".as_bytes()), [row(1, &["a", "b,c", "d"])]);
        assert_eq!(rows("a;b\n".as_bytes()), [row(1, &["a", "b"])]);
        let quoted = "\n\r\na,\"b\r\nc\"\rd,e\n\n\nf,g";
        assert_eq!(rows(quoted.as_bytes()), [row(3, &["a", "b\r\nc"]), row(4, &["d", "e"]), row(7, &["f", "g"])]);
    }

    #[test]
    fn a_quote_without_its_other_end_is_named_by_its_line() {
        for (text, want) in [
            ("a,b\n1,\"2\n3,4\n", Some(2)),
            ("a,b\r\n1,2\r\n\r\n3,\"4", Some(4)),
            ("\"a,b\n1,2\n", Some(1)),
            // Another quote further on does not close it.
            ("a,b\n1,\"2\n3,\"4\",5\n", Some(2)),
            ("a,\"b\nc\",d\n1,\"2\n", Some(3)),
            ("a,b\n1,\"2\"x\n", Some(2)),
            ("a,b\n1,\"\"\"\n", Some(2)),
            ("a,b\n1,\"\"\"2\"\"\"\n", None),
            ("a,b\n1,\"2\" , 3\n\"4\"", None),
            ("a,b\n1,2\" pipe\n1, \"x\n", None),
            ("a,\"b\nc\",\"\"\"\"\r\"d\"", None),
            ("", None),
        ] {
            let opened = Separated::open(text.as_bytes()).err();
            assert_eq!(opened, want.map(FileSlip::OpenQuote), "{text:?}");
        }
        assert_eq!(Separated::open(b"a\tb\n1\t\"2\"\t3").err(), None);
        assert_eq!(Separated::open(b"a\tb\n1\t\"2\n").err(), Some(FileSlip::OpenQuote(2)));
    }

    #[test]
    fn what_is_no_text_is_no_table() {
        for bytes in [&b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..], b"a\0b", b"\xff\xff\xff"] {
            assert!(Separated::open(bytes).is_err_and(|slip| slip == FileSlip::NoTable), "{bytes:?}");
        }
        let wide = vec![b','; 300];
        let table = Separated::open(&[&wide[..], b"x"].concat()).unwrap();
        assert_eq!(table.rows(&mut |_, _| Next::Continue(())), Err(FileSlip::ManyColumns(200)));
    }
}
