//! A browser that was sent to a provider of identities, and what it came back with.

use domain::{credit_code::CreditCode, time::Stamp};
use sea_orm::entity::prelude::*;

/// A row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "unified_attempt")]
pub struct Model {
    /// SHA-256 of the cookie's token, hexadecimal.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    /// The account that is to be linked; none: somebody wants to sign in.
    pub account_id: Option<i64>,
    /// Where they wanted to go.
    pub next: String,
    /// Which provider they came back from.
    pub issuer: Option<String>,
    /// Who they are there.
    pub subject: Option<String>,
    /// For which enterprise they act there, where the provider says so.
    pub credit_code: Option<CreditCode>,
    /// When it began.
    pub created_at: Stamp,
    /// Until when it can go on.
    pub expires_at: Stamp,
    /// When the browser came back: it does so once.
    pub used_at: Option<Stamp>,
}

impl ActiveModelBehavior for ActiveModel {}
