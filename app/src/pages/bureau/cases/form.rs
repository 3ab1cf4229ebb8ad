//! The form in which a case is written.

use domain::case::{CaseField, Gravity, LONGEST_TEXT, ViolationKind};
use domain::lang::Lang;
use leptos::prelude::*;
use services::FormKey;

use super::labels::{field as field_name, gravity};
use super::typed::{Errors, Typed};
use crate::pages::parts::labels::violation;
use crate::texts::bureau_cases as texts;
use crate::ui::error_summary::{ErrorSummary, FieldError};
use crate::ui::field::Field;
use crate::ui::form_key::FormKeyField;
use crate::ui::radios::Radios;
use crate::ui::select::Choice;
use crate::ui::text_area::TextArea;

/// The form with what was typed and what is wrong with it.
pub fn form(lang: Lang, typed: Typed, errors: &Errors) -> impl IntoView + use<> {
    let one = |(name, message): &(&'static str, String)| {
        let field = name.parse::<CaseField>().map_or(texts::kind(lang), |field| field_name(lang, field));
        FieldError { name: (*name).into(), message: texts::missing_of(lang, field, message) }
    };
    let summary = errors.iter().map(one).collect();
    view! {
        <ErrorSummary title=texts::problems(lang) errors=summary/>
        <form method="post" class="stack">
            <FormKeyField key=FormKey::generate().expose()/>
            {hidden("revision", &typed.revision)}
            {hidden("enterprise", &typed.enterprise)}
            {hidden("finding", &typed.finding)}
            {particulars(lang, &typed, errors).into_any()}
            {long_texts(lang, &typed, errors).into_any()}
            <button>{texts::save(lang)}</button>
        </form>
    }
}

fn hidden(name: &'static str, value: &str) -> Option<impl IntoView + use<>> {
    let value = value.to_owned();
    (!value.is_empty()).then(|| view! { <input type="hidden" name=name value=value/> })
}

fn error(errors: &Errors, name: &str) -> Option<String> {
    errors.iter().find(|(field, _)| *field == name).map(|(_, message)| message.clone())
}

fn particulars(lang: Lang, typed: &Typed, errors: &Errors) -> impl IntoView + use<> {
    let kinds = ViolationKind::ALL.iter();
    let kinds =
        kinds.map(|&kind| Choice { value: kind.to_string(), label: violation(lang, kind).to_owned() }).collect();
    let grades = Gravity::ALL.iter();
    let grades = grades.map(|&one| Choice { value: one.to_string(), label: gravity(lang, one).to_owned() }).collect();
    view! {
        <Radios name="kind" label=texts::kind(lang) choices=kinds chosen=typed.kind.clone()
            error=error(errors, "kind")/>
        <Field name="acted_on" label=texts::acted_on(lang) hint=texts::acted_on_hint(lang)
            value=typed.acted_on.clone() error=error(errors, "acted_on")/>
        <Field name="decided_on" label=texts::decided_on(lang) hint=texts::decided_on_hint(lang)
            value=typed.decided_on.clone() error=error(errors, "decided_on")/>
        <Field name="document_no" label=texts::document_no(lang) hint=texts::document_no_hint(lang)
            value=typed.document_no.clone() error=error(errors, "document_no")/>
        <Field name="fine" label=texts::fine(lang) hint=texts::fine_hint(lang) value=typed.fine.clone()
            unit=texts::yuan(lang) inputmode="decimal" error=error(errors, "fine")/>
        <Radios name="gravity" label=texts::gravity(lang) hint=texts::gravity_hint(lang) choices=grades
            chosen=typed.gravity.clone() error=error(errors, "gravity")/>
    }
}

fn long_texts(lang: Lang, typed: &Typed, errors: &Errors) -> impl IntoView + use<> {
    view! {
        <TextArea name="facts" label=texts::facts(lang) hint=texts::facts_hint(lang) value=typed.facts.clone()
            error=error(errors, "facts") rows=6 longest=LONGEST_TEXT/>
        <TextArea name="basis" label=texts::basis(lang) value=typed.basis.clone() error=error(errors, "basis") rows=3
            longest=LONGEST_TEXT/>
        <TextArea name="discretion" label=texts::discretion(lang) value=typed.discretion.clone()
            error=error(errors, "discretion") rows=3 longest=LONGEST_TEXT/>
        <TextArea name="rectification" label=texts::rectification(lang) hint=texts::rectification_hint(lang)
            value=typed.rectification.clone() error=error(errors, "rectification") rows=3 longest=LONGEST_TEXT/>
        <TextArea name="statement" label=texts::statement(lang) hint=texts::statement_hint(lang)
            value=typed.statement.clone() error=error(errors, "statement") rows=3 longest=LONGEST_TEXT/>
    }
}
