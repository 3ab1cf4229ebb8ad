//! How the form calls its fields: in the words of the rules, so that a problem names the field that one sees.

use domain::declaration::Method;
use domain::declaration::check::{Context, LimitedPollutant};
use domain::lang::Lang;

use super::section::Section;
use crate::texts::filing_sections as texts;

/// The name of a field.
pub const fn field(lang: Lang, section: Section, field: &str) -> &'static str {
    match (section, field.as_bytes()) {
        (_, b"name") => texts::name(lang),
        (_, b"unit") => texts::unit(lang),
        (_, b"quantity") => texts::quantity(lang),
        (_, b"municipal_m3") => texts::municipal(lang),
        (_, b"other_m3") => texts::other(lang),
        (_, b"reused_m3") => texts::reused(lang),
        (_, b"discharged_m3") => texts::discharged(lang),
        (Section::Energy, _) | (_, b"electricity_kwh") => texts::electricity(lang),
        (_, b"run_hours") => texts::run_hours(lang),
        (_, b"chemicals_kg") => texts::chemicals(lang),
        (_, b"sludge_t") => texts::sludge(lang),
        (_, b"pollutant" | b"outlet") => texts::pollutant(lang),
        (_, b"method") => texts::method(lang),
        (_, b"mean") => texts::mean(lang),
        (_, b"amount_kg") => texts::amount(lang),
        (section, _) => section.title(lang),
    }
}

/// The unit of a field; empty where it is the row's own.
pub const fn unit(lang: Lang, section: Section, field: &str) -> &'static str {
    match (section, field.as_bytes()) {
        (Section::Water, _) => texts::cubic_metres(lang),
        (Section::Energy, _) | (_, b"electricity_kwh") => texts::kilowatt_hours(lang),
        (_, b"run_hours") => texts::hours(lang),
        (_, b"chemicals_kg" | b"amount_kg") => texts::kilograms(lang),
        (_, b"sludge_t") => texts::tonnes(lang),
        _ => "",
    }
}

/// How an amount was worked out.
pub const fn method(lang: Lang, method: Method) -> &'static str {
    match method {
        Method::Automatic => texts::method_automatic(lang),
        Method::Manual => texts::method_manual(lang),
        Method::Coefficient => texts::method_coefficient(lang),
        Method::Balance => texts::method_balance(lang),
    }
}

/// What the permit says of a pollutant at an outlet.
pub fn limited<'a>(context: &'a Context, outlet: &str, code: &str) -> Option<&'a LimitedPollutant> {
    context.limits.iter().find(|limit| limit.pollutant == code && limit.outlet.to_string() == outlet)
}

/// The name of a pollutant, in English with a capital, because it begins a line, but for pH; its code where the permit
/// does not know it.
pub fn pollutant(lang: Lang, context: &Context, code: &str) -> String {
    let known = context.limits.iter().find(|limit| limit.pollutant == code);
    let name = known.map_or(code, |limit| lang.pick(&limit.zh, &limit.en));
    let mut letters = name.chars();
    match letters.next() {
        Some(first) if known.is_some() && !letters.clone().next().is_some_and(char::is_uppercase) => {
            first.to_uppercase().chain(letters).collect()
        }
        _ => name.to_owned(),
    }
}

/// The `lang` attribute of what an enterprise wrote, which is Chinese; none on a Chinese page.
pub fn chinese(lang: Lang) -> Option<&'static str> {
    (lang != Lang::Zh).then(|| Lang::Zh.tag())
}

/// A field with its row's name: `综合废水处理站 · 运行时间`.
pub fn full(lang: Lang, section: Section, name: &str, row: &str) -> String {
    let name = field(lang, section, name);
    if row.is_empty() { name.to_owned() } else { format!("{row} · {name}") }
}

#[cfg(test)]
mod tests {
    use domain::declaration::check;
    use domain::declaration::{Emission, Facility, Product};
    use domain::enterprise::Industry;

    use super::*;
    use crate::islands::editor::lines;
    use crate::islands::editor::place::Place;

    /// The sentences of the rules name each field as the form does.
    #[test]
    fn the_rules_call_a_field_as_the_form_does() {
        let permit = Context {
            quarter: "2026Q3".parse().unwrap(),
            industry: Industry::class(3360),
            outlets: vec!["DW001".parse().unwrap()],
            limits: vec![],
            products: vec![],
            last: None,
        };
        let mut content = permit.blank();
        content.products.push(Product { name: "甲".into(), unit: " ".into(), quantity: None });
        let none = None;
        let (run_hours, electricity_kwh, chemicals_kg, sludge_t) = (none, none, none, none);
        content.facilities.push(Facility { name: " ".into(), run_hours, electricity_kwh, chemicals_kg, sludge_t });
        let (outlet, pollutant) = ("DW001".parse().unwrap(), "w01018".to_owned());
        content.emissions.push(Emission { outlet, pollutant, method: Method::Manual, mean: None, amount_kg: None });
        let problems = check::check(&content, &permit);
        let mut named = 0;
        for problem in problems.iter().filter(|problem| problem.rule == "D01") {
            let place = Place::of_path(&problem.path).unwrap();
            for &lang in Lang::ALL {
                let (said, name) = (check::message(lang, problem), field(lang, place.section, place.field));
                // Inside a sentence English begins a name with a small letter.
                let (said, name) = (said.to_lowercase(), name.to_lowercase());
                let name = name.strip_suffix(" concentration").unwrap_or(&name);
                assert!(said.contains(name), "{said}: {name}");
                named += 1;
            }
        }
        assert_eq!(named, 2 * 11, "every field that must be stated");
        assert_eq!(lines::read(&lines::lay_out(&content)).garbled, []);
    }
}
