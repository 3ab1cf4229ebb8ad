//! What rows of the register said before, yearly caps by years, dates and duties of permits, and towns that are closed.
//!
//! A cap that stands holds in every year, as it did.

use sea_orm_migration::{prelude::*, sea_orm::ConnectionTrait, sea_query::TableCreateStatement};

use crate::column::{big, id, int, long, table, text, text_or_none, unique};

#[derive(DeriveMigrationName)]
pub struct Migration;

/// New columns of permits that may be empty.
const DAYS: [&str; 2] = ["permit_issued_on", "permit_from"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::create(manager, vec![former_row()]).await?;
        for day in DAYS {
            add(manager, "enterprise", text_or_none(day)).await?;
        }
        add(manager, "enterprise", long("permit_duties").default("").to_owned()).await?;
        add(manager, "load_cap", int("from_year").default(0).to_owned()).await?;
        add(manager, "load_cap", ColumnDef::new("to_year").integer().null().to_owned()).await?;
        add(manager, "town", text_or_none("closed_on")).await?;
        unindex(manager, "idx-load_cap-enterprise_pollutant").await?;
        crate::index(
            manager,
            vec![
                unique("former_row", "kind_row_until", &["kind", "row_id", "until"]),
                unique("load_cap", "enterprise_pollutant_from", &["enterprise_id", "pollutant", "from_year"]),
            ],
        )
        .await
    }

    /// Of several caps of a pollutant the one that begins last stays: there was one.
    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let newest = "DELETE FROM load_cap WHERE EXISTS (SELECT 1 FROM load_cap AS later WHERE \
                      later.enterprise_id = load_cap.enterprise_id AND later.pollutant = load_cap.pollutant \
                      AND later.from_year > load_cap.from_year)";
        manager.get_connection().execute_unprepared(newest).await?;
        unindex(manager, "idx-load_cap-enterprise_pollutant_from").await?;
        remove(manager, "load_cap", "from_year").await?;
        remove(manager, "load_cap", "to_year").await?;
        crate::index(manager, vec![unique("load_cap", "enterprise_pollutant", &["enterprise_id", "pollutant"])])
            .await?;
        remove(manager, "town", "closed_on").await?;
        for column in DAYS.into_iter().chain(["permit_duties"]) {
            remove(manager, "enterprise", column).await?;
        }
        crate::drop(manager, &["former_row"]).await
    }
}

async fn add(manager: &SchemaManager<'_>, table: &'static str, column: ColumnDef) -> Result<(), DbErr> {
    manager.alter_table(Table::alter().table(table).add_column(column).to_owned()).await
}

async fn remove(manager: &SchemaManager<'_>, table: &'static str, column: &'static str) -> Result<(), DbErr> {
    manager.alter_table(Table::alter().table(table).drop_column(column).to_owned()).await
}

async fn unindex(manager: &SchemaManager<'_>, name: &'static str) -> Result<(), DbErr> {
    manager.drop_index(Index::drop().name(name).table("load_cap").to_owned()).await
}

fn former_row() -> TableCreateStatement {
    table("former_row").col(id()).col(text("kind")).col(big("row_id")).col(text("until")).col(long("said")).to_owned()
}
