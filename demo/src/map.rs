//! The map of 示范市: cells of a honeycomb, their corners moved and their borders bent by chance.
//!
//! Everything is keyed by the honeycomb's whole-number corners, so two towns that share a border compute the same
//! points for it: no gap, no overlap.

use std::collections::{HashMap, HashSet};

use serde_json::{Value, json};

use crate::simulate::model::noise::{mix, signed};

/// Degrees east and north of the city's middle, an invented place in the Pearl River delta.
const CENTRE: (f64, f64) = (113.8, 22.9);
/// Degrees per unit of the honeycomb: a cell is 2 units wide and 4 high.
const SCALE: (f64, f64) = (0.040, 0.0215);
/// How far a corner may move, in units.
const JITTER: f64 = 0.34;
/// How far a border's inner points may move, in units.
const BEND: f64 = 0.11;
/// Points between two corners.
const INNER: i32 = 4;
/// The corners of a cell around its middle, in units, counter-clockwise.
const CORNERS: [(i64, i64); 6] = [(0, -2), (1, -1), (1, 1), (0, 2), (-1, 1), (-1, -1)];

/// Longitude and latitude in degrees.
pub type Point = (f64, f64);

/// The outlines of `count` towns, from north-west to south-east.
pub fn outlines(count: usize) -> Vec<Vec<Point>> {
    let mut cells: Vec<(i64, i64)> =
        (-8..=8).flat_map(|row: i64| (-8..=8).map(move |column| (2 * column + row.rem_euclid(2), 3 * row))).collect();
    cells.sort_by(|a, b| far(*a).total_cmp(&far(*b)));
    cells.truncate(count);
    cells.sort_by_key(|&(x, y)| (-y, x));
    cells.into_iter().map(outline).collect()
}

/// How far a cell is from the middle: the city is wider than high and has a ragged edge.
#[expect(clippy::cast_precision_loss, reason = "small whole numbers")]
fn far((x, y): (i64, i64)) -> f64 {
    let (across, up) = (x as f64 / 5.6, y as f64 / 7.4);
    across * across + up * up + 0.10 * signed(41, x * 31 + y)
}

fn outline((x, y): (i64, i64)) -> Vec<Point> {
    let corners = CORNERS.map(|(dx, dy)| (x + dx, y + dy));
    let mut points = Vec::new();
    for (n, &corner) in corners.iter().enumerate() {
        border(corner, corners[(n + 1) % corners.len()], &mut points);
    }
    points
}

/// The points from `from` to before `to`. The way back passes the same ones.
fn border(from: (i64, i64), to: (i64, i64), points: &mut Vec<Point>) {
    let (low, high) = if from <= to { (from, to) } else { (to, from) };
    let (a, b) = (moved(low), moved(high));
    let seed = mix(key(low) ^ mix(key(high)));
    let mut all = vec![a];
    for n in 1..=INNER {
        let share = f64::from(n) / f64::from(INNER + 1);
        let (dx, dy) = (signed(seed, i64::from(n) * 2) * BEND, signed(seed, i64::from(n) * 2 + 1) * BEND);
        all.push((a.0 + (b.0 - a.0) * share + dx, a.1 + (b.1 - a.1) * share + dy));
    }
    all.push(b);
    if low != from {
        all.reverse();
    }
    all.pop();
    points.extend(all.into_iter().map(degrees));
}

/// A corner after it was moved, in units.
#[expect(clippy::cast_precision_loss, reason = "small whole numbers")]
fn moved(corner: (i64, i64)) -> (f64, f64) {
    let seed = key(corner);
    (corner.0 as f64 + signed(seed, 0) * JITTER, corner.1 as f64 + signed(seed, 1) * JITTER * 1.5)
}

fn key((x, y): (i64, i64)) -> u64 {
    mix(mix(x.cast_unsigned()) ^ y.cast_unsigned())
}

/// Degrees, to the fifth digit: about a metre.
fn degrees((x, y): (f64, f64)) -> Point {
    let round = |degree: f64| (degree * 1e5).round() / 1e5;
    (round(CENTRE.0 + x * SCALE.0), round(CENTRE.1 + y * SCALE.1))
}

/// The outline of all these towns together: their borders as far as no other town has them too.
pub fn around(outlines: &[Vec<Point>]) -> Vec<Vec<Point>> {
    let mut edges: HashMap<Key, (Key, Point)> = HashMap::new();
    let sides = |outline: &Vec<Point>| {
        let next = outline.iter().cycle().skip(1);
        outline.iter().copied().zip(next.copied()).collect::<Vec<_>>()
    };
    let all: HashSet<(Key, Key)> = outlines.iter().flat_map(sides).map(|(from, to)| (exact(from), exact(to))).collect();
    for (from, to) in outlines.iter().flat_map(sides) {
        if !all.contains(&(exact(to), exact(from))) {
            edges.insert(exact(from), (exact(to), from));
        }
    }
    let mut rings = Vec::new();
    // The smallest first, so that the same city has the same outline each time.
    while let Some(&start) = edges.keys().min() {
        let (mut ring, mut at) = (Vec::new(), start);
        while let Some((next, point)) = edges.remove(&at) {
            ring.push(point);
            at = next;
        }
        rings.push(ring);
    }
    rings
}

/// A point as a key: its degrees to the fifth digit.
type Key = (i64, i64);

