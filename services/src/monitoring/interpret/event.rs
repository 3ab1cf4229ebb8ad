//! What a logger tells besides values.

use domain::{device::NoticeKind, input::printable, time::Stamp};
use hj212::Message;

use super::{Interpreted, NewNotice};

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

/// Restarts, swapped analysers, log lines and requests for the time: what an inspector wants to see beside the values. A
/// text that is too long is cut, which is noticed.
pub(super) fn of(message: &Message) -> Interpreted {
    let Some((kind, at, told)) = told(message) else { return Interpreted::default() };
    let detail = printable(&told, TOLD);
    let cut = told.chars().nth(TOLD).map(|_| NewNotice::new(NoticeKind::Cut, kind, &told));
    Interpreted { event: Some(NewEvent { kind, at, detail }), notices: cut.into_iter().collect(), ..Default::default() }
}

fn told(message: &Message) -> Option<(&'static str, Option<Stamp>, String)> {
    let on_clock = Stamp::from_beijing;
    Some(match message {
        Message::Restart(restart) => ("restart", Some(on_clock(restart.restart_time)), String::new()),
        Message::ClockWanted(wanted) => ("clock-request", None, wanted.pol_id.clone().unwrap_or_default()),
        Message::SerialNumbers(all) => {
            let numbers = all.numbers.iter().map(|(code, number)| (code.as_str(), number.as_str()));
            ("serial-number", None, pairs(all.pol_id.as_deref(), numbers))
        }
        Message::Info(info) => {
            let items = info.items.iter().map(|item| (item.code.as_str(), item.value.as_str()));
            ("info", info.data_time.map(on_clock), pairs(info.pol_id.as_deref(), items))
        }
        _ => return None,
    })
}

/// Writes `PolId=analyser; code=value; code=value`: which analyser it is about comes first, where that is said.
fn pairs<'a>(pol_id: Option<&'a str>, items: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let analyser = pol_id.map(|code| ("PolId", code));
    let texts: Vec<_> = analyser.into_iter().chain(items).map(|(code, value)| format!("{code}={value}")).collect();
    texts.join("; ")
}

#[cfg(test)]
mod tests {
    use hj212::content::{
        info::{Info, InfoItem},
        serial_number::SerialNumbers,
    };

    use super::*;

    fn detail(message: &Message) -> String {
        of(message).event.unwrap().detail
    }

    #[test]
    fn the_analyser_that_an_event_is_about_is_kept() {
        let numbers = vec![("w01018".to_owned(), "0011223344".to_owned())];
        let pol_id = Some("w01018".to_owned());
        let swapped = SerialNumbers { pol_id: pol_id.clone(), numbers: numbers.clone() };
        assert_eq!(detail(&Message::SerialNumbers(swapped)), "PolId=w01018; w01018=0011223344");
        assert_eq!(detail(&Message::SerialNumbers(SerialNumbers { pol_id: None, numbers })), "w01018=0011223344");
        let items = vec![InfoItem { code: "i13004".to_owned(), value: "0.1".to_owned() }];
        assert_eq!(detail(&Message::Info(Info { data_time: None, pol_id, items })), "PolId=w01018; i13004=0.1");
    }

    #[test]
    fn what_is_cut_is_noticed() {
        let line = |length: usize| {
            let items = vec![InfoItem { code: "i11001".to_owned(), value: "清".repeat(length) }];
            of(&Message::Info(Info { items, ..Info::default() }))
        };
        assert_eq!(line(1_000).notices, []);
        let long = line(3_000);
        assert!(long.event.unwrap().detail.ends_with('…'));
        assert_eq!(
            long.notices.iter().map(|n| (n.kind, n.what.as_str())).collect::<Vec<_>>(),
            [(NoticeKind::Cut, "info")]
        );
    }
}
