//! Frames in a stream: cut anywhere, glued together, with rubbish between, and hostile.
#![cfg(feature = "codec")]
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]
#![allow(clippy::disallowed_methods, reason = "the clock is what these tests watch")]

mod common;

use std::time::{Duration, Instant};

use bytes::BytesMut;
use common::{decode, fixtures, wire};
use hj212::{FrameCodec, Received};
use rstest::rstest;
use tokio_util::codec::{Decoder as _, Encoder as _};

fn names(items: &[Received]) -> Vec<String> {
    items.iter().map(|item| item.defects.to_string()).collect()
}

#[test]
fn all_samples_in_one_stream_however_it_is_cut() {
    let stream: String = fixtures().into_iter().map(|fixture| fixture.wire).collect();
    let whole = decode(stream.as_bytes(), &[usize::MAX]);
    assert_eq!(whole.len(), 25);
    for sizes in [&[1][..], &[2, 3], &[5, 1, 100], &[263, 270], &[1024]] {
        assert_eq!(decode(stream.as_bytes(), sizes), whole);
    }
}

#[rstest]
#[case::garbage_between("{a}rubbish{b}", &["", "garbage", ""])]
#[case::garbage_first("\r\n\r\n{a}{b}", &["garbage", "", ""])]
#[case::lf_only("{a|}\n{b}", &["lf_only", ""])]
#[case::no_terminator("{a|}{b}", &["no_terminator", ""])]
#[case::no_terminator_then_garbage("{a|}rubbish{b}", &["no_terminator", "garbage", ""])]
#[case::cr_only("{a|}\r{b}", &["no_terminator", ""])]
#[case::cut_short("##0264QN=20261122{b}", &["bad_segment", ""])]
#[case::false_heads("####12##{a}#{b}", &["garbage", "", "garbage", ""])]
#[case::blank_behind_the_sum("{a|} \r\n{b}", &["no_terminator", "garbage", ""])]
fn what_lies_between(#[case] pattern: &str, #[case] wanted: &[&str]) {
    let (a, b) = (wire("P02"), wire("P05"));
    let stream = pattern.replace("{a}", &a).replace("{a|}", a.trim_end()).replace("{b}", &b);
    for size in [1, 3, usize::MAX] {
        let items = decode(stream.as_bytes(), &[size]);
        let names: Vec<_> =
            names(&items).into_iter().map(|names| names.replace("crc_wrong,length_off,no_terminator,", "")).collect();
        assert_eq!(names, wanted);
        assert_eq!(items.last().unwrap().wire, b);
        let wires: Vec<u8> = items.iter().flat_map(|item| item.wire.to_vec()).collect();
        assert_eq!(wires, stream.as_bytes());
    }
}

#[test]
fn a_frame_is_ready_with_its_last_byte() {
    let frame = wire("P02");
    let mut codec = FrameCodec::default();
    let mut buffer = BytesMut::from(&frame[..frame.len() - 1]);
    assert_eq!(codec.decode(&mut buffer).unwrap(), None);
    buffer.extend_from_slice(b"\n");
    assert_eq!(codec.decode(&mut buffer).unwrap().unwrap().wire, frame);
}

#[test]
fn a_line_fallen_silent_gives_up_its_frame() {
    let mut codec = FrameCodec::default();
    let mut buffer = BytesMut::from(wire("P02").trim_end());
    assert_eq!(codec.decode(&mut buffer).unwrap(), None);
    assert_eq!(codec.decode_eof(&mut buffer).unwrap().unwrap().defects.to_string(), "no_terminator");
    assert_eq!(codec.decode_eof(&mut buffer).unwrap(), None);
    buffer.extend_from_slice(wire("P05").as_bytes());
    assert!(codec.decode(&mut buffer).unwrap().unwrap().defects.is_empty());
}

/// A frame without terminator on a line that stays open is complete by its length field.
#[rstest]
#[case::sound("{a|}", Some("no_terminator"))]
#[case::wrong_sum("{broken|}", Some("crc_wrong,no_terminator"))]
#[case::not_all_there("{half}", None)]
#[case::between_frames("", None)]
#[case::rubbish("rubbish", None)]
fn a_line_that_is_silent_for_a_moment(#[case] pattern: &str, #[case] wanted: Option<&str>) {
    let whole = wire("P02");
    let stream = pattern
        .replace("{a|}", whole.trim_end())
        .replace("{broken|}", whole.trim_end().replace("41.2", "41.3").as_str())
        .replace("{half}", &whole[..100]);
    let mut codec = FrameCodec::default();
    let mut buffer = BytesMut::from(stream.as_str());
    assert_eq!(codec.decode(&mut buffer).unwrap(), None);
    let settled = codec.settle(&mut buffer).map(|received| received.defects.to_string());
    assert_eq!(settled.as_deref(), wanted);
}

#[rstest]
#[case::both(&["\r\n"])]
#[case::apart(&["\r", "\n"])]
#[case::line_feed(&["\n"])]
#[case::none(&[""])]
fn a_terminator_that_comes_late_is_no_garbage(#[case] late: &[&str]) {
    let mut codec = FrameCodec::default();
    let mut buffer = BytesMut::from(wire("P02").trim_end());
    assert!(codec.settle(&mut buffer).is_some());
    for piece in late {
        buffer.extend_from_slice(piece.as_bytes());
        assert_eq!(codec.decode(&mut buffer).unwrap(), None);
    }
    buffer.extend_from_slice(wire("P05").as_bytes());
    assert!(codec.decode(&mut buffer).unwrap().unwrap().defects.is_empty());
}

