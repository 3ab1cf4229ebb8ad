//! An event of the timeline in words.

use domain::access::{Action, Role, may};
use domain::credit_code::CreditCode;
use domain::lang::Lang;
use leptos::prelude::*;
use services::bureau::{CaseRef, ExceedanceRef, FindingRef, What};

use crate::pages::bureau::addresses::{declaration_address, exceedance_address, finding_address, mark_address};
use crate::pages::parts::exceedance::{event_outcome, mean_word, periods};
use crate::pages::parts::finding::{outcome, severity};
use crate::pages::parts::labels::{reported, violation};
use crate::pages::parts::mark::{kind, state, stretch};
use crate::pages::parts::{chinese, fine_figure, named, pollutant_name, quarter_name};
use crate::texts::bureau_enterprises as texts;
use crate::ui::tag::{Tag, Tone};

/// What is said of an event.
pub struct TimelineLine {
    /// What happened.
    pub head: String,
    /// Where more about it stands.
    pub href: Option<String>,
    /// A second line.
    pub more: Option<AnyView>,
    /// A state.
    pub tag: Option<AnyView>,
}

impl TimelineLine {
    fn new(head: String) -> Self {
        Self { head, href: None, more: None, tag: None }
    }
}

/// The words, with links where the role may follow them.
pub fn line(lang: Lang, role: Role, code: CreditCode, what: &What) -> TimelineLine {
    match what {
        What::Signed { quarter, version, late, reason } => {
            let href = Some(declaration_address(code, *quarter, *version));
            let quarter = quarter_name(lang, *quarter);
            let head = match (version, late) {
                (1, false) => texts::signed(lang, quarter),
                (1, true) => texts::signed_late(lang, quarter),
                _ => texts::corrected(lang, quarter, version),
            };
            let reason = (!reason.is_empty()).then(|| reason.clone());
            let more = reason.map(|reason| view! { <span lang=chinese(lang)>{reason}</span> }.into_any());
            TimelineLine { href, more, ..TimelineLine::new(head) }
        }
        What::Found(finding) => {
            let (tone, word) = severity(lang, finding.severity);
            let tag = Some(view! { <Tag tone word/> }.into_any());
            TimelineLine { tag, ..of_finding(lang, finding, texts::found_a(lang).to_owned()) }
        }
        What::Asked(finding) => of_finding(lang, finding, texts::asked(lang).to_owned()),
        What::Explained(finding) => of_finding(lang, finding, texts::explained(lang).to_owned()),
        What::Settled(finding, came) => of_finding(lang, finding, texts::settled(lang, outcome(lang, *came))),
        What::Exceeded(event) => {
            let head = texts::exceeded(lang, event.outlet, pollutant_name(lang, &event.pollutant), mean(lang, event));
            let more = periods(lang, event.averaging, event.periods);
            TimelineLine { more: Some(more.into_any()), ..of_event(event, head) }
        }
        What::ExceedanceAsked(event) => {
            let name = pollutant_name(lang, &event.pollutant);
            of_event(event, texts::exceedance_asked(lang, event.outlet, name, mean(lang, event)))
        }
        What::ExceedanceAnswered(event) => {
            let name = pollutant_name(lang, &event.pollutant);
            of_event(event, texts::exceedance_answered(lang, event.outlet, name, mean(lang, event)))
        }
        What::ExceedanceSettled(event, came) => {
            let (name, came) = (pollutant_name(lang, &event.pollutant), event_outcome(lang, *came));
            of_event(event, texts::exceedance_settled(lang, event.outlet, name, mean(lang, event), came))
        }
        What::Marked(mark) => {
            let (tone, word) = state(lang, mark.state);
            TimelineLine {
                href: Some(mark_address(mark.id)),
                more: Some(stretch(lang, mark.from, mark.to).into_any()),
                tag: Some(view! { <Tag tone word/> }.into_any()),
                ..TimelineLine::new(texts::marked(lang, mark.outlet, kind(lang, mark.kind)))
            }
        }
        What::TipReceived { tip_no, about, .. } => {
            let more = about.map(|kind| reported(lang, kind).into_any());
            TimelineLine { more, href: Some(tip(tip_no)), ..TimelineLine::new(texts::tip_received(lang, tip_no)) }
        }
        What::TipAnswered { tip_no } => {
            TimelineLine { href: Some(tip(tip_no)), ..TimelineLine::new(texts::tip_answered(lang, tip_no)) }
        }
        What::Acted(case) => of_case(role, case, texts::acted(lang, violation(lang, case.kind))),
        What::Decided(case, fine) => {
            let amount = texts::fine_amount(lang, fine_figure(lang, *fine));
            let more = (fine.0 > 0).then(|| texts::decided_fine(lang, amount).into_any());
            TimelineLine { more, ..of_case(role, case, texts::decided(lang, violation(lang, case.kind))) }
        }
        What::Published(case) => {
            let tag = view! { <Tag tone=Tone::Over word=case.case_no.clone()/> }.into_any();
            TimelineLine { tag: Some(tag), ..of_case(role, case, texts::published(lang, violation(lang, case.kind))) }
        }
        What::Rectified(case) => of_case(role, case, texts::rectified(lang, violation(lang, case.kind))),
        What::Closed(case) => of_case(role, case, texts::closed(lang, violation(lang, case.kind))),
        What::Withdrawn(case, _) => of_case(role, case, texts::withdrawn(lang, violation(lang, case.kind))),
    }
}

fn of_finding(lang: Lang, finding: &FindingRef, head: String) -> TimelineLine {
    let more = named(lang, &finding.said).into_any();
    TimelineLine { href: Some(finding_address(finding.id)), more: Some(more), ..TimelineLine::new(head) }
}

fn of_event(event: &ExceedanceRef, head: String) -> TimelineLine {
    TimelineLine { href: Some(exceedance_address(event.id)), ..TimelineLine::new(head) }
}

fn mean(lang: Lang, event: &ExceedanceRef) -> &'static str {
    mean_word(lang, event.averaging)
}

/// Whoever works at cases goes to the file, everybody else to what was published.
fn of_case(role: Role, case: &CaseRef, head: String) -> TimelineLine {
    let path = if may(role, Action::ReadCase) { "/bureau/cases" } else { "/cases" };
    TimelineLine { href: Some(format!("{path}/{}", case.case_no)), ..TimelineLine::new(head) }
}

fn tip(tip_no: &str) -> String {
    format!("/bureau/tips/{tip_no}")
}
