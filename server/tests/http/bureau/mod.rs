//! The bureau's pages over HTTP.

mod cases;
mod declarations;

mod files;
mod findings;
mod inbox;

use domain::{
    crosscheck::{self, Bill, Evidence},
    declaration::DeclarationStatus,
    finding::FindingStatus,
    month::Month,
    quarter::Quarter,
    time::Stamp,
    utility::Feed,
};
use entities::{declaration, declaration_version, finding};
use rust_decimal::dec;
use sea_orm::{ActiveModelTrait, IntoActiveModel};

use super::world::{Answer, World};

/// The works' file.
const FILE: &str = "/bureau/enterprises/91350100M000100Y43";

/// The key of a page's form, and what the page showed where its form says so.
fn key(page: &Answer, which: usize) -> String {
    let html = page.text();
    let hidden = |name: &str| {
        let rest = html.split(&format!("name=\"{name}\" value=\"")).nth(which + 1)?;
        rest.split('"').next().map(ToOwned::to_owned)
    };
    let seen = hidden("seen").map(|seen| format!("&seen={seen}")).unwrap_or_default();
    format!("{}{seen}", hidden("form").unwrap())
}

/// A text as a form sends it.
fn sent(text: &str) -> String {
    app::web::encode(text)
}

/// Puts in the works' declaration of a quarter and what the cross-check says of its water; the key is 1.
async fn find_something(world: &World) {
    let quarter: Quarter = "2026Q3".parse().unwrap();
    let mut evidence = Evidence::of(quarter);
    evidence.declared.water.municipal_m3 = Some(dec!(18420));
    for (month, quantity) in Month::of(quarter).into_iter().zip([dec!(7000), dec!(7000), dec!(7300)]) {
        evidence.bills.push(Bill { feed: Feed::Water, month, quantity });
    }
    let found = crosscheck::run(&evidence).findings.into_iter().find(|finding| finding.rule == "X03").unwrap();
    let at = Stamp::parse("2026-10-12T10:00").unwrap();
    let filed = declaration::Model {
        id: 1,
        enterprise_id: 1,
        quarter,
        status: DeclarationStatus::Submitted,
        draft: "{}".into(),
        draft_revision: 1,
        correction: None,
        updated_at: at,
        updated_by: None,
    };
    let version = declaration_version::Model {
        id: 1,
        declaration_id: 1,
        number: 1,
        receipt_no: "SB2026Q3-000001-1".into(),
        content: "{}".into(),
        hash: "0".repeat(64),
        reason: String::new(),
        signed_by: None,
        submitted_at: at,
    };
    let row = finding::Model {
        id: 1,
        enterprise_id: 1,
        version_id: 1,
        quarter,
        rule: found.rule.to_string(),
        rule_version: found.rule_version,
        severity: found.severity,
        status: FindingStatus::Open,
        subject: found.subject.to_string(),
        distance: found.distance(),
        inputs: serde_json::to_string(&found).unwrap(),
        outcome: None,
        asked_at: None,
        answer_due: None,
        created_at: at,
        closed_at: None,
        closed_by: None,
    };
    let tx = world.bench.ctx.store.write().await.unwrap();
    filed.into_active_model().insert(&tx).await.unwrap();
    version.into_active_model().insert(&tx).await.unwrap();
    row.into_active_model().insert(&tx).await.unwrap();
    tx.commit().await.unwrap();
}
