//! Filing and following.

use domain::{
    fixed::Micro,
    tip::{TipAuthor, TipStatus},
};
use entities::tip as row;
use sea_orm::EntityTrait;
use services::{
    Error, FormKey,
    testing::{Bench, client},
    tips::{LONGEST_CONTACT, LONGEST_TEXT, NewTip, Position, Problem, file, follow, write},
};

use super::{TEXT, filed, tip};

/// A credit code that is right in itself and nobody's.
const NOBODYS: &str = "91350100M000200Y4T";

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
    write(ctx, code, "  今晚又排了  ", client(2)).await.unwrap();
    let messages = follow(ctx, code, client(2)).await.unwrap().messages;
    assert_eq!(messages.len(), 1);
    assert_eq!((messages[0].author, messages[0].text.as_str()), (TipAuthor::Reporter, "今晚又排了"));
    assert!(matches!(write(ctx, code, "  ", client(2)).await, Err(Error::Invalid { field: "text", .. })));
}

#[tokio::test]
async fn intake_is_told_that_something_came_and_nothing_more() {
    let (bench, _, filed) = filed().await;
    bench.drain_jobs().await;
    let sent = bench.ctx.mailer.sent();
    assert_eq!(sent.len(), 1);
    assert_eq!(sent[0].recipient, "intake@example.com");
    assert!(sent[0].body.contains(&filed.tip_no) && !sent[0].body.contains(TEXT));
}

#[tokio::test]
async fn everything_that_is_wrong_is_said_at_once() {
    let new = NewTip {
        text: " \n ".into(),
        contact: Some("x".repeat(LONGEST_CONTACT + 1)),
        position: Some(Position { lat: Micro(90_000_001), lng: Micro(0) }),
        ..tip()
    };
    let fields: Vec<_> = new.problems().into_iter().collect();
    let want =
        [("text", Problem::Empty), ("position", Problem::NowhereOnEarth), ("contact", Problem::Long(LONGEST_CONTACT))];
    assert_eq!(fields, want);
    assert!(tip().problems().is_empty());

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
            Err(Error::Invalid { field, .. }) => assert_eq!(field, want),
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
