//! Filed declarations.

use domain::{
    access::Role,
    credit_code::CreditCode,
    declaration::{Content, DeclarationStatus, Emission, Method, Product, Water},
    enterprise::ManagementClass,
    quarter::Quarter,
    time::Stamp,
};
use entities::{declaration, declaration_version, enterprise as enterprise_row};
use rust_decimal::dec;
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel};
use services::{
    bureau,
    public::{
        Timing,
        declarations::{Filed, Filter, by_quarter, list},
        enterprise::{self, QuarterState},
        home,
    },
};
use testing::Bench;

use super::rows::{put, works};

fn content() -> Content {
    Content {
        products: vec![Product { name: "secret product".into(), unit: "t".into(), quantity: Some(dec!(12)) }],
        water: Water { discharged_m3: Some(dec!(1234.5)), ..Water::default() },
        emissions: vec![Emission {
            mean: Some(dec!(0.21)),
            amount_kg: Some(dec!(0.259)),
            ..Emission::new("DW001".parse().unwrap(), "w20121".into(), Method::Automatic)
        }],
        ..Content::default()
    }
}

/// A declaration of the works.
fn row(quarter: &str, status: DeclarationStatus) -> declaration::Model {
    declaration::Model {
        id: 0,
        enterprise_id: 1,
        quarter: quarter.parse().unwrap(),
        status,
        draft: "{}".into(),
        draft_revision: 1,
        updated_at: Stamp(0),
        updated_by: None,
        correction: None,
    }
}

/// Files a declaration: a version for each of `signed`.
async fn file(bench: &Bench, quarter: &str, status: DeclarationStatus, signed: &[&str]) {
    let row: declaration::Model = put(bench, row(quarter, status)).await;
    for (number, day) in (1..).zip(signed) {
        let version = declaration_version::Model {
            id: 0,
            declaration_id: row.id,
            number,
            receipt_no: format!("{quarter}-{number}"),
            content: serde_json::to_string(&content()).unwrap(),
            hash: format!("{number:064}"),
            reason: if number > 1 { "抄表更正".into() } else { String::new() },
            signed_by: None,
            submitted_at: Stamp::parse(day).unwrap(),
        };
        put(bench, version).await;
    }
}

#[tokio::test]
async fn a_draft_is_nobodys_business_and_a_filed_one_shows_its_newest_version() {
    let bench = Bench::new().await;
    bench.plating_works().await;
    file(&bench, "2026Q3", DeclarationStatus::Draft, &[]).await;
    file(&bench, "2026Q2", DeclarationStatus::Corrected, &["2026-07-10", "2026-08-01"]).await;
    let page = list(&bench.ctx, &Filter::default()).await.unwrap();
    assert_eq!(page.total, 1);
    let shown = &page.items[0];
    assert_eq!((shown.quarter.to_string().as_str(), shown.versions, shown.timing), ("2026Q2", 2, Timing::InTime));
    assert_eq!((shown.reason.as_str(), shown.hash.trim_start_matches('0')), ("抄表更正", "2"));
    assert_eq!(shown.discharged_m3, Some(dec!(1234.5)));
    assert_eq!(shown.emissions[0].amount_kg, Some(dec!(0.259)));
    assert!(!format!("{shown:?}").contains("secret product"));
}

#[tokio::test]
async fn filters_by_quarter_and_enterprise() {
    let bench = Bench::new().await;
    bench.plating_works().await;
    file(&bench, "2026Q2", DeclarationStatus::Accepted, &["2026-07-10"]).await;
    let count = |filter: Filter| {
        let ctx = bench.ctx.clone();
        async move { list(&ctx, &filter).await.map(|page| page.total) }
    };
    let quarter = |text: &str| Filter { quarter: Some(text.parse().unwrap()), ..Filter::default() };
    assert_eq!(count(quarter("2026Q2")).await.unwrap(), 1);
    assert_eq!(count(quarter("2026Q1")).await.unwrap(), 0);
    assert_eq!(count(Filter { enterprise: Some(works()), ..Filter::default() }).await.unwrap(), 1);
    let stranger = domain::credit_code::CreditCode::complete("91441900MA0000001").unwrap();
    assert!(count(Filter { enterprise: Some(stranger), ..Filter::default() }).await.is_err());
}

