//! Figures as people type them, and as they read them.

use rust_decimal::Decimal;

use super::half_width;

/// Why something typed is no figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FigureIssue {
    /// Something else than digits stands there: letters, a unit, two points.
    #[error("write digits only, such as 18420.5")]
    Letters,
    /// The commas do not part thousands: `18,42`.
    #[error("the commas do not part thousands")]
    Commas,
    /// More digits than anything in a city is counted with.
    #[error("this has too many digits")]
    Long,
}

/// The figure that was typed; none where nothing was. Full-width forms, thousands separators and blanks are taken as
/// input methods and spreadsheets give them.
pub fn figure(typed: &str) -> Result<Option<Decimal>, FigureIssue> {
    let plain: String = typed.chars().filter(|c| !c.is_whitespace()).map(plain).collect();
    if plain.is_empty() {
        return Ok(None);
    }
    let (sign, digits) = plain.strip_prefix('-').map_or(("", plain.as_str()), |digits| ("-", digits));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let groups: Vec<&str> = whole.split(',').collect();
    if !groups.iter().all(|group| is_number(group)) || !is_number(fraction) || whole.len() + fraction.len() == 0 {
        return Err(FigureIssue::Letters);
    }
    if let [first, rest @ ..] = &groups[..]
        && !rest.is_empty()
        && (!(1..=3).contains(&first.len()) || rest.iter().any(|group| group.len() != 3))
    {
        return Err(FigureIssue::Commas);
    }
    let fraction = if fraction.is_empty() { "0" } else { fraction };
    let number = format!("{sign}0{}.{fraction}", groups.concat());
    // `from_str` rounds what is too fine; what is signed is what was typed.
    Decimal::from_str_exact(&number).map(|value| Some(value.normalize())).map_err(|_| FigureIssue::Long)
}

/// The figure with all its digits, thousands parted by commas, without trailing zeros: `18,420.5`.
pub fn grouped(value: Decimal) -> String {
    let digits = value.abs().normalize().to_string();
    let (whole, rest) = digits.split_at(digits.find('.').unwrap_or(digits.len()));
    let mut text = String::with_capacity(digits.len() + digits.len() / 3 + 1);
    if value.is_sign_negative() && !value.is_zero() {
        text.push('-');
    }
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text + rest
}

/// The plain twin of what input methods give for a figure.
fn plain(c: char) -> char {
    match c {
        '。' => '.',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        c => half_width(c),
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;

    #[test]
    fn figures_as_people_type_them() {
        for (typed, want) in [
            ("18420", dec!(18420)),
            ("18,420", dec!(18420)),
            (" 18 420.50 ", dec!(18420.5)),
            ("１８，４２０．５", dec!(18420.5)),
            ("1,018,420", dec!(1018420)),
            (".5", dec!(0.5)),
            ("12。5", dec!(12.5)),
            ("18.", dec!(18)),
            ("-3", dec!(-3)),
            ("－３", dec!(-3)),
            ("0", dec!(0)),
            ("0.0000001", dec!(0.0000001)),
        ] {
            assert_eq!(figure(typed), Ok(Some(want)), "{typed}");
        }
        assert_eq!(figure(" \u{3000}"), Ok(None));
    }

    #[test]
    fn garbage_is_told_by_its_kind() {
        use FigureIssue::{Commas, Letters, Long};
        for (typed, why) in [
            ("18420吨", Letters),
            ("1.8万", Letters),
            ("一百", Letters),
            ("1.2.3", Letters),
            ("1e5", Letters),
            ("-", Letters),
            (".", Letters),
            ("18,42", Commas),
            ("18,", Commas),
            (",420", Commas),
            ("1842,000", Commas),
            ("99999999999999999999999999999999", Long),
            ("0.00000000000000000000000000000001", Long),
        ] {
            assert_eq!(figure(typed), Err(why), "{typed}");
        }
    }

    #[test]
    fn what_is_shown_reads_back() {
        for value in [dec!(0), dec!(-1234.5), dec!(18420), dec!(0.000001), dec!(9223372036854.775807)] {
            assert_eq!(figure(&grouped(value)), Ok(Some(value)), "{}", grouped(value));
        }
        assert_eq!(grouped(dec!(-1234.50)), "-1,234.5");
        assert_eq!(grouped(dec!(-0.0)), "0");
    }
}
