//! Ordinary traffic: stored exactly, answered after the commit.

use domain::{device::ProtocolEdition, measurement::Interval, outlet::Discharge};
use entities::{device_event, measurement, outlet};
use hj212::{Command, Edition, Policy, Station, SystemType};
use rust_decimal::Decimal;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, QueryOrder};
use server::gateway::Limits;
use services::register::{By, LoggerEntry, Outcome, begin};
use testing::{Bench, CREDIT_CODE, MN, PASSWORD};

use super::support::{Gateway, nickel, station, together};

async fn values(bench: &Bench) -> Vec<measurement::Model> {
    let query = measurement::Entity::find().order_by_asc(measurement::Column::At);
    query.order_by_asc(measurement::Column::Pollutant).all(bench.ctx.store.read()).await.unwrap()
}

#[tokio::test]
async fn an_answer_means_that_the_value_is_in_the_database() {
    let gateway = Gateway::start(Limits::default()).await;
    let mut logger = gateway.connect().await;
    let packet = nickel(&station(), 0, "0.620");
    logger.send_packet(&packet).await;
    let answer = logger.receive().await.unwrap();
    assert_eq!((answer.cn, answer.st, answer.qn), (Command::DataAnswer, SystemType::Interaction, packet.qn));
    assert_eq!(answer, packet.data_answer());
    let stored = values(&gateway.bench).await;
    assert_eq!(stored.len(), 1);
    assert_eq!(stored[0].value.map(Decimal::from), Some("0.62".parse().unwrap()));
    let live = gateway.bench.ctx.live().at_outlet(domain::life::Audience::Insiders, 1);
    let shown = &live[0].measurement;
    assert_eq!(
        (shown.value, shown.is_over()),
        (stored[0].value.map(Decimal::from), false),
        "a real-time value decides nothing"
    );
    gateway.stop().await;
}

#[tokio::test]
async fn the_standards_samples_arrive_in_the_units_of_the_limits() {
    let gateway = Gateway::start(Limits::default()).await;
    let mut logger = gateway.connect().await;
    let hour = b"##0412QN=20261122090002000;ST=32;CN=2061;PW=123456;MN=441900A8900016F000169DC0;Flag=5;CP=&&DataTime=20261122080000;w00000-Cou=63.00,w00000-Min=16.40,w00000-Avg=17.50,w00000-Max=20.10,w00000-Flag=N;w01001-Min=7.10,w01001-Avg=7.30,w01001-Max=7.60,w01001-Flag=N;w01018-Cou=2.526,w01018-Min=40.1,w01018-Avg=40.1,w01018-Max=40.1,w01018-Flag=N;w21003-Cou=0.195,w21003-Min=3.10,w21003-Avg=3.10,w21003-Max=3.10,w21003-Flag=N&&4980\r\n";
    logger.send(hour).await;
    assert_eq!(logger.receive().await.unwrap().cn, Command::DataAnswer);
    let stored = values(&gateway.bench).await;
    assert_eq!(stored.len(), 4);
    let flow = &stored[0];
    assert_eq!((flow.pollutant.as_str(), flow.interval), ("w00000", Interval::Hour));
    assert_eq!(flow.at.rfc3339(), "2026-11-22T08:00:00+08:00");
    assert_eq!(flow.amount.unwrap().to_string(), "63");
    let cod = &stored[2];
    let figures = [cod.value, cod.low, cod.high].map(|figure| figure.unwrap().to_string());
    assert_eq!(figures, ["40.1", "40.1", "40.1"]);
    assert_eq!(cod.amount.unwrap().to_string(), "2.526");

    // Hexavalent chromium comes in µg/L, its limit is in mg/L.
    let chromium = hj212::Upload::new(hj212::Interval::Hour, flow.at.beijing()).with({
        let mut reading = hj212::Reading::new("w20117");
        reading.avg = Some("87.5".parse().unwrap());
        reading
    });
    logger.send_packet(&station().packet(hj212::Qn::from(flow.at.beijing()), &chromium).unwrap()).await;
    logger.receive().await.unwrap();
    let stored = values(&gateway.bench).await;
    let chromium = stored.iter().find(|row| row.pollutant == "w20117").unwrap();
    assert_eq!(chromium.value.unwrap().to_string(), "0.0875");
    gateway.stop().await;
}

#[tokio::test]
async fn frames_cut_anywhere_and_glued_together_are_all_answered_in_order() {
    let gateway = Gateway::start(Limits::default()).await;
    let mut logger = gateway.connect().await;
    let packets: Vec<_> = (0..50).map(|n| nickel(&station(), n, "0.1")).collect();
    for piece in together(packets.clone()).chunks(97) {
        logger.send(piece).await;
        tokio::task::yield_now().await;
    }
    for packet in &packets {
        assert_eq!(logger.receive().await.unwrap().qn, packet.qn);
    }
    assert_eq!(values(&gateway.bench).await.len(), 50);
    gateway.stop().await;
}

