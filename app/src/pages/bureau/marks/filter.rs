//! Which marks are looked for, as it stands in the address.

use domain::credit_code::CreditCode;
use services::Error;
use services::marks::{Filter, Show};

use crate::web::{Visitor, with_params};

/// Rows a page.
const PER_PAGE: u32 = 20;

/// Reads the address. A value that is none of a list's, or a page that is no number, is refused.
pub fn read(visitor: &Visitor) -> Result<Filter, Error> {
    let show = match visitor.param("show") {
        None => Show::Waiting,
        Some("longer") => Show::Longer,
        Some("all") => Show::All,
        Some(other) => return Err(Error::invalid("show", format!("`{other}` is neither longer nor all"))),
    };
    let enterprise: Option<CreditCode> = visitor.one_of("enterprise")?;
    Ok(Filter { show, enterprise, paging: visitor.paging(PER_PAGE)? })
}

/// The word in the address.
pub const fn word(show: Show) -> &'static str {
    match show {
        Show::Waiting => "",
        Show::Longer => "longer",
        Show::All => "all",
    }
}

/// The address of another page of the same list.
pub fn address(filter: &Filter, page: u64) -> String {
    let page = if page > 1 { page.to_string() } else { String::new() };
    let enterprise = filter.enterprise.map(|code| code.to_string()).unwrap_or_default();
    let params = [("show", word(filter.show)), ("enterprise", enterprise.as_str()), ("page", page.as_str())];
    with_params("/bureau/marks", params)
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderMap;

    use super::*;

    fn filter(address: &str) -> Result<Filter, Error> {
        read(&Visitor::of(&address.parse().unwrap(), &HeaderMap::new()))
    }

    #[test]
    fn the_address_of_the_next_page_keeps_the_filter() {
        let all = filter("/m?show=all&enterprise=91350100M000100Y43").unwrap();
        assert_eq!(address(&all, 2), "/bureau/marks?show=all&enterprise=91350100M000100Y43&page=2");
        assert_eq!(address(&filter("/m").unwrap(), 1), "/bureau/marks");
        for (address, field) in [("/m?show=lost", "show"), ("/m?enterprise=1", "enterprise"), ("/m?page=-1", "page")] {
            assert!(matches!(filter(address), Err(ref error) if error.is_about(field)), "{address}");
        }
    }
}
