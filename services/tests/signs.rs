//! Signs in the data: found, growing, gone, asked about, answered and settled; who sees them; and what makes none.

use std::sync::Arc;

use domain::{
    access::Role,
    fixed::Nano,
    limit::Averaging,
    mark::MarkKind,
    means::{Conversion, MeanOutcome, Reason},
    measurement::{DataFlag, Interval},
    outlet::Discharge,
    sign::{Evidence, Figures, SignKind, SignOutcome, SignStatus},
    time::{HOUR, MINUTE, Stamp, start_of},
};
use entities::{
    device, device_event, device_notice, discharge_limit, enterprise, merger, outlet, own_mean, sign, sign_due,
};
use rust_decimal::Decimal;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, IntoActiveModel, PaginatorTrait, QueryOrder};
use services::{
    Conflict, Error, FormKey, Seen,
    accounts::Actor,
    alarms::{Filter, Show, What, desk},
    marks::{self, NewMark},
    monitoring::{
        interpret::{Figures as NewFigures, NewValue},
        record::{ACCEPTED, Arrival, start},
        registry::KnownDevice,
    },
    signs::{Settlement, again, answer, ask, counts, own, settle, show, show_own, work_off_due},
};
use testing::Bench;

/// The works of the bench, whose logger was installed on the first of the tests' days: of before, nobody misses anything.
async fn works(bench: &Bench) -> Arc<KnownDevice> {
    let logger = bench.plating_works().await;
    let tx = bench.ctx.store.write().await.unwrap();
    let row =
        device::ActiveModel { id: Set(1), installed_on: Set("2026-11-10".parse().unwrap()), ..Default::default() };
    row.update(&tx).await.unwrap();
    tx.commit().await.unwrap();
    bench.refresh().await;
    bench.ctx.registry().device(&logger.mn).unwrap()
}

/// An hour of the tests' days, counted from the midnight before 10 November 2026 in Beijing.
fn hour(number: i64) -> Stamp {
    start_of("2026-11-10".parse().unwrap()).plus(number * HOUR)
}

