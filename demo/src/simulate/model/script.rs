//! What is peculiar about one channel of one logger.

use chrono::NaiveDate;

use crate::stories::Story;

/// What a channel does besides ordinary running. `since` is the first day; before it the channel is ordinary.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub enum Script {
    /// Nothing peculiar.
    #[default]
    Ordinary,
    /// Always close to this level.
    Level(f64),
    /// Every day from hour `from` to before hour `to` (past midnight where `to` is smaller) around `level`.
    Raised {
        /// First hour of the day.
        from: u32,
        /// First hour of the day that is ordinary again.
        to: u32,
        /// The level, in the unit of the limit.
        level: f64,
        /// First day.
        since: NaiveDate,
    },
    /// A constant with a trembling last digit.
    Flat {
        /// The constant.
        value: f64,
        /// First day.
        since: NaiveDate,
    },
    /// The instrument has a fault (flag D) in two hours of three.
    Failing {
        /// First day.
        since: NaiveDate,
    },
    /// A furnace or boiler is lit every second day at 05:00; for three hours, every other time for five, the level is
    /// this.
    Starts {
        /// The level.
        level: f64,
        /// First day: one with a start.
        since: NaiveDate,
    },
    /// Flow or oxygen of what is lit by a [`Self::Starts`]: the fire is out for three hours before, and what it burns first is
    /// little.
    Lit {
        /// While it is out: a share of the flow, or per cent of oxygen.
        out: f64,
        /// While it starts.
        starting: f64,
        /// First day: one with a start.
        since: NaiveDate,
    },
    /// Three times a day, and six on every third, falls to this level for five minutes.
    Dips {
        /// The level.
        level: f64,
        /// First day.
        since: NaiveDate,
    },
}

impl Script {
    /// Whether an hour lies in the hours of a `Raised` script.
    pub fn raises(from: u32, to: u32, hour: u32) -> bool {
        if from <= to { (from..to).contains(&hour) } else { hour >= from || hour < to }
    }
}

/// The hour at which a furnace is lit.
const LIT_AT: u32 = 5;
/// The hours before for which it is out.
const OUT: u32 = 3;

impl Script {
    /// Whether a `Starts` script holds in an hour, `days` after its first day.
    pub fn starts(days: i64, hour: u32) -> bool {
        let hours = match days.rem_euclid(4) {
            0 if days >= 0 => 3,
            2 if days >= 0 => 5,
            _ => 0,
        };
        (LIT_AT..LIT_AT + hours).contains(&hour)
    }

    /// Whether the fire is out in an hour before a `Starts` script holds.
    pub fn is_out(days: i64, hour: u32) -> bool {
        Self::starts(days, LIT_AT) && (LIT_AT - OUT..LIT_AT).contains(&hour)
    }
}

impl Story {
    /// What a channel of the story's enterprise does, the story beginning on `since`.
    pub fn script(self, pollutant: &str, since: NaiveDate) -> Script {
        match (self, pollutant) {
            (Self::NickelCreep, "w20121") => Script::Raised { from: 6, to: 23, level: 0.63, since },
            (Self::NightDyer, "w01018") => Script::Raised { from: 22, to: 7, level: 91.0, since },
            (Self::ColdFurnace, "a21002") => Script::Raised { from: 5, to: 8, level: 262.0, since },
            (Self::ColdFurnace, "a01901") => Script::Dips { level: 838.0, since },
            (Self::BaseVolume, "w01018") => Script::Level(75.0),
            (Self::BoilerStart, "a21002") => Script::Starts { level: 220.0, since },
            (Self::BoilerStart, "a00000") => Script::Lit { out: 0.06, starting: 0.38, since },
            (Self::BoilerStart, "a19001") => Script::Lit { out: 18.6, starting: 6.8, since },
            (Self::FlatLine, "w01018") => Script::Flat { value: 41.2, since },
            (Self::FailingInstrument, "w21003") => Script::Failing { since },
            _ => Script::Ordinary,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_may_pass_midnight() {
        let night: Vec<_> = (0..24).filter(|&hour| Script::raises(22, 5, hour)).collect();
        assert_eq!(night, [0, 1, 2, 3, 4, 22, 23]);
        assert!(Script::raises(7, 23, 7) && !Script::raises(7, 23, 23));
    }

    #[test]
    fn starts_last_three_and_five_hours_in_turn() {
        let hours = |day| (0..24).filter(|&hour| Script::starts(day, hour)).count();
        assert_eq!((-2..6).map(hours).collect::<Vec<_>>(), [0, 0, 3, 0, 5, 0, 3, 0]);
        let out = |day| (0..24).filter(|&hour| Script::is_out(day, hour)).collect::<Vec<_>>();
        assert_eq!((out(0), out(1), out(2)), (vec![2, 3, 4], vec![], vec![2, 3, 4]));
    }
}
