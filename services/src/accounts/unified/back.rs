//! A browser that comes back.

use entities::{account, unified_identity};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ConnectionTrait, EntityTrait, IntoActiveModel, QuerySelect};
use serde_json::json;

use super::{AttemptToken, Failure, attempt, identity};
use crate::{
    Ctx, Error, Result,
    accounts::{self, SessionToken, sign_in, standing::is_open},
    oidc::Person,
};

/// What a browser brings.
#[derive(Clone, Copy, Default)]
pub struct Answer<'a> {
    /// What stands for the tokens.
    pub code: Option<&'a str>,
    /// What it was sent with.
    pub state: Option<&'a str>,
    /// Which provider it comes from.
    pub issuer: Option<&'a str>,
    /// Why there is no code.
    pub error: Option<&'a str>,
}

/// What became of it.
#[derive(Debug)]
pub enum Back {
    /// They are in, and on their way to where they wanted to go.
    Entered(SessionToken, String),
    /// Their account is linked.
    Linked,
    /// They have something more to show: a code, or which account is theirs.
    Waits,
}

/// Takes in a browser that comes back. What it was sent with counts once, whatever becomes of it.
///
/// # Errors
/// [`Failure`].
pub async fn back(
    ctx: &Ctx,
    token: Option<&AttemptToken>,
    answer: Answer<'_>,
    shown: Option<&SessionToken>,
) -> Result<Back, Failure> {
    let provider = ctx.oidc().ok_or(Error::NotFound)?;
    let token = token.ok_or(Failure::OtherBrowser)?;
    let secrets = token.secrets();
    // Before anything is used up: what another site makes a browser ask for must not end a sign-in that is under way.
    if answer.state != Some(secrets.state.as_str()) {
        return Err(Failure::OtherBrowser);
    }
    let attempt = attempt::come_back(ctx, token).await?;
    let code = match (answer.code, answer.error) {
        (Some(code), None) => code,
        (_, error) => return Err(Failure::Denied(denied(error))),
    };
    let person = provider.who(ctx, code, answer.issuer, &secrets).await?;
    match attempt.account_id {
        Some(account_id) => link(ctx, account_id, &person, shown).await.map(|()| Back::Linked),
        None => enter(ctx, &attempt.id, attempt.next, &person, shown).await,
    }
}

/// The provider's reason, as far as it is one of the protocol's: it goes to the log.
fn denied(error: Option<&str>) -> String {
    const KNOWN: [&str; 9] = [
        "access_denied",
        "login_required",
        "interaction_required",
        "invalid_request",
        "invalid_scope",
        "unauthorized_client",
        "unsupported_response_type",
        "server_error",
        "temporarily_unavailable",
    ];
    error.and_then(|error| KNOWN.iter().find(|known| **known == error)).map_or("no reason", |known| *known).to_owned()
}

/// Links the account that asked for it, in the session that asked for it.
async fn link(ctx: &Ctx, account_id: i64, person: &Person, shown: Option<&SessionToken>) -> Result<(), Failure> {
    let shown = shown.ok_or(Failure::NotSignedIn)?;
    let actor = match accounts::actor(ctx, shown).await {
        Ok(actor) if actor.account_id == account_id => actor,
        Ok(_) | Err(Error::Unauthenticated | Error::NeedsSecondFactor) => return Err(Failure::NotSignedIn),
        Err(failure) => return Err(failure.into()),
    };
    let tx = ctx.store.write().await?;
    let account = account::Entity::find_by_id(actor.account_id).lock_exclusive().one(&tx).await?;
    let account = account.filter(|account| is_open(account, ctx.now())).ok_or(Failure::NotSignedIn)?;
    identity::put(&tx, ctx, &account, person).await?;
    tx.commit().await?;
    Ok(())
}

/// Lets in whom the portal knows, where nothing more is asked for.
async fn enter(
    ctx: &Ctx,
    attempt: &str,
    next: String,
    person: &Person,
    shown: Option<&SessionToken>,
) -> Result<Back, Failure> {
    let tx = ctx.store.write().await?;
    let Some((identity, account)) = known(&tx, person).await? else {
        attempt::keep(&tx, ctx, attempt, person).await?;
        tx.commit().await?;
        return Ok(Back::Waits);
    };
    if !is_open(&account, ctx.now()) {
        return Err(Failure::Ended);
    }
    if account.second_factor_at.is_some() {
        attempt::keep(&tx, ctx, attempt, person).await?;
        tx.commit().await?;
        return Ok(Back::Waits);
    }
    let token = begin(&tx, ctx, attempt, (identity, &account), shown).await?;
    tx.commit().await?;
    Ok(Back::Entered(token, next))
}

/// Whose account somebody's link leads to. The account stays as it is until the transaction ends.
pub(super) async fn known(
    tx: &impl ConnectionTrait,
    person: &Person,
) -> Result<Option<(unified_identity::Model, account::Model)>> {
    let Some(identity) = identity::find(tx, person).await? else { return Ok(None) };
    let account = account::Entity::find_by_id(identity.account_id).lock_exclusive().one(tx).await?;
    Ok(account.map(|account| (identity, account)))
}

/// Begins a session by a link, and ends the attempt that led to it.
pub(super) async fn begin(
    tx: &impl ConnectionTrait,
    ctx: &Ctx,
    attempt: &str,
    (identity, account): (unified_identity::Model, &account::Model),
    shown: Option<&SessionToken>,
) -> Result<SessionToken> {
    let mut used = identity.into_active_model();
    used.used_at = Set(Some(ctx.now()));
    used.update(tx).await?;
    attempt::end(tx, attempt).await?;
    sign_in::begin(tx, ctx, account, shown, json!({ "by": "unified-identity" })).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_provider_says_of_a_person_reaches_no_log() {
        assert_eq!(denied(Some("access_denied")), "access_denied");
        for other in [None, Some("张三 is not known"), Some("Access_denied")] {
            assert_eq!(denied(other), "no reason");
        }
    }
}
