//! What the portal itself remembers: the audit log, work to do, mails to send.

use sea_orm_migration::{prelude::*, sea_query::TableCreateStatement};

use crate::column::{big, big_or_none, id, index, int, long, table, text, text_or_none};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::create(manager, vec![audit(), job(), mail()]).await?;
        crate::index(manager, vec![index("audit", &["at"]), index("audit", &["subject"]), index("job", &["run_after"])])
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::drop(manager, &["mail", "job", "audit"]).await
    }
}

fn audit() -> TableCreateStatement {
    table("audit")
        .col(id())
        .col(big("at"))
        .col(big_or_none("account_id"))
        .col(text("role"))
        .col(text("action"))
        .col(text("subject"))
        .col(long("detail"))
        .to_owned()
}

fn job() -> TableCreateStatement {
    table("job")
        .col(id())
        .col(text("kind"))
        .col(long("payload"))
        .col(big("run_after"))
        .col(int("attempts"))
        .col(text_or_none("last_error"))
        .col(big("created_at"))
        .to_owned()
}

fn mail() -> TableCreateStatement {
    table("mail")
        .col(id())
        .col(text("recipient"))
        .col(text("subject"))
        .col(long("body"))
        .col(big("created_at"))
        .col(big_or_none("sent_at"))
        .col(int("attempts"))
        .col(text_or_none("last_error"))
        .to_owned()
}
