//! What a cell says.

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use rust_decimal::Decimal;

use super::{DeliverySlip, Slip};
use crate::input::{DayIssue, Issue, Read, clean, figure, half_width, printable};
use crate::month::Month;

/// A cell of a spreadsheet. Of a formula it is what was worked out when the file was saved.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// A text. Files of separated values have no other cells.
    Text(String),
    /// A number. Spreadsheets keep about fifteen digits of it.
    Number(f64),
    /// A number that the sheet shows as a day, or as a day with a time.
    Moment(NaiveDateTime),
    /// True or false.
    Flag(bool),
    /// What a formula left that could not be worked out: `#REF!`.
    Broken(String),
    /// A cell that a merged one reaches over from the left, and what that one says.
    Covered(Box<Self>),
}

/// What stands in a cell of which nothing is known, in the ways of those who fill tables in.
const NOTHING: [&str; 12] = ["-", "--", "—", "——", "/", "\\", "无", "暂无", "空", "n/a", "na", "null"];
/// What stands in the place of a last day that there is not.
const FOR_EVER: [&str; 5] = ["长期", "长期有效", "永久", "至今", "open"];
/// Numbers from here on lose digits in a spreadsheet.
const ROUNDED: f64 = 1e15;
/// The last day that a spreadsheet counts to: 31 December 9999.
const LAST_SERIAL: f64 = 2_958_465.0;
/// The most characters of a cell that are shown in a report.
const SHOWN: usize = 60;

