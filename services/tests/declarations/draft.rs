//! The draft: what it begins with, two people at one, what is too much.

use domain::{
    declaration::{Content, DeclarationStatus, Method, deadline::Phase},
    fixed::Nano,
    limit::Averaging,
};
use entities::discharge_limit;
use rust_decimal::dec;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, IntoActiveModel};
use services::{
    Error,
    declarations::{self, Known, Refusal, Source, draft, save},
};

use super::world::{World, hour, quarter, right};

#[tokio::test]
async fn a_quarter_that_is_not_begun_has_every_row_of_the_permit_and_what_is_known() {
    let World { bench, preparer, .. } = World::monitored().await;
    let draft = draft(&bench.ctx, &preparer, quarter()).await.unwrap();
    assert_eq!((draft.status, draft.revision, draft.saved), (None, 0, None));
    assert_eq!(draft.phase, Phase::Late { by: 38 });
    assert!(draft.may_change && !draft.may_sign && !draft.may_correct);
    let rows: Vec<_> = draft.content.emissions.iter().map(|row| format!("{}/{}", row.outlet, row.pollutant)).collect();
    assert_eq!(rows, ["DW001/w20121", "DW002/w01018", "DW002/w21003"]);
    assert_eq!(draft.content.products[0].unit, "m²");
    assert_eq!(draft.content.water.municipal_m3, Some(dec!(18_420)));
    assert_eq!(draft.content.electricity_kwh, Some(dec!(678_000)));
    let cod = &draft.content.emissions[1];
    assert_eq!((cod.method, cod.mean, cod.amount_kg), (Method::Automatic, Some(dec!(40)), Some(dec!(662.4))));
    assert_eq!(draft.content.emissions[0].amount_kg, None, "nobody measures nickel");
    let told: Vec<_> =
        draft.facts.iter().map(|fact| (fact.path(&draft.content).unwrap().to_string(), fact.source)).collect();
    assert!(told.contains(&("water.municipal_m3".to_owned(), Source::WaterBills)), "{told:?}");
    assert!(told.contains(&("emissions[1].amount_kg".to_owned(), Source::Loggers)), "{told:?}");
    assert!(draft.facts.iter().all(|fact| fact.known != Known::Wastewater || fact.value == dec!(16_560)));
    assert!(
        declarations::quarters(&bench.ctx, &preparer).await.unwrap().quarters.iter().all(|row| row.status.is_none())
    );
}

#[tokio::test]
async fn how_an_amount_was_worked_out_is_proposed_as_in_the_quarter_before() {
    let world = World::new().await;
    let mut content = right(&world).await;
    content.emissions[0].method = Method::Balance;
    content.emissions[1].method = Method::Automatic;
    world.file(&content).await;
    let next = draft(&world.bench.ctx, &world.preparer, quarter().next()).await.unwrap().content;
    let methods: Vec<_> = next.emissions.iter().map(|row| row.method).collect();
    assert_eq!(methods, [Method::Balance, Method::Automatic, Method::Manual]);
    assert!(next.emissions.iter().all(|row| row.mean.is_none() && row.amount_kg.is_none()));
}

#[tokio::test]
async fn what_a_monitor_watches_is_proposed_as_automatic_even_where_its_sum_is_no_figure_yet() {
    let world = World::new().await;
    let tx = world.bench.ctx.store.write().await.unwrap();
    let first = hour(quarter().start(), "w01018", dec!(40), Some(dec!(0.3)));
    services::store::bulk::measurements(&tx, vec![first]).await.unwrap();
    tx.commit().await.unwrap();
    let draft = draft(&world.bench.ctx, &world.preparer, quarter()).await.unwrap();
    let rows: Vec<_> = draft.content.emissions.iter().map(|row| (row.method, row.amount_kg)).collect();
    assert_eq!(rows, [(Method::Manual, None), (Method::Automatic, None), (Method::Manual, None)]);
}

