//! `mingjian user`.

use std::io::BufRead;

use anyhow::Context;
use clap::{Args, Subcommand};
use domain::{access::Role, credit_code::CreditCode};
use services::accounts::{self, NewAccount};

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
    /// admin.
    #[arg(long)]
    role: Role,
    /// Credit code of the enterprise, for its roles.
    #[arg(long)]
    enterprise: Option<CreditCode>,
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
        let Self { login, name, role, enterprise, .. } = self;
        let new = NewAccount { login: login.clone(), name, role, enterprise, password };
        accounts::add(&ctx, new).await?;
        print::line(&format!("The account {login} ({role}) is open."));
        Ok(ctx.store.close().await?)
    }
}

fn password() -> std::io::Result<String> {
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line)?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}
