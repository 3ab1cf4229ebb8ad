//! What happens to a tip-off, and when.

use domain::time::{DAY, HOUR, MINUTE, Stamp, start_of};

use super::{
    Ending, Plan,
    talk::{QUESTIONS, TAKEN_UP, THANKS, WAITING},
};
use crate::{city::City, office::worked_from, random::Chance};

/// Something that happens to a tip-off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// It is filed.
    File,
    /// It is taken up.
    Accept,
    /// It is not taken up, and why.
    Decline(&'static str),
    /// It goes to the unit that checks.
    HandOver,
    /// The bureau writes.
    Reply(&'static str),
    /// The reporter writes.
    Write(&'static str),
    /// It is answered, and how.
    Answer(&'static str),
}

/// What happens to the `n`-th tip-off, each with its moment: oldest first, and nothing after `until`.
pub fn course(city: &City, n: usize, plan: &Plan, until: Stamp) -> Vec<(Stamp, Step)> {
    let mut chance = Chance::of("tip", n);
    let arrived = start_of(city.today).minus(i64::from(plan.days_ago) * DAY).plus(minutes(&mut chance, 7, 15));
    let mut steps = vec![(arrived, Step::File)];
    for (day, step) in later(plan, &mut chance) {
        // In office hours, and one after the other where two fall on the same day.
        let at = start_of(arrived.day()).plus(day * DAY).plus(minutes(&mut chance, 9, 8));
        let at = if matches!(step, Step::Write(_)) { at } else { worked_from(at) };
        let before = steps.last().map_or(arrived, |(at, _)| *at);
        steps.push((at.max(before.plus(10 * MINUTE)), step));
    }
    steps.retain(|(at, _)| *at <= until);
    steps
}

/// A moment within `hours` hours from `from` o'clock on.
fn minutes(chance: &mut Chance, from: i64, hours: usize) -> i64 {
    from * HOUR + i64::try_from(chance.below(hours * 60)).unwrap_or(0) * MINUTE
}

/// What comes after the arrival, with days since then.
fn later(plan: &Plan, chance: &mut Chance) -> Vec<(i64, Step)> {
    let accepted = draw(chance, 1, 3);
    let handed_over = accepted + draw(chance, 0, 2);
    let (question, reply) = *chance.pick(&QUESTIONS);
    let mut steps = match plan.ending {
        Ending::Waiting => return vec![(16, Step::Write(WAITING))],
        Ending::Declined(reason) => return vec![(accepted + 3, Step::Decline(reason))],
        Ending::Accepted | Ending::Checking | Ending::Answered(_) => vec![(accepted, Step::Accept)],
    };
    if chance.below(2) == 0 {
        steps.extend([(accepted, Step::Reply(question)), (accepted, Step::Write(reply))]);
    } else {
        steps.push((accepted, Step::Reply(TAKEN_UP)));
    }
    if plan.ending != Ending::Accepted {
        steps.push((handed_over, Step::HandOver));
    }
    if let Ending::Answered(answer) = plan.ending {
        let answered = handed_over + draw(chance, 6, 26);
        steps.push((answered, Step::Answer(answer)));
        if chance.below(3) == 0 {
            steps.push((answered + 1, Step::Write(chance.pick::<&str>(&THANKS))));
        }
    }
    steps
}

/// From `least` to below `least + span`.
fn draw(chance: &mut Chance, least: i64, span: usize) -> i64 {
    least + i64::try_from(chance.below(span)).unwrap_or(0)
}
