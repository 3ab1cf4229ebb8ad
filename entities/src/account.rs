//! Somebody who signs in.

use domain::{
    access::Role,
    time::{Day, Stamp},
};
use sea_orm::entity::prelude::*;

/// A row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "account")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// What they type.
    #[sea_orm(unique)]
    pub login: String,
    /// How pages address them.
    pub name: String,
    /// Argon2id, PHC string.
    pub password_hash: String,
    /// What the account is for.
    pub role: Role,
    /// The enterprise, for its roles.
    pub enterprise_id: Option<i64>,
    /// The area, for branch officers and grid members.
    pub town_id: Option<i64>,
    /// Where notices go.
    pub email: Option<String>,
    /// The last day on which it can be used.
    pub last_day: Option<Day>,
    /// Since when a second factor is asked for.
    pub second_factor_at: Option<Stamp>,
    /// When it was closed.
    pub disabled_at: Option<Stamp>,
    /// When it was opened.
    pub created_at: Stamp,
}

impl ActiveModelBehavior for ActiveModel {}
