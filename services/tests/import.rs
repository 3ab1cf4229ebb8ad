//! The register from spreadsheets.

use std::fmt::Write;

use domain::{
    access::Role,
    lang::Lang,
    sheet::{HeaderSlip, Kind, Slip},
};
use entities::{device, discharge_limit, enterprise, load_cap, outlet, product, town, utility_reading};
use sea_orm::{EntityTrait, PaginatorTrait, QueryOrder};
use services::{
    Error,
    register::{
        By, Flaw,
        import::{Counts, File, FileSlip, Problem, Report, Why, Wish, as_csv, import, template},
    },
};
use testing::Bench;

const WORKS: &str = "91441900MA0FC0001K";
const DRY: Wish = Wish { write: false, partial: false };
const WRITE: Wish = Wish { write: true, partial: false };
const PARTIAL: Wish = Wish { write: true, partial: true };

fn file(name: &str, bytes: impl AsRef<[u8]>) -> File {
    File { name: name.to_owned(), bytes: bytes.as_ref().into() }
}

/// The files of `docs/first-city`, as somebody finds them.
fn first_city() -> Vec<File> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/first-city");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let read =
        |path: &std::path::PathBuf| file(&path.file_name().unwrap().to_string_lossy(), std::fs::read(path).unwrap());
    paths.iter().filter(|path| path.extension().is_some_and(|kind| kind == "csv")).map(read).collect()
}

fn fixture(name: &str) -> File {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name);
    file(name, std::fs::read(path).unwrap())
}

async fn run(bench: &Bench, files: Vec<File>, wish: Wish) -> Report {
    let report = import(&bench.ctx, By::CommandLine, files, wish).await.unwrap();
    for one in &report.refused {
        assert!(!one.why.said(Lang::Zh).reason.is_empty() && !one.why.said(Lang::En).remedy.is_empty());
    }
    report
}

fn counts(new: usize, changed: usize, same: usize, refused: usize) -> Counts {
    Counts { new, changed, same, refused }
}

/// What was refused: cell, value, why.
fn refused(report: &Report) -> Vec<(String, &str, &Why)> {
    report.refused.iter().map(|one| (one.cell(), one.value.as_str(), &one.why)).collect()
}

#[tokio::test]
async fn the_first_city_is_looked_at_written_and_then_unchanged() {
    let bench = Bench::new().await;
    let looked = run(&bench, first_city(), DRY).await;
    assert_eq!((looked.total(), looked.written), (counts(19, 0, 0, 0), false), "{looked:#?}");
    let db = bench.ctx.store.read();
    assert_eq!(enterprise::Entity::find().count(db).await.unwrap(), 0, "looking writes nothing");
    let written = run(&bench, first_city(), WRITE).await;
    assert_eq!((written.total(), written.written), (counts(19, 0, 0, 0), true));
    let again = run(&bench, first_city(), WRITE).await;
    assert_eq!((again.total(), again.changed.len()), (counts(0, 0, 19, 0), 0));

    let works = enterprise::Entity::find().order_by_asc(enterprise::Column::CreditCode).all(db).await.unwrap();
    let named: Vec<_> =
        works.iter().map(|one| (one.name.as_str(), one.industry.to_string(), one.class.as_str())).collect();
    assert_eq!(named[0], ("样溪晨岚电镀有限公司", "3360".to_owned(), "key"));
    assert_eq!(named[2], ("样溪松涧木器厂", "2110".to_owned(), "registered"));
    assert_eq!((works[1].permit_to.unwrap().to_string(), &works[2].permit_no), ("2029-06-30".to_owned(), &None));
    let caps = load_cap::Entity::find().order_by_asc(load_cap::Column::Pollutant).all(db).await.unwrap();
    assert_eq!(
        caps.iter().map(|cap| cap.kg_per_year.to_string()).collect::<Vec<_>>(),
        ["4200", "6"],
        "tonnes are kilograms"
    );
    let products = product::Entity::find().order_by_asc(product::Column::Id).all(db).await.unwrap();
    let said: Vec<_> = products.iter().map(|one| (one.capacity.to_string(), one.unit.as_str())).collect();
    assert_eq!(said, [("120000".to_owned(), "m²"), ("8000".to_owned(), "t")]);
    assert_eq!(utility_reading::Entity::find().count(db).await.unwrap(), 2);
    assert!(bench.ctx.registry.device("441900F1C0000000000001DW").is_some(), "the gateway knows the logger");
}

#[tokio::test]
async fn a_table_in_gb18030_with_a_foreign_order_of_columns() {
    let bench = Bench::new().await;
    let text = "镇街名称\t经度\t纬度\t行政区划代码（9位）\r\n样溪镇\t113.8\t22.9\t441900901\r\n";
    let gb = encoding_rs::GB18030.encode(text).0.into_owned();
    assert!(String::from_utf8(gb.clone()).is_err());
    let report = run(&bench, vec![file("名单.txt", gb)], WRITE).await;
    assert_eq!((report.total(), report.sheets[0].kind), (counts(1, 0, 0, 0), Some(Kind::Towns)));
    let town = town::Entity::find().one(bench.ctx.store.read()).await.unwrap().unwrap();
    assert_eq!((town.name.as_str(), town.code.as_str()), ("样溪镇", "441900901"));
}

