//! Events of exceedance: recorded, going on, ended, corrected, answered and settled.

use std::sync::Arc;

use domain::{
    access::Role,
    exceedance::{EventEnd, EventOutcome, EventStatus, Ground, MadeBy, Said},
    fixed::Nano,
    limit::Averaging,
    mark::MarkKind,
    measurement::{DataFlag, Interval},
    time::{DAY, HOUR, MINUTE, Stamp, start_of},
};
use entities::{device, discharge_limit, exceedance, exceedance_due, exceedance_period};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, IntoActiveModel, PaginatorTrait, QueryOrder};
use services::{
    Conflict, Error, FormKey, Seen,
    accounts::Actor,
    exceedances::{
        Again, Ask, Filter, Settlement, again, answer, ask, counts, furnaces, own, published, queue, settle, show,
        show_own, work_off_due,
    },
    marks::{self, NewMark},
    monitoring::{
        interpret::{Figures, NewValue},
        own_means::work_out_due,
        record::{ACCEPTED, Arrival, start},
        registry::KnownDevice,
    },
};
use testing::Bench;

/// The first of the days: in Beijing; the bench's clock stands a month later.
fn day(number: i64) -> Stamp {
    start_of("2026-11-01".parse().unwrap()).plus(number * DAY)
}

fn arrival(
    device: &Arc<KnownDevice>,
    (interval, at): (Interval, Stamp),
    values: &[(&'static str, i64, char)],
) -> Arrival {
    let value = |&(code, thousandths, flag): &(&'static str, i64, char)| NewValue {
        pollutant: code.into(),
        interval,
        at,
        figures: Figures {
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
    Arrival {
        device: Some(device.clone()),
        received_at: at.plus(HOUR),
        wire: bytes::Bytes::from_static(b"##"),
        verdict: ACCEPTED,
        tolerated: String::new(),
        values: values.iter().map(value).collect(),
        event: None,
        notices: Vec::new(),
        on_time: false,
        keep: true,
    }
}

async fn record(bench: &Bench, arrivals: impl IntoIterator<Item = Arrival>) {
    let (recorder, writer) = start(bench.ctx.clone());
    for arrival in arrivals {
        recorder.record(arrival).await.await.unwrap();
    }
    drop(recorder);
    writer.await.unwrap();
}

/// Sends daily means of nickel in thousandths of mg/L (the limit is 0.5), by the number of the day, and looks at them.
async fn days(bench: &Bench, device: &Arc<KnownDevice>, means: &[(i64, i64)]) {
    let one = |(number, value): &(i64, i64)| arrival(device, (Interval::Day, day(*number)), &[("w20121", *value, 'N')]);
    record(bench, means.iter().map(one)).await;
    work_off_due(&bench.ctx).await.unwrap();
}

/// The events: first and last day, periods, millionths above the limit, how it ended, where it stands.
async fn events(bench: &Bench) -> Vec<(i64, i64, i32, i64, Option<EventEnd>, EventStatus)> {
    let rows =
        exceedance::Entity::find().order_by_asc(exceedance::Column::Id).all(bench.ctx.store.read()).await.unwrap();
    let number = |at: Stamp| at.since(day(0)) / DAY;
    let of = |row: exceedance::Model| {
        (number(row.began_at), number(row.last_at), row.periods, row.multiple, row.ended, row.status)
    };
    rows.into_iter().map(of).collect()
}

async fn editions(bench: &Bench) -> Vec<(i64, i32, bool)> {
    use exceedance_period::Column as C;
    let rows = exceedance_period::Entity::find().order_by_asc(C::At).order_by_asc(C::Edition);
    let rows = rows.all(bench.ctx.store.read()).await.unwrap();
    rows.into_iter().map(|row| (row.at.since(day(0)) / DAY, row.edition, row.is_over)).collect()
}

const WITHIN: Option<EventEnd> = Some(EventEnd::Within);
const SILENCE: Option<EventEnd> = Some(EventEnd::Silence);

#[tokio::test]
async fn daily_means_above_the_limit_are_one_event_until_one_stands_within() {
    let bench = Bench::new().await;
    let device = bench.plating_works().await;
    bench.set_clock(day(2).plus(HOUR));
    days(&bench, &device, &[(0, 400), (1, 600)]).await;
    assert_eq!(events(&bench).await, [(1, 1, 1, 200_000, None, EventStatus::Open)]);
    // Each day that comes extends it, one within ends it.
    bench.set_clock(day(3).plus(HOUR));
    days(&bench, &device, &[(2, 750)]).await;
    assert_eq!(events(&bench).await, [(1, 2, 2, 500_000, None, EventStatus::Open)]);
    bench.set_clock(day(4).plus(HOUR));
    days(&bench, &device, &[(3, 500)]).await;
    assert_eq!(events(&bench).await, [(1, 2, 2, 500_000, WITHIN, EventStatus::Open)]);
    // The same once more says nothing new, and nothing is due any more.
    days(&bench, &device, &[(2, 750)]).await;
    assert_eq!(editions(&bench).await, [(1, 1, true), (2, 1, true)]);
    assert_eq!(exceedance_due::Entity::find().count(bench.ctx.store.read()).await.unwrap(), 0);
    assert_eq!(again(&bench.ctx, (day(0).day(), day(3).day()), None).await.unwrap(), Again { outlets: 1, changed: 0 });
}

/// Five minutes of a furnace that stand below 850 °C, by their places in the day, and one that does not.
async fn furnace(bench: &Bench, number: i64, below: &[i64]) {
    let device = bench.ctx.registry().device(testing::MN).unwrap();
    let means = below.iter().map(|place| (*place, 838_000)).chain([(100, 905_000)]);
    let one = |(place, value): (i64, i64)| {
        let at = day(number).plus(place * 5 * MINUTE);
        arrival(&device, (Interval::FiveMinutes, at), &[("a01901", value, 'N')])
    };
    record(bench, means.map(one)).await;
    work_off_due(&bench.ctx).await.unwrap();
}

/// Archetype 7 of the dossier: a furnace whose five-minute mean stands below 850 °C six times in a day. Five are spared, and six are
/// one event of that day.
#[tokio::test]
async fn a_furnace_that_was_too_cold_too_often_is_an_event_of_its_day() {
    let bench = Bench::new().await;
    let device = bench.plating_works().await;
    let tx = bench.ctx.store.write().await.unwrap();
    let limit = discharge_limit::Model {
        id: 2,
        outlet_id: device.outlet.id,
        pollutant: "a01901".into(),
        low: Some(Nano(850_000_000_000)),
        high: None,
        unit: "°C".into(),
        averaging: Averaging::FiveMinutes,
        reference_oxygen: None,
        basis: "令第10号".into(),
        source: "test".into(),
        valid_from: "2020-01-01".parse().unwrap(),
        valid_to: None,
    };
    limit.into_active_model().reset_all().insert(&tx).await.unwrap();
    tx.commit().await.unwrap();
    bench.ctx.registry().refresh(&bench.ctx.store).await.unwrap();
    bench.set_clock(day(1).plus(20 * HOUR));
    furnace(&bench, 1, &[27, 63, 111, 159, 207]).await;
    assert_eq!(events(&bench).await, [], "five are spared");
    // The sixth of the evening: at once, and it may go on.
    furnace(&bench, 1, &[230]).await;
    assert_eq!(events(&bench).await, [(1, 1, 6, 0, None, EventStatus::Open)]);
    bench.set_clock(day(1).plus(23 * HOUR));
    furnace(&bench, 1, &[270]).await;
    assert_eq!(events(&bench).await, [(1, 1, 7, 0, None, EventStatus::Open)]);
    // On the next day the count begins anew, and what comes first ends the event of the day before.
    bench.set_clock(day(2).plus(12 * HOUR));
    furnace(&bench, 2, &[1, 2, 3]).await;
    assert_eq!(events(&bench).await, [(1, 1, 7, 0, Some(EventEnd::DayOver), EventStatus::Open)]);
    assert_eq!(again(&bench.ctx, (day(0).day(), day(2).day()), None).await.unwrap(), Again { outlets: 1, changed: 0 });
    let code = testing::CREDIT_CODE.parse().unwrap();
    let place = (&code, "DW001".parse().unwrap());
    let told = furnaces(&bench.ctx, place).await.unwrap();
    let told: Vec<_> = told[0].days.iter().map(|one| (one.means, one.missed, one.spared, one.is_too_cold())).collect();
    assert_eq!(told, [(4, 3, Some(5), false), (8, 7, Some(5), true)]);
    // The headline speaks of the day before, and of no single mean.
    let device = bench.ctx.registry().device(testing::MN).unwrap();
    let now = bench.ctx.now().minus(MINUTE);
    record(&bench, [arrival(&device, (Interval::Realtime, now), &[("a01901", 905_000, 'N')])]).await;
    let said = async || {
        let page = services::public::outlet::show(&bench.ctx, place.0, place.1).await.unwrap();
        let judged: Vec<_> = page.outlet.readings.iter().flat_map(|reading| reading.judged.clone()).collect();
        let furnace = judged.into_iter().find(|one| &*one.pollutant.code == "a01901");
        furnace.map(|one| (one.verdict.is_over(), one.mean.unwrap().value.unwrap().to_string(), one.event.is_some()))
    };
    assert_eq!(said().await, Some((true, "838".to_owned(), true)));
    bench.set_clock(day(3).plus(HOUR));
    let now = bench.ctx.now().minus(MINUTE);
    record(&bench, [arrival(&device, (Interval::Realtime, now), &[("a01901", 905_000, 'N')])]).await;
    assert_eq!(said().await, None, "two days later there is nothing to say");
}

#[tokio::test]
async fn a_day_that_has_not_ended_is_looked_at_when_it_has() {
    let bench = Bench::new().await;
    let device = bench.plating_works().await;
    bench.set_clock(day(1).plus(23 * HOUR));
    days(&bench, &device, &[(1, 600)]).await;
    assert_eq!(events(&bench).await, []);
    assert_eq!(exceedance_due::Entity::find().count(bench.ctx.store.read()).await.unwrap(), 1);
    bench.set_clock(day(2).plus(MINUTE));
    assert_eq!(work_off_due(&bench.ctx).await.unwrap(), 1);
    assert_eq!(events(&bench).await.len(), 1);
}

#[tokio::test]
async fn what_comes_late_or_is_corrected_changes_the_event_and_leaves_what_was_told() {
    let bench = Bench::new().await;
    let device = bench.plating_works().await;
    bench.set_clock(day(6).plus(HOUR));
    days(&bench, &device, &[(1, 600), (2, 400), (3, 700), (4, 400)]).await;
    let two = [(1, 1, 1, 200_000, WITHIN, EventStatus::Open), (3, 3, 1, 400_000, WITHIN, EventStatus::Open)];
    assert_eq!(events(&bench).await, two);
    // The day between them is corrected upwards: it was one event all along.
    days(&bench, &device, &[(2, 550)]).await;
    let one = (1, 3, 3, 400_000, WITHIN, EventStatus::Open);
    let gone = (3, 3, 0, 400_000, WITHIN, EventStatus::Gone);
    assert_eq!(events(&bench).await, [one, gone]);
    // All of it is corrected down.
    days(&bench, &device, &[(1, 300), (2, 300), (3, 300)]).await;
    assert!(events(&bench).await.iter().all(|event| event.2 == 0 && event.5 == EventStatus::Gone));
    // And up again: the same event comes back.
    days(&bench, &device, &[(1, 650)]).await;
    assert_eq!(events(&bench).await[0], (1, 1, 1, 300_000, WITHIN, EventStatus::Open));
    assert_eq!(editions(&bench).await.iter().filter(|(at, ..)| *at == 1).count(), 3, "above, within, above");
}

#[tokio::test]
async fn an_event_of_which_nothing_comes_any_more_ends_in_silence() {
    let bench = Bench::new().await;
    let device = bench.plating_works().await;
    bench.set_clock(day(2).plus(HOUR));
    days(&bench, &device, &[(1, 600)]).await;
    bench.set_clock(day(6));
    work_off_due(&bench.ctx).await.unwrap();
    assert_eq!(events(&bench).await[0].4, None, "the last four days may still come");
    bench.set_clock(day(6).plus(HOUR));
    work_off_due(&bench.ctx).await.unwrap();
    assert_eq!(events(&bench).await[0].4, SILENCE);
    // The missing days come: it went on.
    days(&bench, &device, &[(2, 600), (3, 600), (4, 600), (5, 600)]).await;
    assert_eq!(events(&bench).await, [(1, 5, 5, 200_000, None, EventStatus::Open)]);
}

#[tokio::test]
async fn what_may_not_be_judged_makes_no_event_and_ends_none() {
    let bench = Bench::new().await;
    let device = bench.plating_works().await;
    bench.set_clock(day(5).plus(HOUR));
    days(&bench, &device, &[(1, 600)]).await;
    let faulty = arrival(&device, (Interval::Day, day(2)), &[("w20121", 100, 'D')]);
    // An hour above the limit of the day says nothing.
    let hour = arrival(&device, (Interval::Hour, day(3)), &[("w20121", 900, 'N')]);
    record(&bench, [faulty, hour]).await;
    work_off_due(&bench.ctx).await.unwrap();
    assert_eq!(events(&bench).await, [(1, 1, 1, 200_000, None, EventStatus::Open)]);
}

#[tokio::test]
async fn where_the_logger_sends_no_mean_the_portals_own_decides() {
    let bench = Bench::new().await;
    let device = bench.plating_works().await;
    let part = |n: i64| {
        let at = day(1).plus(n * 10 * MINUTE);
        arrival(&device, (Interval::Minute, at), &[("w20121", 600, 'N'), ("w00000", 10, 'N')])
    };
    bench.set_clock(day(2).plus(10 * MINUTE));
    record(&bench, (0..144).map(part)).await;
    work_out_due(&bench.ctx).await.unwrap();
    work_off_due(&bench.ctx).await.unwrap();
    assert_eq!(events(&bench).await, [(1, 1, 1, 200_000, None, EventStatus::Open)]);
    let reviewer = bench.actor(Role::Reviewer).await;
    let id = queue(&bench.ctx, &reviewer, &Filter::default()).await.unwrap().items[0].id;
    let shown = show(&bench.ctx, &reviewer, id).await.unwrap();
    let evidence = &shown.periods[0].evidence;
    assert_eq!((evidence.made_by, evidence.flag, evidence.valid), (MadeBy::Portal, None, Some((24, 24))));
    // Then it sends its own, and that is the one that counts.
    days(&bench, &device, &[(1, 450)]).await;
    assert_eq!(events(&bench).await[0].5, EventStatus::Gone);
}

#[tokio::test]
async fn nothing_that_was_sent_in_trial_makes_an_event() {
    let bench = Bench::new().await;
    let device = bench.plating_works().await;
    let row = device::ActiveModel { id: Set(device.id), public_from: Set(None), ..Default::default() };
    let tx = bench.ctx.store.write().await.unwrap();
    row.update(&tx).await.unwrap();
    tx.commit().await.unwrap();
    bench.refresh().await;
    bench.set_clock(day(2).plus(HOUR));
    days(&bench, &device, &[(1, 600)]).await;
    assert_eq!(events(&bench).await, []);
}

#[tokio::test]
async fn the_enterprise_answers_and_the_bureau_settles_once_it_has_ended() {
    let bench = Bench::new().await;
    let device = bench.plating_works().await;
    let reviewer = bench.actor(Role::Reviewer).await;
    let certifier = bench.actor(Role::Certifier).await;
    bench.set_clock(day(2).plus(HOUR));
    days(&bench, &device, &[(1, 600)]).await;
    let ctx = &bench.ctx;
    bench.drain_jobs().await;
    let told = ctx.mailer().sent();
    assert_eq!(told.len(), 1);
    assert!(told[0].body.contains("总镍") && told[0].body.contains("日均值"), "{told:?}");

    // The enterprise sees it at once and says what happened; sent twice, it is said once.
    let listed = own(ctx, &certifier).await.unwrap();
    assert_eq!(listed.len(), 1);
    let id = listed[0].id;
    let seen = show_own(ctx, &certifier, id).await.unwrap().seen;
    let form = FormKey::generate();
    for _ in 0..2 {
        answer(ctx, &certifier, (id, &seen), "还原池加药泵故障，已于当日更换。", &form).await.unwrap();
    }
    // The same form with other words was not sent, and says so.
    let changed = answer(ctx, &certifier, (id, &seen), "其实是还原剂断供。", &form).await;
    assert!(matches!(changed, Err(Error::Conflict(Conflict::SentBefore))), "{changed:?}");
    let seen = show(ctx, &reviewer, id).await.unwrap().seen;
    assert_eq!(show(ctx, &reviewer, id).await.unwrap().entries.len(), 1);

    // What goes on is not settled, but somebody may be asked.
    let sound =
        Settlement { outcome: EventOutcome::Confirmed, ground: None, reason: "数据有效，无异常标记。" };
    let refused = settle(ctx, &reviewer, (id, &seen), sound, &FormKey::generate()).await.unwrap_err();
    assert!(refused.is_about("outcome"), "{refused}");
    ask(ctx, &reviewer, (id, &seen), "请补充加药泵更换的记录。", &FormKey::generate()).await.unwrap();
    assert_eq!(counts(ctx, &reviewer).await.unwrap().asked, 1);
    let stale = answer(ctx, &certifier, (id, &Seen::sent("answered.1")), "记录已附。", &FormKey::generate()).await;
    assert!(matches!(stale, Err(Error::Conflict(Conflict::Overtaken))), "{stale:?}");

    bench.set_clock(day(3).plus(HOUR));
    days(&bench, &device, &[(2, 400)]).await;
    let seen = show(ctx, &reviewer, id).await.unwrap().seen;
    let exempt = |ground| Settlement { outcome: EventOutcome::Exempt, ground, reason: "维护期间的数据。" };
    let refused = settle(ctx, &reviewer, (id, &seen), exempt(None), &FormKey::generate()).await.unwrap_err();
    assert!(refused.is_about("ground"), "{refused}");
    settle(ctx, &reviewer, (id, &seen), exempt(Some(Ground::Maintenance)), &FormKey::generate()).await.unwrap();
    let public = published(ctx, &Ask::default()).await.unwrap();
    assert_eq!(public.items[0].said, Said::NoBasis(Some(Ground::Maintenance)));

    // What is settled stands, whatever comes after; what came after is an event of its own.
    days(&bench, &device, &[(1, 700), (2, 700)]).await;
    let all = events(&bench).await;
    assert_eq!((all[0].2, all[0].5), (1, EventStatus::Exempt));
    assert_eq!((all[1].0, all[1].2, all[1].5), (2, 1, EventStatus::Open));
}

#[tokio::test]
async fn the_enterprise_and_the_public_hear_nothing_of_an_inspection() {
    let bench = Bench::new().await;
    let device = bench.plating_works().await;
    let reviewer = bench.actor(Role::Reviewer).await;
    let certifier = bench.actor(Role::Certifier).await;
    bench.set_clock(day(2).plus(HOUR));
    days(&bench, &device, &[(1, 600)]).await;
    let ctx = &bench.ctx;
    let id = own(ctx, &certifier).await.unwrap()[0].id;
    let seen = show(ctx, &reviewer, id).await.unwrap().seen;
    let inspection = Settlement { outcome: EventOutcome::Inspection, ground: None, reason: "夜间突击检查。" };
    settle(ctx, &reviewer, (id, &seen), inspection, &FormKey::generate()).await.unwrap();
    let shown = show_own(ctx, &certifier, id).await.unwrap();
    assert_eq!((shown.row.status, shown.row.outcome, shown.entries.len()), (EventStatus::Open, None, 0));
    answer(ctx, &certifier, (id, &shown.seen), "加药泵故障，已更换。", &FormKey::generate()).await.unwrap();
    assert_eq!(own(ctx, &certifier).await.unwrap()[0].status, EventStatus::Answered);
    assert_eq!(published(ctx, &Ask::default()).await.unwrap().items[0].said, Said::Nothing);
    // It goes on meanwhile.
    bench.set_clock(day(3).plus(HOUR));
    days(&bench, &device, &[(2, 600)]).await;
    assert_eq!(events(&bench).await[0].2, 2);
}

#[tokio::test]
async fn what_marks_cover_is_no_event_until_they_are_taken_back() {
    let bench = Bench::new().await;
    let device = bench.plating_works().await;
    let certifier = bench.actor(Role::Certifier).await;
    bench.set_clock(day(2).plus(HOUR));
    days(&bench, &device, &[(0, 600), (1, 700)]).await;
    assert_eq!(events(&bench).await, [(0, 1, 2, 400_000, None, EventStatus::Open)]);
    let set = marks::set(&bench.ctx, &certifier, &maintenance(&device), &FormKey::generate()).await.unwrap();
    work_off_due(&bench.ctx).await.unwrap();
    assert_eq!(events(&bench).await, [(0, 0, 1, 200_000, None, EventStatus::Open)], "four hours are no day");
    let seen = marks::show_own(&bench.ctx, &certifier, set.id).await.unwrap().row.seen;
    marks::withdraw(&bench.ctx, &certifier, (set.id, &seen), &FormKey::generate()).await.unwrap();
    work_off_due(&bench.ctx).await.unwrap();
    assert_eq!(events(&bench).await, [(0, 1, 2, 400_000, None, EventStatus::Open)]);
}

#[tokio::test]
async fn a_stranger_finds_nothing() {
    let bench = Bench::new().await;
    let device = bench.plating_works().await;
    bench.set_clock(day(2).plus(HOUR));
    days(&bench, &device, &[(1, 600)]).await;
    let reviewer = bench.actor(Role::Reviewer).await;
    let id = queue(&bench.ctx, &reviewer, &Filter::default()).await.unwrap().items[0].id;
    let stranger = Actor { enterprise_id: Some(2), ..bench.actor(Role::Certifier).await };
    assert!(matches!(show_own(&bench.ctx, &stranger, id).await, Err(Error::NotFound)));
    assert_eq!(own(&bench.ctx, &stranger).await.unwrap(), []);
    assert!(matches!(queue(&bench.ctx, &stranger, &Filter::default()).await, Err(Error::Forbidden)));
    let seen = show(&bench.ctx, &reviewer, id).await.unwrap().seen;
    let wrong = answer(&bench.ctx, &stranger, (id, &seen), "与我无关的事。", &FormKey::generate()).await;
    assert!(matches!(wrong, Err(Error::NotFound)), "{wrong:?}");
}

#[tokio::test]
async fn what_a_correction_split_off_stays_what_it_is_when_the_other_half_is_settled() {
    let bench = Bench::new().await;
    let device = bench.plating_works().await;
    let reviewer = bench.actor(Role::Reviewer).await;
    bench.set_clock(day(5).plus(HOUR));
    days(&bench, &device, &[(1, 600), (2, 600), (3, 600), (4, 400)]).await;
    days(&bench, &device, &[(2, 400)]).await;
    let half = (3, 3, 1, 200_000, WITHIN, EventStatus::Open);
    assert_eq!(events(&bench).await, [(1, 1, 1, 200_000, WITHIN, EventStatus::Open), half]);
    settle_first(&bench, &reviewer).await;
    // Whatever comes next near them leaves both as they are, and writes nothing of one into the other.
    bench.set_clock(day(6).plus(HOUR));
    days(&bench, &device, &[(5, 300)]).await;
    assert_eq!(events(&bench).await, [(1, 1, 1, 200_000, WITHIN, EventStatus::Confirmed), half]);
    let written = editions(&bench).await;
    assert_eq!(written.iter().filter(|(at, _, over)| *at == 3 && *over).count(), 2, "once in each: {written:?}");
}

/// Finds the data of the event sound that began first.
async fn settle_first(bench: &Bench, reviewer: &Actor) {
    let rows = exceedance::Entity::find().order_by_asc(exceedance::Column::BeganAt).all(bench.ctx.store.read()).await;
    let id = rows.unwrap()[0].id;
    let seen = show(&bench.ctx, reviewer, id).await.unwrap().seen;
    let sound =
        Settlement { outcome: EventOutcome::Confirmed, ground: None, reason: "数据有效，无异常标记。" };
    settle(&bench.ctx, reviewer, (id, &seen), sound, &FormKey::generate()).await.unwrap();
}

#[tokio::test]
async fn of_two_events_that_become_one_the_one_goes_on_of_which_something_was_asked() {
    let bench = Bench::new().await;
    let device = bench.plating_works().await;
    let reviewer = bench.actor(Role::Reviewer).await;
    bench.set_clock(day(5).plus(HOUR));
    days(&bench, &device, &[(1, 600), (2, 400), (3, 700), (4, 400)]).await;
    let later = queue(&bench.ctx, &reviewer, &Filter::default()).await.unwrap().items;
    let id = later.iter().find(|row| row.began_at == day(3)).unwrap().id;
    let seen = show(&bench.ctx, &reviewer, id).await.unwrap().seen;
    ask(&bench.ctx, &reviewer, (id, &seen), "请说明当天的工况。", &FormKey::generate()).await.unwrap();
    days(&bench, &device, &[(2, 550)]).await;
    let gone = (1, 1, 0, 200_000, WITHIN, EventStatus::Gone);
    assert_eq!(events(&bench).await, [gone, (1, 3, 3, 400_000, WITHIN, EventStatus::Asked)]);
}

/// Maintenance of the analyser on the first day, long enough to leave no valid day.
fn maintenance(device: &KnownDevice) -> NewMark {
    NewMark {
        outlet: device.outlet.code,
        kind: MarkKind::Maintenance,
        pollutants: Vec::new(),
        from: day(1).plus(2 * HOUR),
        to: Some(day(1).plus(22 * HOUR)),
        treatment_runs: false,
        note: String::new(),
        reason: String::new(),
    }
}

#[tokio::test]
async fn a_question_is_not_wiped_out_by_a_mark_that_is_taken_back() {
    let bench = Bench::new().await;
    let device = bench.plating_works().await;
    let reviewer = bench.actor(Role::Reviewer).await;
    let certifier = bench.actor(Role::Certifier).await;
    bench.set_clock(day(2).plus(HOUR));
    days(&bench, &device, &[(1, 700)]).await;
    let id = own(&bench.ctx, &certifier).await.unwrap()[0].id;
    let seen = show(&bench.ctx, &reviewer, id).await.unwrap().seen;
    ask(&bench.ctx, &reviewer, (id, &seen), "请说明当天的工况。", &FormKey::generate()).await.unwrap();
    let set = marks::set(&bench.ctx, &certifier, &maintenance(&device), &FormKey::generate()).await.unwrap();
    work_off_due(&bench.ctx).await.unwrap();
    assert_eq!(events(&bench).await[0].5, EventStatus::Gone);
    let seen = marks::show_own(&bench.ctx, &certifier, set.id).await.unwrap().row.seen;
    marks::withdraw(&bench.ctx, &certifier, (set.id, &seen), &FormKey::generate()).await.unwrap();
    work_off_due(&bench.ctx).await.unwrap();
    assert_eq!(events(&bench).await[0].5, EventStatus::Asked);
    assert!(own(&bench.ctx, &certifier).await.unwrap()[0].answer_due.is_some());
}

#[tokio::test]
async fn an_inspection_cannot_be_found_out_by_a_mark_or_by_a_second_question() {
    let bench = Bench::new().await;
    let device = bench.plating_works().await;
    let reviewer = bench.actor(Role::Reviewer).await;
    let certifier = bench.actor(Role::Certifier).await;
    let ctx = &bench.ctx;
    bench.set_clock(day(2).plus(HOUR));
    days(&bench, &device, &[(1, 700)]).await;
    let id = own(ctx, &certifier).await.unwrap()[0].id;
    let question = async |words: &str| {
        let seen = show(ctx, &reviewer, id).await.unwrap().seen;
        ask(ctx, &reviewer, (id, &seen), words, &FormKey::generate()).await.unwrap();
    };
    question("请说明当天的工况。").await;
    let seen = show_own(ctx, &certifier, id).await.unwrap().seen;
    answer(ctx, &certifier, (id, &seen), "加药泵故障，已更换。", &FormKey::generate()).await.unwrap();
    question("请附更换记录。").await;
    let before = show_own(ctx, &certifier, id).await.unwrap();
    let seen = show(ctx, &reviewer, id).await.unwrap().seen;
    let inspection = Settlement { outcome: EventOutcome::Inspection, ground: None, reason: "夜间突击检查。" };
    settle(ctx, &reviewer, (id, &seen), inspection, &FormKey::generate()).await.unwrap();
    let after = show_own(ctx, &certifier, id).await.unwrap();
    assert_eq!((after.row.status, after.row.answer_due), (EventStatus::Asked, before.row.answer_due));
    assert_eq!(after.seen, before.seen);
    // A mark over all of it makes it look as any other would.
    marks::set(ctx, &certifier, &maintenance(&device), &FormKey::generate()).await.unwrap();
    work_off_due(ctx).await.unwrap();
    assert_eq!(published(ctx, &Ask::default()).await.unwrap().items[0].said, Said::NotCounted);
    let shown = show_own(ctx, &certifier, id).await.unwrap();
    assert_eq!((shown.row.status, shown.is_open), (EventStatus::Gone, false));
    let late = answer(ctx, &certifier, (id, &shown.seen), "记录已附上。", &FormKey::generate()).await;
    assert!(matches!(late, Err(Error::Conflict(Conflict::NotReady(_)))), "{late:?}");
    assert_eq!(show(ctx, &reviewer, id).await.unwrap().row.status, EventStatus::Inspected, "the bureau keeps it");
}

#[tokio::test]
async fn nobody_settles_figures_that_are_being_worked_out_or_that_the_page_did_not_show() {
    let bench = Bench::new().await;
    let device = bench.plating_works().await;
    let reviewer = bench.actor(Role::Reviewer).await;
    let ctx = &bench.ctx;
    bench.set_clock(day(3).plus(HOUR));
    days(&bench, &device, &[(1, 600), (2, 400)]).await;
    let id = queue(ctx, &reviewer, &Filter::default()).await.unwrap().items[0].id;
    let seen = show(ctx, &reviewer, id).await.unwrap().seen;
    let sound =
        Settlement { outcome: EventOutcome::Confirmed, ground: None, reason: "数据有效，无异常标记。" };
    let settled = async |seen: &Seen| settle(ctx, &reviewer, (id, seen), sound, &FormKey::generate()).await;
    record(&bench, [arrival(&device, (Interval::Day, day(1)), &[("w20121", 9_000, 'N')])]).await;
    let early = settled(&seen).await;
    assert!(matches!(early, Err(Error::Conflict(Conflict::WorkedOut))), "{early:?}");
    work_off_due(ctx).await.unwrap();
    let stale = settled(&seen).await;
    assert!(
        matches!(stale, Err(Error::Conflict(Conflict::Overtaken))),
        "one period as before, of another figure: {stale:?}"
    );
    let seen = show(ctx, &reviewer, id).await.unwrap().seen;
    settled(&seen).await.unwrap();
}

#[tokio::test]
async fn a_value_that_swings_about_its_limit_is_one_mail_a_day() {
    let bench = Bench::new().await;
    let device = bench.plating_works().await;
    bench.actor(Role::Certifier).await;
    bench.set_clock(day(6).plus(HOUR));
    days(&bench, &device, &[(3, 600), (4, 400), (5, 600)]).await;
    bench.drain_jobs().await;
    assert_eq!((events(&bench).await.len(), bench.ctx.mailer().sent().len()), (2, 1));
    bench.set_clock(day(8).plus(HOUR));
    days(&bench, &device, &[(6, 400), (7, 600)]).await;
    bench.drain_jobs().await;
    assert_eq!((events(&bench).await.len(), bench.ctx.mailer().sent().len()), (3, 2));
}

#[tokio::test]
async fn an_outlet_that_cannot_be_read_keeps_no_other_one_waiting_however_much_is_due_of_it() {
    let bench = Bench::new().await;
    let device = bench.plating_works().await;
    bench.set_clock(day(3).plus(HOUR));
    days(&bench, &device, &[(1, 600)]).await;
    let tx = bench.ctx.store.write().await.unwrap();
    let event = exceedance::Entity::find().one(&tx).await.unwrap().unwrap();
    let spoilt = exceedance_period::ActiveModel {
        exceedance_id: Set(event.id),
        at: Set(day(1)),
        edition: Set(2),
        is_over: Set(true),
        evidence: Set("{".to_owned()),
        recorded_at: Set(day(2)),
    };
    exceedance_period::Entity::insert(spoilt).exec_without_returning(&tx).await.unwrap();
    let due = |outlet_id, at| exceedance_due::ActiveModel {
        outlet_id: Set(outlet_id),
        interval: Set(Interval::Day),
        at: Set(at),
        touched: Set(1),
    };
    let much = (0..600).map(|n| due(1, day(-n))).chain([due(1, day(1)), due(77, day(2))]);
    exceedance_due::Entity::insert_many(much).exec_without_returning(&tx).await.unwrap();
    tx.commit().await.unwrap();
    work_off_due(&bench.ctx).await.unwrap_err();
    let left = exceedance_due::Entity::find().all(bench.ctx.store.read()).await.unwrap();
    assert!(left.iter().all(|row| row.outlet_id == 1) && !left.is_empty());
}
