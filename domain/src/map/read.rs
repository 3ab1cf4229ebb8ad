//! Reading a file: all that it draws, or all that is wrong with it.

use std::collections::HashMap;

use serde_json::Value;
use serde_json::error::Category;

use super::feature::{Properties, Said};
use super::line::{Line, Point, is_closed};
use super::{LARGEST_FILE, MOST_FEATURES, MOST_POINTS, MOST_TOLD, Place, Slip, System, Wrong};
use crate::input::printable;

/// The most characters of a name.
const LONGEST_NAME: usize = 60;
/// The most characters of a value that is told.
const LONGEST_VALUE: usize = 60;
/// The corners of a box around China: longitudes and latitudes.
const CHINA: (f64, f64, f64, f64) = (73.0, 136.0, 3.0, 54.0);

/// A town of the register, by which a boundary is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Town {
    /// Key.
    pub id: i64,
    /// Division code.
    pub code: String,
    /// Chinese name.
    pub name: String,
}

/// What a file draws, in WGS-84.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Drawing {
    /// The borders of the city; empty where the file has none.
    pub city: Vec<Line>,
    /// Towns.
    pub towns: Vec<TownShape>,
    /// Rivers.
    pub rivers: Vec<River>,
}

/// The boundary of a town.
#[derive(Clone, Debug, PartialEq)]
pub struct TownShape {
    /// Key of the town.
    pub town: i64,
    /// Its borders: what lies within an odd number of them is the town.
    pub borders: Vec<Line>,
}

/// A river.
#[derive(Clone, Debug, PartialEq)]
pub struct River {
    /// Name in Chinese.
    pub name: String,
    /// Name in English; may be empty.
    pub name_en: String,
    /// Its course.
    pub lines: Vec<Line>,
}

/// What came of a file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// What it draws; of use only where nothing is wrong.
    pub drawing: Drawing,
    /// What is wrong, in the order of the file.
    pub slips: Vec<Slip>,
    /// How many faults there are: more than are told, where there are very many.
    pub faults: usize,
    /// Points of all its lines.
    pub points: usize,
    /// Towns of the register that have no boundary in it, by name.
    pub without: Vec<String>,
}

/// Reads a file whose coordinates are in `system`. What is in GCJ-02 comes out in WGS-84.
pub fn read(bytes: &[u8], system: System, towns: &[Town]) -> Reading {
    let mut reader = Reader { system, towns, seen: HashMap::new(), city: None, reading: Reading::default() };
    match parsed(bytes) {
        Ok(document) => reader.document(&document),
        Err(slip) => reader.note(slip),
    }
    let Reader { seen, mut reading, .. } = reader;
    let is_missing = |town: &&Town| !seen.contains_key(&town.id);
    reading.without = towns.iter().filter(is_missing).map(|town| town.name.clone()).collect();
    reading
}

fn parsed(bytes: &[u8]) -> Result<Value, Slip> {
    let slip = |place, wrong| Slip { place, value: String::new(), wrong };
    if bytes.len() > LARGEST_FILE {
        return Err(slip(Place::File, Wrong::Large));
    }
    // Some programs begin a text with a mark of its encoding.
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    serde_json::from_slice(bytes).map_err(|error| {
        let place = Place::Text(error.line().max(1), error.column().max(1));
        let wrong = if error.classify() == Category::Eof { Wrong::Cut } else { Wrong::NotJson };
        slip(place, wrong)
    })
}

struct Reader<'a> {
    system: System,
    towns: &'a [Town],
    /// Which feature has the boundary of a town.
    seen: HashMap<i64, usize>,
    /// Which feature has the outline of the city.
    city: Option<usize>,
    reading: Reading,
}

