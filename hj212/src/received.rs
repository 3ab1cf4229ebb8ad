//! What came over the line, judged piece by piece.

use bytes::Bytes;

use crate::{Defect, Defects, Message, Packet};

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
}

impl Received {
    /// Bytes that hold no packet.
    pub(crate) fn unusable(wire: Bytes, defect: Defect) -> Self {
        Self { wire, packet: None, message: None, defects: defect.into() }
    }
}
