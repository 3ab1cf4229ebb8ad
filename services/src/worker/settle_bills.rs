//! Working out what meters come to, month by month.

use crate::{
    Ctx, feeds,
    jobs::{Failure, SettleBills},
};

pub(super) async fn run(ctx: &Ctx, job: SettleBills) -> Result<(), Failure> {
    Ok(feeds::settle(ctx, job).await?)
}
