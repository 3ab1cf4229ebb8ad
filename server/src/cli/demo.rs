//! `mingjian demo`.

use std::process::Stdio;

use anyhow::{Context, bail};
use chrono::NaiveDate;
use clap::{Args, builder::RangedU64ValueParser};
use demo::Options;
use tokio::process::Command;
use tokio_util::sync::CancellationToken;

use super::{print, settings::Database};

/// Fill an empty database with the demo city.
#[derive(Debug, Args)]
pub struct Demo {
    #[command(flatten)]
    database: Database,
    /// The day on which the demo city stands; today when absent.
    #[arg(long)]
    today: Option<NaiveDate>,
    /// How many enterprises it has.
    #[arg(long, value_parser = RangedU64ValueParser::<usize>::new().range(1..))]
    enterprises: Option<usize>,
}

/// Has another process fill the database, today and with the usual city; `false` where `stop` came first.
///
/// Filling takes some 200 MB for a moment. The C library keeps such memory in its arenas when it is freed, one for each
/// thread, so that a portal that filled its own database would hold it as long as it runs.
pub async fn fill_aside(database: &Database, stop: &CancellationToken) -> anyhow::Result<bool> {
    let program = std::env::current_exe().context("the path of this program is unknown")?;
    let mut command = Command::new(program);
    command.arg("demo").arg("--data-dir").arg(&database.data_dir).stdout(Stdio::null()).kill_on_drop(true);
    if let Some(url) = &database.database {
        // It may hold a password, and anybody can read a command line.
        command.env("MINGJIAN_DATABASE", url);
    }
    let mut child = command.spawn().context("the demo city could not be begun")?;
    let Some(ended) = stop.run_until_cancelled(child.wait()).await else { return Ok(false) };
    let is_filled = ended.context("the demo city could not be waited for")?.success();
    if !is_filled && !stop.is_cancelled() {
        bail!("the database could not be filled with the demo city; the line before says why");
    }
    Ok(is_filled)
}

impl Demo {
    pub async fn run(self) -> anyhow::Result<()> {
        let ctx = self.database.connect_with_keys().await?;
        let mut options = Options::on(self.today.unwrap_or_else(|| ctx.now().day()));
        options.enterprises = self.enterprises.unwrap_or(options.enterprises);
        let summary = demo::fill(&ctx, &options).await?;
        print::line(&format!(
            "The demo city is there: {} towns, {} enterprises, {} outlets, {} loggers, {} measurements, \
             {} declarations with {} findings, {} cases, {} tip-offs.",
            summary.towns,
            summary.enterprises,
            summary.outlets,
            summary.devices,
            summary.measurements,
            summary.declarations,
            summary.findings,
            summary.cases,
            summary.tips,
        ));
        Ok(ctx.store.close().await?)
    }
}
