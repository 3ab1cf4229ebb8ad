//! Numbers that are known by their own form.

use super::{
    Hit, Personal, identity_card,
    run::{Run, Text},
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
    let kind = if identity_card::has_form(digits) || (!run.after && identity_card::has_old_form(digits)) {
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
