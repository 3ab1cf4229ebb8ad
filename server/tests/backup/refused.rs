//! What is not restored, and that nothing is left behind then.

use std::path::{Path, PathBuf};

use migration::{Migrator, MigratorTrait};
use sea_orm::{ConnectionTrait, Database, DbBackend, EntityTrait, PaginatorTrait, Statement};
use services::{
    backup::{self, Failure},
    store,
};
use testing::Bench;

struct Made {
    bench: Bench,
    file: PathBuf,
    folder: tempfile::TempDir,
}

async fn made() -> Made {
    let bench = Bench::new().await;
    bench.plating_works().await;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("x.backup");
    backup::write(&bench.ctx.store, &file).await.unwrap();
    Made { bench, file, folder }
}

/// Restores into an empty place, which has to be as empty afterwards.
async fn refuse(file: &Path) -> Failure {
    let (url, _place) = testing::empty_place().await;
    let failure = backup::restore(file, &url).await.unwrap_err();
    let store = store::connect(&url).await.unwrap();
    assert!(store::is_new(&store).await.unwrap(), "{failure}");
    store.close().await.unwrap();
    failure
}

#[tokio::test]
async fn an_older_backup_is_not_written_over() {
    let made = made().await;
    let first = std::fs::read(&made.file).unwrap();
    let refused = backup::write(&made.bench.ctx.store, &made.file).await;
    assert!(matches!(refused, Err(Failure::Exists(_))), "{refused:?}");
    assert_eq!(std::fs::read(&made.file).unwrap(), first);
    assert_eq!(made.folder.path().read_dir().unwrap().count(), 1, "nothing half-written is left");
    let nowhere = backup::write(&made.bench.ctx.store, &made.folder.path().join("no/where")).await;
    assert!(nowhere.is_err(), "{nowhere:?}");
}

#[tokio::test]
async fn a_place_in_use_stays_as_it_is() {
    let made = made().await;
    let refused = backup::restore(&made.file, &made.bench.url).await.unwrap_err();
    assert!(matches!(refused, Failure::NotEmpty(_)), "{refused}");
    assert_eq!(entities::enterprise::Entity::find().count(made.bench.ctx.store.read()).await.unwrap(), 1);
}

/// The tables of a portal that was never used are no data; on SQLite a file in the way always is.
#[tokio::test]
async fn an_empty_schema_is_no_hindrance() {
    let made = made().await;
    if !made.bench.is_postgres() {
        return;
    }
    let (url, _place) = testing::empty_place().await;
    let store = store::connect(&url).await.unwrap();
    store::migrate(&store).await.unwrap();
    store.close().await.unwrap();
    backup::restore(&made.file, &url).await.unwrap();
    let again = backup::restore(&made.file, &url).await.unwrap_err();
    assert!(matches!(again, Failure::NotEmpty(_)), "{again}");
}

/// A backup that cannot be put in leaves a place that takes the next one: here what it holds has another shape than its
/// schema.
#[tokio::test]
async fn a_restore_that_fails_midway_leaves_an_empty_place() {
    let made = made().await;
    let other = Bench::new().await;
    other.plating_works().await;
    let tx = other.ctx.store.write().await.unwrap();
    tx.execute_unprepared("ALTER TABLE town ADD COLUMN colour VARCHAR").await.unwrap();
    tx.commit().await.unwrap();
    let strange = made.folder.path().join("strange");
    backup::write(&other.ctx.store, &strange).await.unwrap();
    let (url, place) = testing::empty_place().await;
    let failed = backup::restore(&strange, &url).await.unwrap_err();
    assert!(matches!(&failed, Failure::Damaged { what, .. } if what.contains("town")), "{failed}");
    assert_eq!(place.path().read_dir().unwrap().count(), 0, "no file is left");
    assert!(tables(&url).await.is_empty(), "and no table");
    backup::restore(&made.file, &url).await.unwrap();
}

/// The tables of a place; of SQLite none, where there is no file.
async fn tables(url: &str) -> Vec<String> {
    if url.starts_with("sqlite") {
        return Vec::new();
    }
    let store = store::connect(url).await.unwrap();
    let sql = "SELECT tablename::text FROM pg_tables WHERE schemaname = current_schema()";
    let rows = store.read().query_all_raw(Statement::from_string(DbBackend::Postgres, sql)).await.unwrap();
    store.close().await.unwrap();
    rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect()
}

