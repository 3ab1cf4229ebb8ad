//! `kill -9` of an import of the register while it writes: nothing is half there, and the next one writes all.

use std::{fmt::Write, os::unix::process::ExitStatusExt, process::Stdio, time::Duration};

use domain::credit_code::CreditCode;
use entities::{enterprise, town};
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend, EntityTrait, PaginatorTrait,
    SqliteTransactionMode, Statement, TransactionOptions, TransactionTrait,
};
use testing::Bench;
use tokio::{
    process::Command,
    time::{Instant, sleep},
};

/// So many that writing them takes longer than the longest wait below.
const ENTERPRISES: usize = 5_000;
/// How long an import goes on writing before it is killed.
const WAITS: [u64; 3] = [0, 40, 100];

/// Tells whether somebody writes to the database, without waiting for them.
struct Probe(DatabaseConnection);

impl Probe {
    async fn of(bench: &Bench) -> Self {
        if bench.is_postgres() {
            return Self(bench.ctx.store.read().clone());
        }
        let mut options = ConnectOptions::new(format!("{}?mode=rw", bench.url));
        options
            .max_connections(1)
            .sqlx_logging(false)
            .map_sqlx_sqlite_opts(|sqlite| sqlite.busy_timeout(Duration::ZERO));
        Self(Database::connect(options).await.unwrap())
    }

    async fn somebody_writes(&self) -> bool {
        if self.0.get_database_backend() == DbBackend::Postgres {
            // Taken by the first row that is written, and kept until the transaction ends.
            let locks = "SELECT count(*) AS taken FROM pg_locks \
                         WHERE relation = 'enterprise'::regclass AND mode = 'RowExclusiveLock' AND granted";
            let row = self.0.query_one_raw(Statement::from_string(DbBackend::Postgres, locks)).await.unwrap().unwrap();
            return row.try_get::<i64>("", "taken").unwrap() > 0;
        }
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        match self.0.begin_with_options(options).await {
            Ok(transaction) => {
                transaction.rollback().await.unwrap();
                false
            }
            Err(_busy) => true,
        }
    }

    /// Waits until it is so, and stays so for a moment: other transactions of a command are over at once.
    async fn wait(&self, wanted: bool) {
        let begun = Instant::now();
        let mut same = 0;
        while same < 3 {
            assert!(begun.elapsed() < Duration::from_mins(1), "somebody writes: still not {wanted}");
            sleep(Duration::from_millis(3)).await;
            same = if self.somebody_writes().await == wanted { same + 1 } else { 0 };
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_import_that_is_killed_while_it_writes_leaves_nothing() {
    let bench = Bench::new().await;
    let folder = tempfile::tempdir().unwrap();
    let (towns, works) = (folder.path().join("towns.csv"), folder.path().join("enterprises.csv"));
    std::fs::write(&towns, "行政区划代码,镇街名称,纬度,经度\n441900901,样溪镇,22.9,113.8\n").unwrap();
    let mut table = "信用代码,单位名称,镇街,行业代码,管理类别,地址,纬度,经度\n".to_owned();
    for n in 0..ENTERPRISES {
        let code = CreditCode::complete(&format!("91441900MA{n:07}")).unwrap();
        writeln!(table, "{code},样溪第{n}电镀厂,样溪镇,3360,重点管理,工业一路{n}号,22.9,113.8").unwrap();
    }
    std::fs::write(&works, table).unwrap();
    let import = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_mingjian"));
        command.args(["import", "register", "--commit", "--database", &bench.url]).arg(&towns).arg(&works);
        command.env("RUST_LOG", "off").stdin(Stdio::null()).kill_on_drop(true);
        command
    };
    let probe = Probe::of(&bench).await;
    let db = bench.ctx.store.read();
    let lines = bench.audit().await.len();

    for wait in WAITS {
        let mut child = import().stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        probe.wait(true).await;
        sleep(Duration::from_millis(wait)).await;
        child.start_kill().unwrap();
        let status = child.wait().await.unwrap();
        assert_eq!(status.signal(), Some(9), "it was done before it was killed: more enterprises are needed");
        // What it held is free again: nobody else has to wait for a dead one.
        probe.wait(false).await;
        let there =
            (town::Entity::find().count(db).await.unwrap(), enterprise::Entity::find().count(db).await.unwrap());
        assert_eq!(there, (0, 0), "killed after {wait} ms");
        assert_eq!(bench.audit().await.len(), lines, "the log says nothing that did not happen");
    }

    let output = import().output().await.unwrap();
    let told = String::from_utf8_lossy(&output.stdout);
    let written = format!("Written: {} new, 0 changed, 0 unchanged, 0 refused.", ENTERPRISES + 1);
    assert!(output.status.success() && told.contains(&written), "{told}{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(enterprise::Entity::find().count(db).await.unwrap(), u64::try_from(ENTERPRISES).unwrap());
    // It is known as what was imported last, which none of the killed ones was.
    let again = import().output().await.unwrap();
    let told = String::from_utf8_lossy(&again.stdout);
    assert!(told.contains(&format!("Written: 0 new, 0 changed, {} unchanged", ENTERPRISES + 1)), "{told}");
}
