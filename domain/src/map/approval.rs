//! The approval number of a map (审图号), which a published map carries (地图管理条例).

use std::{fmt, str::FromStr};

/// A number in the form that the map authorities give: `GS(2022)1873号`, `GS粤(2023)1号`, `粤S(2024)012号`, `粤AS(2023)005号`.
/// Whether it was given, and for this map, is known to whoever enters it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApprovalNumber(String);

impl ApprovalNumber {
    /// The number with half-width brackets.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ApprovalNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl FromStr for ApprovalNumber {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let plain: String = text.chars().filter(|c| !c.is_whitespace()).map(half_width).collect();
        let number = plain.strip_prefix("审图号").map_or(&*plain, |rest| rest.trim_start_matches([':', '：']));
        let (authority, rest) = number.split_once('(').ok_or(())?;
        let (year, serial) = rest.split_once(')').ok_or(())?;
        let serial = serial.strip_suffix('号').ok_or(())?;
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let is_year = year.len() == 4 && digits(year) && (year.starts_with("19") || year.starts_with("20"));
        let is_serial = (1..=6).contains(&serial.len()) && digits(serial);
        if is_authority(authority) && is_year && is_serial { Ok(Self(number.to_owned())) } else { Err(()) }
    }
}

/// `GS` of the state, `GS粤` of the state through a province, `粤S` of a province, `粤AS` of a city in it.
fn is_authority(text: &str) -> bool {
    let letters: Vec<char> = text.chars().collect();
    match letters.as_slice() {
        ['G', 'S'] => true,
        ['G', 'S', place] | [place, 'S'] => is_han(*place),
        [place, city, 'S'] => is_han(*place) && city.is_ascii_uppercase(),
        _ => false,
    }
}

fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

fn half_width(c: char) -> char {
    match c {
        '（' | '〔' | '[' => '(',
        '）' | '〕' | ']' => ')',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_that_are_given_and_forms_that_are_not() {
        for (typed, want) in [
            ("粤S(2024)012号", Some("粤S(2024)012号")),
            ("GS粤(2023)1号", Some("GS粤(2023)1号")),
            ("GS（2022）1873号", Some("GS(2022)1873号")),
            ("审图号：粤AS（2023）005 号", Some("粤AS(2023)005号")),
            ("审图号: GS(2019)1822号", Some("GS(2019)1822号")),
            ("", None),
            ("审图号", None),
            ("GS(2022)号", None),
            ("GS(22)1号", None),
            ("GS(2022)1", None),
            ("GS(3022)1号", None),
            ("XS(2022)1号", None),
            ("GS(2022)1234567号", None),
            ("GS(2022)12a号", None),
        ] {
            let read = typed.parse::<ApprovalNumber>().ok();
            assert_eq!(read.as_ref().map(ApprovalNumber::as_str), want, "{typed}");
        }
    }
}
