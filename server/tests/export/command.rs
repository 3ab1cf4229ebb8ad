//! The commands as an operator types them.

use std::process::{Command, Output};

use testing::Bench;

fn mingjian(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_mingjian")).args(arguments).env("RUST_LOG", "off").output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8([&*output.stdout, &*output.stderr].concat()).unwrap()
}

#[tokio::test]
async fn an_operator_exports_and_imports() {
    let (bench, place) = (Bench::new().await, tempfile::tempdir().unwrap());
    bench.plating_works().await;
    let text = |name: &str| place.path().join(name).display().to_string();
    let folder = text("city");
    let output = mingjian(&["export", &folder, "--database", &bench.url]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!(said(&output).contains(" rows in ") && said(&output).contains("SHA256SUMS "), "{}", said(&output));
    let again = mingjian(&["export", &folder, "--database", &bench.url]);
    assert!(again.status.code() == Some(1) && said(&again).contains("not empty"), "{}", said(&again));

    let looked_at = mingjian(&["import", "folder", &folder, "--dry-run"]);
    assert!(looked_at.status.code() == Some(0) && said(&looked_at).contains("is whole"), "{}", said(&looked_at));
    let data = text("moved");
    let output = mingjian(&["import", "folder", &folder, "--data-dir", &data]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!(said(&output).contains("rows imported"), "{}", said(&output));
    let twice = mingjian(&["import", "folder", &folder, "--data-dir", &data]);
    assert!(twice.status.code() == Some(1) && said(&twice).contains("nothing was imported"), "{}", said(&twice));

    std::fs::write(place.path().join("city/tables/town.csv"), "id\n").unwrap();
    let cut = mingjian(&["import", "folder", &folder, "--dry-run"]);
    assert!(cut.status.code() == Some(1) && said(&cut).contains("town.csv is damaged"), "{}", said(&cut));
    let refused = mingjian(&["import", "folder", &folder, "--data-dir", &text("other")]);
    assert_eq!(refused.status.code(), Some(1), "{}", said(&refused));
    assert!(!place.path().join("other").exists(), "no folder is left of it");
    let nothing = mingjian(&["export", &text("x"), "--data-dir", &text("nowhere")]);
    assert!(nothing.status.code() == Some(1) && said(&nothing).contains("no database"), "{}", said(&nothing));
}
