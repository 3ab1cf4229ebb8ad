//! Reads a drawing's values out: under a finger or the pointer, and by a slider for the keyboard.

use leptos::ev::PointerEvent;
use leptos::prelude::*;

/// Milliseconds in a minute, minutes in a day.
const MINUTE: i64 = 60_000;
const DAY: i64 = 1440;
/// Minutes that Beijing's clocks are ahead.
const BEIJING: i64 = 480;

/// A value of the drawing.
#[derive(Clone, Debug, PartialEq)]
struct Value {
    /// Minutes from the left edge.
    minute: i64,
    /// Its digits.
    text: String,
    /// Whether it counts.
    valid: bool,
}

/// The reader over and under one drawing; nothing until the browser has brought it to life.
#[island]
pub fn ChartProbe(
    /// The values, as `Series::readout` writes them.
    points: String,
    /// The left edge, in milliseconds since 1970.
    from: i64,
    /// The right edge.
    to: i64,
    /// What the slider is for.
    label: String,
    /// The unit of the values.
    unit: String,
    /// After a value that does not count.
    invalid: String,
) -> impl IntoView {
    let values = StoredValue::new(read(&points));
    let minutes = ((to - from) / MINUTE).max(1);
    let last = values.with_value(Vec::len).saturating_sub(1);
    let chosen = RwSignal::new(last);
    let alive = RwSignal::new(false);
    let touched = RwSignal::new(false);
    Effect::new(move || alive.set(values.with_value(|values| !values.is_empty())));

    let point = move |event: PointerEvent| {
        if let Some(share) = share(&event) {
            touched.set(true);
            chosen.set(values.with_value(|values| nearest(values, share, minutes)));
        }
    };
    let mark = move || {
        let x = values.with_value(|values| values.get(chosen.get()).map(|value| value.minute * 1000 / minutes));
        x.filter(|_| touched.get()).map(|x| view! { <line class="cursor" x1=x x2=x y1="0" y2="1000"></line> })
    };
    let said = Memo::new(move |_| {
        let said = |value: &Value| {
            let mark = if value.valid { String::new() } else { format!(" {invalid}") };
            format!("{}  {} {unit}{mark}", clock(from, value.minute), value.text)
        };
        values.with_value(|values| values.get(chosen.get()).map(said)).unwrap_or_default()
    });
    let slide = move |event| {
        touched.set(true);
        chosen.set(event_target_value(&event).parse().unwrap_or(last));
    };
    view! {
        <div class="probe" hidden=move || !alive.get() aria-hidden="true" on:pointermove=point on:pointerdown=point>
            <svg viewBox="0 0 1000 1000" preserveAspectRatio="none">{mark}</svg>
        </div>
        <p class="readout" hidden=move || !alive.get()>
            <input type="range" min="0" max=last step="1" aria-label=label aria-valuetext=move || said.get()
                prop:value=move || chosen.get().to_string() on:input=slide/>
            <span aria-hidden="true">{move || said.get()}</span>
        </p>
    }
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

/// Beijing's clock so many minutes after a moment.
fn clock(from: i64, minute: i64) -> String {
    let of_day = (from / MINUTE + BEIJING + minute).rem_euclid(DAY);
    format!("{:02}:{:02}", of_day / 60, of_day % 60)
}

/// How far right of an element's left edge an event is, as a share of its width.
#[cfg(feature = "hydrate")]
fn share(event: &PointerEvent) -> Option<f64> {
    super::browser::share(event)
}

#[cfg(not(feature = "hydrate"))]
fn share(_event: &PointerEvent) -> Option<f64> {
    None
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
    }
}
