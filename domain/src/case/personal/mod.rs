//! What must not be published (domain dossier 7.1, typical list, from memory): found before a person has to.
//!
//! Only what has a form of its own can be found: numbers, addresses of mail, number plates, days of birth. Names and
//! addresses of persons remain the reviewer's to see.

mod context;
mod identity_card;
mod number;
mod run;
mod word;

#[cfg(test)]
mod tests;

use run::Text;

text_enum! {
    /// What belongs to a person.
    pub enum Personal {
        /// An identity card number (居民身份证号), of 18 or of 15 digits.
        IdentityCard = "identity-card",
        /// A permit or passport for travel (来往内地/大陆通行证, 护照).
        TravelPermit = "travel-permit",
        /// A mobile telephone number.
        Mobile = "mobile",
        /// A fixed telephone number.
        Landline = "landline",
        /// A bank card or account number.
        BankAccount = "bank-account",
        /// A number plate of a vehicle.
        Plate = "plate",
        /// An address of electronic mail.
        Email = "email",
        /// A number in a messenger.
        Messenger = "messenger",
        /// A day of birth.
        BirthDate = "birth-date",
    }
}

/// The first thing in a text that belongs to a person, with its kind, as it stands there. Digits in full width, and
/// digits in groups with blanks, hyphens or dots between them, are found too.
pub fn personal_number(text: &str) -> Option<(Personal, String)> {
    let text = Text::of(text);
    let found = [number::find(&text), context::find(&text), word::find(&text)];
    found
        .into_iter()
        .flatten()
        .min_by_key(|hit| hit.start)
        .map(|hit| (hit.kind, text.shown(hit.start, hit.end).trim_end().to_owned()))
}

/// Where something stands: characters, the end excluded.
struct Hit {
    kind: Personal,
    start: usize,
    end: usize,
}

impl Hit {
    /// The longer one of two that begin at the same place; otherwise the one that came first.
    fn or_longer(self, next: Self) -> Self {
        if next.start == self.start && next.end > self.end { next } else { self }
    }
}