/// What an hour brings: code, thousandths, mark.
type Values = Vec<(&'static str, i64, char)>;

async fn record(bench: &Bench, device: &Arc<KnownDevice>, hours: impl IntoIterator<Item = (i64, Values)>) {
    record_after(bench, device, hours, 1).await;
}

/// The same, arriving so many hours after the beginning of each.
async fn record_after(
    bench: &Bench,
    device: &Arc<KnownDevice>,
    hours: impl IntoIterator<Item = (i64, Values)>,
    later: i64,
) {
    let (recorder, writer) = start(bench.ctx.clone());
    let mut sent = Vec::new();
    for (number, values) in hours {
        let value = |&(code, thousandths, flag): &(&'static str, i64, char)| NewValue {
            pollutant: code.into(),
            interval: Interval::Hour,
            at: hour(number),
            figures: NewFigures {
                value: Some(Nano(thousandths * 1_000_000)),
                measured: None,
                converted: false,
                low: None,
                high: None,
                amount: None,
                flag: DataFlag::new(flag).unwrap(),
            },
            resent: false,
        };
        let arrival = Arrival {
            device: Some(device.clone()),
            received_at: hour(number + later),
            wire: bytes::Bytes::from_static(b"##"),
            verdict: ACCEPTED,
            tolerated: String::new(),
            values: values.iter().map(value).collect(),
            event: None,
            notices: Vec::new(),
            on_time: false,
            keep: true,
        };
        sent.push(recorder.record(arrival).await);
    }
    for one in sent {
        one.await.unwrap();
    }
    drop(recorder);
    writer.await.unwrap();
}

/// Flow that moves, and nickel of so many thousandths (the limit is 0.5 mg/L).
fn nickel(thousandths: i64, number: i64) -> Values {
    vec![
        ("w00000", 3_000 + number % 7 * 100, 'N'),
        ("w20121", thousandths, 'N'),
        ("w01001", 7_100 + number % 5 * 100, 'N'),
    ]
}

/// Nickel that moves.
fn moving(number: i64) -> i64 {
    300 + number % 11 * 7
}

/// Nickel that stands between two hours, and moves before and after, up to the last.
async fn flat(bench: &Bench, device: &Arc<KnownDevice>, (from, to): (i64, i64), last: i64) {
    let of = |number| if (from..to).contains(&number) { 312 } else { moving(number) };
    record(bench, device, (0..last).map(|number| (number, nickel(of(number), number)))).await;
}

/// Looks at the outlet as it stands after so many hours, as the worker does.
async fn look(bench: &Bench, number: i64) {
    bench.set_clock(hour(number).plus(50 * MINUTE));
    // The first time the outlet is entered with a turn of its own; the second time it is due.
    work_off_due(&bench.ctx).await.unwrap();
    let tx = bench.ctx.store.write().await.unwrap();
    let due = sign_due::ActiveModel { at: Set(Stamp(0)), ..Default::default() };
    sign_due::Entity::update_many().set(due).exec(&tx).await.unwrap();
    tx.commit().await.unwrap();
    work_off_due(&bench.ctx).await.unwrap();
}

/// The signs: kind, first and last hour, whether it goes on, where it stands.
async fn signs(bench: &Bench) -> Vec<(SignKind, i64, i64, bool, SignStatus)> {
    let rows = rows(bench).await;
    let number = |at: Stamp| at.since(hour(0)) / HOUR;
    rows.into_iter().map(|row| (row.kind, number(row.from_at), number(row.to_at), row.goes_on, row.status)).collect()
}

async fn rows(bench: &Bench) -> Vec<sign::Model> {
    sign::Entity::find().order_by_asc(sign::Column::Id).all(bench.ctx.store.read()).await.unwrap()
}

async fn seen(bench: &Bench, reviewer: &Actor, id: i64) -> Seen {
    show(&bench.ctx, reviewer, id).await.unwrap().seen
}

const OPEN: SignStatus = SignStatus::Open;
const FLAT: SignKind = SignKind::FlatLine;

/// A past day says nothing of what came after it, and what nobody looks at any more does not go on for ever.
#[tokio::test]
async fn a_past_day_takes_no_later_sign_away_and_what_is_not_watched_ends() {
    let bench = Bench::new().await;
    let device = works(&bench).await;
    flat(&bench, &device, (10, 400), 240).await;
    look(&bench, 240).await;
    let now = signs(&bench).await;
    assert_eq!(now, [(FLAT, 48, 240, true, OPEN)], "eight days are looked at");
    again(&bench.ctx, (hour(20).day(), hour(20).day()), None).await.unwrap();
    assert_eq!(signs(&bench).await, now, "nothing of it lies there");
    again(&bench.ctx, (hour(100).day(), hour(100).day()), None).await.unwrap();
    let (kind, _, to, goes_on, status) = signs(&bench).await[0];
    assert_eq!((kind, to, goes_on, status), (FLAT, 240, true, OPEN), "its end is not set back");
    let tx = bench.ctx.store.write().await.unwrap();
    let disabled = device::ActiveModel { id: Set(device.id), disabled: Set(true), ..Default::default() };
    disabled.update(&tx).await.unwrap();
    tx.commit().await.unwrap();
    bench.refresh().await;
    look(&bench, 244).await;
    assert!(signs(&bench).await[0].3, "four hours are bridged");
    look(&bench, 248).await;
    assert!(!signs(&bench).await[0].3, "nobody says that it goes on");
}

/// The logger says 0.15 where its ten-minute means made 0.3, for five hours.
#[tokio::test]
async fn means_that_are_others_than_what_was_sent_are_a_sign() {
    let bench = Bench::new().await;
    let device = works(&bench).await;
    let halved = |number: i64| if (20..25).contains(&number) { moving(number) / 2 } else { moving(number) };
    record(&bench, &device, (0..48).map(|number| (number, nickel(halved(number), number)))).await;
    let tx = bench.ctx.store.write().await.unwrap();
    for number in 0..48 {
        own_mean::Entity::insert(worked_out(number, moving(number)).into_active_model())
            .exec_without_returning(&tx)
            .await
            .unwrap();
    }
    tx.commit().await.unwrap();
    look(&bench, 48).await;
    assert_eq!(signs(&bench).await, [(SignKind::MeansDiffer, 20, 25, false, OPEN)]);
    let evidence: Evidence = serde_json::from_str(&rows(&bench).await[0].evidence).unwrap();
    let Figures::MeansDiffer { hours, at, own, sent, .. } = evidence.figures else { panic!("{evidence:?}") };
    assert_eq!((hours, own), (5, Decimal::new(moving(at.since(hour(0)) / HOUR), 3)));
    assert!(sent * Decimal::TWO <= own);
}

/// The portal's own mean of nickel in an hour, of ten-minute means.
fn worked_out(number: i64, thousandths: i64) -> own_mean::Model {
    own_mean::Model {
        outlet_id: 1,
        pollutant: "w20121".to_owned(),
        interval: Interval::Hour,
        at: hour(number),
        revision: 1,
        value: Some(Nano(thousandths * 1_000_000)),
        measured: None,
        conversion: Conversion::None,
        valid: 60,
        due: 60,
        weighted: false,
        outcome: MeanOutcome::Counts,
        made_of: Interval::Minute,
        reason: Reason::First,
        worked_out_at: hour(number + 1),
        frame_id: 0,
    }
}

#[tokio::test]
async fn a_flat_line_appears_grows_and_ends_and_looking_again_changes_nothing() {
    let bench = Bench::new().await;
    let device = works(&bench).await;
    flat(&bench, &device, (10, 60), 33).await;
    look(&bench, 33).await;
    assert_eq!(signs(&bench).await, [], "twenty-three hours");
    flat(&bench, &device, (10, 60), 40).await;
    look(&bench, 40).await;
    assert_eq!(signs(&bench).await, [(FLAT, 10, 40, true, OPEN)]);
    flat(&bench, &device, (10, 60), 70).await;
    look(&bench, 70).await;
    assert_eq!(signs(&bench).await, [(FLAT, 10, 60, false, OPEN)]);
    let before = rows(&bench).await;
    look(&bench, 70).await;
    assert_eq!(rows(&bench).await, before);
    let told = again(&bench.ctx, (hour(70).day(), hour(70).day()), None).await.unwrap();
    assert_eq!((told.outlets, told.changed), (1, 0));
    let shown = show(&bench.ctx, &bench.actor(Role::Reviewer).await, before[0].id).await.unwrap();
    let Figures::FlatLine { hours, least_hours, others, .. } = &shown.row.evidence.figures else { panic!("{shown:?}") };
    assert_eq!((*hours, *least_hours), (50, 24));
    let ph = others.iter().find(|span| span.code == "w01001").unwrap();
    assert!(ph.low < ph.high, "it moves meanwhile");
    assert!(shown.source.contains("proposal"), "{}", shown.source);
    assert_eq!(&*shown.course.series[0].pollutant.code, "w20121");
}

#[tokio::test]
async fn one_that_lasts_longer_than_is_looked_at_is_one_sign_all_along() {
    let bench = Bench::new().await;
    let device = works(&bench).await;
    // Nine days and more; eight are looked at.
    flat(&bench, &device, (2, 400), 190).await;
    look(&bench, 190).await;
    flat(&bench, &device, (2, 400), 300).await;
    look(&bench, 240).await;
    look(&bench, 300).await;
    assert_eq!(signs(&bench).await, [(FLAT, 2, 300, true, OPEN)]);
    let row = rows(&bench).await.remove(0);
    assert!(row.evidence.contains("\"hours\":298"), "{}", row.evidence);
    // It is over long since, and what is left of it within reach is too short to be found: it stands all the same.
    record(&bench, &device, (300..490).map(|number| (number, nickel(moving(number), number)))).await;
    look(&bench, 485).await;
    assert_eq!(signs(&bench).await, [(FLAT, 2, 300, false, OPEN)]);
}

#[tokio::test]
async fn what_corrected_data_take_away_is_gone_and_comes_back_where_it_stood() {
    let bench = Bench::new().await;
    let device = works(&bench).await;
    let reviewer = bench.actor(Role::Reviewer).await;
    flat(&bench, &device, (10, 50), 60).await;
    look(&bench, 60).await;
    let id = rows(&bench).await[0].id;
    let shown = seen(&bench, &reviewer, id).await;
    ask(&bench.ctx, &reviewer, (id, &shown), "请说明分析仪的情况。", &FormKey::generate()).await.unwrap();
    record(&bench, &device, (10..50).map(|number| (number, nickel(moving(number), number)))).await;
    look(&bench, 61).await;
    assert_eq!(signs(&bench).await, [(FLAT, 10, 50, false, SignStatus::Gone)]);
    flat(&bench, &device, (10, 50), 60).await;
    look(&bench, 61).await;
    assert_eq!(signs(&bench).await, [(FLAT, 10, 50, false, SignStatus::Asked)]);
}

#[tokio::test]
async fn the_enterprise_sees_it_when_it_is_asked_and_what_is_settled_stays_settled() {
    let bench = Bench::new().await;
    let device = works(&bench).await;
    let reviewer = bench.actor(Role::Reviewer).await;
    let certifier = bench.actor(Role::Certifier).await;
    let consultant = bench.actor(Role::Consultant).await;
    let ctx = &bench.ctx;
    flat(&bench, &device, (10, 200), 40).await;
    look(&bench, 40).await;
    let id = rows(&bench).await[0].id;
    assert_eq!(own(ctx, &certifier).await.unwrap(), []);
    assert!(matches!(show_own(ctx, &certifier, id).await, Err(Error::NotFound)));
    let early = answer(ctx, &certifier, (id, &Seen::sent("open.0")), "我来说明。", &FormKey::generate()).await;
    assert!(matches!(early, Err(Error::NotFound)), "{early:?}");

    let shown = seen(&bench, &reviewer, id).await;
    let form = FormKey::generate();
    for _ in 0..2 {
        ask(ctx, &reviewer, (id, &shown), "请说明分析仪的情况。", &form).await.unwrap();
    }
    assert_eq!(counts(ctx, &reviewer).await.unwrap().asked, 1);
    bench.drain_jobs().await;
    let told = ctx.mailer().sent();
    assert_eq!(told.len(), 1, "the certifier; a consultant answers nothing");
    assert!(told[0].body.contains("DW001") && told[0].body.contains("not a ruling"), "{told:?}");

    let listed = own(ctx, &certifier).await.unwrap();
    assert_eq!((listed.len(), listed[0].status), (1, SignStatus::Asked));
    let mine = show_own(ctx, &certifier, id).await.unwrap();
    assert!(mine.is_open && mine.entries.len() == 1 && mine.entries[0].by.is_none(), "{mine:?}");
    let forbidden = answer(ctx, &consultant, (id, &mine.seen), "由顾问说明。", &FormKey::generate()).await;
    assert!(matches!(forbidden, Err(Error::Forbidden)), "{forbidden:?}");
    // It goes on meanwhile: that takes nothing from an answer.
    flat(&bench, &device, (10, 200), 50).await;
    look(&bench, 50).await;
    answer(ctx, &certifier, (id, &mine.seen), "蠕动泵管堵塞，已更换。", &FormKey::generate()).await.unwrap();
    let stale = settle(ctx, &reviewer, (id, &shown), explained(), &FormKey::generate()).await;
    assert!(matches!(stale, Err(Error::Conflict(Conflict::Overtaken))), "{stale:?}");
    let shown = seen(&bench, &reviewer, id).await;
    settle(ctx, &reviewer, (id, &shown), explained(), &FormKey::generate()).await.unwrap();
    let before = rows(&bench).await;
    assert_eq!((before[0].status, before[0].outcome), (SignStatus::Explained, Some(SignOutcome::Explained)));
    // It still goes on: what was settled stays as it was, and is not recorded anew.
    flat(&bench, &device, (10, 200), 100).await;
    look(&bench, 100).await;
    assert_eq!(rows(&bench).await, before);
    let audit = bench.audit().await;
    for line in [format!("ask-about-sign reviewer sign/{id}"), format!("explain-sign reviewer sign/{id}")] {
        assert!(audit.contains(&line), "{line}: {audit:?}");
    }
    assert!(audit.iter().any(|line| line.starts_with("answer-sign certifier")), "{audit:?}");
}

fn explained() -> Settlement<'static> {
    Settlement { outcome: SignOutcome::Explained, reason: "维修记录与说明一致。" }
}

