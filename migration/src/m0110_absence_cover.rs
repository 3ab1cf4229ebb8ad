//! Who stands in for a colleague who is away.

use sea_orm_migration::prelude::*;

use crate::column::{big, big_or_none, id, index, refers, table, text};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let cover = table("absence_cover")
            .col(id())
            .col(big("account_id"))
            .col(big("cover_id"))
            .col(text("from_day"))
            .col(text("to_day"))
            .col(big("named_by"))
            .col(big("at"))
            .col(big_or_none("ended_at"))
            .foreign_key(&mut refers("absence_cover", "account_id", "account"))
            .foreign_key(&mut refers("absence_cover", "cover_id", "account"))
            .foreign_key(&mut refers("absence_cover", "named_by", "account"))
            .to_owned();
        crate::create(manager, vec![cover]).await?;
        let (of, by) = (index("absence_cover", &["account_id"]), index("absence_cover", &["cover_id", "to_day"]));
        crate::index(manager, vec![of, by, index("absence_cover", &["named_by"])]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::drop(manager, &["absence_cover"]).await
    }
}
