//! Reasons, proposals and hindrances in words.

use domain::duplicate::{Proposal, Reason, Side, Why};
use domain::lang::Lang;
use domain::quarter::Quarter;
use leptos::prelude::*;
use services::Names;
use services::register::duplicates::Hindrance;

use crate::pages::parts::{around, quarter_name};
use crate::texts::register_duplicates as texts;
use crate::ui::tag::Tag;

/// Why two may be one.
pub fn reason(lang: Lang, reason: Reason) -> &'static str {
    match reason {
        Reason::SwappedDigits => texts::reason_swapped_digits(lang),
        Reason::OneDigit => texts::reason_one_digit(lang),
        Reason::SameOrganisation => texts::reason_same_organisation(lang),
        Reason::SamePermit => texts::reason_same_permit(lang),
        Reason::SameName => texts::reason_same_name(lang),
        Reason::SameAddress => texts::reason_same_address(lang),
        Reason::Nearby => texts::reason_nearby(lang),
    }
}

/// The reasons as words beside each other.
pub fn reasons(lang: Lang, all: &[Reason]) -> impl IntoView + use<> {
    let tag = |one: &Reason| view! { <Tag word=reason(lang, *one)/> " " };
    view! { <p>{all.iter().map(tag).collect_view()}</p> }
}

/// Which of two should stay, and why.
pub fn proposal(lang: Lang, proposal: Proposal, names: [&Names; 2]) -> AnyView {
    let why = match proposal.why {
        Why::CheckCharacter => texts::why_check_character(lang),
        Why::Runs => texts::why_runs(lang),
        Why::Public => texts::why_public(lang),
        Why::Declarations => texts::why_declarations(lang),
        Why::Loggers => texts::why_loggers(lang),
        Why::Older => texts::why_older(lang),
        Why::Nothing => texts::why_nothing(lang),
    };
    about(lang, names[place(proposal.stays)], |name| texts::proposal(lang, name, why))
}

/// The place of a side.
pub const fn place(side: Side) -> usize {
    match side {
        Side::First => 0,
        Side::Second => 1,
    }
}

/// A sentence with a name in it, marked where the name exists in Chinese only.
pub fn about(lang: Lang, names: &Names, say: impl FnOnce(&str) -> String) -> AnyView {
    if names.en.is_empty() { around(lang, &names.zh, say) } else { say(names.pick(lang)).into_any() }
}

/// What stands in the way.
pub fn hindrance(lang: Lang, hindrance: Hindrance) -> String {
    match hindrance {
        Hindrance::Gone => texts::hindrance_gone(lang).to_owned(),
        Hindrance::Twins(count) => texts::hindrance_twins(lang, u64::try_from(count).unwrap_or(u64::MAX)),
        Hindrance::Case => texts::hindrance_case(lang).to_owned(),
        Hindrance::Finding => texts::hindrance_finding(lang).to_owned(),
        Hindrance::Check => texts::hindrance_check(lang).to_owned(),
        Hindrance::Meters(count) => texts::hindrance_meters(lang, count),
    }
}

/// Quarters beside each other, the oldest first.
pub fn quarters<'q>(lang: Lang, all: impl IntoIterator<Item = &'q Quarter>) -> String {
    let names: Vec<String> = all.into_iter().map(|quarter| quarter_name(lang, *quarter)).collect();
    names.join(lang.pick("、", ", "))
}
