//! Towns.

use domain::{fixed::Micro, input::clean, time::Stamp};
use entities::town::{ActiveModel, Column, Entity, Model};

use super::{
    Flaw,
    entry::{ColumnOf, Entry, Lookup, Owner, Under},
    flaw::Faults,
};

/// A town-level unit (镇街).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TownEntry {
    /// Division code, 9 digits.
    pub code: String,
    /// Chinese name.
    pub name: String,
    /// English name; may be empty.
    pub name_en: String,
    /// Latitude of its centre, WGS-84 degrees.
    pub lat: Micro,
    /// Longitude of its centre, WGS-84 degrees.
    pub lng: Micro,
    /// Its outline: `lng,lat` pairs in degrees, separated by blanks; may be empty.
    pub outline: String,
}

/// The most characters of an outline.
const LONGEST_OUTLINE: usize = 20_000;

fn is_outline(text: &str) -> bool {
    let is_degrees = |text: &str, most: f64| text.parse::<f64>().is_ok_and(|degrees| degrees.abs() <= most);
    let is_point =
        |pair: &str| pair.split_once(',').is_some_and(|(lng, lat)| is_degrees(lng, 180.0) && is_degrees(lat, 90.0));
    let mut count = 0;
    text.split_whitespace().inspect(|_| count += 1).all(is_point) && count != 1 && count != 2
}

impl Entry for TownEntry {
    type Active = ActiveModel;
    type Entity = Entity;
    type Key = String;
    type Row = Model;

    const ID: ColumnOf<Self> = Column::Id;
    const KEY_FIELD: &'static str = "code";
    const LOOKUP: ColumnOf<Self> = Column::Code;

    fn check(&self, _now: Stamp) -> Faults {
        let mut faults = Faults::default();
        let is_code = self.code.len() == 9 && self.code.bytes().all(|byte| byte.is_ascii_digit());
        faults.when(!is_code, "code", Flaw::DivisionCode);
        faults.text("name", &self.name, 60);
        faults.optional("name_en", &self.name_en, 120);
        faults.position(self.lat, self.lng);
        faults.optional("outline", &self.outline, LONGEST_OUTLINE);
        faults.when(!is_outline(&self.outline), "outline", Flaw::Outline);
        faults
    }

    fn owner(&self) -> Owner {
        Owner::Nobody
    }

    fn opens(&self) -> Option<Owner> {
        Some(Owner::Town(self.code.clone()))
    }

    fn lookup(&self, _owner: i64) -> Option<Lookup> {
        Some(Lookup::Name(self.code.clone()))
    }

    fn key(&self, _owner: i64) -> String {
        self.code.clone()
    }

    fn key_of(row: &Model) -> String {
        row.code.clone()
    }

    fn row(&self, _owner: i64, old: Option<&Model>, _now: Stamp) -> Model {
        Model {
            id: old.map_or(0, |old| old.id),
            code: self.code.clone(),
            name: clean(&self.name),
            name_en: clean(&self.name_en),
            lat: self.lat,
            lng: self.lng,
            outline: clean(&self.outline),
        }
    }

    fn under(row: &Model) -> Under {
        Under::Town(row.id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outline_can_be_drawn_or_is_missing() {
        for (outline, want) in [
            ("", true),
            ("113.8,22.9 113.9,22.9 113.9,23.0", true),
            ("113.8,22.9 113.9,22.9", false),
            ("113.8,22.9 113.9,22.9 113.9", false),
            ("113.8,22.9 113.9,22.9 113.9,123.0", false),
            ("113.8,22.9 113.9,22.9 113.9,NaN", false),
        ] {
            assert_eq!(is_outline(outline), want, "{outline}");
        }
    }
}
