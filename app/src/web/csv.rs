//! Lists as CSV that opens in a spreadsheet: UTF-8 with a byte order mark, and no cell that a spreadsheet would run.

use std::fmt::Display;

use axum::{
    http::{
        HeaderValue,
        header::{CONTENT_DISPOSITION, CONTENT_TYPE, LINK},
    },
    response::{IntoResponse, Response},
};

/// Spreadsheets in Chinese editions take a file without it for GBK.
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// A cell: what it says, made harmless.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell(String);

/// A text of somebody's: an enterprise's name, a case's facts.
///
/// A spreadsheet runs a cell that begins like a formula, so that one gets an apostrophe. It turns what looks like a number
/// or a day into one on a double click (`914419006100000000` becomes `9.14419E+17`, and fifteen digits of it are left), so
/// such a cell ends with a tab: it stays what it is, and a program has it back by trimming.
pub fn text(value: impl Display) -> Cell {
    let value = value.to_string();
    if value.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']) {
        return Cell(format!("'{value}"));
    }
    Cell(if looks_like_a_number(&value) { value + "\t" } else { value })
}

/// Digits with nothing but what numbers, days and times have between them.
fn looks_like_a_number(text: &str) -> bool {
    let fits = |c: char| {
        c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '/' | ':' | ' ' | '%' | 'E' | 'e' | '年' | '月' | '日')
    };
    text.starts_with(|c: char| c.is_ascii_digit() || c == '.') && text.chars().all(fits)
}

/// A number or another value of our own making, which may begin with a minus.
pub fn own(value: impl Display) -> Cell {
    Cell(value.to_string())
}

/// What is not there: an empty cell.
pub fn maybe<T: Display>(value: Option<T>) -> Cell {
    Cell(value.map(|value| value.to_string()).unwrap_or_default())
}

/// A code or a number that names something and is not counted with: a credit code, a case's number.
pub fn code(value: impl Display) -> Cell {
    text(value)
}

/// A file `NAME.csv` with a line of heads. Where there is more than it holds, the file says so itself, for it travels
/// without its headers: it is called `NAME-part.csv`, and its last line names the address of the rest, as the `Link`
/// header does. That line has as many cells as the others and begins with `#`.
pub fn file<const N: usize>(
    name: &str,
    heads: [&str; N],
    rows: impl IntoIterator<Item = [Cell; N]>,
    next: Option<String>,
) -> Response {
    let bytes = write(heads, rows, next.as_deref());
    let part = if next.is_some() { "-part" } else { "" };
    let disposition = format!("attachment; filename=\"{name}{part}.csv\"");
    let mut response = ([(CONTENT_TYPE, "text/csv; charset=utf-8")], bytes).into_response();
    if let Ok(disposition) = HeaderValue::from_str(&disposition) {
        response.headers_mut().insert(CONTENT_DISPOSITION, disposition);
    }
    if let Some(Ok(link)) = next.map(|address| HeaderValue::from_str(&format!("<{address}>; rel=\"next\""))) {
        response.headers_mut().insert(LINK, link);
    }
    response
}

fn write<const N: usize>(heads: [&str; N], rows: impl IntoIterator<Item = [Cell; N]>, next: Option<&str>) -> Vec<u8> {
    let mut bytes = BYTE_ORDER_MARK.to_vec();
    line(&mut bytes, heads);
    for row in rows {
        line(&mut bytes, row.iter().map(|cell| cell.0.as_str()));
    }
    if let Some(next) = next {
        let first = format!("# 未完，其余部分见 / more rows at {next}");
        line(&mut bytes, std::iter::once(first.as_str()).chain(std::iter::repeat_n("", N.saturating_sub(1))));
    }
    bytes
}

