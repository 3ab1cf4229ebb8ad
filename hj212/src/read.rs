//! What the readers of all commands share.

use chrono::NaiveDateTime;
use rust_decimal::Decimal;
use thiserror::Error;

use crate::{Command, Defect, Defects, LeftOut, Packet, WhyLeft, time};

/// Why CP does not say what its command should say.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ReadError {
    /// Asked for measured values, but the command carries none.
    #[error("command {0} carries no measured values")]
    NotAnUpload(Command),
    /// An item that the command needs is absent.
    #[error("`{0}` is missing")]
    Missing(&'static str),
    /// A time that is none, such as the 13th month.
    #[error("`{key}={value}` is no legal time")]
    IllegalTime {
        /// Name of the item.
        key: &'static str,
        /// What stood there.
        value: String,
    },
    /// An item that the command needs cannot be read.
    #[error("`{key}={value}` cannot be read")]
    BadValue {
        /// Name of the item.
        key: &'static str,
        /// What stood there.
        value: String,
    },
}

impl ReadError {
    /// The defect that this makes of the packet.
    pub const fn defect(&self) -> Defect {
        match self {
            Self::IllegalTime { .. } => Defect::IllegalTime,
            Self::NotAnUpload(_) | Self::Missing(_) | Self::BadValue { .. } => Defect::MissingItem,
        }
    }
}

/// A packet being read, and what was noticed on the way.
pub(crate) struct Reader<'a> {
    pub packet: &'a Packet,
    pub defects: Defects,
    /// What the message does not hold.
    pub left_out: Vec<LeftOut>,
}

impl<'a> Reader<'a> {
    pub fn new(packet: &'a Packet) -> Self {
        Self { packet, defects: Defects::NONE, left_out: Vec::new() }
    }

    pub fn note(&mut self, defect: Defect) {
        self.defects.insert(defect);
    }

    /// Takes note of an item that the message does not hold.
    pub fn leave(&mut self, why: WhyLeft, key: impl Into<String>, text: &str) {
        self.left_out.push(LeftOut { key: key.into(), text: text.to_owned(), why });
    }

    /// Leaves out every item whose name is none of these; repeats are noted elsewhere.
    pub fn leave_all_but(&mut self, known: &[&str]) {
        for item in self.packet.cp.items().filter(|item| !known.contains(&item.key)) {
            self.leave(WhyLeft::Unknown, item.key, item.value.unwrap_or_default());
        }
    }

    pub fn text(&self, key: &str) -> Option<&'a str> {
        self.packet.cp.get(key)
    }

    pub fn owned(&self, key: &str) -> Option<String> {
        self.text(key).map(str::to_owned)
    }

    pub fn needed(&self, key: &'static str) -> Result<&'a str, ReadError> {
        self.text(key).ok_or(ReadError::Missing(key))
    }

    pub fn time(&mut self, key: &'static str) -> Result<NaiveDateTime, ReadError> {
        let text = self.needed(key)?;
        let illegal = || ReadError::IllegalTime { key, value: text.to_owned() };
        self.stamp(text).ok_or_else(illegal)
    }

    pub fn optional_time(&mut self, key: &'static str) -> Result<Option<NaiveDateTime>, ReadError> {
        self.text(key).is_some().then(|| self.time(key)).transpose()
    }

    /// A time in itself; what an illegal one means is for the caller to say.
    pub fn stamp(&mut self, text: &str) -> Option<NaiveDateTime> {
        let stamp = time::parse(text)?;
        if stamp.with_milliseconds {
            self.note(Defect::TimeWithMilliseconds);
        }
        Some(stamp.time)
    }

    /// A measured value. One that the standard would write otherwise is read where it has one meaning, and noted.
    pub fn decimal(&mut self, text: &str) -> Option<Decimal> {
        decimal(text).or_else(|| {
            let value = unusual(text)?;
            self.note(Defect::OddNumber);
            Some(value)
        })
    }

    /// What stands before `-suffix`, in whatever case that is written.
    pub fn without_suffix(&mut self, key: &'a str, suffix: &str) -> Option<&'a str> {
        let (code, found) = key.rsplit_once('-')?;
        if !found.eq_ignore_ascii_case(suffix) {
            return None;
        }
        if found != suffix {
            self.note(Defect::OddCase);
        }
        Some(code)
    }

    /// Notes that a value could not be read, as what it was.
    pub fn note_unreadable(&mut self, text: &str) {
        self.note(if text.is_empty() { Defect::EmptyValue } else { Defect::BadValue });
    }

    pub fn number(&self, key: &'static str) -> Result<u16, ReadError> {
        let text = self.needed(key)?;
        digits(text).ok_or_else(|| ReadError::BadValue { key, value: text.to_owned() })
    }
}

/// A whole number of digits only.
pub(crate) fn digits(text: &str) -> Option<u16> {
    if !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    text.parse().ok()
}

/// A decimal as the standard writes it: sign, digits, point, digits. Exact, with its trailing zeros.
pub(crate) fn decimal(text: &str) -> Option<Decimal> {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !all_digits(whole) || !all_digits(fraction) {
        return None;
    }
    Decimal::from_str_exact(text).ok()
}

/// The largest power of ten that a value may be written with.
const LARGEST_POWER: i32 = 15;

/// A decimal with one meaning that the standard would write otherwise: a plus sign, no digit on one side of the point,
/// a power of ten.
fn unusual(text: &str) -> Option<Decimal> {
    let (mantissa, power) = match text.split_once(['e', 'E']) {
        Some((mantissa, power)) => (mantissa, self::power(power)?),
        None => (text, 0),
    };
    let (sign, unsigned) = match mantissa.strip_prefix('-') {
        Some(unsigned) => ("-", unsigned),
        None => ("", mantissa.strip_prefix('+').unwrap_or(mantissa)),
    };
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if (whole.is_empty() && fraction.is_empty()) || !digits(whole) || !digits(fraction) {
        return None;
    }
    let plain = |part: &str| if part.is_empty() { "0".to_owned() } else { part.to_owned() };
    let value = decimal(&format!("{sign}{}.{}", plain(whole), plain(fraction)))?;
    scaled(value, power).map(|value| value.normalize())
}

fn power(text: &str) -> Option<i32> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let sound = (1..=3).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    let power: i32 = sound.then(|| text.parse().ok())??;
    (-LARGEST_POWER..=LARGEST_POWER).contains(&power).then_some(power)
}

