//! The archive as entries with a name and a content of a few megabytes.

use std::{
    fs::{File, OpenOptions},
    io::{self, BufReader, BufWriter, Read, Write},
    path::{Path, PathBuf},
};

use serde::{Serialize, de::DeserializeOwned};
use tar::{Archive, Builder, EntryType, Header};

use super::PART;
use crate::backup::{Failure, new_file::failed};

/// An archive that is being written.
pub struct Writer {
    path: PathBuf,
    tar: Builder<BufWriter<File>>,
}

impl Writer {
    /// Begins one in a file that is there and empty.
    pub fn create(path: &Path) -> Result<Self, Failure> {
        let file = OpenOptions::new().write(true).truncate(true).open(path);
        let file = file.map_err(|source| failed("could not write", path, source))?;
        Ok(Self { path: path.to_owned(), tar: Builder::new(BufWriter::with_capacity(1 << 20, file)) })
    }

    /// Adds an entry.
    pub fn add(&mut self, name: &str, content: &[u8]) -> Result<(), Failure> {
        let mut header = Header::new_gnu();
        header.set_entry_type(EntryType::Regular);
        header.set_mode(0o600);
        header.set_size(content.len() as u64);
        let added = self.tar.append_data(&mut header, name, content);
        added.map_err(|source| failed("could not write", &self.path, source))
    }

    /// Adds an entry of JSON.
    pub fn add_json(&mut self, name: &str, value: &impl Serialize) -> Result<(), Failure> {
        let json = serde_json::to_vec_pretty(value).map_err(io::Error::other);
        let json = json.map_err(|source| failed("could not write", &self.path, source))?;
        self.add(name, &json)
    }

    /// Writes what is still in memory.
    pub fn finish(self) -> Result<(), Failure> {
        let path = self.path;
        let finished = self.tar.into_inner().and_then(|mut file| file.flush());
        finished.map_err(|source| failed("could not write", &path, source))
    }
}

/// An entry that was read.
pub struct Entry {
    /// Its name.
    pub name: String,
    /// What it holds.
    pub content: Vec<u8>,
}

impl Entry {
    /// What it says as JSON.
    pub fn json<T: DeserializeOwned>(&self, file: &Path) -> Result<T, Failure> {
        serde_json::from_slice(&self.content)
            .map_err(|fault| Failure::Damaged { file: file.to_owned(), what: format!("{}: {fault}", self.name) })
    }

    /// The table that it is a part of.
    pub fn table(&self) -> &str {
        self.name.split('/').next().unwrap_or_default()
    }
}

/// An archive that is being read.
pub struct Reader {
    path: PathBuf,
    tar: Archive<BufReader<File>>,
}

impl Reader {
    /// Opens one.
    pub fn open(path: &Path) -> Result<Self, Failure> {
        let file = File::open(path).map_err(|source| failed("could not read", path, source))?;
        Ok(Self { path: path.to_owned(), tar: Archive::new(BufReader::with_capacity(1 << 20, file)) })
    }

    /// The entries from the first to the last. An end that comes too early is [`Failure::Cut`].
    pub fn entries(&mut self) -> Result<impl Iterator<Item = Result<Entry, Failure>> + use<'_>, Failure> {
        let path = self.path.clone();
        let entries = self.tar.entries().map_err(|source| broken(&path, &source))?;
        Ok(entries.map(move |entry| entry.and_then(read).map_err(|source| broken(&path, &source))))
    }
}

fn read(mut entry: tar::Entry<'_, BufReader<File>>) -> io::Result<Entry> {
    let name = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
    // Nothing that was written here is larger.
    if entry.size() > PART as u64 {
        return Err(io::Error::new(io::ErrorKind::InvalidData, format!("{name} is too large")));
    }
    let mut content = Vec::new();
    entry.read_to_end(&mut content)?;
    if (content.len() as u64) < entry.size() {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(Entry { name, content })
}

fn broken(path: &Path, source: &io::Error) -> Failure {
    if source.kind() == io::ErrorKind::UnexpectedEof {
        Failure::Cut(path.to_owned())
    } else {
        Failure::Damaged { file: path.to_owned(), what: source.to_string() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(path: &Path) -> Result<Vec<String>, Failure> {
        Reader::open(path)?.entries()?.map(|entry| Ok(entry?.name)).collect()
    }

    #[test]
    fn what_is_written_comes_back_and_a_cut_end_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.tar");
        std::fs::write(&path, "").unwrap();
        let mut archive = Writer::create(&path).unwrap();
        archive.add("town/000000", b"1\t\\N\n").unwrap();
        archive.add_json("manifest.json", &["x"]).unwrap();
        archive.finish().unwrap();
        assert_eq!(names(&path).unwrap(), ["town/000000", "manifest.json"]);
        let mut reader = Reader::open(&path).unwrap();
        let first = reader.entries().unwrap().next().unwrap().unwrap();
        assert_eq!((first.table(), &*first.content), ("town", &b"1\t\\N\n"[..]));

        let whole = std::fs::read(&path).unwrap();
        let cut = folder.path().join("cut.tar");
        // Inside the content of the first entry, and inside the head of the second.
        for length in [514, 1_100] {
            std::fs::write(&cut, &whole[..length]).unwrap();
            assert!(matches!(names(&cut), Err(Failure::Cut(_) | Failure::Damaged { .. })), "{length}");
        }
        std::fs::write(&cut, "no archive at all, but long enough to be looked at".repeat(20)).unwrap();
        assert!(matches!(names(&cut), Err(Failure::Damaged { .. })));
    }
}