#[tokio::test]
async fn of_an_inspection_the_enterprise_hears_nothing() {
    let bench = Bench::new().await;
    let device = works(&bench).await;
    let reviewer = bench.actor(Role::Reviewer).await;
    let certifier = bench.actor(Role::Certifier).await;
    let ctx = &bench.ctx;
    flat(&bench, &device, (10, 60), 60).await;
    look(&bench, 60).await;
    let id = rows(&bench).await[0].id;
    let inspection = Settlement { outcome: SignOutcome::Inspection, reason: "夜间突击检查采样口。" };
    // Of one about which nobody asked it hears nothing at all.
    let shown = seen(&bench, &reviewer, id).await;
    ask(ctx, &reviewer, (id, &shown), "请说明分析仪的情况。", &FormKey::generate()).await.unwrap();
    let before = show_own(ctx, &certifier, id).await.unwrap();
    let shown = seen(&bench, &reviewer, id).await;
    settle(ctx, &reviewer, (id, &shown), inspection, &FormKey::generate()).await.unwrap();
    let after = show_own(ctx, &certifier, id).await.unwrap();
    assert_eq!((after.row.clone(), after.seen.clone(), after.entries.len()), (before.row, before.seen, 1));
    answer(ctx, &certifier, (id, &after.seen), "泵管堵塞，已更换。", &FormKey::generate()).await.unwrap();
    assert_eq!(own(ctx, &certifier).await.unwrap()[0].status, SignStatus::Answered);
    assert_eq!(rows(&bench).await[0].status, SignStatus::Inspected, "the bureau keeps it");
    let found = desk(ctx, &reviewer, &Filter { show: Show::Inspected, ..Filter::default() }).await.unwrap();
    assert_eq!(found.total, 1);
}