impl Cell {
    /// Whether it says nothing: it is empty, has only blanks, or one of the marks that stand for nothing.
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => {
                let plain = plain(text).to_lowercase();
                plain.is_empty() || NOTHING.contains(&&*plain)
            }
            _ => false,
        }
    }

    /// As a report shows it.
    pub fn shown(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) | Self::Broken(text) => printable(text, SHOWN),
            Self::Number(number) => number.to_string(),
            Self::Moment(moment) if moment.time() == chrono::NaiveTime::MIN => moment.date().to_string(),
            Self::Moment(moment) => moment.to_string(),
            Self::Flag(flag) => flag.to_string().to_uppercase(),
            Self::Covered(inner) => inner.shown(),
        }
    }

    /// Its words; empty where it says nothing.
    ///
    /// # Errors
    /// What is no text.
    pub fn words(&self) -> Result<String, Slip> {
        match self.sound()? {
            // Names and the like are of one line, however a cell or a field broke it.
            Self::Text(text) if !self.is_blank() => Ok(clean(&text.replace(['\r', '\n'], " "))),
            Self::Number(number) => number_as_text(*number),
            Self::Moment(_) | Self::Flag(_) => Ok(self.shown()),
            _ => Ok(String::new()),
        }
    }

    /// A code or number by which something is known: without blanks, in plain letters and digits.
    ///
    /// # Errors
    /// What is no code, above all what a spreadsheet has made into a number and lost digits of.
    pub fn code(&self) -> Result<String, Slip> {
        let code = match self.sound()? {
            Self::Text(text) if !self.is_blank() => plain(text),
            Self::Number(number) => number_as_text(*number)?,
            Self::Moment(_) | Self::Flag(_) => self.shown(),
            _ => String::new(),
        };
        if is_scientific(&code) { Err(Slip::Scientific) } else { Ok(code) }
    }

    /// A figure, if there is one.
    ///
    /// # Errors
    /// What is no figure.
    pub fn figure(&self) -> Result<Option<Decimal>, Slip> {
        match self.sound()? {
            Self::Text(_) if self.is_blank() => Ok(None),
            Self::Text(text) if is_scientific(&plain(text)) => Err(Slip::Scientific),
            Self::Text(text) => figure(text).map_err(Slip::Figure),
            Self::Number(number) => decimal(*number).map(Some).ok_or(Slip::Large),
            Self::Moment(_) => Err(Slip::DayForFigure),
            Self::Flag(_) => Err(Slip::Figure(crate::input::FigureIssue::Letters)),
            _ => Ok(None),
        }
    }

    /// A day, if there is one; of a moment its day. What says "for ever" is none.
    ///
    /// # Errors
    /// What is no day.
    pub fn day(&self) -> Result<Option<NaiveDate>, Slip> {
        match self.sound()? {
            Self::Text(_) if self.is_blank() => Ok(None),
            Self::Text(text) => day_of_text(text),
            Self::Number(number) => day_of_number(*number).map(Some),
            Self::Moment(moment) => Ok(Some(moment.date())),
            Self::Flag(_) => Err(Slip::Day(DayIssue::Unreadable)),
            _ => Ok(None),
        }
    }

    /// A day, and the full hour of it where one is said: 0 to 23. What is said as midnight of a spreadsheet's day is the day.
    ///
    /// # Errors
    /// What is no day, and a time that is no full hour.
    pub fn hour(&self) -> Result<Option<(NaiveDate, Option<u8>)>, Slip> {
        let full = |time: chrono::NaiveTime| {
            let hour = u8::try_from(chrono::Timelike::hour(&time)).unwrap_or_default();
            // A spreadsheet's hour is a fraction, and may lack a second.
            let beyond = chrono::Timelike::num_seconds_from_midnight(&time) % 3600;
            match beyond {
                0..=1 => Ok(hour),
                3599 => Ok(hour + 1)
                    .and_then(|hour| if hour < 24 { Ok(hour) } else { Err(Slip::Delivery(DeliverySlip::Moment)) }),
                _ => Err(Slip::Delivery(DeliverySlip::Moment)),
            }
        };
        match self.sound()? {
            Self::Moment(moment) if moment.time() != chrono::NaiveTime::MIN => {
                Ok(Some((moment.date(), Some(full(moment.time())?))))
            }
            Self::Text(text) if !self.is_blank() => {
                let text: String = clean(text).chars().map(half_width).collect();
                let Some((day, time)) = text.split_once([' ', 'T']).filter(|(_, time)| is_time(time)) else {
                    return self.day().map(|day| day.map(|day| (day, None)));
                };
                let day = Self::Text(day.to_owned()).day()?.ok_or(Slip::Delivery(DeliverySlip::Moment))?;
                let mut parts = time.trim().split(':').map(str::parse::<u8>);
                let hour = parts
                    .next()
                    .and_then(Result::ok)
                    .filter(|hour| *hour < 24)
                    .ok_or(Slip::Delivery(DeliverySlip::Moment))?;
                if parts.all(|part| part == Ok(0)) {
                    Ok(Some((day, Some(hour))))
                } else {
                    Err(Slip::Delivery(DeliverySlip::Moment))
                }
            }
            _ => self.day().map(|day| day.map(|day| (day, None))),
        }
    }

    /// A month, if there is one; of a day its month.
    ///
    /// # Errors
    /// What is no month.
    pub fn month(&self) -> Result<Option<Month>, Slip> {
        match self.sound()? {
            Self::Text(_) if self.is_blank() => Ok(None),
            Self::Text(text) => month_of_text(text).ok_or(Slip::Month).map(Some),
            Self::Number(number) if (200_001.0..=299_912.0).contains(number) => {
                month_of_text(&number.to_string()).ok_or(Slip::Month).map(Some)
            }
            Self::Number(number) => {
                let day = day_of_number(*number).map_err(|_no_day| Slip::Month)?;
                Month::containing(day).ok_or(Slip::Month).map(Some)
            }
            Self::Moment(moment) => Month::containing(moment.date()).ok_or(Slip::Month).map(Some),
            Self::Flag(_) => Err(Slip::Month),
            _ => Ok(None),
        }
    }

    /// Itself, where it can be read at all.
    fn sound(&self) -> Result<&Self, Slip> {
        match self {
            Self::Broken(text) => Err(Slip::Broken(printable(text, SHOWN))),
            Self::Covered(inner) if inner.is_blank() => Ok(inner),
            Self::Covered(_) => Err(Slip::Covered),
            other => Ok(other),
        }
    }
}

