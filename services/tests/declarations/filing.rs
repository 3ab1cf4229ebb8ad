//! Signing and filing.

use domain::declaration::{Content, DeclarationStatus, Explanation, ReceiptNo, canonical};
use entities::{declaration_version, job, mail};
use rust_decimal::dec;
use sea_orm::{ConnectionTrait, Database, EntityTrait, PaginatorTrait};
use services::{
    Error, FormKey,
    accounts::{
        Proof,
        second_factor::{code_at, plant},
    },
    declarations::{Locked, Refusal, draft, save, submit, version},
    mail::Mailer,
};
use testing::ACCOUNT_PASSWORD;

use super::world::{World, quarter, right};

#[tokio::test]
async fn what_is_signed_has_a_number_a_moment_and_a_hash() {
    let world = World::new().await;
    let (ctx, content) = (&world.bench.ctx, right(&world).await);
    let receipt = world.file(&content).await;
    let number: ReceiptNo = receipt.receipt_no.parse().unwrap();
    assert_eq!((number.quarter(), number.number(), receipt.number), (quarter(), 1, 1));
    assert_eq!((receipt.submitted_at, receipt.late), (ctx.now(), true));
    assert_eq!(receipt.signed_by.as_deref(), Some("certifier 甲"));
    let signed = version(ctx, &world.preparer, quarter(), 1).await.unwrap();
    assert_eq!((&signed.receipt, signed.text.as_str()), (&receipt, canonical(&content).as_str()));
    assert_eq!(receipt.hash.len(), 64);
    let stands = draft(ctx, &world.preparer, quarter()).await.unwrap();
    assert_eq!(stands.status, Some(DeclarationStatus::Submitted));
    assert!(!stands.may_change && !stands.may_sign && stands.may_correct);
    let locked = save(ctx, &world.preparer, quarter(), stands.revision, &Content::default()).await;
    assert!(matches!(locked, Err(Refusal::Locked(_))), "{locked:?}");
    assert!(world.bench.audit().await.contains(&"submit-declaration certifier declaration/1".to_owned()));
}

#[tokio::test]
async fn a_hash_is_of_the_text_and_of_nothing_else() {
    let world = World::new().await;
    let receipt = world.file(&right(&world).await).await;
    let signed = version(&world.bench.ctx, &world.preparer, quarter(), 1).await.unwrap();
    let digest = <sha2::Sha256 as sha2::Digest>::digest(signed.text.as_bytes());
    let stated: Vec<_> = (0..64).step_by(2).map(|n| u8::from_str_radix(&receipt.hash[n..n + 2], 16).unwrap()).collect();
    assert_eq!(stated, digest.as_slice());
}

#[tokio::test]
async fn the_receipt_goes_to_everybody_of_the_enterprise_and_a_dead_mail_server_holds_nothing_up() {
    let mut world = World::new().await;
    let alive = world.bench.ctx.mailer();
    world.bench.ctx = world.bench.ctx.clone().with_mailer(Mailer::Unset);
    let receipt = world.file(&right(&world).await).await;
    let db = world.bench.ctx.store.read();
    assert_eq!(mail::Entity::find().count(db).await.unwrap(), 2);
    world.bench.drain_jobs().await;
    assert_eq!(job::Entity::find().count(db).await.unwrap(), 2, "both mails wait, the cross-check is done");
    world.bench.ctx = world.bench.ctx.clone().with_mailer(alive);
    world.bench.advance(domain::time::HOUR);
    world.bench.drain_jobs().await;
    let sent = world.bench.ctx.mailer().sent();
    let to: Vec<_> = sent.iter().map(|letter| letter.recipient.as_str()).collect();
    assert_eq!(to, ["preparer@example.com", "certifier@example.com"]);
    assert!(sent.iter().all(|letter| letter.body.contains(&receipt.receipt_no) && letter.body.contains(&receipt.hash)));
}

