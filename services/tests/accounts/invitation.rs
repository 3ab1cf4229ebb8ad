//! Invitations, and an enterprise's certifier who looks after its people.

use domain::{
    access::{Action, Role, may},
    input::Issue,
    site::Site,
    time::DAY,
};
use sea_orm::EntityTrait;
use services::{
    Conflict, Ctx, Error, FormKey, Result,
    accounts::{
        self, Actor, Opening,
        invitation::{self, Accepting, Invited, Inviting},
        sign_in,
    },
};
use testing::{ACCOUNT_PASSWORD, Bench, CREDIT_CODE, client};

fn inviting(role: Role) -> Inviting {
    Inviting {
        name: "新人".into(),
        role: Some(role),
        enterprise: if role.is_enterprise() { CREDIT_CODE.into() } else { String::new() },
        town: if role.is_local() { "441900101".into() } else { String::new() },
        ..Inviting::default()
    }
}

async fn invite(bench: &Bench, actor: &Actor, inviting: Inviting) -> Result<Invited> {
    invitation::invite(&bench.ctx, actor, &FormKey::generate(), inviting).await
}

async fn accept(bench: &Bench, code: &str, login: &str) -> Result<i64> {
    let accepting = Accepting { code, login, password: ACCOUNT_PASSWORD };
    invitation::accept(&bench.ctx, accepting, client(1)).await
}

fn is_used<T>(answer: &Result<T>) -> bool {
    matches!(answer, Err(Error::Conflict(Conflict::InvitationUsed)))
}

fn is_over<T>(answer: &Result<T>) -> bool {
    matches!(answer, Err(Error::Conflict(Conflict::InvitationOver)))
}

#[tokio::test]
async fn a_letter_opens_one_account_once() {
    let bench = Bench::new().await;
    bench.plating_works().await;
    let certifier = bench.actor(Role::Certifier).await;
    let delegate = Inviting { last_day: "2026-12-31".parse().ok(), ..inviting(Role::Certifier) };
    let invited = invite(&bench, &certifier, delegate).await.unwrap();
    let code = invited.code.unwrap();
    assert_eq!(invited.office.unwrap().zh, "澄溪永昼电镀厂");
    let stored = entities::invitation::Entity::find().all(bench.ctx.store.read()).await.unwrap();
    assert!(!format!("{stored:?}").contains(&code.replace('-', "")), "a digest only");
    let offer = invitation::look(&bench.ctx, &code.to_lowercase(), client(1)).await.unwrap();
    assert_eq!((offer.name.as_str(), offer.role), ("新人", Role::Certifier));
    assert_eq!(accept(&bench, &code, "certifier").await.unwrap_err().issue_at("login"), Some(&Issue::LoginTaken));
    accept(&bench, &code, "delegate").await.unwrap();
    assert!(is_used(&accept(&bench, &code, "another").await));
    assert!(is_used(&invitation::look(&bench.ctx, &code, client(1)).await));
    let token = sign_in(&bench.ctx, "delegate", ACCOUNT_PASSWORD, client(1)).await.unwrap();
    let actor = accounts::actor(&bench.ctx, &token).await.unwrap();
    assert_eq!((actor.role, actor.enterprise_id, actor.name.as_str()), (Role::Certifier, Some(1), "新人"));
    bench.advance(40 * DAY);
    assert!(sign_in(&bench.ctx, "delegate", ACCOUNT_PASSWORD, client(1)).await.is_err(), "until the end of the year");
    let log = bench.audit().await;
    assert_eq!(log[..2], ["invite certifier invitation/1", "open-account public account/2"], "{log:?}");
}

#[tokio::test]
async fn of_two_who_accept_at_once_one_gets_the_account() {
    let bench = Bench::new().await;
    let admin = bench.actor(Role::Admin).await;
    let code = invite(&bench, &admin, inviting(Role::Officer)).await.unwrap().code.unwrap();
    let (one, two) = tokio::join!(accept(&bench, &code, "one"), accept(&bench, &code, "two"));
    assert_eq!(u8::from(one.is_ok()) + u8::from(two.is_ok()), 1, "{one:?} {two:?}");
    assert!(is_used(&one) || is_used(&two));
    let all = entities::account::Entity::find().all(bench.ctx.store.read()).await.unwrap();
    assert_eq!(all.len(), 2, "the other account is not there");
}

