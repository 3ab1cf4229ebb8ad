//! A measurement from the stream, and what it changes among the figures on the page.

use domain::time::{HOUR, MINUTE};
use domain::wire::Measurement;
use serde::Deserialize;

use crate::ui::figure::Figure;

/// Values older than this do not stand for now.
const OLD: i64 = HOUR;

/// What a measurement did to the figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum News {
    /// Nothing that is shown.
    None,
    /// A figure shows a newer value.
    Shown,
    /// A mean came: what is said of the means has to be read again.
    Mean,
}

/// What another reading of the page gives an island.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub(super) struct Fresh {
    /// The figures as the server knows them.
    pub figures: Vec<Figure>,
    /// The server's clock, in milliseconds since 1970.
    pub now: i64,
}

/// Reads the data of a `measurement` event; anything else is none of ours.
pub(super) fn read(json: &str) -> Option<Measurement> {
    serde_json::from_str(json).ok()
}

/// Reads what the page gives this island.
#[cfg_attr(not(any(test, feature = "hydrate")), expect(dead_code, reason = "only a browser reads a page again"))]
pub(super) fn fresh(props: &str) -> Option<Fresh> {
    serde_json::from_str(props).ok()
}

/// Puts the measurement in its place among the `figures` of `outlet`. Values that are older than what is shown change
/// nothing (loggers send values again after a break).
pub(super) fn apply(measurement: Measurement, outlet: &str, figures: &mut [Figure]) -> News {
    if measurement.outlet != outlet {
        return News::None;
    }
    match measurement.interval.as_str() {
        "realtime" => {}
        "hour" | "day" => return News::Mean,
        _ => return News::None,
    }
    let is_its = |figure: &&mut Figure| figure.code == measurement.pollutant && figure.at <= measurement.at;
    let Some(figure) = figures.iter_mut().find(is_its) else { return News::None };
    // A float prints the digits that were sent, as the server writes decimals: without an empty fraction.
    figure.text = measurement.value.map(|value| value.to_string());
    (figure.valid, figure.flag, figure.at) = (measurement.valid, measurement.flag, measurement.at);
    News::Shown
}

/// Whether a value of the moment `at` is too old to stand for `now`.
pub(super) const fn is_old(at: i64, now: i64) -> bool {
    now - at > OLD
}

/// How long nothing has come, in whole hours, or days from two days on; none while that is no silence.
pub(super) fn silence(newest: i64, now: i64) -> Option<Silence> {
    if !is_old(newest, now) {
        return None;
    }
    let hours = (now - newest + MINUTE) / HOUR;
    Some(if hours < 48 { Silence::Hours(hours) } else { Silence::Days(hours / 24) })
}

/// A span without data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Silence {
    /// Hours, fewer than 48.
    Hours(i64),
    /// Days.
    Days(i64),
}

#[cfg(test)]
mod tests {
    use super::*;

    const NICKEL: &str = r#"{"enterprise":"91","outlet":"DW001","pollutant":"w20121","name":"总镍","interval":"realtime",
        "at":"2026-11-22T14:35:20+08:00","value":0.62,"unit":"mg/L","limit":null,"over":false,"flag":"N","valid":true,
        "resent":false,"revision":1,"received_at":"2026-11-22T14:35:21+08:00"}"#;

    fn figures() -> Vec<Figure> {
        let at = "2026-11-22T14:35:00+08:00".into();
        vec![Figure { code: "w20121".into(), text: Some("0.4".into()), valid: true, at, ..Figure::default() }]
    }

    #[test]
    fn a_newer_value_replaces_the_shown_one() {
        let mut shown = figures();
        assert_eq!(apply(read(NICKEL).unwrap(), "DW001", &mut shown), News::Shown);
        assert_eq!((shown[0].text.as_deref(), shown[0].at.as_str()), (Some("0.62"), "2026-11-22T14:35:20+08:00"));
    }

    #[test]
    fn older_values_and_other_outlets_change_nothing_and_a_mean_asks_for_another_reading() {
        let mut shown = figures();
        let cases = [
            ("14:35:20", "14:34:59", News::None),
            ("realtime", "minute", News::None),
            ("DW001", "DW002", News::None),
            ("w20121", "w01018", News::None),
            ("realtime", "hour", News::Mean),
            ("realtime", "day", News::Mean),
        ];
        for (from, to, want) in cases {
            let other = read(&NICKEL.replace(from, to)).unwrap();
            assert_eq!(apply(other, "DW001", &mut shown), want, "{to}");
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

    #[test]
    fn what_the_page_says_is_read_again_whatever_else_it_says() {
        let json = serde_json::json!({"stream": "/x", "figures": figures(), "now": 5, "outlet": "DW001"});
        assert_eq!(fresh(&json.to_string()), Some(Fresh { figures: figures(), now: 5 }));
        assert_eq!(fresh("{}"), None);
    }

    #[test]
    fn silence_is_counted_from_an_hour_on() {
        let cases = [
            (HOUR, None),
            (HOUR + 1, Some(Silence::Hours(1))),
            (7 * HOUR, Some(Silence::Hours(7))),
            (47 * HOUR, Some(Silence::Hours(47))),
            (76 * HOUR, Some(Silence::Days(3))),
        ];
        for (age, want) in cases {
            assert_eq!(silence(1_000, 1_000 + age), want, "{age}");
        }
    }
}
