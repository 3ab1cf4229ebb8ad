//! What judges means is given: the marks in force of a stretch and the rule for the works.

use domain::{
    mark::{MarkKind as K, effect},
    measurement::Interval,
    outlet::OutletKind,
};
use services::{
    FormKey,
    law::means_rules,
    marks::{in_force, rule_of, withdraw},
};

use super::{asked, at, new, put, seen, works};

#[tokio::test]
async fn marks_in_force_keep_hours_of_a_start_from_being_a_basis() {
    let (bench, preparer) = works().await;
    let db = bench.ctx.store.read();
    put(&bench, &preparer, &new(K::ColdStart, "22T05:00", "22T10:00")).await.unwrap();
    put(&bench, &preparer, &asked(K::ColdStart, "20T05:00", "20T08:00")).await.unwrap();
    let back = put(&bench, &preparer, &new(K::Stop, "22T12:00", "22T13:00")).await.unwrap().id;
    let shown = seen(&bench, &preparer, back).await;
    withdraw(&bench.ctx, &preparer, (back, &shown), &FormKey::generate()).await.unwrap();
    let found = in_force(db, 2, at("22T00:00"), at("23T00:00")).await.unwrap();
    assert_eq!((found.ids.len(), found.marks[0].kind), (1, K::ColdStart), "neither what waits nor what was taken back");
    let rule = rule_of(db, 2, at("22T00:00").day()).await.unwrap();
    assert_eq!(rule.map(|rule| rule.id.as_str()), Some("boiler"));
    assert_eq!(rule_of(db, 1, at("22T00:00").day()).await.unwrap(), None, "no rule for a plater");
    let means = means_rules().on(OutletKind::Air, at("22T00:00").day()).unwrap();
    let stands = |hour: &str| effect(&found.marks, rule, means, "a21002", Interval::Hour, at(hour)).stands();
    let out: Vec<bool> = ["22T04:00", "22T05:00", "22T08:00", "22T09:00"].map(stands).into();
    assert_eq!(out, [true, false, false, true], "four hours of five");
    assert!(in_force(db, 1, at("22T00:00"), at("23T00:00")).await.unwrap().ids.is_empty());
    assert!(in_force(db, 2, at("22T00:00"), at("22T05:00")).await.unwrap().ids.is_empty(), "it begins later");
}
