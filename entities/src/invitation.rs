//! An account that is to be opened by its owner.

use domain::{
    access::Role,
    time::{Day, Stamp},
};
use sea_orm::entity::prelude::*;

/// A row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "invitation")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// SHA-256 of the code, hexadecimal.
    #[sea_orm(unique)]
    pub digest: String,
    /// How pages will address whoever is invited.
    pub name: String,
    /// What the account will be for.
    pub role: Role,
    /// The enterprise, for its roles.
    pub enterprise_id: Option<i64>,
    /// The area, for branch officers and grid members.
    pub town_id: Option<i64>,
    /// Where it went, and notices will go; none: it went on paper.
    pub email: Option<String>,
    /// The last day of the account.
    pub last_day: Option<Day>,
    /// Who invited.
    pub created_by: i64,
    /// When.
    pub created_at: Stamp,
    /// Until when it can be used.
    pub expires_at: Stamp,
    /// When it was used.
    pub used_at: Option<Stamp>,
    /// The account that came of it.
    pub account_id: Option<i64>,
    /// When it was taken back.
    pub revoked_at: Option<Stamp>,
}

impl ActiveModelBehavior for ActiveModel {}
