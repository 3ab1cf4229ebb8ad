//! Filing and following.

use std::{io::Cursor, sync::Arc};

use domain::{
    fixed::Micro,
    input::{Issue, PositionIssue},
    time::MINUTE,
    tip::{TipAuthor, TipStatus},
};
use entities::{enterprise, tip as row};
use image::{ImageFormat, Rgb, RgbImage};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use services::{
    Ctx, Error, FormKey,
    throttle::ClientKey,
    tips::{
        HELD_MINUTES, HeldPhoto, Keys, LONGEST_CONTACT, LONGEST_TEXT, NewTip, Position, file, follow, held, hold,
        is_far,
        photo::{Photo, clean},
        write,
    },
};
use testing::{Bench, client};

use super::{TEXT, filed, tip};

/// A credit code that is right in itself and nobody's.
const NOBODYS: &str = "91350100M000200Y4T";

fn picture(number: u8) -> Photo {
    let mut file = Cursor::new(Vec::new());
    RgbImage::from_pixel(16, 16, Rgb([number * 30, 80, 200])).write_to(&mut file, ImageFormat::Png).unwrap();
    clean(&file.into_inner()).unwrap()
}

#[tokio::test]
async fn a_reporter_follows_a_tip_and_writes_again() {
    let (bench, _, filed) = filed().await;
    let ctx = &bench.ctx;
    let code = &filed.receipt_code.plain();
    assert_eq!(filed.due_at.rfc3339(), "2026-12-07T23:59:59+08:00");
    assert!(filed.tip_no.starts_with("20261122-"), "{}", filed.tip_no);
    let found = follow(ctx, code, client(2)).await.unwrap();
    assert_eq!((found.tip_no.as_str(), found.status), (filed.tip_no.as_str(), TipStatus::Received));
    assert_eq!((found.enterprise.as_deref(), found.due_at), (Some("澄溪永昼电镀厂"), Some(filed.due_at)));
    write(ctx, code, "  今晚又排了  ", None, client(2)).await.unwrap();
    let messages = follow(ctx, code, client(2)).await.unwrap().messages;
    assert_eq!(messages.len(), 1);
    assert_eq!((messages[0].author, messages[0].text.as_str()), (TipAuthor::Reporter, "今晚又排了"));
    assert!(matches!(write(ctx, code, "  ", None, client(2)).await, Err(ref error) if error.is_about("text")));
}

#[tokio::test]
async fn intake_is_told_that_something_came_and_nothing_more() {
    let (bench, _, filed) = filed().await;
    bench.advance(25 * MINUTE);
    bench.drain_jobs().await;
    let sent = bench.ctx.mailer().sent();
    assert_eq!(sent.len(), 1);
    assert_eq!(sent[0].recipient, "intake@example.com");
    assert!(sent[0].body.contains("2026-12-07"), "{}", sent[0].body);
    assert!(!sent[0].body.contains(&filed.tip_no) && !sent[0].body.contains(TEXT));
}

#[tokio::test]
async fn everything_that_is_wrong_is_said_at_once() {
    let new = NewTip {
        text: " \n ".into(),
        contact: Some("x".repeat(LONGEST_CONTACT + 1)),
        position: Some(Position { lat: Micro(90_000_001), lng: Micro(0) }),
        ..tip()
    };
    let fields = new.issues();
    let want = [
        ("text", Issue::SaysNothing),
        ("position", Issue::Position(PositionIssue::NotOnEarth)),
        ("contact", Issue::Long(LONGEST_CONTACT)),
    ];
    assert_eq!(fields, want.into_iter().collect());
    assert!(tip().issues().is_empty());

    let bench = Bench::new().await;
    bench.plating_works().await;
    let cases = [
        ("text", new),
        ("text", NewTip { text: "长".repeat(LONGEST_TEXT + 1), ..tip() }),
        ("enterprise", NewTip { enterprise: Some(NOBODYS.parse().unwrap()), ..tip() }),
        ("town", NewTip { town: Some("999".into()), ..tip() }),
    ];
    for (want, case) in cases {
        match file(&bench.ctx, case, client(1)).await {
            Err(Error::Invalid(issues)) => assert!(issues.at(want).is_some(), "{issues}"),
            other => panic!("{want}: {other:?}"),
        }
    }
}

