//! A plating works with everything that a declaration is held against: a permit, bills, a quarter of hourly values.

use domain::{
    access::Role,
    credit_code::CreditCode,
    declaration::{Content, Facility},
    enterprise::Industry,
    fixed::{Micro, Nano},
    limit::Averaging,
    measurement::{DataFlag, Interval},
    outlet::Discharge,
    quarter::Quarter,
    time::{HOUR, Stamp},
    utility::Feed,
};
use entities::{discharge_limit, load_cap, measurement, outlet, product, utility_reading};
use rust_decimal::{Decimal, dec};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ConnectionTrait, IntoActiveModel};
use services::{
    Ctx, FormKey,
    accounts::Actor,
    declarations::{self, Receipt, Refusal},
    store::bulk,
};
use testing::{ACCOUNT_PASSWORD, Bench};

/// The quarter that is filed: late on the bench's day, and open until 15 January.
pub fn quarter() -> Quarter {
    "2026Q3".parse().unwrap()
}

/// What an hour brings at the total outlet: m³ of water, COD and ammonia in mg/L.
pub const HOURLY: (Decimal, Decimal, Decimal) = (dec!(7.5), dec!(40), dec!(3.05));
/// Hours of the quarter.
pub const HOURS: i64 = 92 * 24;

/// The works and its people.
pub struct World {
    pub bench: Bench,
    pub preparer: Actor,
    pub certifier: Actor,
}

impl World {
    /// The works of the bench with a total outlet (key 2), a product and three months of bills. No values.
    pub async fn new() -> Self {
        let bench = Bench::new().await;
        bench.plating_works().await;
        let tx = bench.ctx.store.write().await.unwrap();
        total_outlet().into_active_model().insert(&tx).await.unwrap();
        for (id, code, high) in [(2, "w01018", 80_000_000_000), (3, "w21003", 15_000_000_000)] {
            limit(id, code, high).into_active_model().insert(&tx).await.unwrap();
        }
        let capacity = Micro::try_from(dec!(368_000)).unwrap();
        let made = product::Model {
            id: 1,
            enterprise_id: 1,
            name: "镀镍件".into(),
            unit: "m²".into(),
            capacity,
            closed_on: None,
        };
        made.into_active_model().insert(&tx).await.unwrap();
        bills(&tx, Feed::Water, dec!(6_140)).await;
        bills(&tx, Feed::Power, dec!(226_000)).await;
        tx.commit().await.unwrap();
        let (preparer, certifier) = (bench.actor(Role::Preparer).await, bench.actor(Role::Certifier).await);
        Self { bench, preparer, certifier }
    }

    /// The same with a quarter of hourly values at the total outlet, and a daily nickel value at the workshop.
    pub async fn monitored() -> Self {
        let world = Self::new().await;
        let tx = world.bench.ctx.store.write().await.unwrap();
        bulk::measurements(&tx, hours()).await.unwrap();
        tx.commit().await.unwrap();
        world
    }

