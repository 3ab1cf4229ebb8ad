//! The demo city in a real database.

mod declarations;
mod filled;
mod history;
mod signs;
mod tips;

use chrono::NaiveDate;
use entities::account;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use services::accounts::Actor;
use testing::Bench;

fn today() -> NaiveDate {
    "2026-11-22".parse().unwrap()
}

/// Somebody of the demo city, by login.
async fn person(bench: &Bench, login: &str) -> Actor {
    let found = account::Entity::find().filter(account::Column::Login.eq(login));
    found.one(bench.ctx.store.read()).await.unwrap().unwrap().into()
}
