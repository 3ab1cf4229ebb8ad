//! A form that came in.

use std::borrow::Cow;
use std::collections::HashSet;

use axum::extract::rejection::FormRejection;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::StatusCode;
use domain::access::Action;
use domain::input::{Issue, clean};
use serde::Deserialize;
use services::accounts::Actor;
use services::input::{Incoming, Issues};
use services::{Conflict, Error, FormKey};

use super::resubmit::is_password;
use super::{AppState, Refusal, Visit, Why};

/// A form: what makes it count once, what was typed, and what is wrong with it or in its way. A page shows one and the
/// same, empty at first ([`Form::new`]) and with everything in it when it comes back.
///
/// Fields are texts, or [`Input`](domain::input::Input)s that read themselves, with `#[serde(default)]`: a form that lacks
/// one is a form with an empty one. What is no form at all gets a page.
#[derive(Clone, Debug, Default)]
pub struct Form<T> {
    /// The key that it came with; none where it had none that is ours.
    sent_key: Option<FormKey>,
    /// The key for it as it is shown: its own as long as it may still be spent.
    pub key: Key,
    /// What was typed.
    pub typed: T,
    /// What is wrong with it.
    pub issues: Issues,
    /// What it clashes with: nothing was done, and nobody's mistake.
    pub conflict: Option<Conflict>,
}

/// A form's key, drawn where there is none.
#[derive(Clone, Debug)]
pub struct Key(pub FormKey);

impl Default for Key {
    fn default() -> Self {
        Self(FormKey::generate())
    }
}

impl<T> Form<T> {
    /// A form that nobody has sent yet.
    pub fn new(typed: T) -> Self {
        Self { sent_key: None, key: Key::default(), typed, issues: Issues::default(), conflict: None }
    }

    /// The value of its hidden field.
    pub fn key_field(&self) -> &str {
        self.key.0.expose()
    }

    /// Its key, for the use case. A form whose key was lost is a form of its own.
    pub fn key(&self) -> &FormKey {
        &self.key.0
    }

    /// Its key, where a form without one has expired.
    pub fn sent_key(&self) -> Option<&FormKey> {
        self.sent_key.as_ref()
    }

    /// Only what is wrong with these fields: those of the button that was pressed.
    #[must_use]
    pub fn only(self, fields: &[&str]) -> Self {
        Self { issues: self.issues.only(fields), ..self }
    }

    /// What was typed, where this person may do this and nothing is wrong with it. Who may is asked before anything is
    /// said about what was typed.
    ///
    /// # Errors
    /// [`Error::Forbidden`], or [`Error::Invalid`] with all that is wrong.
    pub fn ready(&self, actor: &Actor, action: Action) -> Result<&T, Error> {
        actor.must(action)?;
        self.sound()
    }

    /// What was typed, where nothing is wrong with it.
    ///
    /// # Errors
    /// [`Error::Invalid`] with all that is wrong.
    pub fn sound(&self) -> Result<&T, Error> {
        self.issues.clone().into_result(&self.typed)
    }

    /// The form with why it was not done, to be shown again.
    ///
    /// # Errors
    /// The failure itself, where it is no matter of the form.
    pub fn refused(self, failure: Error) -> Result<Self, Error> {
        match failure {
            Error::Invalid(issues) => Ok(Self { issues, ..self }),
            Error::Conflict(conflict) => Ok(self.clashed(conflict)),
            failure => Err(failure),
        }
    }

    /// The form with what it clashes with. Deciding anew takes a new key: the old one may be spent.
    #[must_use]
    pub fn clashed(self, conflict: Conflict) -> Self {
        Self { conflict: Some(conflict), key: Key::default(), ..self }
    }

    /// As [`refused`](Self::refused), where a password is among the fields: who must wait until it can be looked at
    /// hears so at this field, and loses nothing of the rest.
    ///
    /// # Errors
    /// The failure itself, where it is no matter of the form.
    pub fn refused_at(self, field: &'static str, failure: Error) -> Result<Self, Error> {
        match failure {
            Error::Throttled { seconds } => self.refused(Error::issue(field, Issue::Wait(seconds))),
            failure => self.refused(failure),
        }
    }

    /// How many seconds to wait before it can be sent again; none where nothing has to be waited for.
    pub fn wait(&self) -> Option<u64> {
        self.issues.iter().find_map(|one| match one.issue {
            Issue::Wait(seconds) => Some(seconds),
            _ => None,
        })
    }

    /// The status of the page that shows it.
    pub fn status(&self) -> StatusCode {
        match (&self.conflict, self.issues.is_empty()) {
            (Some(_), _) => StatusCode::CONFLICT,
            (None, false) if self.wait().is_some() => StatusCode::TOO_MANY_REQUESTS,
            (None, false) => StatusCode::UNPROCESSABLE_ENTITY,
            (None, true) => StatusCode::OK,
        }
    }
}

/// How something stood on the page: a count that grows with each change. A form that names none saw none: it is late.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(from = "String")]
pub struct Revision(pub i64);

impl From<String> for Revision {
    fn from(sent: String) -> Self {
        Self(sent.parse().unwrap_or(-1))
    }
}

impl Default for Revision {
    fn default() -> Self {
        Self(-1)
    }
}

impl<T: Incoming> FromRequest<AppState> for Form<T> {
    type Rejection = Refusal;

    async fn from_request(request: Request, app: &AppState) -> Result<Self, Refusal> {
        let (mut parts, body) = request.into_parts();
        let visit = Visit::from_request_parts(&mut parts, app).await.unwrap_or_else(|never| match never {});
        match axum::Form::<Vec<(String, String)>>::from_request(Request::from_parts(parts, body), app).await {
            Ok(axum::Form(pairs)) => Self::read(pairs).ok_or_else(|| Refusal::new(&visit, Why::BadForm)),
            Err(refused) => Err(Refusal::new(&visit, why(&refused))),
        }
    }
}

