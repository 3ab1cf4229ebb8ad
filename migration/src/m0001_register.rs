//! The register: towns, enterprises, their permits, outlets, limits and loggers.

use sea_orm_migration::{prelude::*, sea_query::TableCreateStatement};

use crate::column::{
    big, big_or_none, id, index, int, long, refers, table, text, text_or_none, unique, unique_text, yes_no,
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::create(
            manager,
            vec![town(), enterprise(), product(), load_cap(), outlet(), discharge_limit(), device()],
        )
        .await?;
        crate::index(
            manager,
            vec![
                index("enterprise", &["town_id"]),
                index("enterprise", &["name"]),
                index("product", &["enterprise_id"]),
                unique("load_cap", "enterprise_pollutant", &["enterprise_id", "pollutant"]),
                unique("outlet", "enterprise_code", &["enterprise_id", "code"]),
                index("discharge_limit", &["outlet_id"]),
                index("device", &["outlet_id"]),
            ],
        )
        .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::drop(manager, &["device", "discharge_limit", "outlet", "load_cap", "product", "enterprise", "town"])
            .await
    }
}

fn town() -> TableCreateStatement {
    table("town")
        .col(id())
        .col(unique_text("code"))
        .col(text("name"))
        .col(text("name_en"))
        .col(big("lat"))
        .col(big("lng"))
        .col(long("outline"))
        .to_owned()
}

fn enterprise() -> TableCreateStatement {
    table("enterprise")
        .col(id())
        .col(unique_text("credit_code"))
        .col(text("name"))
        .col(text("name_en"))
        .col(text("pinyin"))
        .col(big("town_id"))
        .col(text("industry"))
        .col(text("class"))
        .col(text_or_none("colour"))
        .col(text_or_none("permit_no"))
        .col(text_or_none("permit_to"))
        .col(text("address"))
        .col(big("lat"))
        .col(big("lng"))
        .col(big("created_at"))
        .foreign_key(&mut refers("enterprise", "town_id", "town"))
        .to_owned()
}

fn product() -> TableCreateStatement {
    table("product")
        .col(id())
        .col(big("enterprise_id"))
        .col(text("name"))
        .col(text("unit"))
        .col(big("capacity"))
        .foreign_key(&mut refers("product", "enterprise_id", "enterprise"))
        .to_owned()
}

fn load_cap() -> TableCreateStatement {
    table("load_cap")
        .col(id())
        .col(big("enterprise_id"))
        .col(text("pollutant"))
        .col(big("kg_per_year"))
        .foreign_key(&mut refers("load_cap", "enterprise_id", "enterprise"))
        .to_owned()
}

fn outlet() -> TableCreateStatement {
    table("outlet")
        .col(id())
        .col(big("enterprise_id"))
        .col(text("code"))
        .col(text("name"))
        .col(text("name_en"))
        .col(text("discharge"))
        .col(text("receiving"))
        .foreign_key(&mut refers("outlet", "enterprise_id", "enterprise"))
        .to_owned()
}

fn discharge_limit() -> TableCreateStatement {
    table("discharge_limit")
        .col(id())
        .col(big("outlet_id"))
        .col(text("pollutant"))
        .col(big_or_none("low"))
        .col(big_or_none("high"))
        .col(text("unit"))
        .col(text("averaging"))
        .col(text("basis"))
        .col(text("source"))
        .col(text("valid_from"))
        .col(text_or_none("valid_to"))
        .foreign_key(&mut refers("discharge_limit", "outlet_id", "outlet"))
        .to_owned()
}

fn device() -> TableCreateStatement {
    table("device")
        .col(id())
        .col(big("outlet_id"))
        .col(unique_text("mn"))
        .col(text("password"))
        .col(text("edition"))
        .col(int("realtime_seconds"))
        .col(text("tolerated"))
        .col(text("units"))
        .col(yes_no("disabled"))
        .col(text("installed_on"))
        .foreign_key(&mut refers("device", "outlet_id", "outlet"))
        .to_owned()
}