#[tokio::test]
async fn an_invitation_ends_and_is_taken_back() {
    let bench = Bench::new().await;
    let admin = bench.actor(Role::Admin).await;
    let mut codes = Vec::new();
    for _ in 0..2 {
        codes.push(invite(&bench, &admin, inviting(Role::Officer)).await.unwrap().code.unwrap());
    }
    for _ in 0..2 {
        invitation::revoke(&bench.ctx, &admin, 1).await.unwrap();
    }
    assert!(is_over(&accept(&bench, &codes[0], "one").await));
    assert_eq!(invitation::list(&bench.ctx, &admin).await.unwrap().len(), 1);
    bench.advance(invitation::DAYS * DAY);
    assert!(is_over(&accept(&bench, &codes[1], "two").await));
    assert!(invitation::list(&bench.ctx, &admin).await.unwrap()[0].is_over);
    let unknown = accept(&bench, "AAAA-AAAA-AAAA-AAAA", "three").await.unwrap_err();
    assert_eq!(unknown.issue_at("code"), Some(&Issue::UnknownInvitation));
    for _ in 0..10 {
        let guess = accept(&bench, "AAAA-AAAA-AAAA-AAAB", "three").await;
        assert!(guess.is_err());
    }
    assert!(matches!(accept(&bench, &codes[1], "two").await, Err(Error::Throttled { .. })), "guessing waits");
}

#[tokio::test]
async fn what_somebody_who_left_has_promised_opens_nothing() {
    let bench = Bench::new().await;
    bench.plating_works().await;
    let (admin, certifier) = (bench.actor(Role::Admin).await, bench.actor(Role::Certifier).await);
    let code = invite(&bench, &certifier, inviting(Role::Preparer)).await.unwrap().code.unwrap();
    let successor = Opening {
        login: "successor".into(),
        role: Some(Role::Certifier),
        enterprise: CREDIT_CODE.into(),
        password: ACCOUNT_PASSWORD.into(),
        ..Opening::default()
    };
    accounts::add(&bench.ctx, successor).await.unwrap();
    accounts::close(&bench.ctx, &admin, certifier.account_id).await.unwrap();
    assert!(is_over(&accept(&bench, &code, "late").await));
}

#[tokio::test]
async fn by_mail_nobody_sees_the_code_but_the_mail() {
    let bench = Bench::new().await;
    let admin = bench.actor(Role::Admin).await;
    let wanted = Inviting { email: "new@example.com".into(), ..inviting(Role::Officer) };
    let key = FormKey::generate();
    let invited = invitation::invite(&bench.ctx, &admin, &key, wanted.clone()).await.unwrap();
    assert_eq!(invited.code, None);
    let again = invitation::invite(&bench.ctx, &admin, &key, wanted).await;
    assert!(matches!(again, Err(Error::Conflict(Conflict::SentBefore))));
    let mails = entities::mail::Entity::find().all(bench.ctx.store.read()).await.unwrap();
    assert_eq!((mails.len(), mails[0].recipient.as_str()), (1, "new@example.com"));
    let code = mails[0].body.split("/invitation?code=").nth(1).unwrap().split_whitespace().next().unwrap();
    accept(&bench, code, "new").await.unwrap();
    let row = entities::account::Entity::find().all(bench.ctx.store.read()).await.unwrap().pop().unwrap();
    assert_eq!(row.email.as_deref(), Some("new@example.com"));
}

#[tokio::test]
async fn a_mailed_invitation_names_the_whole_address() {
    let bench = Bench::new().await;
    let admin = bench.actor(Role::Admin).await;
    let mailed = async |ctx: &Ctx, email: &str| {
        let wanted = Inviting { email: email.into(), ..inviting(Role::Officer) };
        invitation::invite(ctx, &admin, &FormKey::generate(), wanted).await.unwrap();
        let mails = entities::mail::Entity::find().all(bench.ctx.store.read()).await.unwrap();
        mails.into_iter().find(|mail| mail.recipient == email).unwrap().body
    };
    let nowhere = mailed(&bench.ctx, "a@example.com").await;
    assert!(nowhere.contains("\n/invitation?code=") && !nowhere.contains("sign-in"), "{nowhere}");
    bench.ctx.site().begin_with(&Site { domain: "sthj.example.gov.cn".to_owned(), ..Site::demo() });
    let by_domain = mailed(&bench.ctx, "b@example.com").await;
    assert!(by_domain.contains("\nhttps://sthj.example.gov.cn/invitation?code="), "{by_domain}");
    assert!(by_domain.ends_with("\nhttps://sthj.example.gov.cn/sign-in\n"), "{by_domain}");
    let told = bench.ctx.clone().with_public_url(Some("http://10.0.0.8:3000/"));
    let by_url = mailed(&told, "c@example.com").await;
    assert!(by_url.contains("\nhttp://10.0.0.8:3000/invitation?code="), "{by_url}");
    assert!(by_url.ends_with("\nhttp://10.0.0.8:3000/sign-in\n"), "{by_url}");
}

