//! Where something stands in a declaration.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use super::{fields::Field, section::Section};
use crate::{UnknownWord, declaration::content::Explanation, message::Text};

/// A field in its row, or the rows of a section as a whole, which is where a missing row is told. As text it is a path
/// of the JSON: `water.discharged_m3`, `emissions[3].amount_kg`, `electricity_kwh`, `emissions`. The order is the form's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct FieldPath {
    section: Section,
    row: Option<usize>,
    field: Option<Field>,
}

impl Field {
    /// The path of the field in a row, from 0; the row counts for nothing where there are none.
    pub fn at(self, row: usize) -> FieldPath {
        let spec = self.spec();
        FieldPath { section: spec.section, row: spec.in_rows.then_some(row), field: Some(self) }
    }
}

impl Explanation {
    /// Where the problem is; none where the form has no such field.
    pub fn place(&self) -> Option<FieldPath> {
        self.path.parse().ok()
    }
}

impl FieldPath {
    /// The rows of a section as a whole.
    pub const fn rows(section: Section) -> Self {
        Self { section, row: None, field: None }
    }

    /// The section.
    pub const fn section(self) -> Section {
        self.section
    }

    /// The row, from 0, where the section has rows.
    pub const fn row(self) -> Option<usize> {
        self.row
    }

    /// The field; none for the rows as a whole.
    pub const fn field(self) -> Option<Field> {
        self.field
    }

    /// What it is called, without its row.
    pub const fn name(self) -> Text {
        match self.field {
            Some(field) => field.spec().name,
            None => self.section.name(),
        }
    }
}

impl fmt::Display for FieldPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(field) = self.field else { return f.write_str(self.section.as_str()) };
        let spec = field.spec();
        f.write_str(spec.parent)?;
        if let Some(row) = self.row {
            write!(f, "[{row}]")?;
        }
        f.write_str(if spec.parent.is_empty() { "" } else { "." })?;
        f.write_str(spec.key)
    }
}

impl FromStr for FieldPath {
    type Err = UnknownWord;

    fn from_str(path: &str) -> Result<Self, Self::Err> {
        let (parent, key) = path.rsplit_once('.').unwrap_or(("", path));
        let (parent, row) = match parent.strip_suffix(']').and_then(|parent| parent.split_once('[')) {
            Some((parent, row)) => (parent, row.parse().ok()),
            None => (parent, None),
        };
        let is_it = |field: &&Field| (field.spec().parent, field.spec().key) == (parent, key);
        let fields = Field::ALL.iter().filter(is_it).map(|field| field.at(row.unwrap_or_default()));
        let wholes = Section::ALL.iter().filter(|section| section.has_rows()).map(|section| Self::rows(*section));
        // What reads in two ways, `emissions[03].mean`, names nothing: paths are compared as texts too.
        let found = fields.chain(wholes).find(|found| found.to_string() == path);
        found.ok_or_else(|| UnknownWord { kind: "FieldPath", word: path.chars().take(80).collect() })
    }
}

impl From<FieldPath> for String {
    fn from(path: FieldPath) -> Self {
        path.to_string()
    }
}

impl TryFrom<String> for FieldPath {
    type Error = UnknownWord;

    fn try_from(path: String) -> Result<Self, Self::Error> {
        path.parse()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_path_reads_back() {
        for field in Field::ALL {
            for row in [0, 12] {
                let path = field.at(row);
                assert_eq!(path.to_string().parse(), Ok(path));
            }
        }
        for section in Section::ALL.iter().filter(|section| section.has_rows()) {
            assert_eq!(section.as_str().parse(), Ok(FieldPath::rows(*section)));
        }
        for (field, path) in [
            (Field::DischargedWater, "water.discharged_m3"),
            (Field::Amount, "emissions[3].amount_kg"),
            (Field::Electricity, "electricity_kwh"),
            (Field::FacilityElectricity, "facilities[3].electricity_kwh"),
            (Field::Remarks, "remarks"),
        ] {
            assert_eq!(field.at(3).to_string(), path);
        }
    }

    #[test]
    fn what_names_nothing_is_refused() {
        for path in [
            "",
            ".",
            "water",
            "water.x",
            "waterworks",
            "water[0].reused_m3",
            "emissions[x].mean",
            "emissions[].mean",
            "emissions[1",
            "emissions[03].mean",
            "emissions[+3].mean",
            "emissions.mean",
            "emissions[1]",
            "mean",
            "products[1]quantity",
            "sewage",
            "energy",
            "explanations",
        ] {
            assert!(path.parse::<FieldPath>().is_err(), "{path}");
        }
    }

    #[test]
    fn the_whole_comes_before_its_rows_and_rows_before_fields() {
        let order = [
            Field::DischargedWater.at(0),
            FieldPath::rows(Section::Emissions),
            Field::Amount.at(0),
            Field::Mean.at(1),
            Field::Amount.at(1),
            Field::Remarks.at(0),
        ];
        assert!(order.is_sorted());
    }
}
