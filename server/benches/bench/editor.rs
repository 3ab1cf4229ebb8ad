//! The declaration editor in a browser: from the key press to the finding.

use std::process::Command;

use crate::{portal::Portal, report::Report};

pub fn measure(report: &mut Report) {
    let portal = Portal::start();
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../end2end");
    let mut node = Command::new("node");
    node.arg("bench/editor.mjs").current_dir(folder).env("MINGJIAN_ORIGIN", format!("http://{}", portal.address));
    let output = node.output().expect("the editor is measured by Node.js");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let times: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let figure = |name: &str| times[name].as_f64().unwrap();
    let name = "editor: key press to finding, 200 rows, processor 4 times slower, 95th percentile";
    report.at_most(name, "ms", figure("p95"), 50.0);
    report.note("the same, median", "ms", figure("median"));
}
