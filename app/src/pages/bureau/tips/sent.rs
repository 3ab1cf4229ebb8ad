//! What the form of a tip-off sends, and for which step.

use domain::input::Input;
use domain::tip::TipEvent;
use serde::Deserialize;
use services::Seen;
use services::input::{Incoming, sound};
use services::tips::Said;
use validator::Validate;

/// What a form does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    Accept,
    Decline,
    HandOver,
    Reply,
    Answer,
}

impl Act {
    /// The last part of its address.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Accept => "accept",
            Self::Decline => "decline",
            Self::HandOver => "hand-over",
            Self::Reply => "reply",
            Self::Answer => "answer",
        }
    }

    /// The step of a word; none for any other word.
    pub fn of(word: &str) -> Option<Self> {
        [Self::Accept, Self::Decline, Self::HandOver, Self::Reply, Self::Answer]
            .into_iter()
            .find(|act| act.word() == word)
    }

    /// The name of its text field.
    pub const fn field(self) -> &'static str {
        match self {
            Self::Decline => "reason",
            Self::Answer => "answer",
            Self::Reply | Self::Accept | Self::HandOver => "text",
        }
    }

    /// The fields that it needs: its own text, or none.
    pub const fn fields(self) -> &'static [&'static str] {
        match self {
            Self::Decline => &["reason"],
            Self::Answer => &["answer"],
            Self::Reply => &["text"],
            Self::Accept | Self::HandOver => &[],
        }
    }

    /// The step that it takes; a reply takes none.
    pub const fn event(self) -> Option<TipEvent> {
        match self {
            Self::Accept => Some(TipEvent::Accept),
            Self::Decline => Some(TipEvent::Decline),
            Self::HandOver => Some(TipEvent::HandOver),
            Self::Answer => Some(TipEvent::Answer),
            Self::Reply => None,
        }
    }
}

/// What the form sends: the words for every step, whichever is taken.
#[derive(Clone, Debug, Default, Deserialize, Validate)]
#[serde(default)]
pub struct Sent {
    /// Where the tip-off stood on the page.
    pub seen: Seen,
    #[validate(custom(function = sound))]
    pub text: Input<Said>,
    #[validate(custom(function = sound))]
    pub reason: Input<Said>,
    #[validate(custom(function = sound))]
    pub answer: Input<Said>,
}

impl Incoming for Sent {
    const FIELDS: &'static [&'static str] = &["text", "answer", "reason"];
}

impl Sent {
    /// What was written for a step; nothing for one without words.
    pub fn of(&self, act: Act) -> &str {
        match act {
            Act::Decline => self.reason.typed(),
            Act::Answer => self.answer.typed(),
            Act::Reply => self.text.typed(),
            Act::Accept | Act::HandOver => "",
        }
    }
}
