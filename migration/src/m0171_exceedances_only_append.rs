//! The periods of events and what was written about them are only ever appended to, whoever writes.

use sea_orm_migration::{prelude::*, sea_orm::DbBackend};

#[derive(DeriveMigrationName)]
pub struct Migration;

const TABLES: [&str; 2] = ["exceedance_period", "exceedance_entry"];
const WORDS: &str = "what is recorded of an event is only ever appended to";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let connection = manager.get_connection();
        if manager.get_database_backend() == DbBackend::Postgres {
            let body = format!(
                "CREATE FUNCTION exceedance_only_append() RETURNS trigger LANGUAGE plpgsql AS \
                 $$ BEGIN RAISE EXCEPTION '{WORDS}'; END $$"
            );
            connection.execute_unprepared(&body).await?;
        }
        for table in TABLES {
            for statement in forbid(manager.get_database_backend(), table) {
                connection.execute_unprepared(&statement).await?;
            }
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let connection = manager.get_connection();
        for table in TABLES {
            for statement in allow(manager.get_database_backend(), table) {
                connection.execute_unprepared(&statement).await?;
            }
        }
        if manager.get_database_backend() == DbBackend::Postgres {
            connection.execute_unprepared("DROP FUNCTION exceedance_only_append()").await?;
        }
        Ok(())
    }
}

fn forbid(backend: DbBackend, table: &str) -> Vec<String> {
    if backend == DbBackend::Postgres {
        return vec![format!(
            "CREATE TRIGGER {table}_only_append BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} \
             FOR EACH STATEMENT EXECUTE FUNCTION exceedance_only_append()"
        )];
    }
    let one = |act: &str| {
        format!("CREATE TRIGGER {table}_no_{act} BEFORE {act} ON {table} BEGIN SELECT RAISE(ABORT, '{WORDS}'); END")
    };
    ["update", "delete"].map(one).to_vec()
}

fn allow(backend: DbBackend, table: &str) -> Vec<String> {
    if backend == DbBackend::Postgres {
        return vec![format!("DROP TRIGGER {table}_only_append ON {table}")];
    }
    ["update", "delete"].map(|act| format!("DROP TRIGGER {table}_no_{act}")).to_vec()
}
