//! Nothing of a tip-off reaches a log line.

use domain::access::Role;
use services::tips::{accept, answer, file, follow, open, open_identity, reply, write};
use testing::{Bench, Lines, client};
use tokio::runtime::Builder;
use tracing::dispatcher;

use super::{CONTACT, PLACE, TEXT, tip};

/// Walks the whole way of a tip-off and returns what nobody may read in a log.
async fn walk() -> Vec<String> {
    let bench = Bench::new().await;
    let ctx = &bench.ctx;
    bench.plating_works().await;
    let (intake, custodian) = (bench.actor(Role::Intake).await, bench.actor(Role::Custodian).await);
    let filed = file(ctx, tip(), client(1)).await.unwrap();
    let (code, no) = (filed.receipt_code.plain(), filed.tip_no.as_str());
    write(ctx, &code, "今晚又排了", None, client(1)).await.unwrap();
    open(ctx, &intake, no).await.unwrap();
    accept(ctx, &intake, no, None).await.unwrap();
    reply(ctx, &intake, no, "请问是哪一天？", None).await.unwrap();
    open_identity(ctx, &custodian, no, "依法核实举报").await.unwrap();
    answer(ctx, &intake, no, "已立案查处。", None).await.unwrap();
    let seen = follow(ctx, &code, client(1)).await.unwrap();
    follow(ctx, "1234567890123456", client(1)).await.unwrap_err();
    bench.drain_jobs().await;
    // What a careless line somewhere might print.
    tracing::info!(?filed, tip = ?tip(), client = ?client(1), tip_no = seen.tip_no, "the way of a tip-off");
    tokio::task::spawn_blocking(|| tracing::info!("from a thread aside")).await.unwrap();
    let spaced = format!("{} {}", &code[..4], &code[4..8]);
    let said =
        [TEXT, PLACE, CONTACT, "周某", "今晚又排了", "请问是哪一天", "已立案查处", "1234567890123456", "203.0.113"];
    said.iter().map(|&text| text.to_owned()).chain([code, spaced]).collect()
}

#[test]
fn no_log_line_says_what_was_reported_by_whom_or_from_where() {
    let (lines, [dispatch, _second]) = Lines::heard();
    let everywhere = dispatch.clone();
    // One thread for the use cases, and every thread aside writes into the same lines.
    let runtime = Builder::new_current_thread()
        .enable_all()
        .on_thread_start(move || std::mem::forget(dispatcher::set_default(&everywhere)))
        .build()
        .unwrap();
    let secrets = dispatcher::with_default(&dispatch, || runtime.block_on(walk()));
    drop(runtime);
    let log = lines.text();
    for line in ["the way of a tip-off", "from a thread aside"] {
        assert!(log.contains(line), "the test hears nothing: {log}");
    }
    for secret in secrets {
        assert!(!log.contains(&secret), "{secret} in {log}");
    }
}
