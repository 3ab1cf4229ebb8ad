//! Disabling a logger and enabling it again.

use domain::access::Role;
use services::{
    Conflict, Error, FormKey, audit,
    devices::{self, DeviceStatus, LONGEST_REASON, Wanted},
};
use testing::{Bench, MN};

fn form() -> FormKey {
    FormKey::generate()
}

#[tokio::test]
async fn the_gateway_knows_at_once_and_the_log_knows_why() {
    let bench = Bench::new().await;
    bench.plating_works().await;
    let admin = bench.actor(Role::Admin).await;
    let is_disabled = || bench.ctx.registry().device(MN).unwrap().disabled;
    devices::disable(&bench.ctx, &admin, MN, " 送检 ", &form()).await.unwrap();
    let again = devices::disable(&bench.ctx, &admin, MN, "again", &form()).await;
    assert!(matches!(again, Err(Error::Conflict(_))), "a reason for nothing: {again:?}");
    assert!(is_disabled());
    let overview = devices::list(&bench.ctx, &admin, &Wanted::default()).await.unwrap();
    assert_eq!((overview.disabled, overview.silent), (1, 0), "it is silent on purpose");
    assert_eq!(overview.devices.items[0].status, DeviceStatus::Disabled);
    devices::enable(&bench.ctx, &admin, MN, "calibrated", &form()).await.unwrap();
    assert!(!is_disabled());
    assert!(matches!(devices::enable(&bench.ctx, &admin, MN, "again", &form()).await, Err(Error::Conflict(_))));
    assert_eq!(bench.audit().await, ["disable-device admin device/1", "enable-device admin device/1"]);
    let log = audit::read(&bench.ctx, &admin, &audit::Wanted::default()).await.unwrap();
    assert_eq!(log.lines[1].detail, r#"{"reason":"送检"}"#);
}

#[tokio::test]
async fn without_a_reason_or_the_right_nothing_changes() {
    let bench = Bench::new().await;
    bench.plating_works().await;
    let admin = bench.actor(Role::Admin).await;
    for reason in ["", "  \n", &"x".repeat(LONGEST_REASON + 1)] {
        let refused = devices::disable(&bench.ctx, &admin, MN, reason, &form()).await;
        assert!(matches!(refused, Err(ref error) if error.is_about("reason")), "{refused:?}");
    }
    assert!(matches!(devices::disable(&bench.ctx, &admin, "nobody", "x", &form()).await, Err(Error::NotFound)));
    for &role in Role::ALL.iter().filter(|role| !matches!(role, Role::Public | Role::Admin)) {
        let actor = bench.actor(role).await;
        let answers = [
            devices::disable(&bench.ctx, &actor, MN, "x", &form()).await,
            devices::enable(&bench.ctx, &actor, MN, "x", &form()).await,
        ];
        assert!(answers.iter().all(|answer| matches!(answer, Err(Error::Forbidden))), "{role}: {answers:?}");
    }
    assert!(!bench.ctx.registry().device(MN).unwrap().disabled);
    assert_eq!(bench.audit().await, Vec::<String>::new());
}

/// A double click, or a browser that sends once more.
#[tokio::test]
async fn a_form_that_comes_again_does_nothing_and_hears_what_it_heard_before() {
    let bench = Bench::new().await;
    bench.plating_works().await;
    let (admin, off, on) = (bench.actor(Role::Admin).await, form(), form());
    for _ in 0..2 {
        devices::disable(&bench.ctx, &admin, MN, "送检", &off).await.unwrap();
    }
    for _ in 0..2 {
        devices::enable(&bench.ctx, &admin, MN, "检定合格", &on).await.unwrap();
    }
    assert!(!bench.ctx.registry().device(MN).unwrap().disabled);
    let old = devices::disable(&bench.ctx, &admin, MN, "送检", &off).await;
    assert!(matches!(old, Err(Error::Conflict(Conflict::Overtaken))), "it was switched back since: {old:?}");
    assert!(!bench.ctx.registry().device(MN).unwrap().disabled, "an old form is spent");
    assert_eq!(bench.audit().await, ["disable-device admin device/1", "enable-device admin device/1"]);
}
