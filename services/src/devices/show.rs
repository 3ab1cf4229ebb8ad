//! One logger: what it sent, what it told, how it is set.

use domain::{
    access::Action,
    credit_code::CreditCode,
    device::ProtocolEdition,
    life::{Audience, Opening, is_closed},
    outlet::OutletCode,
    quarter::Quarter,
    time::{Day as OnDay, Stamp},
};
use entities::{device_event, enterprise, outlet};
use hj212::Defect;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{
    Day, DeviceStatus, Frame, Held, Notice, QuarterHealth,
    by_mn::by_mn,
    counts::{heard_of, last_days},
    frames,
    health::quarter,
    held, notices,
};
use crate::{Ctx, Error, Names, Result, accounts::Actor};

/// Events on a page.
const EVENTS: u64 = 30;

/// Something that a logger told besides values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// When it says that it happened.
    pub at: Stamp,
    /// `restart`, `serial-number`, `info`, `clock-request`.
    pub kind: String,
    /// What it said.
    pub detail: String,
}

/// A logger with everything about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeviceFile {
    /// Number in HJ 212.
    pub mn: String,
    /// Credit code of the enterprise.
    pub credit_code: CreditCode,
    /// Name of the enterprise.
    pub enterprise: Names,
    /// Where it stands.
    pub outlet: OutletCode,
    /// Name of the outlet.
    pub outlet_name: Names,
    /// Edition that it speaks.
    pub edition: ProtocolEdition,
    /// Seconds between real-time uploads.
    pub realtime_seconds: i32,
    /// Defects that are accepted from it.
    pub tolerated: Vec<Defect>,
    /// Units in which it sends, where they differ from the code table: `w20117=mg/L,…`.
    pub units: String,
    /// When it was installed.
    pub installed_on: OnDay,
    /// Whether it is heard.
    pub status: DeviceStatus,
    /// Whether it is in trial (试运行), or its enterprise: everybody sees nothing that it sends.
    pub in_trial: bool,
    /// The day from which on it is public by itself.
    pub public_from: Option<OnDay>,
    /// The day from which on it is closed, or what it stands at.
    pub closed_on: Option<OnDay>,
    /// The newest arrival of any frame within the last 14 days.
    pub last_at: Option<Stamp>,
    /// When the newest real-time value of its outlet arrived, by whatever way.
    pub newest_value_at: Option<Stamp>,
    /// How complete the hours of this quarter and of the one before are, the newest first, as far as any were due.
    pub health: Vec<QuarterHealth>,
    /// The last 14 days, today first.
    pub days: Vec<Day>,
    /// The newest frames that were refused, newest first.
    pub refused: Vec<Frame>,
    /// The newest frames, newest first.
    pub frames: Vec<Frame>,
    /// The newest events, newest first.
    pub events: Vec<Event>,
    /// What was noticed about the content of its frames, newest first.
    pub notices: Vec<Notice>,
    /// Frames whose values wait for a person's word.
    pub held: Option<Held>,
}

/// The logger with a number.
pub async fn show(ctx: &Ctx, actor: &Actor, mn: &str) -> Result<DeviceFile> {
    actor.must(Action::ReadDevices)?;
    let row = by_mn(ctx.store.read(), mn).await?;
    let (outlet, owner) = place(ctx, row.outlet_id).await?;
    let days = last_days(ctx, row.id).await?;
    let refused = match days.iter().find(|day| day.refusals() > 0) {
        Some(day) => frames::newest_refused(ctx, row.id, day.day).await?,
        None => Vec::new(),
    };
    let (heard, today) = (heard_of(ctx, row.id).await?, ctx.now().day());
    let closed_on = [row.closed_on, outlet.closed_on, owner.closed_on].into_iter().flatten().min();
    let opening = Opening::of(row.public_from).and(Opening::of(owner.public_from));
    let mut health = Vec::new();
    if let Some(known) = ctx.registry().outlet(outlet.id) {
        let this = Quarter::of(ctx.now().day());
        for wanted in [this, this.previous()] {
            health.extend(quarter(ctx, &known, wanted, Audience::Insiders).await?);
        }
    }
    Ok(DeviceFile {
        health,
        credit_code: owner.credit_code,
        enterprise: Names::new(owner.name, owner.name_en),
        outlet: outlet.code,
        outlet_name: Names::new(outlet.name, outlet.name_en),
        edition: row.edition,
        realtime_seconds: row.realtime_seconds,
        tolerated: row.tolerated.split(',').filter_map(|code| code.trim().parse().ok()).collect(),
        units: row.units,
        installed_on: row.installed_on,
        status: DeviceStatus::of((row.disabled, is_closed(closed_on, today)), heard, ctx.now()),
        in_trial: !opening.is_open_on(today),
        public_from: row.public_from,
        closed_on,
        last_at: heard.at,
        newest_value_at: newest_value(ctx, outlet.id),
        days,
        refused,
        frames: frames::newest(ctx, row.id).await?,
        events: events(ctx, row.id).await?,
        notices: notices::of(ctx, row.id).await?,
        held: held::of(ctx, row.id).await?,
        mn: row.mn,
    })
}

/// When the newest real-time value of an outlet arrived.
pub(super) fn newest_value(ctx: &Ctx, outlet_id: i64) -> Option<Stamp> {
    ctx.live().at_outlet(Audience::Insiders, outlet_id).iter().map(|latest| latest.measurement.received_at).max()
}

async fn place(ctx: &Ctx, outlet_id: i64) -> Result<(outlet::Model, enterprise::Model)> {
    let found = outlet::Entity::find_by_id(outlet_id).find_also_related(enterprise::Entity).one(ctx.store.read());
    match found.await? {
        Some((outlet, Some(owner))) => Ok((outlet, owner)),
        _ => Err(Error::NotFound),
    }
}

async fn events(ctx: &Ctx, device_id: i64) -> Result<Vec<Event>> {
    let rows = device_event::Entity::find()
        .filter(device_event::Column::DeviceId.eq(device_id))
        .order_by_desc(device_event::Column::At)
        .order_by_desc(device_event::Column::Id)
        .limit(EVENTS)
        .all(ctx.store.read())
        .await?;
    Ok(rows.into_iter().map(|row| Event { at: row.at, kind: row.kind, detail: row.detail }).collect())
}
