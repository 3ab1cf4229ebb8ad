//! Which rows a class is made of, as conditions of SQL that both databases understand. Numbers are written into them: they
//! come out of the database or the clock, never out of a form.

use std::fmt::Write as _;

use domain::{
    retention::Class,
    time::{DAY, Day, Stamp, start_of},
};

use super::guards::Guards;
use crate::monitoring::record::{arrival_day, first_id, is_apart};

/// The rows of a class.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// Their table.
    pub table: &'static str,
    /// The column of the moment by which their age is counted.
    pub moment: &'static str,
    /// The columns of their key.
    pub key: &'static [&'static str],
    /// Tables with rows that go with them, and the column that refers to them.
    pub with: &'static [(&'static str, &'static str)],
}

/// The rule of a class.
pub fn rule(class: Class) -> Rule {
    let of = |table, moment| Rule { table, moment, key: &["id"], with: &[] };
    match class {
        Class::Frames => of("raw_frame", "received_at"),
        Class::Values => Rule {
            table: "measurement",
            moment: "at",
            key: &["outlet_id", "interval", "at", "pollutant", "revision"],
            with: &[],
        },
        Class::Events => of("device_event", "at"),
        Class::Notices => {
            Rule { table: "device_notice", moment: "last_at", key: &["device_id", "kind", "what"], with: &[] }
        }
        Class::Commands => Rule {
            table: "device_command",
            moment: "asked_at",
            key: &["id"],
            with: &[("device_command_step", "command_id")],
        },
        Class::Sessions => of("session", "expires_at"),
        Class::Mails => of("mail", "created_at"),
        Class::Jobs => of("job", "failed_at"),
        Class::TipsDeclined | Class::TipsAnswered => Rule {
            table: "tip",
            moment: "received_at",
            key: &["id"],
            with: &[("tip_photo", "tip_id"), ("tip_message", "tip_id")],
        },
    }
}

/// The rows of a class that are older than `before`, held back or not. What came in after `begun` is none of them: a logger
/// may send old values late.
pub fn past_term(class: Class, before: Stamp, begun: Stamp) -> String {
    let Rule { moment, .. } = rule(class);
    let old = format!("\"{moment}\" < {}", before.0);
    match class {
        Class::Frames => format!("id < {} AND {old} AND verdict <> 'held'", first_id(before)),
        Class::Values => format!(
            "outlet_id IN (SELECT id FROM outlet) AND \"interval\" IN ('realtime', 'minute') AND {old} \
             AND received_at < {}",
            begun.0
        ),
        Class::Events | Class::Notices | Class::Commands | Class::Sessions => old,
        // One that waits is still wanted; after such a time there is none.
        Class::Mails => format!("{old} AND (sent_at IS NOT NULL OR attempts > 0)"),
        Class::Jobs => format!("failed_at IS NOT NULL AND {old}"),
        Class::TipsDeclined => format!("status = 'declined' AND {old}"),
        // Counted from the answer: a matter may have taken years.
        Class::TipsAnswered => {
            format!("status = 'answered' AND {old} AND coalesce(closed_at, received_at) < {}", before.0)
        }
    }
}

/// Those of them that may go.
pub fn may_go(class: Class, before: Stamp, begun: Stamp, guards: &Guards) -> String {
    let mut condition = past_term(class, before, begun);
    let moment = rule(class).moment;
    if !guards.all.is_empty() {
        let ids: Vec<_> = guards.all.iter().map(ToString::to_string).collect();
        if let Some(of) = of_enterprises(class, &ids.join(", ")) {
            // Writing to a String cannot fail.
            let _infallible = write!(condition, " AND NOT ({of})");
        }
    }
    if class == Class::Frames {
        let _infallible = write!(condition, " AND NOT ({})", keeps_its_chain(before));
        for opened in &guards.opened {
            let _infallible = write!(condition, " AND NOT ({})", in_trial(*opened));
        }
    }
    for (enterprise, since) in guards.before(before) {
        if let Some(of) = of_enterprises(class, &enterprise.to_string()) {
            let _infallible = write!(condition, " AND NOT (\"{moment}\" >= {} AND {of})", since.0);
        }
    }
    condition
}

/// The chain of a frame, as two columns: the logger (0 for unknown ones) and the day of arrival.
pub fn chain() -> String {
    format!("coalesce(device_id, 0), {}", arrival_day())
}

