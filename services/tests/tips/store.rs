//! What lies in the store, and what happens when it or the keys are not there.

use std::time::Instant;

use entities::{audit, job, mail, tip as tip_row, tip_message, tip_photo};
use sea_orm::{ConnectionTrait, Database, EntityTrait};
use services::{
    Ctx, Error,
    tips::{Keys, NewTip, check_keys, file, follow, photo::clean, write},
};
use testing::{Bench, client};

use super::{CONTACT, PLACE, TEXT, filed, tip};

/// Everything in the tables that a tip-off touches, as text and as bytes.
async fn everything(bench: &Bench) -> Vec<u8> {
    let db = bench.ctx.store.read();
    let mut all = Vec::new();
    for row in tip_row::Entity::find().all(db).await.unwrap() {
        all.extend(format!("{} {} {} ", row.tip_no, row.receipt_index, row.receipt_hash).into_bytes());
        all.extend(row.body);
        all.extend(row.contact.unwrap_or_default());
    }
    all.extend(tip_message::Entity::find().all(db).await.unwrap().into_iter().flat_map(|row| row.body));
    all.extend(tip_photo::Entity::find().all(db).await.unwrap().into_iter().flat_map(|row| row.image));
    let texts = [
        format!("{:?}", audit::Entity::find().all(db).await.unwrap()),
        format!("{:?}", mail::Entity::find().all(db).await.unwrap()),
        format!("{:?}", job::Entity::find().all(db).await.unwrap()),
    ];
    all.extend(texts.concat().into_bytes());
    all
}

fn holds(all: &[u8], needle: &[u8]) -> bool {
    all.windows(needle.len()).any(|window| window == needle)
}

#[tokio::test]
async fn the_store_says_nothing_about_a_reporter() {
    let (bench, ..) = filed().await;
    let mut png = std::io::Cursor::new(Vec::new());
    image::RgbImage::new(8, 8).write_to(&mut png, image::ImageFormat::Png).unwrap();
    let photo = clean(&png.into_inner()).unwrap();
    let filed = file(&bench.ctx, NewTip { photos: vec![photo.clone()], ..tip() }, client(1)).await.unwrap();
    let code = &filed.receipt_code.plain();
    write(&bench.ctx, code, "今晚又排了", None, client(1)).await.unwrap();
    let all = everything(&bench).await;
    assert!(holds(&all, filed.tip_no.as_bytes()), "the search itself works");
    for needle in [TEXT, PLACE, CONTACT, "周某", "22900100", code, "今晚又排了"] {
        assert!(!holds(&all, needle.as_bytes()), "{needle}");
    }
    assert!(!holds(&all, &photo.jpeg()[..32]), "the photo");
}

#[tokio::test]
async fn the_wrong_keys_are_noticed_before_anybody_files_with_them() {
    let (bench, _, filed) = filed().await;
    check_keys(&bench.ctx).await.unwrap();
    let wrong = bench.ctx.clone().with_keys(Keys::passing());
    assert!(matches!(check_keys(&wrong).await, Err(Error::Key(_))));
    let unknown = follow(&wrong, &filed.receipt_code.plain(), client(1)).await;
    assert!(matches!(unknown, Err(Error::NotFound)), "its index is under the other key");
    let none = Ctx::new(bench.ctx.store.clone());
    assert!(matches!(check_keys(&none).await, Err(Error::Key(_))));
    assert!(matches!(file(&none, tip(), client(1)).await, Err(Error::Key(_))));
    let empty = Bench::new().await;
    check_keys(&Ctx::new(empty.ctx.store.clone())).await.unwrap();
}

#[tokio::test]
async fn a_database_that_is_locked_is_said_to_be_busy() {
    let (bench, _, filed) = filed().await;
    let other = Database::connect(&bench.url).await.unwrap();
    let lock = if bench.is_postgres() {
        "BEGIN; LOCK TABLE tip, tip_message IN ACCESS EXCLUSIVE MODE"
    } else {
        "BEGIN IMMEDIATE"
    };
    other.execute_unprepared(lock).await.unwrap();
    let begun = Instant::now();
    let refused = file(&bench.ctx, tip(), client(1)).await;
    assert!(matches!(refused, Err(Error::Unavailable(_))), "{refused:?}");
    assert!(begun.elapsed().as_secs() < 30, "nobody waits for ever");
    other.execute_unprepared("ROLLBACK").await.unwrap();
    follow(&bench.ctx, &filed.receipt_code.plain(), client(1)).await.unwrap();
    file(&bench.ctx, tip(), client(1)).await.unwrap();
}

