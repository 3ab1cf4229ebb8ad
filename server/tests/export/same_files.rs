//! Fill, export, import, export again: byte for byte the same.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use domain::time::Stamp;
use entities::{declaration_version, described, raw_frame, tip, town};
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel, QueryOrder, Set};
use services::{
    export,
    store::{self, catalogue},
};
use sha2::{Digest, Sha256};
use testing::Bench;

/// Every file of a folder, by its place.
pub fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut all = BTreeMap::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all.extend(
                files(&path).into_iter().map(|(name, bytes)| (Path::new(path.file_name().unwrap()).join(name), bytes)),
            );
        } else {
            all.insert(path.file_name().unwrap().into(), std::fs::read(&path).unwrap());
        }
    }
    all
}

async fn demo_city() -> Bench {
    let bench = Bench::new().await;
    let options = demo::Options { enterprises: 12, ..demo::Options::on("2026-11-22".parse().unwrap()) };
    demo::fill(&bench.ctx, &options).await.unwrap();
    // What a format could stumble over: quotes, separators, line ends, nothing beside an empty text, every byte.
    let frame = raw_frame::Model {
        id: 7,
        device_id: None,
        received_at: Stamp(0),
        verdict: "crc, \"wrong\"\r\n\n'\\N\\'".into(),
        tolerated: String::new(),
        wire: (0..=255).collect(),
        digest: None,
        link: None,
        position: None,
    };
    let tx = bench.ctx.store.write().await.unwrap();
    frame.into_active_model().insert(&tx).await.unwrap();
    tx.commit().await.unwrap();
    bench
}

#[tokio::test]
async fn a_city_moves_from_one_database_to_another_and_back() {
    let (bench, place) = (demo_city().await, tempfile::tempdir().unwrap());
    let at = bench.ctx.now();
    let first = place.path().join("first");
    let written = export::write(&bench.ctx.store, at, &first).await.unwrap();
    let (manifest, size) = export::check(&first).unwrap();
    assert_eq!(size, written);
    let rows = |table: &str| manifest.tables.iter().find(|content| content.name == table).unwrap().file.rows;
    for table in ["declaration_version", "violation_case", "case_step", "measurement", "raw_frame", "tip", "audit"] {
        assert!(rows(table) > 0, "{table}");
    }

    // Into an SQLite file, whatever the first one was; and from there into the first one's kind.
    let sqlite = format!("sqlite://{}", place.path().join("moved.db").display());
    let (like_the_first, _folder) = testing::empty_place().await;
    let mut folder = first.clone();
    for (number, url) in [sqlite, like_the_first].iter().enumerate() {
        assert_eq!(export::fill(&folder, url).await.unwrap(), written);
        let again = store::connect(url).await.unwrap();
        let next = place.path().join(format!("again{number}"));
        assert_eq!(export::write(&again, at, &next).await.unwrap(), written, "{url}");
        let (before, after) = (files(&first), files(&next));
        assert!(before.keys().eq(after.keys()), "{:?}", after.keys());
        for (name, bytes) in &before {
            assert!(after[name] == *bytes, "{}", name.display());
        }
        // Keys go on where they stopped.
        let tx = again.write().await.unwrap();
        let town = town::ActiveModel {
            code: Set("441900999".into()),
            name: Set("新镇".into()),
            name_en: Set("New".into()),
            lat: Set(domain::fixed::Micro(0)),
            lng: Set(domain::fixed::Micro(0)),
            outline: Set(String::new()),
            ..Default::default()
        };
        let town = town.insert(&tx).await.unwrap();
        tx.rollback().await.unwrap();
        let last = manifest.tables.iter().find(|content| content.name == "town").unwrap().last_key.unwrap();
        assert!(town.id > last, "{} after {last}", town.id);
        again.close().await.unwrap();
        folder = next;
    }
}

#[tokio::test]
async fn what_stands_in_the_files_is_what_the_portal_holds() {
    let (bench, place) = (demo_city().await, tempfile::tempdir().unwrap());
    let folder = place.path().join("city");
    export::write(&bench.ctx.store, bench.ctx.now(), &folder).await.unwrap();
    let text = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap();

    // Signed texts with the very hash of their receipts.
    let versions = declaration_version::Entity::find().order_by_asc(declaration_version::Column::Id);
    let versions = versions.all(bench.ctx.store.read()).await.unwrap();
    let lines: Vec<serde_json::Value> =
        text("nested/declarations.jsonl").lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), versions.len());
    for (line, version) in lines.iter().zip(&versions) {
        let content = line["content"].as_str().unwrap();
        assert_eq!(line["hash"].as_str(), Some(version.hash.as_str()));
        assert_eq!(hex(&Sha256::digest(content)), version.hash);
        assert!(line["declaration"]["quarter"].is_string() && line["enterprise"]["credit_code"].is_string());
    }
    let cases = text("nested/cases.jsonl");
    assert!(cases.lines().any(|line| line.contains("\"steps\":[{")), "cases with their steps");

    // A tip-off is sealed in it as it is in the database, and its text stands nowhere.
    let sealed = tip::Entity::find().one(bench.ctx.store.read()).await.unwrap().unwrap();
    assert!(text("tables/tip.csv").contains(&hex(&sealed.body)));
    assert!(!files(&folder).keys().any(|name| name.to_string_lossy().contains("key")), "no keys");

    // Nothing and an empty text are told apart, and a quote does not end a text.
    let frame = text("tables/raw_frame.csv");
    assert!(frame.contains("\n7,,0,\"crc, \"\"wrong\"\"\r\n\n'\\N\\'\",\"\",000102"), "{}", frame.len());

    // Each column of the database is explained.
    let (manifest, _) = export::check(&folder).unwrap();
    let tables = catalogue::tables(bench.ctx.store.read()).await.unwrap();
    assert_eq!(manifest.tables.len(), tables.len());
    for table in &manifest.tables {
        assert!(described::table(&table.name).is_some() && !table.about.is_empty(), "{}", table.name);
        for column in &table.columns {
            assert!(!column.about.is_empty() && !column.values.is_empty(), "{}.{}", table.name, column.name);
        }
        assert!(text("README.md").contains(&format!("## {}", table.name)), "{}", table.name);
    }
    let mode =
        std::os::unix::fs::PermissionsExt::mode(&folder.join("tables/account.csv").metadata().unwrap().permissions());
    assert_eq!(mode & 0o077, 0, "nobody else reads it");
}

/// In hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
}
