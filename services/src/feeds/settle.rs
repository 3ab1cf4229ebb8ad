//! What meters come to, month by month, for those whose they are: worked out anew from all readings that count, whenever a
//! delivery, a share or an answer changes something. What changes the bills of a quarter that was declared has its cross-check
//! done again.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use chrono::{Days, NaiveDate};
use domain::{
    fixed::Micro,
    metering::{Delivered, LONGEST_PERIOD, Period, Share, WHOLE, by_day, of_month},
    month::Month,
    quarter::Quarter,
    time::Day,
    utility::{Feed, Origin},
};
use entities::{declaration, declaration_version, delivery, feed_subject, meter_reading, meter_share, utility_reading};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::OnConflict,
};

use super::deliver::{kind_of, uncounted};
use crate::{
    Ctx, Error, Result,
    jobs::{self, CrossCheck, Job, SettleBills},
    register::share,
    store::{self, Turn},
};

/// Enterprises at a time.
const PORTION: usize = 300;
/// Keys in one question to the database.
const CHUNK: usize = 500;

/// Works out the months of the meters of a job. May be run again at any time: what is the same changes nothing.
///
/// # Errors
/// Where the database does not answer.
pub(crate) async fn settle(ctx: &Ctx, job: SettleBills) -> Result<()> {
    let Some(wanted) = wanted(ctx, job).await? else { return Ok(()) };
    let uncounted = uncounted(ctx).await?;
    let enterprises: Vec<i64> = owners(ctx, wanted.feed, &wanted.subjects).await?.into_iter().collect();
    for portion in enterprises.chunks(PORTION) {
        let bills = bills(ctx, &wanted, portion, &uncounted).await?;
        keep(ctx, &wanted, portion, bills).await?;
    }
    Ok(())
}

/// Which meters and months are to be worked out.
struct Wanted {
    feed: Feed,
    subjects: Vec<i64>,
    /// From the first day of a month to the last of another.
    first: NaiveDate,
    last: NaiveDate,
}

impl Wanted {
    fn of(feed: Feed, lines: Vec<(i64, Day, Day)>) -> Option<Self> {
        let first = lines.iter().map(|(_, first, _)| first.0).min()?;
        let last = lines.iter().map(|(.., last)| last.0).max()?;
        let (first, last) = (Month::containing(first)?.first_day(), Month::containing(last)?.last_day());
        Some(Self { feed, subjects: lines.into_iter().map(|(id, ..)| id).collect(), first, last })
    }

    fn months(&self) -> Vec<Month> {
        let begin = std::iter::successors(Month::containing(self.first), |month| Some(month.next()));
        begin.take_while(|month| month.first_day() <= self.last).collect()
    }
}

async fn wanted(ctx: &Ctx, job: SettleBills) -> Result<Option<Wanted>> {
    use meter_reading::Column as C;
    let db = ctx.store.read();
    let spans = || {
        meter_reading::Entity::find()
            .select_only()
            .column(C::SubjectId)
            .column_as(C::FirstDay.min(), "first")
            .column_as(C::LastDay.max(), "last")
            .group_by(C::SubjectId)
    };
    Ok(match job {
        SettleBills::Delivery(id) => {
            let delivery = delivery::Entity::find_by_id(id).one(db).await?.ok_or(Error::NotFound)?;
            let feed = Feed::ALL.iter().copied().find(|feed| kind_of(*feed) == delivery.kind);
            let lines = spans().filter(C::DeliveryId.eq(id)).into_tuple().all(db).await?;
            feed.and_then(|feed| Wanted::of(feed, lines))
        }
        SettleBills::Subject(id) => {
            let subject = feed_subject::Entity::find_by_id(id).one(db).await?.ok_or(Error::NotFound)?;
            let feed = Feed::ALL.iter().copied().find(|feed| kind_of(*feed) == subject.kind);
            let lines = spans().filter(C::SubjectId.eq(id)).into_tuple().all(db).await?;
            feed.and_then(|feed| Wanted::of(feed, lines))
        }
        SettleBills::Meters { feed, numbers } => {
            let mut lines = Vec::new();
            for ids in of_meters(db, feed, &numbers).await?.chunks(CHUNK) {
                let found: Vec<(i64, Day, Day)> =
                    spans().filter(C::SubjectId.is_in(ids.iter().copied())).into_tuple().all(db).await?;
                lines.extend(found);
            }
            Wanted::of(feed, lines)
        }
    })
}

