//! What was typed into the form of a case, and what it means.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::case::{CaseContent, CaseField, CaseSlip, Judged, Measure, Measures, ViolationKind};
use domain::lang::Lang;
use domain::money::Fen;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::Deserialize;
use services::law::penalties;

use super::labels;
use crate::texts::bureau_cases as texts;

/// The fields as they were typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    pub form: String,
    /// The revision that the writer saw.
    pub revision: String,
    /// The credit code, on a new case.
    pub enterprise: String,
    /// The finding's key, on a new case out of one.
    pub finding: String,
    pub kind: String,
    pub acted_on: String,
    pub decided_on: String,
    pub document_no: String,
    pub facts: String,
    pub basis: String,
    pub discretion: String,
    pub fine: String,
    pub gravity: String,
    pub rectification: String,
    pub statement: String,
    /// What else was sent: a tick for each measure, `measures-police`.
    #[serde(flatten)]
    pub ticks: BTreeMap<String, String>,
}

/// The parameter of a measure's tick.
fn tick(measure: Measure) -> String {
    format!("measures-{measure}")
}

/// What is wrong, by field.
pub type Errors = Vec<(&'static str, String)>;

impl Typed {
    /// What was written, with the names of the fields.
    pub fn texts(&self, lang: Lang) -> [(&'static str, &str); 9] {
        [
            (texts::acted_on(lang), &self.acted_on),
            (texts::decided_on(lang), &self.decided_on),
            (texts::document_no(lang), &self.document_no),
            (texts::fine(lang), &self.fine),
            (texts::facts(lang), &self.facts),
            (texts::basis(lang), &self.basis),
            (texts::discretion(lang), &self.discretion),
            (texts::rectification(lang), &self.rectification),
            (texts::statement(lang), &self.statement),
        ]
    }

    /// A case that is there already.
    pub fn of(content: &CaseContent, revision: i64) -> Self {
        let CaseContent { kind, acted_on, decided_on, fine, gravity, .. } = content;
        Self {
            revision: revision.to_string(),
            kind: kind.to_string(),
            acted_on: acted_on.to_string(),
            decided_on: decided_on.map(|day| day.to_string()).unwrap_or_default(),
            document_no: content.document_no.clone(),
            facts: content.facts.clone(),
            basis: content.basis.clone(),
            discretion: content.discretion.clone(),
            fine: Decimal::new(fine.0, 2).normalize().to_string(),
            gravity: gravity.map(|gravity| gravity.to_string()).unwrap_or_default(),
            rectification: content.rectification.clone(),
            statement: content.statement.clone(),
            ticks: content.measures.iter().map(|measure| (tick(measure), measure.to_string())).collect(),
            ..Self::default()
        }
    }

    /// What it means, or what is wrong with it, in the order of the fields.
    pub fn read(&self, lang: Lang, today: NaiveDate) -> Result<CaseContent, Errors> {
        let mut errors = Errors::new();
        let kind = self.kind.parse::<ViolationKind>().ok();
        if kind.is_none() {
            errors.push(("kind", texts::slip_choose(lang).to_owned()));
        }
        let mut read = |name: &'static str, text: &str| match day(text) {
            Ok(day) => Some(day),
            Err(slip) => {
                errors.push((name, slip.words(lang)));
                None
            }
        };
        let acted_on = read("acted_on", &self.acted_on);
        let is_decided = !self.decided_on.trim().is_empty();
        let decided_on = is_decided.then(|| read("decided_on", &self.decided_on)).flatten();
        let fine = fine(&self.fine);
        if fine.is_none() {
            errors.push(("fine", texts::slip_amount(lang).to_owned()));
        }
        let (Some(kind), Some(acted_on), Some(fine), true) = (kind, acted_on, fine, errors.is_empty()) else {
            return Err(errors);
        };
        let content = self.content(kind, (acted_on, decided_on), fine);
        let said = |(field, slip): (CaseField, CaseSlip)| (field.as_str(), labels::slip(lang, &slip));
        let slips: Errors = content.slips(today, penalties()).into_iter().map(said).collect();
        if slips.is_empty() { Ok(content) } else { Err(slips) }
    }

    /// The measures that are ticked.
    pub fn measures(&self) -> Measures {
        Measures::of(Measure::ALL.iter().copied().filter(|measure| self.ticks.contains_key(&tick(*measure))))
    }

    /// The act, as far as it can be read already.
    pub fn judged(&self, today: NaiveDate) -> Option<Judged<'_>> {
        let decided_on = day(&self.decided_on).unwrap_or(today);
        let (kind, acted_on) = (self.kind.parse().ok()?, day(&self.acted_on).ok()?);
        Some(Judged { kind, acted_on, decided_on, basis: &self.basis })
    }

    fn content(&self, kind: ViolationKind, days: (NaiveDate, Option<NaiveDate>), fine: Fen) -> CaseContent {
        CaseContent {
            kind,
            acted_on: days.0,
            decided_on: days.1,
            document_no: self.document_no.trim().to_owned(),
            facts: self.facts.trim().to_owned(),
            basis: self.basis.trim().to_owned(),
            discretion: self.discretion.trim().to_owned(),
            fine,
            measures: self.measures(),
            gravity: self.gravity.parse().ok(),
            rectification: self.rectification.trim().to_owned(),
            statement: self.statement.trim().to_owned(),
        }
    }
}

