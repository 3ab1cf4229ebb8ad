//! The chain of evidence: each frame's digest, link and place, and how the chain of each logger and day ends.

use sea_orm_migration::{
    prelude::*,
    sea_query::{ColumnDef, TableCreateStatement},
};

use crate::column::{big, big_or_none, bytes, bytes_or_none, primary, table, text};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // One by one: SQLite adds no two columns at once. Frames from before have none; the table is not written anew.
        for column in columns() {
            manager.alter_table(Table::alter().table("raw_frame").add_column(column).to_owned()).await?;
        }
        crate::create(manager, vec![frame_chain()]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::drop(manager, &["frame_chain"]).await?;
        for name in ["position", "link", "digest"] {
            manager.alter_table(Table::alter().table("raw_frame").drop_column(name).to_owned()).await?;
        }
        Ok(())
    }
}

fn columns() -> [ColumnDef; 3] {
    [bytes_or_none("digest"), bytes_or_none("link"), big_or_none("position")]
}

fn frame_chain() -> TableCreateStatement {
    table("frame_chain")
        .col(text("day"))
        .col(big("device_id"))
        .col(big("frames"))
        .col(bytes("link"))
        .col(big("first_id"))
        .col(big("last_id"))
        .col(big("went_on_from"))
        .primary_key(&mut primary(&["day", "device_id"]))
        .to_owned()
}
