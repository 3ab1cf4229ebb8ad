//! The end of a backup: one line that says what everything before it comes to.
//!
//! SQLite and tar both stop reading before it, so a backup stays an SQLite database or a tar archive for everybody else.

use std::{
    fs::{File, OpenOptions},
    io::{self, Read, Write},
    path::Path,
};

use sha2::{Digest, Sha256};

use super::{Failure, new_file::failed};

/// How the line begins. What follows are the 64 hexadecimal digits of a SHA-256, and a line end.
const MARK: &[u8] = b"\nmingjian-backup-end sha256 ";
/// Bytes of the line.
const LENGTH: u64 = MARK.len() as u64 + 64 + 1;

/// A backup whose end has been looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sealed {
    /// Bytes of the file.
    pub bytes: u64,
    /// SHA-256 of the file, in hexadecimal digits.
    pub sha256: String,
    /// Bytes before the line: the database or the archive.
    pub content: u64,
}

/// Writes the line behind what a file holds.
///
/// # Errors
/// [`Failure::Io`].
pub fn put(path: &Path) -> Result<Sealed, Failure> {
    let write = || -> io::Result<Sealed> {
        let content = File::open(path)?.metadata()?.len();
        let mut digest = read(&mut File::open(path)?, content)?;
        let line = [MARK, hex::encode(digest.clone().finalize()).as_bytes(), b"\n"].concat();
        let mut file = OpenOptions::new().append(true).open(path)?;
        file.write_all(&line)?;
        digest.update(&line);
        Ok(Sealed { bytes: content + LENGTH, sha256: hex::encode(digest.finalize()), content })
    };
    write().map_err(|source| failed("could not write", path, source))
}

/// Reads a whole backup, and holds it against its last line.
///
/// # Errors
/// [`Failure::Cut`] without that line, [`Failure::Damaged`] where it says something else, [`Failure::NoFile`] of what is no
/// file and might have no end.
pub fn check(path: &Path) -> Result<Sealed, Failure> {
    let bytes = length(path)?;
    let content = bytes.checked_sub(LENGTH).ok_or_else(|| Failure::Cut(path.to_owned()))?;
    let look = || -> io::Result<(Sha256, Vec<u8>)> {
        let mut file = File::open(path)?;
        let digest = read(&mut file, content)?;
        let mut line = Vec::new();
        file.take(LENGTH).read_to_end(&mut line)?;
        Ok((digest, line))
    };
    let (mut digest, line) = look().map_err(|source| failed("could not read", path, source))?;
    let Some(said) = line.strip_prefix(MARK).filter(|_| line.len() as u64 == LENGTH) else {
        return Err(Failure::Cut(path.to_owned()));
    };
    if said.trim_ascii_end() != hex::encode(digest.clone().finalize()).as_bytes() {
        let what = "what it holds does not come to the checksum at its end".to_owned();
        return Err(Failure::Damaged { file: path.to_owned(), what });
    }
    digest.update(&line);
    Ok(Sealed { bytes, sha256: hex::encode(digest.finalize()), content })
}

/// Bytes of a file; nothing else is read. A pipe or a device may have no end, and opening one may wait for ever.
///
/// # Errors
/// [`Failure::NoFile`].
pub fn length(path: &Path) -> Result<u64, Failure> {
    let found = path.metadata().map_err(|source| failed("could not read", path, source))?;
    if found.is_file() { Ok(found.len()) } else { Err(Failure::NoFile(path.to_owned())) }
}

/// Reads so many bytes and not one more, whatever is added to the file meanwhile.
fn read(file: &mut File, bytes: u64) -> io::Result<Sha256> {
    let (mut digest, mut block, mut left) = (Sha256::new(), vec![0; 1 << 20], bytes);
    while left > 0 {
        let most = usize::try_from(left).unwrap_or(usize::MAX).min(block.len());
        let got = file.read(block.get_mut(..most).unwrap_or_default())?;
        if got == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        digest.update(block.get(..got).unwrap_or_default());
        left -= got as u64;
    }
    Ok(digest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_byte_counts() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("x");
        std::fs::write(&file, "what is kept").unwrap();
        assert!(matches!(check(&file), Err(Failure::Cut(_))), "it has no end yet");
        let sealed = put(&file).unwrap();
        assert_eq!(check(&file).unwrap(), sealed);
        let whole = std::fs::read(&file).unwrap();
        assert_eq!((sealed.content, sealed.bytes), (12, whole.len() as u64));
        assert_eq!(sealed.sha256, hex::encode(Sha256::digest(&whole)), "as everybody's sha256sum says");
        for at in 0..whole.len() {
            let mut other = whole.clone();
            other[at] ^= 1;
            std::fs::write(&file, &other).unwrap();
            assert!(matches!(check(&file), Err(Failure::Cut(_) | Failure::Damaged { .. })), "byte {at}");
            std::fs::write(&file, &whole[..at]).unwrap();
            assert!(matches!(check(&file), Err(Failure::Cut(_) | Failure::Damaged { .. })), "{at} bytes of it");
        }
        std::fs::write(&file, [&whole, b"more".as_slice()].concat()).unwrap();
        assert!(matches!(check(&file), Err(Failure::Cut(_))), "what was added is not its end");
    }

    #[test]
    fn only_files_are_read() {
        for other in ["/dev/zero", "/dev/null", "/tmp"] {
            assert!(matches!(check(Path::new(other)), Err(Failure::NoFile(_))), "{other}");
        }
    }
}
