//! A city's register: 30,000 enterprises, 60,000 outlets and 240,000 limits, by the program itself, from a workbook and from
//! CSV files; the same files once more; and the memory of the portal that serves it.

use std::{
    fmt::Write as _,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use domain::{fixed::Nano, limit::Averaging, outlet::Discharge};
use entities::{discharge_limit, enterprise, outlet};
use rust_xlsxwriter::Workbook;
use sea_orm::ActiveValue::{NotSet, Set};
use services::store;
use testing::Bench;

use crate::{portal::Portal, report::Report, works};

const ENTERPRISES: usize = 30_000;
const OUTLETS_EACH: usize = 2;
/// What the limits of an outlet are for.
const POLLUTANTS: [&str; 4] = ["w01018", "w21003", "w21011", "w21001"];
const LIMIT_SECONDS: f64 = 60.0;
const LIMIT_MEGABYTES: f64 = 400.0;
/// For the portal that does nothing over it.
const LIMIT_IDLE: f64 = 250.0;

pub async fn measure(report: &mut Report) {
    let folder = tempfile::tempdir().unwrap();
    let files = tables().map(|(name, table)| {
        let path = folder.path().join(format!("{name}.csv"));
        std::fs::write(&path, table.iter().map(|row| row.join(",") + "\n").collect::<String>()).unwrap();
        path
    });
    let workbook = folder.path().join("register.xlsx");
    write_workbook(&workbook);
    let data = |name: &str| folder.path().join(name);
    report.note("register: rows", "rows", (ENTERPRISES * (1 + OUTLETS_EACH * (1 + POLLUTANTS.len()))) as f64);

    let xlsx = import(&Place::Sqlite(data("xlsx")), std::slice::from_ref(&workbook));
    report.at_most("register: import of a workbook", "s", xlsx.seconds, LIMIT_SECONDS);
    report.at_most("register: import of a workbook, memory", "MB", xlsx.megabytes, LIMIT_MEGABYTES);
    let csv = import(&Place::Sqlite(data("csv")), &files);
    let bare = bare().await;
    report.at_most_of("register: import of CSV files", "s", csv.seconds, bare, 3.0);
    report.note("register: import of CSV files, memory", "MB", csv.megabytes);
    let again = import(&Place::Sqlite(data("csv")), &files);
    report.at_most_of("register: the same files once more", "s", again.seconds, csv.seconds, 1.0 / 3.0);
    if let Ok(url) = std::env::var("BENCH_PG_URL") {
        let place = Place::Postgres(url, data("pg"));
        let first = import(&place, &[workbook]);
        report.at_most("register: import of a workbook, PostgreSQL", "s", first.seconds, LIMIT_SECONDS);
        report.at_most("register: import of a workbook, PostgreSQL, memory", "MB", first.megabytes, LIMIT_MEGABYTES);
    }
    let portal = Portal::over(&data("csv"));
    crate::client::get(portal.address, "/enterprises").await;
    tokio::time::sleep(Duration::from_secs(5)).await;
    report.at_most("memory of the idle server with that register", "MB", portal.memory(), LIMIT_IDLE);
}

/// Where the program puts it.
enum Place {
    Sqlite(PathBuf),
    Postgres(String, PathBuf),
}

impl Place {
    fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_mingjian"));
        let (Self::Sqlite(folder) | Self::Postgres(_, folder)) = self;
        command.args(words).arg("--data-dir").arg(folder);
        if let Self::Postgres(url, _) = self {
            command.arg("--database").arg(url);
        }
        command
    }
}

/// What an import took.
struct Took {
    seconds: f64,
    /// The most memory that it held.
    megabytes: f64,
}

fn import(place: &Place, files: &[PathBuf]) -> Took {
    assert!(place.command(&["migrate"]).stdout(Stdio::null()).status().unwrap().success());
    let mut command = place.command(&["import", "register", "--commit"]);
    let begun = Instant::now();
    let mut child = command.args(files).stdout(Stdio::null()).spawn().unwrap();
    let mut megabytes = 0.0_f64;
    let status = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        megabytes = megabytes.max(most(&child));
        std::thread::sleep(Duration::from_millis(20));
    };
    let seconds = begun.elapsed().as_secs_f64();
    assert!(status.success(), "the import was refused");
    Took { seconds, megabytes }
}

