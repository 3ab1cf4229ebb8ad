//! A city's month of daily power readings: 30,000 meters, each with 31 days, from one CSV file; and the same file once more.

use std::{fmt::Write, time::Instant};

use domain::{fixed::Micro, sheet::Kind, utility::Feed};
use entities::{enterprise, meter_share, utility_reading};
use sea_orm::{ActiveValue::NotSet, EntityTrait, IntoActiveModel, PaginatorTrait};
use services::{
    feeds::{Courier, deliver},
    register::import::{Counts, File, Wish},
    store, worker,
};
use testing::Bench;

use crate::{report::Report, works};

/// Enterprises, each with a meter.
const METERS: usize = 30_000;
/// Days of July.
const DAYS: usize = 31;
/// What the field asks for.
const LIMIT_SECONDS: f64 = 60.0;

pub async fn measure(report: &mut Report) {
    let bench = Bench::new().await;
    bench.plating_works().await;
    city(&bench).await;
    let table = table();
    let size = table.len();
    let first = import(&bench, &table, Counts { new: METERS * DAYS, ..Counts::default() }).await;
    report.note("daily power readings: rows", "rows", (METERS * DAYS) as f64);
    report.note("daily power readings: size of the file", "MB", size as f64 / 1e6);
    report.at_most("daily power readings: import", "s", first, LIMIT_SECONDS);
    let begun = Instant::now();
    while worker::run_one(&bench.ctx).await.unwrap() {}
    report.note("daily power readings: working out the month", "s", begun.elapsed().as_secs_f64());
    let months = utility_reading::Entity::find().count(bench.ctx.store.read()).await.unwrap();
    assert_eq!(months, METERS as u64, "each meter has its July");
    let again = import(&bench, &table, Counts { same: METERS * DAYS, ..Counts::default() }).await;
    report.note("daily power readings: the same file once more", "s", again);
}

async fn import(bench: &Bench, table: &str, want: Counts) -> f64 {
    let files = vec![File::new("power.csv", table.as_bytes().to_vec())];
    let wish = Wish { write: true, partial: false };
    let begun = Instant::now();
    let delivered = deliver(&bench.ctx, Courier::CommandLine, Kind::Power, files, wish, None).await.unwrap();
    let seconds = begun.elapsed().as_secs_f64();
    assert_eq!((delivered.report.total(), delivered.report.written), (want, true));
    seconds
}

fn number(meter: usize) -> String {
    format!("0310{meter:09}")
}

fn table() -> String {
    let mut table = "户号,日期,用电量（kWh）\n".to_owned();
    for meter in 0..METERS {
        for day in 1..=DAYS {
            writeln!(table, "{},2026-07-{day:02},{}.{}", number(meter), 100 + (meter * day) % 900, meter % 10).unwrap();
        }
    }
    table
}

/// The enterprises and their meters.
async fn city(bench: &Bench) {
    let tx = bench.ctx.store.write().await.unwrap();
    let rows: Vec<enterprise::Model> =
        store::insert_and_return(&tx, (0..METERS).map(|at| works::row(at, "2000-01-01".parse().ok())).collect())
            .await
            .unwrap();
    let share = |(at, row): (usize, &enterprise::Model)| {
        let row = meter_share::Model {
            id: 0,
            feed: Feed::Power,
            number: number(at),
            enterprise_id: row.id,
            share: 1000,
            multiplier: Micro(1_000_000),
            valid_from: "2020-01-01".parse().unwrap(),
            valid_to: None,
        };
        meter_share::ActiveModel { id: NotSet, ..row.into_active_model() }
    };
    store::insert(&tx, rows.iter().enumerate().map(share).collect()).await.unwrap();
    tx.commit().await.unwrap();
}
