//! What the form for a new account sends.

use domain::access::Role;
use domain::input::{Input, NewPassword};
use serde::Deserialize;
use services::accounts::{Email, FIELDS, Login, Name, Opening};
use services::input::{Incoming, sound};
use validator::Validate;

/// The fields of the form. What a role needs is the use case's to judge.
#[derive(Clone, Debug, Default, Deserialize, Validate)]
#[serde(default)]
pub struct Sent {
    #[validate(custom(function = sound))]
    pub login: Input<Login>,
    #[validate(custom(function = sound))]
    pub name: Input<Name>,
    #[validate(custom(function = sound))]
    pub role: Input<Role>,
    pub enterprise: String,
    pub town: String,
    #[validate(custom(function = sound))]
    pub email: Input<Option<Email>>,
    #[validate(custom(function = sound))]
    pub password: Input<NewPassword>,
}

impl Incoming for Sent {
    const FIELDS: &'static [&'static str] = FIELDS;
}

impl Sent {
    /// For the use case, which judges all of it, also what one field means for another.
    pub fn opening(&self) -> Opening {
        let text = |input: &str| input.to_owned();
        Opening {
            login: text(self.login.typed()),
            name: text(self.name.typed()),
            role: self.role.get().ok().copied(),
            enterprise: self.enterprise.clone(),
            town: self.town.clone(),
            email: text(self.email.typed()),
            password: text(self.password.typed()),
        }
    }
}
