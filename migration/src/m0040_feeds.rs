//! Meters with their shares, deliveries, and what they bring.

use sea_orm_migration::{prelude::*, sea_query::TableCreateStatement};

use crate::column::{big, big_or_none, id, index, int, long, primary, refers, table, text, text_or_none, unique};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables = vec![meter_share(), delivery(), feed_subject(), meter_reading(), feed_entry()];
        crate::create(manager, tables).await?;
        let indexes = vec![
            unique("meter_share", "meter_enterprise_from", &["feed", "number", "enterprise_id", "valid_from"]),
            index("meter_share", &["enterprise_id"]),
            index("meter_share", &["number"]),
            index("delivery", &["kind"]),
            unique("feed_subject", "kind_word", &["kind", "word"]),
            index("feed_subject", &["enterprise_id"]),
            index("meter_reading", &["delivery_id"]),
            index("feed_entry", &["delivery_id"]),
            index("feed_entry", &["subject_id"]),
        ];
        crate::index(manager, indexes).await?;
        let mut origin = ColumnDef::new("origin");
        origin.string().not_null().default("entered");
        manager.alter_table(Table::alter().table("utility_reading").add_column(origin).to_owned()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.alter_table(Table::alter().table("utility_reading").drop_column("origin").to_owned()).await?;
        crate::drop(manager, &["feed_entry", "meter_reading", "feed_subject", "delivery", "meter_share"]).await
    }
}

fn meter_share() -> TableCreateStatement {
    table("meter_share")
        .col(id())
        .col(text("feed"))
        .col(text("number"))
        .col(big("enterprise_id"))
        .col(int("share"))
        .col(big("multiplier"))
        .col(text("valid_from"))
        .col(text_or_none("valid_to"))
        .foreign_key(&mut refers("meter_share", "enterprise_id", "enterprise"))
        .to_owned()
}

fn delivery() -> TableCreateStatement {
    table("delivery")
        .col(id())
        .col(text("kind"))
        .col(text("file_name"))
        .col(text("digest"))
        .col(big_or_none("account_id"))
        .col(text("brought"))
        .col(big("at"))
        .col(text("state"))
        .col(text_or_none("first_day"))
        .col(text_or_none("last_day"))
        .col(int("new"))
        .col(int("changed"))
        .col(int("same"))
        .col(int("refused"))
        .col(int("doubtful"))
        .col(int("strange"))
        .foreign_key(&mut refers("delivery", "account_id", "account"))
        .to_owned()
}

fn feed_subject() -> TableCreateStatement {
    table("feed_subject")
        .col(id())
        .col(text("kind"))
        .col(text("word"))
        .col(text_or_none("credit_code"))
        .col(text("permit_no"))
        .col(text("name"))
        .col(text("address"))
        .col(text("device"))
        .col(text("state"))
        .col(big_or_none("enterprise_id"))
        .col(text_or_none("known_by"))
        .col(big_or_none("decided_by"))
        .col(big_or_none("decided_at"))
        .foreign_key(&mut refers("feed_subject", "enterprise_id", "enterprise"))
        .to_owned()
}

fn meter_reading() -> TableCreateStatement {
    table("meter_reading")
        .col(big("subject_id"))
        .col(text("first_day"))
        .col(text("last_day"))
        .col(text("device"))
        .col(big("delivery_id"))
        .col(big("quantity"))
        .primary_key(&mut primary(&["subject_id", "first_day", "last_day", "device", "delivery_id"]))
        .to_owned()
}

fn feed_entry() -> TableCreateStatement {
    table("feed_entry")
        .col(text("kind"))
        .col(text("word"))
        .col(big("delivery_id"))
        .col(big_or_none("subject_id"))
        .col(text_or_none("day"))
        .col(long("said"))
        .primary_key(&mut primary(&["kind", "word", "delivery_id"]))
        .to_owned()
}
