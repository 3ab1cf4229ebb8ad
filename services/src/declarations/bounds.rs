//! How large a draft may be. More than the rules allow, so that what is a little too long can be saved and shortened;
//! far less than would hurt.

use domain::{
    declaration::{
        Content,
        form::{Field, Section, Value},
    },
    input::Issue,
};

use validator::ValidationError;

use crate::{
    Result,
    input::{Issues, refused_at},
};

const ROWS: usize = 500;
const TEXT: usize = 600;
/// Of a text that stands alone.
const LONG_TEXT: usize = 6_000;

/// Refuses a draft that nobody can have typed.
pub(super) fn check(content: &Content) -> Result<()> {
    issues(content).into_result(())
}

/// The same as a validator of what the editor sends.
///
/// # Errors
/// The first part that is too large.
pub fn fits(content: &Content) -> Result<(), ValidationError> {
    issues(content).into_iter().next().map_or(Ok(()), |one| Err(refused_at(one.field, &one.issue)))
}

/// Every part that is too large, or has something in it that nobody can have typed.
fn issues(content: &Content) -> Issues {
    let sections = Section::ALL.iter().map(|section| (section.as_str(), section.rows(content)));
    let rows = sections.chain([("explanations", content.explanations.len())]);
    let mut issues: Issues =
        rows.filter(|(_, count)| *count > ROWS).map(|(part, _)| (part, Issue::ManyRows(ROWS))).collect();
    let mut odd: Vec<&'static str> = Vec::new();
    let mut text = |part: &'static str, text: &str, most: usize| {
        if !fits_in(text, most) && issues.at(part).is_none() {
            issues.add(part, Issue::Long(most));
        }
    };
    for field in Field::ALL {
        let (section, most) = (field.section(), if field.spec().in_rows { TEXT } else { LONG_TEXT });
        for row in 0..section.rows(content) {
            if let Some(Value::Words(words)) = field.get(content, row) {
                text(section.as_str(), words, most);
                odd.extend((!is_typed(words)).then_some(section.as_str()));
            }
        }
    }
    for row in &content.explanations {
        for words in [&row.path, &row.rule, &row.text] {
            text("explanations", words, TEXT);
            odd.extend((!is_typed(words)).then_some("explanations"));
        }
    }
    odd.extend(content.emissions.iter().any(|row| !is_typed(&row.pollutant)).then_some("emissions"));
    for part in odd {
        if issues.at(part).is_none() {
            issues.add(part, Issue::Broken);
        }
    }
    issues
}

/// Whether a text can have been typed: nobody types a NUL, and a program that sends one sends what it did not mean.
fn is_typed(text: &str) -> bool {
    !text.contains(|c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
}

/// Bytes first: counting the characters of a megabyte can be spared.
fn fits_in(text: &str, most: usize) -> bool {
    text.len() <= most || text.len() <= 4 * most && text.chars().count() <= most
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_can_type_is_refused() {
        let emission = |code: &str| {
            domain::declaration::Emission::new(
                "DW001".parse().unwrap(),
                code.to_owned(),
                domain::declaration::Method::Manual,
            )
        };
        let content = |code: &str| Content { emissions: vec![emission(code)], ..Content::default() };
        assert!(check(&content("w20121")).is_ok());
        assert!(check(&content("w20121\0")).is_err_and(|error| error.is_about("emissions")));
        let remarks = |text: &str| Content { remarks: text.to_owned(), ..Content::default() };
        assert!(check(&remarks("一行\n两行\t表")).is_ok());
        assert!(check(&remarks("a\0b")).is_err_and(|error| error.is_about("remarks")));
    }

    #[test]
    fn a_megabyte_is_refused_and_a_long_remark_is_not() {
        let remarks = |length: usize| Content { remarks: "说".repeat(length), ..Content::default() };
        assert!(check(&remarks(6_000)).is_ok());
        for length in [6_001, 400_000] {
            assert!(check(&remarks(length)).is_err_and(|error| error.is_about("remarks")), "{length}");
        }
    }
}
