//! How the sentences of the rules call a field and its row.

use std::borrow::Cow;

use super::form_view::{FormView, Key, key};
use crate::{
    declaration::form::{Field, FieldPath, Section, Value},
    lang::Lang,
    message::Arg,
    outlet::OutletCode,
};

impl FormView<'_> {
    /// The field with its row: `DW001 化学需氧量的排放量`. Inside a sentence English begins it with a small letter.
    pub fn label(&self, path: FieldPath) -> Arg {
        let name = path.name();
        let Some(row) = path.row() else {
            return Arg::Word { zh: name.zh.into(), en: name.en.into() };
        };
        let (of_zh, of_en) = self.row(path.section(), row);
        Arg::Word { zh: format!("{of_zh}的{}", name.zh).into(), en: format!("{of_en}: {}", small(name.en)).into() }
    }

    /// The field's unit; empty for none.
    pub fn unit(&self, path: FieldPath) -> Arg {
        let Some(field) = path.field() else { return Arg::Plain(String::new()) };
        let row = path.row().unwrap_or_default();
        let text = |field: Field| field.get(self.content, row).map(Value::text).unwrap_or_default();
        let [zh, en] = [Lang::Zh, Lang::En].map(|lang| self.context.unit(lang, field, text).into());
        Arg::Word { zh, en }
    }

    /// How a row is called.
    fn row(&self, section: Section, row: usize) -> (String, String) {
        let content = self.content;
        let name = match section {
            Section::Products => content.products.get(row).map(|product| &product.name),
            Section::Facilities => content.facilities.get(row).map(|facility| &facility.name),
            Section::Emissions | Section::Water | Section::Energy | Section::Remarks => None,
        };
        if let Some(name) = name.filter(|name| !name.trim().is_empty() && name.len() < 300) {
            return (format!("“{name}”"), format!("“{name}”"));
        }
        match content.emissions.get(row).filter(|_| section == Section::Emissions) {
            Some(emission) => {
                let (zh, en) = self.pollutant(key(emission));
                (format!("{} {zh}", emission.outlet), format!("{} {en}", emission.outlet))
            }
            None => (format!("第 {} 行", row + 1), format!("Row {}", row + 1)),
        }
    }

    /// A pollutant's names; its code where the permit does not know it.
    pub fn pollutant(&self, key: Key<'_>) -> (Cow<'static, str>, Cow<'static, str>) {
        let (_, code): (OutletCode, &str) = key;
        let known = self.limits.get(&key).copied().or_else(|| self.context.named(code));
        let shown: String = code.chars().take(20).collect();
        known.map_or_else(
            || (shown.clone().into(), shown.into()),
            |limit| (limit.zh.clone().into(), limit.en.clone().into()),
        )
    }
}

/// A name in the middle of a sentence.
fn small(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().into_iter().flat_map(char::to_lowercase).chain(letters).collect()
}
