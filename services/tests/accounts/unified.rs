//! Signing in by a provider of identities: an honest one, and one that lies.

use domain::{
    access::Role,
    input::Issue,
    lang::Lang,
    time::{MINUTE, SECOND},
};
use entities::{account, session, unified_attempt};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, IntoActiveModel, PaginatorTrait};
use services::{
    Conflict, Error, FormKey, Names,
    accounts::{
        self, Actor, Proof, SessionToken, SigningIn,
        second_factor::{self, Status, code_at},
        unified::{self, Answer, AttemptToken, Back, Failure, Waiting},
    },
    doctor,
    oidc::Fault,
};
use testing::{ACCOUNT_PASSWORD, Bench, CREDIT_CODE, IdProvider, Lie, client};

/// A portal with a provider.
struct World {
    bench: Bench,
    provider: IdProvider,
}

/// A browser that was at the provider.
struct Visit {
    token: AttemptToken,
    code: String,
    state: String,
}

impl Visit {
    fn answer(&self) -> Answer<'_> {
        Answer { code: Some(&self.code), state: Some(&self.state), ..Answer::default() }
    }
}

impl World {
    async fn new() -> Self {
        let (mut bench, provider) = (Bench::new().await, IdProvider::start().await);
        bench.plating_works().await;
        bench.ctx = bench.ctx.clone().with_oidc(Some(provider.known()));
        Self { bench, provider }
    }

    /// Somebody goes to the provider, signs in there, and is sent back.
    async fn visit(&self, next: &str) -> Result<Visit, Failure> {
        let begun = unified::begin(&self.bench.ctx, client(1), next, Lang::Zh).await?;
        let (code, state) = self.provider.sign_in(&begun.door, self.bench.ctx.now());
        Ok(Visit { token: begun.token, code, state })
    }

    async fn back(&self, visit: &Visit) -> Result<Back, Failure> {
        unified::back(&self.bench.ctx, Some(&visit.token), visit.answer(), None).await
    }

    /// All of it.
    async fn sign_in(&self) -> Result<Back, Failure> {
        self.back(&self.visit("/account").await?).await
    }

    /// Links somebody's account, in a session of theirs.
    async fn link(&self, actor: &Actor, session: &SessionToken) -> Result<Back, Failure> {
        let ctx = &self.bench.ctx;
        let begun = unified::begin_link(ctx, actor, Proof::from(ACCOUNT_PASSWORD), Lang::En).await?;
        assert!(begun.door.contains("prompt=login") && begun.door.contains("ui_locales=en"), "{}", begun.door);
        let (code, state) = self.provider.sign_in(&begun.door, ctx.now());
        let visit = Visit { token: begun.token, code, state };
        unified::back(ctx, Some(&visit.token), visit.answer(), Some(session)).await
    }

    /// Somebody in a role, signed in by password.
    async fn person(&self, role: Role) -> (Actor, SessionToken) {
        let actor = self.bench.actor(role).await;
        let session = accounts::sign_in(&self.bench.ctx, role.as_str(), ACCOUNT_PASSWORD, client(2)).await.unwrap();
        (actor, session)
    }

    async fn linked(&self, role: Role) -> Actor {
        let (actor, session) = self.person(role).await;
        self.link(&actor, &session).await.unwrap();
        actor
    }

    async fn sessions(&self) -> u64 {
        session::Entity::find().count(self.bench.ctx.store.read()).await.unwrap()
    }
}

fn entered(back: Result<Back, Failure>) -> (SessionToken, String) {
    match back.unwrap() {
        Back::Entered(session, next) => (session, next),
        other => panic!("not in: {other:?}"),
    }
}

fn fault(back: Result<Back, Failure>) -> Fault {
    match back {
        Err(Failure::Provider(fault)) => fault,
        other => panic!("no fault of the provider: {other:?}"),
    }
}

fn conflict<T>(answer: Result<T, Failure>) -> Conflict {
    match answer {
        Err(Failure::Portal(Error::Conflict(conflict))) => conflict,
        _ => panic!("no conflict"),
    }
}

