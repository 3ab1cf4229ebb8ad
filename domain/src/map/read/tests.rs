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
