//! Job: note what a reporter did, when the hour in which it was done is over.

use domain::time::Stamp;
use serde::{Deserialize, Serialize};

use super::Failure;
use crate::{
    Ctx,
    tips::{self, Report},
};

/// Its input.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteReport {
    /// About which tip-off.
    pub(crate) tip_id: i64,
    /// In which hour.
    pub(crate) hour: Stamp,
    /// What was done.
    pub(crate) report: Report,
}

impl NoteReport {
    pub(super) async fn run(self, ctx: &Ctx) -> Result<(), Failure> {
        Ok(tips::note(ctx, self.tip_id, self.hour, self.report).await?)
    }
}
