//! Every defect by name, each made by one small change to a sound frame.
#![cfg(feature = "codec")]
#![allow(missing_docs, clippy::unwrap_used)]

mod common;

use std::collections::BTreeSet;

use common::{decode, frame, receive, segment, wire};
use hj212::{Defect, Defects, Received, WhyLeft, crc};
use rstest::rstest;

/// A frame of this segment with its check sum as `sum` makes it.
fn summed(segment: &str, sum: impl Fn(&[u8]) -> String) -> String {
    format!("##{:04}{segment}{}\r\n", segment.len(), sum(segment.as_bytes()))
}

fn hour() -> String {
    segment(2061, "DataTime=20261122080000;w01018-Avg=41.2,w01018-Flag=N")
}

/// A segment whose check sum has a letter in it.
fn lettered() -> String {
    segment(2061, "DataTime=20261122080000;w01018-Avg=41.5,w01018-Flag=N")
}

fn with_cp(cp: &str) -> Vec<u8> {
    frame(&segment(2061, cp)).into_bytes()
}

fn with_header(from: &str, to: &str) -> Vec<u8> {
    assert!(hour().contains(from));
    frame(&hour().replace(from, to)).into_bytes()
}

fn gbk() -> Vec<u8> {
    let mut segment = segment(3020, "DataTime=20261122070545;i11001-Info=//?//").into_bytes();
    let mark = segment.iter().position(|byte| *byte == b'?').unwrap();
    segment.splice(mark..=mark, [0xC7, 0xE5, 0xCF, 0xB4]);
    let mut frame = format!("##{:04}", segment.len()).into_bytes();
    frame.extend_from_slice(&segment);
    frame.extend_from_slice(format!("{:04X}\r\n", crc::checksum(&segment)).as_bytes());
    frame
}

fn in_characters() -> Vec<u8> {
    let segment = segment(3020, "DataTime=20261122070545;i11001-Info=//清洗//");
    frame(&segment)
        .replace(&format!("##{:04}", segment.len()), &format!("##{:04}", segment.chars().count()))
        .into_bytes()
}

fn long() -> Vec<u8> {
    let groups: Vec<String> = (0..40).map(|n| format!("w{n:05}-Avg=1.00,w{n:05}-Flag=N")).collect();
    with_cp(&format!("DataTime=20261122080000;{}", groups.join(";")))
}

