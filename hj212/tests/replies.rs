//! Answers, in kind.
#![cfg(feature = "codec")]
#![allow(missing_docs, clippy::unwrap_used)]

mod common;

use common::{frame, receive, segment, wire};
use hj212::{ExeRtn, Packet, QnRtn, crc::Algorithm};
use rstest::rstest;

fn packet(id: &str) -> Packet {
    receive(wire(id)).packet.unwrap()
}

#[test]
fn the_samples_answer_each_other() {
    assert_eq!(packet("P02").data_answer().encode(), wire("P03"));
    assert_eq!(packet("P12").notice_answer().encode(), wire("P13"));
    assert_eq!(packet("P14").request_answer(QnRtn::Ready).encode(), wire("P15"));
    assert_eq!(packet("P14").execution_result(ExeRtn::Success).encode(), wire("P16"));
}

#[rstest]
#[case("Flag=1", "Flag=0")]
#[case("Flag=3;PNUM=2;PNO=1", "Flag=0")]
#[case("Flag=5", "Flag=4")]
#[case("Flag=7;PNUM=2;PNO=1", "Flag=4")]
#[case("Flag=9", "Flag=8")]
#[case("Flag=9;RF=1", "Flag=8")]
#[case("Flag=11;PNUM=2;PNO=1", "Flag=8")]
fn an_answer_speaks_the_edition_of_the_question(#[case] asked: &str, #[case] answered: &str) {
    let question = segment(2011, "DataTime=20261122081500").replace("Flag=5", asked);
    let answer = receive(frame(&question)).packet.unwrap().data_answer();
    assert_eq!(
        answer.segment(),
        format!("QN=20261122081500123;ST=91;CN=9014;PW=123456;MN=441900A8900016F000169DC0;{answered};CP=&&&&")
    );
}

#[test]
fn a_2005_packet_without_qn_and_flag_is_answered_without_them() {
    let answer = packet("P23").data_answer().segment();
    assert_eq!(answer, "ST=91;CN=9014;PW=123456;MN=44190012345678;CP=&&&&");
}

#[test]
fn a_logger_with_the_wrong_check_sum_is_answered_with_it() {
    let packet = packet("P02");
    let received = receive(packet.encode_with(Algorithm::Modbus));
    assert_eq!(received.defects.to_string(), "crc_modbus");
    assert_eq!(received.algorithm(), Algorithm::Modbus);
    let answer = receive(packet.data_answer().encode_with(received.algorithm()));
    assert_eq!(answer.defects.to_string(), "crc_modbus");
    assert_eq!(receive(wire("P02")).algorithm(), Algorithm::Standard);
    assert_eq!(packet.encode_with(Algorithm::Standard), wire("P02"));
}

#[rstest]
#[case(1, QnRtn::Ready)]
#[case(9, QnRtn::CrcError)]
#[case(100, QnRtn::Unknown)]
#[case(55, QnRtn::Other(55))]
fn request_results(#[case] code: u16, #[case] result: QnRtn) {
    assert_eq!((QnRtn::from(code), result.code()), (result, code));
}

#[rstest]
#[case(1, ExeRtn::Success)]
#[case(6, ExeRtn::SystemFault)]
#[case(100, ExeRtn::NoData)]
#[case(7, ExeRtn::Other(7))]
fn execution_results(#[case] code: u16, #[case] result: ExeRtn) {
    assert_eq!((ExeRtn::from(code), result.code()), (result, code));
}
