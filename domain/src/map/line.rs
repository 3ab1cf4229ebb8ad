//! Lines of a map: kept as text, and with fewer points for a page.

use std::fmt::Write;

use super::{MOST_DRAWN, TOLERANCE};

/// Metres off at which every river is a straight line and every town a triangle.
const COARSEST: u32 = TOLERANCE << 12;
/// Metres of a degree of latitude.
const DEGREE: f64 = 111_320.0;

/// A place in degrees.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// Longitude.
    pub lng: f64,
    /// Latitude.
    pub lat: f64,
}

/// A line; of an area its border, whose last point is its first one.
pub type Line = Vec<Point>;

/// Lines as the store keeps them: `lng,lat` pairs in degrees with blanks between them, lines parted by `;`. Six digits after
/// the point are a tenth of a metre.
pub fn to_text(lines: &[Line]) -> String {
    let mut text = String::new();
    for (number, line) in lines.iter().enumerate() {
        if number > 0 {
            text.push(';');
        }
        for (number, point) in line.iter().enumerate() {
            let blank = if number > 0 { " " } else { "" };
            // Writing to a String cannot fail.
            let _infallible = write!(text, "{blank}{},{}", rounded(point.lng), rounded(point.lat));
        }
    }
    text
}

/// The lines that a text says; what is no pair of numbers is left out.
pub fn from_text(text: &str) -> Vec<Line> {
    let point = |pair: &str| {
        let (lng, lat) = pair.split_once(',')?;
        Some(Point { lng: lng.parse().ok()?, lat: lat.parse().ok()? })
    };
    let line = |line: &str| line.split(' ').filter_map(point).collect::<Line>();
    text.split(';').map(line).filter(|line| line.len() > 1).collect()
}

fn rounded(degrees: f64) -> f64 {
    (degrees * 1e6).round() / 1e6
}

/// The same lines with fewer points (Douglas and Peucker): no point that is left out was further than `tolerance` metres
/// from the line that remains. A border that would be no area any more is left out, but for the longest one: of that as many
/// points stay as make it an area.
pub fn simplified(lines: &[Line], tolerance: u32) -> Vec<Line> {
    let longest = lines.iter().enumerate().max_by_key(|(_, line)| line.len()).map(|(at, _)| at);
    let mut kept = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let mut metres = tolerance;
        let mut left = fewer(line, f64::from(metres));
        while is_closed(line) && left.len() < 4 && Some(at) == longest && metres > 0 {
            metres /= 2;
            left = fewer(line, f64::from(metres));
        }
        if !is_closed(line) || left.len() >= 4 || Some(at) == longest {
            kept.push(left);
        }
    }
    kept
}

/// The lines of several shapes with fewer points, and how far they lie off: twice as far as before until at most
/// [`MOST_DRAWN`] points are left, or nothing more can be left out.
pub fn thinned(shapes: &[&[Line]]) -> (Vec<Vec<Line>>, u32) {
    let mut tolerance = TOLERANCE;
    loop {
        let fewer: Vec<_> = shapes.iter().map(|lines| simplified(lines, tolerance)).collect();
        let points: usize = fewer.iter().flatten().map(Vec::len).sum();
        if points <= MOST_DRAWN || tolerance >= COARSEST {
            return (fewer, tolerance);
        }
        tolerance *= 2;
    }
}

/// Whether a line ends where it begins.
pub(super) fn is_closed(line: &[Point]) -> bool {
    line.len() > 1 && line.first() == line.last()
}

fn fewer(line: &[Point], tolerance: f64) -> Line {
    let Some(first) = line.first() else { return Vec::new() };
    let scale = (first.lat.to_radians().cos() * DEGREE, DEGREE);
    let flat: Vec<(f64, f64)> = line.iter().map(|point| (point.lng * scale.0, point.lat * scale.1)).collect();
    let mut keep = vec![false; line.len()];
    let last = line.len() - 1;
    (keep[0], keep[last]) = (true, true);
    // A stack and no recursion: a line of a hundred thousand points may be as deep.
    let mut open = vec![(0, last)];
    while let Some((start, end)) = open.pop() {
        let inner = start + 1..end;
        let far = inner.map(|at| (at, distance(flat[at], flat[start], flat[end]))).max_by(|a, b| a.1.total_cmp(&b.1));
        if let Some((at, metres)) = far
            && metres > tolerance
        {
            keep[at] = true;
            open.extend([(start, at), (at, end)]);
        }
    }
    line.iter().zip(keep).filter_map(|(point, keep)| keep.then_some(*point)).collect()
}

