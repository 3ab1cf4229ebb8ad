//! The connection that writes.

use sea_orm::{ConnectionTrait, DbBackend, Statement};
use testing::Bench;

/// A row that fills a page.
const ROW: &str = "INSERT INTO filler VALUES (randomblob(4000))";

async fn number(db: &impl ConnectionTrait, sql: &str) -> i64 {
    let row = db.query_one_raw(Statement::from_string(DbBackend::Sqlite, sql)).await.unwrap().unwrap();
    row.try_get_by_index(0).unwrap()
}

#[tokio::test]
async fn after_a_full_disk_what_is_committed_is_stored() {
    let bench = Bench::new().await;
    if bench.is_postgres() {
        return; // The limit below is SQLite's.
    }
    let store = &bench.ctx.store;
    let tx = store.write().await.unwrap();
    tx.execute_unprepared("CREATE TABLE filler (content BLOB)").await.unwrap();
    let pages = number(&tx, "PRAGMA page_count").await;
    number(&tx, &format!("PRAGMA max_page_count = {}", pages + 3)).await;
    tx.commit().await.unwrap();
    let mut stored = 0;
    loop {
        let tx = store.write().await.unwrap();
        if tx.execute_unprepared(ROW).await.is_err() {
            break;
        }
        tx.commit().await.unwrap();
        stored += 1;
    }
    assert!(stored < 10, "the disk became full");
    // Something begins and gives up, as every refusal does.
    drop(store.write().await.unwrap());
    let tx = store.write().await.unwrap();
    number(&tx, "PRAGMA max_page_count = 1000000").await;
    tx.execute_unprepared(ROW).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(number(store.read(), "SELECT count(*) FROM filler").await, stored + 1, "another connection sees it");
}
