//! Which quarter takes what on which day.

use domain::{
    access::Role,
    declaration::{
        Content, DeclarationStatus,
        deadline::{NotNow, Phase},
    },
    quarter::Quarter,
    time::Stamp,
};
use entities::{declaration, enterprise};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait};
use services::{
    Error, FormKey,
    bureau::inbox,
    declarations::{self, Refusal, draft, quarters, save, submit},
    public::{
        self, Timing,
        enterprise::{QuarterMark, QuarterState, Unfiled},
        home,
    },
};
use testing::{ACCOUNT_PASSWORD, CREDIT_CODE};

use super::world::{World, begin_correction, quarter, right};

/// A city that moves in on 22 November: the third quarter's due day was in October. It is taken, and nobody is late with it,
/// in no list, count, strip or receipt; nor does one who files it make others late.
#[tokio::test]
async fn what_was_due_before_the_portal_was_in_use_is_owed_by_nobody() {
    let world = World::new().await;
    let ctx = &world.bench.ctx;
    let reviewer = world.bench.actor(Role::Reviewer).await;
    let owed = async || {
        let own = quarters(ctx, &world.preparer).await.unwrap().quarters;
        let own = own.iter().find(|row| row.quarter == quarter()).unwrap().owed;
        let late = inbox(ctx, &reviewer).await.unwrap().late.is_some();
        (own, late, home::overview(ctx).await.unwrap().progress.owed)
    };
    assert_eq!(owed().await, (true, true, true));
    let tx = ctx.store.write().await.unwrap();
    let moved_in = enterprise::ActiveModel { created_at: Set(ctx.now()), ..Default::default() };
    enterprise::Entity::update_many().set(moved_in).exec(&tx).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(owed().await, (false, false, false));
    let strip = async || public::enterprise::show(ctx, &CREDIT_CODE.parse().unwrap()).await.unwrap().quarters;
    let of = |marks: Vec<QuarterMark>| marks.into_iter().find(|mark| mark.quarter == quarter()).unwrap();
    assert_eq!(of(strip().await).unfiled, Some(Unfiled::BeforePortal));
    let saved = save(ctx, &world.preparer, quarter(), 0, &right(&world).await).await.unwrap();
    let form = FormKey::generate();
    let receipt = submit(ctx, &world.certifier, quarter(), saved.revision, ACCOUNT_PASSWORD, &form).await.unwrap();
    let mark = of(strip().await);
    assert!(!receipt.late && mark.timing == Some(Timing::Voluntary), "{mark:?}");
    assert_eq!(mark.state, QuarterState::Clean);
    assert_eq!(owed().await, (false, false, false));
}

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
