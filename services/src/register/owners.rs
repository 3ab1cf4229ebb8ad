//! Finding what rows belong to.

use std::collections::{HashMap, HashSet};

use domain::{credit_code::CreditCode, enterprise::FormerKind, outlet::OutletCode, time::Day};
use entities::{enterprise, former_identity, outlet, premises, town};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};

use super::{Flaw, chunks::chunks, entry::Owner};
use crate::{Result, store::merger};

/// The keys of what a list of rows belongs to.
#[derive(Debug, Default)]
pub(super) struct Owners {
    towns: HashMap<String, i64>,
    /// Since when towns are closed that are.
    closed: HashMap<i64, Day>,
    enterprises: HashMap<CreditCode, i64>,
    outlets: HashMap<(i64, OutletCode), i64>,
    premises: HashMap<String, i64>,
    /// Those that are merged into others, and the codes of these.
    merged: HashMap<i64, CreditCode>,
}

impl Owners {
    /// Looks all of them up.
    pub(super) async fn find(db: &impl ConnectionTrait, wanted: impl Iterator<Item = Owner>) -> Result<Self> {
        let (mut towns, mut enterprises, mut has_outlets) = (HashSet::new(), HashSet::new(), false);
        let mut premises = HashSet::new();
        for owner in wanted {
            match owner {
                Owner::Nobody => {}
                Owner::Town(code) => _ = towns.insert(code),
                Owner::Enterprise(code) => _ = enterprises.insert(code),
                Owner::Premises(code) => _ = premises.insert(code),
                Owner::Outlet(code, _) => {
                    enterprises.insert(code);
                    has_outlets = true;
                }
            }
        }
        let mut found = Self::default();
        for codes in chunks(towns) {
            let rows = town::Entity::find().filter(town::Column::Code.is_in(codes)).all(db).await?;
            found.closed.extend(rows.iter().filter_map(|row| Some((row.id, row.closed_on?))));
            found.towns.extend(rows.into_iter().map(|row| (row.code, row.id)));
        }
        for codes in chunks(premises) {
            let rows = premises::Entity::find().filter(premises::Column::Code.is_in(codes)).all(db).await?;
            found.premises.extend(rows.into_iter().map(|row| (row.code, row.id)));
        }
        let wanted_codes = enterprises.clone();
        for codes in chunks(enterprises) {
            let rows = enterprise::Entity::find().filter(enterprise::Column::CreditCode.is_in(codes)).all(db).await?;
            found.enterprises.extend(rows.into_iter().map(|row| (row.credit_code, row.id)));
        }
        // What belongs to a code of before belongs to the enterprise that had it.
        let unknown = wanted_codes.into_iter().filter(|code| !found.enterprises.contains_key(code)).collect();
        let former = former_codes(db, unknown).await?;
        found.enterprises.extend(former.into_iter().map(|(code, (id, _))| (code, id)));
        found.merged = merged(db, found.enterprises.values().copied().collect()).await?;
        if has_outlets {
            for ids in chunks(found.enterprises.values().copied().collect()) {
                let rows = outlet::Entity::find().filter(outlet::Column::EnterpriseId.is_in(ids)).all(db).await?;
                found.outlets.extend(rows.into_iter().map(|row| ((row.enterprise_id, row.code), row.id)));
            }
        }
        Ok(found)
    }

    /// The key of one of them, or of one that is `expected` to be there; 0 where a row belongs to nothing.
    pub(super) fn id(&self, owner: &Owner, expected: &Self) -> Result<i64, (&'static str, Flaw)> {
        let enterprise = |code: &CreditCode| -> Result<i64, (&'static str, Flaw)> {
            let id = self.enterprises.get(code).or_else(|| expected.enterprises.get(code)).copied();
            let id = id.ok_or(("enterprise", Flaw::UnknownEnterprise(*code)))?;
            match self.merged.get(&id) {
                Some(kept) => Err(("enterprise", Flaw::Merged(*kept))),
                None => Ok(id),
            }
        };
        match owner {
            Owner::Nobody => Ok(0),
            Owner::Town(code) => {
                let flaw = || ("town", Flaw::UnknownTown(domain::input::printable(code, 12)));
                self.towns.get(code).or_else(|| expected.towns.get(code)).copied().ok_or_else(flaw)
            }
            Owner::Enterprise(code) => enterprise(code),
            Owner::Premises(code) => {
                let flaw = || ("premises", Flaw::UnknownPremises(domain::input::printable(code, 20)));
                self.premises.get(code).or_else(|| expected.premises.get(code)).copied().ok_or_else(flaw)
            }
            Owner::Outlet(code, outlet) => {
                let key = (enterprise(code)?, *outlet);
                let id = self.outlets.get(&key).or_else(|| expected.outlets.get(&key)).copied();
                id.ok_or(("outlet", Flaw::UnknownOutlet(*code, *outlet)))
            }
        }
    }

