//! Of whom an enterprise came, and who came of it (分立、合并). What happened under the old one stays with it; both pages say
//! where the rest is.

use domain::{life::Audience, succession::SuccessionKind, time::Day};
use entities::succession::{Column, Entity};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder};

use crate::{
    Ctx, Result,
    public::{Party, party::parties},
};

/// An enterprise that came of another one, seen from either.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kin {
    /// The other one.
    pub party: Party,
    /// Whether the other one came of this one; otherwise this one came of it.
    pub is_successor: bool,
    /// How.
    pub kind: SuccessionKind,
    /// The day of it.
    pub day: Day,
    /// What it rests on.
    pub ground: String,
}

/// In the order of the days. Everybody is told of those only that have public pages.
pub(super) async fn of_enterprise(ctx: &Ctx, audience: Audience, id: i64) -> Result<Vec<Kin>> {
    let rows = Entity::find()
        .filter(Condition::any().add(Column::EnterpriseId.eq(id)).add(Column::SuccessorId.eq(id)))
        .filter(Column::Kind.ne(SuccessionKind::Void))
        .order_by_asc(Column::Day)
        .order_by_asc(Column::Id)
        .all(ctx.store.read())
        .await?;
    let all = parties(ctx, rows.iter().flat_map(|row| [row.enterprise_id, row.successor_id])).await?;
    let kin = rows.into_iter().filter_map(|row| {
        let is_successor = row.enterprise_id == id;
        let party = all.get(if is_successor { &row.successor_id } else { &row.enterprise_id })?.clone();
        Some(Kin { party, is_successor, kind: row.kind, day: row.day, ground: row.ground })
    });
    Ok(kin.filter(|kin| audience == Audience::Insiders || kin.party.is_public).collect())
}
