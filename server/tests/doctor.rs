//! `mingjian doctor`: what it finds, what it says, and that it changes nothing.

use std::{net::TcpListener, path::Path, process::Command};

use services::tips::{NewTip, file};
use testing::{Bench, CREDIT_CODE, IdProvider, Lie, client};

/// Runs the command with every door at a free port, but for what a test says otherwise.
fn doctor(arguments: &[&str]) -> (Option<i32>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mingjian"));
    command.args(["doctor", "--gateway", "off", "--admin", "off"]).args(arguments).env("RUST_LOG", "off");
    if !arguments.contains(&"--listen") {
        command.args(["--listen", "127.0.0.1:0"]);
    }
    let output = command.output().unwrap();
    (output.status.code(), String::from_utf8([&*output.stdout, &*output.stderr].concat()).unwrap())
}

fn lines<'a>(said: &'a str, mark: &str) -> Vec<&'a str> {
    said.lines().filter(|line| line.starts_with(mark)).collect()
}

fn text(path: &Path) -> String {
    path.display().to_string()
}

/// Before the first start there is nothing to mend, and nothing is made by looking.
#[test]
fn an_empty_machine_is_ready_for_a_first_start() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let (code, said) = doctor(&["--data-dir", &text(&data)]);
    assert_eq!(code, Some(0), "{said}");
    assert!(lines(&said, "BAD").is_empty(), "{said}");
    assert!(lines(&said, "odd").iter().any(|line| line.contains("no database yet")), "{said}");
    assert!(!data.exists(), "looking makes no folder");
}

#[tokio::test]
async fn a_database_is_looked_at_through_the_eyes_of_the_portal() {
    let bench = Bench::new().await;
    bench.plating_works().await;
    let folder = tempfile::tempdir().unwrap();
    let data = text(folder.path());
    let (code, said) = doctor(&["--database", &bench.url, "--data-dir", &data, "--lang", "zh"]);
    // A PostgreSQL that is there for tests is told to be quick and not to be safe, and that is all there is to mend.
    let unsafe_settings = ["fsync", "full_page_writes", "synchronous_commit"];
    let bad = lines(&said, "BAD");
    assert!(bad.iter().all(|line| unsafe_settings.iter().any(|name| line.contains(name))), "{said}");
    assert!(bench.is_postgres() || code == Some(0), "{said}");
    assert!(said.contains("表结构是最新的") && said.contains("管理员"), "{said}");
    assert!(!folder.path().join("tip.keys").exists(), "looking makes no keys");
}

#[tokio::test]
async fn what_is_broken_is_named_with_the_way_out() {
    let held = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = held.local_addr().unwrap().to_string();
    let folder = tempfile::tempdir().unwrap();
    let data = text(folder.path());
    // The port is held by somebody who says nothing, the database is away, nobody takes mail, and there is no such file.
    let arguments = [
        "--listen",
        &address,
        "--data-dir",
        &data,
        "--database",
        "postgres://m:secret@127.0.0.1:1/city",
        "--smtp",
        "smtp://127.0.0.1:1",
        "--site",
        "/no/such/site.toml",
    ];
    let (code, said) = doctor(&arguments);
    assert_eq!(code, Some(1), "{said}");
    let bad = lines(&said, "BAD");
    for word in [address.as_str(), "database", "mail server", "site.toml"] {
        assert!(bad.iter().any(|line| line.contains(word)), "{word}: {said}");
    }
    assert!(!said.contains("secret"), "{said}");
}

/// Keys that are not those of the database are found before the portal refuses to start.
#[tokio::test]
async fn a_missing_key_is_found() {
    let bench = Bench::new().await;
    bench.plating_works().await;
    let tip = NewTip {
        kind: Some(domain::case::ViolationKind::Evasion),
        enterprise: Some(CREDIT_CODE.parse().unwrap()),
        text: "夜里排黑水".into(),
        ..NewTip::default()
    };
    file(&bench.ctx, tip, client(1)).await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let (code, said) = doctor(&["--database", &bench.url, "--data-dir", &text(folder.path())]);
    assert_eq!(code, Some(1), "{said}");
    assert!(lines(&said, "BAD").iter().any(|line| line.contains("tip.keys") && line.contains("chmod 600")), "{said}");
}

/// The provider runs beside the command that asks it.
#[tokio::test(flavor = "multi_thread")]
async fn a_provider_of_identities_is_looked_at() {
    let (folder, provider) = (tempfile::tempdir().unwrap(), IdProvider::start().await);
    let (data, secret) = (text(folder.path()), text(&provider.secret_file()));
    let look = |issuer: &str| {
        let own = ["--oidc-issuer", issuer, "--oidc-client-id", "mingjian", "--oidc-client-secret", &secret];
        doctor(&[&own[..], &["--data-dir", &data, "--public-url", "https://mingjian.example"]].concat())
    };
    let (_, said) = look(provider.issuer());
    assert!(lines(&said, "ok ").iter().any(|line| line.contains("provider of identities answers")), "{said}");
    for (lie, word) in [(Lie::Document, "another issuer"), (Lie::Missing, "404")] {
        provider.lie(lie);
        let (code, said) = look(provider.issuer());
        assert!(code == Some(1) && lines(&said, "BAD").iter().any(|line| line.contains(word)), "{said}");
    }
    let (_, said) = look("http://127.0.0.1:1");
    assert!(lines(&said, "BAD").iter().any(|line| line.contains("not reached")), "{said}");
}