/// A line as RFC 4180 has it.
fn line<'a>(bytes: &mut Vec<u8>, cells: impl IntoIterator<Item = &'a str>) {
    for (at, cell) in cells.into_iter().enumerate() {
        if at > 0 {
            bytes.push(b',');
        }
        // A tab parts cells too in what some spreadsheets propose when they open a file.
        if cell.contains([',', '"', '\r', '\n', '\t']) {
            bytes.push(b'"');
            bytes.extend_from_slice(cell.replace('"', "\"\"").as_bytes());
            bytes.push(b'"');
        } else {
            bytes.extend_from_slice(cell.as_bytes());
        }
    }
    bytes.extend_from_slice(b"\r\n");
}

/// The address of the next page of a list; none on its last one.
pub fn next_page(path: &str, query: Option<&str>, page: u32, per_page: u32, total: u64) -> Option<String> {
    let more = u64::from(page) * u64::from(per_page) < total;
    more.then(|| with_param(path, query, "page", &page.saturating_add(1).to_string()))
}

/// The address with one parameter set.
pub fn with_param(path: &str, query: Option<&str>, name: &str, value: &str) -> String {
    let others = query.unwrap_or_default().split('&').filter(|pair| {
        let key = pair.split('=').next().unwrap_or_default();
        !key.is_empty() && key != name
    });
    let pairs: Vec<_> = others.map(str::to_owned).chain([format!("{name}={value}")]).collect();
    format!("{path}?{}", pairs.join("&"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_disarmed_and_negative_numbers_are_not() {
        for bait in ["=1+1", "+86 769", "-x", "@SUM(A1)", "\t=1", "＝1"] {
            assert!(text(bait).0.starts_with('\''), "{bait}");
        }
        assert_eq!(text("澄溪=电镀"), Cell("澄溪=电镀".into()));
        assert_eq!((own(-0.5), maybe::<f64>(None)), (Cell("-0.5".into()), Cell(String::new())));
    }

    #[test]
    fn what_a_spreadsheet_would_take_for_a_number_ends_with_a_tab() {
        for spoilt in
            ["914419006100000000", "9144190061000010E1", "0123", "20261122-0001", "2026-11", "1/2", "441900101"]
        {
            assert_eq!(code(spoilt), Cell(format!("{spoilt}\t")), "{spoilt}");
            assert_eq!(text(spoilt).0.trim(), spoilt);
        }
        for plain in ["91441900MA5000000U", "DW001", "DH-2026-0123", "2026Q3", "w01018", "澄溪镇 1 号", ""] {
            assert_eq!(code(plain), Cell(plain.into()), "{plain}");
        }
        assert_eq!(own(914_419), Cell("914419".into()), "numbers stay numbers");
    }

    #[test]
    fn a_file_begins_with_the_mark_and_quotes_what_needs_it() {
        let bytes = write(["name", "n"], [[text("甲,\"乙\""), own(1)], [code(5), own(2)]], None);
        assert_eq!(String::from_utf8(bytes).unwrap(), "\u{feff}name,n\r\n\"甲,\"\"乙\"\"\",1\r\n\"5\t\",2\r\n");
    }

    #[test]
    fn a_file_that_is_a_part_says_so_in_name_header_and_last_line() {
        let next = Some("/api/v1/e.csv?page=2".to_owned());
        let part = file("e", ["a", "b", "c"], [[own(1), own(2), own(3)]], next);
        assert_eq!(part.headers()[CONTENT_DISPOSITION], "attachment; filename=\"e-part.csv\"");
        assert_eq!(part.headers()[LINK], "</api/v1/e.csv?page=2>; rel=\"next\"");
        let lines = String::from_utf8(write(["a", "b"], [[own(1), own(2)]], Some("/x"))).unwrap();
        assert!(lines.ends_with("\r\n# 未完，其余部分见 / more rows at /x,\r\n"), "{lines}");
    }

    #[test]
    fn the_next_page_keeps_the_other_parameters() {
        assert_eq!(next_page("/e.csv", Some("q=a&page=2&town=b"), 2, 20, 41).unwrap(), "/e.csv?q=a&town=b&page=3");
        assert_eq!(next_page("/e.csv", None, 1, 20, 20), None);
    }
}
