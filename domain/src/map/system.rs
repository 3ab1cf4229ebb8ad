//! The two coordinate systems of Chinese maps, and the way from one to the other.
//!
//! GCJ-02 is WGS-84 moved by some hundred metres, by a function of the place. Maps of Chinese providers are in it, what a
//! receiver measures is not. The function is the one that is published; its inverse is found by approaching it.

use std::{f64::consts::PI, fmt, str::FromStr};

use super::line::Point;

/// The semi-major axis of the ellipsoid of Krasovsky, in metres.
const AXIS: f64 = 6_378_245.0;
/// The square of its eccentricity.
const ECCENTRICITY: f64 = 0.006_693_421_622_965_943;
/// How near the inverse comes, in degrees: a tenth of a millimetre.
const NEAR: f64 = 1e-9;
/// The most steps towards it; four are enough everywhere in the country.
const STEPS: usize = 30;

/// A coordinate system.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum System {
    /// The system of satellites, in which the portal keeps everything.
    Wgs84,
    /// The system of maps that are published in China (火星坐标系).
    Gcj02,
}

/// A word that names neither system.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("say in which system the coordinates are: `wgs84` (also `cgcs2000`) or `gcj02`; the portal does not guess")]
pub struct Unknown;

impl System {
    /// The word in the store, in forms and on the command line.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Wgs84 => "wgs84",
            Self::Gcj02 => "gcj02",
        }
    }

    /// Its name, in both languages the same.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Wgs84 => "WGS-84",
            Self::Gcj02 => "GCJ-02",
        }
    }

    /// A place in this system as it is in WGS-84.
    pub fn to_wgs84(self, place: Point) -> Point {
        match self {
            Self::Wgs84 => place,
            Self::Gcj02 => unmoved(place),
        }
    }

    /// A place in WGS-84 as it is in this system.
    pub fn of_wgs84(self, place: Point) -> Point {
        match self {
            Self::Wgs84 => place,
            Self::Gcj02 => moved(place),
        }
    }
}

impl fmt::Display for System {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// `WGS84`, `wgs-84` and the like: nobody means two things by them. CGCS2000, in which Chinese surveyors deliver, differs from
/// WGS-84 by centimetres, which no map here shows.
impl FromStr for System {
    type Err = Unknown;

    fn from_str(text: &str) -> Result<Self, Unknown> {
        let word: String = text.trim().chars().filter(|c| !matches!(c, '-' | '_' | ' ')).collect();
        match word.to_ascii_lowercase().as_str() {
            "wgs84" | "cgcs2000" => Ok(Self::Wgs84),
            "gcj02" => Ok(Self::Gcj02),
            _ => Err(Unknown),
        }
    }
}

fn moved(place: Point) -> Point {
    let (east, north) = shift(place);
    Point { lng: place.lng + east, lat: place.lat + north }
}

/// The place that is moved to this one: each step takes off what the last one missed.
fn unmoved(place: Point) -> Point {
    let mut near = place;
    for _ in 0..STEPS {
        let there = moved(near);
        let (east, north) = (there.lng - place.lng, there.lat - place.lat);
        near = Point { lng: near.lng - east, lat: near.lat - north };
        if east.abs() < NEAR && north.abs() < NEAR {
            break;
        }
    }
    near
}

/// By how many degrees a place is moved to the east and to the north.
fn shift(place: Point) -> (f64, f64) {
    let (x, y) = (place.lng - 105.0, place.lat - 35.0);
    let latitude = place.lat.to_radians();
    let bent = 1.0 - ECCENTRICITY * latitude.sin().powi(2);
    let along = AXIS / bent.sqrt() * latitude.cos();
    let across = AXIS * (1.0 - ECCENTRICITY) / (bent * bent.sqrt());
    ((east(x, y) / along).to_degrees(), (north(x, y) / across).to_degrees())
}

/// Metres to the east.
fn east(x: f64, y: f64) -> f64 {
    300.0
        + x
        + 2.0 * y
        + 0.1 * x * x
        + 0.1 * x * y
        + 0.1 * x.abs().sqrt()
        + waves(x)
        + (20.0 * (x * PI).sin() + 40.0 * (x / 3.0 * PI).sin()) * 2.0 / 3.0
        + (150.0 * (x / 12.0 * PI).sin() + 300.0 * (x / 30.0 * PI).sin()) * 2.0 / 3.0
}

/// Metres to the north.
fn north(x: f64, y: f64) -> f64 {
    -100.0
        + 2.0 * x
        + 3.0 * y
        + 0.2 * y * y
        + 0.1 * x * y
        + 0.2 * x.abs().sqrt()
        + waves(x)
        + (20.0 * (y * PI).sin() + 40.0 * (y / 3.0 * PI).sin()) * 2.0 / 3.0
        + (160.0 * (y / 12.0 * PI).sin() + 320.0 * (y * PI / 30.0).sin()) * 2.0 / 3.0
}

/// What both have of the longitude.
fn waves(x: f64) -> f64 {
    (20.0 * (6.0 * x * PI).sin() + 20.0 * (2.0 * x * PI).sin()) * 2.0 / 3.0
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn far(one: Point, other: Point) -> f64 {
        (one.lng - other.lng).abs().max((one.lat - other.lat).abs())
    }

    /// Pairs that other programs publish with the function: Shanghai, Shenzhen, Beijing.
    #[test]
    fn known_places_are_moved_to_known_places() {
        for (lat, lng, moved_lat, moved_lng) in [
            (31.177_427_6, 121.527_210_6, 31.175_303_983_645_97, 121.531_541_859_215),
            (22.543_847, 113.912_316, 22.540_796_131_694_766, 113.917_176_480_836_3),
            (39.911_954, 116.377_817, 39.913_345_455_360_69, 116.384_047_224_556_57),
        ] {
            let (wgs, gcj) = (Point { lng, lat }, Point { lng: moved_lng, lat: moved_lat });
            assert!(far(System::Gcj02.of_wgs84(wgs), gcj) < 1e-6, "{:?}", System::Gcj02.of_wgs84(wgs));
            assert!(far(System::Gcj02.to_wgs84(gcj), wgs) < 1e-6, "{:?}", System::Gcj02.to_wgs84(gcj));
            assert!(far(wgs, gcj) > 1e-3, "it is hundreds of metres");
        }
    }

    #[test]
    fn a_name_is_known_in_any_case_and_never_guessed() {
        for (text, want) in [
            ("wgs84", Ok(System::Wgs84)),
            (" WGS-84 ", Ok(System::Wgs84)),
            ("Gcj02", Ok(System::Gcj02)),
            ("GCJ-02", Ok(System::Gcj02)),
            ("", Err(Unknown)),
            ("bd09", Err(Unknown)),
            ("CGCS2000", Ok(System::Wgs84)),
            ("beijing54", Err(Unknown)),
        ] {
            assert_eq!(text.parse::<System>(), want, "{text}");
        }
    }

    proptest! {
        #[test]
        fn there_and_back_is_where_one_was(lng in 73.0..136.0_f64, lat in 3.0..54.0_f64) {
            let here = Point { lng, lat };
            let back = System::Gcj02.to_wgs84(System::Gcj02.of_wgs84(here));
            prop_assert!(far(back, here) < 1e-7, "{back:?}");
            prop_assert_eq!(System::Wgs84.to_wgs84(here), here);
        }
    }
}
