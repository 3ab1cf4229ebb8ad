//! What somebody wants to be told, and how. Without a row everything is told by every way that there is.

use domain::message_kind::MessageKind;
use sea_orm::entity::prelude::*;

/// A row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "message_choice")]
pub struct Model {
    /// Whose.
    #[sea_orm(primary_key, auto_increment = false)]
    pub account_id: i64,
    /// Of which kind of message.
    #[sea_orm(primary_key, auto_increment = false)]
    pub kind: MessageKind,
    /// Whether by mail.
    pub by_mail: bool,
    /// Whether by the webhook.
    pub by_webhook: bool,
}

impl ActiveModelBehavior for ActiveModel {}
