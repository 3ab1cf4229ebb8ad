//! Parts in any order, twice, too late, too many.
#![cfg(feature = "codec")]
#![allow(missing_docs, clippy::unwrap_used)]

mod common;

use chrono::{NaiveDateTime, TimeDelta};
use common::{receive, wire};
use hj212::{Assembled, Interval, Packet, Part, Reading, Reassembler, Station, SystemType, Upload};
use proptest::prelude::*;

fn noon(seconds: i64) -> NaiveDateTime {
    "2026-11-22T12:00:00".parse::<NaiveDateTime>().unwrap() + TimeDelta::seconds(seconds)
}

fn reassembler(capacity: usize) -> Reassembler {
    Reassembler::new(TimeDelta::minutes(5), capacity)
}

fn packet(id: &str) -> Packet {
    receive(wire(id)).packet.unwrap()
}

/// An hour of so many pollutants and the packets that carry it.
fn split(pollutants: usize) -> (Upload, Vec<Packet>) {
    let mut upload = Upload::new(Interval::Hour, noon(0));
    for number in 0..pollutants {
        let mut reading = Reading::new(format!("w{number:05}"));
        reading.avg = Some(number.into());
        reading.cou = Some("12.345".parse().unwrap());
        upload.readings.push(reading);
    }
    let station = Station::new(SystemType::WaterSource, "123456", "441900A8900016F000169DC0", hj212::Edition::E2017);
    let packets = station.packets("20261122130000999".parse().unwrap(), &upload).unwrap();
    (upload, packets)
}

#[test]
fn an_upload_is_split_within_the_limits_of_the_standard() {
    let (_, packets) = split(100);
    assert!(packets.len() > 3);
    for (number, packet) in (1..).zip(&packets) {
        assert!(packet.segment().len() <= hj212::MAX_SEGMENT);
        assert!(packet.cp.as_str().len() + 7 <= 950);
        assert_eq!(packet.part, Some(Part { total: packets.len().try_into().unwrap(), number }));
        assert_eq!(packet.flag.unwrap().bits(), 7);
        assert!(receive(packet.encode()).defects.iter().all(|defect| defect == hj212::Defect::UnknownPollutant));
    }
    for pair in packets.windows(2) {
        let next = pair[1].cp.as_str().split(';').nth(1).unwrap();
        assert!(
            pair[0].segment().len() + next.len() > hj212::MAX_SEGMENT - "PNUM=9999;PNO=9999".len(),
            "no room is given away"
        );
    }
    assert_eq!(packets[0].qn.unwrap().to_string(), "20261122130000999");
    assert_eq!(packets[1].qn.unwrap().to_string(), "20261122130001000");
    assert_eq!(split(5).1.len(), 1);
    assert_eq!(split(5).1[0].part, None);
}

#[test]
fn the_sample_in_both_orders() {
    for order in [["P19a", "P19b"], ["P19b", "P19a"]] {
        let mut reassembler = reassembler(10);
        assert_eq!(reassembler.accept(packet(order[0]), noon(0)), []);
        let ready = reassembler.accept(packet(order[1]), noon(1));
        assert_eq!(ready, [Assembled { total: 2, parts: vec![packet("P19a"), packet("P19b")] }]);
        assert!(ready[0].is_complete());
        let merged = ready[0].merge().unwrap();
        let codes: Vec<_> = merged.upload().unwrap().readings.into_iter().map(|reading| reading.code).collect();
        assert_eq!(codes, ["w00000", "w01001", "w01018", "w21003"]);
        assert_eq!(reassembler.held(), 0);
    }
}

#[test]
fn an_unsplit_packet_passes() {
    let ready = reassembler(10).accept(packet("P02"), noon(0));
    assert_eq!(ready, [Assembled { total: 1, parts: vec![packet("P02")] }]);
    assert_eq!(ready[0].merge(), Some(packet("P02")));
}

#[test]
fn a_part_sent_twice_counts_once_and_the_newer_stays() {
    let mut reassembler = reassembler(10);
    let newer = Packet { qn: Some("20261122100009000".parse().unwrap()), ..packet("P19a") };
    assert_eq!(reassembler.accept(packet("P19a"), noon(0)), []);
    assert_eq!(reassembler.accept(newer.clone(), noon(1)), []);
    assert_eq!(reassembler.held(), 1);
    let ready = reassembler.accept(packet("P19b"), noon(2));
    assert_eq!(ready[0].parts, [newer, packet("P19b")]);
}

#[test]
fn what_stays_incomplete_is_handed_out() {
    let mut reassembler = reassembler(10);
    assert_eq!(reassembler.accept(packet("P19b"), noon(0)), []);
    assert_eq!(reassembler.expire(noon(300)), []);
    let late = reassembler.expire(noon(301));
    assert_eq!(late, [Assembled { total: 2, parts: vec![packet("P19b")] }]);
    assert!(!late[0].is_complete());
    assert_eq!(late[0].missing().collect::<Vec<_>>(), [1]);
    assert_eq!(reassembler.held(), 0);
}

#[test]
fn the_oldest_gives_way() {
    let mut reassembler = reassembler(3);
    let part = |mn: &str| Packet { mn: mn.to_owned(), ..packet("P19a") };
    for (second, mn) in (0..).zip(["one", "two", "three"]) {
        assert_eq!(reassembler.accept(part(mn), noon(second)), []);
    }
    let evicted = reassembler.accept(part("four"), noon(9));
    assert_eq!(evicted, [Assembled { total: 2, parts: vec![part("one")] }]);
    assert_eq!(reassembler.held(), 3);
    let rest: Vec<_> = reassembler.drain().into_iter().map(|set| set.parts[0].mn.clone()).collect();
    assert_eq!(rest, ["two", "three", "four"]);
}

#[test]
fn impossible_numbers_are_handed_out_at_once() {
    for (total, number) in [(0, 0), (2, 3), (2, 0)] {
        let odd = Packet { part: Some(Part { total, number }), ..packet("P19a") };
        assert_eq!(reassembler(10).accept(odd.clone(), noon(0)), [Assembled { total, parts: vec![odd] }]);
    }
}

proptest! {
    #[test]
    fn any_order_gives_the_whole(order in Just((0..split(100).1.len()).collect::<Vec<_>>()).prop_shuffle()) {
        let (upload, packets) = split(100);
        let mut reassembler = reassembler(100);
        let (last, rest) = order.split_last().unwrap();
        for place in rest {
            prop_assert_eq!(reassembler.accept(packets[*place].clone(), noon(0)), []);
        }
        let ready = reassembler.accept(packets[*last].clone(), noon(0));
        prop_assert_eq!(&ready[0].parts, &packets);
        prop_assert_eq!(ready[0].merge().unwrap().upload().unwrap(), upload);
    }
}
