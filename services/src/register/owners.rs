//! Finding what rows belong to.

use std::{
    collections::{HashMap, HashSet},
    hash::Hash,
};

use domain::{credit_code::CreditCode, outlet::OutletCode};
use entities::{enterprise, outlet, town};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use super::{Flaw, entry::Owner};
use crate::Result;

/// Values in one question to the database; well below what either takes.
pub(super) const CHUNK: usize = 500;

/// The keys of what a list of rows belongs to.
#[derive(Debug, Default)]
pub(super) struct Owners {
    towns: HashMap<String, i64>,
    enterprises: HashMap<CreditCode, i64>,
    outlets: HashMap<(i64, OutletCode), i64>,
}

impl Owners {
    /// Looks all of them up.
    pub(super) async fn find(db: &impl ConnectionTrait, wanted: impl Iterator<Item = Owner>) -> Result<Self> {
        let (mut towns, mut enterprises, mut has_outlets) = (HashSet::new(), HashSet::new(), false);
        for owner in wanted {
            match owner {
                Owner::Nobody => {}
                Owner::Town(code) => _ = towns.insert(code),
                Owner::Enterprise(code) => _ = enterprises.insert(code),
                Owner::Outlet(code, _) => {
                    enterprises.insert(code);
                    has_outlets = true;
                }
            }
        }
        let mut found = Self::default();
        for codes in chunks(towns) {
            let rows = town::Entity::find().filter(town::Column::Code.is_in(codes)).all(db).await?;
            found.towns.extend(rows.into_iter().map(|row| (row.code, row.id)));
        }
        for codes in chunks(enterprises) {
            let rows = enterprise::Entity::find().filter(enterprise::Column::CreditCode.is_in(codes)).all(db).await?;
            found.enterprises.extend(rows.into_iter().map(|row| (row.credit_code, row.id)));
        }
        if has_outlets {
            for ids in chunks(found.enterprises.values().copied().collect()) {
                let rows = outlet::Entity::find().filter(outlet::Column::EnterpriseId.is_in(ids)).all(db).await?;
                found.outlets.extend(rows.into_iter().map(|row| ((row.enterprise_id, row.code), row.id)));
            }
        }
        Ok(found)
    }

    /// The key of one of them; 0 where a row belongs to nothing.
    pub(super) fn id(&self, owner: &Owner) -> Result<i64, (&'static str, Flaw)> {
        let enterprise = |code: &CreditCode| {
            let id = self.enterprises.get(code).copied();
            id.ok_or(("enterprise", Flaw::UnknownEnterprise(*code)))
        };
        match owner {
            Owner::Nobody => Ok(0),
            Owner::Town(code) => {
                let flaw = || ("town", Flaw::UnknownTown(domain::input::printable(code, 12)));
                self.towns.get(code).copied().ok_or_else(flaw)
            }
            Owner::Enterprise(code) => enterprise(code),
            Owner::Outlet(code, outlet) => {
                let id = self.outlets.get(&(enterprise(code)?, *outlet)).copied();
                id.ok_or(("outlet", Flaw::UnknownOutlet(*code, *outlet)))
            }
        }
    }

    /// The enterprises of the outlets.
    pub(super) fn enterprise_of_outlets(&self) -> HashMap<i64, i64> {
        self.outlets.iter().map(|((enterprise, _), outlet)| (*outlet, *enterprise)).collect()
    }
}

/// A set in portions.
pub(super) fn chunks<T: Clone + Eq + Hash>(all: HashSet<T>) -> Vec<Vec<T>> {
    let all: Vec<T> = all.into_iter().collect();
    all.chunks(CHUNK).map(<[T]>::to_vec).collect()
}
