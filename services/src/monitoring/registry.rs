//! The loggers and limits of the register, kept in memory: the gateway looks one up for every frame.

mod told;

use std::{
    collections::{HashMap, HashSet},
    sync::{
        Arc, PoisonError, RwLock,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};

use chrono::NaiveDate;
use domain::{
    credit_code::CreditCode,
    device::ProtocolEdition,
    judgement::{Yardstick, applying},
    life::{Audience, Opening, is_closed},
    limit::Limit,
    measurement::Interval,
    outlet::OutletCode,
    pollutant::medium,
    time::{Day, Stamp},
};
use entities::{device, discharge_limit, enterprise, measurement, outlet};
use rust_decimal::Decimal;
use sea_orm::{
    ColumnTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder,
    sea_query::{Cond, Expr, Query, SelectStatement},
};
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use crate::{
    Ctx, Result,
    ctx::Part,
    store::{Store, merger, register_version},
};

pub(crate) use told::ToldOutlet;

/// Milliseconds after which the register is read again when an unknown logger calls.
const STALE: u64 = 5_000;

/// How often the register is read again whatever happens: days end, and a hand in the database counts nothing.
const PERIOD: Duration = Duration::from_secs(30);
/// How often it is asked whether the register was written: what changed is known within five seconds.
const GLANCE: Duration = Duration::from_secs(2);

/// An outlet with its limits, as the recorder and the pages need it.
#[derive(Debug)]
pub struct KnownOutlet {
    /// Key.
    pub id: i64,
    /// Code in the permit.
    pub code: OutletCode,
    /// Whose.
    pub enterprise: CreditCode,
    /// Key of the enterprise.
    pub enterprise_id: i64,
    /// From when on everybody sees the enterprise: never while it is merged into another one.
    pub opening: Opening,
    /// Whether the enterprise is merged into another one. What its loggers send is taken and kept; nobody counts or misses
    /// it.
    pub merged: bool,
    /// The day from which on it is closed, or its enterprise.
    pub closed_on: Option<Day>,
    limits: HashMap<String, Vec<Arc<KnownLimit>>>,
    /// Codes outside the table that the register names for its loggers.
    named: HashSet<String>,
}

/// A limit of an outlet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownLimit {
    /// The figures, the mean that decides, and the days on which it applies.
    pub limit: Limit,
    /// The unit of the figures.
    pub unit: String,
    /// The oxygen in per cent at which it holds, where it holds at one.
    pub reference_oxygen: Option<Decimal>,
}

impl KnownLimit {
    /// What a value is held against.
    pub fn yardstick(&self) -> Yardstick<'_> {
        Yardstick { limit: &self.limit, unit: &self.unit, at_reference_oxygen: self.reference_oxygen.is_some() }
    }
}

impl KnownOutlet {
    /// Whether values of a code are taken from here: it is in the table of HJ 212 and not of the other medium, or the
    /// register names it for this outlet. What else a logger invents is not the portal's to publish.
    pub fn admits(&self, code: &str) -> bool {
        let is_of_here = medium(code).is_none_or(|medium| medium == self.code.kind());
        (is_of_here && hj212::pollutant::find(code).is_some())
            || self.limits.contains_key(code)
            || self.named.contains(code)
    }

    /// The limit for a pollutant that the law reads on the mean of an interval, on the day of a moment.
    pub fn limit(&self, pollutant: &str, interval: Interval, at: Stamp) -> Option<Arc<KnownLimit>> {
        applying(self.limits.get(pollutant)?, |known| &known.limit, interval, at.day()).cloned()
    }

    /// The reference oxygen of a pollutant's limits, in per cent, on the day of a moment.
    pub fn reference_oxygen(&self, pollutant: &str, at: Stamp) -> Option<Decimal> {
        let mut applying = self.limits.get(pollutant)?.iter().filter(|known| known.limit.applies(at.day()));
        applying.find_map(|known| known.reference_oxygen)
    }

    /// Whether a pollutant is limited here, by whatever mean and on whatever day.
    pub fn limits_at_all(&self, pollutant: &str) -> bool {
        self.limits.contains_key(pollutant)
    }

    /// Every pollutant with its limits, those for other days too.
    pub fn limits(&self) -> impl Iterator<Item = (&str, &[Arc<KnownLimit>])> {
        self.limits.iter().map(|(pollutant, limits)| (pollutant.as_str(), limits.as_slice()))
    }
}

