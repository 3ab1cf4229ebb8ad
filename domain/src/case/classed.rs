//! How grave a breach of trust is said to be, with all that it must not be said without.

use chrono::{Months, NaiveDate};
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
    /// The first day on which the credit repair may be asked for, where the act was put right and the decision carried
    /// out. None of a class that is not published as a rule.
    pub repairable_from: Option<NaiveDate>,
}

impl Classed {
    /// The class, where nothing that belongs to it is missing and there were classes when it was decided: whoever decided
    /// before the measures had none to set.
    pub fn of(
        (gravity, basis): (Option<Gravity>, &str),
        authority: &str,
        (from, until): (Option<NaiveDate>, Option<NaiveDate>),
        rules: &GravityRules,
    ) -> Option<Self> {
        let said = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        let (gravity, from) = (gravity?, from.filter(|day| rules.has_classes(*day))?);
        Some(Self {
            gravity,
            basis: said(basis)?,
            authority: said(authority)?,
            from,
            until: until?,
            repairable_from: rules.term(gravity, from).and_then(|term| term.repairable_from(from)),
        })
    }
}

/// Which penalties belong to which class, and how long each is public, by the measures of the NDRC.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GravityRules {
    #[serde(rename = "class")]
    classes: Vec<GravityRule>,
    #[serde(rename = "term")]
    terms: Vec<PublicationTerm>,
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

/// How long a decision is public (公示期限). The term runs from the document and not from its publication
/// (公示期限自司法、行政公务文书认定之日起开始计算).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PublicationTerm {
    /// Of which class.
    gravity: Gravity,
    /// The first day whose decisions it is about; none where older ones are not known otherwise.
    from: Option<NaiveDate>,
    /// The last one; none as long as it holds.
    to: Option<NaiveDate>,
    /// Months after which the credit repair may be asked for; none of what is not published as a rule.
    pub least_months: Option<u32>,
    /// Months after which it ends by itself.
    pub most_months: u32,
    /// Where it is from, and how sure it is.
    pub source: String,
}

impl PublicationTerm {
    /// The last day on which a decision of that day can be public at all.
    pub fn last_day(&self, decided_on: NaiveDate) -> NaiveDate {
        decided_on.checked_add_months(Months::new(self.most_months)).unwrap_or(decided_on)
    }

    /// The first day on which the credit repair may be asked for: the day after the least term.
    pub fn repairable_from(&self, decided_on: NaiveDate) -> Option<NaiveDate> {
        decided_on.checked_add_months(Months::new(self.least_months?))?.succ_opt()
    }
}

impl GravityRules {
    /// How long a decision of a class and a day is public.
    pub fn term(&self, gravity: Gravity, decided_on: NaiveDate) -> Option<&PublicationTerm> {
        let holds = |term: &&PublicationTerm| {
            let begun = term.from.is_none_or(|from| from <= decided_on);
            term.gravity == gravity && begun && term.to.is_none_or(|to| decided_on <= to)
        };
        self.terms.iter().find(holds)
    }

    /// Whether there were classes when something was decided; otherwise nobody set one, and a term is inferred.
    pub fn has_classes(&self, decided_on: NaiveDate) -> bool {
        !self.on(decided_on).is_empty()
    }

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
pub(super) mod tests {
    use super::*;

    /// One class, and terms of all, of which two end.
    pub fn rules() -> GravityRules {
        let text = r#"{"class": [{"gravity": "ordinary", "from": "2026-04-01", "title": "《办法》", "covers": "罚款", "source": "test"}],
            "term": [
                {"gravity": "minor", "most_months": 3, "source": "test"},
                {"gravity": "ordinary", "to": "2027-12-31", "least_months": 3, "most_months": 12, "source": "test"},
                {"gravity": "ordinary", "from": "2028-01-01", "least_months": 1, "most_months": 6, "source": "test"},
                {"gravity": "serious", "to": "2030-12-31", "least_months": 12, "most_months": 36, "source": "test"}
            ]}"#;
        serde_json::from_str(text).unwrap()
    }

    #[test]
    fn a_class_is_shown_with_all_that_belongs_to_it_or_not_at_all() {
        let day = |text: &str| text.parse::<NaiveDate>().ok();
        let whole = || ((Some(Gravity::Ordinary), "依据"), "示范市生态环境局", (day("2026-11-18"), day("2027-11-18")));
        let of = |((gravity, basis), authority, days): ((_, &str), &str, _)| {
            Classed::of((gravity, basis), authority, days, &rules()).is_some()
        };
        assert!(of(whole()));
        assert!(!of(((None, "依据"), whole().1, whole().2)));
        assert!(!of(((Some(Gravity::Serious), " "), whole().1, whole().2)));
        assert!(!of((whole().0, "", whole().2)));
        assert!(!of((whole().0, whole().1, (None, whole().2.1))));
        assert!(!of((whole().0, whole().1, (whole().2.0, None))));
        assert!(!of((whole().0, whole().1, (day("2026-03-31"), whole().2.1))), "before there were classes");
    }

    #[test]
    fn terms_run_from_the_decision_by_the_rule_of_its_day() {
        #[rustfmt::skip]
        let cases = [
            // class,           decided on,   last day,     repairable from
            (Gravity::Minor,    "2026-11-30", "2027-02-28", None),
            (Gravity::Ordinary, "2026-11-30", "2027-11-30", Some("2027-03-01")),
            (Gravity::Serious,  "2024-02-29", "2027-02-28", Some("2025-03-01")),
            // The terms of that class change in 2028.
            (Gravity::Ordinary, "2027-12-31", "2028-12-31", Some("2028-04-01")),
            (Gravity::Ordinary, "2028-01-01", "2028-07-01", Some("2028-02-02")),
        ];
        for (gravity, decided, last, repairable) in cases {
            let decided_on = decided.parse().unwrap();
            let rules = rules();
            let term = rules.term(gravity, decided_on).unwrap();
            let found = term.repairable_from(decided_on).map(|day| day.to_string());
            assert_eq!((&*term.last_day(decided_on).to_string(), found.as_deref()), (last, repairable), "{gravity}");
        }
        assert_eq!(rules().term(Gravity::Serious, "2031-01-01".parse().unwrap()), None);
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
