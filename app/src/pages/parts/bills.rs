//! The water bills of a finding: which of them were counted, and what they come to.

use domain::crosscheck::{Counted, Finding, counted_bills};
use domain::lang::Lang;
use leptos::prelude::*;

use super::quantity;
use crate::texts::findings as texts;
use crate::ui::summary_list::Fact;

/// A line for each bill, and the sum of what was counted; nothing for a finding that is not about bills.
pub fn bills(lang: Lang, finding: &Finding) -> Vec<Fact> {
    let water = |amount| format!("{} {}", quantity(amount), texts::cubic_metres(lang));
    let counted = counted_bills(finding);
    let sum = finding.measured.filter(|_| !counted.is_empty());
    let line = |(bill, counted): (domain::crosscheck::Bill, Counted)| {
        let (word, class) = match counted {
            Counted::Whole => (texts::bill_counted(lang), None),
            Counted::Part => (texts::bill_counted_part(lang), None),
            Counted::Not => (texts::bill_not_counted(lang), Some("soft")),
        };
        let amount = water(bill.quantity);
        let value = view! { <span class=class>{amount} " " <small>{word}</small></span> };
        Fact::new(texts::bill_of(lang, bill.month), value)
    };
    let lines = counted.into_iter().map(line);
    let sum = sum.map(|sum| Fact::new(texts::bills_sum(lang), view! { <strong>{water(sum)}</strong> }));
    lines.chain(sum).collect()
}
