//! The table of the form has every field of a declaration and says all of each, and all of them are signed.

use rust_decimal::Decimal;

use super::{
    Content, Emission, Explanation, Facility, Fuel, Method, Product, Water, canonical,
    form::{Field, Holds, Measure, Role, Section, Spec, Unit, Unreadable},
};
use crate::{input::FigureIssue, lang::Lang};

/// A declaration with something in every field. Written out on purpose: a new field does not compile until it is here,
/// and then the tests below ask for its row of the table.
fn full() -> Content {
    let one = Some(Decimal::ONE);
    let name = || "甲".to_owned();
    Content {
        products: vec![Product { name: name(), unit: name(), quantity: one }],
        water: Water { municipal_m3: one, other_m3: one, reused_m3: one, discharged_m3: one },
        electricity_kwh: one,
        fuel: Fuel { natural_gas_m3: one, coal_t: one },
        facilities: vec![Facility {
            name: name(),
            run_hours: one,
            electricity_kwh: one,
            chemicals_kg: one,
            sludge_t: one,
        }],
        emissions: vec![Emission {
            outlet: "DW001".parse().unwrap(),
            pollutant: "w01018".to_owned(),
            method: Method::Manual,
            mean: one,
            amount_kg: one,
        }],
        explanations: vec![Explanation { path: name(), rule: name(), text: name() }],
        remarks: name(),
    }
}

/// The paths of everything in a JSON.
fn paths(value: &serde_json::Value, path: &str, all: &mut Vec<String>) {
    match value {
        serde_json::Value::Object(fields) => {
            for (name, value) in fields {
                paths(value, &if path.is_empty() { name.clone() } else { format!("{path}.{name}") }, all);
            }
        }
        serde_json::Value::Array(rows) => {
            rows.iter().enumerate().for_each(|(n, row)| paths(row, &format!("{path}[{n}]"), all));
        }
        _ => all.push(path.to_owned()),
    }
}

#[test]
fn every_field_of_a_declaration_has_its_row_in_the_table() {
    let mut all = Vec::new();
    paths(&serde_json::to_value(full()).unwrap(), "", &mut all);
    all.retain(|path| !path.starts_with("explanations"));
    let mut table: Vec<_> = Field::ALL.iter().map(|field| field.at(0).to_string()).collect();
    all.sort();
    table.sort();
    assert_eq!(table, all);
}

#[test]
fn a_full_declaration_is_signed_in_full() {
    let read: Content = serde_json::from_str(&canonical(&full())).unwrap();
    assert_eq!(read, full());
}

#[test]
fn what_is_written_to_a_field_is_read_from_it_and_from_no_other() {
    for &field in Field::ALL {
        let (mut content, typed) = (
            full(),
            match field.spec().holds {
                Holds::Figure(_) => "18,420.5",
                Holds::Words(_) | Holds::Pollutant => "a21026",
                Holds::Outlet => "DA007",
                Holds::Method => "balance",
            },
        );
        field.write(&mut content, 0, &format!(" {typed} ")).unwrap();
        assert_eq!(field.get(&content, 0).unwrap().text(), typed, "{field:?}");
        for &other in Field::ALL.iter().filter(|other| **other != field) {
            assert_eq!(other.get(&content, 0), other.get(&full(), 0), "{field:?} is also {other:?}");
        }
        assert!(canonical(&content).contains(&typed.replace(',', "")), "{field:?} is not signed");
    }
}

#[test]
fn a_row_that_is_not_there_is_read_as_none_and_not_written() {
    for &field in Field::ALL.iter().filter(|field| field.spec().in_rows) {
        let mut content = full();
        assert_eq!((field.get(&content, 1), field.figure(&content, 1)), (None, None));
        assert_eq!(field.write(&mut content, 1, "1"), Ok(()));
        assert_eq!(content, full());
    }
}

