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
