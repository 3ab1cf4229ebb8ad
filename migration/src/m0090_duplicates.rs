//! Enterprises that are merged into others, and pairs of which a person said that they are two.

use sea_orm_migration::{prelude::*, sea_query::TableCreateStatement};

use crate::column::{big, id, index, long, refers, table, text, unique};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::create(manager, vec![merger(), kept_apart()]).await?;
        crate::index(
            manager,
            vec![
                index("merger", &["kept_id"]),
                unique("kept_apart", "pair", &["first_id", "second_id"]),
                index("kept_apart", &["second_id"]),
            ],
        )
        .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::drop(manager, &["kept_apart", "merger"]).await
    }
}

fn merger() -> TableCreateStatement {
    table("merger")
        .col(big("gone_id").primary_key())
        .col(big("kept_id"))
        .col(big("at"))
        .col(big("account_id"))
        .col(long("reason"))
        .foreign_key(&mut refers("merger", "gone_id", "enterprise"))
        .foreign_key(&mut refers("merger", "kept_id", "enterprise"))
        .foreign_key(&mut refers("merger", "account_id", "account"))
        .to_owned()
}

fn kept_apart() -> TableCreateStatement {
    table("kept_apart")
        .col(id())
        .col(big("first_id"))
        .col(big("second_id"))
        .col(text("particulars"))
        .col(big("at"))
        .col(big("account_id"))
        .col(long("reason"))
        .foreign_key(&mut refers("kept_apart", "first_id", "enterprise"))
        .foreign_key(&mut refers("kept_apart", "second_id", "enterprise"))
        .foreign_key(&mut refers("kept_apart", "account_id", "account"))
        .to_owned()
}
