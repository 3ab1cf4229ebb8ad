//! `mingjian migrate`.

use anyhow::Context;
use clap::Args;
use services::store;

use super::{print, settings::Database};

/// Bring a database up to date.
#[derive(Debug, Args)]
pub struct Migrate {
    #[command(flatten)]
    database: Database,
}

impl Migrate {
    pub async fn run(self) -> anyhow::Result<()> {
        let ctx = self.database.connect().await?;
        let steps = store::migrate(&ctx.store).await.context("the schema could not be brought up to date")?;
        print::line(&match steps {
            0 => "The database was up to date.".to_owned(),
            n => format!("The database is up to date: {n} steps were taken."),
        });
        Ok(ctx.store.close().await?)
    }
}
