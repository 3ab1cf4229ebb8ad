//! What is looked for on the desk, as it stands in the address.

use domain::sign::SignKind;
use services::Error;
use services::alarms::{Filter, Show, What};

use crate::web::{Visitor, with_params};

/// Outlets a page.
const PER_PAGE: u32 = 10;
/// The word for events of exceedance among the kinds.
pub const EXCEEDANCE: &str = "exceedance";
/// The states that can be chosen besides what waits.
pub const SHOWN: [Show; 3] = [Show::Asked, Show::Inspected, Show::Settled];

/// Reads the address. A value that is none of a list's, or a page that is no number, is refused.
pub fn read(visitor: &Visitor) -> Result<Filter, Error> {
    let show = match visitor.param("state") {
        None => Show::ToDo,
        Some(word) => *SHOWN
            .iter()
            .find(|show| state_word(**show) == word)
            .ok_or_else(|| Error::invalid("state", format!("`{word}` is no state")))?,
    };
    let what = match visitor.param("kind") {
        None => None,
        Some(EXCEEDANCE) => Some(What::Exceedance),
        Some(word) => Some(What::Sign(word.parse().map_err(|error| Error::invalid("kind", error))?)),
    };
    let town = visitor.param("town").map(str::to_owned);
    Ok(Filter { show, what, town, paging: visitor.paging(PER_PAGE)? })
}

/// The word of a state in the address.
pub const fn state_word(show: Show) -> &'static str {
    match show {
        Show::ToDo => "",
        Show::Asked => "asked",
        Show::Inspected => "inspected",
        Show::Settled => "settled",
    }
}

/// The word of a kind in the address.
pub const fn kind_word(what: Option<What>) -> &'static str {
    match what {
        None => "",
        Some(What::Exceedance) => EXCEEDANCE,
        Some(What::Sign(kind)) => SignKind::as_str(kind),
    }
}

/// The address of another page of the same list.
pub fn address(filter: &Filter, page: u64) -> String {
    let page = if page > 1 { page.to_string() } else { String::new() };
    let town = filter.town.as_deref().unwrap_or_default();
    let params =
        [("state", state_word(filter.show)), ("kind", kind_word(filter.what)), ("town", town), ("page", page.as_str())];
    with_params("/bureau/alarms", params)
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
        let asked = filter("/f?state=asked&kind=flat-line&town=441900101").unwrap();
        assert_eq!((asked.show, asked.what), (Show::Asked, Some(What::Sign(SignKind::FlatLine))));
        assert_eq!(address(&asked, 2), "/bureau/alarms?state=asked&kind=flat-line&town=441900101&page=2");
        assert_eq!(address(&filter("/f?kind=exceedance").unwrap(), 1), "/bureau/alarms?kind=exceedance");
        assert_eq!(address(&filter("/f").unwrap(), 1), "/bureau/alarms");
    }

    #[test]
    fn odd_values_are_refused_by_name() {
        for (address, field) in [("/f?state=lost", "state"), ("/f?kind=ghost", "kind"), ("/f?page=-1", "page")] {
            assert!(matches!(filter(address), Err(ref error) if error.is_about(field)), "{address}");
        }
    }
}
