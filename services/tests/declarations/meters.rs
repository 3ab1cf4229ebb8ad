//! Bills that come of meters: what is delivered and corrected changes what a declared quarter is held against.

use domain::{
    access::Role,
    finding::FindingStatus,
    fixed::Micro,
    sheet::Kind,
    utility::{Feed, Origin},
};
use entities::{finding, utility_reading};
use rust_decimal::dec;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use services::{
    FormKey,
    feeds::{Courier, Delivered, deliver},
    findings,
    register::import::{File, Wish},
};
use testing::{Bench, CREDIT_CODE};

use super::world::{World, right};

const WRITE: Wish = Wish { write: true, partial: false };

async fn water(bench: &Bench, figures: [u32; 3]) -> Delivered {
    let row = |(month, m3): (u32, u32)| format!("{CREDIT_CODE},2026-{month:02},{m3}\n");
    let rows: String = (7..).zip(figures).map(row).collect();
    let table = format!("统一社会信用代码,月份,用水量（m³）\n{rows}");
    let files = vec![File::new("水.csv", table.into_bytes())];
    let delivered = deliver(&bench.ctx, Courier::CommandLine, Kind::Water, files, WRITE, None).await.unwrap();
    bench.drain_jobs().await;
    delivered
}

async fn found(bench: &Bench) -> Vec<(String, FindingStatus, String)> {
    let rows = finding::Entity::find().order_by_asc(finding::Column::Id).all(bench.ctx.store.read()).await.unwrap();
    rows.into_iter().map(|row| (row.rule, row.status, row.inputs)).collect()
}

/// Takes the bills of water away that the world begins with: what was entered stays whatever meters say.
async fn without_bills(bench: &Bench) {
    let tx = bench.ctx.store.write().await.unwrap();
    let water = utility_reading::Entity::delete_many().filter(utility_reading::Column::Feed.eq(Feed::Water));
    water.exec(&tx).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn a_corrected_delivery_has_a_declared_quarter_checked_again() {
    let world = World::monitored().await;
    let bench = &world.bench;
    without_bills(bench).await;
    let mut content = right(&world).await;
    content.water.municipal_m3 = Some(dec!(18_420));
    world.file(&content).await;
    bench.drain_jobs().await;
    assert_eq!(found(bench).await.len(), 0, "there is nothing to compare with");
    // The waterworks tell of a quarter more than was declared.
    let first = water(bench, [7_800, 7_800, 7_800]).await;
    assert_eq!((first.report.total().new, first.doubtful, first.strange), (3, 0, 0));
    let rows = found(bench).await;
    assert_eq!((rows.len(), rows[0].0.as_str(), rows[0].1), (1, "X03", FindingStatus::Open));
    assert!(rows[0].2.contains("7800"), "{}", rows[0].2);
    // They were wrong, and what was found is gone; what the first delivery said is kept.
    let second = water(bench, [6_140, 6_140, 6_140]).await;
    assert_eq!((second.report.total().changed, second.report.changed.len()), (3, 3));
    assert_eq!(found(bench).await[0].1, FindingStatus::Superseded);
    let kept = entities::meter_reading::Entity::find().all(bench.ctx.store.read()).await.unwrap();
    assert_eq!(kept.len(), 6);
    let bills = utility_reading::Entity::find().filter(utility_reading::Column::Feed.eq(Feed::Water));
    let bills = bills.all(bench.ctx.store.read()).await.unwrap();
    assert!(bills.iter().all(|bill| bill.origin == Origin::Metered && bill.quantity == Micro(6_140_000_000)));
    // The same once more asks for nothing.
    let third = water(bench, [6_140, 6_140, 6_140]).await;
    assert_eq!((third.report.total().same, third.report.total().changed), (3, 0));
}

/// Nobody takes away what an enterprise was asked about; but whoever reads it hears that its figures were corrected.
#[tokio::test]
async fn a_finding_that_is_talked_about_says_that_its_bills_were_corrected() {
    let world = World::monitored().await;
    let bench = &world.bench;
    without_bills(bench).await;
    let mut content = right(&world).await;
    content.water.municipal_m3 = Some(dec!(18_420));
    world.file(&content).await;
    water(bench, [7_800, 7_800, 7_800]).await;
    let reviewer = bench.actor(Role::Reviewer).await;
    let id = finding::Entity::find().one(bench.ctx.store.read()).await.unwrap().unwrap().id;
    let before = findings::show(&bench.ctx, &reviewer, id).await.unwrap();
    assert_eq!(before.corrected, []);
    findings::ask(&bench.ctx, &reviewer, (id, &before.seen), "为什么不同？", &FormKey::generate()).await.unwrap();
    water(bench, [7_800, 6_140, 6_140]).await;
    let after = findings::show(&bench.ctx, &reviewer, id).await.unwrap();
    let months: Vec<_> = after.corrected.iter().map(ToString::to_string).collect();
    assert_eq!(months, ["2026-08", "2026-09"]);
    assert_eq!(after.frozen.unwrap().inputs.bills.len(), 3, "what it was made from stands there still");
}

#[tokio::test]
async fn what_was_entered_by_hand_stays_whatever_meters_say() {
    let world = World::monitored().await;
    water(&world.bench, [1, 2, 3]).await;
    let bills = utility_reading::Entity::find().filter(utility_reading::Column::Feed.eq(Feed::Water));
    let bills = bills.all(world.bench.ctx.store.read()).await.unwrap();
    assert!(bills.iter().all(|bill| bill.origin == Origin::Entered && bill.quantity == Micro(6_140_000_000)));
}