#[tokio::test]
async fn who_sees_signs_and_who_settles_them() {
    let bench = Bench::new().await;
    let device = works(&bench).await;
    flat(&bench, &device, (10, 60), 60).await;
    look(&bench, 60).await;
    let id = rows(&bench).await[0].id;
    let ctx = &bench.ctx;
    let auditor = bench.actor(Role::Auditor).await;
    let shown = seen(&bench, &auditor, id).await;
    let refused = ask(ctx, &auditor, (id, &shown), "请说明分析仪的情况。", &FormKey::generate()).await;
    assert!(matches!(refused, Err(Error::Forbidden)), "{refused:?}");
    let branch = bench.actor(Role::Branch).await;
    assert_eq!(desk(ctx, &branch, &Filter::default()).await.unwrap().total, 1, "of its own town");
    let elsewhere = Actor { town_id: Some(2), ..branch };
    assert!(matches!(show(ctx, &elsewhere, id).await, Err(Error::NotFound)));
    assert_eq!(desk(ctx, &elsewhere, &Filter::default()).await.unwrap().total, 0);
    for role in [Role::Certifier, Role::Admin, Role::Intake] {
        let actor = bench.actor(role).await;
        assert!(matches!(show(ctx, &actor, id).await, Err(Error::Forbidden)), "{role}");
        assert!(matches!(desk(ctx, &actor, &Filter::default()).await, Err(Error::Forbidden)), "{role}");
    }
    let stranger = Actor { enterprise_id: Some(2), ..bench.actor(Role::Preparer).await };
    assert_eq!(own(ctx, &stranger).await.unwrap(), []);
}

