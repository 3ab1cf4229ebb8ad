//! What is looked for, as it stands in the address.

use services::Error;
use services::public::enterprises::Query;

use crate::web::{Visitor, with_params};

/// Rows a page.
const PER_PAGE: u32 = 20;
/// More than any name has; longer words are a mistake or an attack.
const LONGEST: usize = 100;

/// The query with the words that it was read from.
#[derive(Clone)]
pub struct Filter {
    /// For the use case.
    pub query: Query,
}

impl Filter {
    /// Reads the address. A value that is none of a list's, or a page that is no number, is refused.
    pub fn of(visitor: &Visitor) -> Result<Self, Error> {
        let q = visitor.param("q").map(|words| words.chars().take(LONGEST).collect());
        let town = visitor.param("town").map(str::to_owned);
        let (industry, class) = (visitor.one_of("industry")?, visitor.one_of("class")?);
        let paging = visitor.paging(PER_PAGE)?;
        Ok(Self { query: Query { q, town, industry, class, paging, ..Query::default() } })
    }

    /// The address of another page of the same list.
    pub fn page(&self, page: u64) -> String {
        let page = if page > 1 { page.to_string() } else { String::new() };
        self.address("/enterprises", &page)
    }

    /// The same list for programs.
    pub fn csv(&self) -> String {
        self.address("/api/v1/enterprises.csv", "")
    }

    /// Whether anything narrows the list.
    pub fn narrows(&self) -> bool {
        let Query { q, town, industry, class, .. } = &self.query;
        q.is_some() || town.is_some() || industry.is_some() || class.is_some()
    }

    fn address(&self, path: &str, page: &str) -> String {
        let Query { q, town, industry, class, .. } = &self.query;
        let industry = industry.map(|code| code.to_string()).unwrap_or_default();
        let params = [
            ("q", q.as_deref().unwrap_or_default()),
            ("town", town.as_deref().unwrap_or_default()),
            ("industry", industry.as_str()),
            ("class", class.map(domain::enterprise::ManagementClass::as_str).unwrap_or_default()),
            ("page", page),
        ];
        with_params(path, params)
    }
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderMap;

    use super::*;

    fn filter(address: &str) -> Result<Filter, Error> {
        Filter::of(&Visitor::of(&address.parse().unwrap(), &HeaderMap::new()))
    }

    #[test]
    fn blank_fields_of_the_form_match_all() {
        let all = filter("/enterprises?q=&town=&industry=&class=").unwrap();
        assert_eq!(all.query.q, None);
        assert!(!all.narrows());
        assert_eq!(all.page(1), "/enterprises");
    }

    #[test]
    fn the_address_of_the_next_page_keeps_the_filter() {
        let paper = filter("/enterprises?q=%E7%BA%B8&class=key").unwrap();
        assert_eq!(paper.page(2), "/enterprises?q=%E7%BA%B8&class=key&page=2");
        assert_eq!(paper.csv(), "/api/v1/enterprises.csv?q=%E7%BA%B8&class=key");
    }

    #[test]
    fn odd_values_are_refused_by_name() {
        for (address, field) in [("/e?page=two", "page"), ("/e?class=best", "class"), ("/e?industry=x", "industry")] {
            assert!(matches!(filter(address), Err(ref error) if error.is_about(field)), "{address}");
        }
    }
}
