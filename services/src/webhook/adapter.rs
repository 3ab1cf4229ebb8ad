//! How messages leave: to a program by HTTP, or into memory for tests.

use std::{
    path::Path,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use domain::time::Stamp;
use reqwest::{Client, StatusCode, Url, redirect::Policy};

use super::signature::{HEADER, sign};
use crate::{Ctx, ctx::Part, secret};

/// The header that carries the message's number, the same at each try.
const NUMBER: &str = "mingjian-message";
/// How long the receiver may take, from the connection to the last word.
const CONVERSATION: Duration = Duration::from_secs(20);
/// Shorter secrets can be guessed.
const SHORTEST_SECRET: usize = 32;

/// How messages leave beside mail. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub enum Webhook {
    /// Not at all: none was set, and no messages are written for one.
    #[default]
    Unset,
    /// To a program.
    Http(Arc<Receiver>),
    /// Into memory: tests read it there.
    Memory(Arc<Mutex<Vec<Received>>>),
}

/// A program that takes messages.
pub struct Receiver {
    url: Url,
    secret: Vec<u8>,
    client: Client,
    /// How long it may take.
    within: Duration,
}

/// What a webhook in memory was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Received {
    /// The message's number.
    pub number: i64,
    /// Its body.
    pub body: String,
}

/// A setting that says nothing useful.
#[derive(Debug, thiserror::Error)]
pub enum BadSetting {
    /// Not an address that messages may go to.
    #[error("the webhook must be https://… (http://… only on this machine): {0}")]
    Address(String),
    /// No secret, or none that is kept.
    #[error("the secret of the webhook, {file}: {why}")]
    Secret {
        /// Its file.
        file: String,
        /// What is wrong with it.
        why: String,
    },
    /// The client could not be made.
    #[error("the webhook's client cannot be made: {0}")]
    Client(String),
}

impl Part for Webhook {}

// The secret is shown nowhere.
impl std::fmt::Debug for Receiver {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Receiver({})", self.url.host_str().unwrap_or_default())
    }
}

impl Ctx {
    /// The same with a webhook.
    #[must_use]
    pub fn with_webhook(self, webhook: Webhook) -> Self {
        self.with(webhook)
    }

    /// How messages leave beside mail.
    pub fn webhook(&self) -> Webhook {
        self.part()
    }
}

impl Webhook {
    /// A webhook at an address, with the secret that stands in a file.
    ///
    /// # Errors
    /// [`BadSetting`] where the address is none, where messages would go over a network in the clear, or where the secret
    /// cannot be read, can be read by others, or is shorter than 32 characters.
    pub fn new(url: &str, secret: &Path) -> Result<Self, BadSetting> {
        let url = Url::parse(url).map_err(|error| BadSetting::Address(error.to_string()))?;
        let here = matches!(url.host_str(), Some("localhost" | "127.0.0.1" | "[::1]"));
        if !(url.scheme() == "https" || (url.scheme() == "http" && here)) {
            return Err(BadSetting::Address("it would be readable on its way".to_owned()));
        }
        let secret =
            read_secret(secret).map_err(|why| BadSetting::Secret { file: secret.display().to_string(), why })?;
        // A second call finds it installed, which is as good.
        let _installed = rustls::crypto::ring::default_provider().install_default();
        let client = Client::builder()
            // A redirect would take a signed message to somebody else.
            .redirect(Policy::none())
            .user_agent("mingjian")
            .build()
            .map_err(|error| BadSetting::Client(error.to_string()))?;
        Ok(Self::Http(Arc::new(Receiver { url, secret, client, within: CONVERSATION })))
    }

    /// The same with less or more patience with a program; one that asks none is as it was.
    #[must_use]
    pub fn within(self, longest: Duration) -> Self {
        match self {
            Self::Http(receiver) => Self::Http(Arc::new(Receiver {
                url: receiver.url.clone(),
                secret: receiver.secret.clone(),
                client: receiver.client.clone(),
                within: longest,
            })),
            other => other,
        }
    }

    /// A webhook that keeps everything in memory.
    pub fn memory() -> Self {
        Self::Memory(Arc::default())
    }

    /// Whether there is one.
    pub const fn is_set(&self) -> bool {
        !matches!(self, Self::Unset)
    }