#[tokio::test]
async fn the_desk_puts_the_gravest_first_and_one_outlets_things_together() {
    let bench = Bench::new().await;
    let device = works(&bench).await;
    let reviewer = bench.actor(Role::Reviewer).await;
    let ctx = &bench.ctx;
    // Silence and a flat line at the same outlet.
    flat(&bench, &device, (10, 60), 60).await;
    look(&bench, 68).await;
    let found = desk(ctx, &reviewer, &Filter::default()).await.unwrap();
    assert_eq!((found.total, found.items.len()), (1, 1));
    let place = &found.items[0];
    let kinds: Vec<_> = place.signs.iter().map(|row| row.kind).collect();
    assert_eq!(kinds, [SignKind::Silence, FLAT]);
    let day = place.day.as_ref().unwrap();
    assert_eq!((&*day.pollutant.code, day.limit.as_ref().map(|(_, hourly)| *hourly)), ("w20121", Some(false)));
    assert!(!day.hours.is_empty() && place.answer.is_none() && place.marks.is_empty());
    assert_eq!(place.tips, None, "who judges data reads no tip-offs");
    let officer = bench.actor(Role::Officer).await;
    let tips = desk(ctx, &officer, &Filter::default()).await.unwrap().items[0].tips.clone();
    let tips = tips.map(|tips| (tips.enterprise, tips.town, tips.town_code));
    assert_eq!(tips, Some((0, 0, "441900101".to_owned())));
    let only = |what| Filter { what: Some(what), ..Filter::default() };
    assert_eq!(desk(ctx, &reviewer, &only(What::Sign(FLAT))).await.unwrap().items[0].signs.len(), 1);
    assert_eq!(desk(ctx, &reviewer, &only(What::Exceedance)).await.unwrap().total, 0);
    let there = Filter { town: Some("441900199".to_owned()), ..Filter::default() };
    assert_eq!(desk(ctx, &reviewer, &there).await.unwrap().total, 0);
    assert_eq!(counts(ctx, &reviewer).await.unwrap().to_do(), 2);
}

#[tokio::test]
async fn silence_is_a_sign_unless_a_mark_says_why() {
    for (marked, want) in [(false, 1), (true, 0)] {
        let bench = Bench::new().await;
        let device = works(&bench).await;
        let certifier = bench.actor(Role::Certifier).await;
        record(&bench, &device, (0..60).map(|number| (number, nickel(moving(number), number)))).await;
        bench.set_clock(hour(60).plus(30 * MINUTE));
        if marked {
            let mark = NewMark {
                outlet: device.outlet.code,
                kind: MarkKind::Communication,
                pollutants: Vec::new(),
                from: hour(60),
                to: Some(hour(90)),
                treatment_runs: false,
                note: String::new(),
                reason: String::new(),
            };
            marks::set(&bench.ctx, &certifier, &mark, &FormKey::generate()).await.unwrap();
        }
        look(&bench, 63).await;
        assert_eq!(signs(&bench).await, [], "three hours, of which the last may still come");
        look(&bench, 70).await;
        assert_eq!(signs(&bench).await.len(), want, "marked: {marked}");
        if !marked {
            assert_eq!(signs(&bench).await, [(SignKind::Silence, 60, 70, true, OPEN)]);
            // What comes late takes it away.
            record(&bench, &device, (60..72).map(|number| (number, nickel(moving(number), number)))).await;
            look(&bench, 72).await;
            assert_eq!(signs(&bench).await, [(SignKind::Silence, 60, 70, false, SignStatus::Gone)]);
        }
    }
}

/// Six more works beside the one of the bench, each with an outlet and a logger of its own.
async fn neighbours(bench: &Bench) -> Vec<Arc<KnownDevice>> {
    let db = bench.ctx.store.read();
    let works = enterprise::Entity::find_by_id(1).one(db).await.unwrap().unwrap();
    let gate = outlet::Entity::find_by_id(1).one(db).await.unwrap().unwrap();
    let logger = device::Entity::find_by_id(1).one(db).await.unwrap().unwrap();
    let tx = bench.ctx.store.write().await.unwrap();
    for key in 2..=7 {
        let code = domain::credit_code::CreditCode::complete(&format!("91441900MA000000{key}")).unwrap();
        let works = enterprise::Model { id: key, credit_code: code, ..works.clone() };
        works.into_active_model().insert(&tx).await.unwrap();
        let gate = outlet::Model { id: key, enterprise_id: key, discharge: Discharge::Direct, ..gate.clone() };
        gate.into_active_model().insert(&tx).await.unwrap();
        let logger = device::Model { id: key, outlet_id: key, mn: format!("NEIGHBOUR{key}"), ..logger.clone() };
        logger.into_active_model().insert(&tx).await.unwrap();
    }
    tx.commit().await.unwrap();
    bench.refresh().await;
    (2..=7).map(|key| bench.ctx.registry().device(&format!("NEIGHBOUR{key}")).unwrap()).collect()
}

