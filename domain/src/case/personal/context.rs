//! Numbers that are known by the words before them only.

use super::{
    Hit, Personal,
    run::{Run, Text},
};

/// How far before a number its word may stand, in characters.
const REACH: usize = 12;

/// Words, and how many digits the number after them has.
struct Context {
    kind: Personal,
    words: &'static [&'static str],
    digits: std::ops::RangeInclusive<usize>,
}

#[rustfmt::skip]
const CONTEXTS: &[Context] = &[
    Context { kind: Personal::BankAccount, words: &["账号", "帐号", "账户", "帐户", "卡号"], digits: 9..=25 },
    Context { kind: Personal::TravelPermit, words: &["台胞证", "台湾居民来往大陆通行证", "台湾通行证"], digits: 8..=10 },
    Context { kind: Personal::TravelPermit, words: &["护照"], digits: 7..=9 },
    Context { kind: Personal::Landline, words: &["电话", "致电", "座机", "传真"], digits: 7..=8 },
    Context { kind: Personal::Messenger, words: &["QQ", "qq", "微信", "Q号"], digits: 5..=12 },
];

/// The first number after such a word, or the first day of birth.
pub fn find(text: &Text) -> Option<Hit> {
    let numbers = text.runs().filter_map(|run| {
        let known = CONTEXTS.iter().find(|context| context.holds(text, &run))?;
        Some(Hit { kind: known.kind, start: run.start, end: run.end })
    });
    numbers.reduce(Hit::or_longer).into_iter().chain(birth(text)).min_by_key(|hit| hit.start)
}

impl Context {
    fn holds(&self, text: &Text, run: &Run) -> bool {
        let ends = !text.plain.get(run.end).is_some_and(|c| matches!(c, '年' | '月' | '日' | '元' | '时' | '%'));
        self.digits.contains(&run.digits.len()) && ends && !run.has_day() && {
            let before = before(text, run.start);
            self.words.iter().any(|word| before.contains(word))
        }
    }
}

/// What stands before a place in the same clause, up to the digits of another number.
fn before(text: &Text, at: usize) -> String {
    let from = at.saturating_sub(REACH);
    let clause = &text.plain[from..at];
    let cut = clause.iter().rposition(|c| matches!(c, '。' | '；' | '，' | ';' | ',' | '\n') || c.is_ascii_digit());
    clause[cut.map_or(0, |cut| cut + 1)..].iter().collect()
}

/// A year between such words and 出生: `1975年3月12日出生`, `生于1975年3月`, `出生日期：1975-03-12`.
fn birth(text: &Text) -> Option<Hit> {
    let years = text.runs().filter(|run| run.parts.len() == 1 && !run.before);
    years.filter(|run| is_year(&run.digits)).find_map(|run| {
        let end = end_of_day(text, run.start);
        let after: String = text.plain[end..].iter().take(3).collect();
        let said = is_birth_before(&before(text, run.start)) || is_birth_after(&after);
        said.then_some(Hit { kind: Personal::BirthDate, start: run.start, end })
    })
}

/// Four digits of a year, or eight of a day, of the time in which somebody alive was born.
fn is_year(digits: &str) -> bool {
    matches!(digits.len(), 4 | 6 | 8) && (digits.starts_with("19") || digits.starts_with("20"))
}

/// The end of a day that begins with its year.
fn end_of_day(text: &Text, start: usize) -> usize {
    let is_part = |c: &char| c.is_ascii_digit() || matches!(c, '年' | '月' | '日' | '号' | '-' | '/' | '.' | ' ');
    start + text.plain[start..].iter().take_while(|c| is_part(c)).count()
}

fn is_birth_before(before: &str) -> bool {
    // 发生于 and 产生于 say when something happened.
    let born = before.contains("生于") && !before.contains("发生于") && !before.contains("产生于");
    born || before.contains("出生") || before.contains("生日")
}

fn is_birth_after(after: &str) -> bool {
    let mut signs = after.trim_start().chars();
    match (signs.next(), signs.next()) {
        (Some('出'), Some('生')) => true,
        // 生产 and 生效 are not births: 生 stands alone.
        (Some('生'), next) => next.is_none_or(|c| matches!(c, '，' | '。' | '、' | '；' | '）' | ')' | ',')),
        _ => false,
    }
}
