//! The real program with the demo city, on a port of its own.

use std::{
    io::{BufRead, BufReader},
    net::SocketAddr,
    path::Path,
    process::{Child, Command, Stdio},
};

/// A running portal; killed when dropped.
pub struct Portal {
    child: Child,
    pub address: SocketAddr,
    _folder: Option<tempfile::TempDir>,
}

impl Portal {
    /// Starts it over a fresh demo city and waits for the ready line. Its loggers are off, so that nothing else uses
    /// the machine.
    pub fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let (child, address) = serve(folder.path(), &["--demo"]);
        Self { child, address, _folder: Some(folder) }
    }

    /// Starts it over a database that is there.
    pub fn over(folder: &Path) -> Self {
        let (child, address) = serve(folder, &[]);
        Self { child, address, _folder: None }
    }

    /// Megabytes of memory that it holds (`VmRSS`).
    pub fn memory(&self) -> f64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap();
        line.split_whitespace().nth(1).unwrap().parse::<f64>().unwrap() / 1024.0
    }
}

impl Drop for Portal {
    fn drop(&mut self) {
        // It may have ended by itself; then there is nothing to kill.
        let _ended = self.child.kill();
        let _reaped = self.child.wait();
    }
}

fn serve(folder: &Path, more: &[&str]) -> (Child, SocketAddr) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_mingjian"))
        .args(["serve", "--listen", "127.0.0.1:0", "--gateway", "off", "--admin", "off", "--data-dir"])
        .arg(folder)
        .args(more)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let address = line.trim().rsplit("http://").next().unwrap().parse().expect("no ready line");
    (child, address)
}
