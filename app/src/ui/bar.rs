//! A value against its limit, as a bar. Drawn with SVG attributes only; it repeats what the words beside it say.

use leptos::prelude::*;

/// Where the highest allowed value stands, of 100: room is left to see how far a value is beyond.
const LIMIT_AT: f64 = 62.5;
/// The pH scale, the only quantity with a lowest allowed value.
const PH_SCALE: f64 = 14.0;

/// The parts of a bar, in hundredths of its length.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Parts {
    /// Start and length of the filled part.
    pub fill: (f64, f64),
    /// The marks of the limits.
    pub ticks: [Option<f64>; 2],
}

/// The parts for a value between limits. None where there is nothing to compare.
pub fn parts(value: Option<f64>, low: Option<f64>, high: Option<f64>) -> Option<Parts> {
    let value = value?;
    match (low, high) {
        (Some(low), Some(high)) => {
            let place = |quantity: f64| clamp(quantity / PH_SCALE * 100.0);
            Some(Parts { fill: (clamp(place(value) - 1.0), 2.0), ticks: [Some(place(low)), Some(place(high))] })
        }
        (None, Some(high)) if high > 0.0 => {
            Some(Parts { fill: (0.0, clamp(value / high * LIMIT_AT)), ticks: [Some(LIMIT_AT), None] })
        }
        _ => None,
    }
}

/// Keeps a length on the bar, to a tenth: finer digits only make the page longer.
fn clamp(length: f64) -> f64 {
    (length.clamp(0.0, 100.0) * 10.0).round() / 10.0
}

/// The bar; nothing where there is no limit or no value.
#[component]
pub fn Bar(
    /// The value.
    value: Option<f64>,
    /// The lowest value allowed.
    low: Option<f64>,
    /// The highest value allowed.
    high: Option<f64>,
) -> impl IntoView {
    let tick = |at: f64| view! { <line class="tick" x1=at x2=at y1="0" y2="10"></line> };
    parts(value, low, high).map(|Parts { fill: (x, width), ticks }| {
        view! {
            <svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
                <rect class="track" width="100" height="10"></rect>
                <rect class="fill" x=x width=width height="10"></rect>
                {ticks.map(|at| at.map(tick)).collect_view()}
            </svg>
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_at_its_limit_reaches_the_mark() {
        let at_limit = parts(Some(0.5), None, Some(0.5)).unwrap();
        assert_eq!(at_limit.fill, (0.0, 62.5));
        assert_eq!(at_limit.ticks, [Some(62.5), None]);
    }

    #[test]
    fn far_beyond_fills_the_bar_and_no_more() {
        assert_eq!(parts(Some(50.0), None, Some(0.5)).unwrap().fill, (0.0, 100.0));
        assert_eq!(parts(Some(-1.0), None, Some(0.5)).unwrap().fill, (0.0, 0.0));
    }

    #[test]
    fn a_range_is_drawn_on_the_ph_scale() {
        let ph = parts(Some(7.0), Some(6.0), Some(9.0)).unwrap();
        assert_eq!(ph, Parts { fill: (49.0, 2.0), ticks: [Some(42.9), Some(64.3)] });
    }

    #[test]
    fn without_value_or_limit_there_is_no_bar() {
        assert_eq!(parts(None, None, Some(1.0)), None);
        assert_eq!(parts(Some(1.0), None, None), None);
        assert_eq!(parts(Some(1.0), None, Some(0.0)), None);
    }
}
