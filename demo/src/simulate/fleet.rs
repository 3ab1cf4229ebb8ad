//! The loggers of a database, ready to be played.

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::{
    fixed::Nano,
    measurement::Interval,
    pollutant::FURNACE,
    time::{DAY, HOUR, MINUTE, Stamp},
};
use entities::{account, device, discharge_limit, enterprise, measurement, outlet};
use sea_orm::{ColumnTrait, DatabaseConnection, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{
    habit::Habit,
    model::{self, Plant, Script, Site, noise::seed_of},
    player::Player,
    schedule::Sent,
};
use crate::{accounts::LOGINS, cast::story_of};
use services::{Result, store::Store};

/// What the limits of an outlet tell its model.
#[derive(Default)]
struct Limited {
    /// Codes and open-ended upper limits.
    limits: Vec<(String, f64)>,
    /// Per cent of oxygen to which its gas is converted.
    reference_oxygen: Option<f64>,
}

type Limits = HashMap<i64, Limited>;

/// Every enabled logger with its model, in the order of their keys.
pub async fn load(store: &Store) -> Result<Vec<Player>> {
    let db = store.read();
    let limits = limits(db).await?;
    let owners: HashMap<i64, enterprise::Model> =
        enterprise::Entity::find().all(db).await?.into_iter().map(|owner| (owner.id, owner)).collect();
    let devices = device::Entity::find().filter(device::Column::Disabled.eq(false)).order_by_asc(device::Column::Id);
    let made_on = made_on(db).await?;
    let mut players = Vec::new();
    for (device, outlet) in devices.find_also_related(outlet::Entity).all(db).await? {
        let Some((outlet, owner)) = outlet.and_then(|o| Some((owners.get(&o.enterprise_id)?, o))).map(|(e, o)| (o, e))
        else {
            continue;
        };
        let none = Limited::default();
        let known = limits.get(&outlet.id).unwrap_or(&none);
        let sent = sent(db, outlet.id).await?;
        players.push(player(&device, &outlet, (owner, made_on), known, sent));
    }
    Ok(players)
}

async fn limits(db: &DatabaseConnection) -> Result<Limits> {
    // The model works in fractions: it makes values up, and nothing that counts is computed from them.
    #[expect(clippy::cast_precision_loss, reason = "a limit, or a share of oxygen")]
    let plain = |figure: Nano| figure.0 as f64 / 1e9;
    let mut limits = Limits::new();
    let open = discharge_limit::Entity::find().filter(discharge_limit::Column::ValidTo.is_null());
    for row in open.order_by_asc(discharge_limit::Column::Id).all(db).await? {
        let Some(high) = row.high else { continue };
        let known = limits.entry(row.outlet_id).or_default();
        known.reference_oxygen = known.reference_oxygen.or(row.reference_oxygen.map(plain));
        known.limits.push((row.pollutant, plain(high)));
    }
    Ok(limits)
}

/// What the portal has already: where sending goes on.
async fn sent(db: &DatabaseConnection, outlet_id: i64) -> Result<Sent> {
    let after = async |interval: Interval, length: i64, codes: &[&str]| {
        let newest = measurement::Entity::find()
            .select_only()
            .column(measurement::Column::At)
            .filter(measurement::Column::OutletId.eq(outlet_id))
            .filter(measurement::Column::Pollutant.is_in(codes.iter().copied()))
            .filter(measurement::Column::Interval.eq(interval))
            .order_by_desc(measurement::Column::At)
            .into_tuple::<Stamp>()
            .one(db)
            .await?;
        Ok::<_, services::Error>(newest.map(|at| at.plus(length)))
    };
    let flow = &["w00000", "a00000"];
    Ok(Sent {
        minute: after(Interval::Minute, 10 * MINUTE, flow).await?,
        hour: after(Interval::Hour, HOUR, flow).await?,
        day: after(Interval::Day, DAY, flow).await?,
        five_minutes: after(Interval::FiveMinutes, 5 * MINUTE, &[FURNACE]).await?,
    })
}

/// The day on which the demo city was made, from which its stories count: its logins were opened then. None where there is none,
/// as in a city whose loggers are only played.
async fn made_on(db: &DatabaseConnection) -> Result<Option<NaiveDate>> {
    let first = account::Entity::find().filter(account::Column::Login.eq(LOGINS[0].login)).one(db).await?;
    Ok(first.map(|login| login.created_at.day()))
}

fn player(
    device: &device::Model,
    outlet: &outlet::Model,
    (owner, made_on): (&enterprise::Model, Option<NaiveDate>),
    known: &Limited,
    sent: Sent,
) -> Player {
    let story = story_of(&owner.credit_code);
    let plant = Plant::from(owner.industry);
    let reference_oxygen = known.reference_oxygen;
    let site =
        Site { plant, kind: outlet.code.kind(), discharge: outlet.discharge, limits: &known.limits, reference_oxygen };
    let begins = story.and_then(|story| story.since(made_on?)).unwrap_or(device.installed_on.0);
    let script = |code: &str| story.map_or(Script::Ordinary, |story| story.script(code, begins));
    let channels = model::channels(&site, seed_of(&device.mn), script);
    let model = model::Outlet { plant, reference_oxygen, channels };
    Player::new(device, outlet.code.kind(), model, Habit::from(story), sent)
}