#[test]
fn a_line_silent_within_a_frame_gives_it_up_in_the_end() {
    let mut codec = FrameCodec::default();
    let mut buffer = BytesMut::from(&wire("P02")[..100]);
    assert_eq!(codec.settle(&mut buffer), None);
    assert_eq!(codec.give_up(&mut buffer).unwrap().defects.to_string(), "truncated");
}

#[test]
fn a_packet_too_long_for_four_digits_is_not_written() {
    let mut packet = common::receive(wire("P02")).packet.unwrap();
    packet.pw = "x".repeat(10_000);
    let mut buffer = BytesMut::from("before");
    assert!(FrameCodec::default().encode(&packet, &mut buffer).is_err());
    assert_eq!(buffer, "before");
    packet.pw = "123456".to_owned();
    FrameCodec::default().encode(packet, &mut buffer).unwrap();
    assert_eq!(buffer, format!("before{}", wire("P02")));
}

/// Streams made to cost much: each is a few megabytes and must take time in proportion.
#[rstest]
#[case::hashes("#")]
#[case::heads("##9999")]
#[case::heads_and_feeds("##9999\n")]
#[case::feeds("\n")]
#[case::rubbish("x")]
#[case::heads_behind_rubbish("x##9999\nx")]
#[case::open_logs("##4000ST=32;CN=3020;MN=1;CP=&&a=//")]
#[case::empty_items("##4000ST=32;CN=2011;MN=1;CP=&&DataTime=20261122080000;;;;;;;;;;,,,,,,,&&0000\n")]
#[case::half_heads("##1#")]
fn hostile_streams(#[case] pattern: &str) {
    let stream = pattern.repeat(2_000_000 / pattern.len());
    let time = |bytes: &[u8], size| {
        let start = Instant::now();
        let length: usize = decode(bytes, &[size]).iter().map(|item| item.wire.len()).sum();
        assert_eq!(length, bytes.len());
        start.elapsed()
    };
    let whole = time(stream.as_bytes(), usize::MAX).max(time(stream.as_bytes(), 1500));
    let dribbled = time(&stream.as_bytes()[..stream.len() / 10], 1);
    // Unoptimised and on a busy machine this takes a second; quadratic work would take hours.
    assert!(whole < Duration::from_secs(30), "{whole:?}");
    assert!(dribbled < Duration::from_secs(30), "{dribbled:?}");
}

/// As many different names as the longest segment holds. Each must be told from all before it, and that must take time in
/// proportion: eight times as many take about eight times as long, and not sixty-four times.
#[rstest]
#[case::readings(2011, "-A=")]
#[case::names(2011, "")]
#[case::equipment(2021, "")]
fn hostile_names(#[case] cn: u16, #[case] suffix: &str) {
    let name = |n: usize| if cn == 2021 { format!("SB{n}-RS=1") } else { format!("{}{suffix}", letters(n)) };
    let frame_of = |length: usize| {
        let mut cp = "DataTime=20261122080000".to_owned();
        for more in (0..).map(name) {
            if cp.len() + more.len() >= length {
                break;
            }
            cp = format!("{cp};{more}");
        }
        common::frame(&common::segment(cn, &cp)).into_bytes()
    };
    let frames = [frame_of(1_200), frame_of(9_600)];
    let examined = growth(&frames, |wire| assert!(hj212::examine(wire.to_vec().into()).message.is_some()));
    // Caches and a busy machine make eight into twelve and more, and never into what looking through all names takes.
    assert!(examined < 20.0, "eight times as much takes {examined} times as long");
    // The measure can tell: to look through all names before each takes far longer.
    let looked_through = growth(&frames, |wire| {
        let names: Vec<_> = wire.split(|byte| *byte == b';').collect();
        let is_new = |n: &usize| names[..*n].iter().all(|before| *before != names[*n]);
        assert!((0..names.len()).filter(is_new).count() > 100);
    });
    assert!(looked_through > 20.0 && looked_through > 1.5 * examined, "{looked_through}");
}

/// How many times as long the second takes as the first. The quickest of many is the one that nobody disturbed; so on a busy
/// machine the smallest of several measurements counts, each of which takes both in turn, and none at its first run.
fn growth(wires: &[Vec<u8>; 2], work: impl Fn(&[u8])) -> f64 {
    let quickest = |times: &mut [Duration; 2]| {
        for (time, wire) in times.iter_mut().zip(wires) {
            let start = Instant::now();
            work(wire);
            *time = start.elapsed().min(*time);
        }
    };
    let measured = (0..5).map(|_| {
        for wire in wires {
            work(wire);
        }
        let mut times = [Duration::MAX; 2];
        (0..40).for_each(|_| quickest(&mut times));
        times[1].as_secs_f64() / times[0].as_secs_f64()
    });
    measured.fold(f64::INFINITY, f64::min)
}

/// The shortest names: `a`, `b`, …, `z`, `aa`, …
fn letters(n: usize) -> String {
    let last = char::from(b'a' + u8::try_from(n % 26).unwrap());
    if n < 26 { last.to_string() } else { format!("{}{last}", letters(n / 26 - 1)) }
}

#[rstest]
#[case::heads(&["x", "#", "##9999xyz"])]
#[case::rubbish(&["xyz"])]
#[case::one_long_frame(&["##9999", "xyz", "xyz", "xyz", "x#x"])]
#[case::hashes(&["#"])]
fn the_buffer_stays_small(#[case] pieces: &[&str]) {
    let mut codec = FrameCodec::default();
    let mut buffer = BytesMut::new();
    for piece in pieces.iter().cycle().take(20_000) {
        buffer.extend_from_slice(piece.as_bytes());
        while codec.decode(&mut buffer).unwrap().is_some() {}
        assert!(buffer.len() < 4200, "{}", buffer.len());
    }
}
