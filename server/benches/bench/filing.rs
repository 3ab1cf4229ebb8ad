//! Filing a quarter with its cross-check: one enterprise with a quarter of hourly values at two outlets.

use std::time::Instant;

use demo::Options;
use domain::{
    declaration::Content,
    fixed::{Micro, Nano},
    measurement::{DataFlag, Interval},
    quarter::Quarter,
    time::{HOUR, Stamp},
};
use entities::{account, declaration_version, measurement, outlet};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use services::{
    FormKey,
    accounts::{Actor, Proof, second_factor::code_at},
    declarations::{self, Draft, Known},
    evidence, findings,
    store::bulk,
};
use testing::{Bench, START};

use crate::report::Report;

/// Pollutants at each outlet, the flow first: as many as a busy outlet has.
const POLLUTANTS: [&str; 6] = ["w00000", "w01018", "w20121", "w20122", "w21001", "w21003"];
/// How often the check is measured; the fastest counts, the others had company.
const RUNS: usize = 5;
/// A person looks at the receipt after this, and the finding is in the queue.
const LIMIT_MS: f64 = 1_000.0;

pub async fn measure(report: &mut Report) {
    let bench = Bench::new().await;
    let today = Stamp::parse(START).unwrap().day();
    demo::fill(&bench.ctx, &Options { enterprises: 1, ..Options::on(today) }).await.unwrap();
    let quarter = Quarter::last_ended(today);
    let rows = put_hours(&bench, quarter).await;
    let filed = file(&bench, quarter).await;
    let (check, reading) = check(&bench, quarter).await;
    report.note("cross-check: hourly values of the quarter", "values", rows as f64);
    report.at_most("filing: signature, password included, and cross-check", "ms", filed + check, LIMIT_MS);
    report.note("cross-check: alone", "ms", check);
    // The two are measured apart; where judging costs next to nothing, noise can turn them round.
    report.note("cross-check: share of reading the data", "%", (100.0 * reading / check).min(100.0));
}

/// Hourly values of the whole quarter at every water outlet; returns how many.
async fn put_hours(bench: &Bench, quarter: Quarter) -> usize {
    let outlets = outlet::Entity::find().all(bench.ctx.store.read()).await.unwrap();
    let hours = quarter.end().since(quarter.start()) / HOUR;
    let mut rows = Vec::new();
    for outlet in outlets.iter().filter(|outlet| outlet.code.kind() == domain::outlet::OutletKind::Water) {
        for hour in 0..hours {
            rows.extend(POLLUTANTS.iter().map(|code| value(outlet.id, code, quarter.start().plus(hour * HOUR), hour)));
        }
    }
    let (count, tx) = (rows.len(), bench.ctx.store.write().await.unwrap());
    measurement::Entity::delete_many()
        .filter(measurement::Column::Interval.eq(Interval::Hour))
        .filter(measurement::Column::At.lt(quarter.end()))
        .exec(&tx)
        .await
        .unwrap();
    bulk::measurements(&tx, rows).await.unwrap();
    tx.commit().await.unwrap();
    count
}

fn value(outlet_id: i64, code: &str, at: Stamp, hour: i64) -> measurement::Model {
    let wave = 1_000_000 * (hour % 24);
    measurement::Model {
        outlet_id,
        interval: Interval::Hour,
        at,
        pollutant: code.to_owned(),
        revision: 1,
        value: Some(Nano(400_000_000 + wave)),
        measured: None,
        converted: false,
        low: Some(Nano(300_000_000)),
        high: Some(Nano(500_000_000)),
        amount: Some(Micro(63_000_000 + wave)),
        flag: DataFlag::NORMAL,
        resent: false,
        received_at: at.plus(HOUR),
        frame_id: 0,
    }
}

/// Finishes the draft of the demo city and signs it; milliseconds of signing.
async fn file(bench: &Bench, quarter: Quarter) -> f64 {
    let certifier = certifier(bench).await;
    let draft = declarations::draft(&bench.ctx, &certifier, quarter).await.unwrap();
    let content = finished(&draft);
    let saved = declarations::save(&bench.ctx, &certifier, quarter, draft.revision, &content).await.unwrap();
    let form = FormKey::generate();
    let code = code_at(&demo::SECOND_FACTOR, bench.ctx.now()).unwrap();
    let proof = Proof { password: demo::PASSWORD, code: &code };
    let begun = Instant::now();
    declarations::submit(&bench.ctx, &certifier, quarter, saved.revision, proof, &form).await.unwrap();
    milliseconds(begun)
}

async fn certifier(bench: &Bench) -> Actor {
    let login = account::Entity::find().filter(account::Column::Login.eq("certifier"));
    login.one(bench.ctx.store.read()).await.unwrap().unwrap().into()
}

/// The draft with what is missing, and the wastewater that the permit's products can have made.
fn finished(draft: &Draft) -> Content {
    let mut content = draft.content.clone();
    content.facilities.iter_mut().for_each(|facility| facility.run_hours = Some(2_000.into()));
    content.water.discharged_m3 = content.water.municipal_m3;
    let power = draft.facts.iter().find(|fact| fact.known == Known::Electricity);
    content.electricity_kwh = power.map(|fact| fact.value);
    content
}

/// Milliseconds of the whole check, and of the reading in it.
async fn check(bench: &Bench, quarter: Quarter) -> (f64, f64) {
    let versions = declaration_version::Entity::find().all(bench.ctx.store.read()).await.unwrap();
    let newest = versions.iter().max_by_key(|version| version.submitted_at).unwrap();
    let content: Content = serde_json::from_str(&newest.content).unwrap();
    let (mut whole, mut reading) = (f64::MAX, f64::MAX);
    for _ in 0..RUNS {
        let begun = Instant::now();
        findings::check(&bench.ctx, newest.id).await.unwrap();
        whole = whole.min(milliseconds(begun));
        let begun = Instant::now();
        evidence::gather(bench.ctx.store.read(), 1, quarter, content.clone(), bench.ctx.now().day()).await.unwrap();
        reading = reading.min(milliseconds(begun));
    }
    (whole, reading)
}

fn milliseconds(since: Instant) -> f64 {
    since.elapsed().as_secs_f64() * 1_000.0
}
