//! Words for a case on its way.

use domain::case::{
    CaseEvent, CaseField, CaseSlip, CaseStage, FineRange, Gravity, Personal, Progress, ProgressSlip, Withdrawal,
};
use domain::lang::Lang;

use crate::pages::parts::fine_figure;
use crate::pages::parts::labels::measure;
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

/// How grave a breach of trust is, and what follows for its publication.
pub const fn gravity(lang: Lang, gravity: Gravity) -> &'static str {
    match gravity {
        Gravity::Minor => texts::gravity_minor(lang),
        Gravity::Ordinary => texts::gravity_ordinary(lang),
        Gravity::Serious => texts::gravity_serious(lang),
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

/// What is wrong with the day of a report.
pub fn progress_slip(lang: Lang, slip: ProgressSlip) -> String {
    match slip {
        ProgressSlip::Future => texts::slip_future(lang).to_owned(),
        ProgressSlip::Before(day) => texts::slip_before(lang, when::date(lang, day)),
    }
}

/// What provisions allow, each with its article: `《…》第三十六条，2万元至20万元；…`.
pub fn ranges(lang: Lang, ranges: &[FineRange]) -> String {
    let one = |range: &FineRange| {
        let (least, most) = (fine_figure(lang, range.least), fine_figure(lang, range.most));
        match range.tier.as_str() {
            "" => texts::range_of(lang, &range.basis, least, most),
            tier => texts::range_of_tier(lang, &range.basis, tier, least, most),
        }
    };
    ranges.iter().map(one).collect::<Vec<_>>().join(lang.pick("；", "; "))
}

/// A field's name.
pub const fn field(lang: Lang, field: CaseField) -> &'static str {
    match field {
        CaseField::ActedOn => texts::acted_on(lang),
        CaseField::DecidedOn => texts::decided_on(lang),
        CaseField::DocumentNo => texts::document_no(lang),
        CaseField::Authority => public::authority(lang),
        CaseField::Facts => texts::facts(lang),
        CaseField::Breached => public::breached(lang),
        CaseField::Basis => texts::basis(lang),
        CaseField::Discretion => texts::discretion(lang),
        CaseField::Fine => texts::fine(lang),
        CaseField::Measures => public::measures(lang),
        CaseField::Gravity => texts::gravity(lang),
        CaseField::Rectification => texts::rectification(lang),
        CaseField::Statement => texts::statement(lang),
    }
}

/// What is wrong with a field.
pub fn slip(lang: Lang, slip: &CaseSlip) -> String {
    match slip {
        CaseSlip::Missing => texts::slip_missing(lang).to_owned(),
        CaseSlip::Long(most) => texts::slip_long(lang, most),
        CaseSlip::Future => texts::slip_future(lang).to_owned(),
        CaseSlip::BeforeAct => texts::slip_before_act(lang).to_owned(),
        CaseSlip::NoAmount => texts::slip_amount(lang).to_owned(),
        CaseSlip::Range(own) => texts::slip_range(lang, ranges(lang, own)),
        CaseSlip::Provision(own) => texts::slip_provision(lang, ranges(lang, own)),
        CaseSlip::Owed(group) => {
            let words: Vec<_> = group.iter().map(|one| measure(lang, *one)).collect();
            texts::slip_owed(lang, words.join(lang.pick("或者", " or ")))
        }
        CaseSlip::TermOver(day) => texts::slip_term_over(lang, when::date(lang, *day)),
        CaseSlip::Personal(kind, number) => texts::slip_personal(lang, number, personal(lang, *kind)),
    }
}

/// What belongs to a person.
const fn personal(lang: Lang, kind: Personal) -> &'static str {
    match kind {
        Personal::IdentityCard => texts::personal_identity_card(lang),
        Personal::TravelPermit => texts::personal_travel_permit(lang),
        Personal::Mobile => texts::personal_mobile(lang),
        Personal::Landline => texts::personal_landline(lang),
        Personal::BankAccount => texts::personal_bank(lang),
        Personal::Plate => texts::personal_plate(lang),
        Personal::Email => texts::personal_email(lang),
        Personal::Messenger => texts::personal_messenger(lang),
        Personal::BirthDate => texts::personal_birth(lang),
    }
}
