//! Which findings are looked for, as it stands in the address.

use domain::finding::FindingStatus;
use services::Error;
use services::findings::{Filter, Show};

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
    Ok(Filter {
        show,
        rule: visitor.param("rule").map(str::to_owned),
        severity: visitor.one_of("severity")?,
        town: visitor.param("town").map(str::to_owned),
        enterprise: None,
        paging: visitor.paging(PER_PAGE)?,
    })
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
pub const STATES: &[FindingStatus] = FindingStatus::ALL;

/// The address of another page of the same list.
pub fn address(filter: &Filter, page: u64) -> String {
    let page = if page > 1 { page.to_string() } else { String::new() };
    let params = [
        ("state", state_word(filter.show)),
        ("severity", filter.severity.map(domain::finding::Severity::as_str).unwrap_or_default()),
        ("rule", filter.rule.as_deref().unwrap_or_default()),
        ("town", filter.town.as_deref().unwrap_or_default()),
        ("page", page.as_str()),
    ];
    with_params("/bureau/findings", params)
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderMap;
    use domain::finding::Severity;

    use super::*;

    fn filter(address: &str) -> Result<Filter, Error> {
        read(&Visitor::of(&address.parse().unwrap(), &HeaderMap::new()))
    }

    #[test]
    fn the_address_of_the_next_page_keeps_the_filter() {
        let red = filter("/f?state=asked&severity=red&rule=&town=441900101").unwrap();
        assert_eq!((red.show, red.severity, &red.rule), (Show::Only(FindingStatus::Asked), Some(Severity::Red), &None));
        assert_eq!(address(&red, 2), "/bureau/findings?state=asked&severity=red&town=441900101&page=2");
        assert_eq!(address(&filter("/f?state=all").unwrap(), 1), "/bureau/findings?state=all");
        assert_eq!(filter("/f").unwrap().show, Show::ToDo);
    }

    #[test]
    fn odd_values_are_refused_by_name() {
        for (address, field) in [("/f?state=lost", "state"), ("/f?severity=pink", "severity"), ("/f?page=-1", "page")] {
            assert!(matches!(filter(address), Err(ref error) if error.is_about(field)), "{address}");
        }
    }
}
