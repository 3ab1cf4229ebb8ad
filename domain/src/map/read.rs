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
mod tests {
    use serde_json::json;

    use super::*;

    fn towns() -> Vec<Town> {
        let town = |id, code: &str, name: &str| Town { id, code: code.into(), name: name.into() };
        vec![town(1, "441900101", "澄溪镇"), town(2, "441900102", "石桥镇"), town(3, "441900103", "长岭镇")]
    }

    fn square(lng: f64) -> Value {
        json!([[[lng, 22.0], [lng + 0.1, 22.0], [lng + 0.1, 22.1], [lng, 22.1], [lng, 22.0]]])
    }

    fn feature(properties: &Value, kind: &str, coordinates: &Value) -> Value {
        json!({ "type": "Feature", "properties": properties, "geometry": { "type": kind, "coordinates": coordinates } })
    }

    fn area(properties: &Value) -> Value {
        feature(properties, "Polygon", &square(113.0))
    }

    fn collection(features: &[Value]) -> Value {
        json!({ "type": "FeatureCollection", "features": features })
    }

    fn reading(document: &Value, system: System) -> Reading {
        read(document.to_string().as_bytes(), system, &towns())
    }

    /// What is wrong with these features: place, value, fault.
    fn wrong(features: &[Value]) -> Vec<(Place, String, Wrong)> {
        let reading = reading(&collection(features), System::Wgs84);
        reading.slips.into_iter().map(|slip| (slip.place, slip.value, slip.wrong)).collect()
    }

    #[test]
    fn towns_by_code_and_by_name_a_city_and_its_rivers() {
        let river = json!([[113.0, 22.0], [113.2, 22.1], [113.3, 22.05]]);
        let features = [
            area(&json!({ "code": "441900101" })),
            area(&json!({ "name": "石桥镇" })),
            area(&json!({ "kind": "city" })),
            feature(&json!({ "name": "榕江", "name_en": "Rong River" }), "LineString", &river),
            feature(&json!({ "名称": "支涌", "类型": "河流" }), "MultiLineString", &json!([river, river])),
        ];
        let reading = reading(&collection(&features), System::Wgs84);
        assert_eq!(reading.slips, []);
        let drawing = reading.drawing;
        assert_eq!(drawing.towns.iter().map(|town| town.town).collect::<Vec<_>>(), [1, 2]);
        assert_eq!((drawing.city.len(), drawing.rivers.len(), drawing.rivers[1].lines.len()), (1, 2, 2));
        assert_eq!((reading.points, reading.without), (3 * 5 + 3 * 3, vec!["长岭镇".to_owned()]));
    }

    #[test]
    fn a_code_may_be_a_number_or_have_the_zeros_of_statistics() {
        for code in [json!(441_900_101), json!("441900101000"), json!(441_900_101_000_i64), json!(" 441900101 ")] {
            assert_eq!(wrong(&[area(&json!({ "adcode": code }))]), [], "{code}");
        }
        // Its own way of writing a name is nobody's fault.
        assert_eq!(wrong(&[area(&json!({ "code": "441900101", "name": "澄溪" }))]), []);
    }

    #[test]
    fn what_is_said_to_be_moved_is_kept_unmoved() {
        let said = |system| reading(&collection(&[area(&json!({ "code": "441900101" }))]), system);
        let (kept, moved) = (said(System::Wgs84), said(System::Gcj02));
        let first = |reading: &Reading| reading.drawing.towns[0].borders[0][0];
        assert_eq!(first(&kept), Point { lng: 113.0, lat: 22.0 });
        let shift = (first(&moved).lng - 113.0).abs().max((first(&moved).lat - 22.0).abs());
        assert!((0.002..0.01).contains(&shift), "{shift}");
        let border = &moved.drawing.towns[0].borders[0];
        assert_eq!(border.first(), border.last(), "a border that was closed is closed");
    }

