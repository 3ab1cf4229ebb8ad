//! Making a token.

use chrono::NaiveDate;
use domain::{
    access::{Scopes, may_last},
    input::{Issue, Words},
    time::Day,
};
use entities::api_token;
use sea_orm::{ActiveModelTrait, ActiveValue::Set};
use serde_json::json;

use super::{ApiToken, owner::Owner};
use crate::{
    Conflict, Ctx, Error, FormKey, Result,
    accounts::{Actor, Proof, confirm_both},
    audit::{self, Act, Subject},
    input::Issues,
    once,
};

/// What a token is called: the department, or the program.
pub type Title = Words<1, 60>;

/// The fields of a token that is to be made, in the order of its form.
pub const FIELDS: &[&str] = &["name", "scopes", "last_day", "password", "code"];

/// A token that is to be made.
#[derive(Clone, Debug)]
pub struct NewToken {
    /// What it is called.
    pub name: Title,
    /// What it is for. One of an enterprise files declarations, whatever stands here.
    pub scopes: Scopes,
    /// The last day on which it is taken.
    pub last_day: NaiveDate,
}

/// A token that was just made. It is not to be had again.
#[derive(Clone, Debug)]
pub struct Issued {
    /// The secret.
    pub token: ApiToken,
    /// What it is called.
    pub name: String,
    /// The last day on which it is taken.
    pub last_day: NaiveDate,
}

/// Makes a token; the person gives their password for it, and a code where they have a second factor. A form that is sent again makes none, and cannot show the first
/// one again either.
///
/// # Errors
/// [`Error::SignInRefused`] for a wrong password; [`Error::Invalid`] for the fields `scopes`, `last_day` and `code`;
/// [`Conflict::SentBefore`].
pub async fn create<'a>(
    ctx: &Ctx,
    actor: &Actor,
    form: &FormKey,
    proof: impl Into<Proof<'a>>,
    new: NewToken,
) -> Result<Issued> {
    let proof = proof.into();
    let owner = Owner::of(actor)?;
    let scopes = owner.scopes(&new.scopes);
    check(ctx, &scopes, new.last_day)?;
    if once::was_sent(ctx, actor, form).await? {
        return Err(Conflict::SentBefore.into());
    }
    let confirmed = confirm_both(ctx, actor, proof).await?;
    let token = ApiToken::generate();
    let tx = ctx.store.write().await?;
    if once::replayed(&tx, ctx, actor, form).await? {
        return Err(Conflict::SentBefore.into());
    }
    confirmed.still_holds(&tx, ctx).await?;
    let row = api_token::ActiveModel {
        digest: Set(token.digest()),
        hint: Set(token.hint()),
        name: Set(new.name.into_string()),
        scopes: Set(scopes),
        enterprise_id: Set(owner.enterprise_id()),
        created_by: Set(actor.account_id),
        created_at: Set(ctx.now()),
        last_day: Set(Day(new.last_day)),
        ..Default::default()
    };
    let row = row.insert(&tx).await?;
    let detail = json!({ "scopes": row.scopes.to_string(), "enterprise": row.enterprise_id, "last_day": row.last_day });
    audit::note(&tx, ctx, Some(actor), Act::CreateToken, Subject("api_token", row.id), detail).await?;
    tx.commit().await?;
    Ok(Issued { token, name: row.name, last_day: new.last_day })
}

fn check(ctx: &Ctx, scopes: &Scopes, last_day: NaiveDate) -> Result<()> {
    let mut issues = Issues::default();
    if scopes.is_empty() {
        issues.add("scopes", Issue::NoChoice);
    }
    issues.note("last_day", may_last(ctx.now().day(), last_day));
    issues.in_order(FIELDS);
    if issues.is_empty() { Ok(()) } else { Err(Error::Invalid(issues)) }
}
