//! The one text of a declaration that is hashed and signed.
//!
//! JSON without white space, keys in the order of their code points, strings escaped as RFC 8785 (JCS) has it, and
//! each figure as text in its shortest form. It walks the table of the form ([`Field`]) and is written here and not by a
//! serialiser, so that no feature of a library (the order of maps, a new field's default) can change a hash.

use std::fmt::Write;

use rust_decimal::Decimal;

use super::{
    content::{Content, Explanation},
    form::{Field, Value},
};

/// The canonical text. Reading it gives a content with the same canonical text.
pub fn canonical(content: &Content) -> String {
    let mut out = String::with_capacity(256 + content.emissions.len() * 110);
    let mut object = Object::open(&mut out);
    for (key, member) in members() {
        match member {
            Member::Explanations => list(object.key(key), content.explanations.iter(), explanation),
            Member::Field(field) => object.field(field, content, 0),
            Member::Group(fields) if is_left_out(&fields, content) => {}
            Member::Group(fields) if fields.iter().any(|field| field.spec().in_rows) => {
                list(object.key(key), 0..rows_of(&fields, content), |row, out| group(&fields, content, row, out));
            }
            Member::Group(fields) => group(&fields, content, 0, object.key(key)),
        }
    }
    object.close();
    out
}

/// What stands in the outermost object.
enum Member {
    Field(Field),
    /// The fields of one structure, or of the rows of one list, by their keys.
    Group(Vec<Field>),
    Explanations,
}

/// All of them, in the order of their keys.
fn members() -> Vec<(&'static str, Member)> {
    let mut fields = Field::ALL.to_vec();
    fields.sort_by_key(|field| (field.spec().parent, field.spec().key));
    let of_parent = |fields: &[Field]| -> Vec<(&'static str, Member)> {
        match fields {
            [first, ..] if !first.spec().parent.is_empty() => {
                vec![(first.spec().parent, Member::Group(fields.to_vec()))]
            }
            single => single.iter().map(|field| (field.spec().key, Member::Field(*field))).collect(),
        }
    };
    let by_parent = fields.chunk_by(|one, next| one.spec().parent == next.spec().parent);
    let mut members: Vec<_> = by_parent.flat_map(of_parent).collect();
    members.push(("explanations", Member::Explanations));
    members.sort_by_key(|(key, _)| *key);
    members
}

/// Whether a structure or list of later fields says nothing, and so is not named.
fn is_left_out(fields: &[Field], content: &Content) -> bool {
    let says = |row: usize| fields.iter().any(|field| written(*field, content, row).is_some());
    let is_later = fields.iter().all(|field| !field.spec().written_when_empty);
    is_later && !(0..rows_of(fields, content)).any(says)
}

fn rows_of(fields: &[Field], content: &Content) -> usize {
    fields.first().map_or(0, |field| field.section().rows(content))
}

/// What is written of a field; none of a later one that states nothing.
fn written(field: Field, content: &Content, row: usize) -> Option<Value<'_>> {
    field.get(content, row).filter(|value| value.is_stated() || field.spec().written_when_empty)
}

/// An object that is being written.
struct Object<'a> {
    out: &'a mut String,
    is_empty: bool,
}

impl<'a> Object<'a> {
    fn open(out: &'a mut String) -> Self {
        out.push('{');
        Self { out, is_empty: true }
    }

