//! An archive verifies, and whatever is changed in it afterwards is found.

use std::{
    io::{Cursor, Read, Write},
    path::{Path, PathBuf},
    process::Command,
};

use domain::{
    access::Role,
    chain::{Digest, Fault, heads::Heads},
    lang::Lang,
    retention::Class,
    time::{DAY, HOUR, MINUTE, Stamp},
};
use entities::{audit, measurement};
use hj212::Interval;
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel};
use services::{
    Error,
    backup::Failure,
    monitoring::own_means::work_out_due,
    proof::{self, Exported, Given, Refused, Trouble, Unfit, Verified, Wanted},
    retention,
};
use testing::{Bench, CREDIT_CODE, MN};

use super::{day, first, held, minute, record, strange, taken, wire, works};

/// An archive in a folder that goes with it.
pub struct Written {
    pub file: PathBuf,
    exported: Exported,
    _folder: tempfile::TempDir,
}

pub fn wanted(from: &str, to: &str) -> Wanted {
    Wanted {
        enterprise: CREDIT_CODE.parse().unwrap(),
        outlet: "DW001".parse().unwrap(),
        from: day(from),
        to: day(to),
        reason: "the case of the plating works".into(),
    }
}

pub async fn export(bench: &Bench, wanted: &Wanted) -> Written {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("evidence.zip");
    let exported = proof::export(&bench.ctx, None, wanted, &file).await.unwrap();
    Written { file, exported, _folder: folder }
}

pub fn verify(file: &Path, heads: &[Heads]) -> (Verified, Vec<Trouble>) {
    verify_given(file, &Given { heads: heads.to_vec(), removed_before: None })
}

pub fn verify_given(file: &Path, given: &Given) -> (Verified, Vec<Trouble>) {
    let mut troubles = Vec::new();
    let verified = proof::verify(file, given, &mut |trouble| troubles.push(trouble)).unwrap();
    assert_eq!(verified.troubles, troubles.len() as u64);
    (verified, troubles)
}

/// The files of an archive.
pub fn unpacked(file: &Path) -> Vec<(String, Vec<u8>)> {
    let mut zip = zip::ZipArchive::new(std::fs::File::open(file).unwrap()).unwrap();
    (0..zip.len())
        .map(|at| {
            let mut part = zip.by_index(at).unwrap();
            let mut bytes = Vec::new();
            part.read_to_end(&mut bytes).unwrap();
            (part.name().unwrap().into_owned(), bytes)
        })
        .collect()
}

