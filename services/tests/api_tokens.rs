//! Tokens of programs.

use chrono::NaiveDate;
use domain::{
    access::{Role, Scope, Scopes},
    input::{Issue, Read},
    time::{DAY, MINUTE},
};
use sea_orm::EntityTrait;
use services::{
    Conflict, Error, FormKey,
    accounts::{self, Actor, Opening},
    api_tokens::{ApiToken, Issued, NewToken, State, Title, authenticate, create, list, revoke},
};
use testing::{ACCOUNT_PASSWORD, Bench, CREDIT_CODE, client};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn new(scopes: impl IntoIterator<Item = Scope>) -> NewToken {
    NewToken { name: Title::read("供水公司").unwrap(), scopes: Scopes::of(scopes), last_day: day("2027-01-31") }
}

async fn made(bench: &Bench, actor: &Actor) -> Issued {
    create(&bench.ctx, actor, &FormKey::generate(), ACCOUNT_PASSWORD, new([Scope::Water])).await.unwrap()
}

/// Whether the token is taken; whoever shows it comes from an address of their own.
async fn is_taken(bench: &Bench, token: &ApiToken) -> bool {
    match authenticate(&bench.ctx, &token.expose(), client(9)).await {
        Ok(_) => true,
        Err(Error::Unauthenticated) => false,
        Err(other) => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_department_delivers_what_its_token_is_for_and_nothing_else() {
    let bench = Bench::new().await;
    let admin = bench.actor(Role::Admin).await;
    let issued = made(&bench, &admin).await;
    let caller = authenticate(&bench.ctx, &issued.token.expose(), client(1)).await.unwrap();
    assert_eq!((&*caller.name, caller.enterprise, &caller.issuer), ("供水公司", None, &admin));
    assert!(caller.must(Scope::Water).is_ok());
    for other in Scope::ALL.iter().filter(|scope| **scope != Scope::Water) {
        assert!(matches!(caller.must(*other), Err(Error::Forbidden)), "{other}");
    }
    let row = entities::api_token::Entity::find_by_id(caller.token_id).one(bench.ctx.store.read()).await.unwrap();
    let kept = format!("{:?}", row.unwrap());
    assert!(!kept.contains(&issued.token.expose()[3..]), "the store keeps a digest");
    assert_eq!(bench.audit().await, ["create-token admin api_token/1"]);
}

#[tokio::test]
async fn an_enterprise_files_for_itself_as_long_as_the_certifier_is_one() {
    let bench = Bench::new().await;
    bench.plating_works().await;
    let (admin, certifier) = (bench.actor(Role::Admin).await, bench.actor(Role::Certifier).await);
    let issued = made(&bench, &certifier).await;
    let caller = authenticate(&bench.ctx, &issued.token.expose(), client(1)).await.unwrap();
    assert_eq!(caller.enterprise.map(|code| code.to_string()).as_deref(), Some(CREDIT_CODE));
    assert_eq!(caller.scopes, Scopes::of([Scope::Declarations]), "feeds are nothing for an enterprise");
    let successor = Opening {
        login: "successor".into(),
        role: Some(Role::Certifier),
        enterprise: CREDIT_CODE.into(),
        password: ACCOUNT_PASSWORD.into(),
        ..Opening::default()
    };
    accounts::add(&bench.ctx, successor).await.unwrap();
    accounts::close(&bench.ctx, &admin, certifier.account_id).await.unwrap();
    assert!(!is_taken(&bench, &issued.token).await);
}

#[tokio::test]
async fn a_token_ends_with_its_last_day_and_when_it_is_taken_back() {
    let bench = Bench::new().await;
    let admin = bench.actor(Role::Admin).await;
    let (one, two) = (made(&bench, &admin).await, made(&bench, &admin).await);
    let ids: Vec<_> = list(&bench.ctx, &admin).await.unwrap().iter().map(|row| row.id).collect();
    assert_eq!(ids, [2, 1], "the newest first");
    revoke(&bench.ctx, &admin, 1).await.unwrap();
    revoke(&bench.ctx, &admin, 1).await.unwrap();
    assert!(!is_taken(&bench, &one.token).await && is_taken(&bench, &two.token).await);
    assert_eq!(bench.audit().await.iter().filter(|line| line.starts_with("revoke-token")).count(), 1);
    // 22 November to 31 January: the last day is the 70th after.
    bench.advance(70 * DAY);
    assert!(is_taken(&bench, &two.token).await);
    bench.advance(DAY);
    assert!(!is_taken(&bench, &two.token).await);
    let states: Vec<_> = list(&bench.ctx, &admin).await.unwrap().iter().map(|row| row.state).collect();
    assert!(matches!(states[..], [State::Ended, State::Revoked(_)]), "{states:?}");
}

#[tokio::test]
async fn nobody_sees_or_takes_back_what_is_not_theirs() {
    let bench = Bench::new().await;
    bench.plating_works().await;
    let (admin, certifier) = (bench.actor(Role::Admin).await, bench.actor(Role::Certifier).await);
    made(&bench, &admin).await;
    made(&bench, &certifier).await;
    for (actor, own, other) in [(&admin, 1, 2), (&certifier, 2, 1)] {
        let seen: Vec<_> = list(&bench.ctx, actor).await.unwrap().iter().map(|row| row.id).collect();
        assert_eq!(seen, [own]);
        assert!(matches!(revoke(&bench.ctx, actor, other).await, Err(Error::NotFound)));
    }
    let stranger = Actor { enterprise_id: Some(2), ..certifier.clone() };
    assert!(list(&bench.ctx, &stranger).await.unwrap().is_empty());
    assert!(matches!(revoke(&bench.ctx, &stranger, 2).await, Err(Error::NotFound)));
    for role in [Role::Preparer, Role::Consultant, Role::Auditor, Role::Registrar] {
        let actor = bench.actor(role).await;
        assert!(matches!(list(&bench.ctx, &actor).await, Err(Error::Forbidden)), "{role}");
        let refused = create(&bench.ctx, &actor, &FormKey::generate(), ACCOUNT_PASSWORD, new([Scope::Water])).await;
        assert!(matches!(refused, Err(Error::Forbidden)), "{role}");
    }
}

#[tokio::test]
async fn making_one_takes_the_password_a_purpose_and_a_day_and_happens_once() {
    let bench = Bench::new().await;
    let admin = bench.actor(Role::Admin).await;
    let key = FormKey::generate();
    let wrong = create(&bench.ctx, &admin, &key, "not the password", new([Scope::Water])).await;
    assert!(matches!(wrong, Err(Error::SignInRefused)));
    let aimless = create(&bench.ctx, &admin, &key, ACCOUNT_PASSWORD, new([Scope::Declarations])).await.unwrap_err();
    assert_eq!(aimless.issue_at("scopes"), Some(&Issue::NoChoice));
    for (last_day, want) in
        [("2026-11-21", Issue::Before(day("2026-11-22"))), ("2029-01-01", Issue::After(day("2028-11-22")))]
    {
        let new = NewToken { last_day: day(last_day), ..new([Scope::Water]) };
        let refused = create(&bench.ctx, &admin, &key, ACCOUNT_PASSWORD, new).await.unwrap_err();
        assert_eq!(refused.issue_at("last_day"), Some(&want), "{last_day}");
    }
    create(&bench.ctx, &admin, &key, ACCOUNT_PASSWORD, new([Scope::Water])).await.unwrap();
    let again = create(&bench.ctx, &admin, &key, ACCOUNT_PASSWORD, new([Scope::Water])).await;
    assert!(matches!(again, Err(Error::Conflict(Conflict::SentBefore))));
    assert_eq!(list(&bench.ctx, &admin).await.unwrap().len(), 1);
}

#[tokio::test]
async fn use_is_noted_once_a_minute_and_too_much_of_it_waits() {
    let bench = Bench::new().await;
    let admin = bench.actor(Role::Admin).await;
    let issued = made(&bench, &admin).await;
    let used = async || list(&bench.ctx, &admin).await.unwrap()[0].last_used_at;
    assert_eq!(used().await, None);
    let first = bench.ctx.now();
    assert!(is_taken(&bench, &issued.token).await);
    assert_eq!(used().await, Some(first));
    bench.advance(MINUTE - 1);
    assert!(is_taken(&bench, &issued.token).await);
    assert_eq!(used().await, Some(first));
    bench.advance(1);
    for _ in 0..58 {
        assert!(is_taken(&bench, &issued.token).await);
    }
    assert_eq!(used().await, Some(first.plus(MINUTE)));
    let mut flood = authenticate(&bench.ctx, &issued.token.expose(), client(1)).await;
    for _ in 0..5 {
        flood = authenticate(&bench.ctx, &issued.token.expose(), client(1)).await;
    }
    assert!(matches!(flood, Err(Error::Throttled { .. })), "{flood:?}");
}

#[tokio::test]
async fn whoever_shows_what_is_no_token_is_slowed_down_and_others_are_not() {
    let bench = Bench::new().await;
    let admin = bench.actor(Role::Admin).await;
    let issued = made(&bench, &admin).await;
    let foreign = format!("mj_{}", "0".repeat(64));
    for number in 0..30 {
        let text = if number % 2 == 0 { foreign.as_str() } else { "nonsense\0" };
        assert!(matches!(authenticate(&bench.ctx, text, client(1)).await, Err(Error::Unauthenticated)));
    }
    assert!(matches!(authenticate(&bench.ctx, &foreign, client(1)).await, Err(Error::Throttled { .. })));
    assert!(authenticate(&bench.ctx, &issued.token.expose(), client(2)).await.is_ok());
}
