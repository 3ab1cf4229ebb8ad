//! The demo city in a real database.

use std::collections::HashSet;

use chrono::NaiveDate;
use domain::{
    access::Role,
    case::CaseStatus,
    fixed::{Micro, Nano},
    measurement::Interval,
    time::{HOUR, MINUTE},
};
use entities::{account, declaration_version, device, enterprise, measurement, outlet, violation_case};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};
use services::{
    Error,
    demo::{self, Options},
    testing::Bench,
};

fn today() -> NaiveDate {
    "2026-11-22".parse().unwrap()
}

#[tokio::test]
async fn the_city_is_filled_once() {
    let bench = Bench::new().await;
    let options = Options { enterprises: 24, ..Options::on(today()) };
    let summary = demo::fill(&bench.ctx, &options).await.unwrap();
    assert_eq!((summary.towns, summary.enterprises), (34, 24));
    let again = demo::fill(&bench.ctx, &options).await;
    assert!(matches!(again, Err(Error::Conflict(_))), "{again:?}");
    let db = bench.ctx.store.read();
    assert_eq!(enterprise::Entity::find().count(db).await.unwrap(), 24);
    assert_eq!(outlet::Entity::find().count(db).await.unwrap(), summary.outlets as u64);
}

#[tokio::test]
async fn the_number_of_enterprises_has_bounds() {
    let bench = Bench::new().await;
    for enterprises in [0, 100_000] {
        let refused = demo::fill(&bench.ctx, &Options { enterprises, ..Options::on(today()) }).await;
        assert!(matches!(refused, Err(Error::Invalid { field: "enterprises", .. })), "{refused:?}");
    }
}

#[tokio::test]
async fn the_demo_logins_belong_where_they_should() {
    let bench = Bench::new().await;
    demo::fill(&bench.ctx, &Options { enterprises: 3, ..Options::on(today()) }).await.unwrap();
    let db = bench.ctx.store.read();
    let accounts = account::Entity::find().all(db).await.unwrap();
    assert_eq!(accounts.len(), 13);
    let first = enterprise::Entity::find().filter(enterprise::Column::Name.eq("澄溪永昼电镀厂")).one(db).await.unwrap();
    let first = first.unwrap().id;
    for account in accounts {
        assert_eq!(account.enterprise_id, account.role.is_enterprise().then_some(first), "{}", account.login);
        assert_eq!(account.town_id.is_some(), matches!(account.role, Role::Branch | Role::Grid));
    }
}

#[tokio::test]
async fn the_whole_city_is_consistent() {
    let bench = Bench::new().await;
    let summary = demo::fill(&bench.ctx, &Options::on(today())).await.unwrap();
    let db = bench.ctx.store.read();
    let devices = device::Entity::find().all(db).await.unwrap();
    assert_eq!(devices.len(), summary.devices);
    let numbers: HashSet<_> = devices.iter().map(|device| &device.mn).collect();
    assert_eq!(numbers.len(), devices.len());
    for device in &devices {
        assert!(device.tolerated.parse::<hj212::Policy>().is_ok(), "{}", device.tolerated);
    }
    let cases = violation_case::Entity::find().all(db).await.unwrap();
    assert_eq!(cases.len(), summary.cases);
    for case in cases {
        assert_eq!(case.decided_on.is_none(), case.status == CaseStatus::Filed);
        assert_eq!(case.fine.0 > 0, case.decided_on.is_some(), "{case:?}");
    }
}

/// The rows of a small city that do not hold keys of others.
async fn fingerprint(bench: &Bench) -> Vec<String> {
    let db = bench.ctx.store.read();
    let mut all = Vec::new();
    for row in enterprise::Entity::find().order_by_asc(enterprise::Column::Id).all(db).await.unwrap() {
        all.push(format!("{} {} {:?} {}", row.credit_code, row.name, row.colour, row.lat));
    }
    for row in
        declaration_version::Entity::find().order_by_asc(declaration_version::Column::ReceiptNo).all(db).await.unwrap()
    {
        all.push(format!("{} {}", row.receipt_no, row.hash));
    }
    for row in violation_case::Entity::find().order_by_asc(violation_case::Column::CaseNo).all(db).await.unwrap() {
        all.push(format!("{} {} {}", row.case_no, row.fine, row.facts));
    }
    let hours = measurement::Entity::find().filter(measurement::Column::Interval.eq(Interval::Hour));
    for row in
        hours.order_by_asc(measurement::Column::At).order_by_asc(measurement::Column::Pollutant).all(db).await.unwrap()
    {
        all.push(format!("{} {:?} {:?} {}", row.pollutant, row.value, row.amount, row.flag));
    }
    all.sort_unstable();
    all
}

#[tokio::test]
async fn the_same_options_give_the_same_city() {
    let options = Options { enterprises: 6, ..Options::on(today()) };
    let mut prints = Vec::new();
    for _ in 0..2 {
        let bench = Bench::new().await;
        demo::fill(&bench.ctx, &options).await.unwrap();
        prints.push(fingerprint(&bench).await);
    }
    assert!(prints[0].len() > 1_000);
    assert_eq!(prints[0], prints[1]);
}

