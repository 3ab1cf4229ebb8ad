//! Events of exceedance, their periods, and what was written about them.

use sea_orm_migration::{prelude::*, sea_query::TableCreateStatement};

use crate::column::{big, big_or_none, id, index, int, long, primary, refers, table, text, text_or_none, yes_no};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::create(manager, vec![exceedance(), exceedance_period(), exceedance_entry(), exceedance_due()]).await?;
        let indexes = vec![
            index("exceedance", &["outlet_id", "pollutant", "averaging", "began_at"]),
            index("exceedance", &["enterprise_id", "began_at"]),
            index("exceedance", &["status", "began_at"]),
            index("exceedance_entry", &["exceedance_id"]),
            index("exceedance_due", &["at"]),
        ];
        crate::index(manager, indexes).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::drop(manager, &["exceedance_due", "exceedance_entry", "exceedance_period", "exceedance"]).await
    }
}

fn exceedance() -> TableCreateStatement {
    table("exceedance")
        .col(id())
        .col(big("enterprise_id"))
        .col(big("outlet_id"))
        .col(text("pollutant"))
        .col(text("averaging"))
        .col(big("began_at"))
        .col(big("last_at"))
        .col(int("periods"))
        .col(big("worst_at"))
        .col(big("multiple"))
        .col(text_or_none("ended"))
        .col(text("status"))
        .col(big("recorded_at"))
        .col(big("handle_due"))
        .col(big_or_none("answer_due"))
        .col(text_or_none("outcome"))
        .col(text_or_none("ground"))
        .col(big_or_none("closed_at"))
        .col(big_or_none("closed_by"))
        .foreign_key(&mut refers("exceedance", "enterprise_id", "enterprise"))
        .foreign_key(&mut refers("exceedance", "outlet_id", "outlet"))
        .to_owned()
}

fn exceedance_period() -> TableCreateStatement {
    table("exceedance_period")
        .col(big("exceedance_id"))
        .col(big("at"))
        .col(int("edition"))
        .col(yes_no("is_over"))
        .col(long("evidence"))
        .col(big("recorded_at"))
        .primary_key(&mut primary(&["exceedance_id", "at", "edition"]))
        .to_owned()
}

fn exceedance_entry() -> TableCreateStatement {
    table("exceedance_entry")
        .col(id())
        .col(big("exceedance_id"))
        .col(text("kind"))
        .col(long("body"))
        .col(big("at"))
        .col(big_or_none("account_id"))
        .foreign_key(&mut refers("exceedance_entry", "exceedance_id", "exceedance"))
        .to_owned()
}

fn exceedance_due() -> TableCreateStatement {
    table("exceedance_due")
        .col(big("outlet_id"))
        .col(text("interval"))
        .col(big("at"))
        .col(big("touched"))
        .primary_key(&mut primary(&["outlet_id", "interval", "at"]))
        .to_owned()
}
