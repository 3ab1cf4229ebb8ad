//! How many five-minute means of a furnace may miss their limit in a day (`data/law/furnaces.toml`).

use std::sync::LazyLock;

use chrono::NaiveDate;
use domain::exceedance::FurnaceRule;
use serde::Deserialize;

use super::read::{Unreadable, or_nothing, read};

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Rules {
    rule: Vec<FurnaceRule>,
}

/// The rule of a day; none before there was one.
pub fn furnace_rule(day: NaiveDate) -> Option<&'static FurnaceRule> {
    static RULES: LazyLock<Rules> = LazyLock::new(|| or_nothing(read_rules()));
    RULES.rule.iter().find(|rule| rule.holds(day))
}

/// Whether the file can be read.
pub(super) fn check() -> Result<(), Unreadable> {
    read_rules().map(|_| ())
}

fn read_rules() -> Result<Rules, Unreadable> {
    read("furnaces.toml", include_str!("../../../data/law/furnaces.toml"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_a_day_are_spared_since_the_order_is_in_force() {
        let spared = |day: &str| furnace_rule(day.parse().unwrap()).map(|rule| rule.spared);
        assert_eq!((spared("2019-12-31"), spared("2020-01-01"), spared("2026-11-22")), (None, Some(5), Some(5)));
    }
}
