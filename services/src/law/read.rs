//! Reading a file of the law.

use serde::de::DeserializeOwned;

/// A file of the law that came along and cannot be read: a fault of whoever built the program.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}, which is part of this program, cannot be read: {why}")]
pub struct Unreadable {
    /// Its name.
    file: &'static str,
    /// Why.
    why: String,
}

impl Unreadable {
    /// That a file cannot be read, and why.
    #[allow(clippy::needless_pass_by_value, reason = "callers hand errors over as they get them")]
    pub(crate) fn new(file: &'static str, why: impl ToString) -> Self {
        Self { file, why: why.to_string() }
    }
}

/// What a file says.
pub(crate) fn read<T: DeserializeOwned>(file: &'static str, text: &str) -> Result<T, Unreadable> {
    toml::from_str(text).map_err(|error| Unreadable::new(file, error))
}

/// What a file says; nothing where it cannot be read. The check at the start has stopped the program then: what runs all
/// the same, a test or a tool, finds it in the log.
pub(crate) fn or_nothing<T: Default>(read: Result<T, Unreadable>) -> T {
    read.unwrap_or_else(|error| {
        tracing::error!(%error, "no law");
        T::default()
    })
}

#[cfg(test)]
mod tests {
    use domain::case::Penalties;

    use super::*;

    #[test]
    fn a_file_that_cannot_be_read_says_which_and_why() {
        for (text, why) in [("[[provision]]\nkinds = [\"theft\"]", "theft"), ("provision = 1", "provision")] {
            let error = read::<Penalties>("penalties.toml", text).unwrap_err();
            let said = error.to_string();
            assert!(said.starts_with("penalties.toml, ") && said.contains(why), "{said}");
            assert_eq!(or_nothing(Err::<Penalties, _>(error)), Penalties::default());
        }
    }
}
