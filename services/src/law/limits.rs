//! Discharge limits as tables of their standards (`data/law/limits.toml`).

use std::sync::LazyLock;

use chrono::NaiveDate;
use domain::{fixed::Nano, limit::Averaging};
use rust_decimal::Decimal;
use serde::Deserialize;

use super::read::{self, Unreadable};
use crate::{Error, Result};

const NAME: &str = "limits.toml";
const FILE: &str = include_str!("../../../data/law/limits.toml");

/// The tables of limits.
pub fn limits() -> &'static Standards {
    static STANDARDS: LazyLock<Standards> = LazyLock::new(|| read::or_nothing(read(FILE)));
    &STANDARDS
}

/// Whether the file can be read, every figure in it.
pub(super) fn check() -> Result<(), Unreadable> {
    read(FILE).map(|_| ())
}

fn read(text: &str) -> Result<Standards, Unreadable> {
    let standards: Standards = read::read(NAME, text)?;
    for table in &standards.table {
        table.limits().map_err(|error| Unreadable::new(NAME, format!("{}: {error}", table.id)))?;
        if table.to.is_some_and(|to| to < table.from) {
            return Err(Unreadable::new(NAME, format!("{} ends before it begins", table.id)));
        }
    }
    Ok(standards)
}

/// Tables of limits, by id.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Standards {
    table: Vec<Table>,
}

/// One column of one table of a standard.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Table {
    id: String,
    basis: String,
    /// For the reader of the file: `workshop`, `outlet` or `stack`.
    #[serde(rename = "point")]
    _point: String,
    unit: String,
    averaging: Averaging,
    reference_oxygen: Option<Decimal>,
    from: NaiveDate,
    /// Its last day, where another edition has followed.
    to: Option<NaiveDate>,
    source: String,
    limits: Vec<Row>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    pollutant: String,
    low: Option<Decimal>,
    high: Option<Decimal>,
    unit: Option<String>,
    averaging: Option<Averaging>,
    basis: Option<String>,
    source: Option<String>,
    /// Its own first day, where it is of another standard than the table.
    from: Option<NaiveDate>,
}

/// A limit as a table has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableLimit {
    /// Code in HJ 212.
    pub pollutant: String,
    /// Lowest value allowed.
    pub low: Option<Nano>,
    /// Highest value allowed.
    pub high: Option<Nano>,
    /// Unit of both.
    pub unit: String,
    /// The mean over which it is judged.
    pub averaging: Averaging,
    /// The oxygen at which it holds, per cent by volume.
    pub reference_oxygen: Option<Nano>,
    /// Standard and table.
    pub basis: String,
    /// How sure the figure is.
    pub source: String,
    /// The first day on which the table holds.
    pub from: NaiveDate,
    /// The last one; none as long as it holds.
    pub to: Option<NaiveDate>,
}

impl Standards {
    /// The limits of a table, with the days on which it holds.
    ///
    /// # Errors
    /// [`Invalid`](Error::Invalid) where there is no such table.
    pub fn table(&self, id: &str) -> Result<Vec<TableLimit>> {
        let table = self.table.iter().find(|table| table.id == id);
        let table = table.ok_or_else(|| Error::invalid(NAME, format!("there is no table `{id}`")))?;
        table.limits()
    }
}

impl Table {
    fn limits(&self) -> Result<Vec<TableLimit>> {
        self.limits.iter().map(|row| self.limit(row)).collect()
    }

