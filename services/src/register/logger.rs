//! Data loggers.

use domain::{
    credit_code::CreditCode,
    device::ProtocolEdition,
    outlet::OutletCode,
    time::{Day, Stamp},
};
use entities::device::{ActiveModel, Column, Entity, Model};

use super::{
    Flaw,
    entry::{ColumnOf, Entry, Lookup, Owner, Under},
    flaw::Faults,
};

/// A data logger (数采仪) at an outlet.
#[derive(Clone, PartialEq, Eq)]
pub struct LoggerEntry {
    /// Whose outlet.
    pub enterprise: CreditCode,
    /// Where it stands.
    pub outlet: OutletCode,
    /// Its number in HJ 212.
    pub mn: String,
    /// Its six-character password; the protocol needs it in clear.
    pub password: String,
    /// The edition that it speaks.
    pub edition: ProtocolEdition,
    /// Seconds between real-time uploads.
    pub realtime_seconds: i32,
    /// Defects that are accepted from it, comma-separated codes; empty: none.
    pub tolerated: String,
    /// Units in which it sends, where they differ from the code table: `w20117=mg/L,…`.
    pub units: String,
    /// When it was installed.
    pub installed_on: Day,
    /// The day from which on it is public. None: in trial; where it stands already, as it stands.
    pub public_from: Option<Day>,
    /// The day from which on it is closed. None: as it stands.
    pub closed_on: Option<Day>,
}

impl std::fmt::Debug for LoggerEntry {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "LoggerEntry({} at {} {}, …)", self.mn, self.enterprise, self.outlet)
    }
}

/// The most characters of a list of units or of defects.
const LONGEST_LIST: usize = 1000;

fn is_word(text: &str, lengths: std::ops::RangeInclusive<usize>) -> bool {
    lengths.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// Whether a logger may send under this code: one of the table, or one that is written like a pollutant's. Naming a code
/// here is how the gateway is told to take one that the table lacks.
fn can_have_unit(code: &str) -> bool {
    hj212::pollutant::find(code).is_some() || domain::pollutant::medium(code).is_some()
}

fn is_units(setting: &str) -> bool {
    let is_unit = |pair: &str| {
        pair.split_once('=')
            .is_some_and(|(code, unit)| can_have_unit(code.trim()) && unit.trim().parse::<hj212::Unit>().is_ok())
    };
    setting.trim().is_empty() || setting.split(',').all(is_unit)
}

/// Whether a text can be the number of a logger.
pub(crate) fn is_logger_number(text: &str) -> bool {
    is_word(text, 1..=24)
}

impl Entry for LoggerEntry {
    type Active = ActiveModel;
    type Entity = Entity;
    type Key = String;
    type Row = Model;

    const CLOSED_ON: Option<ColumnOf<Self>> = Some(Column::ClosedOn);
    const ID: ColumnOf<Self> = Column::Id;
    const KEY_FIELD: &'static str = "mn";
    const LOOKUP: ColumnOf<Self> = Column::Mn;
    const NAME: Option<(&'static str, ColumnOf<Self>)> = Some(("mn", Column::Mn));
    const SECRET: Option<ColumnOf<Self>> = Some(Column::Password);
    const PUBLIC_FROM: Option<ColumnOf<Self>> = Some(Column::PublicFrom);

    fn check(&self, _now: Stamp) -> Faults {
        let mut faults = Faults::default();
        faults.when(!is_logger_number(&self.mn), "mn", Flaw::LoggerNumber);
        faults.when(!is_word(&self.password, 6..=6), "password", Flaw::LoggerPassword);
        faults.when(!(1..=3600).contains(&self.realtime_seconds), "realtime_seconds", Flaw::Interval);
        if let Err(error) = self.tolerated.parse::<hj212::Policy>() {
            faults.when(true, "tolerated", Flaw::Tolerance(error.to_string()));
        }
        faults.when(!is_units(&self.units), "units", Flaw::Units);
        faults.optional("units", &self.units, LONGEST_LIST);
        faults.optional("tolerated", &self.tolerated, LONGEST_LIST);
        faults
    }

    fn owner(&self) -> Owner {
        Owner::Outlet(self.enterprise, self.outlet)
    }

    /// Its number is one of the whole city.
    fn apart(&self) -> Option<CreditCode> {
        None
    }

    fn lookup(&self, _owner: i64) -> Option<Lookup> {
        Some(Lookup::Name(self.mn.clone()))
    }

    fn key(&self, _owner: i64) -> String {
        self.mn.clone()
    }

    fn key_of(row: &Model) -> String {
        row.mn.clone()
    }

    fn row(&self, owner: i64, old: Option<&Model>, _now: Stamp) -> Model {
        Model {
            id: old.map_or(0, |old| old.id),
            outlet_id: owner,
            mn: self.mn.clone(),
            password: self.password.clone(),
            edition: self.edition,
            realtime_seconds: self.realtime_seconds,
            tolerated: self.tolerated.clone(),
            units: self.units.clone(),
            // Who refuses its frames says why, in a use case of its own (`devices::disable`).
            disabled: old.is_some_and(|old| old.disabled),
            installed_on: self.installed_on,
            public_from: self.public_from.or_else(|| old.and_then(|old| old.public_from)),
            closed_on: self.closed_on.or_else(|| old.and_then(|old| old.closed_on)),
        }
    }

    fn under(row: &Model) -> Under {
        Under::Outlet(row.outlet_id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_pairs_of_a_code_and_a_unit() {
        for (units, want) in [
            ("", true),
            ("w20117=mg/L", true),
            ("w20117=mg/L, w01018=mg/L", true),
            ("w20117", false),
            ("nothing=mg/L", false),
            ("w99001=mg/L", true),
            ("011=mg/L", true),
            ("w9900=mg/L", false),
            ("w20117=buckets", false),
            ("w20117=mg/L,", false),
        ] {
            assert_eq!(is_units(units), want, "{units}");
        }
    }

    #[test]
    fn a_password_stays_out_of_logs() {
        let entry = LoggerEntry {
            enterprise: "91350100M000100Y43".parse().unwrap(),
            outlet: "DW001".parse().unwrap(),
            mn: "A1".to_owned(),
            password: "s3cret".to_owned(),
            edition: ProtocolEdition::E2017,
            realtime_seconds: 60,
            tolerated: String::new(),
            units: String::new(),
            installed_on: "2024-01-01".parse().unwrap(),
            public_from: None,
            closed_on: None,
        };
        assert!(!format!("{entry:?}").contains("s3cret"));
    }
}
