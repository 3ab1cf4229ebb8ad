//! A folder that appears under its name whole, or not at all.

use std::{
    fs::{self, DirBuilder},
    io,
    os::unix::fs::DirBuilderExt,
    path::{Path, PathBuf},
};

use crate::{
    backup::{Failure, failed},
    secret,
};

/// A folder that is being filled under another name, beside where it will stand. Dropped before it is published, it is
/// gone.
pub struct NewFolder {
    path: PathBuf,
    target: PathBuf,
}

impl NewFolder {
    /// Begins a folder that is not there yet, or empty, and that only its owner may enter.
    pub fn beside(target: &Path) -> Result<Self, Failure> {
        is_free(target)?;
        let name = target.file_name().ok_or_else(|| Failure::FolderNotEmpty(target.to_owned()))?;
        let above = above(target);
        if !above.is_dir() {
            return Err(Failure::NoFolder(above.to_owned()));
        }
        // A name of its own for each run: two at once must not write into each other's folder.
        let [a, b, c, d, ..] = secret::random();
        let mut name = name.to_owned();
        name.push(format!(".{}.partial", hex::encode([a, b, c, d])));
        let path = target.with_file_name(name);
        let made = DirBuilder::new().mode(0o700).create(&path);
        made.map_err(|source| failed("nothing can be written into", above, source))?;
        Ok(Self { path, target: target.to_owned() })
    }

    /// Where to write.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Gives it its name. What somebody put there meanwhile stays.
    pub fn publish(self) -> Result<(), Failure> {
        is_free(&self.target)?;
        // The system takes an empty folder for a free name, and nothing else.
        fs::rename(&self.path, &self.target).map_err(|source| match source.kind() {
            io::ErrorKind::DirectoryNotEmpty | io::ErrorKind::AlreadyExists | io::ErrorKind::NotADirectory => {
                Failure::FolderNotEmpty(self.target.clone())
            }
            _ => failed("could not be given its name", &self.target, source),
        })?;
        let above = above(&self.target);
        let synced = fs::File::open(above).and_then(|folder| folder.sync_all());
        synced.map_err(|source| failed("could not write", above, source))
    }
}

impl Drop for NewFolder {
    fn drop(&mut self) {
        // Best effort; after it was published there is nothing under this name.
        let _gone = fs::remove_dir_all(&self.path);
    }
}

fn above(target: &Path) -> &Path {
    target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn is_free(target: &Path) -> Result<(), Failure> {
    let is_empty = fs::read_dir(target).map(|mut inside| inside.next().is_none());
    match is_empty {
        Ok(true) => Ok(()),
        Ok(false) => Err(Failure::FolderNotEmpty(target.to_owned())),
        Err(source) if source.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(source) if source.kind() == io::ErrorKind::NotADirectory => Err(Failure::FolderNotEmpty(target.to_owned())),
        Err(source) => Err(failed("could not read", target, source)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_appears_whole_or_not_at_all() {
        let place = tempfile::tempdir().unwrap();
        let target = place.path().join("city");
        let left = || fs::read_dir(place.path()).unwrap().count();
        let new = NewFolder::beside(&target).unwrap();
        fs::write(new.path().join("half"), "x").unwrap();
        drop(new);
        assert_eq!(left(), 0, "what was not published is gone");

        fs::create_dir(&target).unwrap();
        let new = NewFolder::beside(&target).unwrap();
        fs::write(new.path().join("whole"), "x").unwrap();
        new.publish().unwrap();
        assert_eq!((left(), fs::read_dir(&target).unwrap().count()), (1, 1), "an empty folder is taken");
        assert!(matches!(NewFolder::beside(&target), Err(Failure::FolderNotEmpty(_))));

        let late = place.path().join("late");
        let new = NewFolder::beside(&late).unwrap();
        fs::create_dir(&late).unwrap();
        fs::write(late.join("first"), "x").unwrap();
        assert!(matches!(new.publish(), Err(Failure::FolderNotEmpty(_))));
        assert_eq!((left(), late.join("first").exists()), (2, true));

        fs::write(place.path().join("file"), "x").unwrap();
        assert!(matches!(NewFolder::beside(&place.path().join("file")), Err(Failure::FolderNotEmpty(_))));
        assert!(matches!(NewFolder::beside(&place.path().join("no/where")), Err(Failure::NoFolder(_))));
    }
}
