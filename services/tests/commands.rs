//! Commands for loggers: asked, sent, answered or not, and what the portal asks by itself.

use std::{collections::BTreeMap, sync::Arc};

use bytes::Bytes;
use domain::{
    access::{Action, Role, may},
    command::{AskedBy, CommandEvent, CommandKind, CommandState},
    fixed::Nano,
    measurement::{DataFlag, Interval},
    time::{HOUR, MINUTE, SECOND, Stamp},
};
use entities::{device, device_asking, device_command, device_command_step, measurement, outlet};
use hj212::{Edition, Packet, Qn, Station, SystemType};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, IntoActiveModel, QueryOrder};
use services::{
    Conflict, Ctx, Error, FormKey,
    accounts::Actor,
    commands::{
        CommandRow, Desk, Line, Linked, NewCommand, Told, What, allow, ask, forbid, list, look_for_gaps, turn, withdraw,
    },
    devices,
    public::Paging,
};
use testing::{Bench, MN, PASSWORD};
use tokio::sync::mpsc;

/// A works with its logger, and the administrator.
async fn works() -> (Bench, Actor) {
    let bench = Bench::new().await;
    bench.plating_works().await;
    let admin = bench.actor(Role::Admin).await;
    (bench, admin)
}

fn wanted(kind: CommandKind) -> NewCommand {
    let reason = "核对现场时钟".to_owned();
    NewCommand { kind, pol_id: String::new(), from: None, to: None, over_time: 10, re_count: 3, reason }
}

fn at(text: &str) -> Stamp {
    Stamp::parse(&format!("2026-11-{text}:00+08:00")).unwrap()
}

/// A connection of a logger: what arrives at its end.
struct Wire {
    received: mpsc::Receiver<Bytes>,
    _linked: Linked,
}

impl Wire {
    fn of(ctx: &Ctx, device_id: i64) -> Self {
        let station = Station::new(SystemType::WaterSource, PASSWORD, MN, Edition::E2017);
        let (send, received) = mpsc::channel(64);
        let line = Line { station, algorithm: hj212::crc::Algorithm::Standard, send };
        Self { received, _linked: Desk::link(ctx, device_id, line) }
    }

    /// The packets that arrived since the last time.
    fn packets(&mut self) -> Vec<Packet> {
        let frames = std::iter::from_fn(|| self.received.try_recv().ok());
        frames.map(|frame| hj212::examine(frame).packet.unwrap()).collect()
    }
}

/// The logger answers, and the portal takes note.
async fn answer(ctx: &Ctx, qn: Option<Qn>, event: CommandEvent, detail: &str) {
    let what = What::Answer { qn: qn.unwrap(), event, detail: detail.to_owned() };
    ctx.commands().tell(Told { device_id: 1, at: ctx.now(), frame_id: Some(77), what });
    turn(ctx).await.unwrap();
}

/// The commands of the logger, oldest first.
async fn commands(bench: &Bench, admin: &Actor) -> Vec<CommandRow> {
    let mut found = list(&bench.ctx, admin, MN, Paging::default()).await.unwrap().commands.items;
    found.reverse();
    found
}

async fn states(bench: &Bench, admin: &Actor) -> Vec<CommandState> {
    commands(bench, admin).await.into_iter().map(|row| row.state).collect()
}

