//! A dialogue of the bureau with an enterprise, about a finding, an event of exceedance or a sign in the data.

/// What was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    /// The bureau asks.
    Question,
    /// The enterprise says what happened.
    Answer,
    /// The bureau says why it settles the matter so.
    Closing,
}

text_enum! {
    /// What was written in the course of an event of exceedance, or of a sign in the data.
    pub enum EventEntryKind {
        /// The bureau asks the enterprise.
        Question = "question",
        /// The enterprise says what happened.
        Answer = "answer",
        /// The bureau says why it settles the matter so.
        Closing = "closing",
    }
}

impl EventEntryKind {
    /// Whether the enterprise wrote it; the bureau did otherwise.
    pub const fn is_of_enterprise(self) -> bool {
        matches!(self, Self::Answer)
    }

    /// What it is in the dialogue.
    pub const fn word(self) -> Word {
        match self {
            Self::Question => Word::Question,
            Self::Answer => Word::Answer,
            Self::Closing => Word::Closing,
        }
    }
}

/// Whose turn it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// Nobody has asked or answered.
    Nobody,
    /// The enterprise is asked, and has not answered since.
    Enterprise,
    /// The enterprise has answered, asked or not.
    Bureau,
}

impl Turn {
    /// After what was written, oldest first. How the bureau settles a matter changes nothing about it: where the enterprise is not
    /// told, it goes on seeing whose turn it was.
    pub fn after(words: impl IntoIterator<Item = Word>) -> Self {
        words.into_iter().fold(Self::Nobody, |turn, word| match word {
            Word::Question => Self::Enterprise,
            Word::Answer => Self::Bureau,
            Word::Closing => turn,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Turn, Word::*};

    #[test]
    fn the_last_question_or_answer_tells() {
        for (words, turn) in [
            (&[][..], Turn::Nobody),
            (&[Closing], Turn::Nobody),
            (&[Question], Turn::Enterprise),
            (&[Answer], Turn::Bureau),
            (&[Question, Answer, Closing], Turn::Bureau),
            (&[Question, Answer, Question, Closing], Turn::Enterprise),
        ] {
            assert_eq!(Turn::after(words.iter().copied()), turn, "{words:?}");
        }
    }
}
