//! Marks (标记) that an enterprise sets on the data of an outlet: that the monitor or the works was not as usual
//! (污染物排放自动监测设备标记规则, MEE announcement 2022 no. 21; domain dossier 2.9).
//!
//! There are two families. A *device mark* (自动监测设备标记) says that the monitor did not work: its data are invalid.
//! A *working-condition mark* (工况标记) says that the works started, stopped or broke down: its data are no basis for an
//! exceedance, but only inside the time limit of the trade, and only where the enterprise states that treatment ran as it
//! must. No mark is no objection: the data stand. What a mark does to a mean says [`effect`] alone.

mod effect;
mod excused;
mod reach;
mod rules;
mod slip;
mod state;
mod timing;

use serde::{Deserialize, Serialize};

pub use effect::{Effect, Why, effect};
pub use reach::{Reach, reach};
pub use rules::{MarkRule, MarkRules};
pub use slip::MarkSlip;
pub use state::{MarkState, MarkStep};
pub use timing::{AHEAD, BACK, LONGEST, can_still_be_marked, check, deadline};

use crate::time::{DAY, Stamp};

text_enum! {
    /// What a mark says.
    pub enum MarkKind {
        /// The monitor is out of order (监测设备故障).
        InstrumentFault = "instrument-fault",
        /// The monitor is being serviced (监测设备维护).
        Maintenance = "maintenance",
        /// The monitor is being calibrated (监测设备校准).
        Calibration = "calibration",
        /// The monitor works, and what it measures does not arrive (数据传输故障).
        Communication = "communication",
        /// The works starts from cold (冷态启动).
        ColdStart = "cold-start",
        /// The works starts while it is still warm (热态启动).
        HotStart = "hot-start",
        /// The works is run down (停止).
        Stop = "stop",
        /// The works or its treatment broke down (生产或治理设施故障).
        Fault = "fault",
        /// The works stands still (停运、停产).
        Stopped = "stopped",
    }
}

/// What is going on, whatever the kind: a start is one whether it is from cold or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Process {
    Device,
    Start,
    Stop,
    Fault,
    Stopped,
}

impl MarkKind {
    /// Whether it is about the monitor, and not about the works.
    pub const fn is_device(self) -> bool {
        matches!(self, Self::InstrumentFault | Self::Maintenance | Self::Calibration | Self::Communication)
    }

    /// Whether its end need not be known when it is set.
    pub const fn may_be_open(self) -> bool {
        matches!(self, Self::InstrumentFault | Self::Stopped)
    }

    /// Whether the enterprise is asked if treatment runs as it must. Where the works stands still there is nothing to treat.
    pub const fn asks_for_treatment(self) -> bool {
        matches!(self, Self::ColdStart | Self::HotStart | Self::Stop | Self::Fault)
    }

    const fn process(self) -> Process {
        match self {
            Self::InstrumentFault | Self::Maintenance | Self::Calibration | Self::Communication => Process::Device,
            Self::ColdStart | Self::HotStart => Process::Start,
            Self::Stop => Process::Stop,
            Self::Fault => Process::Fault,
            Self::Stopped => Process::Stopped,
        }
    }
}

/// A mark of an outlet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// What it says.
    pub kind: MarkKind,
    /// Of which pollutants a device mark speaks, by their codes; none named: of all. A working mark is about all.
    pub pollutants: Vec<String>,
    /// Its first moment.
    pub from: Stamp,
    /// The first moment after it; none as long as nobody has said that it ended.
    pub to: Option<Stamp>,
    /// Whether the enterprise states that treatment ran as it must.
    pub treatment_runs: bool,
}

impl Mark {
    /// The first moment after it, as far as it can be told: an open one ends by itself when it has lasted as long as one may.
    pub fn until(&self) -> Stamp {
        self.to.unwrap_or_else(|| self.from.plus(LONGEST * DAY))
    }

    /// Whether it speaks of a pollutant.
    pub fn is_about(&self, pollutant: &str) -> bool {
        !self.kind.is_device() || self.pollutants.is_empty() || self.pollutants.iter().any(|own| own == pollutant)
    }

    /// Whether it touches a stretch: its first moment, and the first one after it.
    pub fn touches(&self, from: Stamp, to: Stamp) -> bool {
        self.from < to && from < self.until()
    }

    /// Whether both cannot stand beside each other: two of the works at one moment, or two of the monitor about one pollutant.
    pub fn clashes(&self, other: &Self) -> bool {
        let shares = |one: &Self, other: &Self| {
            one.pollutants.is_empty()
                || other.pollutants.is_empty()
                || one.pollutants.iter().any(|code| other.is_about(code))
        };
        let same = match (self.kind.is_device(), other.kind.is_device()) {
            (true, true) => shares(self, other),
            (false, false) => true,
            _ => false,
        };
        same && self.touches(other.from, other.until())
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub fn at(text: &str) -> Stamp {
        Stamp::parse(&format!("2026-11-{text}:00+08:00")).unwrap()
    }

    /// A mark of a stretch in November 2026, such as `22T08:00`; of the works with treatment running.
    pub fn mark(kind: MarkKind, from: &str, to: &str) -> Mark {
        let to = (!to.is_empty()).then(|| at(to));
        Mark { kind, pollutants: Vec::new(), from: at(from), to, treatment_runs: true }
    }

    fn of(kind: MarkKind, pollutants: &[&str]) -> Mark {
        let pollutants = pollutants.iter().map(|&code| code.to_owned()).collect();
        Mark { pollutants, ..mark(kind, "22T08:00", "22T10:00") }
    }

    #[test]
    fn which_marks_cannot_stand_beside_each_other() {
        use MarkKind as K;
        let start = mark(K::ColdStart, "22T08:00", "22T12:00");
        for (other, clashes) in [
            (mark(K::Stop, "22T11:59", "22T13:00"), true),
            (mark(K::Stop, "22T12:00", "22T13:00"), false),
            (mark(K::Stopped, "22T07:00", ""), true),
            (mark(K::Stopped, "22T12:00", ""), false),
            (mark(K::Calibration, "22T09:00", "22T10:00"), false),
        ] {
            assert_eq!(start.clashes(&other), clashes, "{other:?}");
            assert_eq!(other.clashes(&start), clashes, "{other:?}");
        }
        let (all, nox, dust) =
            (of(K::Maintenance, &[]), of(K::Calibration, &["a21002"]), of(K::Calibration, &["a34013"]));
        let both = of(K::InstrumentFault, &["a34013", "a21026"]);
        for (one, other, clashes) in
            [(&all, &nox, true), (&nox, &dust, false), (&dust, &both, true), (&nox, &both, false), (&both, &all, true)]
        {
            assert_eq!((one.clashes(other), other.clashes(one)), (clashes, clashes), "{one:?} {other:?}");
        }
    }

    #[test]
    fn an_open_mark_ends_by_itself() {
        let open = mark(MarkKind::Stopped, "01T00:00", "");
        assert_eq!(open.until(), at("01T00:00").plus(31 * DAY));
        assert!(open.touches(at("20T00:00"), at("20T01:00")));
        assert!(!open.touches(open.until(), open.until().plus(1)));
    }
}