/// The subjects that are meters with these numbers.
async fn of_meters(db: &impl ConnectionTrait, feed: Feed, numbers: &[String]) -> Result<Vec<i64>> {
    let mut ids = Vec::new();
    for numbers in numbers.chunks(CHUNK) {
        let found: Vec<i64> = feed_subject::Entity::find()
            .select_only()
            .column(feed_subject::Column::Id)
            .filter(feed_subject::Column::Kind.eq(kind_of(feed)))
            .filter(feed_subject::Column::Word.is_in(numbers.iter().map(String::as_str)))
            .into_tuple()
            .all(db)
            .await?;
        ids.extend(found);
    }
    Ok(ids)
}

/// Whose the meters are: by the register, and by what deliveries say of them.
async fn owners(ctx: &Ctx, feed: Feed, subjects: &[i64]) -> Result<BTreeSet<i64>> {
    let (db, mut owners) = (ctx.store.read(), BTreeSet::new());
    for ids in subjects.chunks(CHUNK) {
        let found = feed_subject::Entity::find().filter(feed_subject::Column::Id.is_in(ids.iter().copied()));
        let rows = found.all(db).await?;
        owners.extend(rows.iter().filter_map(|row| row.enterprise_id));
        let words = rows.iter().map(|row| row.word.as_str());
        let shares: Vec<i64> = meter_share::Entity::find()
            .select_only()
            .column(meter_share::Column::EnterpriseId)
            .filter(meter_share::Column::Feed.eq(feed))
            .filter(meter_share::Column::Number.is_in(words))
            .into_tuple()
            .all(db)
            .await?;
        owners.extend(shares);
    }
    Ok(owners)
}

/// A meter with all who share it.
#[derive(Default)]
struct Meter {
    /// Its key among the subjects; none of one of which nothing was ever delivered.
    subject: Option<i64>,
    shares: Vec<Share<i64>>,
}

/// What the meters of some enterprises come to, by enterprise and month. None: a day of the month is not known.
async fn bills(
    ctx: &Ctx,
    wanted: &Wanted,
    enterprises: &[i64],
    uncounted: &HashSet<i64>,
) -> Result<BTreeMap<(i64, Month), Option<Micro>>> {
    let meters = meters(ctx, wanted.feed, enterprises).await?;
    let subjects: Vec<i64> = meters.iter().filter_map(|meter| meter.subject).collect();
    let readings = readings(ctx, wanted, &subjects, uncounted).await?;
    let (own, months): (HashSet<i64>, _) = (enterprises.iter().copied().collect(), wanted.months());
    let mut bills: BTreeMap<(i64, Month), Option<Micro>> = BTreeMap::new();
    for meter in &meters {
        let delivered = meter.subject.and_then(|id| readings.get(&id)).map(Vec::as_slice).unwrap_or_default();
        let days = by_day(delivered);
        let mut shares = meter.shares.clone();
        if let (Some(first), true) = (days.keys().next(), shares.iter().all(|share| share.from == NaiveDate::MIN)) {
            // Whose it is only deliveries say: from the month in which they begin.
            let from = Month::containing(*first).map_or(*first, Month::first_day);
            for share in &mut shares {
                share.from = from;
            }
        }
        for month in &months {
            for (enterprise, part) in of_month(&days, &shares, *month) {
                if own.contains(&enterprise) {
                    let sum = bills.entry((enterprise, *month)).or_insert(Some(Micro(0)));
                    *sum = sum.zip(part).map(|(sum, part)| Micro(sum.0.saturating_add(part.0)));
                }
            }
        }
    }
    Ok(bills)
}

