//! Writing a new version.

use domain::{access::Action, input::Text, site::Site};
use entities::site_setting;
use sea_orm::{ActiveModelTrait, ActiveValue::Set};
use serde_json::json;

use super::{newest, seal, seen};
use crate::{
    Ctx, Error, FormKey, Result, Seen,
    accounts::Actor,
    audit::{self, Act, Subject},
    input::Issues,
    once,
    store::{Turn, alone},
};

/// The most characters of a reason.
const LONGEST_REASON: usize = 500;

/// What is to be said from now on.
#[derive(Clone, Debug)]
pub struct Change {
    /// All of it.
    pub site: Site,
    /// Why.
    pub reason: String,
}

/// What becomes of the seal.
#[derive(Clone, Debug)]
pub enum Seal {
    /// This file takes its place.
    Picture(Vec<u8>),
    /// There is none any more.
    None,
}

impl Change {
    /// What is wrong with it; the reason is asked for too.
    ///
    /// # Errors
    /// [`Error::Invalid`] with all of it.
    pub fn sound(self) -> Result<(Site, Text)> {
        let site = self.site.tidy();
        let mut issues: Issues = site.issues().into_iter().collect();
        let reason = issues.note("reason", Text::read(&self.reason, 1..=LONGEST_REASON));
        match reason {
            Some(reason) => issues.into_result((site, reason)),
            None => Err(Error::Invalid(issues)),
        }
    }
}

/// Writes a new version, which holds at once. The same form sent again writes nothing.
///
/// # Errors
/// [`Error::Forbidden`], [`Error::Invalid`] with all that is wrong, a conflict where somebody else wrote one meanwhile.
pub async fn save(ctx: &Ctx, actor: &Actor, form: &FormKey, as_seen: &Seen, change: Change) -> Result<()> {
    actor.must(Action::ManageSite)?;
    let (site, reason) = change.sound()?;
    write(ctx, actor, form, as_seen, reason, |before| Ok((site.clone(), before.and_then(|row| row.seal)))).await
}

/// Puts another picture in the place of the seal, or takes it away. `first` is what holds where nobody has written a version.
///
/// # Errors
/// As [`save`].
pub async fn set_seal(
    ctx: &Ctx,
    actor: &Actor,
    form: &FormKey,
    as_seen: &Seen,
    first: &Site,
    change: (Seal, String),
) -> Result<()> {
    actor.must(Action::ManageSite)?;
    let (seal, reason) = change;
    let mut issues = Issues::default();
    let reason = issues.note("seal_reason", Text::read(&reason, 1..=LONGEST_REASON));
    let picture = match seal {
        Seal::None => Some(None),
        // A picture of this size is decoded in a few milliseconds.
        Seal::Picture(file) => issues.note("seal", seal::clean(&file)).map(Some),
    };
    let (Some(reason), Some(picture)) = (reason, picture) else { return Err(Error::Invalid(issues)) };
    let kept = |before: Option<site_setting::Model>| {
        let site = before.map(|row| serde_json::from_str(&row.content)).transpose().map_err(unreadable)?;
        Ok((site.unwrap_or_else(|| first.clone()), picture.clone()))
    };
    write(ctx, actor, form, as_seen, reason, kept).await
}

async fn write(
    ctx: &Ctx,
    actor: &Actor,
    form: &FormKey,
    as_seen: &Seen,
    reason: Text,
    content: impl FnOnce(Option<site_setting::Model>) -> Result<(Site, Option<Vec<u8>>)>,
) -> Result<()> {
    let tx = ctx.store.write().await?;
    alone(&tx, Turn::Site).await?;
    if once::replayed(&tx, ctx, actor, form).await? {
        return Ok(());
    }
    let before = newest(&tx).await?;
    as_seen.must_be(&seen(before.as_ref()))?;
    let (site, seal) = content(before)?;
    let has_seal = seal.is_some();
    let row = site_setting::ActiveModel {
        at: Set(ctx.now()),
        account_id: Set(actor.account_id),
        reason: Set(reason.into_string()),
        content: Set(serde_json::to_string(&site).map_err(unreadable)?),
        seal: Set(seal),
        ..Default::default()
    };
    let row = row.insert(&tx).await?;
    let subject = Subject("site_setting", row.id);
    audit::note(&tx, ctx, Some(actor), Act::ChangeSite, subject, json!({ "seal": has_seal })).await?;
    tx.commit().await?;
    ctx.site().refresh(&ctx.store).await
}

fn unreadable(error: serde_json::Error) -> Error {
    Error::Io { what: "the site's settings".to_owned(), source: error.into() }
}
