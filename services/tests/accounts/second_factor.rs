//! Second factors: getting one, using it once, losing it, and who must have one.

use domain::{
    access::{Role, needs_second_factor},
    input::Issue,
    time::{DAY, MINUTE},
};
use sea_orm::EntityTrait;
use services::{
    Conflict, Ctx, Error, FormKey, Result,
    accounts::{
        self, Actor, Proof, SessionToken, SigningIn, confirm_both,
        second_factor::{self, Policy, Status, code_at},
        sign_in_here,
    },
};
use testing::{ACCOUNT_PASSWORD, Bench, client};

const STEP: i64 = MINUTE / 2;

async fn enter(ctx: &Ctx, login: &str, code: &str) -> Result<SessionToken> {
    sign_in_here(ctx, SigningIn { login, password: ACCOUNT_PASSWORD, code }, client(1), None).await
}

/// Somebody whose authenticator is at hand.
struct Holder {
    actor: Actor,
    secret: Vec<u8>,
    codes: Vec<String>,
}

/// The secret that an authenticator takes by hand, in bytes again.
fn bytes(text: &str) -> Vec<u8> {
    let (mut bytes, mut held, mut bits) = (Vec::new(), 0_u32, 0);
    for c in text.bytes() {
        let digit = if c.is_ascii_uppercase() { c - b'A' } else { c - b'2' + 26 };
        held = (held << 5) | u32::from(digit);
        bits += 5;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from((held >> bits) & 255).unwrap());
            held &= (1 << bits) - 1;
        }
    }
    bytes
}

impl Holder {
    async fn of(bench: &Bench, role: Role) -> Self {
        let actor = bench.actor(role).await;
        second_factor::begin(&bench.ctx, &actor).await.unwrap();
        let (Status::Begun { secret, address }, _) = second_factor::status(&bench.ctx, &actor).await.unwrap() else {
            panic!("not begun");
        };
        assert!(address.contains(&secret) && address.contains(role.as_str()), "{address}");
        let secret = bytes(&secret);
        let code = code_at(&secret, bench.ctx.now()).unwrap();
        let codes = second_factor::confirm(&bench.ctx, &actor, ACCOUNT_PASSWORD, &code).await.unwrap();
        bench.advance(STEP);
        Self { actor, secret, codes }
    }

    fn code(&self, bench: &Bench) -> String {
        code_at(&self.secret, bench.ctx.now()).unwrap()
    }
}

#[tokio::test]
async fn a_password_alone_is_not_enough_and_a_code_counts_once() {
    let bench = Bench::new().await;
    let holder = Holder::of(&bench, Role::Admin).await;
    for wrong in ["", "000000", "not a code", "\0"] {
        assert!(matches!(enter(&bench.ctx, "admin", wrong).await, Err(Error::SignInRefused)), "{wrong:?}");
    }
    let code = holder.code(&bench);
    enter(&bench.ctx, "admin", &code).await.unwrap();
    assert!(matches!(enter(&bench.ctx, "admin", &code).await, Err(Error::SignInRefused)), "replayed");
    bench.advance(STEP);
    enter(&bench.ctx, "admin", &holder.code(&bench)).await.unwrap();
    // The code before would still be within the step of a slow clock, but a later one was used.
    bench.advance(STEP);
    enter(&bench.ctx, "admin", &holder.code(&bench)).await.unwrap();
    let before = code_at(&holder.secret, bench.ctx.now().minus(STEP)).unwrap();
    assert!(matches!(enter(&bench.ctx, "admin", &before).await, Err(Error::SignInRefused)));
}

#[tokio::test]
async fn of_two_with_the_same_code_one_comes_in() {
    let bench = Bench::new().await;
    let holder = Holder::of(&bench, Role::Admin).await;
    let code = holder.code(&bench);
    let (one, two) = tokio::join!(enter(&bench.ctx, "admin", &code), enter(&bench.ctx, "admin", &code));
    assert_eq!(u8::from(one.is_ok()) + u8::from(two.is_ok()), 1, "{one:?} {two:?}");
    let recovery = &holder.codes[0];
    let (one, two) = tokio::join!(enter(&bench.ctx, "admin", recovery), enter(&bench.ctx, "admin", recovery));
    assert_eq!(u8::from(one.is_ok()) + u8::from(two.is_ok()), 1, "{one:?} {two:?}");
}

