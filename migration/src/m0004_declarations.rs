//! Declarations with their versions, what others know, and what does not fit.

use sea_orm_migration::{prelude::*, sea_query::TableCreateStatement};

use crate::column::{big, big_or_none, id, index, int, long, refers, table, text, unique, unique_text};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::create(manager, vec![declaration(), declaration_version(), finding(), utility_reading()]).await?;
        crate::index(
            manager,
            vec![
                unique("declaration", "enterprise_quarter", &["enterprise_id", "quarter"]),
                index("declaration", &["quarter", "status"]),
                unique("declaration_version", "declaration_number", &["declaration_id", "number"]),
                index("finding", &["enterprise_id"]),
                index("finding", &["status"]),
                unique("utility_reading", "enterprise_feed_month", &["enterprise_id", "feed", "month"]),
            ],
        )
        .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::drop(manager, &["utility_reading", "finding", "declaration_version", "declaration"]).await
    }
}

fn declaration() -> TableCreateStatement {
    table("declaration")
        .col(id())
        .col(big("enterprise_id"))
        .col(text("quarter"))
        .col(text("status"))
        .col(long("draft"))
        .col(big("draft_revision"))
        .col(big("updated_at"))
        .col(big_or_none("updated_by"))
        .foreign_key(&mut refers("declaration", "enterprise_id", "enterprise"))
        .to_owned()
}

fn declaration_version() -> TableCreateStatement {
    table("declaration_version")
        .col(id())
        .col(big("declaration_id"))
        .col(int("number"))
        .col(unique_text("receipt_no"))
        .col(long("content"))
        .col(text("hash"))
        .col(text("reason"))
        .col(big_or_none("signed_by"))
        .col(big("submitted_at"))
        .foreign_key(&mut refers("declaration_version", "declaration_id", "declaration"))
        .to_owned()
}

fn finding() -> TableCreateStatement {
    table("finding")
        .col(id())
        .col(big("enterprise_id"))
        .col(big("version_id"))
        .col(text("quarter"))
        .col(text("rule"))
        .col(int("rule_version"))
        .col(text("severity"))
        .col(text("status"))
        .col(text("subject"))
        .col(long("inputs"))
        .col(long("outcome"))
        .col(big("created_at"))
        .col(big_or_none("closed_at"))
        .col(big_or_none("closed_by"))
        .foreign_key(&mut refers("finding", "enterprise_id", "enterprise"))
        .foreign_key(&mut refers("finding", "version_id", "declaration_version"))
        .to_owned()
}

fn utility_reading() -> TableCreateStatement {
    table("utility_reading")
        .col(id())
        .col(big("enterprise_id"))
        .col(text("feed"))
        .col(text("month"))
        .col(big("quantity"))
        .foreign_key(&mut refers("utility_reading", "enterprise_id", "enterprise"))
        .to_owned()
}
