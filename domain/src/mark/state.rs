//! Where a mark stands. It is never changed: what becomes of it is written beside it, step by step.

text_enum! {
    /// What became of a mark.
    pub enum MarkStep {
        /// The bureau granted what was asked for late.
        Granted = "granted",
        /// The bureau refused it.
        Refused = "refused",
        /// The enterprise took it back.
        Withdrawn = "withdrawn",
        /// The enterprise said when an open one ended.
        Ended = "ended",
    }
}

text_enum! {
    /// Where it stands.
    pub enum MarkState {
        /// It holds.
        InForce = "in-force",
        /// It was set late, and waits for the bureau.
        Waiting = "waiting",
        /// The bureau refused it.
        Refused = "refused",
        /// The enterprise took it back.
        Withdrawn = "withdrawn",
    }
}

impl MarkStep {
    /// Whether the bureau took it.
    pub const fn is_of_bureau(self) -> bool {
        matches!(self, Self::Granted | Self::Refused)
    }
}

impl MarkState {
    /// Where a mark stands that was asked for late or not, after these steps.
    pub fn after(asked_for: bool, steps: &[MarkStep]) -> Self {
        let took = |step| steps.contains(&step);
        if took(MarkStep::Withdrawn) {
            Self::Withdrawn
        } else if took(MarkStep::Refused) {
            Self::Refused
        } else if asked_for && !took(MarkStep::Granted) {
            Self::Waiting
        } else {
            Self::InForce
        }
    }

    /// Whether it stands in the way of another one.
    pub const fn is_live(self) -> bool {
        matches!(self, Self::InForce | Self::Waiting)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_a_mark_stands() {
        use MarkStep as S;
        #[rustfmt::skip]
        let cases: [(bool, &[S], MarkState); 7] = [
            (false, &[],                         MarkState::InForce),
            (false, &[S::Ended],                 MarkState::InForce),
            (false, &[S::Withdrawn],             MarkState::Withdrawn),
            (true,  &[],                         MarkState::Waiting),
            (true,  &[S::Granted],               MarkState::InForce),
            (true,  &[S::Refused],               MarkState::Refused),
            (true,  &[S::Withdrawn],             MarkState::Withdrawn),
        ];
        for (asked_for, steps, want) in cases {
            assert_eq!(MarkState::after(asked_for, steps), want, "{asked_for} {steps:?}");
        }
    }
}
