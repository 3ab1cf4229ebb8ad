//! The command line: one clear line and the right exit code.

use std::{
    io::Write,
    process::{Command, Output, Stdio},
};

use sea_orm::EntityTrait;
use testing::{Bench, CREDIT_CODE, IdProvider, MN};

fn mingjian(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_mingjian")).args(arguments).env("RUST_LOG", "off").output().unwrap()
}

/// Exit code, and what was said to the person.
fn said(output: &Output) -> (Option<i32>, String) {
    (output.status.code(), String::from_utf8_lossy(&output.stderr).trim().to_owned())
}

#[test]
fn a_port_in_use_is_named_with_the_way_out() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().display().to_string();
    let (code, text) = said(&mingjian(&["serve", "--listen", &address, "--data-dir", &data]));
    assert_eq!(code, Some(1));
    assert!(text.contains(&address) && text.contains("--listen") && text.lines().count() == 1, "{text}");
}

/// A figure that cannot be meant is refused where it stands, and not raised in silence.
#[test]
fn numbers_out_of_their_range_are_refused() {
    let flags: [(&str, &str, &[&str]); 3] = [
        ("serve", "--loggers", &["0", "-1", "x"]),
        ("serve", "--frames-per-minute", &["0", "4294967296"]),
        ("demo", "--enterprises", &["0"]),
    ];
    for (command, flag, values) in flags {
        for value in values {
            let (code, text) = said(&mingjian(&[command, &format!("{flag}={value}")]));
            assert_eq!(code, Some(2), "{command} {flag} {value}: {text}");
            let first = text.lines().next().unwrap();
            assert!(first.contains(flag) && first.contains(value), "{text}");
        }
    }
    let (code, text) = said(&mingjian(&["simulate", "--speed", "0"]));
    assert!(code == Some(2) && text.lines().next().unwrap().contains("--speed"), "{text}");
}

#[test]
fn the_demo_does_not_open_known_passwords_to_the_world() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().display().to_string();
    let (code, text) = said(&mingjian(&["serve", "--demo", "--listen", "0.0.0.0:0", "--data-dir", &data]));
    assert_eq!(code, Some(1));
    assert!(text.contains("--demo") && text.contains("127.0.0.1"), "{text}");
}

/// Before the database is touched.
#[tokio::test]
async fn a_wrong_setting_of_the_provider_is_one_line() {
    let (folder, provider) = (tempfile::tempdir().unwrap(), IdProvider::start().await);
    let data = folder.path().join("data").display().to_string();
    let secret = provider.secret_file().display().to_string();
    let serve = |issuer: &str, secret: &str, url: &[&str]| {
        let doors = ["serve", "--listen", "127.0.0.1:0", "--gateway", "off", "--admin", "off", "--data-dir", &data];
        let own = ["--oidc-issuer", issuer, "--oidc-client-id", "mingjian", "--oidc-client-secret", secret];
        said(&mingjian(&[&doors[..], &own, url].concat()))
    };
    let url = ["--public-url", "https://mingjian.example"];
    for (issuer, secret, url, word) in [
        ("http://id.example", &*secret, &url[..], "https://"),
        ("https://id.example", "/no/such/file", &url[..], "/no/such/file"),
        ("https://id.example", &*secret, &[][..], "--public-url"),
    ] {
        let (code, text) = serve(issuer, secret, url);
        assert_eq!((code, text.lines().count()), (Some(1), 1), "{text}");
        assert!(text.contains("--oidc") && text.contains(word), "{text}");
    }
    assert!(!folder.path().join("data").exists());
    let (code, text) = said(&mingjian(&["serve", "--oidc-issuer", "https://id.example"]));
    assert!(code == Some(2) && text.contains("--oidc-client-id"), "{text}");
}

#[test]
fn a_bad_flag_is_a_usage_error() {
    for arguments in
        [&["serve", "--gateway", "somewhere"][..], &["serve", "--lsten", "x"], &["demo", "--today", "soon"], &[]]
    {
        let (code, text) = said(&mingjian(arguments));
        assert_eq!(code, Some(2), "{arguments:?}: {text}");
        assert!(text.contains("--help") || text.contains("Usage"), "{text}");
    }
    assert!(said(&mingjian(&["serve", "--gateway", "somewhere"])).1.contains("127.0.0.1:9212"));
}