#[tokio::test]
async fn who_may_invite_whom() {
    let bench = Bench::new().await;
    bench.plating_works().await;
    for &role in Role::ALL.iter().filter(|role| **role != Role::Public) {
        let actor = bench.actor(role).await;
        let admin = may(role, Action::ManageAccounts);
        let preparer = invite(&bench, &actor, inviting(Role::Preparer)).await;
        assert_eq!(preparer.is_ok(), admin || role == Role::Certifier, "{role}: {preparer:?}");
        let officer = invite(&bench, &actor, inviting(Role::Officer)).await;
        assert_eq!(officer.is_ok(), admin, "{role}: {officer:?}");
        if role == Role::Certifier {
            assert_eq!(officer.unwrap_err().issue_at("role"), Some(&Issue::NoChoice));
            let foreign = Inviting { enterprise: "9144190000000000XX".into(), ..inviting(Role::Preparer) };
            assert!(invite(&bench, &actor, foreign).await.is_ok(), "always for the own enterprise");
        }
    }
    let all = entities::invitation::Entity::find().all(bench.ctx.store.read()).await.unwrap();
    assert!(all.iter().all(|row| row.enterprise_id == row.role.is_enterprise().then_some(1)));
}

#[tokio::test]
async fn everything_that_is_wrong_with_an_invitation_is_told_at_once() {
    let bench = Bench::new().await;
    bench.plating_works().await;
    let admin = bench.actor(Role::Admin).await;
    let nonsense = Inviting {
        name: " ".into(),
        role: Some(Role::Grid),
        enterprise: CREDIT_CODE.into(),
        town: String::new(),
        email: "nowhere".into(),
        last_day: "2026-11-21".parse().ok(),
    };
    let refused = invite(&bench, &admin, nonsense).await.unwrap_err();
    for (field, issue) in [
        ("name", Issue::Missing),
        ("enterprise", Issue::NoEnterpriseWanted),
        ("town", Issue::NeedsTown),
        ("email", Issue::BadEmail),
        ("last_day", Issue::Before("2026-11-22".parse().unwrap())),
    ] {
        assert_eq!(refused.issue_at(field), Some(&issue), "{field}");
    }
}

#[tokio::test]
async fn a_certifier_looks_after_the_own_people_only() {
    let bench = Bench::new().await;
    bench.plating_works().await;
    let certifier = bench.actor(Role::Certifier).await;
    let (preparer, officer) = (bench.actor(Role::Preparer).await, bench.actor(Role::Officer).await);
    let token = sign_in(&bench.ctx, "preparer", ACCOUNT_PASSWORD, client(1)).await.unwrap();
    let names: Vec<_> = accounts::people(&bench.ctx, &certifier).await.unwrap().iter().map(|one| one.id).collect();
    assert_eq!(names.len(), 2, "{names:?}");
    for actor in [&preparer, &officer] {
        assert!(matches!(accounts::people(&bench.ctx, actor).await, Err(Error::Forbidden)));
        assert!(matches!(accounts::release(&bench.ctx, actor, 1).await, Err(Error::Forbidden)));
    }
    let release = async |id| accounts::release(&bench.ctx, &certifier, id).await;
    assert!(matches!(release(officer.account_id).await, Err(Error::NotFound)));
    assert!(matches!(release(certifier.account_id).await, Err(Error::Conflict(Conflict::OwnAccount))));
    release(preparer.account_id).await.unwrap();
    assert!(matches!(accounts::actor(&bench.ctx, &token).await, Err(Error::Unauthenticated)));
    assert_eq!(accounts::people(&bench.ctx, &certifier).await.unwrap().len(), 1);
    let stranger = Actor { enterprise_id: Some(2), ..certifier };
    assert!(matches!(accounts::release(&bench.ctx, &stranger, preparer.account_id).await, Err(Error::NotFound)));
}
