//! One finding with what is needed to judge it.

use domain::{
    access::Role,
    crosscheck,
    declaration::DeclarationStatus,
    finding::{FindingStatus, Severity},
    time::Stamp,
};
use entities::declaration;
use rust_decimal::dec;
use sea_orm::{ActiveModelTrait, ActiveValue::Set};
use services::findings::{About, show};

use super::{found, row, sign};
use crate::public::rows::put;

#[tokio::test]
async fn it_can_be_made_again_from_what_is_shown() {
    let (bench, id) = found().await;
    let reviewer = bench.actor(Role::Reviewer).await;
    let seen = show(&bench.ctx, &reviewer, id).await.unwrap();
    let frozen = seen.frozen.unwrap();
    assert_eq!((frozen.declared, frozen.measured), (Some(dec!(18420)), Some(dec!(21300))));
    assert_eq!(crosscheck::again(&frozen).as_ref(), Some(&frozen));
    assert_eq!(seen.row.about, About::Field("water.municipal_m3".into()));
    assert!(seen.why.unwrap().zh.contains("供水公司"));
    assert_eq!((seen.filed.number, seen.filed.newest, seen.filed.receipt_no.as_str()), (1, 1, "SB-2026Q3-1-1"));
    assert!(seen.entries.is_empty() && seen.others.is_empty());
}

/// The question that is drafted asks for a correction only where the portal takes one.
#[tokio::test]
async fn whether_the_enterprise_can_still_correct_is_told() {
    let (bench, id) = found().await;
    let reviewer = bench.actor(Role::Reviewer).await;
    let is_correctable = async || show(&bench.ctx, &reviewer, id).await.unwrap().is_correctable;
    assert!(is_correctable().await);
    for (status, today, want) in [
        (DeclarationStatus::Accepted, "2026-11-22", false),
        (DeclarationStatus::Corrected, "2027-01-15", true),
        (DeclarationStatus::Corrected, "2027-01-16", false),
        // What the bureau returned may come back at any time.
        (DeclarationStatus::Returned, "2027-01-16", true),
    ] {
        bench.set_clock(Stamp::parse(&format!("{today}T10:00")).unwrap());
        let change = declaration::ActiveModel { id: Set(1), status: Set(status), ..Default::default() };
        let tx = bench.ctx.store.write().await.unwrap();
        change.update(&tx).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(is_correctable().await, want, "{status} {today}");
    }
}

#[tokio::test]
async fn a_correction_since_is_told_and_other_findings_stand_beside() {
    let (bench, id) = found().await;
    let reviewer = bench.actor(Role::Reviewer).await;
    sign(&bench, 1, 2).await;
    let other = put(&bench, row(Severity::Inform, FindingStatus::Closed, "07:00")).await.id;
    let seen = show(&bench.ctx, &reviewer, id).await.unwrap();
    assert_eq!((seen.filed.number, seen.filed.newest), (1, 2));
    assert_eq!(seen.others.iter().map(|row| row.id).collect::<Vec<_>>(), [other]);
}

#[tokio::test]
async fn a_rule_that_nobody_knows_still_says_what_it_is_about() {
    let (bench, _) = found().await;
    let reviewer = bench.actor(Role::Reviewer).await;
    let mut strange = row(Severity::Red, FindingStatus::Open, "07:00");
    (strange.rule, strange.subject, strange.inputs) = ("X99".into(), "污泥转移量".into(), "{\"a\":1}".into());
    let id = put(&bench, strange).await.id;
    let seen = show(&bench.ctx, &reviewer, id).await.unwrap();
    assert_eq!((seen.row.said.zh.as_str(), seen.row.title, seen.why, seen.frozen), ("污泥转移量", None, None, None));
}
