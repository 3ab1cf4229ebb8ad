//! The readings of an outlet, kept up to date by the server's event stream.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::live::{self, Crossing};
use crate::ui::figure::{Figure, Words, clock};
use crate::ui::reading::Reading;

/// The words of the island beside those of its readings.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LiveWords {
    /// Before the time of the newest value.
    pub as_of: String,
    /// In its place when there is none.
    pub never: String,
    /// The values arrive as they are measured.
    pub live: String,
    /// The stream is lost; the values shown are old.
    pub lost: String,
    /// Said aloud when a figure is within its limit again; `{name}` stands for the pollutant.
    pub back: String,
}

/// The state of the stream.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stream {
    /// Not opened: the page as the server sent it.
    Still,
    /// Values arrive.
    Live,
    /// Broken; the browser tries again by itself.
    Lost,
}

/// The readings of one outlet.
#[island]
pub fn LiveReadings(
    /// The address of the event stream.
    stream: String,
    /// The outlet's code.
    outlet: String,
    /// The figures as the server knew them.
    figures: Vec<Figure>,
    /// The words around a figure.
    words: Words,
    /// The words around the list.
    live: LiveWords,
) -> impl IntoView {
    let figures = RwSignal::new(figures);
    let state = RwSignal::new(Stream::Still);
    let announcement = RwSignal::new(String::new());
    let words = StoredValue::new(words);
    let live = StoredValue::new(live);
    listen(
        stream,
        move |data| {
            let Some(measurement) = live::read(data) else { return };
            let crossing = figures.try_update(|shown| live::apply(measurement, &outlet, shown)).flatten();
            if let Some(crossing) = crossing {
                announcement.set(said(&crossing, &figures.get_untracked(), &words.get_value(), &live.get_value()));
            }
        },
        move |alive| state.set(if alive { Stream::Live } else { Stream::Lost }),
    );

    let newest = move || {
        let at = figures.with(|shown| shown.iter().map(|figure| figure.at.clone()).max().unwrap_or_default());
        live.with_value(
            |words| if at.is_empty() { words.never.clone() } else { format!("{} {}", words.as_of, clock(&at)) },
        )
    };
    let word = move || match state.get() {
        Stream::Still => String::new(),
        Stream::Live => live.with_value(|words| words.live.clone()),
        Stream::Lost => live.with_value(|words| words.lost.clone()),
    };
    view! {
        <p class="asof">
            <span>{newest}</span> " " <span class="live-word">{word}</span>
        </p>
        <ul class="readings">{move || rows(&figures.get(), &words.get_value())}</ul>
        <p class="hidden" role="status">{announcement}</p>
    }
}

fn rows(figures: &[Figure], words: &Words) -> Vec<impl IntoView + use<>> {
    let row = |figure: &Figure| {
        let about = words.about(figure);
        let figure = figure.clone();
        view! { <li><Reading figure about/></li> }
    };
    figures.iter().map(row).collect()
}

fn said(crossing: &Crossing, figures: &[Figure], words: &Words, live: &LiveWords) -> String {
    match *crossing {
        Crossing::Beyond(place) => {
            let figure = &figures[place];
            format!("{} {}", figure.name, words.about(figure).unwrap_or_default())
        }
        Crossing::Back(place) => live.back.replace("{name}", &figures[place].name),
    }
}

/// Opens the stream in the browser; the server has nothing to listen to.
#[cfg(feature = "hydrate")]
fn listen(address: String, on_data: impl Fn(&str) + 'static, on_state: impl Fn(bool) + 'static) {
    super::browser::listen(&address, on_data, on_state);
}

#[cfg(not(feature = "hydrate"))]
fn listen(_address: String, _on_data: impl Fn(&str) + 'static, _on_state: impl Fn(bool) + 'static) {}
