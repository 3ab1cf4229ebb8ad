//! Marks: who sets them, when they are in force, what the bureau does, what everybody sees.

mod access;
mod bureau;
mod in_force;
mod set;

use domain::{access::Role, limit::Averaging, mark::MarkKind, time::Stamp};
use entities::{device, discharge_limit, outlet};
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel};
use services::{
    FormKey, Result, Seen,
    accounts::Actor,
    marks::{NewMark, SetMark, set, show_own},
};
use testing::Bench;

/// The bench's clock stands on the 22nd at 14:35.
fn at(text: &str) -> Stamp {
    Stamp::parse(&format!("2026-11-{text}:00+08:00")).unwrap()
}

/// The works with a boiler's stack beside its workshop outlet, and who marks for it.
async fn works() -> (Bench, Actor) {
    let bench = Bench::new().await;
    bench.plating_works().await;
    let db = bench.ctx.store.read();
    let water = outlet::Entity::find_by_id(1).one(db).await.unwrap().unwrap();
    let limit = discharge_limit::Entity::find_by_id(1).one(db).await.unwrap().unwrap();
    let logger = device::Entity::find_by_id(1).one(db).await.unwrap().unwrap();
    let stack = outlet::Model { id: 2, code: "DA001".parse().unwrap(), name: "锅炉排气筒".into(), ..water };
    let limit = discharge_limit::Model {
        id: 2,
        outlet_id: 2,
        pollutant: "a21002".into(),
        unit: "mg/m³".into(),
        averaging: Averaging::Hour,
        basis: "DB44/765-2019 表2（燃气锅炉）".into(),
        ..limit
    };
    let logger = device::Model { id: 2, outlet_id: 2, mn: "441900A8900016F000169DC1".into(), ..logger };
    let tx = bench.ctx.store.write().await.unwrap();
    stack.into_active_model().insert(&tx).await.unwrap();
    limit.into_active_model().insert(&tx).await.unwrap();
    logger.into_active_model().insert(&tx).await.unwrap();
    tx.commit().await.unwrap();
    bench.refresh().await;
    let preparer = bench.actor(Role::Preparer).await;
    (bench, preparer)
}

/// A mark of the stack; `to` may be empty.
fn new(kind: MarkKind, from: &str, to: &str) -> NewMark {
    NewMark {
        outlet: "DA001".parse().unwrap(),
        kind,
        pollutants: Vec::new(),
        from: at(from),
        to: (!to.is_empty()).then(|| at(to)),
        treatment_runs: true,
        note: String::new(),
        reason: String::new(),
    }
}

/// The same with a reason.
fn asked(kind: MarkKind, from: &str, to: &str) -> NewMark {
    NewMark { reason: "值班人员漏报".to_owned(), ..new(kind, from, to) }
}

async fn put(bench: &Bench, actor: &Actor, new: &NewMark) -> Result<SetMark> {
    set(&bench.ctx, actor, new, &FormKey::generate()).await
}

/// How a mark stands on the enterprise's page.
async fn seen(bench: &Bench, actor: &Actor, id: i64) -> Seen {
    show_own(&bench.ctx, actor, id).await.unwrap().row.seen
}
