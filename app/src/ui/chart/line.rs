//! The drawing.

use std::fmt::Write as _;

use leptos::prelude::*;

use super::legend::legend;
use super::scale::{FULL, Scale};
use super::words::{ChartWords, Readout};
use super::{Series, Span};

/// Milliseconds in an hour.
const HOUR: i64 = 3_600_000;
/// The share of the height that the plot takes; the hours stand below it.
const PLOT_SHARE: f64 = 0.88;

/// The chart.
#[component]
pub fn LineChart24(
    /// Makes the chart's ids unique on the page.
    name: String,
    /// What is drawn.
    series: Series,
    /// The words in and under the drawing.
    words: ChartWords,
    /// Room for reading the values out under a finger, by the pointer and by the keyboard: the island `ChartProbe` of the
    /// same name brings it to life.
    #[prop(optional_no_strip)]
    readout: Option<Readout>,
) -> impl IntoView {
    let scale = Scale::of(&series);
    let (title, description) = (format!("{name}-title"), format!("{name}-description"));
    let labelled = title.clone();
    let described = description.clone();
    let probe = readout.map(|Readout { label }| {
        let last = series.readout().split('|').count() - 1;
        let (surface, slider) = (format!("{name}-probe"), format!("{name}-slider"));
        view! {
            <div class="probe" id=surface hidden=true aria-hidden="true">
                <svg viewBox="0 0 1000 1000" preserveAspectRatio="none">
                    <line class="cursor" x1="0" x2="0" y1="0" y2="1000"></line>
                </svg>
            </div>
            <p class="readout" hidden=true>
                <input type="range" id=slider min="0" max=last value=last aria-label=label/>
                <span aria-hidden="true"></span>
            </p>
        }
        .into_any()
    });
    view! {
        <div class="plot-box">
        <svg class="plot" role="img" aria-labelledby=labelled aria-describedby=described>
            <title id=title>{words.title.clone()}</title>
            <desc id=description>{words.description.clone()}</desc>
            <svg width="100%" height="88%" viewBox="0 0 1000 1000" preserveAspectRatio="none">
                {curve(&series, scale).into_any()}
            </svg>
            {value_labels(scale)}
            {gap_labels(&series, &words.gap)}
            {hour_labels(&series, words.hours.clone())}
        </svg>
        {probe}
        </div>
        {legend(&series, words)}
    }
    // Without its type: what stands around a chart would grow too deep for the compiler.
    .into_any()
}

fn curve(series: &Series, scale: Scale) -> impl IntoView + use<> {
    let line = |class: &'static str, value: f64| {
        let y = scale.y(value);
        view! { <line class=class x1="0" x2="1000" y1=y y2=y></line> }
    };
    let limit = if series.deciding { "limit" } else { "limit reference" };
    let grid = scale
        .lines()
        .into_iter()
        .enumerate()
        .map(|(index, value)| line(if index == 0 { "base" } else { "grid" }, value));
    let beyond = series
        .high
        .filter(|_| series.deciding)
        .map(|high| view! { <rect class="beyond" width="1000" height=scale.y(high)></rect> });
    let below = series.low.filter(|_| series.deciding).map(|low| {
        view! { <rect class="beyond" width="1000" y=scale.y(low) height=FULL - scale.y(low)></rect> }
    });
    let limits = series.high.into_iter().chain(series.low).map(|value| line(limit, value));
    let runs = series.runs().into_iter().map(|run| {
        let places: Vec<_> = run.into_iter().map(|(at, value)| (series.x(at), scale.y(value))).collect();
        view! { <path class="value" d=path(&places)></path> }
    });
    view! {
        {beyond}
        {below}
        {bands("missing", series, &series.missing())}
        {bands("invalid", series, &series.invalid())}
        {grid.collect_view()}
        {limits.collect_view()}
        {runs.collect_view()}
        {dots(series, scale)}
    }
}

fn bands(class: &'static str, series: &Series, spans: &[Span]) -> impl IntoView + use<> {
    let band = |span: &Span| {
        let (x, end) = (series.x(span.from), series.x(span.to));
        view! { <rect class=class x=x width=super::scale::tenth(end - x) y="0" height="1000"></rect> }
    };
    spans.iter().map(band).collect_view()
}

/// Values beyond a limit: strokes of no length, which round ends turn into dots at any width of the chart.
fn dots(series: &Series, scale: Scale) -> impl IntoView + use<> {
    let mut marks = String::new();
    for (at, value) in series.over() {
        let _ = write!(marks, "M{} {}h0", series.x(at), scale.y(value));
    }
    (!marks.is_empty()).then(|| view! { <path class="dots" d=marks></path> })
}