/// A logger with its outlet.
#[derive(Debug)]
pub struct KnownDevice {
    /// Key.
    pub id: i64,
    /// Number in HJ 212.
    pub mn: String,
    /// Password.
    pub password: String,
    /// Edition that it should speak.
    pub edition: ProtocolEdition,
    /// Whether its frames are refused.
    pub disabled: bool,
    /// Which defects are accepted from it.
    pub policy: hj212::Policy,
    /// Units in which it sends, where they differ from the code table: code and unit.
    pub units: Vec<(String, hj212::Unit)>,
    /// Where it stands.
    pub outlet: Arc<KnownOutlet>,
    /// Since when.
    pub installed_on: NaiveDate,
    /// From when on everybody sees what it sends: when it is open, and the enterprise.
    pub opening: Opening,
    /// The day from which on it is closed, or its outlet, or their enterprise.
    pub closed_on: Option<Day>,
    /// As the register says of itself, whoever's it is.
    own_opening: Opening,
}

impl KnownDevice {
    /// Whether its frames are refused on this day because it is closed.
    pub fn is_closed(&self, day: NaiveDate) -> bool {
        is_closed(self.closed_on, day)
    }

    /// Whether everybody sees a value of this moment that it sent.
    pub fn shows(&self, at: Stamp) -> bool {
        self.opening.shows(at)
    }
}

#[derive(Debug, Default)]
struct Known {
    devices: HashMap<String, Arc<KnownDevice>>,
    outlets: HashMap<i64, Arc<KnownOutlet>>,
    /// The numbers of loggers by their keys.
    numbers: HashMap<i64, String>,
    /// From when on loggers are open by themselves, by their keys.
    openings: HashMap<i64, Opening>,
    /// What `register_version` said before this was read.
    version: i64,
}

/// The loggers and outlets of the register. Cheap to clone; [`Registry::refresh`] replaces what it knows.
#[derive(Clone, Debug, Default)]
pub struct Registry {
    known: Arc<RwLock<Arc<Known>>>,
    /// When it was last read, in milliseconds.
    read_at: Arc<AtomicI64>,
}

impl Part for Registry {}

impl Ctx {
    /// Loggers, outlets and limits, kept in memory.
    pub fn registry(&self) -> Registry {
        self.part()
    }
}

impl Registry {
    /// Reads the register.
    pub async fn load(store: &Store) -> Result<Self> {
        let registry = Self::default();
        registry.refresh(store).await?;
        Ok(registry)
    }

    /// Reads the register again, after it changed.
    pub async fn refresh(&self, store: &Store) -> Result<()> {
        // Asked first: what is written meanwhile is read again.
        let version = register_version::read(store.read()).await?;
        let outlets = outlets(store).await?;
        let devices = devices(store, &outlets).await?;
        let openings = devices.values().map(|device| (device.id, device.own_opening)).collect();
        let numbers = devices.values().map(|device| (device.id, device.mn.clone())).collect();
        let known = Arc::new(Known { devices, outlets, numbers, openings, version });
        *self.known.write().unwrap_or_else(PoisonError::into_inner) = known;
        Ok(())
    }

    /// Reads the register again unless that was done a moment ago: a logger that was just registered should not have
    /// to wait, and one that is unknown should not cost a query for each of its frames.
    pub async fn refresh_if_stale(&self, store: &Store, now: Stamp) {
        let before = self.read_at.load(Ordering::Relaxed);
        let due = now.0.abs_diff(before) > STALE;
        let mine = due && self.read_at.compare_exchange(before, now.0, Ordering::Relaxed, Ordering::Relaxed).is_ok();
        if mine && let Err(error) = self.refresh(store).await {
            tracing::warn!(%error, "the register of loggers could not be read again");
        }
    }

    /// Reads the register again within five seconds of each change, by whatever process, and every half minute, until
    /// `stop`: a changed password, limit or tolerance should not wait for a restart.
    pub async fn keep_fresh(self, store: Store, stop: CancellationToken) {
        let mut read = Instant::now();
        loop {
            tokio::select! {
                () = stop.cancelled() => return,
                () = tokio::time::sleep(GLANCE) => {}
            }
            let is_due = read.elapsed() >= PERIOD;
            let refreshed = match register_version::read(store.read()).await {
                Ok(version) if version == self.snapshot().version && !is_due => continue,
                Ok(_) => self.refresh(&store).await,
                Err(error) => Err(error),
            };
            read = Instant::now();
            if let Err(error) = refreshed {
                tracing::warn!(%error, "the register of loggers could not be read again");
            }
        }
    }

