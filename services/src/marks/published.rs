//! The marks of an outlet for everybody: those in force, without what their writers wrote or who they are.

use domain::{
    credit_code::CreditCode,
    life::Audience,
    mark::{AHEAD, Mark, MarkRule, Reach, reach},
    outlet::OutletCode,
    time::{DAY, HOUR, Stamp},
};
use entities::discharge_limit;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use crate::{
    Ctx, Pollutant, Result,
    basis::marks::{rule_by, touching_in_force},
    public::{enterprise, find_outlet::find_outlet},
};

/// How far back marks are shown where nobody says since when.
const USUAL: i64 = 48 * HOUR;
/// How much is answered at once.
const MOST: i64 = 400 * DAY;

/// A mark as everybody sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicMark {
    /// The mark as the rules read it.
    pub mark: Mark,
    /// The pollutants that it speaks of; none: all.
    pub pollutants: Vec<Pollutant>,
    /// How far it reaches.
    pub reach: Reach,
    /// The time limits for these works, where there are any.
    pub rule: Option<&'static MarkRule>,
    /// When it was set.
    pub set_at: Stamp,
    /// Whether it came late and the bureau granted it.
    pub granted: bool,
}

/// A piece of a stretch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarksPart {
    /// The newest first.
    pub items: Vec<PublicMark>,
    /// From which moment on to ask for the rest; absent where this is the last piece.
    pub next: Option<Stamp>,
}

/// The marks in force of an outlet that touch a stretch, 400 days of it at once: from 48 hours ago on unless told, those to
/// come too.
///
/// # Errors
/// [`NotFound`](crate::Error::NotFound) where there is no such enterprise or outlet.
pub async fn published(
    ctx: &Ctx,
    (credit_code, code): (&CreditCode, OutletCode),
    (from, to): (Option<Stamp>, Option<Stamp>),
) -> Result<MarksPart> {
    let (owner, _) = enterprise::find(ctx, Audience::Public, credit_code).await?;
    let outlet = find_outlet(ctx, owner.id, code).await?;
    let from = from.unwrap_or_else(|| ctx.now().minus(USUAL));
    let to = to.unwrap_or_else(|| ctx.now().plus((AHEAD + 1) * DAY));
    let end = to.min(from.plus(MOST));
    Ok(MarksPart { items: between(ctx, outlet.id, (from, end)).await?, next: (end < to).then_some(end) })
}

async fn between(ctx: &Ctx, outlet_id: i64, (from, to): (Stamp, Stamp)) -> Result<Vec<PublicMark>> {
    let now = ctx.now();
    let found = touching_in_force(ctx.store.read(), outlet_id, from, to).await?;
    if found.is_empty() {
        return Ok(Vec::new());
    }
    let limits = discharge_limit::Entity::find().filter(discharge_limit::Column::OutletId.eq(outlet_id));
    let limits = limits.all(ctx.store.read()).await?;
    let shown = |(row, mark): (entities::mark::Model, Mark)| {
        let rule = rule_by(&limits, mark.from.day());
        let lasted = Mark { to: Some(mark.to.unwrap_or_else(|| mark.until().min(now))), ..mark.clone() };
        PublicMark {
            pollutants: mark.pollutants.iter().map(|code| Pollutant::of(code)).collect(),
            reach: reach(&lasted, rule),
            rule,
            set_at: row.set_at,
            granted: row.asked_for,
            mark,
        }
    };
    Ok(found.into_iter().rev().map(shown).collect())
}