#[tokio::test]
async fn where_the_portal_heard_nobody_nobody_is_silent() {
    let bench = Bench::new().await;
    let device = works(&bench).await;
    let others = neighbours(&bench).await;
    let flow = |number: i64| (number, vec![("w00000", 3_000 + number % 7 * 100, 'N')]);
    record(&bench, &device, (0..40).chain(60..80).map(flow)).await;
    for other in &others {
        // From 40 to 50 nothing came from anybody; from 50 on the others are heard again.
        record(&bench, other, (0..40).chain(50..80).map(flow)).await;
    }
    look(&bench, 80).await;
    let silent =
        async || -> Vec<_> { signs(&bench).await.into_iter().filter(|one| one.0 == SignKind::Silence).collect() };
    assert_eq!(silent().await, [(SignKind::Silence, 50, 60, false, OPEN)]);
    // What the others send again, once they are heard, does not say that the portal was there.
    for other in &others {
        record_after(&bench, other, (40..50).map(flow), 12).await;
    }
    look(&bench, 82).await;
    assert_eq!(silent().await[0], (SignKind::Silence, 50, 60, false, OPEN));
}

/// Another logger takes nothing away of the silence of the one before.
#[tokio::test]
async fn a_silence_outlives_the_logger_that_was_silent() {
    let bench = Bench::new().await;
    let device = works(&bench).await;
    record(&bench, &device, (0..60).map(|number| (number, nickel(moving(number), number)))).await;
    look(&bench, 130).await;
    assert_eq!(signs(&bench).await, [(SignKind::Silence, 60, 130, true, OPEN)]);
    let tx = bench.ctx.store.write().await.unwrap();
    let old = device::Entity::find_by_id(1).one(&tx).await.unwrap().unwrap();
    let new = device::Model { id: 2, mn: "NEW".to_owned(), installed_on: "2026-11-15".parse().unwrap(), ..old.clone() };
    new.into_active_model().insert(&tx).await.unwrap();
    let closed = device::Model { closed_on: "2026-11-15".parse().ok(), ..old };
    closed.into_active_model().reset_all().update(&tx).await.unwrap();
    tx.commit().await.unwrap();
    bench.refresh().await;
    look(&bench, 132).await;
    let (kind, from, _, goes_on, status) = signs(&bench).await[0];
    assert_eq!((kind, from, goes_on, status), (SignKind::Silence, 60, true, OPEN), "nor shorter");
    let new = bench.ctx.registry().device("NEW").unwrap();
    record(&bench, &new, (132..140).map(|number| (number, nickel(moving(number), number)))).await;
    look(&bench, 140).await;
    let (_, from, _, goes_on, status) = signs(&bench).await[0];
    assert_eq!((from, goes_on, status), (60, false, OPEN), "it is over, and was");
}

/// Two loggers at one outlet that start again and again are two signs, and what is settled of a clock does not come back tomorrow.
#[tokio::test]
async fn what_loggers_tell_is_told_apart_and_stays_settled() {
    let bench = Bench::new().await;
    let device = works(&bench).await;
    let reviewer = bench.actor(Role::Reviewer).await;
    record(&bench, &device, (0..90).map(|number| (number, nickel(moving(number), number)))).await;
    let tx = bench.ctx.store.write().await.unwrap();
    let row = device::Entity::find_by_id(1).one(&tx).await.unwrap().unwrap();
    device::Model { id: 2, mn: "SECOND".to_owned(), ..row }.into_active_model().insert(&tx).await.unwrap();
    for device_id in [1, 2] {
        let starts = [50, 51, 52].map(|number| device_event::ActiveModel {
            device_id: Set(device_id),
            at: Set(hour(number)),
            kind: Set("restart".to_owned()),
            detail: Set(String::new()),
            frame_id: Set(0),
            ..Default::default()
        });
        device_event::Entity::insert_many(starts).exec_without_returning(&tx).await.unwrap();
    }
    let notice = |last: i64| device_notice::Model {
        device_id: 1,
        kind: domain::device::NoticeKind::ClockAhead,
        what: String::new(),
        count: 40,
        first_at: hour(20),
        last_at: hour(last),
        sample: "95".to_owned(),
    };
    notice(59).into_active_model().insert(&tx).await.unwrap();
    tx.commit().await.unwrap();
    bench.refresh().await;
    look(&bench, 60).await;
    let kinds = async || -> Vec<_> { signs(&bench).await.into_iter().map(|one| (one.0, one.4)).collect() };
    let (restarts, clock) = ((SignKind::Restarts, OPEN), (SignKind::Clock, OPEN));
    assert_eq!(kinds().await, [restarts, restarts, clock]);
    for id in rows(&bench).await.iter().filter(|row| row.id != 2).map(|row| row.id) {
        let shown = seen(&bench, &reviewer, id).await;
        settle(&bench.ctx, &reviewer, (id, &shown), explained(), &FormKey::generate()).await.unwrap();
    }
    let tx = bench.ctx.store.write().await.unwrap();
    notice(88).into_active_model().reset_all().update(&tx).await.unwrap();
    tx.commit().await.unwrap();
    look(&bench, 90).await;
    let settled = |kind| (kind, SignStatus::Explained);
    let want = [settled(SignKind::Restarts), restarts, settled(SignKind::Clock)];
    assert_eq!(kinds().await, want, "each its own, and nothing anew");
}

