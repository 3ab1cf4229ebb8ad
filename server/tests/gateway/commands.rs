//! Commands on a real socket, obeyed or not by a logger in another language.

use std::{process::Stdio, time::Instant};

use domain::{
    access::Role,
    command::{CommandKind, CommandState},
    measurement::Interval,
    time::Stamp,
};
use entities::measurement;
use hj212::{Command as Cn, Qn, content::Content};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use server::gateway::Limits;
use services::{
    FormKey,
    accounts::Actor,
    commands::{CommandRow, NewCommand, ask, list},
    public::Paging,
};
use testing::MN;
use tokio::{
    io::{AsyncBufReadExt, BufReader, Lines},
    process::{Child, ChildStdout, Command},
    time::timeout,
};

use super::support::{Gateway, TIMEOUT, nickel, start, station};

/// The logger in Python; none where this machine has no Python.
struct Foreign {
    _child: Child,
    asked: Lines<BufReader<ChildStdout>>,
}

impl Foreign {
    fn start(gateway: &Gateway, habit: &str) -> Option<Self> {
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/gateway/logger.py");
        let qn = Qn::from(gateway.bench.ctx.now().beijing()).to_string();
        let child = Command::new("python3")
            .args([script, "127.0.0.1", &gateway.address.port().to_string(), &qn, habit])
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn();
        let Ok(mut child) = child else {
            eprintln!("there is no python3: the logger in another language was left out");
            return None;
        };
        let asked = BufReader::new(child.stdout.take().unwrap()).lines();
        Some(Self { _child: child, asked })
    }

    /// The next thing that it was asked: CN, QN, CP.
    async fn next(&mut self) -> String {
        timeout(TIMEOUT, self.asked.next_line()).await.expect("it is asked nothing").unwrap().unwrap()
    }
}

fn wanted(kind: CommandKind) -> NewCommand {
    let (pol_id, reason) = (String::new(), "测试".to_owned());
    NewCommand { kind, pol_id, from: None, to: None, over_time: 10, re_count: 3, reason }
}

fn at(text: &str) -> Stamp {
    Stamp::parse(&format!("2026-11-{text}:00+08:00")).unwrap()
}

async fn put(gateway: &Gateway, admin: &Actor, command: &NewCommand) {
    ask(&gateway.bench.ctx, admin, MN, command, &FormKey::generate()).await.unwrap();
}

/// The only command, once it stands so.
async fn until(gateway: &Gateway, admin: &Actor, state: CommandState) -> CommandRow {
    until_all(gateway, admin, |rows| rows[0].state == state).await.remove(0)
}