/// One of several choices by its words, the first of each being the one that templates have; none where nothing is said.
///
/// # Errors
/// None of the choices.
pub fn choose<T: Copy>(cell: &Cell, choices: &[(T, &[&'static str])]) -> Result<Option<T>, Slip> {
    let said = cell.code()?.to_lowercase();
    if said.is_empty() {
        return Ok(None);
    }
    let found = choices.iter().find(|(_, words)| words.iter().any(|word| plain(word).to_lowercase() == said));
    let words = || choices.iter().filter_map(|(_, words)| words.first().copied()).collect();
    found.map(|(choice, _)| Some(*choice)).ok_or_else(|| Slip::NoChoice(words()))
}

/// Plain letters, digits and signs without blanks and what nobody sees: by this two spellings of one name are the same.
pub fn plain(text: &str) -> String {
    // Codes and figures as most sheets have them.
    if text.bytes().all(|byte| byte.is_ascii_graphic()) {
        return text.to_owned();
    }
    clean(text).chars().filter(|c| !c.is_whitespace()).map(half_width).collect()
}

/// Whether a text is a number as spreadsheets shorten it: `9.14419E+17`. A number of a logger such as `12E05` is none.
fn is_scientific(text: &str) -> bool {
    let text = text.strip_prefix(['+', '-']).unwrap_or(text);
    let Some((mantissa, exponent)) = text.split_once(['e', 'E']) else { return false };
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, fraction) = mantissa.split_once('.').map_or((mantissa, None), |(whole, rest)| (whole, Some(rest)));
    let power = exponent.strip_prefix(['+', '-']);
    is_number(whole)
        && fraction.is_none_or(is_number)
        && is_number(power.unwrap_or(exponent))
        && (power.is_some() || fraction.is_some())
}

/// The number to the fifteen digits that a spreadsheet shows: 0.1 + 0.2 is 0.3 there, and here.
fn decimal(number: f64) -> Option<Decimal> {
    if number.is_finite() {
        Decimal::from_scientific(&format!("{number:.14e}")).ok().map(|d| d.normalize())
    } else {
        None
    }
}

fn number_as_text(number: f64) -> Result<String, Slip> {
    if number.abs() >= ROUNDED {
        return Err(Slip::Scientific);
    }
    decimal(number).map(|number| number.to_string()).ok_or(Slip::Scientific)
}

/// Days of spreadsheets are counted from the end of 1899; the 60th never was. Eight digits are a day written as a number.
fn day_of_number(number: f64) -> Result<NaiveDate, Slip> {
    let unreadable = || Slip::Day(DayIssue::Unreadable);
    if (10_000_000.0..100_000_000.0).contains(&number) {
        return eight_digits(&number.to_string()).ok_or_else(unreadable);
    }
    if !(61.0..LAST_SERIAL + 1.0).contains(&number) {
        return Err(unreadable());
    }
    #[allow(clippy::cast_possible_truncation, reason = "between 61 and three millions")]
    let days = TimeDelta::try_days(number.floor() as i64).ok_or_else(unreadable)?;
    NaiveDate::from_ymd_opt(1899, 12, 30).and_then(|first| first.checked_add_signed(days)).ok_or_else(unreadable)
}

fn eight_digits(text: &str) -> Option<NaiveDate> {
    let is_plain = text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit());
    let number = |range: std::ops::Range<usize>| text.get(range)?.parse::<u32>().ok();
    let year = i32::try_from(is_plain.then(|| number(0..4)).flatten()?).ok()?;
    NaiveDate::from_ymd_opt(year, number(4..6)?, number(6..8)?)
}

fn day_of_text(text: &str) -> Result<Option<NaiveDate>, Slip> {
    let text = clean(text);
    if FOR_EVER.contains(&&*text) {
        return Ok(None);
    }
    // A time behind the day says nothing about the day.
    let day = text.split_once([' ', 'T']).filter(|(_, time)| is_time(time)).map_or(&*text, |(day, _)| day);
    let digits = plain(day);
    if let Some(day) = eight_digits(&digits) {
        return Ok(Some(day));
    }
    NaiveDate::read(day).map(Some).map_err(|issue| match issue {
        Issue::Day(issue) => Slip::Day(issue),
        _ => Slip::Day(DayIssue::Unreadable),
    })
}

fn is_time(text: &str) -> bool {
    let parts: Vec<&str> = text.trim().split(':').collect();
    (2..=3).contains(&parts.len())
        && parts.iter().all(|part| (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit()))
}

fn month_of_text(text: &str) -> Option<Month> {
    let digits = plain(text);
    let digits = digits.trim_end_matches('份').trim_end_matches('月').replace(['年', '/', '.'], "-");
    let (year, number) = match digits.split_once('-') {
        Some((year, number)) => (year.to_owned(), number.to_owned()),
        None if digits.len() == 6 && digits.is_ascii() => (digits[..4].to_owned(), digits[4..].to_owned()),
        None => return None,
    };
    if let Ok(Some(day)) = day_of_text(text) {
        return Month::containing(day);
    }
    let is_number = |part: &str, most: usize| part.len() <= most && part.bytes().all(|byte| byte.is_ascii_digit());
    let both = is_number(&year, 4) && is_number(&number, 2);
    both.then(|| Month::new(year.parse().ok()?, number.parse().ok()?)).flatten()
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;
    use crate::input::FigureIssue;

    fn text(text: &str) -> Cell {
        Cell::Text(text.to_owned())
    }

    fn merged(cell: Cell) -> Cell {
        Cell::Covered(Box::new(cell))
    }

    #[test]
    fn days_with_their_full_hours() {
        let at = |hour: u32, minute: u32| {
            Cell::Moment(NaiveDate::from_ymd_opt(2026, 7, 8).unwrap().and_hms_opt(hour, minute, 0).unwrap())
        };
        for (cell, want) in [
            (text("2026-07-08 14:00"), Ok(Some("2026-07-08/14"))),
            (text("2026/7/8 09:00:00"), Ok(Some("2026-07-08/9"))),
            (text("2026-07-08T00:00"), Ok(Some("2026-07-08/0"))),
            (text("2026-07-08"), Ok(Some("2026-07-08/"))),
            (text("2026-07-08 14:30"), Err(Slip::Delivery(DeliverySlip::Moment))),
            (text("2026-07-08 24:00"), Err(Slip::Delivery(DeliverySlip::Moment))),
            (text("昨天"), Err(Slip::Day(DayIssue::Unreadable))),
            (at(14, 0), Ok(Some("2026-07-08/14"))),
            (at(0, 0), Ok(Some("2026-07-08/"))),
            (at(14, 20), Err(Slip::Delivery(DeliverySlip::Moment))),
            (Cell::Empty, Ok(None)),
        ] {
            let said = cell.hour().map(|said| {
                said.map(|(day, hour)| format!("{day}/{}", hour.map(|hour| hour.to_string()).unwrap_or_default()))
            });
            assert_eq!(said, want.map(|want| want.map(str::to_owned)), "{cell:?}");
        }
    }

    #[test]
    fn codes_as_they_stand_and_never_guessed() {
        for (cell, want) in [
            (text(" 91350100M000100Y43 "), Ok("91350100M000100Y43")),
            (text("９１３５０１００Ｍ０００１００Ｙ４３"), Ok("91350100M000100Y43")),
            (text("9135 0100 M000 100Y43\u{200b}"), Ok("91350100M000100Y43")),
            (text("9.14419E+17"), Err(Slip::Scientific)),
            (text("9.14419e17"), Err(Slip::Scientific)),
            (text("9E+17"), Err(Slip::Scientific)),
            (text("12E05"), Ok("12E05")),
            (text("440E1"), Ok("440E1")),
            (Cell::Number(914_419_000_000_000_000.0), Err(Slip::Scientific)),
            (Cell::Number(123_456.0), Ok("123456")),
            (Cell::Number(441_900_501.0), Ok("441900501")),
            (Cell::Empty, Ok("")),
            (text("—"), Ok("")),
            (Cell::Broken("#REF!".into()), Err(Slip::Broken("#REF!".into()))),
            (merged(text("DW001")), Err(Slip::Covered)),
            (merged(Cell::Empty), Ok("")),
        ] {
            assert_eq!(cell.code(), want.map(str::to_owned), "{cell:?}");
        }
    }

    #[test]
    fn figures_of_cells_and_of_texts() {
        for (cell, want) in [
            (Cell::Number(0.1 + 0.2), Ok(Some(dec!(0.3)))),
            (Cell::Number(1e-9), Ok(Some(dec!(0.000000001)))),
            (Cell::Number(-12.5), Ok(Some(dec!(-12.5)))),
            (Cell::Number(f64::NAN), Err(Slip::Large)),
            (Cell::Number(1e300), Err(Slip::Large)),
            (text("1,234.5"), Ok(Some(dec!(1234.5)))),
            (text("１２３４．５"), Ok(Some(dec!(1234.5)))),
            (text("/"), Ok(None)),
            (text("无"), Ok(None)),
            (Cell::Empty, Ok(None)),
            (text("1.23E+11"), Err(Slip::Scientific)),
            (text("90mg/L"), Err(Slip::Figure(FigureIssue::Letters))),
            (text("≤90"), Err(Slip::Figure(FigureIssue::Letters))),
            (Cell::Flag(true), Err(Slip::Figure(FigureIssue::Letters))),
        ] {
            assert_eq!(cell.figure(), want, "{cell:?}");
        }
        let moment = NaiveDate::from_ymd_opt(2024, 1, 5).unwrap().and_hms_opt(0, 0, 0).unwrap();
        assert_eq!(Cell::Moment(moment).figure(), Err(Slip::DayForFigure), "1-5 that became a day");
    }

    #[test]
    fn days_as_numbers_and_as_texts() {
        let unreadable = || Err(Slip::Day(DayIssue::Unreadable));
        for (cell, want) in [
            (Cell::Number(45292.0), Ok(Some("2024-01-01"))),
            (Cell::Number(45292.75), Ok(Some("2024-01-01"))),
            (Cell::Number(20_240_101.0), Ok(Some("2024-01-01"))),
            (Cell::Number(60.0), unreadable()),
            (Cell::Number(99_999_999.0), unreadable()),
            (Cell::Number(-1.0), unreadable()),
            (text("2024-01-01"), Ok(Some("2024-01-01"))),
            (text("2024/1/1"), Ok(Some("2024-01-01"))),
            (text("2024年1月1日"), Ok(Some("2024-01-01"))),
            (text("2024-01-01 00:00:00"), Ok(Some("2024-01-01"))),
            (text("2024/1/1 8:30"), Ok(Some("2024-01-01"))),
            (text("20240101"), Ok(Some("2024-01-01"))),
            (text("长期"), Ok(None)),
            (text(""), Ok(None)),
            (text("45292"), unreadable()),
            (text("2024-02-30"), Err(Slip::Day(DayIssue::NoSuchDay("2024-02-30".into())))),
            (text("soon"), unreadable()),
        ] {
            assert_eq!(cell.day(), want.map(|day| day.map(|day| day.parse().unwrap())), "{cell:?}");
        }
    }

    #[test]
    fn months_in_many_writings() {
        for cell in [
            text("2026-07"),
            text("2026/7"),
            text("2026年7月"),
            text("2026年07月份"),
            text("202607"),
            text("２０２６．７"),
            text("2026-07-31"),
            Cell::Number(202_607.0),
            Cell::Number(46_204.0),
        ] {
            assert_eq!(cell.month(), Ok(Some("2026-07".parse().unwrap())), "{cell:?}");
        }
        for cell in [text("7月"), text("2026-13"), text("26-07"), text("2026"), Cell::Number(7.0), Cell::Flag(false)] {
            assert_eq!(cell.month(), Err(Slip::Month), "{cell:?}");
        }
        assert_eq!(text("—").month(), Ok(None));
    }

    #[test]
    fn choices_by_any_of_their_words() {
        let choices: &[(u8, &[&'static str])] = &[(1, &["重点管理", "重点", "key"]), (2, &["简化管理", "simplified"])];
        assert_eq!(choose(&text(" 重点 管理"), choices), Ok(Some(1)));
        assert_eq!(choose(&text("KEY"), choices), Ok(Some(1)));
        assert_eq!(choose(&text("-"), choices), Ok(None));
        assert_eq!(choose(&text("some"), choices), Err(Slip::NoChoice(vec!["重点管理", "简化管理"])));
    }

    #[test]
    fn what_a_report_shows_cannot_mislead() {
        assert_eq!(text(&"长".repeat(80)).shown().chars().count(), 61);
        assert_eq!(text("a\u{202e}b").shown(), "a\u{fffd}b");
        assert_eq!(Cell::Number(45292.5).shown(), "45292.5");
    }
}
