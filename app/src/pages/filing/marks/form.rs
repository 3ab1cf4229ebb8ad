//! The form of a new mark.

use std::collections::BTreeMap;

use domain::input::Input;
use domain::lang::Lang;
use domain::mark::{AHEAD, LONGEST, MarkKind};
use domain::outlet::OutletCode;
use domain::time::Stamp;
use leptos::prelude::*;
use serde::Deserialize;
use services::Error;
use services::input::{Incoming, sound};
use services::marks::{LONGEST_TEXT, NewMark, Note, OutletStrips, Words};
use validator::Validate;

use crate::pages::parts::{issue, mark, pollutant_name};
use crate::texts::filing_marks as texts;
use crate::ui::check_boxes::CheckBoxes;
use crate::ui::checkbox::Checkbox;
use crate::ui::error_summary::FieldError;
use crate::ui::field::Field;
use crate::ui::form_key::FormKeyField;
use crate::ui::select::{Choice, Select};
use crate::ui::text_area::TextArea;
use crate::web::Form;

/// How the boxes of the pollutants begin, each with a name of its own.
const POLLUTANT: &str = "pollutants-";

/// What the form sends.
#[derive(Clone, Debug, Default, Deserialize, Validate)]
#[serde(default)]
pub struct Sent {
    #[validate(custom(function = sound))]
    pub outlet: Input<Chosen>,
    #[validate(custom(function = sound))]
    pub kind: Input<MarkKind>,
    #[validate(custom(function = sound))]
    pub from: Input<Stamp>,
    #[validate(custom(function = sound))]
    pub to: Input<Option<Stamp>>,
    /// Empty where the box is not ticked.
    pub treatment: String,
    #[validate(custom(function = sound))]
    pub note: Input<Option<Note>>,
    #[validate(custom(function = sound))]
    pub reason: Input<Option<Words>>,
    /// The boxes, and what else there is.
    #[serde(flatten)]
    pub more: BTreeMap<String, String>,
}

/// An outlet out of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chosen(pub OutletCode);

impl domain::input::Read for Chosen {
    fn read(typed: &str) -> Result<Self, domain::input::Issue> {
        typed.trim().parse().map(Self).map_err(|_no_code| domain::input::Issue::NoChoice)
    }
}

impl Incoming for Sent {
    const FIELDS: &'static [&'static str] = &["outlet", "kind", "pollutants", "from", "to", "note", "reason"];
}

impl Sent {
    /// The pollutants that are ticked.
    pub fn pollutants(&self) -> Vec<String> {
        let ticked = self.more.iter().filter(|(_, value)| !value.is_empty());
        ticked.filter_map(|(name, _)| name.strip_prefix(POLLUTANT)).map(str::to_owned).collect()
    }

    /// The mark that is wanted.
    pub fn mark(&self) -> Result<NewMark, Error> {
        let text = |words: Option<String>| words.unwrap_or_default();
        Ok(NewMark {
            outlet: self.outlet.get()?.0,
            kind: *self.kind.get()?,
            pollutants: self.pollutants(),
            from: *self.from.get()?,
            to: *self.to.get()?,
            treatment_runs: !self.treatment.is_empty(),
            note: text(self.note.get()?.clone().map(Note::into_string)),
            reason: text(self.reason.get()?.clone().map(Words::into_string)),
        })
    }
}

/// The names of the fields, for what is wrong.
fn label(lang: Lang, field: &str) -> &'static str {
    match field {
        "outlet" => texts::outlet(lang),
        "kind" => texts::kind(lang),
        "pollutants" => texts::pollutants(lang),
        "from" => texts::from(lang),
        "to" => texts::to(lang),
        "note" => texts::note(lang),
        "reason" => texts::reason(lang),
        _ => "",
    }
}

/// What is wrong, at the top of the page.
pub fn errors(lang: Lang, form: &Form<Sent>) -> impl IntoView + use<> {
    let mut errors = issue::lines(lang, &form.issues, |field| label(lang, field));
    errors.extend(
        form.conflict
            .as_ref()
            .map(|_| FieldError { name: "outlet".into(), message: texts::sent_before(lang).to_owned() }),
    );
    issue::summary_of(texts::problems(lang), errors)
}

/// The form.
pub fn form(lang: Lang, outlets: &[OutletStrips], form: &Form<Sent>) -> impl IntoView + use<> {
    let error = |field| issue::at(lang, &form.issues, field);
    let typed = &form.typed;
    let outlet = |strips: &OutletStrips| {
        let own = &strips.outlet;
        Choice { value: own.code.to_string(), label: format!("{} {}", own.code, own.name.pick(lang)) }
    };
    let choices: Vec<_> = outlets.iter().map(outlet).collect();
    // Of one there is nothing to choose.
    let chosen = match (typed.outlet.is_blank(), &choices[..]) {
        (true, [only]) => only.value.clone(),
        _ => typed.outlet.typed().to_owned(),
    };
    let kinds = MarkKind::ALL.iter().map(|&kind| Choice {
        value: kind.to_string(),
        label: format!("{} · {}", mark::family(lang, kind), mark::kind(lang, kind)),
    });
    let moment = texts::moment_hint(lang, AHEAD);
    view! {
        <section aria-labelledby="new">
            <h2 id="new">{texts::form(lang)}</h2>
            <p>{texts::report(lang)}</p>
            <form method="post" action="/filing/marks" class="stack">
                <FormKeyField key=form.key_field()/>
                <Select name="outlet" label=texts::outlet(lang) any=texts::choose(lang) choices chosen
                    error=error("outlet")/>
                <Select name="kind" label=texts::kind(lang) any=texts::choose(lang) choices=kinds.collect()
                    chosen=typed.kind.typed() hint=texts::kind_hint(lang) error=error("kind")/>
                <Field name="from" kind="datetime-local" label=texts::from(lang) hint=moment error=error("from")
                    value=typed.from.typed()/>
                <Field name="to" kind="datetime-local" label=texts::to(lang) hint=texts::to_hint(lang, LONGEST)
                    error=error("to") value=typed.to.typed()/>
                {pollutants(lang, outlets, form)}
                <Checkbox name="treatment" label=texts::treatment(lang) error=None ticked=!typed.treatment.is_empty()/>
                <TextArea name="note" label=texts::note(lang) error=error("note") value=typed.note.typed() rows=2
                    longest=LONGEST_TEXT/>
                <TextArea name="reason" label=texts::reason(lang) error=error("reason") value=typed.reason.typed()
                    rows=3 longest=LONGEST_TEXT/>
                <button>{texts::submit(lang)}</button>
            </form>
        </section>
    }
}

/// A box for each pollutant of any outlet; one that the chosen outlet does not measure is refused.
fn pollutants(lang: Lang, outlets: &[OutletStrips], form: &Form<Sent>) -> impl IntoView + use<> {
    let all: BTreeMap<String, String> = outlets
        .iter()
        .flat_map(|strips| &strips.outlet.pollutants)
        .map(|pollutant| (pollutant.code.to_string(), pollutant_name(lang, pollutant)))
        .collect();
    let choices: Vec<_> = all.into_iter().map(|(value, label)| Choice { value, label }).collect();
    let error = issue::at(lang, &form.issues, "pollutants");
    view! {
        <CheckBoxes name="pollutants" label=texts::pollutants(lang) hint=texts::pollutants_hint(lang) error choices
            chosen=form.typed.pollutants() apart=true/>
    }
}
