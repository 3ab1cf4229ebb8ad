//! What a reporter typed, and what it means.

use domain::case::ViolationKind;
use domain::credit_code::CreditCode;
use domain::input::{Input, Issue, LatLng};
use serde::Deserialize;
use services::input::{Incoming, refused_at, sound};
use services::tips::{Company, Contact, HeldPhoto, NewTip, Place, Position, Text, When};
use validator::{Validate, ValidationError};

use crate::web::Form;

/// The fields of the form. Nothing of a tip-off is for a log: an [`Input`] shows nothing there.
#[derive(Clone, Debug, Default, Deserialize, Validate)]
#[serde(default)]
#[validate(schema(function = somewhere, skip_on_field_errors = false))]
pub struct Typed {
    #[validate(custom(function = sound))]
    pub text: Input<Text>,
    /// What is none of the kinds is none: nobody is kept from reporting by it.
    pub kind: Input<Option<ViolationKind>>,
    #[validate(custom(function = sound))]
    pub when: Input<Option<When>>,
    /// The enterprise in words.
    #[validate(custom(function = sound))]
    pub company: Input<Option<Company>>,
    /// The enterprise that was chosen.
    #[validate(custom(function = chosen))]
    pub enterprise: Input<Option<CreditCode>>,
    #[validate(custom(function = sound))]
    pub place: Input<Option<Place>>,
    #[validate(custom(function = sound))]
    pub position: Input<Option<LatLng>>,
    #[validate(custom(function = sound))]
    pub contact: Input<Option<Contact>>,
    /// `yes`: the position lies outside of the city, and its reporter says that it is right.
    far: Input<Flag>,
    /// `find`: the form came back to look for the enterprise, not to be filed.
    #[serde(rename = "do")]
    what: Input<Flag>,
    /// The marks of those photos that wait and are to be taken out.
    #[serde(skip)]
    pub dropped: Vec<String>,
}

/// A word that says one thing or nothing.
type Flag = Option<domain::input::Words<1, 10>>;

impl Incoming for Typed {
    const FIELDS: &'static [&'static str] =
        &["text", "kind", "when", "company", "place", "position", "photo", "contact"];
}

/// One of four says where it is. The use case would take it without; nobody could find it.
fn somewhere(typed: &Typed) -> Result<(), ValidationError> {
    let Typed { company, enterprise, place, position, .. } = typed;
    let is_nowhere = company.is_blank() && enterprise.is_blank() && place.is_blank() && position.is_blank();
    if is_nowhere { Err(refused_at("place", &Issue::Nowhere)) } else { Ok(()) }
}

/// What is no credit code was not chosen here: it is told where one looks for the enterprise.
fn chosen(enterprise: &Input<Option<CreditCode>>) -> Result<(), ValidationError> {
    enterprise.get().map(|_| ()).map_err(|_none| refused_at("company", &Issue::LostChoice))
}

impl Typed {
    /// An empty form about an enterprise, if there is one.
    pub fn about(enterprise: &str) -> Self {
        Self { enterprise: Input::of(enterprise), ..Self::default() }
    }

    /// Whether the position is said to be right.
    pub fn is_far(&self) -> bool {
        self.far.typed() == "yes"
    }

    /// Whether an enterprise is looked for.
    pub fn finds(&self) -> bool {
        self.what.typed() == "find"
    }

    /// Where it is on the map, as far as that can be read.
    pub fn position(&self) -> Option<Position> {
        self.position.get().ok().copied().flatten().map(Position::from)
    }
}

/// The tip-off of a form.
pub fn new_tip(form: &Form<Typed>, photos: &[HeldPhoto]) -> NewTip {
    let typed = &form.typed;
    let text = |typed: &str| Some(typed.to_owned());
    NewTip {
        kind: typed.kind.get().ok().copied().flatten(),
        enterprise: typed.enterprise.get().ok().copied().flatten(),
        company: text(typed.company.typed()),
        town: None,
        text: typed.text.typed().to_owned(),
        when: text(typed.when.typed()),
        place: text(typed.place.typed()),
        position: typed.position(),
        contact: text(typed.contact.typed()),
        photos: photos.iter().map(|held| held.photo.clone()).collect(),
        form: Some(form.key().clone()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(typed: &Typed) -> Vec<String> {
        typed.issues().into_iter().map(|one| one.field.into_owned()).collect()
    }

    #[test]
    fn what_nobody_can_see_is_neither_a_text_nor_a_place() {
        let (text, place) = (Input::of("\u{200b}\u{200b}\u{feff}"), Input::of("\u{3164}"));
        let typed = Typed { text, place, ..Typed::default() };
        assert_eq!(wrong(&typed), ["text", "place"]);
        assert_eq!(typed.issues().at("text"), Some(&Issue::SaysNothing));
    }

    #[test]
    fn what_is_wrong_stands_in_the_order_of_the_page() {
        let (when, position) = (Input::of("长".repeat(300)), Input::of("x"));
        assert_eq!(wrong(&Typed { when, position, ..Typed::default() }), ["text", "when", "position"]);
        assert_eq!(wrong(&Typed { text: Input::of("黑烟"), ..Typed::default() }), ["place"]);
        let odd = Typed { text: Input::of("黑烟"), ..Typed::about("12") };
        assert_eq!(odd.issues().at("company"), Some(&Issue::LostChoice));
    }

    #[test]
    fn a_form_that_says_what_and_where_is_enough() {
        let (text, place) = (Input::of("黑烟"), Input::of("渡口桥"));
        assert!(Typed { text, place, ..Typed::default() }.issues().is_empty());
    }
}
