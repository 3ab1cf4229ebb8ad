//! How large a draft may be. More than the rules allow, so that what is a little too long can be saved and shortened;
//! far less than would hurt.

use domain::declaration::{
    Content,
    form::{Field, Section, Value},
};

use crate::{Error, Result};

const ROWS: usize = 500;
const TEXT: usize = 600;
/// Of a text that stands alone.
const LONG_TEXT: usize = 6_000;

/// Refuses a draft that nobody can have typed.
pub(super) fn check(content: &Content) -> Result<()> {
    for section in Section::ALL {
        rows(section.as_str(), section.rows(content))?;
    }
    rows("explanations", content.explanations.len())?;
    for field in Field::ALL {
        let (section, most) = (field.section(), if field.spec().in_rows { TEXT } else { LONG_TEXT });
        for row in 0..section.rows(content) {
            if let Some(Value::Words(words)) = field.get(content, row) {
                text(section.as_str(), words, most)?;
            }
        }
    }
    for row in &content.explanations {
        text("explanations", &row.path, TEXT)?;
        text("explanations", &row.rule, TEXT)?;
        text("explanations", &row.text, TEXT)?;
    }
    Ok(())
}

fn rows(part: &'static str, count: usize) -> Result<()> {
    if count <= ROWS {
        return Ok(());
    }
    Err(Error::invalid(part, format!("{count} rows are too many; at most {ROWS} are taken")))
}

fn text(part: &'static str, text: &str, most: usize) -> Result<()> {
    // Bytes first: counting the characters of a megabyte can be spared.
    if text.len() <= most || text.len() <= 4 * most && text.chars().count() <= most {
        return Ok(());
    }
    Err(Error::invalid(part, format!("a text is too long; at most {most} characters are taken")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_megabyte_is_refused_and_a_long_remark_is_not() {
        let remarks = |length: usize| Content { remarks: "说".repeat(length), ..Content::default() };
        assert!(check(&remarks(6_000)).is_ok());
        for length in [6_001, 400_000] {
            assert!(matches!(check(&remarks(length)), Err(Error::Invalid { field: "remarks", .. })), "{length}");
        }
    }
}
