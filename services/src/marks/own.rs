//! The marks of the own enterprise, with the days that can still be marked.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use domain::{
    access::Action,
    mark::{BACK, deadline},
    time::{DAY, Stamp},
};
use entities::mark;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{
    day::{DayStrip, strips},
    load,
    outlets::{OwnOutlet, outlets},
    row::{MarkRow, rows},
};
use crate::{Ctx, Result, accounts::Actor, basis::marks::with_steps, public::limits};

/// The most marks that the list shows: more than two a day of the time that it goes back.
const MOST: u64 = 200;

/// What the enterprise sees.
#[derive(Clone, Debug)]
pub struct OwnMarks {
    /// The outlets that can be marked, each with its days.
    pub outlets: Vec<OutletStrips>,
    /// All marks of the last days, the newest first; what became of them too.
    pub marks: Vec<MarkRow>,
    /// Until when yesterday can be marked directly.
    pub yesterday_until: Stamp,
    /// Now.
    pub now: Stamp,
}

/// An outlet with the two days that can still be marked.
#[derive(Clone, Debug)]
pub struct OutletStrips {
    /// The outlet.
    pub outlet: OwnOutlet,
    /// Yesterday and today.
    pub days: Vec<DayStrip>,
}

/// The own marks of the last days, and what can still be marked.
pub async fn own(ctx: &Ctx, actor: &Actor) -> Result<OwnMarks> {
    actor.must(Action::ReadOwnEnterprise)?;
    let (db, now) = (ctx.store.read(), ctx.now());
    let today = now.day();
    let yesterday: NaiveDate = today.checked_sub_days(Days::new(1)).unwrap_or(today);
    let found = outlets(db, actor.enterprise_id.unwrap_or_default(), today).await?;
    let ids: Vec<i64> = found.iter().map(|outlet| outlet.id).collect();
    let published: BTreeMap<i64, _> = limits::of_outlets(ctx, &ids).await?.into_iter().collect();
    let mut days = strips(ctx, &found, &published, &[yesterday, today]).await?;
    let strips = found.into_iter().map(|outlet| {
        let days = [yesterday, today].iter().filter_map(|day| days.remove(&(outlet.id, *day))).collect();
        OutletStrips { outlet, days }
    });
    let recent = load::own(actor)
        .filter(mark::Column::FromAt.gte(now.minus(BACK * DAY)))
        .order_by_desc(mark::Column::FromAt)
        .order_by_desc(mark::Column::Id)
        .limit(MOST)
        .all(db)
        .await?;
    Ok(OwnMarks {
        outlets: strips.collect(),
        marks: rows(ctx, with_steps(db, recent).await?).await?,
        yesterday_until: deadline(yesterday),
        now,
    })
}
