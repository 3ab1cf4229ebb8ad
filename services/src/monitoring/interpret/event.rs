//! What a logger tells besides values.

use domain::{input::printable, time::Stamp};
use hj212::Message;

/// The most characters of an event.
const TOLD: usize = 2_000;

/// Something that a logger told besides values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewEvent {
    /// `restart`, `serial-number`, `info`, `clock-request`.
    pub kind: &'static str,
    /// When it says that it happened; the arrival where it does not say.
    pub at: Option<Stamp>,
    /// What it said.
    pub detail: String,
}

/// Restarts, swapped analysers, log lines and requests for the time: what an inspector wants to see beside the values.
pub(super) fn event(message: &Message) -> Option<NewEvent> {
    let on_clock = Stamp::from_beijing;
    let (kind, at, detail) = match message {
        Message::Restart(restart) => ("restart", Some(on_clock(restart.restart_time)), String::new()),
        Message::ClockWanted(wanted) => ("clock-request", None, wanted.pol_id.clone().unwrap_or_default()),
        Message::SerialNumbers(all) => ("serial-number", None, pairs(all.numbers.iter().map(|(c, n)| (c, n)))),
        Message::Info(info) => {
            ("info", info.data_time.map(on_clock), pairs(info.items.iter().map(|item| (&item.code, &item.value))))
        }
        _ => return None,
    };
    Some(NewEvent { kind, at, detail: printable(&detail, TOLD) })
}

/// Writes `code=value; code=value`.
fn pairs<'a>(items: impl Iterator<Item = (&'a String, &'a String)>) -> String {
    let texts: Vec<_> = items.map(|(code, value)| format!("{code}={value}")).collect();
    texts.join("; ")
}
