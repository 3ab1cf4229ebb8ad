//! The queue of tip-offs.

use std::{collections::HashMap, fmt};

use domain::{
    access::Action,
    case::ViolationKind,
    time::Stamp,
    tip::{TipAuthor, TipStatus},
};
use entities::{enterprise, tip, tip_message, town};
use sea_orm::{ColumnTrait, Condition, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};

use super::load::visible;
use crate::{
    Ctx, Names, Result,
    accounts::Actor,
    public::{PageOf, Paging},
    tips::follow::is_open,
};

/// Those that wait for nothing more.
const DONE: [TipStatus; 2] = [TipStatus::Declined, TipStatus::Answered];

/// Which tip-offs, by where they stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Show {
    /// Those that wait for something.
    #[default]
    Open,
    /// Those that wait for something that is late.
    Overdue,
    /// Those that stand there.
    In(TipStatus),
    /// All.
    All,
}

/// What is looked for. Everything that is absent matches all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QueueQuery {
    /// By where they stand.
    pub show: Show,
    /// Division code of a town.
    pub town: Option<String>,
    /// A number, or a part of one.
    pub number: Option<String>,
    /// Which page.
    pub paging: Paging,
}

/// A tip-off in the queue. Of what the reporter wrote only the first words, to know it by: the rest is read one by one,
/// and each reading is noted.
#[derive(Clone, PartialEq, Eq)]
pub struct QueueRow {
    /// Its number.
    pub tip_no: String,
    /// What it is about.
    pub kind: Option<ViolationKind>,
    /// Name of the enterprise.
    pub enterprise: Option<Names>,
    /// Name of the town.
    pub town: Option<Names>,
    /// Where it stands.
    pub status: TipStatus,
    /// When it arrived.
    pub received_at: Stamp,
    /// By when the next thing is due; absent when nothing more is.
    pub due_at: Option<Stamp>,
    /// Whether that is past.
    pub overdue: bool,
    /// Whether the reporter wrote the newest message of the dialogue.
    pub wrote_again: bool,
}

/// The tip-offs that an actor may see: the most urgent first, then those that are done, the newest first. Nothing of
/// what they say: reading a report leaves a line in the audit log, and a list would read twenty at a glance.
pub async fn queue(ctx: &Ctx, actor: &Actor, query: &QueueQuery) -> Result<PageOf<QueueRow>> {
    actor.must(Action::ReadTip)?;
    let db = ctx.store.read();
    let now = ctx.now();
    let found = visible(actor).filter(condition(ctx, query, now).await?);
    let total = found.clone().count(db).await?;
    let order = if is_done(query.show) { found.order_by_desc(tip::Column::Id) } else { found };
    let rows = order
        .order_by_asc(tip::Column::DueAt)
        .order_by_asc(tip::Column::Id)
        .offset(query.paging.offset())
        .limit(query.paging.limit())
        .all(db)
        .await?;
    let works = enterprise::Entity::find()
        .filter(enterprise::Column::Id.is_in(rows.iter().filter_map(|row| row.enterprise_id)))
        .all(db)
        .await?;
    let works: HashMap<i64, Names> =
        works.into_iter().map(|works| (works.id, Names::new(works.name, works.name_en))).collect();
    let towns = town::Entity::find().all(db).await?;
    let towns: HashMap<i64, Names> =
        towns.into_iter().map(|town| (town.id, Names::new(town.name, town.name_en))).collect();
    let newest = newest_authors(ctx, &rows).await?;
    let item = |row: tip::Model| QueueRow {
        wrote_again: newest.get(&row.id) == Some(&TipAuthor::Reporter),
        ..shown(row, &works, &towns, now)
    };
    let items = rows.into_iter().map(item).collect();
    Ok(PageOf::new(items, total, query.paging))
}

/// Who wrote the newest message of each dialogue.
async fn newest_authors(ctx: &Ctx, rows: &[tip::Model]) -> Result<HashMap<i64, TipAuthor>> {
    let said: Vec<(i64, TipAuthor)> = tip_message::Entity::find()
        .select_only()
        .columns([tip_message::Column::TipId, tip_message::Column::Author])
        .filter(tip_message::Column::TipId.is_in(rows.iter().map(|row| row.id)))
        .order_by_asc(tip_message::Column::Id)
        .into_tuple()
        .all(ctx.store.read())
        .await?;
    // The later ones overwrite the earlier ones.
    Ok(said.into_iter().collect())
}

/// Nothing of a tip-off is for a log.
impl fmt::Debug for QueueRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "QueueRow({}, {})", self.tip_no, self.status)
    }
}

/// A list in which nothing is due has no urgency to be ordered by.
fn is_done(show: Show) -> bool {
    match show {
        Show::In(status) => DONE.contains(&status),
        Show::All => true,
        Show::Open | Show::Overdue => false,
    }
}

async fn condition(ctx: &Ctx, query: &QueueQuery, now: Stamp) -> Result<Condition> {
    let open = tip::Column::Status.is_not_in(DONE);
    let mut condition = match query.show {
        Show::Open => Condition::all().add(open),
        Show::Overdue => Condition::all().add(open).add(tip::Column::DueAt.lt(now)),
        Show::In(status) => Condition::all().add(tip::Column::Status.eq(status)),
        Show::All => Condition::all(),
    };
    if let Some(code) = &query.town {
        let town = town::Entity::find().filter(town::Column::Code.eq(plain(code))).one(ctx.store.read()).await?;
        condition = condition.add(tip::Column::TownId.eq(town.map_or(0, |town| town.id)));
    }
    if let Some(number) = &query.number {
        condition = condition.add(tip::Column::TipNo.contains(plain(number)));
    }
    Ok(condition)
}

/// Letters, digits and dashes: numbers and codes have nothing else, and a pattern must not.
fn plain(text: &str) -> String {
    text.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect()
}

fn shown(row: tip::Model, works: &HashMap<i64, Names>, towns: &HashMap<i64, Names>, now: Stamp) -> QueueRow {
    let due_at = is_open(&row).then_some(row.due_at);
    QueueRow {
        overdue: due_at.is_some_and(|due| due < now),
        tip_no: row.tip_no,
        kind: row.kind,
        enterprise: row.enterprise_id.and_then(|id| works.get(&id).cloned()),
        town: row.town_id.and_then(|id| towns.get(&id).cloned()),
        status: row.status,
        received_at: row.received_at,
        due_at,
        wrote_again: false,
    }
}
