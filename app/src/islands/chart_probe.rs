//! Reads a drawing's values out: under a finger or the pointer, and by a slider for the keyboard.

use leptos::prelude::*;

use super::spot::{Said, Spot};

/// Milliseconds in a minute, minutes in a day.
const MINUTE: i64 = 60_000;
const DAY: i64 = 1440;
/// Minutes that Beijing's clocks are ahead.
const BEIJING: i64 = 480;

/// A value of the drawing.
#[derive(Clone, Debug, PartialEq)]
struct Value {
    /// How many minutes of the clock from that of the left edge.
    minute: i64,
    /// Its digits.
    text: String,
    /// Whether it counts.
    valid: bool,
}

/// The reader over and under one drawing. What it moves is part of the page already (`ui::chart`), hidden until the
/// browser has brought it to life; the island itself shows nothing, which keeps it small.
#[island]
pub fn ChartProbe(
    /// The drawing's name, from which the ids of its parts are made.
    name: String,
    /// The values, as `Series::readout` writes them.
    points: String,
    /// The left edge, in milliseconds since 1970.
    from: i64,
    /// The right edge.
    to: i64,
    /// The unit of the values.
    unit: String,
    /// After a value that does not count.
    invalid: String,
) -> impl IntoView {
    let values = read(&points);
    let minutes = (to.div_euclid(MINUTE) - from.div_euclid(MINUTE)).max(1);
    let about = move |place: Spot| -> Option<Said> {
        let place = match place {
            Spot::Share(share) => nearest(&values, share, minutes),
            Spot::Number(number) => number,
        };
        let value = values.get(place)?;
        let mark = if value.valid { String::new() } else { format!(" {invalid}") };
        let text = format!("{}  {} {unit}{mark}", clock(from, value.minute), value.text);
        Some(Said { place, x: value.minute * 1000 / minutes, text })
    };
    bring_to_life(&name, about);
}

#[cfg(feature = "hydrate")]
fn bring_to_life(name: &str, about: impl Fn(Spot) -> Option<Said> + 'static) {
    super::browser::probe(name, about);
}

#[cfg(not(feature = "hydrate"))]
fn bring_to_life(_name: &str, about: impl Fn(Spot) -> Option<Said> + 'static) {
    // On the server nobody points.
    let _unasked = (about, Spot::Share, Spot::Number);
}

fn read(points: &str) -> Vec<Value> {
    let value = |pair: &str| {
        let (minute, text) = pair.split_once(';')?;
        let plain = text.trim_start_matches('~');
        Some(Value { minute: minute.parse().ok()?, text: plain.to_owned(), valid: plain.len() == text.len() })
    };
    points.split('|').filter_map(value).collect()
}

/// The place of the value that is nearest to a share of the width.
fn nearest(values: &[Value], share: f64, minutes: i64) -> usize {
    #[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "minutes of a day")]
    let minute = (share * minutes as f64) as i64;
    let distance = |place: &usize| values.get(*place).map(|value| (value.minute - minute).abs());
    (0..values.len()).min_by_key(distance).unwrap_or_default()
}

/// Beijing's clock so many minutes after the minute of a moment.
fn clock(from: i64, minute: i64) -> String {
    let of_day = (from.div_euclid(MINUTE) + BEIJING + minute).rem_euclid(DAY);
    format!("{:02}:{:02}", of_day / 60, of_day % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_value_under_the_finger_is_the_nearest() {
        let values = read("0;0.21|10;~9.9|200;7");
        assert_eq!(values[1], Value { minute: 10, text: "9.9".into(), valid: false });
        for (share, want) in [(0.0, 0), (0.006, 1), (0.5, 2), (1.0, 2)] {
            assert_eq!(nearest(&values, share, 1440), want, "{share}");
        }
        assert_eq!((read(""), nearest(&[], 0.5, 1440)), (vec![], 0));
    }

    #[test]
    fn the_clock_is_beijings() {
        // 2026-11-21T14:35+08:00
        assert_eq!(clock(1_795_242_900_000, 0), "14:35");
        assert_eq!(clock(1_795_242_900_000, 600), "00:35");
        assert_eq!(clock(1_795_242_942_000, 25), "15:00", "seconds of the left edge move nothing");
    }
}
