//! Public pages while twenty people a second sign in. Hashing a password takes a processor for tens of milliseconds on
//! purpose; nobody who only reads should notice.

use crate::{client, portal::Portal, report::Report};

/// Seconds of each measurement.
const SECONDS: u32 = 6;
/// Readers a second: enough for a 99th percentile, far from what keeps the machine busy.
const READERS: u32 = 100;
/// People a second who sign in.
const SIGN_INS: u32 = 20;
/// Demo logins in turn: one login must not be throttled for the others.
const LOGINS: [&str; 5] = ["reviewer", "intake", "preparer", "officer", "auditor"];

pub async fn measure(report: &mut Report) {
    let portal = Portal::start();
    let address = portal.address;
    let quiet = client::latencies(address, "/", READERS, SECONDS).await;
    let sign_in = move |number: u32| async move {
        let login = LOGINS[number as usize % LOGINS.len()];
        client::post(address, "/sign-in", &format!("login={login}&password=mingjian-demo")).await
    };
    let (busy, answers) =
        tokio::join!(client::latencies(address, "/", READERS, SECONDS), client::paced(SIGN_INS, SECONDS, sign_in));
    assert!(answers.iter().all(|status| *status == 303), "somebody was not let in: {answers:?}");
    report.note("home page, 99th percentile, nobody signing in", "ms", percentile(quiet, 99));
    report.at_most("home page, 99th percentile, 20 sign-ins/s", "ms", percentile(busy, 99), 50.0);
}

fn percentile(mut values: Vec<f64>, per_cent: usize) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() * per_cent / 100]
}
