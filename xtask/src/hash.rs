//! Short names for contents.

use anyhow::{Context as _, Result};
use sha2::{Digest as _, Sha256};
use std::fs;
use std::path::{Path, PathBuf};

/// Half of a SHA-256 is more than enough to tell files apart, and half as long to read.
const BYTES: usize = 8;

/// The start of the SHA-256 of some bytes, in hexadecimal.
pub fn short(bytes: &[u8]) -> String {
    start(&Sha256::digest(bytes))
}

fn start(digest: &[u8]) -> String {
    hex::encode(&digest[..BYTES])
}

/// One name for everything in these files and folders, names included. What is missing counts as empty.
pub fn of_files(paths: &[PathBuf]) -> Result<String> {
    let mut all = Sha256::new();
    for path in paths {
        for file in files_below(path)? {
            let content = fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
            all.update(file.as_os_str().as_encoded_bytes());
            all.update(content.len().to_le_bytes());
            all.update(content);
        }
    }
    Ok(start(&all.finalize()))
}

/// A file itself, or all files below a folder, sorted.
pub fn files_below(path: &Path) -> Result<Vec<PathBuf>> {
    if path.is_file() {
        return Ok(vec![path.to_path_buf()]);
    }
    if !path.is_dir() {
        return Ok(Vec::new());
    }
    let entries = path.read_dir().with_context(|| format!("cannot list {}", path.display()))?;
    let mut files = Vec::new();
    for entry in entries {
        files.append(&mut files_below(&entry?.path())?);
    }
    files.sort_unstable();
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_the_start_of_the_sha_256() {
        assert_eq!(short(b"abc"), "ba7816bf8f01cfea");
    }

    #[test]
    fn moving_a_byte_from_one_file_to_the_next_is_a_change() {
        let folder = tempfile::tempdir().unwrap();
        let name = |first: &str, second: &str| {
            fs::write(folder.path().join("a"), first).unwrap();
            fs::write(folder.path().join("b"), second).unwrap();
            of_files(&[folder.path().to_path_buf()]).unwrap()
        };
        assert_ne!(name("xy", "z"), name("x", "yz"));
        assert_eq!(name("xy", "z"), name("xy", "z"));
    }
}
