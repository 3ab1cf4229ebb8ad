//! What stands in the store of a declaration.

use domain::declaration::Content;
use sea_orm::DbErr;

use crate::{Error, Result};

/// What a draft or a version says.
pub(crate) fn content(stored: &str) -> Result<Content> {
    serde_json::from_str(stored).map_err(|error| Error::Database(DbErr::Json(error.to_string())))
}