    /// Since when a town is closed, where it is on a day.
    pub(super) fn closed(&self, town: i64, on: Day) -> Option<Day> {
        self.closed.get(&town).copied().filter(|closed| *closed <= on)
    }

    /// Expects something that other rows may belong to, and gives it a key below zero: no row of the store has one.
    pub(super) fn expect(&mut self, opened: Owner, owner: i64) {
        let count = self.towns.len() + self.enterprises.len() + self.outlets.len() + self.premises.len();
        let id = -1 - i64::try_from(count).unwrap_or_default();
        match opened {
            Owner::Nobody => {}
            Owner::Town(code) => _ = self.towns.insert(code, id),
            Owner::Enterprise(code) => _ = self.enterprises.insert(code, id),
            Owner::Premises(code) => _ = self.premises.insert(code, id),
            Owner::Outlet(_, code) => _ = self.outlets.insert((owner, code), id),
        }
    }

    /// Looks up whose the outlets with these keys are, where that is not known.
    pub(super) async fn learn(&mut self, db: &impl ConnectionTrait, outlets: HashSet<i64>) -> Result<()> {
        let known = self.enterprise_of_outlets();
        for ids in chunks(outlets.into_iter().filter(|id| !known.contains_key(id)).collect()) {
            let rows = outlet::Entity::find().filter(outlet::Column::Id.is_in(ids)).all(db).await?;
            self.outlets.extend(rows.into_iter().map(|row| ((row.enterprise_id, row.code), row.id)));
        }
        Ok(())
    }

    /// The enterprises of the outlets.
    pub(super) fn enterprise_of_outlets(&self) -> HashMap<i64, i64> {
        self.outlets.iter().map(|((enterprise, _), outlet)| (*outlet, *enterprise)).collect()
    }
}

/// Of enterprises those that are merged into others, and the codes of these.
pub(super) async fn merged(db: &impl ConnectionTrait, ids: HashSet<i64>) -> Result<HashMap<i64, CreditCode>> {
    let mergers = merger::all(db).await?;
    let gone: HashMap<i64, i64> = mergers.into_iter().filter(|(gone, _)| ids.contains(gone)).collect();
    let mut codes = HashMap::new();
    for ids in chunks(gone.values().copied().collect::<HashSet<_>>()) {
        let rows = enterprise::Entity::find().filter(enterprise::Column::Id.is_in(ids)).all(db).await?;
        codes.extend(rows.into_iter().map(|row| (row.id, row.credit_code)));
    }
    Ok(gone.into_iter().filter_map(|(gone, kept)| Some((gone, *codes.get(&kept)?))).collect())
}

/// Of codes that enterprises had before: their keys, and the codes that they have now.
pub(super) async fn former_codes(
    db: &impl ConnectionTrait,
    codes: HashSet<CreditCode>,
) -> Result<HashMap<CreditCode, (i64, CreditCode)>> {
    let mut found = HashMap::new();
    for codes in chunks(codes) {
        let rows = former_identity::Entity::find()
            .filter(former_identity::Column::Kind.eq(FormerKind::Code))
            .filter(former_identity::Column::Said.is_in(codes.iter().map(ToString::to_string)))
            .find_also_related(enterprise::Entity);
        for (row, owner) in rows.all(db).await? {
            if let (Ok(code), Some(owner)) = (row.said.parse(), owner) {
                found.insert(code, (owner.id, owner.credit_code));
            }
        }
    }
    Ok(found)
}

/// The codes that enterprises had before, with those that they have now.
pub(super) async fn present_codes(db: &impl ConnectionTrait) -> Result<HashMap<CreditCode, CreditCode>> {
    let codes = former_identity::Entity::find()
        .inner_join(enterprise::Entity)
        .filter(former_identity::Column::Kind.eq(FormerKind::Code))
        .select_only()
        .column(former_identity::Column::Said)
        .column(enterprise::Column::CreditCode);
    let codes: Vec<(String, CreditCode)> = codes.into_tuple().all(db).await?;
    Ok(codes.into_iter().filter_map(|(before, now)| Some((before.parse().ok()?, now))).collect())
}
