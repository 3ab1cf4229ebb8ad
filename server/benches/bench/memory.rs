//! Memory of the idle server with the demo city.

use std::time::Duration;

use crate::{client, portal::Portal, report::Report};

pub async fn measure(report: &mut Report) {
    let portal = Portal::start();
    // Idle, but not untouched: somebody has looked at it.
    for path in ["/", "/enterprises", "/cases", "/data"] {
        client::get(portal.address, path).await;
    }
    tokio::time::sleep(Duration::from_secs(5)).await;
    report.at_most("memory of the idle server with the demo city", "MB", portal.memory(), 150.0);
}
