//! A message for the webhook.

use domain::{message_kind::MessageKind, time::Stamp};
use sea_orm::entity::prelude::*;

/// A row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "webhook_message")]
pub struct Model {
    /// Key; the receiver knows the message by it.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// What it is about.
    pub kind: MessageKind,
    /// The login of whom it is for.
    pub login: String,
    /// What is posted, JSON.
    #[sea_orm(column_type = "Text")]
    pub body: String,
    /// When it was written.
    pub created_at: Stamp,
    /// When the receiver took it.
    pub sent_at: Option<Stamp>,
    /// How often it was tried.
    pub attempts: i32,
    /// Why it failed last.
    pub last_error: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
