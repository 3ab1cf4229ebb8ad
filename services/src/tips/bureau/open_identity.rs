//! Opening a reporter's identity.

use domain::{
    access::Action,
    input::{Read, Words},
};
use serde_json::json;

use super::load::load;
use crate::{
    Ctx, Error, Result,
    accounts::Actor,
    audit::{self, Act, Subject},
    tips::{Column, padding::unpad},
};

/// The fewest characters of a reason: one that says nothing is none.
pub const SHORTEST_REASON: usize = 5;
/// The most characters of a reason.
pub const LONGEST_REASON: usize = 500;

/// Why an identity is opened.
pub type Reason = Words<SHORTEST_REASON, LONGEST_REASON>;

/// How a reporter can be reached.
#[derive(Clone, PartialEq, Eq)]
pub struct Identity {
    /// What they left.
    pub contact: String,
}

/// Opens a reporter's identity. Noted with its reason before anything is shown; the reporter sees that it happened.
///
/// # Errors
/// [`Error::Invalid`] for the field `reason` when it is too short or too long; [`Error::NotFound`] when there is no
/// such tip-off or its reporter left no contact.
pub async fn open_identity(ctx: &Ctx, custodian: &Actor, tip_no: &str, reason: &str) -> Result<Identity> {
    custodian.must(Action::OpenIdentity)?;
    let reason = Reason::read(reason).map_err(|issue| Error::issue("reason", issue))?;
    let row = load(ctx.store.read(), custodian, tip_no).await?;
    let sealed = row.contact.ok_or(Error::NotFound)?;
    let tx = ctx.store.write().await?;
    let subject = Subject("tip", row.id);
    audit::note(&tx, ctx, Some(custodian), Act::OpenIdentity, subject, json!({ "reason": &*reason })).await?;
    tx.commit().await?;
    let contact = ctx.keys()?.unseal(Column::TipContact, row.id, &sealed)?;
    Ok(Identity { contact: String::from_utf8_lossy(unpad(&contact)).into_owned() })
}

/// An identity is for one pair of eyes, not for a log.
impl std::fmt::Debug for Identity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Identity(…)")
    }
}