#[tokio::test]
async fn whoever_is_linked_comes_in_by_the_provider() {
    let world = World::new().await;
    let ctx = &world.bench.ctx;
    let (actor, session) = world.person(Role::Reviewer).await;
    assert_eq!(unified::own(ctx, &actor).await.unwrap(), None);
    assert!(matches!(world.link(&actor, &session).await, Ok(Back::Linked)));
    let linked = unified::own(ctx, &actor).await.unwrap().unwrap();
    assert_eq!((&*linked.issuer, linked.used_at), (world.provider.issuer(), None));

    world.bench.advance(MINUTE);
    let visit = world.visit("/bureau/cases?page=2").await.unwrap();
    let back = unified::back(ctx, Some(&visit.token), visit.answer(), Some(&session)).await;
    let (own, next) = entered(back);
    assert_eq!(next, "/bureau/cases?page=2");
    assert_eq!(accounts::actor(ctx, &own).await.unwrap().account_id, actor.account_id);
    assert!(accounts::actor(ctx, &session).await.is_err(), "the session that the browser showed has ended");
    assert_eq!(unified::own(ctx, &actor).await.unwrap().unwrap().used_at, Some(ctx.now()));
    assert_eq!(
        unified_attempt::Entity::find().count(ctx.store.read()).await.unwrap(),
        1,
        "of the link, until it is over"
    );

    let log = world.bench.audit().await;
    let own = format!("reviewer account/{}", actor.account_id);
    for act in ["link-identity", "sign-out", "sign-in"] {
        assert!(log.contains(&format!("{act} {own}")), "{act}: {log:?}");
    }
    let lines = entities::audit::Entity::find().all(ctx.store.read()).await.unwrap();
    assert_eq!(lines.last().unwrap().detail, "{\"by\":\"unified-identity\"}");
    assert!(lines.iter().all(|line| !line.detail.contains("440000-0001")), "the subject stands in no log");
    world.bench.drain_jobs().await;
    let told = ctx.mailer().sent();
    assert_eq!(told.len(), 1, "the owner hears of the link");
}

#[tokio::test]
async fn a_provider_that_lies_lets_nobody_in() {
    let world = World::new().await;
    world.linked(Role::Reviewer).await;
    let before = world.sessions().await;
    let cases = [
        (Lie::Issuer, Fault::Issuer),
        (Lie::Audience, Fault::Audience),
        (Lie::Nonce, Fault::Nonce),
        (Lie::Expired, Fault::Expired),
        (Lie::Early, Fault::Expired),
        (Lie::Stranger, Fault::Signature),
        (Lie::Unpublished, Fault::Signature),
        (Lie::Nobody, Fault::Unreadable("subject")),
        (Lie::Refuses, Fault::Refused("invalid_grant".into())),
        (Lie::Tokenless, Fault::Unreadable("token")),
        (Lie::Broken, Fault::Status(500)),
    ];
    for (lie, want) in cases {
        world.provider.lie(lie);
        let visit = world.visit("").await.unwrap();
        assert_eq!(fault(world.back(&visit).await), want, "{lie:?}");
        assert!(matches!(world.back(&visit).await, Err(Failure::Over)), "{lie:?}: what it was sent with is used up");
    }
    world.provider.lie(Lie::Unsigned);
    assert!(matches!(fault(world.sign_in().await), Fault::Signature | Fault::Unreadable("token")));
    assert_eq!(world.sessions().await, before, "nobody came in");
    world.provider.lie(Lie::None);
    entered(world.sign_in().await);
}

#[tokio::test]
async fn a_document_that_cannot_be_believed_is_not() {
    let cases = [
        (Lie::Document, Fault::Issuer),
        (Lie::Plain, Fault::Address),
        (Lie::Huge, Fault::Huge),
        (Lie::Elsewhere, Fault::Moved),
        (Lie::Garbled, Fault::Unreadable("document")),
        (Lie::Missing, Fault::Status(404)),
        (Lie::Slow, Fault::Slow),
    ];
    let world = World::new().await;
    world.bench.actor(Role::Reviewer).await;
    for (lie, want) in cases {
        world.provider.lie(lie);
        let begun = unified::begin(&world.bench.ctx, client(1), "", Lang::Zh).await;
        assert!(matches!(&begun, Err(Failure::Provider(fault)) if *fault == want), "{lie:?}: {begun:?}");
        let known = world.provider.known();
        let said = doctor::provider(&known).await;
        assert_eq!(said.state, doctor::State::Bad, "{lie:?}: {}", said.said(Lang::En));
        world.bench.advance(10 * SECOND);
    }
    accounts::sign_in(&world.bench.ctx, "reviewer", ACCOUNT_PASSWORD, client(1)).await.unwrap();
    world.provider.lie(Lie::None);
    assert!(world.visit("").await.is_ok(), "it is asked again");
    assert_eq!(doctor::provider(&world.provider.known()).await.state, doctor::State::Good);
}

