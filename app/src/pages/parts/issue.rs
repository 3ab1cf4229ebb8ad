//! What is wrong with a form, in the reader's words: each kind of it once for all pages.

use domain::case::{CaseSlip, FineRange, Personal};
use domain::command::CommandSlip;
use domain::exceedance;
use domain::finding::Lacks;
use domain::input::{DayIssue, Issue, PositionIssue};
use domain::lang::Lang;
use domain::mark::MarkSlip;
use leptos::prelude::*;
use services::input::Issues;

use super::fine_figure;
use super::labels::measure;
use super::mark;
use super::wait::wait;
use crate::texts::bureau_cases as cases;
use crate::texts::issues as texts;
use crate::ui::error_summary::{ErrorSummary, FieldError};
use crate::ui::when;

/// What is wrong with a field, to stand at it.
pub fn at(lang: Lang, issues: &Issues, field: &str) -> Option<String> {
    issues.at(field).map(|issue| say(lang, issue))
}

/// All that is wrong, above the form: each line names its field, and leads to it.
pub fn summary(lang: Lang, title: impl Into<String>, issues: &Issues, label: impl Fn(&str) -> &'static str) -> AnyView {
    summary_of(title, lines(lang, issues, label))
}

/// The lines of the summary, for a page that adds some of its own.
pub fn lines(lang: Lang, issues: &Issues, label: impl Fn(&str) -> &'static str) -> Vec<FieldError> {
    let line = |name: &str, issue: &Issue| {
        let message = match label(name) {
            "" => say(lang, issue),
            field => texts::of_field(lang, field, say(lang, issue)),
        };
        FieldError { name: name.to_owned(), message }
    };
    issues.iter().map(|one| line(&one.field, &one.issue)).collect()
}

/// The summary of such lines.
pub fn summary_of(title: impl Into<String>, errors: Vec<FieldError>) -> AnyView {
    let title: String = title.into();
    view! { <ErrorSummary title errors/> }.into_any()
}

/// A kind of what is wrong, in words.
pub fn say(lang: Lang, issue: &Issue) -> String {
    let plain = match issue {
        Issue::Short(least) => return texts::short(lang, least),
        Issue::Long(most) => return texts::long(lang, most),
        Issue::Cut(most) => return texts::cut(lang, most),
        Issue::ManyRows(most) => return texts::many_rows(lang, most),
        Issue::ManyPhotos(most) => return texts::many_photos(lang, most),
        Issue::ShortName(least) => return texts::short_name(lang, least),
        Issue::BadName(most) => return texts::bad_name(lang, most),
        Issue::ShortPassword(least) => return texts::short_password(lang, least),
        Issue::LongPassword(most) => return texts::long_password(lang, most),
        Issue::Command(slip) => return say_command(lang, slip),
        Issue::Before(day) => return texts::before(lang, when::date(lang, *day)),
        Issue::After(day) => return texts::after(lang, when::date(lang, *day)),
        Issue::Wait(seconds) => return wait(lang, *seconds),
        Issue::Day(issue) => return say_day(lang, issue),
        Issue::Case(slip) => return say_case(lang, slip),
        Issue::Mark(slip) => return say_mark(lang, slip),
        Issue::Position(issue) => say_position(lang, *issue),
        Issue::Missing => texts::missing(lang),
        Issue::Broken => texts::broken(lang),
        Issue::NoChoice => texts::no_choice(lang),
        Issue::NotTicked => texts::not_ticked(lang),
        Issue::NoMoment => texts::no_moment(lang),
        Issue::NoAmount => texts::no_amount(lang),
        Issue::FarAway => texts::position_far(lang),
        Issue::SaysNothing => texts::says_nothing(lang),
        Issue::Nowhere => texts::nowhere(lang),
        Issue::NoReceiptCode => texts::no_receipt_code(lang),
        Issue::UnknownReceiptCode => texts::unknown_receipt_code(lang),
        Issue::Groundless(Lacks::Explanation) => texts::no_explanation(lang),
        Issue::Groundless(Lacks::Correction) => texts::no_correction(lang),
        Issue::Unready(exceedance::Lacks::End) => texts::exceedance_goes_on(lang),
        Issue::Unready(exceedance::Lacks::Ground) => texts::no_ground(lang),
        Issue::Said(_) => texts::not_understood(lang),
        Issue::CreditCode(_) => texts::bad_credit_code(lang),
        Issue::UnknownEnterprise => texts::unknown_enterprise(lang),
        Issue::LostChoice => texts::lost_choice(lang),
        Issue::NeedsEnterprise => texts::needs_enterprise(lang),
        Issue::NoEnterpriseWanted => texts::no_enterprise_wanted(lang),
        Issue::UnknownTown => texts::unknown_town(lang),
        Issue::NeedsTown => texts::needs_town(lang),
        Issue::NoTownWanted => texts::no_town_wanted(lang),
        Issue::BadLogin => texts::bad_login(lang),
        Issue::LoginTaken => texts::login_taken(lang),
        Issue::BadEmail => texts::bad_email(lang),
        Issue::NotTheSame => texts::not_the_same(lang),
        Issue::WrongPassword => texts::wrong_password(lang),
        Issue::UnknownInvitation => texts::unknown_invitation(lang),
        Issue::WrongCode => texts::wrong_code(lang),
        Issue::SignInRefused => texts::sign_in_refused(lang),
        Issue::Markup => texts::markup(lang),
        Issue::BadLink => texts::bad_link(lang),
        Issue::BadTelephone => texts::bad_telephone(lang),
        Issue::BadDomain => texts::bad_domain(lang),
        Issue::BadApproval => texts::bad_approval(lang),
        Issue::BadIdentification => texts::bad_identification(lang),
        Issue::BadSeal { kilobytes, side } => return texts::bad_seal(lang, kilobytes, side),
        Issue::UnknownCase => texts::unknown_case(lang),
    };
    plain.to_owned()
}

