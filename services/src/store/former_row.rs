//! What rows of the register said on a day. The row itself says what holds now; what it said before stands in `former_row`
//! with the day on which that ended. Whoever judges a quarter that is over reads its rows through here, so that what is
//! changed from a day on changes nothing before it.

use std::collections::HashMap;

use domain::{load_cap::CapYears, sheet::Kind, time::Day};
use entities::{
    enterprise,
    former_row::{self, Column, Entity},
    load_cap, product, treatment,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IdenStatic, ModelTrait, QueryFilter, QueryOrder, Value,
    sea_query::sea_value_to_json_value,
};
use serde_json::{Value as Json, json};

use crate::{Error, Result};

/// How many rows are asked for at a time.
const AT_ONCE: usize = 500;

/// The column of a row's table.
type ColumnOf<M> = <<M as ModelTrait>::Entity as EntityTrait>::Column;

/// A row of which figures are kept with their days.
pub(crate) trait Dated: ModelTrait + Clone + Send + Sync {
    /// Which table of the register it is of.
    const KIND: Kind;
    /// The columns that are kept.
    const KEPT: &'static [ColumnOf<Self>];

    /// Its key.
    fn key(&self) -> i64;
}

impl Dated for product::Model {
    const KIND: Kind = Kind::Products;
    const KEPT: &'static [product::Column] = &[product::Column::Unit, product::Column::Capacity];

    fn key(&self) -> i64 {
        self.id
    }
}

impl Dated for load_cap::Model {
    const KIND: Kind = Kind::Caps;
    const KEPT: &'static [load_cap::Column] = &[load_cap::Column::KgPerYear, load_cap::Column::ToYear];

    fn key(&self) -> i64 {
        self.id
    }
}

impl Dated for treatment::Model {
    const KIND: Kind = Kind::Treatments;
    const KEPT: &'static [treatment::Column] =
        &[treatment::Column::Process, treatment::Column::Capacity, treatment::Column::Unit];

    fn key(&self) -> i64 {
        self.id
    }
}

impl Dated for enterprise::Model {
    const KIND: Kind = Kind::Enterprises;
    const KEPT: &'static [enterprise::Column] = &[
        enterprise::Column::Industry,
        enterprise::Column::Class,
        enterprise::Column::ClassBasis,
        enterprise::Column::PermitNo,
        enterprise::Column::PermitTo,
        enterprise::Column::PermitIssuedOn,
        enterprise::Column::PermitFrom,
        enterprise::Column::PermitDuties,
    ];

    fn key(&self) -> i64 {
        self.id
    }
}

/// What a row says in the columns that are kept, as it is stored.
pub(crate) fn said<M: ModelTrait>(row: &M, kept: &[ColumnOf<M>]) -> String {
    let mut said = json!({});
    for column in kept {
        said[column.as_str()] = sea_value_to_json_value(&row.get(*column));
    }
    said.to_string()
}

/// What rows of one table said before.
pub(crate) struct Before(HashMap<i64, Vec<(Day, Json)>>);

impl Before {
    /// What these rows said before.
    pub(crate) async fn of<M: Dated>(db: &impl ConnectionTrait, rows: &[M]) -> Result<Self> {
        let mut before: HashMap<i64, Vec<(Day, Json)>> = HashMap::new();
        let keys: Vec<i64> = rows.iter().map(Dated::key).collect();
        for keys in keys.chunks(AT_ONCE) {
            let found = Entity::find()
                .filter(Column::Kind.eq(M::KIND))
                .filter(Column::RowId.is_in(keys.iter().copied()))
                .order_by_asc(Column::Until);
            for former_row::Model { row_id, until, said, .. } in found.all(db).await? {
                // What cannot be read is no “was not there”.
                let said =
                    serde_json::from_str(&said).map_err(|error| Error::Database(DbErr::Json(error.to_string())))?;
                before.entry(row_id).or_default().push((until, said));
            }
        }
        Ok(Self(before))
    }

    /// What a row said on a day; nothing where it was not there.
    pub(crate) fn at<M: Dated>(&self, row: &M, day: Day) -> Option<M> {
        let stood = self.0.get(&row.key()).and_then(|all| all.iter().find(|(until, _)| day < *until));
        match stood {
            None => Some(row.clone()),
            Some((_, said)) => overlaid(row, said),
        }
    }

    /// All that a row said, each with the first day on which it was so no longer, the oldest first; what it says now is not
    /// among them.
    pub(crate) fn all<M: Dated>(&self, row: &M) -> Vec<(Day, M)> {
        let all = self.0.get(&row.key()).map(Vec::as_slice).unwrap_or_default();
        all.iter().filter_map(|(until, said)| Some((*until, overlaid(row, said)?))).collect()
    }
}

/// What rows said on a day, without those that were not there.
pub(crate) async fn as_of<M: Dated>(db: &impl ConnectionTrait, rows: Vec<M>, day: Day) -> Result<Vec<M>> {
    let before = Before::of(db, &rows).await?;
    Ok(rows.iter().filter_map(|row| before.at(row, day)).collect())
}

/// The years in which a cap holds.
pub(crate) fn years_of(row: &load_cap::Model) -> CapYears {
    CapYears { from: (row.from_year > 0).then_some(row.from_year), to: row.to_year }
}

fn overlaid<M: Dated>(row: &M, said: &Json) -> Option<M> {
    let said = said.as_object()?;
    let mut row = row.clone();
    for column in M::KEPT {
        // A column that came later than this was written says what it says now.
        if let Some(was) = said.get(column.as_str()) {
            let value = alike(&row.get(*column), was);
            row.set(*column, value);
        }
    }
    Some(row)
}

/// A value of the kind of another one.
fn alike(now: &Value, was: &Json) -> Value {
    match now {
        Value::BigInt(_) => Value::BigInt(was.as_i64()),
        Value::Int(_) => Value::Int(was.as_i64().and_then(|whole| i32::try_from(whole).ok())),
        _ => Value::String(was.as_str().map(str::to_owned)),
    }
}
