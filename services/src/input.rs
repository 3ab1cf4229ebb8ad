//! What is wrong with what came in, all of it at once; and how the derive of `validator` comes to it.

use std::{borrow::Cow, fmt};

use domain::input::{Input, Issue};
use serde::de::DeserializeOwned;
use validator::{Validate, ValidationError, ValidationErrors, ValidationErrorsKind};

/// What comes in from outside by a form, as JSON or by a call of an island: nothing else passes the doors
/// (`app::web::Form`, `server::rest::Json`), so a struct whose rules nobody wrote down does not compile there.
pub trait Incoming: DeserializeOwned + Validate {
    /// The fields in the order in which a person reads them.
    const FIELDS: &'static [&'static str];

    /// All that is wrong with it as it stands, in the order of the fields.
    fn issues(&self) -> Issues {
        let mut issues = self.validate().err().map(Issues::from).unwrap_or_default();
        issues.in_order(Self::FIELDS);
        issues
    }
}

/// A custom validator for every field that reads itself: the rule is the one that `domain` reads by.
///
/// # Errors
/// What is wrong with the field.
pub fn sound<T>(input: &Input<T>) -> Result<(), ValidationError> {
    input.get().map(|_| ()).map_err(refused)
}

/// An issue on its way through `validator`, which knows codes and parameters.
pub fn refused(issue: &Issue) -> ValidationError {
    let mut error = ValidationError::new(ISSUE);
    error.add_param(Cow::Borrowed(ISSUE), issue);
    error
}

/// An issue that a rule over several fields finds, at one of them.
pub fn refused_at(field: impl Into<Cow<'static, str>>, issue: &Issue) -> ValidationError {
    let mut error = refused(issue);
    error.add_param(Cow::Borrowed(FIELD), &field.into());
    error
}

/// The parameter with the field of such an issue.
const FIELD: &str = "field";
/// The code of an error that carries an issue, and its parameter.
const ISSUE: &str = "issue";

/// Something wrong, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldIssue {
    /// The field or parameter; of something nested with points between.
    pub field: Cow<'static, str>,
    /// What is wrong with it.
    pub issue: Issue,
}

/// All that is wrong with what came in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Issues(Vec<FieldIssue>);

impl Issues {
    /// One thing that is wrong.
    pub fn one(field: impl Into<Cow<'static, str>>, issue: impl Into<Issue>) -> Self {
        let mut issues = Self::default();
        issues.add(field, issue);
        issues
    }

    /// Another one.
    pub fn add(&mut self, field: impl Into<Cow<'static, str>>, issue: impl Into<Issue>) {
        self.0.push(FieldIssue { field: field.into(), issue: issue.into() });
    }

    /// The value, or nothing and what is wrong with it.
    pub fn note<T>(&mut self, field: &'static str, read: Result<T, Issue>) -> Option<T> {
        read.map_err(|issue| self.add(field, issue)).ok()
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// One after the other.
    pub fn iter(&self) -> impl Iterator<Item = &FieldIssue> {
        self.0.iter()
    }

    /// What is wrong with a field, the first of it.
    pub fn at(&self, field: &str) -> Option<&Issue> {
        self.iter().find(|one| one.field == field).map(|one| &one.issue)
    }

    /// Only what is wrong with these fields. Of a form with several buttons those of the one that was pressed count.
    #[must_use]
    pub fn only(mut self, fields: &[&str]) -> Self {
        self.0.retain(|one| fields.contains(&&*one.field));
        self
    }

    /// Puts them into the order of the fields; what is none of them comes last.
    pub fn in_order(&mut self, fields: &[&str]) {
        let place = |one: &FieldIssue| fields.iter().position(|field| *field == one.field).unwrap_or(fields.len());
        self.0.sort_by_key(place);
    }
}

impl<F: Into<Cow<'static, str>>, I: Into<Issue>> Extend<(F, I)> for Issues {
    fn extend<T: IntoIterator<Item = (F, I)>>(&mut self, issues: T) {
        issues.into_iter().for_each(|(field, issue)| self.add(field, issue));
    }
}

impl<F: Into<Cow<'static, str>>, I: Into<Issue>> FromIterator<(F, I)> for Issues {
    fn from_iter<T: IntoIterator<Item = (F, I)>>(issues: T) -> Self {
        let mut all = Self::default();
        all.extend(issues);
        all
    }
}

impl IntoIterator for Issues {
    type Item = FieldIssue;
    type IntoIter = std::vec::IntoIter<FieldIssue>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

/// For the command line: `login: there is an account with this login already; …`.
impl fmt::Display for Issues {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, FieldIssue { field, issue }) in self.0.iter().enumerate() {
            write!(f, "{}{field}: {issue}", if index == 0 { "" } else { "; " })?;
        }
        Ok(())
    }
}

