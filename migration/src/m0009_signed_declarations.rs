//! Corrections that have begun, running numbers of receipts, and signed versions that cannot be rewritten.

use sea_orm_migration::{
    prelude::*,
    sea_orm::{ConnectionTrait, DbBackend},
    sea_query::TableCreateStatement,
};

use crate::column::{big, index, primary, table, text, text_or_none};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .alter_table(Table::alter().table("declaration").add_column(text_or_none("correction")).to_owned())
            .await?;
        crate::create(manager, vec![receipt_counter()]).await?;
        crate::index(manager, vec![index("finding", &["version_id"])]).await?;
        run(manager, never_changed(manager)).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, changeable(manager)).await?;
        manager.drop_index(Index::drop().name("idx-finding-version_id").table("finding").to_owned()).await?;
        crate::drop(manager, &["receipt_counter"]).await?;
        manager.alter_table(Table::alter().table("declaration").drop_column("correction").to_owned()).await
    }
}

fn receipt_counter() -> TableCreateStatement {
    table("receipt_counter").col(text("quarter")).col(big("last")).primary_key(&mut primary(&["quarter"])).to_owned()
}

/// Triggers that refuse to change or remove a signed version. Triggers have no common subset.
fn never_changed(manager: &SchemaManager) -> &'static [&'static str] {
    match manager.get_database_backend() {
        DbBackend::Postgres => &[
            "CREATE FUNCTION version_never_changed() RETURNS trigger LANGUAGE plpgsql AS \
             $$ BEGIN RAISE EXCEPTION 'a signed declaration is never changed'; END $$",
            "CREATE TRIGGER version_never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON declaration_version \
             FOR EACH STATEMENT EXECUTE FUNCTION version_never_changed()",
        ],
        _ => &[
            "CREATE TRIGGER version_no_update BEFORE UPDATE ON declaration_version \
             BEGIN SELECT RAISE(ABORT, 'a signed declaration is never changed'); END",
            "CREATE TRIGGER version_no_delete BEFORE DELETE ON declaration_version \
             BEGIN SELECT RAISE(ABORT, 'a signed declaration is never changed'); END",
        ],
    }
}

fn changeable(manager: &SchemaManager) -> &'static [&'static str] {
    match manager.get_database_backend() {
        DbBackend::Postgres => {
            &["DROP TRIGGER version_never_changed ON declaration_version", "DROP FUNCTION version_never_changed()"]
        }
        _ => &["DROP TRIGGER version_no_update", "DROP TRIGGER version_no_delete"],
    }
}

async fn run(manager: &SchemaManager<'_>, statements: &[&str]) -> Result<(), DbErr> {
    for statement in statements {
        manager.get_connection().execute_unprepared(statement).await?;
    }
    Ok(())
}
