//! Under which number an enterprise may discharge.

use domain::{enterprise::ManagementClass, time::Day};
use entities::enterprise;
use sea_orm::ConnectionTrait;

use crate::{Result, store::former_row::Before};

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
        /// Its first day, where it is known.
        from: Option<Day>,
        /// When it was issued, where that is known.
        issued_on: Option<Day>,
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
            (Some(number), _) => {
                Self::Permit { number, to: row.permit_to, from: row.permit_from, issued_on: row.permit_issued_on }
            }
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

    /// The first day of the permit, where it is known.
    pub fn permit_from(&self) -> Option<Day> {
        if let Self::Permit { from, .. } = self { *from } else { None }
    }

    /// When the permit was issued, where that is known.
    pub fn permit_issued_on(&self) -> Option<Day> {
        if let Self::Permit { issued_on, .. } = self { *issued_on } else { None }
    }

    /// The number of the registration, where it is one.
    pub fn registration(&self) -> Option<&str> {
        if let Self::Registration { number } = self { Some(number) } else { None }
    }
}

/// A permit or a registration of before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormerLicence {
    /// Which.
    pub licence: Licence,
    /// The first day on which it was so no longer.
    pub until: Day,
}

/// Those of before, the newest first. Only what is said of the permit itself makes it another one.
pub(crate) async fn former(db: &impl ConnectionTrait, row: &enterprise::Model) -> Result<Vec<FormerLicence>> {
    let mut all = Before::of(db, std::slice::from_ref(row)).await?.all(row);
    all.reverse();
    let mut later = Licence::of(row);
    let mut former = Vec::new();
    for (until, row) in all {
        let licence = Licence::of(&row);
        if licence != later && licence != Licence::NotOnRecord {
            former.push(FormerLicence { licence: licence.clone(), until });
        }
        later = licence;
    }
    Ok(former)
}
