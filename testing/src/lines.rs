//! What is written into the log while a test runs.

use std::{
    io,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use tracing::Dispatch;
use tracing_subscriber::fmt::MakeWriter;

/// All log lines, of every level.
#[derive(Clone, Default)]
pub struct Lines(Arc<Mutex<Vec<u8>>>);

impl Lines {
    /// Lines, and who writes into them where it is made the default: the first of the two, and both are to be kept. While
    /// there is one subscriber only, tracing asks the thread that comes first whether a place in the code is worth hearing:
    /// another test's, which hears nothing. With two it asks both.
    pub fn heard() -> (Self, [Dispatch; 2]) {
        let lines = Self::default();
        let subscriber = tracing_subscriber::fmt()
            .with_max_level(tracing::Level::TRACE)
            .with_ansi(false)
            .with_writer(lines.clone())
            .finish();
        (lines, [Dispatch::new(subscriber), Dispatch::new(tracing_subscriber::registry())])
    }

    fn bytes(&self) -> MutexGuard<'_, Vec<u8>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What was written until now.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes()).into_owned()
    }
}

impl io::Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.bytes().extend(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Lines {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}
