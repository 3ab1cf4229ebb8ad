//! What an export says of a table and its columns: as their entities are documented.

use domain::{
    access::{Role, Scope},
    case::{CaseEvent, CaseStage, CaseStatus, Gravity, Measure, ViolationKind, Withdrawal},
    command::{AskedBy, CommandKind, CommandState, CommandStep},
    declaration::DeclarationStatus,
    delivery::{Brought, DeliveryState, SubjectState},
    device::{NoticeKind, ProtocolEdition},
    enterprise::ManagementClass,
    exceedance::{EventEnd, EventEntryKind, EventOutcome, EventStatus, Ground},
    finding::{EntryKind, FindingStatus, Outcome, Severity},
    limit::Averaging,
    map::ShapeKind,
    matching::KnownBy,
    means::{Conversion, MeanOutcome, Reason},
    measurement::Interval,
    outlet::Discharge,
    premises::PremisesKind,
    sheet::Kind,
    sign::{SignKind, SignOutcome, SignStatus},
    succession::SuccessionKind,
    tip::{TipAuthor, TipStatus},
    utility::{Feed, Origin},
};
use entities::described;

use super::manifest::{Column, Content, File};
use crate::store::catalogue::{self, Table};

/// A table of which the file is not known yet.
pub struct Described {
    name: String,
    about: String,
    key: Vec<String>,
    /// Its columns in the order of the file.
    pub columns: Vec<Column>,
}

impl Described {
    /// The table with its file.
    pub fn with(self, file: File, last_key: Option<i64>) -> Content {
        Content { name: self.name, about: self.about, file, key: self.key, last_key, columns: self.columns }
    }
}

/// What is said of a table of the database. Its columns stand in the order of the entity, which is the same for both
/// databases; what no entity names comes after, by name.
pub fn table(table: &Table) -> Described {
    let entity = described::table(&table.name);
    let known = entity.map_or(&[][..], |entity| entity.columns);
    let mut columns: Vec<_> =
        known.iter().filter_map(|column| table.columns.get(column.name).map(|kind| said(column, *kind))).collect();
    for (name, kind) in &table.columns {
        if known.iter().all(|column| column.name != name) {
            let (form, values) = (form(*kind).to_owned(), String::new());
            columns.push(Column { name: name.clone(), form, values, may_be_empty: true, about: String::new() });
        }
    }
    let about = entity.map_or_else(String::new, |entity| entity.about.to_owned());
    Described { name: table.name.clone(), about, key: table.key.clone(), columns }
}

fn said(column: &described::Column, kind: catalogue::Kind) -> Column {
    let inner = column.kind.strip_prefix("Option<").and_then(|kind| kind.strip_suffix('>'));
    Column {
        name: column.name.to_owned(),
        form: form(kind).to_owned(),
        values: values(inner.unwrap_or(column.kind)),
        may_be_empty: inner.is_some(),
        about: column.about.to_owned(),
    }
}

fn form(kind: catalogue::Kind) -> &'static str {
    match kind {
        catalogue::Kind::Big | catalogue::Kind::Int => "whole-number",
        catalogue::Kind::YesNo => "yes-no",
        catalogue::Kind::Text => "text",
        catalogue::Kind::Bytes => "bytes",
    }
}

/// What the values of a type are.
fn values(kind: &str) -> String {
    let said = match kind {
        "i64" | "i32" => "a whole number",
        "bool" => "true or false",
        "String" => "text",
        "Vec<u8>" => "bytes in hexadecimal digits",
        "Stamp" => "a moment: milliseconds since 1970-01-01T00:00:00Z",
        "Day" => "a day in Beijing: 2026-07-15",
        "Quarter" => "a quarter: 2026Q3",
        "Nano" => "a number in billionths: 500000000 is 0.5",
        "Micro" => "a number in millionths: 500000 is 0.5",
        "Fen" => "money in fen, hundredths of a yuan",
        "CreditCode" => "a unified social credit code (GB 32100)",
        "Industry" => "a trade: the class of GB/T 4754-2017 in four digits",
        "OutletCode" => "the code of an outlet: DW001",
        "DataFlag" => {
            "a flag of HJ 212, or one of the portal's own: * an instant in place of a mean, ! no possible \
                       value, ~ a mean whose period had not ended"
        }
        _ => "",
    };
    if said.is_empty() { words(kind) } else { said.to_owned() }
}

/// The words that a column may hold.
fn words(kind: &str) -> String {
    macro_rules! of {
        ($($name:ident),+) => {
            match kind {
                $(stringify!($name) => $name::ALL.iter().map(|word| word.as_str()).collect::<Vec<_>>(),)+
                "Measures" => Measure::ALL.iter().map(|word| word.as_str()).collect(),
                "Scopes" => Scope::ALL.iter().map(|word| word.as_str()).collect(),
                _ => Vec::new(),
            }
        };
    }
    let words = of!(
        AskedBy,
        Averaging,
        Brought,
        CaseEvent,
        CaseStage,
        CaseStatus,
        CommandKind,
        CommandState,
        CommandStep,
        Conversion,
        DeclarationStatus,
        DeliveryState,
        Discharge,
        EntryKind,
        EventEnd,
        EventEntryKind,
        EventOutcome,
        EventStatus,
        Feed,
        FindingStatus,
        Gravity,
        Ground,
        Interval,
        Kind,
        KnownBy,
        ManagementClass,
        MeanOutcome,
        NoticeKind,
        Origin,
        Outcome,
        PremisesKind,
        ProtocolEdition,
        Reason,
        Role,
        Severity,
        ShapeKind,
        SignKind,
        SignOutcome,
        SignStatus,
        SubjectState,
        SuccessionKind,
        TipAuthor,
        TipStatus,
        ViolationKind,
        Withdrawal
    );
    match (kind, words.join(", ")) {
        (_, words) if words.is_empty() => format!("a word ({kind})"),
        ("Measures" | "Scopes", words) => format!("any of these, separated by commas: {words}"),
        (_, words) => format!("one of: {words}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_column_of_an_entity_is_explained() {
        assert!(described::TABLES.len() > 30);
        for table in described::TABLES {
            assert!(!table.about.is_empty(), "{}", table.name);
            assert!(!table.columns.is_empty(), "{}", table.name);
            for column in table.columns {
                assert!(!column.about.is_empty(), "{}.{}", table.name, column.name);
            }
        }
    }

    #[test]
    fn values_are_told_by_type() {
        let entity = described::table("measurement").unwrap();
        let value = entity.columns.iter().find(|column| column.name == "value").unwrap();
        let said = said(value, catalogue::Kind::Big);
        assert!(said.may_be_empty && said.values.contains("billionths") && said.form == "whole-number", "{said:?}");
        assert!(values("Role").contains("one of: ") && values("Role").contains("admin"), "{}", values("Role"));
        // Two types of one name would be told alike: each table's own words stand in its own column.
        let mean = described::table("own_mean").unwrap();
        let outcome = mean.columns.iter().find(|column| column.name == "outcome").unwrap();
        assert!(values(outcome.kind).contains("too-little"), "{}", values(outcome.kind));
        assert_eq!(values("Whatever"), "a word (Whatever)");
    }
}
