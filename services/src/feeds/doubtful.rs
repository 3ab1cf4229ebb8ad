//! Those whom deliveries may mean: a person says who it is, or that it is nobody of the register. The answer is kept for
//! later deliveries.

use std::collections::HashMap;

use domain::{
    access::Action,
    credit_code::CreditCode,
    delivery::SubjectState,
    matching::{KnownBy, Meant, Named},
    sheet::Kind,
};
use entities::{enterprise, feed_subject};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect,
};
use serde_json::json;

use super::deliver::{called, roster};
use crate::{
    Ctx, Error, FormKey, Result, Seen,
    accounts::Actor,
    audit::{self, Act, Subject},
    jobs::{self, Job, SettleBills},
    once,
    public::{Party, parties},
    store::merger,
};

/// The most that are listed.
const MOST: u64 = 100;

/// Somebody whom deliveries may mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// Its key.
    pub id: i64,
    /// As deliveries name it: meter, name, address.
    pub called: String,
    /// The credit code that they say, where it is nobody's here.
    pub credit_code: Option<String>,
    /// Who may be meant, with their addresses.
    pub candidates: Vec<(Party, String)>,
    /// As a form carries it.
    pub seen: Seen,
}

fn seen_of(row: &feed_subject::Model) -> Seen {
    Seen::of(row.state, row.decided_at.map_or(0, |at| usize::try_from(at.0).unwrap_or_default()))
}

/// Those of a kind of whom it is in doubt who they are, the oldest first.
///
/// # Errors
/// [`Error::Forbidden`].
pub async fn doubtful(ctx: &Ctx, actor: &Actor, kind: Kind) -> Result<Vec<Doubt>> {
    actor.must(Action::ManageRegister)?;
    let db = ctx.store.read();
    let rows = feed_subject::Entity::find()
        .filter(feed_subject::Column::Kind.eq(kind))
        .filter(feed_subject::Column::State.eq(SubjectState::Doubtful))
        .order_by_asc(feed_subject::Column::Id)
        .limit(MOST)
        .all(db)
        .await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let roster = roster(ctx).await?;
    let named = |row: &feed_subject::Model| Named {
        credit_code: row.credit_code.as_deref().and_then(|code| code.parse().ok()),
        permit_no: row.permit_no.clone(),
        name: row.name.clone(),
        address: row.address.clone(),
    };
    let meant: Vec<Vec<i64>> = rows
        .iter()
        .map(|row| match roster.find(&named(row)) {
            // The register has learnt of them since.
            Meant::Certain(id, _) => vec![id],
            Meant::Doubtful(ids) => ids,
            Meant::Nobody => Vec::new(),
        })
        .collect();
    let ids = || meant.iter().flatten().copied();
    let parties = parties(ctx, ids()).await?;
    let addresses: Vec<(i64, String)> = enterprise::Entity::find()
        .select_only()
        .columns([enterprise::Column::Id, enterprise::Column::Address])
        .filter(enterprise::Column::Id.is_in(ids()))
        .into_tuple()
        .all(db)
        .await?;
    let addresses: HashMap<i64, String> = addresses.into_iter().collect();
    let doubt = |(row, ids): (feed_subject::Model, Vec<i64>)| Doubt {
        id: row.id,
        called: called(&row),
        credit_code: row.credit_code.clone(),
        candidates: ids
            .iter()
            .filter_map(|id| Some((parties.get(id)?.clone(), addresses.get(id).cloned().unwrap_or_default())))
            .collect(),
        seen: seen_of(&row),
    };
    Ok(rows.into_iter().zip(meant).map(doubt).collect())
}

/// Says who is meant: an enterprise, or nobody of the register. The same form sent again changes nothing more.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`] where there is no such subject; [`Error::Invalid`] at `enterprise` where the
/// register has no such enterprise; a conflict where somebody else said so first.
pub async fn name(
    ctx: &Ctx,
    actor: &Actor,
    id: i64,
    meant: Option<CreditCode>,
    seen: &Seen,
    form: &FormKey,
) -> Result<Kind> {
    actor.must(Action::ManageRegister)?;
    let tx = ctx.store.write().await?;
    let row = feed_subject::Entity::find_by_id(id).lock_exclusive().one(&tx).await?.ok_or(Error::NotFound)?;
    let kind = row.kind;
    if once::replayed(&tx, ctx, actor, form).await? {
        return Ok(kind);
    }
    seen.must_be(&seen_of(&row))?;
    let enterprise = match meant {
        None => None,
        Some(code) => {
            let found = enterprise::Entity::find().filter(enterprise::Column::CreditCode.eq(code)).one(&tx).await?;
            let found = found.ok_or_else(|| Error::issue("enterprise", domain::input::Issue::NoChoice))?;
            Some(merger::standing(&tx, found).await?.id)
        }
    };
    let mut row = row.into_active_model();
    row.state = Set(if enterprise.is_some() { SubjectState::Known } else { SubjectState::Nobody });
    row.enterprise_id = Set(enterprise);
    row.known_by = Set(Some(KnownBy::Person));
    row.decided_by = Set(Some(actor.account_id));
    row.decided_at = Set(Some(ctx.now()));
    if enterprise.is_none() {
        // Of people whom the register does not know the portal keeps no names.
        row.name = Set(String::new());
        row.address = Set(String::new());
    }
    row.update(&tx).await?;
    let detail = json!({ "kind": kind, "enterprise": enterprise });
    audit::note(&tx, ctx, Some(actor), Act::NameSubject, Subject("feed_subject", id), detail).await?;
    if matches!(kind, Kind::Power | Kind::Water) {
        jobs::enqueue(&tx, ctx, &Job::SettleBills(SettleBills::Subject(id)), ctx.now()).await?;
    }
    tx.commit().await?;
    Ok(kind)
}
