//! What came over the line, judged piece by piece.

use bytes::Bytes;

use crate::{Defect, Defects, LeftOut, Message, Packet, crc::Algorithm};

/// A frame, or bytes that are none, exactly as they came, and what was made of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Received {
    /// The exact bytes, terminator included. All wires in a row are the whole stream.
    pub wire: Bytes,
    /// The packet, also where the check sum is wrong: so one sees whose frames arrive broken.
    pub packet: Option<Packet>,
    /// What the packet says, where its command is read and nothing needed is missing.
    pub message: Option<Message>,
    /// Everything that departs from the standard.
    pub defects: Defects,
    /// What stands in the packet and not in the message.
    pub left_out: Vec<LeftOut>,
}

impl Received {
    /// How the sender computes check sums: answer it in kind.
    pub const fn algorithm(&self) -> Algorithm {
        if self.defects.contains(Defect::CrcModbus) { Algorithm::Modbus } else { Algorithm::Standard }
    }

    /// Bytes that hold no packet.
    pub(crate) fn unusable(wire: Bytes, defect: Defect) -> Self {
        Self { wire, packet: None, message: None, defects: defect.into(), left_out: Vec::new() }
    }
}
