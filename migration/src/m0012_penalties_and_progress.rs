//! What a decision orders beside the fine, and what becomes of a published case.

use sea_orm_migration::{
    prelude::*,
    sea_orm::{ConnectionTrait, DatabaseBackend},
};

use crate::column::{big_or_none, text, text_or_none};

/// How many months a decision of each gravity is public.
const TERMS: [(&str, u32); 3] = [("minor", 3), ("ordinary", 12), ("serious", 36)];

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        add(manager, "violation_case", text("measures").default("").to_owned()).await?;
        add(manager, "violation_case", text_or_none("rectified_on")).await?;
        add(manager, "violation_case", text_or_none("closed_on")).await?;
        add(manager, "violation_case", big_or_none("reported_at")).await?;
        add(manager, "case_step", text_or_none("happened_on")).await?;
        for (gravity, months) in TERMS {
            run_from_the_decision(manager, gravity, months).await?;
        }
        Ok(())
    }

    /// Terms that were counted from the publication do not come back: they were too long.
    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop(manager, "case_step", "happened_on").await?;
        for column in ["reported_at", "closed_on", "rectified_on", "measures"] {
            drop(manager, "violation_case", column).await?;
        }
        Ok(())
    }
}

/// Terms of publication run from the day of the document: those that began with the publication end earlier now.
async fn run_from_the_decision(manager: &SchemaManager<'_>, gravity: &str, months: u32) -> Result<(), DbErr> {
    let db = manager.get_connection();
    // A month that is too short ends the term on its last day; SQLite by itself would go into the next one.
    let last_day = match db.get_database_backend() {
        DatabaseBackend::Postgres => format!("to_char(decided_on::date + interval '{months} months', 'YYYY-MM-DD')"),
        _ => format!(
            "min(date(decided_on, '+{months} months'), \
             date(decided_on, 'start of month', '+{} months', '-1 day'))",
            months + 1
        ),
    };
    let sql = format!(
        "UPDATE violation_case SET withdraw_on = {last_day} \
         WHERE withdraw_on IS NOT NULL AND decided_on IS NOT NULL AND gravity = '{gravity}'"
    );
    db.execute_unprepared(&sql).await.map(|_| ())
}

async fn add(manager: &SchemaManager<'_>, table: &'static str, column: ColumnDef) -> Result<(), DbErr> {
    manager.alter_table(Table::alter().table(table).add_column(column).to_owned()).await
}

async fn drop(manager: &SchemaManager<'_>, table: &'static str, column: &'static str) -> Result<(), DbErr> {
    manager.alter_table(Table::alter().table(table).drop_column(column).to_owned()).await
}
