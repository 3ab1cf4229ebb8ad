//! Every sample packet comes back byte for byte, from its fields and from its meaning.
#![cfg(feature = "codec")]
#![allow(missing_docs, clippy::unwrap_used)]

mod common;

use common::{fixtures, receive};
use hj212::{BuildError, Command, Content, Message, Packet, Station, SystemType, content::clock::SetClock};

#[test]
fn all_samples_are_there() {
    let ids: Vec<_> = fixtures().iter().map(|fixture| fixture.id).collect();
    assert_eq!(ids.len(), 25);
    assert_eq!((ids[0], ids[18], ids[19], ids[24]), ("P01", "P19a", "P19b", "P24"));
}

#[test]
fn encode_gives_the_bytes_that_came() {
    for fixture in fixtures() {
        let received = receive(fixture.wire.clone());
        assert_eq!(received.wire, fixture.wire, "{}", fixture.id);
        assert_eq!(received.packet.unwrap().encode(), fixture.wire, "{}", fixture.id);
    }
}

#[test]
fn samples_depart_from_the_standard_only_where_they_mean_to() {
    for fixture in fixtures() {
        let wanted = match fixture.id {
            "P23" => "missing_qn,mn_short,missing_flag,legacy_code",
            _ => "",
        };
        assert_eq!(receive(fixture.wire).defects.to_string(), wanted, "{}", fixture.id);
    }
}

/// Reads what a packet says and writes it again: nothing may be lost on the way.
#[test]
fn the_typed_content_gives_the_bytes_that_came() {
    let mut rebuilt = 0;
    for fixture in fixtures() {
        let received = receive(fixture.wire.clone());
        let packet = received.packet.unwrap();
        let Some(again) = rebuild(&packet, &received.message.unwrap()) else { continue };
        let again =
            Packet { flag: packet.flag, part: packet.part, resent: packet.resent, qn: packet.qn, ..again.unwrap() };
        assert_eq!(again.encode(), fixture.wire, "{}", fixture.id);
        rebuilt += 1;
    }
    assert_eq!(rebuilt, 21, "all but the four answers");
}

fn rebuild(packet: &Packet, message: &Message) -> Option<Result<Packet, BuildError>> {
    let station = Station::of(packet);
    let qn = packet.qn.unwrap_or_else(|| "00000000000000000".parse().unwrap());
    let content: &dyn Content = match message {
        Message::Upload(upload) => upload,
        Message::States(states) => states,
        Message::RunTimes(times) => times,
        Message::Restart(restart) => restart,
        Message::ClockWanted(wanted) => wanted,
        Message::SerialNumbers(numbers) => numbers,
        Message::Info(info) => info,
        Message::SetClock(set) => set,
        Message::SetRealtimeInterval(set) => set,
        Message::Backfill(request) => request,
        _ => return None,
    };
    Some(station.packet(qn, content))
}

#[test]
fn requests_of_the_first_link_up_read_back() {
    let station = Station::new(SystemType::WaterSource, "123456", "441900A8900016F000169DC0", hj212::Edition::E2017);
    let qn = "20261122081500123".parse().unwrap();
    let timeouts = hj212::content::timeouts::SetTimeouts { over_time: 10, re_count: 3 };
    let minutes = hj212::content::interval::SetMinuteInterval { minutes: 10 };
    let clock = SetClock { pol_id: None, system_time: "2026-11-22T08:15:00".parse().unwrap() };
    let cases: [(&dyn Content, &str, Message); 4] = [
        (
            &timeouts,
            "CN=1000;PW=123456;MN=441900A8900016F000169DC0;Flag=5;CP=&&OverTime=10;ReCount=3&&",
            Message::SetTimeouts(timeouts),
        ),
        (
            &minutes,
            "CN=1064;PW=123456;MN=441900A8900016F000169DC0;Flag=5;CP=&&MinInterval=10&&",
            Message::SetMinuteInterval(minutes),
        ),
        (
            &clock,
            "CN=1012;PW=123456;MN=441900A8900016F000169DC0;Flag=5;CP=&&SystemTime=20261122081500&&",
            Message::SetClock(clock.clone()),
        ),
        (&Command::Heartbeat, "CN=9015;PW=123456;MN=441900A8900016F000169DC0;Flag=5;CP=&&&&", Message::Heartbeat),
    ];
    for (content, segment, message) in cases {
        let packet = station.packet(qn, content).unwrap();
        assert_eq!(packet.segment(), format!("QN=20261122081500123;ST=32;{segment}"));
        assert_eq!(receive(packet.encode()).message, Some(message));
    }
}
