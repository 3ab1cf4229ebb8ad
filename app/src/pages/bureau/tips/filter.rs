//! What is looked for in the queue, as it stands in the address.

use domain::tip::TipStatus;
use services::Error;
use services::tips::{QueueQuery, Show};

use crate::web::{Visitor, with_params};

/// Rows a page.
const PER_PAGE: u32 = 50;
/// More than any number has.
const LONGEST: usize = 30;

/// The query with the words that it was read from.
#[derive(Clone)]
pub struct Filter {
    /// For the use case.
    pub query: QueueQuery,
}

impl Filter {
    /// Reads the address; a word that is none of the list's is refused.
    pub fn of(visitor: &Visitor) -> Result<Self, Error> {
        let show = visitor.param("show").map_or(Ok(Show::Open), read)?;
        Ok(Self {
            query: QueueQuery {
                show,
                town: visitor.param("town").map(str::to_owned),
                number: visitor.param("number").map(|number| number.chars().take(LONGEST).collect()),
                paging: visitor.paging(PER_PAGE)?,
            },
        })
    }

    /// The address of another page of the same list.
    pub fn page(&self, page: u64) -> String {
        let QueueQuery { show, town, number, .. } = &self.query;
        let page = if page > 1 { page.to_string() } else { String::new() };
        let params = [
            ("show", if *show == Show::Open { "" } else { word(*show) }),
            ("town", town.as_deref().unwrap_or_default()),
            ("number", number.as_deref().unwrap_or_default()),
            ("page", &page),
        ];
        with_params("/bureau/tips", params)
    }
}

/// The choices in the order in which they are offered.
pub fn shows() -> impl Iterator<Item = Show> {
    [Show::Open, Show::Overdue].into_iter().chain(TipStatus::ALL.iter().copied().map(Show::In)).chain([Show::All])
}

/// The word of a choice in the address.
pub const fn word(show: Show) -> &'static str {
    match show {
        Show::Open => "open",
        Show::Overdue => "overdue",
        Show::In(status) => status.as_str(),
        Show::All => "all",
    }
}

fn read(text: &str) -> Result<Show, Error> {
    shows().find(|show| word(*show) == text).ok_or_else(|| Error::invalid("show", "there is no such choice"))
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderMap;

    use super::*;

    fn filter(address: &str) -> Result<Filter, Error> {
        Filter::of(&Visitor::of(&address.parse().unwrap(), &HeaderMap::new()))
    }

    #[test]
    fn every_choice_comes_back() {
        for show in shows() {
            assert_eq!(read(word(show)).unwrap(), show);
        }
        assert_eq!(shows().count(), 2 + TipStatus::ALL.len() + 1);
        assert!(filter("/bureau/tips?show=mine").is_err() && filter("/bureau/tips?page=x").is_err());
    }

    #[test]
    fn the_next_page_keeps_what_was_asked() {
        assert_eq!(filter("/bureau/tips").unwrap().page(1), "/bureau/tips");
        let late = filter("/bureau/tips?show=overdue&town=441900101&number=").unwrap();
        assert_eq!(late.page(2), "/bureau/tips?show=overdue&town=441900101&page=2");
    }
}
