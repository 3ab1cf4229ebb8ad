//! What each sample packet says.
#![cfg(feature = "codec")]
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

mod common;

use chrono::NaiveDateTime;
use common::{frame, receive, segment, wire};
use hj212::{
    Command, DataFlag, Edition, ExeRtn, Interval, Message, Packet, Part, QnRtn, Reading, SystemType, Unit, Upload,
    content::{
        backfill::Backfill,
        clock::{ClockWanted, SetClock},
        info::{Info, InfoItem},
        interval::SetRealtimeInterval,
        restart::Restart,
        run_times::RunTimes,
        serial_number::SerialNumbers,
        states::{RunState, States},
    },
};
use rstest::rstest;

fn at(text: &str) -> NaiveDateTime {
    text.parse().unwrap()
}

fn packet(id: &str) -> Packet {
    receive(wire(id)).packet.unwrap()
}

fn message(id: &str) -> Message {
    receive(wire(id)).message.unwrap()
}

fn upload(id: &str) -> Upload {
    packet(id).upload().unwrap()
}

/// Code and every item that is there, in a fixed order.
fn show(reading: &Reading) -> String {
    let numbers = [
        ("rtd", reading.rtd),
        ("zs_rtd", reading.zs_rtd),
        ("cou", reading.cou),
        ("min", reading.min),
        ("avg", reading.avg),
        ("max", reading.max),
        ("zs_min", reading.zs_min),
        ("zs_avg", reading.zs_avg),
        ("zs_max", reading.zs_max),
    ];
    let numbers = numbers.iter().filter_map(|(name, value)| Some(format!(" {name} {}", (*value)?)));
    let flag = reading.flag.map_or_else(String::new, |flag| format!(" {flag}"));
    format!("{}{}{flag}", reading.code, numbers.collect::<String>())
}

#[rstest]
#[case("P02", Interval::Realtime, "2026-11-22T08:15:00", &["w00000 rtd 17.50 N", "w01001 rtd 7.32 N", "w01018 rtd 41.2 N", "w21003 rtd 3.10 N"])]
#[case("P04", Interval::Realtime, "2026-11-22T08:15:00", &["a00000 rtd 12.50 N", "a19001 rtd 6.0 N", "a01012 rtd 118.4 N", "a21026 rtd 25.00 zs_rtd 20.00 N", "a21002 rtd 60.00 zs_rtd 48.00 N", "a34013 rtd 5.00 zs_rtd 4.00 N"])]
#[case("P05", Interval::Minute, "2026-11-22T08:10:00", &["w00000 cou 10.50 min 16.90 avg 17.50 max 18.10 N", "w01018 cou 0.433 min 40.8 avg 41.2 max 41.6 N"])]
#[case("P06", Interval::Hour, "2026-11-22T08:00:00", &["w00000 cou 63.00 min 16.40 avg 17.50 max 20.10 N", "w01001 min 7.10 avg 7.30 max 7.60 N", "w01018 cou 2.526 min 40.1 avg 40.1 max 40.1 N", "w21003 cou 0.195 min 3.10 avg 3.10 max 3.10 N"])]
#[case("P07", Interval::Day, "2026-11-21T00:00:00", &["w00000 cou 1512.00 min 0.00 avg 17.50 max 21.30 N", "w01018 cou 62.294 min 36.0 avg 41.2 max 49.5 N", "w21003 cou 4.687 min 2.20 avg 3.10 max 4.90 N"])]
#[case("P08", Interval::Hour, "2026-11-22T08:00:00", &["a00000 cou 45000.00 min 12.10 avg 12.50 max 12.90 N", "a19001 min 5.8 avg 6.0 max 6.3 N", "a21002 cou 12.375 min 270.00 avg 275.00 max 281.00 zs_min 216.00 zs_avg 220.00 zs_max 224.80 N"])]
#[case("P19a", Interval::Hour, "2026-11-22T09:00:00", &["w00000 cou 61.20 min 16.40 avg 17.00 max 19.80 N", "w01001 min 7.10 avg 7.30 max 7.60 N"])]
#[case("P19b", Interval::Hour, "2026-11-22T09:00:00", &["w01018 cou 2.481 min 40.0 avg 40.5 max 41.2 N", "w21003 cou 0.190 min 3.00 avg 3.10 max 3.20 N"])]
#[case("P21", Interval::Hour, "2026-11-22T10:00:00", &["w00000 cou 60.00 min 16.00 avg 16.67 max 17.20 N", "w01018 cou 0.000 min 0.0 avg 0.0 max 0.0 D"])]
#[case("P22", Interval::Hour, "2026-11-22T11:00:00", &["w00000 cou 58.00 min 15.90 avg 16.11 max 16.80 N"])]
#[case("P23", Interval::Realtime, "2026-11-22T08:15:00", &["B01 rtd 17.5 N", "001 rtd 7.3 N", "011 rtd 41.2 N", "060 rtd 3.10 N"])]
fn uploads(#[case] id: &str, #[case] interval: Interval, #[case] data_time: &str, #[case] readings: &[&str]) {
    let upload = upload(id);
    assert_eq!((upload.interval, upload.data_time), (interval, at(data_time)));
    assert_eq!(upload.readings.iter().map(show).collect::<Vec<_>>(), readings);
    assert!(upload.extra.is_empty() && upload.readings.iter().all(|reading| reading.extra.is_empty()));
    assert_eq!(message(id), Message::Upload(upload));
}

