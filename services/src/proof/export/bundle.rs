//! A zip archive that is written file by file, with what each comes to.

use std::{
    fs::{File, OpenOptions},
    io::{self, BufReader, BufWriter, Read, Write},
    path::{Path, PathBuf},
};

use domain::chain::Digest;
use sha2::{Digest as _, Sha256};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

use crate::{
    backup::{Failure, failed},
    proof::form,
};

/// An archive that is being written.
pub struct Bundle {
    path: PathBuf,
    zip: ZipWriter<BufWriter<File>>,
    files: Vec<form::File>,
    digest: Sha256,
}

impl Bundle {
    /// Begins an archive in a file that is there and empty.
    pub fn create(path: &Path) -> Result<Self, Failure> {
        let file = OpenOptions::new().write(true).truncate(true).open(path);
        let file = file.map_err(|source| failed("could not write", path, source))?;
        let zip = ZipWriter::new(BufWriter::with_capacity(1 << 18, file));
        Ok(Self { path: path.to_owned(), zip, files: Vec::new(), digest: Sha256::new() })
    }

    /// Begins the next file.
    pub fn begin(&mut self, name: &str) -> Result<(), Failure> {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .large_file(true)
            .unix_permissions(0o600);
        self.zip.start_file(name, options).map_err(|source| self.failed(source.into()))?;
        self.digest = Sha256::new();
        self.files.push(form::File { name: name.to_owned(), sha256: Digest::ZERO, bytes: 0, rows: 0 });
        Ok(())
    }

    /// Adds bytes to it.
    pub fn put(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        self.digest.update(bytes);
        if let Some(file) = self.files.last_mut() {
            file.bytes += bytes.len() as u64;
        }
        self.zip.write_all(bytes).map_err(|source| failed("could not write", &self.path, source))
    }

    /// Adds a row to it.
    pub fn row(&mut self, line: &[u8]) -> Result<(), Failure> {
        if let Some(file) = self.files.last_mut() {
            file.rows += 1;
        }
        self.put(line)
    }

    /// Adds a row of JSON.
    pub fn json(&mut self, row: &impl serde::Serialize) -> Result<(), Failure> {
        let mut line = serde_json::to_vec(row).map_err(|source| self.failed(source.into()))?;
        line.push(b'\n');
        self.row(&line)
    }

    /// Adds a row of CSV.
    pub fn csv<T: AsRef<[u8]>>(&mut self, fields: impl IntoIterator<Item = T>) -> Result<(), Failure> {
        let line = csv_line(fields).map_err(|source| self.failed(source))?;
        self.row(&line)
    }

    /// Begins a file of CSV with its header.
    pub fn begin_csv(&mut self, name: &str, columns: &[&str]) -> Result<(), Failure> {
        self.begin(name)?;
        let line = csv_line(columns).map_err(|source| self.failed(source))?;
        self.put(&line)
    }

    /// Ends the file; answers how many rows it has.
    pub fn end(&mut self) -> u64 {
        let digest = std::mem::take(&mut self.digest).finalize();
        let Some(file) = self.files.last_mut() else { return 0 };
        file.sha256 = Digest(digest.into());
        file.rows
    }

    /// Adds a whole file.
    pub fn file(&mut self, name: &str, bytes: &[u8], rows: u64) -> Result<(), Failure> {
        self.begin(name)?;
        self.put(bytes)?;
        self.end();
        if let Some(file) = self.files.last_mut() {
            file.rows = rows;
        }
        Ok(())
    }

    /// The files that have ended.
    pub fn files(&self) -> &[form::File] {
        &self.files
    }

    /// Ends the archive; answers its SHA-256.
    pub fn finish(self) -> Result<String, Failure> {
        let Self { path, zip, .. } = self;
        let sum = || -> io::Result<String> {
            zip.finish()?.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?;
            let (mut file, mut digest, mut block) =
                (BufReader::new(File::open(&path)?), Sha256::new(), vec![0; 1 << 18]);
            loop {
                let got = file.read(&mut block)?;
                if got == 0 {
                    return Ok(Digest(digest.finalize().into()).to_string());
                }
                digest.update(block.get(..got).unwrap_or_default());
            }
        };
        sum().map_err(|source| failed("could not write", &path, source))
    }

    /// A failure of the archive.
    pub fn failed(&self, source: io::Error) -> Failure {
        failed("could not write", &self.path, source)
    }
}

fn csv_line<T: AsRef<[u8]>>(fields: impl IntoIterator<Item = T>) -> io::Result<Vec<u8>> {
    let mut line = csv::Writer::from_writer(Vec::new());
    line.write_record(fields)?;
    line.into_inner().map_err(|failure| io::Error::other(failure.to_string()))
}