impl<T: Incoming> Form<T> {
    /// With what else is wrong that no field tells by itself, so that all of it is told at once. What is wrong with a field
    /// already comes first.
    #[must_use]
    pub fn also<F, I>(mut self, more: impl IntoIterator<Item = (F, I)>) -> Self
    where
        F: Into<Cow<'static, str>>,
        I: Into<Issue>,
    {
        self.issues.extend(more);
        self.issues.in_order(T::FIELDS);
        self
    }

    /// The form of such fields, without what nobody types and nobody sees. A password is taken as it is: it is never shown
    /// or stored. None where it has a field twice: a browser sends each of ours once, and which of both was meant nobody knows.
    pub fn read(pairs: Vec<(String, String)>) -> Option<Self> {
        let names: HashSet<&str> = pairs.iter().map(|(name, _)| name.as_str()).collect();
        if names.len() < pairs.len() {
            return None;
        }
        let plain = |(name, value): (String, String)| {
            let value = if is_password(&name) { value } else { clean(&value) };
            (name, value)
        };
        let pairs: Vec<_> = pairs.into_iter().map(plain).collect();
        let sent_key = pairs.iter().find(|(name, _)| name == "form").and_then(|(_, key)| FormKey::parse(key));
        let typed: T = serde_urlencoded::from_str(&serde_urlencoded::to_string(pairs).ok()?).ok()?;
        let key = sent_key.clone().map_or_else(Key::default, Key);
        Some(Self { sent_key, key, issues: typed.issues(), typed, conflict: None })
    }
}

fn why(refused: &FormRejection) -> Why {
    match refused {
        FormRejection::BytesRejection(_) => Why::TooLarge,
        _ => Why::BadForm,
    }
}

#[cfg(test)]
mod tests {
    use domain::input::{Input, NewPassword, Words};
    use services::input::sound;
    use validator::Validate;

    use super::*;

    #[derive(Default, Deserialize, Validate)]
    #[serde(default)]
    struct Sent {
        #[validate(custom(function = sound))]
        reason: Input<Words<1, 3>>,
        #[validate(custom(function = sound))]
        new_password: Input<NewPassword>,
        revision: Revision,
    }

    impl Incoming for Sent {
        const FIELDS: &'static [&'static str] = &["reason", "new_password"];
    }

    fn form(pairs: &[(&str, &str)]) -> Form<Sent> {
        Form::read(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()).unwrap()
    }

    #[test]
    fn all_that_is_wrong_is_known_at_once_and_nothing_typed_is_lost() {
        let long = form(&[("reason", "一二\0三四 "), ("new_password", " short ")]);
        assert_eq!(long.issues.at("reason"), Some(&Issue::Long(3)));
        assert_eq!(long.issues.at("new_password"), Some(&Issue::ShortPassword(10)));
        assert_eq!((long.typed.reason.typed(), long.typed.new_password.typed()), ("一二三四", " short "));
        assert_eq!(long.status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert!(long.sound().is_err() && long.only(&[]).sound().is_ok());
    }

    /// Also of fields that are gathered in a map, of the key, and of for whom the page was made.
    #[test]
    fn a_field_that_comes_twice_wins_over_nothing() {
        #[derive(Default, Deserialize, Validate)]
        #[serde(default)]
        struct Row {
            #[serde(flatten)]
            cells: std::collections::BTreeMap<String, String>,
        }
        impl Incoming for Row {
            const FIELDS: &'static [&'static str] = &[];
        }
        let read = |names: &[&str]| {
            let pairs = names.iter().enumerate().map(|(at, name)| ((*name).to_owned(), at.to_string()));
            Form::<Row>::read(pairs.collect())
        };
        assert_eq!(read(&["high", "unit"]).unwrap().typed.cells.len(), 2);
        for twice in ["high", "form", "made-for"] {
            assert!(read(&[twice, "unit", twice]).is_none(), "{twice}");
        }
    }

    #[test]
    fn what_no_field_tells_by_itself_is_told_beside_the_others() {
        let sent = form(&[("reason", "一二"), ("new_password", "short")]).also([("reason", Issue::NotTheSame)]);
        let told: Vec<_> = sent.issues.iter().map(|one| &*one.field).collect();
        assert_eq!(told, ["reason", "new_password"]);
    }

    #[test]
    fn who_must_wait_for_a_password_to_be_looked_at_keeps_the_form() {
        let sent = form(&[("reason", "一二"), ("new_password", "long enough")]);
        let waits = sent.refused_at("new_password", Error::Throttled { seconds: 3 }).unwrap();
        assert_eq!((waits.status(), waits.wait()), (StatusCode::TOO_MANY_REQUESTS, Some(3)));
        assert_eq!((waits.typed.reason.typed(), waits.issues.at("new_password")), ("一二", Some(&Issue::Wait(3))));
        assert!(waits.refused_at("new_password", Error::NotFound).is_err());
    }

    #[test]
    fn what_a_form_lacks_is_empty_and_late() {
        let empty = form(&[]);
        assert_eq!((empty.typed.revision, empty.sent_key()), (Revision(-1), None));
        let key = FormKey::generate();
        let sent = form(&[("form", key.expose()), ("revision", "7")]);
        assert_eq!((sent.typed.revision, sent.sent_key(), sent.key()), (Revision(7), Some(&key), &key));
        let late = sent.refused(Error::Conflict(Conflict::Overtaken)).unwrap();
        assert!(late.key() != &key && late.status() == StatusCode::CONFLICT, "deciding anew takes a new key");
        assert!(late.refused(Error::NotFound).is_err());
    }
}
