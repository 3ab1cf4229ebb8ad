//! Whom or which meter deliveries are about, and who of the register that is.

use domain::{delivery::SubjectState, matching::KnownBy, sheet::Kind, time::Stamp};
use sea_orm::entity::prelude::*;

/// A row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "feed_subject")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// In deliveries of which kind.
    #[sea_orm(unique_key = "kind_word")]
    pub kind: Kind,
    /// What it is known by there: the number of a meter, or `code:`, `permit:` or `name:` and what follows.
    #[sea_orm(unique_key = "kind_word")]
    pub word: String,
    /// The credit code that was said of it last.
    pub credit_code: Option<String>,
    /// The permit number that was said of it last.
    pub permit_no: String,
    /// The name that was said of it last; of nobody of the register none is kept.
    pub name: String,
    /// The address that was said of it last.
    pub address: String,
    /// The device that stood there last.
    pub device: String,
    /// How sure it is who is meant.
    pub state: SubjectState,
    /// Who is meant, where the register has no meter of this number.
    pub enterprise_id: Option<i64>,
    /// By what that is known.
    pub known_by: Option<KnownBy>,
    /// Who decided it.
    pub decided_by: Option<i64>,
    /// When.
    pub decided_at: Option<Stamp>,
}

impl ActiveModelBehavior for ActiveModel {}
