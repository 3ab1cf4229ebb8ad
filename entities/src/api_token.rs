//! What a program shows at the REST interface.

use domain::{
    access::Scopes,
    time::{Day, Stamp},
};
use sea_orm::entity::prelude::*;

/// A row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "api_token")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// SHA-256 of the token, hexadecimal.
    #[sea_orm(unique)]
    pub digest: String,
    /// Its last four characters, by which people tell tokens apart.
    pub hint: String,
    /// What its maker calls it: the department, or the program.
    pub name: String,
    /// What it is for.
    pub scopes: Scopes,
    /// The enterprise for which it files; none for tokens of departments.
    pub enterprise_id: Option<i64>,
    /// Who made it.
    pub created_by: i64,
    /// When it was made.
    pub created_at: Stamp,
    /// The last day on which it is taken.
    pub last_day: Day,
    /// When it was last used, to the minute.
    pub last_used_at: Option<Stamp>,
    /// When it was taken back.
    pub revoked_at: Option<Stamp>,
    /// By whom.
    pub revoked_by: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}
