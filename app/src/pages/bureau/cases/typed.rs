//! What was typed into the form of a case, and what it means.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::case::{
    CaseContent, CaseField, CaseSlip, Course, Gravity, Judged, LONGEST_NUMBER, LONGEST_TEXT, Measure, Measures,
    ViolationKind, wrong_days, wrong_fine,
};
use domain::input::{Input, PublicWords};
use domain::lang::Lang;
use domain::money::Fen;
use rust_decimal::Decimal;
use serde::Deserialize;
use services::Error;
use services::input::{Incoming, sound};
use services::law::penalties;
use validator::Validate;

use crate::pages::parts::labels::{gravity, measures, violation};
use crate::texts::{bureau_cases as texts, cases as public};
use crate::web::{Form, Revision};

/// The fields as they were typed.
#[derive(Clone, Debug, Default, Deserialize, Validate)]
#[serde(default)]
pub struct Typed {
    /// The revision that the writer saw.
    pub revision: Revision,
    /// The credit code, on a new case.
    pub enterprise: String,
    /// The finding's key, on a new case out of one.
    pub finding: String,
    #[validate(custom(function = sound))]
    pub kind: Input<ViolationKind>,
    #[validate(custom(function = sound))]
    pub acted_on: Input<NaiveDate>,
    #[validate(custom(function = sound))]
    pub acted_until: Input<Option<NaiveDate>>,
    #[validate(custom(function = sound))]
    pub found_on: Input<Option<NaiveDate>>,
    #[validate(custom(function = sound))]
    pub decided_on: Input<Option<NaiveDate>>,
    #[validate(custom(function = sound))]
    pub transferred_on: Input<Option<NaiveDate>>,
    #[validate(custom(function = sound))]
    pub returned_on: Input<Option<NaiveDate>>,
    #[validate(custom(function = sound))]
    pub document_no: Input<Option<ShortText>>,
    #[validate(custom(function = sound))]
    pub authority: Input<Option<ShortText>>,
    #[validate(custom(function = sound))]
    pub facts: Input<Option<Text>>,
    #[validate(custom(function = sound))]
    pub breached: Input<Option<Text>>,
    #[validate(custom(function = sound))]
    pub basis: Input<Option<Text>>,
    #[validate(custom(function = sound))]
    pub discretion: Input<Option<Text>>,
    #[validate(custom(function = sound))]
    pub fine: Input<Option<Fen>>,
    #[validate(custom(function = sound))]
    pub gravity: Input<Option<Gravity>>,
    #[validate(custom(function = sound))]
    pub gravity_basis: Input<Option<Text>>,
    #[validate(custom(function = sound))]
    pub rectification: Input<Option<Text>>,
    #[validate(custom(function = sound))]
    pub statement: Input<Option<Text>>,
    /// What else was sent: a tick for each measure, `measures-police`.
    #[serde(flatten)]
    pub ticks: BTreeMap<String, String>,
}

/// The parameter of a measure's tick.
fn tick(measure: Measure) -> String {
    format!("measures-{measure}")
}

/// A text that the public will read.
type Text = PublicWords<LONGEST_TEXT>;
/// A short one: the number on the document, or the name of who decided.
type ShortText = PublicWords<LONGEST_NUMBER>;

impl Incoming for Typed {
    const FIELDS: &'static [&'static str] = &[
        "kind",
        "acted_on",
        "acted_until",
        "found_on",
        "decided_on",
        "transferred_on",
        "returned_on",
        "document_no",
        "authority",
        "fine",
        "measures",
        "gravity",
        "gravity_basis",
        "facts",
        "breached",
        "basis",
        "discretion",
        "rectification",
        "statement",
    ];
}

