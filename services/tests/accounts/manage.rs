//! Opening, listing and closing accounts.

use domain::{access::Role, credit_code::BadCreditCode, input::Issue};
use sea_orm::ConnectionTrait;
use services::{
    Conflict, Error, FormKey, Result,
    accounts::{self, Actor, Opening, Wanted, sign_in},
    audit, jobs,
    public::Paging,
};
use testing::{ACCOUNT_PASSWORD, Bench, CREDIT_CODE, client};

fn opening(login: &str, role: Role) -> Opening {
    Opening {
        login: login.to_owned(),
        role: Some(role),
        enterprise: if role.is_enterprise() { CREDIT_CODE.to_owned() } else { String::new() },
        town: if role.is_local() { "441900101".to_owned() } else { String::new() },
        password: ACCOUNT_PASSWORD.to_owned(),
        ..Opening::default()
    }
}

async fn open(bench: &Bench, actor: &Actor, new: Opening) -> Result<i64> {
    accounts::open(&bench.ctx, actor, &FormKey::generate(), new).await
}

#[track_caller]
fn faults(answer: Result<i64>) -> Vec<Issue> {
    match answer {
        Err(Error::Invalid(issues)) => issues.into_iter().map(|one| one.issue).collect(),
        other => panic!("{other:?}"),
    }
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
        assert_eq!(audit::read(ctx, &actor, &audit::Wanted::default()).await.is_ok(), reads, "audit log, {role}");
        assert_eq!(jobs::list(ctx, &actor).await.is_ok(), reads, "jobs, {role}");
        if role == Role::Admin {
            let all = accounts::list(ctx, &actor, &Wanted::default()).await.unwrap();
            assert_eq!(usize::try_from(all.total).unwrap(), Role::ALL.len() - 1);
            continue;
        }
        let answers = [
            accounts::list(ctx, &actor, &Wanted::default()).await.err(),
            accounts::show(ctx, &actor, 1).await.err(),
            accounts::end_sessions(ctx, &actor, 1).await.err(),
            accounts::close(ctx, &actor, 1).await.err(),
            jobs::retry(ctx, &actor, 1).await.err(),
        ];
        for answer in answers {
            assert!(matches!(answer, Some(Error::Forbidden)), "{role}: {answer:?}");
        }
        let opened = open(&bench, &actor, opening("friend", Role::Admin)).await;
        assert!(matches!(opened, Err(Error::Forbidden)), "{role}: {opened:?}");
    }
}

