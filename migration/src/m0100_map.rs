//! The city's map: boundaries and rivers, as they were imported last.

use sea_orm_migration::{prelude::*, sea_query::TableCreateStatement};

use crate::column::{big, big_or_none, id, index, int, long, refers, table, text};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::create(manager, vec![city_map(), map_shape()]).await?;
        crate::index(manager, vec![index("map_shape", &["map_id"]), index("map_shape", &["town_id"])]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::drop(manager, &["map_shape", "city_map"]).await
    }
}

fn city_map() -> TableCreateStatement {
    table("city_map")
        .col(id())
        .col(big("at"))
        .col(big_or_none("account_id"))
        .col(text("file"))
        .col(text("system"))
        .col(text("digest"))
        .col(int("points"))
        .col(int("tolerance"))
        .foreign_key(&mut refers("city_map", "account_id", "account"))
        .to_owned()
}

fn map_shape() -> TableCreateStatement {
    table("map_shape")
        .col(id())
        .col(big("map_id"))
        .col(text("kind"))
        .col(big_or_none("town_id"))
        .col(text("name"))
        .col(text("name_en"))
        .col(long("lines"))
        .col(long("drawn"))
        .foreign_key(&mut refers("map_shape", "map_id", "city_map"))
        .foreign_key(&mut refers("map_shape", "town_id", "town"))
        .to_owned()
}