impl Reader<'_> {
    fn note(&mut self, slip: Slip) {
        self.reading.faults += 1;
        if self.reading.slips.len() < MOST_TOLD {
            self.reading.slips.push(slip);
        }
    }

    fn wrong(&mut self, place: Place, value: impl Into<String>, wrong: Wrong) {
        let value = printable(&value.into(), LONGEST_VALUE);
        self.note(Slip { place, value, wrong });
    }

    fn document(&mut self, document: &Value) {
        let kind = document.get("type").and_then(Value::as_str).unwrap_or_default();
        let features = document.get("features").and_then(Value::as_array);
        let Some(features) = features.filter(|_| kind == "FeatureCollection") else {
            return self.wrong(Place::File, kind, Wrong::NotCollection);
        };
        self.crs(document.get("crs"));
        if features.is_empty() {
            return self.wrong(Place::File, "", Wrong::Empty);
        }
        if features.len() > MOST_FEATURES {
            return self.wrong(Place::File, "", Wrong::ManyFeatures(features.len()));
        }
        for (index, feature) in features.iter().enumerate() {
            self.feature(index + 1, feature);
        }
        if self.reading.points > MOST_POINTS {
            self.wrong(Place::File, "", Wrong::ManyPoints(self.reading.points));
        }
    }

    /// What an older file may say of its system. Today's standard has no such member: coordinates are in WGS-84.
    fn crs(&mut self, crs: Option<&Value>) {
        let Some(crs) = crs.filter(|crs| !crs.is_null()) else { return };
        let name = crs.pointer("/properties/name").and_then(Value::as_str).unwrap_or_default();
        let last = name.rsplit([':', '/']).next().unwrap_or_default().to_ascii_uppercase();
        match (&*last, self.system) {
            ("CRS84" | "4326" | "4490", System::Wgs84) => {}
            ("CRS84" | "4326" | "4490", System::Gcj02) => self.wrong(Place::File, name, Wrong::CrsSaysOtherwise),
            _ => self.wrong(Place::File, name, Wrong::OtherCrs),
        }
    }

    fn feature(&mut self, number: usize, feature: &Value) {
        let kind = feature.get("type").and_then(Value::as_str).unwrap_or_default();
        if kind != "Feature" {
            return self.wrong(Place::Feature(number), kind, Wrong::NotFeature);
        }
        let Some(geometry) = feature.get("geometry").filter(|geometry| !geometry.is_null()) else {
            return self.wrong(Place::Feature(number), "", Wrong::NoGeometry);
        };
        let kind = geometry.get("type").and_then(Value::as_str).unwrap_or_default();
        let coordinates = geometry.get("coordinates");
        let nested = |value: Option<&Value>| value.and_then(Value::as_array).cloned();
        let deeper = |value: Option<&Value>| {
            let parts = value?.as_array()?.iter().map(Value::as_array).collect::<Option<Vec<_>>>()?;
            Some(parts.into_iter().flatten().cloned().collect())
        };
        let (lines, is_area): (Option<Vec<Value>>, bool) = match kind {
            "Polygon" => (nested(coordinates), true),
            "MultiPolygon" => (deeper(coordinates), true),
            "LineString" => (coordinates.map(|line| vec![line.clone()]), false),
            "MultiLineString" => (nested(coordinates), false),
            _ => return self.wrong(Place::Feature(number), kind, Wrong::OtherGeometry),
        };
        let Some(lines) = lines.filter(|lines| !lines.is_empty()) else {
            return self.wrong(Place::Feature(number), kind, Wrong::Nesting);
        };
        let mut told = Vec::new();
        let mut drawn = Vec::new();
        for (index, line) in lines.iter().enumerate() {
            drawn.extend(self.line((number, index + 1), line, is_area, &mut told));
        }
        self.belongs(number, &Properties(feature.get("properties")), is_area, drawn);
    }

    /// A line or a ring. Of each kind of fault in positions the first one of a feature is told: a file with longitude and
    /// latitude swapped has it at every position.
    fn line(
        &mut self,
        (feature, line): (usize, usize),
        value: &Value,
        is_area: bool,
        told: &mut Vec<Wrong>,
    ) -> Option<Line> {
        let place = Place::Line(feature, line);
        let Some(positions) = value.as_array() else {
            self.wrong(place, value.to_string(), Wrong::Nesting);
            return None;
        };
        self.reading.points += positions.len();
        if self.reading.points > MOST_POINTS {
            return None;
        }
        let mut drawn = Line::with_capacity(positions.len());
        for (index, position) in positions.iter().enumerate() {
            match self.position(position) {
                Ok(point) => drawn.push(point),
                Err(wrong) if told.contains(&wrong) => self.reading.faults += 1,
                Err(wrong) => {
                    told.push(wrong.clone());
                    self.wrong(Place::Position(feature, line, index + 1), position.to_string(), wrong);
                }
            }
        }
        if drawn.len() < positions.len() {
            return None;
        }
        if is_area && !drawn.is_empty() && !is_closed(&drawn) {
            self.wrong(place, "", Wrong::Open);
        } else if drawn.len() < if is_area { 4 } else { 2 } {
            self.wrong(place, "", Wrong::Short);
        }
        Some(drawn)
    }

    fn position(&self, position: &Value) -> Result<Point, Wrong> {
        let pair = position.as_array().filter(|pair| pair.len() >= 2).ok_or(Wrong::NotNumbers)?;
        let (Some(lng), Some(lat)) = (pair[0].as_f64(), pair[1].as_f64()) else { return Err(Wrong::NotNumbers) };
        if is_in_china(lng, lat) {
            return Ok(self.system.to_wgs84(Point { lng, lat }));
        }
        Err(if is_in_china(lat, lng) {
            Wrong::Swapped
        } else if lng.abs() > 360.0 || lat.abs() > 360.0 {
            Wrong::Projected
        } else if lng.abs() > 180.0 || lat.abs() > 90.0 {
            Wrong::NowhereOnEarth
        } else {
            Wrong::Elsewhere
        })
    }

    /// What the lines are: a river, the city, or a town of the register.
    fn belongs(&mut self, number: usize, properties: &Properties<'_>, is_area: bool, lines: Vec<Line>) {
        let (said, property, word) = properties.kind();
        let fits = match said {
            Said::Nothing => true,
            Said::Town | Said::City => is_area,
            Said::River => !is_area,
            Said::Other => false,
        };
        if !fits {
            let wrong = if said == Said::Other { Wrong::OtherKind } else { Wrong::OtherGeometry };
            return self.wrong(Place::Property(number, property), word, wrong);
        }
        if !is_area {
            return self.river(number, properties, lines);
        }
        if said == Said::City {
            match self.city.replace(number) {
                Some(first) => self.wrong(Place::Feature(number), "", Wrong::SecondCity(first)),
                None => self.reading.drawing.city = lines,
            }
            return;
        }
        let Some(town) = self.town(number, properties) else { return };
        if let Some(first) = self.seen.get(&town.id) {
            let first = *first;
            return self.wrong(Place::Feature(number), town.name, Wrong::Again(first));
        }
        self.seen.insert(town.id, number);
        self.reading.drawing.towns.push(TownShape { town: town.id, borders: lines });
    }

    fn river(&mut self, number: usize, properties: &Properties<'_>, lines: Vec<Line>) {
        let Some((property, name)) = properties.name() else {
            return self.wrong(Place::Feature(number), "", Wrong::NamelessRiver);
        };
        let (english, name_en) = properties.name_en().unwrap_or(("name_en", String::new()));
        for (property, name) in [(property, &name), (english, &name_en)] {
            if name.chars().count() > LONGEST_NAME {
                self.wrong(Place::Property(number, property), name.clone(), Wrong::Long(LONGEST_NAME));
            }
        }
        self.reading.drawing.rivers.push(River { name, name_en, lines });
    }

    /// The town that an area says it is: by its code, else by its name; by both where both are said.
    fn town(&mut self, number: usize, properties: &Properties<'_>) -> Option<Town> {
        let (code, name) = (properties.code(), properties.name());
        let called = |name: &str| self.towns.iter().filter(|town| town.name == name).cloned().collect::<Vec<_>>();
        let Some((property, code)) = code else {
            let Some((property, name)) = name else {
                self.wrong(Place::Feature(number), "", Wrong::Nameless);
                return None;
            };
            let found = called(&name);
            if found.len() == 1 {
                return found.into_iter().next();
            }
            let wrong = if found.is_empty() { Wrong::UnknownTown } else { Wrong::ManyTowns };
            self.wrong(Place::Property(number, property), name, wrong);
            return None;
        };
        let Some(town) = self.towns.iter().find(|town| town.code == code).cloned() else {
            self.wrong(Place::Property(number, property), code, Wrong::UnknownTown);
            return None;
        };
        // A name of its own way of writing is no fault; the name of another town is.
        if let Some((_, name)) = name
            && town.name != name
            && let Some(other) = called(&name).first()
        {
            self.wrong(Place::Property(number, property), code, Wrong::TwoTowns(other.name.clone()));
            return None;
        }
        Some(town)
    }
}

fn is_in_china(lng: f64, lat: f64) -> bool {
    let (west, east, south, north) = CHINA;
    (west..=east).contains(&lng) && (south..=north).contains(&lat)
}

#[cfg(test)]
mod tests;
