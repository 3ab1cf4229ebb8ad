//! Facilities that treat pollution, and who answers for an enterprise.

use sea_orm_migration::{prelude::*, sea_query::TableCreateStatement};

use crate::column::{big, big_or_none, id, refers, table, text, text_or_none, unique};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::create(manager, vec![treatment(), person()]).await?;
        crate::index(
            manager,
            vec![
                unique("treatment", "enterprise_code", &["enterprise_id", "code"]),
                unique("person", "enterprise_duty_name_from", &["enterprise_id", "duty", "name", "valid_from"]),
            ],
        )
        .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::drop(manager, &["person", "treatment"]).await
    }
}

fn treatment() -> TableCreateStatement {
    table("treatment")
        .col(id())
        .col(big("enterprise_id"))
        .col(text("code"))
        .col(text("name"))
        .col(text("process"))
        .col(big_or_none("capacity"))
        .col(text("unit"))
        .col(text_or_none("closed_on"))
        .foreign_key(&mut refers("treatment", "enterprise_id", "enterprise"))
        .to_owned()
}

fn person() -> TableCreateStatement {
    table("person")
        .col(id())
        .col(big("enterprise_id"))
        .col(text("duty"))
        .col(text("name"))
        .col(text("phone"))
        .col(text("valid_from"))
        .col(text_or_none("valid_to"))
        .foreign_key(&mut refers("person", "enterprise_id", "enterprise"))
        .to_owned()
}
