//! `mingjian demo`.

use chrono::NaiveDate;
use clap::Args;
use demo::Options;

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
    #[arg(long)]
    enterprises: Option<usize>,
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
