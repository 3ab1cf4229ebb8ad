//! The link to the server that news come by.

/// The state of the event stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Link {
    /// Not opened: the page as the server sent it.
    Still,
    /// It stands.
    Stands,
    /// Broken, and being opened again.
    Trying,
    /// Broken; it is opened again in so many seconds.
    Waiting(u32),
}
