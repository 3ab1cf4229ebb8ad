//! Cases on the bureau's side: written, cleared, published, taken down.

mod access;
mod draft;
mod law;
mod report;
mod way;
mod withdrawal;

use domain::{
    access::Role,
    case::{CaseContent, Gravity, Measures, ViolationKind, Withdrawal},
    credit_code::CreditCode,
    money::Fen,
};
use services::{
    Ctx, FormKey, Result,
    accounts::Actor,
    cases::{self, Report, draft, submit},
};
use testing::Bench;

use crate::public::rows::works;

/// Somebody of each role that has a hand in cases.
struct People {
    officer: Actor,
    legal: Actor,
    publisher: Actor,
}

async fn world() -> (Bench, People) {
    let bench = Bench::new().await;
    bench.plating_works().await;
    let people = People {
        officer: bench.actor(Role::Officer).await,
        legal: bench.actor(Role::Legal).await,
        publisher: bench.actor(Role::Publisher).await,
    };
    (bench, people)
}

/// A form that is sent for the first time.
fn form() -> FormKey {
    FormKey::generate()
}

/// The works, out of no finding.
fn about() -> (CreditCode, Option<i64>) {
    (works(), None)
}

/// A case that can be published.
fn content() -> CaseContent {
    CaseContent {
        kind: ViolationKind::OverLimit,
        acted_on: "2026-10-10".parse().unwrap(),
        acted_until: None,
        found_on: Some("2026-10-12".parse().unwrap()),
        decided_on: Some("2026-11-18".parse().unwrap()),
        transferred_on: None,
        returned_on: None,
        document_no: "示环罚字〔2026〕123号".into(),
        authority: "示范市生态环境局".into(),
        breached: "《中华人民共和国生态环境法典》第一百七十九条第二款".into(),
        facts: "总镍日均值 0.63 毫克/升，高于限值 0.5 毫克/升。".into(),
        basis: "《中华人民共和国生态环境法典》第一千一百零三条".into(),
        discretion: "起点 10%，超标倍数 5%。".into(),
        fine: Fen::yuan(325_000),
        measures: Measures::default(),
        gravity: Some(Gravity::Ordinary),
        gravity_basis: "普通程序作出的罚款".into(),
        rectification: String::new(),
        statement: String::new(),
    }
}

/// A draft that is whole; its number.
async fn drafted(bench: &Bench, people: &People) -> String {
    let (credit_code, finding) = about();
    draft(&bench.ctx, &people.officer, (&credit_code, finding), &content(), &form()).await.unwrap()
}

/// A published case; its number.
async fn published(bench: &Bench, people: &People) -> String {
    let no = drafted(bench, people).await;
    submit(&bench.ctx, &people.officer, &no, (1, &content()), &form()).await.unwrap();
    clear(&bench.ctx, &people.legal, &no, &form()).await.unwrap();
    publish(&bench.ctx, &people.publisher, &no, &form()).await.unwrap();
    no
}

/// The revision that a page shows which is opened just now.
async fn revision(ctx: &Ctx, actor: &Actor, no: &str) -> i64 {
    cases::show(ctx, actor, no).await.map_or(-1, |file| file.revision)
}

async fn clear(ctx: &Ctx, actor: &Actor, no: &str, form: &FormKey) -> Result<()> {
    cases::clear(ctx, actor, (no, revision(ctx, actor, no).await), form).await
}

async fn publish(ctx: &Ctx, actor: &Actor, no: &str, form: &FormKey) -> Result<()> {
    cases::publish(ctx, actor, (no, revision(ctx, actor, no).await), form).await
}

async fn send_back(ctx: &Ctx, actor: &Actor, no: &str, why: &str, form: &FormKey) -> Result<()> {
    cases::send_back(ctx, actor, (no, revision(ctx, actor, no).await), why, form).await
}

async fn withdraw(ctx: &Ctx, actor: &Actor, no: &str, why: (Withdrawal, &str), form: &FormKey) -> Result<()> {
    cases::withdraw(ctx, actor, (no, revision(ctx, actor, no).await), why, form).await
}

async fn report(ctx: &Ctx, actor: &Actor, no: &str, what: &Report, form: &FormKey) -> Result<()> {
    cases::report(ctx, actor, (no, revision(ctx, actor, no).await), what, form).await
}

async fn publish_report(ctx: &Ctx, actor: &Actor, no: &str, form: &FormKey) -> Result<()> {
    cases::publish_report(ctx, actor, (no, revision(ctx, actor, no).await), form).await
}

async fn return_report(ctx: &Ctx, actor: &Actor, no: &str, why: &str, form: &FormKey) -> Result<()> {
    cases::return_report(ctx, actor, (no, revision(ctx, actor, no).await), why, form).await
}
