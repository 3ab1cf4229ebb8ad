//! `mingjian user`.

use std::io::BufRead;

use anyhow::Context;
use clap::{Args, Subcommand};
use domain::{access::Role, credit_code::CreditCode};
use services::accounts::{self, Opening};

use super::{print, settings::Database};

/// Manage accounts.
#[derive(Debug, Args)]
pub struct User {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Open an account; the password is read from standard input, one line.
    Add(Add),
}

#[derive(Debug, Args)]
struct Add {
    #[command(flatten)]
    database: Database,
    /// What they type to sign in.
    #[arg(long)]
    login: String,
    /// How pages address them; the login when absent.
    #[arg(long, default_value = "")]
    name: String,
    /// preparer, certifier, consultant; intake, custodian, reviewer, officer, legal, publisher, branch, grid, auditor,
    /// registrar, admin.
    #[arg(long)]
    role: Role,
    /// Credit code of the enterprise, for its roles.
    #[arg(long)]
    enterprise: Option<CreditCode>,
    /// Division code of the town (9 digits), for branch officers and grid members; without one they see nothing.
    #[arg(long, default_value = "", hide_default_value = true)]
    town: String,
}

impl User {
    pub async fn run(self) -> anyhow::Result<()> {
        let Command::Add(add) = self.command;
        add.run().await
    }
}

impl Add {
    async fn run(self) -> anyhow::Result<()> {
        let password = password().context("the password could not be read from standard input")?;
        let ctx = self.database.connect_existing().await?;
        let Self { login, name, role, enterprise, town, .. } = self;
        let enterprise = enterprise.map(|code| code.to_string()).unwrap_or_default();
        let blind = role.is_local() && town.is_empty();
        let new = Opening { name, role: Some(role), enterprise, town, password, ..Opening::default() };
        accounts::add(&ctx, Opening { login: login.clone(), ..new }).await?;
        print::line(&format!("The account {login} ({role}) is open."));
        if blind {
            print::line("It belongs to no town and sees nothing; open it with --town CODE.");
        }
        Ok(ctx.store.close().await?)
    }
}

fn password() -> std::io::Result<String> {
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line)?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}
