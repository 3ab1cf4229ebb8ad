//! Under which number an enterprise may discharge.

use domain::{enterprise::ManagementClass, time::Day};
use entities::enterprise;

/// A permit or a registration. They are different things: who is managed by registration needs no permit, and its
/// number (排污登记编号) is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Licence {
    /// A discharge permit (排污许可证).
    Permit {
        /// Its number.
        number: String,
        /// Its last day, where it is known.
        to: Option<Day>,
    },
    /// A registration (排污登记).
    Registration {
        /// Its number.
        number: String,
    },
    /// The register has neither number.
    NotOnRecord,
}

impl Licence {
    pub(super) fn of(row: &enterprise::Model) -> Self {
        match (row.permit_no.clone(), row.class) {
            (None, _) => Self::NotOnRecord,
            (Some(number), ManagementClass::Registered) => Self::Registration { number },
            (Some(number), _) => Self::Permit { number, to: row.permit_to },
        }
    }

    /// The number of the permit, where it is one.
    pub fn permit(&self) -> Option<&str> {
        if let Self::Permit { number, .. } = self { Some(number) } else { None }
    }

    /// The last day of the permit, where it is known.
    pub fn permit_to(&self) -> Option<Day> {
        if let Self::Permit { to, .. } = self { *to } else { None }
    }

    /// The number of the registration, where it is one.
    pub fn registration(&self) -> Option<&str> {
        if let Self::Registration { number } = self { Some(number) } else { None }
    }
}
