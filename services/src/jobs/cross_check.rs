//! Job: compare a signed declaration with what others know.

use serde::{Deserialize, Serialize};

use super::Failure;
use crate::{Ctx, Error, findings};

/// Its input.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CrossCheck {
    /// Which signed version.
    pub version_id: i64,
}

impl CrossCheck {
    pub(super) async fn run(self, ctx: &Ctx) -> Result<(), Failure> {
        match findings::check(ctx, self.version_id).await {
            Ok(_report) => Ok(()),
            Err(Error::NotFound) => Err(Failure::Never("there is no such version".to_owned())),
            Err(error) => Err(error.into()),
        }
    }
}
