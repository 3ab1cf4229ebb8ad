//! Who else saved, and when.

use domain::lang::Lang;

use crate::functions::Overtaken;
use crate::texts::filing_editor as texts;

/// Who saved, by name where there is one.
pub fn who(lang: Lang, by: &Overtaken) -> String {
    if by.by.is_empty() { texts::somebody(lang).to_owned() } else { by.by.clone() }
}

/// Hour and minute out of `2026-11-22T14:35:20+08:00`.
pub fn clock(at: &str) -> String {
    at.get(11..16).unwrap_or(at).to_owned()
}