/// A channel's values of an interval, oldest first.
async fn values(
    bench: &Bench,
    enterprise: &str,
    outlet: &str,
    pollutant: &str,
    interval: Interval,
) -> Vec<measurement::Model> {
    let db = bench.ctx.store.read();
    let owner =
        enterprise::Entity::find().filter(enterprise::Column::Name.eq(enterprise)).one(db).await.unwrap().unwrap();
    let place = outlet::Entity::find()
        .filter(outlet::Column::EnterpriseId.eq(owner.id))
        .filter(outlet::Column::Code.eq(outlet))
        .one(db)
        .await
        .unwrap()
        .unwrap();
    measurement::Entity::find()
        .filter(measurement::Column::OutletId.eq(place.id))
        .filter(measurement::Column::Pollutant.eq(pollutant))
        .filter(measurement::Column::Interval.eq(interval))
        .order_by_asc(measurement::Column::At)
        .all(db)
        .await
        .unwrap()
}

#[tokio::test]
async fn history_reaches_the_present_and_fits_into_itself() {
    let bench = Bench::new().await;
    demo::fill(&bench.ctx, &Options { enterprises: 1, ..Options::on(today()) }).await.unwrap();
    let of = async |interval| values(&bench, "澄溪永昼电镀厂", "DW001", "w20121", interval).await;
    let now = bench.ctx.now();
    let (days, hours, slots) = (of(Interval::Day).await, of(Interval::Hour).await, of(Interval::Minute).await);
    assert_eq!(days[0].at.rfc3339(), "2025-10-01T00:00:00+08:00");
    assert_eq!(days.last().unwrap().at.rfc3339(), "2026-11-21T00:00:00+08:00");
    assert_eq!(hours.last().unwrap().at.rfc3339(), "2026-11-22T13:00:00+08:00");
    assert_eq!(slots.last().unwrap().at.rfc3339(), "2026-11-22T14:20:00+08:00");
    assert!(of(Interval::Realtime).await.last().unwrap().at.since(now) >= -2 * MINUTE);
    for hour in hours.iter().filter(|hour| hour.at >= slots[0].at.plus(HOUR)) {
        let six: Vec<_> = slots.iter().filter(|slot| slot.at.floor(HOUR) == hour.at).collect();
        let mean = six.iter().map(|slot| slot.value.unwrap().0).sum::<i64>() / 6;
        if six.iter().all(|slot| slot.flag.is_valid()) {
            assert!((mean - hour.value.unwrap().0).abs() <= 2_000_000, "{hour:?}: {mean}");
        }
    }
    assert!(days.iter().chain(&hours).chain(&slots).all(|row| row.frame_id == 0 && row.received_at > row.at));
}

#[tokio::test]
async fn nickel_is_above_its_limit_by_day_since_the_new_analyser() {
    let bench = Bench::new().await;
    demo::fill(&bench.ctx, &Options { enterprises: 1, ..Options::on(today()) }).await.unwrap();
    let limit = Nano(500_000_000);
    let days = values(&bench, "澄溪永昼电镀厂", "DW001", "w20121", Interval::Day).await;
    let over: Vec<_> =
        days.iter().filter(|day| day.value.unwrap() > limit).map(|day| day.at.day().to_string()).collect();
    assert_eq!(over.len(), 12, "{over:?}");
    assert_eq!(over[0], "2026-11-10");
    let now = values(&bench, "澄溪永昼电镀厂", "DW001", "w20121", Interval::Realtime).await;
    assert!(now.iter().all(|instant| instant.value.unwrap() > limit));
}

#[tokio::test]
async fn declared_amounts_are_close_to_the_history() {
    let bench = Bench::new().await;
    demo::fill(&bench.ctx, &Options { enterprises: 2, ..Options::on(today()) }).await.unwrap();
    let db = bench.ctx.store.read();
    let receipt =
        declaration_version::Entity::find().filter(declaration_version::Column::ReceiptNo.eq("SB2026Q3-00002-1"));
    let version = receipt.one(db).await.unwrap().unwrap();
    let content: domain::declaration::Content = serde_json::from_str(&version.content).unwrap();
    let cod = content.emissions.iter().find(|emission| emission.pollutant == "w01018").unwrap();
    let days = values(&bench, "石桥新皎印染有限公司", "DW001", "w01018", Interval::Day).await;
    let quarter: domain::quarter::Quarter = "2026Q3".parse().unwrap();
    let in_quarter =
        days.iter().filter(|day| day.flag.is_valid() && quarter.start() <= day.at && day.at < quarter.end());
    let measured = Micro(in_quarter.map(|day| day.amount.unwrap().0).sum()).decimal();
    let off = (cod.amount_kg.unwrap() - measured).abs() / measured;
    assert!(off < rust_decimal::Decimal::new(2, 2), "declared {:?}, measured {measured}", cod.amount_kg);
}
