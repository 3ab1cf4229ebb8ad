//! What a reporter sends.

use std::{fmt, ops::Deref};

use domain::{
    case::ViolationKind,
    credit_code::CreditCode,
    fixed::Micro,
    input::{Issue, LatLng, PositionIssue, Read, Words, clean},
};
use entities::tip;
use serde::{Deserialize, Serialize};

use super::{Column, photo::Photo};
use crate::{Ctx, Error, FormKey, input::Issues};

/// The most characters of the text.
pub const LONGEST_TEXT: usize = 5_000;
/// The most characters of the time in words.
pub const LONGEST_WHEN: usize = 200;
/// The most characters of an enterprise's name.
pub const LONGEST_COMPANY: usize = 100;
/// The most characters of a place in words.
pub const LONGEST_PLACE: usize = 300;
/// The most characters of a contact.
pub const LONGEST_CONTACT: usize = 200;
/// The time in words.
pub type When = Words<1, LONGEST_WHEN>;
/// An enterprise in words.
pub type Company = Words<1, LONGEST_COMPANY>;
/// A place in words.
pub type Place = Words<1, LONGEST_PLACE>;
/// A contact.
pub type Contact = Words<1, LONGEST_CONTACT>;
/// A message of either side.
pub type Said = Words<1, LONGEST_TEXT>;

/// What was seen.
#[derive(Clone, PartialEq, Eq)]
pub struct Text(Said);

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl Read for Text {
    fn read(typed: &str) -> Result<Self, Issue> {
        Said::read(typed).map(Self).map_err(|issue| match issue {
            Issue::Missing => Issue::SaysNothing,
            issue => issue,
        })
    }
}

/// The most photos.
pub const MOST_PHOTOS: usize = 5;

/// A tip-off as it is sent.
#[derive(Clone, Default)]
pub struct NewTip {
    /// What it is about.
    pub kind: Option<ViolationKind>,
    /// About whom.
    pub enterprise: Option<CreditCode>,
    /// About whom, in the reporter's own words. Where they name one registered enterprise and no other, and
    /// `enterprise` is absent, it is about that one.
    pub company: Option<String>,
    /// Division code of the town.
    pub town: Option<String>,
    /// What was seen.
    pub text: String,
    /// When it happens, in words.
    pub when: Option<String>,
    /// Where, in words.
    pub place: Option<String>,
    /// Where, on the map.
    pub position: Option<Position>,
    /// How the reporter can be reached: a name, a telephone, an address. Seen by the identity custodian only.
    pub contact: Option<String>,
    /// Photos, cleaned.
    pub photos: Vec<Photo>,
    /// The form that it was written in, where there was one.
    pub form: Option<FormKey>,
}

/// A place on the map, WGS-84 degrees.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Position {
    /// Latitude.
    pub lat: Micro,
    /// Longitude.
    pub lng: Micro,
}

impl NewTip {
    /// Everything that is wrong, in the order of the fields.
    pub fn issues(&self) -> Issues {
        let mut issues = Issues::default();
        issues.note("text", Text::read(&self.text));
        issues.note("when", optional::<When>(self.when.as_deref()));
        issues.note("company", optional::<Company>(self.company.as_deref()));
        issues.note("place", optional::<Place>(self.place.as_deref()));
        if self.position.is_some_and(|position| !position.is_on_earth()) {
            issues.add("position", PositionIssue::NotOnEarth);
        }
        if self.photos.len() > MOST_PHOTOS {
            issues.add("photo", Issue::ManyPhotos(MOST_PHOTOS));
        }
        issues.note("contact", optional::<Contact>(self.contact.as_deref()));
        issues
    }

    /// The contact, if there is one.
    pub(super) fn contact(&self) -> Option<String> {
        filled(self.contact.as_deref())
    }

    /// The enterprise in the reporter's words, if there are any.
    pub(super) fn company(&self) -> Option<String> {
        filled(self.company.as_deref())
    }
}

/// A field that may be left empty.
fn optional<T: Read>(typed: Option<&str>) -> Result<Option<T>, Issue> {
    Option::<T>::read(typed.unwrap_or_default())
}

/// A text as it is kept, where anything of it can be seen.
fn filled(text: Option<&str>) -> Option<String> {
    text.map(clean).filter(|text| !text.is_empty())
}

impl From<LatLng> for Position {
    fn from(LatLng { lat, lng }: LatLng) -> Self {
        Self { lat, lng }
    }
}

impl Position {
    /// Whether it would be on earth with its two numbers exchanged, and is not as it stands.
    pub const fn is_other_way_round(self) -> bool {
        !self.is_on_earth() && Self { lat: self.lng, lng: self.lat }.is_on_earth()
    }

    /// Whether it is on earth.
    pub const fn is_on_earth(self) -> bool {
        LatLng { lat: self.lat, lng: self.lng }.is_on_earth()
    }
}

/// Nothing of a tip-off is for a log.
impl fmt::Debug for NewTip {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("NewTip(…)")
    }
}

/// What is encrypted as the body of a tip-off. What an older one lacks was not asked for then.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Content {
    pub text: String,
    #[serde(default)]
    pub when: Option<String>,
    #[serde(default)]
    pub company: Option<String>,
    pub place: Option<String>,
    pub position: Option<Position>,
}

impl Content {
    /// What a tip-off says.
    pub(super) fn read(ctx: &Ctx, row: &tip::Model) -> crate::Result<Self> {
        let body = ctx.keys()?.unseal(Column::TipBody, row.id, &row.body)?;
        serde_json::from_slice(&body)
            .map_err(|_unreadable| Error::Key(format!("the body of tip-off {} is damaged", row.id)))
    }

    pub(super) fn of(new: &NewTip) -> Self {
        let words = |text: &Option<String>| filled(text.as_deref());
        Self {
            text: clean(&new.text),
            when: words(&new.when),
            company: words(&new.company),
            place: words(&new.place),
            position: new.position,
        }
    }
}
