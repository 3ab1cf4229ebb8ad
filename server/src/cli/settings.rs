//! Settings that several commands share.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::Args;
use services::{
    Ctx, store,
    tips::{self, Keys},
};

/// Which database.
#[derive(Debug, Args)]
pub struct Database {
    /// `sqlite:///path/to/file.db` or `postgres://user@host/name`; a SQLite file in the data folder when absent.
    #[arg(long, env = "MINGJIAN_DATABASE", hide_env_values = true)]
    pub database: Option<String>,
    /// Folder for the embedded database, the keys of tip-offs, and files.
    #[arg(long, env = "MINGJIAN_DATA_DIR", default_value = "data")]
    pub data_dir: PathBuf,
}

impl Database {
    /// The address of the database.
    pub fn url(&self) -> String {
        self.database.clone().unwrap_or_else(|| format!("sqlite://{}", self.data_dir.join("mingjian.db").display()))
    }

    /// Whether a database can be there at all: opening SQLite would make an empty one.
    pub fn is_there(&self) -> bool {
        let url = self.url();
        let file = url.strip_prefix("sqlite://").map(|path| path.split('?').next().unwrap_or_default());
        file.is_none_or(|file| Path::new(file).exists())
    }

    /// Goes on only where a database can be there: looking for one must not make one.
    pub fn must_be_there(&self) -> anyhow::Result<()> {
        match (self.is_there(), &self.database) {
            (true, _) => Ok(()),
            (false, Some(url)) => bail!("there is no database at {url}"),
            (false, None) => bail!("there is no database at {}; name its folder with --data-dir", self.url()),
        }
    }

    /// The key file of tip-offs.
    pub fn keys(&self) -> PathBuf {
        self.data_dir.join(tips::KEY_FILE)
    }

    /// Opens the database, and creates the data folder where that is needed.
    pub async fn connect(&self) -> anyhow::Result<Ctx> {
        let _made = self.make_folder()?;
        let store = store::connect(&self.url()).await.context("the database could not be opened")?;
        Ok(Ctx::new(store))
    }

    /// Creates the data folder where the database lies in it; answers which folders were made for that.
    pub fn make_folder(&self) -> anyhow::Result<Made> {
        if self.database.is_none() { create(&self.data_dir) } else { Ok(Made(Vec::new())) }
    }

    /// Opens the database and insists that its schema is there.
    pub async fn connect_existing(&self) -> anyhow::Result<Ctx> {
        self.must_be_there()?;
        let ctx = self.connect().await?;
        if store::pending(&ctx.store).await.context("the schema could not be read")? > 0 {
            bail!("the database is not up to date; run `mingjian migrate` first");
        }
        Ok(ctx)
    }

    /// Opens the database, up to date, with the keys of tip-offs. They lie in the data folder wherever the database is.
    pub async fn connect_with_keys(&self) -> anyhow::Result<Ctx> {
        let ctx = self.connect_and_migrate().await?;
        // A new key file beside tip-offs that it does not open could be taken for the lost one.
        let keys = if tips::are_needed(&ctx.store).await? {
            Keys::load(&self.data_dir)
        } else {
            Keys::load_or_create(&self.data_dir)
        };
        let ctx = ctx.with_keys(keys.context("the keys of tip-offs could not be read")?);
        tips::check_keys(&ctx).await.context("the keys of tip-offs do not fit this database")?;
        Ok(ctx)
    }

    /// Opens the database and brings its schema up to date.
    pub async fn connect_and_migrate(&self) -> anyhow::Result<Ctx> {
        let ctx = self.connect().await?;
        store::migrate(&ctx.store).await.context("the schema could not be brought up to date")?;
        Ok(ctx)
    }
}

/// Folders that were made, the innermost first.
#[must_use = "whoever fails takes them away again"]
#[derive(Debug)]
pub struct Made(Vec<PathBuf>);

impl Made {
    /// Takes them away, as far as nothing lies in them.
    pub fn undo(self) {
        for folder in self.0 {
            // Best effort: one that is not empty is somebody else's by now.
            let _gone = std::fs::remove_dir(folder);
        }
    }
}

fn create(folder: &Path) -> anyhow::Result<Made> {
    let missing = folder.ancestors().take_while(|part| !part.as_os_str().is_empty() && !part.exists());
    let made = Made(missing.map(Path::to_owned).collect());
    std::fs::create_dir_all(folder)
        .with_context(|| format!("the data folder {} could not be created", folder.display()))?;
    Ok(made)
}
