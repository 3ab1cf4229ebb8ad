//! Towns.

use domain::{
    fixed::Micro,
    input::clean,
    time::{Day, Stamp},
};
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
    /// The day from which on it is closed. None: as it stands.
    pub closed_on: Option<Day>,
}

/// The most characters of an outline.
const LONGEST_OUTLINE: usize = 20_000;

/// Whether a text is a polygon that can be drawn: at least three places that lie in no line.
fn is_outline(text: &str) -> bool {
    let degrees = |text: &str, most: f64| text.parse::<f64>().ok().filter(|degrees| degrees.abs() <= most);
    let place = |pair: &str| {
        let (lng, lat) = pair.split_once(',')?;
        Some((degrees(lng, 180.0)?, degrees(lat, 90.0)?))
    };
    match text.split_whitespace().map(place).collect::<Option<Vec<_>>>() {
        Some(places) if places.is_empty() => true,
        Some(places) => is_polygon(&places),
        None => false,
    }
}

/// Whether places surround something: neither one place again and again, nor a line there and back.
fn is_polygon(places: &[(f64, f64)]) -> bool {
    /// About a hectare, in square degrees at the latitudes of the country.
    const LEAST: f64 = 1e-6;
    let next = places.iter().cycle().skip(1);
    let twice: f64 = places.iter().zip(next).map(|(one, other)| one.0 * other.1 - other.0 * one.1).sum();
    places.len() >= 3 && twice.abs() / 2.0 >= LEAST
}

impl Entry for TownEntry {
    type Active = ActiveModel;
    type Entity = Entity;
    type Key = String;
    type Row = Model;

    const CLOSED_ON: Option<ColumnOf<Self>> = Some(Column::ClosedOn);
    const ID: ColumnOf<Self> = Column::Id;
    const KEY_FIELD: &'static str = "code";
    const LOOKUP: ColumnOf<Self> = Column::Code;
    const NAME: Option<(&'static str, ColumnOf<Self>)> = Some(("name", Column::Name));

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

    fn division(&self) -> Option<&str> {
        Some(&self.code)
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
            closed_on: self.closed_on.or_else(|| old.and_then(|old| old.closed_on)),
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
            ("113.8,22.9 113.8,22.9 113.8,22.9", false),
            ("113.8,22.9 113.9,22.9 114.0,22.9", false),
            ("113.8,22.9 113.9,23.0 113.8,22.9 113.9,23.0", false),
            ("113.80,22.90 113.81,22.90 113.81,22.91 113.80,22.90", true),
        ] {
            assert_eq!(is_outline(outline), want, "{outline}");
        }
    }
}