#[tokio::test]
async fn the_strip_tells_late_returned_and_corrected_from_clean() {
    let bench = Bench::new().await;
    bench.plating_works().await;
    file(&bench, "2026Q3", DeclarationStatus::Accepted, &["2026-10-15T23:59"]).await;
    file(&bench, "2026Q2", DeclarationStatus::Accepted, &["2026-07-16"]).await;
    file(&bench, "2026Q1", DeclarationStatus::Returned, &["2026-04-02"]).await;
    file(&bench, "2025Q4", DeclarationStatus::Corrected, &["2026-01-02", "2026-02-01"]).await;
    let strip = enterprise::show(&bench.ctx, &works()).await.unwrap().quarters;
    let state = |quarter: &str| {
        let quarter: Quarter = quarter.parse().unwrap();
        let mark = strip.iter().find(|mark| mark.quarter == quarter).unwrap();
        (mark.state, mark.timing == Some(Timing::Late), mark.returned, mark.corrections)
    };
    assert_eq!(strip.len(), 13);
    assert_eq!(strip.last().unwrap().quarter.to_string(), "2026Q4", "the quarter that runs");
    assert_eq!(state("2026Q4"), (QuarterState::NoRecord, false, false, 0));
    assert_eq!(state("2026Q3"), (QuarterState::Clean, false, false, 0));
    assert_eq!(state("2026Q2"), (QuarterState::Attention, true, false, 0));
    assert_eq!(state("2026Q1"), (QuarterState::Attention, false, true, 0));
    assert_eq!(state("2025Q4"), (QuarterState::Attention, false, false, 1));
    assert_eq!(state("2025Q3"), (QuarterState::NoRecord, false, false, 0));
}

#[tokio::test]
async fn the_home_page_counts_who_has_filed() {
    let bench = Bench::new().await;
    bench.plating_works().await;
    let before = home::overview(&bench.ctx).await.unwrap().progress;
    assert_eq!((before.quarter.to_string().as_str(), before.filed, before.due, before.late), ("2026Q3", 0, 1, true));
    file(&bench, "2026Q3", DeclarationStatus::Submitted, &["2026-11-01"]).await;
    assert_eq!(home::overview(&bench.ctx).await.unwrap().progress.filed, 1);
}

/// Beside the works: who is only registered, and who has not even done that. Neither is asked for a declaration, and
/// what one of them files all the same counts for nobody who is.
#[tokio::test]
async fn who_is_not_asked_to_file_is_counted_nowhere() {
    let bench = Bench::new().await;
    bench.plating_works().await;
    let others = [(1_001, "1", ManagementClass::Registered), (1_002, "2", ManagementClass::Undetermined)];
    let own = enterprise_row::Entity::find().one(bench.ctx.store.read()).await.unwrap().unwrap();
    let tx = bench.ctx.store.write().await.unwrap();
    for (id, number, class) in others {
        let credit_code = CreditCode::complete(&format!("91441900MA500000{number}")).unwrap();
        let row = enterprise_row::Model { id, credit_code, class, ..own.clone() };
        row.into_active_model().insert(&tx).await.unwrap();
    }
    tx.commit().await.unwrap();
    let filed = declaration::Model { enterprise_id: 1_001, ..row("2026Q3", DeclarationStatus::Submitted) };
    put(&bench, filed).await;
    let reviewer = bench.actor(Role::Reviewer).await;
    let count = async || {
        let progress = home::overview(&bench.ctx).await.unwrap().progress;
        let late = bureau::inbox(&bench.ctx, &reviewer).await.unwrap().late.unwrap();
        (progress.filed, progress.due, late.enterprises)
    };
    assert_eq!(count().await, (0, 1, 1), "the works, and nobody else");
    let registered = CreditCode::complete("91441900MA5000001").unwrap();
    let strip = enterprise::show(&bench.ctx, &registered).await.unwrap().quarters;
    assert!(strip.iter().all(|mark| mark.state != QuarterState::Unfiled), "{strip:?}");
    file(&bench, "2026Q3", DeclarationStatus::Submitted, &["2026-11-01"]).await;
    assert_eq!(count().await, (1, 1, 0));
}

#[tokio::test]
async fn declarations_are_counted_by_quarter_and_by_their_first_filing() {
    let bench = Bench::new().await;
    bench.plating_works().await;
    file(&bench, "2026Q3", DeclarationStatus::Draft, &[]).await;
    file(&bench, "2026Q2", DeclarationStatus::Corrected, &["2026-07-15", "2026-08-01"]).await;
    file(&bench, "2026Q1", DeclarationStatus::Accepted, &["2026-04-16"]).await;
    let told = by_quarter(&bench.ctx).await.unwrap();
    let of = |quarter: &str, filed, in_time| Filed { quarter: quarter.parse().unwrap(), filed, in_time };
    assert_eq!(told, [of("2026Q3", 0, 0), of("2026Q2", 1, 1), of("2026Q1", 1, 0), of("2025Q4", 0, 0)]);
}
