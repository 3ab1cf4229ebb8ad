//! What a message does not hold of its packet.

/// An item that stands in a packet and is not in its message. Whoever acknowledges the packet owes a word about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// The name of the item, as it came but for the case of its letters.
    pub key: String,
    /// What stood there.
    pub text: String,
    /// Why it is left out.
    pub why: WhyLeft,
}

/// Why an item is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhyLeft {
    /// It cannot be read, or is empty.
    Unreadable,
    /// It stood there before; the first one counts.
    Repeated,
    /// Its name is none that the command knows.
    Unknown,
}
