//! A file that appears under its name whole, or not at all.

use std::{
    convert::Infallible,
    ffi::OsStr,
    fs::{self, File, OpenOptions},
    io::{self, Read},
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
    time::Duration,
};

use super::Failure;
use crate::secret;

/// A file that is being written under another name, beside where it will stand. Dropped before it is published, it is
/// gone.
pub struct NewFile {
    path: PathBuf,
    target: PathBuf,
}

impl NewFile {
    /// Begins a file that does not exist yet, which only its owner may read.
    pub fn beside(target: &Path) -> Result<Self, Failure> {
        let name = target.file_name().unwrap_or_default().to_string_lossy();
        if COMPANIONS.iter().any(|companion| name.ends_with(companion)) {
            return Err(Failure::Companion(target.to_owned()));
        }
        if target.symlink_metadata().is_ok() {
            return Err(Failure::Exists(target.to_owned()));
        }
        let folder = folder_of(target);
        if !folder.is_dir() {
            return Err(Failure::NoFolder(folder.to_owned()));
        }
        // A name of its own for each run: two at once must not write into each other's file.
        let mut name = target.file_name().unwrap_or_default().to_owned();
        let [a, b, c, d, ..] = secret::random();
        name.push(format!(".{}.partial", hex::encode([a, b, c, d])));
        let path = target.with_file_name(name);
        // Made here and not by who fills it: what is wrong with the folder is told as such, and not as a database's trouble.
        let made = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path);
        made.map_err(|source| failed("nothing can be written into", folder, source))?;
        Ok(Self { path, target: target.to_owned() })
    }

    /// Fills it with the first so many bytes of another one.
    pub fn copy(&self, from: &Path, bytes: u64) -> Result<(), Failure> {
        let copied = File::open(from).and_then(|from| {
            let mut to = OpenOptions::new().write(true).truncate(true).open(&self.path)?;
            io::copy(&mut from.take(bytes), &mut to)
        });
        let copied = copied.map_err(|source| failed("could not write", &self.path, source))?;
        if copied == bytes { Ok(()) } else { Err(Failure::Cut(from.to_owned())) }
    }

    /// Where to write.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Waits for something that fills it, and puts what is there on the disk meanwhile. Left until the end it would be a
    /// heap that the disk works off at once, and a database that commits beside it would wait behind all of that.
    pub async fn while_filled<T>(&self, filling: impl Future<Output = T>) -> T {
        tokio::select! {
            filled = filling => filled,
            never = flush_again_and_again(self.path.clone()) => match never {},
        }
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
        let folder = folder_of(&self.target);
        let synced = File::open(folder).and_then(|folder| folder.sync_all());
        synced.map_err(|source| failed("could not write", folder, source))
    }
}

/// The time between two flushes of a file that is being filled.
const FLUSH: Duration = Duration::from_millis(50);

async fn flush_again_and_again(path: PathBuf) -> Infallible {
    loop {
        tokio::time::sleep(FLUSH).await;
        let path = path.clone();
        // Best effort: whether it can be put on the disk is said when it is published.
        let _flushed = tokio::task::spawn_blocking(move || File::open(path)?.sync_data()).await;
    }
}

impl Drop for NewFile {
    fn drop(&mut self) {
        // Best effort. A database that was being filled may have left its companions.
        let mut names = vec![self.path.clone()];
        names.extend(COMPANIONS.map(|companion| with(&self.path, companion)));
        for name in names {
            let _gone = fs::remove_file(name);
        }
    }
}

/// What SQLite puts behind the name of a database for files of its own: whatever lies there it takes for a part of that
/// database, and a journal for one that has to be rolled back.
pub const COMPANIONS: [&str; 3] = ["-wal", "-shm", "-journal"];

/// A path with something behind it.
pub fn with(path: &Path, behind: impl AsRef<OsStr>) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(behind);
    name.into()
}

/// The folder in which a file lies.
fn folder_of(file: &Path) -> &Path {
    file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
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
        drop(other);
        fs::write(new.path(), "whole").unwrap();
        new.publish().unwrap();
        assert_eq!((left(), fs::read_to_string(&target).unwrap().as_str()), (1, "whole"));

        assert!(matches!(NewFile::beside(&target), Err(Failure::Exists(_))));
        let late = folder.path().join("late");
        let new = NewFile::beside(&late).unwrap();
        fs::write(new.path(), "second").unwrap();
        fs::write(&late, "first").unwrap();
        assert!(matches!(new.publish(), Err(Failure::Exists(_))));
        assert_eq!((fs::read_to_string(&late).unwrap().as_str(), left()), ("first", 2));
    }

    #[test]
    fn what_is_wrong_with_the_place_is_named() {
        let folder = tempfile::tempdir().unwrap();
        for companion in COMPANIONS {
            let refused = NewFile::beside(&folder.path().join(format!("mingjian.db{companion}"))).err();
            assert!(matches!(refused, Some(Failure::Companion(_))), "{refused:?}");
        }
        let told = NewFile::beside(&folder.path().join("no/where")).err().unwrap().to_string();
        assert!(told.contains("no folder") && !told.contains("database"), "{told}");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn what_a_database_left_beside_it_goes_too() {
        let folder = tempfile::tempdir().unwrap();
        let new = NewFile::beside(&folder.path().join("copy")).unwrap();
        fs::write(with(new.path(), "-wal"), "x").unwrap();
        drop(new);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}