    /// What a webhook in memory was given, oldest first.
    pub fn received(&self) -> Vec<Received> {
        match self {
            Self::Memory(all) => all.lock().unwrap_or_else(PoisonError::into_inner).clone(),
            Self::Unset | Self::Http(_) => Vec::new(),
        }
    }

    /// Posts a message. What the receiver answers beside its status is not read.
    pub(super) async fn post(&self, number: i64, at: Stamp, body: &str) -> Result<(), String> {
        match self {
            Self::Unset => Err("no webhook is set".to_owned()),
            Self::Memory(all) => {
                let received = Received { number, body: body.to_owned() };
                all.lock().unwrap_or_else(PoisonError::into_inner).push(received);
                Ok(())
            }
            Self::Http(receiver) => {
                let Receiver { url, secret, client, within } = &**receiver;
                let request = client
                    .post(url.clone())
                    .timeout(*within)
                    .header("content-type", "application/json; charset=utf-8")
                    .header(NUMBER, number)
                    .header(HEADER, sign(secret, at, body))
                    .body(body.to_owned());
                match request.send().await {
                    Ok(answer) if answer.status().is_success() => Ok(()),
                    Ok(answer) => Err(refused(answer.status())),
                    // Without its address: there may be a key in it.
                    Err(error) => Err(why(&error.without_url(), *within)),
                }
            }
        }
    }
}

fn refused(status: StatusCode) -> String {
    format!("the webhook answered {}", status.as_u16())
}

/// The innermost cause: the outer sentence says only that something was sent.
fn why(error: &reqwest::Error, within: Duration) -> String {
    if error.is_timeout() {
        return format!("the webhook did not answer within {} seconds", within.as_secs_f32());
    }
    let mut cause: &dyn std::error::Error = error;
    while let Some(next) = cause.source() {
        cause = next;
    }
    format!("the webhook is not reached: {cause}")
}

fn read_secret(file: &Path) -> Result<Vec<u8>, String> {
    let secret = secret::from_file(file)?;
    if secret.len() < SHORTEST_SECRET {
        return Err(format!("it is shorter than {SHORTEST_SECRET} characters; make one with: openssl rand -hex 32"));
    }
    Ok(secret.into_bytes())
}

#[cfg(test)]
mod tests {
    use std::{fs, os::unix::fs::PermissionsExt as _};

    use super::*;

    fn secret(text: &str, mode: u32) -> (tempfile::TempDir, std::path::PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("webhook.secret");
        fs::write(&file, text).unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(mode)).unwrap();
        (folder, file)
    }

    #[test]
    fn messages_go_nowhere_in_the_clear() {
        let (_folder, file) = secret(&"s".repeat(64), 0o600);
        for good in ["https://gateway.example/in", "http://127.0.0.1:8080/", "http://localhost/x"] {
            assert!(Webhook::new(good, &file).is_ok(), "{good}");
        }
        for bad in ["http://gateway.example/in", "ftp://127.0.0.1/", "gateway.example", ""] {
            assert!(matches!(Webhook::new(bad, &file), Err(BadSetting::Address(_))), "{bad}");
        }
    }

    #[test]
    fn a_secret_is_long_and_kept() {
        for (text, mode) in [("short", 0o600), (&*"s".repeat(64), 0o640)] {
            let (_folder, file) = secret(text, mode);
            let refused = Webhook::new("https://x.example", &file).unwrap_err().to_string();
            assert!(refused.contains("webhook.secret") && !refused.contains(&"s".repeat(64)), "{refused}");
        }
        assert!(Webhook::new("https://x.example", Path::new("/no/such/file")).is_err());
    }
    /// A receiver that takes the connection and says nothing is let go of.
    #[tokio::test]
    async fn the_patience_with_a_silent_receiver_ends() {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/", listener.local_addr().unwrap());
        let (_folder, file) = secret(&"s".repeat(64), 0o600);
        let webhook = Webhook::new(&url, &file).unwrap().within(Duration::from_millis(200));
        let tried = tokio::time::timeout(Duration::from_secs(15), webhook.post(1, Stamp(0), "{}")).await;
        let said = tried.expect("the patience ends").unwrap_err();
        assert_eq!(said, "the webhook did not answer within 0.2 seconds");
    }
}
