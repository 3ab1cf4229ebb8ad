//! What the rules look at: plain figures, gathered by somebody else.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::monitored::Monitored;
use crate::{
    declaration::{Content, Emission},
    limit::Limit,
    month::Month,
    outlet::{Discharge, OutletCode, OutletKind},
    quarter::Quarter,
    utility::Feed,
};

/// Everything known about one enterprise in one quarter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    /// The quarter.
    pub quarter: Quarter,
    /// What the enterprise signed.
    pub declared: Content,
    /// The outlets of the permit.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub outlets: Vec<Outlet>,
    /// Bills by month: those of the quarter and, where known, of the month before and after.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bills: Vec<Bill>,
    /// Sums of the loggers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub monitored: Vec<Monitored>,
    /// Limits of the permit in the quarter.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub limits: Vec<OutletLimit>,
    /// Amounts that the permit allows in a year.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub caps: Vec<Cap>,
    /// The quarters of the year before this one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub earlier: Vec<Earlier>,
}

/// An outlet of the permit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outlet {
    /// Its code.
    pub code: OutletCode,
    /// Where it leads.
    pub discharge: Discharge,
}

/// A month of a feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bill {
    /// Which feed.
    pub feed: Feed,
    /// The month under which it is filed; the billing days may differ.
    pub month: Month,
    /// kWh, m³ or yuan.
    pub quantity: Decimal,
}

/// A limit at an outlet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutletLimit {
    /// At which outlet.
    pub outlet: OutletCode,
    /// For which pollutant.
    pub pollutant: String,
    /// The limit.
    pub limit: Limit,
}

/// An amount that the permit allows in a calendar year (许可排放量).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cap {
    /// For which pollutant.
    pub pollutant: String,
    /// Kilograms a year.
    pub kg_per_year: Decimal,
}

/// The enterprise's amount of a pollutant in an earlier quarter of the same year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Earlier {
    /// Which quarter.
    pub quarter: Quarter,
    /// Which pollutant.
    pub pollutant: String,
    /// As declared, kg.
    pub declared_kg: Option<Decimal>,
    /// As monitored, kg.
    pub monitored_kg: Option<Decimal>,
}

impl Evidence {
    /// Nothing known yet about a quarter.
    pub fn of(quarter: Quarter) -> Self {
        Self {
            quarter,
            declared: Content::default(),
            outlets: Vec::new(),
            bills: Vec::new(),
            monitored: Vec::new(),
            limits: Vec::new(),
            caps: Vec::new(),
            earlier: Vec::new(),
        }
    }

    /// The declared row of a pollutant at an outlet.
    pub fn row(&self, outlet: OutletCode, code: &str) -> Option<&Emission> {
        self.declared.emissions.iter().find(|row| row.outlet == outlet && row.pollutant == code)
    }

    /// The logger's sums of a pollutant, or flow, at an outlet.
    pub fn sums(&self, outlet: OutletCode, code: &str) -> Option<&Monitored> {
        self.monitored.iter().find(|sums| sums.outlet == outlet && sums.pollutant == code)
    }

    /// Outlets through which wastewater leaves the site; a workshop's leads to the enterprise's own plant.
    pub fn water_outlets(&self) -> impl Iterator<Item = OutletCode> {
        let leaves = |o: &&Outlet| o.code.kind() == OutletKind::Water && o.discharge != Discharge::Workshop;
        self.outlets.iter().filter(leaves).map(|outlet| outlet.code)
    }

    /// What outlets' amounts of one pollutant come to for the site; none where there are none. What passes a workshop's
    /// outlet passes the total outlet again: the larger of the two sums counts, not both.
    pub fn site(&self, amounts: impl Iterator<Item = (OutletCode, Decimal)>) -> Option<Decimal> {
        let workshop =
            |code| self.outlets.iter().any(|outlet| outlet.code == code && outlet.discharge == Discharge::Workshop);
        let (mut inside, mut outside, mut any) = (Decimal::ZERO, Decimal::ZERO, false);
        for (outlet, kg) in amounts {
            let sum = if workshop(outlet) { &mut inside } else { &mut outside };
            *sum = sum.saturating_add(kg);
            any = true;
        }
        any.then(|| inside.max(outside))
    }

    /// The part that a finding freezes: the water figures, the outlets, and of all rows those that `keep` names. No
    /// bills, no remarks, no products.
    pub(super) fn part(&self, keep: impl Fn(Option<OutletCode>, &str) -> bool) -> Self {
        let mut part = Self::of(self.quarter);
        part.declared.water = self.declared.water.clone();
        part.outlets.clone_from(&self.outlets);
        let rows = self.declared.emissions.iter().filter(|row| keep(Some(row.outlet), &row.pollutant));
        part.declared.emissions = rows.cloned().collect();
        part.monitored = self.monitored.iter().filter(|m| keep(Some(m.outlet), &m.pollutant)).cloned().collect();
        part.limits = self.limits.iter().filter(|l| keep(Some(l.outlet), &l.pollutant)).cloned().collect();
        part.caps = self.caps.iter().filter(|cap| keep(None, &cap.pollutant)).cloned().collect();
        part.earlier = self.earlier.iter().filter(|e| keep(None, &e.pollutant)).cloned().collect();
        part
    }
}
