//! Numbers that are known by their own form.

use super::{
    Hit, Personal,
    run::{Run, Text, is_day},
};

/// The first number of a person.
pub fn find(text: &Text) -> Option<Hit> {
    let hits = text.runs().filter_map(|run| kind(text, &run).map(|(kind, start)| Hit { kind, start, end: run.end }));
    hits.reduce(Hit::or_longer)
}

/// What a run is, and where it begins: a letter before it may belong to it.
fn kind(text: &Text, run: &Run) -> Option<(Personal, usize)> {
    let digits = run.digits.as_str();
    if let Some(start) = travel_permit(text, run) {
        return Some((Personal::TravelPermit, start));
    }
    let kind = if has_form_of_identity_card(digits) || (!run.after && is_old_identity_card(digits)) {
        Personal::IdentityCard
    } else if run.after || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    } else if is_mobile(digits) && !run.has_day() {
        Personal::Mobile
    } else if is_landline(run) {
        Personal::Landline
    } else if !run.before && !run.has_day() && is_bank_card(digits) {
        Personal::BankAccount
    } else {
        return None;
    };
    Some((kind, run.start))
}

/// Eleven digits of a mobile network, perhaps after the code of the country.
fn is_mobile(digits: &str) -> bool {
    let short = ["0086", "86"].into_iter().find_map(|code| digits.strip_prefix(code).filter(|rest| rest.len() == 11));
    let number = short.unwrap_or(digits);
    number.len() == 11 && matches!(number.as_bytes(), [b'1', b'3'..=b'9', ..])
}

/// An area code and a number of seven or eight digits: `0769-22223333`, `（020）8765 4321`, `076922223333`.
fn is_landline(run: &Run) -> bool {
    let area = |code: &str| match code.len() {
        3 => code.starts_with("010") || code.starts_with("02"),
        4 => matches!(code.as_bytes(), [b'0', b'3'..=b'9', ..]),
        _ => false,
    };
    let own = |number: &str| matches!(number.len(), 7 | 8) && matches!(number.as_bytes(), [b'2'..=b'8', ..]);
    match run.parts.as_slice() {
        [one] => [3, 4].into_iter().filter_map(|n| one.split_at_checked(n)).any(|(code, rest)| area(code) && own(rest)),
        [code, rest @ ..] => area(code) && own(&rest.concat()),
        [] => false,
    }
}

/// Sixteen to nineteen digits whose last one fits the others (ISO/IEC 7812, Luhn).
fn is_bank_card(digits: &str) -> bool {
    let doubled = |digit: u32| if digit > 4 { digit * 2 - 9 } else { digit * 2 };
    let digit = |c: char| c.to_digit(10).unwrap_or_default();
    let places = digits.chars().rev().enumerate();
    let sum: u32 = places.map(|(n, c)| if n % 2 == 1 { doubled(digit(c)) } else { digit(c) }).sum();
    (16..=19).contains(&digits.len()) && sum.is_multiple_of(10) && !digits.starts_with('0')
}

/// Eighteen characters of which the first two are a province and seven to fourteen are a day. Whether the last one fits
/// is not asked: a number with a slip of the pen belongs to a person too.
fn has_form_of_identity_card(number: &str) -> bool {
    let Some((first, _)) = number.split_at_checked(17).filter(|_| number.len() == 18) else { return false };
    first.bytes().all(|byte| byte.is_ascii_digit()) && is_place(first) && is_day(&first[6..14])
}

/// The same, and the last character fits (GB 11643: ISO 7064, MOD 11-2).
pub fn is_identity_card(number: &str) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let Some((first, last)) = number.split_at_checked(17).filter(|_| has_form_of_identity_card(number)) else {
        return false;
    };
    let sum: u32 = first.chars().zip(WEIGHTS).map(|(c, weight)| c.to_digit(10).unwrap_or_default() * weight).sum();
    "10X98765432".get((sum % 11) as usize..=(sum % 11) as usize) == Some(last)
}

/// The numbers given until 1999: a place, a day with two digits of the year, three digits.
fn is_old_identity_card(number: &str) -> bool {
    number.len() == 15 && is_place(number) && number.get(6..12).is_some_and(|day| is_day(&format!("19{day}")))
}

/// Whether the first two digits are a province (GB/T 2260).
fn is_place(number: &str) -> bool {
    let province: u32 = number.get(..2).and_then(|two| two.parse().ok()).unwrap_or_default();
    matches!(province, 11..=15 | 21..=23 | 31..=37 | 41..=46 | 50..=54 | 61..=65 | 71 | 81..=83)
}

/// `H` or `M` and eight or ten digits: the permits of people of Hong Kong and Macao. Returns where the letter stands.
fn travel_permit(text: &Text, run: &Run) -> Option<usize> {
    let wanted = matches!(run.digits.len(), 8 | 10) && !run.after;
    let at = |back: usize| run.start.checked_sub(back).filter(|_| wanted);
    let is_letter = |at: &usize| matches!(text.plain[*at], 'H' | 'h' | 'M' | 'm');
    let alone = |at: &usize| at.checked_sub(1).is_none_or(|before| !text.plain[before].is_ascii_alphanumeric());
    let glued = at(1).filter(is_letter).filter(alone);
    let parted = || at(2).filter(|at| text.plain[at + 1] == ' ').filter(is_letter).filter(alone);
    glued.or_else(parted)
}
