//! How large a draft may be. More than the rules allow, so that what is a little too long can be saved and shortened;
//! far less than would hurt.

use domain::{declaration::Content, input::Issue};

use validator::ValidationError;

use crate::{
    Result,
    input::{Issues, refused_at},
};

const ROWS: usize = 500;
const TEXT: usize = 600;
const REMARKS: usize = 6_000;

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

/// Every part that is too large.
fn issues(content: &Content) -> Issues {
    let Content { products, facilities, emissions, explanations, remarks, .. } = content;
    let rows = [
        ("products", products.len()),
        ("facilities", facilities.len()),
        ("emissions", emissions.len()),
        ("explanations", explanations.len()),
    ];
    let mut issues: Issues =
        rows.into_iter().filter(|(_, count)| *count > ROWS).map(|(part, _)| (part, Issue::ManyRows(ROWS))).collect();
    let mut text = |part: &'static str, text: &str, most: usize| {
        if !fits_in(text, most) && issues.at(part).is_none() {
            issues.add(part, Issue::Long(most));
        }
    };
    for row in products {
        text("products", &row.name, TEXT);
        text("products", &row.unit, TEXT);
    }
    for row in facilities {
        text("facilities", &row.name, TEXT);
    }
    for row in emissions {
        text("emissions", &row.pollutant, TEXT);
    }
    for row in explanations {
        text("explanations", &row.path, TEXT);
        text("explanations", &row.rule, TEXT);
        text("explanations", &row.text, TEXT);
    }
    text("remarks", remarks, REMARKS);
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
    fn a_megabyte_is_refused_and_a_long_remark_is_not() {
        let remarks = |length: usize| Content { remarks: "说".repeat(length), ..Content::default() };
        assert!(check(&remarks(6_000)).is_ok());
        for length in [6_001, 400_000] {
            assert!(check(&remarks(length)).is_err_and(|error| error.is_about("remarks")), "{length}");
        }
    }
}