#[tokio::test]
async fn an_account_is_opened_and_closed() {
    let bench = Bench::new().await;
    bench.plating_works().await;
    let admin = bench.actor(Role::Admin).await;
    let grid = open(&bench, &admin, opening("Grid7", Role::Grid)).await.unwrap();
    let preparer = open(&bench, &admin, opening("fill", Role::Preparer)).await.unwrap();
    let (seen, sessions) = accounts::show(&bench.ctx, &admin, grid).await.unwrap();
    assert_eq!((seen.login.as_str(), seen.town.unwrap().zh.as_str()), ("grid7", "澄溪镇"));
    assert_eq!((sessions.count, sessions.seen_at), (0, None));
    let (seen, _) = accounts::show(&bench.ctx, &admin, preparer).await.unwrap();
    assert_eq!(seen.enterprise.unwrap().name.zh, "澄溪永昼电镀厂");

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
async fn everything_that_makes_no_sense_is_told_at_once() {
    let bench = Bench::new().await;
    bench.plating_works().await;
    let admin = bench.actor(Role::Admin).await;
    let nonsense = Opening {
        login: "two words".into(),
        name: "字".repeat(41),
        role: Some(Role::Reviewer),
        enterprise: CREDIT_CODE.into(),
        town: "441900101".into(),
        email: "nowhere".into(),
        password: "short".into(),
    };
    let want = [
        Issue::BadName(40),
        Issue::BadLogin,
        Issue::NoEnterpriseWanted,
        Issue::NoTownWanted,
        Issue::BadEmail,
        Issue::ShortPassword(10),
    ];
    assert_eq!(faults(open(&bench, &admin, nonsense).await), want);
    let cases = [
        (Issue::NoChoice, Opening { role: None, ..opening("a1", Role::Reviewer) }),
        (Issue::NoChoice, opening("a2", Role::Public)),
        (Issue::UnknownTown, Opening { town: "000000000".into(), ..opening("a3", Role::Branch) }),
        (Issue::UnknownTown, Opening { town: "\0".into(), ..opening("a4", Role::Branch) }),
        (Issue::NeedsTown, Opening { town: " ".into(), ..opening("a5", Role::Grid) }),
        (Issue::NeedsEnterprise, Opening { enterprise: String::new(), ..opening("a6", Role::Preparer) }),
        (
            Issue::CreditCode(BadCreditCode::Length(2)),
            Opening { enterprise: "12".into(), ..opening("a7", Role::Preparer) },
        ),
        (Issue::UnknownEnterprise, Opening { enterprise: OTHER_CODE.into(), ..opening("a8", Role::Preparer) }),
        (Issue::BadName(40), Opening { name: "a\nb".into(), ..opening("a9", Role::Reviewer) }),
        (Issue::LongPassword(200), Opening { password: "x".repeat(201), ..opening("b1", Role::Reviewer) }),
    ];
    for (want, case) in cases {
        assert_eq!(faults(open(&bench, &admin, case).await), [want]);
    }
    assert_eq!(bench.audit().await, Vec::<String>::new(), "nothing has been opened");
}

/// A credit code that nobody has.
const OTHER_CODE: &str = "91310000MA1FL0000N";

#[tokio::test]
async fn a_login_is_given_once_even_after_it_was_closed() {
    let bench = Bench::new().await;
    let admin = bench.actor(Role::Admin).await;
    let old = open(&bench, &admin, opening("zhou", Role::Reviewer)).await.unwrap();
    accounts::close(&bench.ctx, &admin, old).await.unwrap();
    for login in ["ADMIN", " zhou "] {
        assert_eq!(faults(open(&bench, &admin, opening(login, Role::Reviewer)).await), [Issue::LoginTaken]);
    }
    let also_short = Opening { password: "short".into(), ..opening("admin", Role::Reviewer) };
    assert_eq!(faults(open(&bench, &admin, also_short).await), [Issue::LoginTaken, Issue::ShortPassword(10)]);
}

#[tokio::test]
async fn a_form_that_is_sent_twice_opens_one_account() {
    let bench = Bench::new().await;
    let admin = bench.actor(Role::Admin).await;
    let form = FormKey::generate();
    let (one, two) = tokio::join!(
        accounts::open(&bench.ctx, &admin, &form, opening("once", Role::Reviewer)),
        accounts::open(&bench.ctx, &admin, &form, opening("once", Role::Reviewer)),
    );
    assert_eq!(one.unwrap(), two.unwrap());
    let opened = bench.audit().await.iter().filter(|line| line.starts_with("open-account")).count();
    assert_eq!(opened, 1);
    let other = accounts::open(&bench.ctx, &admin, &form, opening("another", Role::Reviewer)).await;
    assert!(
        matches!(other, Err(Error::Conflict(Conflict::SentBefore))),
        "a form that was changed is not said to be done: {other:?}"
    );
}

#[tokio::test]
async fn the_list_is_searched_narrowed_and_paged() {
    let bench = Bench::new().await;
    bench.plating_works().await;
    let admin = bench.actor(Role::Admin).await;
    for (login, role) in [("p1", Role::Preparer), ("p2", Role::Preparer), ("c1", Role::Certifier), ("r1", Role::Legal)]
    {
        let new = Opening { name: format!("甲_{login}"), ..opening(login, role) };
        open(&bench, &admin, new).await.unwrap();
    }
    let logins = async |wanted: Wanted| {
        let found = accounts::list(&bench.ctx, &admin, &wanted).await.unwrap();
        (found.items.iter().map(|account| account.login.clone()).collect::<Vec<_>>().join(" "), found.total)
    };
    let q = |words: &str| Wanted { q: Some(words.to_owned()), ..Wanted::default() };
    assert_eq!(logins(Wanted::default()).await, ("admin c1 p1 p2 r1".into(), 5));
    assert_eq!(logins(q("永昼")).await, ("c1 p1 p2".into(), 3), "by the enterprise");
    assert_eq!(logins(q("永昼 P1")).await, ("p1".into(), 1), "by all words, in any case");
    assert_eq!(logins(q("_r1")).await, ("r1".into(), 1), "a wildcard is a character");
    assert_eq!(logins(Wanted { role: Some(Role::Preparer), ..q("甲") }).await, ("p1 p2".into(), 2));
    assert_eq!(logins(Wanted { paging: Paging::new(2, 2), ..Wanted::default() }).await, ("p1 p2".into(), 5));
    let everybody = accounts::list(&bench.ctx, &admin, &Wanted::default()).await.unwrap();
    accounts::close(&bench.ctx, &admin, everybody.items[2].id).await.unwrap();
    assert_eq!(logins(Wanted { closed: true, ..Wanted::default() }).await, ("p1".into(), 1));
}

#[tokio::test]
async fn sessions_are_ended_and_the_account_stays_open() {
    let bench = Bench::new().await;
    let (admin, reviewer) = (bench.actor(Role::Admin).await, bench.actor(Role::Reviewer).await);
    let id = reviewer.account_id;
    let (desk, phone) = (
        sign_in(&bench.ctx, "reviewer", ACCOUNT_PASSWORD, client(1)).await.unwrap(),
        sign_in(&bench.ctx, "reviewer", ACCOUNT_PASSWORD, client(2)).await.unwrap(),
    );
    let (_, sessions) = accounts::show(&bench.ctx, &admin, id).await.unwrap();
    assert_eq!((sessions.count, sessions.seen_at), (2, Some(bench.ctx.now())));
    assert_eq!(accounts::end_sessions(&bench.ctx, &admin, id).await.unwrap(), 2);
    for token in [desk, phone] {
        assert!(matches!(accounts::actor(&bench.ctx, &token).await, Err(Error::Unauthenticated)));
    }
    sign_in(&bench.ctx, "reviewer", ACCOUNT_PASSWORD, client(1)).await.unwrap();
    assert!(matches!(accounts::end_sessions(&bench.ctx, &admin, 999).await, Err(Error::NotFound)));
    assert!(bench.audit().await.contains(&format!("end-sessions admin account/{id}")));
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
