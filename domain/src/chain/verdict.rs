//! What a frame was taken for when it arrived.

/// The verdict at arrival of a frame that has this one now. A frame that was held is released or discarded later, by a
/// person, once, and the audit log says by whom; its link binds that it was held. No other verdict ever changes.
pub fn at_arrival(verdict: &str) -> &str {
    match verdict {
        "released" | "discarded" => "held",
        as_it_was => as_it_was,
    }
}
