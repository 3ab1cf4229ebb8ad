//! The parameters of a request, from its path and its query, with everything that is wrong with them at once.

use std::{fmt::Display, str::FromStr};

use axum::{
    extract::{FromRequestParts, Query, RawPathParams, rejection::QueryRejection},
    http::request::Parts,
};
use domain::{
    input::{clean, printable},
    time::Stamp,
};
use serde::de::DeserializeOwned;
use services::public::Paging;

use super::{ApiError, Field};

/// The parameters of a request. Ask for each by name, then call [`Ask::finish`].
#[derive(Debug, Default)]
pub struct Ask {
    path: Vec<(String, String)>,
    query: Vec<(String, String)>,
    wrong_path: Vec<Field>,
    wrong_query: Vec<Field>,
}

impl Ask {
    /// A part of the path. A text that cannot be one names nothing that exists: 404 at the end.
    pub fn path<T: FromStr<Err: Display>>(&mut self, name: &str) -> Option<T> {
        let text = self.path.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value);
        text.parse().map_err(|wrong| self.wrong_path.push(field(name, wrong))).ok()
    }

    /// A parameter of the query; blank ones count as absent.
    pub fn query<T: FromStr<Err: Display>>(&mut self, name: &str) -> Option<T> {
        self.query_as(name, str::parse)
    }

    /// A moment or a day.
    pub fn moment(&mut self, name: &str) -> Option<Stamp> {
        self.query_as(name, Stamp::parse)
    }

    /// `page` and `per_page`.
    pub fn paging(&mut self, usual: u32) -> Paging {
        let page = self.whole_number("page", u32::MAX).unwrap_or(1);
        Paging::new(page, self.whole_number("per_page", 1000).unwrap_or(usual))
    }

    /// A whole number from 1 to `most`.
    pub fn whole_number(&mut self, name: &str, most: u32) -> Option<u32> {
        self.query_as(name, |text| match text.parse() {
            Ok(number @ 1..) if number <= most => Ok(number),
            _ => Err(format!("`{text}` is not a whole number from 1 to {most}")),
        })
    }

    /// One of an enumeration's words; a wrong one is told which there are.
    pub fn word<T: FromStr + Display + Copy + PartialEq + 'static>(&mut self, name: &str, all: &[T]) -> Option<T> {
        self.query_as(name, |text| {
            text.parse().ok().filter(|word| all.contains(word)).ok_or_else(|| {
                let words: Vec<_> = all.iter().map(ToString::to_string).collect();
                format!("`{text}` is none of: {}", words.join(", "))
            })
        })
    }

    /// Refuses if anything that was asked for is wrong.
    pub fn finish(self) -> Result<(), ApiError> {
        match (self.wrong_path, self.wrong_query) {
            (path, query) if path.is_empty() && query.is_empty() => Ok(()),
            (path, query) if path.is_empty() => Err(ApiError::parameters(query)),
            (mut path, query) => {
                path.extend(query);
                Err(ApiError::not_found("nothing can have this address").with(path))
            }
        }
    }

    fn query_as<T, E: Display>(&mut self, name: &str, read: impl FnOnce(&str) -> Result<T, E>) -> Option<T> {
        let text = self.query.iter().rev().find(|(key, _)| key == name).map(|(_, value)| value.trim())?;
        if text.is_empty() {
            return None;
        }
        read(text).map_err(|wrong| self.wrong_query.push(field(name, wrong))).ok()
    }
}

fn field(name: &str, wrong: impl Display) -> Field {
    Field { path: name.to_owned(), message: wrong.to_string() }
}

impl<S: Send + Sync> FromRequestParts<S> for Ask {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        let no_text = |_| ApiError::not_found("the address is not UTF-8");
        let path = RawPathParams::from_request_parts(parts, state).await.map_err(no_text)?;
        let path = path.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        let query: Vec<(String, String)> =
            Query::try_from_uri(&parts.uri).map(|Query(pairs)| pairs).unwrap_or_default();
        let query = query.into_iter().map(|(name, value)| (name, clean(&value))).collect();
        Ok(Self { path, query, ..Self::default() })
    }
}

/// The most characters that are repeated of what is wrong with a query.
const LONGEST_SAID: usize = 200;

/// What the query says beside a body, read as a whole: axum's own `Query` refuses in another shape.
pub struct Beside<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequestParts<S> for Beside<T> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, ApiError> {
        let unfit = |refused: QueryRejection| {
            ApiError::parameters(vec![field("query", printable(&refused.body_text(), LONGEST_SAID))])
        };
        Query::try_from_uri(&parts.uri).map(|Query(wanted)| Self(wanted)).map_err(unfit)
    }
}

#[cfg(test)]
mod tests {
    use domain::{enterprise::ManagementClass, quarter::Quarter};

    use super::*;

    fn ask(query: &str) -> Ask {
        let Query(query) = Query::try_from_uri(&format!("/?{query}").parse().unwrap()).unwrap();
        Ask { query, ..Ask::default() }
    }

    #[test]
    fn every_wrong_parameter_is_named_at_once() {
        let mut ask = ask("quarter=2026-3&class=plating&page=0&from=yesterday");
        assert_eq!(ask.query::<Quarter>("quarter"), None);
        assert_eq!(ask.word("class", ManagementClass::ALL), None);
        assert_eq!(ask.paging(20), Paging::new(1, 20));
        assert_eq!(ask.moment("from"), None);
        let names: Vec<_> = ask.wrong_query.iter().map(|field| field.path.as_str()).collect();
        assert_eq!(names, ["quarter", "class", "page", "from"]);
        assert!(ask.wrong_query[1].message.contains("simplified"), "{:?}", ask.wrong_query[1]);
        assert!(ask.finish().is_err());
    }

    #[test]
    fn blank_and_absent_are_the_same_and_the_last_of_two_counts() {
        let mut ask = ask("quarter=%20&page=2&page=3");
        assert_eq!(ask.query::<Quarter>("quarter"), None);
        assert_eq!(ask.paging(20).page(), 3);
        assert!(ask.finish().is_ok());
    }
}
