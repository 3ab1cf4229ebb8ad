//! A command line that makes no sense, answered in one line.

use std::process::ExitCode;

use clap::error::ErrorKind;

use super::print;

/// What clap has to say instead of a command: help and version as they are, a mistake in one line with exit code 2.
pub fn answer(refused: &clap::Error) -> ExitCode {
    match refused.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            print::line(refused.render().to_string().trim_end());
            ExitCode::SUCCESS
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            print::error(refused.render().to_string().trim_end());
            ExitCode::from(2)
        }
        _ => {
            print::error(&format!("mingjian: {}", in_one_line(refused)));
            ExitCode::from(2)
        }
    }
}

/// The mistake, clap's hint where it has one, and where help is.
pub fn in_one_line(refused: &clap::Error) -> String {
    let text = refused.render().to_string();
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let said: Vec<_> =
        lines.clone().take_while(|line| !line.starts_with("Usage:") && !line.starts_with("For more")).collect();
    let said = said.join(" ").replace("  tip:", ";");
    let said = said.strip_prefix("error: ").unwrap_or(&said);
    let usage = lines.clone().find_map(|line| line.strip_prefix("Usage: ")).unwrap_or("mingjian");
    let is_name =
        |word: &&str| word.starts_with(|c: char| c.is_ascii_alphabetic()) && word.chars().all(|c| !c.is_uppercase());
    let command: Vec<_> = usage.split(' ').take_while(is_name).collect();
    format!("{said}; see `{} --help`", command.join(" "))
}
