//! From degrees to the places of a picture.

use std::collections::BTreeMap;

use super::line::{Line, Point};

/// How wide the picture is, in units of its own.
pub const WIDTH: f64 = 1000.0;
/// How high it may be.
const HIGHEST: f64 = 1300.0;
/// Room around what is drawn, in units.
const MARGIN: f64 = 16.0;
/// The least degrees that a picture shows in either direction: about five kilometres.
const LEAST: f64 = 0.05;
/// The most works that are drawn one by one.
pub const MOST_SINGLE: usize = 400;
/// Works whose places lie in one square of this side become one mark, however few there are: they would hide each other.
const SAME_PLACE: f64 = 8.0;
/// The same where there are more than [`MOST_SINGLE`].
const CROWDED: f64 = 36.0;

/// The piece of the country that a picture shows. East and west are narrowed as they are at its middle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frame {
    west: f64,
    north: f64,
    /// Units to a degree of longitude and of latitude.
    scale: (f64, f64),
    /// How wide the picture is, in units.
    pub width: f64,
    /// How high.
    pub height: f64,
}

impl Frame {
    /// Around these places, with `room` degrees on each side; none where there are none.
    pub fn around<'a>(places: impl IntoIterator<Item = &'a Point>, room: f64) -> Option<Self> {
        let mut all = places.into_iter();
        let first = all.next()?;
        let start = (first.lng, first.lng, first.lat, first.lat);
        let (west, east, south, north) = all.fold(start, |(west, east, south, north), point| {
            (west.min(point.lng), east.max(point.lng), south.min(point.lat), north.max(point.lat))
        });
        let wider = |low: f64, high: f64| {
            let more = room + ((LEAST - (high - low + 2.0 * room)) / 2.0).max(0.0);
            (low - more, high + more)
        };
        let ((west, east), (south, north)) = (wider(west, east), wider(south, north));
        let narrowed = f64::midpoint(south, north).to_radians().cos();
        let (across, up) = ((east - west) * narrowed, north - south);
        let unit = ((WIDTH - 2.0 * MARGIN) / across).min((HIGHEST - 2.0 * MARGIN) / up);
        Some(Self {
            west: west - MARGIN / (unit * narrowed),
            north: north + MARGIN / unit,
            scale: (unit * narrowed, unit),
            width: across * unit + 2.0 * MARGIN,
            height: up * unit + 2.0 * MARGIN,
        })
    }

    /// Where a place is in the picture; none where it lies outside.
    pub fn place(&self, point: Point) -> Option<Spot> {
        let Spot { x, y } = self.spot(point);
        let inside = (0.0..=self.width).contains(&x) && (0.0..=self.height).contains(&y);
        inside.then_some(Spot { x, y })
    }

    /// Where it is, inside or not.
    fn spot(&self, point: Point) -> Spot {
        Spot { x: (point.lng - self.west) * self.scale.0, y: (self.north - point.lat) * self.scale.1 }
    }

    /// The `d` of a path through the points of these lines.
    pub fn path(&self, lines: &[Line]) -> String {
        let mut d = String::new();
        for line in lines {
            for (number, point) in line.iter().enumerate() {
                let Spot { x, y } = self.spot(*point);
                d.push(if number == 0 { 'M' } else { ' ' });
                d.push_str(&short(x));
                d.push(',');
                d.push_str(&short(y));
            }
        }
        d
    }
}

/// A place in the picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spot {
    /// From the left.
    pub x: f64,
    /// From the top.
    pub y: f64,
}

impl Spot {
    /// The two numbers, each to a tenth.
    pub fn text(self) -> String {
        format!("{} {}", short(self.x), short(self.y))
    }
}

/// A number to a tenth, which is less than anybody sees.
fn short(number: f64) -> String {
    let rounded = (number * 10.0).round() / 10.0;
    // No minus before a zero.
    (rounded + 0.0).to_string()
}

/// Works of one town that lie so near each other that the picture has one mark for them.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// The middle of their places.
    pub at: Spot,
    /// Which they are, by their places in the list.
    pub works: Vec<usize>,
}