#[test]
fn a_database_that_cannot_be_opened_is_one_line() {
    for url in ["mysql://x", "sqlite:///no/such/folder/x.db", "sqlite:///proc/x.db", "postgres://nobody@127.0.0.1:1/x"]
    {
        let (code, text) = said(&mingjian(&["devices", "--database", url]));
        assert_eq!(code, Some(1), "{url}: {text}");
        assert!(text.starts_with("mingjian: ") && text.lines().count() == 1, "{url}: {text}");
    }
}

#[test]
fn a_key_file_that_cannot_be_read_is_one_line() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().display().to_string();
    std::fs::create_dir(folder.path().join("tip.keys")).unwrap();
    for command in [&["demo"][..], &["serve", "--listen", "127.0.0.1:0", "--gateway", "off", "--admin", "off"]] {
        let (code, text) = said(&mingjian(&[command, &["--data-dir", &data]].concat()));
        assert_eq!(code, Some(1), "{text}");
        assert!(text.contains("tip.keys") && text.lines().count() == 1, "{text}");
    }
}

#[tokio::test]
async fn the_keys_lie_in_the_data_folder_wherever_the_database_is() {
    let (bench, folder) = (Bench::new().await, tempfile::tempdir().unwrap());
    let data = folder.path().join("new");
    let made =
        mingjian(&["demo", "--enterprises", "6", "--database", &bench.url, "--data-dir", data.to_str().unwrap()]);
    let told = String::from_utf8_lossy(&made.stdout).into_owned();
    assert!(told.contains(" tip-offs."), "{told}{}", said(&made).1);
    assert!(data.join("tip.keys").is_file());
}

#[test]
fn a_database_without_a_schema_says_which_command_comes_first() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let ask = || said(&mingjian(&["devices", "--data-dir", &data.display().to_string()]));
    let (code, text) = ask();
    assert!(code == Some(1) && text.contains("there is no database at") && text.contains("--data-dir"), "{text}");
    assert!(!data.exists(), "a wrong folder is not made");
    std::fs::create_dir(&data).unwrap();
    std::fs::write(data.join("mingjian.db"), "").unwrap();
    let (code, text) = ask();
    assert!(code == Some(1) && text.contains("mingjian migrate"), "{text}");
}

/// The sample of the documentation, as the documentation goes through it.
#[tokio::test]
async fn a_first_city_is_looked_at_and_then_written() {
    let bench = Bench::new().await;
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/first-city");
    let kinds = [
        "towns",
        "enterprises",
        "products",
        "caps",
        "outlets",
        "limits",
        "loggers",
        "bills",
        "meters",
        "persons",
        "treatments",
    ];
    let files: Vec<_> = kinds.iter().map(|kind| folder.join(format!("{kind}.csv")).display().to_string()).collect();
    let import = |flags: &[&str]| {
        let files = files.iter().map(String::as_str);
        let all: Vec<_> = ["import", "register", "--database", &bench.url]
            .into_iter()
            .chain(flags.iter().copied())
            .chain(files)
            .collect();
        let output = mingjian(&all);
        (output.status.code(), String::from_utf8_lossy(&output.stdout).into_owned(), said(&output).1)
    };
    let (code, told, _) = import(&[]);
    assert_eq!(code, Some(0), "{told}");
    assert!(told.contains("Not written, only looked at: 27 new, 0 changed, 0 unchanged, 0 refused."), "{told}");
    assert!(told.contains("enterprises.csv (enterprises): 3 new"), "{told}");
    assert!(import(&["--commit"]).1.contains("Written: 27 new"));
    assert!(import(&["--commit"]).1.contains("Written: 0 new, 0 changed, 27 unchanged, 0 refused."));
    let (code, _, text) = import(&["--partial"]);
    assert!(code == Some(2) && text.contains("--commit"), "{text}");
    let deliver = |feed: &str, flags: &[&str]| {
        let file = folder.join(format!("feeds/{feed}.csv")).display().to_string();
        let all = [&["import", feed, "--database", &bench.url][..], flags, &[&*file]].concat();
        let output = mingjian(&all);
        (output.status.code(), String::from_utf8_lossy(&output.stdout).into_owned())
    };
    for feed in ["power", "water"] {
        for flags in [&[][..], &["--dry-run"]] {
            let (code, told) = deliver(feed, flags);
            assert_eq!(code, Some(0), "{told}");
            assert!(told.contains("only looked at: 2 new, 0 changed, 0 unchanged, 0 refused."), "{told}");
        }
        assert!(deliver(feed, &["--commit"]).1.contains("Written: 2 new"));
        assert!(deliver(feed, &["--commit"]).1.contains("Written: 0 new, 0 changed, 2 unchanged, 0 refused."));
    }
    assert_eq!(deliver("power", &["--commit", "--dry-run"]).0, Some(2));
    let map = folder.join("map.geojson").display().to_string();
    let draw = |flags: &[&str]| {
        let output = mingjian(&[&["import", "map", &*map, "--database", &bench.url][..], flags].concat());
        (output.status.code(), String::from_utf8_lossy(&output.stdout).into_owned(), said(&output).1)
    };
    let (code, told, _) = draw(&["--system", "WGS84"]);
    assert_eq!(code, Some(0), "{told}");
    assert!(told.contains("map.geojson (WGS-84): 2 towns, 1 rivers, 24 points"), "{told}");
    assert!(told.contains("Not written, only looked at: it would be the first map."), "{told}");
    assert!(draw(&["--system", "wgs84", "--commit"]).1.contains("Written: it is the first map."));
    assert!(draw(&["--system", "wgs84", "--commit"]).1.contains("Unchanged: it draws the map that stands."));
    for (flags, word) in [(&[][..], "--system"), (&["--system", "bd09"], "cgcs2000")] {
        let (code, _, text) = draw(flags);
        assert!(code == Some(2) && text.contains(word), "{text}");
    }
    assert_eq!(draw(&["--system", "wgs84", "--commit", "--dry-run"]).0, Some(2));
}

