//! What a finding was made from.

use domain::crosscheck;
use entities::finding;
use sea_orm::DbErr;

use crate::{Error, Result};

/// The finding as the rule made it: sentence, figures, and the evidence behind them.
pub fn frozen(row: &finding::Model) -> Result<crosscheck::Finding> {
    serde_json::from_str(&row.inputs).map_err(|error| Error::Database(DbErr::Json(error.to_string())))
}

/// The text that the store keeps of it.
pub(super) fn freeze(finding: &crosscheck::Finding) -> Result<String> {
    serde_json::to_string(finding).map_err(|error| Error::Database(DbErr::Json(error.to_string())))
}
