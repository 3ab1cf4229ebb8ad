//! How many events wait for what.

use domain::{access::Action, exceedance::EventStatus, time::Stamp};
use entities::exceedance;
use sea_orm::{ColumnTrait, FromQueryResult, QueryFilter, QuerySelect};

use super::load::visible;
use crate::{Ctx, Result, accounts::Actor};

/// Numbers of events in the actor's area.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Nobody has looked.
    pub open: u64,
    /// The enterprise said what happened.
    pub answered: u64,
    /// With the enterprise, in time.
    pub asked: u64,
    /// With the enterprise, and late.
    pub unanswered: u64,
    /// Of those that wait for the bureau, past its own term.
    pub overdue: u64,
    /// Of all of these, those that may go on.
    pub running: u64,
}

/// An event that is not settled.
#[derive(FromQueryResult)]
struct Waiting {
    status: EventStatus,
    ended: Option<String>,
    handle_due: Stamp,
    answer_due: Option<Stamp>,
}

/// How many events wait for what.
///
/// # Errors
/// [`Forbidden`](crate::Error::Forbidden) for a role that does not read them.
pub async fn counts(ctx: &Ctx, actor: &Actor) -> Result<Counts> {
    use exceedance::Column as C;
    actor.must(Action::ReadExceedances)?;
    let waiting: Vec<Waiting> = visible(actor)
        .select_only()
        .columns([C::Status, C::Ended, C::HandleDue, C::AnswerDue])
        .filter(C::Status.is_in([EventStatus::Open, EventStatus::Asked, EventStatus::Answered]))
        .into_model()
        .all(ctx.store.read())
        .await?;
    let now = ctx.now();
    let mut counts = Counts::default();
    for one in waiting {
        let late = one.answer_due.is_some_and(|due| due < now);
        let own = match one.status {
            EventStatus::Open => &mut counts.open,
            EventStatus::Answered => &mut counts.answered,
            _ if late => &mut counts.unanswered,
            _ => &mut counts.asked,
        };
        *own += 1;
        let waits = one.status != EventStatus::Asked || late;
        counts.overdue += u64::from(waits && one.ended.is_some() && one.handle_due < now);
        counts.running += u64::from(one.ended.is_none());
    }
    Ok(counts)
}

impl Counts {
    /// What waits for the bureau.
    pub const fn to_do(&self) -> u64 {
        self.open + self.answered + self.unanswered
    }
}