    #[test]
    fn what_is_no_map_is_refused_as_a_whole() {
        let huge = vec![b' '; LARGEST_FILE + 1];
        for (bytes, place, fault) in [
            (&huge[..], Place::File, Wrong::Large),
            (b"", Place::Text(1, 1), Wrong::Cut),
            (b"PK\x03\x04", Place::Text(1, 1), Wrong::NotJson),
            (b"{\"type\":\"FeatureCollection\",\n\"features\":[", Place::Text(2, 12), Wrong::Cut),
            (b"{\"type\":\"FeatureCollection\",\"features\":[NaN]}", Place::Text(1, 41), Wrong::NotJson),
            (b"[]", Place::File, Wrong::NotCollection),
            (b"{\"type\":\"Topology\",\"objects\":{}}", Place::File, Wrong::NotCollection),
            (b"{\"type\":\"FeatureCollection\",\"features\":[]}", Place::File, Wrong::Empty),
            (b"\xef\xbb\xbf{\"type\":\"FeatureCollection\",\"features\":[]}", Place::File, Wrong::Empty),
        ] {
            let reading = read(bytes, System::Wgs84, &towns());
            let told: Vec<_> = reading.slips.into_iter().map(|slip| (slip.place, slip.wrong)).collect();
            assert_eq!(told, [(place, fault)], "{}", String::from_utf8_lossy(&bytes[..bytes.len().min(60)]));
        }
    }

    #[test]
    fn a_system_that_the_file_names_must_be_the_one_that_was_said() {
        let of = |name: Value, system| {
            let mut document = collection(&[area(&json!({ "code": "441900101" }))]);
            document["crs"] = name;
            reading(&document, system).slips.into_iter().map(|slip| slip.wrong).collect::<Vec<_>>()
        };
        let named = |name: &str| json!({ "type": "name", "properties": { "name": name } });
        for (crs, wgs84, gcj02) in [
            (Value::Null, None, None),
            (named("urn:ogc:def:crs:OGC:1.3:CRS84"), None, Some(Wrong::CrsSaysOtherwise)),
            (named("EPSG:4326"), None, Some(Wrong::CrsSaysOtherwise)),
            (named("urn:ogc:def:crs:EPSG::4490"), None, Some(Wrong::CrsSaysOtherwise)),
            (named("urn:ogc:def:crs:EPSG::3857"), Some(Wrong::OtherCrs), Some(Wrong::OtherCrs)),
            (named("urn:ogc:def:crs:EPSG::4547"), Some(Wrong::OtherCrs), Some(Wrong::OtherCrs)),
            (json!({ "type": "link" }), Some(Wrong::OtherCrs), Some(Wrong::OtherCrs)),
        ] {
            assert_eq!(of(crs.clone(), System::Wgs84), Vec::from_iter(wgs84), "{crs}");
            assert_eq!(of(crs.clone(), System::Gcj02), Vec::from_iter(gcj02), "{crs}");
        }
    }

    #[test]
    fn positions_are_looked_at_one_by_one_and_told_once_a_kind() {
        let town = json!({ "code": "441900101" });
        let with = |position: Value| {
            let mut ring = square(113.0);
            ring[0][2] = position;
            feature(&town, "Polygon", &ring)
        };
        for (position, fault) in [
            (json!([22.1, 113.1]), Wrong::Swapped),
            (json!([38_512_345.6, 2_471_234.5]), Wrong::Projected),
            (json!([190.0, 22.1]), Wrong::NowhereOnEarth),
            (json!([2.35, 48.85]), Wrong::Elsewhere),
            (json!([113.1, null]), Wrong::NotNumbers),
            (json!(["113.1", "22.1"]), Wrong::NotNumbers),
            (json!([113.1]), Wrong::NotNumbers),
            (json!(7), Wrong::NotNumbers),
        ] {
            let value = position.to_string();
            assert_eq!(wrong(&[with(position)]), [(Place::Position(1, 1, 3), value, fault)]);
        }
        // A height is nobody's fault.
        assert_eq!(wrong(&[with(json!([113.1, 22.1, 8.5]))]), []);
        let swapped = json!([[[22.0, 113.0], [22.0, 113.1], [22.1, 113.1], [22.0, 113.0]]]);
        let reading = reading(&collection(&[feature(&town, "Polygon", &swapped)]), System::Wgs84);
        assert_eq!((reading.slips.len(), reading.faults), (1, 4));
    }