#[tokio::test]
async fn a_provider_that_is_down_is_in_nobodys_way() {
    let world = World::new().await;
    world.bench.actor(Role::Reviewer).await;
    let visit = world.visit("").await.unwrap();
    world.provider.stop();
    // What was known is kept, but who came back cannot be asked for.
    assert!(fault(world.back(&visit).await).is_absence());
    let unknown = world.bench.ctx.clone().with_oidc(Some(world.provider.known()));
    let begun = unified::begin(&unknown, client(1), "", Lang::Zh).await;
    assert!(matches!(&begun, Err(Failure::Provider(fault)) if fault.is_absence()), "{begun:?}");
    accounts::sign_in(&unknown, "reviewer", ACCOUNT_PASSWORD, client(1)).await.unwrap();
}

#[tokio::test]
async fn what_a_provider_says_of_itself_is_kept_for_an_hour() {
    let world = World::new().await;
    let asked = || (world.provider.asked("/.well-known/openid-configuration"), world.provider.asked("/keys"));
    assert_eq!(asked(), (0, 0), "a start asks nobody");
    for _ in 0..3 {
        world.visit("").await.unwrap();
    }
    assert_eq!(asked(), (1, 1));
    world.bench.advance(60 * MINUTE);
    world.visit("").await.unwrap();
    assert_eq!(asked(), (2, 2));
    // Of one that is broken nothing is kept, and for a moment nobody asks again.
    world.bench.advance(60 * MINUTE);
    world.provider.lie(Lie::Missing);
    for _ in 0..3 {
        assert!(world.visit("").await.is_err());
    }
    assert_eq!(asked(), (3, 2));
    world.provider.lie(Lie::None);
    world.bench.advance(5 * SECOND);
    world.visit("").await.unwrap();
    assert_eq!(asked(), (4, 3));
}

#[tokio::test]
async fn a_new_key_is_asked_for_once() {
    let world = World::new().await;
    world.linked(Role::Reviewer).await;
    entered(world.sign_in().await);
    let before = world.provider.asked("/keys");
    world.provider.rotate();
    entered(world.sign_in().await);
    entered(world.sign_in().await);
    assert_eq!(world.provider.asked("/keys"), before + 1);
    world.provider.lie(Lie::Unpublished);
    assert_eq!(fault(world.sign_in().await), Fault::Signature);
    assert_eq!(world.provider.asked("/keys"), before + 2, "once for each sign-in");
}

#[tokio::test]
async fn only_the_browser_that_was_sent_comes_back_and_once_and_in_time() {
    let world = World::new().await;
    world.linked(Role::Reviewer).await;
    let ctx = &world.bench.ctx;
    let (own, other) = (world.visit("").await.unwrap(), world.visit("").await.unwrap());
    let nobody = unified::back(ctx, None, own.answer(), None).await;
    assert!(matches!(nobody, Err(Failure::OtherBrowser)));
    let stranger = unified::back(ctx, Some(&other.token), own.answer(), None).await;
    assert!(matches!(stranger, Err(Failure::OtherBrowser)), "another one's state");
    let stateless = unified::back(ctx, Some(&own.token), Answer { state: None, ..own.answer() }, None).await;
    assert!(matches!(stateless, Err(Failure::OtherBrowser)));
    entered(world.back(&own).await);
    assert!(matches!(world.back(&own).await, Err(Failure::Over)), "a second time");
    world.bench.advance(10 * MINUTE);
    assert!(matches!(world.back(&other).await, Err(Failure::Over)), "late");
    // Two at the same moment.
    let twice = world.visit("").await.unwrap();
    let (one, two) = tokio::join!(world.back(&twice), world.back(&twice));
    assert_eq!(u8::from(one.is_ok()) + u8::from(two.is_ok()), 1, "{one:?} {two:?}");
    // The code of another sign-in does not fit the proof of this one.
    let (first, second) = (world.visit("").await.unwrap(), world.visit("").await.unwrap());
    let mixed = Answer { code: Some(&second.code), ..first.answer() };
    assert!(matches!(
        unified::back(ctx, Some(&first.token), mixed, None).await,
        Err(Failure::Provider(Fault::Refused(_)))
    ));
    // The browser says from whom it comes.
    let named = world.visit("").await.unwrap();
    let answer = Answer { issuer: Some("https://other.example"), ..named.answer() };
    assert_eq!(fault(unified::back(ctx, Some(&named.token), answer, None).await), Fault::Issuer);
    let refused = world.visit("").await.unwrap();
    let answer = Answer { code: None, error: Some("access_denied"), ..refused.answer() };
    let denied = unified::back(ctx, Some(&refused.token), answer, None).await;
    assert!(matches!(denied, Err(Failure::Denied(why)) if why == "access_denied"));
}