#[tokio::test]
async fn of_two_people_at_one_draft_the_second_hears_of_the_first() {
    let world = World::new().await;
    let (ctx, content) = (&world.bench.ctx, right(&world).await);
    let first = save(ctx, &world.preparer, quarter(), 0, &content).await.unwrap();
    world.bench.advance(60_000);
    let mut other = content.clone();
    other.remarks = "七月检修两天".into();
    let refused = save(ctx, &world.certifier, quarter(), 0, &other).await.unwrap_err();
    let Refusal::Overtaken(by) = refused else { panic!("{refused:?}") };
    assert_eq!((by.by.as_deref(), by.at, by.revision), (Some("preparer 甲"), first.at, first.revision));
    let kept = draft(ctx, &world.certifier, quarter()).await.unwrap();
    assert_eq!((kept.content.remarks.as_str(), kept.status), ("", Some(DeclarationStatus::Draft)));
    assert_eq!(kept.saved.unwrap().by.as_deref(), Some("preparer 甲"));
    let second = save(ctx, &world.certifier, quarter(), by.revision, &other).await.unwrap();
    assert_eq!(second.revision, first.revision + 1);
    let again = save(ctx, &world.preparer, quarter(), first.revision, &other).await.unwrap();
    assert_eq!(again, second, "who says the same has nothing to lose");
    let saves = world.bench.audit().await;
    assert_eq!(saves, ["save-declaration preparer declaration/1", "save-declaration certifier declaration/1"]);
}

#[tokio::test]
async fn two_who_begin_at_the_same_moment_do_not_both_win() {
    let world = World::new().await;
    let (ctx, content) = (&world.bench.ctx, right(&world).await);
    let other = Content { remarks: "另一份".into(), ..content.clone() };
    let (one, two) = tokio::join!(
        save(ctx, &world.preparer, quarter(), 0, &content),
        save(ctx, &world.certifier, quarter(), 0, &other)
    );
    let lost = match (one, two) {
        (Ok(_), Err(lost)) | (Err(lost), Ok(_)) => lost,
        both => panic!("{both:?}"),
    };
    assert!(matches!(lost, Refusal::Overtaken(_)), "{lost:?}");
}

#[tokio::test]
async fn what_nobody_can_have_typed_is_refused_in_words() {
    let world = World::new().await;
    let right = right(&world).await;
    let mut rows = right.clone();
    rows.emissions = vec![rows.emissions[0].clone(); 501];
    let mut name = right.clone();
    name.facilities[0].name = "厂".repeat(1_000_000);
    let remarks = Content { remarks: "a".repeat(1 << 20), ..right };
    for (content, field) in [(rows, "emissions"), (name, "facilities"), (remarks, "remarks")] {
        let refused = save(&world.bench.ctx, &world.preparer, quarter(), 0, &content).await.unwrap_err();
        let Refusal::Other(Error::Invalid(issues)) = refused else { panic!("{refused:?}") };
        let message = issues.at(field).unwrap().to_string();
        assert!(message.contains("at most") && message.len() < 100, "{message}");
    }
}

/// A permit may state the mean of an hour and that of a day; a quarter's mean is held against the longer one, whichever
/// was entered first.
#[tokio::test]
async fn of_two_means_of_one_pollutant_the_longer_one_stands_in_the_form() {
    let World { bench, preparer, .. } = World::new().await;
    let daily = discharge_limit::Entity::find_by_id(2).one(bench.ctx.store.read()).await.unwrap().unwrap();
    let tx = bench.ctx.store.write().await.unwrap();
    let hourly =
        discharge_limit::Model { id: 9, averaging: Averaging::Hour, high: Some(Nano(120_000_000_000)), ..daily };
    hourly.into_active_model().insert(&tx).await.unwrap();
    let first = discharge_limit::ActiveModel { id: Set(2), averaging: Set(Averaging::Hour), ..Default::default() };
    let limits = async || {
        let context = draft(&bench.ctx, &preparer, quarter()).await.unwrap().context;
        let cod = context.limits.into_iter().filter(|limit| limit.pollutant == "w01018");
        cod.map(|limit| limit.high).collect::<Vec<_>>()
    };
    tx.commit().await.unwrap();
    assert_eq!(limits().await, [Some(dec!(80))]);
    let tx = bench.ctx.store.write().await.unwrap();
    first.update(&tx).await.unwrap();
    let second = discharge_limit::ActiveModel { id: Set(9), averaging: Set(Averaging::Day), ..Default::default() };
    second.update(&tx).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(limits().await, [Some(dec!(120))]);
}
