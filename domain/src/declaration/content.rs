//! What a declaration holds.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::{lang::Lang, outlet::OutletCode};

text_enum! {
    /// How an amount was worked out (核算方法), in the order of the tax law's Article 10.
    pub enum Method {
        /// From automatic monitoring.
        Automatic = "automatic",
        /// From samples of a monitoring body.
        Manual = "manual",
        /// From discharge coefficients.
        Coefficient = "coefficient",
        /// From a material balance.
        Balance = "balance",
    }
}

impl Method {
    /// Whether the amount comes from a concentration that was measured, which is then stated beside it.
    pub const fn is_measured(self) -> bool {
        matches!(self, Self::Automatic | Self::Manual)
    }

    /// What people call it.
    pub const fn name(self, lang: Lang) -> &'static str {
        match self {
            Self::Automatic => lang.pick("自动监测", "Automatic monitoring"),
            Self::Manual => lang.pick("手工监测", "Manual sampling"),
            Self::Coefficient => lang.pick("产排污系数", "Emission factors"),
            Self::Balance => lang.pick("物料衡算", "Material balance"),
        }
    }
}

/// One quarter's statement. Quantities are of the whole quarter.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Content {
    /// What was produced.
    #[serde(default)]
    pub products: Vec<Product>,
    /// Water taken in, reused and discharged.
    #[serde(default)]
    pub water: Water,
    /// Electricity from the grid, in kWh.
    pub electricity_kwh: Option<Decimal>,
    /// What was burnt.
    #[serde(default)]
    pub fuel: Fuel,
    /// How the pollution was treated.
    #[serde(default)]
    pub facilities: Vec<Facility>,
    /// What was discharged, per outlet and pollutant.
    #[serde(default)]
    pub emissions: Vec<Emission>,
    /// Why figures that look wrong are right.
    #[serde(default)]
    pub explanations: Vec<Explanation>,
    /// What the enterprise wishes to say besides: stops, incidents.
    #[serde(default)]
    pub remarks: String,
}

/// One product.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Product {
    /// Its name as in the permit.
    pub name: String,
    /// The unit of the permit: `t`, `m²`, `万件`.
    pub unit: String,
    /// The output.
    pub quantity: Option<Decimal>,
}

/// Water of the quarter, all in m³.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Water {
    /// From the waterworks (自来水).
    pub municipal_m3: Option<Decimal>,
    /// From wells, rivers and others.
    pub other_m3: Option<Decimal>,
    /// Used again inside (回用).
    pub reused_m3: Option<Decimal>,
    /// Wastewater discharged.
    pub discharged_m3: Option<Decimal>,
}

/// Fuel of the quarter, whatever it was burnt for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fuel {
    /// Natural gas, in m³ at the meter's reference conditions.
    pub natural_gas_m3: Option<Decimal>,
    /// Coal, in t as received.
    pub coal_t: Option<Decimal>,
}

/// A treatment facility (治理设施).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Facility {
    /// Its name or number in the permit.
    pub name: String,
    /// Hours of operation.
    pub run_hours: Option<Decimal>,
    /// Its electricity, in kWh.
    pub electricity_kwh: Option<Decimal>,
    /// Chemicals used, in kg.
    pub chemicals_kg: Option<Decimal>,
    /// Sludge or spent material, in t.
    pub sludge_t: Option<Decimal>,
}

/// An amount discharged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Emission {
    /// At which outlet.
    pub outlet: OutletCode,
    /// The pollutant's code in HJ 212 (`w01018`).
    pub pollutant: String,
    /// How it was worked out.
    pub method: Method,
    /// Mean concentration as limits are compared with it, in their unit: of a gas the one converted to reference oxygen
    /// (折算浓度).
    pub mean: Option<Decimal>,
    /// The amount, in kg: of a gas by the measured concentration (实测浓度).
    pub amount_kg: Option<Decimal>,
}

impl Emission {
    /// A row without a figure.
    pub const fn new(outlet: OutletCode, pollutant: String, method: Method) -> Self {
        Self { outlet, pollutant, method, mean: None, amount_kg: None }
    }
}

/// Why a figure that looks wrong is right: the answer to a problem that may be explained instead of mended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Explanation {
    /// Where the problem is, as its path says (`water.discharged_m3`).
    pub path: String,
    /// The rule that found it (`D05`).
    pub rule: String,
    /// The explanation.
    pub text: String,
}

#[cfg(test)]
mod tests;