#[tokio::test]
async fn the_same_form_twice_is_one_tip_with_one_receipt() {
    let bench = Bench::new().await;
    bench.plating_works().await;
    let form = FormKey::generate();
    let new = || NewTip { form: Some(form.clone()), ..tip() };
    let (one, two) = tokio::join!(file(&bench.ctx, new(), client(1)), file(&bench.ctx, new(), client(1)));
    let (one, two, three) = (one.unwrap(), two.unwrap(), file(&bench.ctx, new(), client(1)).await.unwrap());
    assert!(one == two && two == three);
    let rows = || async { row::Entity::find().all(bench.ctx.store.read()).await.unwrap().len() };
    assert_eq!(rows().await, 1);
    assert_eq!(follow(&bench.ctx, &three.receipt_code.plain(), client(1)).await.unwrap().tip_no, one.tip_no);

    let changed = file(&bench.ctx, NewTip { text: "补充：还有气味".into(), ..new() }, client(1)).await.unwrap();
    assert_ne!(changed.receipt_code, one.receipt_code, "what was added is not lost");
    let named = file(&bench.ctx, NewTip { contact: None, ..new() }, client(1)).await.unwrap();
    assert_ne!(named.receipt_code, one.receipt_code, "nor what was taken back");
    assert_eq!(rows().await, 3);
    let again = file(&bench.ctx, NewTip { text: "补充：还有气味".into(), ..new() }, client(1)).await.unwrap();
    assert_eq!((again, rows().await), (changed, 3), "sent twice as well");
}

#[tokio::test]
async fn photos_that_a_browser_lost_make_no_new_tip_and_more_photos_do() {
    let bench = Bench::new().await;
    bench.plating_works().await;
    let form = FormKey::generate();
    let with = |photos: &[Photo]| NewTip { form: Some(form.clone()), photos: photos.to_vec(), ..tip() };
    let (a, b) = (picture(1), picture(2));
    let first = file(&bench.ctx, with(std::slice::from_ref(&a)), client(1)).await.unwrap();
    assert_eq!(file(&bench.ctx, with(&[]), client(1)).await.unwrap(), first);
    let more = file(&bench.ctx, with(&[a.clone(), b.clone()]), client(1)).await.unwrap();
    assert_ne!(more.tip_no, first.tip_no);
    assert_eq!(file(&bench.ctx, with(&[a, b]), client(1)).await.unwrap(), more);
}

#[tokio::test]
async fn a_tip_about_another_enterprise_is_another_tip() {
    let bench = Bench::new().await;
    bench.plating_works().await;
    let form = FormKey::generate();
    let about = |enterprise| NewTip { form: Some(form.clone()), enterprise, company: None, ..tip() };
    let wrong = file(&bench.ctx, about(None), client(1)).await.unwrap();
    let mended = file(&bench.ctx, about(tip().enterprise), client(1)).await.unwrap();
    assert_ne!(wrong.tip_no, mended.tip_no);
}

#[tokio::test]
async fn a_name_that_can_only_be_one_enterprise_names_it() {
    let bench = Bench::new().await;
    bench.plating_works().await;
    let cases = [
        ("永昼电镀", Some(1)),
        ("澄溪永昼电镀厂", Some(1)),
        ("yongzhou plating", Some(1)),
        (testing::CREDIT_CODE, Some(1)),
        ("镀", None),
        ("澄溪镇", None),
        ("黑作坊", None),
        ("%", None),
    ];
    for (company, want) in cases {
        let new = NewTip { enterprise: None, company: Some(company.into()), ..tip() };
        let filed = file(&bench.ctx, new, client(1)).await.unwrap();
        let row = row::Entity::find().filter(row::Column::TipNo.eq(filed.tip_no)).one(bench.ctx.store.read()).await;
        assert_eq!(row.unwrap().unwrap().enterprise_id, want, "{company}");
    }
}

#[tokio::test]
async fn a_message_that_is_sent_twice_is_written_once() {
    let (bench, _, filed) = filed().await;
    let (ctx, code, form) = (&bench.ctx, &filed.receipt_code.plain(), FormKey::generate());
    for _ in 0..20 {
        write(ctx, code, "今晚又排了", Some(&form), client(1)).await.unwrap();
    }
    write(ctx, code, "今晚又排了", Some(&FormKey::generate()), client(1)).await.unwrap();
    assert_eq!(follow(ctx, code, client(1)).await.unwrap().messages.len(), 2);
}