/// Why a text is no day.
#[derive(Debug, PartialEq, Eq)]
pub enum DaySlip {
    Missing,
    /// It is not written as a day.
    Unreadable,
    /// The calendar does not have it.
    NoSuchDay(String),
}

impl DaySlip {
    pub fn words(self, lang: Lang) -> String {
        match self {
            Self::Missing => texts::slip_missing(lang).to_owned(),
            Self::Unreadable => texts::slip_date(lang).to_owned(),
            Self::NoSuchDay(day) => texts::slip_no_day(lang, day),
        }
    }
}

/// A day as people write it: year, month and day with hyphens, slashes, dots or 年月日 between them, also in the
/// full-width figures of a Chinese keyboard.
pub fn day(text: &str) -> Result<NaiveDate, DaySlip> {
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).map(half_width).collect();
    let plain = plain.trim_end_matches(['日', '号']).replace(['年', '月', '/', '.'], "-");
    if plain.is_empty() {
        return Err(DaySlip::Missing);
    }
    let parts: Vec<&str> = plain.split('-').collect();
    let [year, month, day] = parts[..] else { return Err(DaySlip::Unreadable) };
    let is_number =
        |part: &str, most: usize| (1..=most).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    if year.len() != 4 || !is_number(year, 4) || !is_number(month, 2) || !is_number(day, 2) {
        return Err(DaySlip::Unreadable);
    }
    let (Ok(y), Ok(m), Ok(d)) = (year.parse(), month.parse(), day.parse()) else { return Err(DaySlip::Unreadable) };
    NaiveDate::from_ymd_opt(y, m, d).ok_or_else(|| DaySlip::NoSuchDay(plain.clone()))
}

/// A full-width figure or sign as its plain one.
fn half_width(c: char) -> char {
    match c {
        '！'..='～' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}

/// Yuan, with or without commas, at most two digits after the point; nothing is no fine.
fn fine(text: &str) -> Option<Fen> {
    let plain = text.trim().replace([',', '，'], "");
    if plain.is_empty() {
        return Some(Fen(0));
    }
    let yuan: Decimal = plain.parse().ok()?;
    let fen = yuan.checked_mul(Decimal::ONE_HUNDRED)?.normalize();
    if fen.scale() > 0 {
        return None;
    }
    fen.to_i64().map(Fen)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_and_days_as_people_write_them() {
        for (text, want) in [
            ("325000", Some(Fen::yuan(325_000))),
            (" 325,000.50 ", Some(Fen(32_500_050))),
            ("", Some(Fen(0))),
            ("0.001", None),
            ("三十万", None),
            ("99999999999999999999999999", None),
        ] {
            assert_eq!(fine(text), want, "{text}");
        }
        for text in [
            "2026-10-08",
            "2026-10-8",
            "2026/10/8",
            "2026.10.8",
            "2026年10月8日",
            " 2026 年 10 月 8 日",
            "２０２６－１０－０８",
        ] {
            assert_eq!(day(text).map(|day| day.to_string()).as_deref(), Ok("2026-10-08"), "{text}");
        }
        for text in ["10.10.2026", "2026-10", "yesterday", "2026-+1-08", "20261008"] {
            assert_eq!(day(text), Err(DaySlip::Unreadable), "{text}");
        }
        assert_eq!(day("2026年11月31日"), Err(DaySlip::NoSuchDay("2026-11-31".into())));
        assert_eq!(day(" "), Err(DaySlip::Missing));
    }

    #[test]
    fn every_fault_is_told_at_its_field() {
        let today = "2026-11-22".parse().unwrap();
        let empty = Typed { fine: "x".into(), decided_on: "x".into(), ..Typed::default() };
        let fields: Vec<_> = empty.read(Lang::Zh, today).unwrap_err().into_iter().map(|(field, _)| field).collect();
        assert_eq!(fields, ["kind", "acted_on", "decided_on", "fine"]);
        let late = Typed { kind: "over-limit".into(), acted_on: "2027-01-01".into(), ..Typed::default() };
        assert_eq!(late.read(Lang::En, today).unwrap_err()[0].0, "acted_on");
        let fine = Typed { acted_on: "2026-10-10".into(), ..late };
        let content = fine.read(Lang::Zh, today).unwrap();
        assert_eq!(Typed::of(&content, 3).acted_on, "2026-10-10");
        let high = Typed { fine: "1,000,001".into(), ..Typed::of(&content, 3) };
        let refused = high.read(Lang::Zh, today).unwrap_err();
        assert_eq!(refused[0].0, "fine");
        assert!(refused[0].1.contains("第一千一百零三条，10 万元至 100 万元"), "{refused:?}");
    }

    #[test]
    fn ticks_are_read_and_kept() {
        let today = "2026-11-22".parse().unwrap();
        let ticks = [tick(Measure::Police), "act".to_owned()].map(|name| (name, String::new())).into();
        let typed = Typed { kind: "evasion".into(), acted_on: "2026-10-10".into(), ticks, ..Typed::default() };
        let content = typed.read(Lang::Zh, today).unwrap();
        assert_eq!(content.measures, Measures::of([Measure::Police]));
        assert_eq!(Typed::of(&content, 1).measures(), content.measures);
    }
}
