//! What was said of the values of a stretch: marks of the enterprise, and events of exceedance. An archive has them as lines.

use domain::{
    exceedance::{EventEnd, EventOutcome, EventStatus, Evidence, Ground},
    limit::Averaging,
    mark::{MarkKind, MarkStep},
    time::Stamp,
};
use entities::{exceedance, exceedance_period, mark, mark_step};
use serde::{Deserialize, Serialize};

/// A moment, for programs and for people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Moment {
    /// Milliseconds since 1970 in UTC.
    pub ms: i64,
    /// The same, in Beijing's time, to the second.
    pub at: String,
}

impl Moment {
    /// A moment.
    pub fn of(stamp: Stamp) -> Self {
        Self { ms: stamp.0, at: stamp.rfc3339() }
    }

    /// For programs.
    pub const fn stamp(&self) -> Stamp {
        Stamp(self.ms)
    }

    /// Whether both say the same.
    pub fn is_told_once(&self) -> bool {
        self.stamp().rfc3339() == self.at
    }
}

/// A mark that is in force.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mark {
    pub id: i64,
    pub kind: MarkKind,
    /// Codes of the pollutants of which it speaks, with blanks between them; empty: of all.
    pub pollutants: String,
    pub from: Moment,
    /// The first moment after it; absent where it was set open, and then told by the step that ended it.
    pub to: Option<Moment>,
    /// Whether the enterprise stated that treatment ran as it must.
    pub treatment_runs: bool,
    pub note: String,
    /// Whether it was set late, so that the bureau had to grant it, and why it was late.
    pub asked_for: bool,
    pub reason: String,
    pub set: Moment,
    /// The key of the account that set it.
    pub account: i64,
    /// What became of it, oldest first.
    pub steps: Vec<Course>,
}

/// What became of a mark.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Course {
    pub step: MarkStep,
    pub done: Moment,
    pub account: i64,
    /// Of an open mark that ended: the first moment after it.
    pub ended: Option<Moment>,
    pub reason: String,
}

/// An event of exceedance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Event {
    pub id: i64,
    pub pollutant: String,
    pub averaging: Averaging,
    /// The start of the first period, and of the last one.
    pub began: Moment,
    pub last: Moment,
    /// Why it goes on no longer; absent while it may.
    pub ended: Option<EventEnd>,
    pub status: EventStatus,
    pub recorded: Moment,
    pub outcome: Option<EventOutcome>,
    pub ground: Option<Ground>,
    pub closed: Option<Moment>,
    /// The key of the account that settled it.
    pub closed_by: Option<i64>,
    /// Its periods in all editions, by their starts.
    pub editions: Vec<Entry>,
}

/// A period of an event, as it was recorded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    pub period: Moment,
    /// 1, and one more each time that it came out otherwise.
    pub edition: i32,
    /// Whether it stands above the limit by this edition.
    pub is_over: bool,
    pub recorded: Moment,
    /// Value, limit, and the frame that they come from.
    pub evidence: Evidence,
}

impl Mark {
    /// A stored one.
    pub fn of(row: mark::Model, steps: Vec<mark_step::Model>) -> Self {
        let steps = steps.into_iter().map(|step| Course {
            step: step.step,
            done: Moment::of(step.at),
            account: step.account_id,
            ended: step.ended_at.map(Moment::of),
            reason: step.reason,
        });
        Self {
            id: row.id,
            kind: row.kind,
            pollutants: row.pollutants,
            from: Moment::of(row.from_at),
            to: row.to_at.map(Moment::of),
            treatment_runs: row.treatment_runs,
            note: row.note,
            asked_for: row.asked_for,
            reason: row.reason,
            set: Moment::of(row.set_at),
            account: row.account_id,
            steps: steps.collect(),
        }
    }

    /// All moments of it.
    pub fn moments(&self) -> impl Iterator<Item = &Moment> {
        let of_steps = self.steps.iter().flat_map(|step| [Some(&step.done), step.ended.as_ref()]);
        [Some(&self.from), self.to.as_ref(), Some(&self.set)].into_iter().chain(of_steps).flatten()
    }
}

impl Event {
    /// A stored one. None where what a period rests on cannot be read.
    pub fn of(row: exceedance::Model, periods: Vec<exceedance_period::Model>) -> Option<Self> {
        let edition = |period: exceedance_period::Model| {
            Some(Entry {
                period: Moment::of(period.at),
                edition: period.edition,
                is_over: period.is_over,
                recorded: Moment::of(period.recorded_at),
                evidence: serde_json::from_str(&period.evidence).ok()?,
            })
        };
        Some(Self {
            id: row.id,
            pollutant: row.pollutant,
            averaging: row.averaging,
            began: Moment::of(row.began_at),
            last: Moment::of(row.last_at),
            ended: row.ended,
            status: row.status,
            recorded: Moment::of(row.recorded_at),
            outcome: row.outcome,
            ground: row.ground,
            closed: row.closed_at.map(Moment::of),
            closed_by: row.closed_by,
            editions: periods.into_iter().map(edition).collect::<Option<_>>()?,
        })
    }

    /// All moments of it.
    pub fn moments(&self) -> impl Iterator<Item = &Moment> {
        let of_editions = self.editions.iter().flat_map(|edition| [&edition.period, &edition.recorded]);
        [&self.began, &self.last, &self.recorded].into_iter().chain(self.closed.as_ref()).chain(of_editions)
    }
}
