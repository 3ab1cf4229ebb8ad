//! What is peculiar about a logger beside its edition and its defects: silence, lost acknowledgements, nights of rest.

use crate::stories::Story;

/// A habit that a story gives.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Habit {
    /// None.
    #[default]
    Ordinary,
    /// Connects and sends nothing.
    Silent,
    /// Loses the first acknowledgement of each hour and sends the hour again.
    LosesAcknowledgements,
    /// Its treatment rests from 23:00 to 05:00, as the states of its equipment tell.
    RestsAtNight,
}

impl From<Option<Story>> for Habit {
    fn from(story: Option<Story>) -> Self {
        match story {
            Some(Story::SilentLogger) => Self::Silent,
            Some(Story::LostAcknowledgement) => Self::LosesAcknowledgements,
            Some(Story::NightTreatment) => Self::RestsAtNight,
            _ => Self::Ordinary,
        }
    }
}
