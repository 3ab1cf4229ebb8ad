//! What waits to be sent, in order, and what waits for its acknowledgement.

use std::collections::VecDeque;

use bytes::Bytes;
use hj212::{Command, Packet, Qn};

/// As many packets as a logger keeps while nobody answers; the oldest go first.
const KEPT: usize = 2_000;
/// How often a packet is sent before the connection is given up.
const ATTEMPTS: u8 = 4;

/// A packet that waits.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// The frame.
    pub frame: Bytes,
    /// The number that its acknowledgement repeats; absent where none is wanted.
    pub answered_as: Option<Qn>,
    /// Which command it is.
    pub command: Command,
    /// How often it was sent.
    pub attempts: u8,
}

/// One packet at a time is on its way; the next follows its acknowledgement.
#[derive(Debug, Default)]
pub struct Outbox {
    queue: VecDeque<Waiting>,
    on_its_way: Option<Waiting>,
}

impl Outbox {
    /// Puts a packet at the end.
    pub fn push(&mut self, packet: &Packet, frame: Bytes) {
        if self.queue.len() >= KEPT {
            self.queue.pop_front();
        }
        let answered_as = packet.qn.filter(|_| packet.wants_answer());
        self.queue.push_back(Waiting { frame, answered_as, command: packet.cn, attempts: 0 });
    }

    /// The next frame to be written, unless one is on its way.
    pub fn next(&mut self) -> Option<Bytes> {
        if self.on_its_way.is_some() {
            return None;
        }
        let mut next = self.queue.pop_front()?;
        next.attempts += 1;
        let frame = next.frame.clone();
        self.on_its_way = Some(next).filter(|next| next.answered_as.is_some());
        Some(frame)
    }

    /// The packet that waits for its acknowledgement.
    pub fn on_its_way(&self) -> Option<&Waiting> {
        self.on_its_way.as_ref()
    }

    /// Takes note of an acknowledgement; whether it was the one that was waited for.
    pub fn acknowledged(&mut self, qn: Option<Qn>) -> bool {
        let expected = qn.is_some() && self.on_its_way.as_ref().is_some_and(|waiting| waiting.answered_as == qn);
        if expected {
            self.on_its_way = None;
        }
        expected
    }

    /// The frame once more, after its acknowledgement did not come; none where it was sent often enough.
    pub fn again(&mut self) -> Option<Bytes> {
        let waiting = self.on_its_way.as_mut().filter(|waiting| waiting.attempts < ATTEMPTS)?;
        waiting.attempts += 1;
        Some(waiting.frame.clone())
    }

    /// The connection is gone: what was on its way waits again. Instants are not worth keeping.
    pub fn interrupted(&mut self) {
        if let Some(mut waiting) = self.on_its_way.take() {
            waiting.attempts = 0;
            self.queue.push_front(waiting);
        }
        self.queue.retain(|waiting| waiting.command != Command::RealtimeData);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn packet(second: u32, cn: u16) -> Packet {
        let segment =
            format!("QN=202611220701{second:02}000;ST=32;CN={cn};PW=123456;MN=441900A8900016F000169DC0;Flag=5;CP=&&&&");
        Packet::parse(&segment).unwrap().0
    }

    fn filled(packets: &[Packet]) -> Outbox {
        let mut outbox = Outbox::default();
        for packet in packets {
            outbox.push(packet, packet.encode());
        }
        outbox
    }

    #[test]
    fn one_at_a_time_and_four_attempts() {
        let packets = [packet(1, 2061), packet(2, 2061)];
        let mut outbox = filled(&packets);
        assert_eq!(outbox.next(), Some(packets[0].encode()));
        assert_eq!(outbox.next(), None);
        assert!(!outbox.acknowledged(packets[1].qn) && !outbox.acknowledged(None));
        let repeats = std::iter::from_fn(|| outbox.again()).count();
        assert_eq!(repeats, 3);
        assert!(outbox.acknowledged(packets[0].qn));
        assert_eq!(outbox.next(), Some(packets[1].encode()));
    }

    #[test]
    fn hours_survive_a_lost_connection_and_instants_do_not() {
        let packets = [packet(1, 2061), packet(2, 2011), packet(3, 2051)];
        let mut outbox = filled(&packets);
        assert!(outbox.next().is_some());
        outbox.interrupted();
        assert_eq!(outbox.next(), Some(packets[0].encode()));
        assert!(outbox.acknowledged(packets[0].qn));
        assert_eq!(outbox.next(), Some(packets[2].encode()));
    }
}
