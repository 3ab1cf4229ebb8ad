//! Marks that enterprises set on the data of their outlets, and what became of each. Both are only ever appended to.

use sea_orm_migration::{
    prelude::*,
    sea_orm::{ConnectionTrait, DbBackend},
    sea_query::TableCreateStatement,
};

use crate::column::{big, big_or_none, id, index, long, refers, table, text, unique, yes_no};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::create(manager, vec![mark(), mark_step()]).await?;
        let by_outlet = index("mark", &["outlet_id", "from_at"]);
        let once = unique("mark_step", "mark_step", &["mark_id", "step"]);
        crate::index(manager, vec![by_outlet, once]).await?;
        run(manager, only_append(manager)).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, append_and_change(manager)).await?;
        crate::drop(manager, &["mark_step", "mark"]).await
    }
}

fn mark() -> TableCreateStatement {
    table("mark")
        .col(id())
        .col(big("outlet_id"))
        .col(text("kind"))
        .col(text("pollutants"))
        .col(big("from_at"))
        .col(big_or_none("to_at"))
        .col(yes_no("treatment_runs"))
        .col(long("note"))
        .col(yes_no("asked_for"))
        .col(long("reason"))
        .col(big("set_at"))
        .col(big("account_id"))
        .foreign_key(&mut refers("mark", "outlet_id", "outlet"))
        .to_owned()
}

fn mark_step() -> TableCreateStatement {
    table("mark_step")
        .col(id())
        .col(big("mark_id"))
        .col(text("step"))
        .col(big("at"))
        .col(big("account_id"))
        .col(big_or_none("ended_at"))
        .col(long("reason"))
        .foreign_key(&mut refers("mark_step", "mark_id", "mark"))
        .to_owned()
}

/// Triggers that refuse to change or remove a mark or a step. Triggers have no common subset.
fn only_append(manager: &SchemaManager) -> &'static [&'static str] {
    match manager.get_database_backend() {
        DbBackend::Postgres => &[
            "CREATE FUNCTION mark_only_append() RETURNS trigger LANGUAGE plpgsql AS \
             $$ BEGIN RAISE EXCEPTION 'marks are only ever appended to'; END $$",
            "CREATE TRIGGER mark_only_append BEFORE UPDATE OR DELETE OR TRUNCATE ON mark \
             FOR EACH STATEMENT EXECUTE FUNCTION mark_only_append()",
            "CREATE TRIGGER mark_step_only_append BEFORE UPDATE OR DELETE OR TRUNCATE ON mark_step \
             FOR EACH STATEMENT EXECUTE FUNCTION mark_only_append()",
        ],
        _ => &[
            "CREATE TRIGGER mark_no_update BEFORE UPDATE ON mark \
             BEGIN SELECT RAISE(ABORT, 'marks are only ever appended to'); END",
            "CREATE TRIGGER mark_no_delete BEFORE DELETE ON mark \
             BEGIN SELECT RAISE(ABORT, 'marks are only ever appended to'); END",
            "CREATE TRIGGER mark_step_no_update BEFORE UPDATE ON mark_step \
             BEGIN SELECT RAISE(ABORT, 'marks are only ever appended to'); END",
            "CREATE TRIGGER mark_step_no_delete BEFORE DELETE ON mark_step \
             BEGIN SELECT RAISE(ABORT, 'marks are only ever appended to'); END",
        ],
    }
}

fn append_and_change(manager: &SchemaManager) -> &'static [&'static str] {
    match manager.get_database_backend() {
        DbBackend::Postgres => &[
            "DROP TRIGGER mark_step_only_append ON mark_step",
            "DROP TRIGGER mark_only_append ON mark",
            "DROP FUNCTION mark_only_append()",
        ],
        _ => &[
            "DROP TRIGGER mark_step_no_delete",
            "DROP TRIGGER mark_step_no_update",
            "DROP TRIGGER mark_no_delete",
            "DROP TRIGGER mark_no_update",
        ],
    }
}

async fn run(manager: &SchemaManager<'_>, statements: &[&str]) -> Result<(), DbErr> {
    for statement in statements {
        manager.get_connection().execute_unprepared(statement).await?;
    }
    Ok(())
}