#[tokio::test]
async fn the_same_form_again_answers_with_the_same_receipt() {
    let world = World::new().await;
    let (ctx, form) = (&world.bench.ctx, FormKey::generate());
    let revision = world.save(&right(&world).await).await;
    let sign = |form: FormKey| {
        let certifier = &world.certifier;
        async move { submit(ctx, certifier, quarter(), revision, ACCOUNT_PASSWORD, &form).await }
    };
    let (one, two) = tokio::join!(sign(form.clone()), sign(form.clone()));
    let receipt = one.unwrap();
    assert_eq!(two.unwrap(), receipt);
    world.bench.advance(60_000);
    assert_eq!(sign(form).await.unwrap(), receipt);
    let refused = sign(FormKey::generate()).await.unwrap_err();
    assert!(matches!(refused, Refusal::Locked(Locked::Signed)), "{refused:?}");
    assert_eq!(declaration_version::Entity::find().count(ctx.store.read()).await.unwrap(), 1);
    assert_eq!(mail::Entity::find().count(ctx.store.read()).await.unwrap(), 2);
}

#[tokio::test]
async fn nobody_signs_what_they_have_not_read() {
    let world = World::new().await;
    let content = right(&world).await;
    let read = world.save(&content).await;
    world.save(&Content { remarks: "改".into(), ..content }).await;
    let refused = world.sign(read).await.unwrap_err();
    let Refusal::Overtaken(by) = refused else { panic!("{refused:?}") };
    assert_eq!((by.by.as_deref(), by.revision), (Some("preparer 甲"), read + 1));
}

#[tokio::test]
async fn a_wrong_password_signs_nothing() {
    let world = World::new().await;
    let revision = world.save(&right(&world).await).await;
    let form = FormKey::generate();
    let refused = submit(&world.bench.ctx, &world.certifier, quarter(), revision, "wrong", &form).await;
    assert!(matches!(refused, Err(Refusal::Other(Error::SignInRefused))), "{refused:?}");
    assert_eq!(
        submit(&world.bench.ctx, &world.certifier, quarter(), revision, ACCOUNT_PASSWORD, &form).await.unwrap().number,
        1
    );
}

#[tokio::test]
async fn who_has_a_second_factor_signs_with_a_code_of_it_once() {
    const SECRET: [u8; 20] = *b"12345678901234567890";
    let world = World::new().await;
    let (ctx, certifier) = (&world.bench.ctx, &world.certifier);
    let tx = ctx.store.write().await.unwrap();
    plant(&tx, ctx, "certifier", &SECRET).await.unwrap();
    tx.commit().await.unwrap();
    let revision = world.save(&right(&world).await).await;
    let sign = async |form: &FormKey, code: &str| {
        let proof = Proof { password: ACCOUNT_PASSWORD, code };
        submit(ctx, certifier, quarter(), revision, proof, form).await
    };
    let form = FormKey::generate();
    for wrong in ["", "000000"] {
        let refused = sign(&form, wrong).await;
        assert!(matches!(&refused, Err(Refusal::Other(failure)) if failure.is_about("code")), "{refused:?}");
    }
    let code = code_at(&SECRET, ctx.now()).unwrap();
    let (one, two) = tokio::join!(sign(&form, &code), sign(&form, &code));
    assert_eq!(one.unwrap(), two.unwrap(), "a double click files once, with one code");
    world.bench.advance(60_000);
    assert_eq!(sign(&form, &code).await.unwrap().number, 1, "and sent again it is the same receipt");
    let reused = sign(&FormKey::generate(), &code).await;
    assert!(matches!(&reused, Err(Refusal::Other(failure)) if failure.is_about("code")), "{reused:?}");
}

