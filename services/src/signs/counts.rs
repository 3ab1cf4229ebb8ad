//! How many signs wait for what.

use domain::{access::Action, sign::SignStatus, time::Stamp};
use entities::sign;
use sea_orm::{ColumnTrait, QueryFilter, QuerySelect};

use super::load::visible;
use crate::{Ctx, Result, accounts::Actor};

/// Numbers of signs in the actor's area.
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
}

/// How many signs wait for what.
///
/// # Errors
/// [`Forbidden`](crate::Error::Forbidden) for a role that does not read them.
pub async fn counts(ctx: &Ctx, actor: &Actor) -> Result<Counts> {
    use sign::Column as C;
    actor.must(Action::ReadSigns)?;
    let waiting: Vec<(SignStatus, Option<Stamp>)> = visible(actor)
        .select_only()
        .columns([C::Status, C::AnswerDue])
        .filter(C::Status.is_in([SignStatus::Open, SignStatus::Asked, SignStatus::Answered]))
        .into_tuple()
        .all(ctx.store.read())
        .await?;
    let now = ctx.now();
    let mut counts = Counts::default();
    for (status, due) in waiting {
        *match status {
            SignStatus::Open => &mut counts.open,
            SignStatus::Answered => &mut counts.answered,
            _ if due.is_some_and(|due| due < now) => &mut counts.unanswered,
            _ => &mut counts.asked,
        } += 1;
    }
    Ok(counts)
}

impl Counts {
    /// What waits for the bureau.
    pub const fn to_do(&self) -> u64 {
        self.open + self.answered + self.unanswered
    }
}
