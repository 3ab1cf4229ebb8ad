//! How hard a plant works by hour and day of the week.

use super::Plant;

/// Per cent of the mean load, hour by hour.
type Shape = [u8; 24];

/// Two shifts and a quiet night.
const SHIFTS: Shape =
    [72, 70, 70, 70, 70, 72, 78, 90, 118, 124, 126, 122, 106, 118, 124, 126, 122, 118, 112, 112, 110, 106, 94, 82];
/// Round the clock.
const STEADY: Shape =
    [96, 95, 95, 94, 95, 96, 98, 100, 102, 103, 104, 103, 102, 102, 103, 104, 103, 102, 102, 101, 101, 100, 99, 98];
/// What a city's households send: a morning and an evening.
const HOUSEHOLDS: Shape =
    [82, 72, 64, 60, 60, 66, 84, 108, 122, 124, 116, 110, 112, 108, 102, 98, 98, 102, 110, 120, 126, 124, 114, 98];

/// The load relative to the mean in an hour of a day. Days count from 1970-01-01, a Thursday.
pub fn load(plant: Plant, day: i64, hour: usize) -> f64 {
    let (shape, saturday, sunday) = match plant {
        Plant::Municipal => (&HOUSEHOLDS, 1.02, 1.03),
        Plant::Incineration => (&STEADY, 1.0, 1.0),
        Plant::Paper => (&STEADY, 1.0, 0.97),
        _ => (&SHIFTS, 0.92, 0.74),
    };
    let week = match (day + 3).rem_euclid(7) {
        5 => saturday,
        6 => sunday,
        _ => 1.0,
    };
    f64::from(shape[hour % 24]) / 100.0 * week
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mean_day_is_a_mean_load() {
        for shape in [SHIFTS, STEADY, HOUSEHOLDS] {
            let mean = shape.iter().map(|&percent| f64::from(percent)).sum::<f64>() / 24.0;
            assert!((98.0..=102.0).contains(&mean), "{mean}");
        }
    }

    #[test]
    fn sundays_are_quiet_where_people_rest() {
        let sunday: i64 = 20_779; // 2026-11-22
        assert_eq!((sunday + 3).rem_euclid(7), 6);
        assert!(load(Plant::Dyeing, sunday, 10) < load(Plant::Dyeing, sunday + 1, 10) * 0.8);
        assert!(load(Plant::Incineration, sunday, 10) >= load(Plant::Incineration, sunday + 1, 10));
    }
}
