//! Who is silent, who is refused.

use domain::{
    access::Role,
    time::{DAY, HOUR, MINUTE},
};
use services::{
    Error,
    devices::{self, DeviceStatus, Overview, Refused, Wanted},
    public::Paging,
};
use testing::{Bench, MN};

use super::support::{frame, record};

async fn seen(bench: &Bench, wanted: Wanted) -> Overview {
    let admin = services::accounts::Actor {
        account_id: 1,
        role: Role::Admin,
        enterprise_id: None,
        town_id: None,
        covered: Vec::new(),
        name: String::new(),
    };
    devices::list(&bench.ctx, &admin, &wanted).await.unwrap()
}

#[tokio::test]
async fn a_logger_is_silent_an_hour_after_its_last_good_frame() {
    let bench = Bench::new().await;
    let device = bench.plating_works().await;
    let never = seen(&bench, Wanted::default()).await;
    assert_eq!((never.total, never.silent, never.refused), (1, 1, 0));
    assert_eq!(never.devices.items[0].last_at, None);

    record(&bench, vec![frame(Some(&device), bench.ctx.now(), "accepted")]).await;
    bench.advance(HOUR);
    assert_eq!(seen(&bench, Wanted::default()).await.silent, 0);
    bench.advance(MINUTE);
    record(&bench, vec![frame(Some(&device), bench.ctx.now(), "crc_wrong")]).await;
    let garbage = seen(&bench, Wanted::default()).await;
    assert_eq!((garbage.silent, garbage.refused), (1, 1), "garbage is heard, and is no data");
    let row = &garbage.devices.items[0];
    assert_eq!((row.status, row.last_at), (DeviceStatus::Silent, Some(bench.ctx.now())));
    assert_eq!((row.today.accepted, &row.today.refused), (1, &Refused::from([("crc_wrong".to_owned(), 1)])));

    bench.advance(DAY);
    let tomorrow = seen(&bench, Wanted::default()).await;
    assert_eq!((tomorrow.refused, tomorrow.devices.items[0].today.refusals()), (0, 0), "today's alone are told");
}

#[tokio::test]
async fn strangers_are_told_apart() {
    let bench = Bench::new().await;
    bench.plating_works().await;
    let now = bench.ctx.now();
    record(&bench, vec![frame(None, now, "unknown_device"), frame(None, now.plus(1), "garbage")]).await;
    let overview = seen(&bench, Wanted::default()).await;
    let want = Refused::from([("garbage".to_owned(), 1), ("unknown_device".to_owned(), 1)]);
    assert_eq!((overview.strangers, overview.refused), (want, 0));
    let verdicts: Vec<_> = overview.strangers_frames.iter().map(|frame| frame.verdict.as_str()).collect();
    assert_eq!(verdicts, ["garbage", "unknown_device"], "newest first");
}

#[tokio::test]
async fn the_list_is_searched_and_narrowed() {
    let bench = Bench::new().await;
    let device = bench.plating_works().await;
    record(&bench, vec![frame(Some(&device), bench.ctx.now(), "accepted")]).await;
    let found = async |q: &str, trouble: bool| {
        let wanted = Wanted { q: Some(q.to_owned()), trouble, paging: Paging::default() };
        seen(&bench, wanted).await.devices.total
    };
    for word in [&MN[10..].to_lowercase(), "永昼", "yongzhou", "91350100m", "dw001", "", "\0"] {
        assert_eq!(found(word, false).await, 1, "{word}");
    }
    assert_eq!(found("永昼 nobody", false).await, 0);
    assert_eq!(found("", true).await, 0, "it has no trouble");
    bench.advance(2 * HOUR);
    assert_eq!(found("", true).await, 1);
}

#[tokio::test]
async fn only_those_who_may_see_loggers() {
    let bench = Bench::new().await;
    bench.plating_works().await;
    for &role in Role::ALL.iter().filter(|role| **role != Role::Public) {
        let actor = bench.actor(role).await;
        let reads = matches!(role, Role::Admin | Role::Auditor);
        let list = devices::list(&bench.ctx, &actor, &Wanted::default()).await;
        let one = devices::show(&bench.ctx, &actor, MN).await;
        assert_eq!((list.is_ok(), one.is_ok()), (reads, reads), "{role}");
        if !reads {
            assert!(matches!((list, one), (Err(Error::Forbidden), Err(Error::Forbidden))), "{role}");
        }
    }
}
