//! `mingjian restore`.

use std::{path::PathBuf, time::Instant};

use anyhow::Context;
use clap::Args;
use services::{backup, tips};

use super::{print, settings::Database};

/// Fill an empty database with a backup. Where the database is not empty, nothing is done.
#[derive(Debug, Args)]
pub struct Restore {
    /// What `mingjian backup` wrote.
    file: PathBuf,
    #[command(flatten)]
    database: Database,
}

impl Restore {
    pub async fn run(self) -> anyhow::Result<()> {
        let made = self.database.make_folder()?;
        let begun = Instant::now();
        let size = match backup::restore(&self.file, &self.database.url()).await {
            Ok(size) => size,
            Err(failure) => {
                made.undo();
                return Err(failure).context("nothing was restored");
            }
        };
        let (file, took) = (self.file.display(), begun.elapsed().as_secs_f64());
        print::line(&format!("{file}: {} rows restored, {took:.1} s", size.rows));
        print::line(&format!("SHA-256 {}", size.sha256));
        let ctx = self.database.connect().await?;
        if tips::are_needed(&ctx.store).await? && !self.database.keys().exists() {
            print::line(&format!(
                "It holds tip-offs or second factors. Put the copy of their keys back to {} (chmod 600) before the portal starts.",
                self.database.keys().display()
            ));
        }
        Ok(ctx.store.close().await?)
    }
}
