//! A file that appears under its name whole, or not at all.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Read},
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
};

use sha2::{Digest, Sha256};

use super::Failure;
use crate::secret;

/// A file that is being written under another name, beside where it will stand. Dropped before it is published, it is
/// gone.
pub struct NewFile {
    path: PathBuf,
    target: PathBuf,
}

impl NewFile {
    /// Makes room for a file that does not exist yet.
    pub fn beside(target: &Path) -> Result<Self, Failure> {
        if target.symlink_metadata().is_ok() {
            return Err(Failure::Exists(target.to_owned()));
        }
        // A name of its own for each run: two at once must not write into each other's file.
        let mut name = target.file_name().unwrap_or_default().to_owned();
        let [a, b, c, d, ..] = secret::random();
        name.push(format!(".{}.partial", hex::encode([a, b, c, d])));
        Ok(Self { path: target.with_file_name(name), target: target.to_owned() })
    }

    /// Fills it with a copy, which only its owner may read.
    pub fn copy(&self, from: &Path) -> Result<(), Failure> {
        let copied = File::open(from).and_then(|mut from| {
            let mut to = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&self.path)?;
            io::copy(&mut from, &mut to)
        });
        copied.map(drop).map_err(|source| failed("could not write", &self.path, source))
    }

    /// Where to write.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Puts it on the disk, and then under its name.
    pub fn publish(self) -> Result<(), Failure> {
        let synced = File::open(&self.path).and_then(|file| file.sync_all());
        synced.map_err(|source| failed("could not write", &self.path, source))?;
        // A hard link does not replace what somebody put there meanwhile; where there are none, a rename has to do.
        match fs::hard_link(&self.path, &self.target) {
            Ok(()) => {}
            Err(source) if source.kind() == io::ErrorKind::AlreadyExists => {
                return Err(Failure::Exists(self.target.clone()));
            }
            Err(_) => fs::rename(&self.path, &self.target)
                .map_err(|source| failed("could not be given its name", &self.target, source))?,
        }
        let folder = self.target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let synced = File::open(folder).and_then(|folder| folder.sync_all());
        synced.map_err(|source| failed("could not write", folder, source))
    }
}

impl Drop for NewFile {
    fn drop(&mut self) {
        // Best effort: whoever comes next removes it too.
        let _gone = fs::remove_file(&self.path);
    }
}

/// The failure of a file.
pub fn failed(what: &str, path: &Path, source: io::Error) -> Failure {
    Failure::Io { what: format!("{what}: {}", path.display()), source }
}

/// Its first bytes, at most 64.
pub fn head(path: &Path) -> Result<Vec<u8>, Failure> {
    let mut head = Vec::new();
    File::open(path)
        .and_then(|file| file.take(64).read_to_end(&mut head))
        .map_err(|source| failed("could not read", path, source))?;
    Ok(head)
}

/// Length and SHA-256 of a file.
pub fn digest(path: &Path) -> Result<(u64, String), Failure> {
    let read = || {
        let (mut file, mut digest, mut block) = (File::open(path)?, Sha256::new(), vec![0; 1 << 20]);
        let mut bytes = 0;
        loop {
            let length = file.read(&mut block)?;
            if length == 0 {
                return Ok((bytes, hex::encode(digest.finalize())));
            }
            bytes += length as u64;
            digest.update(block.get(..length).unwrap_or_default());
        }
    };
    read().map_err(|source| failed("could not read", path, source))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_appears_whole_or_not_at_all() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("copy");
        let left = || fs::read_dir(folder.path()).unwrap().count();

        let new = NewFile::beside(&target).unwrap();
        fs::write(new.path(), "half").unwrap();
        drop(new);
        assert_eq!(left(), 0, "what was not published is gone");

        let (new, other) = (NewFile::beside(&target).unwrap(), NewFile::beside(&target).unwrap());
        assert_ne!(new.path(), other.path(), "two runs do not meet");
        fs::write(new.path(), "whole").unwrap();
        let (bytes, sha256) = digest(new.path()).unwrap();
        new.publish().unwrap();
        assert_eq!((left(), fs::read_to_string(&target).unwrap().as_str(), bytes), (1, "whole", 5));
        assert_eq!(sha256, digest(&target).unwrap().1);

        assert!(matches!(NewFile::beside(&target), Err(Failure::Exists(_))));
        let late = folder.path().join("late");
        let new = NewFile::beside(&late).unwrap();
        fs::write(new.path(), "second").unwrap();
        fs::write(&late, "first").unwrap();
        assert!(matches!(new.publish(), Err(Failure::Exists(_))));
        assert_eq!((fs::read_to_string(&late).unwrap().as_str(), left()), ("first", 2));
    }
}
