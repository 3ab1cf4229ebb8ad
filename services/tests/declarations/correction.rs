//! Correcting what was signed.

use domain::declaration::{Content, DeclarationStatus};
use rust_decimal::dec;
use services::{
    Error,
    declarations::{self, LONGEST_REASON, Locked, Refusal, draft, save, version},
};

use super::world::{World, abandon_correction, begin_correction, quarter, right};

#[tokio::test]
async fn a_correction_is_a_new_version_with_its_reason_and_the_old_one_stays() {
    let world = World::new().await;
    let (ctx, content) = (&world.bench.ctx, right(&world).await);
    let first = world.file(&content).await;
    world.bench.advance(60_000);
    begin_correction(ctx, &world.preparer, quarter(), " 产量少录一批 ").await.unwrap();
    let open = draft(ctx, &world.preparer, quarter()).await.unwrap();
    assert_eq!((open.correction.as_deref(), open.content.clone()), (Some("产量少录一批"), content.clone()));
    assert_eq!(open.status, Some(DeclarationStatus::Submitted), "what counts stays the signed version");
    assert!(open.may_change && open.may_sign && !open.may_correct);
    let mut changed = content.clone();
    changed.products[0].quantity = Some(dec!(81_000));
    let second = world.file(&changed).await;
    assert_eq!((second.number, second.reason.as_str()), (2, "产量少录一批"));
    assert_ne!((&second.receipt_no, &second.hash), (&first.receipt_no, &first.hash));
    let stands = draft(ctx, &world.preparer, quarter()).await.unwrap();
    assert_eq!((stands.status, stands.correction), (Some(DeclarationStatus::Corrected), None));
    assert_eq!(stands.versions, [first.clone(), second]);
    let old = version(ctx, &world.preparer, quarter(), 1).await.unwrap();
    assert_eq!((old.receipt, old.content), (first, content));
}

#[tokio::test]
async fn a_correction_that_is_given_up_leaves_the_signed_version_in_the_draft() {
    let world = World::new().await;
    let (ctx, content) = (&world.bench.ctx, right(&world).await);
    world.file(&content).await;
    let revision = begin_correction(ctx, &world.preparer, quarter(), "更正").await.unwrap();
    let changed = Content { remarks: "改到一半".into(), ..content.clone() };
    save(ctx, &world.certifier, quarter(), revision, &changed).await.unwrap();
    abandon_correction(ctx, &world.preparer, quarter()).await.unwrap();
    abandon_correction(ctx, &world.preparer, quarter()).await.unwrap();
    let stands = draft(ctx, &world.preparer, quarter()).await.unwrap();
    assert_eq!((stands.content, stands.correction, stands.may_change), (content, None, false));
    let late = save(ctx, &world.certifier, quarter(), revision + 1, &changed).await;
    assert!(matches!(late, Err(Refusal::Locked(Locked::Signed))), "{late:?}");
    let audit = world.bench.audit().await;
    assert_eq!(audit.iter().filter(|line| line.starts_with("abandon-correction")).count(), 1);
}

#[tokio::test]
async fn a_correction_needs_a_reason_and_something_to_correct() {
    let world = World::new().await;
    let (ctx, content) = (&world.bench.ctx, right(&world).await);
    let none = begin_correction(ctx, &world.preparer, quarter(), "更正").await;
    assert!(matches!(none, Err(Refusal::Other(Error::NotFound))), "{none:?}");
    world.save(&content).await;
    let draft = begin_correction(ctx, &world.preparer, quarter(), "更正").await;
    assert!(matches!(draft, Err(Refusal::Locked(Locked::NotSigned))), "{draft:?}");
    world.file(&content).await;
    for reason in ["", "  ", &"长".repeat(LONGEST_REASON + 1)] {
        let refused = begin_correction(ctx, &world.preparer, quarter(), reason).await;
        assert!(matches!(refused, Err(Refusal::Other(ref error)) if error.is_about("reason")), "{refused:?}");
    }
}

#[tokio::test]
async fn a_correction_that_changes_nothing_is_not_signed() {
    let world = World::new().await;
    let (ctx, content) = (&world.bench.ctx, right(&world).await);
    world.file(&content).await;
    begin_correction(ctx, &world.preparer, quarter(), "更正").await.unwrap();
    let open = draft(ctx, &world.preparer, quarter()).await.unwrap();
    assert!(open.is_as_signed && open.may_sign && !open.is_ready());
    let refused = world.sign(open.revision).await;
    assert!(matches!(refused, Err(Refusal::Unchanged(1))), "{refused:?}");
    let changed = Content { remarks: "补充说明".into(), ..content.clone() };
    let saved = save(ctx, &world.preparer, quarter(), open.revision, &changed).await.unwrap();
    assert!(draft(ctx, &world.preparer, quarter()).await.unwrap().is_ready());
    // Changed back, it is unchanged again.
    let saved = save(ctx, &world.preparer, quarter(), saved.revision, &content).await.unwrap();
    assert!(matches!(world.sign(saved.revision).await, Err(Refusal::Unchanged(1))));
    let stands = draft(ctx, &world.preparer, quarter()).await.unwrap();
    assert_eq!((stands.versions.len(), stands.correction.as_deref()), (1, Some("更正")), "nothing was signed");
}

#[tokio::test]
async fn a_page_that_is_older_than_what_a_colleague_did_neither_begins_nor_gives_up() {
    let world = World::new().await;
    let (ctx, content) = (&world.bench.ctx, right(&world).await);
    world.file(&content).await;
    let shown = draft(ctx, &world.certifier, quarter()).await.unwrap().revision;
    let begun = begin_correction(ctx, &world.preparer, quarter(), "产量少录一批").await.unwrap();
    let again = declarations::begin_correction(ctx, &world.preparer, quarter(), shown, "产量少录一批").await;
    assert_eq!(again.unwrap(), begun, "the own form sent twice");
    let late = declarations::begin_correction(ctx, &world.certifier, quarter(), shown, "另一个原因").await;
    let Err(Refusal::Overtaken(by)) = late else { panic!("{late:?}") };
    assert_eq!(by.by.as_deref(), Some(world.preparer.name.as_str()));
    let changed = Content { remarks: "改到一半".into(), ..content };
    save(ctx, &world.preparer, quarter(), begun, &changed).await.unwrap();
    let late = declarations::abandon_correction(ctx, &world.certifier, quarter(), begun).await;
    assert!(matches!(late, Err(Refusal::Overtaken(_))), "{late:?}");
    let stands = draft(ctx, &world.preparer, quarter()).await.unwrap();
    assert_eq!((stands.correction.as_deref(), stands.content), (Some("产量少录一批"), changed), "nothing is lost");
}