#[tokio::test]
async fn whoever_is_unknown_shows_once_which_account_is_theirs() {
    let world = World::new().await;
    let ctx = &world.bench.ctx;
    let (certifier, reviewer) = (world.bench.actor(Role::Certifier).await, world.bench.actor(Role::Reviewer).await);
    world.provider.claims("uscc", CREDIT_CODE);
    let accounts_before = account::Entity::find().count(ctx.store.read()).await.unwrap();
    let visit = world.visit("/filing/2026Q3").await.unwrap();
    assert_eq!(unified::waiting(ctx, &visit.token).await.unwrap(), None, "not back yet");
    assert!(matches!(world.back(&visit).await, Ok(Back::Waits)));
    let Some(Waiting::Account { enterprise: Some(Names { zh, .. }) }) =
        unified::waiting(ctx, &visit.token).await.unwrap()
    else {
        panic!("which enterprise it is, is said");
    };
    assert!(!zh.is_empty());
    let link = async |login: &str, password: &str| {
        let given = SigningIn { login, password, code: "" };
        unified::link_and_enter(ctx, &visit.token, given, client(1), None).await
    };
    assert!(matches!(link("certifier", "wrong").await, Err(Failure::Portal(Error::SignInRefused))));
    assert_eq!(conflict(link("reviewer", ACCOUNT_PASSWORD).await), Conflict::OtherEnterprise);
    assert_eq!(unified::own(ctx, &reviewer).await.unwrap(), None);
    let (session, next) = link("certifier", ACCOUNT_PASSWORD).await.unwrap();
    assert_eq!(accounts::actor(ctx, &session).await.unwrap().account_id, certifier.account_id);
    assert_eq!(next, "/filing/2026Q3");
    assert!(matches!(link("certifier", ACCOUNT_PASSWORD).await, Err(Failure::Over)), "once");
    assert_eq!(account::Entity::find().count(ctx.store.read()).await.unwrap(), accounts_before, "no account was made");
    entered(world.sign_in().await);

    // An enterprise that the register does not have says nothing, and a person without one may be of the bureau.
    world.provider.is("440000-0002");
    world.provider.claims("uscc", "91440101MA59ABCD1D");
    let visit = world.visit("").await.unwrap();
    world.back(&visit).await.unwrap();
    assert_eq!(unified::waiting(ctx, &visit.token).await.unwrap(), Some(Waiting::Account { enterprise: None }));
    let given = SigningIn { login: "reviewer", password: ACCOUNT_PASSWORD, code: "" };
    unified::link_and_enter(ctx, &visit.token, given, client(1), None).await.unwrap();
    world.bench.advance(MINUTE);
    let late = world.visit("").await.unwrap();
    world.provider.is("440000-0003");
    world.back(&late).await.unwrap();
    world.bench.advance(10 * MINUTE);
    assert_eq!(unified::waiting(ctx, &late.token).await.unwrap(), None, "over");
    assert!(matches!(unified::link_and_enter(ctx, &late.token, given, client(1), None).await, Err(Failure::Over)));
}

