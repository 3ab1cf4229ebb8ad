//! Signs in the data, what was written about them, and when each outlet is looked at next. What was written is only ever appended
//! to, whoever writes.

use sea_orm_migration::{prelude::*, sea_orm::DbBackend, sea_query::TableCreateStatement};

use crate::column::{big, big_or_none, id, index, int, long, primary, refers, table, text, text_or_none, yes_no};

#[derive(DeriveMigrationName)]
pub struct Migration;

const WORDS: &str = "what is written about a sign is only ever appended to";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::create(manager, vec![sign(), sign_entry(), sign_due()]).await?;
        let indexes = vec![
            index("sign", &["outlet_id", "kind", "to_at"]),
            index("sign", &["enterprise_id", "status"]),
            index("sign", &["status", "rank"]),
            index("sign_entry", &["sign_id"]),
            index("sign_due", &["at"]),
        ];
        crate::index(manager, indexes).await?;
        for statement in forbid(manager.get_database_backend()) {
            manager.get_connection().execute_unprepared(&statement).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::drop(manager, &["sign_due", "sign_entry", "sign"]).await?;
        if manager.get_database_backend() == DbBackend::Postgres {
            manager.get_connection().execute_unprepared("DROP FUNCTION sign_entry_only_append()").await?;
        }
        Ok(())
    }
}

fn forbid(backend: DbBackend) -> Vec<String> {
    if backend == DbBackend::Postgres {
        let function = format!(
            "CREATE FUNCTION sign_entry_only_append() RETURNS trigger LANGUAGE plpgsql AS \
             $$ BEGIN RAISE EXCEPTION '{WORDS}'; END $$"
        );
        let trigger = "CREATE TRIGGER sign_entry_only_append BEFORE UPDATE OR DELETE OR TRUNCATE ON sign_entry \
                       FOR EACH STATEMENT EXECUTE FUNCTION sign_entry_only_append()";
        return vec![function, trigger.to_owned()];
    }
    let one = |act: &str| {
        format!(
            "CREATE TRIGGER sign_entry_no_{act} BEFORE {act} ON sign_entry BEGIN SELECT RAISE(ABORT, '{WORDS}'); END"
        )
    };
    ["update", "delete"].map(one).to_vec()
}

fn sign() -> TableCreateStatement {
    table("sign")
        .col(id())
        .col(big("enterprise_id"))
        .col(big("outlet_id"))
        .col(text("kind"))
        .col(int("rank"))
        .col(text("pollutant"))
        .col(big("from_at"))
        .col(big("to_at"))
        .col(yes_no("goes_on"))
        .col(yes_no("is_left"))
        .col(long("evidence"))
        .col(text("status"))
        .col(big("recorded_at"))
        .col(big_or_none("asked_at"))
        .col(big_or_none("answer_due"))
        .col(text_or_none("outcome"))
        .col(big_or_none("closed_at"))
        .col(big_or_none("closed_by"))
        .foreign_key(&mut refers("sign", "enterprise_id", "enterprise"))
        .foreign_key(&mut refers("sign", "outlet_id", "outlet"))
        .to_owned()
}

fn sign_entry() -> TableCreateStatement {
    table("sign_entry")
        .col(id())
        .col(big("sign_id"))
        .col(text("kind"))
        .col(long("body"))
        .col(big("at"))
        .col(big_or_none("account_id"))
        .foreign_key(&mut refers("sign_entry", "sign_id", "sign"))
        .to_owned()
}

fn sign_due() -> TableCreateStatement {
    table("sign_due").col(big("outlet_id")).col(big("at")).primary_key(&mut primary(&["outlet_id"])).to_owned()
}
