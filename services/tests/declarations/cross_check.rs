//! The cross-check of what was filed, over everything that is read for it.

use domain::{
    access::Role,
    crosscheck::Why,
    declaration::Content,
    finding::{FindingStatus, Severity},
    measurement::Interval,
    time::HOUR,
};
use entities::{finding, measurement, utility_reading};
use rust_decimal::{Decimal, dec};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    sea_query::Expr,
};
use services::{findings, store::bulk};
use testing::{Bench, CREDIT_CODE};

use super::world::{HOURLY, HOURS, World, begin_correction, hour, quarter, right};

async fn rows(bench: &Bench) -> Vec<finding::Model> {
    finding::Entity::find().order_by_asc(finding::Column::Id).all(bench.ctx.store.read()).await.unwrap()
}

/// Rule, subject, severity and state of each finding.
async fn seen(bench: &Bench) -> Vec<(String, String, Severity, FindingStatus)> {
    rows(bench).await.into_iter().map(|row| (row.rule, row.subject, row.severity, row.status)).collect()
}

fn open(rule: &str, subject: &str, severity: Severity) -> (String, String, Severity, FindingStatus) {
    (rule.to_owned(), subject.to_owned(), severity, FindingStatus::Open)
}

#[tokio::test]
async fn of_what_was_measured_billed_and_so_declared_nothing_is_found() {
    let world = World::monitored().await;
    world.cap(dec!(3_600)).await;
    world.file(&right(&world).await).await;
    let report = findings::check(&world.bench.ctx, 1).await.unwrap();
    assert_eq!(report.findings, []);
    let fits: Vec<_> = report.fits.iter().map(|(rule, subject)| format!("{rule} {subject}")).collect();
    for expected in ["X03 water.municipal_m3", "X04 water.discharged_m3", "X04 DW002/w01018", "X05 DW002/w01018"] {
        assert!(fits.contains(&expected.to_owned()), "{expected}: {fits:?}");
    }
}