impl Typed {
    /// Everything that was written or chosen, in words, with the names of the fields.
    pub fn texts(&self, lang: Lang) -> [(&'static str, String); 19] {
        let kind = self.kind.get().map_or_else(|_| self.kind.typed(), |kind| violation(lang, *kind));
        let measures = measures(lang, &self.measures()).unwrap_or_default();
        let grave = self.gravity.get().ok().copied().flatten();
        let grave = grave.map_or_else(|| self.gravity.typed(), |one| gravity(lang, one));
        [
            (texts::kind(lang), kind),
            (texts::acted_on(lang), self.acted_on.typed()),
            (texts::acted_until(lang), self.acted_until.typed()),
            (texts::found_on(lang), self.found_on.typed()),
            (texts::decided_on(lang), self.decided_on.typed()),
            (texts::transferred_on(lang), self.transferred_on.typed()),
            (texts::returned_on(lang), self.returned_on.typed()),
            (texts::document_no(lang), self.document_no.typed()),
            (public::authority(lang), self.authority.typed()),
            (texts::fine(lang), self.fine.typed()),
            (public::measures(lang), &measures),
            (texts::gravity(lang), grave),
            (texts::gravity_basis(lang), self.gravity_basis.typed()),
            (texts::facts(lang), self.facts.typed()),
            (public::breached(lang), self.breached.typed()),
            (texts::basis(lang), self.basis.typed()),
            (texts::discretion(lang), self.discretion.typed()),
            (texts::rectification(lang), self.rectification.typed()),
            (texts::statement(lang), self.statement.typed()),
        ]
        .map(|(name, text)| (name, text.to_owned()))
    }

    /// A case that is there already.
    pub fn of(content: &CaseContent, revision: i64) -> Self {
        let CaseContent { kind, acted_on, fine, gravity, .. } = content;
        let day = |day: Option<NaiveDate>| Input::of(day.map(|day| day.to_string()).unwrap_or_default());
        Self {
            revision: Revision(revision),
            kind: Input::of(kind.as_str()),
            acted_on: Input::of(acted_on.to_string()),
            acted_until: day(content.acted_until),
            found_on: day(content.found_on),
            decided_on: day(content.decided_on),
            transferred_on: day(content.transferred_on),
            returned_on: day(content.returned_on),
            document_no: Input::of(&content.document_no),
            authority: Input::of(&content.authority),
            facts: Input::of(&content.facts),
            breached: Input::of(&content.breached),
            basis: Input::of(&content.basis),
            discretion: Input::of(&content.discretion),
            fine: Input::of(Decimal::new(fine.0, 2).normalize().to_string()),
            gravity: Input::of(gravity.map(Gravity::as_str).unwrap_or_default()),
            gravity_basis: Input::of(&content.gravity_basis),
            rectification: Input::of(&content.rectification),
            statement: Input::of(&content.statement),
            ticks: content.measures.iter().map(|measure| (tick(measure), measure.to_string())).collect(),
            ..Self::default()
        }
    }

    /// What it means, where nothing is wrong with a field of its own. What the law says of it is the use case's to judge.
    pub fn content(&self) -> Result<CaseContent, Error> {
        Ok(CaseContent {
            kind: *self.kind.get()?,
            acted_on: *self.acted_on.get()?,
            acted_until: *self.acted_until.get()?,
            found_on: *self.found_on.get()?,
            decided_on: *self.decided_on.get()?,
            transferred_on: *self.transferred_on.get()?,
            returned_on: *self.returned_on.get()?,
            document_no: text(&self.document_no)?,
            authority: text(&self.authority)?,
            facts: text(&self.facts)?,
            breached: text(&self.breached)?,
            basis: text(&self.basis)?,
            discretion: text(&self.discretion)?,
            // Nothing written is no fine.
            fine: self.fine.get()?.unwrap_or(Fen(0)),
            measures: self.measures(),
            gravity: *self.gravity.get()?,
            gravity_basis: text(&self.gravity_basis)?,
            rectification: text(&self.rectification)?,
            statement: text(&self.statement)?,
        })
    }

    /// What is wrong with days and fine beyond what each field tells by itself, also while other fields cannot be read:
    /// whoever mends those need not hear of it only then. Of the fine nothing is said before its days are known.
    fn beyond(&self, today: NaiveDate) -> Vec<(CaseField, CaseSlip)> {
        let decided_on = self.decided_on.get().copied();
        let mut slips = wrong_days(&self.course(), today);
        if let (Some(act), Ok(_), Ok(Some(fine))) = (self.judged(today), decided_on, self.fine.get()) {
            slips.extend(wrong_fine(*fine, &act, penalties()).map(|slip| (CaseField::Fine, slip)));
        }
        slips
    }

    /// The days, as far as they can be read.
    fn course(&self) -> Course {
        let known = |typed: &Input<Option<NaiveDate>>| typed.get().ok().copied().flatten();
        Course {
            acted_on: self.acted_on.get().ok().copied(),
            acted_until: known(&self.acted_until),
            found_on: known(&self.found_on),
            decided_on: known(&self.decided_on),
            transferred_on: known(&self.transferred_on),
            returned_on: known(&self.returned_on),
        }
    }

    /// The measures that are ticked.
    pub fn measures(&self) -> Measures {
        Measures::of(Measure::ALL.iter().copied().filter(|measure| self.ticks.contains_key(&tick(*measure))))
    }

    /// The act, as far as it can be read already.
    pub fn judged(&self, today: NaiveDate) -> Option<Judged<'_>> {
        let decided_on = self.decided_on.get().ok().copied().flatten().unwrap_or(today);
        let (kind, acted_on) = (*self.kind.get().ok()?, *self.acted_on.get().ok()?);
        let acted_on = self.course().acted_until.unwrap_or(acted_on);
        Some(Judged { kind, acted_on, decided_on, basis: self.basis.typed() })
    }
}

