//! Which events are looked for, as it stands in the address.

use domain::exceedance::EventStatus;
use services::Error;
use services::exceedances::{Filter, Show};

use crate::web::{Visitor, with_params};

/// Rows a page.
const PER_PAGE: u32 = 20;
/// The word for all states; none is the word for what waits.
const ALL: &str = "all";

/// Reads the address. A value that is none of a list's, or a page that is no number, is refused.
pub fn read(visitor: &Visitor) -> Result<Filter, Error> {
    let show = match visitor.param("state") {
        None => Show::ToDo,
        Some(ALL) => Show::All,
        Some(word) => Show::Only(word.parse().map_err(|error| Error::invalid("state", error))?),
    };
    let town = visitor.param("town").map(str::to_owned);
    Ok(Filter { show, town, enterprise: None, paging: visitor.paging(PER_PAGE)? })
}

/// The word of a state in the address.
pub const fn state_word(show: Show) -> &'static str {
    match show {
        Show::ToDo => "",
        Show::All => ALL,
        Show::Only(status) => status.as_str(),
    }
}

/// The states that can be chosen, besides what waits and all.
pub const STATES: &[EventStatus] = EventStatus::ALL;

/// The address of another page of the same list.
pub fn address(filter: &Filter, page: u64) -> String {
    let page = if page > 1 { page.to_string() } else { String::new() };
    let town = filter.town.as_deref().unwrap_or_default();
    with_params("/bureau/exceedances", [("state", state_word(filter.show)), ("town", town), ("page", page.as_str())])
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
        let asked = filter("/f?state=asked&town=441900101").unwrap();
        assert_eq!(asked.show, Show::Only(EventStatus::Asked));
        assert_eq!(address(&asked, 2), "/bureau/exceedances?state=asked&town=441900101&page=2");
        assert_eq!(address(&filter("/f?state=all").unwrap(), 1), "/bureau/exceedances?state=all");
        assert_eq!(filter("/f").unwrap().show, Show::ToDo);
    }

    #[test]
    fn odd_values_are_refused_by_name() {
        for (address, field) in [("/f?state=lost", "state"), ("/f?page=-1", "page")] {
            assert!(matches!(filter(address), Err(ref error) if error.is_about(field)), "{address}");
        }
    }
}
