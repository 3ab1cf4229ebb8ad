//! One sign for whoever must judge it.

use domain::{
    access::Action,
    life::Audience,
    limit::Limit,
    mark::Mark,
    measurement::Interval,
    sign::{Evidence, SignKind},
    time::{DAY, HOUR, Stamp},
};
use entities::sign;
use rust_decimal::Decimal;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{
    SignRow, entry,
    load::{load, visible},
    row::rows,
    rules::sign_rules,
    store::evidence,
};
use crate::{
    Ctx, Error, Pollutant, Result, Seen,
    accounts::Actor,
    basis::marks::touching_in_force,
    dialogue::Entry,
    exceedances::{self, EventRow},
    public::measurements::rows::{Window, newest_revisions},
};

/// What the picture shows before and after.
const AROUND: i64 = 12 * HOUR;
/// The longest that it shows: of a long sign the last part.
const WIDEST: i64 = 10 * DAY;
/// The most series that it shows.
const MOST_SERIES: usize = 8;
/// How many other signs are shown.
const OTHERS: u64 = 10;

/// A sign with all that is needed to judge it.
#[derive(Clone, Debug)]
pub struct SignView {
    /// What a list shows.
    pub row: SignRow,
    /// The hourly means around it.
    pub course: Course,
    /// Where the thresholds are from, and how sure that is.
    pub source: String,
    /// The marks in force that touch it.
    pub marks: Vec<MarkBeside>,
    /// Events of exceedance at the outlet that touch it.
    pub events: Vec<EventRow>,
    /// The dialogue, oldest first.
    pub entries: Vec<Entry>,
    /// Where it stands, for the forms of its page.
    pub seen: Seen,
    /// The newest other signs of the enterprise.
    pub others: Vec<SignRow>,
}

/// A mark beside a sign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarkBeside {
    /// Its key.
    pub id: i64,
    /// The mark.
    pub mark: Mark,
}

/// The hourly means around a sign.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Course {
    /// The first moment.
    pub from: Stamp,
    /// The first moment after.
    pub to: Stamp,
    /// Each series that the rule speaks of, the one in question first.
    pub series: Vec<CourseSeries>,
}

/// One series of the picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CourseSeries {
    /// Of what.
    pub pollutant: Pollutant,
    /// Its limit on the day of the end, where it has one.
    pub limit: Option<Limit>,
    /// Whether that limit is read on the hour.
    pub deciding: bool,
    /// The start of each hour, its figure where there is one, and whether that counts.
    pub hours: Vec<(Stamp, Option<Decimal>, bool)>,
}

/// The sign with a key.
///
/// # Errors
/// [`NotFound`](Error::NotFound) for one of another area.
pub async fn show(ctx: &Ctx, actor: &Actor, id: i64) -> Result<SignView> {
    actor.must(Action::ReadSigns)?;
    let db = ctx.store.read();
    let row = load(db, actor, id).await?;
    let others = visible(actor)
        .filter(sign::Column::EnterpriseId.eq(row.enterprise_id))
        .filter(sign::Column::Id.ne(id))
        .order_by_desc(sign::Column::ToAt)
        .order_by_desc(sign::Column::Id)
        .limit(OTHERS)
        .all(db)
        .await?;
    let rule = sign_rules().on(row.recorded_at.day());
    let marks = touching_in_force(db, row.outlet_id, row.from_at, row.to_at).await?;
    Ok(SignView {
        others: rows(ctx, others).await?,
        source: rule.map_or_else(String::new, |rule| rule.source(row.kind).to_owned()),
        marks: marks.into_iter().map(|(row, mark)| MarkBeside { id: row.id, mark }).collect(),
        events: exceedances::beside(ctx, actor, row.outlet_id, (row.from_at, row.to_at)).await?,
        entries: entry::of_sign(ctx, id).await?,
        seen: entry::seen(db, &row).await?,
        course: course(ctx, &row).await?,
        row: rows(ctx, vec![row]).await?.pop().ok_or(Error::NotFound)?,
    })
}

/// The hourly means around a sign, of the series that its evidence names; of silence those of the limited pollutants.
pub(super) async fn course(ctx: &Ctx, row: &sign::Model) -> Result<Course> {
    let Evidence { mut series, .. } = evidence(row)?;
    let known = ctx.registry().outlet(row.outlet_id);
    if row.kind == SignKind::Silence
        && let Some(known) = &known
    {
        series = known.limits().map(|(code, _)| code.to_owned()).collect();
        series.sort_unstable();
    }
    let to = row.to_at.plus(AROUND).min(ctx.now());
    let from = row.from_at.minus(AROUND).max(to.minus(WIDEST)).floor(HOUR);
    let mut course = Course { from, to, series: Vec::new() };
    for code in series {
        let window = Window {
            outlet_id: row.outlet_id,
            pollutant: &code,
            interval: Interval::Hour,
            from,
            to,
            as_of: None,
            audience: Audience::Public,
        };
        let hours = newest_revisions(ctx, window, 300).await?;
        if hours.is_empty() || course.series.len() >= MOST_SERIES {
            continue;
        }
        let limit = |interval| known.as_ref().and_then(|known| known.limit(&code, interval, row.to_at.minus(1)));
        let (hourly, daily) = (limit(Interval::Hour), limit(Interval::Day));
        let hour = |row: &entities::measurement::Model| {
            let value = row.value.map(Decimal::from);
            (row.at, value, row.flag.is_valid() && value.is_some())
        };
        course.series.push(CourseSeries {
            pollutant: Pollutant::of(&code),
            deciding: hourly.is_some(),
            limit: hourly.or(daily).map(|known| known.limit.clone()),
            hours: hours.iter().map(hour).collect(),
        });
    }
    Ok(course)
}
