//! Standing in for a colleague who is away.

use chrono::{Days, NaiveDate};
use domain::{access::Role, fixed::Micro, input::Issue, time::DAY};
use entities::{absence_cover, town};
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel, PaginatorTrait};
use services::{
    Conflict, Error, FormKey, Result,
    accounts::{self, Actor, Colleague, Covering, Opening, SessionToken, sign_in},
    bureau,
};
use testing::{ACCOUNT_PASSWORD, Bench, CREDIT_CODE, client};

/// Two branches: the one whose town has the works is away, the other one has an empty town.
struct World {
    bench: Bench,
    admin: Actor,
    away: Actor,
    other: i64,
    token: SessionToken,
}

async fn world() -> World {
    let bench = Bench::new().await;
    bench.plating_works().await;
    let (admin, away) = (bench.actor(Role::Admin).await, bench.actor(Role::Branch).await);
    let empty = town::Model {
        id: 2,
        code: "441900102".into(),
        name: "砚湖镇".into(),
        name_en: "Yanhu".into(),
        lat: Micro(22_900_000),
        lng: Micro(113_800_000),
        outline: String::new(),
        closed_on: None,
    };
    let tx = bench.ctx.store.write().await.unwrap();
    empty.into_active_model().insert(&tx).await.unwrap();
    tx.commit().await.unwrap();
    let other = open(&bench, "branch2", Role::Branch).await;
    let token = sign_in(&bench.ctx, "branch2", ACCOUNT_PASSWORD, client(1)).await.unwrap();
    World { bench, admin, away, other, token }
}

async fn open(bench: &Bench, login: &str, role: Role) -> i64 {
    let new = Opening {
        login: login.to_owned(),
        name: "砚湖乙".to_owned(),
        role: Some(role),
        town: if role.is_local() { "441900102".to_owned() } else { String::new() },
        email: format!("{login}@example.com"),
        password: ACCOUNT_PASSWORD.to_owned(),
        ..Opening::default()
    };
    accounts::add(&bench.ctx, new).await.unwrap()
}

impl World {
    fn day(&self, later: u64) -> NaiveDate {
        self.bench.ctx.now().day() + Days::new(later)
    }

    async fn name(&self, by: i64, from: NaiveDate, to: NaiveDate) -> Result<()> {
        let covering = Covering { by: Some(Colleague(by)), from: Some(from), to: Some(to) };
        let form = FormKey::generate();
        accounts::name_cover(&self.bench.ctx, &self.admin, self.away.account_id, &form, covering).await
    }

    /// Whether the other one sees the works of the one who is away now.
    async fn sees(&self) -> bool {
        let actor = accounts::actor(&self.bench.ctx, &self.token).await.unwrap();
        let found = bureau::search(&self.bench.ctx, &actor, &bureau::Search::default()).await.unwrap().items.len();
        let file = bureau::file(&self.bench.ctx, &actor, &CREDIT_CODE.parse().unwrap()).await;
        assert_eq!(found == 1, file.is_ok(), "list and file agree");
        let said = accounts::stands_in_for(&self.bench.ctx, &actor).await.unwrap();
        assert_eq!(said.len(), found, "and so does what the desk says");
        found == 1
    }
}

#[tokio::test]
async fn who_stands_in_sees_both_areas_on_the_days_only() {
    let world = world().await;
    assert!(!world.sees().await);
    world.name(world.other, world.day(0), world.day(0)).await.unwrap();
    assert!(world.sees().await);
    let actor = accounts::actor(&world.bench.ctx, &world.token).await.unwrap();
    let said = accounts::stands_in_for(&world.bench.ctx, &actor).await.unwrap();
    assert_eq!((said[0].name.as_str(), said[0].to), ("branch 甲", world.day(0)));
    let mails = entities::mail::Entity::find().all(world.bench.ctx.store.read()).await.unwrap();
    assert_eq!(mails.into_iter().map(|mail| mail.recipient).collect::<Vec<_>>(), ["branch2@example.com"]);
    world.bench.advance(DAY);
    let token = sign_in(&world.bench.ctx, "branch2", ACCOUNT_PASSWORD, client(1)).await.unwrap();
    let world = World { token, ..world };
    assert!(!world.sees().await, "the last day is over");
    world.name(world.other, world.day(1), world.day(2)).await.unwrap();
    assert!(!world.sees().await, "the first day has not come");
}

