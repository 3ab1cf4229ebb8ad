//! A declaration as rows of texts: what a form shows, and what two people's forms are compared by.

use std::borrow::Cow;

use domain::declaration::{Content, Emission, Explanation, Facility, Product, Water};
use rust_decimal::Decimal;

use super::figure::{self, NotAFigure};
use super::place::Place;
use super::section::Section;

/// A text of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The field.
    pub field: &'static str,
    /// Empty for the field itself; a rule's number for the explanation that the rule asks for there.
    pub rule: Cow<'static, str>,
    /// The text as typed.
    pub text: String,
}

/// A row of a form. What has no rows is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Where it belongs.
    pub section: Section,
    /// Its texts.
    pub entries: Vec<Entry>,
}

/// What a form says.
pub struct Reading {
    /// The declaration; a field that holds no figure is empty in it.
    pub content: Content,
    /// Fields that hold something else than a figure.
    pub garbled: Vec<(Place, NotAFigure)>,
}

impl Line {
    fn new(section: Section, entries: &[(&'static str, String)]) -> Self {
        let entry = |(field, text): &(&'static str, String)| Entry { field, rule: "".into(), text: text.clone() };
        Self { section, entries: entries.iter().map(entry).collect() }
    }

    /// The text of a field.
    pub fn text(&self, field: &str) -> &str {
        let found = self.entries.iter().find(|entry| entry.field == field && entry.rule.is_empty());
        found.map_or("", |entry| &entry.text)
    }
}

/// The rows of a declaration, in the order of the form.
pub fn lay_out(content: &Content) -> Vec<Line> {
    let show = figure::show_some;
    let mut lines = Vec::new();
    lines.extend(content.products.iter().map(product));
    let Water { municipal_m3, other_m3, reused_m3, discharged_m3 } = content.water;
    let water = [
        ("municipal_m3", show(municipal_m3)),
        ("other_m3", show(other_m3)),
        ("reused_m3", show(reused_m3)),
        ("discharged_m3", show(discharged_m3)),
    ];
    lines.push(Line::new(Section::Water, &water));
    lines.push(Line::new(Section::Energy, &[("", show(content.electricity_kwh))]));
    lines.extend(content.facilities.iter().map(facility));
    lines.extend(content.emissions.iter().map(emission));
    lines.push(Line::new(Section::Remarks, &[("", content.remarks.clone())]));
    for explanation in &content.explanations {
        explain(&mut lines, explanation);
    }
    lines
}

/// A row for a product.
pub fn product(row: &Product) -> Line {
    let texts = [("name", row.name.clone()), ("unit", row.unit.clone()), ("quantity", figure::show_some(row.quantity))];
    Line::new(Section::Products, &texts)
}

/// A row for a facility.
pub fn facility(row: &Facility) -> Line {
    let texts = [
        ("name", row.name.clone()),
        ("run_hours", figure::show_some(row.run_hours)),
        ("electricity_kwh", figure::show_some(row.electricity_kwh)),
        ("chemicals_kg", figure::show_some(row.chemicals_kg)),
        ("sludge_t", figure::show_some(row.sludge_t)),
    ];
    Line::new(Section::Facilities, &texts)
}

/// A row for an emission.
pub fn emission(row: &Emission) -> Line {
    let texts = [
        ("outlet", row.outlet.to_string()),
        ("pollutant", row.pollutant.clone()),
        ("method", row.method.to_string()),
        ("mean", figure::show_some(row.mean)),
        ("amount_kg", figure::show_some(row.amount_kg)),
    ];
    Line::new(Section::Emissions, &texts)
}

/// Puts an explanation beside its field; one whose field is gone explains nothing.
fn explain(lines: &mut [Line], explanation: &Explanation) {
    let Some(place) = Place::of_path(&explanation.path) else { return };
    let line = lines.iter_mut().filter(|line| line.section == place.section).nth(place.row.unwrap_or(0));
    if let Some(line) = line {
        let rule = explanation.rule.clone().into();
        line.entries.push(Entry { field: place.field, rule, text: explanation.text.clone() });
    }
}

/// The rows with their places.
pub fn placed(lines: &mut [Line]) -> impl Iterator<Item = (Place, &mut Line)> {
    let mut counts = [0; Section::ALL.len()];
    lines.iter_mut().map(move |line| {
        let count = &mut counts[line.section as usize];
        let row = line.section.has_rows().then_some(*count);
        *count += 1;
        (Place { section: line.section, row, field: "" }, line)
    })
}

/// Reads a form. Every text that is no figure is told with its place; a row of an outlet that is none is left out.
pub fn read(lines: &[Line]) -> Reading {
    let mut reader = Reader { content: Content::default(), garbled: Vec::new(), rows: [0; 6] };
    for line in lines {
        reader.line(line);
    }
    Reading { content: reader.content, garbled: reader.garbled }
}

struct Reader {
    content: Content,
    garbled: Vec<(Place, NotAFigure)>,
    /// Rows read of each section.
    rows: [usize; 6],
}

impl Reader {
    fn line(&mut self, line: &Line) {
        let count = &mut self.rows[line.section as usize];
        let row = line.section.has_rows().then_some(*count);
        *count += 1;
        let at = |field| Place { section: line.section, row, field };
        let mut figure = |field| self.figure(at(field), line.text(field));
        let text = |field| line.text(field).trim().to_owned();
        match line.section {
            Section::Products => {
                let quantity = figure("quantity");
                self.content.products.push(Product { name: text("name"), unit: text("unit"), quantity });
            }
            Section::Water => {
                let (municipal_m3, other_m3) = (figure("municipal_m3"), figure("other_m3"));
                let (reused_m3, discharged_m3) = (figure("reused_m3"), figure("discharged_m3"));
                self.content.water = Water { municipal_m3, other_m3, reused_m3, discharged_m3 };
            }
            Section::Energy => self.content.electricity_kwh = figure(""),
            Section::Facilities => {
                let (run_hours, electricity_kwh) = (figure("run_hours"), figure("electricity_kwh"));
                let (chemicals_kg, sludge_t) = (figure("chemicals_kg"), figure("sludge_t"));
                let name = text("name");
                self.content.facilities.push(Facility { name, run_hours, electricity_kwh, chemicals_kg, sludge_t });
            }
            Section::Emissions => {
                let (mean, amount_kg) = (figure("mean"), figure("amount_kg"));
                let (Ok(outlet), Ok(method)) = (line.text("outlet").parse(), line.text("method").parse()) else {
                    return;
                };
                self.content.emissions.push(Emission { outlet, pollutant: text("pollutant"), method, mean, amount_kg });
            }
            Section::Remarks => line.text("").trim_end().clone_into(&mut self.content.remarks),
        }
        self.explanations(line, at);
    }

    fn explanations(&mut self, line: &Line, at: impl Fn(&'static str) -> Place) {
        for Entry { field, rule, text } in &line.entries {
            if !rule.is_empty() && !text.trim().is_empty() {
                let (path, text) = (at(field).to_string(), text.trim().to_owned());
                self.content.explanations.push(Explanation { path, rule: rule.to_string(), text });
            }
        }
    }

    fn figure(&mut self, place: Place, typed: &str) -> Option<Decimal> {
        figure::read(typed).unwrap_or_else(|why| {
            self.garbled.push((place, why));
            None
        })
    }
}

#[cfg(test)]
mod tests {
    use domain::declaration::{Method, canonical};
    use rust_decimal::dec;

    use super::*;

    fn content() -> Content {
        let facility = |name: &str| Facility {
            name: name.to_owned(),
            run_hours: Some(dec!(2120)),
            electricity_kwh: None,
            chemicals_kg: None,
            sludge_t: Some(dec!(112.5)),
        };
        let emission = |pollutant: &str, mean| Emission {
            outlet: "DW001".parse().unwrap(),
            pollutant: pollutant.to_owned(),
            method: Method::Automatic,
            mean: Some(mean),
            amount_kg: Some(dec!(664.6)),
        };
        let path = "emissions[1].mean".to_owned();
        Content {
            products: vec![Product { name: "镀镍件".into(), unit: "m²".into(), quantity: Some(dec!(80000)) }],
            water: Water { discharged_m3: Some(dec!(16130)), ..Water::default() },
            electricity_kwh: Some(dec!(680000.25)),
            facilities: vec![facility("综合废水处理站"), facility("碱洗塔")],
            emissions: vec![emission("w01018", dec!(41.2)), emission("w20121", dec!(0.61))],
            explanations: vec![Explanation { path, rule: "D16".into(), text: "七月更换树脂".into() }],
            remarks: "停产检修\n九天".into(),
        }
    }

    #[test]
    fn a_declaration_comes_back_from_its_form() {
        let read = read(&lay_out(&content()));
        assert_eq!(canonical(&read.content), canonical(&content()));
        assert_eq!(read.garbled, []);
    }

    #[test]
    fn garbage_is_told_with_its_place_and_is_not_in_the_declaration() {
        let mut lines = lay_out(&content());
        let second = lines.iter_mut().filter(|line| line.section == Section::Facilities).nth(1).unwrap();
        second.entries[1].text = "约两千小时".into();
        let read = read(&lines);
        let place = Place { section: Section::Facilities, row: Some(1), field: "run_hours" };
        assert_eq!(read.garbled, [(place, NotAFigure::Letters)]);
        assert_eq!(read.content.facilities[1].run_hours, None);
    }

    #[test]
    fn an_explanation_goes_with_its_row() {
        let mut lines = lay_out(&content());
        let first = lines.iter().position(|line| line.section == Section::Emissions).unwrap();
        lines.remove(first);
        assert_eq!(read(&lines).content.explanations[0].path, "emissions[0].mean");
        lines.remove(first);
        assert_eq!(read(&lines).content.explanations, []);
    }
}