#[test]
fn p01_header() {
    let packet = packet("P01");
    assert_eq!(packet.qn.unwrap().to_string(), "20160801085857223");
    assert_eq!((packet.st, packet.cn), (SystemType::WaterSource, Command::SetRealtimeInterval));
    assert_eq!((packet.pw.as_str(), packet.mn.as_str()), ("100000", "010000A8900016F000169DC0"));
    assert!(packet.wants_answer() && packet.part.is_none() && !packet.resent);
    assert_eq!(packet.edition(), Edition::E2017);
}

#[test]
fn p02_sample_time_and_units() {
    let upload = upload("P02");
    let cod = upload.reading("w01018").unwrap();
    assert_eq!(cod.sample_time, Some(at("2026-11-22T08:00:00")));
    assert_eq!(cod.flag, Some(DataFlag::Normal));
    let pollutant = cod.pollutant.unwrap();
    assert_eq!((pollutant.name_zh, pollutant.unit), ("化学需氧量", Unit::MilligramPerLitre));
}

#[test]
fn p19_parts() {
    assert_eq!(packet("P19a").part, Some(Part { total: 2, number: 1 }));
    assert_eq!(packet("P19b").part, Some(Part { total: 2, number: 2 }));
    assert!(packet("P19a").flag.unwrap().is_split());
}

#[test]
fn p22_is_sent_again_by_a_2025_device() {
    let packet = packet("P22");
    assert!(packet.resent);
    assert_eq!(packet.edition(), Edition::E2025);
}

#[test]
fn p23_resolves_legacy_codes() {
    let packet = packet("P23");
    assert_eq!((packet.qn, packet.flag, packet.edition()), (None, None, Edition::E2005));
    assert!(!packet.wants_answer());
    let codes: Vec<_> = upload("P23").readings.iter().map(|reading| reading.pollutant.unwrap().code).collect();
    assert_eq!(codes, ["w00000", "w01001", "w01018", "w21003"]);
}

#[test]
fn everything_else() {
    let states = vec![(1, RunState::Running), (2, RunState::Off), (3, RunState::Alarm)];
    let hours = ["23.5", "0.0", "11.2"].map(|text| text.parse().unwrap());
    let info = |code: &str, value: &str| InfoItem { code: code.to_owned(), value: value.to_owned() };
    let cod = || Some("w01018".to_owned());
    let wanted = [
        ("P01", Message::SetRealtimeInterval(SetRealtimeInterval { seconds: 30 })),
        ("P03", Message::DataAnswer),
        ("P09", Message::States(States { data_time: at("2026-11-22T08:15:00"), states })),
        (
            "P10",
            Message::RunTimes(RunTimes { data_time: at("2026-11-21T00:00:00"), hours: (1..).zip(hours).collect() }),
        ),
        (
            "P11",
            Message::Restart(Restart { data_time: at("2026-11-22T07:01:30"), restart_time: at("2026-11-22T07:00:47") }),
        ),
        ("P12", Message::ClockWanted(ClockWanted { pol_id: cod() })),
        ("P13", Message::NoticeAnswer),
        ("P14", Message::SetClock(SetClock { pol_id: cod(), system_time: at("2026-11-22T07:01:32") })),
        ("P15", Message::RequestAnswer(QnRtn::Ready)),
        ("P16", Message::ExecutionResult(ExeRtn::Success)),
        (
            "P17",
            Message::SerialNumbers(SerialNumbers {
                pol_id: cod(),
                numbers: vec![("w01018".to_owned(), "010000A8900016F000169DC0".to_owned())],
            }),
        ),
        (
            "P18",
            Message::Info(Info {
                data_time: Some(at("2026-11-22T07:05:45")),
                pol_id: cod(),
                items: vec![info("i11001", "//清洗管路//")],
            }),
        ),
        (
            "P20",
            Message::Backfill(Backfill {
                command: Command::HourData,
                begin: at("2026-11-22T06:00:00"),
                end: at("2026-11-22T07:00:00"),
            }),
        ),
        (
            "P24",
            Message::Info(Info {
                data_time: Some(at("2026-11-22T08:16:00")),
                pol_id: None,
                items: vec![info("i33201", "128734.6"), info("i33202", "412.7")],
            }),
        ),
    ];
    for (id, wanted) in wanted {
        assert_eq!(message(id), wanted, "{id}");
    }
    assert_eq!(info("i11001", "//清洗管路//").log(), Some("清洗管路"));
    assert_eq!(InfoItem::log_entry("i11001", "清洗管路"), info("i11001", "//清洗管路//"));
    assert_eq!(info("i33201", "412.7").log(), None);
}

#[rstest]
#[case::begin_realtime(2011)]
#[case::begin_states(2021)]
#[case::stop_realtime(2012)]
#[case::read_clock(1011)]
fn a_request_without_items_is_sound(#[case] cn: u16) {
    let received = receive(frame(&segment(cn, "")));
    assert_eq!((received.message, received.defects), (Some(Message::Other), hj212::Defects::NONE));
}

#[test]
fn other_commands_are_no_uploads() {
    assert!(packet("P09").upload().is_err());
    assert!(packet("P20").upload().is_err());
}
