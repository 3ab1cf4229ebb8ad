//! The readings of an outlet, kept up to date by the server's event stream.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::link::Link;
use super::live::{self, News, Silence};
use crate::ui::figure::{Figure, Words};
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
    /// The stream is lost, and the browser is asking again.
    pub lost: String,
    /// The stream is lost, and the browser asks again in `{seconds}`.
    pub waiting: String,
    /// Nothing has come for `{hours}` hours; what is shown is old.
    pub silent_hours: String,
    /// Nothing has come for `{days}` days; what is shown is old.
    pub silent_days: String,
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
    /// The server's clock when it made the page, in milliseconds since 1970.
    now: i64,
    /// The words around a figure.
    words: Words,
    /// The words around the list.
    live: LiveWords,
) -> impl IntoView {
    let figures = RwSignal::new(figures);
    let now = RwSignal::new(now);
    let link = RwSignal::new(Link::Still);
    let (words, live) = (StoredValue::new(words), StoredValue::new(live));
    keep_up(stream, outlet, Shown { figures, now, link });

    let silence = move || {
        let newest = figures.with(|shown| shown.iter().map(|figure| moment(&figure.at)).max().unwrap_or_default());
        (newest > 0).then(|| live::silence(newest, now.get())).flatten()
    };
    let newest = move || {
        let at = figures.with(|shown| shown.iter().map(|figure| figure.at.clone()).max().unwrap_or_default());
        let when = words.with_value(|words| words.when(&at, silence().is_some()));
        live.with_value(|words| if at.is_empty() { words.never.clone() } else { format!("{} {when}", words.as_of) })
    };
    let silent = move || {
        let words = live.get_value();
        let said = silence().map(|silence| match silence {
            Silence::Hours(hours) => words.silent_hours.replace("{hours}", &hours.to_string()),
            Silence::Days(days) => words.silent_days.replace("{days}", &days.to_string()),
        });
        said.map(|said| view! { <p class="silence" role="status">{said}</p> })
    };
    let state = move || state(link.get(), silence().is_some(), &live.get_value());
    view! {
        {silent}
        <p class="asof">
            <span>{newest}</span> " " <span class="live-word">{state}</span>
        </p>
        <ul class="readings">{move || rows(&figures.get(), &words.get_value(), now.get())}</ul>
    }
}

/// What is said of the link; over old values nothing is said to be live.
fn state(link: Link, is_silent: bool, words: &LiveWords) -> String {
    match link {
        Link::Stands if !is_silent => words.live.clone(),
        Link::Still | Link::Stands => String::new(),
        Link::Trying => words.lost.clone(),
        Link::Waiting(seconds) => words.waiting.replace("{seconds}", &seconds.to_string()),
    }
}

/// What is shown, for what keeps it up to date.
#[derive(Clone, Copy)]
struct Shown {
    figures: RwSignal<Vec<Figure>>,
    now: RwSignal<i64>,
    link: RwSignal<Link>,
}

fn rows(figures: &[Figure], words: &Words, now: i64) -> Vec<impl IntoView + use<>> {
    let row = |figure: &Figure| {
        let old = !figure.at.is_empty() && live::is_old(moment(&figure.at), now);
        let (about, when) = (words.about(figure), words.when(&figure.at, old));
        let figure = figure.clone();
        view! { <li><Reading figure about when old/></li> }
    };
    figures.iter().map(row).collect()
}

/// A moment of the wire in milliseconds since 1970; 0 where there is none.
#[cfg(feature = "hydrate")]
fn moment(at: &str) -> i64 {
    super::browser::moment(at)
}

#[cfg(not(feature = "hydrate"))]
fn moment(at: &str) -> i64 {
    domain::time::Stamp::parse(at).map_or(0, |at| at.0)
}

/// Listens in the browser: values are put in their places, and the page is read again where a value alone does not
/// say everything (a mean came, the stream had a break, the server says that this reader fell behind).
#[cfg(feature = "hydrate")]
fn keep_up(stream: String, outlet: String, shown: Shown) {
    use super::browser::{Event, clock, every, listen, reread};

    // The server's clock is what counts; the browser's may be wrong, and only tells how much time went by.
    let ahead = StoredValue::new(shown.now.get_untracked() - clock());
    every(30, move || shown.now.set(clock() + ahead.get_value()));
    let place = format!("live-{outlet}");
    let again = move || {
        reread(place.clone(), move |props| {
            if let Some(fresh) = live::fresh(props) {
                shown.figures.set(fresh.figures);
                ahead.set_value(fresh.now - clock());
                shown.now.set(fresh.now);
            }
        });
    };
    listen(&stream, move |event| match event {
        Event::Data(data) => {
            let Some(measurement) = live::read(data) else { return };
            let news = shown.figures.try_update(|figures| live::apply(measurement, &outlet, figures));
            if news == Some(News::Mean) {
                again();
            }
        }
        Event::Stale => again(),
        Event::Link(link) => {
            let was = shown.link.get_untracked();
            shown.link.set(link);
            if link == Link::Stands && was != Link::Still {
                again();
            }
        }
    });
}

#[cfg(not(feature = "hydrate"))]
#[expect(
    clippy::no_effect_underscore_binding,
    reason = "what only the browser uses is named here for the server's build"
)]
fn keep_up(_stream: String, _outlet: String, shown: Shown) {
    // The server has nothing to listen to; what the browser would change, and what it would read, stands as it is.
    let _unchanged = (shown.figures, shown.now, shown.link, live::read, live::apply, News::None, Link::Stands);
    let _states = (Link::Trying, Link::Waiting(0));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_old_is_not_said_to_be_live() {
        let words = LiveWords {
            live: "实时更新中".into(),
            lost: "正在重连".into(),
            waiting: "{seconds} 秒后重连".into(),
            ..LiveWords::default()
        };
        #[rustfmt::skip]
        let cases = [
            (Link::Still,      false, ""),
            (Link::Still,      true,  ""),
            (Link::Stands,     false, "实时更新中"),
            (Link::Stands,     true,  ""),
            (Link::Trying,     true,  "正在重连"),
            (Link::Waiting(7), true,  "7 秒后重连"),
        ];
        for (link, is_silent, want) in cases {
            assert_eq!(state(link, is_silent, &words), want, "{link:?} {is_silent}");
        }
    }
}
