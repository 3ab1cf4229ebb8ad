//! A stack: its limit is compared with the converted concentration, its amount is made of the measured one.

use domain::{
    declaration::Method,
    limit::Averaging,
    outlet::OutletCode,
    time::{HOUR, Stamp},
};
use entities::{discharge_limit, measurement, outlet};
use rust_decimal::{Decimal, dec};
use sea_orm::{ActiveModelTrait, IntoActiveModel};
use services::{declarations::draft, findings, store::bulk};

use super::world::{HOURS, World, hour, limit, quarter, right, total_outlet};

const NOX: &str = "a21002";
/// What the stack emits at 7.75 % of oxygen, mg/m³, and the dry gas of an hour, m³: 12.375 kg an hour.
const MEASURED: Decimal = dec!(275);
const VOLUME: Decimal = dec!(45_000);

fn stack() -> OutletCode {
    "DA001".parse().unwrap()
}

/// The concentration at a reference oxygen.
fn converted(reference: Decimal) -> Decimal {
    (MEASURED * (dec!(21) - reference) / (dec!(21) - dec!(7.75))).round_dp(9)
}

fn at_stack(at: Stamp, code: &str, value: Decimal, amount: Option<Decimal>) -> measurement::Model {
    measurement::Model { outlet_id: 3, ..hour(at, code, value, amount) }
}

/// The works with a stack whose logger converts to a reference oxygen and sends no amounts.
async fn world(reference: Decimal) -> World {
    let world = World::monitored().await;
    let tx = world.bench.ctx.store.write().await.unwrap();
    let outlet = outlet::Model { id: 3, code: stack(), name: "锅炉废气排放口".into(), ..total_outlet() };
    outlet.into_active_model().insert(&tx).await.unwrap();
    let limit = limit(4, NOX, 400_000_000_000);
    let (outlet_id, unit, averaging) = (3, "mg/m³".to_owned(), Averaging::Hour);
    discharge_limit::Model { outlet_id, unit, averaging, ..limit }.into_active_model().insert(&tx).await.unwrap();
    let moments = (0..HOURS).map(|hour| quarter().start().plus(hour * HOUR));
    let rows = moments.flat_map(|at| {
        let nox = at_stack(at, NOX, converted(reference), None);
        let measured = Some(domain::fixed::Nano::try_from(MEASURED).unwrap());
        [
            at_stack(at, "a00000", dec!(12.5), Some(VOLUME)),
            at_stack(at, "a19001", dec!(7.75), None),
            measurement::Model { measured, ..nox },
        ]
    });
    bulk::measurements(&tx, rows.collect()).await.unwrap();
    tx.commit().await.unwrap();
    world
}

#[tokio::test]
async fn an_honest_stack_is_prefilled_as_its_fields_want_it_and_not_doubted() {
    for reference in [dec!(3.5), dec!(9), dec!(11)] {
        let world = world(reference).await;
        let ctx = &world.bench.ctx;
        let begun = draft(ctx, &world.preparer, quarter()).await.unwrap().content;
        let row = begun.emissions.iter().find(|row| row.outlet == stack()).unwrap();
        let kilograms = dec!(12.375) * Decimal::from(HOURS);
        assert_eq!(row.method, Method::Automatic);
        assert_eq!(
            row.mean,
            Some(converted(reference).round_dp(3).normalize()),
            "as the limit reads it, {reference} %"
        );
        assert_eq!(row.amount_kg, Some(kilograms), "as measured, {reference} %");
        let mut content = right(&world).await;
        let place = content.emissions.iter().position(|row| row.outlet == stack()).unwrap();
        content.emissions[place] = row.clone();
        world.file(&content).await;
        let report = findings::check(ctx, 1).await.unwrap();
        assert_eq!(report.findings, [], "{reference} %");
        let fits: Vec<_> = report.fits.iter().map(|(rule, subject)| format!("{rule} {subject}")).collect();
        assert!(fits.contains(&"X04 DA001/a21002".to_owned()) && fits.contains(&"X05 DA001/a21002".to_owned()));
    }
}

#[tokio::test]
async fn a_stack_that_declares_less_than_it_emits_is_found() {
    let world = world(dec!(9)).await;
    let mut content = right(&world).await;
    let row = content.emissions.iter_mut().find(|row| row.outlet == stack()).unwrap();
    (row.mean, row.amount_kg) = (Some(dec!(249.057)), Some(dec!(20_000)));
    world.file(&content).await;
    let report = findings::check(&world.bench.ctx, 1).await.unwrap();
    let found: Vec<_> = report.findings.iter().map(|f| (f.key.as_ref(), f.subject.to_string())).collect();
    let nox = || "DA001/a21002".to_owned();
    assert_eq!(found, [("X04.load", nox()), ("X05.converted", nox())]);
}
