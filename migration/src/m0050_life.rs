//! Since when enterprises and loggers are public, since when what the register holds is closed, what an enterprise was
//! called before, and how often the register was written.

use sea_orm_migration::{prelude::*, sea_orm::ConnectionTrait, sea_query::TableCreateStatement};

use crate::column::{big, id, index, refers, table, text, text_or_none};

#[derive(DeriveMigrationName)]
pub struct Migration;

/// What can be in trial, and what can be closed.
const IN_TRIAL: [&str; 2] = ["enterprise", "device"];
const CLOSED: [&str; 4] = ["enterprise", "outlet", "product", "device"];
/// A day before there was anything to see: what stood in the register before there was a trial was public.
const FROM_THE_BEGINNING: &str = "2000-01-01";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for name in IN_TRIAL {
            let column = text_or_none("public_from");
            manager.alter_table(Table::alter().table(name).add_column(column).to_owned()).await?;
            let sql = format!("UPDATE {name} SET public_from = '{FROM_THE_BEGINNING}'");
            manager.get_connection().execute_unprepared(&sql).await?;
        }
        for name in CLOSED {
            let column = text_or_none("closed_on");
            manager.alter_table(Table::alter().table(name).add_column(column).to_owned()).await?;
        }
        crate::create(manager, vec![former_identity(), register_version()]).await?;
        crate::index(
            manager,
            vec![index("former_identity", &["enterprise_id"]), index("former_identity", &["kind", "said"])],
        )
        .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::drop(manager, &["register_version", "former_identity"]).await?;
        for name in CLOSED {
            manager.alter_table(Table::alter().table(name).drop_column("closed_on").to_owned()).await?;
        }
        for name in IN_TRIAL {
            manager.alter_table(Table::alter().table(name).drop_column("public_from").to_owned()).await?;
        }
        Ok(())
    }
}

fn former_identity() -> TableCreateStatement {
    table("former_identity")
        .col(id())
        .col(big("enterprise_id"))
        .col(text("kind"))
        .col(text("said"))
        .col(text("pinyin"))
        .col(text("until"))
        .foreign_key(&mut refers("former_identity", "enterprise_id", "enterprise"))
        .to_owned()
}

fn register_version() -> TableCreateStatement {
    table("register_version").col(big("id").primary_key()).col(big("version")).to_owned()
}
