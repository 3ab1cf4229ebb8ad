//! Changing accounts, and who must not be the last to leave.

use chrono::NaiveDate;
use domain::{access::Role, input::Issue, time::DAY};
use sea_orm::EntityTrait;
use services::{
    Conflict, Error, FormKey, Result, Seen,
    accounts::{self, Actor, Changing, Opening, sign_in},
};
use testing::{ACCOUNT_PASSWORD, Bench, CREDIT_CODE, client};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

async fn seen(bench: &Bench, admin: &Actor, id: i64) -> Seen {
    accounts::show(&bench.ctx, admin, id).await.unwrap().0.seen
}

/// Changes an account as it stands.
async fn change(bench: &Bench, admin: &Actor, id: i64, to: Changing) -> Result<()> {
    let seen = seen(bench, admin, id).await;
    accounts::change(&bench.ctx, admin, id, &FormKey::generate(), &seen, to).await
}

fn to(role: Role) -> Changing {
    let town = if role.is_local() { "441900101" } else { "" };
    Changing { role: Some(role), town: town.to_owned(), email: format!("{role}@example.com"), ..Changing::default() }
}

/// Another account of a role, beside the bench's own.
async fn second(bench: &Bench, role: Role) -> i64 {
    let enterprise = if role.is_enterprise() { CREDIT_CODE } else { "" };
    let new = Opening {
        login: format!("{role}2"),
        role: Some(role),
        enterprise: enterprise.to_owned(),
        password: ACCOUNT_PASSWORD.to_owned(),
        ..Opening::default()
    };
    accounts::add(&bench.ctx, new).await.unwrap()
}

async fn mails(bench: &Bench) -> Vec<String> {
    let all = entities::mail::Entity::find().all(bench.ctx.store.read()).await.unwrap();
    all.into_iter().map(|mail| mail.recipient).collect()
}

