//! An outlet on the desk, with what stands beside what waits about it.

use domain::{
    access::{Action, may},
    life::Audience,
    limit::{Averaging, Limit},
    measurement::Interval,
    outlet::OutletCode,
    pollutant::has_load,
    time::{DAY, HOUR, Stamp},
};
use entities::{enterprise, outlet, tip, town};
use rust_decimal::Decimal;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};

use crate::{
    Ctx, Error, Names, Pollutant, Result,
    accounts::Actor,
    basis::marks::touching_in_force,
    exceedances::EventRow,
    monitoring::registry::KnownOutlet,
    public::{
        Party,
        measurements::rows::{Window, newest_revisions},
    },
    signs::{MarkBeside, SignRow},
};

/// How far back tip-offs are counted.
const TIPS: i64 = 30 * DAY;
/// More than the five-minute means of a day.
const MOST: u64 = 320;

/// An outlet about whose data something waits.
#[derive(Clone, Debug)]
pub struct Place {
    /// Key of the outlet.
    pub outlet_id: i64,
    /// Whose.
    pub enterprise: Party,
    /// Its code.
    pub outlet: OutletCode,
    /// What it is called.
    pub outlet_name: Names,
    /// Its events, the gravest first.
    pub events: Vec<EventRow>,
    /// Its signs, the gravest first.
    pub signs: Vec<SignRow>,
    /// Its last day, of the pollutant that the gravest of these is about.
    pub day: Option<Day>,
    /// The marks in force since the earliest of them that is not over, the newest first.
    pub marks: Vec<MarkBeside>,
    /// What the enterprise said last about any of them: when, and what.
    pub answer: Option<(Stamp, String)>,
    /// Tip-offs, for those who work at them.
    pub tips: Option<TipsNear>,
}

/// The last day of a pollutant at an outlet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Day {
    /// Of what.
    pub pollutant: Pollutant,
    /// The first moment.
    pub from: Stamp,
    /// The first moment after.
    pub to: Stamp,
    /// The mean that is shown: hours, and of a furnace five minutes.
    pub interval: Interval,
    /// The limit, where it has one, and whether that is read on this mean.
    pub limit: Option<(Limit, bool)>,
    /// The start of each period, its figure where there is one, and whether that counts.
    pub hours: Vec<(Stamp, Option<Decimal>, bool)>,
}

/// How many tip-offs came in the last thirty days. Of what they say nothing is here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TipsNear {
    /// Those that name the enterprise.
    pub enterprise: u64,
    /// Those about its town, these among them.
    pub town: u64,
    /// The town's code.
    pub town_code: String,
}

/// The pollutant that the gravest of what waits is about; where it is about none, the first one that is limited.
fn code(
    events: &[EventRow],
    signs: &[SignRow],
    known: Option<&KnownOutlet>,
    is_monitored: impl Fn(&str) -> bool,
) -> Option<String> {
    let event = events.first().map(|event| event.pollutant.code.to_string());
    let sign = || signs.iter().find_map(|sign| sign.pollutant.as_ref().map(|own| own.code.to_string()));
    // What is monitored before what is measured by hand, a substance before pH and what else is held in a range.
    let first = |known: &KnownOutlet| {
        known.limits().map(|(code, _)| (!is_monitored(code), !has_load(code), code.to_owned())).min()
    };
    let limited = || known.and_then(first).map(|(.., code)| code);
    event.or_else(sign).or_else(limited)
}

/// Puts together what stands beside.
pub(super) async fn place(
    ctx: &Ctx,
    actor: &Actor,
    outlet_id: i64,
    events: Vec<EventRow>,
    signs: Vec<SignRow>,
    answer: Option<(Stamp, String)>,
) -> Result<Place> {
    let db = ctx.store.read();
    let row = outlet::Entity::find_by_id(outlet_id).one(db).await?.ok_or(Error::NotFound)?;
    let of_event = events.first().map(|event| event.enterprise.clone());
    let enterprise = of_event.or_else(|| signs.first().map(|sign| sign.enterprise.clone())).ok_or(Error::NotFound)?;
    let known = ctx.registry().outlet(outlet_id);
    let now = ctx.now();
    let begun = events.iter().map(|event| event.began_at).chain(signs.iter().map(|sign| sign.from)).min();
    let since = begun.unwrap_or(now).max(now.minus(TIPS));
    let mut marks: Vec<MarkBeside> = touching_in_force(db, outlet_id, since, now)
        .await?
        .into_iter()
        .map(|(row, mark)| MarkBeside { id: row.id, mark })
        .collect();
    marks.reverse();
    let means = ctx.live().means(Audience::Insiders, outlet_id);
    let interval = match events.first().map(|event| event.averaging) {
        Some(Averaging::FiveMinutes) => Interval::FiveMinutes,
        _ => Interval::Hour,
    };
    let day = match code(&events, &signs, known.as_deref(), |code| means.has(code)) {
        Some(code) => Some(day(ctx, outlet_id, known.as_deref(), (&code, interval)).await?),
        None => None,
    };
    Ok(Place {
        outlet_id,
        enterprise,
        outlet: row.code,
        outlet_name: Names::new(row.name.as_str(), row.name_en.as_str()),
        day,
        marks,
        answer,
        tips: if may(actor.role, Action::ReadTip) { Some(tips(ctx, row.enterprise_id).await?) } else { None },
        events,
        signs,
    })
}

async fn day(
    ctx: &Ctx,
    outlet_id: i64,
    known: Option<&KnownOutlet>,
    (code, interval): (&str, Interval),
) -> Result<Day> {
    let to = ctx.now();
    let from = to.minus(DAY).floor(HOUR);
    let audience = Audience::Public;
    let window = Window { outlet_id, pollutant: code, interval, from, to, as_of: None, audience };
    let hours = newest_revisions(ctx, window, MOST).await?;
    let limit = |interval| known.and_then(|known| known.limit(code, interval, to));
    let own = limit(interval).map(|known| (known.limit.clone(), true));
    let hour = |row: &entities::measurement::Model| {
        let value = row.value.map(Decimal::from);
        (row.at, value, row.flag.is_valid() && value.is_some())
    };
    Ok(Day {
        pollutant: Pollutant::of(code),
        from,
        to,
        interval,
        limit: own.or_else(|| limit(Interval::Day).map(|known| (known.limit.clone(), false))),
        hours: hours.iter().map(hour).collect(),
    })
}

async fn tips(ctx: &Ctx, enterprise_id: i64) -> Result<TipsNear> {
    let db = ctx.store.read();
    let Some(works) = enterprise::Entity::find_by_id(enterprise_id).one(db).await? else {
        return Ok(TipsNear::default());
    };
    let town = town::Entity::find_by_id(works.town_id).one(db).await?;
    let since = ctx.now().minus(TIPS);
    let lately = || tip::Entity::find().filter(tip::Column::ReceivedAt.gte(since));
    Ok(TipsNear {
        enterprise: lately().filter(tip::Column::EnterpriseId.eq(enterprise_id)).count(db).await?,
        town: lately().filter(tip::Column::TownId.eq(works.town_id)).count(db).await?,
        town_code: town.map(|town| town.code).unwrap_or_default(),
    })
}
