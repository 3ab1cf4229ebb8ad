//! A day as a strip: 24 hours, and below them what was marked. Own SVG: the text keeps the page's pixels while the strip
//! stretches. The same stands beside it in words.

use leptos::prelude::*;

use domain::time::DAY;

/// What an hour is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hour {
    /// It has not ended yet.
    ToCome,
    /// Its means count.
    Valid,
    /// A mean of it is above a limit.
    Over,
    /// A mean of it does not count.
    Invalid,
    /// Nothing came.
    Missing,
}

impl Hour {
    const fn class(self) -> &'static str {
        match self {
            Self::ToCome => "to-come",
            Self::Valid => "valid",
            Self::Over => "over",
            Self::Invalid => "invalid",
            Self::Missing => "missing",
        }
    }
}

/// Which pattern a mark has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Band {
    /// Of the monitor.
    Device,
    /// Of the works.
    Works,
    /// Not in force yet.
    Waiting,
}

impl Band {
    const fn class(self) -> &'static str {
        match self {
            Self::Device => "device",
            Self::Works => "works",
            Self::Waiting => "waiting",
        }
    }
}

/// A mark on the strip.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marked {
    /// Milliseconds from the beginning of the day.
    pub from: i64,
    /// The same of its end.
    pub to: i64,
    /// Its pattern.
    pub band: Band,
    /// Its name, as it stands at it.
    pub label: String,
}

/// A place between 0 and 1000.
#[allow(clippy::cast_precision_loss)] // a day has 86 million milliseconds
fn place(millis: i64) -> f64 {
    (millis.clamp(0, DAY) as f64 / DAY as f64 * 10_000.0).round() / 10.0
}

/// The strip.
#[component]
pub fn DayStrip(
    /// Makes the ids unique on the page.
    name: String,
    /// What it shows, read out first.
    title: String,
    /// The same in sentences.
    description: String,
    /// Its hours, 24 of them.
    hours: Vec<Hour>,
    /// What was marked.
    marks: Vec<Marked>,
) -> impl IntoView {
    let (title_id, description_id, hatch) = (format!("{name}-title"), format!("{name}-desc"), format!("{name}-hatch"));
    let fill = format!("url(#{hatch})");
    let (labelled, described) = (title_id.clone(), description_id.clone());
    let hour = |(index, hour): (usize, &Hour)| {
        let from = i64::try_from(index).unwrap_or(0) * (DAY / 24);
        let (x, width) = (place(from), place(from + DAY / 24) - place(from));
        view! { <rect class=hour.class() x=x width=format!("{width:.1}") y="4" height="52"></rect> }
    };
    let band = |mark: &Marked| {
        let (x, end) = (place(mark.from), place(mark.to));
        // A mark of minutes is seen all the same.
        let width = (end - x).max(4.0);
        let pattern = (mark.band != Band::Works).then(|| {
            let fill = fill.clone();
            view! { <rect x=x width=format!("{width:.1}") y="62" height="36" fill=fill></rect> }
        });
        view! { <rect class=mark.band.class() x=x width=format!("{width:.1}") y="62" height="36"></rect> {pattern} }
    };
    let label = |mark: &Marked| {
        let x = place(mark.from) / 10.0;
        // What begins late is written to the left of its end, or it would leave the strip.
        let (x, anchor) = if x > 55.0 { (place(mark.to) / 10.0, "end") } else { (x, "start") };
        view! { <text x=format!("{x:.1}%") y="94%" text-anchor=anchor>{mark.label.clone()}</text> }
    };
    let axis = [(0, "start"), (6, "middle"), (12, "middle"), (18, "middle"), (24, "end")];
    let axis = axis.map(|(hour, anchor)| {
        let x = format!("{:.2}%", f64::from(hour) / 24.0 * 100.0);
        view! { <text x=x y="11%" text-anchor=anchor>{hour}</text> }
    });
    view! {
        <svg class="day-strip" role="img" aria-labelledby=labelled aria-describedby=described>
            <title id=title_id>{title}</title>
            <desc id=description_id>{description}</desc>
            <defs>
                <pattern id=hatch width="14" height="14" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                    <line class="hatch" x1="0" y1="0" x2="0" y2="14"></line>
                </pattern>
            </defs>
            <svg viewBox="0 0 1000 100" preserveAspectRatio="none" y="14%" height="60%" width="100%">
                {hours.iter().enumerate().map(hour).collect_view()}
                {marks.iter().map(band).collect_view()}
            </svg>
            <g class="hours">{axis.collect_view()}</g>
            <g class="labels">{marks.iter().map(label).collect_view()}</g>
        </svg>
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;
    use crate::ui::testing::render;

    #[test]
    fn a_strip_has_its_hours_and_its_marks_in_place() {
        let html = render(|| {
            let mut hours = vec![Hour::Valid; 24];
            hours[8] = Hour::Over;
            let mark = |from: i64, to: i64, band| Marked { from, to, band, label: "启动".into() };
            let marks = vec![mark(0, DAY / 4, Band::Works), mark(-1, 2 * DAY, Band::Device)];
            view! { <DayStrip name="s".to_owned() title="T".to_owned() description="D".to_owned() hours marks/> }
        });
        assert_eq!(html.matches(r#"class="valid""#).count(), 23, "{html}");
        assert!(html.contains(r#"x="333.3" width="41.7" y="4" height="52" class="over""#), "{html}");
        assert!(html.contains(r#"x="0" width="250.0" y="62" height="36" class="works""#), "{html}");
        assert!(
            html.contains(r#"x="0" width="1000.0" y="62" height="36" class="device""#),
            "what lies outside of the day is cut off: {html}"
        );
        assert!(!html.contains("style="), "{html}");
    }
}