#[tokio::test]
async fn a_map_with_faults_is_told_and_ends_with_a_failure() {
    let (bench, folder) = (Bench::new().await, tempfile::tempdir().unwrap());
    let file = folder.path().join("地图.json");
    let square = "[[[23.0,113.0],[23.0,113.1],[23.1,113.1],[23.0,113.0]]]";
    let town = format!(
        r#"{{"type":"FeatureCollection","features":[{{"type":"Feature","properties":{{"name":"某镇"}},
        "geometry":{{"type":"Polygon","coordinates":{square}}}}}]}}"#
    );
    std::fs::write(&file, town).unwrap();
    let file = file.to_str().unwrap();
    let import = ["import", "map", file, "--system", "gcj02", "--commit", "--lang", "zh", "--database", &bench.url];
    let output = mingjian(&import);
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(told.contains("第 1 个要素第 1 条线第 1 个点 `[23.0,113.0]`: 经度和纬度写反了"), "{told}");
    assert!(told.contains("档案里没有这个镇街"), "{told}");
    let (code, text) = said(&output);
    assert!(code == Some(1) && text.lines().count() == 1 && text.contains("nothing was written"), "{text}");
    let (code, text) =
        said(&mingjian(&["import", "map", "/no/such.json", "--system", "wgs84", "--database", &bench.url]));
    assert!(code == Some(1) && text.contains("/no/such.json"), "{text}");
}

#[tokio::test]
async fn what_is_refused_is_told_and_ends_with_a_failure() {
    let (bench, folder) = (Bench::new().await, tempfile::tempdir().unwrap());
    let (table, report) = (folder.path().join("企业.csv"), folder.path().join("report.csv"));
    std::fs::write(&table, "行政区划代码,镇街名称,纬度,经度\n9.14419E+17,某镇,22.9,113.8\n").unwrap();
    let (table, report) = (table.to_str().unwrap(), report.to_str().unwrap());
    let output = mingjian(&[
        "import",
        "register",
        "--database",
        &bench.url,
        "--commit",
        "--lang",
        "zh",
        "--report",
        report,
        table,
    ]);
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    let (code, text) = said(&output);
    assert_eq!((code, text.lines().count()), (Some(1), 1), "{text}");
    assert!(told.contains("企业.csv A2 行政区划代码 `9.14419E+17`: 是科学记数法"), "{told}");
    let report = std::fs::read_to_string(report).unwrap();
    assert!(report.contains("科学记数法") && report.contains("scientific notation"), "{report}");
    let missing = mingjian(&["import", "register", "--database", &bench.url, "nowhere.csv"]);
    let (code, text) = said(&missing);
    assert!(code == Some(1) && text.contains("nowhere.csv") && text.lines().count() == 1, "{text}");
}

