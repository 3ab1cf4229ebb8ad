//! What an operator decides about this door.

use std::{path::Path, time::Duration};

use anyhow::{Context, bail};
use app::web::Site;
use domain::site::Both;
use toml::Table;

/// What an operator decides about this door.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Who runs the portal.
    pub site: Site,
    /// Whether people reach it by TLS, so that browsers may be told to insist on it.
    pub https: bool,
    /// Whether a proxy stands in front, whose word is taken for a client's address.
    pub behind_proxy: bool,
    /// For how long a public page that was rendered once is handed out again: how stale a page can be.
    pub page_ttl: Duration,
    /// How many live streams may be open at a time.
    pub streams: usize,
    /// How many of them one client may have: a whole office may sit behind one address.
    pub streams_each: usize,
    /// How long an answer may take to begin.
    pub answer_within: Duration,
}

impl Settings {
    /// The settings for the portal at `public_url`, run by whom the TOML file `site` names; the demo city's invented
    /// bureau without one.
    pub fn new(public_url: Option<&str>, site: Option<&Path>) -> anyhow::Result<Self> {
        let https = public_url.is_some_and(|url| url.starts_with("https://"));
        let site = site.map_or_else(|| Ok(Site::demo()), read)?;
        Ok(Self {
            site,
            https,
            behind_proxy: false,
            page_ttl: Duration::from_secs(2),
            streams: 1000,
            streams_each: 50,
            answer_within: Duration::from_secs(30),
        })
    }
}

fn read(path: &Path) -> anyhow::Result<Site> {
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let told = || format!("{} does not describe a site", path.display());
    let table: Table = text.parse().with_context(told)?;
    known(&table).with_context(told)?;
    table.try_into().with_context(told)
}

/// Refuses a key that nobody would read. What is written below the first line in brackets belongs to it, and is easily meant
/// for the whole file.
fn known(table: &Table) -> anyhow::Result<()> {
    // With what may be absent, too.
    let some = || Both::new("…", "…");
    let whole =
        Site { opening: some(), reward: Some(some()), programme: Some(some()), map_source: some(), ..Site::demo() };
    let whole = Table::try_from(whole).context("the keys of a site are not known")?;
    for (key, value) in table {
        let Some(own) = whole.get(key) else { bail!("nothing is called `{key}`") };
        let (Some(inner), Some(own)) = (value.as_table(), own.as_table()) else { continue };
        match inner.keys().find(|inside| !own.contains_key(*inside)) {
            None => {}
            Some(inside) if whole.contains_key(inside) => {
                bail!("`{inside}` stands in `[{key}]`; write it above the first line in brackets")
            }
            Some(inside) => bail!("nothing in `[{key}]` is called `{inside}`"),
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_tls_addresses_turn_strict_transport_on() {
        assert!(Settings::new(Some("https://mingjian.example"), None).unwrap().https);
        assert!(!Settings::new(Some("http://mingjian.example"), None).unwrap().https);
        assert!(!Settings::new(None, None).unwrap().https);
    }

    #[test]
    fn a_site_file_that_is_missing_or_wrong_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("site.toml");
        let refused = |path: &Path| format!("{:#}", Settings::new(None, Some(path)).unwrap_err());
        assert!(refused(&file).contains("site.toml"));
        std::fs::write(&file, "telephone = 5").unwrap();
        assert!(refused(&file).contains("does not describe a site"));
        let demo = toml::to_string(&Site::demo()).unwrap();
        for (text, said) in [
            (format!("{demo}\nhotline = \"12369\""), "above the first line in brackets"),
            (format!("{demo}\nnonsense = 1"), "is called `nonsense`"),
            (format!("nonsense = 1\n{demo}"), "nothing is called `nonsense`"),
            (demo.replace("icp =", "icq ="), "nothing is called `icq`"),
        ] {
            std::fs::write(&file, text).unwrap();
            assert!(refused(&file).contains(said), "{}", refused(&file));
        }
        std::fs::write(&file, toml::to_string(&Site::demo()).unwrap()).unwrap();
        let read = Settings::new(None, Some(&file)).unwrap().site;
        assert_eq!(read, Site { is_demo: false, ..Site::demo() }, "no file says that all is invented");
    }
}