    /// Writes a key; what comes next is its value.
    fn key(&mut self, key: &str) -> &mut String {
        if !std::mem::take(&mut self.is_empty) {
            self.out.push(',');
        }
        let _infallible = write!(self.out, r#""{key}":"#);
        self.out
    }

    fn field(&mut self, field: Field, content: &Content, row: usize) {
        if let Some(value) = written(field, content, row) {
            write_value(value, self.key(field.spec().key));
        }
    }

    fn close(self) {
        self.out.push('}');
    }
}

fn group(fields: &[Field], content: &Content, row: usize, out: &mut String) {
    let mut object = Object::open(out);
    for field in fields {
        object.field(*field, content, row);
    }
    object.close();
}

fn list<T>(out: &mut String, rows: impl Iterator<Item = T>, write_row: impl Fn(T, &mut String)) {
    out.push('[');
    for (n, row) in rows.enumerate() {
        if n > 0 {
            out.push(',');
        }
        write_row(row, out);
    }
    out.push(']');
}

fn explanation(row: &Explanation, out: &mut String) {
    let mut object = Object::open(out);
    for (key, value) in [("path", &row.path), ("rule", &row.rule), ("text", &row.text)] {
        text(value, object.key(key));
    }
    object.close();
}

fn write_value(value: Value<'_>, out: &mut String) {
    match value {
        Value::Figure(value) => figure(value, out),
        Value::Words(words) => text(words, out),
        Value::Outlet(outlet) => text(&outlet.to_string(), out),
        Value::Method(method) => text(method.as_str(), out),
    }
}

fn figure(value: Option<Decimal>, out: &mut String) {
    let _infallible = match value.map(|value| value.normalize()) {
        Some(value) if value.is_zero() => write!(out, r#""0""#),
        Some(value) => write!(out, r#""{value}""#),
        None => write!(out, "null"),
    };
}

fn text(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            c if c < ' ' => {
                let _infallible = write!(out, "\\u{:04x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use proptest::{collection::vec, option, prelude::*};

    use super::*;
    use crate::declaration::{
        Emission, Facility, Method, Product, Water,
        form::{Section, Slot},
    };

    fn number() -> impl Strategy<Value = Option<Decimal>> {
        option::of((any::<i64>(), 0u32..9).prop_map(|(digits, scale)| Decimal::new(digits, scale)))
    }

    /// Every field of the table with a figure or text of its own kind, in so many rows.
    fn filled(numbers: &[Option<Decimal>], texts: &[String], rows: usize) -> Content {
        let mut content = Content::default();
        let named = |field: Field| if field == Field::Outlet { "DW001" } else { "balance" }.to_owned();
        for section in Section::ALL.iter().filter(|section| section.has_rows()) {
            (0..rows).for_each(|_| assert!(section.add(&mut content, named).is_some()));
        }
        let (mut numbers, mut texts) = (numbers.iter().cycle(), texts.iter().cycle());
        each_slot(&mut content, |slot| match slot {
            Slot::Figure(figure) => *figure = *numbers.next().unwrap(),
            Slot::Words(words) => words.clone_from(texts.next().unwrap()),
            Slot::Outlet(_) | Slot::Method(_) => {}
        });
        let mut text = || texts.next().unwrap().clone();
        let explanation = Explanation { path: text(), rule: text(), text: text() };
        content.explanations = vec![explanation; rows];
        content
    }

    fn each_slot(content: &mut Content, mut visit: impl FnMut(Slot<'_>)) {
        for field in Field::ALL {
            for row in 0..field.section().rows(content) {
                visit(field.slot(content, row).unwrap());
            }
        }
    }

    prop_compose! {
        fn content()(
            numbers in vec(number(), 23), texts in vec(any::<String>(), 11), rows in 0usize..4,
        ) -> Content {
            filled(&numbers, &texts, rows)
        }
    }

    /// All figures without trailing zeros.
    fn shortest(mut content: Content) -> Content {
        each_slot(&mut content, |slot| {
            if let Slot::Figure(figure) = slot {
                *figure = figure.map(|value| value.normalize());
            }
        });
        content
    }

    proptest! {
        #[test]
        fn it_says_all_and_is_stable(content in content()) {
            let text = canonical(&content);
            let read: Content = serde_json::from_str(&text).unwrap();
            prop_assert_eq!(&canonical(&read), &text);
            prop_assert_eq!(&read, &shortest(content.clone()));
            prop_assert_eq!(&canonical(&shortest(content)), &text);
        }
    }

    #[test]
    fn a_change_of_this_text_would_change_every_hash() {
        let water = Water {
            discharged_m3: Some("18420.500".parse().unwrap()),
            other_m3: Some("-0.0".parse().unwrap()),
            ..Water::default()
        };
        let content = Content { water, remarks: "第一行\n\"引号\"\u{1}".to_owned(), ..Content::default() };
        assert_eq!(
            canonical(&content),
            "{\"electricity_kwh\":null,\"emissions\":[],\"explanations\":[],\"facilities\":[],\"products\":[],\
             \"remarks\":\"第一行\\n\\\"引号\\\"\\u0001\",\
             \"water\":{\"discharged_m3\":\"18420.5\",\"municipal_m3\":null,\"other_m3\":\"0\",\"reused_m3\":null}}"
        );
    }

    /// Signed texts are hashed and kept: this one, with something in every field and two rows of what has rows, must
    /// come out byte for byte for as long as there is a portal.
    #[test]
    fn a_whole_declaration_is_written_byte_for_byte_as_it_always_was() {
        let figure = |text: &str| Some(text.parse::<Decimal>().unwrap());
        let facility = |name: &str, hours: &str| Facility {
            name: name.into(),
            run_hours: figure(hours),
            electricity_kwh: figure("84000"),
            chemicals_kg: figure("18210.50"),
            ..Facility::default()
        };
        let emission = |outlet: &str, pollutant: &str, method, mean: &str, kg: &str| Emission {
            mean: figure(mean),
            amount_kg: figure(kg),
            ..Emission::new(outlet.parse().unwrap(), pollutant.into(), method)
        };
        let content = Content {
            products: vec![
                Product { name: "镀镍件".into(), unit: "m²".into(), quantity: figure("80000") },
                Product { name: "镀“铬”件".into(), unit: "万件".into(), quantity: None },
            ],
            water: Water {
                municipal_m3: figure("17000"),
                other_m3: figure("0"),
                reused_m3: figure("1420.250"),
                discharged_m3: figure("16130"),
            },
            electricity_kwh: figure("680000.00"),
            facilities: vec![
                Facility { sludge_t: figure("112.5"), ..facility("综合废水处理站", "2120") },
                facility("碱洗塔\\1", "0.5"),
            ],
            emissions: vec![
                emission("DW001", "w01018", Method::Automatic, "41.2", "664.6"),
                emission("DA001", "a21026", Method::Coefficient, "0.310", "0.000001"),
            ],
            explanations: vec![Explanation {
                path: "emissions[1].mean".into(),
                rule: "D16".into(),
                text: "七月更换树脂".into(),
            }],
            remarks: "停产检修\n\"九\"天".into(),
            ..Content::default()
        };
        let want = concat!(
            r#"{"electricity_kwh":"680000","#,
            r#""emissions":[{"amount_kg":"664.6","mean":"41.2","method":"automatic","outlet":"DW001","pollutant":"w01018"},"#,
            r#"{"amount_kg":"0.000001","mean":"0.31","method":"coefficient","outlet":"DA001","pollutant":"a21026"}],"#,
            r#""explanations":[{"path":"emissions[1].mean","rule":"D16","text":"七月更换树脂"}],"#,
            r#""facilities":[{"chemicals_kg":"18210.5","electricity_kwh":"84000","name":"综合废水处理站","run_hours":"2120","sludge_t":"112.5"},"#,
            r#"{"chemicals_kg":"18210.5","electricity_kwh":"84000","name":"碱洗塔\\1","run_hours":"0.5","sludge_t":null}],"#,
            r#""products":[{"name":"镀镍件","quantity":"80000","unit":"m²"},{"name":"镀“铬”件","quantity":null,"unit":"万件"}],"#,
            r#""remarks":"停产检修\n\"九\"天","#,
            r#""water":{"discharged_m3":"16130","municipal_m3":"17000","other_m3":"0","reused_m3":"1420.25"}}"#,
        );
        assert_eq!(canonical(&content), want);
    }
}
