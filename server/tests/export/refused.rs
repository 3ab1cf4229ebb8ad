//! What is not exported or imported, and that nothing is left behind then.

use std::path::{Path, PathBuf};

use entities::enterprise;
use sea_orm::{EntityTrait, PaginatorTrait};
use services::{backup::Failure, export, store};
use sha2::{Digest, Sha256};
use testing::Bench;

use super::same_files::hex;

struct Made {
    bench: Bench,
    city: PathBuf,
    place: tempfile::TempDir,
}

async fn made() -> Made {
    let bench = Bench::new().await;
    bench.plating_works().await;
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("city");
    export::write(&bench.ctx.store, bench.ctx.now(), &folder).await.unwrap();
    Made { bench, city: folder, place }
}

/// Imports into an empty place, which has to be as empty afterwards.
async fn refuse(folder: &Path) -> Failure {
    let (url, _place) = testing::empty_place().await;
    let failure = export::fill(folder, &url).await.unwrap_err();
    let store = store::connect(&url).await.unwrap();
    assert!(store::is_new(&store).await.unwrap(), "{failure}");
    store.close().await.unwrap();
    failure
}

/// Changes a file, and what the list says of it too: as somebody would who knows what they do.
fn rewrite(folder: &Path, name: &str, change: impl Fn(&str) -> String) {
    let path = folder.join(name);
    let text = change(&std::fs::read_to_string(&path).unwrap());
    std::fs::write(&path, &text).unwrap();
    if name != "SHA256SUMS" {
        let digest = hex(&Sha256::digest(&text));
        let sums = std::fs::read_to_string(folder.join("SHA256SUMS")).unwrap();
        let line = |line: &str| if line.ends_with(name) { format!("{digest}  {name}") } else { line.to_owned() };
        let sums: Vec<_> = sums.lines().map(line).collect();
        std::fs::write(folder.join("SHA256SUMS"), sums.join("\n") + "\n").unwrap();
    }
}

#[tokio::test]
async fn a_folder_in_use_is_not_written_into() {
    let made = made().await;
    let again = export::write(&made.bench.ctx.store, made.bench.ctx.now(), &made.city).await;
    assert!(matches!(again, Err(Failure::FolderNotEmpty(_))), "{again:?}");
    let nowhere = made.place.path().join("no/where");
    assert!(matches!(
        export::write(&made.bench.ctx.store, made.bench.ctx.now(), &nowhere).await,
        Err(Failure::NoFolder(_))
    ));
    assert_eq!(made.place.path().read_dir().unwrap().count(), 1, "nothing half-written is left");
}

#[tokio::test]
async fn a_database_in_use_stays_as_it_is() {
    let made = made().await;
    let refused = export::fill(&made.city, &made.bench.url).await.unwrap_err();
    assert!(matches!(refused, Failure::NotEmpty(_)), "{refused}");
    assert_eq!(enterprise::Entity::find().count(made.bench.ctx.store.read()).await.unwrap(), 1);
}

#[tokio::test]
async fn what_is_cut_damaged_or_foreign_is_told() {
    let made = made().await;
    let file = made.city.join("tables/enterprise.csv");
    let whole = std::fs::read(&file).unwrap();

    std::fs::write(&file, &whole[..whole.len() - 1]).unwrap();
    let told = refuse(&made.city).await;
    assert!(matches!(&told, Failure::Damaged { file, .. } if file.ends_with("tables/enterprise.csv")), "{told}");
    let mut other = whole.clone();
    other[10] ^= 1;
    std::fs::write(&file, &other).unwrap();
    assert!(matches!(refuse(&made.city).await, Failure::Damaged { .. }));
    std::fs::remove_file(&file).unwrap();
    let told = refuse(&made.city).await.to_string();
    assert!(told.contains("tables/enterprise.csv is missing"), "{told}");
    std::fs::write(&file, &whole).unwrap();
    assert!(export::check(&made.city).is_ok());

    let sums = std::fs::read_to_string(made.city.join("SHA256SUMS")).unwrap();
    let fewer: Vec<_> = sums.lines().filter(|line| !line.contains("enterprise.csv")).collect();
    std::fs::write(made.city.join("SHA256SUMS"), fewer.join("\n")).unwrap();
    assert!(matches!(refuse(&made.city).await, Failure::NotWhole { .. }));
    std::fs::write(made.city.join("SHA256SUMS"), format!("{sums}{}  ../../etc/passwd\n", "0".repeat(64))).unwrap();
    assert!(matches!(refuse(&made.city).await, Failure::Damaged { .. }), "a list that leads out of the folder");
    std::fs::write(made.city.join("SHA256SUMS"), "what is this").unwrap();
    assert!(matches!(refuse(&made.city).await, Failure::Damaged { .. }));
    std::fs::remove_file(made.city.join("SHA256SUMS")).unwrap();
    assert!(matches!(refuse(&made.city).await, Failure::NoExport { .. }));
    assert!(matches!(refuse(made.place.path()).await, Failure::NoExport { .. }));
}

#[tokio::test]
async fn a_newer_schema_is_named() {
    let made = made().await;
    rewrite(&made.city, "manifest.json", |text| {
        text.replace("\"m0001_register\"", "\"m0001_register\", \"m9999_later\"")
    });
    let told = refuse(&made.city).await;
    assert!(matches!(&told, Failure::Newer { .. }), "{told}");
    assert!(told.to_string().contains("another version of Mingjian"), "{told}");
    rewrite(&made.city, "manifest.json", |text| text.replace("\"form\": 1", "\"form\": 2"));
    assert!(refuse(&made.city).await.to_string().contains("form 2"));
}

/// Sums that fit prove nothing to whoever wrote them: the database still holds what the file says, or nothing.
#[tokio::test]
async fn rows_that_do_not_fit_the_schema_leave_nothing_behind() {
    for (from, to) in [
        ("\n1,\"91350100M000100Y43\"", "\nx,\"91350100M000100Y43\""),
        ("\n1,\"91350100M000100Y43\"", "\n,\"91350100M000100Y43\""),
        ("\n1,\"91350100M000100Y43\"", "\n1,2,\"91350100M000100Y43\""),
        ("id,credit_code", "id,code"),
        ("\n1,\"91350100M000100Y43\"", "\n1,\"91350100M000100Y43"),
    ] {
        let made = made().await;
        rewrite(&made.city, "tables/enterprise.csv", |text| {
            assert!(text.contains(from), "{text}");
            text.replacen(from, to, 1)
        });
        let sums = std::fs::read_to_string(made.city.join("SHA256SUMS")).unwrap();
        let digest = sums.lines().find(|line| line.ends_with("/enterprise.csv")).unwrap().split(' ').next().unwrap();
        rewrite(&made.city, "manifest.json", |text| {
            let mut json: serde_json::Value = serde_json::from_str(text).unwrap();
            let tables = json["tables"].as_array_mut().unwrap();
            tables.iter_mut().find(|table| table["name"] == "enterprise").unwrap()["sha256"] = digest.into();
            json.to_string()
        });
        assert!(export::check(&made.city).is_ok(), "{to}: each file is what the list says");
        let told = refuse(&made.city).await;
        assert!(matches!(told, Failure::Damaged { .. } | Failure::Database(_)), "{to}: {told}");
    }
}
