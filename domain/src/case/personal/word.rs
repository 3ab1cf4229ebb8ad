//! What is no number: addresses of mail, number plates.

use super::{Hit, Personal, run::Text};

/// The signs of the provinces on number plates (GA 36).
const PROVINCES: &str = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";

/// The first of them.
pub fn find(text: &Text) -> Option<Hit> {
    let at = 0..text.plain.len();
    at.into_iter().find_map(|at| email(text, at).or_else(|| plate(text, at)))
}

/// `name@host.cn`, found at its `@`.
fn email(text: &Text, at: usize) -> Option<Hit> {
    let (before, after) = (&text.plain[..at], text.plain.get(at + 1..)?);
    if text.plain[at] != '@' {
        return None;
    }
    let is_name = |c: &&char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '+' | '-');
    let is_host = |c: &&char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-');
    let name = before.iter().rev().take_while(is_name).count();
    let host: String = after.iter().take_while(is_host).collect();
    let host = host.trim_end_matches(['.', '-']);
    let whole = name > 0 && host.split('.').filter(|part| !part.is_empty()).count() > 1;
    whole.then(|| Hit { kind: Personal::Email, start: at - name, end: at + 1 + host.chars().count() })
}

/// `粤S·12345`, `粤SD12345`, found at its province.
fn plate(text: &Text, at: usize) -> Option<Hit> {
    let letter = text.plain.get(at + 1).filter(|c| c.is_ascii_uppercase())?;
    if !PROVINCES.contains(text.plain[at]) || matches!(letter, 'I' | 'O') {
        return None;
    }
    let start = at + 2 + usize::from(matches!(text.plain.get(at + 2), Some('·' | '•' | ' ' | '-')));
    let own: Vec<&char> = text.plain.get(start..)?.iter().take_while(|c| c.is_ascii_alphanumeric()).collect();
    let digits = own.iter().filter(|c| c.is_ascii_digit()).count();
    let whole = matches!(own.len(), 5 | 6) && digits >= 3 && !own.iter().any(|c| c.is_ascii_lowercase());
    whole.then(|| Hit { kind: Personal::Plate, start: at, end: start + own.len() })
}
