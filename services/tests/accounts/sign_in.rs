//! Signing in.

use std::time::{Duration, Instant};

use domain::{
    access::Role,
    time::{DAY, HOUR, Stamp},
};
use services::{
    Error,
    accounts::{self, SigningIn, sign_in, sign_in_here},
    throttle::ClientKey,
};
use testing::{ACCOUNT_PASSWORD, Bench, client};

#[track_caller]
fn wait<T: std::fmt::Debug>(answer: Result<T, Error>) -> u64 {
    match answer {
        Err(Error::Throttled { seconds }) => seconds,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn the_answer_does_not_tell_what_was_wrong() {
    let bench = Bench::new().await;
    let admin = bench.actor(Role::Admin).await;
    let closed = bench.actor(Role::Reviewer).await;
    accounts::close(&bench.ctx, &admin, closed.account_id).await.unwrap();
    for (login, password) in [
        ("admin", "not the password"),
        ("nobody", ACCOUNT_PASSWORD),
        ("reviewer", ACCOUNT_PASSWORD),
        ("", ""),
        ("admin' OR '1'='1", ACCOUNT_PASSWORD),
    ] {
        let refused = sign_in(&bench.ctx, login, password, client(1)).await.unwrap_err();
        assert!(matches!(refused, Error::SignInRefused), "{login}: {refused}");
        assert_eq!(refused.to_string(), "the login or the password is wrong");
    }
    let token = sign_in(&bench.ctx, " Admin ", ACCOUNT_PASSWORD, client(1)).await.unwrap();
    assert_eq!(accounts::actor(&bench.ctx, &token).await.unwrap(), admin);
}

#[tokio::test]
async fn an_unknown_login_takes_as_long_as_a_wrong_password() {
    let bench = Bench::new().await;
    bench.actor(Role::Admin).await;
    let (mut known, mut unknown) = (Duration::MAX, Duration::MAX);
    // In turns, and the quickest of each: other work on the machine hits both.
    for _ in 0..8 {
        bench.advance(2 * HOUR);
        for (login, quickest) in [("admin", &mut known), ("nobody", &mut unknown)] {
            let begun = Instant::now();
            sign_in(&bench.ctx, login, "not the password", client(1)).await.unwrap_err();
            *quickest = begun.elapsed().min(*quickest);
        }
    }
    // Without the hash an unknown login would be a hundred times quicker.
    assert!(unknown > known / 4 && known > unknown / 4, "{known:?} and {unknown:?}");
}

#[tokio::test]
async fn guessing_at_a_login_is_slowed_down_and_its_owner_gets_in_again() {
    let bench = Bench::new().await;
    bench.actor(Role::Admin).await;
    let try_with = async |password, from| sign_in(&bench.ctx, "admin", password, client(from)).await;
    let guess = async |from: u8| try_with("not the password", from).await;
    for _ in 0..6 {
        assert!(matches!(guess(7).await, Err(Error::SignInRefused)));
    }
    assert_eq!(wait(guess(7).await), 1);
    assert_eq!(wait(try_with(ACCOUNT_PASSWORD, 7).await), 1, "nobody learns that this would have been right");
    for seconds in [1, 2, 4, 8] {
        bench.advance(seconds * 1_000);
        assert!(matches!(guess(7).await, Err(Error::SignInRefused)));
    }
    bench.advance(60_000);
    try_with(ACCOUNT_PASSWORD, 7).await.unwrap();
    assert!(matches!(guess(7).await, Err(Error::SignInRefused)), "signing in forgets what failed");
}

#[tokio::test]
async fn guesses_from_many_places_do_not_lock_the_owner_out() {
    let bench = Bench::new().await;
    bench.actor(Role::Admin).await;
    let try_with = async |password, from| sign_in(&bench.ctx, "admin", password, client(from)).await;
    try_with(ACCOUNT_PASSWORD, 1).await.unwrap();
    for from in 2..52 {
        assert!(matches!(try_with("not the password", from).await, Err(Error::SignInRefused)));
    }
    assert!(wait(try_with("not the password", 100).await) > 0, "a new place does not help any more");
    assert!(wait(try_with(ACCOUNT_PASSWORD, 101).await) > 0, "nobody learns that this would have been right");
    try_with(ACCOUNT_PASSWORD, 1).await.unwrap();
    bench.advance(6_000);
    try_with(ACCOUNT_PASSWORD, 102).await.unwrap();
}

#[tokio::test]
async fn trying_one_password_on_many_logins_is_slowed_down() {
    let bench = Bench::new().await;
    bench.actor(Role::Admin).await;
    let mut refused = 0;
    for number in 0..40 {
        let answer = sign_in(&bench.ctx, &format!("somebody{number}"), ACCOUNT_PASSWORD, client(1)).await;
        refused += u32::from(matches!(answer, Err(Error::SignInRefused)));
    }
    assert_eq!(refused, 21);
    sign_in(&bench.ctx, "admin", ACCOUNT_PASSWORD, client(2)).await.unwrap();
}

#[tokio::test]
async fn the_password_before_a_signature_is_throttled_too() {
    let bench = Bench::new().await;
    bench.plating_works().await;
    let certifier = bench.actor(Role::Certifier).await;
    let _confirmed = accounts::confirm(&bench.ctx, &certifier, ACCOUNT_PASSWORD).await.unwrap();
    for _ in 0..6 {
        let wrong = accounts::confirm(&bench.ctx, &certifier, "not the password").await;
        assert!(matches!(wrong, Err(Error::SignInRefused)));
    }
    assert_eq!(wait(accounts::confirm(&bench.ctx, &certifier, ACCOUNT_PASSWORD).await), 1);
}

#[tokio::test]
async fn a_clock_that_is_set_locks_nobody_out() {
    let bench = Bench::new().await;
    bench.actor(Role::Admin).await;
    let steady = std::sync::Arc::new(|| Stamp(0));
    let ctx = bench.ctx.clone().with_steady(steady);
    for shift in [0, -HOUR, 2 * DAY, -2 * DAY] {
        bench.advance(shift);
        for _ in 0..2 {
            sign_in(&ctx, "admin", "not the password", client(1)).await.unwrap_err();
        }
        sign_in(&ctx, "admin", ACCOUNT_PASSWORD, client(1)).await.unwrap();
    }
}

fn of_network(network: u8, last: u8) -> ClientKey {
    ClientKey::of([198, 51, network, last].into())
}

#[tokio::test]
async fn whoever_tries_without_end_does_not_keep_the_owner_out_of_a_new_place() {
    let bench = Bench::new().await;
    bench.actor(Role::Admin).await;
    let guess = async |from| sign_in(&bench.ctx, "admin", "not the password", from).await;
    for number in 0..60 {
        guess(of_network(number % 15, number)).await.unwrap_err();
    }
    let own = || sign_in(&bench.ctx, "admin", ACCOUNT_PASSWORD, client(1));
    let told = wait(own().await);
    assert!(told <= 16 * 6, "{told}");
    for second in 0..told {
        bench.advance(1_000);
        // Without the time that a hash takes: only whose turn it is gets that far.
        let from = of_network(u8::try_from(second % 15).unwrap(), u8::try_from(second).unwrap());
        guess(from).await.unwrap_err();
    }
    own().await.unwrap();
}

/// What the portal could not look at is nobody's wrong password.
#[tokio::test]
async fn a_try_that_the_portal_could_not_look_at_is_not_counted() {
    let bench = Bench::new().await;
    bench.actor(Role::Admin).await;
    let certifier = bench.actor(Role::Auditor).await;
    let gone = services::store::connect(&bench.url).await.unwrap();
    let broken = bench.ctx.clone().with_store(gone.clone());
    gone.close().await.unwrap();
    for _ in 0..30 {
        let failed = sign_in(&broken, "admin", ACCOUNT_PASSWORD, client(1)).await;
        assert!(matches!(failed, Err(Error::Unavailable(_))), "{failed:?}");
        let failed = accounts::confirm(&broken, &certifier, ACCOUNT_PASSWORD).await;
        assert!(matches!(failed, Err(Error::Unavailable(_))), "{failed:?}");
    }
    sign_in(&bench.ctx, "admin", ACCOUNT_PASSWORD, client(1)).await.unwrap();
    let _confirmed = accounts::confirm(&bench.ctx, &certifier, ACCOUNT_PASSWORD).await.unwrap();
}

/// Who has waited for a turn among those who guess does not wait for another because the database was away.
#[tokio::test]
async fn a_turn_in_which_the_portal_could_not_look_is_not_spent() {
    let bench = Bench::new().await;
    bench.actor(Role::Admin).await;
    let gone = services::store::connect(&bench.url).await.unwrap();
    let broken = bench.ctx.clone().with_store(gone.clone());
    gone.close().await.unwrap();
    for number in 0..60 {
        sign_in(&bench.ctx, "admin", "not the password", of_network(number % 15, number)).await.unwrap_err();
    }
    let told = wait(sign_in(&bench.ctx, "admin", ACCOUNT_PASSWORD, client(1)).await);
    bench.advance(i64::try_from(told).unwrap() * 1_000);
    let failed = sign_in(&broken, "admin", ACCOUNT_PASSWORD, client(1)).await;
    assert!(matches!(failed, Err(Error::Unavailable(_))), "{failed:?}");
    sign_in(&bench.ctx, "admin", ACCOUNT_PASSWORD, client(1)).await.unwrap();
}

#[tokio::test]
async fn who_signs_in_over_a_session_ends_it() {
    let bench = Bench::new().await;
    bench.actor(Role::Admin).await;
    bench.actor(Role::Auditor).await;
    let first = sign_in(&bench.ctx, "admin", ACCOUNT_PASSWORD, client(1)).await.unwrap();
    let auditor = |password| SigningIn { login: "auditor", password, code: "" };
    let wrong = sign_in_here(&bench.ctx, auditor("not the password"), client(1), Some(&first)).await;
    assert!(matches!(wrong, Err(Error::SignInRefused)));
    accounts::actor(&bench.ctx, &first).await.unwrap();
    let second = sign_in_here(&bench.ctx, auditor(ACCOUNT_PASSWORD), client(1), Some(&first)).await.unwrap();
    assert!(matches!(accounts::actor(&bench.ctx, &first).await, Err(Error::Unauthenticated)));
    accounts::actor(&bench.ctx, &second).await.unwrap();
    let acts: Vec<_> = bench.audit().await.iter().map(|line| line.split(' ').next().unwrap().to_owned()).collect();
    assert_eq!(acts, ["sign-in", "sign-out", "sign-in"]);
}
