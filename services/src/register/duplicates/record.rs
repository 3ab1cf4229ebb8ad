//! What of an enterprise's row the rules of duplicates are told.

use std::collections::HashMap;

use domain::{
    declaration::DeclarationStatus,
    duplicate::{Particulars, Record},
    life::{Opening, is_closed},
    time::Day,
};
use entities::{declaration, device, enterprise, outlet};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QuerySelect, RelationTrait};

use crate::{Ctx, Result, register::chunks::chunks, secret};

/// Who and where it is.
pub(super) fn particulars(row: &enterprise::Model) -> Particulars {
    Particulars {
        credit_code: row.credit_code,
        name: row.name.clone(),
        town: row.town_id,
        address: row.address.clone(),
        lat: row.lat,
        lng: row.lng,
        permit_no: row.permit_no.clone(),
    }
}

/// Digest of the particulars of two, whichever comes first: what was said of them holds while it is the same.
pub(super) fn digest(one: &enterprise::Model, other: &enterprise::Model) -> String {
    let (first, second) = if one.id < other.id { (one, other) } else { (other, one) };
    secret::digest(format!("{:?} {:?}", particulars(first), particulars(second)).as_bytes())
}

/// What tells which of these should stay, by their keys.
pub(super) async fn records(
    ctx: &Ctx,
    db: &impl ConnectionTrait,
    rows: &[&enterprise::Model],
) -> Result<HashMap<i64, Record>> {
    let today = ctx.now().day();
    let (mut declared, mut loggers): (HashMap<i64, u64>, HashMap<i64, u64>) = (HashMap::new(), HashMap::new());
    for ids in chunks(rows.iter().map(|row| row.id).collect::<std::collections::HashSet<_>>()) {
        let filed = declaration::Entity::find()
            .select_only()
            .column(declaration::Column::EnterpriseId)
            .filter(declaration::Column::EnterpriseId.is_in(ids.iter().copied()))
            .filter(declaration::Column::Status.ne(DeclarationStatus::Draft));
        for id in filed.into_tuple::<i64>().all(db).await? {
            *declared.entry(id).or_default() += 1;
        }
        let standing = device::Entity::find()
            .select_only()
            .column(outlet::Column::EnterpriseId)
            .column(device::Column::ClosedOn)
            .join(JoinType::InnerJoin, device::Relation::Outlet.def())
            .filter(outlet::Column::EnterpriseId.is_in(ids));
        for (id, closed_on) in standing.into_tuple::<(i64, Option<Day>)>().all(db).await? {
            if !is_closed(closed_on, today) {
                *loggers.entry(id).or_default() += 1;
            }
        }
    }
    let record = |row: &&enterprise::Model| {
        let record = Record {
            credit_code: row.credit_code,
            closed: is_closed(row.closed_on, today),
            public: Opening::of(row.public_from).is_open_on(today),
            declarations: declared.get(&row.id).copied().unwrap_or_default(),
            loggers: loggers.get(&row.id).copied().unwrap_or_default(),
            since: row.created_at,
        };
        (row.id, record)
    };
    Ok(rows.iter().map(record).collect())
}
