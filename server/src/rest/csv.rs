//! Lists as CSV that opens in a spreadsheet: UTF-8 with a byte order mark, and no cell that a spreadsheet would run.

use std::fmt::Display;

use axum::{
    http::{
        HeaderValue,
        header::{CONTENT_DISPOSITION, CONTENT_TYPE, LINK},
    },
    response::{IntoResponse, Response},
};

use super::ApiError;

/// Spreadsheets in Chinese editions take a file without it for GBK.
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// A cell: what it says, made harmless.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell(String);

/// A text of somebody's: an enterprise's name, a case's facts.
pub fn text(value: impl Display) -> Cell {
    let value = value.to_string();
    // A spreadsheet runs a cell that begins like this as a formula.
    let runs = value.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
    Cell(if runs { format!("'{value}") } else { value })
}

/// A number or another value of our own making, which may begin with a minus.
pub fn own(value: impl Display) -> Cell {
    Cell(value.to_string())
}

/// What is not there: an empty cell.
pub fn maybe<T: Display>(value: Option<T>) -> Cell {
    Cell(value.map(|value| value.to_string()).unwrap_or_default())
}

/// A file `NAME.csv` with a line of heads. `next` is the address of the next page, told in a `Link` header.
pub fn file<const N: usize>(
    name: &str,
    heads: [&str; N],
    rows: impl IntoIterator<Item = [Cell; N]>,
    next: Option<String>,
) -> Result<Response, ApiError> {
    let bytes = write(heads, rows).map_err(|error| {
        tracing::error!(%error, name, "a CSV file could not be written");
        ApiError::internal()
    })?;
    let disposition = format!("attachment; filename=\"{name}.csv\"");
    let mut response = ([(CONTENT_TYPE, "text/csv; charset=utf-8")], bytes).into_response();
    if let Ok(disposition) = HeaderValue::from_str(&disposition) {
        response.headers_mut().insert(CONTENT_DISPOSITION, disposition);
    }
    if let Some(Ok(link)) = next.map(|address| HeaderValue::from_str(&format!("<{address}>; rel=\"next\""))) {
        response.headers_mut().insert(LINK, link);
    }
    Ok(response)
}

fn write<const N: usize>(heads: [&str; N], rows: impl IntoIterator<Item = [Cell; N]>) -> Result<Vec<u8>, csv::Error> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(BYTE_ORDER_MARK.to_vec());
    writer.write_record(heads)?;
    for row in rows {
        writer.write_record(row.iter().map(|cell| cell.0.as_bytes()))?;
    }
    writer.into_inner().map_err(|error| error.into_error().into())
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
    fn a_file_begins_with_the_mark_and_quotes_what_needs_it() {
        let bytes = write(["name", "n"], [[text("甲,\"乙\""), own(1)]]).unwrap();
        assert_eq!(String::from_utf8(bytes).unwrap(), "\u{feff}name,n\r\n\"甲,\"\"乙\"\"\",1\r\n");
    }

    #[test]
    fn the_next_page_keeps_the_other_parameters() {
        assert_eq!(next_page("/e.csv", Some("q=a&page=2&town=b"), 2, 20, 41).unwrap(), "/e.csv?q=a&town=b&page=3");
        assert_eq!(next_page("/e.csv", None, 1, 20, 20), None);
    }
}