#[tokio::test]
async fn a_halt_under_which_it_flows_is_a_sign() {
    let bench = Bench::new().await;
    let device = works(&bench).await;
    let certifier = bench.actor(Role::Certifier).await;
    bench.set_clock(hour(60).plus(10 * MINUTE));
    let stop = NewMark {
        outlet: device.outlet.code,
        kind: MarkKind::Stopped,
        pollutants: Vec::new(),
        from: hour(60),
        to: Some(hour(80)),
        treatment_runs: false,
        note: String::new(),
        reason: String::new(),
    };
    let set = marks::set(&bench.ctx, &certifier, &stop, &FormKey::generate()).await.unwrap();
    record(&bench, &device, (0..70).map(|number| (number, nickel(moving(number), number)))).await;
    look(&bench, 70).await;
    assert_eq!(signs(&bench).await, [(SignKind::Halt, 60, 70, true, OPEN)]);
    let reviewer = bench.actor(Role::Reviewer).await;
    let shown = show(&bench.ctx, &reviewer, rows(&bench).await[0].id).await.unwrap();
    assert_eq!(shown.marks.iter().map(|beside| beside.id).collect::<Vec<_>>(), [set.id]);
    let place = desk(&bench.ctx, &reviewer, &Filter::default()).await.unwrap().items.remove(0);
    assert_eq!(place.marks.len(), 1);
    // A mark that is taken back is none.
    let seen = marks::show_own(&bench.ctx, &certifier, set.id).await.unwrap().row.seen;
    marks::withdraw(&bench.ctx, &certifier, (set.id, &seen), &FormKey::generate()).await.unwrap();
    look(&bench, 70).await;
    assert_eq!(signs(&bench).await[0].4, SignStatus::Gone);
}

#[tokio::test]
async fn loggers_tell_of_themselves() {
    let bench = Bench::new().await;
    let device = works(&bench).await;
    record(&bench, &device, (0..60).map(|number| (number, nickel(moving(number), number)))).await;
    let tx = bench.ctx.store.write().await.unwrap();
    let event = |kind: &str, at: Stamp, detail: &str| device_event::ActiveModel {
        device_id: Set(device.id),
        at: Set(at),
        kind: Set(kind.to_owned()),
        detail: Set(detail.to_owned()),
        frame_id: Set(0),
        ..Default::default()
    };
    let starts = [50, 51, 52].map(|number| event("restart", hour(number), ""));
    let numbers = [(5, "w20121=0011"), (30, "PolId=w20121; w20121=0022")];
    let numbers = numbers.map(|(number, detail)| event("serial-number", hour(number), detail));
    device_event::Entity::insert_many(starts.into_iter().chain(numbers)).exec_without_returning(&tx).await.unwrap();
    let notice = device_notice::Model {
        device_id: device.id,
        kind: domain::device::NoticeKind::ClockBehind,
        what: String::new(),
        count: 40,
        first_at: hour(20),
        last_at: hour(59),
        sample: "95".to_owned(),
    };
    notice.into_active_model().insert(&tx).await.unwrap();
    tx.commit().await.unwrap();
    look(&bench, 60).await;
    let mut found: Vec<_> = signs(&bench).await.into_iter().map(|one| (one.0, one.1, one.3)).collect();
    found.sort_unstable();
    let want = [(SignKind::Clock, 35, true), (SignKind::Restarts, 48, true), (SignKind::Swapped, 30, false)];
    assert_eq!(found, want);
    // The notes of a clock have no course: a past day says nothing of it, and takes nothing away.
    again(&bench.ctx, (hour(60).day(), hour(60).day()), None).await.unwrap();
    assert_eq!(signs(&bench).await.len(), 3);
    let clock = rows(&bench).await.into_iter().find(|row| row.kind == SignKind::Clock).unwrap();
    assert!(clock.evidence.contains("-95"), "behind: {}", clock.evidence);
}

#[tokio::test]
async fn of_what_is_in_trial_merged_or_closed_nothing_is_said() {
    for case in ["trial", "works in trial", "merged", "closed", "disabled"] {
        let bench = Bench::new().await;
        let device = works(&bench).await;
        flat(&bench, &device, (10, 60), 60).await;
        let admin = bench.actor(Role::Admin).await;
        let tx = bench.ctx.store.write().await.unwrap();
        let logger = device::ActiveModel { id: Set(1), ..Default::default() };
        let works = enterprise::ActiveModel { id: Set(1), ..Default::default() };
        match case {
            "trial" => {
                device::ActiveModel { public_from: Set(None), ..logger }.update(&tx).await.unwrap();
            }
            "works in trial" => {
                enterprise::ActiveModel { public_from: Set(None), ..works }.update(&tx).await.unwrap();
            }
            "closed" => {
                let day = "2026-11-12".parse().ok();
                outlet::ActiveModel { id: Set(1), closed_on: Set(day), ..Default::default() }
                    .update(&tx)
                    .await
                    .unwrap();
            }
            "disabled" => {
                device::ActiveModel { disabled: Set(true), ..logger }.update(&tx).await.unwrap();
            }
            _ => merge(&tx, admin.account_id).await,
        }
        tx.commit().await.unwrap();
        bench.refresh().await;
        look(&bench, 70).await;
        assert_eq!(signs(&bench).await, [], "{case}");
    }
}