fn exact((lng, lat): Point) -> Key {
    #[expect(clippy::cast_possible_truncation, reason = "at most 18 million")]
    let whole = |degree: f64| (degree * 1e5).round() as i64;
    (whole(lng), whole(lat))
}

/// The course of the river that flows through the city, from the north-west to the sea.
pub fn river() -> Vec<Point> {
    let bend = |n: i32| {
        let along = f64::from(n) / 60.0;
        let across = 1.6 * (along * 9.0).sin() + 0.5 * (along * 23.0).sin();
        let moved = signed(77, i64::from(n)) * 0.12;
        degrees((-9.5 + 19.0 * along + 0.35 * across, 12.5 - 25.0 * along + across + moved))
    };
    (0..=60).map(bend).collect()
}

/// The city's map as a file, as a real city would bring it: its towns by code, name and outline, the outline of them
/// all, and the river.
pub fn file(towns: &[(&str, &str, &[Point])]) -> String {
    let ring = |outline: &[Point]| {
        let mut ring: Vec<_> = outline.iter().map(|(lng, lat)| [*lng, *lat]).collect();
        ring.extend(ring.first().copied());
        ring
    };
    let feature = |properties: Value, kind: &str, coordinates: Value| {
        json!({
            "type": "Feature", "properties": properties,
            "geometry": { "type": kind, "coordinates": coordinates },
        })
    };
    let town = |(code, name, outline): &(&str, &str, &[Point])| {
        feature(json!({ "code": code, "name": name }), "Polygon", json!([ring(outline)]))
    };
    let outlines: Vec<_> = towns.iter().map(|(_, _, outline)| outline.to_vec()).collect();
    let outer: Vec<_> = around(&outlines).iter().map(|outline| json!([ring(outline)])).collect();
    let course: Vec<_> = river().iter().map(|(lng, lat)| [*lng, *lat]).collect();
    let mut features: Vec<Value> = towns.iter().map(town).collect();
    features.push(feature(json!({ "kind": "city", "name": "示范市" }), "MultiPolygon", json!(outer)));
    let river = json!({ "kind": "river", "name": "明川河", "name_en": "Mingchuan River" });
    features.push(feature(river, "LineString", json!(course)));
    json!({ "type": "FeatureCollection", "features": features }).to_string()
}

/// The middle of a town.
pub fn centre(outline: &[Point]) -> Point {
    let count = f64::from(u32::try_from(outline.len()).unwrap_or(1));
    let sum = outline.iter().fold((0.0, 0.0), |sum, point| (sum.0 + point.0, sum.1 + point.1));
    (sum.0 / count, sum.1 / count)
}

/// A place inside a town: between its middle and a point of its border, `across` (0 to 1) of the way.
pub fn inside(outline: &[Point], border: usize, across: f64) -> Point {
    let middle = centre(outline);
    let edge = outline[border % outline.len()];
    let share = 0.1 + 0.55 * across;
    (middle.0 + (edge.0 - middle.0) * share, middle.1 + (edge.1 - middle.1) * share)
}

/// An outline as the store keeps it: `lng,lat` pairs, the last joins the first.
pub fn text(outline: &[Point]) -> String {
    let pairs: Vec<_> = outline.iter().map(|(lng, lat)| format!("{lng:.5},{lat:.5}")).collect();
    pairs.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn area(outline: &[Point]) -> f64 {
        let next = outline.iter().cycle().skip(1);
        outline.iter().zip(next).map(|(a, b)| a.0 * b.1 - b.0 * a.1).sum::<f64>() / 2.0
    }

    #[test]
    fn borders_coincide() {
        let towns = outlines(34);
        let mut edges: HashMap<(String, String), i32> = HashMap::new();
        for town in &towns {
            for n in 0..town.len() {
                let [a, b] = [town[n], town[(n + 1) % town.len()]].map(|p| format!("{p:?}"));
                let (edge, way) = if a < b { ((a, b), 1) } else { ((b, a), -1) };
                *edges.entry(edge).or_default() += way;
            }
        }
        // An inner edge is walked once each way, an outer edge once.
        let outer = edges.values().filter(|&&walked| walked != 0).count();
        assert!(edges.values().all(|walked| (-1..=1).contains(walked)));
        assert!((150..260).contains(&outer), "{outer} of {} edges are at the city's border", edges.len());
    }

    #[test]
    fn every_town_is_a_whole_area_with_its_middle_inside() {
        for (n, town) in outlines(34).iter().enumerate() {
            assert!(area(town) > 0.0008, "town {n}: {}", area(town));
            for border in 0..town.len() {
                assert!(holds(town, inside(town, border, 0.99)), "town {n}, towards {border}");
            }
        }
    }

    #[test]
    fn the_city_has_one_border_without_holes() {
        let towns = outlines(34);
        let outer = around(&towns);
        assert_eq!(outer.len(), 1, "{}", outer.len());
        let (whole, parts) = (area(&outer[0]), towns.iter().map(|town| area(town)).sum::<f64>());
        assert!((whole - parts).abs() < 1e-9, "{whole} of {parts}");
        assert!(outer[0].len() > 150, "{}", outer[0].len());
    }

    /// Ray casting.
    fn holds(outline: &[Point], (x, y): Point) -> bool {
        let next = outline.iter().cycle().skip(1);
        let crossings = outline
            .iter()
            .zip(next)
            .filter(|((ax, ay), (bx, by))| (*ay > y) != (*by > y) && x < (bx - ax) * (y - ay) / (by - ay) + ax);
        crossings.count() % 2 == 1
    }
}
