//! A private `PostgreSQL` for one test run: a new cluster, a free port of 127.0.0.1, gone at the end.
//!
//! It does not touch a server that runs on the machine. `PostgreSQL` refuses to run as root; for root, this one runs
//! as the user `postgres` that Debian's package makes.

use crate::tools::apt;
use crate::{output, project, sh};
use anyhow::{Context as _, Result, bail};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, fs, thread};
use tempfile::TempDir;

const USER: &str = "postgres";
const DATABASE: &str = "mingjian_test";
const TIMEOUT: Duration = Duration::from_secs(30);

/// A running cluster; dropping it stops the server, and its files go with it.
pub struct Postgres {
    server: Child,
    programs: PathBuf,
    folder: TempDir,
    port: u16,
}

impl Postgres {
    /// Makes a cluster and starts it.
    pub fn start() -> Result<Self> {
        let programs = programs()?;
        let folder = folder()?;
        let data = folder.path().join("data");
        let mut init = as_user(&programs.join("initdb"));
        init.args(["--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync", "-U", USER, "-D"]).arg(&data);
        sh::quiet(&mut init).context("cannot make a PostgreSQL cluster")?;
        let port = free_port()?;
        let log = fs::File::create(folder.path().join("log"))?;
        let server = serve(&programs, &data, port).stderr(log).spawn().context("cannot start PostgreSQL")?;
        let mut started = Self { server, programs, folder, port };
        started.wait_until_it_answers()?;
        started.create_database()?;
        output::step(&format!("PostgreSQL: a private one listens on 127.0.0.1:{port}"));
        Ok(started)
    }

    /// What the tests read from `TEST_PG_URL`.
    pub fn url(&self) -> String {
        format!("postgres://{USER}@127.0.0.1:{}/{DATABASE}", self.port)
    }

    fn wait_until_it_answers(&mut self) -> Result<()> {
        let asked_since = Instant::now();
        while !sh::succeeds(&mut self.client("pg_isready")) {
            if self.server.try_wait()?.is_some() || asked_since.elapsed() > TIMEOUT {
                bail!("PostgreSQL did not start:\n{}", project::read(&self.folder.path().join("log"))?);
            }
            thread::sleep(Duration::from_millis(100));
        }
        Ok(())
    }

    fn create_database(&self) -> Result<()> {
        sh::quiet(self.client("createdb").args(["-U", USER, DATABASE])).map(drop)
    }

    fn client(&self, program: &str) -> Command {
        let mut command = Command::new(self.programs.join(program));
        command.args(["-h", "127.0.0.1", "-p", &self.port.to_string()]);
        command
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        let mut stop = as_user(&self.programs.join("pg_ctl"));
        stop.args(["stop", "-m", "immediate", "-D"]).arg(self.folder.path().join("data"));
        let stopped = sh::succeeds(&mut stop);
        // Already gone, or not to be reached otherwise: both are fine for files that are thrown away.
        drop(if stopped { Ok(()) } else { self.server.kill() });
        drop(self.server.wait());
    }
}

/// The server itself, in the foreground so that Ctrl-C reaches it too, and taken down with us if we are killed.
fn serve(programs: &Path, data: &Path, port: u16) -> Command {
    let mut server = as_user(&programs.join("postgres"));
    server.arg("-D").arg(data).args(["-p", &port.to_string()]).stdin(Stdio::null()).stdout(Stdio::null());
    // Nothing here outlives the run, so nothing needs to reach the disk. No socket file: its path may be too long.
    let settings = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "listen_addresses=127.0.0.1"];
    for setting in settings.into_iter().chain(["unix_socket_directories=", "max_connections=300"]) {
        server.args(["-c", setting]);
    }
    server
}

/// Debian keeps the server's programs out of the search path, by version; the newest wins.
fn programs() -> Result<PathBuf> {
    if let Some(found) = installed() {
        return Ok(found);
    }
    apt::install(&["postgresql"], "the database tests")?;
    installed().context("PostgreSQL was installed, yet there is no /usr/lib/postgresql/*/bin/initdb")
}

fn installed() -> Option<PathBuf> {
    let versions = Path::new("/usr/lib/postgresql").read_dir().ok();
    let mut versions: Vec<PathBuf> = versions.into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    versions.sort_by_key(|path| path.file_name().and_then(|name| name.to_str()?.parse::<u32>().ok()));
    let debian = versions.into_iter().rev().map(|version| version.join("bin"));
    let elsewhere = sh::on_path("initdb").and_then(|initdb| Some(initdb.parent()?.to_path_buf()));
    debian.chain(elsewhere).find(|bin| bin.join("initdb").is_file())
}

/// A new folder that the server's user owns: below `target/`, or, where that user cannot reach it, in the folder
/// for temporary files.
fn folder() -> Result<TempDir> {
    let below_target = owned(&project::at("target"))?;
    if sh::succeeds(as_user(Path::new("test")).arg("-w").arg(below_target.path())) {
        return Ok(below_target);
    }
    owned(&env::temp_dir())
}

fn owned(parent: &Path) -> Result<TempDir> {
    let folder = tempfile::Builder::new().prefix("mingjian-pg-").tempdir_in(parent)?;
    if apt::is_root() {
        sh::quiet(Command::new("chown").arg(USER).arg(folder.path()))?;
    }
    Ok(folder)
}

/// A command of the server's user that ends when this process does.
fn as_user(program: &Path) -> Command {
    let mut command = Command::new("setpriv");
    if apt::is_root() {
        command.args(["--reuid", USER, "--regid", USER, "--init-groups"]);
    }
    command.args(["--pdeathsig", "INT"]).arg(program);
    command
}

fn free_port() -> Result<u16> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).context("no free port on 127.0.0.1")?;
    Ok(listener.local_addr()?.port())
}
