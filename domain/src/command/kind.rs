//! Which commands there are, and who asks for them.

use crate::{
    measurement::Interval,
    time::{DAY, HOUR, MINUTE},
};

/// How many seconds an answer is waited for where nobody says otherwise: what is usual on mobile networks (dossier 1.4).
pub const OVER_TIME: i32 = 10;
/// How often a command is sent again where nobody says otherwise (dossier 1.4).
pub const RE_COUNT: i32 = 3;

text_enum! {
    /// What a logger is asked to do.
    pub enum CommandKind {
        /// 1011: say what time it is (提取现场机时间).
        ReadClock = "read-clock",
        /// 1012: set the clock to the portal's (设置现场机时间).
        SetClock = "set-clock",
        /// 1000: wait so long for answers and send so often again (设置超时时间及重发次数).
        SetTimeouts = "set-timeouts",
        /// 2051: send ten-minute data of a stretch again (补传分钟数据).
        Minutes = "minutes",
        /// 2061: send hourly data of a stretch again (补传小时数据).
        Hours = "hours",
        /// 2031: send daily data of a stretch again (补传日数据).
        Days = "days",
        /// 3012: take a sample now (即时采样).
        SampleNow = "sample-now",
        /// 3011: calibrate zero and span (零点校准量程校准).
        Calibrate = "calibrate",
    }
}

text_enum! {
    /// Who asks.
    pub enum AskedBy {
        /// A person, who says why.
        Person = "person",
        /// The logger itself asked for the time (1013).
        ClockRequest = "clock-request",
        /// The portal, because the clock of the logger is off.
        ClockDrift = "clock-drift",
        /// The portal, because means are missing.
        Gap = "gap",
    }
}

impl CommandKind {
    /// CN.
    pub const fn code(self) -> u16 {
        match self {
            Self::SetTimeouts => 1000,
            Self::ReadClock => 1011,
            Self::SetClock => 1012,
            Self::Days => 2031,
            Self::Minutes => 2051,
            Self::Hours => 2061,
            Self::Calibrate => 3011,
            Self::SampleNow => 3012,
        }
    }

    /// Of a back-fill: of which means.
    pub const fn interval(self) -> Option<Interval> {
        match self {
            Self::Minutes => Some(Interval::Minute),
            Self::Hours => Some(Interval::Hour),
            Self::Days => Some(Interval::Day),
            _ => None,
        }
    }

    /// Of a back-fill: how long one of its means lasts, in milliseconds.
    pub const fn length(self) -> Option<i64> {
        match self {
            Self::Minutes => Some(10 * MINUTE),
            Self::Hours => Some(HOUR),
            Self::Days => Some(DAY),
            _ => None,
        }
    }

    /// The most means that one request asks for: a logger sends them one by one beside what it measures. A day of ten minutes,
    /// three days of hours, a month of days.
    pub const fn most(self) -> i64 {
        match self {
            Self::Minutes => 144,
            Self::Hours => 72,
            _ => 31,
        }
    }

    /// Whether it has to name an analyser: there is nothing else to sample or to calibrate.
    pub const fn needs_analyser(self) -> bool {
        matches!(self, Self::SampleNow | Self::Calibrate)
    }

    /// Whether it may name an analyser: the clock may be that of the logger or of one of its analysers.
    pub const fn may_name_analyser(self) -> bool {
        matches!(self, Self::ReadClock | Self::SetClock | Self::SampleNow | Self::Calibrate)
    }

    /// How long it waits for a connection before it has lost its point, in milliseconds. A sample that somebody wants now is
    /// not wanted hours later; what is missing is still missing tomorrow.
    pub const fn waits(self) -> i64 {
        match self {
            Self::ReadClock | Self::SetClock | Self::SampleNow | Self::Calibrate => 30 * MINUTE,
            Self::SetTimeouts | Self::Minutes | Self::Hours | Self::Days => DAY,
        }
    }

    /// How long the result is waited for once it was taken on, in milliseconds. The standard names no time; a calibration with
    /// its gases, or a month of days over a slow line, takes a while.
    pub const fn patience(self) -> i64 {
        match self {
            Self::ReadClock | Self::SetClock | Self::SetTimeouts => 2 * MINUTE,
            Self::Minutes | Self::Hours | Self::Days => 30 * MINUTE,
            Self::SampleNow | Self::Calibrate => 2 * HOUR,
        }
    }
}
