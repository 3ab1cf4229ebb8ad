//! Running other programs, with errors that name the command.

use anyhow::{Context as _, Result, bail};
use std::env;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

/// How many of a failed program's last lines an error carries.
const TAIL_LINES: usize = 30;

/// Runs a program that talks to the terminal itself.
pub fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("cannot start `{}`", shown(command)))?;
    if !status.success() {
        bail!("`{}` failed ({status})", shown(command));
    }
    Ok(())
}

/// Runs a program silently and hands back what it wrote to standard output; the error carries its last words.
pub fn quiet(command: &mut Command) -> Result<String> {
    let output = output(command)?;
    if !output.status.success() {
        bail!("`{}` failed ({})\n{}", shown(command), output.status, last_words(&output));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Whether a program ran and said yes. One that cannot be started says no.
pub fn succeeds(command: &mut Command) -> bool {
    output(command).is_ok_and(|output| output.status.success())
}

/// The first file of this name on the search path.
pub fn on_path(name: &str) -> Option<PathBuf> {
    env::split_paths(&env::var_os("PATH")?).map(|folder| folder.join(name)).find(|file| file.is_file())
}

/// A command as a person would type it, without the environment given to it.
pub fn shown(command: &Command) -> String {
    std::iter::once(command.get_program())
        .chain(command.get_args())
        .map(|word| word.to_string_lossy())
        .collect::<Vec<_>>()
        .join(" ")
}

fn output(command: &mut Command) -> Result<Output> {
    command.stdin(Stdio::null()).output().with_context(|| format!("cannot start `{}`", shown(command)))
}

fn last_words(output: &Output) -> String {
    let said = if output.stderr.is_empty() { &output.stdout } else { &output.stderr };
    let said = String::from_utf8_lossy(said);
    let lines: Vec<&str> = said.lines().collect();
    lines[lines.len().saturating_sub(TAIL_LINES)..].join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_names_the_command_and_its_last_words() {
        let error = quiet(Command::new("sh").args(["-c", "echo gone wrong >&2; exit 3"])).unwrap_err().to_string();
        assert!(error.contains("sh -c") && error.contains("gone wrong"), "{error}");
    }

    #[test]
    fn a_missing_program_says_no() {
        assert!(!succeeds(&mut Command::new("no-such-program-here")));
        assert_eq!(on_path("no-such-program-here"), None);
    }
}
