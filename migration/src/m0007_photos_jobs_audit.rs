//! Photos of tip-offs and when they were taken up, jobs that were given up, and an audit log that cannot be rewritten.

use sea_orm_migration::{
    prelude::*,
    sea_orm::{ConnectionTrait, DbBackend},
    sea_query::TableCreateStatement,
};

use crate::column::{big, big_or_none, bytes, id, index, int, refers, table};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::create(manager, vec![tip_photo()]).await?;
        crate::index(manager, vec![index("tip_photo", &["tip_id"])]).await?;
        manager.alter_table(Table::alter().table("job").add_column(big_or_none("failed_at")).to_owned()).await?;
        manager.alter_table(Table::alter().table("tip").add_column(big_or_none("accepted_at")).to_owned()).await?;
        run(manager, only_append(manager)).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, append_and_change(manager)).await?;
        manager.alter_table(Table::alter().table("tip").drop_column("accepted_at").to_owned()).await?;
        manager.alter_table(Table::alter().table("job").drop_column("failed_at").to_owned()).await?;
        crate::drop(manager, &["tip_photo"]).await
    }
}

fn tip_photo() -> TableCreateStatement {
    table("tip_photo")
        .col(id())
        .col(big("tip_id"))
        .col(bytes("image"))
        .col(int("width"))
        .col(int("height"))
        .foreign_key(&mut refers("tip_photo", "tip_id", "tip"))
        .to_owned()
}

/// Triggers that refuse to change or remove a line of the audit log. Triggers have no common subset.
fn only_append(manager: &SchemaManager) -> &'static [&'static str] {
    match manager.get_database_backend() {
        DbBackend::Postgres => &[
            "CREATE FUNCTION audit_only_append() RETURNS trigger LANGUAGE plpgsql AS \
             $$ BEGIN RAISE EXCEPTION 'the audit log is only ever appended to'; END $$",
            "CREATE TRIGGER audit_only_append BEFORE UPDATE OR DELETE OR TRUNCATE ON audit \
             FOR EACH STATEMENT EXECUTE FUNCTION audit_only_append()",
        ],
        _ => &[
            "CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit \
             BEGIN SELECT RAISE(ABORT, 'the audit log is only ever appended to'); END",
            "CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit \
             BEGIN SELECT RAISE(ABORT, 'the audit log is only ever appended to'); END",
        ],
    }
}

fn append_and_change(manager: &SchemaManager) -> &'static [&'static str] {
    match manager.get_database_backend() {
        DbBackend::Postgres => &["DROP TRIGGER audit_only_append ON audit", "DROP FUNCTION audit_only_append()"],
        _ => &["DROP TRIGGER audit_no_update", "DROP TRIGGER audit_no_delete"],
    }
}

async fn run(manager: &SchemaManager<'_>, statements: &[&str]) -> Result<(), DbErr> {
    for statement in statements {
        manager.get_connection().execute_unprepared(statement).await?;
    }
    Ok(())
}
