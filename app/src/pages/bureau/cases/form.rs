//! The form in which a case is written.

use chrono::NaiveDate;
use domain::case::{CaseField, Gravity, LONGEST_TEXT, Measure, ViolationKind};
use domain::enterprise::ManagementClass;
use domain::lang::Lang;
use domain::time::Day;
use leptos::prelude::*;
use services::law::{discretion_rules, laws, penalties};

use super::labels::{field as field_name, gravity, gravity_rules, law};
use super::typed::Typed;
use crate::pages::parts::issue::{self, ranges};
use crate::pages::parts::labels::{measure, violation};
use crate::texts::bureau_cases as texts;
use crate::texts::cases as public;
use crate::ui::check_boxes::CheckBoxes;
use crate::ui::field::Field;
use crate::ui::form_key::FormKeyField;
use crate::ui::radios::Radios;
use crate::ui::select::Choice;
use crate::ui::text_area::TextArea;
use crate::ui::when;
use crate::web::Form;

/// How the enterprise is managed: its class, and the last day of its permit.
pub type Managed = (ManagementClass, Option<Day>);

/// The form with what was typed and what is wrong with it, for a case against an enterprise that is managed so.
pub fn view(lang: Lang, today: NaiveDate, managed: Managed, form: &Form<Typed>) -> impl IntoView + use<> {
    let label = |name: &str| name.parse::<CaseField>().map_or(texts::kind(lang), |field| field_name(lang, field));
    let revision = form.typed.revision.0;
    view! {
        {issue::summary(lang, texts::problems(lang), &form.issues, label)}
        <form method="post" class="stack">
            <FormKeyField key=form.key_field()/>
            {(revision >= 0).then(|| hidden("revision", &revision.to_string()))}
            {hidden("enterprise", &form.typed.enterprise)}
            {hidden("finding", &form.typed.finding)}
            {act(lang, today, managed, form).into_any()}
            {particulars(lang, today, form).into_any()}
            {long_texts(lang, today, form).into_any()}
            <button>{texts::save(lang)}</button>
        </form>
    }
}

fn hidden(name: &'static str, value: &str) -> Option<impl IntoView + use<>> {
    let value = value.to_owned();
    (!value.is_empty()).then(|| view! { <input type="hidden" name=name value=value/> })
}

/// Who holds a permit is not without one; who is registered needs none.
fn kind_hint(lang: Lang, (class, permit_to): Managed) -> String {
    match (class, permit_to) {
        (ManagementClass::Registered, _) => texts::kind_hint_registered(lang).to_owned(),
        (_, Some(day)) => texts::kind_hint_permit(lang, when::date(lang, day.0)),
        _ => texts::kind_hint(lang).to_owned(),
    }
}

/// Which law judges the act, by the data of the portal.
fn acted_on_hint(lang: Lang, today: NaiveDate) -> String {
    let Some(newest) = laws().newest(today) else { return texts::acted_on_hint_plain(lang).to_owned() };
    texts::acted_on_hint(lang, when::date(lang, newest.from), law(lang, newest))
}

/// Which classes there are, and that none is shown without what it follows from.
fn gravity_basis_hint(lang: Lang, today: NaiveDate, typed: &Typed) -> String {
    let day = typed.judged(today).map_or(today, |act| act.decided_on);
    [texts::gravity_basis_hint(lang), &gravity_rules(lang, day)].join(lang.pick("", " "))
}

/// What a fine may be, as far as it can be told already.
fn fine_hint(lang: Lang, today: NaiveDate, typed: &Typed) -> String {
    let known = typed.judged(today).map(|act| texts::fine_ranges(lang, ranges(lang, &penalties().ranges(&act))));
    [known.as_deref().unwrap_or_default(), texts::fine_hint(lang)].join("")
}

/// Which provisions the data of the portal name as broken, as far as it can be told already.
fn breached_hint(lang: Lang, today: NaiveDate, typed: &Typed) -> String {
    let known = typed.judged(today).map(|act| penalties().broken(&act)).filter(|known| !known.is_empty());
    known.map_or_else(
        || texts::breached_hint(lang).to_owned(),
        |known| texts::breached_known(lang, known.join(lang.pick("；", "; "))),
    )
}

/// Which rules of discretion hold on the day of the decision.
fn discretion_hint(lang: Lang, today: NaiveDate, typed: &Typed) -> String {
    let day = typed.judged(today).map_or(today, |act| act.decided_on);
    match (discretion_rules().on(day), discretion_rules().before(day)) {
        (Some(rule), _) => texts::discretion_hint(lang, &rule.title, &rule.number, when::date(lang, rule.to)),
        (None, Some(old)) => {
            let (day, until) = (when::date(lang, day), when::date(lang, old.to));
            texts::discretion_none(lang, day, &old.title, &old.number, until)
        }
        (None, None) => String::new(),
    }
}

