//! Points in time as the protocol writes them: local digits without separators.

use chrono::{NaiveDate, NaiveDateTime};

/// How a time inside CP is written: 14 digits.
pub(crate) const FORMAT: &str = "%Y%m%d%H%M%S";

/// A time inside CP and whether it carried milliseconds that do not belong there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stamp {
    pub time: NaiveDateTime,
    pub with_milliseconds: bool,
}

/// Reads 14 digits `yyyyMMddHHmmss`, or 17 with milliseconds, which are dropped.
pub(crate) fn parse(text: &str) -> Option<Stamp> {
    let digits = text.as_bytes();
    let with_milliseconds = match digits.len() {
        14 => false,
        17 => true,
        _ => return None,
    };
    let number = |from: usize, to: usize| number(&digits[from..to]);
    number(14, digits.len())?;
    let date = NaiveDate::from_ymd_opt(i32::try_from(number(0, 4)?).ok()?, number(4, 6)?, number(6, 8)?)?;
    let time = date.and_hms_opt(number(8, 10)?, number(10, 12)?, number(12, 14)?)?;
    Some(Stamp { time, with_milliseconds })
}

/// At most nine ASCII digits as a number; nothing else is let through (no sign, no space).
fn number(digits: &[u8]) -> Option<u32> {
    digits.iter().try_fold(0, |sum: u32, byte| byte.is_ascii_digit().then(|| sum * 10 + u32::from(byte - b'0')))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("20261122081500", Some(false))]
    #[case("20261122081500123", Some(true))]
    #[case("20240229000000", Some(false))]
    #[case("20250229000000", None)]
    #[case("20261322081500", None)]
    #[case("20261122240000", None)]
    #[case("20261122086000", None)]
    #[case("2026112208150", None)]
    #[case("2026112208150x", None)]
    #[case("20261122081500x23", None)]
    #[case("+0261122081500", None)]
    #[case("", None)]
    fn legal_and_illegal_times(#[case] text: &str, #[case] with_milliseconds: Option<bool>) {
        assert_eq!(parse(text).map(|stamp| stamp.with_milliseconds), with_milliseconds);
        if let Some(stamp) = parse(text) {
            assert_eq!(stamp.time.format(FORMAT).to_string(), text[..14]);
        }
    }
}
