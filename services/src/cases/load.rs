//! Finding a case.

use domain::input::can_name;
use entities::violation_case;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};

use crate::{Conflict, Error, Result};

/// The case with a number. Cases are the city's: no role that may read them is local.
pub(super) async fn load(db: &impl ConnectionTrait, case_no: &str) -> Result<violation_case::Model> {
    violation_case::Entity::find().filter(numbered(case_no)?).one(db).await?.ok_or(Error::NotFound)
}

/// Goes on only with a case as its page showed it: every save and every step count one on.
pub(super) fn must_stand(row: &violation_case::Model, revision: i64) -> Result<()> {
    if row.revision == revision {
        return Ok(());
    }
    Err(Conflict::Overtaken.into())
}

/// The same, to be changed: whoever comes second waits, and then sees what the first one did.
pub(super) async fn load_for_change(tx: &impl ConnectionTrait, case_no: &str) -> Result<violation_case::Model> {
    violation_case::Entity::find().filter(numbered(case_no)?).lock_exclusive().one(tx).await?.ok_or(Error::NotFound)
}

fn numbered(case_no: &str) -> Result<sea_orm::sea_query::Expr> {
    if !can_name(case_no) {
        return Err(Error::NotFound);
    }
    Ok(violation_case::Column::CaseNo.eq(case_no))
}