fn path(places: &[(f64, f64)]) -> String {
    let mut path = String::with_capacity(places.len() * 12);
    for (index, (x, y)) in places.iter().enumerate() {
        let _ = write!(path, "{}{x} {y}", if index == 0 { 'M' } else { 'L' });
    }
    if places.len() == 1 {
        path.push_str("h1");
    }
    path
}

fn value_labels(scale: Scale) -> impl IntoView + use<> {
    let height = |value: f64| format!("{}%", super::scale::tenth(scale.y(value) / FULL * 100.0 * PLOT_SHARE));
    let number =
        |value: f64| view! { <text x="2" y=height(value) dy="-4" aria-hidden="true">{scale.text(value)}</text> };
    scale.lines().into_iter().map(number).collect_view()
}

/// The share of the width that a gap must have for its word to find room on a phone, of 1000.
const ROOM: f64 = 240.0;

/// A word over each gap that is wide enough; the sentence below names the others.
fn gap_labels(series: &Series, word: &str) -> impl IntoView + use<> {
    let label = |span: Span| {
        let (from, to) = (series.x(span.from), series.x(span.to));
        let hours = (span.to - span.from + HOUR / 2) / HOUR;
        let said = word.replace("{span}", &hours.to_string());
        let middle = format!("{}%", super::scale::tenth((from + to) / 20.0));
        (to - from >= ROOM).then(|| view! { <text x=middle y="44%" text-anchor="middle">{said}</text> })
    };
    let gaps = if word.is_empty() { Vec::new() } else { series.missing() };
    gaps.into_iter().map(label).collect_view()
}

fn hour_labels(series: &Series, hours: Vec<(i64, String)>) -> impl IntoView + use<> {
    let label = |(at, word): (i64, String)| {
        let x = series.x(at);
        let anchor = match x {
            x if x < 60.0 => "start",
            x if x > 940.0 => "end",
            _ => "middle",
        };
        view! { <text x=format!("{}%", x / 10.0) y="97%" text-anchor=anchor>{word}</text> }
    };
    hours.into_iter().map(label).collect_view()
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::super::Point;
    use super::*;
    use crate::ui::testing::render;

    fn nickel() -> Series {
        let point = |at: i64, value: f64| Point { at, value: Some(value), valid: true, over: value > 0.5 };
        let points = vec![point(0, 0.2), point(10, 0.62), point(80, 0.4)];
        Series { points, from: 0, to: 100, step: 10, low: None, high: Some(0.5), floating: false, deciding: true }
    }

    fn html(series: Series) -> String {
        let words = ChartWords {
            title: "总镍 24 小时".into(),
            description: "在 0.2 到 0.62 之间".into(),
            high: "限值 0.5".into(),
            hours: vec![(0, "昨日 15:00".into()), (100, "现在".into())],
            legend: ["有效值", "高于限值", "限值", "不计", "没有数据"].map(str::to_owned),
            gap: "{span} 小时没有数据".into(),
            ..ChartWords::default()
        };
        render(move || view! { <LineChart24 name="w20121".into() series words/> })
    }

    #[test]
    fn the_drawing_has_a_name_and_a_description() {
        let html = html(nickel());
        assert!(html.contains(r#"aria-labelledby="w20121-title" aria-describedby="w20121-description""#), "{html}");
        assert!(html.contains(r#"<title id="w20121-title">总镍 24 小时</title>"#), "{html}");
    }

    #[test]
    fn line_limit_excess_and_gap_are_drawn_and_explained() {
        let html = html(nickel());
        assert!(html.contains(r#"<path d="M0 800L100 380" class="value">"#), "{html}");
        assert!(html.contains(r#"<line x1="0" x2="1000" y1="500" y2="500" class="limit">"#), "{html}");
        assert!(html.contains(r#"<path d="M100 380h0" class="dots">"#), "{html}");
        assert!(html.contains(r#"<rect x="200" width="600" y="0" height="1000" class="missing">"#), "{html}");
        assert!(html.contains("没有数据") && !html.contains("不计"), "{html}");
    }

    #[test]
    fn a_limit_that_names_another_mean_is_a_line_and_not_a_border() {
        let series = Series { deciding: false, ..nickel() };
        let html = html(series);
        assert!(html.contains(r#"class="limit reference""#) && !html.contains(r#"class="beyond""#), "{html}");
    }

    #[test]
    fn the_limits_word_stands_outside_the_drawing_and_a_wide_gap_has_one_inside() {
        let html = html(nickel());
        let (drawing, rest) = html.split_once(r#"<ul class="legend">"#).unwrap();
        assert!(!drawing.contains("限值 0.5") && rest.contains("限值 0.5"), "{html}");
        assert!(drawing.contains("0 小时没有数据"), "{html}");
    }

    #[test]
    fn nothing_inline() {
        let html = html(nickel());
        assert!(!html.contains("style=") && !html.contains("<script"), "{html}");
    }
}
