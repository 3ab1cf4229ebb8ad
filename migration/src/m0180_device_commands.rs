//! What loggers are asked to do, what became of it step by step, and which loggers the portal may ask by itself.

use sea_orm_migration::{prelude::*, sea_query::TableCreateStatement};

use crate::column::{big, big_or_none, id, index, int, long, refers, table, text, text_or_none, unique};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::create(manager, vec![device_command(), device_command_step(), device_asking()]).await?;
        let indexes = vec![
            index("device_command", &["device_id", "asked_at"]),
            index("device_command", &["state"]),
            unique("device_command", "device_qn", &["device_id", "qn"]),
            index("device_command_step", &["command_id"]),
        ];
        crate::index(manager, indexes).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::drop(manager, &["device_asking", "device_command_step", "device_command"]).await
    }
}

fn device_command() -> TableCreateStatement {
    table("device_command")
        .col(id())
        .col(big("device_id"))
        .col(text("kind"))
        .col(text("pol_id"))
        .col(big_or_none("from_at"))
        .col(big_or_none("to_at"))
        .col(int("over_time"))
        .col(int("re_count"))
        .col(text("asked_by"))
        .col(big_or_none("account_id"))
        .col(long("reason"))
        .col(big("asked_at"))
        .col(big("not_before"))
        .col(big("expires_at"))
        .col(text("state"))
        .col(big("since"))
        .col(text_or_none("qn"))
        .col(int("attempts"))
        .col(big_or_none("sent_at"))
        .col(big_or_none("taken"))
        .col(big_or_none("ended"))
        .col(int("packets"))
        .foreign_key(&mut refers("device_command", "device_id", "device"))
        .to_owned()
}

fn device_command_step() -> TableCreateStatement {
    table("device_command_step")
        .col(id())
        .col(big("command_id"))
        .col(text("step"))
        .col(big("at"))
        .col(big_or_none("code"))
        .col(long("detail"))
        .col(big_or_none("frame_id"))
        .col(big_or_none("account_id"))
        .foreign_key(&mut refers("device_command_step", "command_id", "device_command"))
        .to_owned()
}

fn device_asking() -> TableCreateStatement {
    table("device_asking")
        .col(big("device_id").primary_key().to_owned())
        .col(big("since"))
        .col(big_or_none("account_id"))
        .foreign_key(&mut refers("device_asking", "device_id", "device"))
        .to_owned()
}
