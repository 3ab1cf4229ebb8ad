//! A zip archive from anywhere, opened within bounds.

use std::{
    collections::HashSet,
    fs::File,
    io::{self, BufReader, Read, Seek, SeekFrom},
    path::Path,
};

use zip::{CompressionMethod, ZipArchive};

use super::refused::Refused;
use crate::proof::form::{ALL, LATER};

/// By how much a file may be longer than what it is packed into. What is written here packs to a fifth, digests to half.
const PACKED: u64 = 100;
/// What a file may have however well it is packed.
const SLACK: u64 = 1 << 20;
/// The most bytes of a file that is read into memory.
const WHOLE: u64 = 4 << 20;
/// Bytes of the record at the end of an archive without a comment.
const END: usize = 22;

/// An open archive. All its files have names that are expected, and say a size that can be.
pub struct Archive {
    zip: ZipArchive<BufReader<File>>,
    names: HashSet<&'static str>,
}

impl Archive {
    /// Opens an archive.
    pub fn open(path: &Path) -> Result<Self, Refused> {
        // A pipe or a device may have no end.
        if !path.metadata().map_err(Refused::Io)?.is_file() {
            return Err(Refused::NoArchive);
        }
        let mut file = File::open(path).map_err(Refused::Io)?;
        let files = count(&mut file)?;
        if files > ALL.len() {
            return Err(Refused::Crowded);
        }
        let mut zip = ZipArchive::new(BufReader::new(file)).map_err(|_no_zip| Refused::NoArchive)?;
        // One of two files with one name would not be seen.
        if zip.len() != files {
            return Err(Refused::Crowded);
        }
        let mut seen = HashSet::new();
        for at in 0..files {
            let part = zip.by_index_raw(at).map_err(|_no_zip| Refused::NoArchive)?;
            let name = part.name().map_err(|_no_name| Refused::NoArchive)?;
            let Some(known) = ALL.into_iter().find(|known| *known == name) else {
                return Err(Refused::Foreign(domain::input::printable(&name, 60)));
            };
            if !seen.insert(known) {
                return Err(Refused::Crowded);
            }
            let is_read = matches!(part.compression(), CompressionMethod::Stored | CompressionMethod::Deflated);
            if part.encrypted() || !is_read {
                return Err(Refused::Packed(known));
            }
            if part.size() > part.compressed_size().saturating_mul(PACKED).saturating_add(SLACK) {
                return Err(Refused::Bomb(known));
            }
        }
        match ALL.into_iter().find(|known| !seen.contains(known) && !LATER.contains(known)) {
            Some(absent) => Err(Refused::Absent(absent)),
            None => Ok(Self { zip, names: seen }),
        }
    }

    /// Whether it has a file.
    pub fn has(&self, name: &'static str) -> bool {
        self.names.contains(name)
    }

    /// A file as a stream, which ends in an error where it is longer than it says.
    pub fn part(&mut self, name: &'static str) -> Result<impl Read + '_, Refused> {
        let part = self.zip.by_name(name).map_err(|_unreadable| Refused::Damaged(name, None))?;
        let left = part.size();
        Ok(Bounded { part, left })
    }

    /// A small file in memory.
    pub fn whole(&mut self, name: &'static str) -> Result<Vec<u8>, Refused> {
        let mut bytes = Vec::new();
        let part = self.part(name)?;
        part.take(WHOLE + 1).read_to_end(&mut bytes).map_err(|_unreadable| Refused::Damaged(name, None))?;
        if bytes.len() as u64 > WHOLE { Err(Refused::Bomb(name)) } else { Ok(bytes) }
    }
}

/// How many files an archive says that it has, before anything is kept of them.
fn count(file: &mut File) -> Result<usize, Refused> {
    let mut end = [0; END];
    let begin = i64::try_from(END).map_err(|_never| Refused::NoArchive)?;
    file.seek(SeekFrom::End(-begin)).map_err(|_too_short| Refused::NoArchive)?;
    file.read_exact(&mut end).map_err(|_too_short| Refused::NoArchive)?;
    file.rewind().map_err(Refused::Io)?;
    let [b'P', b'K', 5, 6, _, _, _, _, _, _, low, high, ..] = end else { return Err(Refused::NoArchive) };
    Ok(usize::from(u16::from_le_bytes([low, high])))
}

struct Bounded<R> {
    part: R,
    left: u64,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let got = self.part.read(into)?;
        let longer = || io::Error::new(io::ErrorKind::InvalidData, "it is longer than it says");
        self.left = self.left.checked_sub(got as u64).ok_or_else(longer)?;
        if got == 0 && !into.is_empty() && self.left > 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        Ok(got)
    }
}
