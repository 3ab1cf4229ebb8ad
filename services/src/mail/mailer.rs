//! How mail leaves: into files, to a server, or into memory for tests.

use std::{
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use lettre::{AsyncSmtpTransport, AsyncTransport, Tokio1Executor, message::Mailbox};
use tokio::time::timeout;

use super::{Letter, Undelivered};
use crate::{Ctx, ctx::Part};

/// How long the mail server may take to accept a connection: lettre's time-out bounds nothing else.
const CONNECT: Duration = Duration::from_secs(20);
/// How long handing over one mail may take, from the connection to the last word.
const CONVERSATION: Duration = Duration::from_secs(30);

/// How mail leaves. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub enum Mailer {
    /// Not at all: nothing was set. Mail waits.
    #[default]
    Unset,
    /// One `.eml` file for each mail, in this folder.
    File {
        /// The sender.
        from: Mailbox,
        /// The folder.
        folder: PathBuf,
    },
    /// To a mail server.
    Smtp {
        /// The sender.
        from: Mailbox,
        /// Connections to the server; opened when needed.
        server: AsyncSmtpTransport<Tokio1Executor>,
        /// How long handing over one mail may take.
        within: Duration,
    },
    /// Into memory: tests read it there.
    Memory(Arc<Mutex<Vec<Letter>>>),
}

/// A setting that says nothing useful.
#[derive(Debug, thiserror::Error)]
pub enum BadSetting {
    /// Not a sender.
    #[error("`{0}` is not a sender; write portal@example.com or Portal <portal@example.com>")]
    Sender(String),
    /// Not a mail server.
    #[error("mail must go to `file`, smtp://… or smtps://…: {0}")]
    Server(String),
}

impl Part for Mailer {}

impl Ctx {
    /// The same with a way for mail to leave. Without one mail waits.
    #[must_use]
    pub fn with_mailer(self, mailer: Mailer) -> Self {
        self.with(mailer)
    }

    /// How mail leaves.
    pub fn mailer(&self) -> Mailer {
        self.part()
    }
}

impl Mailer {
    /// Reads the setting: `file`, or `smtp://user:password@host:port?tls=required`. `folder` is where files go.
    pub fn new(setting: &str, from: &str, folder: &Path) -> Result<Self, BadSetting> {
        let from: Mailbox = from.parse().map_err(|_bad| BadSetting::Sender(from.to_owned()))?;
        if setting == "file" {
            return Ok(Self::File { from, folder: folder.to_owned() });
        }
        let server = AsyncSmtpTransport::<Tokio1Executor>::from_url(setting);
        // The error of a URL does not repeat it: there is a password in it.
        let server = server.map_err(|error| BadSetting::Server(error.to_string()))?;
        Ok(Self::Smtp { from, server: server.timeout(Some(CONNECT)).build(), within: CONVERSATION })
    }

    /// The same with less or more patience with a mail server; one that asks none is as it was.
    #[must_use]
    pub fn within(self, longest: Duration) -> Self {
        match self {
            Self::Smtp { from, server, .. } => Self::Smtp { from, server, within: longest },
            other => other,
        }
    }

    /// A mailer that keeps everything in memory.
    pub fn memory() -> Self {
        Self::Memory(Arc::default())
    }

    /// Whether what is sent comes to anybody: files in a folder are read by whoever looks there, and reach nobody.
    pub const fn reaches_people(&self) -> bool {
        matches!(self, Self::Smtp { .. } | Self::Memory(_))
    }

    /// What a mailer in memory has sent, oldest first.
    pub fn sent(&self) -> Vec<Letter> {
        match self {
            Self::Memory(sent) => sent.lock().unwrap_or_else(PoisonError::into_inner).clone(),
            Self::Unset | Self::File { .. } | Self::Smtp { .. } => Vec::new(),
        }
    }

    /// Whether the mail server takes a connection and the account, without a mail; for whoever looks what is wrong.
    ///
    /// # Errors
    /// Why not, in the words of the server or of the network.
    pub(crate) async fn reach(&self) -> Result<(), String> {
        let Self::Smtp { server, within, .. } = self else { return Ok(()) };
        match timeout(*within, server.test_connection()).await {
            Ok(Ok(true)) => Ok(()),
            Ok(Ok(false)) => Err("it hung up".to_owned()),
            Ok(Err(error)) => Err(error.to_string()),
            Err(_elapsed) => Err(format!("no answer within {} seconds", within.as_secs_f32())),
        }
    }

    pub(crate) async fn deliver(&self, letter: &Letter) -> Result<(), Undelivered> {
        match self {
            Self::Unset => Err(Undelivered::Later("no way for mail to leave has been set".to_owned())),
            Self::Memory(sent) => {
                sent.lock().unwrap_or_else(PoisonError::into_inner).push(letter.clone());
                Ok(())
            }
            Self::File { from, folder } => {
                let message = letter.message(from)?.formatted();
                write(folder, letter.number, message).await.map_err(|error| Undelivered::Later(error.to_string()))
            }
            Self::Smtp { from, server, within } => match timeout(*within, server.send(letter.message(from)?)).await {
                Ok(Ok(_accepted)) => Ok(()),
                Ok(Err(error)) if error.is_permanent() => Err(Undelivered::Refused(error.to_string())),
                Ok(Err(error)) => Err(Undelivered::Later(error.to_string())),
                Err(_elapsed) => {
                    let seconds = within.as_secs_f32();
                    Err(Undelivered::Later(format!("the mail server did not finish within {seconds} seconds")))
                }
            },
        }
    }
}

/// Writes aside and renames: whoever watches the folder never sees half a mail.
async fn write(folder: &Path, number: i64, message: Vec<u8>) -> std::io::Result<()> {
    tokio::fs::create_dir_all(folder).await?;
    let part = folder.join(format!("{number}.part"));
    tokio::fs::write(&part, message).await?;
    tokio::fs::rename(part, folder.join(format!("{number}.eml"))).await
}