/// An archive of files.
pub fn packed(files: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The archive with one file changed, and the manifest brought in line with it: whoever changes one knows the other.
pub fn changed(file: &Path, name: &str, change: impl Fn(String) -> String) -> tempfile::NamedTempFile {
    remade(file, |of, text| if of == name { Some(change(text)) } else { None })
}

/// The archive with files changed; the manifest goes with them.
pub fn remade(file: &Path, change: impl Fn(&str, String) -> Option<String>) -> tempfile::NamedTempFile {
    let mut files = unpacked(file);
    let (name, mut manifest) = files.pop().unwrap();
    assert_eq!(name, "manifest.json");
    for (name, bytes) in &mut files {
        let before = String::from_utf8(bytes.clone()).unwrap();
        let Some(after) = change(name, before.clone()) else { continue };
        assert_ne!(before, after, "nothing was changed in {name}");
        let (old, new) = (Digest::of(before.as_bytes()), Digest::of(after.as_bytes()));
        let text = String::from_utf8(manifest).unwrap();
        let (head, tail) = text.split_once(&old.to_string()).unwrap();
        let (was, is) = (format!("\"bytes\": {}", before.len()), format!("\"bytes\": {}", after.len()));
        manifest = format!("{head}{new}{}", tail.replacen(&was, &is, 1)).into_bytes();
        *bytes = after.into_bytes();
    }
    let text = String::from_utf8(manifest).unwrap();
    let text = change("manifest.json", text.clone()).unwrap_or(text);
    files.push((name, text.into_bytes()));
    repacked(&files)
}

/// An archive of files, in a file that goes with it.
pub fn repacked(files: &[(String, Vec<u8>)]) -> tempfile::NamedTempFile {
    let mut other = tempfile::NamedTempFile::new().unwrap();
    other.write_all(&packed(files)).unwrap();
    other
}

/// Two days of two loggers: real-time values, one corrected, one sent again two days later, one held and released.
pub async fn city() -> Bench {
    let (bench, one, other) = works().await;
    let at = |minutes: i64| first().plus(minutes * MINUTE);
    let mut arrivals: Vec<_> = (0..30).map(|n| minute(&one, at(n * 60), &format!("0.{:02}", n + 10))).collect();
    arrivals.push(minute(&other, at(7), "0.5"));
    arrivals.push(minute(&one, at(60), "0.9"));
    arrivals.push(minute(&one, at(120), "0.12"));
    arrivals.push(strange(at(8), b"\x00\xff"));
    arrivals.push(held(minute(&one, at(90), "0.33")));
    arrivals.push(taken(&other, wire(&other.mn, Interval::Hour, at(60), "0.4"), at(2 * 60)));
    // Not a packet: kept, refused, with bytes that are no text.
    let mut refused = minute(&other, at(9), "0.1").refused("bad_segment");
    refused.wire = bytes::Bytes::from_static(b"##\xd6\xd0\x00\r\n");
    arrivals.push(refused);
    // A value of the first day that comes on the third.
    arrivals.push(taken(&one, wire(MN, Interval::Realtime, at(61), "0.77"), first().plus(2 * DAY + HOUR)));
    record(&bench, arrivals).await;
    let admin = bench.actor(Role::Admin).await;
    services::devices::release(&bench.ctx, &admin, MN, "looked at", &services::FormKey::generate()).await.unwrap();
    work_out_due(&bench.ctx).await.unwrap();
    bench
}

#[tokio::test]
async fn an_archive_holds_what_came_and_verifies() {
    let bench = city().await;
    let written = export(&bench, &wanted("2026-11-20", "2026-11-20")).await;
    let (verified, troubles) = verify(&written.file, &[]);
    assert_eq!(troubles, []);
    // 24 hours of the first day, one more of the other logger, a correction, an hour, a release, one that came later.
    assert_eq!((verified.values, verified.without_frame, verified.left_out), (29, 0, Some(0)));
    assert_eq!(written.exported.days, 2, "the day of the stretch, and the one on which a value of it came");
    assert_eq!((verified.linked.cast_unsigned(), verified.chains, verified.decided), (written.exported.frames, 3, 1));
    assert_eq!(verified.files, 10);

    let files = unpacked(&written.file);
    let text = |name: &str| {
        let (_, bytes) = files.iter().find(|(of, _)| of == name).unwrap();
        String::from_utf8(bytes.clone()).unwrap()
    };
    assert!(text("README.md").contains("mingjian-link-1") && text("README.md").contains("证据包"));
    assert!(!text("devices.json").contains("123456"), "no password but in the frames");
    assert!(text("frames.jsonl").contains("PW=123456") && text("frames.jsonl").contains("\"base64\":\"IyPW0AANCg==\""));
    assert!(text("limits.csv").contains("GB 21900-2008") && text("own_means.csv").contains("w20121"));
    assert!(text("acts.jsonl").contains("release-values") && text("acts.jsonl").contains("looked at"));
    let manifest: serde_json::Value = serde_json::from_str(&text("manifest.json")).unwrap();
    assert_eq!(
        (&manifest["by"], &manifest["reason"]),
        (&"command line".into(), &"the case of the plating works".into())
    );

    // The log says who took what, and the checksum of what they took.
    let lines = audit::Entity::find().all(bench.ctx.store.read()).await.unwrap();
    let line = lines.iter().find(|line| line.action == "export-evidence").unwrap();
    let bytes = std::fs::read(&written.file).unwrap();
    assert_eq!(Digest::of(&bytes).to_string(), written.exported.sha256);
    for word in ["DW001", "2026-11-20", "the case of the plating works", &written.exported.sha256] {
        assert!(line.detail.contains(word), "{}", line.detail);
    }
}

/// Somebody else's program, written from the README of the archive, comes to the same.
#[tokio::test]
async fn others_work_out_the_same_links() {
    let bench = city().await;
    let written = export(&bench, &wanted("2026-11-20", "2026-11-22")).await;
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/proof/recompute.py");
    let run = |file: &Path| Command::new("python3").arg(&script).arg(file).output();
    let output = match run(&written.file) {
        Err(absent) if absent.kind() == std::io::ErrorKind::NotFound => {
            eprintln!("python3 is not here: the links were not worked out by another program");
            return;
        }
        output => output.unwrap(),
    };
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
    let (verified, _) = verify(&written.file, &[]);
    assert_eq!(said.trim(), format!("{} frames in {} chains", verified.linked, verified.chains));
    // And finds what was changed.
    let other = changed(&written.file, "frames.jsonl", |text| text.replacen("w20121-Rtd=0.12", "w20121-Rtd=0.13", 1));
    let output = run(other.path()).unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stdout));
}

