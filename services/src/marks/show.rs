//! One mark.

use domain::{
    access::{Action, may},
    time::Stamp,
};

use super::{
    load::{one, own, visible},
    row::{MarkRow, rows},
};
use crate::{Ctx, Error, Result, accounts::Actor};

/// A mark with what somebody may do with it.
#[derive(Clone, Debug)]
pub struct MarkView {
    /// The mark.
    pub row: MarkRow,
    /// Whether this person may take the steps that are open.
    pub may: bool,
    /// Now.
    pub now: Stamp,
}

/// One of the own enterprise. Nobody of the bureau is named.
///
/// # Errors
/// [`NotFound`](Error::NotFound) for somebody else's.
pub async fn show_own(ctx: &Ctx, actor: &Actor, id: i64) -> Result<MarkView> {
    actor.must(Action::ReadOwnEnterprise)?;
    let loaded = one(ctx.store.read(), own(actor), id).await?;
    let mut row = rows(ctx, vec![loaded]).await?.pop().ok_or(Error::NotFound)?;
    for step in row.steps.iter_mut().filter(|step| step.step.is_of_bureau()) {
        step.by = None;
    }
    Ok(MarkView { row, may: may(actor.role, Action::SetMark), now: ctx.now() })
}

/// One for the bureau, in the actor's area.
///
/// # Errors
/// [`NotFound`](Error::NotFound) for one of another area.
pub async fn show(ctx: &Ctx, actor: &Actor, id: i64) -> Result<MarkView> {
    actor.must(Action::ReadMarks)?;
    let loaded = one(ctx.store.read(), visible(actor), id).await?;
    let row = rows(ctx, vec![loaded]).await?.pop().ok_or(Error::NotFound)?;
    Ok(MarkView { row, may: may(actor.role, Action::JudgeMark), now: ctx.now() })
}
