//! Words for the values of the domain.

use domain::case::{CaseStatus, Gravity, Measure, Measures, Sanction, ViolationKind};
use domain::declaration::DeclarationStatus;
use domain::enterprise::ManagementClass;
use domain::lang::Lang;
use domain::message_kind::MessageKind;
use domain::outlet::{AirZone, Discharge};
use domain::source::Certainty;
use domain::tip::TipStatus;
use services::public::enterprises::EnterpriseRow;
use services::public::{Monitors, Pulse};

use crate::texts::{labels as texts, life, tip};
use crate::ui::tag::Tone;
use crate::ui::when;

/// How a permit manages an enterprise.
pub fn class(lang: Lang, class: ManagementClass) -> &'static str {
    match class {
        ManagementClass::Key => texts::class_key(lang),
        ManagementClass::Simplified => texts::class_simplified(lang),
        ManagementClass::Registered => texts::class_registered(lang),
        ManagementClass::Undetermined => texts::class_undetermined(lang),
    }
}

/// What a message is about.
pub fn message_kind(lang: Lang, kind: MessageKind) -> &'static str {
    match kind {
        MessageKind::Receipt => texts::message_receipt(lang),
        MessageKind::Question => texts::message_question(lang),
        MessageKind::Exceedance => texts::message_exceedance(lang),
        MessageKind::Mark => texts::message_mark(lang),
        MessageKind::Tips => texts::message_tips(lang),
        MessageKind::Account => texts::message_account(lang),
    }
}

/// Where an outlet leads.
pub fn discharge(lang: Lang, discharge: Discharge) -> &'static str {
    match discharge {
        Discharge::Direct => texts::discharge_direct(lang),
        Discharge::Sewer => texts::discharge_sewer(lang),
        Discharge::Dedicated => texts::discharge_dedicated(lang),
        Discharge::Workshop => texts::discharge_workshop(lang),
    }
}

/// Into which air it leads.
pub fn air_zone(lang: Lang, zone: AirZone) -> &'static str {
    match zone {
        AirZone::First => texts::air_zone_first(lang),
        AirZone::Second => texts::air_zone_second(lang),
    }
}

/// The state of an enterprise's monitors, as words with what they deserve: whether they are heard, and what may be said
/// of the means that the limits name.
pub fn monitors(lang: Lang, monitors: Monitors) -> Vec<(Tone, String)> {
    let heard = match monitors.pulse {
        Pulse::NoMonitor => return vec![(Tone::Plain, texts::pulse_none(lang).to_owned())],
        Pulse::Trial => return vec![(Tone::Plain, life::in_trial(lang).to_owned())],
        Pulse::Silent { .. } => (Tone::Warn, texts::pulse_silent(lang).to_owned()),
        Pulse::Online => (Tone::Ok, texts::pulse_online(lang).to_owned()),
    };
    let some = |number: usize| u64::try_from(number).ok().filter(|number| *number > 0);
    let over = some(monitors.judged.over).map(|number| (Tone::Over, texts::pulse_over(lang, number)));
    let unjudged = some(monitors.judged.unjudged).map(|number| (Tone::Plain, texts::pulse_unjudged(lang, number)));
    over.into_iter().chain([heard]).chain(unjudged).collect()
}

/// Whether an enterprise is in trial or closed, and the state of its monitors: of a closed one nothing is missed.
pub fn states(lang: Lang, row: &EnterpriseRow) -> Vec<(Tone, String)> {
    let trial = row.in_trial.then(|| (Tone::Warn, life::in_trial(lang).to_owned()));
    let closed = row.closed_on.map(|day| (Tone::Plain, life::closed_since(lang, when::date(lang, day.0))));
    let monitors = if closed.is_some() { Vec::new() } else { monitors(lang, row.monitors) };
    trial.into_iter().chain(closed).chain(monitors).collect()
}

/// What was done wrong.
pub fn violation(lang: Lang, kind: ViolationKind) -> &'static str {
    match kind {
        ViolationKind::NoPermit => texts::kind_no_permit(lang),
        ViolationKind::NewPermitDue => texts::kind_new_permit_due(lang),
        ViolationKind::OverLimit => texts::kind_over_limit(lang),
        ViolationKind::OverLoad => texts::kind_over_load(lang),
        ViolationKind::Evasion => texts::kind_evasion(lang),
        ViolationKind::Falsification => texts::kind_falsification(lang),
        ViolationKind::MonitorMissing => texts::kind_monitor_missing(lang),
        ViolationKind::MonitorOffline => texts::kind_monitor_offline(lang),
        ViolationKind::MonitorFaulty => texts::kind_monitor_faulty(lang),
        ViolationKind::TreatmentIdle => texts::kind_treatment_idle(lang),
        ViolationKind::Disclosure => texts::kind_disclosure(lang),
        ViolationKind::Ledger => texts::kind_ledger(lang),
        ViolationKind::SelfMonitoring => texts::kind_self_monitoring(lang),
        ViolationKind::Report => texts::kind_report(lang),
    }
}