/// How far a point is from the line between two others.
fn distance((x, y): (f64, f64), (ax, ay): (f64, f64), (bx, by): (f64, f64)) -> f64 {
    let (dx, dy) = (bx - ax, by - ay);
    let length = dx * dx + dy * dy;
    let along = if length > 0.0 { (((x - ax) * dx + (y - ay) * dy) / length).clamp(0.0, 1.0) } else { 0.0 };
    (x - ax - along * dx).hypot(y - ay - along * dy)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn line(points: &[(f64, f64)]) -> Line {
        points.iter().map(|&(lng, lat)| Point { lng, lat }).collect()
    }

    #[test]
    fn lines_come_back_from_their_text() {
        let lines = [line(&[(113.8, 22.9), (113.123_456_7, 23.0)]), line(&[(1.0, 2.0), (3.0, 4.0)])];
        let text = to_text(&lines);
        assert_eq!(text, "113.8,22.9 113.123457,23;1,2 3,4");
        assert_eq!(to_text(&from_text(&text)), text);
        assert_eq!(from_text(""), Vec::<Line>::new());
        assert_eq!(from_text("x,y 1,2;3"), Vec::<Line>::new());
    }

    #[test]
    fn what_is_almost_straight_becomes_straight() {
        // 0.0001 degrees are eleven metres.
        let bent = line(&[(113.0, 22.0), (113.1, 22.0001), (113.2, 22.0), (113.3, 22.1)]);
        assert_eq!(simplified(std::slice::from_ref(&bent), 30), [line(&[(113.0, 22.0), (113.2, 22.0), (113.3, 22.1)])]);
        assert_eq!(simplified(std::slice::from_ref(&bent), 5), [bent]);
    }

    /// Of a coast with thousands of islets of one size there is an end, and one of them stays.
    #[test]
    fn thinning_ends_whatever_the_lines_are() {
        let islet = |n: i32| {
            let (lng, lat) = (113.0 + f64::from(n % 60) / 100.0, 22.0 + f64::from(n / 60) / 100.0);
            line(&[(lng, lat), (lng + 0.001, lat), (lng + 0.001, lat + 0.001), (lng, lat + 0.001), (lng, lat)])
        };
        let islets: Vec<Line> = (0..2_500).map(islet).collect();
        let (fewer, tolerance) = thinned(&[&islets]);
        assert_eq!(fewer[0].len(), 1);
        assert!(fewer[0][0].len() >= 4 && tolerance <= COARSEST, "{tolerance}");
        // What cannot become fewer stays as it is.
        let brooks: Vec<Line> = (0..5_000).map(|n| islet(n % 3_000)[..2].to_vec()).collect();
        assert_eq!(thinned(&[&brooks]), (vec![brooks], COARSEST));
        let town = islet(0);
        assert_eq!(thinned(&[std::slice::from_ref(&town)]), (vec![vec![town]], TOLERANCE));
    }

    #[test]
    fn a_small_island_goes_and_a_small_town_stays() {
        let town = line(&[(113.0, 22.0), (113.1, 22.0), (113.05, 22.05), (113.0, 22.1), (113.0, 22.0)]);
        let island = line(&[(113.2, 22.0), (113.2001, 22.0), (113.2, 22.0001), (113.2, 22.0)]);
        assert_eq!(simplified(&[town.clone(), island.clone()], 30).len(), 1);
        assert_eq!(simplified(std::slice::from_ref(&island), 30), [island]);
    }

    proptest! {
        #[test]
        fn no_point_is_further_than_said(points in prop::collection::vec((113.0..113.5_f64, 22.0..22.5_f64), 2..60), tolerance in 1..5_000_u32) {
            let all = line(&points);
            let left = fewer(&all, f64::from(tolerance));
            prop_assert_eq!((left.first(), left.last()), (all.first(), all.last()));
            let scale = (all[0].lat.to_radians().cos() * DEGREE, DEGREE);
            let flat = |p: &Point| (p.lng * scale.0, p.lat * scale.1);
            for point in &all {
                let near = left.windows(2).map(|two| distance(flat(point), flat(&two[0]), flat(&two[1]))).fold(f64::MAX, f64::min);
                prop_assert!(near <= f64::from(tolerance) + 1e-6, "{near}");
            }
        }
    }
}
