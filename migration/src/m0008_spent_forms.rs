//! Forms that have done what they ask, so that sending one twice does no harm.

use sea_orm_migration::{prelude::*, sea_query::TableCreateStatement};

use crate::column::{big, index, table};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::create(manager, vec![spent_form()]).await?;
        crate::index(manager, vec![index("spent_form", &["at"])]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::drop(manager, &["spent_form"]).await
    }
}

fn spent_form() -> TableCreateStatement {
    table("spent_form").col(ColumnDef::new("id").string().not_null().primary_key()).col(big("at")).to_owned()
}
