//! A logger that somebody tells of, without a register: as much of it as reading its frames needs.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use chrono::NaiveDate;
use domain::{credit_code::CreditCode, device::ProtocolEdition, life::Opening, outlet::OutletCode};

use super::{KnownDevice, KnownOutlet, edition, units};

/// Where it stands.
#[derive(Clone, Debug)]
pub(crate) struct ToldOutlet {
    /// Whose.
    pub enterprise: CreditCode,
    /// Code in the permit.
    pub code: OutletCode,
    /// Codes of which values are taken beside those of the table.
    pub codes: HashSet<String>,
}

impl KnownDevice {
    /// A logger whose frames are read as the gateway reads them, and nothing else.
    pub(crate) fn told(key: i64, speaks: ProtocolEdition, setting: &str, at: &ToldOutlet) -> Self {
        let outlet = KnownOutlet {
            id: 0,
            code: at.code,
            enterprise: at.enterprise,
            enterprise_id: 0,
            opening: Opening::of(None),
            merged: false,
            closed_on: None,
            limits: HashMap::new(),
            named: at.codes.clone(),
        };
        Self {
            id: key,
            mn: String::new(),
            password: String::new(),
            edition: speaks,
            disabled: false,
            policy: hj212::Policy::STRICT.expecting(edition(speaks)),
            units: units(setting),
            outlet: Arc::new(outlet),
            installed_on: NaiveDate::MIN,
            opening: Opening::of(None),
            closed_on: None,
            own_opening: Opening::of(None),
        }
    }
}
