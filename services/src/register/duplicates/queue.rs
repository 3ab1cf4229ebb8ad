//! The pairs that wait for a person.

use std::collections::HashMap;

use domain::{
    access::Action,
    credit_code::CreditCode,
    duplicate::{Pair, Particulars, Proposal, Reason, pairs, propose},
};
use entities::{enterprise, town};
use sea_orm::{EntityTrait, QueryFilter, QueryOrder};

use super::{
    apart,
    record::{digest, particulars, records},
};
use crate::{
    Ctx, Error, Names, Result,
    accounts::Actor,
    public::{PageOf, Paging, town_names},
    store::merger,
};

/// The pairs that wait.
#[derive(Clone, Debug)]
pub struct Queue {
    /// Those that weigh most first.
    pub pairs: PageOf<Candidate>,
    /// How many more were said to be two, and have not changed since.
    pub apart: usize,
}

/// Two that may be one site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Both.
    pub sides: [Shown; 2],
    /// Why.
    pub reasons: Vec<Reason>,
    /// Which should stay.
    pub proposal: Proposal,
}

/// One of two, as a list names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// Credit code.
    pub credit_code: CreditCode,
    /// Its name.
    pub name: Names,
    /// Its town.
    pub town: Names,
    /// Address in words.
    pub address: String,
}

/// The pairs that may be one site and of which nobody has said that they are two; worked out anew each time, so that a change
/// or an import just now is in it.
///
/// # Errors
/// [`Error::Forbidden`].
pub async fn queue(ctx: &Ctx, actor: &Actor, paging: Paging) -> Result<Queue> {
    actor.must(Action::ManageRegister)?;
    let db = ctx.store.read();
    let rows = enterprise::Entity::find().filter(merger::stands()).order_by_asc(enterprise::Column::Id);
    let rows = rows.all(db).await?;
    let all: Vec<Particulars> = rows.iter().map(particulars).collect();
    // Work for the processor in a large city: not on a thread that answers others.
    let found = tokio::task::spawn_blocking(move || pairs(&all)).await;
    let mut found = found.map_err(|broken| Error::invalid("duplicates", broken))?;
    let apart = apart::all(db).await?;
    let before = found.len();
    found.retain(|pair| {
        let (one, other) = (&rows[pair.first], &rows[pair.second]);
        let said = apart.get(&(one.id.min(other.id), one.id.max(other.id)));
        said.is_none_or(|said| *said != digest(one, other))
    });
    let (total, apart) = (found.len(), before - found.len());
    let skipped = usize::try_from(paging.offset()).unwrap_or(usize::MAX);
    let shown = usize::try_from(paging.limit()).unwrap_or(usize::MAX);
    let found: Vec<Pair> = found.into_iter().skip(skipped).take(shown).collect();
    let named: Vec<&enterprise::Model> =
        found.iter().flat_map(|pair| [&rows[pair.first], &rows[pair.second]]).collect();
    let records = records(ctx, db, &named).await?;
    let towns: HashMap<i64, town::Model> =
        town::Entity::find().all(db).await?.into_iter().map(|town| (town.id, town)).collect();
    let side = |row: &enterprise::Model| Shown {
        credit_code: row.credit_code,
        name: Names::new(&row.name, &row.name_en),
        town: towns.get(&row.town_id).map(town_names).unwrap_or_default(),
        address: row.address.clone(),
    };
    let candidate = |pair: Pair| {
        let (one, other) = (&rows[pair.first], &rows[pair.second]);
        let proposal = propose(records.get(&one.id)?, records.get(&other.id)?);
        Some(Candidate { sides: [side(one), side(other)], reasons: pair.reasons, proposal })
    };
    let items = found.into_iter().filter_map(candidate).collect();
    let total = u64::try_from(total).unwrap_or(u64::MAX);
    Ok(Queue { pairs: PageOf::new(items, total, paging), apart })
}
