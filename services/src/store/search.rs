//! The words of a search as a person types them, and where they occur.

use domain::input::clean;
use sea_orm::{
    ColumnTrait, ExprTrait,
    sea_query::{Expr, Func, LikeExpr},
};

/// More words than this are not looked for.
const MOST: usize = 8;
/// A word longer than this many characters is cut: no name is that long.
const LONGEST: usize = 60;
/// The character that makes the next one plain in a pattern. Not the backslash, which PostgreSQL treats specially.
const ESCAPE: char = '!';

/// Splits what was typed into words. Full-width letters, digits and blanks, as Chinese input methods leave them, count
/// as their plain twins.
pub(crate) fn terms(typed: &str) -> Vec<String> {
    let plain: String = clean(typed).chars().map(narrow).collect();
    plain.split_whitespace().take(MOST).map(|word| word.chars().take(LONGEST).collect()).collect()
}

fn narrow(c: char) -> char {
    match c {
        // The full-width forms U+FF01 to U+FF5E stand 0xFEE0 above their ASCII twins.
        '！'..='～' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        other => other,
    }
}

/// Whether a word occurs in a column, whatever its case.
pub(crate) fn occurs(column: impl ColumnTrait, word: &str) -> Expr {
    let pattern = format!("%{}%", escaped(&word.to_lowercase()));
    lower(column).like(LikeExpr::new(pattern).escape(ESCAPE))
}

/// A column in small letters: SQLite's LIKE ignores case of itself, PostgreSQL's does not.
pub(crate) fn lower(column: impl ColumnTrait) -> Expr {
    Expr::expr(Func::lower(Expr::col(column.as_column_ref())))
}

fn escaped(word: &str) -> String {
    let mut pattern = String::with_capacity(word.len());
    for c in word.chars() {
        if ['%', '_', ESCAPE].contains(&c) {
            pattern.push(ESCAPE);
        }
        pattern.push(c);
    }
    pattern
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wildcards_of_the_reader_are_plain_characters() {
        assert_eq!(escaped("100%_!x"), "100!%!_!!x");
    }

    #[test]
    fn words_are_split_and_narrowed() {
        assert_eq!(terms(" 澄溪　ＤＩＡＮ９1  du "), ["澄溪", "DIAN91", "du"]);
        assert_eq!(terms("\0"), Vec::<String>::new());
        assert_eq!(terms(&"长".repeat(500))[0].chars().count(), 60);
        assert_eq!(terms(&"a ".repeat(500)).len(), 8);
    }
}
