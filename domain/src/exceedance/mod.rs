//! Exceedance events (超限事件): a run of means that decide and stand above a limit, from the first to the last of them.
//!
//! An event is no ruling. It says that the hourly or daily means that the limit names stood above it, on what figures, and
//! what became of that: whether the bureau found the data sound, why they are no basis, or that somebody goes and looks.

mod furnace;
mod run;
mod state;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

pub use furnace::FurnaceRule;
pub use run::{EventEnd, Point, Run, furnace_days, runs};
pub use state::{ANSWER_TERM, EventOutcome, EventStatus, HANDLING_TERM, Lacks, Refused, Step, ground, next};

pub use crate::dialogue::EventEntryKind;
use crate::{
    limit::{Limit, Standing},
    measurement::DataFlag,
    time::Stamp,
};

text_enum! {
    /// Whose mean decides: the logger's own where it sent one that counts, the portal's where it sent none.
    pub enum MadeBy {
        /// The logger sent it.
        Logger = "logger",
        /// The portal worked it out from what the logger sent, which sent none of the period.
        Portal = "portal",
    }
}

text_enum! {
    /// Why data are no basis for saying that a limit was exceeded (announcement 2022 no. 21, Art 6). The bureau's finding, after
    /// it has looked.
    pub enum Ground {
        /// Start, stop or fault of the plant within the time that its rule allows, with treatment running.
        Condition = "condition",
        /// The analyser was maintained or calibrated.
        Maintenance = "maintenance",
        /// The analyser or the logger was faulty.
        Instrument = "instrument",
        /// The source did not run, and nothing was discharged.
        Halt = "halt",
        /// The limit in the register is not the one that applied.
        Limit = "limit",
        /// Sampling by the book in the same period says otherwise.
        Sampling = "sampling",
    }
}

/// What the bureau has said of an event, as everybody hears it: that somebody goes and looks is not among it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// Nothing yet: nobody has verified it.
    Nothing,
    /// The data are sound.
    Sound,
    /// The data are no basis, and why.
    NoBasis(Option<Ground>),
    /// Nothing of it stands above the limit any more: values were corrected, marks of the enterprise cover them, or another
    /// event has taken its periods over.
    NotCounted,
}

impl Said {
    /// By where an event stands and whether any of its periods still stands above the limit. One of which nothing is left is not
    /// counted whatever the bureau has in hand: otherwise everybody could tell that somebody goes and looks.
    pub const fn of(status: EventStatus, ground: Option<Ground>, is_left: bool) -> Self {
        match status {
            EventStatus::Confirmed => Self::Sound,
            EventStatus::Exempt => Self::NoBasis(ground),
            EventStatus::Gone => Self::NotCounted,
            _ if !is_left => Self::NotCounted,
            EventStatus::Open | EventStatus::Asked | EventStatus::Answered | EventStatus::Inspected => Self::Nothing,
        }
    }
}

/// A period of an event as it was when it was recorded: what it is said of, so that nobody has to believe it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// Whose mean it is.
    pub made_by: MadeBy,
    /// The mean that is held against the limit.
    pub value: Decimal,
    /// The same before conversion to reference oxygen, where both are known.
    pub measured: Option<Decimal>,
    /// The logger's mark; none on the portal's own mean.
    pub flag: Option<DataFlag>,
    /// The portal's own mean of the period, where it counts and the logger's decides.
    pub own: Option<Decimal>,
    /// Valid minutes of the hour or valid hours of the day that the portal knows of, and how many were due.
    pub valid: Option<(u32, u32)>,
    /// The limit of that day.
    pub limit: Limit,
    /// The unit of limit and value.
    pub unit: String,
    /// The oxygen in per cent at which the limit holds, where it holds at one.
    pub reference_oxygen: Option<Decimal>,
    /// Which revision of the mean.
    pub revision: i32,
    /// The frame that brought it, or the newest that it is made of.
    pub frame_id: i64,
}

impl Evidence {
    /// Where the value stands.
    pub fn standing(&self) -> Standing {
        self.limit.judge(self.value)
    }

    /// By how much of the limit it is above; none where the lowest value allowed is the one that is missed.
    pub fn multiple(&self) -> Option<Decimal> {
        self.limit.multiple(self.value)
    }
}

/// Of the periods of an event the worst: the one farthest above the limit in multiples of it; of values below the lowest one
/// allowed, the lowest.
pub fn worst(periods: &[(Stamp, Evidence)]) -> Option<&(Stamp, Evidence)> {
    let weight = |evidence: &Evidence| match (evidence.standing(), evidence.limit.low) {
        (Standing::Below, Some(low)) => low.checked_sub(evidence.value),
        _ => evidence.multiple(),
    };
    periods.iter().max_by_key(|(at, evidence)| (weight(evidence).unwrap_or_default(), std::cmp::Reverse(*at)))
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;
    use crate::limit::Averaging;

    fn evidence(value: Decimal, low: Option<Decimal>, high: Option<Decimal>) -> Evidence {
        let valid_from = "2020-01-01".parse().unwrap();
        Evidence {
            made_by: MadeBy::Logger,
            value,
            measured: None,
            flag: Some(DataFlag::NORMAL),
            own: None,
            valid: None,
            limit: Limit { low, high, averaging: Averaging::Hour, valid_from, valid_to: None },
            unit: "mg/m³".to_owned(),
            reference_oxygen: None,
            revision: 1,
            frame_id: 1,
        }
    }

    #[test]
    fn the_worst_is_the_one_farthest_from_its_own_limit() {
        let high = |value, limit| evidence(value, None, Some(limit));
        // The limit changed in the midst of it: 90 of 50 is worse than 120 of 100.
        let periods = [(Stamp(0), high(dec!(120), dec!(100))), (Stamp(1), high(dec!(90), dec!(50)))];
        assert_eq!(worst(&periods).map(|(at, _)| *at), Some(Stamp(1)));
        let ph = |value| evidence(value, Some(dec!(6)), Some(dec!(9)));
        let acid = [(Stamp(0), ph(dec!(5.9))), (Stamp(1), ph(dec!(4.2))), (Stamp(2), ph(dec!(5)))];
        assert_eq!(worst(&acid).map(|(at, _)| *at), Some(Stamp(1)));
        // Of two that are as bad the first.
        let same = [(Stamp(0), high(dec!(120), dec!(100))), (Stamp(1), high(dec!(120), dec!(100)))];
        assert_eq!(worst(&same).map(|(at, _)| *at), Some(Stamp(0)));
        assert_eq!(worst(&[]), None);
    }
}