#[test]
fn what_cannot_be_read_is_told_and_leaves_no_figure() {
    let mut content = full();
    let letters = Err(Unreadable::Figure(FigureIssue::Letters));
    assert_eq!(Field::Amount.write(&mut content, 0, "约一吨"), letters);
    assert_eq!(Field::Amount.figure(&content, 0), None);
    assert_eq!(Field::Outlet.write(&mut content, 0, "一号"), Err(Unreadable::Outlet));
    assert_eq!(Field::Method.write(&mut content, 0, ""), Err(Unreadable::Method));
}

#[test]
fn every_field_and_section_is_called_something_in_both_languages() {
    for field in Field::ALL {
        let names = field.spec().name;
        assert!(names.zh.chars().all(|c| !c.is_ascii()), "{field:?}");
        // Inside a sentence a name begins with a small letter: its first word is an ordinary one.
        let mut letters = names.en.chars();
        assert!(letters.next().is_some_and(|c| c.is_ascii_uppercase()) && letters.all(|c| !c.is_ascii_uppercase()));
        if let Holds::Figure(measure) = field.spec().holds {
            let is_fixed = matches!(measure.unit, Unit::Fixed(_));
            assert_eq!(is_fixed, Lang::ALL.iter().all(|lang| !field.fixed_unit(*lang).is_empty()), "{field:?}");
        }
    }
    for section in Section::ALL {
        assert!(Lang::ALL.iter().all(|lang| !section.title(*lang).is_empty()));
    }
}

/// Within its section a name says which field is meant.
#[test]
fn two_fields_of_a_section_are_not_called_the_same() {
    for section in Section::ALL {
        let mut names: Vec<_> = section.fields().flat_map(|f| Lang::ALL.iter().map(move |l| f.name(*l))).collect();
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), count, "{section}");
    }
}

#[test]
fn the_fields_of_a_section_stand_together() {
    assert!(Field::ALL.is_sorted_by_key(|field| field.section()));
    for section in Section::ALL {
        let specs: Vec<_> = section.fields().map(Field::spec).collect();
        assert!(!specs.is_empty(), "{section}");
        assert!(specs.iter().all(|spec| spec.in_rows == section.has_rows()), "{section}: rows or none");
        if section.has_rows() {
            assert!(specs.iter().all(|spec| spec.parent == section.as_str()), "{section}: a path of it names its list");
            assert!(specs.iter().any(|spec| spec.role == Role::Names), "{section}: its rows have names");
            assert_eq!(section.rows(&full()), 1);
        }
        let has_unit = specs.iter().any(|spec| spec.role == Role::Unit);
        let wants_unit = |spec: &&Spec| matches!(spec.holds, Holds::Figure(Measure { unit: Unit::OfRow, .. }));
        assert_eq!(has_unit, specs.iter().any(wants_unit), "{section}: whose unit is it");
    }
}

#[test]
fn a_row_is_added_with_its_name_and_without_a_figure() {
    let mut content = Content::default();
    let typed = |field: Field| if field == Field::Outlet { "DA001" } else { "manual" }.to_owned();
    for section in Section::ALL.iter().filter(|section| section.has_rows()) {
        assert_eq!(section.add(&mut content, typed), Some(0));
        assert_eq!(section.add(&mut content, typed), Some(1));
        assert!(section.is_blank(&content));
    }
    assert_eq!(Section::Emissions.add(&mut content, |_| "somewhere".to_owned()), None);
    assert_eq!(content.emissions.len(), 2);
}

/// Who signed before a field was there signed a text that does not know it.
#[test]
fn a_later_field_that_states_nothing_is_not_in_the_canonical_text() {
    let mut content = full();
    for &field in Field::ALL.iter().filter(|field| !field.spec().written_when_empty) {
        assert!(canonical(&content).contains(field.spec().key), "{field:?}");
        field.write(&mut content, 0, "").unwrap();
        assert!(!canonical(&content).contains(field.spec().key), "{field:?}");
    }
    assert!(!canonical(&content).contains("fuel"), "nor is what it stands in");
    let before = canonical(&full()).replace(r#""fuel":{"coal_t":"1","natural_gas_m3":"1"},"#, "");
    assert_eq!(canonical(&content), before);
    assert_eq!(serde_json::from_str::<Content>(&before).unwrap(), content);
}