/// A schema that is ahead of the program is refused by the step that it does not know; one that is behind is brought up to
/// date.
#[tokio::test]
async fn a_newer_schema_is_refused_and_an_older_one_brought_up_to_date() {
    let made = made().await;
    let step = |sql: &'static str| async {
        let tx = made.bench.ctx.store.write().await.unwrap();
        tx.execute_unprepared(sql).await.unwrap();
        tx.commit().await.unwrap();
    };
    step("INSERT INTO seaql_migrations (version, applied_at) VALUES ('m9999_later', 0)").await;
    let newer = made.folder.path().join("newer");
    backup::write(&made.bench.ctx.store, &newer).await.unwrap();
    let refused = refuse(&newer).await;
    assert!(matches!(&refused, Failure::Newer { step, .. } if step == "m9999_later"), "{refused}");
    assert!(refused.to_string().contains("a newer one"), "it says the way out: {refused}");

    step("DELETE FROM seaql_migrations WHERE version = 'm9999_later'").await;
    // Its last step undone: what a program of before that step wrote.
    let hands = Database::connect(&made.bench.url).await.unwrap();
    Migrator::down(&hands, Some(1)).await.unwrap();
    hands.close().await.unwrap();
    let older = made.folder.path().join("older");
    backup::write(&made.bench.ctx.store, &older).await.unwrap();
    let (url, _place) = testing::empty_place().await;
    backup::restore(&older, &url).await.unwrap();
    let again = store::connect(&url).await.unwrap();
    assert_eq!(store::pending(&again).await.unwrap(), 0);
    assert_eq!(entities::enterprise::Entity::find().count(again.read()).await.unwrap(), 1);
    again.close().await.unwrap();
}

/// All bytes count, whichever database they are of.
#[tokio::test]
async fn what_is_cut_or_changed_is_refused() {
    let made = made().await;
    let whole = std::fs::read(&made.file).unwrap();
    let other = made.folder.path().join("other");
    let write = |bytes: &[u8]| std::fs::write(&other, bytes).unwrap();

    for length in [whole.len() / 2, whole.len() - 1] {
        write(&whole[..length]);
        let cut = refuse(&other).await;
        assert!(matches!(cut, Failure::Cut(_)), "{cut}");
    }

    // One character of a value: the enterprise's code; and one that no table holds, in what is said of all of them.
    let code = whole.windows(18).position(|bytes| bytes == testing::CREDIT_CODE.as_bytes()).unwrap();
    for place in [code, 60, whole.len() - 10] {
        let mut changed = whole.clone();
        changed[place] ^= 1;
        write(&changed);
        let changed = refuse(&other).await;
        assert!(matches!(&changed, Failure::Damaged { what, .. } if what.contains("checksum")), "{changed}");
    }

    write(b"not a backup");
    assert!(matches!(refuse(&other).await, Failure::Foreign(_)));
    write(b"");
    assert!(matches!(refuse(&other).await, Failure::Foreign(_)));
    assert!(matches!(refuse(&made.folder.path().join("missing")).await, Failure::Io { .. }));
    assert!(matches!(refuse(made.folder.path()).await, Failure::NoFile(_)));
}

/// What is put beside a database under a name of SQLite's, it takes for a part of that database.
#[tokio::test]
async fn names_of_a_databases_own_files_are_refused() {
    let made = made().await;
    for companion in ["-wal", "-shm", "-journal"] {
        let name = made.folder.path().join(format!("mingjian.db{companion}"));
        let refused = backup::write(&made.bench.ctx.store, &name).await.unwrap_err();
        assert!(matches!(refused, Failure::Companion(_)), "{refused}");
        let refused = backup::copy(&made.file, &name).unwrap_err();
        assert!(matches!(refused, Failure::Companion(_)), "{refused}");
        if !made.bench.is_postgres() {
            let refused = backup::restore(&made.file, &format!("sqlite://{}", name.display())).await.unwrap_err();
            assert!(matches!(refused, Failure::Companion(_)), "{refused}");
        }
        assert!(!name.exists());
    }
    let nowhere = backup::write(&made.bench.ctx.store, &made.folder.path().join("no/where")).await.unwrap_err();
    assert!(matches!(nowhere, Failure::NoFolder(_)) && !nowhere.to_string().contains("database"), "{nowhere}");
}

#[tokio::test]
async fn a_backup_of_the_other_database_is_named() {
    let made = made().await;
    let url = if made.bench.is_postgres() {
        format!("sqlite://{}", made.folder.path().join("new.db").display())
    } else {
        "postgres://127.0.0.1:1/none".to_owned()
    };
    let refused = backup::restore(&made.file, &url).await.unwrap_err();
    assert!(matches!(refused, Failure::OtherDatabase { .. }), "{refused}");
}