#[tokio::test]
async fn guessing_codes_is_slowed_down_as_guessing_passwords_is() {
    let bench = Bench::new().await;
    let holder = Holder::of(&bench, Role::Admin).await;
    for _ in 0..6 {
        assert!(matches!(enter(&bench.ctx, "admin", "000000").await, Err(Error::SignInRefused)));
    }
    assert!(matches!(enter(&bench.ctx, "admin", &holder.code(&bench)).await, Err(Error::Throttled { .. })));
    let sign = async |code: &str| {
        confirm_both(&bench.ctx, &holder.actor, Proof { password: ACCOUNT_PASSWORD, code }).await.map(drop)
    };
    for _ in 0..6 {
        assert_eq!(sign("000000").await.unwrap_err().issue_at("code"), Some(&Issue::WrongCode));
    }
    assert!(matches!(sign(&holder.code(&bench)).await, Err(Error::Throttled { .. })));
}

#[tokio::test]
async fn a_lost_telephone_leaves_the_paper_and_then_the_administrator() {
    let bench = Bench::new().await;
    let holder = Holder::of(&bench, Role::Publisher).await;
    let admin = bench.actor(Role::Admin).await;
    assert_eq!(holder.codes.len(), 10);
    let typed = holder.codes[3].to_lowercase().replace('-', " ");
    let token = enter(&bench.ctx, "publisher", &typed).await.unwrap();
    assert!(matches!(enter(&bench.ctx, "publisher", &typed).await, Err(Error::SignInRefused)), "used up");
    let (status, _) = second_factor::status(&bench.ctx, &holder.actor).await.unwrap();
    assert!(matches!(status, Status::On { codes_left: 9, .. }), "{status:?}");
    let stored = entities::recovery_code::Entity::find().all(bench.ctx.store.read()).await.unwrap();
    assert!(holder.codes.iter().all(|code| !format!("{stored:?}").contains(&**code)), "digests only");

    let key = FormKey::generate();
    let reset = async |actor: &Actor, id, reason| second_factor::reset(&bench.ctx, actor, id, &key, reason).await;
    let id = holder.actor.account_id;
    assert!(reset(&admin, id, "嗯").await.unwrap_err().is_about("reason"));
    assert!(matches!(reset(&holder.actor, id, "手机丢失，当面核实").await, Err(Error::Forbidden)));
    let own = reset(&admin, admin.account_id, "手机丢失，当面核实").await;
    assert!(matches!(own, Err(Error::Conflict(Conflict::OwnAccount))));
    for _ in 0..2 {
        reset(&admin, id, "手机丢失，当面核实").await.unwrap();
    }
    assert!(matches!(accounts::actor(&bench.ctx, &token).await, Err(Error::Unauthenticated)), "sessions end");
    let strict = bench.ctx.clone().with_second_factor(Policy::Required);
    let token = enter(&strict, "publisher", "").await.unwrap();
    assert!(matches!(accounts::actor(&strict, &token).await, Err(Error::NeedsSecondFactor)), "as far as to a new one");
    let again = second_factor::reset(&bench.ctx, &admin, id, &FormKey::generate(), "手机丢失，当面核实").await;
    assert!(matches!(again, Err(Error::Conflict(Conflict::NoSecondFactor))));
    let acts = bench.audit().await;
    for act in ["enrol-second-factor publisher", "use-recovery-code publisher", "reset-second-factor admin"] {
        assert_eq!(acts.iter().filter(|line| line.starts_with(act)).count(), 1, "{act}: {acts:?}");
    }
}