/// The most memory that a process has held so far (`VmHWM`).
fn most(child: &Child) -> f64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap_or_default();
    line.split_whitespace().nth(1).map_or(0.0, |figure| figure.parse::<f64>().unwrap() / 1024.0)
}

type Table = Vec<Vec<String>>;

fn tables() -> [(&'static str, Table); 4] {
    let row = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>();
    let towns =
        vec![row(&["行政区划代码", "镇街名称", "纬度", "经度"]), row(&["441900901", "样溪镇", "22.9", "113.8"])];
    let mut enterprises =
        vec![row(&["统一社会信用代码", "单位名称", "镇街", "行业代码", "管理类别", "地址", "纬度", "经度"])];
    let mut outlets = vec![row(&["统一社会信用代码", "排放口编号", "排放口名称", "排放去向"])];
    let mut limits = vec![row(&[
        "统一社会信用代码",
        "排放口编号",
        "污染物",
        "上限",
        "单位",
        "考核时段",
        "依据",
        "来源",
        "执行起始日期",
    ])];
    for at in 0..ENTERPRISES {
        let (code, mut address) = (works::code(at).to_string(), String::new());
        write!(address, "工业路{at}号").unwrap();
        let (lat, lng) = (format!("22.{:04}", at % 9_000), format!("113.{:04}", at / 4));
        let name = works::name(at);
        enterprises.push(row(&[&code, &name, "样溪镇", "3360", "简化管理", &address, &lat, &lng]));
        for outlet in 1..=OUTLETS_EACH {
            let outlet = format!("DW{outlet:03}");
            outlets.push(row(&[&code, &outlet, "废水排放口", "直接排放"]));
            for pollutant in POLLUTANTS {
                let cells =
                    [&code, &outlet, pollutant, "80", "mg/L", "日均值", "GB 21900-2008", "排污许可证", "2024-01-01"];
                limits.push(row(&cells));
            }
        }
    }
    [("towns", towns), ("enterprises", enterprises), ("outlets", outlets), ("limits", limits)]
}

fn write_workbook(path: &Path) {
    let mut workbook = Workbook::new();
    for (name, table) in tables() {
        let sheet = workbook.add_worksheet().set_name(name).unwrap();
        for (line, cells) in (0u32..).zip(&table) {
            for (column, cell) in (0u16..).zip(cells) {
                sheet.write_string(line, column, cell).unwrap();
            }
        }
    }
    workbook.save(path).unwrap();
}

/// Seconds of writing the same rows in one transaction, with nothing read, checked or noted.
async fn bare() -> f64 {
    let bench = Bench::new().await;
    bench.plating_works().await;
    let begun = Instant::now();
    let tx = bench.ctx.store.write().await.unwrap();
    let rows: Vec<enterprise::Model> =
        store::insert_and_return(&tx, (0..ENTERPRISES).map(|at| works::row(at, None)).collect()).await.unwrap();
    let outlets = rows.iter().flat_map(|row| {
        ["DW001", "DW002"].map(|code| outlet::ActiveModel {
            id: NotSet,
            enterprise_id: Set(row.id),
            code: Set(code.parse().unwrap()),
            name: Set("废水排放口".to_owned()),
            name_en: Set(String::new()),
            discharge: Set(Discharge::Direct),
            receiving: Set(String::new()),
            closed_on: Set(None),
        })
    });
    let outlets: Vec<outlet::Model> = store::insert_and_return(&tx, outlets.collect()).await.unwrap();
    let limits = outlets.iter().flat_map(|row| {
        POLLUTANTS.map(|pollutant| discharge_limit::ActiveModel {
            id: NotSet,
            outlet_id: Set(row.id),
            pollutant: Set(pollutant.to_owned()),
            low: Set(None),
            high: Set(Some(Nano(80_000_000_000))),
            unit: Set("mg/L".to_owned()),
            averaging: Set(Averaging::Day),
            reference_oxygen: Set(None),
            basis: Set("GB 21900-2008".to_owned()),
            source: Set("排污许可证".to_owned()),
            valid_from: Set("2024-01-01".parse().unwrap()),
            valid_to: Set(None),
        })
    });
    store::insert(&tx, limits.collect()).await.unwrap();
    tx.commit().await.unwrap();
    begun.elapsed().as_secs_f64()
}
