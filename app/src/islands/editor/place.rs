//! Where something stands in a declaration, by its row's place; and the names that page and rules have for it.

use std::fmt;

use super::section::Section;

/// A field of the declaration; an empty `field` is the section's only one, or the section as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    /// The section.
    pub section: Section,
    /// The row, from 0, where the section has rows.
    pub row: Option<usize>,
    /// The field, as the JSON calls it.
    pub field: &'static str,
}

/// Every field there is.
const FIELDS: [&str; 16] = [
    "name",
    "unit",
    "quantity",
    "municipal_m3",
    "other_m3",
    "reused_m3",
    "discharged_m3",
    "run_hours",
    "electricity_kwh",
    "chemicals_kg",
    "sludge_t",
    "outlet",
    "pollutant",
    "method",
    "mean",
    "amount_kg",
];

impl Place {
    /// The place that a problem's path names: `emissions[3].amount_kg`.
    pub fn of_path(path: &str) -> Option<Self> {
        let section = Section::of_path(path)?;
        let rest = path.strip_prefix(section.head())?;
        let (row, rest) = match rest.strip_prefix('[') {
            Some(rest) => {
                let (row, rest) = rest.split_once(']')?;
                (Some(row.parse().ok()?), rest)
            }
            None => (None, rest),
        };
        let field = match rest.strip_prefix('.') {
            Some(name) => FIELDS.into_iter().find(|field| *field == name)?,
            None if rest.is_empty() => "",
            None => return None,
        };
        Some(Self { section, row, field })
    }

    /// The name from which the ids of its field derive: `emissions-3-amount_kg`.
    pub fn name(self) -> String {
        let row = self.row.map(|row| format!("-{row}")).unwrap_or_default();
        let field = if self.field.is_empty() { String::new() } else { format!("-{}", self.field) };
        format!("{}{row}{field}", self.section.head())
    }
}

impl fmt::Display for Place {
    /// The path, as problems have it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.section.head())?;
        if let Some(row) = self.row {
            write!(f, "[{row}]")?;
        }
        if self.field.is_empty() { Ok(()) } else { write!(f, ".{}", self.field) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_read_back_and_name_fields() {
        for (path, name) in [
            ("water.discharged_m3", "water-discharged_m3"),
            ("emissions[12].amount_kg", "emissions-12-amount_kg"),
            ("electricity_kwh", "electricity_kwh"),
            ("products", "products"),
            ("facilities[0].electricity_kwh", "facilities-0-electricity_kwh"),
        ] {
            let place = Place::of_path(path).unwrap();
            assert_eq!((place.to_string().as_str(), place.name().as_str()), (path, name));
        }
        for path in ["", "water.x", "emissions[x].mean", "emissions[1", "products[1]quantity", "sewage"] {
            assert_eq!(Place::of_path(path), None, "{path}");
        }
    }
}
