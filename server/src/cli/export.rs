//! `mingjian export`.

use std::{path::PathBuf, time::Instant};

use anyhow::{Context, bail};
use clap::Args;
use services::{export, store};

use super::{print, settings::Database};

/// Write the whole city as CSV and JSON into a new folder, also while the portal runs.
///
/// Another system can read it, and `mingjian import folder` makes the same city of it again, in SQLite or PostgreSQL. The
/// keys of tip-offs are not in it.
#[derive(Debug, Args)]
pub struct Export {
    /// The folder to write. It must not exist yet, or be empty.
    folder: PathBuf,
    #[command(flatten)]
    database: Database,
}

impl Export {
    pub async fn run(self) -> anyhow::Result<()> {
        if !self.database.is_there() {
            bail!("there is no database at {}; name its folder with --data-dir", self.database.url());
        }
        // The entities that explain the columns are of today's schema.
        let ctx = self.database.connect_existing().await?;
        if store::is_new(&ctx.store).await.context("the schema could not be read")? {
            bail!("the database holds nothing of Mingjian, so there is nothing to export");
        }
        let begun = Instant::now();
        let size = export::write(&ctx.store, ctx.now(), &self.folder).await.context("there is no export")?;
        let (folder, took) = (self.folder.display(), begun.elapsed().as_secs_f64());
        print::line(&format!("{folder}: {} rows in {} files, {took:.1} s", size.rows, size.files));
        print::line(&format!("SHA-256 of SHA256SUMS {}", size.sha256));
        Ok(ctx.store.close().await?)
    }
}