/// Made by openpyxl (`tests/fixtures/register.py`): titles, two rows of headers, merged and hidden cells, days in three
/// ways, a hidden sheet.
#[tokio::test]
async fn a_workbook_that_somebody_elses_program_wrote() {
    use Kind::{Enterprises, Limits, Outlets, Products, Towns};
    let bench = Bench::new().await;
    let report = run(&bench, vec![fixture("register.xlsx")], WRITE).await;
    assert!(report.is_clean() && report.written, "{report:#?}");
    let kinds: Vec<_> = report.sheets.iter().map(|sheet| (sheet.kind.unwrap(), sheet.new)).collect();
    assert_eq!(kinds, [(Towns, 1), (Enterprises, 2), (Products, 2), (Outlets, 1), (Limits, 3)]);
    assert_eq!(report.sheets[1].unread, ["备注"], "what is not read is said");
    let db = bench.ctx.store.read();
    let foods =
        enterprise::Entity::find().order_by_desc(enterprise::Column::CreditCode).one(db).await.unwrap().unwrap();
    assert_eq!(
        (foods.name.as_str(), foods.permit_to.unwrap().to_string()),
        ("例川云栖食品厂", "2024-01-01".to_owned())
    );
    let products = product::Entity::find().order_by_asc(product::Column::Id).all(db).await.unwrap();
    assert!(
        products.iter().all(|one| one.enterprise_id == products[0].enterprise_id),
        "a merged cell counts for its rows"
    );
    assert_eq!(products[1].capacity.to_string(), "8000.5");
    let limits = discharge_limit::Entity::find().order_by_asc(discharge_limit::Column::Id).all(db).await.unwrap();
    let said: Vec<_> = limits
        .iter()
        .map(|one| {
            (
                one.high.unwrap().to_string(),
                one.unit.as_str(),
                one.valid_from.to_string(),
                one.valid_to.map(|day| day.to_string()),
            )
        })
        .collect();
    let day = |day: &str| day.to_owned();
    let want = [
        ("9".to_owned(), "", day("2024-01-01"), None),
        ("0.3".to_owned(), "mg/L", day("2024-01-01"), Some(day("2026-06-30"))),
        ("80".to_owned(), "mg/L", day("2026-07-01"), None),
    ];
    assert_eq!(said, want);
    let again = run(&bench, vec![fixture("register.xlsx")], WRITE).await;
    assert_eq!(again.total(), counts(0, 0, 9, 0));
}

#[tokio::test]
async fn everything_that_is_wrong_is_told_by_its_cell_and_nothing_is_written() {
    let bench = Bench::new().await;
    run(&bench, vec![fixture("register.xlsx")], WRITE).await;
    let before = bench.audit().await.len();
    let report = run(&bench, vec![fixture("faulty.xlsx")], WRITE).await;
    assert_eq!((report.sheets[0].counts(), report.written), (counts(0, 1, 0, 7), false), "{report:#?}");
    let told = refused(&report);
    let cell = |at: &str| told.iter().filter(|(cell, ..)| cell == at).map(|(_, _, why)| *why).collect::<Vec<_>>();
    assert_eq!(cell("B2"), [&Why::Cell(Slip::Scientific)]);
    assert_eq!(cell("B3"), [&Why::Cell(Slip::Scientific)]);
    assert!(matches!(cell("B4")[..], [Why::Cell(Slip::CreditCode(_))]));
    assert_eq!(cell("C5"), [&Why::Cell(Slip::ZeroLost)]);
    assert!(matches!(cell("E5")[..], [Why::Cell(Slip::NoChoice(_))]));
    assert_eq!(cell("H5"), [&Why::Cell(Slip::Missing)]);
    assert!(matches!(cell("I5")[..], [Why::Cell(Slip::Figure(_))]));
    assert_eq!(cell("J5"), [&Why::Cell(Slip::DayForFigure)]);
    assert!(matches!(cell("B7")[..], [Why::Twice(first)] if first.row == 6));
    assert_eq!(cell("B9"), [&Why::Cell(Slip::Covered)]);
    let twice = told.iter().find(|(cell, ..)| cell == "B7").unwrap();
    assert_eq!(twice.1, WORKS, "what stands in a cell that the register refused is looked up");
    assert_eq!(report.sheets[1].problem, Some(Problem::Header(HeaderSlip::Unknown)));
    assert_eq!(bench.audit().await.len(), before);
    let csv = String::from_utf8(as_csv(&report)).unwrap();
    assert!(csv.contains("科学记数法") && csv.contains("scientific notation") && csv.contains("\"B7\""), "{csv}");
    // The sound row alone.
    let partial = run(&bench, vec![fixture("faulty.xlsx")], PARTIAL).await;
    assert!(partial.written && !partial.is_clean());
    let works =
        enterprise::Entity::find().order_by_asc(enterprise::Column::CreditCode).one(bench.ctx.store.read()).await;
    assert_eq!(works.unwrap().unwrap().name, "某厂");
}

