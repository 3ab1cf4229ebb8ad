//! What is written, and that it is written once and always the same.

use std::collections::HashSet;

use demo::Options;
use domain::{
    access::Role,
    case::{CaseStage, CaseStatus},
    measurement::Interval,
};
use entities::{account, case_step, declaration_version, device, enterprise, measurement, outlet, violation_case};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};
use services::{Error, accounts, public::Paging, register};
use testing::Bench;

use super::today;

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
        assert!(matches!(refused, Err(ref error) if error.is_about("enterprises")), "{refused:?}");
    }
}

#[tokio::test]
async fn the_demo_logins_belong_where_they_should() {
    let bench = Bench::new().await;
    demo::fill(&bench.ctx, &Options { enterprises: 3, ..Options::on(today()) }).await.unwrap();
    let db = bench.ctx.store.read();
    let all = account::Entity::find().all(db).await.unwrap();
    assert!(all.iter().all(|account| account.password_hash == all[0].password_hash), "hashed once");
    let first = enterprise::Entity::find().filter(enterprise::Column::Name.eq("澄溪永昼电镀厂")).one(db).await.unwrap();
    let first = first.unwrap().id;
    let is_listed = |account: &account::Model| demo::LOGINS.iter().any(|login| login.login == account.login);
    let (listed, others): (Vec<_>, Vec<_>) = all.into_iter().partition(is_listed);
    assert_eq!(listed.len(), demo::LOGINS.len());
    for account in listed {
        assert_eq!(account.enterprise_id, account.role.is_enterprise().then_some(first), "{}", account.login);
        assert_eq!(account.town_id.is_some(), account.role.is_local());
    }
    assert_eq!(others.len(), 1, "of three works one marks its data");
    for account in others {
        assert_eq!((account.role, account.enterprise_id.is_some_and(|id| id != first)), (Role::Preparer, true));
    }
    accounts::sign_in(&bench.ctx, "officer", demo::PASSWORD, testing::client(1)).await.unwrap();
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
    // Codes that were given out one after the other, names of one pattern and parks: none of it is one site twice.
    let registrar = super::person(&bench, "registrar").await;
    let alike = register::duplicates::queue(&bench.ctx, &registrar, Paging::new(1, 20)).await.unwrap();
    assert!(alike.pairs.items.is_empty(), "{alike:?}");
    let cases = violation_case::Entity::find().all(db).await.unwrap();
    assert_eq!(cases.len(), summary.cases);
    for case in cases {
        let steps = case_step::Entity::find()
            .filter(case_step::Column::CaseId.eq(case.id))
            .order_by_asc(case_step::Column::Id)
            .all(db)
            .await
            .unwrap();
        let events = steps.iter().map(|step| step.event);
        let stage = events.fold(CaseStage::Draft, |stage, event| domain::case::next(stage, event).unwrap());
        assert_eq!(stage, case.stage, "its steps lead where it stands: {case:?}");
        assert!(steps.iter().all(|step| step.account_id.is_some()), "{steps:?}");
        assert_eq!(case.decided_on.is_none(), case.status == CaseStatus::Filed);
        assert_eq!(case.fine.0 > 0, case.decided_on.is_some(), "{case:?}");
    }
}

/// The rows of a small city that do not hold keys of others.
async fn fingerprint(bench: &Bench) -> Vec<String> {
    let db = bench.ctx.store.read();
    let mut all = Vec::new();
    for row in enterprise::Entity::find().order_by_asc(enterprise::Column::Id).all(db).await.unwrap() {
        all.push(format!("{} {} {} {}", row.credit_code, row.name, row.class, row.lat));
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
