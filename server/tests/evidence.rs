//! Frames as evidence, from the gateway's socket to the archive that somebody else checks, by the commands.

use std::process::{Command, Output};

use domain::chain::heads::Heads;
use hj212::{Edition, Station, SystemType};
use sea_orm::ConnectionTrait;
use server::gateway::Limits;
use testing::{Bench, CREDIT_CODE, MN, PASSWORD};

use crate::gateway::support::{Gateway, nickel, station};

fn mingjian(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_mingjian")).args(arguments).env("RUST_LOG", "off").output().unwrap()
}

/// Exit code, what was printed, and what was said to the person.
fn run(arguments: &[&str]) -> (Option<i32>, String, String) {
    let output = mingjian(arguments);
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code(), text(&output.stdout), text(&output.stderr).trim().to_owned())
}

/// A gateway's day: frames that are taken, one that is repeated, one with a wrong sum, and one of a stranger.
async fn a_day() -> Bench {
    let gateway = Gateway::start(Limits::default()).await;
    let mut logger = gateway.connect().await;
    for n in 0..50 {
        logger.send_packet(&nickel(&station(), n * 60 - 40_000, &format!("0.{:02}", 10 + n))).await;
        logger.receive().await.expect("no acknowledgement");
    }
    logger.send_packet(&nickel(&station(), 49 * 60 - 40_000, "0.59")).await;
    logger.receive().await.expect("no acknowledgement");
    let sound = nickel(&station(), 50 * 60 - 40_000, "0.7").encode();
    let mut broken = sound.to_vec();
    let at = broken.len() - 3;
    broken[at] = if broken[at] == b'0' { b'1' } else { b'0' };
    logger.send(&broken).await;
    let stranger = Station::new(SystemType::WaterSource, PASSWORD, "000000000000000000000001", Edition::E2017);
    logger.send_packet(&nickel(&stranger, 0, "0.5")).await;
    gateway.settled(53).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stretch_is_checked_exported_and_verified_by_command() {
    let bench = a_day().await;
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let (file, heads) = (path("evidence.zip"), path("heads.txt"));
    let database = ["--database", &*bench.url];
    let today = bench.ctx.now().day().to_string();
    let check = |flags: &[&str]| run(&[&["evidence", "check", "--from", &today][..], &database, flags].concat());

    let (code, told, error) = check(&[]);
    assert_eq!((code, &*error), (Some(0), ""), "{told}");
    assert!(told.contains("53 frames in 2 chains worked out again, 0 chains broken"), "{told}");
    let (code, text, warned) = run(&[&["evidence", "heads", "--day", &today][..], &database].concat());
    assert!(code == Some(0) && text.starts_with(&format!("mingjian-heads-1 {today}\n")), "{text}");
    // The bench's day is long over for the program.
    assert_eq!(warned, "");
    std::fs::write(&heads, &text).unwrap();
    let (code, told, _) = check(&["--heads", &heads, "--lang", "zh"]);
    assert!(code == Some(0) && told.contains("与留存的 2 个链首比对"), "{told}");

    let export = |flags: &[&str]| {
        let what = ["--enterprise", CREDIT_CODE, "--outlet", "DW001", "--from", &*today, "--out", &*file];
        run(&[&["evidence", "export"][..], &database, &what, flags].concat())
    };
    let (code, _, error) = export(&[]);
    assert!(code == Some(2) && error.contains("--reason"), "{error}");
    let (code, _, error) = export(&["--reason", " "]);
    assert!(code == Some(1) && error.contains("--reason") && error.lines().count() == 1, "{error}");
    let (code, told, error) = export(&["--reason", "案件 2026-17"]);
    assert!(code == Some(0) && told.contains("SHA-256 ") && told.contains("passwords"), "{told}{error}");
    let (code, _, error) = export(&["--reason", "again"]);
    assert!(code == Some(1) && error.contains("exists already") && error.lines().count() == 1, "{error}");

    // Nothing of the portal is needed from here on.
    for (flags, words) in [
        (
            &[][..],
            ["50 values are in the frames that they name", "All that was checked fits.", "Compared with no heads"],
        ),
        (&["--heads", &*heads], ["案件 2026-17", "All that was checked fits.", "Compared with 1 heads"]),
        (&["--lang", "zh"], ["50 个数值确在所写的帧里", "核验的各项均相符。", "没有与另处留存的链首比对"]),
    ] {
        let (code, told, error) = run(&[&["verify", &*file][..], flags].concat());
        assert_eq!((code, &*error), (Some(0), ""), "{told}");
        assert!(words.iter().all(|word| told.contains(word)), "{told}");
    }

    // Heads that are none of the archive's are not passed over, and it is not for the archive to say what was removed.
    let mut others = Heads::read(&text).unwrap();
    others.day = "2026-01-01".parse().unwrap();
    std::fs::write(path("others.txt"), others.text()).unwrap();
    for (lang, word) in [("en", "nothing could be compared"), ("zh", "没有一个可以比对")] {
        let (code, told, _) = run(&["verify", &file, "--heads", &path("others.txt"), "--lang", lang]);
        assert!(code == Some(1) && told.contains(word), "{told}");
    }
    assert_eq!(run(&["verify", &file, "--heads", &heads, "--removed-before", "2026-01-01"]).0, Some(0));
    assert_eq!(check(&["--heads", &heads, "--removed-before", "2026-01-01"]).0, Some(0));
    let (code, _, error) = run(&["verify", &file, "--removed-before", "x"]);
    assert!(code == Some(2) && error.contains("--removed-before"), "{error}");

    // Somebody changes the time at which a frame came.
    let tx = bench.ctx.store.write().await.unwrap();
    tx.execute_unprepared("UPDATE raw_frame SET received_at = received_at + 1 WHERE position = 7").await.unwrap();
    tx.commit().await.unwrap();
    let (code, told, error) = check(&[]);
    assert!(code == Some(1) && error == "mingjian: 1 troubles in 1 chains", "{error}");
    assert!(told.contains(&format!("{today} {MN} (1): of frame ")) && told.contains("(place 7)"), "{told}");
    std::fs::remove_file(&file).unwrap();
    assert_eq!(export(&["--reason", "as it stands now"]).0, Some(0));
    let (code, told, error) = run(&["verify", &file, "--lang", "zh"]);
    assert!(code == Some(1) && error.contains("处问题"), "{error}");
    assert!(told.contains("frames.jsonl 第 7 行：设备") && told.contains("已被改动"), "{told}");
}

#[tokio::test]
async fn what_makes_no_sense_is_one_line() {
    let bench = Bench::new().await;
    bench.plating_works().await;
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    std::fs::write(path("heads.txt"), "mingjian-heads-1 2026-11-20\n1 2 3\n").unwrap();
    std::fs::write(path("x.zip"), "PK and nothing else").unwrap();
    let (out, heads, zip) = (path("out.zip"), path("heads.txt"), path("x.zip"));
    let database = ["--database", &*bench.url];
    let export = |outlet: &'static str, out: &str| {
        let what = ["evidence", "export", "--enterprise", CREDIT_CODE, "--outlet", outlet, "--reason", "x"];
        run(&[&what[..], &database, &["--from", "2026-11-20", "--out", out]].concat())
    };
    for ((code, _, text), word) in [
        (
            run(&[&["evidence", "check", "--from", "2026-11-20", "--to", "2026-11-19"][..], &database].concat()),
            "is before",
        ),
        (run(&[&["evidence", "check", "--from", "2026-11-20", "--heads", &heads][..], &database].concat()), "SHA-256"),
        (run(&["evidence", "check", "--from", "2026-11-20", "--data-dir", "/no/such"]), "there is no database"),
        (export("DW009", &out), "there is no outlet DW009"),
        (export("DW001", "/no/such/x.zip"), "there is no folder"),
        (run(&["verify", &zip]), "no zip archive"),
        (run(&["verify", &zip, "--lang", "zh"]), "不是 zip 文件"),
        (run(&["verify", "/no/such.zip"]), "/no/such.zip"),
        (run(&["verify", &zip, "--heads", "/no/such"]), "/no/such"),
    ] {
        assert_eq!((code, text.lines().count()), (Some(1), 1), "{text}");
        assert!(text.starts_with("mingjian: ") && text.contains(word), "{text}");
    }
    assert!(!std::path::Path::new(&out).exists());
}
