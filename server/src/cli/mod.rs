//! The command line of `mingjian`: one command per file.

mod backup;
mod check;
mod demo;
mod devices;
mod doctor;
mod evidence;
mod export;
mod import;
mod import_folder;
mod import_map;
mod means;
mod migrate;
mod openapi;
mod print;
mod provider;
mod restore;
mod retention;
mod serve;
mod settings;
mod signs;
mod simulate;
mod usage;
mod user;
mod verify;

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use rustix::{fs::Mode, process::umask};
use tracing_subscriber::EnvFilter;

/// Mingjian (明鉴): the self-declaration and public disclosure portal of an ecology and environment bureau.
#[derive(Debug, Parser)]
#[command(name = "mingjian", version, about, propagate_version = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run the portal: pages, REST, and the gateway for data loggers.
    Serve(Box<serve::Serve>),
    /// Bring a database up to date.
    Migrate(migrate::Migrate),
    /// Fill an empty database with the demo city.
    Demo(demo::Demo),
    /// Play the data logger of every outlet in a database, over TCP.
    Simulate(simulate::Simulate),
    /// Run the cross-check of what was filed for a quarter, and print what does not fit.
    Check(check::Check),
    /// Bring data in from spreadsheets: the register, and what others deliver.
    Import(import::Import),
    /// Work out the hourly and daily means of past days again.
    Means(means::Means),
    /// Look at the data of past days for signs, such as flat lines and silence.
    Signs(signs::Signs),
    /// Manage accounts.
    User(user::User),
    /// Copy all that is stored now into one file, also while the portal runs.
    Backup(backup::Backup),
    /// Fill an empty database with a backup.
    Restore(restore::Restore),
    /// Write the whole city as CSV and JSON into a new folder, for any other system or another database.
    Export(export::Export),
    /// Check the stored frames, print the heads of their chains, export a stretch of them as evidence.
    Evidence(evidence::Evidence),
    /// Check an archive of evidence without a database.
    Verify(verify::Verify),
    /// Say what is past its term, and remove it with `--commit`.
    Retention(retention::Retention),
    /// List the data loggers: what each sent, what was refused and why.
    Devices(devices::Devices),
    /// Say what is wrong with this machine, the database, the keys and the mail, and how to mend it.
    Doctor(Box<doctor::Doctor>),
    /// Print the OpenAPI description of the REST interface.
    Openapi,
}

/// Reads the command line and runs the command. Exit code 0 is success, 1 a failure, 2 a command line that makes no
/// sense.
pub fn main() -> ExitCode {
    // Whatever this process writes is its own business: the database holds passwords of loggers and digests of sessions.
    umask(Mode::RWXG | Mode::RWXO);
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(refused) => return usage::answer(&refused),
    };
    let filter = EnvFilter::try_from_default_env()
        .unwrap_or_else(|_unset| EnvFilter::new("info,sqlx=warn,sea_orm_migration=warn"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return fail(&anyhow::Error::new(error).context("the runtime could not start")),
    };
    match runtime.block_on(run(cli.command)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => fail(&error),
    }
}

async fn run(command: Command) -> anyhow::Result<()> {
    // Without its law the portal would say that nothing is limited and nothing punished.
    services::check_law()?;
    match command {
        Command::Serve(serve) => serve.run().await,
        Command::Migrate(migrate) => migrate.run().await,
        Command::Demo(demo) => demo.run().await,
        Command::Simulate(simulate) => simulate.run().await,
        Command::Check(check) => check.run().await,
        Command::Import(import) => import.run().await,
        Command::Means(means) => means.run().await,
        Command::Signs(signs) => signs.run().await,
        Command::User(user) => user.run().await,
        Command::Backup(backup) => backup.run().await,
        Command::Restore(restore) => restore.run().await,
        Command::Export(export) => export.run().await,
        Command::Evidence(evidence) => evidence.run().await,
        Command::Verify(verify) => verify.run().await,
        Command::Retention(retention) => retention.run().await,
        Command::Devices(devices) => devices.run().await,
        Command::Doctor(doctor) => doctor.run().await,
        Command::Openapi => openapi::run(),
    }
}

/// One line that says what went wrong, from the outside in.
fn fail(error: &anyhow::Error) -> ExitCode {
    print::error(&format!("mingjian: {}", in_one_line(error)));
    ExitCode::from(1)
}

/// The causes from the outside in. Many errors end with the sentence of their cause; that one is not said twice.
fn in_one_line(error: &anyhow::Error) -> String {
    let mut line = String::new();
    for cause in error.chain().map(|cause| cause.to_string().replace('\n', " ")) {
        if !line.contains(&cause) {
            line = if line.is_empty() { cause } else { format!("{line}: {cause}") };
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn no_cause_is_said_twice() {
        let cause = std::io::Error::other("unable to open database file");
        let error = anyhow::Error::new(cause).context("x.db: unable to open database file").context("the database");
        assert_eq!(in_one_line(&error), "the database: x.db: unable to open database file");
    }

    #[test]
    fn a_wrong_flag_is_one_line_at_every_command() {
        for command in Cli::command().get_subcommands() {
            let refused = Cli::try_parse_from(["mingjian", command.get_name(), "--no-such-flag"]).unwrap_err();
            let line = usage::in_one_line(&refused);
            assert_eq!(line.lines().count(), 1, "{line}");
            assert!(line.contains("--no-such-flag") && line.contains("--help"), "{line}");
        }
    }
}
