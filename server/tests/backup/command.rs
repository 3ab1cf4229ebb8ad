//! The commands as an operator types them.

use std::{
    path::Path,
    process::{Command, Output},
};

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
