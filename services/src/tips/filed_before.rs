//! Whether a form has been sent before.

use domain::time::Stamp;

use super::{Filed, ReceiptCode, bureau::content_of, content::Content, find::by_index};
use crate::{Ctx, Result};

/// A tip-off that is there already.
pub(super) struct Before {
    pub content: Content,
    tip_no: String,
    due_at: Stamp,
}

/// The tip-off with this code, if there is one. Only for codes that come from a form's key: they are no guesses.
pub(super) async fn filed_before(ctx: &Ctx, code: &ReceiptCode) -> Result<Option<Before>> {
    let Some(row) = by_index(ctx, code).await? else { return Ok(None) };
    Ok(Some(Before { content: content_of(ctx, &row)?, tip_no: row.tip_no, due_at: row.due_at }))
}

impl Before {
    pub(super) fn receipt(self, receipt_code: ReceiptCode) -> Filed {
        Filed { receipt_code, tip_no: self.tip_no, due_at: self.due_at }
    }
}
