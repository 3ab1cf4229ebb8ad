//! Clocks: values from long ago, clocks that are wrong, and means that come before their period has ended.

use domain::{
    access::Role,
    device::NoticeKind,
    life::Audience,
    measurement::Interval,
    time::{DAY, HOUR, MINUTE, Stamp},
};
use entities::{device, measurement};
use sea_orm::{ActiveValue::Set, EntityTrait};
use server::gateway::Limits;
use services::{FormKey, devices};
use testing::MN;

use super::super::support::{Gateway, start};
use super::{acknowledged, change, data_time, file, frame, noticed, segment, stored, upload_of};

#[tokio::test]
async fn a_flat_clock_battery_publishes_nothing_until_a_person_says_so() {
    let gateway = Gateway::start(Limits::default()).await;
    let mut logger = gateway.connect().await;
    for second in 0..3 {
        let sent = Stamp::parse("2000-01-01T00:00:05+08:00").unwrap().plus(second * 1000);
        let cp = format!("{};w20121-Rtd=24.1,w20121-Flag=N", data_time(sent));
        acknowledged(&mut logger, &frame(&segment(2011, sent, &cp))).await;
    }
    let bench = gateway.stop().await;
    assert!(
        stored(&bench).await.is_empty() && bench.ctx.live().at_outlet(domain::life::Audience::Insiders, 1).is_empty()
    );
    let found = file(&bench).await;
    assert_eq!(found.held.map(|held| held.frames), Some(3));
    assert_eq!(noticed(&found, NoticeKind::ClockBehind).len(), 1);

    let admin = bench.actor(Role::Admin).await;
    let auditor = bench.actor(Role::Auditor).await;
    assert!(devices::release(&bench.ctx, &auditor, MN, "x", &FormKey::generate()).await.is_err());
    assert!(devices::release(&bench.ctx, &admin, MN, " ", &FormKey::generate()).await.is_err());
    let form = FormKey::generate();
    assert_eq!(devices::release(&bench.ctx, &admin, MN, "时间属实", &form).await.unwrap(), 3);
    assert_eq!(devices::release(&bench.ctx, &admin, MN, "时间属实", &form).await.unwrap(), 0, "it was sent twice");
    assert_eq!(stored(&bench).await.len(), 3);
    assert_eq!(file(&bench).await.held, None);
    assert_eq!(bench.audit().await.last().unwrap(), "release-values admin device/1");
    // Of one form's two buttons each counts for itself: who goes back and presses the other one is not told it was done.
    for form in [&form, &FormKey::generate()] {
        let again = devices::discard(&bench.ctx, &admin, MN, "again", form).await;
        assert!(matches!(again, Err(services::Error::Conflict(_))), "nothing is left: {again:?}");
    }
}

#[tokio::test]
async fn old_values_are_discarded_for_good_and_stay_as_evidence() {
    let gateway = Gateway::start(Limits::default()).await;
    let mut logger = gateway.connect().await;
    let old = upload_of(2061, start().plus(-366 * DAY), "w20121-Avg=0.1,w20121-Flag=N");
    acknowledged(&mut logger, &old).await;
    let within = upload_of(2061, start().plus(-364 * DAY), "w20121-Avg=0.1,w20121-Flag=N");
    acknowledged(&mut logger, &within).await;
    let bench = gateway.stop().await;
    assert_eq!(stored(&bench).await.len(), 1);
    let admin = bench.actor(Role::Admin).await;
    let form = FormKey::generate();
    assert_eq!(devices::discard(&bench.ctx, &admin, MN, "时钟错误", &form).await.unwrap(), 1);
    assert_eq!(devices::discard(&bench.ctx, &admin, MN, "时钟错误", &form).await.unwrap(), 0, "it was sent twice");
    let found = file(&bench).await;
    assert_eq!((found.held, stored(&bench).await.len()), (None, 1));
    assert!(found.frames.iter().any(|frame| frame.verdict == "discarded" && frame.is_taken()));
}

/// A year old or not: before its installation the logger measured nothing here.
#[tokio::test]
async fn what_is_older_than_the_installation_waits_for_a_person() {
    let gateway = Gateway::start(Limits::default()).await;
    let (installed, day) = ("2026-11-10".parse().unwrap(), Stamp::parse("2026-11-10T00:00:00+08:00").unwrap());
    change(&gateway.bench, device::ActiveModel { installed_on: Set(installed), ..Default::default() }).await;
    let mut logger = gateway.connect().await;
    for at in [day.plus(-HOUR), day] {
        acknowledged(&mut logger, &upload_of(2061, at, "w20121-Avg=0.1,w20121-Flag=N")).await;
    }
    let bench = gateway.stop().await;
    let rows = measurement::Entity::find().all(bench.ctx.store.read()).await.unwrap();
    assert_eq!(rows.iter().map(|row| row.at).collect::<Vec<_>>(), [day]);
    assert_eq!(file(&bench).await.held.map(|held| held.frames), Some(1));
}

