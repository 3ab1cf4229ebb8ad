//! Means that the portal works out itself, and which of them are due.

use sea_orm_migration::{prelude::*, sea_query::TableCreateStatement};

use crate::column::{big, big_or_none, index, int, primary, table, text, yes_no};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::create(manager, vec![own_mean(), mean_due()]).await?;
        crate::index(manager, vec![index("mean_due", &["at"])]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::drop(manager, &["mean_due", "own_mean"]).await
    }
}

fn own_mean() -> TableCreateStatement {
    table("own_mean")
        .col(big("outlet_id"))
        .col(text("interval"))
        .col(big("at"))
        .col(text("pollutant"))
        .col(int("revision"))
        .col(big_or_none("value"))
        .col(big_or_none("measured"))
        .col(text("conversion"))
        .col(text("made_of"))
        .col(int("valid"))
        .col(int("due"))
        .col(yes_no("weighted"))
        .col(text("outcome"))
        .col(text("reason"))
        .col(big("worked_out_at"))
        .col(big("frame_id"))
        .primary_key(&mut primary(&["outlet_id", "interval", "at", "pollutant", "revision"]))
        .to_owned()
}

fn mean_due() -> TableCreateStatement {
    table("mean_due")
        .col(big("outlet_id"))
        .col(text("interval"))
        .col(big("at"))
        .col(big("touched"))
        .primary_key(&mut primary(&["outlet_id", "interval", "at"]))
        .to_owned()
}