    /// The logger with a number.
    pub fn device(&self, mn: &str) -> Option<Arc<KnownDevice>> {
        self.snapshot().devices.get(mn).cloned()
    }

    /// The logger with a key.
    pub fn device_of(&self, id: i64) -> Option<Arc<KnownDevice>> {
        let known = self.snapshot();
        known.numbers.get(&id).and_then(|mn| known.devices.get(mn)).cloned()
    }

    /// The outlet with a key.
    pub fn outlet(&self, id: i64) -> Option<Arc<KnownOutlet>> {
        self.snapshot().outlets.get(&id).cloned()
    }

    /// Whether values of a code are taken from an outlet and published; see [`KnownOutlet::admits`].
    pub fn admits(&self, outlet_id: i64, code: &str) -> bool {
        self.snapshot().outlets.get(&outlet_id).is_some_and(|outlet| outlet.admits(code))
    }

    /// How many loggers stand at an outlet that are not closed.
    pub fn standing_at(&self, outlet_id: i64, today: NaiveDate) -> usize {
        let known = self.snapshot();
        known.devices.values().filter(|device| device.outlet.id == outlet_id && !device.is_closed(today)).count()
    }

    /// From when on a logger is open by itself; of one that is not known, nothing stands in the way.
    pub fn opening(&self, device_id: i64) -> Option<Opening> {
        self.snapshot().openings.get(&device_id).copied()
    }

    /// The days from which on loggers are public, each once, and whether any is in trial: what a question for values
    /// must know. A city in which all are public since before the asked moment needs nothing more.
    pub fn openings_after(&self, from: Stamp) -> Vec<Opening> {
        let known = self.snapshot();
        let mut later: Vec<_> = known.openings.values().copied().filter(|opening| !opening.shows(from)).collect();
        later.sort_unstable();
        later.dedup();
        later
    }

    /// Every outlet at which a logger stands, for those who read.
    pub fn monitored_outlets(&self, audience: Audience, today: NaiveDate) -> Vec<Arc<KnownOutlet>> {
        self.monitored(audience, today, |_all| true)
    }

    /// Outlets at which loggers stand that are all in trial, for everybody.
    pub fn is_tried_out(&self, outlet_id: i64, today: NaiveDate) -> bool {
        let known = self.snapshot();
        let mut own = known.devices.values().filter(|device| device.outlet.id == outlet_id && !device.is_closed(today));
        let first = own.next();
        first.is_some_and(|first| std::iter::once(first).chain(own).all(|device| !device.opening.is_open_on(today)))
    }

    /// The outlets at which a logger stands that is not closed, as far as they are wanted, in order of their keys. For
    /// everybody those with a logger that everybody sees.
    pub fn monitored(
        &self,
        audience: Audience,
        today: NaiveDate,
        wanted: impl Fn(&KnownOutlet) -> bool,
    ) -> Vec<Arc<KnownOutlet>> {
        let known = self.snapshot();
        let is_seen = |device: &KnownDevice| audience == Audience::Insiders || device.opening.is_open_on(today);
        let standing = known.devices.values().filter(|device| !device.is_closed(today) && is_seen(device));
        let outlets = standing.map(|device| &device.outlet).filter(|outlet| wanted(outlet));
        let mut outlets: Vec<_> = outlets.cloned().collect();
        outlets.sort_by_key(|outlet| outlet.id);
        outlets.dedup_by_key(|outlet| outlet.id);
        outlets
    }