/// Whether a frame stands in a chain of which another one stays: one that is held, or one whose number is of a day that is
/// kept. A chain with a gap proves nothing, so it goes as a whole or not at all.
fn keeps_its_chain(before: Stamp) -> String {
    let (chain, old) = (chain(), format!("link IS NOT NULL AND received_at < {}", before.0));
    // Each part walks a key of few rows.
    format!(
        "link IS NOT NULL AND ({chain}) IN (SELECT {chain} FROM raw_frame WHERE verdict = 'held' AND {old} \
         UNION SELECT {chain} FROM raw_frame WHERE {} AND id >= {} AND {old})",
        is_apart(),
        first_id(before)
    )
}

/// Whether a frame may hold values that its logger sent in trial, where loggers are public from a day on. A logger may send
/// what is up to a year old.
fn in_trial(opened: Option<Day>) -> String {
    let loggers = |which: &str| format!("coalesce(device_id, 0) IN (SELECT id FROM device WHERE public_from {which})");
    match opened {
        None => loggers("IS NULL"),
        Some(day) => {
            let until = start_of(day.0).plus(366 * DAY);
            format!("received_at < {} AND {}", until.0, loggers(&format!("= '{day}'")))
        }
    }
}

/// Whether a row belongs to one of these enterprises; none where rows of the class belong to no enterprise.
fn of_enterprises(class: Class, ids: &str) -> Option<String> {
    let outlets = format!("SELECT id FROM outlet WHERE enterprise_id IN ({ids})");
    match class {
        Class::Frames | Class::Events | Class::Notices | Class::Commands => {
            // A frame of no known logger has none.
            Some(format!("coalesce(device_id, 0) IN (SELECT id FROM device WHERE outlet_id IN ({outlets}))"))
        }
        Class::Values => Some(format!("outlet_id IN ({outlets})")),
        Class::TipsDeclined | Class::TipsAnswered => Some(format!("coalesce(enterprise_id, 0) IN ({ids})")),
        Class::Sessions | Class::Mails | Class::Jobs => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_held_back_is_left_out_where_rows_have_an_enterprise() {
        let guards = Guards { all: [7, 9].into(), since: vec![(3, Stamp(50)), (4, Stamp(500))], opened: Vec::new() };
        for &class in Class::ALL {
            let condition = may_go(class, Stamp(100), Stamp(1_000), &guards);
            let has_enterprise = !matches!(class, Class::Sessions | Class::Mails | Class::Jobs);
            assert_eq!(condition.contains("7, 9"), has_enterprise, "{condition}");
            assert_eq!(condition.contains(">= 50 AND"), has_enterprise, "{condition}");
            assert!(!condition.contains(">= 500"), "later than all that would go: {condition}");
            assert!(condition.starts_with(&past_term(class, Stamp(100), Stamp(1_000))));
        }
    }

    /// Whatever holds one frame of a chain back holds all of it: a logger, or a moment at which a day begins.
    #[test]
    fn what_holds_a_frame_back_holds_its_day() {
        let (before, year) = (start_of("2021-11-22".parse().unwrap()), start_of("2021-01-01".parse().unwrap()));
        let opened = vec![None, "2026-11-01".parse().ok()];
        let guards = Guards { all: [7].into(), since: vec![(3, year)], opened };
        let frames = may_go(Class::Frames, before, Stamp(i64::MAX), &guards);
        for moment in frames.split("received_at").skip(1).filter_map(|rest| rest.split([' ', ')']).nth(2)) {
            let Ok(moment) = moment.parse::<i64>() else { continue };
            assert!(moment == 8 * 3_600_000 || start_of(Stamp(moment).day()) == Stamp(moment), "{moment} in {frames}");
        }
        assert!(!may_go(Class::Values, before, Stamp(0), &guards).contains("link"));
    }

    #[test]
    fn frames_that_tell_what_was_sent_in_trial_stay() {
        let opened = vec![None, "2026-11-01".parse().ok()];
        let guards = Guards { opened, ..Guards::default() };
        let frames = may_go(Class::Frames, Stamp(100), Stamp(1_000), &guards);
        let until = start_of("2027-11-02".parse().unwrap()).0;
        assert!(frames.contains("public_from IS NULL"), "{frames}");
        assert!(
            frames.contains(&format!("received_at < {until} AND")) && frames.contains("= '2026-11-01'"),
            "{frames}"
        );
        assert!(!may_go(Class::Values, Stamp(100), Stamp(1_000), &guards).contains("public_from"));
    }
}
