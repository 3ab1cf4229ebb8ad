//! What a declaration is checked against.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::{
    declaration::{
        Content, Emission, Facility, Method, Product,
        form::{Field, Holds, Role, Section, Slot, Unit},
    },
    enterprise::Industry,
    lang::Lang,
    outlet::OutletCode,
    pollutant::has_load,
    quarter::Quarter,
};

/// The permit and the quarter before: small enough to travel to the browser.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Context {
    /// The quarter that is declared.
    pub quarter: Quarter,
    /// The trade.
    pub industry: Industry,
    /// The outlets of the permit.
    pub outlets: Vec<OutletCode>,
    /// What is limited where.
    pub limits: Vec<LimitedPollutant>,
    /// The products of the permit.
    pub products: Vec<PermittedProduct>,
    /// The treatment facilities of the register: number and name.
    #[serde(default)]
    pub facilities: Vec<RegisteredFacility>,
    /// What was declared for the quarter before.
    pub last: Option<Content>,
}

/// A pollutant with a limit at an outlet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LimitedPollutant {
    /// At which outlet.
    pub outlet: OutletCode,
    /// Code in HJ 212.
    pub pollutant: String,
    /// Chinese name.
    pub zh: String,
    /// English name.
    pub en: String,
    /// Unit of limit and mean; empty for pH.
    pub unit: String,
    /// Lowest value allowed.
    pub low: Option<Decimal>,
    /// Highest value allowed.
    pub high: Option<Decimal>,
    /// Nobody has compared it with the text of permit or standard yet.
    #[serde(default)]
    pub is_unverified: bool,
}

/// A treatment facility of the register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegisteredFacility {
    /// Its number in the permit: `TW001`.
    pub code: String,
    /// Its name.
    pub name: String,
}

impl RegisteredFacility {
    /// Number and name, as a row of a declaration is headed.
    pub fn heading(&self) -> String {
        format!("{} {}", self.code, self.name)
    }

    /// Whether a row of a declaration is about it: by number, name, or both.
    pub fn is_named(&self, row: &str) -> bool {
        let row = row.trim();
        [&self.code, &self.name, &self.heading()].into_iter().any(|name| row == *name)
    }
}

/// A product of the permit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PermittedProduct {
    /// Its name.
    pub name: String,
    /// Its unit.
    pub unit: String,
    /// Output allowed in a year.
    pub capacity: Decimal,
}

impl Context {
    /// Days of the quarter.
    pub fn days(&self) -> Decimal {
        Decimal::from((self.quarter.next().first_day() - self.quarter.first_day()).num_days())
    }

    /// What the permit says of a pollutant at an outlet.
    pub fn limited(&self, outlet: OutletCode, code: &str) -> Option<&LimitedPollutant> {
        self.limits.iter().find(|limit| limit.outlet == outlet && limit.pollutant == code)
    }

    /// A limit of a pollutant at any outlet, which knows its names.
    pub fn named(&self, code: &str) -> Option<&LimitedPollutant> {
        self.limits.iter().find(|limit| limit.pollutant == code)
    }

    /// The unit of a field's figure, in the row of which `named` gives the name and unit; empty for none.
    pub fn unit(&self, lang: Lang, field: Field, named: impl Fn(Field) -> String) -> String {
        let Holds::Figure(measure) = field.spec().holds else { return String::new() };
        match measure.unit {
            Unit::Fixed(unit) => Some(unit.pick(lang).to_owned()),
            Unit::OfRow => field.section().naming().find(|own| own.spec().role == Role::Unit).map(named),
            Unit::OfLimit => {
                let outlet = named(Field::Outlet).parse().ok();
                let limit = outlet.and_then(|outlet| self.limited(outlet, &named(Field::Pollutant)));
                limit.map(|limit| limit.unit.clone())
            }
        }
        .unwrap_or_default()
    }

    /// What the quarter before stated in a field, in the row of which `named` gives the same name and unit.
    pub fn before(&self, field: Field, named: impl Fn(Field) -> String) -> Option<Decimal> {
        let (last, section) = (self.last.as_ref()?, field.section());
        let wanted: Vec<_> = section.naming().map(|field| (field, named(field))).collect();
        let is_it = |row: &usize| {
            wanted.iter().all(|(field, name)| field.get(last, *row).is_some_and(|own| own.text() == name.trim()))
        };
        field.figure(last, (0..section.rows(last)).find(is_it)?)
    }

    /// A declaration with every row that the permit asks for and no figure: what an editor begins with. How an amount is
    /// worked out is proposed as it was done in the quarter before, and so are the facilities, with those of the register that
    /// were not among them.
    pub fn blank(&self) -> Content {
        let product =
            |p: &PermittedProduct| Product { name: p.name.clone(), unit: p.unit.clone(), ..Product::default() };
        let emission = |limit: &LimitedPollutant| {
            let (outlet, pollutant) = (limit.outlet, limit.pollutant.clone());
            let same = |row: &&Emission| row.outlet == outlet && row.pollutant == pollutant;
            let last = self.last.iter().flat_map(|last| &last.emissions).find(same);
            Emission::new(outlet, pollutant, last.map_or(Method::Manual, |last| last.method))
        };
        let mut content = Content {
            products: self.products.iter().map(product).collect(),
            facilities: self.last.iter().flat_map(|last| last.facilities.clone()).collect(),
            emissions: self.limits.iter().filter(|limit| has_load(&limit.pollutant)).map(emission).collect(),
            ..Content::default()
        };
        let known = |own: &RegisteredFacility| content.facilities.iter().any(|row| own.is_named(&row.name));
        let new: Vec<_> = self.facilities.iter().filter(|own| !known(own)).map(RegisteredFacility::heading).collect();
        content.facilities.extend(new.into_iter().map(|name| Facility { name, ..Facility::default() }));
        for row in 0..content.facilities.len() {
            for field in Section::Facilities.statements() {
                if let Some(Slot::Figure(figure)) = field.slot(&mut content, row) {
                    *figure = None;
                }
            }
        }
        content
    }
}
