//! What deserves a second look while it can still be changed. It hinders nothing.

use chrono::{Datelike, Days, NaiveDate};
use domain::case::{CaseStage, Compared, ViolationKind, sanctions};
use domain::enterprise::ManagementClass;
use domain::lang::Lang;
use leptos::prelude::*;
use services::cases::CaseFile;
use services::law::{discretion_rules, laws, penalties};

use super::labels;
use crate::pages::parts::issue::ranges;
use crate::texts::bureau_cases as texts;
use crate::ui::marked::marked;
use crate::ui::notice::Notice;
use crate::ui::tag::Tone;
use crate::ui::when;

/// How long before its end a rule's end is told.
const SOON: Days = Days::new(60);

/// The doubts about a case that is on its way.
pub fn view(lang: Lang, today: NaiveDate, file: &CaseFile) -> Option<impl IntoView + use<>> {
    if matches!(file.line.stage, CaseStage::Published | CaseStage::Withdrawn) {
        return None;
    }
    let doubts = [
        law_not_named(lang, today, file),
        compared(lang, today, file),
        discretion(lang, today, file),
        not_listed(lang, file),
        registered(lang, file),
        found_late(lang, file),
        suspended(lang, today, file),
        classed_otherwise(lang, today, file),
    ];
    let doubts: Vec<_> = doubts.into_iter().flatten().collect();
    let paragraphs = move |doubt: Vec<String>| {
        doubt.into_iter().map(move |words| view! { <p>{marked(lang, &words)}</p> }).collect_view()
    };
    let notice = move |doubt| view! { <Notice tone=Tone::Warn>{paragraphs(doubt)}</Notice> };
    Some(doubts.into_iter().map(notice).collect_view())
}

fn law_not_named(lang: Lang, today: NaiveDate, file: &CaseFile) -> Option<Vec<String>> {
    let law = file.content.law_not_named(today, laws())?;
    let (year, month, day) = (law.from.year(), law.from.month(), law.from.day());
    Some(vec![texts::code_missing(lang, year, month, day, labels::law(lang, law))])
}

/// An older act that is decided under a newer law: both, with what they allow.
fn compared(lang: Lang, today: NaiveDate, file: &CaseFile) -> Option<Vec<String>> {
    let Compared { law, old, new } = file.content.laws_compared(today, penalties(), laws())?;
    let (year, month, day) = (law.from.year(), law.from.month(), law.from.day());
    let mut words = vec![texts::compared(lang, labels::law(lang, &law), year, month, day, law.lighter_rule())];
    words.extend((!old.is_empty()).then(|| texts::compared_old(lang, ranges(lang, &old))));
    words.extend((!new.is_empty()).then(|| texts::compared_new(lang, ranges(lang, &new))));
    Some(words)
}

/// Key units are on the list of those who must disclose (环境信息依法披露企业名单); others may be, and are looked up.
fn not_listed(lang: Lang, file: &CaseFile) -> Option<Vec<String>> {
    let asks = file.content.kind == ViolationKind::Disclosure && file.class != ManagementClass::Key;
    asks.then(|| vec![texts::not_listed(lang).to_owned()])
}

/// Who is registered needs no permit.
fn registered(lang: Lang, file: &CaseFile) -> Option<Vec<String>> {
    let asks = file.content.kind == ViolationKind::NoPermit && file.class == ManagementClass::Registered;
    asks.then(|| vec![texts::kind_hint_registered(lang).to_owned()])
}

/// Discovered so late that only what did harm can be punished.
fn found_late(lang: Lang, file: &CaseFile) -> Option<Vec<String>> {
    let content = &file.content;
    let rule = penalties().limitation(content.ended_on())?;
    let last = rule.last_day_without_harm(content.ended_on());
    let is_late = content.found_on? > last;
    is_late.then(|| vec![texts::found_late(lang, when::date(lang, last), &rule.basis, &rule.harm)])
}

/// It is with the police: nothing is decided about a fine.
fn suspended(lang: Lang, today: NaiveDate, file: &CaseFile) -> Option<Vec<String>> {
    let since = file.content.suspended_since(today)?;
    Some(vec![texts::suspended(lang, when::date(lang, since))])
}

/// The class of the breach of trust does not go with the penalties.
fn classed_otherwise(lang: Lang, today: NaiveDate, file: &CaseFile) -> Option<Vec<String>> {
    let content = &file.content;
    let given = sanctions(content.fine, &content.measures);
    let rules = labels::gravity_rules(lang, content.decided_on.unwrap_or(today));
    let is_doubted = content.gravity?.is_doubted_by(&given) && !rules.is_empty();
    is_doubted.then(|| vec![texts::classed_otherwise(lang, rules)])
}

/// The rules of discretion have ended, or end soon.
fn discretion(lang: Lang, today: NaiveDate, file: &CaseFile) -> Option<Vec<String>> {
    let day = file.content.decided_on.unwrap_or(today);
    let words = match discretion_rules().on(day) {
        Some(rule) if rule.to <= today + SOON => {
            texts::discretion_ends(lang, &rule.title, &rule.number, when::date(lang, rule.to))
        }
        Some(_) => return None,
        None => {
            let old = discretion_rules().before(day)?;
            texts::discretion_none(lang, when::date(lang, day), &old.title, &old.number, when::date(lang, old.to))
        }
    };
    Some(vec![words])
}
