//! What lies in the store, and what happens when it or the keys are not there.

use std::time::Instant;

use entities::{audit, job, mail, tip as tip_row, tip_message, tip_photo};
use sea_orm::{ConnectionTrait, Database, EntityTrait};
use services::{
    Ctx, Error,
    testing::{Bench, client},
    tips::{Keys, NewTip, check_keys, file, follow, photo::clean, write},
};

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
