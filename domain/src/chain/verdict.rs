//! What a frame was taken for when it arrived, and who decided otherwise.

use crate::{
    audit::Act,
    time::{SECOND, Stamp},
};

/// The verdict at arrival of a frame that has this one now. A frame that was held is released or discarded later, by a
/// person, once, and the audit log says by whom ([`Decisions`]); its link binds that it was held. No other verdict ever
/// changes.
pub fn at_arrival(verdict: &str) -> &str {
    match verdict {
        "released" | "discarded" => "held",
        as_it_was => as_it_was,
    }
}

/// What the audit log says that persons decided about the held frames of one logger. No link binds a decision, so each frame
/// that has one must find it here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Decisions {
    released: Told,
    discarded: Told,
}

/// What the log tells of one kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Told {
    /// When it was done last.
    last: Option<Stamp>,
    /// How many frames were meant, those of other days too, less those that were met.
    frames: i64,
}

impl Decisions {
    /// Which acts are decisions.
    pub const ACTS: [Act; 2] = [Act::ReleaseValues, Act::DiscardValues];

    /// The log has a line: so many frames were released or discarded. Other acts are none.
    pub fn note(&mut self, act: &str, at: Stamp, frames: i64) {
        let told = match act.parse() {
            Ok(Act::ReleaseValues) => &mut self.released,
            Ok(Act::DiscardValues) => &mut self.discarded,
            _ => return,
        };
        told.last = told.last.max(Some(at));
        told.frames = told.frames.saturating_add(frames.max(0));
    }

    /// Whether a frame with this verdict may have it: nobody had to decide, or somebody did after it came, and the log
    /// tells of no fewer frames than have been met.
    pub fn allow(&mut self, verdict: &str, arrived: Stamp) -> bool {
        let told = match verdict {
            "released" => &mut self.released,
            "discarded" => &mut self.discarded,
            _ => return true,
        };
        told.frames = told.frames.saturating_sub(1);
        // The log of an archive is told to the second.
        let second = |at: Stamp| at.0.div_euclid(SECOND);
        told.frames >= 0 && told.last.is_some_and(|last| second(last) >= second(arrived))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_decision_needs_a_line_of_its_kind_after_the_arrival_and_no_more_frames_than_it_tells_of() {
        let mut nobody = Decisions::default();
        assert!(nobody.allow("accepted", Stamp(5)) && nobody.allow("held", Stamp(5)));
        assert!(!nobody.allow("released", Stamp(5)) && !nobody.allow("discarded", Stamp(5)));
        let mut somebody = Decisions::default();
        somebody.note(Act::ReleaseValues.as_str(), Stamp(9_000), 3);
        somebody.note(Act::DisableDevice.as_str(), Stamp(99_000), 9);
        assert!(somebody.allow("released", Stamp(9_999)), "the same second");
        assert!(!somebody.allow("released", Stamp(10_000)), "it came later");
        assert!(!somebody.allow("discarded", Stamp(1)), "another kind");
        assert!(somebody.allow("released", Stamp(1)));
        assert!(!somebody.allow("released", Stamp(1)), "one more than the log tells of");
    }
}
