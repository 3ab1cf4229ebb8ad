//! Another credit code or name of an enterprise, which keeps its history under it: what it was called before stays with
//! the day on which that ended.

use domain::{
    credit_code::CreditCode,
    enterprise::FormerKind,
    input::{Read as _, clean},
    time::Day,
};
use entities::{enterprise, former_identity};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use super::{
    By, EnterpriseEntry, Flaw, Reason, Wrong, begin,
    flaw::Faults,
    owners::{former_codes, merged},
    pinyin::pinyin,
    show::seen_of,
    write::amend,
};
use crate::{Ctx, Error, FormKey, Result, Seen, accounts::Actor, once, secret};

/// What an enterprise is called from a day on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// Its credit code.
    pub credit_code: CreditCode,
    /// Its registered name.
    pub name: String,
    /// Its name for readers of English; may be empty.
    pub name_en: String,
    /// The first day of it; not one to come.
    pub from: Day,
}

/// What became of it.
#[derive(Debug)]
pub enum Renamed {
    /// It is written.
    Done,
    /// It is called so already.
    Same,
    /// Nothing was written; what is wrong, by fields.
    Refused(Vec<(&'static str, Wrong)>),
}

/// Gives the enterprise with a credit code another code, another name, or both; once for each form.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`]; [`Error::Conflict`] where it has changed since it was looked at;
/// [`Error::Invalid`] without a reason.
pub async fn rename(
    ctx: &Ctx,
    actor: &Actor,
    credit_code: CreditCode,
    identity: &Identity,
    (reason, seen, form): (&str, &Seen, &FormKey),
) -> Result<Renamed> {
    let mut register = begin(ctx, By::Person(actor)).await?;
    let content = secret::digest(format!("{credit_code} {identity:?} {reason}").as_bytes());
    // Asked first: once it is written, nothing has the old code.
    if once::replayed_with(register.tx(), ctx, actor, &content, form).await? {
        return Ok(Renamed::Done);
    }
    let found = enterprise::Entity::find().filter(enterprise::Column::CreditCode.eq(credit_code));
    let old = found.one(register.tx()).await?.ok_or(Error::NotFound)?;
    seen.must_be(&seen_of::<EnterpriseEntry>(&old))?;
    let name = clean(&identity.name);
    let new = enterprise::Model {
        credit_code: identity.credit_code,
        pinyin: pinyin(&name),
        name,
        name_en: clean(&identity.name_en),
        ..old.clone()
    };
    let mut wrong = check(ctx, identity);
    if new.credit_code != old.credit_code {
        wrong.extend(taken(&register, old.id, new.credit_code).await?.map(|wrong| ("credit_code", wrong)));
    }
    let kept = merged(register.tx(), [old.id].into()).await?.remove(&old.id);
    wrong.extend(kept.map(|kept| ("credit_code", Wrong::Register(Flaw::Merged(kept)))));
    if !wrong.is_empty() {
        return Ok(Renamed::Refused(wrong));
    }
    let reason = Reason::read(reason).map_err(|issue| Error::issue("reason", issue))?;
    if new == old {
        return Ok(Renamed::Same);
    }
    let code = (new.credit_code != old.credit_code).then(|| (FormerKind::Code, credit_code.to_string(), String::new()));
    let named = (new.name != old.name).then(|| (FormerKind::Name, old.name.clone(), old.pinyin.clone()));
    for (kind, said, pinyin) in code.into_iter().chain(named) {
        let (enterprise_id, until) = (Set(old.id), Set(identity.from));
        let (kind, said, pinyin) = (Set(kind), Set(said), Set(pinyin));
        let row = former_identity::ActiveModel { enterprise_id, kind, said, pinyin, until, ..Default::default() };
        row.insert(register.tx()).await?;
    }
    register.by_hand(Some(reason.to_string()));
    amend::<EnterpriseEntry>(&register, &old, new).await?;
    register.commit().await?;
    Ok(Renamed::Done)
}

fn check(ctx: &Ctx, identity: &Identity) -> Vec<(&'static str, Wrong)> {
    let mut faults = Faults::default();
    faults.text("name", &identity.name, 120);
    faults.optional("name_en", &identity.name_en, 200);
    faults.when(identity.from.0 > ctx.now().day(), "from", Flaw::NotYet);
    faults.of(0).map(|fault| (fault.field, Wrong::Register(fault.flaw))).collect()
}

/// Whether another enterprise has this code, or had it before.
async fn taken(register: &super::Register<'_>, own: i64, code: CreditCode) -> Result<Option<Wrong>> {
    let there = enterprise::Entity::find().filter(enterprise::Column::CreditCode.eq(code)).one(register.tx()).await?;
    if there.is_some() {
        return Ok(Some(Wrong::There));
    }
    let former = former_codes(register.tx(), [code].into()).await?;
    let other = former.get(&code).filter(|(id, _)| *id != own);
    Ok(other.map(|(_, now)| Wrong::Register(Flaw::FormerCode(*now))))
}
