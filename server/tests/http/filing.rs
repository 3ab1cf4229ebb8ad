//! The enterprise's pages: who is told to sign, and what a correction changes.

use axum::http::StatusCode;
use domain::access::Role;
use domain::declaration::{Content, Explanation};
use domain::quarter::Quarter;
use rust_decimal::dec;
use services::accounts::Actor;
use services::declarations::{self, begin_correction};

use super::world::World;

const CHECK: &str = "/filing/2026Q3/check";

fn quarter() -> Quarter {
    "2026Q3".parse().unwrap()
}

/// Saves the draft after a change, with a reason for whatever is doubted.
async fn save(world: &World, by: &Actor, change: impl FnOnce(&mut Content)) {
    let ctx = &world.bench.ctx;
    let mut draft = declarations::draft(ctx, by, quarter()).await.unwrap();
    change(&mut draft.content);
    let doubted = draft.problems().into_iter().filter(|problem| problem.hinders(&draft.content));
    let reasons = doubted.map(|problem| Explanation {
        path: problem.path.to_string(),
        rule: problem.rule.into_owned(),
        text: "按台账核对".into(),
    });
    let reasons: Vec<_> = reasons.collect();
    draft.content.explanations.extend(reasons);
    declarations::save(ctx, by, quarter(), draft.revision, &draft.content).await.unwrap();
}

fn fill_in(content: &mut Content) {
    let water = &mut content.water;
    for figure in [&mut water.municipal_m3, &mut water.other_m3, &mut water.reused_m3, &mut water.discharged_m3] {
        *figure = Some(dec!(1_000));
    }
    content.electricity_kwh = Some(dec!(5_000));
    for row in &mut content.emissions {
        (row.mean, row.amount_kg) = (Some(dec!(0.3)), Some(dec!(0.3)));
    }
}

/// Signs as the page has it.
async fn sign(world: &World, cookie: &str) {
    let page = world.get_as(cookie, CHECK).await.text();
    let hidden = |name: &str| {
        let (_, rest) = page.split_once(&format!("name=\"{name}\" value=\"")).unwrap();
        rest.split('"').next().unwrap().to_owned()
    };
    let password = testing::ACCOUNT_PASSWORD.replace(' ', "+");
    let form = format!("revision={}&form={}&truth=yes&password={password}", hidden("revision"), hidden("form"));
    let signed = world.post(CHECK, cookie, &form).await;
    assert_eq!(signed.status, StatusCode::SEE_OTHER, "{}", signed.text());
}

#[tokio::test]
async fn a_draft_that_waits_for_a_signature_says_so_to_whom_it_concerns() {
    let world = World::new().await;
    let signer = world.bench.actor(Role::Certifier).await;
    let (preparer, certifier) = (world.signed_in(Role::Preparer).await, world.signed_in(Role::Certifier).await);
    let link = format!("href=\"{CHECK}\"");
    let blank = world.get_as(&certifier, "/filing").await.text();
    assert!(!blank.contains(&link), "nothing is filled in yet: {blank}");
    save(&world, &signer, fill_in).await;
    let mine = world.get_as(&certifier, "/filing").await.text();
    assert!(mine.contains("等您核对并提交") && mine.contains(&link), "{mine}");
    let theirs = world.get_as(&preparer, "/filing").await.text();
    assert!(theirs.contains("等申报确认人核对并提交"), "{theirs}");
    sign(&world, &certifier).await;
    let done = world.get_as(&certifier, "/filing").await.text();
    assert!(!done.contains("等您核对并提交"), "{done}");
}

#[tokio::test]
async fn a_correction_shows_what_it_changes_before_it_is_signed() {
    let world = World::new().await;
    let signer = world.bench.actor(Role::Certifier).await;
    let certifier = world.signed_in(Role::Certifier).await;
    save(&world, &signer, fill_in).await;
    let first = world.get_as(&certifier, CHECK).await.text();
    assert!(!first.contains("第 1 版相比"), "a first version has none before it: {first}");
    sign(&world, &certifier).await;
    let revision = declarations::draft(&world.bench.ctx, &signer, quarter()).await.unwrap().revision;
    begin_correction(&world.bench.ctx, &signer, quarter(), revision, "多录一位").await.unwrap();
    let begun = world.get_as(&certifier, CHECK).await.text();
    assert!(begun.contains("与第 1 版相比，没有改动"), "{begun}");
    assert!(begun.contains("没有可以提交的改动") && begun.contains("/filing/2026Q3#abandon"), "{begun}");
    assert!(!begun.contains("type=\"password\""), "nothing is there to be signed: {begun}");
    let mine = world.get_as(&certifier, "/filing").await.text();
    assert!(!mine.contains("等您核对并提交"), "nothing is corrected yet: {mine}");
    save(&world, &signer, |content| content.water.municipal_m3 = Some(dec!(900))).await;
    let changed = world.get_as(&certifier, CHECK).await.text();
    assert!(changed.contains("与第 1 版相比，改动了 1 处"), "{changed}");
    assert!(
        changed.contains("1,000 立方米") && changed.contains("<strong><span>900 立方米</span></strong>"),
        "{changed}"
    );
    let mine = world.get_as(&certifier, "/filing").await.text();
    assert!(mine.contains("等您核对并提交"), "{mine}");
}

