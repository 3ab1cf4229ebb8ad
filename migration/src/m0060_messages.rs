//! Messages for the webhook, and what people want to be told.

use sea_orm_migration::{prelude::*, sea_query::TableCreateStatement};

use crate::column::{big, big_or_none, id, index, int, long, primary, refers, table, text, text_or_none, yes_no};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::create(manager, vec![webhook_message(), message_choice()]).await?;
        crate::index(manager, vec![index("webhook_message", &["login", "kind", "created_at"])]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::drop(manager, &["message_choice", "webhook_message"]).await
    }
}

fn webhook_message() -> TableCreateStatement {
    table("webhook_message")
        .col(id())
        .col(text("kind"))
        .col(text("login"))
        .col(long("body"))
        .col(big("created_at"))
        .col(big_or_none("sent_at"))
        .col(int("attempts"))
        .col(text_or_none("last_error"))
        .to_owned()
}

fn message_choice() -> TableCreateStatement {
    table("message_choice")
        .col(big("account_id"))
        .col(text("kind"))
        .col(yes_no("by_mail"))
        .col(yes_no("by_webhook"))
        .primary_key(&mut primary(&["account_id", "kind"]))
        .foreign_key(&mut refers("message_choice", "account_id", "account"))
        .to_owned()
}
