//! The commands as an operator types them.

use std::{
    path::Path,
    process::{Command, Output},
};

use sea_orm::{ActiveModelTrait, IntoActiveModel};
use testing::Bench;

fn mingjian(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_mingjian")).args(arguments).env("RUST_LOG", "off").output().unwrap()
}

fn said(output: &Output) -> String {
    let text = [&*output.stdout, &*output.stderr].concat();
    String::from_utf8(text).unwrap()
}

fn text(path: &Path) -> String {
    path.display().to_string()
}

#[tokio::test]
async fn an_operator_backs_up_and_restores() {
    let bench = Bench::new().await;
    bench.plating_works().await;
    let folder = tempfile::tempdir().unwrap();
    let (data, file, keys) = (folder.path().join("data"), folder.path().join("b"), folder.path().join("k"));
    std::fs::create_dir(&data).unwrap();
    std::fs::write(data.join("tip.keys"), "1 00\n").unwrap();
    let (data, file, keys) = (text(&data), text(&file), text(&keys));
    let output = mingjian(&["backup", &file, "--database", &bench.url, "--data-dir", &data, "--keys", &keys]);
    let told = said(&output);
    assert_eq!(output.status.code(), Some(0), "{told}");
    assert!(told.contains(" rows, ") && told.contains("SHA-256 ") && told.contains("elsewhere"), "{told}");
    assert_eq!(std::fs::read_to_string(&keys).unwrap(), "1 00\n");
    let mode = std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(&file).unwrap().permissions());
    assert_eq!(mode & 0o077, 0, "nobody else reads a backup");
    std::fs::set_permissions(&file, std::os::unix::fs::PermissionsExt::from_mode(0o444)).unwrap();

    let again = mingjian(&["backup", &file, "--database", &bench.url, "--data-dir", &data]);
    assert_eq!(again.status.code(), Some(1));
    assert!(said(&again).contains("exists already"), "{}", said(&again));

    let (url, place) = testing::empty_place().await;
    let new_data = text(&place.path().join("data"));
    let output = mingjian(&["restore", &file, "--database", &url, "--data-dir", &new_data]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!(said(&output).contains("rows restored"), "{}", said(&output));
    if let Some(path) = url.strip_prefix("sqlite://") {
        let mode = std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(path).unwrap().permissions());
        assert_eq!(mode & 0o777, 0o600, "a database is nobody else's, whatever its backup was");
    }
    let twice = mingjian(&["restore", &file, "--database", &url, "--data-dir", &new_data]);
    assert_eq!(twice.status.code(), Some(1));
    assert!(said(&twice).contains("is not empty"), "{}", said(&twice));
}

#[test]
fn where_no_database_is_none_is_made_and_backed_up() {
    let folder = tempfile::tempdir().unwrap();
    let (data, file) = (text(&folder.path().join("data")), text(&folder.path().join("b")));
    let output = mingjian(&["backup", &file, "--data-dir", &data]);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("there is no database"), "{}", said(&output));
    assert_eq!(folder.path().read_dir().unwrap().count(), 0, "nothing was made");
}

/// A pipe that nobody writes into, and a device without an end: nobody waits for them.
#[test]
fn what_is_no_file_is_not_waited_for() {
    let folder = tempfile::tempdir().unwrap();
    let pipe = folder.path().join("pipe");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let data = text(&folder.path().join("a/b/data"));
    for source in [text(&pipe), "/dev/zero".to_owned()] {
        let restore = ["20", env!("CARGO_BIN_EXE_mingjian"), "restore", &source, "--data-dir", &data];
        let output = Command::new("timeout").args(restore).env("RUST_LOG", "off").output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{source}: {}", said(&output));
        assert!(said(&output).contains("is no file"), "{}", said(&output));
    }
    assert!(!folder.path().join("a").exists(), "the folders that were made for it are gone");
}

/// On a full disk nothing half is left: neither of a backup, nor of a database.
#[tokio::test]
async fn a_full_disk_leaves_nothing_half() {
    let bench = Bench::new().await;
    bench.plating_works().await;
    // More than the disk has: the archive of a works alone would find room on it.
    let frame = entities::raw_frame::Model {
        id: 7,
        device_id: None,
        received_at: bench.ctx.now(),
        verdict: "accepted".into(),
        tolerated: String::new(),
        wire: vec![b'x'; 200_000],
        digest: None,
        link: None,
        position: None,
    };
    let tx = bench.ctx.store.write().await.unwrap();
    frame.into_active_model().insert(&tx).await.unwrap();
    tx.commit().await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = text(&folder.path().join("b"));
    let data = text(&folder.path().join("data"));
    // The disk of a program that may write no file of more than this. The signal would end it; a disk sends none.
    let within = |kib: u32, arguments: &[&str]| {
        let script = format!("trap '' XFSZ; ulimit -f {kib}; exec \"$@\"");
        let mut command = Command::new("bash");
        command.args(["-c", &script, "-", env!("CARGO_BIN_EXE_mingjian")]).args(arguments);
        command.env("RUST_LOG", "off").output().unwrap()
    };
    let full = within(48, &["backup", &file, "--database", &bench.url]);
    assert_eq!(full.status.code(), Some(1), "{}", said(&full));
    assert_eq!(folder.path().read_dir().unwrap().count(), 0, "{}", said(&full));
    let whole = mingjian(&["backup", &file, "--database", &bench.url]);
    assert_eq!(whole.status.code(), Some(0), "{}", said(&whole));
    if !bench.is_postgres() {
        let full = within(48, &["restore", &file, "--data-dir", &data]);
        assert_eq!(full.status.code(), Some(1), "{}", said(&full));
        assert!(!Path::new(&data).exists(), "{}", said(&full));
        let restored = mingjian(&["restore", &file, "--data-dir", &data]);
        assert_eq!(restored.status.code(), Some(0), "{}", said(&restored));
    }
}
