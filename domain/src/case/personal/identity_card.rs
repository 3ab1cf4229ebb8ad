//! The form of the number of an identity card (居民身份证).

use chrono::{Datelike, NaiveDate};

/// Eighteen characters of which the first two are a province and seven to fourteen are a day. Whether the last one fits
/// is not asked: a number with a slip of the pen belongs to a person too.
pub fn has_form(number: &str) -> bool {
    let Some((first, _)) = number.split_at_checked(17).filter(|_| number.len() == 18) else { return false };
    first.bytes().all(|byte| byte.is_ascii_digit()) && is_place(first) && is_day(&first[6..14])
}

/// The same, and the last character fits (GB 11643: ISO 7064, MOD 11-2).
pub fn is_whole(number: &str) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let Some((first, last)) = number.split_at_checked(17).filter(|_| has_form(number)) else {
        return false;
    };
    let sum: u32 = first.chars().zip(WEIGHTS).map(|(c, weight)| c.to_digit(10).unwrap_or_default() * weight).sum();
    "10X98765432".get((sum % 11) as usize..=(sum % 11) as usize) == Some(last)
}

/// The numbers given until 1999: a place, a day with two digits of the year, three digits.
pub fn has_old_form(number: &str) -> bool {
    number.len() == 15 && is_place(number) && number.get(6..12).is_some_and(|day| is_day(&format!("19{day}")))
}

/// Whether the first two digits are a province (GB/T 2260).
fn is_place(number: &str) -> bool {
    let province: u32 = number.get(..2).and_then(|two| two.parse().ok()).unwrap_or_default();
    matches!(province, 11..=15 | 21..=23 | 31..=37 | 41..=46 | 50..=54 | 61..=65 | 71 | 81..=83)
}

/// Whether eight digits are a day that somebody alive may speak of.
pub fn is_day(digits: &str) -> bool {
    let day = NaiveDate::parse_from_str(digits, "%Y%m%d");
    digits.len() == 8 && day.is_ok_and(|day| (1900..2100).contains(&day.year()))
}
