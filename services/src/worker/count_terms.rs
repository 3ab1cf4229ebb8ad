//! Counting the terms of what is open anew, once the working days are known better.

use crate::{Ctx, exceedances, findings, jobs::Failure, signs, tips, working_days};

pub(super) async fn run(ctx: &Ctx) -> Result<(), Failure> {
    // From the store: the calendar in memory may be some seconds behind.
    let calendar = working_days::read(ctx.store.read()).await?;
    tips::count_terms(ctx, &calendar).await?;
    findings::count_terms(ctx, &calendar).await?;
    exceedances::count_terms(ctx, &calendar).await?;
    Ok(signs::count_terms(ctx, &calendar).await?)
}
