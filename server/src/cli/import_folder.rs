//! `mingjian import folder`.

use std::{path::PathBuf, time::Instant};

use anyhow::Context;
use clap::Args;
use services::{export, tips};

use super::{print, settings::Database};

/// Fill an empty database of either kind with what `mingjian export` wrote. Where the database is not empty, nothing is done.
#[derive(Debug, Args)]
pub struct Folder {
    /// What `mingjian export` wrote.
    #[expect(clippy::struct_field_names, reason = "the name is shown by --help")]
    folder: PathBuf,
    #[command(flatten)]
    database: Database,
    /// Only say whether the folder is whole and can be read by this version.
    #[arg(long)]
    dry_run: bool,
}

impl Folder {
    pub async fn run(self) -> anyhow::Result<()> {
        let folder = self.folder.display();
        if self.dry_run {
            let (manifest, size) = export::check(&self.folder).context("it cannot be imported")?;
            let (at, rows, files) = (manifest.at, size.rows, size.files);
            print::line(&format!("{folder} is whole: {rows} rows in {files} files, of {at}"));
            print::line(&format!("SHA-256 of SHA256SUMS {}", size.sha256));
            return Ok(());
        }
        let made = self.database.make_folder()?;
        let begun = Instant::now();
        let size = match export::fill(&self.folder, &self.database.url()).await {
            Ok(size) => size,
            Err(failure) => {
                made.undo();
                return Err(failure).context("nothing was imported");
            }
        };
        let took = begun.elapsed().as_secs_f64();
        print::line(&format!("{folder}: {} rows imported, {took:.1} s", size.rows));
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
