//! How much of a period must be valid for its mean to count (`data/law/means.toml`).

use std::sync::LazyLock;

use domain::means::MeansRules;

use super::read::{Unreadable, or_nothing, read};

/// The rules for means.
pub fn means_rules() -> &'static MeansRules {
    static RULES: LazyLock<MeansRules> = LazyLock::new(|| or_nothing(read_rules()));
    &RULES
}

/// Whether the file can be read.
pub(super) fn check() -> Result<(), Unreadable> {
    read_rules().map(|_| ())
}

fn read_rules() -> Result<MeansRules, Unreadable> {
    read("means.toml", include_str!("../../../data/law/means.toml"))
}

#[cfg(test)]
mod tests {
    use domain::outlet::OutletKind;

    use super::*;

    #[test]
    fn each_kind_of_outlet_has_a_rule_that_can_be_met() {
        for kind in OutletKind::ALL {
            let rule = means_rules().on(*kind, "2026-11-22".parse().unwrap()).unwrap();
            assert!((1..=60).contains(&rule.hour_minutes) && (1..=24).contains(&rule.hours_needed(24)), "{rule:?}");
            assert!(rule.tolerance_minutes < rule.tolerance_realtime, "{rule:?}");
        }
        let needed = |kind| means_rules().on(kind, "2026-11-22".parse().unwrap()).unwrap().hours_needed(24);
        assert_eq!((needed(OutletKind::Air), needed(OutletKind::Water)), (20, 18));
    }
}
