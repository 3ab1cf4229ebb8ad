//! Words for a case on its way.

use chrono::NaiveDate;
use domain::case::{CaseEvent, CaseField, CaseStage, Gravity, GravityRule, Law, Progress, Withdrawal};
use domain::lang::Lang;
use services::law::gravity_rules as rules;

use crate::pages::parts::labels::gravity as class;
use crate::texts::bureau_cases as texts;
use crate::texts::cases as public;
use crate::ui::tag::Tone;
use crate::ui::when;

/// How far a case is.
pub const fn stage(lang: Lang, stage: CaseStage) -> (Tone, &'static str) {
    match stage {
        CaseStage::Draft => (Tone::Plain, texts::stage_draft(lang)),
        CaseStage::Review => (Tone::Warn, texts::stage_review(lang)),
        CaseStage::Cleared => (Tone::Warn, texts::stage_cleared(lang)),
        CaseStage::Published => (Tone::Ok, texts::stage_published(lang)),
        CaseStage::Withdrawn => (Tone::Plain, texts::stage_withdrawn(lang)),
    }
}

/// The word for it.
pub const fn stage_name(lang: Lang, of: CaseStage) -> &'static str {
    stage(lang, of).1
}

/// How grave a breach of trust is, and what follows for the publication of a decision of that day.
pub fn gravity(lang: Lang, gravity: Gravity, decided_on: NaiveDate) -> String {
    let name = class(lang, gravity);
    if !rules().has_classes(decided_on) {
        return texts::gravity_before(lang, name);
    }
    let Some(term) = rules().term(gravity, decided_on) else { return name.to_owned() };
    match term.least_months {
        Some(least) => texts::gravity_shown(lang, lang.begin_line(name), least, term.most_months),
        None => texts::gravity_not_shown(lang, lang.begin_line(name), term.most_months),
    }
}

/// The last day of its publicity; where there were no classes when it was decided, that is inferred.
pub fn until(lang: Lang, decided_on: Option<NaiveDate>, last: NaiveDate) -> String {
    let last = when::date(lang, last);
    let inferred = decided_on.is_some_and(|day| !rules().has_classes(day));
    if inferred { texts::until_inferred(lang, last) } else { last }
}

/// Which penalties make which class, by the measures of a day; empty where the data know none.
pub fn gravity_rules(lang: Lang, day: NaiveDate) -> String {
    let rules = rules().on(day);
    let one = |rule: &&GravityRule| texts::gravity_rule(lang, class(lang, rule.gravity), &rule.covers);
    let each: Vec<_> = rules.iter().map(one).collect();
    rules
        .first()
        .map_or_else(String::new, |first| texts::gravity_rules(lang, &first.title, each.join(lang.pick("；", "; "))))
}

/// A law, as a reader of a language calls it; an English name has its own beside it.
pub fn law(lang: Lang, law: &Law) -> String {
    match law.named(lang) {
        named if named == law.name => law.name.clone(),
        named => format!("{named} ({})", law.name),
    }
}

/// Why a case was taken down.
pub const fn withdrawal(lang: Lang, withdrawal: Withdrawal) -> &'static str {
    match withdrawal {
        Withdrawal::Quashed => texts::withdrawal_quashed(lang),
        Withdrawal::Mistake => texts::withdrawal_mistake(lang),
        Withdrawal::Repaired => texts::withdrawal_repaired(lang),
    }
}

/// A step that was taken.
pub const fn event(lang: Lang, event: CaseEvent) -> &'static str {
    match event {
        CaseEvent::Submit => texts::step_submit(lang),
        CaseEvent::Return => texts::step_return(lang),
        CaseEvent::Clear => texts::step_clear(lang),
        CaseEvent::Publish => texts::step_publish(lang),
        CaseEvent::Withdraw => texts::step_withdraw(lang),
        CaseEvent::ReportRectified => texts::step_report_rectified(lang),
        CaseEvent::ReportClosed => texts::step_report_closed(lang),
        CaseEvent::PublishReport => texts::step_publish_report(lang),
        CaseEvent::ReturnReport => texts::step_return_report(lang),
    }
}

/// What became of a case.
pub const fn progress(lang: Lang, progress: Progress) -> &'static str {
    match progress {
        Progress::Rectified => texts::progress_rectified(lang),
        Progress::Closed => texts::progress_closed(lang),
    }
}

/// A field's name.
pub const fn field(lang: Lang, field: CaseField) -> &'static str {
    match field {
        CaseField::Kind => texts::kind(lang),
        CaseField::ActedOn => texts::acted_on(lang),
        CaseField::ActedUntil => texts::acted_until(lang),
        CaseField::FoundOn => texts::found_on(lang),
        CaseField::DecidedOn => texts::decided_on(lang),
        CaseField::TransferredOn => texts::transferred_on(lang),
        CaseField::ReturnedOn => texts::returned_on(lang),
        CaseField::DocumentNo => texts::document_no(lang),
        CaseField::Authority => public::authority(lang),
        CaseField::Facts => texts::facts(lang),
        CaseField::Breached => public::breached(lang),
        CaseField::Basis => texts::basis(lang),
        CaseField::Discretion => texts::discretion(lang),
        CaseField::Fine => texts::fine(lang),
        CaseField::Measures => public::measures(lang),
        CaseField::Gravity => texts::gravity(lang),
        CaseField::GravityBasis => texts::gravity_basis(lang),
        CaseField::Rectification => texts::rectification(lang),
        CaseField::Statement => texts::statement(lang),
    }
}