#[tokio::test]
async fn the_same_packet_twice_is_answered_twice_and_stored_once() {
    let gateway = Gateway::start(Limits::default()).await;
    let mut logger = gateway.connect().await;
    let packet = nickel(&station(), 0, "0.1");
    for _ in 0..2 {
        logger.send_packet(&packet).await;
        assert_eq!(logger.receive().await.unwrap(), packet.data_answer());
    }
    // And over a new connection, as after an answer that got lost.
    let mut other = gateway.connect().await;
    other.send_packet(&packet).await;
    assert_eq!(other.receive().await.unwrap(), packet.data_answer());
    assert_eq!(values(&gateway.bench).await.len(), 1);
    gateway.stop().await;
}

#[tokio::test]
async fn a_request_for_the_time_gets_a_notice_and_the_time() {
    let gateway = Gateway::start(Limits::default()).await;
    let mut logger = gateway.connect().await;
    logger.send(b"##0099QN=20261122070131000;ST=32;CN=1013;PW=123456;MN=441900A8900016F000169DC0;Flag=5;CP=&&PolId=w01018&&74C0\r\n").await;
    assert_eq!(logger.receive().await.unwrap().cn, Command::NoticeAnswer);
    let request = logger.receive().await.unwrap();
    assert_eq!(request.cn, Command::SetClock);
    assert_eq!(request.cp.get("SystemTime"), Some("20261122143500"));
    let bench = gateway.stop().await;
    let events = device_event::Entity::find().all(bench.ctx.store.read()).await.unwrap();
    assert_eq!((events[0].kind.as_str(), events[0].detail.as_str()), ("clock-request", "w01018"));
}

#[tokio::test]
async fn strangers_and_wrong_passwords_are_left_without_a_word_and_counted() {
    let gateway = Gateway::start(Limits::default()).await;
    let mut logger = gateway.connect().await;
    let stranger = Station::new(SystemType::WaterSource, PASSWORD, "000000000000000000000000", Edition::E2017);
    let impostor = Station::new(SystemType::WaterSource, "654321", MN, Edition::E2017);
    for station in [stranger, impostor] {
        // 9011 answers requests; a logger that looks at QN alone would take it for "received" and forget its data.
        logger.send_packet(&nickel(&station, 0, "0.1")).await;
        assert!(logger.is_left_without_answer().await);
    }
    // A wrong check sum is dropped without a word; the logger sends again.
    let mut broken = nickel(&station(), 1, "0.1").encode().to_vec();
    let end = broken.len();
    broken[end - 4] = if broken[end - 4] == b'0' { b'1' } else { b'0' };
    logger.send(&broken).await;
    assert!(logger.is_left_without_answer().await);
    assert!(values(&gateway.bench).await.is_empty());
    let bench = gateway.stop().await;
    let (devices, strangers) = services::devices::report(&bench.ctx).await.unwrap();
    assert_eq!(strangers.get("unknown_device"), Some(&1));
    assert_eq!(devices[0].refused.get("wrong_password"), Some(&1));
    assert_eq!(devices[0].refused.get("crc_wrong"), Some(&1), "{:?}", devices[0].refused);
    assert_eq!(devices[0].accepted, 0);
}

#[tokio::test]
async fn leniency_is_a_setting_of_the_logger_and_leaves_a_trace() {
    let gateway = Gateway::start(Limits::default()).await;
    let packet = nickel(&station(), 0, "0.1");
    let modbus = packet.encode_with(hj212::crc::Algorithm::Modbus);
    let mut logger = gateway.connect().await;
    logger.send(&modbus).await;
    assert!(logger.is_left_without_answer().await, "a strict logger's frame was taken");

    let ctx = &gateway.bench.ctx;
    let tx = ctx.store.write().await.unwrap();
    let policy: Policy = "crc_modbus".parse().unwrap();
    let change = entities::device::ActiveModel { id: Set(1), tolerated: Set(policy.to_string()), ..Default::default() };
    change.update(&tx).await.unwrap();
    tx.commit().await.unwrap();
    gateway.bench.refresh().await;
    logger.send(&modbus).await;
    assert_eq!(logger.receive().await.unwrap().cn, Command::DataAnswer);
    let frames = entities::raw_frame::Entity::find().order_by_asc(entities::raw_frame::Column::Id);
    let frames = frames.all(ctx.store.read()).await.unwrap();
    assert_eq!(frames[0].verdict, "crc_modbus");
    assert_eq!((frames[1].verdict.as_str(), frames[1].tolerated.as_str()), ("accepted", "crc_modbus"));
    gateway.stop().await;
}

