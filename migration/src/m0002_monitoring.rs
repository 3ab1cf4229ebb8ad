//! What the loggers send: frames as they came, the values in them, and counts.
//!
//! `measurement` and `raw_frame` refer to outlets and loggers without a foreign key: they take tens of thousands of
//! rows a second, the gateway has looked the logger up already, and neither table's parents are ever deleted.

use sea_orm_migration::{prelude::*, sea_query::TableCreateStatement};

use crate::column::{big, big_or_none, bytes, id, index, int, long, primary, refers, table, text, yes_no};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::create(manager, vec![measurement(), raw_frame(), frame_tally(), device_event()]).await?;
        crate::index(
            manager,
            vec![index("raw_frame", &["device_id", "id"]), index("device_event", &["device_id", "at"])],
        )
        .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::drop(manager, &["device_event", "frame_tally", "raw_frame", "measurement"]).await
    }
}

fn measurement() -> TableCreateStatement {
    table("measurement")
        .col(big("outlet_id"))
        .col(text("interval"))
        .col(big("at"))
        .col(text("pollutant"))
        .col(int("revision"))
        .col(big_or_none("value"))
        .col(big_or_none("measured"))
        .col(big_or_none("low"))
        .col(big_or_none("high"))
        .col(big_or_none("amount"))
        .col(text("flag"))
        .col(yes_no("resent"))
        .col(big("received_at"))
        .col(big("frame_id"))
        .primary_key(&mut primary(&["outlet_id", "interval", "at", "pollutant", "revision"]))
        .to_owned()
}

fn raw_frame() -> TableCreateStatement {
    table("raw_frame")
        .col(big("id"))
        .col(big_or_none("device_id"))
        .col(big("received_at"))
        .col(text("verdict"))
        .col(text("tolerated"))
        .col(bytes("wire"))
        .primary_key(&mut primary(&["id"]))
        .to_owned()
}

fn frame_tally() -> TableCreateStatement {
    table("frame_tally")
        .col(text("day"))
        .col(big("device_id"))
        .col(text("verdict"))
        .col(big("frames"))
        .col(big("last_at"))
        .primary_key(&mut primary(&["day", "device_id", "verdict"]))
        .to_owned()
}

fn device_event() -> TableCreateStatement {
    table("device_event")
        .col(id())
        .col(big("device_id"))
        .col(big("at"))
        .col(text("kind"))
        .col(long("detail"))
        .col(big("frame_id"))
        .foreign_key(&mut refers("device_event", "device_id", "device"))
        .to_owned()
}
