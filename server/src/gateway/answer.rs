//! What is sent back.

use bytes::{Bytes, BytesMut};
use domain::time::Stamp;
use hj212::{Command, Defect, Message, Packet, Qn, QnRtn, Received, Station, content::clock::SetClock, crc::Algorithm};

/// Bytes to be sent once the frame is stored; empty when nothing is to be said.
pub type Answer = Bytes;

/// The answer to a frame whose content was taken: 9014 to data, 9013 and then the time to a request for the time,
/// nothing where the logger wants nothing.
pub fn to_accepted(received: &Received, now: Stamp) -> Answer {
    let Some(packet) = &received.packet else { return Bytes::new() };
    match (&received.message, packet.cn) {
        (Some(Message::ClockWanted(wanted)), _) => notice_and_clock(received, packet, wanted.pol_id.clone(), now),
        (
            Some(Message::RequestAnswer(_) | Message::ExecutionResult(_) | Message::NoticeAnswer | Message::DataAnswer),
            _,
        ) => Bytes::new(),
        _ if !packet.wants_answer() => Bytes::new(),
        // Commands 1000 to 1999 that are not understood are requests; the rest of the unknown ones carry data.
        (_, Command::Other(1000..=1999)) => encode(received, &packet.request_answer(QnRtn::CnError)),
        _ => encode(received, &packet.data_answer()),
    }
}

fn notice_and_clock(received: &Received, packet: &Packet, pol_id: Option<String>, now: Stamp) -> Answer {
    let mut bytes = BytesMut::from(encode(received, &packet.notice_answer()));
    let set = SetClock { pol_id, system_time: now.beijing() };
    match Station::of(packet).packet(Qn::from(now.beijing()), &set) {
        Ok(request) => bytes.extend_from_slice(&encode(received, &request)),
        Err(error) => tracing::warn!(%error, "the time could not be told to a logger"),
    }
    bytes.freeze()
}

/// A logger that computes the check sum in its own way also expects answers in that way.
fn encode(received: &Received, packet: &Packet) -> Bytes {
    if received.defects.contains(Defect::CrcModbus) { packet.encode_with(Algorithm::Modbus) } else { packet.encode() }
}
