//! Archives from people who mean no good.

use std::{
    io::{Cursor, Write},
    path::Path,
};

use domain::lang::Lang;
use services::proof::{self, Given, Refused, Wanted};
use testing::CREDIT_CODE;
use zip::{ZipWriter, write::SimpleFileOptions};

use super::{
    archive::{packed, unpacked},
    day, first, minute, record, works,
};

type Files = Vec<(String, Vec<u8>)>;

/// The files of a sound archive.
async fn sound() -> Files {
    let (bench, one, _) = works().await;
    record(&bench, (0..3).map(|n| minute(&one, first().plus(n * 60_000), "0.1"))).await;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("x.zip");
    let wanted = Wanted {
        enterprise: CREDIT_CODE.parse().unwrap(),
        outlet: "DW001".parse().unwrap(),
        from: day("2026-11-20"),
        to: day("2026-11-20"),
        reason: "a test".into(),
    };
    proof::export(&bench.ctx, None, &wanted, &file).await.unwrap();
    unpacked(&file)
}

/// Verifies bytes; the sentence of whatever is refused, or how much is wrong.
fn verify(bytes: &[u8]) -> Result<u64, String> {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(bytes).unwrap();
    verify_file(file.path())
}

fn verify_file(path: &Path) -> Result<u64, String> {
    let outcome =
        proof::verify(path, &Given::default(), &mut |trouble| assert!(!trouble.said(Lang::Zh).contains('\0')));
    outcome.map(|verified| verified.troubles).map_err(|refused: Refused| {
        let (zh, en) = (refused.said(Lang::Zh), refused.said(Lang::En));
        assert!(zh.chars().any(|c| c > '\u{4e00}') && zh.lines().count() == 1 && en.lines().count() == 1, "{zh} {en}");
        en
    })
}

fn put(zip: &mut ZipWriter<Cursor<Vec<u8>>>, name: &str, bytes: &[u8]) {
    zip.start_file(name, SimpleFileOptions::default()).unwrap();
    zip.write_all(bytes).unwrap();
}

fn with(files: &Files, name: &str, bytes: Vec<u8>) -> Vec<u8> {
    let mut files = files.clone();
    files.iter_mut().find(|(of, _)| of == name).unwrap().1 = bytes;
    packed(&files)
}

#[tokio::test]
async fn what_is_no_archive_of_evidence_is_told_in_a_sentence() {
    let files = sound().await;
    let whole = packed(&files);
    assert_eq!(verify(&whole), Ok(0));
    for bytes in [&b""[..], b"x", b"PK", &[0; 4096], &[0xff; 10_000], b"PK\x05\x06"] {
        assert!(verify(bytes).unwrap_err().contains("no zip archive"), "{} bytes", bytes.len());
    }
    assert!(verify(&[0_u8; 22].map(|_| b'P')).unwrap_err().contains("no zip archive"));
    // An empty one is an archive of nothing.
    assert!(verify(&packed(&Vec::new())).unwrap_err().contains("it has no README.md"));
    for device in ["/dev/zero", "/dev/null", "/tmp"] {
        assert!(verify_file(Path::new(device)).is_err(), "{device}");
    }
    assert!(verify_file(Path::new("/no/such")).unwrap_err().contains("cannot be read"));
}

/// Cut anywhere, or with a byte changed anywhere: never a panic, and never a clean bill.
#[tokio::test]
async fn what_is_cut_or_damaged_never_passes() {
    let whole = packed(&sound().await);
    for at in (0..whole.len()).step_by(7) {
        assert!(verify(&whole[..at]).is_err(), "{at} bytes of it");
    }
    let mut passed = Vec::new();
    for at in (0..whole.len()).step_by(11) {
        let mut other = whole.clone();
        other[at] ^= 0x55;
        if verify(&other) == Ok(0) {
            passed.push(at);
        }
    }
    // Times, versions and attributes of a zip's own say nothing of what it holds.
    let content: Vec<_> = unpacked_again(&whole, &passed);
    assert!(content.is_empty(), "changed and not found at {content:?}");
}

/// Where a changed byte changed what the files hold.
fn unpacked_again(whole: &[u8], changed: &[usize]) -> Vec<usize> {
    let read = |bytes: &[u8]| {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(bytes).unwrap();
        std::panic::catch_unwind(|| unpacked(file.path())).ok()
    };
    let sound = read(whole);
    let differs = |at: &usize| {
        let mut other = whole.to_vec();
        other[*at] ^= 0x55;
        read(&other).is_some_and(|files| Some(files) != sound)
    };
    changed.iter().copied().filter(differs).collect()
}

#[tokio::test]
async fn names_that_do_not_belong_there_are_refused() {
    let files = sound().await;
    for name in ["../../etc/passwd", "/etc/passwd", "frames.jsonl/", "FRAMES.JSONL", "x\u{202e}y", "frames.jsonl\0"] {
        let mut more = files.clone();
        more.pop();
        more.push((name.to_owned(), b"x".to_vec()));
        assert!(verify(&packed(&more)).is_err(), "{name:?}");
    }
    // One more than there should be, and one name twice: the writer does not let that pass, so the name is changed behind it.
    let mut more = files.clone();
    more.push(("x".into(), Vec::new()));
    assert!(verify(&packed(&more)).unwrap_err().contains("too many files"));
    let mut twice: Files = files.iter().filter(|(name, _)| name != "acts.jsonl").cloned().collect();
    twice.push(("actx.jsonl".into(), b"x".to_vec()));
    let bytes = packed(&twice);
    let names = |bytes: &[u8], from: &[u8], to: &[u8]| -> Vec<u8> {
        let mut out = bytes.to_vec();
        for at in 0..out.len() - from.len() {
            if &out[at..at + from.len()] == from {
                out[at..at + to.len()].copy_from_slice(to);
            }
        }
        out
    };
    assert_eq!(verify(&names(&bytes, b"actx.jsonl", b"acts.jsonl")), Ok(2), "a checksum, and a line that is none");
    let doubled = names(&bytes, b"actx.jsonl", b"chains.csv");
    assert!(verify(&doubled).unwrap_err().contains("one name twice"), "{:?}", verify(&doubled));
}