/// A slip, and the rules, subjects and severities that notice it.
type Case = (fn(&mut Content), &'static [(&'static str, &'static str, Severity)]);

#[tokio::test]
async fn each_slip_is_found_by_its_rule() {
    let load = |mean: Decimal| mean * HOURLY.0 * Decimal::from(HOURS) / dec!(1_000);
    assert_eq!(load(HOURLY.1), dec!(662.4));
    let cases: [Case; 4] = [
        (|c| c.water.municipal_m3 = Some(dec!(17_000)), &[("X03", "water.municipal_m3", Severity::Inform)]),
        (|c| c.emissions[1].amount_kg = Some(dec!(662.4) * dec!(1.05)), &[("X05", "DW002/w01018", Severity::Inform)]),
        (
            |c| {
                c.emissions[1].mean = Some(dec!(32));
                c.emissions[1].amount_kg = Some(dec!(529.92));
            },
            &[("X04", "DW002/w01018", Severity::Warning)],
        ),
        (
            |c| c.water.discharged_m3 = Some(dec!(15_600)),
            &[
                ("X04", "water.discharged_m3", Severity::Warning),
                ("X05", "DW002/w01018", Severity::Inform),
                ("X05", "DW002/w21003", Severity::Inform),
            ],
        ),
    ];
    for (slip, expected) in cases {
        let world = World::monitored().await;
        let mut content = right(&world).await;
        slip(&mut content);
        world.file(&content).await;
        world.bench.drain_jobs().await;
        let expected: Vec<_> = expected.iter().map(|(rule, subject, grave)| open(rule, subject, *grave)).collect();
        assert_eq!(seen(&world.bench).await, expected);
    }
}

#[tokio::test]
async fn a_yearly_amount_that_is_used_up_is_found_from_the_quarters_before_too() {
    let world = World::monitored().await;
    // 662 kg now, and of the first half of the year nothing is known.
    world.cap(dec!(600)).await;
    world.file(&right(&world).await).await;
    world.bench.drain_jobs().await;
    assert_eq!(seen(&world.bench).await, [open("X17", "w01018", Severity::Red)]);
    let row = rows(&world.bench).await.remove(0);
    let made = findings::frozen(&row).unwrap();
    assert_eq!(made.inputs.earlier.len(), 2);
    assert_eq!(domain::crosscheck::again(&made), Some(made));
}

#[tokio::test]
async fn run_again_it_changes_nothing_and_follows_new_evidence() {
    let world = World::monitored().await;
    let mut content = right(&world).await;
    content.water.municipal_m3 = Some(dec!(17_000));
    world.file(&content).await;
    let (bench, ctx) = (&world.bench, &world.bench.ctx);
    bench.drain_jobs().await;
    let (before, audit) = (rows(bench).await, bench.audit().await);
    assert_eq!(before.len(), 1);
    bench.advance(HOUR);
    findings::check(ctx, 1).await.unwrap();
    assert_eq!((rows(bench).await, bench.audit().await), (before.clone(), audit));
    bill(bench, dec!(6_800)).await;
    findings::check(ctx, 1).await.unwrap();
    assert_eq!(seen(bench).await, [open("X03", "water.municipal_m3", Severity::Warning)]);
    assert_eq!(rows(bench).await[0].created_at, before[0].created_at, "the same finding, graver");
    bill(bench, dec!(5_700)).await;
    findings::check(ctx, 1).await.unwrap();
    let superseded = rows(bench).await.remove(0);
    assert_eq!((superseded.status, superseded.closed_at), (FindingStatus::Superseded, Some(ctx.now())));
    bill(bench, dec!(6_800)).await;
    findings::check(ctx, 1).await.unwrap();
    let states: Vec<_> = rows(bench).await.iter().map(|row| row.status).collect();
    assert_eq!(states, [FindingStatus::Superseded, FindingStatus::Open]);
}

#[tokio::test]
async fn what_somebody_has_touched_is_left_alone() {
    let world = World::monitored().await;
    let mut content = right(&world).await;
    content.water.municipal_m3 = Some(dec!(17_000));
    world.file(&content).await;
    world.bench.drain_jobs().await;
    for status in [FindingStatus::Asked, FindingStatus::Explained, FindingStatus::Closed, FindingStatus::Inspected] {
        set(&world.bench, 1, status).await;
        let before = rows(&world.bench).await;
        for billed in [dec!(6_800), dec!(5_700), dec!(6_140)] {
            bill(&world.bench, billed).await;
            findings::check(&world.bench.ctx, 1).await.unwrap();
            assert_eq!(rows(&world.bench).await, before, "{status} {billed}");
        }
    }
}

#[tokio::test]
async fn a_correction_overtakes_what_nobody_has_settled() {
    let world = World::monitored().await;
    let mut content = right(&world).await;
    content.water.municipal_m3 = Some(dec!(17_000));
    content.emissions[1].amount_kg = Some(dec!(690));
    content.emissions[2].amount_kg = Some(dec!(53));
    world.file(&content).await;
    world.bench.drain_jobs().await;
    let found: Vec<_> = seen(&world.bench).await.into_iter().map(|(rule, subject, ..)| (rule, subject)).collect();
    assert_eq!(found.len(), 3, "{found:?}");
    set(&world.bench, 2, FindingStatus::Asked).await;
    set(&world.bench, 3, FindingStatus::Closed).await;
    begin_correction(&world.bench.ctx, &world.preparer, quarter(), "按账单更正").await.unwrap();
    content.water.municipal_m3 = Some(dec!(18_420));
    world.file(&content).await;
    assert_eq!(rows(&world.bench).await[0].status, FindingStatus::Open, "until it is checked");
    world.bench.drain_jobs().await;
    let after: Vec<_> =
        rows(&world.bench).await.into_iter().map(|row| (row.version_id, row.rule, row.status)).collect();
    let rule = |rule: &str| rule.to_owned();
    assert_eq!(
        after,
        [
            (1, rule("X03"), FindingStatus::Superseded),
            (1, rule("X05"), FindingStatus::Superseded),
            (1, rule("X05"), FindingStatus::Closed),
            (2, rule("X05"), FindingStatus::Open),
            (2, rule("X05"), FindingStatus::Open),
        ]
    );
    let before = rows(&world.bench).await;
    findings::check(&world.bench.ctx, 1).await.unwrap();
    assert_eq!(rows(&world.bench).await, before, "the version before is nobody's concern any more");
}

#[tokio::test]
async fn a_corrected_hour_and_a_broken_one_are_read_as_they_stand() {
    let world = World::monitored().await;
    let (first, second) = (quarter().start(), quarter().start().plus(HOUR));
    let revised = measurement::Model { revision: 2, ..hour(first, "w01018", dec!(400), Some(dec!(3))) };
    let broken = measurement::Model {
        revision: 2,
        flag: "D".parse().unwrap(),
        ..hour(second, "w01018", dec!(9_999), Some(dec!(75)))
    };
    let tx = world.bench.ctx.store.write().await.unwrap();
    bulk::measurements(&tx, vec![revised, broken]).await.unwrap();
    tx.commit().await.unwrap();
    let db = world.bench.ctx.store.read();
    let evidence =
        services::evidence::gather(db, 1, quarter(), Content::default(), world.bench.ctx.now().day()).await.unwrap();
    let cod = evidence.sums("DW002".parse().unwrap(), "w01018").unwrap();
    assert_eq!((cod.valid, cod.invalid, cod.due), (2207, 1, 2208));
    assert_eq!(cod.amount_kg, Some(dec!(0.3) * dec!(2206) + dec!(3)));
    assert_eq!(evidence.outlets.len(), 2);
    assert_eq!(evidence.bills.len(), 10, "the months around the quarter too");
}

/// Sixty days of a logger that sends -999 with the mark N: as this portal stores it now, and as it was stored before.
#[tokio::test]
async fn a_number_that_says_no_value_is_in_no_sum_and_hides_no_warning() {
    let world = World::monitored().await;
    let mut content = right(&world).await;
    content.emissions[1].mean = Some(dec!(32));
    content.emissions[1].amount_kg = Some(dec!(529.92));
    world.file(&content).await;
    world.bench.drain_jobs().await;
    let found = [open("X04", "DW002/w01018", Severity::Warning)];
    assert_eq!(seen(&world.bench).await, found);
    let tx = world.bench.ctx.store.write().await.unwrap();
    let days = (0..60).map(|day| {
        let at = quarter().start().plus(day * domain::time::DAY);
        measurement::Model { interval: Interval::Day, ..hour(at, "w01018", dec!(-999), None) }
    });
    let hours = (0..60).map(|n| {
        let at = quarter().start().plus(n * HOUR);
        measurement::Model { revision: 2, ..hour(at, "w01018", dec!(-999), None) }
    });
    bulk::measurements(&tx, days.chain(hours).collect()).await.unwrap();
    tx.commit().await.unwrap();
    let db = world.bench.ctx.store.read();
    let evidence =
        services::evidence::gather(db, 1, quarter(), Content::default(), world.bench.ctx.now().day()).await.unwrap();
    let cod = evidence.sums("DW002".parse().unwrap(), "w01018").unwrap();
    assert_eq!((cod.valid, cod.invalid, cod.mean), (2148, 60, Some(dec!(40))));
    assert_eq!(cod.amount_kg, Some(dec!(0.3) * dec!(2148)));
    let report = findings::check(&world.bench.ctx, 1).await.unwrap();
    assert!(report.findings.iter().all(|finding| finding.measured > Some(Decimal::ZERO)), "{report:?}");
    assert_eq!(seen(&world.bench).await, found, "the warning of before still stands");
}

#[tokio::test]
async fn who_works_one_shift_is_listed_as_not_checked_with_the_reason() {
    let world = World::new().await;
    let tx = world.bench.ctx.store.write().await.unwrap();
    let shift = (0..HOURS).filter(|hour| hour % 24 < 8);
    let hours = shift.map(|n| hour(quarter().start().plus(n * HOUR), "w01018", HOURLY.1, Some(dec!(0.3))));
    bulk::measurements(&tx, hours.collect()).await.unwrap();
    tx.commit().await.unwrap();
    world.file(&right(&world).await).await;
    let (ctx, reviewer) = (&world.bench.ctx, world.bench.actor(Role::Reviewer).await);
    let listed = || findings::not_checked(ctx, &reviewer, CREDIT_CODE.parse().unwrap(), quarter(), 1);
    assert_eq!(listed().await.unwrap(), [], "not checked yet");
    world.bench.drain_jobs().await;
    let list = listed().await.unwrap();
    let of = |rule: &str, why| list.iter().find(|one| one.rule == rule && one.why == why).map(|one| one.about.len());
    assert_eq!(of("X04", Why::TooFewValid), Some(1), "{list:?}");
    assert_eq!(of("X17", Why::NoCap), Some(0), "all that the rule looks at: {list:?}");
    assert!(list.iter().all(|one| one.title.is_some()));
    findings::check(ctx, 1).await.unwrap();
    assert_eq!(listed().await.unwrap(), list, "a second check lists it once");
    assert!(findings::not_checked(ctx, &world.preparer, CREDIT_CODE.parse().unwrap(), quarter(), 1).await.is_err());
}

/// Sets all bills of the waterworks.
async fn bill(bench: &Bench, cubic_metres: Decimal) {
    let quantity = domain::fixed::Micro::try_from(cubic_metres).unwrap();
    let tx = bench.ctx.store.write().await.unwrap();
    utility_reading::Entity::update_many()
        .col_expr(utility_reading::Column::Quantity, Expr::value(quantity))
        .filter(utility_reading::Column::Feed.eq(domain::utility::Feed::Water))
        .exec(&tx)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

/// Sets where a finding stands.
async fn set(bench: &Bench, id: i64, status: FindingStatus) {
    let row = finding::Entity::find_by_id(id).one(bench.ctx.store.read()).await.unwrap().unwrap();
    let tx = bench.ctx.store.write().await.unwrap();
    let mut row = row.into_active_model();
    row.status = Set(status);
    row.update(&tx).await.unwrap();
    tx.commit().await.unwrap();
}
