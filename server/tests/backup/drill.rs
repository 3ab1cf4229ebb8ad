//! Fill, back up under load, lose, restore, compare.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use domain::time::{SECOND, Stamp};
use entities::measurement;
use sea_orm::{ActiveModelTrait, ConnectionTrait, EntityTrait, IntoActiveModel};
use server::gateway::Limits;
use services::{
    Ctx, backup, proof,
    store::{self, Store},
};
use sha2::{Digest, Sha256};
use testing::Bench;

use super::same::same;
use crate::gateway::support::{Gateway, nickel, start, station};

#[tokio::test]
async fn the_whole_city_comes_back() {
    let bench = Bench::new().await;
    let options = demo::Options { enterprises: 12, ..demo::Options::on("2026-11-22".parse().unwrap()) };
    demo::fill(&bench.ctx, &options).await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("city.backup");
    let written = backup::write(&bench.ctx.store, &file).await.unwrap();
    assert_eq!(written.bytes, file.metadata().unwrap().len());

    let (url, _place) = testing::empty_place().await;
    let restored = backup::restore(&file, &url).await.unwrap();
    assert_eq!(restored, written);
    let again = store::connect(&url).await.unwrap();
    assert_eq!(same(&bench.ctx.store, &again).await as u64, written.rows, "every table was looked at");

    // Keys go on where they stopped: nothing that is new takes the key of what was there.
    let ctx = Ctx::new(again.clone());
    let tx = again.write().await.unwrap();
    let town = entities::town::ActiveModel {
        code: sea_orm::Set("441900999".into()),
        name: sea_orm::Set("新镇".into()),
        name_en: sea_orm::Set("New".into()),
        lat: sea_orm::Set(domain::fixed::Micro(22_900_000)),
        lng: sea_orm::Set(domain::fixed::Micro(113_800_000)),
        outline: sea_orm::Set(String::new()),
        ..Default::default()
    };
    let town = sea_orm::ActiveModelTrait::insert(town, &tx).await.unwrap();
    tx.rollback().await.unwrap();
    assert!(town.id > 34, "{}", town.id);
    ctx.store.close().await.unwrap();
}

/// A row may be larger than what is written at once: a photo is.
#[tokio::test]
async fn a_large_row_comes_back() {
    let bench = Bench::new().await;
    let bytes: Vec<u8> = (0..9_000_000_u32).map(|n| n.wrapping_mul(2_654_435_761).to_be_bytes()[0]).collect();
    let frame = entities::raw_frame::Model {
        id: 7,
        device_id: None,
        received_at: start(),
        verdict: "accepted".into(),
        tolerated: String::new(),
        wire: bytes,
        digest: None,
        link: None,
        position: None,
    };
    let tx = bench.ctx.store.write().await.unwrap();
    frame.clone().into_active_model().insert(&tx).await.unwrap();
    tx.commit().await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("large.backup");
    backup::write(&bench.ctx.store, &file).await.unwrap();
    let (url, _place) = testing::empty_place().await;
    backup::restore(&file, &url).await.unwrap();
    let again = store::connect(&url).await.unwrap();
    let found = entities::raw_frame::Entity::find().one(again.read()).await.unwrap();
    assert!(found == Some(frame), "the bytes are the same");
    again.close().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_copy_under_load_has_all_that_was_acknowledged_before_it_began() {
    let gateway = Gateway::start(Limits::default()).await;
    let folder = tempfile::tempdir().unwrap();
    let (acknowledged, stop) = (Arc::new(Mutex::new(BTreeSet::new())), Arc::new(AtomicBool::new(false)));
    let mut logger = gateway.connect().await;
    let sending = tokio::spawn({
        let (acknowledged, stop) = (acknowledged.clone(), stop.clone());
        async move {
            for second in 0.. {
                if stop.load(Ordering::Relaxed) {
                    return second;
                }
                logger.send_packet(&nickel(&station(), second - 100_000, "0.3")).await;
                logger.receive().await.expect("no acknowledgement");
                acknowledged.lock().unwrap().insert(second - 100_000);
            }
            0
        }
    });
    let wait_for = async |count: usize| {
        while acknowledged.lock().unwrap().len() < count {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    wait_for(100).await;
    let before = acknowledged.lock().unwrap().clone();
    let file = folder.path().join("running.backup");
    backup::write(&gateway.bench.ctx.store, &file).await.unwrap();
    // The loggers were not kept waiting.
    wait_for(before.len() + 20).await;
    stop.store(true, Ordering::Relaxed);
    let sent = sending.await.unwrap();
    let bench = gateway.stop().await;
    let all = measurement::Entity::find().all(bench.ctx.store.read()).await.unwrap().len();
    assert_eq!(all, usize::try_from(sent).unwrap());
    let frames = frames(&bench.ctx.store).await;

    // The very place is lost, and filled again.
    destroy(&bench).await;
    backup::restore(&file, &bench.url).await.unwrap();
    let again = store::connect(&bench.url).await.unwrap();
    let rows = measurement::Entity::find().all(again.read()).await.unwrap();
    let there: BTreeSet<i64> = rows.iter().map(|row| Stamp(row.at.0).since(start()) / SECOND).collect();
    assert!(there.is_superset(&before), "of {} acknowledged there are {}", before.len(), there.len());
    // Each with the bytes that brought it, and these as they came.
    let kept = self::frames(&again).await;
    assert!(kept.iter().all(|(key, digest)| frames.get(key) == Some(digest)), "a frame has other bytes");
    assert!(rows.iter().all(|row| kept.contains_key(&row.frame_id)), "a value without its frame");
    assert_eq!(kept.len(), rows.len(), "one moment: no frame without its value");
    // And each in its chain, up to the head that was in the same moment.
    let day = bench.ctx.now().day();
    let asked = proof::Asked { from: day, to: day, deposited: Vec::new(), removed_before: None };
    let mut broken = Vec::new();
    let checked = proof::check(&Ctx::new(again.clone()), &asked, &mut |one| broken.push(one)).await.unwrap();
    assert_eq!((usize::try_from(checked.frames).unwrap(), broken), (kept.len(), vec![]));
    again.close().await.unwrap();
}

/// The SHA-256 of each frame's bytes, by its key.
async fn frames(store: &Store) -> BTreeMap<i64, Vec<u8>> {
    let frames = entities::raw_frame::Entity::find().all(store.read()).await.unwrap();
    frames.into_iter().map(|frame| (frame.id, Sha256::digest(&frame.wire).to_vec())).collect()
}

/// Leaves nothing of a database: of SQLite no file, in PostgreSQL no table.
async fn destroy(bench: &Bench) {
    if bench.is_postgres() {
        let tx = bench.ctx.store.write().await.unwrap();
        let drop = "DO $$ DECLARE place text := current_schema(); BEGIN \
                    EXECUTE 'DROP SCHEMA ' || place || ' CASCADE'; EXECUTE 'CREATE SCHEMA ' || place; END $$";
        tx.execute_unprepared(drop).await.unwrap();
        tx.commit().await.unwrap();
        bench.ctx.store.clone().close().await.unwrap();
        return;
    }
    bench.ctx.store.clone().close().await.unwrap();
    let path = bench.url.strip_prefix("sqlite://").unwrap();
    for rest in ["", "-wal", "-shm"] {
        let _gone = std::fs::remove_file(format!("{path}{rest}"));
    }
    assert!(!std::path::Path::new(path).exists());
}
