//! Where a page of values ended.

use std::{fmt, str::FromStr};

use domain::time::Stamp;

/// The last value of a page: its moment and pollutant. Its text, `1763793320000.w01018`, is opaque to clients.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cursor {
    /// The moment of the last value handed out.
    pub at: Stamp,
    /// Its pollutant's code.
    pub pollutant: String,
}

/// A text that is no cursor.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is not a value of `next` from an earlier answer")]
pub struct BadCursor;

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.at.0, self.pollutant)
    }
}

impl FromStr for Cursor {
    type Err = BadCursor;

    fn from_str(text: &str) -> Result<Self, BadCursor> {
        let (at, pollutant) = text.split_once('.').ok_or(BadCursor)?;
        let at = at.parse().map(Stamp).map_err(|_| BadCursor)?;
        Ok(Self { at, pollutant: pollutant.to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comes_back_and_refuses_others() {
        let cursor = Cursor { at: Stamp(-5), pollutant: "w01018".into() };
        assert_eq!(cursor.to_string().parse(), Ok(cursor));
        for text in ["", "1", "x.w01018", "99999999999999999999.w01018"] {
            assert_eq!(text.parse::<Cursor>(), Err(BadCursor), "{text}");
        }
    }
}
