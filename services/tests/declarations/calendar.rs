//! Which quarter takes what on which day.

use domain::{
    declaration::{
        Content, DeclarationStatus,
        deadline::{NotNow, Phase},
    },
    quarter::Quarter,
    time::Stamp,
};
use entities::declaration;
use sea_orm::{ActiveModelTrait, ActiveValue::Set};
use services::{
    Error, FormKey,
    declarations::{self, Refusal, draft, quarters, save, submit},
};
use testing::ACCOUNT_PASSWORD;

use super::world::{World, begin_correction, quarter, right};

#[tokio::test]
async fn a_running_quarter_can_be_prepared_and_not_filed() {
    let world = World::new().await;
    let ctx = &world.bench.ctx;
    let running: Quarter = "2026Q4".parse().unwrap();
    let content = draft(ctx, &world.preparer, running).await.unwrap().content;
    let saved = save(ctx, &world.preparer, running, 0, &content).await.unwrap();
    let form = FormKey::generate();
    let refused = submit(ctx, &world.certifier, running, saved.revision, ACCOUNT_PASSWORD, &form).await.unwrap_err();
    assert!(matches!(refused, Refusal::NotNow(NotNow::Running(_))), "{refused:?}");
    let future: Quarter = "2027Q1".parse().unwrap();
    assert!(matches!(draft(ctx, &world.preparer, future).await, Err(Error::NotFound)));
    let refused = save(ctx, &world.preparer, future, 0, &content).await;
    assert!(matches!(refused, Err(Refusal::Other(Error::NotFound))), "{refused:?}");
}

#[tokio::test]
async fn a_closed_quarter_takes_nothing_but_what_the_bureau_returned() {
    let world = World::new().await;
    let (ctx, content) = (&world.bench.ctx, right(&world).await);
    let revision = world.save(&content).await;
    world.bench.set_clock(Stamp::parse("2027-01-16T00:00").unwrap());
    let closed = |refusal: &Refusal| matches!(refusal, Refusal::NotNow(NotNow::Closed(_)));
    let refused = save(ctx, &world.preparer, quarter(), revision, &Content::default()).await.unwrap_err();
    assert!(closed(&refused), "{refused:?}");
    let refused = world.sign(revision).await.unwrap_err();
    assert!(closed(&refused), "{refused:?}");
    let seen = draft(ctx, &world.preparer, quarter()).await.unwrap();
    assert!(!seen.may_change && !seen.may_sign && seen.phase == Phase::Closed);
    let tx = ctx.store.write().await.unwrap();
    let returned =
        declaration::ActiveModel { id: Set(1), status: Set(DeclarationStatus::Returned), ..Default::default() };
    returned.update(&tx).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(world.sign(revision).await.unwrap().number, 1);
}

#[tokio::test]
async fn the_last_minute_of_the_due_day_is_in_time_and_the_last_day_is_the_last() {
    let world = World::new().await;
    let content = right(&world).await;
    world.bench.set_clock(Stamp::parse("2026-10-15T23:59").unwrap());
    assert!(!world.file(&content).await.late);
    world.bench.set_clock(Stamp::parse("2027-01-15T23:59").unwrap());
    begin_correction(&world.bench.ctx, &world.preparer, quarter(), "更正").await.unwrap();
    world.bench.set_clock(Stamp::parse("2027-01-16T00:00").unwrap());
    let refused = begin_correction(&world.bench.ctx, &world.preparer, quarter(), "更正").await;
    assert!(matches!(refused, Err(Refusal::NotNow(_))), "{refused:?}");
}

#[tokio::test]
async fn the_page_shows_the_running_quarter_and_the_four_before() {
    let world = World::new().await;
    let content = right(&world).await;
    let receipt = world.file(&content).await;
    let own = quarters(&world.bench.ctx, &world.preparer).await.unwrap();
    let quarters: Vec<_> = own.quarters.iter().map(|row| row.quarter.to_string()).collect();
    assert_eq!(quarters, ["2026Q4", "2026Q3", "2026Q2", "2026Q1", "2025Q4"]);
    assert!(!own.may_sign && own.enterprise.name.zh == "澄溪永昼电镀厂");
    let filed = &own.quarters[1];
    assert_eq!(filed.newest.as_ref().unwrap().receipt_no, receipt.receipt_no);
    assert_eq!((filed.status, filed.due_day.to_string().as_str()), (Some(DeclarationStatus::Submitted), "2026-10-15"));
    assert_eq!(own.quarters[4].phase, Phase::Closed);
    assert!(declarations::quarters(&world.bench.ctx, &world.certifier).await.unwrap().may_sign);
}
