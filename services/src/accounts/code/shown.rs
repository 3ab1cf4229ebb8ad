//! Whether a code is right, and that it is not used twice.

use domain::input::clean;
use entities::{account, second_factor};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, sea_query::Expr};
use serde_json::json;

use super::{recovery, totp::step_of};
use crate::{
    Ctx, Error, Result,
    accounts::Actor,
    audit::{self, Act, Subject},
    keys::Column,
};

/// By what somebody has shown that they hold the second factor. Nothing is used up before [`spend`](Self::spend).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::accounts) enum Shown {
    /// The account has none.
    NotNeeded,
    /// By the code of this half minute.
    Step(i64),
    /// By a recovery code.
    Recovery(i64),
}

/// Whether this is a code of the account's; none where it is not, or was used before.
pub(in crate::accounts) async fn look(ctx: &Ctx, account: &account::Model, code: &str) -> Result<Option<Shown>> {
    if account.second_factor_at.is_none() {
        return Ok(Some(Shown::NotNeeded));
    }
    let (db, code) = (ctx.store.read(), clean(code));
    let Some(factor) = second_factor::Entity::find_by_id(account.id).one(db).await? else { return Ok(None) };
    let secret = ctx.keys()?.unseal(Column::SecondFactorSecret, factor.id, &factor.secret)?;
    if let Some(step) = step_of(&secret, &code, ctx.now())? {
        let is_fresh = step > factor.last_step || ctx.second_factor().takes_again();
        return Ok(is_fresh.then_some(Shown::Step(step)));
    }
    Ok(recovery::find(db, account.id, &code).await?.map(Shown::Recovery))
}

impl Shown {
    /// Uses the code up, in the transaction of what it was given for.
    ///
    /// # Errors
    /// [`Error::SignInRefused`] where somebody was quicker with the same code.
    pub(in crate::accounts) async fn spend(
        self,
        tx: &impl ConnectionTrait,
        ctx: &Ctx,
        account: &account::Model,
    ) -> Result<()> {
        let is_spent = match self {
            Self::NotNeeded => account.second_factor_at.is_none(),
            Self::Step(step) => use_step(tx, ctx, account.id, step).await?,
            Self::Recovery(id) => {
                let is_spent = recovery::spend(tx, id, ctx.now()).await?;
                let (actor, left) = (Actor::from(account.clone()), recovery::left(tx, account.id).await?);
                let subject = Subject("account", account.id);
                audit::note(tx, ctx, Some(&actor), Act::UseRecoveryCode, subject, json!({ "codes_left": left }))
                    .await?;
                is_spent
            }
        };
        if is_spent { Ok(()) } else { Err(Error::SignInRefused) }
    }
}

/// Notes the half minute of a code; whether no later one, nor this one, was used before.
async fn use_step(tx: &impl ConnectionTrait, ctx: &Ctx, account_id: i64, step: i64) -> Result<bool> {
    let used = second_factor::Entity::update_many()
        .col_expr(second_factor::Column::LastStep, Expr::value(step))
        .filter(second_factor::Column::Id.eq(account_id))
        .filter(second_factor::Column::LastStep.lt(step))
        .exec(tx)
        .await?;
    Ok(used.rows_affected == 1 || ctx.second_factor().takes_again())
}
