//! Messages of the dialogue.

use domain::{input::Read, time::HOUR, tip::TipAuthor};
use entities::tip_message;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter,
};

use super::{
    Column, Said,
    find::find,
    follow::read,
    padding::{pad, unpad},
    report::follow_up,
};
use crate::{Ctx, Error, FormKey, Result, audit::Subject, jobs::Report, once::replayed_at, throttle::ClientKey};

/// Adds a message of the reporter, whatever state the tip-off is in. The same form sent again adds nothing, unless it
/// says something else by now: nobody's words are thrown away.
///
/// # Errors
/// As [`follow`](super::follow), and [`Error::Invalid`] for the field `text` when it is empty or too long.
pub async fn write(ctx: &Ctx, code: &str, text: &str, form: Option<&FormKey>, client: ClientKey) -> Result<()> {
    let text = &*checked("text", text)?;
    let tip = find(ctx, &read(code)?, client).await?;
    let subject = Subject("tip", tip.id);
    // A reporter's hour, not their millisecond: who knows when somebody was at a telephone must not find them here.
    let ctx = &ctx.by_the_hour(ctx.now());
    let tx = ctx.store.write().await?;
    if let Some(form) = form
        && replayed_at(&tx, ctx, subject, form).await?
        && is_written(&tx, ctx, tip.id, TipAuthor::Reporter, text).await?
    {
        return Ok(());
    }
    let limits = ctx.tip_limits();
    limits.messages.admit(&tip.id, ctx.steady())?;
    let writing = async {
        let message = put(&tx, ctx, tip.id, TipAuthor::Reporter, text).await?;
        follow_up(&tx, ctx, tip.id, Report::Wrote { message }).await?;
        Ok::<(), Error>(tx.commit().await?)
    };
    // What was not written is not counted either.
    writing.await.inspect_err(|_| limits.messages.forgive(&tip.id))
}

/// A text that somebody wrote, as it is kept.
pub(super) fn checked(field: &'static str, text: &str) -> Result<Said> {
    Said::read(text).map_err(|issue| Error::issue(field, issue))
}

/// Whether this side has written this very text before.
pub(super) async fn is_written(
    tx: &impl ConnectionTrait,
    ctx: &Ctx,
    tip_id: i64,
    author: TipAuthor,
    text: &str,
) -> Result<bool> {
    let own = tip_message::Entity::find()
        .filter(tip_message::Column::TipId.eq(tip_id))
        .filter(tip_message::Column::Author.eq(author));
    let keys = ctx.keys()?;
    for row in own.all(tx).await? {
        if unpad(&keys.unseal(Column::MessageBody, row.id, &row.body)?) == text.as_bytes() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Adds a message and returns its key.
pub(super) async fn put(
    tx: &impl ConnectionTrait,
    ctx: &Ctx,
    tip_id: i64,
    author: TipAuthor,
    text: &str,
) -> Result<i64> {
    // A reporter's hour may have begun before the bureau wrote in it: what came first says the key, and nobody learns the minute.
    let at = match author {
        TipAuthor::Reporter => ctx.now().floor(HOUR),
        TipAuthor::Bureau => ctx.now(),
    };
    let row = tip_message::ActiveModel {
        tip_id: Set(tip_id),
        author: Set(author),
        body: Set(Vec::new()),
        at: Set(at),
        ..Default::default()
    };
    // Twice, because what is encrypted is bound to the row's key, which the database gives.
    let mut row = row.insert(tx).await?.into_active_model();
    let id = *row.id.as_ref();
    row.body = Set(ctx.keys()?.seal(Column::MessageBody, id, &pad(text.as_bytes()))?);
    row.update(tx).await?;
    Ok(id)
}