/// The form with all that is wrong with it today.
pub fn told(form: Form<Typed>, today: NaiveDate) -> Form<Typed> {
    let beyond = form.typed.beyond(today);
    form.also(beyond.into_iter().map(|(field, slip)| (field.as_str(), slip)))
}

/// A text as it is kept.
fn text<const MOST: usize>(typed: &Input<Option<PublicWords<MOST>>>) -> Result<String, Error> {
    Ok(typed.get()?.as_ref().map(|words| (**words).to_owned()).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(typed: &Typed) -> Vec<String> {
        typed.issues().into_iter().map(|one| one.field.into_owned()).collect()
    }

    #[test]
    fn every_fault_is_told_at_its_field() {
        let long = Input::of("长".repeat(LONGEST_TEXT + 1));
        let empty = Typed { fine: Input::of("x"), decided_on: Input::of("x"), facts: long, ..Typed::default() };
        assert_eq!(fields(&empty), ["kind", "acted_on", "decided_on", "fine", "facts"]);
        assert!(empty.content().is_err());
        let whole =
            Typed { kind: Input::of("over-limit"), acted_on: Input::of("2026年10月10日"), ..Typed::default() };
        assert!(whole.issues().is_empty());
        let content = whole.content().unwrap();
        assert_eq!((content.fine, content.decided_on), (Fen(0), None));
        assert_eq!(Typed::of(&content, 3).acted_on.typed(), "2026-10-10");
        assert_eq!(Typed::of(&content, 3).content().unwrap(), content);
    }

    #[test]
    fn days_and_fine_are_judged_beside_what_cannot_be_read() {
        let today = "2026-11-22".parse().unwrap();
        let typed = |acted_on: &str, decided_on: &str, fine: &str| Typed {
            kind: Input::of("over-limit"),
            acted_on: Input::of(acted_on),
            decided_on: Input::of(decided_on),
            fine: Input::of(fine),
            basis: Input::of("生态环境法典第一千一百零三条"),
            facts: Input::of("致电 13800138000"),
            ..Typed::default()
        };
        for (typed, fields) in [
            (typed("2026-10-10", "2026-11-18", "325000"), &[][..]),
            (typed("x", "2026-11-23", "1"), &[CaseField::DecidedOn]),
            (typed("2026-11-18", "2026-10-10", "x"), &[CaseField::DecidedOn]),
            (typed("2026-10-10", "2026-11-23", "1000001"), &[CaseField::DecidedOn, CaseField::Fine]),
            (typed("2026-10-10", "x", "1000001"), &[]),
            (typed("2026-10-10", "", "1000001"), &[CaseField::Fine]),
        ] {
            let found: Vec<_> = typed.beyond(today).into_iter().map(|(field, _)| field).collect();
            assert_eq!(found, fields, "{} {}", typed.decided_on.typed(), typed.fine.typed());
        }
    }

    #[test]
    fn everything_that_was_written_or_chosen_is_given_back() {
        let empty = Typed::default().texts(Lang::Zh);
        assert_eq!(empty.len(), Typed::FIELDS.len());
        assert!(empty.iter().all(|(name, text)| !name.is_empty() && text.is_empty()));
        let ticks = [Measure::Police, Measure::Correct].map(|one| (tick(one), String::new())).into();
        let (kind, gravity) = (Input::of("evasion"), Input::of("serious"));
        let told = Typed { kind, gravity, ticks, ..Typed::default() }.texts(Lang::Zh);
        let told: Vec<_> = told.into_iter().filter(|(_, text)| !text.is_empty()).collect();
        let chosen = measures(Lang::Zh, &Measures::of([Measure::Correct, Measure::Police])).unwrap();
        let names = [texts::kind(Lang::Zh), public::measures(Lang::Zh), texts::gravity(Lang::Zh)];
        let words = [violation(Lang::Zh, ViolationKind::Evasion), &chosen, super::gravity(Lang::Zh, Gravity::Serious)];
        assert_eq!(
            told.iter().map(|(name, text)| (*name, &**text)).collect::<Vec<_>>(),
            [0, 1, 2].map(|n| (names[n], words[n]))
        );
    }

    #[test]
    fn ticks_are_read_and_kept() {
        let ticks = [tick(Measure::Police), "act".to_owned()].map(|name| (name, String::new())).into();
        let (kind, acted_on) = (Input::of("evasion"), Input::of("2026-10-10"));
        let content = Typed { kind, acted_on, ticks, ..Typed::default() }.content().unwrap();
        assert_eq!(content.measures, Measures::of([Measure::Police]));
        assert_eq!(Typed::of(&content, 1).measures(), content.measures);
    }
}
