//! Why a server function has no answer.

use domain::input::Issue;
use leptos::server_fn::codec::JsonEncoding;
use leptos::server_fn::error::{FromServerFnError, ServerFnErrorErr};
use serde::{Deserialize, Serialize};

/// Why a server function has no answer: data, which the island puts into words. It travels as JSON under the status that
/// belongs to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Failure {
    /// 401: nobody is signed in.
    SignedOut,
    /// 412: somebody else is signed in than the page was made for.
    SomebodyElse {
        /// Who, with role and enterprise, in the language of the page; empty where that did not come through.
        who: String,
    },
    /// 403: the role may not.
    Forbidden,
    /// 403: another site asked in a person's name.
    OtherSite,
    /// 404: there is no such thing, or it is not this person's to see.
    NotFound,
    /// 409: somebody saved in between.
    Overtaken(Overtaken),
    /// 409: it clashes with what is there.
    Conflict,
    /// 413: more than is taken at once.
    TooLarge,
    /// 415: not sent as JSON.
    NotJson,
    /// 422: what was sent is nothing that this function knows.
    Unreadable,
    /// 422: what was sent is wrong, and where.
    Invalid(Vec<FieldIssue>),
    /// 422: what was to be changed is closed.
    Closed,
    /// 422: what was to be changed is signed, or accepted.
    Locked,
    /// 429: asked too often.
    TooOften {
        /// How long to wait.
        seconds: u64,
    },
    /// 500: a defect of the portal.
    Broken,
    /// 503, or no answer at all.
    Unavailable,
}

/// Somebody who was quicker.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overtaken {
    /// Who; empty where the account is gone.
    pub by: String,
    /// When, RFC 3339 with the offset +08:00.
    pub at: String,
}

/// Something wrong with what was sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldIssue {
    /// The field; of something nested with points between.
    pub field: String,
    /// What is wrong with it.
    pub issue: Issue,
}

impl Failure {
    /// The status that it travels under.
    pub const fn status(&self) -> u16 {
        match self {
            Self::SignedOut => 401,
            Self::Forbidden | Self::OtherSite => 403,
            Self::NotFound => 404,
            Self::Overtaken(_) | Self::Conflict => 409,
            Self::SomebodyElse { .. } => 412,
            Self::TooLarge => 413,
            Self::NotJson => 415,
            Self::Unreadable | Self::Invalid(_) | Self::Closed | Self::Locked => 422,
            Self::TooOften { .. } => 429,
            Self::Broken => 500,
            Self::Unavailable => 503,
        }
    }

    /// What an answer means that says no more than its status: one of a proxy, say.
    pub const fn of_status(status: u16) -> Self {
        match status {
            401 => Self::SignedOut,
            403 => Self::Forbidden,
            404 => Self::NotFound,
            412 => Self::SomebodyElse { who: String::new() },
            413 => Self::TooLarge,
            415 => Self::NotJson,
            400 | 405 | 414 | 422 => Self::Unreadable,
            500 => Self::Broken,
            _ => Self::Unavailable,
        }
    }

    /// What an answer under a status of failure says.
    pub fn read(status: u16, body: &[u8]) -> Self {
        serde_json::from_slice(body).unwrap_or_else(|_| Self::of_status(status))
    }

    /// Whether it passes by itself, so that asking again makes sense.
    pub const fn passes(&self) -> bool {
        matches!(self, Self::TooOften { .. } | Self::Broken | Self::Unavailable)
    }
}

/// What Leptos itself finds. In the browser that is a network that failed or an answer that makes no sense; on the
/// server [`Guarded`](super::Guarded) finds everything first.
impl FromServerFnError for Failure {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(_: ServerFnErrorErr) -> Self {
        Self::Unavailable
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_says_itself_and_what_makes_no_sense_is_told_by_its_status() {
        for failure in [
            Failure::SignedOut,
            Failure::SomebodyElse { who: "何青".into() },
            Failure::Overtaken(Overtaken { by: "许岚".into(), at: "x".into() }),
            Failure::Invalid(vec![FieldIssue { field: "remarks".into(), issue: Issue::Long(6_000) }]),
            Failure::TooOften { seconds: 7 },
            Failure::OtherSite,
        ] {
            let sent = serde_json::to_vec(&failure).unwrap();
            assert_eq!(Failure::read(failure.status(), &sent), failure);
        }
        for (status, body, failure) in [
            (401, "", Failure::SignedOut),
            (412, "<html>", Failure::SomebodyElse { who: String::new() }),
            (413, "too large", Failure::TooLarge),
            (422, "{}", Failure::Unreadable),
            (409, "{}", Failure::Unavailable),
            (429, "", Failure::Unavailable),
            (502, "<html>a proxy's page</html>", Failure::Unavailable),
        ] {
            assert_eq!(Failure::read(status, body.as_bytes()), failure, "{status}");
        }
    }

    #[test]
    fn what_has_no_better_word_keeps_its_status() {
        for status in [401, 403, 404, 412, 413, 415, 422, 500, 503] {
            assert_eq!(Failure::of_status(status).status(), status);
        }
        assert!(Failure::of_status(504).passes() && !Failure::of_status(413).passes());
    }
}
