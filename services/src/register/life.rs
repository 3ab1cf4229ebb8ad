//! Opening something to the public from a day on, and closing it, each with a reason.

use domain::{credit_code::CreditCode, sheet::Kind, time::Day};
use sea_orm::{ColumnTrait, EntityTrait, ModelTrait, QueryFilter};

use super::{
    By, Flaw, Reason, begin,
    owners::merged,
    said::{Tabular, of_kind},
    show::{names_around, seen_of},
    write::{amend, may_open},
};
use crate::{Ctx, Error, FormKey, Result, Seen, accounts::Actor, once, secret};

/// What is done to a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LifeAct {
    /// It is opened to the public.
    Open,
    /// It is closed.
    Close,
}

/// What a form wants.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// Of which table it is a row.
    pub kind: Kind,
    /// Its key.
    pub id: i64,
    /// What is to be done.
    pub act: LifeAct,
    /// From which day on; none takes back what has not come yet, or a closing.
    pub day: Option<Day>,
    /// Why.
    pub reason: &'a str,
    /// How the row stood.
    pub seen: &'a Seen,
}

/// What became of it.
#[derive(Debug)]
pub enum Lived {
    /// It is written; whose it is.
    Done(Option<CreditCode>),
    /// It stands like this already.
    Same(Option<CreditCode>),
    /// It cannot be.
    Refused(Flaw),
}

/// Opens a row to the public, closes it, or takes either back; once for each form. What was public stays public.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`] where the row is not there, or is of a table whose rows are not opened or
/// closed; [`Error::Conflict`] where it has changed since it was looked at; [`Error::Invalid`] without a reason.
pub async fn live(ctx: &Ctx, actor: &Actor, wanted: Wanted<'_>, form: &FormKey) -> Result<Lived> {
    of_kind!(wanted.kind, live_as(ctx, actor, wanted, form))
}

async fn live_as<E: Tabular>(ctx: &Ctx, actor: &Actor, wanted: Wanted<'_>, form: &FormKey) -> Result<Lived> {
    use domain::input::Read as _;
    let mut register = begin(ctx, By::Person(actor)).await?;
    let column = match wanted.act {
        LifeAct::Open => E::PUBLIC_FROM,
        LifeAct::Close => E::CLOSED_ON,
    };
    let column = column.ok_or(Error::NotFound)?;
    let found = E::Entity::find().filter(E::ID.eq(wanted.id)).one(register.tx()).await?;
    let old = found.filter(E::is_open).ok_or(Error::NotFound)?;
    let names = names_around(register.tx(), E::under(&old)).await?;
    let field = if E::KIND == Kind::Enterprises { "credit_code" } else { "enterprise" };
    let code = E::said(&old, &names, field).parse().ok();
    let reason = Reason::read(wanted.reason).map_err(|issue| Error::issue("reason", issue))?;
    let content = format!("{} {} {:?} {:?} {}", E::KIND, wanted.id, wanted.act, wanted.day, &*reason);
    if once::replayed_with(register.tx(), ctx, actor, &secret::digest(content.as_bytes()), form).await? {
        return Ok(Lived::Done(code));
    }
    wanted.seen.must_be(&seen_of::<E>(&old))?;
    if E::day(&old, column) == wanted.day {
        return Ok(Lived::Same(code));
    }
    // What belongs to one that is merged can be closed; itself it stands as it is.
    if E::KIND == Kind::Enterprises
        && let Some(kept) = merged(register.tx(), [wanted.id].into()).await?.remove(&wanted.id)
    {
        return Ok(Lived::Refused(Flaw::Merged(kept)));
    }
    let mut new = old.clone();
    new.set(column, wanted.day.into());
    if let Err(flaw) = may_open::<E>(&old, &new, ctx.now()) {
        return Ok(Lived::Refused(flaw));
    }
    register.by_hand(Some(reason.to_string()));
    amend::<E>(&register, &old, new).await?;
    register.commit().await?;
    Ok(Lived::Done(code))
}