/// Merges the works of the bench into another one.
async fn merge(tx: &impl sea_orm::ConnectionTrait, account_id: i64) {
    let works = enterprise::Entity::find_by_id(1).one(tx).await.unwrap().unwrap();
    let code = domain::credit_code::CreditCode::complete("91441900MA0000009").unwrap();
    enterprise::Model { id: 9, credit_code: code, ..works }.into_active_model().insert(tx).await.unwrap();
    let row = merger::ActiveModel {
        gone_id: Set(1),
        kept_id: Set(9),
        at: Set(hour(0)),
        account_id: Set(account_id),
        reason: Set("同一厂区".to_owned()),
    };
    merger::Entity::insert(row).exec_without_returning(tx).await.unwrap();
}

#[tokio::test]
async fn nothing_nonsense_and_what_does_not_count_make_no_sign() {
    let bench = Bench::new().await;
    let device = works(&bench).await;
    look(&bench, 30).await;
    assert_eq!(signs(&bench).await, [(SignKind::Silence, 0, 30, true, OPEN)], "a logger that never sent anything");
    let bench = Bench::new().await;
    let other = works(&bench).await;
    assert_eq!(device.id, other.id);
    // All of it marked as invalid; then a thousand times nonsense.
    let invalid = (0..60).map(|number| (number, vec![("w00000", 3_000, 'D'), ("w20121", 312, 'D')]));
    record(&bench, &other, invalid).await;
    look(&bench, 60).await;
    assert_eq!(signs(&bench).await, []);
    let odd = |number: i64| {
        let figure = [0, -1, i64::MAX / 2_000_000, 1, 312][usize::try_from(number % 5).unwrap()];
        (
            number % 190,
            vec![("w00000", figure, 'N'), ("w20121", figure, 'N'), ("w01001", -figure, 'N'), ("a19001", figure, 'N')],
        )
    };
    record(&bench, &other, (0..1_000).map(odd)).await;
    look(&bench, 190).await;
    let before = rows(&bench).await;
    look(&bench, 190).await;
    assert_eq!(rows(&bench).await, before);
}

#[tokio::test]
async fn each_watched_outlet_has_its_turn_and_it_survives_a_restart() {
    let bench = Bench::new().await;
    works(&bench).await;
    neighbours(&bench).await;
    let db = bench.ctx.store.read();
    bench.set_clock(hour(50));
    assert_eq!(work_off_due(&bench.ctx).await.unwrap(), 0, "they are entered, and nothing is due yet");
    let turns: Vec<Stamp> = sign_due::Entity::find().all(db).await.unwrap().into_iter().map(|row| row.at).collect();
    assert_eq!(turns.len(), 7);
    assert!(turns.iter().all(|at| hour(50) < *at && *at <= hour(51)), "{turns:?}");
    assert!(turns.iter().collect::<std::collections::BTreeSet<_>>().len() > 5, "not all at once: {turns:?}");
    bench.set_clock(hour(51));
    assert_eq!(work_off_due(&bench.ctx).await.unwrap(), 7);
    assert_eq!(work_off_due(&bench.ctx).await.unwrap(), 0);
    // One that is not watched any more is struck off.
    let tx = bench.ctx.store.write().await.unwrap();
    let closed = device::ActiveModel { id: Set(7), closed_on: Set("2026-11-12".parse().ok()), ..Default::default() };
    closed.update(&tx).await.unwrap();
    tx.commit().await.unwrap();
    bench.refresh().await;
    work_off_due(&bench.ctx).await.unwrap();
    assert_eq!(sign_due::Entity::find().count(db).await.unwrap(), 6);
}

#[tokio::test]
async fn one_look_costs_little() {
    let bench = Bench::new().await;
    let device = works(&bench).await;
    let codes = ["w01018", "w21003", "w20122", "w20116", "w20117", "w21001", "w21011"];
    let tx = bench.ctx.store.write().await.unwrap();
    let nickel_limit = discharge_limit::Entity::find_by_id(1).one(&tx).await.unwrap().unwrap();
    for (key, code) in (2..).zip(codes) {
        let limit = discharge_limit::Model {
            id: key,
            pollutant: code.to_owned(),
            averaging: Averaging::Day,
            ..nickel_limit.clone()
        };
        limit.into_active_model().insert(&tx).await.unwrap();
    }
    tx.commit().await.unwrap();
    bench.refresh().await;
    let all = |number: i64| {
        let mut values = nickel(moving(number), number);
        values.extend(codes.iter().map(|code| (*code, 200 + number % 13 * 9, 'N')));
        (number, values)
    };
    // Twice as long as is looked at: what lies before must cost nothing.
    record(&bench, &device, (0..400).map(all)).await;
    let began = std::time::Instant::now();
    look(&bench, 400).await;
    let took = began.elapsed();
    eprintln!("a look at eight days of ten series: {took:?}");
    // A bound for what reads all there is, not a measurement: machines that test are busy.
    assert!(took < std::time::Duration::from_mins(1), "{took:?}");
}
