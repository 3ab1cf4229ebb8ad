//! Separated values as RFC 4180 has them, with one rule more: an empty field without quotes is no value, `""` is an empty
//! text. PostgreSQL reads and writes them so; the crate that reads what others deliver does not tell the two apart.

use std::io::{self, BufRead};

/// The most bytes of one field: far more than a photo in hexadecimal digits.
const LARGEST_FIELD: usize = 256 << 20;

/// Adds a field to a line. Texts stand in quotes, all else without.
pub fn field(line: &mut Vec<u8>, value: Option<&str>, is_text: bool) {
    match value {
        None => {}
        Some(value) if is_text => {
            line.push(b'"');
            for byte in value.bytes() {
                if byte == b'"' {
                    line.push(b'"');
                }
                line.push(byte);
            }
            line.push(b'"');
        }
        Some(value) => line.extend_from_slice(value.as_bytes()),
    }
}

/// Reads rows of fields.
pub struct Rows<R> {
    bytes: io::Bytes<R>,
    /// Bytes of the fields of the row that was read last.
    pub size: usize,
}

impl<R: BufRead> Rows<R> {
    /// Reads what `reader` has.
    pub fn new(reader: R) -> Self {
        Self { bytes: reader.bytes(), size: 0 }
    }

    /// The next row; none at the end.
    ///
    /// # Errors
    /// The reader's, or [`io::ErrorKind::InvalidData`] for what is no row: quotes that stand open, text behind quotes, bytes
    /// that are no UTF-8.
    pub fn next(&mut self) -> io::Result<Option<Vec<Option<String>>>> {
        let (mut row, mut began) = (Vec::new(), false);
        self.size = 0;
        loop {
            let (field, end) = self.field()?;
            began |= field.is_some() || end != End::File;
            self.size += field.as_ref().map_or(0, String::len);
            row.push(field);
            match end {
                End::Field => {}
                End::Row => return Ok(Some(row)),
                End::File if began => return Err(wrong("the last line does not end")),
                End::File => return Ok(None),
            }
        }
    }

    fn field(&mut self) -> io::Result<(Option<String>, End)> {
        let (mut field, mut state) = (Vec::new(), State::Bare);
        let mut quoted = false;
        loop {
            let byte = self.bytes.next().transpose()?;
            match (&state, byte) {
                (State::Quoted, Some(b'"')) => state = State::Behind,
                (State::Quoted, Some(byte)) => field.push(byte),
                (State::Quoted, None) => return Err(wrong("quotes stand open")),
                (State::Behind, Some(b'"')) => {
                    field.push(b'"');
                    state = State::Quoted;
                }
                (_, Some(b',')) => return Ok((text(field, quoted)?, End::Field)),
                (_, Some(b'\n')) => return Ok((text(field, quoted)?, End::Row)),
                (_, None) => return Ok((text(field, quoted)?, End::File)),
                (State::Bare, Some(b'"')) if field.is_empty() && !quoted => {
                    quoted = true;
                    state = State::Quoted;
                }
                (State::Bare, Some(byte)) if byte != b'"' => field.push(byte),
                _ => return Err(wrong("quotes stand inside of a value")),
            }
            if field.len() > LARGEST_FIELD {
                return Err(wrong("a value is too long"));
            }
        }
    }
}

enum State {
    Bare,
    Quoted,
    Behind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    Field,
    Row,
    File,
}

fn text(field: Vec<u8>, quoted: bool) -> io::Result<Option<String>> {
    if field.is_empty() && !quoted {
        return Ok(None);
    }
    String::from_utf8(field).map(Some).map_err(|_not_utf8| wrong("a value is no UTF-8"))
}

fn wrong(what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, what)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> io::Result<Vec<Vec<Option<String>>>> {
        let mut rows = Rows::new(text.as_bytes());
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            all.push(row);
        }
        Ok(all)
    }

    #[test]
    fn what_is_written_comes_back() {
        let values = [None, Some(""), Some("a"), Some("\"a,b\"\r\n澄溪"), Some("\\N"), Some(" x "), Some("\"")];
        let mut line = Vec::new();
        for value in values {
            field(&mut line, value, true);
            line.push(b',');
        }
        field(&mut line, Some("-12"), false);
        line.push(b'\n');
        let text = String::from_utf8(line).unwrap();
        let rows = read(&format!("{text}{text}")).unwrap();
        let wanted: Vec<_> = values.into_iter().chain([Some("-12")]).map(|value| value.map(str::to_owned)).collect();
        assert_eq!(rows, [wanted.clone(), wanted]);
    }

    #[test]
    fn what_is_no_row_is_refused() {
        assert_eq!(read("").unwrap().len(), 0);
        for wrong in ["\"a", "a", "a,", "\"a\"b\n", "a\"b\n", "\"a\"\"\n"] {
            assert_eq!(read(wrong).unwrap_err().kind(), io::ErrorKind::InvalidData, "{wrong:?}");
        }
    }
}