#[tokio::test]
async fn it_can_be_ended_and_ends_with_the_role() {
    let world = world().await;
    let (ctx, admin, away) = (&world.bench.ctx, &world.admin, world.away.account_id);
    world.name(world.other, world.day(0), world.day(5)).await.unwrap();
    let named = accounts::covers(ctx, admin, away).await.unwrap().named;
    let elsewhere = accounts::end_cover(ctx, admin, world.other, named[0].id).await;
    assert!(matches!(elsewhere, Err(Error::NotFound)), "the address of another account ends nothing");
    assert!(world.sees().await);
    accounts::end_cover(ctx, admin, away, named[0].id).await.unwrap();
    accounts::end_cover(ctx, admin, away, named[0].id).await.unwrap();
    assert!(!world.sees().await);
    assert!(accounts::covers(ctx, admin, away).await.unwrap().named.is_empty());
    let acts = world.bench.audit().await;
    assert_eq!(acts.iter().filter(|act| act.contains("end-cover")).count(), 1, "{acts:?}");
    // Who is away gets another role: nobody sees through it what the role before saw.
    world.name(world.other, world.day(0), world.day(5)).await.unwrap();
    assert!(world.sees().await);
    let mut row =
        entities::account::Entity::find_by_id(away).one(ctx.store.read()).await.unwrap().unwrap().into_active_model();
    row.role = sea_orm::ActiveValue::Set(Role::Grid);
    let tx = ctx.store.write().await.unwrap();
    row.update(&tx).await.unwrap();
    tx.commit().await.unwrap();
    assert!(!world.sees().await);
    // Beside one that stands: only this one is said.
    let third = bench_branch(&world).await;
    let form = FormKey::generate();
    let covering = Covering { by: Some(Colleague(world.other)), from: Some(world.day(0)), to: Some(world.day(1)) };
    accounts::name_cover(ctx, admin, third, &form, covering).await.unwrap();
    let actor = accounts::actor(ctx, &world.token).await.unwrap();
    let said = accounts::stands_in_for(ctx, &actor).await.unwrap();
    assert_eq!(said.iter().map(|cover| cover.name.as_str()).collect::<Vec<_>>(), ["砚湖乙"]);
}

/// A third branch.
async fn bench_branch(world: &World) -> i64 {
    open(&world.bench, "branch3", Role::Branch).await
}

#[tokio::test]
async fn who_cannot_stand_in_is_refused() {
    let world = world().await;
    let (ctx, admin, away) = (&world.bench.ctx, &world.admin, world.away.account_id);
    let grid = open(&world.bench, "grid2", Role::Grid).await;
    let officer = open(&world.bench, "officer2", Role::Officer).await;
    for (by, why) in [(grid, "another role"), (officer, "the whole city's"), (away, "oneself"), (4711, "nobody")] {
        let refused = world.name(by, world.day(0), world.day(1)).await.unwrap_err();
        assert_eq!(refused.issue_at("by"), Some(&Issue::NoChoice), "{why}");
    }
    let candidates = accounts::covers(ctx, admin, away).await.unwrap().candidates;
    assert_eq!(candidates, [(world.other, "砚湖乙".to_owned())]);
    let covering = Covering { by: Some(Colleague(world.other)), from: Some(world.day(0)), to: Some(world.day(1)) };
    let of_officer = accounts::name_cover(ctx, admin, officer, &FormKey::generate(), covering).await;
    assert!(matches!(of_officer, Err(Error::Conflict(Conflict::NoCoverNeeded))));
    let by_branch = accounts::name_cover(ctx, &world.away, away, &FormKey::generate(), covering).await;
    assert!(matches!(by_branch, Err(Error::Forbidden)));
    // All that is wrong at once, and the same form twice names one.
    let nothing = accounts::name_cover(ctx, admin, away, &FormKey::generate(), Covering::default()).await.unwrap_err();
    assert!(["by", "from", "to"].iter().all(|field| nothing.is_about(field)), "{nothing}");
    let form = FormKey::generate();
    for _ in 0..2 {
        accounts::name_cover(ctx, admin, away, &form, covering).await.unwrap();
    }
    assert_eq!(absence_cover::Entity::find().count(ctx.store.read()).await.unwrap(), 1);
    accounts::close(ctx, admin, world.other).await.unwrap();
    let closed = world.name(world.other, world.day(0), world.day(1)).await.unwrap_err();
    assert_eq!(closed.issue_at("by"), Some(&Issue::NoChoice));
}
