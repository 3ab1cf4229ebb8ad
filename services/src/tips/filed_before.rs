//! Whether a form has been sent before.

use domain::case::ViolationKind;
use entities::tip_photo;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde::Serialize;

use super::{
    Column, NewTip, ReceiptCode,
    about::About,
    content::Content,
    find::by_index,
    photo::Photo,
    receipt::{Filed, code_of},
};
use crate::{Ctx, Error, FormKey, Result};

/// What became of a form that may have been sent before.
pub(super) enum Before {
    /// It said the same then: this is its receipt.
    Filed(Filed),
    /// It says this for the first time: this is the code for it.
    New(ReceiptCode),
}

/// What a form says, but for its photos. The receipt code comes from it: the same form saying the same has one code,
/// and what it says differently the next time becomes a tip-off of its own.
#[derive(Serialize)]
struct Said<'a> {
    kind: Option<ViolationKind>,
    about: About,
    content: Content,
    contact: Option<String>,
    photos: &'a [String],
}

/// Whether this form has said this before. Photos may be fewer now: a browser that sends a form once more after a
/// while may have lost them. With more photos it says something new.
pub(super) async fn filed_before(ctx: &Ctx, form: &FormKey, new: &NewTip, about: About) -> Result<Before> {
    let code = |photos: &[String]| {
        let said = Said { kind: new.kind, about, content: Content::of(new), contact: new.contact(), photos };
        let said = serde_json::to_vec(&said).map_err(|error| Error::invalid("text", error))?;
        code_of(form, &said, &ctx.keys()?)
    };
    let plain = code(&[])?;
    let Some(receipt) = receipt(ctx, &plain).await? else { return Ok(Before::New(plain)) };
    if has_all(ctx, receipt.tip_id, &new.photos).await? {
        return Ok(Before::Filed(receipt.filed));
    }
    let digests: Vec<_> = new.photos.iter().map(Photo::digest).collect();
    let with_photos = code(&digests)?;
    Ok(match self::receipt(ctx, &with_photos).await? {
        Some(receipt) => Before::Filed(receipt.filed),
        None => Before::New(with_photos),
    })
}

struct Receipt {
    tip_id: i64,
    filed: Filed,
}

/// The receipt of the tip-off with this code, if there is one. Only for codes that come from a form's key: they are no
/// guesses.
async fn receipt(ctx: &Ctx, code: &ReceiptCode) -> Result<Option<Receipt>> {
    let found = by_index(ctx, code).await?;
    Ok(found.map(|row| Receipt {
        tip_id: row.id,
        filed: Filed { receipt_code: *code, tip_no: row.tip_no, due_at: row.due_at },
    }))
}

async fn has_all(ctx: &Ctx, tip_id: i64, photos: &[Photo]) -> Result<bool> {
    if photos.is_empty() {
        return Ok(true);
    }
    let kept = tip_photo::Entity::find().filter(tip_photo::Column::TipId.eq(tip_id)).all(ctx.store.read()).await?;
    let kept = kept.iter().map(|row| ctx.keys()?.unseal(Column::PhotoImage, row.id, &row.image));
    let kept: Vec<_> = kept.collect::<Result<_>>()?;
    Ok(photos.iter().all(|photo| kept.iter().any(|before| before == photo.jpeg())))
}