#[tokio::test]
async fn what_unpacks_to_far_too_much_is_not_unpacked() {
    let files = sound().await;
    // Two hundred megabytes of nothing in two hundred kilobytes.
    for name in ["frames.jsonl", "measurements.csv", "manifest.json", "devices.json", "limits.csv"] {
        let refused = verify(&with(&files, name, vec![b'\n'; 200 << 20])).unwrap_err();
        assert!(refused.contains(name) && refused.contains("far too much"), "{refused}");
    }
    // One that says that it is small.
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files.iter().filter(|(name, _)| name != "acts.jsonl") {
        put(&mut zip, name, bytes);
    }
    put(&mut zip, "acts.jsonl", &vec![b' '; 20 << 20]);
    let mut bytes = zip.finish().unwrap().into_inner();
    let (size, said) = ((20_u32 << 20).to_le_bytes(), 1_000_u32.to_le_bytes());
    for at in 0..bytes.len() - 4 {
        if bytes[at..at + 4] == size {
            bytes[at..at + 4].copy_from_slice(&said);
        }
    }
    assert!(verify(&bytes).is_err());
}

#[tokio::test]
async fn nonsense_in_the_files_is_told_by_line() {
    let files = sound().await;
    let of = |name: &str| files.iter().find(|(of, _)| of == name).unwrap().1.clone();
    for (name, bytes, word) in [
        ("manifest.json", b"{}".to_vec(), "manifest.json is not in the form"),
        ("manifest.json", b"[".repeat(100_000), "manifest.json is not in the form"),
        ("manifest.json", br#"{"form":"mingjian-evidence-9"}"#.to_vec(), "does not know the form"),
        ("devices.json", b"{}".to_vec(), "devices.json is not in the form"),
        ("chains.csv", b"x\n".to_vec(), "chains.csv is not in the form"),
        ("measurements.csv", Vec::new(), "measurements.csv is not in the form"),
        ("frames.jsonl", random(2 << 20), "line 1 of frames.jsonl is too long"),
    ] {
        let refused = verify(&with(&files, name, bytes)).unwrap_err();
        assert!(refused.contains(word), "{name}: {refused}");
    }
    let huge = format!("{}\n", i64::MAX);
    for (name, more) in [
        ("frames.jsonl", "{}\n".to_owned()),
        ("frames.jsonl", "{\"id\":1}\n\u{feff}\n".to_owned()),
        ("chains.csv", format!("2026-11-20,1,{}", huge.replace('\n', ",x,1,1\n"))),
        ("chains.csv", format!("9999-99-99,1,{},{},1,1\n", i64::MAX, "0".repeat(64))),
        ("chains.csv", format!("2026-11-21,9,{},{},1,1\n", i64::MAX, "0".repeat(64))),
        ("chains.csv", format!("2026-11-21,9,{},{},1,1\n", i64::MIN, "0".repeat(64))),
        (
            "measurements.csv",
            format!("1,{},minute,{},x,w1,1,{},,true,,,,N,false\n", i64::MIN, i64::MAX, "9".repeat(400)),
        ),
        ("measurements.csv", format!("1,{},minute,{},x,w1,1,1,,true,,,,N,false\n", i64::MIN, i64::MAX)),
        ("measurements.csv", format!("1,{},day,{},x,w1,1,1,,true,,,,N,false\n", i64::MAX, i64::MIN)),
    ] {
        let mut bytes = of(name);
        bytes.extend_from_slice(more.as_bytes());
        let troubles = verify(&with(&files, name, bytes));
        assert!(matches!(troubles, Ok(2..)), "{name} {more}: {troubles:?}");
    }
    // A frame with every number at its end.
    let line = String::from_utf8(of("frames.jsonl")).unwrap();
    let line = line.lines().next().unwrap();
    let mut frame: serde_json::Value = serde_json::from_str(line).unwrap();
    for (arrived, position) in [(i64::MAX, i64::MAX), (i64::MIN, i64::MIN), (0, -1), (i64::MAX, 0)] {
        (frame["arrived_ms"], frame["position"], frame["id"]) = (arrived.into(), position.into(), i64::MAX.into());
        let bytes = [of("frames.jsonl"), frame.to_string().into_bytes(), b"\n".to_vec()].concat();
        assert!(matches!(verify(&with(&files, "frames.jsonl", bytes)), Ok(2..)), "{arrived} {position}");
    }
}

/// Bytes that do not pack, without a line end.
fn random(count: usize) -> Vec<u8> {
    let mut state = 88_172_645_463_325_252_u64;
    let next = move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state.to_be_bytes()[0] % 90) + b'!'
    };
    std::iter::repeat_with(next).take(count).collect()
}
