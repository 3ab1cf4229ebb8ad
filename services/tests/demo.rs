//! The demo city in a real database.

use std::collections::HashSet;

use chrono::NaiveDate;
use domain::{access::Role, case::CaseStatus};
use entities::{account, device, enterprise, outlet, violation_case};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
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
