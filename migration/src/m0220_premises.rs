//! Premises with their tenants, and enterprises that came of others.

use sea_orm_migration::{prelude::*, sea_query::TableCreateStatement};

use crate::column::{big, id, index, refers, table, text, text_or_none, unique, unique_text};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::create(manager, vec![premises(), tenancy(), succession()]).await?;
        crate::index(
            manager,
            vec![
                index("tenancy", &["premises_id"]),
                unique("tenancy", "enterprise_premises_from", &["enterprise_id", "premises_id", "valid_from"]),
                index("succession", &["successor_id"]),
                unique("succession", "enterprise_successor_day", &["enterprise_id", "successor_id", "day"]),
            ],
        )
        .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::drop(manager, &["succession", "tenancy", "premises"]).await
    }
}

fn premises() -> TableCreateStatement {
    table("premises")
        .col(id())
        .col(unique_text("code"))
        .col(text("name"))
        .col(text("kind"))
        .col(big("town_id"))
        .col(text("address"))
        .col(text("owner"))
        .col(text_or_none("owner_code"))
        .col(text_or_none("closed_on"))
        .foreign_key(&mut refers("premises", "town_id", "town"))
        .to_owned()
}

fn tenancy() -> TableCreateStatement {
    table("tenancy")
        .col(id())
        .col(big("enterprise_id"))
        .col(big("premises_id"))
        .col(text("valid_from"))
        .col(text_or_none("valid_to"))
        .foreign_key(&mut refers("tenancy", "enterprise_id", "enterprise"))
        .foreign_key(&mut refers("tenancy", "premises_id", "premises"))
        .to_owned()
}

fn succession() -> TableCreateStatement {
    table("succession")
        .col(id())
        .col(big("enterprise_id"))
        .col(big("successor_id"))
        .col(text("kind"))
        .col(text("day"))
        .col(text("ground"))
        .foreign_key(&mut refers("succession", "enterprise_id", "enterprise"))
        .foreign_key(&mut refers("succession", "successor_id", "enterprise"))
        .to_owned()
}
