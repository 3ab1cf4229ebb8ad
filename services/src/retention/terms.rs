//! The terms that come with the portal.

use std::sync::LazyLock;

use domain::retention::Term;
use serde::Deserialize;

use crate::law::{Unreadable, or_nothing, read};

const NAME: &str = "retention.toml";
const FILE: &str = include_str!("../../../data/retention.toml");

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Terms {
    class: Vec<Term>,
}

/// Every term, of any day. None where the file cannot be read: nothing goes then.
pub fn terms() -> &'static [Term] {
    static TERMS: LazyLock<Vec<Term>> = LazyLock::new(|| or_nothing(read::<Terms>(NAME, FILE)).class);
    &TERMS
}

/// Whether the file can be read, and no term is shorter than a month.
pub fn check() -> Result<(), Unreadable> {
    let terms: Terms = read(NAME, FILE)?;
    match terms.class.iter().find(|term| term.months == 0) {
        Some(term) => Err(Unreadable::new(NAME, format!("{} is kept for no month", term.class))),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use domain::retention::{Class, term};

    use super::*;

    #[test]
    fn each_class_has_a_term_today() {
        check().unwrap();
        let today = "2026-11-22".parse().unwrap();
        for &class in Class::ALL {
            assert!(term(terms(), class, today).is_some(), "{class}");
        }
    }
}