#[tokio::test]
async fn a_receipt_is_a_page_of_its_own() {
    let world = World::new().await;
    let signer = world.bench.actor(Role::Certifier).await;
    let certifier = world.signed_in(Role::Certifier).await;
    save(&world, &signer, fill_in).await;
    sign(&world, &certifier).await;
    let receipt = world.get_as(&certifier, "/filing/2026Q3/receipts/1").await;
    assert_eq!(receipt.status, StatusCode::OK);
    assert_eq!(receipt.header("cache-control"), "private, no-cache", "one comes back to it without sending a form");
}

/// SHA-256 of bytes, hexadecimal.
fn sha256(bytes: &[u8]) -> String {
    use sha2::Digest;
    use std::fmt::Write;
    sha2::Sha256::digest(bytes).iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

#[tokio::test]
async fn the_text_of_a_receipt_is_served_to_its_enterprise_and_the_bureau_byte_for_byte() {
    let world = World::new().await;
    let signer = world.bench.actor(Role::Certifier).await;
    let certifier = world.signed_in(Role::Certifier).await;
    save(&world, &signer, fill_in).await;
    sign(&world, &certifier).await;
    let receipt = declarations::version(&world.bench.ctx, &signer, quarter(), 1).await.unwrap().receipt;
    let own = "/filing/2026Q3/versions/1/text".to_owned();
    let bureaus = format!("/bureau/enterprises/{}/declarations/2026Q3/1", testing::CREDIT_CODE);
    for (cookie, page, text) in [
        (&certifier, "/filing/2026Q3/receipts/1".to_owned(), &own),
        (&certifier, "/filing/2026Q3/versions/1".to_owned(), &own),
        (&world.signed_in(Role::Reviewer).await, bureaus.clone(), &format!("{bureaus}/text")),
    ] {
        let html = world.get_as(cookie, &page).await.text();
        let command = format!("sha256sum {}.txt", receipt.receipt_no);
        for words in [receipt.hash.as_str(), &command, &format!("href=\"{text}\""), "不向社会公开"] {
            assert!(html.contains(words), "{page} {words}: {html}");
        }
        let served = world.get_as(cookie, text).await;
        assert_eq!((served.status, served.header("content-type")), (StatusCode::OK, "text/plain; charset=utf-8"));
        assert_eq!(served.header("cache-control"), "no-store");
        assert_eq!(sha256(&served.body), receipt.hash, "{text}");
    }
    assert_eq!(world.get_as(&certifier, "/filing/2026Q3/versions/9/text").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_is_said_to_be_filled_in_is_filled_in() {
    let world = World::new().await;
    let preparer = world.signed_in(Role::Preparer).await;
    let page = world.get_as(&preparer, "/filing/2026Q3").await.text();
    assert!(page.contains("数字都未填") && !page.contains("已填入"), "nothing is known of the quarter: {page}");
}

#[tokio::test]
async fn a_correction_that_could_not_begin_keeps_its_reason_and_says_why() {
    let world = World::new().await;
    let signer = world.bench.actor(Role::Certifier).await;
    let (preparer, certifier) = (world.signed_in(Role::Preparer).await, world.signed_in(Role::Certifier).await);
    save(&world, &signer, fill_in).await;
    sign(&world, &certifier).await;
    let page = world.get_as(&preparer, "/filing/2026Q3").await.text();
    let revision = page.split(r#"name="revision" value=""#).nth(1).unwrap().split('"').next().unwrap().to_owned();
    let form = |reason: &str| format!("revision={revision}&reason={}", app::web::encode(reason));
    let begun = world.post("/filing/2026Q3/correction", &certifier, &form("产量少录")).await;
    assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.text());
    let late = world.post("/filing/2026Q3/correction", &preparer, &form("水表换过")).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    let html = late.text();
    for words in ["certifier 甲", "没有开始更正", "水表换过", "产量少录"] {
        assert!(html.contains(words), "{words}: {html}");
    }
    let abandon = world.post("/filing/2026Q3/correction/abandon", &preparer, &format!("revision={revision}")).await;
    assert_eq!(abandon.status, StatusCode::CONFLICT, "from the page before the correction");
    assert!(abandon.text().contains("没有放弃更正"), "{}", abandon.text());
}
