//! Second factors: the secrets that authenticators share, and the codes for a lost telephone.
//!
//! Accounts that are there have none. Those whose role needs one are led to it when they sign in next.

use sea_orm_migration::{prelude::*, sea_query::TableCreateStatement};

use crate::column::{big, big_or_none, bytes, id, index, primary, refers, table, text};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::create(manager, vec![second_factor(), recovery_code()]).await?;
        crate::index(manager, vec![index("recovery_code", &["account_id"])]).await?;
        let column = big_or_none("second_factor_at");
        manager.alter_table(Table::alter().table("account").add_column(column).to_owned()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.alter_table(Table::alter().table("account").drop_column("second_factor_at").to_owned()).await?;
        crate::drop(manager, &["recovery_code", "second_factor"]).await
    }
}

/// Its key is the account's.
fn second_factor() -> TableCreateStatement {
    table("second_factor")
        .col(big("id"))
        .col(bytes("secret"))
        .col(big("last_step"))
        .col(big_or_none("confirmed_at"))
        .col(big("created_at"))
        .primary_key(&mut primary(&["id"]))
        .foreign_key(&mut refers("second_factor", "id", "account"))
        .to_owned()
}

fn recovery_code() -> TableCreateStatement {
    table("recovery_code")
        .col(id())
        .col(big("account_id"))
        .col(text("digest"))
        .col(big_or_none("used_at"))
        .foreign_key(&mut refers("recovery_code", "account_id", "account"))
        .to_owned()
}
