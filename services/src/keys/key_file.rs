//! The key file: one key in each line, its number and 64 hexadecimal digits.

use std::{
    fs::{File, OpenOptions},
    io::{self, ErrorKind, Read, Write},
    os::unix::fs::{OpenOptionsExt, PermissionsExt},
    path::Path,
};

use super::Keys;
use crate::{Error, Result, secret};

const HEADER: &str = "\
# The keys of tip-offs and second factors. Without this file nobody can read them again: keep a copy apart from the database and its
# copies. A new key is a new line with the next number; remove none.
";

pub(super) fn load_or_create(path: &Path) -> Result<Keys> {
    let failed = |source| Error::Io { what: format!("the key file {}", path.display()), source };
    match File::open(path) {
        Ok(file) => load(path, file),
        Err(error) if error.kind() == ErrorKind::NotFound => {
            create(path).map_err(failed)?;
            load(path, File::open(path).map_err(failed)?)
        }
        Err(error) => Err(failed(error)),
    }
}

/// Reads the file, and makes none where there is none.
pub(super) fn load_existing(path: &Path) -> Result<Keys> {
    match File::open(path) {
        Ok(file) => load(path, file),
        Err(error) if error.kind() == ErrorKind::NotFound => Err(Error::Key(format!(
            "the key file {} is missing, and the database holds tip-offs or second factors that nobody can open without it; put it back from \
             its copy (chmod 600), or name the folder that holds it with --data-dir",
            path.display()
        ))),
        Err(source) => Err(Error::Io { what: format!("the key file {}", path.display()), source }),
    }
}

fn create(path: &Path) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder)?;
    let mut file = match OpenOptions::new().write(true).create_new(true).mode(0o600).open(path) {
        Ok(file) => file,
        // Another process was quicker: its key counts.
        Err(error) if error.kind() == ErrorKind::AlreadyExists => return Ok(()),
        Err(error) => return Err(error),
    };
    file.write_all(format!("{HEADER}1 {}\n", secret::hex(&secret::random())).as_bytes())?;
    // On the disk before anything is encrypted with it.
    file.sync_all()?;
    File::open(folder)?.sync_all()
}

fn load(path: &Path, mut file: File) -> Result<Keys> {
    let failed = |source| Error::Io { what: format!("the key file {}", path.display()), source };
    let mode = file.metadata().map_err(failed)?.permissions().mode();
    if mode & 0o077 != 0 {
        let path = path.display();
        return Err(Error::Key(format!("others can read the key file {path}; run: chmod 600 {path}")));
    }
    let mut text = String::new();
    file.read_to_string(&mut text).map_err(failed)?;
    parse(&text).ok_or_else(|| {
        Error::Key(format!("the key file {} must hold lines with a number and 64 hexadecimal digits", path.display()))
    })
}

fn parse(text: &str) -> Option<Keys> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let keys: Vec<(u8, [u8; 32])> = lines.map(key).collect::<Option<_>>()?;
    (!keys.is_empty()).then(|| Keys::of(keys.into_iter()))
}

fn key(line: &str) -> Option<(u8, [u8; 32])> {
    let (number, digits) = line.split_once(' ')?;
    let mut key = [0; 32];
    hex::decode_to_slice(digits, &mut key).ok()?;
    Some((number.parse().ok()?, key))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mode(path: &Path) -> u32 {
        std::fs::metadata(path).unwrap().permissions().mode() & 0o777
    }

    #[test]
    fn the_first_start_makes_a_key_that_the_next_one_finds() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new/tip.keys");
        let first = load_or_create(&path).unwrap();
        assert_eq!(mode(&path), 0o600);
        let second = load_or_create(&path).unwrap();
        assert_eq!(first.digest("x", b"y").unwrap(), second.digest("x", b"y").unwrap());
    }

    #[test]
    fn a_file_that_others_can_read_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("tip.keys");
        load_or_create(&path).unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o640)).unwrap();
        let refused = load_or_create(&path).unwrap_err().to_string();
        assert!(refused.contains("chmod 600"), "{refused}");
    }

    #[test]
    fn what_holds_no_keys_is_refused() {
        let key = "a".repeat(64);
        assert!(parse(&format!("# note\n1 {key}\n\n2 {key}\n")).is_some());
        for text in ["", "# only a note", "1 abc", &format!("256 {key}"), &key.clone(), &format!("1 {key}é")] {
            assert!(parse(text).is_none(), "{text}");
        }
    }
}
