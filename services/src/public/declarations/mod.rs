//! Filed declarations, as far as they are public.
//!
//! Public are the water and the pollutants that left the enterprise, how that was worked out, how long the treatment
//! ran, and when it was filed, returned and corrected. Products, electricity and chemicals can be trade secrets, and
//! remarks can name persons: those stay with the bureau.

mod by_quarter;
mod list;

use domain::{
    declaration::{Content, DeclarationStatus, Method},
    outlet::OutletCode,
    quarter::Quarter,
    time::Stamp,
};
use entities::{declaration, declaration_version};
use rust_decimal::Decimal;

pub use by_quarter::{Filed, by_quarter};
pub(super) use list::newest;
pub use list::{Filter, list};

use super::Party;
use crate::{
    Pollutant,
    owed::{InUse, Timing},
};

/// A filed declaration's public part: that of its newest version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeclarationView {
    /// Whose.
    pub enterprise: Party,
    /// For which quarter.
    pub quarter: Quarter,
    /// Where it stands; never a draft.
    pub status: DeclarationStatus,
    /// How many versions were signed; more than one means corrected.
    pub versions: usize,
    /// When it was first filed.
    pub filed_at: Stamp,
    /// How that was by the due day.
    pub timing: Timing,
    /// When the newest version was filed.
    pub updated_at: Stamp,
    /// Why the newest version differs from the one before; empty for the first.
    pub reason: String,
    /// SHA-256 of the newest version's text, hexadecimal. The text as a whole is for the enterprise and the bureau; who
    /// holds it can prove what was filed.
    pub hash: String,
    /// Wastewater discharged in the quarter, m³.
    pub discharged_m3: Option<Decimal>,
    /// Hours that each treatment facility ran.
    pub facilities: Vec<FacilityView>,
    /// What was discharged.
    pub emissions: Vec<EmissionView>,
}

/// A treatment facility.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FacilityView {
    /// Its name or number in the permit.
    pub name: String,
    /// Hours of operation in the quarter.
    pub run_hours: Option<Decimal>,
}

/// An amount discharged in the quarter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmissionView {
    /// At which outlet.
    pub outlet: OutletCode,
    /// Of what.
    pub pollutant: Pollutant,
    /// How it was worked out.
    pub method: Method,
    /// Mean concentration, in the pollutant's unit: of a gas the one converted to reference oxygen.
    pub mean: Option<Decimal>,
    /// The amount, in kg.
    pub amount_kg: Option<Decimal>,
}

impl DeclarationView {
    /// The view of a declaration with its signed versions, oldest first; none where nothing was signed.
    fn of(
        row: &declaration::Model,
        versions: &[declaration_version::Model],
        enterprise: Party,
        in_use: InUse,
    ) -> Option<Self> {
        let (first, newest) = (versions.first()?, versions.last()?);
        let content: Content = serde_json::from_str(&newest.content)
            .inspect_err(|error| tracing::error!(version = newest.id, %error, "unreadable declaration"))
            .ok()?;
        Some(Self {
            enterprise,
            quarter: row.quarter,
            status: row.status,
            versions: versions.len(),
            filed_at: first.submitted_at,
            timing: in_use.timing(row.quarter, first.submitted_at.day()),
            updated_at: newest.submitted_at,
            reason: newest.reason.clone(),
            hash: newest.hash.clone(),
            discharged_m3: content.water.discharged_m3,
            facilities: content.facilities.into_iter().map(Into::into).collect(),
            emissions: content.emissions.into_iter().map(Into::into).collect(),
        })
    }
}

impl From<domain::declaration::Facility> for FacilityView {
    fn from(facility: domain::declaration::Facility) -> Self {
        Self { name: facility.name, run_hours: facility.run_hours }
    }
}

impl From<domain::declaration::Emission> for EmissionView {
    fn from(emission: domain::declaration::Emission) -> Self {
        Self {
            outlet: emission.outlet,
            pollutant: Pollutant::of(&emission.pollutant),
            method: emission.method,
            mean: emission.mean,
            amount_kg: emission.amount_kg,
        }
    }
}