/// All meters of some enterprises. What the register says of a meter counts; of one that it does not have, whoever was found
/// to be meant has all of it.
async fn meters(ctx: &Ctx, feed: Feed, enterprises: &[i64]) -> Result<Vec<Meter>> {
    let db = ctx.store.read();
    let own: Vec<String> = meter_share::Entity::find()
        .select_only()
        .column(meter_share::Column::Number)
        .distinct()
        .filter(meter_share::Column::Feed.eq(feed))
        .filter(meter_share::Column::EnterpriseId.is_in(enterprises.iter().copied()))
        .into_tuple()
        .all(db)
        .await?;
    let mut meters: BTreeMap<String, Meter> = BTreeMap::new();
    let said = feed_subject::Entity::find()
        .filter(feed_subject::Column::Kind.eq(kind_of(feed)))
        .filter(feed_subject::Column::EnterpriseId.is_in(enterprises.iter().copied()))
        .all(db)
        .await?;
    for row in said {
        if let Some(of) = row.enterprise_id {
            let all = Share { of, per_mille: WHOLE, from: NaiveDate::MIN, to: None };
            meters.insert(row.word, Meter { subject: Some(row.id), shares: vec![all] });
        }
    }
    let numbers: Vec<String> = own.into_iter().chain(meters.keys().cloned()).collect();
    for numbers in numbers.chunks(CHUNK) {
        let shares = meter_share::Entity::find()
            .filter(meter_share::Column::Feed.eq(feed))
            .filter(meter_share::Column::Number.is_in(numbers.iter().map(String::as_str)))
            .order_by_asc(meter_share::Column::Id)
            .all(db)
            .await?;
        let mut by_number: HashMap<&str, Vec<Share<i64>>> = HashMap::new();
        for row in &shares {
            by_number.entry(&row.number).or_default().push(share(row));
        }
        for (number, shares) in by_number {
            meters.entry(number.to_owned()).or_default().shares = shares;
        }
        let found: Vec<(String, i64)> = feed_subject::Entity::find()
            .select_only()
            .columns([feed_subject::Column::Word, feed_subject::Column::Id])
            .filter(feed_subject::Column::Kind.eq(kind_of(feed)))
            .filter(feed_subject::Column::Word.is_in(numbers.iter().map(String::as_str)))
            .into_tuple()
            .all(db)
            .await?;
        for (word, id) in found {
            if let Some(meter) = meters.get_mut(&word) {
                meter.subject = Some(id);
            }
        }
    }
    Ok(meters.into_values().collect())
}

/// The readings that count of some meters, of all periods that touch the months.
async fn readings(
    ctx: &Ctx,
    wanted: &Wanted,
    subjects: &[i64],
    uncounted: &HashSet<i64>,
) -> Result<HashMap<i64, Vec<Delivered>>> {
    use meter_reading::Column as C;
    type Line = (i64, Day, Day, String, i64, Micro);
    let back = Days::new(LONGEST_PERIOD.unsigned_abs());
    let from = wanted.first.checked_sub_days(back).unwrap_or(wanted.first);
    let mut newest: HashMap<(i64, Period, String), (i64, Micro)> = HashMap::new();
    for ids in subjects.chunks(CHUNK) {
        let rows: Vec<Line> = meter_reading::Entity::find()
            .select_only()
            .columns([C::SubjectId, C::FirstDay, C::LastDay, C::Device, C::DeliveryId, C::Quantity])
            .filter(C::SubjectId.is_in(ids.iter().copied()))
            .filter(C::FirstDay.between(Day(from), Day(wanted.last)))
            .filter(C::LastDay.gte(Day(wanted.first)))
            .into_tuple()
            .all(ctx.store.read())
            .await?;
        for (subject, first, last, device, delivery, quantity) in rows {
            let Some(period) = Period::new(first.0, last.0).filter(|_| !uncounted.contains(&delivery)) else {
                continue;
            };
            let known = newest.entry((subject, period, device)).or_insert((delivery, quantity));
            if known.0 < delivery {
                *known = (delivery, quantity);
            }
        }
    }
    let mut readings: HashMap<i64, Vec<Delivered>> = HashMap::new();
    for ((subject, period, _), (_, quantity)) in newest {
        readings.entry(subject).or_default().push(Delivered { period, quantity });
    }
    Ok(readings)
}

