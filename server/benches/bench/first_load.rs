//! What a browser fetches for its first public page.

use crate::{client, portal::Portal, report::Report};

pub async fn measure(report: &mut Report) {
    let portal = Portal::start();
    let page = client::get(portal.address, "/").await;
    let mut html = Vec::new();
    brotli::BrotliDecompress(&mut page.as_slice(), &mut html).unwrap();
    let html = String::from_utf8(html).unwrap();
    let mut total = page.len();
    for address in addresses(&html) {
        total += client::get(portal.address, &address).await.len();
    }
    report.at_most("first load of the home page, brotli", "KB", total as f64 / 1000.0, 150.0);
}

/// Every built file that the page names: styles, scripts, the module.
fn addresses(html: &str) -> Vec<String> {
    let mut all: Vec<_> = html
        .split('"')
        .filter(|text| text.starts_with("/pkg/") || text.starts_with("/favicon"))
        .map(str::to_owned)
        .collect();
    all.sort();
    all.dedup();
    assert!(all.iter().any(|address| address.contains("style")), "the page has no style");
    all
}
