//! Filing a tip-off.

use domain::{
    access::{Action, may},
    tip::TipStatus,
};
use entities::{account, tip, tip_photo};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter,
};
use serde_json::json;

use super::{
    Column, NewTip, ReceiptCode,
    about::About,
    content::Content,
    deadline::due_at,
    filed_before::{Before, filed_before},
    padding::pad,
    photo::Photo,
    receipt::{Filed, random_code},
    rough::rough,
};
use crate::{
    Conflict, Ctx, Error, Result, accounts,
    audit::{self, Act, Subject},
    mail, secret,
    throttle::ClientKey,
};

/// Files a tip-off. The same form sent again files nothing and answers with the same receipt; where it says something
/// else than then, that must not be lost, and becomes a tip-off of its own.
///
/// # Errors
/// [`Error::Invalid`] with all of [`NewTip::issues`], or for an `enterprise` or `town` that is not registered;
/// [`Error::Throttled`] after too many tip-offs.
pub async fn file(ctx: &Ctx, new: NewTip, client: ClientKey) -> Result<Filed> {
    new.issues().into_result(())?;
    let about = About::of(ctx, &new).await?;
    let Some(form) = &new.form else {
        admit(ctx, client)?;
        return put(ctx, random_code()?, &new, about).await;
    };
    // A reload is no new tip-off, and is not counted as one: its reporter must see the code again.
    let code = match filed_before(ctx, form, &new, about).await? {
        Before::Filed(filed) => return Ok(filed),
        Before::New(code) => code,
    };
    admit(ctx, client)?;
    match put(ctx, code, &new, about).await {
        // Sent twice at the same moment, and the other one was quicker.
        Err(Error::Conflict(_)) => match filed_before(ctx, form, &new, about).await? {
            Before::Filed(filed) => Ok(filed),
            Before::New(code) => put(ctx, code, &new, about).await,
        },
        other => other,
    }
}

fn admit(ctx: &Ctx, client: ClientKey) -> Result<()> {
    ctx.guards.filing_clients.admit(&client, ctx.steady())?;
    ctx.guards.filing_networks.admit(&client.network(), ctx.steady())?;
    ctx.guards.filings.admit(&(), ctx.steady())
}

async fn put(ctx: &Ctx, code: ReceiptCode, new: &NewTip, about: About) -> Result<Filed> {
    let digits = code.plain();
    let slow = ctx.guards.hashing.run(move || accounts::hash(&digits)).await?;
    let receipt_hash = slow.map_err(|reason| Error::invalid("receipt_code", reason))?;
    let receipt_index = secret::hex(&ctx.keys()?.digest("receipt index", code.plain().as_bytes())?);
    // Its hour is enough for every term, and tells nobody who was at a telephone at that moment.
    let now = rough(ctx.now());
    let tx = ctx.store.write().await?;
    let row = tip::ActiveModel {
        // Its number comes from its key, which the database gives.
        tip_no: Set(receipt_index.clone()),
        receipt_index: Set(receipt_index),
        receipt_hash: Set(receipt_hash),
        kind: Set(new.kind),
        enterprise_id: Set(about.enterprise_id),
        town_id: Set(about.town_id),
        status: Set(TipStatus::Received),
        body: Set(Vec::new()),
        received_at: Set(now),
        due_at: Set(due_at(TipStatus::Received, now, None).unwrap_or(now)),
        ..Default::default()
    };
    let row = row.insert(&tx).await.map_err(|error| Error::on_unique(error, Conflict::TakenJustNow))?;
    let row = seal(&tx, ctx, row, new).await?;
    for photo in &new.photos {
        keep(&tx, ctx, row.id, photo).await?;
    }
    audit::note_roughly(&tx, ctx, Act::FileTip, Subject("tip", row.id), json!({ "photos": new.photos.len() })).await?;
    tell_intake(&tx, ctx, &row).await?;
    tx.commit().await?;
    Ok(Filed { receipt_code: code, tip_no: row.tip_no, due_at: row.due_at })
}

/// Numbers the row and fills in what is encrypted, which is bound to the row's key.
async fn seal(tx: &impl ConnectionTrait, ctx: &Ctx, row: tip::Model, new: &NewTip) -> Result<tip::Model> {
    let (keys, id) = (ctx.keys()?, row.id);
    let body = serde_json::to_vec(&Content::of(new)).map_err(|error| Error::invalid("text", error))?;
    let contact =
        new.contact().map(|contact| keys.seal(Column::TipContact, id, &pad(contact.as_bytes()))).transpose()?;
    let tip_no = format!("{}-{id:04}", row.received_at.day().format("%Y%m%d"));
    let mut row = row.into_active_model();
    row.tip_no = Set(tip_no);
    row.body = Set(keys.seal(Column::TipBody, id, &pad(&body))?);
    row.contact = Set(contact);
    Ok(row.update(tx).await?)
}

async fn keep(tx: &impl ConnectionTrait, ctx: &Ctx, tip_id: i64, photo: &Photo) -> Result<()> {
    let row = tip_photo::ActiveModel {
        tip_id: Set(tip_id),
        image: Set(Vec::new()),
        width: Set(photo.width()),
        height: Set(photo.height()),
        ..Default::default()
    };
    let mut row = row.insert(tx).await?.into_active_model();
    let id = *row.id.as_ref();
    row.image = Set(ctx.keys()?.seal(Column::PhotoImage, id, photo.jpeg())?);
    row.update(tx).await?;
    Ok(())
}

async fn tell_intake(tx: &impl ConnectionTrait, ctx: &Ctx, row: &tip::Model) -> Result<()> {
    let with_mail = account::Entity::find()
        .filter(account::Column::Email.is_not_null())
        .filter(account::Column::DisabledAt.is_null())
        .all(tx)
        .await?;
    for account in with_mail.into_iter().filter(|account| may(account.role, Action::HandleTip)) {
        let Some(recipient) = account.email else { continue };
        mail::queue_roughly(tx, ctx, recipient, &mail::TipArrived { tip_no: &row.tip_no, due_at: row.due_at }).await?;
    }
    Ok(())
}
