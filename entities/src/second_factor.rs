//! The secret that an account shares with an authenticator.

use domain::time::Stamp;
use sea_orm::entity::prelude::*;

/// A row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "second_factor")]
pub struct Model {
    /// Key of the account.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i64,
    /// The secret, encrypted.
    #[sea_orm(column_type = "Blob")]
    pub secret: Vec<u8>,
    /// The last half minute since 1970 whose code was used. No earlier one is taken any more.
    pub last_step: i64,
    /// When its owner showed that the authenticator has it; it is asked for since then.
    pub confirmed_at: Option<Stamp>,
    /// When it was made.
    pub created_at: Stamp,
}

impl ActiveModelBehavior for ActiveModel {}
