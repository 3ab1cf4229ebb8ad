//! How grave a breach of trust is said to be, with all that it must not be said without.

use chrono::NaiveDate;
use serde::Deserialize;

use super::{Gravity, Sanction};

/// A class (失信类别) with what it follows from, who set it, since when and until when it holds. Without one of these it is a
/// bare word about a name, and nobody is shown it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Classed {
    /// The class.
    pub gravity: Gravity,
    /// What it follows from: rule and circumstances.
    pub basis: String,
    /// Who set it: whoever decided.
    pub authority: String,
    /// Since when: the day of the decision.
    pub from: NaiveDate,
    /// Until when it is public.
    pub until: NaiveDate,
}

impl Classed {
    /// The class, where nothing that belongs to it is missing.
    pub fn of(
        (gravity, basis): (Option<Gravity>, &str),
        authority: &str,
        (from, until): (Option<NaiveDate>, Option<NaiveDate>),
    ) -> Option<Self> {
        let said = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        Some(Self { gravity: gravity?, basis: said(basis)?, authority: said(authority)?, from: from?, until: until? })
    }
}

/// Which penalties belong to which class, by the measures of the NDRC.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GravityRules {
    #[serde(rename = "class")]
    classes: Vec<GravityRule>,
}

/// One class of them.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GravityRule {
    /// Which.
    pub gravity: Gravity,
    /// The first day whose decisions it is about.
    pub from: NaiveDate,
    /// The last one; none as long as it holds.
    pub to: Option<NaiveDate>,
    /// The title of the measures, with its marks.
    pub title: String,
    /// Which penalties belong to it, in a summary.
    pub covers: String,
    /// Where it is from, and how sure it is.
    pub source: String,
}

impl GravityRules {
    /// The classes of a day, the gravest last.
    pub fn on(&self, day: NaiveDate) -> Vec<&GravityRule> {
        let holds = |rule: &&GravityRule| rule.from <= day && rule.to.is_none_or(|to| day <= to);
        let mut found: Vec<_> = self.classes.iter().filter(holds).collect();
        found.sort_by_key(|rule| rule.gravity);
        found
    }
}

impl Gravity {
    /// Whether a class does not go with these penalties by the summary of the measures: to be looked at again, and nothing to
    /// refuse. A warning alone is minor; the loss of the permit or of the business is serious.
    pub fn is_doubted_by(self, sanctions: &[Sanction]) -> bool {
        use Sanction as S;
        let has = |wanted: &[Sanction]| sanctions.iter().any(|one| wanted.contains(one));
        let is_serious = has(&[S::PermitRevoked, S::Closure]);
        let is_more_than_minor = has(&[S::Fine, S::Confiscation, S::Restriction, S::Stop]) || is_serious;
        match self {
            Self::Minor => is_more_than_minor,
            Self::Ordinary => is_serious || !is_more_than_minor && !sanctions.is_empty(),
            Self::Serious => !is_more_than_minor && !sanctions.is_empty(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_class_is_shown_with_all_that_belongs_to_it_or_not_at_all() {
        let day = |text: &str| text.parse::<NaiveDate>().ok();
        let whole = || ((Some(Gravity::Ordinary), "依据"), "示范市生态环境局", (day("2026-11-18"), day("2027-11-18")));
        let of = |((gravity, basis), authority, days): ((_, &str), &str, _)| {
            Classed::of((gravity, basis), authority, days).is_some()
        };
        assert!(of(whole()));
        assert!(!of(((None, "依据"), whole().1, whole().2)));
        assert!(!of(((Some(Gravity::Serious), " "), whole().1, whole().2)));
        assert!(!of((whole().0, "", whole().2)));
        assert!(!of((whole().0, whole().1, (None, whole().2.1))));
        assert!(!of((whole().0, whole().1, (whole().2.0, None))));
    }

    #[test]
    fn a_class_that_does_not_go_with_the_penalties_is_looked_at_again() {
        use {Gravity as G, Sanction as S};
        #[rustfmt::skip]
        let cases: &[(Gravity, &[Sanction], bool)] = &[
            (G::Minor,    &[S::Warning],                  false),
            (G::Minor,    &[S::Fine],                     true),
            (G::Ordinary, &[S::Fine],                     false),
            (G::Ordinary, &[S::Warning, S::Criticism],    true),
            (G::Ordinary, &[S::Fine, S::PermitRevoked],   true),
            (G::Serious,  &[S::PermitRevoked],            false),
            (G::Serious,  &[S::Fine, S::Stop],            false),
            (G::Serious,  &[S::Warning],                  true),
            (G::Serious,  &[],                            false),
        ];
        for (gravity, sanctions, want) in cases {
            assert_eq!(gravity.is_doubted_by(sanctions), *want, "{gravity} {sanctions:?}");
        }
    }
}
