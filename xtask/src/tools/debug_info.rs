//! A program without its debug information, which goes into a file beside it.
//!
//! The line tables of some four hundred crates are nine tenths of the program and are read only when it panics. The
//! program names the file, and a backtrace finds it there as long as the two lie in one folder.

use crate::{output, sh};
use anyhow::{Context as _, Result};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Writes `PROGRAM.debug` beside a program and takes what stands in it out of the program. Without `objcopy` of GNU
/// binutils the program stays as it is, and a line says so.
pub fn move_out(program: &Path) -> Result<()> {
    let Some(objcopy) = sh::on_path("objcopy") else {
        output::step("the program keeps its debug information: objcopy is missing (Debian: apt-get install binutils)");
        return Ok(());
    };
    let (debug, light) = (beside(program, "debug"), beside(program, "light"));
    sh::quiet(Command::new(&objcopy).arg("--only-keep-debug").args([program, debug.as_path()]))?;
    let link = format!("--add-gnu-debuglink={}", debug.display());
    sh::quiet(Command::new(&objcopy).args(["--strip-all", &link]).args([program, light.as_path()]))?;
    // Cargo has a hard link to this file: the new one takes its place, and cargo's stays whole.
    fs::rename(&light, program).with_context(|| format!("cannot replace {}", program.display()))?;
    output::step(&format!("debug information: {} MB, in {}", megabytes(&debug)?, debug.display()));
    output::step(&format!("the program: {} MB", megabytes(program)?));
    Ok(())
}

fn beside(program: &Path, kind: &str) -> PathBuf {
    program.with_added_extension(kind)
}

fn megabytes(file: &Path) -> Result<u64> {
    Ok(fs::metadata(file)?.len() / 1_000_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_gets_lighter_and_still_runs() {
        let folder = tempfile::tempdir().unwrap();
        let program = folder.path().join("tool");
        fs::copy(std::env::current_exe().unwrap(), &program).unwrap();
        let before = fs::metadata(&program).unwrap().len();
        move_out(&program).unwrap();
        assert!(fs::metadata(&program).unwrap().len() < before / 2);
        assert!(folder.path().join("tool.debug").is_file());
        assert!(sh::succeeds(Command::new(&program).arg("--list")));
    }
}
