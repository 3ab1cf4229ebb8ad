//! Comparing a signed declaration with what others know.

use crate::{
    Ctx, Error, findings,
    jobs::{CrossCheck, Failure},
};

pub(super) async fn run(ctx: &Ctx, job: CrossCheck) -> Result<(), Failure> {
    match findings::check(ctx, job.version_id).await {
        Ok(_report) => Ok(()),
        Err(Error::NotFound) => Err(Failure::Never("there is no such version".to_owned())),
        Err(error) => Err(error.into()),
    }
}