/// A closed logger is not answered, its bytes are kept, and the log of its frames says why.
#[tokio::test]
async fn what_a_closed_logger_sends_is_refused() {
    let gateway = Gateway::start(Limits::default()).await;
    let mut logger = gateway.connect().await;
    logger.send_packet(&nickel(&station(), 0, "0.620")).await;
    assert!(logger.receive().await.is_some());
    let closed =
        entities::device::ActiveModel { id: Set(1), closed_on: Set("2026-11-22".parse().ok()), ..Default::default() };
    let tx = gateway.bench.ctx.store.write().await.unwrap();
    closed.update(&tx).await.unwrap();
    tx.commit().await.unwrap();
    gateway.bench.refresh().await;
    logger.send_packet(&nickel(&station(), 1, "0.700")).await;
    assert!(logger.is_left_without_answer().await);
    let bench = gateway.settled(2).await;
    assert_eq!(values(&bench).await.len(), 1);
    let frames = entities::raw_frame::Entity::find().order_by_asc(entities::raw_frame::Column::Id);
    let frames = frames.all(bench.ctx.store.read()).await.unwrap();
    assert_eq!(frames.last().unwrap().verdict, "device_closed");
}

/// Puts the logger at another outlet of its enterprise, as an import of the register does.
async fn move_to(bench: &Bench, outlet: &str) {
    let register = begin(&bench.ctx, By::CommandLine).await.unwrap();
    let entry = LoggerEntry {
        enterprise: CREDIT_CODE.parse().unwrap(),
        outlet: outlet.parse().unwrap(),
        mn: MN.into(),
        password: PASSWORD.into(),
        edition: ProtocolEdition::E2017,
        realtime_seconds: 60,
        tolerated: String::new(),
        units: String::new(),
        installed_on: "2024-01-01".parse().unwrap(),
        public_from: None,
        closed_on: None,
    };
    let written = register.loggers(&[entry]).await.unwrap();
    assert_eq!(written.rows, [Outcome::Changed(vec!["outlet_id"])]);
    register.commit().await.unwrap();
}

/// A logger is moved in the register while its connection is open and it sends: what came before stays where it was measured,
/// what is judged after the move goes to the new outlet, nothing is lost, and nobody has to connect anew.
#[tokio::test]
async fn a_logger_that_is_moved_while_it_sends() {
    const BURST: i64 = 200;
    let gateway = Gateway::start(Limits::default()).await;
    let total = outlet::ActiveModel {
        id: Set(2),
        enterprise_id: Set(1),
        code: Set("DW002".parse().unwrap()),
        name: Set("总排放口".into()),
        name_en: Set("Total outlet".into()),
        discharge: Set(Discharge::Direct),
        receiving: Set(String::new()),
        ..Default::default()
    };
    let tx = gateway.bench.ctx.store.write().await.unwrap();
    total.insert(&tx).await.unwrap();
    tx.commit().await.unwrap();

    let (mut reading, mut writing) = gateway.connect().await.split();
    writing.send(&nickel(&station(), 0, "0.31").encode()).await;
    assert_eq!(reading.receive().await.unwrap().cn, Command::DataAnswer);
    let burst = together((1..=BURST).map(|second| nickel(&station(), second, "0.32")));
    let answers = async {
        for _ in 0..BURST {
            assert_eq!(reading.receive().await.unwrap().cn, Command::DataAnswer);
        }
    };
    tokio::join!(writing.send(&burst), answers, move_to(&gateway.bench, "DW002"));
    writing.send(&nickel(&station(), BURST + 1, "0.33").encode()).await;
    assert_eq!(reading.receive().await.unwrap().cn, Command::DataAnswer);

    let places: Vec<_> = values(&gateway.bench).await.iter().map(|row| row.outlet_id).collect();
    assert_eq!(places.len(), usize::try_from(BURST).unwrap() + 2, "nothing is lost, and nothing is there twice");
    assert_eq!((places[0], places.last()), (1, Some(&2)));
    assert!(places.is_sorted(), "once it is moved nothing more goes to the old outlet: {places:?}");
    let live = gateway.bench.ctx.live();
    let shown = |outlet| live.at_outlet(domain::life::Audience::Insiders, outlet)[0].measurement.value;
    assert_eq!(shown(2), Some("0.33".parse().unwrap()));
    assert_ne!(shown(1), shown(2), "what the old outlet sent last is still what it sent last");

    // And back: the old values of either are where they were.
    move_to(&gateway.bench, "DW001").await;
    writing.send(&nickel(&station(), BURST + 2, "0.34").encode()).await;
    assert_eq!(reading.receive().await.unwrap().cn, Command::DataAnswer);
    let after: Vec<_> = values(&gateway.bench).await.iter().map(|row| row.outlet_id).collect();
    assert_eq!(after, [places, vec![1]].concat());
    gateway.stop().await;
}
