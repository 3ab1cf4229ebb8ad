//! States and run times of treatment equipment: values of the codes `SB1`, `SB2`, ….

use std::borrow::Cow;

use domain::{
    device::NoticeKind,
    fixed::Nano,
    measurement::{DataFlag, Interval},
    time::Stamp,
};
use hj212::content::{
    run_times::RunTimes,
    states::{RunState, States},
};
use rust_decimal::Decimal;

use super::{Figures, Interpreted, NewNotice, NewValue};

/// The highest number of a piece of equipment that is taken from a logger. HJ 212 names none, and no works has as many;
/// without one a logger could open 65,535 series.
const MOST: u16 = 99;

/// The states at an instant. A state that the standard does not know is kept as sent, and marked.
pub(super) fn states(sent: &States, resent: bool) -> Interpreted {
    let mut all = Equipment::new(Interval::Realtime, Stamp::from_beijing(sent.data_time), resent);
    for (number, state) in &sent.states {
        let is_known = !matches!(state, RunState::Other(_));
        all.add(*number, "RS", Decimal::from(state.code()), is_known);
    }
    all.interpreted
}

/// The hours of a day. More than it has are kept as sent, and marked.
pub(super) fn run_times(sent: &RunTimes, resent: bool) -> Interpreted {
    let mut all = Equipment::new(Interval::Day, Stamp::from_beijing(sent.data_time), resent);
    for (number, hours) in &sent.hours {
        let is_possible = (Decimal::ZERO..=HOURS_OF_A_DAY).contains(hours);
        all.add(*number, "RT", *hours, is_possible);
    }
    all.interpreted
}

/// No equipment runs for longer on one day.
const HOURS_OF_A_DAY: Decimal = Decimal::from_parts(24, 0, 0, false, 0);

struct Equipment {
    interval: Interval,
    at: Stamp,
    resent: bool,
    interpreted: Interpreted,
}

impl Equipment {
    fn new(interval: Interval, at: Stamp, resent: bool) -> Self {
        Self { interval, at, resent, interpreted: Interpreted::default() }
    }

    fn add(&mut self, number: u16, suffix: &str, sent: Decimal, is_possible: bool) {
        let code = format!("SB{number}");
        if !(1..=MOST).contains(&number) {
            return self.notice(NoticeKind::UnknownCode, &code, sent);
        }
        if !is_possible {
            self.notice(NoticeKind::Implausible, &format!("{code}-{suffix}"), sent);
        }
        let flag = if is_possible { DataFlag::NORMAL } else { DataFlag::IMPLAUSIBLE };
        let value = Nano::round(sent).ok();
        let figures = Figures { value, measured: None, converted: false, low: None, high: None, amount: None, flag };
        let (interval, at, resent) = (self.interval, self.at, self.resent);
        self.interpreted.values.push(NewValue { pollutant: Cow::Owned(code), interval, at, figures, resent });
    }

    fn notice(&mut self, kind: NoticeKind, what: &str, sent: Decimal) {
        self.interpreted.notices.push(NewNotice::new(kind, what, &sent.to_string()));
    }
}