/// What a tip-off is about, in the words of somebody who saw it.
pub fn reported(lang: Lang, kind: ViolationKind) -> &'static str {
    match kind {
        ViolationKind::NoPermit => tip::kind_no_permit(lang),
        ViolationKind::OverLimit => tip::kind_over_limit(lang),
        ViolationKind::Evasion => tip::kind_evasion(lang),
        ViolationKind::Falsification => tip::kind_falsification(lang),
        ViolationKind::MonitorMissing => tip::kind_monitor_missing(lang),
        ViolationKind::TreatmentIdle => tip::kind_treatment_idle(lang),
        ViolationKind::Disclosure => tip::kind_disclosure(lang),
        ViolationKind::Ledger => tip::kind_ledger(lang),
        // The interface takes these too.
        ViolationKind::NewPermitDue
        | ViolationKind::OverLoad
        | ViolationKind::MonitorOffline
        | ViolationKind::MonitorFaulty
        | ViolationKind::SelfMonitoring
        | ViolationKind::Report => violation(lang, kind),
    }
}

/// How sure a figure is.
pub const fn certainty(lang: Lang, certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::Sourced => texts::certainty_sourced(lang),
        Certainty::Inferred => texts::certainty_inferred(lang),
        Certainty::Memory => texts::certainty_memory(lang),
        Certainty::Unverified => texts::certainty_unverified(lang),
    }
}

/// What is ordered beside a fine.
pub const fn measure(lang: Lang, measure: Measure) -> &'static str {
    match measure {
        Measure::Warning => texts::measure_warning(lang),
        Measure::Criticism => texts::measure_criticism(lang),
        Measure::Confiscation => texts::measure_confiscation(lang),
        Measure::Correct => texts::measure_correct(lang),
        Measure::LimitProduction => texts::measure_limit_production(lang),
        Measure::StopProduction => texts::measure_stop_production(lang),
        Measure::Police => texts::measure_police(lang),
        Measure::CriminalTransfer => texts::measure_criminal_transfer(lang),
        Measure::PersonsFined => texts::measure_persons_fined(lang),
        Measure::PermitRevoked => texts::measure_permit_revoked(lang),
        Measure::Closure => texts::measure_closure(lang),
    }
}

/// All of them in one line; none where there are none.
pub fn measures(lang: Lang, measures: &Measures) -> Option<String> {
    let words: Vec<_> = measures.iter().map(|one| measure(lang, one)).collect();
    (!words.is_empty()).then(|| words.join(lang.pick("、", ", ")))
}

/// The kinds of penalty in one line; none where there are none.
pub fn sanctions(lang: Lang, sanctions: &[Sanction]) -> Option<String> {
    let word = |one: &Sanction| match one {
        Sanction::Warning => texts::sanction_warning(lang),
        Sanction::Criticism => texts::sanction_criticism(lang),
        Sanction::Fine => texts::sanction_fine(lang),
        Sanction::Confiscation => texts::sanction_confiscation(lang),
        Sanction::Restriction => texts::sanction_restriction(lang),
        Sanction::Stop => texts::sanction_stop(lang),
        Sanction::PermitRevoked => texts::sanction_permit_revoked(lang),
        Sanction::Closure => texts::sanction_closure(lang),
    };
    let words: Vec<_> = sanctions.iter().map(word).collect();
    (!words.is_empty()).then(|| words.join(lang.pick("、", ", ")))
}

/// How grave a breach of trust is, as a word.
pub const fn gravity(lang: Lang, gravity: Gravity) -> &'static str {
    match gravity {
        Gravity::Minor => texts::gravity_minor(lang),
        Gravity::Ordinary => texts::gravity_ordinary(lang),
        Gravity::Serious => texts::gravity_serious(lang),
    }
}

/// Where a case stands.
pub fn case_status(lang: Lang, status: CaseStatus) -> (Tone, &'static str) {
    match status {
        CaseStatus::Filed => (Tone::Plain, texts::case_filed(lang)),
        CaseStatus::Decided => (Tone::Over, texts::case_decided(lang)),
        CaseStatus::Rectified => (Tone::Ok, texts::case_rectified(lang)),
        CaseStatus::Closed => (Tone::Plain, texts::case_closed(lang)),
    }
}

/// Where a declaration stands.
pub fn declaration_status(lang: Lang, status: DeclarationStatus) -> (Tone, &'static str) {
    match status {
        DeclarationStatus::Draft => (Tone::Plain, texts::declaration_draft(lang)),
        DeclarationStatus::Submitted => (Tone::Plain, texts::declaration_submitted(lang)),
        DeclarationStatus::Corrected => (Tone::Warn, texts::declaration_corrected(lang)),
        DeclarationStatus::Returned => (Tone::Warn, texts::declaration_returned(lang)),
        DeclarationStatus::Accepted => (Tone::Ok, texts::declaration_accepted(lang)),
    }
}

/// Where a tip-off stands.
pub fn tip_status(lang: Lang, status: TipStatus) -> (Tone, &'static str) {
    match status {
        TipStatus::Received => (Tone::Warn, texts::tip_received(lang)),
        TipStatus::Accepted => (Tone::Plain, texts::tip_accepted(lang)),
        TipStatus::Declined => (Tone::Plain, texts::tip_declined(lang)),
        TipStatus::Investigating => (Tone::Plain, texts::tip_investigating(lang)),
        TipStatus::Answered => (Tone::Ok, texts::tip_answered(lang)),
    }
}
