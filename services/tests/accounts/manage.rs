//! Opening, listing and closing accounts.

use domain::access::Role;
use sea_orm::ConnectionTrait;
use services::{
    Error,
    accounts::{self, Actor, NewAccount, Opening, sign_in},
    audit, jobs,
    testing::{ACCOUNT_PASSWORD, Bench, CREDIT_CODE, client},
};

fn opening(login: &str, role: Role) -> Opening {
    let enterprise = role.is_enterprise().then(|| CREDIT_CODE.parse().unwrap());
    let account = NewAccount {
        login: login.to_owned(),
        name: String::new(),
        role,
        enterprise,
        password: ACCOUNT_PASSWORD.to_owned(),
    };
    Opening { account, town: role.is_local().then(|| "441900101".to_owned()), email: None }
}

async fn everybody(bench: &Bench) -> Vec<Actor> {
    bench.plating_works().await;
    let mut actors = Vec::new();
    for &role in Role::ALL.iter().filter(|role| **role != Role::Public) {
        actors.push(bench.actor(role).await);
    }
    actors
}

#[tokio::test]
async fn only_the_administrator_manages_accounts() {
    let bench = Bench::new().await;
    let ctx = &bench.ctx;
    for actor in everybody(&bench).await {
        let role = actor.role;
        let reads = matches!(role, Role::Admin | Role::Auditor);
        assert_eq!(audit::recent(ctx, &actor, None).await.is_ok(), reads, "audit log, {role}");
        assert_eq!(jobs::list(ctx, &actor).await.is_ok(), reads, "jobs, {role}");
        if role == Role::Admin {
            assert_eq!(accounts::list(ctx, &actor).await.unwrap().len(), Role::ALL.len() - 1);
            continue;
        }
        let answers = [
            accounts::list(ctx, &actor).await.err(),
            accounts::open(ctx, &actor, opening("friend", Role::Admin)).await.err(),
            accounts::close(ctx, &actor, 1).await.err(),
            jobs::retry(ctx, &actor, 1).await.err(),
        ];
        for answer in answers {
            assert!(matches!(answer, Some(Error::Forbidden)), "{role}: {answer:?}");
        }
    }
}

#[tokio::test]
async fn an_account_is_opened_and_closed() {
    let bench = Bench::new().await;
    bench.plating_works().await;
    let admin = bench.actor(Role::Admin).await;
    let grid = accounts::open(&bench.ctx, &admin, opening("Grid7", Role::Grid)).await.unwrap();
    let preparer = accounts::open(&bench.ctx, &admin, opening("fill", Role::Preparer)).await.unwrap();
    let listed = accounts::list(&bench.ctx, &admin).await.unwrap();
    let of = |id| listed.iter().find(|account| account.id == id).unwrap();
    assert_eq!((of(grid).login.as_str(), of(grid).town.as_deref()), ("grid7", Some("澄溪镇")));
    assert_eq!(of(preparer).enterprise.as_deref(), Some("澄溪永昼电镀厂"));

    let token = sign_in(&bench.ctx, "grid7", ACCOUNT_PASSWORD, client(1)).await.unwrap();
    assert_eq!(accounts::actor(&bench.ctx, &token).await.unwrap().town_id, Some(1));
    accounts::close(&bench.ctx, &admin, grid).await.unwrap();
    accounts::close(&bench.ctx, &admin, grid).await.unwrap();
    assert!(matches!(accounts::actor(&bench.ctx, &token).await, Err(Error::Unauthenticated)));
    assert!(matches!(accounts::close(&bench.ctx, &admin, 999).await, Err(Error::NotFound)));
    assert!(matches!(accounts::close(&bench.ctx, &admin, admin.account_id).await, Err(Error::Conflict(_))));
    let log = bench.audit().await;
    assert_eq!(log.iter().filter(|line| line.starts_with("close-account admin")).count(), 1, "{log:?}");
}

#[tokio::test]
async fn an_account_that_makes_no_sense_is_not_opened() {
    let bench = Bench::new().await;
    bench.plating_works().await;
    let admin = bench.actor(Role::Admin).await;
    let cases = [
        ("town", Opening { town: Some("441900101".into()), ..opening("a1", Role::Reviewer) }),
        ("town", Opening { town: Some("000000000".into()), ..opening("a2", Role::Branch) }),
        ("email", Opening { email: Some("nowhere".into()), ..opening("a3", Role::Reviewer) }),
        ("role", opening("a4", Role::Public)),
        ("login", opening("two words", Role::Reviewer)),
    ];
    for (want, case) in cases {
        match accounts::open(&bench.ctx, &admin, case).await {
            Err(Error::Invalid { field, .. }) => assert_eq!(field, want),
            other => panic!("{want}: {other:?}"),
        }
    }
    let twice = accounts::open(&bench.ctx, &admin, opening("ADMIN", Role::Reviewer)).await;
    assert!(matches!(twice, Err(Error::Conflict(_))), "{twice:?}");
}

#[tokio::test]
async fn the_audit_log_cannot_be_rewritten() {
    let bench = Bench::new().await;
    bench.actor(Role::Admin).await;
    sign_in(&bench.ctx, "admin", ACCOUNT_PASSWORD, client(1)).await.unwrap();
    for sql in ["UPDATE audit SET action = 'nothing'", "DELETE FROM audit"] {
        let tx = bench.ctx.store.write().await.unwrap();
        let refused = tx.execute_unprepared(sql).await.unwrap_err().to_string();
        assert!(refused.contains("only ever appended"), "{refused}");
    }
    assert_eq!(bench.audit().await.len(), 1);
}
