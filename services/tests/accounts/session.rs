//! How long somebody is signed in.

use std::time::Duration;

use domain::{
    access::Role,
    time::{HOUR, MINUTE},
};
use entities::{account, session};
use sea_orm::{ConnectionTrait, EntityTrait};
use services::{
    Error,
    accounts::{self, ABSOLUTE, IDLE, SessionToken, actor, sign_in},
};
use testing::{ACCOUNT_PASSWORD, Bench, client};

async fn sign(bench: &Bench, role: Role) -> SessionToken {
    sign_in(&bench.ctx, role.as_str(), ACCOUNT_PASSWORD, client(1)).await.unwrap()
}

async fn is_in(bench: &Bench, token: &SessionToken) -> bool {
    match actor(&bench.ctx, token).await {
        Ok(_) => true,
        Err(Error::Unauthenticated) => false,
        Err(other) => panic!("{other}"),
    }
}

#[tokio::test]
async fn the_store_does_not_have_the_token() {
    let bench = Bench::new().await;
    bench.actor(Role::Admin).await;
    let token = sign(&bench, Role::Admin).await;
    let rows = session::Entity::find().all(bench.ctx.store.read()).await.unwrap();
    assert_eq!(rows.len(), 1);
    assert_ne!(rows[0].id, token.expose());
    let stolen = SessionToken::parse(&rows[0].id).unwrap();
    assert!(!is_in(&bench, &stolen).await, "what the store has opens nothing");
}

#[tokio::test]
async fn a_session_ends_when_nobody_is_there() {
    let bench = Bench::new().await;
    bench.actor(Role::Admin).await;
    let token = sign(&bench, Role::Admin).await;
    for _ in 0..5 {
        bench.advance(IDLE - MINUTE);
        assert!(is_in(&bench, &token).await, "each request pushes the end back");
    }
    bench.advance(IDLE);
    assert!(!is_in(&bench, &token).await);
}

#[tokio::test]
async fn a_session_ends_after_half_a_day_whatever_happens() {
    let bench = Bench::new().await;
    bench.actor(Role::Admin).await;
    let token = sign(&bench, Role::Admin).await;
    for _ in 0..(ABSOLUTE / (20 * MINUTE)) - 1 {
        bench.advance(20 * MINUTE);
        assert!(is_in(&bench, &token).await);
    }
    bench.advance(20 * MINUTE);
    assert!(!is_in(&bench, &token).await);
}

#[tokio::test]
async fn signing_out_ends_this_session_or_all() {
    let bench = Bench::new().await;
    let admin = bench.actor(Role::Admin).await;
    let reviewer = bench.actor(Role::Reviewer).await;
    let (desk, phone, other) =
        (sign(&bench, Role::Admin).await, sign(&bench, Role::Admin).await, sign(&bench, Role::Reviewer).await);
    accounts::sign_out(&bench.ctx, &desk).await.unwrap();
    assert!(!is_in(&bench, &desk).await);
    assert!(is_in(&bench, &phone).await);
    accounts::sign_out(&bench.ctx, &desk).await.unwrap();
    assert_eq!(accounts::sign_out_everywhere(&bench.ctx, &admin).await.unwrap(), 1);
    assert!(!is_in(&bench, &phone).await);
    assert!(is_in(&bench, &other).await, "others stay");
    let (admin, reviewer) = (admin.account_id, reviewer.account_id);
    let want = [
        format!("sign-in admin account/{admin}"),
        format!("sign-in admin account/{admin}"),
        format!("sign-in reviewer account/{reviewer}"),
        format!("sign-out admin account/{admin}"),
        format!("sign-out-everywhere admin account/{admin}"),
    ];
    assert_eq!(bench.audit().await, want);
}

#[tokio::test]
async fn what_has_ended_is_cleared_away() {
    let bench = Bench::new().await;
    bench.actor(Role::Admin).await;
    sign(&bench, Role::Admin).await;
    bench.advance(13 * HOUR);
    sign(&bench, Role::Admin).await;
    assert_eq!(session::Entity::find().all(bench.ctx.store.read()).await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_new_password_ends_every_other_session() {
    let bench = Bench::new().await;
    let admin = bench.actor(Role::Admin).await;
    let (here, elsewhere) = (sign(&bench, Role::Admin).await, sign(&bench, Role::Admin).await);
    let change = async |old: &str, new: &str| accounts::change_password(&bench.ctx, &admin, old, new.to_owned()).await;
    assert!(matches!(change("not the password", "a new password").await, Err(Error::SignInRefused)));
    assert!(matches!(change(ACCOUNT_PASSWORD, "short").await, Err(ref error) if error.is_about("password")));
    assert!(is_in(&bench, &here).await, "nothing happened so far");
    let fresh = change(ACCOUNT_PASSWORD, "a new password").await.unwrap();
    assert!(is_in(&bench, &fresh).await);
    assert!(!is_in(&bench, &here).await && !is_in(&bench, &elsewhere).await);
    assert!(sign_in(&bench.ctx, "admin", ACCOUNT_PASSWORD, client(1)).await.is_err());
    sign_in(&bench.ctx, "admin", "a new password", client(1)).await.unwrap();
    bench.drain_jobs().await;
    let sent = bench.ctx.mailer().sent();
    assert_eq!(sent.iter().map(|letter| letter.recipient.as_str()).collect::<Vec<_>>(), ["admin@example.com"]);
}

/// What an administrator does while somebody's password is being looked at is not undone by what they had begun.
#[tokio::test]
async fn a_change_that_was_under_way_does_not_undo_a_reset() {
    for (meanwhile, want) in [
        ("UPDATE account SET password_hash = 'another'", Error::SignInRefused),
        ("UPDATE account SET disabled_at = 1", Error::SignInRefused),
        ("DELETE FROM session", Error::Unauthenticated),
    ] {
        let bench = Bench::new().await;
        let owner = bench.actor(Role::Auditor).await;
        sign(&bench, Role::Auditor).await;
        let tx = bench.ctx.store.write().await.unwrap();
        // Whoever wants to write the account waits from here on.
        for statement in ["UPDATE account SET name = name", meanwhile] {
            tx.execute_unprepared(statement).await.unwrap();
        }
        let ctx = bench.ctx.clone();
        let change = tokio::spawn(async move {
            accounts::change_password(&ctx, &owner, ACCOUNT_PASSWORD, "a new password".to_owned()).await
        });
        tokio::time::sleep(Duration::from_secs(2)).await;
        assert!(!change.is_finished(), "it waits");
        tx.commit().await.unwrap();
        let refused = change.await.unwrap().unwrap_err();
        assert_eq!(refused.to_string(), want.to_string(), "{meanwhile}");
        let row = account::Entity::find().one(bench.ctx.store.read()).await.unwrap().unwrap();
        assert_eq!(row.password_hash == "another", meanwhile.contains("another"));
        assert!(bench.audit().await.iter().all(|line| !line.starts_with("change-password")));
    }
}
