//! `mingjian backup`.

use std::{
    path::{Path, PathBuf},
    time::Instant,
};

use anyhow::{Context, bail};
use clap::Args;
use services::{backup, store};

use super::{print, settings::Database};

/// Copy all that is stored now into one file, also while the portal runs.
#[derive(Debug, Args)]
pub struct Backup {
    /// The file to write. It must not exist yet.
    file: PathBuf,
    #[command(flatten)]
    database: Database,
    /// Copy the keys of tip-offs too, to a file of their own. Keep it elsewhere than the backup: who has both can read
    /// every tip-off.
    #[arg(long, value_name = "FILE")]
    keys: Option<PathBuf>,
}

impl Backup {
    pub async fn run(self) -> anyhow::Result<()> {
        self.database.must_be_there()?;
        // First: a backup without the copy that was wanted beside it would look like both.
        if let Some(copy) = &self.keys {
            self.can_be_copied_to(copy)?;
        }
        let ctx = self.database.connect().await?;
        if store::is_new(&ctx.store).await.context("the schema could not be read")? {
            bail!("the database holds nothing of Mingjian, so there is nothing to back up");
        }
        let begun = Instant::now();
        let size = backup::write(&ctx.store, &self.file).await.context("there is no backup")?;
        let (file, took) = (self.file.display(), begun.elapsed().as_secs_f64());
        print::line(&format!("{file}: {} rows, {} bytes, {took:.1} s", size.rows, size.bytes));
        print::line(&format!("SHA-256 {}", size.sha256));
        ctx.store.close().await?;
        if let Some(copy) = &self.keys {
            return self.copy_keys(copy).with_context(|| format!("the keys were not copied to {}", copy.display()));
        }
        let keys = self.database.keys();
        if keys.exists() {
            print::line(&format!("The keys of tip-offs ({}) are not in it.", keys.display()));
        }
        Ok(())
    }

    /// Goes on only where the keys can be copied there, or lie there already.
    fn can_be_copied_to(&self, copy: &Path) -> anyhow::Result<()> {
        let folder = copy.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        if !folder.is_dir() {
            bail!("nothing was written: the keys cannot be copied to {}, there is no such folder", copy.display());
        }
        if copy.exists() && !same_keys(&self.database.keys(), copy)? {
            bail!(
                "nothing was written: {} holds something else than the keys of this portal, and is not overwritten; name \
                 another file",
                copy.display()
            );
        }
        Ok(())
    }

    fn copy_keys(&self, copy: &Path) -> anyhow::Result<()> {
        if copy.exists() {
            print::line(&format!("{}: holds the same keys of tip-offs already", copy.display()));
            return Ok(());
        }
        backup::copy(&self.database.keys(), copy)?;
        print::line(&format!("{}: the keys of tip-offs; keep them elsewhere than the backup", copy.display()));
        Ok(())
    }
}

/// Whether two files hold the same keys.
fn same_keys(keys: &Path, copy: &Path) -> anyhow::Result<bool> {
    let read = |file: &Path| std::fs::read(file).with_context(|| format!("{} cannot be read", file.display()));
    Ok(read(keys)? == read(copy)?)
}