/// What belongs to a refused row is refused too, and says so.
#[tokio::test]
async fn what_belongs_to_nothing_is_refused() {
    let bench = Bench::new().await;
    let mut files = first_city();
    files.retain(|file| file.name != "enterprises.csv");
    let report = run(&bench, files, PARTIAL).await;
    assert_eq!(report.total(), counts(2, 0, 0, 14));
    let unknown = report.refused.iter().filter(|one| matches!(one.why, Why::Register(Flaw::UnknownEnterprise(_))));
    assert_eq!(unknown.count(), 14);
    let logger =
        report.refused.iter().find(|one| report.sheet(one.place).unwrap().kind == Some(Kind::Loggers)).unwrap();
    assert_eq!(
        (logger.cell().as_str(), logger.value.as_str(), logger.header.as_str()),
        ("A2", WORKS, "统一社会信用代码")
    );
    assert!(!format!("{report:?}").contains("246810"), "no password is in a report");
    assert_eq!(outlet::Entity::find().count(bench.ctx.store.read()).await.unwrap(), 0);
}

#[tokio::test]
async fn changes_are_told_by_their_columns() {
    let bench = Bench::new().await;
    run(&bench, first_city(), WRITE).await;
    let mut files = first_city();
    for file in &mut files {
        let text = String::from_utf8(file.bytes.to_vec()).unwrap();
        file.bytes = text.replace("工业一路1号", "工业二路2号").replace("246810", "135790").into_bytes().into();
    }
    let report = run(&bench, files, WRITE).await;
    assert_eq!(report.total(), counts(0, 2, 17, 0));
    assert_eq!(
        report.changed.iter().map(|one| one.columns.clone()).collect::<Vec<_>>(),
        [vec!["address"], vec!["password"]]
    );
    let stored = device::Entity::find().one(bench.ctx.store.read()).await.unwrap().unwrap();
    assert_eq!(stored.password, "135790");
}

#[tokio::test]
async fn files_that_are_no_tables_say_what_they_are() {
    let bench = Bench::new().await;
    for (bytes, want) in [
        (&b""[..], FileSlip::Empty),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", FileSlip::OldOrLocked),
        (b"PK\x03\x04 and no more", FileSlip::Broken),
        (b"\x89PNG\r\n\x1a\n\0\0", FileSlip::NoTable),
    ] {
        let report = run(&bench, vec![file("企业.xlsx", bytes)], WRITE).await;
        assert_eq!(report.sheets[0].problem, Some(Problem::File(want)));
        assert!(!report.written);
    }
    let whole = fixture("register.xlsx").bytes;
    let cut = run(&bench, vec![file("cut.xlsx", &whole[..whole.len() / 2])], WRITE).await;
    assert_eq!(cut.sheets[0].problem, Some(Problem::File(FileSlip::Broken)));
}

/// 600,000 rows are refused where they become too many, and what was read of them is not written.
#[tokio::test]
async fn a_monster_is_refused() {
    let bench = Bench::new().await;
    let mut text = "行政区划代码,镇街名称,纬度,经度\n".to_owned();
    for n in 0..600_000 {
        writeln!(text, "{:09},镇{n},22.9,113.8", 441_000_000 + n).unwrap();
    }
    let report = run(&bench, vec![file("towns.csv", text)], WRITE).await;
    assert!(matches!(report.sheets[0].problem, Some(Problem::File(FileSlip::ManyRows(_)))));
    assert_eq!(town::Entity::find().count(bench.ctx.store.read()).await.unwrap(), 0);
}

#[tokio::test]
async fn our_own_templates_are_read_and_say_nothing() {
    let bench = Bench::new().await;
    let mut files = vec![file("mingjian-register.xlsx", template::workbook().unwrap())];
    files.extend(Kind::ALL.iter().map(|kind| file(&format!("{kind}.csv"), template::separated(*kind))));
    let report = run(&bench, files, WRITE).await;
    assert!(report.is_clean(), "{report:#?}");
    let kinds: Vec<_> = report.sheets.iter().filter_map(|sheet| sheet.kind).collect();
    assert_eq!(kinds, [Kind::ALL, Kind::ALL].concat());
    assert_eq!(report.total(), Counts::default());
}

#[tokio::test]
async fn only_who_keeps_the_register_imports() {
    let bench = Bench::new().await;
    let reviewer = bench.actor(Role::Reviewer).await;
    let refused = import(&bench.ctx, By::Person(&reviewer), first_city(), WRITE).await;
    assert!(matches!(refused, Err(Error::Forbidden)));
    let admin = bench.actor(Role::Admin).await;
    let report = import(&bench.ctx, By::Person(&admin), first_city(), WRITE).await.unwrap();
    assert!(report.written);
    assert!(bench.audit().await.iter().any(|line| line.starts_with("write-register admin enterprise/")));
}
