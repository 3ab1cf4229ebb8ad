//! A text as characters, and the stretches of digits in it.

use super::identity_card::{self, is_day};
use crate::credit_code::CreditCode;

/// No number of a person has more digits.
const MOST_DIGITS: usize = 25;

/// A text: as it stands, and with full-width signs made plain.
pub struct Text {
    raw: Vec<char>,
    pub plain: Vec<char>,
    pieces: Vec<Piece>,
}

/// Digits without anything between them.
struct Piece {
    start: usize,
    end: usize,
    /// An `X` follows, as at the end of an identity card's number.
    has_x: bool,
    /// A letter stands directly before it, or after it.
    before: bool,
    after: bool,
}

/// One or more pieces, one sign between each two of them.
pub struct Run {
    /// The digits, and perhaps an `X` at the end.
    pub digits: String,
    pub start: usize,
    pub end: usize,
    pub parts: Vec<String>,
    /// A letter stands directly before it, or after it.
    pub before: bool,
    pub after: bool,
}

impl Text {
    pub fn of(text: &str) -> Self {
        let raw: Vec<char> = text.chars().collect();
        let plain: Vec<char> = raw.iter().copied().map(plain).collect();
        let pieces = pieces(&plain);
        Self { raw, plain, pieces }
    }

    /// What stands there.
    pub fn shown(&self, start: usize, end: usize) -> String {
        self.raw[start..end].iter().collect()
    }

    /// Every way to read neighbouring pieces as one number, from left to right, the short ones first.
    pub fn runs(&self) -> impl Iterator<Item = Run> {
        (0..self.pieces.len()).flat_map(move |first| self.runs_from(first))
    }

    fn runs_from(&self, first: usize) -> Vec<Run> {
        let mut runs = Vec::new();
        let mut gap = None;
        for last in first..self.pieces.len() {
            if last > first {
                match (self.gap(last), gap) {
                    // It ends an area code, whatever groups the rest.
                    (Some(')'), _) => {}
                    (Some(now), None) => gap = Some(now),
                    (Some(now), Some(own)) if now == own => {}
                    _ => break,
                }
            }
            let run = self.run(first, last);
            if run.digits.len() > MOST_DIGITS {
                break;
            }
            runs.push(run);
        }
        runs
    }

    /// The sign between a piece and the one before it, if it is one that groups digits: a number is grouped in one way.
    fn gap(&self, piece: usize) -> Option<char> {
        let (before, here) = (&self.pieces[piece - 1], &self.pieces[piece]);
        let ended = before.has_x || before.after;
        if ended || here.before || here.start != before.end + 1 {
            return None;
        }
        grouping(self.plain[before.end])
    }

    fn run(&self, first: usize, last: usize) -> Run {
        let pieces = &self.pieces[first..=last];
        let part = |piece: &Piece| self.plain[piece.start..piece.end].iter().filter(|c| c.is_ascii_alphanumeric());
        let parts: Vec<String> = pieces.iter().map(|piece| part(piece).collect::<String>().to_uppercase()).collect();
        Run {
            digits: parts.concat(),
            start: pieces.first().map_or(0, |piece| piece.start),
            end: pieces.last().map_or(0, |piece| piece.end),
            before: pieces.first().is_some_and(|piece| piece.before),
            after: pieces.last().is_some_and(|piece| piece.after),
            parts,
        }
    }
}

impl Run {
    /// Whether a day stands in it, as three parts (`2026-10-08`) or as one (`20261008`).
    pub fn has_day(&self) -> bool {
        let one = self.parts.len() > 1 && self.parts.iter().any(|part| part.len() == 8 && is_day(part));
        one || self
            .parts
            .windows(3)
            .any(|three| three[0].len() == 4 && is_day(&format!("{}{:0>2}{:0>2}", three[0], three[1], three[2])))
    }
}

/// A full-width sign as its plain one.
fn plain(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        c => c,
    }
}

/// The signs that group digits, each kind as one sign.
fn grouping(c: char) -> Option<char> {
    match c {
        '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{30fc}' | '\u{ad}' => Some('-'),
        '.' | '\u{b7}' | '\u{30fb}' => Some('.'),
        '_' | '/' | '*' | ')' => Some(c),
        c if c.is_whitespace() && c != '\n' => Some(' '),
        _ => None,
    }
}

fn pieces(plain: &[char]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut at = 0;
    while at < plain.len() {
        if !plain[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let start = at;
        while at < plain.len() && plain[at].is_ascii_digit() {
            at += 1;
        }
        let has_x = ends_in_x(plain, &mut at);
        let letter = |at: Option<usize>| at.and_then(|at| plain.get(at)).is_some_and(char::is_ascii_alphabetic);
        let (before, after) = (letter(start.checked_sub(1)), letter(Some(at)));
        if !is_code(plain, start) {
            pieces.push(Piece { start, end: at, has_x, before, after });
        }
    }
    pieces
}

/// Takes the `X` that ends a number, with one sign before it at most.
fn ends_in_x(plain: &[char], at: &mut usize) -> bool {
    let is_x = |at: usize| {
        let alone = !plain.get(at + 1).is_some_and(char::is_ascii_alphanumeric);
        matches!(plain.get(at), Some('X' | 'x')) && alone
    };
    let skip = usize::from(plain.get(*at).is_some_and(|c| grouping(*c).is_some()));
    let found = [0, skip].into_iter().find(|skip| is_x(*at + skip));
    if let Some(skip) = found {
        *at += skip + 1;
    }
    found.is_some()
}

/// Whether digits belong to a credit code, or to the number of a permit that begins with one.
fn is_code(plain: &[char], at: usize) -> bool {
    let is_sign = |c: &char| c.is_ascii_alphanumeric();
    let start = plain[..at].iter().rposition(|c| !is_sign(c)).map_or(0, |before| before + 1);
    let token: String = plain[start..].iter().take_while(|c| is_sign(c)).collect();
    // The number of a permit adds three digits and a letter.
    let Some(code) = token.get(..18).filter(|_| matches!(token.len(), 18 | 22)) else { return false };
    // Enterprises, public bodies and associations; no bank card begins so with a credit code's check.
    let registered = code.starts_with(['9', '1', '5']);
    registered && !identity_card::is_whole(code) && code.parse::<CreditCode>().is_ok()
}