fn scaled(value: Decimal, power: i32) -> Option<Decimal> {
    let ten = Decimal::from(10_i64.checked_pow(power.unsigned_abs())?);
    if power < 0 { value.checked_div(ten) } else { value.checked_mul(ten) }
}

/// Whether a text begins as a measured value does.
pub(crate) fn is_like_a_figure(text: &str) -> bool {
    text.trim_start_matches(['+', '-', '.']).starts_with(|first: char| first.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("17.50", Some("17.50"))]
    #[case("-0.3", Some("-0.3"))]
    #[case("0", Some("0"))]
    #[case("45000.00", Some("45000.00"))]
    #[case("7922816251426433759354395033.5", Some("7922816251426433759354395033.5"))]
    #[case("79228162514264337593543950336", None)]
    #[case("0.00000000000000000000000000001", None)]
    #[case("", None)]
    #[case("-", None)]
    #[case("+1", None)]
    #[case("1_000", None)]
    #[case("1e3", None)]
    #[case(".5", None)]
    #[case("5.", None)]
    #[case("1.2.3", None)]
    #[case("NaN", None)]
    fn decimals(#[case] text: &str, #[case] wanted: Option<&str>) {
        assert_eq!(decimal(text).map(|value| value.to_string()).as_deref(), wanted);
    }

    #[rstest]
    #[case("+3.2", Some("3.2"))]
    #[case(".5", Some("0.5"))]
    #[case("-.5", Some("-0.5"))]
    #[case("5.", Some("5"))]
    #[case("1.5E2", Some("150"))]
    #[case("1.5e+02", Some("150"))]
    #[case("-1.5e-2", Some("-0.015"))]
    #[case("1e16", None)]
    #[case("1e", None)]
    #[case("e3", None)]
    #[case(".", None)]
    #[case("+-3", None)]
    #[case("--", None)]
    #[case("NULL", None)]
    #[case("NaN", None)]
    #[case("inf", None)]
    #[case("3.20mg/L", None)]
    #[case("1,5", None)]
    #[case("0x10", None)]
    #[case("", None)]
    fn other_ways_to_write_one(#[case] text: &str, #[case] wanted: Option<&str>) {
        assert_eq!(unusual(text).map(|value| value.to_string()).as_deref(), wanted);
    }

    #[test]
    fn what_begins_as_a_figure_does() {
        for text in ["1", "-99.0", "+.5", "3.20mg/L"] {
            assert!(is_like_a_figure(text), "{text}");
        }
        for text in ["", "--", "NULL", "N", "St", "//清洗//"] {
            assert!(!is_like_a_figure(text), "{text}");
        }
    }
}