/// What was done, and the days of it.
fn act(lang: Lang, today: NaiveDate, managed: Managed, form: &Form<Typed>) -> impl IntoView + use<> {
    let typed = &form.typed;
    let error = |field| issue::at(lang, &form.issues, field);
    let kinds = ViolationKind::ALL.iter();
    let kinds =
        kinds.map(|&kind| Choice { value: kind.to_string(), label: violation(lang, kind).to_owned() }).collect();
    view! {
        <Radios name="kind" label=texts::kind(lang) hint=kind_hint(lang, managed) choices=kinds
            chosen=typed.kind.typed().to_owned() error=error("kind")/>
        <Field name="acted_on" label=texts::acted_on(lang) hint=acted_on_hint(lang, today)
            value=typed.acted_on.typed().to_owned() error=error("acted_on")/>
        <Field name="acted_until" label=texts::acted_until(lang) hint=texts::acted_until_hint(lang)
            value=typed.acted_until.typed().to_owned() error=error("acted_until")/>
        <Field name="found_on" label=texts::found_on(lang) hint=texts::found_on_hint(lang)
            value=typed.found_on.typed().to_owned() error=error("found_on")/>
        <Field name="decided_on" label=texts::decided_on(lang) hint=texts::decided_on_hint(lang)
            value=typed.decided_on.typed().to_owned() error=error("decided_on")/>
        <Field name="transferred_on" label=texts::transferred_on(lang) hint=texts::transferred_on_hint(lang)
            value=typed.transferred_on.typed().to_owned() error=error("transferred_on")/>
        <Field name="returned_on" label=texts::returned_on(lang) hint=texts::returned_on_hint(lang)
            value=typed.returned_on.typed().to_owned() error=error("returned_on")/>
    }
}

fn particulars(lang: Lang, today: NaiveDate, form: &Form<Typed>) -> impl IntoView + use<> {
    let typed = &form.typed;
    let error = |field| issue::at(lang, &form.issues, field);
    let measures = Measure::ALL.iter();
    let measures =
        measures.map(|&one| Choice { value: one.to_string(), label: measure(lang, one).to_owned() }).collect();
    let decided_on = typed.judged(today).map_or(today, |act| act.decided_on);
    let grade = |one: &Gravity| Choice { value: one.to_string(), label: gravity(lang, *one, decided_on) };
    let grades = Gravity::ALL.iter().map(grade).collect();
    view! {
        <Field name="document_no" label=texts::document_no(lang) hint=texts::document_no_hint(lang)
            value=typed.document_no.typed().to_owned() error=error("document_no")/>
        <Field name="authority" label=public::authority(lang) hint=texts::authority_hint(lang)
            value=typed.authority.typed().to_owned() error=error("authority")/>
        <Field name="fine" label=texts::fine(lang) hint=fine_hint(lang, today, typed) value=typed.fine.typed().to_owned()
            unit=texts::yuan(lang) inputmode="decimal" error=error("fine")/>
        <CheckBoxes name="measures" label=public::measures(lang) hint=texts::measures_hint(lang) choices=measures
            chosen=typed.measures().iter().map(|one| one.as_str().to_owned()).collect() apart=true
            error=error("measures")/>
        <Radios name="gravity" label=texts::gravity(lang) hint=texts::gravity_hint(lang) choices=grades
            chosen=typed.gravity.typed().to_owned() error=error("gravity")/>
        <TextArea name="gravity_basis" label=texts::gravity_basis(lang) hint=gravity_basis_hint(lang, today, typed)
            value=typed.gravity_basis.typed().to_owned() error=error("gravity_basis") rows=2 longest=LONGEST_TEXT/>
    }
}

fn long_texts(lang: Lang, today: NaiveDate, form: &Form<Typed>) -> impl IntoView + use<> {
    let typed = &form.typed;
    let error = |field| issue::at(lang, &form.issues, field);
    view! {
        <TextArea name="facts" label=texts::facts(lang) hint=texts::facts_hint(lang) value=typed.facts.typed().to_owned()
            error=error("facts") rows=6 longest=LONGEST_TEXT/>
        <TextArea name="breached" label=public::breached(lang) hint=breached_hint(lang, today, typed)
            value=typed.breached.typed().to_owned() error=error("breached") rows=2 longest=LONGEST_TEXT/>
        <TextArea name="basis" label=texts::basis(lang) hint=texts::basis_hint(lang) value=typed.basis.typed().to_owned()
            error=error("basis") rows=3 longest=LONGEST_TEXT/>
        <TextArea name="discretion" label=texts::discretion(lang)
            hint=discretion_hint(lang, today, typed) value=typed.discretion.typed().to_owned()
            error=error("discretion") rows=3 longest=LONGEST_TEXT/>
        <TextArea name="rectification" label=texts::rectification(lang) hint=texts::rectification_hint(lang)
            value=typed.rectification.typed().to_owned() error=error("rectification") rows=3 longest=LONGEST_TEXT/>
        <TextArea name="statement" label=texts::statement(lang) hint=texts::statement_hint(lang)
            value=typed.statement.typed().to_owned() error=error("statement") rows=3 longest=LONGEST_TEXT/>
    }
}
