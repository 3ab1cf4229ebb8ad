//! Rows for the tests of the public use cases, about the plating works of the bench.

use domain::{
    case::{CaseStage, CaseStatus, Gravity, Measures, ViolationKind},
    credit_code::CreditCode,
    fixed::Nano,
    limit::Averaging,
    measurement::{DataFlag, Interval},
    money::Fen,
    outlet::OutletCode,
    time::Stamp,
};
use entities::{discharge_limit, measurement, violation_case};
use rust_decimal::Decimal;
use sea_orm::{ActiveModelBehavior, ActiveModelTrait, EntityTrait, IntoActiveModel};
use testing::{Bench, CREDIT_CODE};

/// The works' credit code.
pub fn works() -> CreditCode {
    CREDIT_CODE.parse().unwrap()
}

/// Its only outlet.
pub fn dw001() -> OutletCode {
    "DW001".parse().unwrap()
}

/// A moment of 22 November 2026 in Beijing: `at("14:30")`.
pub fn at(clock: &str) -> Stamp {
    Stamp::parse(&format!("2026-11-22T{clock}")).unwrap()
}

/// A stored nickel value, received a second after it was measured.
pub fn nickel(interval: Interval, moment: Stamp, value: &str) -> measurement::Model {
    measurement::Model {
        outlet_id: 1,
        pollutant: "w20121".into(),
        interval,
        at: moment,
        revision: 1,
        value: Some(Nano::try_from(value.parse::<Decimal>().unwrap()).unwrap()),
        measured: None,
        converted: false,
        low: None,
        high: None,
        amount: None,
        flag: DataFlag::NORMAL,
        resent: false,
        received_at: moment.plus(1000),
        frame_id: 1,
    }
}

/// A decided case against the works, published and public without end.
pub fn case(case_no: &str) -> violation_case::Model {
    violation_case::Model {
        id: 0,
        case_no: case_no.into(),
        document_no: format!("示环罚字〔2026〕{case_no}号"),
        enterprise_id: 1,
        kind: ViolationKind::OverLimit,
        status: CaseStatus::Decided,
        acted_on: "2026-08-10".parse().unwrap(),
        acted_until: None,
        found_on: None,
        decided_on: Some("2026-09-20".parse().unwrap()),
        transferred_on: None,
        returned_on: None,
        published_at: Some(Stamp::parse("2026-09-25").unwrap()),
        public_until: None,
        facts: "总镍超标排放".into(),
        basis: "第一百条".into(),
        discretion: "X + Σp".into(),
        rectification: String::new(),
        statement: String::new(),
        fine: Fen::yuan(325_000),
        measures: Measures::default(),
        stage: CaseStage::Published,
        gravity: Some(Gravity::Ordinary),
        gravity_basis: String::new(),
        finding_id: None,
        drafted_by: None,
        revision: 1,
        withdrawal: None,
        withdrawn_at: None,
        rectified_on: None,
        closed_on: None,
        reported_at: None,
        authority: "示范市生态环境局".into(),
        breached: "第九十九条".into(),
    }
}

/// Stores a row under a key that the database gives.
pub async fn put<M, A>(bench: &Bench, row: M) -> M
where
    M: IntoActiveModel<A> + sea_orm::ModelTrait,
    A: ActiveModelTrait<Entity = M::Entity> + ActiveModelBehavior + Send,
    <A::Entity as EntityTrait>::Model: IntoActiveModel<A> + Into<M>,
{
    let mut row = row.into_active_model();
    for key in <<A::Entity as EntityTrait>::PrimaryKey as sea_orm::Iterable>::iter() {
        use sea_orm::PrimaryKeyToColumn;
        if <<A::Entity as EntityTrait>::PrimaryKey as sea_orm::PrimaryKeyTrait>::auto_increment() {
            row.not_set(key.into_column());
        }
    }
    let tx = bench.ctx.store.write().await.unwrap();
    let stored = row.insert(&tx).await.unwrap();
    tx.commit().await.unwrap();
    stored.into()
}

/// Stores values.
pub async fn put_values(bench: &Bench, values: impl IntoIterator<Item = measurement::Model>) {
    let tx = bench.ctx.store.write().await.unwrap();
    let rows = values.into_iter().map(IntoActiveModel::into_active_model);
    measurement::Entity::insert_many(rows).exec_without_returning(&tx).await.unwrap();
    tx.commit().await.unwrap();
}

/// A limit on hourly means beside the works' own one on daily means. The rows of the works have keys of their own, of
/// which PostgreSQL's sequence knows nothing; so this one names its key too.
pub async fn put_hourly_limit(bench: &Bench, high: &str) {
    let daily = discharge_limit::Entity::find().one(bench.ctx.store.read()).await.unwrap().unwrap();
    let (id, high) = (daily.id + 1_000, Some(high.parse::<Decimal>().unwrap().try_into().unwrap()));
    let hourly = discharge_limit::Model { id, averaging: Averaging::Hour, high, ..daily };
    let tx = bench.ctx.store.write().await.unwrap();
    hourly.into_active_model().insert(&tx).await.unwrap();
    tx.commit().await.unwrap();
}