/// In the order of the names: `validator` keeps none.
impl From<ValidationErrors> for Issues {
    fn from(errors: ValidationErrors) -> Self {
        let mut issues = Self::default();
        collect(&mut issues, "", &errors);
        issues
    }
}

fn collect(issues: &mut Issues, within: &str, errors: &ValidationErrors) {
    let mut fields: Vec<_> = errors.errors().iter().collect();
    fields.sort_by_key(|(name, _)| *name);
    for (name, kind) in fields {
        let path = format!("{within}{name}");
        match kind {
            ValidationErrorsKind::Field(errors) => {
                issues.extend(errors.iter().map(|error| (field(error).unwrap_or_else(|| path.clone()), issue(error))));
            }
            ValidationErrorsKind::Struct(errors) => collect(issues, &format!("{path}."), errors),
            ValidationErrorsKind::List(items) => {
                for (index, errors) in items {
                    collect(issues, &format!("{path}[{index}]."), errors);
                }
            }
        }
    }
}

/// The field that a rule over several fields names.
fn field(error: &ValidationError) -> Option<String> {
    Some(error.params.get(FIELD)?.as_str()?.to_owned())
}

/// What an error of `validator` says: an issue that a validator of ours put in, or one of its own kinds.
fn issue(error: &ValidationError) -> Issue {
    let count = |name: &str| error.params.get(name).and_then(|value| usize::try_from(value.as_u64()?).ok());
    let own = || serde_json::from_value(error.params.get(ISSUE)?.clone()).ok();
    let length = |value: usize, least: Option<usize>, most: Option<usize>| match (least, most) {
        (Some(1), _) if value == 0 => Some(Issue::Missing),
        (Some(least), _) if value < least => Some(Issue::Short(least)),
        (_, Some(most)) => Some(Issue::Long(most)),
        _ => None,
    };
    let found = match &*error.code {
        ISSUE => own(),
        "required" => Some(Issue::Missing),
        "must_match" => Some(Issue::NotTheSame),
        "length" => {
            let value = error.params.get("value");
            let has = value.and_then(|value| match value {
                serde_json::Value::String(text) => Some(text.chars().count()),
                serde_json::Value::Array(rows) => Some(rows.len()),
                _ => None,
            });
            length(has.unwrap_or(usize::MAX), count("min"), count("max"))
        }
        _ => None,
    };
    found.unwrap_or_else(|| Issue::Said(error.to_string()))
}

#[cfg(test)]
mod tests {
    use domain::input::Words;
    use serde::Deserialize;

    use super::*;

    #[derive(Deserialize, Validate)]
    struct Row {
        #[validate(custom(function = sound))]
        name: Input<Words<2, 4>>,
    }

    #[derive(Deserialize, Validate)]
    #[serde(default)]
    #[derive(Default)]
    struct Sent {
        #[validate(custom(function = sound))]
        reason: Input<Words<1, 4>>,
        #[validate(length(min = 1, max = 2))]
        about: String,
        #[validate(nested)]
        rows: Vec<Row>,
        #[validate(required)]
        day: Option<i32>,
    }

    impl Incoming for Sent {
        const FIELDS: &'static [&'static str] = &["reason", "day", "about"];
    }

    #[test]
    fn everything_that_is_wrong_is_told_at_once_in_its_order_and_by_its_kind() {
        let sent: Sent =
            serde_json::from_str(r#"{"reason": "一二三四五", "about": "长长长", "rows": [{"name": "x"}]}"#).unwrap();
        let all: Vec<_> = sent.issues().into_iter().map(|one| (one.field.into_owned(), one.issue)).collect();
        let at = |field: &str, issue| (field.to_owned(), issue);
        let want = [
            at("reason", Issue::Long(4)),
            at("day", Issue::Missing),
            at("about", Issue::Long(2)),
            at("rows[0].name", Issue::Short(2)),
        ];
        assert_eq!(all, want);
        let only = sent.issues().only(&["day"]);
        assert_eq!(only.to_string(), "day: write something");
        assert_eq!(Sent::default().issues().at("about"), Some(&Issue::Missing));
    }

    #[test]
    fn every_kind_comes_through_the_derive_as_it_was() {
        use domain::{case::CaseSlip, input::DayIssue};
        for kind in [
            Issue::NoChoice,
            Issue::Day(DayIssue::NoSuchDay("2026-11-31".into())),
            Issue::Case(CaseSlip::Future),
            Issue::Before("2026-10-08".parse().unwrap()),
            Issue::Said("x".into()),
        ] {
            assert_eq!(issue(&refused(&kind)), kind);
        }
    }
}
