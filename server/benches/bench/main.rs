//! The numbers of docs/BENCHMARKS.md, each next to its limit in the same run: `cargo xtask bench`.
//!
//! Machines are noisy and differ, so a claim is a ratio to what the same machine does at the same time without us: a
//! bare insert loop, a plain route.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout, missing_docs)]
// Counts of frames and bytes are far below 2^52.
#![allow(clippy::cast_precision_loss)]

mod backup;
mod client;
mod deliveries;
mod editor;
mod filing;
mod first_load;
mod gateway;
mod memory;
mod pages;
mod portal;
mod register;
mod report;
mod sign_in;
mod works;

use report::Report;

fn main() {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(async {
        if std::env::args().any(|argument| argument == pages::PLAIN) {
            return pages::serve_plain().await;
        }
        let mut report = Report::default();
        // One measurement alone, while somebody works on it.
        let asked = |name: &str| std::env::args().any(|argument| argument == name);
        if ["deliveries", "register", "backup", "pages"].into_iter().any(asked) {
            if asked("pages") {
                pages::measure(&mut report).await;
            }
            if asked("backup") {
                backup::measure(&mut report).await;
            }
            if asked("deliveries") {
                deliveries::measure(&mut report).await;
            }
            if asked("register") {
                register::measure(&mut report).await;
            }
            return report.print();
        }
        gateway::measure(&mut report).await;
        pages::measure(&mut report).await;
        sign_in::measure(&mut report).await;
        filing::measure(&mut report).await;
        deliveries::measure(&mut report).await;
        register::measure(&mut report).await;
        backup::measure(&mut report).await;
        first_load::measure(&mut report).await;
        memory::measure(&mut report).await;
        editor::measure(&mut report);
        report.print();
        report.write(std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../target/bench.json")));
        // A number that is not reached fails the run: a table that nobody reads would be no test.
        std::process::exit(i32::from(!report.all_reached()));
    });
}
