//! What an operator decides about this door.

use std::{path::Path, time::Duration};

use anyhow::Context;
use app::web::Site;

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
    toml::from_str(&text).with_context(|| format!("{} does not describe a site", path.display()))
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
        std::fs::write(&file, toml::to_string(&Site::demo()).unwrap()).unwrap();
        let read = Settings::new(None, Some(&file)).unwrap().site;
        assert_eq!(read, Site { is_demo: false, ..Site::demo() }, "no file says that all is invented");
    }
}