#[tokio::test]
async fn nobody_has_two_accounts_and_no_account_two_people() {
    let world = World::new().await;
    let ctx = &world.bench.ctx;
    let reviewer = world.linked(Role::Reviewer).await;
    let (officer, session) = world.person(Role::Officer).await;
    assert_eq!(conflict(world.link(&officer, &session).await), Conflict::IdentityTaken);
    let again = accounts::sign_in(ctx, "reviewer", ACCOUNT_PASSWORD, client(3)).await.unwrap();
    assert!(matches!(world.link(&reviewer, &again).await, Ok(Back::Linked)), "the same once more is no error");
    world.provider.is("440000-0002");
    assert_eq!(conflict(world.link(&reviewer, &again).await), Conflict::HasIdentity);
    world.link(&officer, &session).await.unwrap();

    // Whose account is closed can be linked to another.
    let admin = world.bench.actor(Role::Admin).await;
    accounts::close(ctx, &admin, officer.account_id).await.unwrap();
    assert!(matches!(world.sign_in().await, Ok(Back::Waits)), "nobody knows them");
    let (publisher, session) = world.person(Role::Publisher).await;
    world.link(&publisher, &session).await.unwrap();

    // Whose account is over is told so.
    world.bench.advance(2 * 24 * 60 * MINUTE);
    let row = account::Entity::find_by_id(publisher.account_id).one(ctx.store.read()).await.unwrap().unwrap();
    let mut row = row.into_active_model();
    row.last_day = Set(Some("2026-11-23".parse().unwrap()));
    let tx = ctx.store.write().await.unwrap();
    row.update(&tx).await.unwrap();
    tx.commit().await.unwrap();
    assert!(matches!(world.sign_in().await, Err(Failure::Ended)));
}

#[tokio::test]
async fn a_link_is_made_in_the_session_that_asked_for_it() {
    let world = World::new().await;
    let ctx = &world.bench.ctx;
    let (reviewer, _) = world.person(Role::Reviewer).await;
    let (_, other) = world.person(Role::Officer).await;
    for shown in [None, Some(&other)] {
        let begun = unified::begin_link(ctx, &reviewer, Proof::from(ACCOUNT_PASSWORD), Lang::Zh).await.unwrap();
        let (code, state) = world.provider.sign_in(&begun.door, ctx.now());
        let visit = Visit { token: begun.token, code, state };
        let linked = unified::back(ctx, Some(&visit.token), visit.answer(), shown).await;
        assert!(matches!(linked, Err(Failure::NotSignedIn)), "{linked:?}");
        assert_eq!(unified::waiting(ctx, &visit.token).await.unwrap(), None);
    }
    let wrong = unified::begin_link(ctx, &reviewer, Proof::from("wrong"), Lang::Zh).await;
    assert!(matches!(wrong, Err(Failure::Portal(Error::SignInRefused))));
    assert_eq!(unified::own(ctx, &reviewer).await.unwrap(), None);
}

/// The secret that an authenticator takes by hand, in bytes again.
fn bytes(text: &str) -> Vec<u8> {
    let (mut bytes, mut held, mut bits) = (Vec::new(), 0_u32, 0);
    for c in text.bytes() {
        held = (held << 5) | u32::from(if c.is_ascii_uppercase() { c - b'A' } else { c - b'2' + 26 });
        bits += 5;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from((held >> bits) & 255).unwrap());
            held &= (1 << bits) - 1;
        }
    }
    bytes
}

#[tokio::test]
async fn the_second_factor_is_asked_for_all_the_same() {
    let world = World::new().await;
    let ctx = &world.bench.ctx;
    let admin = world.linked(Role::Admin).await;
    second_factor::begin(ctx, &admin).await.unwrap();
    let (Status::Begun { secret, .. }, _) = second_factor::status(ctx, &admin).await.unwrap() else { panic!() };
    let secret = bytes(&secret);
    let shown = || code_at(&secret, ctx.now()).unwrap();
    second_factor::confirm(ctx, &admin, ACCOUNT_PASSWORD, &shown()).await.unwrap();
    world.bench.advance(MINUTE);

    let before = world.sessions().await;
    let visit = world.visit("/bureau/accounts").await.unwrap();
    assert!(matches!(world.back(&visit).await, Ok(Back::Waits)));
    assert_eq!(unified::waiting(ctx, &visit.token).await.unwrap(), Some(Waiting::Code));
    let enter = async |token: &AttemptToken, code: &str| unified::enter(ctx, token, code, None).await;
    let wrong = enter(&visit.token, "000000").await.unwrap_err();
    assert!(matches!(&wrong, Failure::Portal(error) if error.issue_at("code") == Some(&Issue::WrongCode)), "{wrong:?}");
    assert_eq!(world.sessions().await, before, "the provider alone lets nobody in");
    let (session, next) = enter(&visit.token, &shown()).await.unwrap();
    assert_eq!(
        (next.as_str(), accounts::actor(ctx, &session).await.unwrap().account_id),
        ("/bureau/accounts", admin.account_id)
    );
    assert!(matches!(enter(&visit.token, &shown()).await, Err(Failure::Over)), "once");

    // A code counts once, whichever way it came.
    let visit = world.visit("").await.unwrap();
    world.back(&visit).await.unwrap();
    let used = enter(&visit.token, &shown()).await.unwrap_err();
    assert!(matches!(&used, Failure::Portal(error) if error.is_about("code")), "{used:?}");
    // Guesses are slowed down, of whichever sign-in they are.
    for _ in 0..6 {
        let visit = world.visit("").await.unwrap();
        world.back(&visit).await.unwrap();
        let _refused = enter(&visit.token, "000000").await.unwrap_err();
    }
    assert!(matches!(enter(&visit.token, "000000").await, Err(Failure::Portal(Error::Throttled { .. }))));
}

