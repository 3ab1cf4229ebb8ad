//! How the portal itself is doing: whether it hears the monitors, takes tip-offs in, and gets its work done.

use domain::time::{MINUTE, Stamp};
use entities::job;
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QuerySelect};

use super::pulse;
use crate::{Ctx, Result};

/// Work that has waited for longer than this is behind.
const BEHIND_AFTER: i64 = 15 * MINUTE;
/// How the queue names the jobs that hand messages over.
const MESSAGES: [&str; 2] = ["send-mail", "post-message"];
/// How it names the job that notes what a reporter did. It is left out: the state of the portal is public, and must not
/// tell when somebody filed a tip-off.
const REPORT: &str = "note-report";

/// The state of the portal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Status {
    /// The moment that it shows.
    pub as_of: Stamp,
    /// Monitored outlets (监测点).
    pub points: usize,
    /// Those of which something came within the last hour.
    pub heard: usize,
    /// When the last of them was heard.
    pub newest: Option<Stamp>,
    /// Whether tip-offs can be filed.
    pub tips_open: bool,
    /// Cross-checks and other work.
    pub work: Queue,
    /// Mails, and messages for the webhook, that are to leave.
    pub mail: Queue,
    /// Whether there is a mail server, or a webhook, that could take them to anybody.
    pub can_tell: bool,
}

/// Work that waits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Queue {
    /// How many.
    pub waiting: usize,
    /// For how many milliseconds the oldest of it has waited; 0 where nothing waits.
    pub oldest: i64,
    /// How many were given up after failing, and wait for a person.
    pub given_up: usize,
}

impl Queue {
    /// Whether it has waited for too long.
    pub const fn is_behind(self) -> bool {
        self.oldest > BEHIND_AFTER
    }

    /// The queue of jobs that were asked for at these moments, each given up or not.
    fn of(jobs: impl Iterator<Item = (Stamp, bool)>, now: Stamp) -> Self {
        jobs.fold(Self::default(), |queue, (at, is_given_up)| {
            if is_given_up {
                return Self { given_up: queue.given_up + 1, ..queue };
            }
            Self { waiting: queue.waiting + 1, oldest: queue.oldest.max(now.since(at)), ..queue }
        })
    }
}

/// The state of the portal. That it can be asked for says already that pages and database answer.
pub async fn status(ctx: &Ctx) -> Result<Status> {
    let now = ctx.now();
    let beats = pulse::beats_of_city(ctx);
    let jobs: Vec<(String, Stamp, Option<Stamp>)> = job::Entity::find()
        .select_only()
        .columns([job::Column::Kind, job::Column::CreatedAt, job::Column::FailedAt])
        // What is to be done later is not late.
        .filter(Condition::any().add(job::Column::RunAfter.lte(now)).add(job::Column::Attempts.gt(0)))
        .into_tuple()
        .all(ctx.store.read())
        .await?;
    let queue = |is_wanted: &dyn Fn(&str) -> bool| {
        let own = jobs.iter().filter(|(kind, ..)| is_wanted(kind));
        Queue::of(own.map(|(_, created, failed)| (*created, failed.is_some())), now)
    };
    Ok(Status {
        as_of: now,
        points: beats.len(),
        heard: beats.values().filter(|beat| beat.is_heard(now)).count(),
        newest: beats.values().filter_map(|beat| beat.last_at).max(),
        tips_open: ctx.keys().is_ok(),
        work: queue(&|kind| !MESSAGES.contains(&kind) && kind != REPORT),
        mail: queue(&|kind| MESSAGES.contains(&kind)),
        can_tell: ctx.mailer().reaches_people() || ctx.webhook().is_set(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jobs::{Job, NoteReport, PostMessage, Report, SendMail};

    #[test]
    fn the_oldest_tells_whether_work_is_behind() {
        let now = Stamp(100 * MINUTE);
        let queue = |ages: &[i64]| Queue::of(ages.iter().map(|age| (now.minus(age * MINUTE), false)), now);
        assert_eq!(queue(&[]), Queue::default());
        assert_eq!(queue(&[3, 15, 1]), Queue { waiting: 3, oldest: 15 * MINUTE, given_up: 0 });
        let failed = Queue::of([(now.minus(MINUTE), true)].into_iter(), now);
        assert_eq!(failed, Queue { waiting: 0, oldest: 0, given_up: 1 });
        assert!(!queue(&[15]).is_behind() && queue(&[1, 16]).is_behind());
    }

    #[test]
    fn jobs_are_known_by_their_names() {
        let note = NoteReport { tip_id: 1, hour: Stamp(0), report: Report::Filed { photos: 0 } };
        let messages = [Job::SendMail(SendMail { mail_id: 1 }), Job::PostMessage(PostMessage { message_id: 1 })];
        assert_eq!(messages.map(|job| job.kind()), MESSAGES);
        assert_eq!(Job::NoteReport(note).kind(), REPORT);
    }
}
