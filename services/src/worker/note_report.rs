//! Noting what a reporter did.

use crate::{
    Ctx,
    jobs::{Failure, NoteReport},
    tips,
};

pub(super) async fn run(ctx: &Ctx, job: NoteReport) -> Result<(), Failure> {
    Ok(tips::note(ctx, job).await?)
}