#[tokio::test]
async fn every_role_at_every_use_case() {
    let (bench, _) = works().await;
    let ctx = &bench.ctx;
    let before = bench.audit().await.len();
    for &role in Role::ALL.iter().filter(|role| ![Role::Public, Role::Admin].contains(role)) {
        let actor = bench.actor(role).await;
        let forbidden = |answer: Option<Error>| matches!(answer, Some(Error::Forbidden));
        let reads = forbidden(list(ctx, &actor, MN, Paging::default()).await.err());
        assert_eq!(reads, !may(role, Action::ReadDevices), "{role} reads");
        let form = FormKey::generate();
        let does = [
            forbidden(ask(ctx, &actor, MN, &wanted(CommandKind::ReadClock), &form).await.err()),
            forbidden(withdraw(ctx, &actor, (MN, 1), &form).await.err()),
            forbidden(allow(ctx, &actor, MN, "升级完成", &form).await.err()),
            forbidden(forbid(ctx, &actor, MN, "老旧设备", &form).await.err()),
        ];
        assert_eq!(does, [!may(role, Action::CommandDevices); 4], "{role} asks");
    }
    assert_eq!(bench.audit().await.len(), before, "nothing was changed");
    assert!(device_command::Entity::find().all(ctx.store.read()).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_command_goes_out_is_taken_on_and_carried_out() {
    let (bench, admin) = works().await;
    let ctx = &bench.ctx;
    let form = FormKey::generate();
    let id = ask(ctx, &admin, MN, &wanted(CommandKind::ReadClock), &form).await.unwrap();
    assert_eq!(ask(ctx, &admin, MN, &wanted(CommandKind::ReadClock), &form).await.unwrap(), id, "a double click");
    let other = NewCommand { reason: "别的理由".to_owned(), ..wanted(CommandKind::ReadClock) };
    let clash = ask(ctx, &admin, MN, &other, &form).await;
    assert!(matches!(clash, Err(Error::Conflict(Conflict::SentBefore))), "{clash:?}");
    turn(ctx).await.unwrap();
    assert_eq!(states(&bench, &admin).await, [CommandState::Queued], "there is no connection");
    let mut wire = Wire::of(ctx, 1);
    turn(ctx).await.unwrap();
    turn(ctx).await.unwrap();
    let [request] = &wire.packets()[..] else { panic!("sent once") };
    assert_eq!(request.to_string(), format!("QN=20261122143500000;ST=32;CN=1011;PW={PASSWORD};MN={MN};Flag=5;CP=&&&&"));
    assert!(ctx.commands().expects(1, request.qn.unwrap()) && !ctx.commands().expects(2, request.qn.unwrap()));
    bench.advance(2 * SECOND);
    answer(ctx, request.qn, CommandEvent::Taken(1), "").await;
    answer(ctx, request.qn, CommandEvent::Data, "SystemTime=20261122143459").await;
    assert_eq!(states(&bench, &admin).await, [CommandState::Accepted]);
    for _ in 0..2 {
        answer(ctx, request.qn, CommandEvent::Ended(1), "").await;
    }
    let row = commands(&bench, &admin).await.remove(0);
    assert_eq!((row.state, row.taken, row.ended, row.packets), (CommandState::Done, Some(1), Some(1), 1));
    let steps: Vec<_> = row.steps.iter().map(|step| (step.step.as_str(), step.detail.as_str(), step.late)).collect();
    let want = [("sent", "", false), ("accepted", "", false), ("data", "SystemTime=20261122143459", false)];
    assert_eq!(steps[..3], want);
    assert_eq!(steps[3..], [("done", "", false)], "answered twice: noted once");
    assert_eq!(
        (row.asked_by, row.person.as_deref(), row.reason.as_str()),
        (AskedBy::Person, Some("admin 甲"), "核对现场时钟")
    );
    assert!(!ctx.commands().expects(1, request.qn.unwrap()));
    assert_eq!(bench.audit().await, ["command-device admin device/1"]);
    let frames = device_command_step::Entity::find().order_by_asc(device_command_step::Column::Id);
    let frames: Vec<_> = frames.all(ctx.store.read()).await.unwrap().into_iter().map(|step| step.frame_id).collect();
    assert_eq!(frames, [None, Some(77), Some(77), Some(77)], "each answer leads to its frame");
}

#[tokio::test]
async fn a_command_that_is_never_answered_is_sent_four_times_and_what_comes_late_counts() {
    let (bench, admin) = works().await;
    let ctx = &bench.ctx;
    let mut wire = Wire::of(ctx, 1);
    let clock = NewCommand { over_time: 5, re_count: 3, ..wanted(CommandKind::SetClock) };
    ask(ctx, &admin, MN, &clock, &FormKey::generate()).await.unwrap();
    ask(ctx, &admin, MN, &wanted(CommandKind::ReadClock), &FormKey::generate()).await.unwrap();
    for _ in 0..19 {
        turn(ctx).await.unwrap();
        bench.advance(SECOND);
    }
    let sent = wire.packets();
    let clocks: Vec<_> = sent.iter().map(|packet| packet.cp.get("SystemTime").unwrap()).collect();
    assert_eq!(clocks, ["20261122143500", "20261122143505", "20261122143510", "20261122143515"], "one at a time");
    assert!(sent.iter().all(|packet| packet.qn == sent[0].qn), "the same request, the same number");
    bench.advance(SECOND);
    turn(ctx).await.unwrap();
    assert_eq!(states(&bench, &admin).await, [CommandState::Unanswered, CommandState::Sent], "the next one's turn");
    let [next] = &wire.packets()[..] else { panic!("the next one") };
    assert!(next.qn > sent[0].qn);
    bench.advance(SECOND);
    answer(ctx, sent[0].qn, CommandEvent::Taken(1), "").await;
    answer(ctx, sent[0].qn, CommandEvent::Ended(3), "").await;
    let row = commands(&bench, &admin).await.remove(0);
    assert_eq!((row.state, row.taken, row.ended), (CommandState::Unanswered, Some(1), Some(3)));
    assert!(row.steps.iter().rev().take(2).all(|step| step.late), "{:?}", row.steps);
}

#[tokio::test]
async fn an_answer_after_a_restart_is_matched_by_its_number() {
    let (bench, admin) = works().await;
    let mut wire = Wire::of(&bench.ctx, 1);
    ask(&bench.ctx, &admin, MN, &wanted(CommandKind::ReadClock), &FormKey::generate()).await.unwrap();
    turn(&bench.ctx).await.unwrap();
    let request = wire.packets().remove(0);
    drop(wire);
    bench.advance(3 * SECOND);
    // Another process: nothing in memory.
    let now = bench.ctx.now();
    let after = Ctx::at(bench.ctx.store.clone(), Arc::new(move || now));
    after.registry().refresh(&after.store).await.unwrap();
    turn(&after).await.unwrap();
    assert!(after.commands().expects(1, request.qn.unwrap()), "it is waited for again");
    answer(&after, request.qn, CommandEvent::Taken(1), "").await;
    answer(&after, request.qn, CommandEvent::Ended(1), "").await;
    assert_eq!(states(&bench, &admin).await, [CommandState::Done]);
    // Numbers go on, though the clock was set back meanwhile.
    bench.advance(-HOUR);
    let mut wire = Wire::of(&bench.ctx, 1);
    ask(&bench.ctx, &admin, MN, &wanted(CommandKind::ReadClock), &FormKey::generate()).await.unwrap();
    turn(&bench.ctx).await.unwrap();
    assert_eq!(wire.packets()[0].qn, Some(request.qn.unwrap().next()));
}

#[tokio::test]
async fn what_is_taken_back_or_too_late_is_not_sent() {
    let (bench, admin) = works().await;
    let ctx = &bench.ctx;
    let sample = NewCommand { pol_id: "w20121".to_owned(), ..wanted(CommandKind::SampleNow) };
    let first = ask(ctx, &admin, MN, &sample, &FormKey::generate()).await.unwrap();
    let form = FormKey::generate();
    for _ in 0..2 {
        withdraw(ctx, &admin, (MN, first), &form).await.unwrap();
    }
    let again = withdraw(ctx, &admin, (MN, first), &FormKey::generate()).await;
    assert!(matches!(again, Err(Error::Conflict(_))), "{again:?}");
    assert!(matches!(withdraw(ctx, &admin, (MN, 99), &FormKey::generate()).await, Err(Error::NotFound)));
    ask(ctx, &admin, MN, &sample, &FormKey::generate()).await.unwrap();
    bench.advance(30 * MINUTE);
    let mut wire = Wire::of(ctx, 1);
    turn(ctx).await.unwrap();
    assert!(wire.packets().is_empty(), "a sample that was wanted half an hour ago");
    assert_eq!(states(&bench, &admin).await, [CommandState::Withdrawn, CommandState::Expired]);
    // A logger that is disabled is asked nothing.
    let third = ask(ctx, &admin, MN, &sample, &FormKey::generate()).await.unwrap();
    devices::disable(ctx, &admin, MN, "送检", &FormKey::generate()).await.unwrap();
    turn(ctx).await.unwrap();
    assert!(wire.packets().is_empty());
    let refused = ask(ctx, &admin, MN, &sample, &FormKey::generate()).await;
    assert!(matches!(refused, Err(Error::Conflict(Conflict::NotReady(_)))), "{refused:?}");
    devices::enable(ctx, &admin, MN, "检定完成", &FormKey::generate()).await.unwrap();
    turn(ctx).await.unwrap();
    assert_eq!(wire.packets()[0].cp.as_str(), "PolId=w20121");
    assert_eq!(commands(&bench, &admin).await[2].id, third);
}

#[tokio::test]
async fn what_cannot_be_asked() {
    let (bench, admin) = works().await;
    let ctx = &bench.ctx;
    let stretch = |kind, from: &str, to: &str| NewCommand { from: Some(at(from)), to: Some(at(to)), ..wanted(kind) };
    for (command, field) in [
        (NewCommand { reason: " ".to_owned(), ..wanted(CommandKind::ReadClock) }, "reason"),
        (wanted(CommandKind::Calibrate), "analyser"),
        (NewCommand { pol_id: "a21002".to_owned(), ..wanted(CommandKind::Calibrate) }, "analyser"),
        (NewCommand { pol_id: "w20121".to_owned(), ..stretch(CommandKind::Hours, "22T08:00", "22T09:00") }, "analyser"),
        (wanted(CommandKind::Hours), "from"),
        (stretch(CommandKind::Hours, "22T09:00", "22T08:00"), "to"),
        (stretch(CommandKind::Hours, "22T08:00", "22T14:00"), "to"),
        (stretch(CommandKind::Hours, "10T08:00", "13T08:00"), "to"),
    ] {
        let refused = ask(ctx, &admin, MN, &command, &FormKey::generate()).await;
        assert!(matches!(refused, Err(ref error) if error.is_about(field)), "{command:?}: {refused:?}");
    }
    let hours = stretch(CommandKind::Hours, "22T08:20", "22T13:59");
    ask(ctx, &admin, MN, &hours, &FormKey::generate()).await.unwrap();
    let mut wire = Wire::of(ctx, 1);
    turn(ctx).await.unwrap();
    assert_eq!(wire.packets()[0].cp.as_str(), "BeginTime=20261122080000;EndTime=20261122130000");
    for _ in 0..19 {
        ask(ctx, &admin, MN, &wanted(CommandKind::ReadClock), &FormKey::generate()).await.unwrap();
    }
    let flood = ask(ctx, &admin, MN, &wanted(CommandKind::ReadClock), &FormKey::generate()).await;
    assert!(matches!(flood, Err(Error::Conflict(Conflict::NotReady(_)))), "{flood:?}");
}

#[tokio::test]
async fn a_logger_that_asks_for_the_time_gets_it_once_an_hour() {
    let (bench, admin) = works().await;
    let ctx = &bench.ctx;
    let mut wire = Wire::of(ctx, 1);
    let wants = |pol_id: &str| {
        let what = What::ClockWanted { pol_id: pol_id.to_owned() };
        ctx.commands().tell(Told { device_id: 1, at: ctx.now(), frame_id: None, what });
    };
    for _ in 0..3 {
        wants("w20121");
        turn(ctx).await.unwrap();
    }
    let [set] = &wire.packets()[..] else { panic!("once") };
    assert_eq!(set.cp.as_str(), "PolId=w20121;SystemTime=20261122143500");
    answer(ctx, set.qn, CommandEvent::Ended(1), "").await;
    bench.advance(HOUR - SECOND);
    wants("w20121");
    wants("");
    turn(ctx).await.unwrap();
    assert_eq!(wire.packets()[0].cp.as_str(), "SystemTime=20261122153459", "another clock, the logger's own");
    bench.advance(SECOND);
    wants("w20121");
    turn(ctx).await.unwrap();
    let by: Vec<_> = commands(&bench, &admin).await.iter().map(|row| row.asked_by).collect();
    assert_eq!(by, [AskedBy::ClockRequest; 3]);
}

#[tokio::test]
async fn a_clock_that_is_off_is_set_where_the_portal_may() {
    let (bench, admin) = works().await;
    let ctx = &bench.ctx;
    let desk = ctx.commands();
    let mut wire = Wire::of(ctx, 1);
    let off = |times: u32| (0..times).for_each(|_| desk.clock_is_off(1, ctx.now(), -95 * SECOND));
    off(3);
    turn(ctx).await.unwrap();
    assert!(wire.packets().is_empty(), "an old logger is left alone");
    bench.advance(10 * MINUTE);
    desk.clock_is_right(1);
    allow(ctx, &admin, MN, "新设备", &FormKey::generate()).await.unwrap();
    off(2);
    desk.clock_is_right(1);
    off(2);
    turn(ctx).await.unwrap();
    assert!(wire.packets().is_empty(), "packets may be late: it takes three in a row");
    off(1);
    turn(ctx).await.unwrap();
    assert_eq!(wire.packets().len(), 1);
    let row = commands(&bench, &admin).await.remove(0);
    assert_eq!((row.asked_by, row.reason.as_str(), row.person), (AskedBy::ClockDrift, "-95", None));
    off(30);
    turn(ctx).await.unwrap();
    assert_eq!(commands(&bench, &admin).await.len(), 1, "not again within the hour");
    let twice = allow(ctx, &admin, MN, "新设备", &FormKey::generate()).await;
    assert!(matches!(twice, Err(Error::Conflict(_))), "{twice:?}");
    forbid(ctx, &admin, MN, "老旧设备", &FormKey::generate()).await.unwrap();
    assert!(!list(ctx, &admin, MN, Paging::default()).await.unwrap().allowed);
    assert_eq!(bench.audit().await, ["allow-commands admin device/1", "forbid-commands admin device/1"]);
}

/// Hours of an outlet that came from its logger.
async fn hours(bench: &Bench, outlet_id: i64, hours: impl IntoIterator<Item = Stamp>) {
    let tx = bench.ctx.store.write().await.unwrap();
    for at in hours {
        let row = measurement::Model {
            outlet_id,
            interval: Interval::Hour,
            at,
            pollutant: "w20121".into(),
            revision: 0,
            value: Some(Nano(100_000_000)),
            measured: None,
            converted: false,
            low: None,
            high: None,
            amount: None,
            flag: DataFlag::NORMAL,
            resent: false,
            received_at: at.plus(HOUR),
            frame_id: 1,
        };
        row.into_active_model().insert(&tx).await.unwrap();
    }
    tx.commit().await.unwrap();
}

async fn may_ask(bench: &Bench, device_id: i64) {
    let tx = bench.ctx.store.write().await.unwrap();
    let row = device_asking::ActiveModel { device_id: Set(device_id), since: Set(Stamp(0)), account_id: Set(None) };
    row.insert(&tx).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn a_gap_is_asked_for_once_and_what_is_not_there_never_again() {
    let (bench, admin) = works().await;
    let ctx = &bench.ctx;
    // Heard from 20 November until 21 November 03:00, and again.
    hours(&bench, 1, (0..27).map(|hour| at("20T00:00").plus(hour * HOUR))).await;
    let mut wire = Wire::of(ctx, 1);
    assert_eq!(look_for_gaps(ctx).await.unwrap(), 0, "it has only just come back");
    bench.advance(35 * MINUTE);
    assert_eq!(look_for_gaps(ctx).await.unwrap(), 0, "nobody has allowed it");
    may_ask(&bench, 1).await;
    bench.advance(HOUR);
    assert_eq!(look_for_gaps(ctx).await.unwrap(), 1);
    turn(ctx).await.unwrap();
    let [request] = &wire.packets()[..] else { panic!("one request for one gap") };
    // It is 16:10: the hour of 15:00 has ended ten minutes ago, and may still come by itself.
    assert_eq!(request.cp.as_str(), "BeginTime=20261121030000;EndTime=20261122140000");
    let row = commands(&bench, &admin).await.remove(0);
    assert_eq!((row.asked_by, row.kind), (AskedBy::Gap, CommandKind::Hours));
    bench.advance(10 * MINUTE);
    assert_eq!(look_for_gaps(ctx).await.unwrap(), 1, "it is still busy with it");
    assert_eq!(commands(&bench, &admin).await.len(), 1);
    // Half of it comes, of the rest there is nothing.
    answer(ctx, request.qn, CommandEvent::Taken(1), "").await;
    hours(&bench, 1, (0..10).map(|hour| at("21T03:00").plus(hour * HOUR))).await;
    answer(ctx, request.qn, CommandEvent::Ended(100), "").await;
    bench.advance(3 * HOUR);
    look_for_gaps(ctx).await.unwrap();
    let asked = commands(&bench, &admin).await;
    let stretches: Vec<_> = asked.iter().filter_map(|row| row.stretch).collect();
    assert_eq!(stretches[1..], [(at("22T15:00"), at("22T17:00"))], "only what is missing since");
}

#[tokio::test]
async fn an_unanswered_gap_is_asked_for_three_times() {
    let (bench, admin) = works().await;
    let ctx = &bench.ctx;
    may_ask(&bench, 1).await;
    hours(&bench, 1, [at("22T06:00"), at("22T08:00")]).await;
    // Later hours keep coming.
    hours(&bench, 1, (9..60).map(|hour| at("22T00:00").plus(hour * HOUR))).await;
    let _wire = Wire::of(ctx, 1);
    bench.advance(35 * MINUTE);
    for _ in 0..40 {
        look_for_gaps(ctx).await.unwrap();
        for _ in 0..6 {
            turn(ctx).await.unwrap();
            bench.advance(10 * SECOND);
        }
        bench.advance(HOUR);
    }
    let asked = commands(&bench, &admin).await;
    assert_eq!(asked.len(), 3, "{asked:?}");
    assert!(asked.iter().all(|row| row.state == CommandState::Unanswered));
    assert!(asked.windows(2).all(|pair| pair[1].asked_at.since(pair[0].asked_at) >= 6 * HOUR));
}

/// A returning city is no flood: so many loggers at a time work on back-fills.
#[tokio::test]
async fn a_city_that_returns_is_asked_a_few_at_a_time() {
    let (bench, _) = works().await;
    let ctx = &bench.ctx;
    let tx = ctx.store.write().await.unwrap();
    let (first_outlet, first) = (
        outlet::Entity::find_by_id(1).one(&tx).await.unwrap().unwrap(),
        device::Entity::find_by_id(1).one(&tx).await.unwrap().unwrap(),
    );
    for id in 2..=20 {
        let code = format!("DW{id:03}").parse().unwrap();
        outlet::Model { id, code, ..first_outlet.clone() }.into_active_model().insert(&tx).await.unwrap();
        let mn = format!("{id:024}");
        device::Model { id, outlet_id: id, mn, ..first.clone() }.into_active_model().insert(&tx).await.unwrap();
    }
    tx.commit().await.unwrap();
    bench.refresh().await;
    let mut wires = BTreeMap::new();
    for id in 1..=20 {
        may_ask(&bench, id).await;
        hours(&bench, id, [at("22T06:00"), at("22T13:00")]).await;
        wires.insert(id, Wire::of(ctx, id));
    }
    let mut looked = 0;
    for _ in 0..7 {
        bench.advance(5 * MINUTE);
        looked += look_for_gaps(ctx).await.unwrap();
    }
    assert!(looked >= 15, "{looked} loggers have something missing");
    turn(ctx).await.unwrap();
    turn(ctx).await.unwrap();
    let asked = wires.iter_mut().filter_map(|(id, wire)| (!wire.packets().is_empty()).then_some(*id));
    let sent: Vec<i64> = asked.collect();
    assert_eq!(sent.len(), 8, "{sent:?}");
    // Where one is done the next one begins.
    let row = device_command::Entity::find().all(ctx.store.read()).await.unwrap();
    let row = row.into_iter().find(|row| row.device_id == sent[0]).unwrap();
    let what =
        What::Answer { qn: row.qn.unwrap().parse().unwrap(), event: CommandEvent::Ended(1), detail: String::new() };
    ctx.commands().tell(Told { device_id: sent[0], at: ctx.now(), frame_id: None, what });
    turn(ctx).await.unwrap();
    assert_eq!(wires.values_mut().map(|wire| wire.packets().len()).sum::<usize>(), 1);
}