#[tokio::test]
async fn a_link_is_taken_away_by_its_owner_or_by_an_administrator() {
    let world = World::new().await;
    let ctx = &world.bench.ctx;
    let reviewer = world.linked(Role::Reviewer).await;
    assert!(unified::unlink(ctx, &reviewer, Proof::from("wrong")).await.is_err());
    unified::unlink(ctx, &reviewer, Proof::from(ACCOUNT_PASSWORD)).await.unwrap();
    assert!(matches!(world.sign_in().await, Ok(Back::Waits)), "unknown again");

    let officer = world.linked(Role::Officer).await;
    let (own, _) = entered(world.sign_in().await);
    let admin = world.bench.actor(Role::Admin).await;
    let (form, why) = (FormKey::generate(), "绑定了别人的身份");
    assert!(matches!(unified::remove(ctx, &reviewer, officer.account_id, &form, why).await, Err(Error::Forbidden)));
    assert!(matches!(unified::identities(ctx, &reviewer, officer.account_id).await, Err(Error::Forbidden)));
    assert_eq!(unified::identities(ctx, &admin, officer.account_id).await.unwrap().len(), 1);
    let unexplained = unified::remove(ctx, &admin, officer.account_id, &form, "  ").await;
    assert!(unexplained.unwrap_err().is_about("reason"));
    let own_one = unified::remove(ctx, &admin, admin.account_id, &form, why).await;
    assert!(matches!(own_one, Err(Error::Conflict(Conflict::OwnAccount))));
    for _ in 0..2 {
        unified::remove(ctx, &admin, officer.account_id, &form, why).await.unwrap();
    }
    assert!(accounts::actor(ctx, &own).await.is_err(), "its sessions have ended");
    assert!(unified::identities(ctx, &admin, officer.account_id).await.unwrap().is_empty());
    let none = unified::remove(ctx, &admin, officer.account_id, &FormKey::generate(), why).await;
    assert!(matches!(none, Err(Error::Conflict(Conflict::NoIdentity))));
    let log = world.bench.audit().await;
    assert_eq!(log.iter().filter(|line| line.starts_with("remove-identity admin")).count(), 1, "{log:?}");
    assert_eq!(log.iter().filter(|line| line.starts_with("unlink-identity reviewer")).count(), 1, "{log:?}");
    world.bench.drain_jobs().await;
    assert_eq!(ctx.mailer().sent().len(), 4, "two links and two ends of them");
}

#[tokio::test]
async fn a_flood_of_beginnings_is_slowed_down() {
    let world = World::new().await;
    let begin = async || unified::begin(&world.bench.ctx, client(7), "", Lang::Zh).await;
    for _ in 0..60 {
        begin().await.unwrap();
    }
    assert!(matches!(begin().await, Err(Failure::Portal(Error::Throttled { .. }))));
    assert!(world.visit("").await.is_ok(), "others go on");
    world.bench.advance(10 * MINUTE);
    world.visit("").await.unwrap();
    let rows = unified_attempt::Entity::find().count(world.bench.ctx.store.read()).await.unwrap();
    assert_eq!(rows, 1, "those that never came back are cleared away");
}

#[tokio::test]
async fn without_a_provider_there_is_none() {
    let bench = Bench::new().await;
    let begun = unified::begin(&bench.ctx, client(1), "", Lang::Zh).await;
    assert!(matches!(begun, Err(Failure::Portal(Error::NotFound))));
    let back = unified::back(&bench.ctx, None, Answer::default(), None).await;
    assert!(matches!(back, Err(Failure::Portal(Error::NotFound))));
}
