//! What a server function is asked with.

use domain::access::Action;

/// The one struct that a server function takes. Without it, and without rules for what comes in, a function does not
/// compile: [`Guarded`](super::Guarded) takes nothing else.
#[cfg(feature = "ssr")]
pub trait Asking: services::input::Incoming {
    /// What somebody must be allowed to do who asks for this.
    const ACTION: Action;
}

/// The same in the browser, which judges nothing: the rules are the server's.
#[cfg(not(feature = "ssr"))]
pub trait Asking {
    /// What somebody must be allowed to do who asks for this.
    const ACTION: Action;
}
