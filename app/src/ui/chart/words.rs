//! The words that a chart is handed.

/// The words in and under the drawing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChartWords {
    /// What is drawn: pollutant and period.
    pub title: String,
    /// The sentence that says the same as the drawing.
    pub description: String,
    /// The word for the upper limit line, with its value.
    pub high: String,
    /// The word for the lower limit line, with its value.
    pub low: String,
    /// What stands on the time axis: moments (milliseconds since 1970) and their words.
    pub hours: Vec<(i64, String)>,
    /// Legend: values that count, values beyond a limit, the limit, values that do not count, nothing received.
    pub legend: [String; 5],
    /// The word over a gap; `{span}` stands for its length in hours. Empty where gaps are not labelled.
    pub gap: String,
}

/// The words of a drawing whose values can be read out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Readout {
    /// What the slider is for.
    pub label: String,
}
