//! A mail on its way.

use domain::time::Stamp;
use lettre::{
    Address, Message,
    message::{Mailbox, header::ContentType},
};

use crate::{Error, Result};

/// A mail, ready to go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// Its key in the store.
    pub number: i64,
    /// To whom.
    pub recipient: String,
    /// Subject.
    pub subject: String,
    /// Plain text.
    pub body: String,
    /// When it was written.
    pub written_at: Stamp,
}

/// Why a mail did not leave.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Undelivered {
    /// The server does not answer, or asks to try again.
    #[error("{0}")]
    Later(String),
    /// The server, or the address itself, says that this will never work.
    #[error("{0}")]
    Refused(String),
}

/// An address that mail can be sent to; refuses what is none.
pub fn address(text: &str) -> Result<String> {
    match text.trim().parse::<Address>() {
        Ok(address) => Ok(address.to_string()),
        Err(_not_one) => Err(Error::issue("email", domain::input::Issue::BadEmail)),
    }
}

impl Letter {
    /// The message as it travels. The same letter always has the same id, so that a mailbox can tell one that was
    /// sent twice.
    pub(super) fn message(&self, from: &Mailbox) -> Result<Message, Undelivered> {
        let refused = |what: &str| Undelivered::Refused(format!("{what} cannot be used"));
        let recipient: Address = self.recipient.parse().map_err(|_bad| refused("the recipient's address"))?;
        let id = format!("<{}.{}@{}>", self.number, self.written_at.0, from.email.domain());
        Message::builder()
            .from(from.clone())
            .to(Mailbox::new(None, recipient))
            .subject(&self.subject)
            .message_id(Some(id))
            .header(ContentType::TEXT_PLAIN)
            .body(self.body.clone())
            .map_err(|_bad| refused("the text"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter() -> Letter {
        Letter {
            number: 7,
            recipient: "reader@example.com".into(),
            subject: "回执 receipt".into(),
            body: "正文 body".into(),
            written_at: Stamp(1),
        }
    }

    fn written(letter: &Letter) -> Result<String, Undelivered> {
        let from = "portal@example.org".parse().unwrap();
        letter.message(&from).map(|message| String::from_utf8(message.formatted()).unwrap())
    }

    #[test]
    fn the_same_letter_has_the_same_id() {
        let id = |letter: &Letter| {
            written(letter).unwrap().lines().find(|line| line.starts_with("Message-ID")).map(str::to_owned)
        };
        assert_eq!(id(&letter()).unwrap(), "Message-ID: <7.1@example.org>");
        assert_ne!(id(&letter()), id(&Letter { number: 8, ..letter() }));
    }

    #[test]
    fn nothing_typed_becomes_a_header() {
        let sly = Letter { subject: "hello\r\nBcc: everybody@example.com".into(), ..letter() };
        let written = written(&sly);
        assert!(written.is_err() || !written.unwrap().lines().any(|line| line.starts_with("Bcc")));
        let two = Letter { recipient: "a@example.com, b@example.com".into(), ..letter() };
        assert!(matches!(self::written(&two), Err(Undelivered::Refused(_))));
    }

    #[test]
    fn addresses() {
        assert_eq!(address(" a@example.com ").unwrap(), "a@example.com");
        for text in ["", "a", "a@", "@example.com", "a b@example.com", "a@example.com\r\nX: y"] {
            assert!(address(text).is_err(), "{text}");
        }
    }
}
