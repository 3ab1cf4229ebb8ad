//! A day of one pollutant as a line against its limit. Own SVG: no script, no style attribute, readable on a phone,
//! because the text keeps the page's pixels while the curve stretches behind it.

mod legend;
mod line;
mod readout;
mod scale;
mod spans;
mod words;

pub use line::LineChart24;
pub use spans::Span;
pub use words::{ChartWords, Readout};

/// One value of the series.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// When, in milliseconds since 1970 (UTC).
    pub at: i64,
    /// The value; none where the logger sent none.
    pub value: Option<f64>,
    /// The value counts.
    pub valid: bool,
    /// The value is a mean that a limit names, and beyond it.
    pub over: bool,
}

/// What is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// The values, oldest first.
    pub points: Vec<Point>,
    /// The left edge, in milliseconds since 1970.
    pub from: i64,
    /// The right edge.
    pub to: i64,
    /// The usual distance between two values, in milliseconds; more than two and a half of them are a gap.
    pub step: i64,
    /// The lowest value allowed.
    pub low: Option<f64>,
    /// The highest value allowed.
    pub high: Option<f64>,
    /// The quantity has no natural zero (pH, temperature), so the scale need not show one.
    pub floating: bool,
    /// The values are the means that the limit names. If not, the limit is a line for reference, and what lies beyond it
    /// is not marked.
    pub deciding: bool,
}

impl Series {
    /// The place of a moment between the edges, 0 to 1000, to a tenth.
    fn x(&self, at: i64) -> f64 {
        #[allow(clippy::cast_precision_loss)] // a day has 86 million milliseconds
        let share = (at - self.from) as f64 / (self.to - self.from).max(1) as f64;
        scale::tenth(share.clamp(0.0, 1.0) * scale::FULL)
    }
}