    #[test]
    fn shapes_that_cannot_be_drawn_are_told_with_their_line() {
        let town = json!({ "code": "441900101" });
        let open = json!([[[113.0, 22.0], [113.1, 22.0], [113.1, 22.1], [113.0, 22.1]]]);
        let flat = json!([[[113.0, 22.0], [113.1, 22.0], [113.0, 22.0]]]);
        let second_open = json!([square(113.0), open]);
        let river = json!({ "name": "榕江" });
        for (one, place, fault) in [
            (feature(&town, "Polygon", &open), Place::Line(1, 1), Wrong::Open),
            (feature(&town, "MultiPolygon", &second_open), Place::Line(1, 2), Wrong::Open),
            (feature(&town, "Polygon", &flat), Place::Line(1, 1), Wrong::Short),
            (feature(&town, "Polygon", &json!([[]])), Place::Line(1, 1), Wrong::Short),
            (feature(&river, "LineString", &json!([[113.0, 22.0]])), Place::Line(1, 1), Wrong::Short),
            (feature(&town, "Polygon", &json!([])), Place::Feature(1), Wrong::Nesting),
            (feature(&town, "MultiPolygon", &json!([7])), Place::Feature(1), Wrong::Nesting),
            (feature(&town, "Polygon", &Value::Null), Place::Feature(1), Wrong::Nesting),
            (feature(&town, "Point", &json!([113.0, 22.0])), Place::Feature(1), Wrong::OtherGeometry),
            (feature(&town, "GeometryCollection", &json!([])), Place::Feature(1), Wrong::OtherGeometry),
            (json!({ "type": "Feature", "geometry": null }), Place::Feature(1), Wrong::NoGeometry),
            (json!({ "type": "Polygon" }), Place::Feature(1), Wrong::NotFeature),
            (json!(7), Place::Feature(1), Wrong::NotFeature),
        ] {
            let told: Vec<_> = wrong(&[one]).into_iter().map(|(place, _, fault)| (place, fault)).collect();
            assert_eq!(told, [(place, fault)]);
        }
    }

    #[test]
    fn whose_a_shape_is_must_be_clear() {
        let line = json!([[113.0, 22.0], [113.1, 22.0]]);
        for (one, place, fault) in [
            (area(&json!({})), Place::Feature(1), Wrong::Nameless),
            (area(&Value::Null), Place::Feature(1), Wrong::Nameless),
            (area(&json!({ "code": "441900999" })), Place::Property(1, "code"), Wrong::UnknownTown),
            (area(&json!({ "名称": "某镇" })), Place::Property(1, "名称"), Wrong::UnknownTown),
            (
                area(&json!({ "code": "441900101", "name": "石桥镇" })),
                Place::Property(1, "code"),
                Wrong::TwoTowns("石桥镇".into()),
            ),
            (area(&json!({ "kind": "lake", "code": "441900101" })), Place::Property(1, "kind"), Wrong::OtherKind),
            (area(&json!({ "kind": "river", "name": "榕江" })), Place::Property(1, "kind"), Wrong::OtherGeometry),
            (feature(&json!({}), "LineString", &line), Place::Feature(1), Wrong::NamelessRiver),
            (
                feature(&json!({ "name": "江".repeat(61) }), "LineString", &line),
                Place::Property(1, "name"),
                Wrong::Long(60),
            ),
        ] {
            let told: Vec<_> = wrong(&[one]).into_iter().map(|(place, _, fault)| (place, fault)).collect();
            assert_eq!(told, [(place, fault)]);
        }
        let twice = [area(&json!({ "code": "441900101" })), area(&json!({ "name": "澄溪镇" }))];
        assert_eq!(wrong(&twice), [(Place::Feature(2), "澄溪镇".to_owned(), Wrong::Again(1))]);
        let cities = [area(&json!({ "kind": "city" })), area(&json!({ "类型": "市界" }))];
        assert_eq!(wrong(&cities), [(Place::Feature(2), String::new(), Wrong::SecondCity(1))]);
        let mut named_alike = towns();
        named_alike[2].name = "澄溪镇".into();
        let document = collection(&[area(&json!({ "name": "澄溪镇" }))]).to_string();
        assert_eq!(read(document.as_bytes(), System::Wgs84, &named_alike).slips[0].wrong, Wrong::ManyTowns);
    }

    #[test]
    fn all_that_is_wrong_is_told_at_once_and_within_bounds() {
        let features = [area(&json!({})), json!(7), area(&json!({ "code": "441900999" }))];
        assert_eq!(wrong(&features).len(), 3);
        let many = vec![json!(7); MOST_FEATURES];
        let reading = reading(&collection(&many), System::Wgs84);
        assert_eq!((reading.slips.len(), reading.faults), (MOST_TOLD, MOST_FEATURES));
        let more = vec![json!(7); MOST_FEATURES + 1];
        assert_eq!(wrong(&more)[0].2, Wrong::ManyFeatures(MOST_FEATURES + 1));
        let long: Vec<_> = (0..=MOST_POINTS).map(|_| json!([113, 22])).collect();
        let river = feature(&json!({ "name": "榕江" }), "LineString", &json!(long));
        assert_eq!(wrong(&[river])[0].2, Wrong::ManyPoints(MOST_POINTS + 1));
    }
}