/// The frame, and the only defects that it has.
fn cases() -> Vec<(Vec<u8>, &'static str)> {
    let sound = frame(&hour());
    let lower = |bytes: &[u8]| format!("{:04x}", crc::checksum(bytes));
    let swapped = |bytes: &[u8]| format!("{:04X}", crc::checksum(bytes).swap_bytes());
    let modbus = |bytes: &[u8]| format!("{:04X}", crc::modbus(bytes));
    vec![
        (sound.clone().into_bytes(), ""),
        (b"hello\r\n".to_vec(), "garbage"),
        (vec![b'#'; 3000], "garbage"),
        (sound[..60].into(), "truncated"),
        (b"##0100".to_vec(), "truncated"),
        (sound.trim_end().replace("41.2", "41.3").into(), "crc_wrong,no_terminator"),
        (sound.trim_end().replace("##01", "##02").into(), "length_off,no_terminator"),
        (sound.replace("41.2", "41.3").into(), "crc_wrong"),
        (summed(&hour(), |_| "GGGG".to_owned()).into(), "crc_wrong"),
        (summed(&hour(), modbus).into(), "crc_modbus"),
        (summed(&hour(), swapped).into(), "crc_swapped"),
        (summed(&lettered(), lower).into(), "crc_lower_case"),
        (sound.replace("##01", "##02").into(), "length_off"),
        (sound.replace("##01", "##00").into(), "length_off"),
        (in_characters(), "length_in_characters"),
        (long(), "too_long,unknown_pollutant"),
        (sound.replace("\r\n", "\n").into(), "lf_only"),
        (sound.trim_end().into(), "no_terminator"),
        (sound.replace("\r\n", "\r").into(), "no_terminator"),
        (frame("QN=20261122081500123;ST=32;CN=2011").into(), "bad_segment"),
        (frame("QN=20261122081500123;ST=32;CN=2011;MN=441900A8900016F000169DC0;CP=&&a=1").into(), "bad_segment"),
        (frame(&hour().replace("ST=32;", "")).into(), "bad_segment"),
        (frame(&hour().replace("CN=2061", "CN=+2061")).into(), "bad_segment"),
        (frame(&hour().replace("ST=32", "ST=999")).into(), "bad_segment"),
        (b"##0000\r\n".to_vec(), "bad_segment"),
        (gbk(), "not_utf8"),
        (with_header("QN=20261122081500123;", ""), "missing_qn"),
        (with_header("QN=20261122081500123;", "QN=;"), "missing_qn"),
        (with_header("QN=20261122081500123;", "QN=20261122081500;"), "bad_qn"),
        (with_header("PW=123456;", ""), "missing_pw"),
        (with_header("MN=441900A8900016F000169DC0", "MN="), "mn_empty"),
        (with_header("MN=441900A8900016F000169DC0", "MN=44190012345678"), "mn_short"),
        (with_header("Flag=5;", ""), "missing_flag"),
        (with_header("Flag=5;", "Flag=A;"), "bad_flag"),
        (with_header("Flag=5;", "Flag=256;"), "bad_flag"),
        (with_header("Flag=5;", "Flag=13;"), "edition_flag_odd"),
        (with_header("Flag=5;", "Flag=5;RF=1;"), "edition_flag_odd"),
        (with_header("Flag=5;", "Flag=7;"), "part_missing"),
        (with_header("Flag=5;", "Flag=7;PNUM=2;PNO=3;"), "part_missing"),
        (with_header("Flag=5;", "Flag=7;PNUM=2;PNO=x;"), "part_missing"),
        (with_header("Flag=5;", "Flag=5;PNUM=2;PNO=1;"), "part_unannounced"),
        (with_header("Flag=5;", "Flag=5;VER=3;"), "unknown_field"),
        (with_header("Flag=5;", "Flag=5;Flag=5;"), "duplicate_item"),
        (with_header("Flag=5;", " Flag=5;"), "stray_space"),
        (with_header("CP=&&", "CP=&& "), "stray_space"),
        (with_header("N&&", "N&& "), "stray_space"),
        (with_header(";w01018", "; w01018"), "stray_space"),
        (with_header("CN=2061", "CN=2999"), "unknown_command"),
        (with_cp("w01018-Avg=41.2"), "missing_item"),
        (frame(&segment(9011, "QnRtn=yes")).into(), "missing_item"),
        (with_cp("DataTime=20261322080000;w01018-Avg=41.2"), "illegal_time"),
        (with_cp("DataTime=2026-11-22 08:00;w01018-Avg=41.2"), "illegal_time"),
        (with_cp("DataTime=20261122080000000;w01018-Avg=41.2"), "time_with_milliseconds"),
        (with_cp("DataTime=20261122080000;w01018-Avg=4I.2"), "bad_value"),
        (with_cp("DataTime=20261122080000;w01018-Avg="), "empty_value"),
        (with_cp("DataTime=20261122080000;w01018-Avg=+41.2"), "odd_number"),
        (with_cp("DataTime=20261122080000;W01018-avg=41.2"), "odd_case"),
        (with_cp("DataTime=20261122080000;w01018-Avg=4\x001"), "nul_byte,bad_value"),
        (frame(&segment(2021, "DataTime=20261122080000;sb1-rs=1")).into(), "odd_case"),
        (frame(&segment(2021, "DataTime=20261122080000;SB1_RS=1")).into(), "lost_value"),
        (frame(&segment(2021, "DataTime=20261122080000;SB1-RS=")).into(), "empty_value"),
        (frame(&segment(3019, "PolId=w01018;w01018-sn=1")).into(), "odd_case"),
        (frame(&segment(3019, "PolId=w01018;w01018-SNo=1")).into(), "lost_value,vendor_suffix"),
        (frame(&segment(3020, "DataTime=20261122080000;i11001_Info=1")).into(), "lost_value"),
        (with_cp("DataTime=20261122080000;w01018-Flag=NN"), "bad_value"),
        (frame(&segment(2041, "DataTime=20261122000000;SB1-RT=all day")).into(), "bad_value"),
        (with_cp("DataTime=20261122080000;w01018-Avg=1;rubbish-x"), "bad_item,unknown_pollutant,vendor_suffix"),
        (with_cp("DataTime=20261122080000;w01018-Avg=1,w01018-Avg=2"), "duplicate_item"),
        (with_cp("DataTime=20261122080000;w01018-Avg=41.2;w01018-Flag=N"), "semicolon_for_comma"),
        (with_cp("DataTime=20261122080000;w01018-Avg=41.2,w21003-Avg=3.1"), "comma_for_semicolon"),
        (with_cp("DataTime=20261122080000;O3-Avg=41.2;ele01-Avg=3"), "unknown_pollutant"),
        (with_cp("DataTime=20261122080000;01018-Avg=41.2"), "unknown_pollutant"),
        (with_cp("DataTime=20261122080000;011-Avg=41.2"), "legacy_code"),
        (with_cp("DataTime=20261122080000;w01018-Avg=41.2,w01018-Flag=X"), "unknown_flag"),
        (with_cp("DataTime=20261122080000;w01018-Avg=41.2,w01018-ValidNum=60,w01018-TotalNum=60"), "vendor_suffix"),
        (frame(&segment(2021, "DataTime=20261122080000;SBx-RS=1")).into(), "lost_value"),
        (with_cp("DataTime=20261122080000;a21026-Avg=25"), "system_type_mismatch"),
        (with_header("ST=32", "ST=31"), "system_type_mismatch"),
    ]
}

