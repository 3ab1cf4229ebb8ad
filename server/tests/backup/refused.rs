//! What is not restored, and that nothing is left behind then.

use std::path::{Path, PathBuf};

use sea_orm::{EntityTrait, PaginatorTrait};
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

/// A backup that cannot be put in leaves a place that takes the next one.
#[tokio::test]
async fn a_restore_that_fails_midway_leaves_an_empty_place() {
    let made = made().await;
    if !made.bench.is_postgres() {
        return;
    }
    let (url, _place) = testing::empty_place().await;
    let mut text = std::fs::read(&made.file).unwrap();
    let manifest = text.windows(9).rposition(|bytes| bytes == b"\"columns\"").unwrap();
    // Another column in the manifest: what is put in has another shape than the schema.
    let column = text.get(manifest..).unwrap().windows(4).position(|bytes| bytes == b"\"id\"").unwrap() + manifest;
    text.splice(column..column + 4, *b"\"iq\"");
    let other = made.folder.path().join("other");
    std::fs::write(&other, &text).unwrap();
    let failed = backup::restore(&other, &url).await.unwrap_err();
    assert!(matches!(&failed, Failure::Damaged { what, .. } if what.contains("other columns")), "{failed}");
    backup::restore(&made.file, &url).await.unwrap();
}

#[tokio::test]
async fn what_is_cut_or_changed_is_refused() {
    let made = made().await;
    let whole = std::fs::read(&made.file).unwrap();
    let other = made.folder.path().join("other");
    let write = |bytes: &[u8]| std::fs::write(&other, bytes).unwrap();

    write(&whole[..whole.len() / 2]);
    let cut = refuse(&other).await;
    assert!(matches!(cut, Failure::Cut(_) | Failure::Damaged { .. }), "{cut}");

    // One character of a value: the enterprise's code.
    let place = whole.windows(18).position(|bytes| bytes == testing::CREDIT_CODE.as_bytes()).unwrap();
    if made.bench.is_postgres() {
        let mut changed = whole.clone();
        changed[place] = b'8';
        write(&changed);
        let changed = refuse(&other).await;
        assert!(matches!(&changed, Failure::Damaged { what, .. } if what.contains("table")), "{changed}");
    }

    write(b"not a backup");
    assert!(matches!(refuse(&other).await, Failure::Foreign(_)));
    write(b"");
    assert!(matches!(refuse(&other).await, Failure::Foreign(_)));
    assert!(matches!(refuse(&made.folder.path().join("missing")).await, Failure::Io { .. }));
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
