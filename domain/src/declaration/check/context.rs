//! What a declaration is checked against.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::{
    declaration::{Content, Emission, Method, Product},
    enterprise::Industry,
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

    /// A declaration with every row that the permit asks for and no figure: what an editor begins with. How an amount is
    /// worked out is proposed as it was done in the quarter before.
    pub fn blank(&self) -> Content {
        let product = |p: &PermittedProduct| Product { name: p.name.clone(), unit: p.unit.clone(), quantity: None };
        let emission = |limit: &LimitedPollutant| {
            let (outlet, pollutant) = (limit.outlet, limit.pollutant.clone());
            let same = |row: &&Emission| row.outlet == outlet && row.pollutant == pollutant;
            let last = self.last.iter().flat_map(|last| &last.emissions).find(same);
            let method = last.map_or(Method::Manual, |last| last.method);
            Emission { outlet, pollutant, method, mean: None, amount_kg: None }
        };
        let facilities = self.last.iter().flat_map(|last| last.facilities.clone()).map(|mut facility| {
            (facility.run_hours, facility.electricity_kwh) = (None, None);
            (facility.chemicals_kg, facility.sludge_t) = (None, None);
            facility
        });
        Content {
            products: self.products.iter().map(product).collect(),
            facilities: facilities.collect(),
            emissions: self.limits.iter().filter(|limit| has_load(&limit.pollutant)).map(emission).collect(),
            ..Content::default()
        }
    }
}
