//! What is settled of an enterprise before its permit is made.

use chrono::NaiveDate;
use domain::{credit_code::CreditCode, enterprise::ManagementClass, outlet::Discharge};

use super::{products::Kind, stories::Story, trade::Trade};

/// What a permit is made from.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// The day on which the city stands.
    pub today: NaiveDate,
    /// The enterprise's place in the city.
    pub number: usize,
    /// Whose.
    pub credit_code: CreditCode,
    /// Short name of the town.
    pub town: &'static str,
    /// The trade.
    pub trade: Trade,
    /// What it makes.
    pub product: Kind,
    /// How it is managed.
    pub class: ManagementClass,
    /// Where the total outlet leads.
    pub discharge: Discharge,
    /// Its part in a story.
    pub story: Option<Story>,
}
