//! Whether an export is whole.

use std::{
    fs,
    io::{self, Read},
    path::{Component, Path},
};

use sha2::{Digest, Sha256};

use super::{
    Size,
    manifest::{FORM, MANIFEST, Manifest, SUMS, Sums},
};
use crate::backup::{Failure, failed, known};

/// The largest manifest that is read.
const LARGEST_MANIFEST: u64 = 64 << 20;

/// Reads all of an export and holds it against its list and its manifest. It proves that nothing was lost or changed by
/// accident; whoever rewrites the list too is not noticed.
///
/// # Errors
/// [`Failure::NoExport`], [`Failure::NotWhole`] for a file that is missing, [`Failure::Damaged`] for one that is
/// not what was written, [`Failure::Newer`] for a schema that this program does not know.
pub fn check(folder: &Path) -> Result<(Manifest, Size), Failure> {
    let sums = text(folder, SUMS)?;
    let listed = Sums::read(&sums).ok_or_else(|| damaged(folder, SUMS))?;
    let written = text(folder, MANIFEST)?;
    if listed.get(MANIFEST) != Some(&hex::encode(Sha256::digest(&written))) {
        return Err(damaged(folder, MANIFEST));
    }
    let manifest: Manifest = read(folder, &written)?;
    known(folder, &manifest.schema)?;
    for file in manifest.files() {
        if listed.get(&file.place) != Some(&file.sha256) {
            return Err(Failure::NotWhole { folder: folder.to_owned(), what: format!("{SUMS} lacks {}", file.place) });
        }
    }
    for (file, sha256) in &listed {
        // A list that leads out of the folder was not written by us.
        if !Path::new(file).components().all(|part| matches!(part, Component::Normal(_))) {
            return Err(damaged(folder, SUMS));
        }
        let found = digest(&folder.join(file)).map_err(|source| match source.kind() {
            io::ErrorKind::NotFound => {
                Failure::NotWhole { folder: folder.to_owned(), what: format!("{file} is missing") }
            }
            _ => failed("could not read", &folder.join(file), source),
        })?;
        if found != *sha256 {
            return Err(damaged(folder, file));
        }
    }
    let sha256 = hex::encode(Sha256::digest(&sums));
    let size = Size { rows: manifest.rows(), files: listed.len() + 1, sha256 };
    Ok((manifest, size))
}

/// The manifest; one of a later form is told before it is understood.
fn read(folder: &Path, text: &str) -> Result<Manifest, Failure> {
    let wrong = |fault: serde_json::Error| Failure::Damaged { file: folder.join(MANIFEST), what: fault.to_string() };
    let any: serde_json::Value = serde_json::from_str(text).map_err(wrong)?;
    match any.get("form").and_then(serde_json::Value::as_u64) {
        Some(form) if form != u64::from(FORM) => {
            Err(Failure::Newer { file: folder.to_owned(), step: format!("form {form} of exports") })
        }
        _ => serde_json::from_value(any).map_err(wrong),
    }
}

fn text(folder: &Path, name: &'static str) -> Result<String, Failure> {
    let path = folder.join(name);
    let Ok(file) = fs::File::open(&path) else {
        return Err(Failure::NoExport { folder: folder.to_owned(), missing: name });
    };
    let mut text = String::new();
    match file.take(LARGEST_MANIFEST).read_to_string(&mut text) {
        Ok(_) => Ok(text),
        Err(source) if source.kind() == io::ErrorKind::InvalidData => Err(damaged(folder, name)),
        Err(source) => Err(failed("could not read", &path, source)),
    }
}

fn digest(path: &Path) -> io::Result<String> {
    if !path.metadata()?.is_file() {
        return Err(io::Error::other("it is no file"));
    }
    let (mut file, mut digest, mut block) = (fs::File::open(path)?, Sha256::new(), vec![0; 1 << 20]);
    loop {
        let got = file.read(&mut block)?;
        if got == 0 {
            return Ok(hex::encode(digest.finalize()));
        }
        digest.update(block.get(..got).unwrap_or_default());
    }
}

fn damaged(folder: &Path, file: &str) -> Failure {
    let what = format!("what it holds does not come to its checksum in {SUMS}");
    Failure::Damaged { file: folder.join(file), what }
}
