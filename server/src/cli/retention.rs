//! `mingjian retention`.

use std::path::PathBuf;

use anyhow::{Context, bail};
use clap::Args;
use services::retention::{self, Due};

use super::{print, settings::Database};

/// Say what is past its term, and remove it with `--commit`.
///
/// Rows under a legal hold, of an enterprise with a live case, or of the year of an open finding or declaration stay whatever
/// their age. Frames and values are written into a folder below `--archive` before they go; without it they stay.
#[derive(Debug, Args)]
pub struct Retention {
    #[command(flatten)]
    database: Database,
    /// Remove it.
    #[arg(long)]
    commit: bool,
    /// The folder below which frames and values are archived; it must be there.
    #[arg(long, value_name = "FOLDER", requires = "commit")]
    archive: Option<PathBuf>,
}

impl Retention {
    pub async fn run(self) -> anyhow::Result<()> {
        let ctx = self.database.connect_existing().await?;
        let due = retention::due(&ctx).await?;
        for one in &due {
            print::line(&said(one));
        }
        if !self.commit {
            let rows: i64 = due.iter().map(|one| one.rows).sum();
            print::line(&format!("{rows} rows would go. Nothing was removed; add `--commit`."));
            return Ok(ctx.store.close().await?);
        }
        if let Some(folder) = self.archive.as_deref().filter(|folder| !folder.is_dir()) {
            bail!("there is no folder {}; make it first", folder.display());
        }
        let gone = retention::remove(&ctx, None, self.archive.as_deref()).await.context("it was not removed")?;
        for one in &gone {
            let archive = one.archive.as_ref().map(|folder| format!(", archived in {}", folder.display()));
            print::line(&format!("{}: {} rows removed{}", one.class, one.rows, archive.unwrap_or_default()));
        }
        let left = due.iter().any(|one| one.rows > 0 && one.class.is_archived()) && self.archive.is_none();
        if left {
            print::line("Frames and values stay: name a folder with `--archive` to have them archived and removed.");
        }
        if gone.is_empty() {
            print::line("Nothing was removed.");
        }
        Ok(ctx.store.close().await?)
    }
}

fn said(due: &Due) -> String {
    let Due { class, term, before, rows, oldest, held } = due;
    let oldest = oldest.map_or_else(String::new, |oldest| format!(", the oldest of {}", oldest.day()));
    let held = if *held > 0 { format!("; {held} more are held back") } else { String::new() };
    format!("{class} ({} months): {rows} rows before {before}{oldest}{held}", term.months)
}
