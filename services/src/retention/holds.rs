//! Legal holds: placed and lifted by the administrator, each with a reason.

use std::collections::HashMap;

use domain::{
    access::Action,
    credit_code::CreditCode,
    input::{Issue, Text},
    time::Stamp,
};
use entities::{account, enterprise, retention_hold, violation_case};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, IntoActiveModel,
    QueryFilter, QueryOrder, QuerySelect,
};
use serde_json::json;

use crate::{
    Ctx, Error, FormKey, Result,
    accounts::Actor,
    audit::{self, Act, Subject},
    input::Issues,
    once,
};

/// The most characters of a reason.
const LONGEST_REASON: usize = 500;
/// Lifted holds that are shown.
const SHOWN: u64 = 20;

/// A hold as it is asked for.
#[derive(Clone, Debug, Default)]
pub struct Holding {
    /// The enterprise's credit code; may be empty where a case is named.
    pub enterprise: String,
    /// The number of the case for which rows stay; may be empty.
    pub case_no: String,
    /// Why.
    pub reason: String,
}

/// A hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hold {
    /// The row.
    pub row: retention_hold::Model,
    /// Whose rows stay.
    pub credit_code: CreditCode,
    /// Their name.
    pub name: String,
    /// For which case.
    pub case_no: Option<String>,
    /// Who placed it.
    pub who: String,
}

/// Places a hold: nothing of the enterprise goes while it stands. The same form sent again places nothing.
///
/// # Errors
/// [`Error::Forbidden`], or [`Error::Invalid`] with all that is wrong.
pub async fn place(ctx: &Ctx, actor: &Actor, form: &FormKey, wanted: &Holding) -> Result<()> {
    actor.must(Action::ManageRetention)?;
    let tx = ctx.store.write().await?;
    let mut issues = Issues::default();
    let case = case(&tx, wanted.case_no.trim(), &mut issues).await?;
    let enterprise = match (wanted.enterprise.trim(), &case) {
        ("", Some(case)) => Some(case.enterprise_id),
        (code, case) => {
            let found = enterprise_of(&tx, code).await?;
            let fits = found.filter(|id| case.as_ref().is_none_or(|case| case.enterprise_id == *id));
            let issue = if code.is_empty() { Issue::Missing } else { Issue::UnknownEnterprise };
            issues.note("enterprise", fits.ok_or(issue))
        }
    };
    let reason = issues.note("reason", Text::read(&wanted.reason, 1..=LONGEST_REASON));
    let issues = issues.into_result(());
    let (Some(enterprise), Some(reason)) = (enterprise, reason) else { return issues };
    issues?;
    if once::replayed(&tx, ctx, actor, form).await? {
        return Ok(());
    }
    let row = retention_hold::ActiveModel {
        enterprise_id: Set(enterprise),
        case_id: Set(case.map(|case| case.id)),
        reason: Set(reason.into_string()),
        placed_at: Set(ctx.now()),
        placed_by: Set(actor.account_id),
        lifted_because: Set(String::new()),
        ..Default::default()
    };
    let row = row.insert(&tx).await?;
    let detail = json!({ "hold": row.id, "case": row.case_id });
    audit::note(&tx, ctx, Some(actor), Act::PlaceHold, Subject("enterprise", enterprise), detail).await?;
    Ok(tx.commit().await?)
}

/// Lifts a hold. Lifting one that is lifted already is no error.
///
/// # Errors
/// [`Error::Forbidden`], [`Error::NotFound`], or [`Error::Invalid`] without a reason.
pub async fn lift(ctx: &Ctx, actor: &Actor, id: i64, reason: &str) -> Result<()> {
    actor.must(Action::ManageRetention)?;
    let reason = Text::read(reason, 1..=LONGEST_REASON).map_err(|issue| Error::issue("lift_reason", issue))?;
    let tx = ctx.store.write().await?;
    let row = retention_hold::Entity::find_by_id(id).one(&tx).await?.ok_or(Error::NotFound)?;
    if row.lifted_at.is_some() {
        return Ok(());
    }
    let enterprise = row.enterprise_id;
    let mut row = row.into_active_model();
    row.lifted_at = Set(Some(ctx.now()));
    row.lifted_by = Set(Some(actor.account_id));
    row.lifted_because = Set(reason.into_string());
    row.update(&tx).await?;
    let subject = Subject("enterprise", enterprise);
    audit::note(&tx, ctx, Some(actor), Act::LiftHold, subject, json!({ "hold": id })).await?;
    Ok(tx.commit().await?)
}

/// Those that stand, oldest first, and behind them the last ones that were lifted.
pub(super) async fn holds(db: &impl ConnectionTrait) -> Result<Vec<Hold>> {
    use retention_hold::Column as H;
    let standing = retention_hold::Entity::find().filter(H::LiftedAt.is_null()).order_by_asc(H::Id).all(db).await?;
    let lifted = retention_hold::Entity::find().filter(H::LiftedAt.is_not_null()).order_by_desc(H::LiftedAt);
    let rows: Vec<_> = standing.into_iter().chain(lifted.limit(SHOWN).all(db).await?).collect();
    let enterprises =
        enterprise::Entity::find().filter(enterprise::Column::Id.is_in(rows.iter().map(|row| row.enterprise_id)));
    let enterprises: HashMap<i64, enterprise::Model> =
        enterprises.all(db).await?.into_iter().map(|row| (row.id, row)).collect();
    let cases: Vec<(i64, String)> = violation_case::Entity::find()
        .select_only()
        .columns([violation_case::Column::Id, violation_case::Column::CaseNo])
        .filter(violation_case::Column::Id.is_in(rows.iter().filter_map(|row| row.case_id)))
        .into_tuple()
        .all(db)
        .await?;
    let cases: HashMap<i64, String> = cases.into_iter().collect();
    let accounts = account::Entity::find().filter(account::Column::Id.is_in(rows.iter().map(|row| row.placed_by)));
    let accounts: HashMap<i64, String> = accounts.all(db).await?.into_iter().map(|row| (row.id, row.name)).collect();
    let hold = |row: retention_hold::Model| {
        let enterprise = enterprises.get(&row.enterprise_id)?;
        Some(Hold {
            credit_code: enterprise.credit_code,
            name: enterprise.name.clone(),
            case_no: row.case_id.and_then(|id| cases.get(&id).cloned()),
            who: accounts.get(&row.placed_by).cloned().unwrap_or_default(),
            row,
        })
    };
    Ok(rows.into_iter().filter_map(hold).collect())
}

async fn case(db: &impl ConnectionTrait, case_no: &str, issues: &mut Issues) -> Result<Option<violation_case::Model>> {
    use violation_case::Column as C;
    if case_no.is_empty() {
        return Ok(None);
    }
    let named = Condition::any().add(C::CaseNo.eq(case_no)).add(C::DocumentNo.eq(case_no));
    let found = violation_case::Entity::find().filter(named).one(db).await?;
    if found.is_none() {
        issues.add("case_no", Issue::UnknownCase);
    }
    Ok(found)
}

async fn enterprise_of(db: &impl ConnectionTrait, code: &str) -> Result<Option<i64>> {
    let Ok(code) = code.parse::<CreditCode>() else { return Ok(None) };
    let found = enterprise::Entity::find().filter(enterprise::Column::CreditCode.eq(code)).one(db).await?;
    Ok(found.map(|row| row.id))
}

impl Hold {
    /// When it was lifted; none while it stands.
    pub fn lifted_at(&self) -> Option<Stamp> {
        self.row.lifted_at
    }
}
