//! A measurement from the stream, and what it changes among the figures on the page.

use domain::wire::Measurement;

use crate::ui::figure::Figure;

/// A figure that passed a limit, one way or the other; worth saying aloud, as single values are not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Crossing {
    /// The figure at this place went beyond its limit.
    Beyond(usize),
    /// The figure at this place came back within its limit.
    Back(usize),
}

/// Reads the data of a `measurement` event; anything else is none of ours.
pub(super) fn read(json: &str) -> Option<Measurement> {
    serde_json::from_str(json).ok()
}

/// Puts the measurement in its place among the `figures` of `outlet`. Means and values that are older than what
/// is shown change nothing (loggers send values again after a break).
pub(super) fn apply(measurement: Measurement, outlet: &str, figures: &mut [Figure]) -> Option<Crossing> {
    if measurement.outlet != outlet || measurement.interval != "realtime" {
        return None;
    }
    let is_its = |figure: &Figure| figure.code == measurement.pollutant && figure.at <= measurement.at;
    let place = figures.iter().position(is_its)?;
    let figure = &mut figures[place];
    let was = figure.valid && figure.over;
    // A float prints the digits that were sent, as the server writes decimals: without an empty fraction.
    figure.text = measurement.value.map(|value| value.to_string());
    (figure.over, figure.valid) = (measurement.over, measurement.valid);
    (figure.flag, figure.at) = (measurement.flag, measurement.at);
    match (was, measurement.valid && measurement.over) {
        (false, true) => Some(Crossing::Beyond(place)),
        (true, false) if measurement.valid => Some(Crossing::Back(place)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NICKEL: &str = r#"{"enterprise":"91","outlet":"DW001","pollutant":"w20121","name":"总镍","interval":"realtime",
        "at":"2026-11-22T14:35:20+08:00","value":0.62,"unit":"mg/L","limit":0.5,"over":true,"flag":"N","valid":true,
        "resent":false,"revision":1,"received_at":"2026-11-22T14:35:21+08:00"}"#;

    fn figures() -> Vec<Figure> {
        let at = "2026-11-22T14:35:00+08:00".into();
        vec![Figure { code: "w20121".into(), text: Some("0.4".into()), valid: true, at, ..Figure::default() }]
    }

    #[test]
    fn a_newer_value_replaces_the_shown_one_and_its_crossing_is_told_once() {
        let mut shown = figures();
        let sent = read(NICKEL).unwrap();
        assert_eq!(apply(sent.clone(), "DW001", &mut shown), Some(Crossing::Beyond(0)));
        assert_eq!((shown[0].text.as_deref(), shown[0].over), (Some("0.62"), true));
        assert_eq!(apply(sent, "DW001", &mut shown), None, "still beyond is no news");
    }

    #[test]
    fn coming_back_is_told_but_a_calibration_is_not_a_return() {
        let mut shown = figures();
        apply(read(NICKEL).unwrap(), "DW001", &mut shown);
        let calibrating = NICKEL.replace(r#""flag":"N","valid":true"#, r#""flag":"C","valid":false"#);
        let mut doubtful = shown.clone();
        assert_eq!(apply(read(&calibrating).unwrap(), "DW001", &mut doubtful), None);
        let within = NICKEL.replace(r#""over":true"#, r#""over":false"#);
        assert_eq!(apply(read(&within).unwrap(), "DW001", &mut shown), Some(Crossing::Back(0)));
    }

    #[test]
    fn older_values_means_and_other_outlets_change_nothing() {
        let mut shown = figures();
        for (from, to) in [("14:35:20", "14:34:59"), ("realtime", "hour"), ("DW001", "DW002"), ("w20121", "w01018")] {
            let other = read(&NICKEL.replace(from, to)).unwrap();
            assert_eq!(apply(other, "DW001", &mut shown), None, "{to}");
        }
        assert_eq!(shown, figures());
        assert!(read("{}").is_none());
    }

    #[test]
    fn whole_numbers_have_no_empty_fraction() {
        let whole = NICKEL.replace("0.62", "7.0");
        let mut shown = figures();
        apply(read(&whole).unwrap(), "DW001", &mut shown);
        assert_eq!(shown[0].text.as_deref(), Some("7"));
    }
}
