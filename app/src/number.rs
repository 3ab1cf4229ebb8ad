//! Numbers as people read them.

/// A whole number with a comma before every third digit from the right: `1,284`.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A decimal in digits with a comma before every third digit left of the point: `320,000.5`.
pub fn grouped_decimal(digits: &str) -> String {
    let (whole, rest) = digits.split_at(digits.find('.').unwrap_or(digits.len()));
    // What is no plain number (a sign, more digits than anybody counts) is left as it is.
    whole.parse().map_or_else(|_| digits.to_owned(), |whole| grouped(whole) + rest)
}

/// By how many whole percent `value` is above `limit`, at least 1; none when it is not above, or the limit is zero.
pub fn percent_above(value: f64, limit: f64) -> Option<String> {
    (limit > 0.0 && value > limit).then(|| format!("{:.0}", ((value / limit - 1.0) * 100.0).max(1.0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_stand_in_threes() {
        for (number, want) in [(0, "0"), (999, "999"), (1_284, "1,284"), (1_000_000, "1,000,000")] {
            assert_eq!(grouped(number), want);
        }
    }

    #[test]
    fn the_fraction_stays_as_it_is() {
        for (digits, want) in [("320000", "320,000"), ("1234.5678", "1,234.5678"), ("0.5", "0.5"), ("-1234", "-1234")] {
            assert_eq!(grouped_decimal(digits), want);
        }
    }

    #[test]
    fn a_hair_above_is_not_zero_percent() {
        assert_eq!(percent_above(0.62, 0.5).as_deref(), Some("24"));
        assert_eq!(percent_above(80.1, 80.0).as_deref(), Some("1"));
        assert_eq!(percent_above(80.0, 80.0), None);
        assert_eq!(percent_above(1.0, 0.0), None);
    }
}
