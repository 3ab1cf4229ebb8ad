//! The cross-check (比对): what an enterprise declared against what others know.
//!
//! All reading is done before; all judgement is here. A rule yields leads, never violations: somebody must look. And
//! it is never silent: where the evidence is not there it says that it has no opinion, and why. A finding carries the
//! part of the evidence that it was made from, so that it can be made [again] years later.
//!
//! A rule is one file in `rules/`, which `rules/mod.rs` names, and one line in [`RULES`]. Its sentences name its two figures
//! and their unit, so that nobody who shows a finding has to know the rule.

mod counted;
mod edition;
mod evidence;
mod finding;
mod ladder;
mod monitored;
mod opinion;
mod rules;
mod sentence;

pub use counted::{Counted, counted_bills};
pub use edition::Rule;
pub use evidence::{Bill, Cap, Earlier, Evidence, Outlet, OutletLimit};
pub use finding::{Finding, Report};
pub use ladder::Ladder;
pub use monitored::{ENOUGH, Monitored, Periods};
pub use opinion::{Doubt, NotChecked, Opinion, Subject, Why};
pub use sentence::{Ratio, Sentence, Unit};

/// The register: a rule that is not here does not exist.
pub const RULES: &[Rule] = &[
    rules::water_bills::RULE,
    rules::automatic::RULE,
    rules::load_arithmetic::RULE,
    rules::total_amount::RULE,
    rules::chemistry::RULE,
];

/// The rule with a number (`X04`), as long as it is known.
pub fn rule(id: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.id == id)
}

/// Runs every rule in the edition that holds for the quarter.
pub fn run(evidence: &Evidence) -> Report {
    let mut report = Report::default();
    for rule in RULES {
        match rule.in_force(evidence) {
            Some((version, opinions)) => report.extend(rule.id, version, opinions),
            None => report.not_checked.push(NotChecked::whole(rule.id, Why::NoEdition)),
        }
    }
    report
}

/// Makes a finding again from its own frozen inputs, with the edition of the rule that made it. The same finding
/// comes out; nothing does when the rule or its edition is no longer known, or no longer finds it.
pub fn again(finding: &Finding) -> Option<Finding> {
    let rule = rule(&finding.rule)?;
    let mut report = Report::default();
    report.extend(rule.id, finding.rule_version, rule.version(&finding.inputs, finding.rule_version)?);
    report.findings.into_iter().find(|made| made.subject == finding.subject && made.key == finding.key)
}

#[cfg(test)]
mod tests;