async fn until_all(gateway: &Gateway, admin: &Actor, is: impl Fn(&[CommandRow]) -> bool) -> Vec<CommandRow> {
    let begun = Instant::now();
    loop {
        let rows = list(&gateway.bench.ctx, admin, MN, Paging::default()).await.unwrap().commands.items;
        if is(&rows) {
            return rows;
        }
        assert!(begun.elapsed() < TIMEOUT, "{rows:?}");
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
}

#[tokio::test]
async fn a_logger_in_another_language_does_what_it_is_asked() {
    let gateway = Gateway::start(Limits::default()).await;
    let admin = gateway.bench.actor(Role::Admin).await;
    let Some(mut logger) = Foreign::start(&gateway, "obeys") else { return };
    let hours = NewCommand { from: Some(at("22T08:00")), to: Some(at("22T10:00")), ..wanted(CommandKind::Hours) };
    let sample = NewCommand { pol_id: "w20121".to_owned(), ..wanted(CommandKind::SampleNow) };
    for command in [wanted(CommandKind::ReadClock), wanted(CommandKind::SetClock), hours, sample] {
        put(&gateway, &admin, &command).await;
    }
    let timeouts = NewCommand { over_time: 5, ..wanted(CommandKind::SetTimeouts) };
    put(&gateway, &admin, &timeouts).await;
    let rows = until_all(&gateway, &admin, |rows| rows.iter().all(|row| row.state == CommandState::Done)).await;
    assert!(rows.iter().all(|row| row.attempts == 1 && row.taken == Some(1) && row.ended == Some(1)), "{rows:?}");
    let asked =
        [logger.next().await, logger.next().await, logger.next().await, logger.next().await, logger.next().await];
    assert_eq!(
        asked,
        [
            "1011 20261122143500000 ",
            "1012 20261122143500001 SystemTime=20261122143500",
            "2061 20261122143500002 BeginTime=20261122080000;EndTime=20261122100000",
            "3012 20261122143500003 PolId=w20121",
            "1000 20261122143500004 OverTime=5;ReCount=3",
        ]
    );
    let backfill = rows.iter().find(|row| row.kind == CommandKind::Hours).unwrap();
    assert_eq!(backfill.packets, 3);
    let stored = measurement::Entity::find().filter(measurement::Column::Interval.eq(Interval::Hour));
    assert_eq!(stored.count(gateway.bench.ctx.store.read()).await.unwrap(), 3, "they went the way of all data");
    let clock = rows.iter().find(|row| row.kind == CommandKind::ReadClock).unwrap();
    assert!(clock.steps.iter().any(|step| step.detail == "SystemTime=20261122143500"), "{clock:?}");
    let file = services::devices::show(&gateway.bench.ctx, &admin, MN).await.unwrap();
    assert_eq!(file.notices, [], "nothing of it is odd");
    drop(logger);
    gateway.stop().await;
}

#[tokio::test]
async fn a_logger_that_never_answers_is_given_up() {
    let gateway = Gateway::start(Limits::default()).await;
    let admin = gateway.bench.actor(Role::Admin).await;
    let Some(mut logger) = Foreign::start(&gateway, "silent") else { return };
    put(&gateway, &admin, &NewCommand { over_time: 1, re_count: 2, ..wanted(CommandKind::ReadClock) }).await;
    let mut asked = Vec::new();
    for _ in 0..3 {
        asked.push(logger.next().await);
        gateway.bench.advance(1_000);
    }
    assert!(asked.iter().all(|line| *line == asked[0]), "the same request each time: {asked:?}");
    let row = until(&gateway, &admin, CommandState::Unanswered).await;
    assert_eq!((row.attempts, row.taken, row.ended), (3, None, None));
    drop(logger);
    gateway.stop().await;
}

#[tokio::test]
async fn what_is_answered_twice_is_noted_once() {
    let gateway = Gateway::start(Limits::default()).await;
    let admin = gateway.bench.actor(Role::Admin).await;
    let Some(logger) = Foreign::start(&gateway, "twice") else { return };
    put(&gateway, &admin, &wanted(CommandKind::SetClock)).await;
    put(&gateway, &admin, &wanted(CommandKind::ReadClock)).await;
    let rows = until_all(&gateway, &admin, |rows| rows.iter().all(|row| row.state == CommandState::Done)).await;
    // The second 9012 of the first was on its way when the second was asked.
    let steps = |row: &CommandRow| row.steps.iter().map(|step| step.step.as_str()).collect::<Vec<_>>();
    assert_eq!(steps(&rows[1]), ["sent", "accepted", "done"]);
    assert_eq!(steps(&rows[0]), ["sent", "accepted", "data", "done"]);
    drop(logger);
    gateway.stop().await;
}

#[tokio::test]
async fn an_answer_over_a_new_connection_is_matched() {
    let gateway = Gateway::start(Limits::default()).await;
    let admin = gateway.bench.actor(Role::Admin).await;
    let Some(logger) = Foreign::start(&gateway, "late") else { return };
    put(&gateway, &admin, &wanted(CommandKind::ReadClock)).await;
    let row = until(&gateway, &admin, CommandState::Done).await;
    assert_eq!((row.attempts, row.taken), (1, Some(1)));
    drop(logger);
    gateway.stop().await;
}

/// Commands wait for nobody's frames, and frames for no command: both go over the line as they come.
#[tokio::test]
async fn answers_go_on_while_a_logger_is_asked() {
    let gateway = Gateway::start(Limits::default()).await;
    let admin = gateway.bench.actor(Role::Admin).await;
    let mut logger = gateway.connect().await;
    logger.send_packet(&nickel(&station(), 0, "0.1")).await;
    assert_eq!(logger.receive().await.unwrap().cn, Cn::DataAnswer);
    put(&gateway, &admin, &wanted(CommandKind::SetClock)).await;
    let request = logger.receive().await.unwrap();
    assert_eq!(request.cn, Cn::SetClock);
    for n in 1..200 {
        logger.send_packet(&nickel(&station(), n, "0.1")).await;
        assert_eq!(logger.receive().await.unwrap().cn, Cn::DataAnswer);
    }
    // Somebody else's number is nobody's answer.
    let stray = Qn::from(start().minus(60_000).beijing());
    let mut wrong =
        station().packet(stray, &Cn::Heartbeat as &dyn Content).unwrap().execution_result(hj212::ExeRtn::Success);
    logger.send_packet(&wrong).await;
    wrong.qn = request.qn;
    logger.send_packet(&wrong).await;
    let row = until(&gateway, &admin, CommandState::Done).await;
    assert_eq!(row.steps.len(), 2);
    gateway.stop().await;
}