#[tokio::test]
async fn who_needs_one_does_nothing_else_before_and_others_may_have_one() {
    let bench = Bench::new().await;
    bench.plating_works().await;
    let strict = bench.ctx.clone().with_second_factor(Policy::Required);
    for &role in Role::ALL.iter().filter(|role| **role != Role::Public) {
        let actor = bench.actor(role).await;
        let token = enter(&strict, role.as_str(), "").await.unwrap();
        let worked = accounts::actor(&strict, &token).await;
        assert_eq!(matches!(worked, Err(Error::NeedsSecondFactor)), needs_second_factor(role), "{role}");
        assert_eq!(accounts::enrolling(&strict, &token).await.unwrap(), actor, "{role}");
        assert!(accounts::actor(&bench.ctx, &token).await.is_ok(), "{role}: where the site asks for none");
        let signed = confirm_both(&strict, &actor, ACCOUNT_PASSWORD.into()).await;
        let refused = matches!(signed, Err(Error::Conflict(Conflict::NoSecondFactor)));
        assert_eq!(refused, needs_second_factor(role), "{role}");
    }
}

#[tokio::test]
async fn getting_one_takes_the_password_and_a_code_of_the_newest_secret() {
    let bench = Bench::new().await;
    let actor = bench.actor(Role::Officer).await;
    let confirm = async |password: &str, code: &str| second_factor::confirm(&bench.ctx, &actor, password, code).await;
    assert!(matches!(confirm(ACCOUNT_PASSWORD, "123456").await, Err(Error::NotFound)), "not begun");
    let secret = async || match second_factor::status(&bench.ctx, &actor).await.unwrap() {
        (Status::Begun { secret, .. }, false) => bytes(&secret),
        other => panic!("{other:?}"),
    };
    second_factor::begin(&bench.ctx, &actor).await.unwrap();
    let old = secret().await;
    second_factor::begin(&bench.ctx, &actor).await.unwrap();
    let new = secret().await;
    assert_ne!(old, new);
    let row = entities::second_factor::Entity::find_by_id(actor.account_id).one(bench.ctx.store.read()).await.unwrap();
    let kept = row.unwrap().secret;
    assert!(!kept.windows(new.len()).any(|part| part == new), "the store does not hold it in clear");
    let (of_old, of_new) = (code_at(&old, bench.ctx.now()).unwrap(), code_at(&new, bench.ctx.now()).unwrap());
    assert!(confirm(ACCOUNT_PASSWORD, &of_old).await.unwrap_err().is_about("code"));
    assert!(matches!(confirm("not the password", &of_new).await, Err(Error::SignInRefused)));
    assert!(accounts::sign_in(&bench.ctx, "officer", ACCOUNT_PASSWORD, client(2)).await.is_ok(), "not asked for yet");
    confirm(ACCOUNT_PASSWORD, &of_new).await.unwrap();
    let begun = second_factor::begin(&bench.ctx, &actor).await;
    assert!(matches!(begun, Err(Error::Conflict(Conflict::HasSecondFactor))), "nobody replaces it without a code");

    let remove =
        async |code: &str| second_factor::remove(&bench.ctx, &actor, Proof { password: ACCOUNT_PASSWORD, code }).await;
    assert!(remove(&of_new).await.unwrap_err().is_about("code"), "used when it was confirmed");
    bench.advance(STEP);
    remove(&code_at(&new, bench.ctx.now()).unwrap()).await.unwrap();
    assert!(accounts::sign_in(&bench.ctx, "officer", ACCOUNT_PASSWORD, client(3)).await.is_ok());
    bench.advance(DAY);
    assert_eq!(second_factor::status(&bench.ctx, &actor).await.unwrap(), (Status::Off, false));
}

#[tokio::test]
async fn the_codes_of_the_demo_are_shared() {
    const SECRET: [u8; 20] = *b"12345678901234567890";
    let bench = Bench::new().await;
    bench.actor(Role::Admin).await;
    let demo = bench.ctx.clone().with_second_factor(Policy::Demo(SECRET));
    let tx = demo.store.write().await.unwrap();
    second_factor::plant(&tx, &demo, "admin", &SECRET).await.unwrap();
    tx.commit().await.unwrap();
    let code = second_factor::demo_code(&demo).unwrap();
    assert_eq!(second_factor::demo_code(&bench.ctx), None, "no other portal shows any");
    for _ in 0..3 {
        let token = enter(&demo, "admin", &code).await.unwrap();
        accounts::actor(&demo, &token).await.unwrap();
    }
    assert!(matches!(enter(&demo, "admin", "").await, Err(Error::SignInRefused)));
}
