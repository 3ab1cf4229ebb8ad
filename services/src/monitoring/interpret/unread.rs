//! Commands that are kept as they came.

use domain::device::NoticeKind;
use hj212::{Command, Message, Packet};

use super::NewNotice;

/// A word about a packet that brings something that the portal keeps as it came and does not read.
pub(super) fn notice(packet: &Packet, message: &Message) -> Option<NewNotice> {
    is_unread(packet, message).then(|| NewNotice::new(NoticeKind::NotRead, &packet.cn.to_string(), ""))
}

/// Whether it is a command that the portal does not know, or one that is for loggers to obey.
fn is_unread(packet: &Packet, message: &Message) -> bool {
    match message {
        // The time of its clock a logger says when it is asked; `commands` keeps that beside the question.
        Message::Other if packet.cn == Command::ReadClock => false,
        // A known command without items says nothing.
        Message::Other => !packet.cp.is_empty() || !packet.cn.is_known(),
        Message::SetTimeouts(_)
        | Message::SetClock(_)
        | Message::SetRealtimeInterval(_)
        | Message::SetMinuteInterval(_)
        | Message::Backfill(_) => true,
        _ => false,
    }
}
