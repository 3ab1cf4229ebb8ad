//! A text without what nobody can see.

use super::{
    invisible::{is_invisible, is_joining},
    mark::is_mark,
};

/// What was typed without what nobody typed and nobody sees: control characters (NUL among them, which PostgreSQL
/// refuses), marks of direction, invisible characters, marks that stand on nothing, blanks around it. Line ends of all
/// kinds become `\n`.
pub fn clean(typed: &str) -> String {
    let mut plain = String::with_capacity(typed.len());
    let mut chars = typed.chars().peekable();
    // Whether a character that something can be joined to stands before.
    let mut is_open = false;
    while let Some(c) = chars.next() {
        match c {
            // Most of every text: they need not be looked for among the marks of all scripts.
            ' '..='~' | '\u{4e00}'..='\u{9fff}' | '\n' | '\t' => plain.push(c),
            '\r' if chars.peek() == Some(&'\n') => {}
            '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => plain.push('\n'),
            c if is_joining(c) || is_mark(c) => {
                if is_open {
                    plain.push(c);
                }
                continue;
            }
            c if c.is_control() || is_invisible(c) => continue,
            c => plain.push(c),
        }
        is_open = !c.is_whitespace();
    }
    plain.trim().to_owned()
}