fn say_day(lang: Lang, issue: &DayIssue) -> String {
    match issue {
        DayIssue::Unreadable => texts::day(lang).to_owned(),
        DayIssue::NoSuchDay(day) => texts::no_such_day(lang, day),
    }
}

fn say_position(lang: Lang, issue: PositionIssue) -> &'static str {
    match issue {
        PositionIssue::Unreadable => texts::position_unreadable(lang),
        PositionIssue::OneNumber => texts::position_one(lang),
        PositionIssue::ManyNumbers => texts::position_many(lang),
        PositionIssue::SameTwice => texts::position_same(lang),
        PositionIssue::BadMinutes => texts::position_minutes(lang),
        PositionIssue::OtherWayRound => texts::position_swapped(lang),
        PositionIssue::NotOnEarth => texts::position_nowhere(lang),
    }
}

fn say_command(lang: Lang, slip: &CommandSlip) -> String {
    match slip {
        CommandSlip::EndsFirst => texts::command_ends_first(lang).to_owned(),
        CommandSlip::TooMany(most) => texts::command_too_many(lang, most),
        CommandSlip::TooLongAgo(days) => texts::command_too_long_ago(lang, days),
        CommandSlip::NotEnded => texts::command_not_ended(lang).to_owned(),
        CommandSlip::NotMeasured(code) => texts::mark_not_measured(lang, services::Pollutant::of(code).name.pick(lang)),
        CommandSlip::OneTo99 => texts::command_one_to_99(lang).to_owned(),
    }
}

fn say_mark(lang: Lang, slip: &MarkSlip) -> String {
    match slip {
        MarkSlip::EndsFirst => texts::mark_ends_first(lang).to_owned(),
        MarkSlip::NeedsEnd => texts::mark_needs_end(lang).to_owned(),
        MarkSlip::TooFarAhead(days) => texts::mark_too_far_ahead(lang, days),
        MarkSlip::TooLongAgo(days) => texts::mark_too_long_ago(lang, days),
        MarkSlip::TooLong(days) => texts::mark_too_long(lang, days),
        MarkSlip::Overlaps { kind, from, to } => {
            texts::mark_overlaps(lang, mark::kind(lang, *kind), mark::stretch(lang, *from, *to))
        }
        MarkSlip::NotMeasured(code) => texts::mark_not_measured(lang, services::Pollutant::of(code).name.pick(lang)),
        MarkSlip::NeedsReason => texts::mark_needs_reason(lang).to_owned(),
        MarkSlip::EndNotYet => texts::mark_end_not_yet(lang).to_owned(),
    }
}

fn say_case(lang: Lang, slip: &CaseSlip) -> String {
    match slip {
        CaseSlip::Missing => texts::missing(lang).to_owned(),
        CaseSlip::Long(most) => texts::long(lang, most),
        CaseSlip::Future => texts::future(lang).to_owned(),
        CaseSlip::BeforeAct => texts::before_act(lang).to_owned(),
        CaseSlip::Before(day) => texts::before(lang, when::date(lang, *day)),
        CaseSlip::Barred(day) => texts::barred(lang, when::date(lang, *day)),
        CaseSlip::HoldsPermit(day) => texts::holds_permit(lang, when::date(lang, *day)),
        CaseSlip::OpenTransfer(day) => texts::open_transfer(lang, when::date(lang, *day)),
        CaseSlip::NoAmount => texts::no_amount(lang).to_owned(),
        CaseSlip::Range(own) => texts::range(lang, ranges(lang, own)),
        CaseSlip::Provision(own) => texts::provision(lang, ranges(lang, own)),
        CaseSlip::Owed(group) => {
            let words: Vec<_> = group.iter().map(|one| measure(lang, *one)).collect();
            texts::owed(lang, words.join(lang.pick("或者", " or ")))
        }
        CaseSlip::TermOver(day) => texts::term_over(lang, when::date(lang, *day)),
        CaseSlip::Personal(kind, number) => texts::personal(lang, number, personal(lang, *kind)),
    }
}

/// What provisions allow, each with its article: `《…》第三十六条，2万元至20万元；…`.
pub fn ranges(lang: Lang, ranges: &[FineRange]) -> String {
    let one = |range: &FineRange| {
        let (least, most) = (fine_figure(lang, range.least), fine_figure(lang, range.most));
        match range.tier.as_str() {
            "" => cases::range_of(lang, &range.basis, least, most),
            tier => cases::range_of_tier(lang, &range.basis, tier, least, most),
        }
    };
    ranges.iter().map(one).collect::<Vec<_>>().join(lang.pick("；", "; "))
}

/// What belongs to a person.
const fn personal(lang: Lang, kind: Personal) -> &'static str {
    match kind {
        Personal::IdentityCard => cases::personal_identity_card(lang),
        Personal::TravelPermit => cases::personal_travel_permit(lang),
        Personal::Mobile => cases::personal_mobile(lang),
        Personal::Landline => cases::personal_landline(lang),
        Personal::BankAccount => cases::personal_bank(lang),
        Personal::Plate => cases::personal_plate(lang),
        Personal::Email => cases::personal_email(lang),
        Personal::Messenger => cases::personal_messenger(lang),
        Personal::BirthDate => cases::personal_birth(lang),
    }
}