#[tokio::test]
async fn figures_that_contradict_each_other_are_mended_or_explained() {
    let world = World::new().await;
    let mut content = right(&world).await;
    content.water.discharged_m3 = Some(dec!(165_600));
    content.electricity_kwh = None;
    let refused = world.sign(world.save(&content).await).await.unwrap_err();
    let Refusal::Problems(problems) = refused else { panic!("{refused:?}") };
    let keys: Vec<_> = problems.iter().map(|problem| problem.key.as_ref()).collect();
    assert_eq!(keys, ["D05.digit", "D01.empty"]);
    content.electricity_kwh = Some(dec!(678_000));
    let (path, rule) = (problems[0].path.to_string(), problems[0].rule.to_string());
    content.explanations = vec![Explanation { path, rule, text: "含雨水".into() }];
    let receipt = world.file(&content).await;
    let signed = version(&world.bench.ctx, &world.certifier, quarter(), receipt.number).await.unwrap();
    assert_eq!(signed.content.explanations[0].text, "含雨水");
}

#[tokio::test]
async fn nothing_was_saved_so_nothing_can_be_signed() {
    let world = World::new().await;
    let refused = world.sign(0).await;
    assert!(matches!(refused, Err(Refusal::Other(Error::NotFound))), "{refused:?}");
}

#[tokio::test]
async fn the_database_itself_refuses_to_change_what_was_signed() {
    let world = World::new().await;
    world.file(&right(&world).await).await;
    for statement in ["UPDATE declaration_version SET content = '{}'", "DELETE FROM declaration_version"] {
        let tx = world.bench.ctx.store.write().await.unwrap();
        let refused = tx.execute_unprepared(statement).await.unwrap_err();
        assert!(refused.to_string().contains("never changed"), "{refused}");
    }
}

#[tokio::test]
async fn a_database_that_is_locked_is_said_to_be_busy_and_the_form_can_be_sent_again() {
    let world = World::new().await;
    let revision = world.save(&right(&world).await).await;
    let other = Database::connect(&world.bench.url).await.unwrap();
    let lock = if world.bench.is_postgres() {
        "BEGIN; LOCK TABLE declaration IN ACCESS EXCLUSIVE MODE"
    } else {
        "BEGIN IMMEDIATE"
    };
    other.execute_unprepared(lock).await.unwrap();
    let (ctx, form) = (&world.bench.ctx, FormKey::generate());
    let refused = submit(ctx, &world.certifier, quarter(), revision, ACCOUNT_PASSWORD, &form).await;
    assert!(matches!(refused, Err(Refusal::Other(Error::Unavailable(_)))), "{refused:?}");
    other.execute_unprepared("ROLLBACK").await.unwrap();
    let receipt = submit(ctx, &world.certifier, quarter(), revision, ACCOUNT_PASSWORD, &form).await.unwrap();
    assert!(receipt.receipt_no.contains("-000001-"), "no number was lost: {}", receipt.receipt_no);
}

/// A signature binds only if its account is open, with that password, when it is written.
#[tokio::test]
async fn an_account_that_is_closed_meanwhile_signs_nothing() {
    for meanwhile in ["UPDATE account SET disabled_at = 1", "UPDATE account SET password_hash = 'another'"] {
        let world = World::new().await;
        let content = right(&world).await;
        let ctx = world.bench.ctx.clone();
        let begun = draft(&ctx, &world.preparer, quarter()).await.unwrap();
        let saved = save(&ctx, &world.preparer, quarter(), begun.revision, &content).await.unwrap();
        let tx = ctx.store.write().await.unwrap();
        tx.execute_unprepared(meanwhile).await.unwrap();
        let (signing, certifier) = (ctx.clone(), world.certifier.clone());
        let submitted = tokio::spawn(async move {
            let form = FormKey::generate();
            submit(&signing, &certifier, quarter(), saved.revision, ACCOUNT_PASSWORD, &form).await
        });
        tokio::time::sleep(std::time::Duration::from_secs(2)).await;
        tx.commit().await.unwrap();
        let refused = submitted.await.unwrap();
        assert!(matches!(refused, Err(Refusal::Other(Error::SignInRefused))), "{refused:?}");
        assert_eq!(declaration_version::Entity::find().count(ctx.store.read()).await.unwrap(), 0);
    }
}
