//! Tip-offs, and penalty cases.

use sea_orm_migration::{prelude::*, sea_query::TableCreateStatement};

use crate::column::{
    big, big_or_none, bytes, bytes_or_none, id, index, long, refers, table, text, text_or_none, unique_text,
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::create(manager, vec![tip(), tip_message(), violation_case()]).await?;
        crate::index(
            manager,
            vec![
                index("tip", &["status"]),
                index("tip", &["enterprise_id"]),
                index("tip_message", &["tip_id"]),
                index("violation_case", &["published_at"]),
                index("violation_case", &["enterprise_id"]),
            ],
        )
        .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::drop(manager, &["violation_case", "tip_message", "tip"]).await
    }
}

fn tip() -> TableCreateStatement {
    table("tip")
        .col(id())
        .col(unique_text("tip_no"))
        .col(unique_text("receipt_index"))
        .col(text("receipt_hash"))
        .col(text_or_none("kind"))
        .col(big_or_none("enterprise_id"))
        .col(big_or_none("town_id"))
        .col(text("status"))
        .col(bytes("body"))
        .col(bytes_or_none("contact"))
        .col(big("received_at"))
        .col(big("due_at"))
        .col(big_or_none("closed_at"))
        .foreign_key(&mut refers("tip", "enterprise_id", "enterprise"))
        .foreign_key(&mut refers("tip", "town_id", "town"))
        .to_owned()
}

fn tip_message() -> TableCreateStatement {
    table("tip_message")
        .col(id())
        .col(big("tip_id"))
        .col(text("author"))
        .col(bytes("body"))
        .col(big("at"))
        .foreign_key(&mut refers("tip_message", "tip_id", "tip"))
        .to_owned()
}

fn violation_case() -> TableCreateStatement {
    table("violation_case")
        .col(id())
        .col(unique_text("case_no"))
        .col(text("document_no"))
        .col(big("enterprise_id"))
        .col(text("kind"))
        .col(text("status"))
        .col(text("acted_on"))
        .col(text_or_none("decided_on"))
        .col(big_or_none("published_at"))
        .col(text_or_none("withdraw_on"))
        .col(long("facts"))
        .col(long("basis"))
        .col(long("discretion"))
        .col(long("rectification"))
        .col(long("statement"))
        .col(big("fine"))
        .foreign_key(&mut refers("violation_case", "enterprise_id", "enterprise"))
        .to_owned()
}
