//! For whom a page was made.
//!
//! A browser has one session, and may have pages of several people: two tabs, a colleague at the same computer, a page
//! left open overnight. The cookie says who is signed in now. Every form of a signed-in page says for whom its page was
//! made (the document puts it into each, `shell/forms.rs`; the editor sends a header), and [`Member`](super::Member)
//! lets a write pass only where the two are the same.

use std::fmt;
use std::sync::Arc;

use axum::http::header::CONTENT_TYPE;
use axum::http::request::Parts;
use axum::http::{Method, Request};
use services::accounts::Actor;

pub use crate::functions::MADE_FOR;

/// The most characters of a name that a form is believed: longer than any.
const LONGEST: usize = 200;

/// An account and its enterprise: a key that is compared, and words that are shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MadeFor {
    key: String,
    who: String,
}

impl MadeFor {
    /// Somebody, whom a person reads as `who`.
    pub fn new(actor: &Actor, who: String) -> Self {
        Self { key: key(actor), who }
    }

    /// What a form or a header says.
    pub fn parse(text: &str) -> Self {
        let (key, who) = text.split_once(' ').unwrap_or((text, ""));
        Self { key: key.to_owned(), who: who.chars().take(LONGEST).collect() }
    }

    /// What is compared.
    pub fn key(&self) -> &str {
        &self.key
    }

    /// What is shown: name, role, enterprise or office.
    pub fn who(&self) -> &str {
        &self.who
    }
}

/// As a form carries it.
impl fmt::Display for MadeFor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.key, self.who)
    }
}

fn key(actor: &Actor) -> String {
    match actor.enterprise_id {
        Some(enterprise) => format!("{}.{enterprise}", actor.account_id),
        None => actor.account_id.to_string(),
    }
}

/// What a request brings: the fields of its form, without passwords, and for whom its page was made.
#[derive(Clone, Debug, Default)]
pub struct Sent {
    /// The fields in their order.
    pub fields: Vec<(String, String)>,
    /// Whether it is a form with files. Its fields are not read beforehand, and a file cannot be given back.
    pub has_files: bool,
    made_for: Vec<MadeFor>,
}

impl Sent {
    /// A form.
    pub fn form(fields: Vec<(String, String)>) -> Self {
        let own = fields.iter().filter(|(name, _)| name == MADE_FOR);
        Self { made_for: own.map(|(_, value)| MadeFor::parse(value)).collect(), has_files: false, fields }
    }

    /// What is no form whose fields can be read beforehand: what a program of ours sends says it in a header, a form with
    /// files in its address.
    pub fn other<B>(request: &Request<B>) -> Self {
        let headers = request.headers().get_all(MADE_FOR).iter();
        let mut made_for: Vec<_> = headers.map(|value| MadeFor::parse(value.to_str().unwrap_or_default())).collect();
        if *request.method() == Method::POST {
            let query = request.uri().query().unwrap_or_default();
            let pairs: Vec<(String, String)> = serde_urlencoded::from_str(query).unwrap_or_default();
            let own = pairs.iter().filter(|(name, _)| name == MADE_FOR);
            made_for.extend(own.map(|(_, value)| MadeFor::parse(value)));
        }
        let kind = request.headers().get(CONTENT_TYPE).map_or(&b""[..], |kind| kind.as_bytes());
        Self { made_for, has_files: kind.starts_with(b"multipart/form-data"), fields: Vec::new() }
    }

    /// What the layer around the pages noted of a request.
    pub fn of(parts: &Parts) -> Arc<Self> {
        parts.extensions.get::<Arc<Self>>().cloned().unwrap_or_default()
    }

    /// For whom the page was made, if it says so.
    pub fn made_for(&self) -> Option<&MadeFor> {
        self.made_for.first()
    }

    /// Whether the page was made for this person. One that says nothing was made for nobody.
    pub fn is_of(&self, actor: &Actor) -> bool {
        !self.made_for.is_empty() && self.fits(actor)
    }

    /// Whether a request may be answered to this person: what changes something must say that its page was made for
    /// them; what only reads must not say that it was made for somebody else.
    pub fn may_pass(&self, method: &Method, actor: &Actor) -> bool {
        if matches!(*method, Method::GET | Method::HEAD) { self.fits(actor) } else { self.is_of(actor) }
    }

    /// One that says it twice says nothing: ours say it once.
    fn fits(&self, actor: &Actor) -> bool {
        let own = key(actor);
        self.made_for.len() <= 1 && self.made_for.iter().all(|made_for| made_for.key == own)
    }
}

#[cfg(test)]
mod tests {
    use domain::access::Role;

    use super::*;

    fn actor(account_id: i64, enterprise_id: Option<i64>) -> Actor {
        Actor {
            account_id,
            role: Role::Preparer,
            enterprise_id,
            town_id: None,
            covered: Vec::new(),
            name: "甲".to_owned(),
        }
    }

    fn form(values: &[&str]) -> Sent {
        Sent::form(values.iter().map(|value| (MADE_FOR.to_owned(), (*value).to_owned())).collect())
    }

    #[test]
    fn a_form_says_for_whom_it_was_made_and_by_what_name() {
        let made_for = MadeFor::new(&actor(12, Some(3)), "甲（填报人，电镀 厂）".to_owned());
        assert_eq!(MadeFor::parse(&made_for.to_string()), made_for);
        assert_eq!((made_for.key(), made_for.who()), ("12.3", "甲（填报人，电镀 厂）"));
        assert_eq!(MadeFor::parse("12"), MadeFor::new(&actor(12, None), String::new()));
        assert_eq!(MadeFor::parse(&format!("1 {}", "长".repeat(300))).who().chars().count(), LONGEST);
    }

    #[test]
    fn a_write_passes_only_for_whom_its_page_was_made() {
        let of = |values: &[&str], method: Method| form(values).may_pass(&method, &actor(12, Some(3)));
        assert!(of(&["12.3 甲"], Method::POST));
        let twice = [&["12.3 甲", "12.3 甲"][..], &["12.3 甲", "13.3 乙"], &["13.3", "12.3"]];
        for other in [&["13.3 乙"][..], &["12.4 甲"], &["12"], &[""], &[]].into_iter().chain(twice) {
            assert!(!of(other, Method::POST), "{other:?}");
        }
        assert!(of(&[], Method::GET) && of(&["12.3"], Method::GET) && !of(&["13.3"], Method::GET));
        assert!(!form(&["1.31"]).may_pass(&Method::PUT, &actor(13, Some(1))), "keys do not run into each other");
    }
}
