//! Declarations and their versions.

use std::collections::{BTreeMap, HashMap};

use domain::quarter::Quarter;
use entities::{account, declaration, declaration_version, receipt_counter};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use super::register::Keys;
use crate::{
    city::City,
    declarations::{Declaration, Totals, declarations},
    history::Window,
};
use services::{Result, store::insert};

/// Writes the declarations; returns how many.
pub async fn write(
    db: &impl ConnectionTrait,
    city: &City,
    keys: &Keys,
    window: &Window,
    totals: &Totals,
) -> Result<usize> {
    let all = declarations(city, window, totals)?;
    let signer = Signer::find(db).await?;
    insert(db, all.iter().map(|d| declaration_row(keys, d, &signer)).collect()).await?;
    let ids = declaration_keys(db).await?;
    let id_of = |d: &Declaration| ids.get(&(keys.enterprises[d.enterprise], d.quarter)).copied();
    insert(db, all.iter().flat_map(|d| version_rows(id_of(d), d, &signer)).collect()).await?;
    insert(db, counters(&all)).await?;
    Ok(all.len())
}

/// The accounts of the first enterprise; nobody of the others has one.
struct Signer {
    preparer: Option<i64>,
    certifier: Option<i64>,
}

impl Signer {
    async fn find(db: &impl ConnectionTrait) -> Result<Self> {
        let key = async |login: &str| {
            let found = account::Entity::find().filter(account::Column::Login.eq(login)).one(db).await?;
            Ok::<_, services::Error>(found.map(|account| account.id))
        };
        Ok(Self { preparer: key("preparer").await?, certifier: key("certifier").await? })
    }
}

async fn declaration_keys(db: &impl ConnectionTrait) -> Result<HashMap<(i64, Quarter), i64>> {
    let rows = declaration::Entity::find().all(db).await?;
    Ok(rows.into_iter().map(|d| ((d.enterprise_id, d.quarter), d.id)).collect())
}

fn declaration_row(keys: &Keys, d: &Declaration, signer: &Signer) -> declaration::ActiveModel {
    declaration::ActiveModel {
        enterprise_id: Set(keys.enterprises[d.enterprise]),
        quarter: Set(d.quarter),
        status: Set(d.status),
        draft: Set(d.draft.clone()),
        draft_revision: Set(i64::try_from(d.versions.len()).unwrap_or(0) + 1),
        updated_at: Set(d.updated_at),
        updated_by: Set(signer.preparer.filter(|_| d.enterprise == 0)),
        ..Default::default()
    }
}

fn version_rows(id: Option<i64>, d: &Declaration, signer: &Signer) -> Vec<declaration_version::ActiveModel> {
    let Some(id) = id else { return Vec::new() };
    let rows = d.versions.iter().map(|version| declaration_version::ActiveModel {
        declaration_id: Set(id),
        number: Set(version.number),
        receipt_no: Set(version.receipt_no.clone()),
        content: Set(version.content.clone()),
        hash: Set(version.hash.clone()),
        reason: Set(version.reason.to_owned()),
        signed_by: Set(signer.certifier.filter(|_| d.enterprise == 0)),
        submitted_at: Set(version.submitted_at),
        ..Default::default()
    });
    rows.collect()
}

/// How many receipts each quarter has.
fn counters(all: &[Declaration]) -> Vec<receipt_counter::ActiveModel> {
    let mut counts: BTreeMap<Quarter, i64> = BTreeMap::new();
    for declaration in all.iter().filter(|declaration| !declaration.versions.is_empty()) {
        *counts.entry(declaration.quarter).or_default() += i64::try_from(declaration.versions.len()).unwrap_or(0);
    }
    let row = |(quarter, last)| receipt_counter::ActiveModel { quarter: Set(quarter), last: Set(last) };
    counts.into_iter().map(row).collect()
}