/// What somebody changes in an archive, and how it is told; the manifest goes with it.
#[tokio::test]
async fn what_is_changed_in_an_archive_is_found() {
    let bench = city().await;
    let written = export(&bench, &wanted("2026-11-20", "2026-11-20")).await;
    let line_of = |text: &str, with: &str| text.lines().find(|line| line.contains(with)).unwrap().to_owned() + "\n";
    let found = |name: &'static str, change: &dyn Fn(String) -> String| {
        let other = changed(&written.file, name, change);
        let (_, troubles) = verify(other.path(), &[]);
        for trouble in &troubles {
            assert!(trouble.said(Lang::Zh).contains(trouble.file) && trouble.said(Lang::En).contains(trouble.file));
        }
        troubles
    };
    let chain = |troubles: &[Trouble]| {
        let faults = troubles.iter().filter_map(|trouble| match &trouble.what {
            Unfit::Chain { fault, .. } => Some(*fault),
            _ => None,
        });
        faults.collect::<Vec<_>>()
    };

    // A figure, in the table alone and in the frame alone.
    let troubles = found("measurements.csv", &|text| text.replacen(",0.12,", ",0.02,", 1));
    assert!(
        matches!(&troubles[..], [Trouble { file: "measurements.csv", line: Some(_), what: Unfit::Figure { column: "value", said, sent, .. } }]
            if said == "0.02" && sent == "0.12"),
        "{troubles:?}"
    );
    let troubles = found("measurements.csv", &|text| text.replacen(",0.12,", ",120,", 1));
    assert!(matches!(troubles[0].what, Unfit::Figure { unit: true, .. }), "{troubles:?}");
    let troubles = found("measurements.csv", &|text| text.replacen(",N,", ",D,", 1));
    assert!(matches!(troubles[0].what, Unfit::Figure { column: "flag", .. }), "{troubles:?}");
    let troubles = found("frames.jsonl", &|text| text.replacen("Rtd=0.12", "Rtd=0.02", 1));
    assert!(matches!(chain(&troubles)[..], [Fault::Bytes { position: 3, .. }]), "{troubles:?}");

    // A row that was put in, one whose pollutant is another, one that names another frame, one that is out of its order.
    let troubles = found("measurements.csv", &|text| text.replacen("w20121", "w20122", 1));
    assert!(troubles.iter().any(|trouble| matches!(trouble.what, Unfit::NotInFrame { .. })), "{troubles:?}");
    let troubles = found("measurements.csv", &|text| {
        let row = line_of(&text, ",0.12,");
        let (frame, rest) = row.split_once(',').unwrap();
        text.replace(&row, &format!("{},{rest}", frame.parse::<i64>().unwrap() + 1))
    });
    assert!(troubles.iter().any(|trouble| matches!(trouble.what, Unfit::Order | Unfit::NoFrame(_))), "{troubles:?}");
    let troubles = found("measurements.csv", &|text| {
        let row = line_of(&text, ",0.12,");
        text.replace(&row, "") + &row
    });
    assert!(matches!(troubles[..], [Trouble { what: Unfit::Order, .. }]), "{troubles:?}");
    let troubles = found("measurements.csv", &|text| text + "x,y\n");
    assert!(matches!(troubles[..], [Trouble { what: Unfit::Unreadable, .. }]), "{troubles:?}");

    // A row that was taken out is no trouble that can be proved, and is said: two frames have the figure, one of them again.
    let other = changed(&written.file, "measurements.csv", |text| text.replace(&line_of(&text, ",0.12,"), ""));
    let (verified, troubles) = verify(other.path(), &[]);
    assert_eq!((verified.left_out, troubles), (Some(2), vec![]));
    let other = remade(&written.file, |name, text| match name {
        "measurements.csv" => Some(text.replace(&line_of(&text, ",0.12,"), "")),
        "devices.json" => Some(text.replace("\"stands_here\": true", "\"stands_here\": false")),
        _ => None,
    });
    assert_eq!(verify(other.path(), &[]).0.left_out, Some(2), "wherever the logger is said to stand");

    // Frames: one gone, one twice, two in another order, another verdict, another arrival, another logger.
    let third = |text: &str| line_of(text, "\"position\":3,");
    let gone = found("frames.jsonl", &|text| text.replace(&third(&text), ""));
    assert!(chain(&gone).contains(&Fault::Missing { from: 3, to: 3 }), "{gone:?}");
    let troubles = found("frames.jsonl", &|text| text.replace(&third(&text), &third(&text).repeat(2)));
    assert!(matches!(troubles[..], [Trouble { what: Unfit::Order, .. }]), "{troubles:?}");
    for (from, to) in [
        (
            "\"verdict\":\"bad_segment\",\"verdict_at_arrival\":\"bad_segment\"",
            "\"verdict\":\"crc\",\"verdict_at_arrival\":\"crc\"",
        ),
        ("\"tolerated\":\"\",\"digest\":\"", "\"tolerated\":\"\",\"digest\":\"0"),
        ("\"verdict_at_arrival\":\"held\"", "\"verdict_at_arrival\":\"accepted\""),
        ("\"device\":2", "\"device\":3"),
    ] {
        let troubles = found("frames.jsonl", &|text| text.replacen(from, to, 1));
        assert!(!troubles.is_empty(), "{from}");
    }
    let troubles = found("frames.jsonl", &|text| {
        let row = third(&text);
        let frame: serde_json::Value = serde_json::from_str(&row).unwrap();
        let arrived = frame["arrived_ms"].as_i64().unwrap();
        text.replace(&row, &row.replace(&arrived.to_string(), &(arrived + 1).to_string()))
    });
    assert!(matches!(chain(&troubles)[..], [Fault::Link { position: 3, .. }]), "{troubles:?}");

    // Heads.
    let troubles = found("chains.csv", &|text| text.replacen(",1,", ",2,", 1));
    assert!(!chain(&troubles).is_empty(), "{troubles:?}");
    let troubles = found("chains.csv", &|text| text.lines().take(1).map(|line| line.to_owned() + "\n").collect());
    assert!(chain(&troubles).iter().all(|fault| *fault == Fault::Headless) && troubles.len() == 3, "{troubles:?}");

    // A file alone, without the manifest.
    let mut files = unpacked(&written.file);
    let limits = files.iter_mut().find(|(name, _)| name == "limits.csv").unwrap();
    limits.1.extend_from_slice(b"more\n");
    let mut other = tempfile::NamedTempFile::new().unwrap();
    other.write_all(&packed(&files)).unwrap();
    let (_, troubles) = verify(other.path(), &[]);
    assert_eq!(troubles, [Trouble { file: "limits.csv", line: None, what: Unfit::Checksum }]);
}

