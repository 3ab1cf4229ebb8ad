//! What is sent back.

use bytes::Bytes;
use hj212::{Command, Defect, Message, Packet, QnRtn, Received, crc::Algorithm};

/// Bytes to be sent once the frame is stored; empty when nothing is to be said.
pub type Answer = Bytes;

/// The answer to a frame whose content was taken: 9014 to data, 9013 to a request for the time (which is then told by a command,
/// 1012), nothing where the logger wants nothing.
pub fn to_accepted(received: &Received) -> Answer {
    let Some(packet) = &received.packet else { return Bytes::new() };
    match (&received.message, packet.cn) {
        (Some(Message::ClockWanted(_)), _) => encode(received, &packet.notice_answer()),
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

/// A logger that computes the check sum in its own way also expects answers in that way.
fn encode(received: &Received, packet: &Packet) -> Bytes {
    if received.defects.contains(Defect::CrcModbus) { packet.encode_with(Algorithm::Modbus) } else { packet.encode() }
}
