//! What an operator says of a provider.

use std::path::Path;

use reqwest::Url;

use super::talk::is_plain_and_here;
use crate::{Names, secret};

/// What an operator says of a provider.
#[derive(Clone, Copy, Debug)]
pub struct Settings<'a> {
    /// Its address, which its tokens name too.
    pub issuer: &'a str,
    /// What it calls this portal.
    pub client_id: &'a str,
    /// The file with this portal's secret.
    pub secret: &'a Path,
    /// What is asked for beside `openid`, blanks between.
    pub scopes: &'a str,
    /// The claim that carries the credit code of the enterprise for which somebody acts.
    pub credit_code: Option<&'a str>,
    /// The words on the button.
    pub words: &'a Names,
    /// The address under which people reach this portal.
    pub public_url: Option<&'a str>,
}

/// A setting that says nothing useful.
#[derive(Debug, thiserror::Error)]
pub enum BadSetting {
    /// Not the address of a provider.
    #[error("the issuer must be https://… (http://… only on this machine), without ? and #: {0}")]
    Issuer(String),
    /// The portal has no name at the provider.
    #[error("the client id is empty")]
    ClientId,
    /// No secret, or none that is kept.
    #[error("the client's secret, {file}: {why}")]
    Secret {
        /// Its file.
        file: String,
        /// What is wrong with it.
        why: String,
    },
    /// Nobody knows where the provider is to send people back to.
    #[error("the provider sends people back to the portal's address: set --public-url")]
    PublicUrl,
    /// The words are none.
    #[error("the words on the button are empty")]
    Words,
    /// The client could not be made.
    #[error("the client cannot be made: {0}")]
    Client(String),
}

/// What was read of the settings.
pub(super) struct Read {
    pub issuer: Url,
    pub secret: String,
    pub back: String,
}

/// Where a provider sends people back to, under the portal's address.
const BACK: &str = "/sign-in/unified/back";

impl Settings<'_> {
    pub(super) fn read(&self) -> Result<Read, BadSetting> {
        let issuer = Url::parse(self.issuer).map_err(|error| BadSetting::Issuer(error.to_string()))?;
        if !(issuer.scheme() == "https" || is_plain_and_here(&issuer)) {
            return Err(BadSetting::Issuer("passwords would be readable on their way".to_owned()));
        }
        if issuer.query().is_some() || issuer.fragment().is_some() || !issuer.username().is_empty() {
            return Err(BadSetting::Issuer("it has more than a host and a path".to_owned()));
        }
        if self.client_id.trim().is_empty() {
            return Err(BadSetting::ClientId);
        }
        if self.words.zh.trim().is_empty() || self.words.en.trim().is_empty() {
            return Err(BadSetting::Words);
        }
        let bad = |why: String| BadSetting::Secret { file: self.secret.display().to_string(), why };
        let secret = secret::from_file(self.secret).map_err(bad)?;
        if secret.is_empty() {
            return Err(bad("it is empty".to_owned()));
        }
        let back = self.public_url.map(|url| format!("{}{BACK}", url.trim_end_matches('/')));
        Ok(Read { issuer, secret, back: back.ok_or(BadSetting::PublicUrl)? })
    }
}

#[cfg(test)]
mod tests {
    use std::{fs, os::unix::fs::PermissionsExt as _};

    use super::*;

    #[test]
    fn a_wrong_setting_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let (kept, open, empty) = (folder.path().join("kept"), folder.path().join("open"), folder.path().join("empty"));
        for (file, text, mode) in [(&kept, "a secret\n", 0o600), (&open, "a secret", 0o644), (&empty, " \n", 0o600)] {
            fs::write(file, text).unwrap();
            fs::set_permissions(file, fs::Permissions::from_mode(mode)).unwrap();
        }
        let words = Names::new("统一身份认证登录", "Sign in with the unified identity");
        let good = Settings {
            issuer: "https://id.example/realms/city",
            client_id: "mingjian",
            secret: &kept,
            scopes: "",
            credit_code: None,
            words: &words,
            public_url: Some("https://mingjian.example/"),
        };
        let read = good.read().unwrap();
        assert_eq!((&*read.secret, &*read.back), ("a secret", "https://mingjian.example/sign-in/unified/back"));
        assert!(Settings { issuer: "http://127.0.0.1:4000", ..good }.read().is_ok());
        let said = |settings: Settings<'_>| settings.read().err().map(|bad| bad.to_string()).unwrap_or_default();
        for issuer in
            ["http://id.example", "id.example", "https://id.example/?a=b", "https://id.example/#a", "ftp://id.example"]
        {
            assert!(said(Settings { issuer, ..good }).contains("issuer"), "{issuer}");
        }
        assert!(said(Settings { client_id: " ", ..good }).contains("client id"));
        assert!(said(Settings { public_url: None, ..good }).contains("--public-url"));
        assert!(said(Settings { secret: &open, ..good }).contains("chmod 600"));
        assert!(said(Settings { secret: &empty, ..good }).contains("empty"));
        assert!(said(Settings { secret: Path::new("/no/such/file"), ..good }).contains("/no/such/file"));
        assert!(said(Settings { words: &Names::new("", "x"), ..good }).contains("words"));
    }
}