#[tokio::test]
async fn photos_wait_for_their_form_for_a_while() {
    let bench = Bench::new().await;
    let ctx = &bench.ctx;
    let (form, other) = (FormKey::generate(), FormKey::generate());
    let photos: Vec<_> = (0..7).map(|n| HeldPhoto { name: format!("{n}.jpg"), photo: picture(n) }).collect();
    hold(ctx, &form, photos.clone());
    let waiting: Vec<_> = held(ctx, &form).into_iter().map(|held| held.name).collect();
    assert_eq!(waiting, ["0.jpg", "1.jpg", "2.jpg", "3.jpg", "4.jpg"], "five at most");
    assert!(held(ctx, &other).is_empty(), "who has not the form has not its photos");
    bench.advance(HELD_MINUTES * MINUTE - 1);
    assert_eq!(held(ctx, &form).len(), 5);
    bench.advance(1);
    assert!(held(ctx, &form).is_empty());
}

#[tokio::test]
async fn a_flood_from_one_place_is_stopped() {
    let bench = Bench::new().await;
    bench.plating_works().await;
    for _ in 0..10 {
        file(&bench.ctx, tip(), client(1)).await.unwrap();
    }
    assert!(matches!(file(&bench.ctx, tip(), client(1)).await, Err(Error::Throttled { .. })));
    file(&bench.ctx, tip(), client(2)).await.unwrap();
    bench.advance(6 * 60_000);
    file(&bench.ctx, tip(), client(1)).await.unwrap();
}

/// A client of a network of its own.
fn of_network(network: u8, last: u8) -> ClientKey {
    ClientKey::of([198, 51, network, last].into())
}

#[tokio::test]
async fn a_tip_off_that_is_not_taken_is_not_counted() {
    let bench = Bench::new().await;
    bench.plating_works().await;
    for last in 1..=4 {
        for _ in 0..10 {
            file(&bench.ctx, tip(), of_network(1, last)).await.unwrap();
        }
    }
    // Its network has used up what it may; its own tries are not counted meanwhile.
    for _ in 0..30 {
        let throttled = file(&bench.ctx, tip(), of_network(1, 5)).await;
        assert!(matches!(throttled, Err(Error::Throttled { seconds: 1..=60 })), "{throttled:?}");
    }
    bench.advance(MINUTE);
    file(&bench.ctx, tip(), of_network(1, 5)).await.unwrap();

    // What fails for the portal's own reasons is not counted either.
    let other = of_network(2, 1);
    let now = bench.ctx.now();
    let shut = Ctx::at(bench.ctx.store.clone(), Arc::new(move || now));
    for _ in 0..20 {
        assert!(matches!(file(&shut, tip(), other).await, Err(Error::Key(_))));
    }
    let opened = shut.with_keys(Keys::passing());
    for _ in 0..10 {
        file(&opened, tip(), other).await.unwrap();
    }
}

#[tokio::test]
async fn what_nobody_can_see_is_not_kept_and_not_enough() {
    let bench = Bench::new().await;
    bench.plating_works().await;
    let blank = NewTip { text: "\u{200b}\u{200b}\u{feff}".into(), place: Some("\u{3164}".into()), ..NewTip::default() };
    let refused = file(&bench.ctx, blank, client(1)).await.unwrap_err();
    assert!(matches!(refused.issue_at("text"), Some(Issue::SaysNothing)), "{refused:?}");
    let odd = NewTip { text: "黑\0烟\u{202e}".into(), place: Some("\u{3164}".into()), ..NewTip::default() };
    let filed = file(&bench.ctx, odd, client(1)).await.unwrap();
    let read = follow(&bench.ctx, &filed.receipt_code.plain(), client(1)).await.unwrap();
    assert_eq!((read.text.as_str(), read.place), ("黑烟", None));
    let nowhere = NewTip { town: Some("\0".into()), ..tip() };
    assert!(matches!(file(&bench.ctx, nowhere, client(1)).await, Err(ref error) if error.is_about("town")));
}

#[tokio::test]
async fn a_position_in_another_province_is_far_and_one_nearby_is_not() {
    let bench = Bench::new().await;
    let at = |lat: i64, lng: i64| Position { lat: Micro(lat * 100_000), lng: Micro(lng * 100_000) };
    assert!(!is_far(&bench.ctx, at(399, 1164)).await.unwrap(), "a city without enterprises has no place");
    bench.plating_works().await;
    let works = enterprise::Entity::find().one(bench.ctx.store.read()).await.unwrap().unwrap();
    let near = Position { lat: works.lat, lng: Micro(works.lng.0 + 200_000) };
    assert!(!is_far(&bench.ctx, near).await.unwrap());
    assert!(is_far(&bench.ctx, at(399, 1164)).await.unwrap());
}