    /// A permit that allows so many kilograms of COD in a year.
    pub async fn cap(&self, kg: Decimal) {
        let tx = self.bench.ctx.store.write().await.unwrap();
        let kg_per_year = Micro::try_from(kg).unwrap();
        let pollutant = "w01018".into();
        let cap = load_cap::Model { id: 1, enterprise_id: 1, pollutant, kg_per_year, from_year: 0, to_year: None };
        cap.into_active_model().insert(&tx).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// Saves a content over whatever is there; the draft's revision.
    pub async fn save(&self, content: &Content) -> i64 {
        let ctx = &self.bench.ctx;
        let draft = declarations::draft(ctx, &self.preparer, quarter()).await.unwrap();
        declarations::save(ctx, &self.preparer, quarter(), draft.revision, content).await.unwrap().revision
    }

    /// Signs the draft of a revision.
    pub async fn sign(&self, revision: i64) -> Result<Receipt, Refusal> {
        let form = FormKey::generate();
        declarations::submit(&self.bench.ctx, &self.certifier, quarter(), revision, ACCOUNT_PASSWORD, &form).await
    }

    /// Saves and signs.
    pub async fn file(&self, content: &Content) -> Receipt {
        let revision = self.save(content).await;
        self.sign(revision).await.unwrap()
    }
}

/// A declaration that is right: what [`World::monitored`] measured, and what was billed.
pub async fn right(world: &World) -> Content {
    let draft = declarations::draft(&world.bench.ctx, &world.preparer, quarter()).await.unwrap();
    let mut content = draft.content;
    let volume = HOURLY.0 * Decimal::from(HOURS);
    content.products[0].quantity = Some(dec!(80_000));
    content.water.municipal_m3 = Some(dec!(18_420));
    (content.water.other_m3, content.water.reused_m3) = (Some(dec!(0)), Some(dec!(1_500)));
    content.water.discharged_m3 = Some(volume);
    content.electricity_kwh = Some(dec!(678_000));
    content.facilities =
        vec![Facility { name: "综合废水处理站".into(), run_hours: Some(dec!(2_120)), ..Facility::default() }];
    for row in &mut content.emissions {
        let mean = match row.pollutant.as_str() {
            "w01018" => HOURLY.1,
            "w21003" => HOURLY.2,
            _ => dec!(0.3),
        };
        row.mean = Some(mean);
        row.amount_kg = Some((mean * volume / dec!(1_000)).normalize());
    }
    content
}

/// The outlet to the river.
pub fn total_outlet() -> outlet::Model {
    outlet::Model {
        id: 2,
        enterprise_id: 1,
        code: "DW002".parse().unwrap(),
        name: "总排放口".into(),
        name_en: "Total outlet".into(),
        discharge: Discharge::Direct,
        receiving: String::new(),
        closed_on: None,
    }
}

/// A limit at it.
pub fn limit(id: i64, code: &str, high: i64) -> discharge_limit::Model {
    discharge_limit::Model {
        id,
        outlet_id: 2,
        pollutant: code.into(),
        low: None,
        high: Some(Nano(high)),
        unit: "mg/L".into(),
        averaging: Averaging::Day,
        reference_oxygen: None,
        basis: "GB 21900-2008".into(),
        source: "test".into(),
        valid_from: "2010-07-01".parse().unwrap(),
        valid_to: None,
    }
}

async fn bills(tx: &impl ConnectionTrait, feed: Feed, quantity: Decimal) {
    for month in ["2026-06", "2026-07", "2026-08", "2026-09", "2026-10"] {
        let bill = utility_reading::ActiveModel {
            enterprise_id: Set(1),
            feed: Set(feed),
            month: Set(month.to_owned()),
            quantity: Set(Micro::try_from(quantity).unwrap()),
            ..Default::default()
        };
        bill.insert(tx).await.unwrap();
    }
}

fn hours() -> Vec<measurement::Model> {
    let (volume, cod, ammonia) = HOURLY;
    let kg = |mean: Decimal| Some(mean * volume / dec!(1_000));
    let moments = (0..HOURS).map(|hour| quarter().start().plus(hour * HOUR));
    let rows = moments.flat_map(|at| {
        [
            hour(at, "w00000", dec!(2.08), Some(volume)),
            hour(at, "w01018", cod, kg(cod)),
            hour(at, "w21003", ammonia, kg(ammonia)),
        ]
    });
    rows.collect()
}

/// An hourly value at the total outlet.
pub fn hour(at: Stamp, code: &str, value: Decimal, amount: Option<Decimal>) -> measurement::Model {
    measurement::Model {
        outlet_id: 2,
        interval: Interval::Hour,
        at,
        pollutant: code.into(),
        revision: 1,
        value: Some(Nano::try_from(value).unwrap()),
        measured: None,
        converted: false,
        low: None,
        high: None,
        amount: amount.map(|amount| Micro::try_from(amount).unwrap()),
        flag: DataFlag::NORMAL,
        resent: false,
        received_at: at.plus(HOUR),
        frame_id: 1,
    }
}

/// Another enterprise in another town, both with the key 2, and its preparer.
pub async fn neighbour(bench: &Bench) -> Actor {
    use entities::{account, enterprise, town};
    use sea_orm::EntityTrait;
    let db = bench.ctx.store.read();
    let town = town::Entity::find_by_id(1).one(db).await.unwrap().unwrap();
    let works = enterprise::Entity::find_by_id(1).one(db).await.unwrap().unwrap();
    let tx = bench.ctx.store.write().await.unwrap();
    town::Model { id: 2, code: "441900102".into(), ..town }.into_active_model().insert(&tx).await.unwrap();
    let other = enterprise::Model {
        id: 2,
        credit_code: CreditCode::complete("91441900MA5000000").unwrap(),
        name: "南岭印染厂".into(),
        town_id: 2,
        industry: Industry::class(1713),
        ..works
    };
    other.into_active_model().insert(&tx).await.unwrap();
    let account = account::ActiveModel {
        login: Set("stranger".to_owned()),
        name: Set("陌生人".to_owned()),
        password_hash: Set(String::new()),
        role: Set(Role::Certifier),
        enterprise_id: Set(Some(2)),
        created_at: Set(Stamp(0)),
        ..Default::default()
    };
    let account = account.insert(&tx).await.unwrap();
    tx.commit().await.unwrap();
    account.into()
}

/// Begins to correct from a page that was opened just now.
pub async fn begin_correction(ctx: &Ctx, actor: &Actor, quarter: Quarter, reason: &str) -> Result<i64, Refusal> {
    declarations::begin_correction(ctx, actor, quarter, revision(ctx, actor, quarter).await, reason).await
}

/// Gives up from a page that was opened just now.
pub async fn abandon_correction(ctx: &Ctx, actor: &Actor, quarter: Quarter) -> Result<(), Refusal> {
    declarations::abandon_correction(ctx, actor, quarter, revision(ctx, actor, quarter).await).await
}

async fn revision(ctx: &Ctx, actor: &Actor, quarter: Quarter) -> i64 {
    declarations::draft(ctx, actor, quarter).await.map_or(-1, |draft| draft.revision)
}
