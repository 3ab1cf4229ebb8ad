//! Whether a form has been sent before.

use entities::{tip, tip_photo};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::{Column, Filed, NewTip, ReceiptCode, bureau::content_of, content::Content, find::by_index, photo::Photo};
use crate::{Ctx, Result};

/// A tip-off that is there already.
pub(super) struct Before {
    row: tip::Model,
    code: ReceiptCode,
}

/// The tip-off with this code, if there is one. Only for codes that come from a form's key: they are no guesses.
pub(super) async fn filed_before(ctx: &Ctx, code: &ReceiptCode) -> Result<Option<Before>> {
    Ok(by_index(ctx, code).await?.map(|row| Before { row, code: *code }))
}

impl Before {
    /// Whether it says the same as `new`: text, place, contact and photos.
    pub(super) async fn says(&self, ctx: &Ctx, new: &NewTip) -> Result<bool> {
        let (keys, id) = (ctx.keys()?, self.row.id);
        let contact =
            self.row.contact.as_ref().map(|sealed| keys.unseal(Column::TipContact, id, sealed)).transpose()?;
        let same =
            content_of(ctx, &self.row)? == Content::of(new) && contact.as_deref() == new.contact().map(str::as_bytes);
        let photos = tip_photo::Entity::find()
            .filter(tip_photo::Column::TipId.eq(id))
            .order_by_asc(tip_photo::Column::Id)
            .all(ctx.store.read())
            .await?;
        let photos = photos.iter().map(|photo| keys.unseal(Column::PhotoImage, photo.id, &photo.image));
        let photos: Vec<_> = photos.collect::<Result<_>>()?;
        Ok(same && photos.iter().map(Vec::as_slice).eq(new.photos.iter().map(Photo::jpeg)))
    }

    /// Its receipt.
    pub(super) fn receipt(self) -> Filed {
        Filed { receipt_code: self.code, tip_no: self.row.tip_no, due_at: self.row.due_at }
    }
}
