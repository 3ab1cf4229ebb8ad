//! What the form for a new account sends, and what is wrong with it in words.

use domain::access::Role;
use domain::lang::Lang;
use serde::Deserialize;
use services::accounts::{Fault, LONGEST_NAME, MIN_LENGTH, Opening};

use crate::texts::admin_account_new as texts;
use crate::ui::error_summary::FieldError;

/// The fields of the form.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Sent {
    pub form: String,
    pub login: String,
    pub name: String,
    pub role: String,
    pub enterprise: String,
    pub town: String,
    pub email: String,
    pub password: String,
}

impl Sent {
    /// For the use case, which judges it.
    pub fn opening(&self) -> Opening {
        let role: Option<Role> = self.role.parse().ok();
        let Self { login, name, enterprise, town, email, password, .. } = self.clone();
        Opening { login, name, role, enterprise, town, email, password }
    }
}

/// What stands at a field, and above the form.
#[derive(Clone, Debug, Default)]
pub struct Wrong(Vec<FieldError>);

impl Wrong {
    /// The words for what the use case found.
    pub fn of(lang: Lang, faults: &[Fault]) -> Self {
        let one = |fault: &Fault| FieldError { name: fault.field().to_owned(), message: words(lang, *fault) };
        Self(faults.iter().map(one).collect())
    }

    /// All of it.
    pub fn all(&self) -> Vec<FieldError> {
        self.0.clone()
    }

    /// What is wrong with a field.
    pub fn at(&self, name: &str) -> Option<String> {
        self.0.iter().find(|error| error.name == name).map(|error| error.message.clone())
    }
}

fn words(lang: Lang, fault: Fault) -> String {
    let plain = match fault {
        Fault::BadName => return texts::bad_name(lang, LONGEST_NAME),
        Fault::ShortPassword => return texts::short_password(lang, MIN_LENGTH),
        Fault::BadLogin => texts::bad_login(lang),
        Fault::LoginTaken => texts::login_taken(lang),
        Fault::NoRole => texts::no_role(lang),
        Fault::EnterpriseMissing => texts::enterprise_missing(lang),
        Fault::BadCreditCode => texts::bad_credit_code(lang),
        Fault::EnterpriseUnknown => texts::enterprise_unknown(lang),
        Fault::EnterpriseNotWanted => texts::enterprise_not_wanted(lang),
        Fault::TownMissing => texts::town_missing(lang),
        Fault::TownUnknown => texts::town_unknown(lang),
        Fault::TownNotWanted => texts::town_not_wanted(lang),
        Fault::BadEmail => texts::bad_email(lang),
        Fault::LongPassword => texts::long_password(lang),
    };
    plain.to_owned()
}
