//! An account that is to be opened.

use std::fmt;

use domain::{
    access::Role,
    input::{Issue, Read, Text, clean},
};

use crate::mail;

/// An account to be opened, as a person typed it.
#[derive(Clone, Default)]
pub struct Opening {
    /// What they type to sign in.
    pub login: String,
    /// How pages address them; the login when empty.
    pub name: String,
    /// What it is for; absent when nobody chose.
    pub role: Option<Role>,
    /// Credit code of the enterprise, for its roles; else empty.
    pub enterprise: String,
    /// Division code of the town, for local roles; else empty.
    pub town: String,
    /// Where notices go; may be empty.
    pub email: String,
    /// The first password in clear; it is not kept.
    pub password: String,
}

impl fmt::Debug for Opening {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { login, role, enterprise, town, name: _, email: _, password: _ } = self;
        write!(f, "Opening({login:?}, {role:?}, {enterprise:?}, {town:?}, …)")
    }
}

/// The most characters of a name.
pub const LONGEST_NAME: usize = 40;
/// The fields of an account that is to be opened, in the order of its form.
pub const FIELDS: &[&str] = &["name", "login", "role", "enterprise", "town", "email", "password"];

/// How pages address somebody; may be left empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name(String);

impl Name {
    /// The characters.
    pub fn into_string(self) -> String {
        self.0
    }
}

impl Read for Name {
    fn read(typed: &str) -> Result<Self, Issue> {
        let name = clean(typed);
        let broken = Text::unbroken(&name, 1..=LONGEST_NAME).is_err_and(|issue| issue != Issue::Missing);
        let odd = broken || name.contains(char::is_control);
        if odd { Err(Issue::BadName(LONGEST_NAME)) } else { Ok(Self(name)) }
    }
}

/// What somebody types to sign in: small letters, digits and a few signs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Login(String);

impl Login {
    /// The characters.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The characters.
    pub fn into_string(self) -> String {
        self.0
    }
}

impl Read for Login {
    fn read(typed: &str) -> Result<Self, Issue> {
        let login = typed.trim().to_lowercase();
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '@');
        let is_login = (2..=64).contains(&login.len()) && login.chars().all(plain);
        if is_login { Ok(Self(login)) } else { Err(Issue::BadLogin) }
    }
}

/// Where notices go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Email(String);

impl Email {
    /// The characters.
    pub fn into_string(self) -> String {
        self.0
    }
}

impl Read for Email {
    fn read(typed: &str) -> Result<Self, Issue> {
        mail::address(typed).map(Self).map_err(|_none| Issue::BadEmail)
    }
}