    fn snapshot(&self) -> Arc<Known> {
        self.known.read().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// The outlets that values can be of: a logger stands there, or one sent from there before it was moved. Of the others, most
/// of a city's, nothing is kept: their limits are many times those of the monitored ones.
fn watched() -> SelectStatement {
    let of_here = |column: Expr| column.eq(Expr::col((outlet::Entity, outlet::Column::Id)));
    let logger = Query::select()
        .expr(Expr::val(1))
        .from(device::Entity)
        .and_where(of_here(Expr::col((device::Entity, device::Column::OutletId))))
        .take();
    let value = Query::select()
        .expr(Expr::val(1))
        .from(measurement::Entity)
        .and_where(of_here(Expr::col((measurement::Entity, measurement::Column::OutletId))))
        .take();
    Query::select()
        .column((outlet::Entity, outlet::Column::Id))
        .from(outlet::Entity)
        .cond_where(Cond::any().add(Expr::exists(logger)).add(Expr::exists(value)))
        .take()
}

async fn outlets(store: &Store) -> Result<HashMap<i64, Arc<KnownOutlet>>> {
    let mut limits: HashMap<i64, HashMap<String, Vec<Arc<KnownLimit>>>> = HashMap::new();
    let rows = discharge_limit::Entity::find().filter(discharge_limit::Column::OutletId.in_subquery(watched()));
    for row in rows.order_by_asc(discharge_limit::Column::Id).all(store.read()).await? {
        limits.entry(row.outlet_id).or_default().entry(row.pollutant.clone()).or_default().push(Arc::new(limit(&row)));
    }
    let mut named: HashMap<i64, HashSet<String>> = HashMap::new();
    for row in device::Entity::find().all(store.read()).await? {
        named.entry(row.outlet_id).or_default().extend(units(&row.units).into_iter().map(|(code, _)| code));
    }
    let rows = outlet::Entity::find().filter(outlet::Column::Id.in_subquery(watched()));
    let rows = rows.find_also_related(enterprise::Entity).all(store.read()).await?;
    let mergers = merger::all(store.read()).await?;
    let known = rows.into_iter().filter_map(|(row, owner)| {
        let owner = owner?;
        let limits = limits.remove(&row.id).unwrap_or_default();
        let named = named.remove(&row.id).unwrap_or_default();
        let merged = mergers.contains_key(&owner.id);
        let known = KnownOutlet {
            id: row.id,
            code: row.code,
            enterprise: owner.credit_code,
            enterprise_id: owner.id,
            opening: if merged { Opening::Never } else { Opening::of(owner.public_from) },
            merged,
            closed_on: earlier(row.closed_on, owner.closed_on),
            limits,
            named,
        };
        Some((row.id, Arc::new(known)))
    });
    Ok(known.collect())
}

/// The earlier of two days, where there is one.
fn earlier(one: Option<Day>, other: Option<Day>) -> Option<Day> {
    one.into_iter().chain(other).min()
}

fn limit(row: &discharge_limit::Model) -> KnownLimit {
    let limit = Limit {
        low: row.low.map(Into::into),
        high: row.high.map(Into::into),
        averaging: row.averaging,
        valid_from: row.valid_from.0,
        valid_to: row.valid_to.map(|day| day.0),
    };
    KnownLimit { limit, unit: row.unit.clone(), reference_oxygen: row.reference_oxygen.map(Into::into) }
}

async fn devices(store: &Store, outlets: &HashMap<i64, Arc<KnownOutlet>>) -> Result<HashMap<String, Arc<KnownDevice>>> {
    let rows = device::Entity::find().all(store.read()).await?;
    let known = rows.into_iter().filter_map(|row| {
        let outlet = outlets.get(&row.outlet_id)?.clone();
        Some((row.mn.clone(), Arc::new(known_device(row, outlet))))
    });
    Ok(known.collect())
}

fn known_device(row: device::Model, outlet: Arc<KnownOutlet>) -> KnownDevice {
    let policy = row.tolerated.parse().unwrap_or_else(|error| {
        tracing::warn!(device = row.id, %error, "unreadable tolerance setting: judging strictly");
        hj212::Policy::STRICT
    });
    KnownDevice {
        id: row.id,
        units: units(&row.units),
        mn: row.mn,
        password: row.password,
        edition: row.edition,
        disabled: row.disabled,
        policy: policy.expecting(edition(row.edition)),
        installed_on: row.installed_on.0,
        opening: Opening::of(row.public_from).and(outlet.opening),
        closed_on: earlier(row.closed_on, outlet.closed_on),
        own_opening: Opening::of(row.public_from),
        outlet,
    }
}

const fn edition(registered: ProtocolEdition) -> hj212::Edition {
    match registered {
        ProtocolEdition::E2005 => hj212::Edition::E2005,
        ProtocolEdition::E2017 => hj212::Edition::E2017,
        ProtocolEdition::E2025 => hj212::Edition::E2025,
    }
}

/// Reads `w20117=mg/L,w20120=mg/L`.
fn units(setting: &str) -> Vec<(String, hj212::Unit)> {
    setting
        .split(',')
        .filter_map(|pair| pair.split_once('='))
        .filter_map(|(code, unit)| Some((code.trim().to_owned(), unit.trim().parse().ok()?)))
        .collect()
}
