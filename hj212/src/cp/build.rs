//! Writing CP item by item.

use std::fmt::{Display, Write as _};

use thiserror::Error;

use super::Cp;

/// A key or value that cannot be written: the protocol knows no escaping.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum BuildError {
    /// The key is empty or holds a separator.
    #[error("`{0}` cannot be a key in CP: it is empty or holds a separator")]
    Key(String),
    /// The value holds a separator or a control character.
    #[error("`{0}` cannot be a value in CP: it holds a separator or a control character")]
    Value(String),
    /// An upload needs more parts than PNUM can count.
    #[error("the upload would need {0} parts; PNUM counts to 9999")]
    TooManyParts(usize),
}

/// Collects items; [`build`](Self::build) says whether all of them could be written.
///
/// ```
/// use hj212::Cp;
/// let cp = Cp::builder().group().item("PolId", "w01018").group().item("w01018-SN", "01").build()?;
/// assert_eq!(cp.as_str(), "PolId=w01018;w01018-SN=01");
/// # Ok::<(), hj212::BuildError>(())
/// ```
#[derive(Debug, Default)]
pub struct CpBuilder {
    text: String,
    error: Option<BuildError>,
    group_begins: bool,
}

impl CpBuilder {
    /// Begins a new group; one without items leaves no trace.
    #[must_use]
    pub fn group(mut self) -> Self {
        self.group_begins = true;
        self
    }

    /// Appends `key=value` to the current group.
    #[must_use]
    pub fn item(mut self, key: impl Display, value: impl Display) -> Self {
        if !self.text.is_empty() {
            self.text.push(if self.group_begins { ';' } else { ',' });
        }
        self.group_begins = false;
        let key_at = self.text.len();
        self.write(key);
        let value_at = self.text.len() + 1;
        self.text.push('=');
        self.write(value);
        self.check(key_at, value_at);
        self
    }

    /// Appends an item if there is a value.
    #[must_use]
    pub fn optional(self, key: impl Display, value: Option<impl Display>) -> Self {
        match value {
            Some(value) => self.item(key, value),
            None => self,
        }
    }

    /// The finished list.
    ///
    /// # Errors
    /// The first key or value that cannot be written.
    pub fn build(self) -> Result<Cp, BuildError> {
        match self.error {
            None => Ok(Cp::parse(self.text)),
            Some(error) => Err(error),
        }
    }

    fn write(&mut self, part: impl Display) {
        // Writing into a String does not fail; a Display that does leaves a value that the check sees.
        let _written = write!(self.text, "{part}");
    }

    fn check(&mut self, key_at: usize, value_at: usize) {
        let (key, value) = (&self.text[key_at..value_at - 1], &self.text[value_at..]);
        let error = if !is_key(key) {
            BuildError::Key(key.to_owned())
        } else if !is_value(value) {
            BuildError::Value(value.to_owned())
        } else {
            return;
        };
        self.error.get_or_insert(error);
    }
}

fn is_key(key: &str) -> bool {
    !key.is_empty() && key.trim() == key && is_plain(key) && !key.contains([',', ';', '='])
}

fn is_value(value: &str) -> bool {
    let log = value.strip_prefix("//").and_then(|rest| rest.strip_suffix("//"));
    value.trim() == value
        && is_plain(value)
        && match log {
            Some(text) => !text.contains("//") && !text.starts_with('/') && !text.ends_with('/'),
            None => !value.contains([',', ';']) && !value.starts_with("//"),
        }
}

/// Free of what would end a frame or look like its beginning or end.
fn is_plain(text: &str) -> bool {
    !text.contains('&') && !text.contains('#') && !text.chars().any(char::is_control)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("a", "1", true)]
    #[case("a", "", true)]
    #[case("a", "//清洗, 管路; x=1//", true)]
    #[case("", "1", false)]
    #[case("a=b", "1", false)]
    #[case("a", "1;2", false)]
    #[case("a", "1,2", false)]
    #[case("a", "1&&", false)]
    #[case("a", " 1", false)]
    #[case("a", "1\n", false)]
    #[case("a", "##0100", false)]
    #[case("a", "//x//y//", false)]
    fn what_can_be_written(#[case] key: &str, #[case] value: &str, #[case] possible: bool) {
        let built = Cp::builder().item(key, value).item("z", 1).build();
        assert_eq!(built.is_ok(), possible);
        if let Ok(cp) = built {
            assert_eq!(cp.get(key), Some(value));
            assert_eq!(cp.get("z"), Some("1"));
        }
    }
}
