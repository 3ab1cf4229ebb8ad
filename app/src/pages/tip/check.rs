//! From what was typed to a tip-off, with everything that is wrong on the way.

use domain::case::ViolationKind;
use domain::credit_code::CreditCode;
use domain::input::{Issue, PositionIssue, clean, position};
use domain::lang::Lang;
use services::tips::{HeldPhoto, MOST_PHOTOS, NewTip, Position, Problem};

use super::typed::Typed;
use crate::texts::tip as texts;
use crate::ui::error_summary::FieldError;

/// The fields in the order in which they stand on the page.
const ORDER: [&str; 8] = ["text", "kind", "when", "company", "place", "position", "photo", "contact"];

/// The tip-off, and what is wrong with it, in the order of the fields.
pub fn check(lang: Lang, typed: &Typed, photos: &[HeldPhoto], cut: &[String]) -> (NewTip, Vec<FieldError>) {
    let mut errors = Vec::new();
    let position = position(&typed.position).unwrap_or_else(|issue| {
        errors.push(error("position", say_position(lang, issue)));
        None
    });
    let enterprise = enterprise(&typed.enterprise).unwrap_or_else(|()| {
        errors.push(error("company", texts::no_such_enterprise(lang)));
        None
    });
    let new = NewTip {
        kind: typed.kind.parse::<ViolationKind>().ok(),
        enterprise,
        company: Some(typed.company.clone()),
        town: None,
        text: typed.text.clone(),
        when: Some(typed.when.clone()),
        place: Some(typed.place.clone()),
        position: position.map(Position::from),
        contact: Some(typed.contact.clone()),
        photos: photos.iter().map(|held| held.photo.clone()).collect(),
        form: Some(typed.form.clone()),
    };
    errors
        .extend(new.problems().into_iter().map(|(field, problem)| error(field, say(lang, problem, is_in(cut, field)))));
    if nowhere(typed) {
        errors.push(error("place", texts::no_place(lang)));
    }
    (new, in_order(errors))
}

/// The errors in the order of their fields.
pub fn in_order(mut errors: Vec<FieldError>) -> Vec<FieldError> {
    errors.sort_by_key(|error| ORDER.iter().position(|name| *name == error.name));
    errors
}

/// An error at a field.
pub fn error(name: &str, message: impl Into<String>) -> FieldError {
    FieldError { name: name.to_owned(), message: message.into() }
}

fn is_in(cut: &[String], field: &str) -> bool {
    cut.iter().any(|name| name == field)
}

fn say(lang: Lang, problem: Problem, cut: bool) -> String {
    match problem {
        Problem::Text(issue) => say_text(lang, issue, cut),
        Problem::NowhereOnEarth => texts::position_nowhere(lang).to_owned(),
        Problem::ManyPhotos => texts::photos_many(lang, MOST_PHOTOS),
    }
}

/// What is wrong with a text.
pub fn say_text(lang: Lang, issue: Issue, cut: bool) -> String {
    match issue {
        Issue::Missing | Issue::Short(_) => texts::empty(lang).to_owned(),
        Issue::Long(most) if cut => texts::long_cut(lang, most),
        Issue::Long(most) => texts::long(lang, most),
    }
}

fn say_position(lang: Lang, issue: PositionIssue) -> &'static str {
    match issue {
        PositionIssue::Unreadable => texts::position_unreadable(lang),
        PositionIssue::OneNumber => texts::position_one(lang),
        PositionIssue::ManyNumbers => texts::position_many(lang),
        PositionIssue::SameTwice => texts::position_same(lang),
        PositionIssue::BadMinutes => texts::position_minutes(lang),
        PositionIssue::OtherWayRound => texts::position_swapped(lang),
        PositionIssue::NotOnEarth => texts::position_nowhere(lang),
    }
}

/// Nothing says where it is. The use case would take it; nobody could find it.
fn nowhere(typed: &Typed) -> bool {
    [&typed.company, &typed.enterprise, &typed.place, &typed.position].iter().all(|text| clean(text).is_empty())
}

fn enterprise(typed: &str) -> Result<Option<CreditCode>, ()> {
    if typed.is_empty() { Ok(None) } else { typed.parse().map(Some).map_err(|_| ()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_can_see_is_neither_a_text_nor_a_place() {
        let typed = Typed { text: "\u{200b}\u{200b}\u{feff}".into(), place: "\u{3164}".into(), ..Typed::blank() };
        let (_, errors) = check(Lang::Zh, &typed, &[], &[]);
        assert_eq!(errors.iter().map(|error| error.name.as_str()).collect::<Vec<_>>(), ["text", "place"]);
    }

    #[test]
    fn what_is_wrong_stands_in_the_order_of_the_page() {
        let typed = Typed { when: "长".repeat(300), position: "x".into(), ..Typed::blank() };
        let (_, errors) = check(Lang::Zh, &typed, &[], &[]);
        let names: Vec<_> = errors.iter().map(|error| error.name.as_str()).collect();
        assert_eq!(names, ["text", "when", "position"]);
        let (_, errors) = check(Lang::Zh, &Typed { text: "黑烟".into(), ..Typed::blank() }, &[], &[]);
        assert_eq!(errors.iter().map(|error| error.name.as_str()).collect::<Vec<_>>(), ["place"]);
    }

    #[test]
    fn a_form_that_says_what_and_where_is_enough() {
        let typed = Typed { text: "黑烟".into(), place: "渡口桥".into(), ..Typed::blank() };
        assert!(check(Lang::En, &typed, &[], &[]).1.is_empty());
    }
}