#[tokio::test]
async fn a_change_is_noted_told_and_ends_sessions_where_rights_shrink() {
    let bench = Bench::new().await;
    bench.plating_works().await;
    let (admin, officer) = (bench.actor(Role::Admin).await, bench.actor(Role::Officer).await);
    let token = sign_in(&bench.ctx, "officer", ACCOUNT_PASSWORD, client(1)).await.unwrap();
    let same = Changing { email: "elsewhere@example.com".into(), ..to(Role::Officer) };
    change(&bench, &admin, officer.account_id, same).await.unwrap();
    assert!(accounts::actor(&bench.ctx, &token).await.is_ok(), "another address ends no session");
    assert_eq!(mails(&bench).await, ["officer@example.com"], "the old address hears of it");
    change(&bench, &admin, officer.account_id, to(Role::Branch)).await.unwrap();
    assert!(matches!(accounts::actor(&bench.ctx, &token).await, Err(Error::Unauthenticated)));
    let token = sign_in(&bench.ctx, "officer", ACCOUNT_PASSWORD, client(1)).await.unwrap();
    let branch = accounts::actor(&bench.ctx, &token).await.unwrap();
    assert_eq!((branch.role, branch.town_id), (Role::Branch, Some(1)));
    let lines = entities::audit::Entity::find().all(bench.ctx.store.read()).await.unwrap();
    let lines: Vec<_> = lines.iter().filter(|line| line.action == "change-account").map(|line| &*line.detail).collect();
    assert_eq!(lines[0], r#"{"address":"changed","sessions_ended":0}"#, "the log holds no address");
    assert!(lines[1].contains(r#""role_before":"officer""#) && lines[1].contains(r#""sessions_ended":1"#), "{lines:?}");
    change(&bench, &admin, officer.account_id, to(Role::Branch)).await.unwrap();
    assert_eq!(
        bench.audit().await.iter().filter(|line| line.starts_with("change-account")).count(),
        2,
        "the same again"
    );
}

#[tokio::test]
async fn what_makes_no_sense_is_told_at_once() {
    let bench = Bench::new().await;
    bench.plating_works().await;
    let (admin, officer) = (bench.actor(Role::Admin).await, bench.actor(Role::Officer).await);
    let nonsense = Changing {
        role: Some(Role::Preparer),
        town: "441900101".into(),
        email: "nowhere".into(),
        last_day: Some(day("2026-11-21")),
    };
    let refused = change(&bench, &admin, officer.account_id, nonsense).await.unwrap_err();
    for (field, issue) in [
        ("role", Issue::NoChoice),
        ("town", Issue::NoTownWanted),
        ("email", Issue::BadEmail),
        ("last_day", Issue::Before(day("2026-11-22"))),
    ] {
        assert_eq!(refused.issue_at(field), Some(&issue), "{field}");
    }
    let landless = change(&bench, &admin, officer.account_id, Changing { town: String::new(), ..to(Role::Grid) }).await;
    assert_eq!(landless.unwrap_err().issue_at("town"), Some(&Issue::NeedsTown));
}

#[tokio::test]
async fn who_is_overtaken_changes_nothing_and_a_form_counts_once() {
    let bench = Bench::new().await;
    bench.plating_works().await;
    let (admin, officer) = (bench.actor(Role::Admin).await, bench.actor(Role::Officer).await);
    let (id, key) = (officer.account_id, FormKey::generate());
    let before = seen(&bench, &admin, id).await;
    for _ in 0..2 {
        accounts::change(&bench.ctx, &admin, id, &key, &before, to(Role::Reviewer)).await.unwrap();
    }
    let late = accounts::change(&bench.ctx, &admin, id, &FormKey::generate(), &before, to(Role::Legal)).await;
    assert!(matches!(late, Err(Error::Conflict(Conflict::Overtaken))));
    accounts::close(&bench.ctx, &admin, id).await.unwrap();
    let closed = change(&bench, &admin, id, to(Role::Legal)).await;
    assert!(matches!(closed, Err(Error::Conflict(Conflict::ClosedAccount))));
    for role in [Role::Auditor, Role::Registrar] {
        let actor = bench.actor(role).await;
        let refused = accounts::change(&bench.ctx, &actor, id, &key, &before, to(Role::Admin)).await;
        assert!(matches!(refused, Err(Error::Forbidden)), "{role}");
    }
}

#[tokio::test]
async fn after_its_last_day_an_account_opens_nothing() {
    let bench = Bench::new().await;
    bench.plating_works().await;
    let (admin, officer) = (bench.actor(Role::Admin).await, bench.actor(Role::Officer).await);
    change(&bench, &admin, officer.account_id, Changing { last_day: Some(day("2026-11-23")), ..to(Role::Officer) })
        .await
        .unwrap();
    let enter = async || sign_in(&bench.ctx, "officer", ACCOUNT_PASSWORD, client(1)).await;
    bench.advance(DAY);
    let token = enter().await.unwrap();
    // 14:35 on the last day; at midnight it is over, within the 30 minutes of a session or not.
    bench.set_clock(domain::time::Stamp::parse("2026-11-23T23:50:00+08:00").unwrap());
    let late = enter().await.unwrap();
    bench.advance(11 * domain::time::MINUTE);
    for token in [token, late] {
        assert!(matches!(accounts::actor(&bench.ctx, &token).await, Err(Error::Unauthenticated)));
    }
    assert!(matches!(enter().await, Err(Error::SignInRefused)));
    change(&bench, &admin, officer.account_id, to(Role::Officer)).await.unwrap();
    assert!(enter().await.is_ok(), "and can be opened again");
}

#[tokio::test]
async fn the_last_certifier_and_the_last_administrator_stay() {
    let bench = Bench::new().await;
    bench.plating_works().await;
    let (admin, certifier) = (bench.actor(Role::Admin).await, bench.actor(Role::Certifier).await);
    let is_last = |answer: Result<()>| matches!(answer, Err(Error::Conflict(Conflict::LastOfRole)));
    let id = certifier.account_id;
    assert!(is_last(accounts::close(&bench.ctx, &admin, id).await));
    assert!(is_last(change(&bench, &admin, id, to(Role::Preparer)).await));
    assert!(is_last(
        change(&bench, &admin, id, Changing { last_day: Some(day("2027-01-01")), ..to(Role::Certifier) }).await
    ));
    // A delegate until some day is nobody's successor, and may go.
    let delegate = second(&bench, Role::Certifier).await;
    change(&bench, &admin, delegate, Changing { last_day: Some(day("2027-01-01")), ..to(Role::Certifier) })
        .await
        .unwrap();
    assert!(is_last(accounts::close(&bench.ctx, &admin, id).await));
    change(&bench, &admin, delegate, to(Role::Certifier)).await.unwrap();
    accounts::close(&bench.ctx, &admin, id).await.unwrap();
    assert!(is_last(accounts::close(&bench.ctx, &admin, delegate).await));

    let own = change(&bench, &admin, admin.account_id, to(Role::Auditor)).await;
    assert!(matches!(own, Err(Error::Conflict(Conflict::OwnAccount))));
    change(&bench, &admin, admin.account_id, Changing { email: "a@example.com".into(), ..to(Role::Admin) })
        .await
        .unwrap();
    let other = second(&bench, Role::Admin).await;
    change(&bench, &admin, other, to(Role::Auditor)).await.unwrap();
}