/// Keeps the bills of some enterprises, and has declared quarters checked again whose bills changed. What somebody entered
/// stays as it is.
async fn keep(
    ctx: &Ctx,
    wanted: &Wanted,
    enterprises: &[i64],
    bills: BTreeMap<(i64, Month), Option<Micro>>,
) -> Result<()> {
    use utility_reading::Column as C;
    let tx = ctx.store.write().await?;
    store::alone(&tx, Turn::Bills).await?;
    let months = wanted.months().into_iter().map(String::from);
    let standing = utility_reading::Entity::find()
        .filter(C::EnterpriseId.is_in(enterprises.iter().copied()))
        .filter(C::Feed.eq(wanted.feed))
        .filter(C::Month.is_in(months))
        .all(&tx)
        .await?;
    let mut changed: BTreeSet<(i64, Month)> = BTreeSet::new();
    let (mut settled, mut gone) = (HashSet::new(), Vec::new());
    for row in &standing {
        let Ok(month) = row.month.parse::<Month>() else { continue };
        let key = (row.enterprise_id, month);
        match bills.get(&key).copied().flatten() {
            _ if row.origin == Origin::Entered => _ = settled.insert(key),
            Some(quantity) if quantity == row.quantity => _ = settled.insert(key),
            Some(_) => {}
            None => {
                gone.push(row.id);
                changed.insert(key);
            }
        }
    }
    let fresh = bills.into_iter().filter_map(|(key, quantity)| Some((key, quantity?)));
    let fresh: Vec<_> = fresh.filter(|(key, _)| !settled.contains(key)).collect();
    changed.extend(fresh.iter().map(|(key, _)| *key));
    for ids in gone.chunks(CHUNK) {
        utility_reading::Entity::delete_many().filter(C::Id.is_in(ids.iter().copied())).exec(&tx).await?;
    }
    for rows in fresh.chunks(CHUNK) {
        let row = |((enterprise_id, month), quantity): &((i64, Month), Micro)| utility_reading::ActiveModel {
            enterprise_id: Set(*enterprise_id),
            feed: Set(wanted.feed),
            month: Set(month.to_string()),
            quantity: Set(*quantity),
            origin: Set(Origin::Metered),
            ..Default::default()
        };
        let change = OnConflict::columns([C::EnterpriseId, C::Feed, C::Month])
            .update_column(C::Quantity)
            .action_and_where(C::Origin.eq(Origin::Metered))
            .to_owned();
        let insert = utility_reading::Entity::insert_many(rows.iter().map(row)).on_conflict(change);
        insert.exec_without_returning(&tx).await?;
    }
    check_again(ctx, &tx, &changed).await?;
    Ok(tx.commit().await?)
}

/// Has the newest version of each declaration checked again whose quarter has these months, or has them beside it.
async fn check_again(ctx: &Ctx, tx: &impl ConnectionTrait, changed: &BTreeSet<(i64, Month)>) -> Result<()> {
    let quarters: BTreeSet<(i64, Quarter)> = changed
        .iter()
        .flat_map(|(enterprise, month)| {
            [month.previous(), *month, month.next()].map(|month| (*enterprise, Quarter::of(month.first_day())))
        })
        .collect();
    let enterprises: BTreeSet<i64> = quarters.iter().map(|(enterprise, _)| *enterprise).collect();
    let enterprises: Vec<i64> = enterprises.into_iter().collect();
    for ids in enterprises.chunks(CHUNK) {
        let filed: Vec<(i64, i64, Quarter)> = declaration::Entity::find()
            .select_only()
            .columns([declaration::Column::Id, declaration::Column::EnterpriseId, declaration::Column::Quarter])
            .filter(declaration::Column::EnterpriseId.is_in(ids.iter().copied()))
            .into_tuple()
            .all(tx)
            .await?;
        let meant = filed.into_iter().filter(|(_, enterprise, quarter)| quarters.contains(&(*enterprise, *quarter)));
        let meant: Vec<i64> = meant.map(|(id, ..)| id).collect();
        let versions: Vec<Option<i64>> = declaration_version::Entity::find()
            .select_only()
            .column_as(declaration_version::Column::Id.max(), "newest")
            .filter(declaration_version::Column::DeclarationId.is_in(meant))
            .group_by(declaration_version::Column::DeclarationId)
            .into_tuple()
            .all(tx)
            .await?;
        for version_id in versions.into_iter().flatten() {
            jobs::enqueue(tx, ctx, &Job::CrossCheck(CrossCheck { version_id }), ctx.now()).await?;
        }
    }
    Ok(())
}