#[test]
fn templates_are_written_into_a_folder() {
    let folder = tempfile::tempdir().unwrap();
    let into = folder.path().join("templates");
    let (code, text) = said(&mingjian(&["import", "template", into.to_str().unwrap()]));
    assert_eq!(code, Some(0), "{text}");
    assert!(std::fs::read(into.join("mingjian-register.xlsx")).unwrap().starts_with(b"PK"));
    assert!(std::fs::read_to_string(into.join("limits.csv")).unwrap().contains("考核时段"));
    assert!(std::fs::read(into.join("mingjian-power.xlsx")).unwrap().starts_with(b"PK"));
    assert!(std::fs::read_to_string(into.join("power.csv")).unwrap().contains("用电量"));
}

#[test]
fn one_template_is_written_into_a_file_that_is_not_there() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str| folder.path().join(name);
    let write = |kind: &str, name: &str| said(&mingjian(&["import", kind, "--template", file(name).to_str().unwrap()]));
    assert_eq!(write("register", "a.xlsx").0, Some(0));
    assert_eq!(write("water", "b.csv").0, Some(0));
    assert!(std::fs::read(file("a.xlsx")).unwrap().starts_with(b"PK"));
    assert!(std::fs::read_to_string(file("b.csv")).unwrap().contains("用水量"));
    std::fs::write(file("c.xlsx"), "filled in").unwrap();
    for (kind, name) in [("power", "c.xlsx"), ("register", "d.csv")] {
        let (code, text) = write(kind, name);
        assert_eq!((code, text.lines().count()), (Some(1), 1), "{text}");
    }
    assert_eq!(std::fs::read_to_string(file("c.xlsx")).unwrap(), "filled in");
    let both = said(&mingjian(&["import", "power", "--template", "x.xlsx", "readings.csv"]));
    assert_eq!(both.0, Some(2), "{}", both.1);
}

#[tokio::test]
async fn devices_lists_every_logger_with_its_password_only_as_json() {
    let bench = Bench::new().await;
    bench.plating_works().await;
    let json = mingjian(&["devices", "--json", "--database", &bench.url]);
    let all: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!(all[0]["mn"], MN);
    assert_eq!(all[0]["password"], "123456");
    assert_eq!(all[0]["enterprise"], CREDIT_CODE);
    assert_eq!((&all[0]["outlet"], &all[0]["edition"]), (&"DW001".into(), &"2017".into()));
    assert_eq!(all[0]["pollutants"], serde_json::json!(["w20121"]));
    let table = String::from_utf8(mingjian(&["devices", "--database", &bench.url]).stdout).unwrap();
    assert!(table.contains(MN) && !table.contains("123456"), "{table}");
}

#[tokio::test]
async fn accounts_are_opened_with_a_password_from_standard_input() {
    let bench = Bench::new().await;
    bench.plating_works().await;
    let add = |arguments: &[&str], password: &str| {
        let mut child = Command::new(env!("CARGO_BIN_EXE_mingjian"))
            .args(["user", "add", "--database", &bench.url])
            .args(arguments)
            .env("RUST_LOG", "off")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // A command line that makes no sense is refused before anybody reads the password.
        let _closed = writeln!(child.stdin.take().unwrap(), "{password}");
        said(&child.wait_with_output().unwrap())
    };
    let good = "correct horse battery";
    assert_eq!(add(&["--login", "admin", "--role", "admin"], good).0, Some(0));
    assert_eq!(add(&["--login", "boss", "--role", "certifier", "--enterprise", CREDIT_CODE], good).0, Some(0));
    assert_eq!(add(&["--login", "li", "--role", "grid", "--town", "441900101"], good).0, Some(0));
    let refused = [
        (add(&["--login", "wu", "--role", "grid", "--town", "1"], good), "no town has this code"),
        (add(&["--login", "admin", "--role", "admin"], good), "already"),
        (add(&["--login", "other", "--role", "admin"], "short"), "10 characters"),
        (add(&["--login", "other", "--role", "preparer"], good), "needs an enterprise"),
        (add(&["--login", "o ther", "--role", "admin"], good), "login"),
    ];
    for ((code, text), word) in refused {
        assert_eq!(code, Some(1), "{text}");
        assert!(text.contains(word), "{text}");
    }
    assert_eq!(add(&["--login", "other", "--role", "king"], good).0, Some(2));
}

