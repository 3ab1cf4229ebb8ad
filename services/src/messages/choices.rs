//! What somebody wants to be told, and how.

use domain::message_kind::MessageKind;
use entities::{account, message_choice as table};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, sea_query::OnConflict};

use crate::{Ctx, Error, Result, accounts::Actor};

/// How somebody is told of one kind of message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Which kind.
    pub kind: MessageKind,
    /// Whether by mail, where the account has an address.
    pub by_mail: bool,
    /// Whether by the webhook, where the city has one.
    pub by_webhook: bool,
}

impl Choice {
    /// What holds until somebody chooses: everything, by every way.
    const fn of(kind: MessageKind) -> Self {
        Self { kind, by_mail: true, by_webhook: true }
    }
}

/// How somebody is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// What they chose, for each kind of message.
    pub choices: Vec<Choice>,
    /// Whether their account has an address of mail.
    pub has_mail: bool,
    /// Whether the city has a webhook.
    pub has_webhook: bool,
}

/// How the actor is told.
pub async fn told(ctx: &Ctx, actor: &Actor) -> Result<Told> {
    let db = ctx.store.read();
    let rows = table::Entity::find().filter(table::Column::AccountId.eq(actor.account_id)).all(db).await?;
    let chosen = |kind: MessageKind| rows.iter().find(|row| row.kind == kind).map_or(Choice::of(kind), read);
    let person = account::Entity::find_by_id(actor.account_id).one(db).await?.ok_or(Error::NotFound)?;
    Ok(Told {
        choices: MessageKind::ALL.iter().copied().map(chosen).collect(),
        has_mail: person.email.is_some(),
        has_webhook: ctx.webhook().is_set(),
    })
}

/// Keeps what the actor chose for themselves. What everybody is told in any case stays as it is.
pub async fn choose(ctx: &Ctx, actor: &Actor, chosen: &[Choice]) -> Result<()> {
    let tx = ctx.store.write().await?;
    for choice in chosen.iter().filter(|choice| choice.kind.is_optional()) {
        let row = table::ActiveModel {
            account_id: Set(actor.account_id),
            kind: Set(choice.kind),
            by_mail: Set(choice.by_mail),
            by_webhook: Set(choice.by_webhook),
        };
        let same = OnConflict::columns([table::Column::AccountId, table::Column::Kind])
            .update_columns([table::Column::ByMail, table::Column::ByWebhook])
            .to_owned();
        table::Entity::insert(row).on_conflict(same).exec_without_returning(&tx).await?;
    }
    Ok(tx.commit().await?)
}

/// What somebody chose for one kind.
pub(super) async fn of(tx: &impl ConnectionTrait, account_id: i64, kind: MessageKind) -> Result<Choice> {
    if !kind.is_optional() {
        return Ok(Choice::of(kind));
    }
    let row = table::Entity::find_by_id((account_id, kind)).one(tx).await?;
    Ok(row.as_ref().map_or(Choice::of(kind), read))
}

const fn read(row: &table::Model) -> Choice {
    Choice { kind: row.kind, by_mail: row.by_mail, by_webhook: row.by_webhook }
}
