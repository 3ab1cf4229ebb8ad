//! Figures as people type them.

use rust_decimal::Decimal;

use crate::ui::number::grouped_decimal;

pub use domain::input::{FigureIssue as NotAFigure, figure as read};

/// The figure as a field shows it: `18,420.5`.
pub fn show(value: Decimal) -> String {
    let digits = value.normalize().to_string();
    digits.strip_prefix('-').map_or_else(|| grouped_decimal(&digits), |digits| format!("-{}", grouped_decimal(digits)))
}

/// The figure of a field that may be empty.
pub fn show_some(value: Option<Decimal>) -> String {
    value.map(show).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;

    #[test]
    fn what_is_shown_reads_back() {
        for value in [dec!(0), dec!(-1234.5), dec!(18420), dec!(0.000001), dec!(9223372036854.775807)] {
            assert_eq!(read(&show(value)), Ok(Some(value)), "{}", show(value));
        }
        assert_eq!(show(dec!(-1234.50)), "-1,234.5");
    }
}