#[test]
fn each_has_its_name() {
    for (bytes, wanted) in cases() {
        let received = receive(bytes);
        assert_eq!(received.defects.to_string(), wanted, "{received:?}");
    }
}

#[test]
fn no_defect_is_left_out() {
    let seen: BTreeSet<Defect> =
        cases().iter().flat_map(|(_, names)| names.parse::<Defects>().unwrap().iter()).collect();
    let missing: Vec<_> = Defect::ALL.iter().filter(|defect| !seen.contains(*defect)).collect();
    assert_eq!(missing, [&Defect::Oversize], "and that one has a test of its own");
}

#[test]
fn what_no_receiver_takes_in_is_cut_off() {
    let mut stream = b"##9999".to_vec();
    stream.resize(6000, b'x');
    stream.extend_from_slice(wire("P02").as_bytes());
    let items = decode(&stream, &[usize::MAX]);
    let names: Vec<_> = items.iter().map(|item| item.defects.to_string()).collect();
    assert_eq!(names, ["oversize", "garbage", ""]);
    assert_eq!(items[0].wire.len(), 4096 + 12);
}

#[rstest]
#[case("DataTime=20261122080000;w01018-Avg=41.2;w01018-Flag=N")]
#[case("DataTime=20261122080000;w01018-Avg=41.2;w21003-Avg=3.1;w01018-Flag=N")]
fn a_pollutant_torn_apart_is_one_reading(#[case] cp: &str) {
    let upload = receive(with_cp(cp)).packet.unwrap().upload().unwrap();
    let cod = upload.reading("w01018").unwrap();
    assert_eq!((cod.avg, cod.flag), (Some("41.2".parse().unwrap()), Some(hj212::DataFlag::Normal)));
}

#[test]
fn what_cannot_be_read_is_kept_as_text() {
    let upload = |cp| receive(with_cp(cp)).packet.unwrap().upload().unwrap();
    let kept = |upload: &hj212::Upload| upload.readings[0].extra.clone();
    let text = |suffix: &str, value: &str| vec![(suffix.to_owned(), value.to_owned())];

    let bad = upload("DataTime=20261122080000;w01018-Avg=4I.2,w01018-Min=40.1");
    assert_eq!((bad.readings[0].avg, kept(&bad)), (None, text("Avg", "4I.2")));
    assert_eq!(bad.readings[0].min, Some("40.1".parse().unwrap()));

    let twice = upload("DataTime=20261122080000;w01018-Avg=1,w01018-Avg=2");
    assert_eq!((twice.readings[0].avg, kept(&twice)), (Some(1.into()), text("Avg", "2")));

    assert_eq!(kept(&upload("DataTime=20261122080000;w01018-Avg=1,w01018-ValidNum=60")), text("ValidNum", "60"));
    assert_eq!(upload("DataTime=20261122080000;Weather=rain").extra, text("Weather", "rain"));
}