/// One mark for each square and town. The squares are small where all works have room beside each other, and so large that a
/// picture of thirty thousand works stays one that a telephone draws at once.
pub fn marks(works: &[(Spot, i64)]) -> Vec<Mark> {
    let side = if works.len() > MOST_SINGLE { CROWDED } else { SAME_PLACE };
    let mut squares: BTreeMap<(i64, i64, i64), Vec<usize>> = BTreeMap::new();
    for (index, (spot, town)) in works.iter().enumerate() {
        #[expect(clippy::cast_possible_truncation, reason = "a spot is within some thousand units")]
        let of = |place: f64| (place / side).floor() as i64;
        squares.entry((of(spot.y), of(spot.x), *town)).or_default().push(index);
    }
    let middle = |own: &[usize]| {
        let count = f64::from(u32::try_from(own.len()).unwrap_or(u32::MAX));
        let sum = own.iter().fold((0.0, 0.0), |sum, index| (sum.0 + works[*index].0.x, sum.1 + works[*index].0.y));
        Spot { x: sum.0 / count, y: sum.1 / count }
    };
    squares.into_values().map(|own| Mark { at: middle(&own), works: own }).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn point(lng: f64, lat: f64) -> Point {
        Point { lng, lat }
    }

    #[test]
    fn north_is_up_and_all_that_was_asked_for_is_inside() {
        let corners = [point(113.5, 22.5), point(114.1, 23.1)];
        let frame = Frame::around(&corners, 0.0).unwrap();
        let [south_west, north_east] = corners.map(|corner| frame.place(corner).unwrap());
        assert!(south_west.x < north_east.x && south_west.y > north_east.y);
        assert!((frame.width - WIDTH).abs() < 1.0, "{frame:?}");
        // A degree of longitude is shorter than one of latitude.
        assert!(frame.height > frame.width, "{frame:?}");
        assert_eq!(frame.place(point(113.0, 22.8)), None);
        assert_eq!(Frame::around(&[], 0.1), None);
    }

    #[test]
    fn one_place_and_a_long_coast_have_their_picture_too() {
        let one = Frame::around(&[point(113.0, 22.0)], 0.0).unwrap();
        let middle = one.place(point(113.0, 22.0)).unwrap();
        assert!((middle.x - one.width / 2.0).abs() < 0.1 && (middle.y - one.height / 2.0).abs() < 0.1);
        let coast = Frame::around(&[point(120.0, 20.0), point(120.1, 25.0)], 0.0).unwrap();
        assert!(coast.height <= HIGHEST + 0.1 && coast.width < 100.0, "{coast:?}");
    }

    #[test]
    fn a_path_has_no_more_digits_than_anybody_sees() {
        let frame = Frame::around(&[point(113.0, 22.0), point(113.1, 22.1)], 0.0).unwrap();
        let d = frame.path(&[vec![point(113.0, 22.1), point(113.1, 22.0)]]);
        assert_eq!(d, format!("M16,16 984,{}", short(frame.height - MARGIN)));
    }

    #[test]
    fn the_works_of_a_park_are_one_mark_and_a_border_parts_them() {
        let spot = |x, y| Spot { x, y };
        let works = [(spot(11.0, 11.0), 1), (spot(13.0, 13.0), 1), (spot(12.0, 12.0), 2), (spot(300.0, 12.0), 1)];
        let marks = marks(&works);
        assert_eq!(marks.iter().map(|mark| mark.works.clone()).collect::<Vec<_>>(), [vec![0, 1], vec![2], vec![3]]);
        assert_eq!(marks[0].at, spot(12.0, 12.0));
    }

    proptest! {
        #[test]
        fn each_work_has_one_mark_and_marks_are_few(places in prop::collection::vec((0.0..1000.0_f64, 0.0..1300.0_f64), 0..3_000)) {
            let works: Vec<_> = places.iter().map(|&(x, y)| (Spot { x, y }, 1)).collect();
            let marks = marks(&works);
            let mut all: Vec<_> = marks.iter().flat_map(|mark| mark.works.clone()).collect();
            all.sort_unstable();
            prop_assert_eq!(all, (0..works.len()).collect::<Vec<_>>());
            prop_assert!(marks.len() <= MOST_SINGLE.max(29 * 38), "{}", marks.len());
        }
    }
}
