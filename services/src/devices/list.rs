//! All loggers on one page: who is silent, who is refused.

use std::collections::HashMap;

use domain::{
    access::Action,
    credit_code::CreditCode,
    device::ProtocolEdition,
    life::{Opening, is_closed},
    outlet::OutletCode,
    time::Stamp,
};
use entities::{device, enterprise, outlet};
use sea_orm::{EntityTrait, QueryOrder};

use super::{
    DeviceStatus, Frame,
    counts::{Day, Heard, Refused, heard, today},
    show::newest_value,
    unknown,
};
use crate::{
    Ctx, Names, Result,
    accounts::Actor,
    public::{PageOf, Paging},
    store::{merger, search::terms},
};

/// Which loggers are wanted.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Words that occur in the number, the outlet's code, or the enterprise's name or credit code.
    pub q: Option<String>,
    /// Only those that are silent, disabled, or had frames refused today.
    pub trouble: bool,
    /// Which page.
    pub paging: Paging,
}

/// A logger in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeviceRow {
    /// Number in HJ 212.
    pub mn: String,
    /// Credit code of the enterprise.
    pub credit_code: CreditCode,
    /// Name of the enterprise.
    pub enterprise: Names,
    /// Where it stands.
    pub outlet: OutletCode,
    /// Edition that it speaks.
    pub edition: ProtocolEdition,
    /// Whether it is heard.
    pub status: DeviceStatus,
    /// Whether it is in trial (试运行): everybody sees nothing that it sends.
    pub in_trial: bool,
    /// Whether the enterprise is merged into another one: what the logger sends is kept, and nobody misses it.
    pub merged: bool,
    /// The newest arrival of any frame within the last 14 days.
    pub last_at: Option<Stamp>,
    /// When the newest real-time value of its outlet arrived, by whatever way.
    pub newest_value_at: Option<Stamp>,
    /// What it sent today.
    pub today: Day,
}

/// The loggers of the city.
#[derive(Clone, Debug)]
pub struct Overview {
    /// When this was so.
    pub as_of: Stamp,
    /// How many are registered.
    pub total: usize,
    /// How many of them are silent.
    pub silent: usize,
    /// How many had frames refused today, disabled ones aside.
    pub refused: usize,
    /// How many are disabled.
    pub disabled: usize,
    /// Those that are wanted.
    pub devices: PageOf<DeviceRow>,
    /// What strangers sent today: frames that named no registered logger.
    pub strangers: Refused,
    /// The newest of what strangers sent, newest first.
    pub strangers_frames: Vec<Frame>,
}

/// The loggers of the city, those with trouble first.
pub async fn list(ctx: &Ctx, actor: &Actor, wanted: &Wanted) -> Result<Overview> {
    actor.must(Action::ReadDevices)?;
    let mut today = today(ctx).await?;
    let all = rows(ctx, &mut today).await?;
    let how_many = |test: fn(&DeviceRow) -> bool| all.iter().filter(|row| test(row)).count();
    let (silent, disabled) = (
        how_many(|row| row.status == DeviceStatus::Silent && !row.merged),
        how_many(|row| row.status == DeviceStatus::Disabled),
    );
    let refused = how_many(DeviceRow::is_refused);
    let total = all.len();
    let words: Vec<_> = terms(wanted.q.as_deref().unwrap_or_default()).iter().map(|word| word.to_lowercase()).collect();
    let mut found: Vec<_> = all.into_iter().filter(|row| !wanted.trouble || row.is_troubled()).collect();
    found.retain(|row| words.iter().all(|word| row.holds(word)));
    Ok(Overview {
        as_of: ctx.now(),
        total,
        silent,
        refused,
        disabled,
        devices: page(found, wanted.paging),
        strangers: today.remove(&0).map(|day| day.refused).unwrap_or_default(),
        strangers_frames: unknown::newest(ctx).await?,
    })
}

async fn rows(ctx: &Ctx, today: &mut HashMap<i64, Day>) -> Result<Vec<DeviceRow>> {
    let (db, now) = (ctx.store.read(), ctx.now());
    let heard = heard(ctx).await?;
    let mergers = merger::all(db).await?;
    let outlets = outlet::Entity::find().find_also_related(enterprise::Entity).all(db).await?;
    let outlets: HashMap<i64, _> = outlets.into_iter().map(|found| (found.0.id, found)).collect();
    let devices = device::Entity::find().order_by_asc(device::Column::Mn).all(db).await?;
    let mut rows: Vec<_> = devices
        .into_iter()
        .filter_map(|device| {
            let (outlet, owner) = outlets.get(&device.outlet_id)?;
            let sent = today.remove(&device.id).unwrap_or_else(|| Day::empty(now.day()));
            let heard = heard.get(&device.id).copied().unwrap_or_default();
            let newest_value_at = newest_value(ctx, outlet.id);
            let merged = mergers.contains_key(&outlet.enterprise_id);
            Some(DeviceRow { merged, newest_value_at, ..row(device, outlet, owner.as_ref()?, heard, sent, now) })
        })
        .collect();
    rows.sort_by_key(|row| !row.is_troubled());
    Ok(rows)
}

fn row(
    device: device::Model,
    outlet: &outlet::Model,
    owner: &enterprise::Model,
    heard: Heard,
    today: Day,
    now: Stamp,
) -> DeviceRow {
    let day = now.day();
    let closed = [device.closed_on, outlet.closed_on, owner.closed_on].into_iter().any(|on| is_closed(on, day));
    let opening = Opening::of(device.public_from).and(Opening::of(owner.public_from));
    DeviceRow {
        mn: device.mn,
        credit_code: owner.credit_code,
        enterprise: Names::new(&owner.name, &owner.name_en),
        outlet: outlet.code,
        edition: device.edition,
        status: DeviceStatus::of((device.disabled, closed), heard, now),
        in_trial: !opening.is_open_on(day),
        merged: false,
        last_at: heard.at,
        newest_value_at: None,
        today,
    }
}

impl DeviceRow {
    /// Whether frames were refused today that should have been taken.
    fn is_refused(&self) -> bool {
        !matches!(self.status, DeviceStatus::Disabled | DeviceStatus::Closed) && self.today.refusals() > 0
    }

    fn is_troubled(&self) -> bool {
        let is_missed = !self.merged && !matches!(self.status, DeviceStatus::Heard | DeviceStatus::Closed);
        is_missed || self.is_refused()
    }

    fn holds(&self, word: &str) -> bool {
        let texts = [&self.mn, &self.enterprise.zh, &self.enterprise.en];
        texts.iter().any(|text| text.to_lowercase().contains(word))
            || self.credit_code.as_str().to_lowercase().contains(word)
            || self.outlet.to_string().to_lowercase().contains(word)
    }
}

fn page(found: Vec<DeviceRow>, paging: Paging) -> PageOf<DeviceRow> {
    let total = u64::try_from(found.len()).unwrap_or(u64::MAX);
    let skipped = usize::try_from(paging.offset()).unwrap_or(usize::MAX);
    let shown = usize::try_from(paging.limit()).unwrap_or(usize::MAX);
    PageOf::new(found.into_iter().skip(skipped).take(shown).collect(), total, paging)
}