/// What was measured and stands under a name that nobody knows is refused by name, in every command that brings values.
#[rstest]
#[case("w01018-td=999.0,w01018-Flag=N;w21003-Rtd=1.5,w21003-Flag=N")]
#[case("w01018_Rtd=999.0,w01018_Flag=N")]
#[case("w01018=999.0")]
#[case("w01018.Avg=999.0")]
#[case("w01018Rtd=999.0")]
#[case("011_Rtd=999.0")]
#[case("ys1000_Rtd=160.3")]
#[case("w01018-Average=30,w01018-Flag=N")]
#[case("a21026-ZRtd=30")]
fn a_value_without_a_name_is_not_acknowledged(#[case] items: &str) {
    for cn in [2011, 2051, 2061, 2031] {
        let received = receive(frame(&segment(cn, &format!("DataTime=20261122080000;{items}"))));
        assert!(received.defects.contains(Defect::LostValue), "{cn}: {received:?}");
        assert_eq!(hj212::Policy::STRICT.judge(&received), hj212::Verdict::Refuse(Defect::LostValue));
    }
}

#[test]
fn the_case_of_names_does_not_matter() {
    let received =
        receive(with_cp("DataTime=20261122080000;w01018-rtd=999.0,w01018-flag=D;w21003-Rtd=1.5,w21003-Flag=N"));
    let upload = received.packet.unwrap().upload().unwrap();
    let cod = upload.reading("w01018").unwrap();
    assert_eq!((cod.rtd, cod.flag), (Some("999.0".parse().unwrap()), Some(hj212::DataFlag::Fault)));
    assert_eq!(received.defects.to_string(), "odd_case");
    // The letters of a code too, new or legacy, and both ways of writing make one reading.
    let upload = receive(with_cp("DataTime=20261122080000;W01018-Rtd=1,w01018-Flag=N;b01-Rtd=2")).packet.unwrap();
    let upload = upload.upload().unwrap();
    assert_eq!(upload.readings.iter().map(|reading| reading.code.as_ref()).collect::<Vec<_>>(), ["w01018", "B01"]);
}

/// One field that cannot be read costs itself: the frame is taken from the strictest logger.
#[rstest]
#[case("", "empty_value")]
#[case("--", "bad_value")]
#[case("NULL", "bad_value")]
#[case("NaN", "bad_value")]
#[case("3.20mg/L", "bad_value")]
#[case("1.5E2", "odd_number")]
#[case("+3.2", "odd_number")]
#[case(".5", "odd_number")]
fn one_unreadable_field_costs_itself(#[case] value: &str, #[case] noted: &str) {
    for (cn, suffix) in [(2011, "Rtd"), (2051, "Avg"), (2061, "Avg"), (2031, "Cou")] {
        let cp =
            format!("DataTime=20261122080000;w01018-{suffix}={value},w01018-Flag=N;w21003-{suffix}=1.5,w21003-Flag=N");
        let received = receive(frame(&segment(cn, &cp)));
        assert_eq!(received.defects.to_string(), noted);
        assert_eq!(hj212::Policy::STRICT.judge(&received), hj212::Verdict::Accept);
        let upload = received.packet.unwrap().upload().unwrap();
        assert!(upload.reading("w21003").unwrap().has_figures());
        assert_eq!(upload.reading("w01018").unwrap().has_figures(), noted == "odd_number");
    }
}

/// 2111 of the edition of 2025: the mean of a furnace over five minutes. Without items it asks for nothing that is known here.
#[test]
fn five_minutes_of_a_furnace_are_an_upload() {
    let received = receive(frame(&segment(2111, "DataTime=20261122080500;a01901-Avg=912.4,a01901-Flag=N")));
    let upload = received.packet.unwrap().upload().unwrap();
    assert_eq!(upload.interval, hj212::Interval::FiveMinutes);
    assert_eq!(upload.reading("a01901").unwrap().avg, Some("912.4".parse().unwrap()));
    let empty = receive(frame(&segment(2111, ""))).packet.unwrap();
    assert_eq!(empty.message().unwrap(), hj212::Message::Other);
}

