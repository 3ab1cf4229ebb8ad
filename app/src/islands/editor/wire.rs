//! What the editor and the server tell each other about the draft: the one place that knows addresses and statuses.
//! The rest of the editor saves and loads, and hears an [`Outcome`].

use domain::declaration::Content;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::page;

/// `PUT …/draft`
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(validator::Validate))]
pub struct Save {
    /// The revision that the editor began with.
    pub revision: i64,
    /// The whole declaration.
    #[cfg_attr(feature = "ssr", validate(custom(function = services::declarations::fits)))]
    pub content: Content,
}

#[cfg(feature = "ssr")]
impl services::input::Incoming for Save {
    const FIELDS: &'static [&'static str] = &["content"];
}

/// 200: it is saved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Saved {
    /// The revision that it is now.
    pub revision: i64,
    /// When, RFC 3339 with the offset +08:00.
    pub saved_at: String,
}

/// 409: somebody saved in between.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overtaken {
    /// Who; empty where the account is gone.
    pub by: String,
    /// When, RFC 3339 with the offset +08:00.
    pub at: String,
}

/// 422: it was not saved, and will not be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refused {
    /// Why, in the language of the page.
    pub message: String,
}

/// 412: somebody else is signed in now, and nothing was saved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SomebodyElse {
    /// Who, with role and enterprise, in the language of the page.
    pub who: String,
}

/// `GET …/draft`
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Current {
    /// The revision.
    pub revision: i64,
    /// What it says.
    pub content: Content,
}

/// What became of a save.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is saved.
    Saved(Saved),
    /// Somebody saved in between.
    Overtaken(Overtaken),
    /// Nobody is signed in.
    SignedOut,
    /// Somebody else is signed in: who, with role and enterprise.
    SomebodyElse(String),
    /// It is not taken, and why; empty where no reason came.
    Refused(String),
    /// No answer came, or one that says that the server cannot at the moment.
    Failed,
}

/// Saves a draft at its address, for whom the page was made.
pub fn save((address, made_for): (&str, &str), draft: &Save, heard: impl FnOnce(Outcome) + 'static) {
    match serde_json::to_string(draft) {
        Ok(json) => page::send("PUT", address, made_for, Some(&json), move |answer| heard(outcome(answer))),
        Err(_) => heard(Outcome::Failed),
    }
}

/// Asks what the server has; nothing where it cannot say.
pub fn load((address, made_for): (&str, &str), heard: impl FnOnce(Option<Current>) + 'static) {
    page::send("GET", address, made_for, None, move |answer| {
        heard(answer.filter(|(status, _)| *status == 200).and_then(|(_, text)| read(&text)));
    });
}

fn outcome(answer: Option<(u16, String)>) -> Outcome {
    let Some((status, text)) = answer else { return Outcome::Failed };
    match status {
        200 => read(&text).map_or(Outcome::Failed, Outcome::Saved),
        401 => Outcome::SignedOut,
        412 => Outcome::SomebodyElse(read::<SomebodyElse>(&text).map(|other| other.who).unwrap_or_default()),
        409 => read(&text).map_or(Outcome::Failed, Outcome::Overtaken),
        403 | 404 | 413 | 422 => {
            Outcome::Refused(read::<Refused>(&text).map(|refused| refused.message).unwrap_or_default())
        }
        _ => Outcome::Failed,
    }
}

fn read<T: DeserializeOwned>(json: &str) -> Option<T> {
    serde_json::from_str(json).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_read_by_its_status_and_what_makes_no_sense_is_a_failure() {
        let outcome = |status, text: &str| outcome(Some((status, text.to_owned())));
        assert_eq!(
            outcome(200, r#"{"revision":8,"saved_at":"x"}"#),
            Outcome::Saved(Saved { revision: 8, saved_at: "x".into() })
        );
        assert_eq!(
            outcome(409, r#"{"by":"许岚","at":"x"}"#),
            Outcome::Overtaken(Overtaken { by: "许岚".into(), at: "x".into() })
        );
        assert_eq!(outcome(401, ""), Outcome::SignedOut);
        assert_eq!(outcome(412, r#"{"who":"何青"}"#), Outcome::SomebodyElse("何青".into()));
        assert_eq!(outcome(412, "<html>"), Outcome::SomebodyElse(String::new()));
        assert_eq!(outcome(422, r#"{"message":"太长"}"#), Outcome::Refused("太长".into()));
        assert_eq!(outcome(413, "too large"), Outcome::Refused(String::new()));
        for (status, text) in [(200, "<html>a proxy's page</html>"), (409, "{}"), (500, ""), (503, "{}"), (429, "")] {
            assert_eq!(outcome(status, text), Outcome::Failed, "{status}");
        }
        assert_eq!(super::outcome(None), Outcome::Failed);
    }
}
