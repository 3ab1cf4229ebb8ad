//! What the administrator says of the site, version by version; holds and the log of what was removed after its term.

use sea_orm_migration::{prelude::*, sea_query::TableCreateStatement};

use crate::column::{big, big_or_none, bytes_or_none, id, index, long, refers, table, text, text_or_none};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::create(manager, vec![site_setting(), retention_hold(), retention_run()]).await?;
        let indexes = vec![index("retention_hold", &["enterprise_id"]), index("retention_hold", &["case_id"])];
        crate::index(manager, indexes).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::drop(manager, &["retention_run", "retention_hold", "site_setting"]).await
    }
}

fn site_setting() -> TableCreateStatement {
    table("site_setting")
        .col(id())
        .col(big("at"))
        .col(big("account_id"))
        .col(long("reason"))
        .col(long("content"))
        .col(bytes_or_none("seal"))
        .foreign_key(&mut refers("site_setting", "account_id", "account"))
        .to_owned()
}

fn retention_hold() -> TableCreateStatement {
    table("retention_hold")
        .col(id())
        .col(big("enterprise_id"))
        .col(big_or_none("case_id"))
        .col(long("reason"))
        .col(big("placed_at"))
        .col(big("placed_by"))
        .col(big_or_none("lifted_at"))
        .col(big_or_none("lifted_by"))
        .col(long("lifted_because"))
        .foreign_key(&mut refers("retention_hold", "enterprise_id", "enterprise"))
        .foreign_key(&mut refers("retention_hold", "case_id", "violation_case"))
        .foreign_key(&mut refers("retention_hold", "placed_by", "account"))
        .foreign_key(&mut refers("retention_hold", "lifted_by", "account"))
        .to_owned()
}

fn retention_run() -> TableCreateStatement {
    table("retention_run")
        .col(id())
        .col(big("at"))
        .col(big_or_none("account_id"))
        .col(text("class"))
        .col(text("before"))
        .col(big("rows"))
        .col(text_or_none("oldest"))
        .col(text_or_none("archive"))
        .foreign_key(&mut refers("retention_run", "account_id", "account"))
        .to_owned()
}