    fn limit(&self, row: &Row) -> Result<TableLimit> {
        let nano = |value: Option<Decimal>| value.map(Nano::try_from).transpose();
        let bad = |error| Error::invalid(NAME, error);
        Ok(TableLimit {
            pollutant: row.pollutant.clone(),
            low: nano(row.low).map_err(bad)?,
            high: nano(row.high).map_err(bad)?,
            unit: row.unit.clone().unwrap_or_else(|| self.unit.clone()),
            averaging: row.averaging.unwrap_or(self.averaging),
            reference_oxygen: nano(self.reference_oxygen).map_err(bad)?,
            basis: row.basis.clone().unwrap_or_else(|| self.basis.clone()),
            source: row.source.clone().unwrap_or_else(|| self.source.clone()),
            from: row.from.unwrap_or(self.from),
            to: self.to,
        })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use domain::source::{Certainty, Source};

    use super::*;

    fn every() -> Vec<TableLimit> {
        let standards = read(FILE).unwrap();
        standards.table.iter().flat_map(|table| standards.table(&table.id).unwrap()).collect()
    }

    #[test]
    fn every_figure_says_how_sure_it_is() {
        for limit in every() {
            let inferred = limit.source.starts_with("inferred: ") && limit.source.ends_with(", verify");
            let marked = ["sourced: ", "from memory, verify"].iter().any(|mark| limit.source.starts_with(mark));
            assert!(marked || inferred, "{limit:?}");
        }
    }

    /// Each mark is read as what the head of the file promises of it, and what stands beside it needs no translation.
    #[test]
    fn a_figure_that_was_not_seen_is_told_from_one_that_was() {
        let mut seen = BTreeSet::new();
        for limit in every() {
            let source = Source::read(&limit.source);
            seen.insert(source.certainty.unwrap());
            assert_eq!(
                source.certainty == Some(Certainty::Sourced),
                limit.source.starts_with("sourced: "),
                "{limit:?}"
            );
            let words = ["verify", "memory", "table", " and ", "file"];
            assert!(!words.iter().any(|word| source.of.contains(word)), "English stands in {limit:?}");
        }
        assert_eq!(seen.into_iter().collect::<Vec<_>>(), [Certainty::Sourced, Certainty::Inferred, Certainty::Memory]);
    }

    #[test]
    fn a_table_that_has_ended_says_so_at_each_of_its_limits() {
        let table = |days: &str, high: &str| {
            format!(
                "[[table]]\nid = \"t\"\nbasis = \"b\"\npoint = \"outlet\"\nunit = \"mg/L\"\naveraging = \"day\"\n{days}\n\
                 source = \"test\"\nlimits = [{{ pollutant = \"w01018\", high = \"{high}\" }}]"
            )
        };
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let days =
            |text: &str| read(&table(text, "80")).map(|file| file.table("t").map(|all| (all[0].from, all[0].to)));
        assert_eq!(
            days("from = \"2010-01-01\"\nto = \"2029-12-31\"").unwrap().unwrap(),
            (day("2010-01-01"), Some(day("2029-12-31")))
        );
        assert_eq!(days("from = \"2010-01-01\"").unwrap().unwrap().1, None);
        assert!(days("from = \"2010-01-01\"\nto = \"2009-12-31\"").is_err(), "it ends before it begins");
        assert!(read(&table("from = \"2010-01-01\"", "99999999999999999999")).is_err(), "no figure that can be kept");
        let ids: Vec<_> = read(FILE).unwrap().table.into_iter().map(|table| table.id).collect();
        let mut once = ids.clone();
        once.sort_unstable();
        once.dedup();
        assert_eq!(once.len(), ids.len(), "an id names one table");
    }

    #[test]
    fn every_pollutant_and_unit_is_known() {
        for limit in every() {
            let known = hj212::pollutant::find(&limit.pollutant).expect(&limit.pollutant);
            assert_eq!(known.code, limit.pollutant);
            assert!(["mg/L", "mg/m³", "倍", "个/L", "°C", ""].contains(&limit.unit.as_str()), "{limit:?}");
            assert_eq!(limit.unit == "倍", limit.pollutant == "w01002", "colour is a multiple of dilution");
            assert_eq!(limit.unit.is_empty(), limit.pollutant == "w01001");
            assert_eq!(limit.unit == "°C", limit.pollutant == "a01901", "a furnace has degrees");
        }
    }

    #[test]
    fn the_dyers_tables_are_four() {
        let standards = read(FILE).unwrap();
        let cod = |id| {
            let limits = standards.table(id).unwrap();
            limits.into_iter().find(|limit| limit.pollutant == "w01018").unwrap().high.unwrap().to_string()
        };
        let ids = ["gb4287-2-direct", "gb4287-2-sewer", "gb4287-2-indirect", "gb4287-2-dedicated"];
        assert_eq!(ids.map(cod), ["80", "80", "200", "500"]);
        assert!(standards.table("gb0").is_err());
    }

    fn high(table: &str, pollutant: &str) -> String {
        let limits = read(FILE).unwrap().table(table).unwrap();
        limits.into_iter().find(|limit| limit.pollutant == pollutant).unwrap().high.unwrap().to_string()
    }

    /// What an expert of the province looks at first.
    #[test]
    fn limits_are_those_of_the_delta() {
        for (pollutant, want) in [
            ("w20116", "0.5"),
            ("w20117", "0.1"),
            ("w20121", "0.5"),
            ("w20115", "0.01"),
            ("w20126", "0.1"),
            ("w20120", "0.1"),
            ("w20111", "0.005"),
        ] {
            assert_eq!(high("db44-1597-1-workshop", pollutant), want, "{pollutant}");
        }
        for (table, pollutant, want) in [
            ("db44-1597-1-outlet", "w20122", "0.5"),
            ("db44-1597-1-outlet", "w20123", "1"),
            ("db44-1597-1-outlet", "w01012", "30"),
            ("db44-1597-1-outlet", "w01018", "80"),
            ("db44-1597-1-outlet", "w22001", "2"),
            ("db44-1597-1-outlet", "w21016", "0.2"),
            ("db44-1597-2-workshop", "w20121", "0.1"),
            ("gb39731-workshop", "w20121", "0.5"),
            ("gb18918-1a", "w01018", "40"),
            ("db44-765-gas", "a21002", "150"),
            ("gb31572-1-direct", "w01018", "60"),
            ("gb31572-1-direct", "w01012", "30"),
            ("gb31572-1-direct", "w21003", "8"),
            ("gb31572-1-sewer", "w01018", "60"),
            ("db44-2367", "a24088", "80"),
            ("db44-2367", "a99054", "100"),
        ] {
            assert_eq!(high(table, pollutant), want, "{table} {pollutant}");
        }
    }

    #[test]
    fn reference_oxygen_goes_by_the_fuel() {
        let standards = read(FILE).unwrap();
        let of = |id: &str| standards.table(id).unwrap()[0].reference_oxygen;
        for (id, want) in [
            ("db44-765-gas", Some(3_500_000_000)),
            ("db44-765-biomass", Some(9_000_000_000)),
            ("gb18485-day", Some(11_000_000_000)),
            ("gb18485-hour", Some(11_000_000_000)),
            ("db44-2367", None),
            ("gb21900-air", None),
        ] {
            assert_eq!(of(id), want.map(Nano), "{id}");
        }
    }
}