#[tokio::test]
async fn heads_from_elsewhere_are_compared() {
    let bench = city().await;
    let written = export(&bench, &wanted("2026-11-20", "2026-11-20")).await;
    let heads = proof::heads(&bench.ctx, first().day()).await.unwrap();
    let (verified, troubles) = verify(&written.file, std::slice::from_ref(&heads));
    assert_eq!((verified.deposited, troubles), (2, vec![]), "the strangers' chain is not of this outlet");
    let mut other = heads.clone();
    other.heads[1].1.link = Digest::ZERO;
    let (_, troubles) = verify(&written.file, &[other]);
    assert!(
        matches!(&troubles[..], [Trouble { what: Unfit::Chain { fault: Fault::Deposited { .. }, .. }, .. }]),
        "{troubles:?}"
    );
    let far = Heads { day: domain::time::Day(day("2026-01-01")), ..heads };
    let (verified, troubles) = verify(&written.file, std::slice::from_ref(&far));
    assert_eq!((verified.deposited, &troubles[0].what), (0, &Unfit::Heads(far.day)), "of another day");
}

/// History that was imported has no frames, and frames go before values do.
#[tokio::test]
async fn values_whose_frame_is_not_there_any_more_are_told_apart() {
    let (bench, one, _) = works().await;
    let old = Stamp::parse("2021-10-20").unwrap();
    let hours = (0..3).map(|n| {
        let at = old.plus(n * HOUR);
        taken(&one, wire(MN, Interval::Hour, at, "0.2"), at.plus(HOUR + 1_000))
    });
    record(&bench, hours).await;
    let rows = measurement::Entity::find().all(bench.ctx.store.read()).await.unwrap();
    let imported = measurement::Model { frame_id: 0, pollutant: "w01018".into(), ..rows[0].clone() };
    let tx = bench.ctx.store.write().await.unwrap();
    imported.into_active_model().insert(&tx).await.unwrap();
    tx.commit().await.unwrap();
    let before = export(&bench, &wanted("2021-10-20", "2021-10-20")).await;
    let (verified, troubles) = verify(&before.file, &[]);
    assert_eq!((verified.values, verified.without_frame, troubles), (3, 1, vec![]));

    let place = tempfile::tempdir().unwrap();
    let gone = retention::remove(&bench.ctx, None, Some(place.path())).await.unwrap();
    assert!(gone.iter().any(|gone| gone.class == Class::Frames && gone.rows == 3), "{gone:?}");
    let after = export(&bench, &wanted("2021-10-20", "2021-10-20")).await;
    let (verified, troubles) = verify(&after.file, &[]);
    assert_eq!((verified.values, verified.frame_removed, verified.removed, troubles), (0, 3, 3, vec![]));
}

#[tokio::test]
async fn what_cannot_be_exported_leaves_nothing_behind() {
    let (bench, _, _) = works().await;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("x.zip");
    let nowhere = Wanted { outlet: "DW009".parse().unwrap(), ..wanted("2026-11-20", "2026-11-20") };
    let refused = proof::export(&bench.ctx, None, &nowhere, &file).await;
    assert!(matches!(refused, Err(Failure::Database(Error::NotFound))), "{refused:?}");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    // Of days without anything there is an archive that says so.
    let exported = proof::export(&bench.ctx, None, &wanted("2026-11-20", "2026-11-20"), &file).await.unwrap();
    assert_eq!((exported.frames, exported.values), (0, 0));
    let (verified, troubles) = verify(&file, &[]);
    assert_eq!((verified.linked, verified.values, troubles), (0, 0, vec![]));
    let again = proof::export(&bench.ctx, None, &wanted("2026-11-20", "2026-11-20"), &file).await;
    assert!(matches!(again, Err(Failure::Exists(_))), "{again:?}");
    assert!(matches!(proof::verify(Path::new("/no/such.zip"), &Given::default(), &mut |_| {}), Err(Refused::Io(_))));
}
