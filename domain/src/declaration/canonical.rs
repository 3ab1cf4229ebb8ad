//! The one text of a declaration that is hashed and signed.
//!
//! JSON without white space, keys in the order of their code points, strings escaped as RFC 8785 (JCS) has it, and
//! each figure as text in its shortest form. Written here and not by a serialiser, so that no feature of a library
//! (the order of maps, a new field's default) can change a hash.

use std::fmt::Write;

use rust_decimal::Decimal;

use super::content::{Content, Emission, Explanation, Facility, Product, Water};

/// The canonical text. Reading it gives a content with the same canonical text.
pub fn canonical(content: &Content) -> String {
    let mut out = String::with_capacity(256 + content.emissions.len() * 110);
    out.push_str(r#"{"electricity_kwh":"#);
    figure(content.electricity_kwh, &mut out);
    list("emissions", &content.emissions, emission, &mut out);
    list("explanations", &content.explanations, explanation, &mut out);
    list("facilities", &content.facilities, facility, &mut out);
    list("products", &content.products, product, &mut out);
    out.push_str(r#","remarks":"#);
    text(&content.remarks, &mut out);
    out.push_str(r#","water":"#);
    water(&content.water, &mut out);
    out.push('}');
    out
}

fn list<T>(key: &str, rows: &[T], row: fn(&T, &mut String), out: &mut String) {
    let _infallible = write!(out, r#","{key}":["#);
    for (n, one) in rows.iter().enumerate() {
        if n > 0 {
            out.push(',');
        }
        row(one, out);
    }
    out.push(']');
}

fn emission(row: &Emission, out: &mut String) {
    out.push_str(r#"{"amount_kg":"#);
    figure(row.amount_kg, out);
    out.push_str(r#","mean":"#);
    figure(row.mean, out);
    let _infallible = write!(out, r#","method":"{}","outlet":"{}","pollutant":"#, row.method, row.outlet);
    text(&row.pollutant, out);
    out.push('}');
}

fn explanation(row: &Explanation, out: &mut String) {
    out.push_str(r#"{"path":"#);
    text(&row.path, out);
    out.push_str(r#","rule":"#);
    text(&row.rule, out);
    out.push_str(r#","text":"#);
    text(&row.text, out);
    out.push('}');
}

fn facility(row: &Facility, out: &mut String) {
    out.push_str(r#"{"chemicals_kg":"#);
    figure(row.chemicals_kg, out);
    out.push_str(r#","electricity_kwh":"#);
    figure(row.electricity_kwh, out);
    out.push_str(r#","name":"#);
    text(&row.name, out);
    out.push_str(r#","run_hours":"#);
    figure(row.run_hours, out);
    out.push_str(r#","sludge_t":"#);
    figure(row.sludge_t, out);
    out.push('}');
}

fn product(row: &Product, out: &mut String) {
    out.push_str(r#"{"name":"#);
    text(&row.name, out);
    out.push_str(r#","quantity":"#);
    figure(row.quantity, out);
    out.push_str(r#","unit":"#);
    text(&row.unit, out);
    out.push('}');
}

fn water(water: &Water, out: &mut String) {
    out.push_str(r#"{"discharged_m3":"#);
    figure(water.discharged_m3, out);
    out.push_str(r#","municipal_m3":"#);
    figure(water.municipal_m3, out);
    out.push_str(r#","other_m3":"#);
    figure(water.other_m3, out);
    out.push_str(r#","reused_m3":"#);
    figure(water.reused_m3, out);
    out.push('}');
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
    use crate::declaration::Method;

    fn number() -> impl Strategy<Value = Option<Decimal>> {
        option::of((any::<i64>(), 0u32..9).prop_map(|(digits, scale)| Decimal::new(digits, scale)))
    }

    prop_compose! {
        fn content()(
            numbers in vec(number(), 12), texts in vec(any::<String>(), 5), rows in 0usize..4,
            electricity_kwh in number(),
        ) -> Content {
            let outlet = "DW001".parse().unwrap();
            let (n, t) = (|i: usize| numbers[i], |i: usize| texts[i].clone());
            Content {
                products: vec![Product { name: t(0), unit: t(1), quantity: n(0) }; rows],
                water: Water { municipal_m3: n(1), other_m3: n(2), reused_m3: n(3), discharged_m3: n(4) },
                electricity_kwh,
                facilities: vec![
                    Facility { name: t(2), run_hours: n(5), electricity_kwh: n(6), chemicals_kg: n(7), sludge_t: n(8) }; rows
                ],
                emissions: vec![
                    Emission { outlet, pollutant: t(3), method: Method::Balance, mean: n(9), amount_kg: n(10) }; rows
                ],
                explanations: vec![Explanation { path: t(1), rule: t(2), text: t(3) }; rows],
                remarks: t(4),
            }
        }
    }

    /// All figures without trailing zeros.
    fn shortest(mut content: Content) -> Content {
        let short = |value: &mut Option<Decimal>| *value = value.map(|value| value.normalize());
        let Water { municipal_m3, other_m3, reused_m3, discharged_m3 } = &mut content.water;
        [municipal_m3, other_m3, reused_m3, discharged_m3, &mut content.electricity_kwh].into_iter().for_each(short);
        content.products.iter_mut().for_each(|row| short(&mut row.quantity));
        for Facility { run_hours, electricity_kwh, chemicals_kg, sludge_t, .. } in &mut content.facilities {
            [run_hours, electricity_kwh, chemicals_kg, sludge_t].into_iter().for_each(short);
        }
        for Emission { mean, amount_kg, .. } in &mut content.emissions {
            [mean, amount_kg].into_iter().for_each(short);
        }
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
}
