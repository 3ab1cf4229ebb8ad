//! What is said about a finding, and a case's way to the public.

use sea_orm_migration::{prelude::*, sea_orm::ConnectionTrait, sea_query::TableCreateStatement};

use crate::column::{big, big_or_none, id, index, long, refers, table, text, text_or_none};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::create(manager, vec![finding_message(), case_step()]).await?;
        keep_reasons(manager).await?;
        drop_column(manager, "finding", "outcome").await?;
        add(manager, "finding", finding_columns()).await?;
        add(manager, "violation_case", case_columns()).await?;
        let published = "UPDATE violation_case SET stage = 'published' WHERE published_at IS NOT NULL";
        manager.get_connection().execute_unprepared(published).await?;
        crate::index(
            manager,
            vec![
                index("finding_message", &["finding_id"]),
                index("case_step", &["case_id"]),
                index("violation_case", &["stage"]),
            ],
        )
        .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_index(Index::drop().name("idx-violation_case-stage").table("violation_case").to_owned()).await?;
        for column in ["stage", "gravity", "finding_id", "drafted_by", "revision", "withdrawal", "withdrawn_at"] {
            drop_column(manager, "violation_case", column).await?;
        }
        for column in ["outcome", "asked_at", "answer_due"] {
            drop_column(manager, "finding", column).await?;
        }
        add(manager, "finding", vec![long("outcome").default("").to_owned()]).await?;
        crate::drop(manager, &["case_step", "finding_message"]).await
    }
}

fn finding_message() -> TableCreateStatement {
    table("finding_message")
        .col(id())
        .col(big("finding_id"))
        .col(text("kind"))
        .col(long("body"))
        .col(big("at"))
        .col(big_or_none("account_id"))
        .foreign_key(&mut refers("finding_message", "finding_id", "finding"))
        .to_owned()
}

fn case_step() -> TableCreateStatement {
    table("case_step")
        .col(id())
        .col(big("case_id"))
        .col(text("event"))
        .col(long("body"))
        .col(big("at"))
        .col(big_or_none("account_id"))
        .foreign_key(&mut refers("case_step", "case_id", "violation_case"))
        .to_owned()
}

/// The word of the outcome takes the name of the column that held its reason.
fn finding_columns() -> Vec<ColumnDef> {
    vec![text_or_none("outcome"), big_or_none("asked_at"), big_or_none("answer_due")]
}

fn case_columns() -> Vec<ColumnDef> {
    vec![
        text("stage").default("draft").to_owned(),
        text_or_none("gravity"),
        big_or_none("finding_id"),
        big_or_none("drafted_by"),
        big("revision").default(0).to_owned(),
        text_or_none("withdrawal"),
        big_or_none("withdrawn_at"),
    ]
}

/// Reasons written before there was a dialogue become its first message.
async fn keep_reasons(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let sql = "INSERT INTO finding_message (finding_id, kind, body, at, account_id) \
               SELECT id, 'closing', outcome, closed_at, closed_by FROM finding \
               WHERE outcome <> '' AND closed_at IS NOT NULL";
    manager.get_connection().execute_unprepared(sql).await.map(|_| ())
}

/// One statement a column: SQLite takes no more.
async fn add(manager: &SchemaManager<'_>, table: &'static str, columns: Vec<ColumnDef>) -> Result<(), DbErr> {
    for column in columns {
        manager.alter_table(Table::alter().table(table).add_column(column).to_owned()).await?;
    }
    Ok(())
}

async fn drop_column(manager: &SchemaManager<'_>, table: &'static str, column: &'static str) -> Result<(), DbErr> {
    manager.alter_table(Table::alter().table(table).drop_column(column).to_owned()).await
}
