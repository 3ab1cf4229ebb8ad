//! An account that is to be opened, and what can be wrong with it.

use std::fmt;

use domain::access::Role;

use super::{BadPassword, MIN_LENGTH};
use crate::Error;

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

/// What is wrong with an account that is to be opened. Every door has its own words for it; these are for the command
/// line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// The login is missing, too short or too long, or has characters that it may not have.
    #[error("a login has 2 to 64 letters, digits or . - _ @")]
    BadLogin,
    /// Somebody has this login, or had it: a closed account keeps its own.
    #[error("there is an account with this login already")]
    LoginTaken,
    /// The name has more characters than any name needs, or some that none has.
    #[error("a name has at most {LONGEST_NAME} characters, and no line breaks")]
    BadName,
    /// No role, or the one of people who have no account.
    #[error("`public` is for people who have no account")]
    NoRole,
    /// A role of enterprises needs one.
    #[error("this role needs an enterprise")]
    EnterpriseMissing,
    /// What is given is no credit code.
    #[error("this is not a credit code")]
    BadCreditCode,
    /// No enterprise has this credit code.
    #[error("no enterprise has this credit code")]
    EnterpriseUnknown,
    /// An enterprise is given, and the role belongs to the bureau.
    #[error("this role belongs to the bureau, not to an enterprise")]
    EnterpriseNotWanted,
    /// A local role needs a town, or sees nothing.
    #[error("this role needs a town: without one it sees nothing")]
    TownMissing,
    /// No town has this code.
    #[error("no town has this code")]
    TownUnknown,
    /// A town is given, and the role is not tied to one.
    #[error("this role is not tied to a town")]
    TownNotWanted,
    /// Mail cannot be sent to this.
    #[error("this is not a mail address; write name@example.com")]
    BadEmail,
    /// The password is too short.
    #[error("a password needs at least {MIN_LENGTH} characters")]
    ShortPassword,
    /// The password is too long.
    #[error("the password is too long")]
    LongPassword,
}

/// The most characters of a name.
pub const LONGEST_NAME: usize = 40;

impl Fault {
    /// The field of [`Opening`] that it is about.
    pub const fn field(self) -> &'static str {
        match self {
            Self::BadLogin | Self::LoginTaken => "login",
            Self::BadName => "name",
            Self::NoRole => "role",
            Self::EnterpriseMissing | Self::BadCreditCode | Self::EnterpriseUnknown | Self::EnterpriseNotWanted => {
                "enterprise"
            }
            Self::TownMissing | Self::TownUnknown | Self::TownNotWanted => "town",
            Self::BadEmail => "email",
            Self::ShortPassword | Self::LongPassword => "password",
        }
    }
}

impl From<BadPassword> for Fault {
    fn from(bad: BadPassword) -> Self {
        match bad {
            BadPassword::Short => Self::ShortPassword,
            BadPassword::Long | BadPassword::Unhashable => Self::LongPassword,
        }
    }
}

/// Why an account was not opened.
#[derive(Debug, thiserror::Error)]
pub enum NotOpened {
    /// What was given makes no sense; all of it, in the order of the fields.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
    Faults(Vec<Fault>),
    /// This very form has opened another account before.
    #[error("this form has opened another account before; begin a new one")]
    Spent,
    /// Anything that can go wrong in any use case.
    #[error(transparent)]
    Other(#[from] Error),
}

impl From<sea_orm::DbErr> for NotOpened {
    fn from(error: sea_orm::DbErr) -> Self {
        Self::Other(error.into())
    }
}