#[test]
fn a_production_condition_may_be_a_word() {
    let segment = segment(2011, "DataTime=20261122080000;p99101-Rtd=St,p99101-Flag=N").replace("ST=32", "ST=45");
    let received = receive(frame(&segment));
    assert_eq!(received.defects.to_string(), "unknown_pollutant");
    let upload = received.packet.unwrap().upload().unwrap();
    assert_eq!(upload.readings[0].extra, [("Rtd".to_owned(), "St".to_owned())]);
}

#[test]
fn a_log_in_another_encoding_is_legible_where_it_is_ascii() {
    let received = receive(gbk());
    assert_eq!(received.wire, gbk());
    assert_eq!(received.packet.unwrap().cp.get("DataTime"), Some("20261122070545"));
}

#[test]
fn a_broken_frame_still_names_its_device() {
    let received = receive(wire("P02").replace("41.2", "42.2"));
    assert_eq!(received.packet.unwrap().mn, "441900A8900016F000169DC0");
}

#[test]
fn bytes_without_a_packet_are_kept() {
    let Received { wire, packet, message, .. } = receive("noise");
    assert_eq!((wire.as_ref(), packet, message), (b"noise".as_ref(), None, None));
}

/// The sample that declares 0428 for 431 bytes, among its neighbours.
#[test]
fn a_length_that_lies_does_not_hurt_the_frames_around() {
    let hour = wire("P06").replace("##0412", "##0409");
    let items = decode(format!("{}{hour}{}", wire("P02"), wire("P05")).as_bytes(), &[7]);
    let names: Vec<_> = items.iter().map(|item| item.defects.to_string()).collect();
    assert_eq!(names, ["", "length_off", ""]);
}

/// Why something is left out, its name, and what stood there.
type LeftOut<'a> = &'a [(WhyLeft, &'a str, &'a str)];

/// What is not in the message is left out by name, so that whoever acknowledges the packet can say so.
#[test]
fn what_a_message_does_not_hold_is_named() {
    use WhyLeft::{Repeated, Unknown, Unreadable};
    let at = "DataTime=20261122080000";
    let cases: [(u16, &str, LeftOut<'_>); 10] = [
        (2061, "w01018-Avg=41.2,w01018-Flag=N", &[]),
        (2061, "w01018-Avg=4I.2,w01018-Flag=N", &[(Unreadable, "w01018-Avg", "4I.2")]),
        (2061, "w01018-Avg=1,w01018-Avg=2", &[(Repeated, "w01018-Avg", "2")]),
        (2061, "DataTime=20261122090000;w01018-Avg=1", &[(Repeated, "DataTime", "20261122090000")]),
        (2061, "w01018-Avg=1,w01018-ValidNum=60;x=1", &[(Unknown, "w01018-ValidNum", "60"), (Unknown, "x", "1")]),
        (2041, "SB1-RT=24.5;SB2-RT=3O", &[(Unreadable, "SB2-RT", "3O")]),
        (2021, "SB1-RS=1;SB01-RS=0;y-z=1", &[(Repeated, "SB01-RS", "0"), (Unknown, "y-z", "1")]),
        (3020, "i11001-Info=1;i11001-Inf=2", &[(Unknown, "i11001-Inf", "2")]),
        (9015, "Power=on", &[(Unknown, "DataTime", "20261122080000"), (Unknown, "Power", "on")]),
        (2081, "RestartTime=20261122070000;Why=power", &[(Unknown, "Why", "power")]),
    ];
    for (cn, items, want) in cases {
        let received = receive(frame(&segment(cn, &format!("{at};{items}"))));
        assert!(received.message.is_some(), "{items}");
        let left: Vec<_> =
            received.left_out.iter().map(|item| (item.why, item.key.as_str(), item.text.as_str())).collect();
        assert_eq!(left, want, "{items}");
    }
}
