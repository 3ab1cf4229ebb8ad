//! A trade as a reader meets it: a code of the standard, named.

use std::{collections::BTreeMap, sync::LazyLock};

use chrono::NaiveDate;
use domain::enterprise::Industry;
use serde::Deserialize;

use crate::{
    Names,
    law::{self, Unreadable},
};

/// Names by code, with the standard that they are from.
const FILE: &str = include_str!("../../../data/industries.toml");

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Trades {
    #[serde(rename = "standard")]
    _standard: String,
    #[serde(rename = "from")]
    _from: NaiveDate,
    #[serde(rename = "source")]
    _source: String,
    names: BTreeMap<String, Line>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    zh: String,
    en: String,
}

static NAMES: LazyLock<BTreeMap<String, Names>> = LazyLock::new(|| law::or_nothing(read()));

/// Whether the names can be read. Without them every trade would be named by its code.
pub(crate) fn check_trades() -> Result<(), Unreadable> {
    read().map(|_| ())
}

fn read() -> Result<BTreeMap<String, Names>, Unreadable> {
    let standard: Trades = law::read("industries.toml", FILE)?;
    Ok(standard.names.into_iter().map(|(code, line)| (code, Names::new(line.zh, line.en))).collect())
}

/// A trade with its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trade {
    /// Its code in GB/T 4754-2017.
    pub code: Industry,
    /// Its name; that of its division where the file has no name for it.
    pub name: Names,
}

impl Trade {
    /// The trade with a code.
    pub fn of(code: Industry) -> Self {
        let name = NAMES.get(&code.to_string()).or_else(|| NAMES.get(&code.division().to_string()));
        let name = name.cloned().unwrap_or_else(|| Names::new(code.to_string(), code.to_string()));
        Self { code, name }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zh(code: &str) -> String {
        Trade::of(code.parse().unwrap()).name.zh
    }

    #[test]
    fn the_file_names_every_division_and_the_classes_of_polluters() {
        let names = read().unwrap();
        for code in names.keys() {
            assert_eq!(code.parse::<Industry>().unwrap().to_string(), *code);
        }
        let divisions = names.keys().filter(|code| code.len() == 2).count();
        assert_eq!((divisions, names.len() > 300), (97, true), "{}", names.len());
        assert!(names.values().all(|name| !name.zh.is_empty() && name.en.is_ascii()));
        for class in names.keys().filter(|code| code.len() == 4) {
            assert!(names.contains_key(&class[..2]), "{class}");
        }
    }

    #[test]
    fn a_class_is_named_and_one_without_a_name_goes_by_its_division() {
        assert_eq!(zh("3011"), "水泥制造");
        assert_eq!(Trade::of(Industry::class(3360)).name.en, "Surface treatment and heat treatment of metals");
        assert_eq!(zh("30"), "非金属矿物制品业");
        assert_eq!((zh("3019"), zh("301")), (zh("30"), zh("30")));
        assert_eq!(zh("9999"), "9999", "no such division");
    }
}
