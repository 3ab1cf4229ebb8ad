//! Findings: the bureau's queue, the dialogue, the enterprise's side, and who may do what.

mod access;
mod dialogue;
mod own;
mod queue;
mod view;

use domain::{
    credit_code::CreditCode,
    crosscheck::{self, Bill, Evidence},
    declaration::DeclarationStatus,
    finding::{FindingStatus, Outcome, Severity},
    fixed::Micro,
    month::Month,
    quarter::Quarter,
    time::Stamp,
    utility::Feed,
};
use entities::{declaration, declaration_version, enterprise, finding, town};
use rust_decimal::{Decimal, dec};
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel};
use services::{Ctx, FormKey, Result, Seen, accounts::Actor, findings};
use testing::Bench;

use crate::public::rows::put;

/// The quarter that findings are about.
fn quarter() -> Quarter {
    "2026Q3".parse().unwrap()
}

/// What the cross-check says of 18,420 m³ declared and `billed` m³ billed.
fn water_gap(billed: Decimal) -> crosscheck::Finding {
    let mut evidence = Evidence::of(quarter());
    evidence.declared.water.municipal_m3 = Some(dec!(18420));
    for (month, quantity) in Month::of(quarter()).into_iter().zip([dec!(1), dec!(1), billed - dec!(2)]) {
        evidence.bills.push(Bill { feed: Feed::Water, month, quantity });
    }
    crosscheck::run(&evidence).findings.into_iter().find(|finding| finding.rule == "X03").unwrap()
}

/// A row as the cross-check stores it, made at a moment of 20 November 2026.
pub(crate) fn row(severity: Severity, status: FindingStatus, clock: &str) -> finding::Model {
    let found = water_gap(dec!(21300));
    finding::Model {
        id: 0,
        enterprise_id: 1,
        version_id: 1,
        quarter: quarter(),
        rule: found.rule.to_string(),
        rule_version: found.rule_version,
        severity,
        status,
        subject: found.subject.to_string(),
        distance: found.distance(),
        inputs: serde_json::to_string(&found).unwrap(),
        outcome: None,
        asked_at: None,
        answer_due: None,
        created_at: Stamp::parse(&format!("2026-11-20T{clock}")).unwrap(),
        closed_at: None,
        closed_by: None,
    }
}

/// A world with the works and its signed declaration.
async fn world() -> Bench {
    let bench = Bench::new().await;
    bench.plating_works().await;
    sign(&bench, 1, 1).await;
    bench
}

/// A world with one open finding, and its key.
pub async fn found() -> (Bench, i64) {
    let bench = world().await;
    let id = put(&bench, row(Severity::Warning, FindingStatus::Open, "09:00")).await.id;
    (bench, id)
}

/// A signed declaration of an enterprise, both keys the same.
pub(crate) async fn sign(bench: &Bench, enterprise_id: i64, number: i32) {
    let at = Stamp::parse("2026-10-12T10:00").unwrap();
    let filed = declaration::Model {
        id: enterprise_id,
        enterprise_id,
        quarter: quarter(),
        status: DeclarationStatus::Submitted,
        draft: "{}".into(),
        draft_revision: 1,
        correction: None,
        updated_at: at,
        updated_by: None,
    };
    let version = declaration_version::Model {
        id: i64::from(number - 1) * 100 + enterprise_id,
        declaration_id: enterprise_id,
        number,
        receipt_no: format!("SB-2026Q3-{enterprise_id}-{number}"),
        content: "{}".into(),
        hash: "0".repeat(64),
        reason: String::new(),
        signed_by: None,
        submitted_at: at,
    };
    let tx = bench.ctx.store.write().await.unwrap();
    if number == 1 {
        filed.into_active_model().insert(&tx).await.unwrap();
    }
    version.into_active_model().insert(&tx).await.unwrap();
    tx.commit().await.unwrap();
}

/// Another enterprise, in another town, both with the key 2, with its declaration.
pub(crate) async fn neighbour(bench: &Bench) {
    let town = town::Model {
        id: 2,
        code: "441900102".into(),
        name: "南岭镇".into(),
        name_en: "Nanling".into(),
        lat: Micro(0),
        lng: Micro(0),
        outline: String::new(),
        closed_on: None,
    };
    let works = enterprise::Entity::find_by_id(1).one(bench.ctx.store.read()).await.unwrap().unwrap();
    let credit_code = CreditCode::complete("91350100M000100Y4".replace('Y', "X").as_str()).unwrap();
    let other = enterprise::Model { id: 2, credit_code, name: "南岭印染厂".into(), town_id: 2, ..works };
    let tx = bench.ctx.store.write().await.unwrap();
    town.into_active_model().insert(&tx).await.unwrap();
    other.into_active_model().insert(&tx).await.unwrap();
    tx.commit().await.unwrap();
    sign(bench, 2, 1).await;
}

/// Asks from a page that was opened just now.
pub async fn ask(ctx: &Ctx, actor: &Actor, id: i64, question: &str, form: &FormKey) -> Result<()> {
    findings::ask(ctx, actor, (id, &seen(ctx, actor, id).await), question, form).await
}

/// Settles from a page that was opened just now.
pub async fn close(ctx: &Ctx, actor: &Actor, id: i64, outcome: Outcome, reason: &str, form: &FormKey) -> Result<()> {
    findings::close(ctx, actor, (id, &seen(ctx, actor, id).await), (outcome, reason), form).await
}

/// Explains from a page that was opened just now.
pub async fn explain(ctx: &Ctx, actor: &Actor, id: i64, text: &str, form: &FormKey) -> Result<()> {
    let seen = findings::show_own(ctx, actor, id).await.map_or_else(|_| Seen::sent(""), |finding| finding.seen);
    findings::explain(ctx, actor, (id, &seen), text, form).await
}

async fn seen(ctx: &Ctx, actor: &Actor, id: i64) -> Seen {
    findings::show(ctx, actor, id).await.map_or_else(|_| Seen::sent(""), |finding| finding.seen)
}