#[tokio::test]
async fn clocks_ahead_and_behind_are_told_apart_and_late_data_are_no_clock() {
    let gateway = Gateway::start(Limits::default()).await;
    let mut logger = gateway.connect().await;
    let send = |drift: i64, at: i64| {
        frame(&segment(
            2011,
            start().plus(drift),
            &format!("{};w20121-Rtd=0.{at},w20121-Flag=N", data_time(start().plus(at * 1000))),
        ))
    };
    acknowledged(&mut logger, &send(-8 * HOUR, 1)).await;
    acknowledged(&mut logger, &send(90_000, 2)).await;
    acknowledged(&mut logger, &send(30_000, 3)).await;
    // The clock has just shown that it is right: this one was sent late.
    acknowledged(&mut logger, &send(-2 * HOUR, 4)).await;
    let bench = gateway.stop().await;
    let found = file(&bench).await;
    assert_eq!(noticed(&found, NoticeKind::ClockBehind), [("", "28800", 1)]);
    assert_eq!(noticed(&found, NoticeKind::ClockAhead), [("", "90", 1)]);
}

#[tokio::test]
async fn a_mean_of_a_period_that_runs_is_kept_and_judged_by_nobody() {
    let gateway = Gateway::start(Limits::default()).await;
    let mut logger = gateway.connect().await;
    let mut news = gateway.bench.ctx.live().listen();
    let items = "w20121-Avg=99,w20121-Flag=N";
    for (cn, ago) in [(2061, HOUR - 90_000), (2031, HOUR), (2051, -120_000)] {
        acknowledged(&mut logger, &upload_of(cn, start().plus(-ago), items)).await;
    }
    assert!(stored(&gateway.bench).await.iter().all(|row| row.3 == '~'));
    assert!(news.try_recv().is_err(), "nobody is told");
    for interval in [Interval::Hour, Interval::Day] {
        assert!(
            gateway.bench.ctx.live().means(Audience::Insiders, 1).newest("w20121", interval).next().is_none(),
            "{interval}"
        );
    }
    // Within the drift of a clock it has ended; and the mean that comes in its time stands in for the early one.
    acknowledged(&mut logger, &upload_of(2061, start().plus(30_000 - HOUR), items)).await;
    let bench = gateway.stop().await;
    assert_eq!(bench.ctx.live().means(Audience::Insiders, 1).newest("w20121", Interval::Hour).count(), 1);
    let found = file(&bench).await;
    assert_eq!(
        noticed(&found, NoticeKind::Unfinished).iter().map(|one| (one.0, one.2)).collect::<Vec<_>>(),
        [("w20121", 3)]
    );
}

/// The mean of a whole hour that comes as soon as the hour is over by a fast clock: it comes once, and it counts.
#[tokio::test]
async fn a_prompt_mean_of_a_fast_clock_is_the_mean_of_its_hour() {
    let gateway = Gateway::start(Limits::default()).await;
    let mut logger = gateway.connect().await;
    let mean = |ahead: i64, value: &str| {
        let sent = start().plus(ahead);
        let cp = format!("{};w20121-Avg={value},w20121-Flag=N", data_time(sent.plus(-HOUR)));
        frame(&segment(2061, sent, &cp))
    };
    for (ahead, value) in [(MINUTE + 1_000, "0.1"), (5 * MINUTE, "0.2"), (10 * MINUTE, "0.3"), (11 * MINUTE, "0.4")] {
        acknowledged(&mut logger, &mean(ahead, value)).await;
    }
    let bench = gateway.stop().await;
    let marks: Vec<_> = stored(&bench).await.into_iter().map(|row| (row.2.unwrap(), row.3)).collect();
    let want = [("0.1", 'N'), ("0.2", 'N'), ("0.3", 'N'), ("0.4", '~')];
    assert_eq!(marks, want.map(|(value, mark)| (value.to_owned(), mark)));
    let means = bench.ctx.live().means(Audience::Insiders, 1);
    assert_eq!(means.newest("w20121", Interval::Hour).count(), 3);
}

/// Whatever mark comes with it: what came too early is told by one mark, and by nothing else.
#[tokio::test]
async fn a_mean_that_comes_too_early_has_the_mark_that_says_so() {
    let gateway = Gateway::start(Limits::default()).await;
    let mut logger = gateway.connect().await;
    for (second, flag) in (0..).zip(["N", "D", "T"]) {
        let at = start().plus(-HOUR / 2).plus(second * 1000);
        acknowledged(&mut logger, &upload_of(2061, at, &format!("w20121-Avg=9,w20121-Flag={flag}"))).await;
    }
    let bench = gateway.stop().await;
    assert!(stored(&bench).await.iter().all(|row| row.3 == '~'));
    assert_eq!(bench.ctx.live().means(Audience::Insiders, 1).newest("w20121", Interval::Hour).count(), 0);
}
