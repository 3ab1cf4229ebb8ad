//! The cross-check as a job: it comes with the filing, and comes again when it fails.

use domain::time::HOUR;
use entities::{finding, job};
use rust_decimal::dec;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter};
use services::jobs::{self, CrossCheck, Job};
use testing::Bench;

use super::world::{World, right};

async fn rename(bench: &Bench, from: &str, to: &str) {
    let tx = bench.ctx.store.write().await.unwrap();
    tx.execute_unprepared(&format!("ALTER TABLE {from} RENAME TO {to}")).await.unwrap();
    tx.commit().await.unwrap();
}

async fn waiting(bench: &Bench) -> Vec<job::Model> {
    let checks = job::Entity::find().filter(job::Column::Kind.eq("cross-check"));
    checks.all(bench.ctx.store.read()).await.unwrap()
}

#[tokio::test]
async fn a_check_that_fails_is_tried_again() {
    let world = World::monitored().await;
    let mut content = right(&world).await;
    content.water.municipal_m3 = Some(dec!(17_000));
    world.file(&content).await;
    let bench = &world.bench;
    assert_eq!(waiting(bench).await.len(), 1);
    rename(bench, "utility_reading", "elsewhere").await;
    bench.drain_jobs().await;
    let failed = waiting(bench).await.remove(0);
    assert_eq!((failed.attempts, failed.failed_at), (1, None));
    assert!(failed.last_error.is_some() && failed.run_after > bench.ctx.now());
    rename(bench, "elsewhere", "utility_reading").await;
    bench.advance(HOUR);
    bench.drain_jobs().await;
    assert!(waiting(bench).await.is_empty());
    assert_eq!(finding::Entity::find().count(bench.ctx.store.read()).await.unwrap(), 1);
}

#[tokio::test]
async fn a_version_that_does_not_exist_is_given_up_at_once() {
    let bench = Bench::new().await;
    let tx = bench.ctx.store.write().await.unwrap();
    let job = Job::CrossCheck(CrossCheck { version_id: 404 });
    jobs::enqueue(&tx, &bench.ctx, &job, bench.ctx.now()).await.unwrap();
    tx.commit().await.unwrap();
    bench.drain_jobs().await;
    let given_up = waiting(&bench).await.remove(0);
    assert_eq!((given_up.attempts, given_up.failed_at), (1, Some(bench.ctx.now())));
}