fn key_line(number: u8) -> String {
    format!("{number} {}\n", format!("{number:02x}").repeat(32))
}

fn keys_of(folder: &std::path::Path, numbers: &[u8]) -> Keys {
    use std::os::unix::fs::OpenOptionsExt;
    let path = folder.join("tip.keys");
    let lines: String = numbers.iter().map(|number| key_line(*number)).collect();
    let _absent = std::fs::remove_file(&path);
    let mut file = std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path).unwrap();
    std::io::Write::write_all(&mut file, lines.as_bytes()).unwrap();
    Keys::load(folder).unwrap()
}

#[tokio::test]
async fn every_key_that_anything_was_closed_with_must_be_there() {
    let bench = Bench::new().await;
    bench.plating_works().await;
    let folder = tempfile::tempdir().unwrap();
    let with = |numbers: &[u8]| bench.ctx.clone().with_keys(keys_of(folder.path(), numbers));
    file(&with(&[1]), tip(), client(1)).await.unwrap();
    file(&with(&[1, 2]), NewTip { text: "又排了".into(), ..tip() }, client(1)).await.unwrap();
    check_keys(&with(&[1, 2])).await.unwrap();
    let told = check_keys(&with(&[2])).await.unwrap_err().to_string();
    assert!(told.contains("key 1") && told.contains("tip.body"), "{told}");
    // The newest one of a contact only.
    let tx = bench.ctx.store.write().await.unwrap();
    tip_row::Entity::delete_by_id(1).exec(&tx).await.unwrap();
    tx.commit().await.unwrap();
    check_keys(&with(&[2])).await.unwrap();
}

#[tokio::test]
async fn a_lost_key_file_is_told_and_no_new_one_is_made() {
    let (bench, ..) = filed().await;
    assert!(services::tips::are_needed(&bench.ctx.store).await.unwrap());
    let folder = tempfile::tempdir().unwrap();
    let told = Keys::load(folder.path()).unwrap_err().to_string();
    assert!(told.contains("tip.keys") && told.contains("is missing"), "{told}");
    assert!(std::fs::read_dir(folder.path()).unwrap().next().is_none());
}

#[tokio::test]
async fn neither_length_nor_millisecond_tells_a_reporter() {
    let (bench, _, first) = filed().await;
    bench.advance(1_234);
    let longer = NewTip { text: "长".repeat(200), contact: Some("a@example.com".into()), ..tip() };
    file(&bench.ctx, longer, client(1)).await.unwrap();
    let code = first.receipt_code.plain();
    write(&bench.ctx, &code, "短", None, client(1)).await.unwrap();
    write(&bench.ctx, &code, &"长".repeat(200), None, client(1)).await.unwrap();
    let db = bench.ctx.store.read();
    let tips = tip_row::Entity::find().all(db).await.unwrap();
    let lengths = |all: Vec<usize>| all.windows(2).all(|pair| pair[0] == pair[1]);
    assert!(lengths(tips.iter().map(|row| row.body.len()).collect()));
    assert!(lengths(tips.iter().map(|row| row.contact.as_ref().unwrap().len()).collect()));
    let messages = tip_message::Entity::find().all(db).await.unwrap();
    assert!(lengths(messages.iter().map(|row| row.body.len()).collect()));
    let lines = audit::Entity::find().all(db).await.unwrap();
    let moments = tips.iter().map(|row| row.received_at).chain(messages.iter().map(|row| row.at));
    for at in moments
        .chain(lines.iter().map(|line| line.at))
        .chain(mail::Entity::find().all(db).await.unwrap().iter().map(|row| row.created_at))
    {
        assert_eq!(at.rfc3339(), "2026-11-22T14:00:00+08:00");
    }
    let read = follow(&bench.ctx, &code, client(1)).await.unwrap();
    assert_eq!((read.text.as_str(), read.messages[0].text.as_str()), (TEXT, "短"), "and comes back as it was");
}
