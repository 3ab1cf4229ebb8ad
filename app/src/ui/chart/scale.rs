//! The vertical scale: which values are shown, and where the lines with numbers stand.

use super::Series;

/// The length of both axes in drawing units.
pub const FULL: f64 = 1000.0;

/// Rounds to a tenth of a drawing unit; finer digits only make the page longer.
pub fn tenth(length: f64) -> f64 {
    (length * 10.0).round() / 10.0
}

/// The values at the lower and the upper edge, and the distance of the lines between.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    bottom: f64,
    top: f64,
    step: f64,
}

impl Scale {
    /// A scale that holds every value and every limit of `series`. It starts at zero, except where zero means nothing
    /// and would flatten the curve.
    pub fn of(series: &Series) -> Self {
        let values = series.points.iter().filter_map(|point| point.value);
        let all = values.chain(series.low).chain(series.high);
        let (least, most) = all.fold((f64::INFINITY, 0.0_f64), |(least, most), v| (least.min(v), most.max(v)));
        let bottom = if series.floating && least.is_finite() { least - 1.0 } else { least.min(0.0) };
        let most = if most > bottom { most } else { bottom + 1.0 };
        let step = round_step((most - bottom) / 3.0);
        let bottom = (bottom / step).floor() * step;
        // A little air above, so that a limit on the topmost line can be seen to be passed.
        let top = ((most + step * 0.3) / step).ceil() * step;
        Self { bottom, top, step }
    }

    /// The place of a value, from 0 at the top to 1000 at the bottom.
    pub fn y(&self, value: f64) -> f64 {
        let share = (value - self.bottom) / (self.top - self.bottom);
        tenth((1.0 - share.clamp(0.0, 1.0)) * FULL)
    }

    /// The values of the lines, from the bottom, the topmost left out.
    pub fn lines(&self) -> Vec<f64> {
        let mut lines = Vec::new();
        let mut value = self.bottom;
        while value < self.top - self.step / 2.0 && lines.len() < 10 {
            lines.push(value);
            value += self.step;
        }
        lines
    }

    /// A line's value as text, with no more digits than the distance of the lines needs.
    pub fn text(&self, value: f64) -> String {
        let digits = if self.step >= 1.0 { 0.0 } else { (-self.step.log10()).ceil() };
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // 0 to 9
        let digits = digits.clamp(0.0, 9.0) as usize;
        format!("{value:.digits$}")
    }
}

/// The next of 1, 2, 5 × a power of ten at or above `rough`.
fn round_step(rough: f64) -> f64 {
    let power = 10_f64.powf(rough.max(1e-9).log10().floor());
    let lead = [1.0, 2.0, 5.0].into_iter().find(|lead| lead * power >= rough * 0.999_999);
    lead.unwrap_or(10.0) * power
}

#[cfg(test)]
mod tests {
    use super::super::Point;
    use super::*;

    fn series(values: &[f64], low: Option<f64>, high: Option<f64>) -> Series {
        let point = |&value: &f64| Point { at: 0, value: Some(value), valid: true, over: false };
        let floating = low.is_some();
        Series {
            points: values.iter().map(point).collect(),
            from: 0,
            to: 1,
            step: 1,
            low,
            high,
            floating,
            deciding: true,
        }
    }

    fn shown(scale: Scale) -> Vec<String> {
        scale.lines().into_iter().map(|value| scale.text(value)).collect()
    }

    #[test]
    fn the_limit_is_on_the_scale_even_when_values_are_low() {
        let scale = Scale::of(&series(&[0.02, 0.03], None, Some(0.5)));
        assert_eq!(shown(scale), ["0.0", "0.2", "0.4"]);
        assert!(scale.y(0.5) > 0.0 && scale.y(0.5) < 300.0, "{}", scale.y(0.5));
    }

    #[test]
    fn an_excess_has_room_above_the_limit() {
        let scale = Scale::of(&series(&[91.3], None, Some(80.0)));
        assert_eq!(shown(scale), ["0", "50", "100"]);
        assert!(scale.y(91.3) < scale.y(80.0));
    }

    #[test]
    fn ph_does_not_start_at_zero() {
        let scale = Scale::of(&series(&[7.2, 7.4], Some(6.0), Some(9.0)));
        assert_eq!(shown(scale), ["4", "6", "8"]);
    }

    #[test]
    fn nothing_to_show_is_still_a_scale() {
        let scale = Scale::of(&series(&[], None, None));
        assert!(scale.y(0.0).is_finite() && !scale.lines().is_empty());
    }

    #[test]
    fn negative_values_are_not_cut_off() {
        let scale = Scale::of(&series(&[-3.0, 10.0], None, None));
        assert!(scale.y(-3.0) < FULL, "{scale:?}");
    }
}
