//! A file that is written from its beginning to its end, and what it comes to.

use std::{
    fs::{self, OpenOptions},
    io::{self, BufWriter, Write},
    os::unix::fs::{DirBuilderExt, OpenOptionsExt},
    path::{Path, PathBuf},
};

use sha2::{Digest, Sha256};

use super::manifest::File;
use crate::backup::{Failure, failed};

/// A file that is being written, or nothing but its checksum.
pub struct Sink {
    name: String,
    path: PathBuf,
    file: Option<BufWriter<fs::File>>,
    digest: Sha256,
    rows: u64,
    bytes: u64,
}

impl Sink {
    /// Begins a file in a folder, which only its owner may read. Folders between are made.
    pub fn create(folder: &Path, name: &str) -> Result<Self, Failure> {
        let path = folder.join(name);
        let begin = || -> io::Result<fs::File> {
            if let Some(between) = path.parent() {
                fs::DirBuilder::new().recursive(true).mode(0o700).create(between)?;
            }
            OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path)
        };
        let file = begin().map_err(|source| failed("could not write", &path, source))?;
        Ok(Self { file: Some(BufWriter::with_capacity(1 << 20, file)), ..Self::nowhere(name, path) })
    }

    /// Keeps nothing but what it would come to.
    pub fn counting(name: &str) -> Self {
        Self::nowhere(name, PathBuf::from(name))
    }

    fn nowhere(name: &str, path: PathBuf) -> Self {
        Self { name: name.to_owned(), path, file: None, digest: Sha256::new(), rows: 0, bytes: 0 }
    }

    /// Adds bytes.
    pub fn put(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        self.digest.update(bytes);
        self.bytes += bytes.len() as u64;
        match &mut self.file {
            Some(file) => file.write_all(bytes).map_err(|source| failed("could not write", &self.path, source)),
            None => Ok(()),
        }
    }

    /// Adds a row.
    pub fn row(&mut self, line: &[u8]) -> Result<(), Failure> {
        self.rows += 1;
        self.put(line)
    }

    /// Puts it on the disk, and says what it comes to.
    pub fn finish(self) -> Result<File, Failure> {
        if let Some(file) = self.file {
            let synced = file.into_inner().map_err(io::IntoInnerError::into_error).and_then(|file| file.sync_all());
            synced.map_err(|source| failed("could not write", &self.path, source))?;
        }
        let sha256 = hex::encode(self.digest.finalize());
        Ok(File { place: self.name, rows: self.rows, bytes: self.bytes, sha256 })
    }
}