#[tokio::test]
async fn a_quarter_is_checked_from_the_command_line() {
    let bench = Bench::new().await;
    let today = bench.ctx.now().day();
    demo::fill(&bench.ctx, &demo::Options { enterprises: 3, ..demo::Options::on(today) }).await.unwrap();
    let check = |arguments: &[&str]| {
        let arguments = [&["check", "--database", &bench.url, "--quarter"], arguments].concat();
        let output = mingjian(&arguments);
        (said(&output), String::from_utf8(output.stdout).unwrap())
    };
    let ((code, error), printed) = check(&["2026Q3"]);
    assert_eq!((code, error.as_str()), (Some(0), ""), "{printed}");
    assert!(printed.contains("  X04 warning DW001 chemical oxygen demand: "), "{printed}");
    assert!(printed.ends_with("2026Q3: 2 declarations checked, 4 findings.\n"), "{printed}");
    let (_, again) = check(&["2026Q3"]);
    assert_eq!(again, printed, "run again it says the same");
    let works = entities::enterprise::Entity::find_by_id(2).one(bench.ctx.store.read()).await.unwrap().unwrap();
    let (_, one) = check(&["2026Q3", "--enterprise", works.credit_code.as_str(), "--verbose", "--lang", "zh"]);
    assert!(
        one.contains("化学需氧量") && one.contains("not checked") && one.contains("1 declaration checked"),
        "{one}"
    );
    let ((code, error), _) = check(&["2026Q3", "--enterprise", CREDIT_CODE]);
    assert_eq!(code, Some(1));
    assert!(error.contains("no enterprise") && error.lines().count() == 1, "{error}");
    let ((code, error), _) = check(&["2026-3"]);
    assert_eq!(code, Some(2));
    assert!(error.contains("2026Q3"), "{error}");
}

#[tokio::test]
async fn a_lost_key_file_is_told_and_not_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().display().to_string();
    let filled = mingjian(&["demo", "--enterprises", "6", "--data-dir", &data]);
    assert!(filled.status.success(), "{}", said(&filled).1);
    for name in ["mingjian.db", "tip.keys"] {
        let mode = std::os::unix::fs::PermissionsExt::mode(&folder.path().join(name).metadata().unwrap().permissions());
        assert_eq!(mode & 0o077, 0, "{name} is nobody else's to read");
    }
    std::fs::remove_file(folder.path().join("tip.keys")).unwrap();
    let ports = ["--listen", "127.0.0.1:0", "--gateway", "off", "--admin", "off"];
    let (code, text) = said(&mingjian(&[&["serve", "--data-dir", &data], &ports[..]].concat()));
    assert_eq!(code, Some(1), "{text}");
    assert!(text.contains("tip.keys is missing") && text.lines().count() == 1, "{text}");
    assert!(!folder.path().join("tip.keys").exists(), "no new file is taken for the lost one");
}

#[test]
fn a_database_that_cannot_be_opened_is_named_and_its_reason_said_once() {
    let (_, text) = said(&mingjian(&["devices", "--database", "sqlite:///no/such/folder/x.db"]));
    assert!(text.contains("there is no database at sqlite:///no/such/folder/x.db"), "{text}");
    let (_, text) = said(&mingjian(&["migrate", "--database", "sqlite:///no/such/folder/x.db"]));
    assert!(text.contains("/no/such/folder"), "{text}");
    assert_eq!(text.matches("No such file").count(), 1, "{text}");
    let (_, text) = said(&mingjian(&["devices", "--database", "postgres://nobody:secret@127.0.0.1:1/x"]));
    assert!(text.contains("postgres://nobody@127.0.0.1:1/x") && !text.contains("secret"), "{text}");
    assert_eq!(text.matches("connection").count(), 1, "{text}");
}
