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

/// Every part that is too large, or has a code in it that nobody can have typed.
fn issues(content: &Content) -> Issues {
    let sections = Section::ALL.iter().map(|section| (section.as_str(), section.rows(content)));
    let rows = sections.chain([("explanations", content.explanations.len())]);
    let mut issues: Issues =
        rows.filter(|(_, count)| *count > ROWS).map(|(part, _)| (part, Issue::ManyRows(ROWS))).collect();
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
            }
        }
    }
    for row in &content.explanations {
        for words in [&row.path, &row.rule, &row.text] {
            text("explanations", words, TEXT);
        }
    }
    let codes = content.emissions.iter().map(|row| ("emissions", &row.pollutant));
    let keys = content.explanations.iter().flat_map(|row| [("explanations", &row.path), ("explanations", &row.rule)]);
    for (part, code) in codes.chain(keys) {
        if code.contains(char::is_control) && issues.at(part).is_none() {
            issues.add(part, Issue::Broken);
        }
    }
    issues
}

/// Bytes first: counting the characters of a megabyte can be spared.
fn fits_in(text: &str, most: usize) -> bool {
    text.len() <= most || text.len() <= 4 * most && text.chars().count() <= most
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_with_what_nobody_can_type_is_refused() {
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
