//! The register from spreadsheets.

use std::{
    fmt::Write,
    io::{Cursor, Read, Write as _},
};

use domain::{
    access::Role,
    input::Read as _,
    lang::Lang,
    sheet::{HeaderSlip, Kind, Slip, columns},
};
use entities::{audit, device, discharge_limit, enterprise, load_cap, outlet, product, town, utility_reading};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};
use services::{
    Ctx, Error, FormKey,
    register::{
        By, Flaw, TownEntry, begin,
        import::{
            Counts, File, FileSlip, MOST_FILES, MOST_NAMED, Place, Problem, Report, Why, Wish, as_csv, import,
            import_form, template,
        },
    },
};
use testing::Bench;

const WORKS: &str = "91441900MA0FC0001K";
const DRY: Wish = Wish { write: false, partial: false };
const WRITE: Wish = Wish { write: true, partial: false };
const PARTIAL: Wish = Wish { write: true, partial: true };

fn file(name: &str, bytes: impl AsRef<[u8]>) -> File {
    File::new(name, bytes.as_ref())
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

fn text(file: &File) -> String {
    String::from_utf8(file.content.clone().unwrap().to_vec()).unwrap()
}

/// A workbook with its parts as `change` makes them, and with more of them.
fn repacked(workbook: &[u8], change: impl Fn(&str, Vec<u8>) -> Vec<u8>, more: &[(&str, &[u8])]) -> Vec<u8> {
    let mut from = zip::ZipArchive::new(Cursor::new(workbook)).unwrap();
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let mut put = |name: &str, bytes: &[u8]| {
        to.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        to.write_all(bytes).unwrap();
    };
    for at in 0..from.len() {
        let mut part = from.by_index(at).unwrap();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        let name = part.name().unwrap().into_owned();
        put(&name, &change(&name, bytes));
    }
    for &(name, bytes) in more {
        put(name, bytes);
    }
    to.finish().unwrap().into_inner()
}

/// The text of a part with something else in the place of what stands there once.
fn with(part: Vec<u8>, was: &str, is: &str) -> Vec<u8> {
    let part = String::from_utf8(part).unwrap();
    assert_eq!(part.matches(was).count(), 1, "{was} in {part}");
    part.replacen(was, is, 1).into_bytes()
}

async fn run(bench: &Bench, files: Vec<File>, wish: Wish) -> Report {
    let report = import(&bench.ctx, By::CommandLine, files, wish, None).await.unwrap();
    for one in &report.refused {
        assert!(!report.said(one, Lang::Zh).reason.is_empty() && !report.said(one, Lang::En).remedy.is_empty());
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
    assert_eq!((looked.total(), looked.written), (counts(27, 0, 0, 0), false), "{looked:#?}");
    let db = bench.ctx.store.read();
    assert_eq!(enterprise::Entity::find().count(db).await.unwrap(), 0, "looking writes nothing");
    let written = run(&bench, first_city(), WRITE).await;
    assert_eq!((written.total(), written.written), (counts(27, 0, 0, 0), true), "what it says is what was written");
    let again = run(&bench, first_city(), WRITE).await;
    assert_eq!((again.total(), again.changed.len()), (counts(0, 0, 27, 0), 0));

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
    assert!(bench.ctx.registry().device("441900F1C0000000000001DW").is_some(), "the gateway knows the logger");
}

/// One portal is of one city: what would bring another one's towns is refused, with all that lies in them.
#[tokio::test]
async fn the_register_of_another_city_is_refused() {
    let bench = Bench::new().await;
    run(&bench, first_city(), WRITE).await;
    let towns =
        file("towns.csv", "镇街代码,镇街名称,经度,纬度\n441900121,样桥镇,113.7,22.9\n442000100,邻市镇,113.4,22.5\n");
    let report = run(&bench, vec![towns], PARTIAL).await;
    assert_eq!(report.total(), counts(1, 0, 0, 1), "{report:#?}");
    assert_eq!(refused(&report), [("A3".to_owned(), "442000100", &Why::Register(Flaw::OtherCity("4419".to_owned())))]);
    assert_eq!(
        town::Entity::find().filter(town::Column::Code.eq("442000100")).count(bench.ctx.store.read()).await.unwrap(),
        0
    );
    // Where nothing stands yet, the first of the list says which city it is.
    let empty = Bench::new().await;
    let both =
        file("towns.csv", "镇街代码,镇街名称,经度,纬度\n442000100,邻市镇,113.4,22.5\n441900121,样桥镇,113.7,22.9\n");
    let report = run(&empty, vec![both], WRITE).await;
    assert_eq!((report.total().refused, report.written), (1, false));
}

/// Beside each change of an import stands why: what whoever imports says, and always which files it came by.
#[tokio::test]
async fn the_log_says_why_an_import_changed_something() {
    let bench = Bench::new().await;
    run(&bench, first_city(), WRITE).await;
    let renamed = |name: &str| {
        let all = first_city();
        let towns = all.iter().find(|file| file.name == "towns.csv").map(text).unwrap();
        file("towns.csv", towns.replace("样溪镇", name))
    };
    let reasons = async || {
        let lines = audit::Entity::find()
            .filter(audit::Column::Action.eq("write-register"))
            .filter(audit::Column::Subject.eq("town/1"))
            .order_by_asc(audit::Column::Id)
            .all(bench.ctx.store.read())
            .await
            .unwrap();
        let reason = |line: audit::Model| {
            let detail: serde_json::Value = serde_json::from_str(&line.detail).unwrap();
            detail["reason"].as_str().unwrap_or_default().to_owned()
        };
        lines.into_iter().map(reason).collect::<Vec<_>>()
    };
    let before = reasons().await.len();
    assert!(run(&bench, vec![renamed("样溪街道")], WRITE).await.written);
    let why = services::register::Reason::read("民政局批复").unwrap();
    let report = import(&bench.ctx, By::CommandLine, vec![renamed("样溪新镇")], WRITE, Some(&why)).await.unwrap();
    assert!(report.written);
    assert_eq!(reasons().await[before..], ["towns.csv", "民政局批复（towns.csv）"]);
}

/// Files that were imported last are known by their digest, as long as nobody has written to the register since: they are not read
/// again. Whatever else was written, they are.
#[tokio::test]
async fn the_same_files_are_read_again_only_where_the_register_was_written_since() {
    let bench = Bench::new().await;
    run(&bench, first_city(), WRITE).await;
    let line = audit::Entity::find().filter(audit::Column::Action.eq("import-register"));
    let line = line.one(bench.ctx.store.read()).await.unwrap().unwrap();
    assert!(line.detail.contains("enterprises.csv") && line.detail.contains("digest"), "{}", line.detail);
    for wish in [DRY, WRITE] {
        let again = run(&bench, first_city(), wish).await;
        assert_eq!((again.total(), again.sheets.len(), again.written), (counts(0, 0, 27, 0), 11, wish.write));
        assert!(again.sheets.iter().all(|sheet| sheet.kind.is_some() && !sheet.file.is_empty()));
    }
    let mut files = first_city();
    let towns = files.iter_mut().find(|file| file.name == "towns.csv").unwrap();
    *towns = file("towns.csv", text(towns).replacen("22.", "22.5", 1));
    assert_eq!(run(&bench, files, DRY).await.total().changed, 1, "another file");

    let city = begin(&bench.ctx, By::CommandLine).await.unwrap();
    let town = town::Entity::find().one(city.tx()).await.unwrap().unwrap();
    let entry = TownEntry {
        code: town.code,
        name: town.name,
        name_en: "Another name".to_owned(),
        lat: town.lat,
        lng: town.lng,
        outline: town.outline,
        closed_on: None,
    };
    city.towns(&[entry]).await.unwrap();
    city.commit().await.unwrap();
    let again = run(&bench, first_city(), DRY).await.total();
    assert_eq!((again.changed, again.same), (1, 26), "what was changed in between is seen");
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
    is_read("register.xlsx").await;
}

/// The same, saved by `LibreOffice` (`tests/fixtures/README.md`): texts in pieces of several fonts, days by formats of its own.
#[tokio::test]
async fn the_same_workbook_as_libreoffice_writes_it() {
    is_read("register-libreoffice.xlsx").await;
    // Neither is another workbook than the other.
    let bench = Bench::new().await;
    run(&bench, vec![fixture("register.xlsx")], WRITE).await;
    let again = run(&bench, vec![fixture("register-libreoffice.xlsx")], WRITE).await;
    assert_eq!(again.total(), counts(0, 0, 9, 0), "{again:#?}");
}

async fn is_read(name: &str) {
    use Kind::{Enterprises, Limits, Outlets, Products, Towns};
    let bench = Bench::new().await;
    let report = run(&bench, vec![fixture(name)], WRITE).await;
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
    let again = run(&bench, vec![fixture(name)], WRITE).await;
    assert_eq!(again.total(), counts(0, 0, 9, 0));
}

#[tokio::test]
async fn everything_that_is_wrong_is_told_by_its_cell_and_nothing_is_written() {
    is_told("faulty.xlsx").await;
}

/// It works formulas out when it saves, so what went wrong in one stands in its cell.
#[tokio::test]
async fn everything_that_is_wrong_is_told_of_a_workbook_of_libreoffice() {
    let report = is_told("faulty-libreoffice.xlsx").await;
    let broken: Vec<_> = refused(&report).into_iter().filter(|(cell, ..)| cell == "C8").collect();
    assert_eq!(broken, [("C8".to_owned(), "#DIV/0!", &Why::Cell(Slip::Broken("#DIV/0!".to_owned())))]);
}

async fn is_told(name: &str) -> Report {
    let bench = Bench::new().await;
    run(&bench, vec![fixture("register.xlsx")], WRITE).await;
    let before = bench.audit().await.len();
    let report = run(&bench, vec![fixture(name)], WRITE).await;
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
    let partial = run(&bench, vec![fixture(name)], PARTIAL).await;
    assert!(partial.written && !partial.is_clean());
    let works =
        enterprise::Entity::find().order_by_asc(enterprise::Column::CreditCode).one(bench.ctx.store.read()).await;
    assert_eq!(works.unwrap().unwrap().name, "某厂");
    report
}

/// A workbook with a macro (`.xlsm`) is one like others. The macro is bytes that nobody looks into.
#[tokio::test]
async fn a_workbook_with_a_macro_is_read_and_the_macro_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let ran = folder.path().join("ran");
    // It begins as a project of macros does, and is none: whoever looks into it fails, and nothing of the workbook is read.
    let lines = format!("Sub Auto_Open()\r\nOpen \"{}\" For Output As #1\r\nEnd Sub\r\n", ran.display());
    let project = [&b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"[..], lines.as_bytes()].concat();
    let change = |name: &str, part: Vec<u8>| match name {
        "[Content_Types].xml" => {
            let (plain, with_macro) = (
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
                "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
            );
            let project = "<Default Extension=\"bin\" ContentType=\"application/vnd.ms-office.vbaProject\"/></Types>";
            with(with(part, plain, with_macro), "</Types>", project)
        }
        "xl/_rels/workbook.xml.rels" => with(
            part,
            "</Relationships>",
            "<Relationship Type=\"http://schemas.microsoft.com/office/2006/relationships/vbaProject\" \
             Target=\"vbaProject.bin\" Id=\"rId99\"/></Relationships>",
        ),
        _ => part,
    };
    let plain = fixture("register.xlsx").content.unwrap();
    let workbook = repacked(&plain, change, &[("xl/vbaProject.bin", project.as_slice())]);
    let bench = Bench::new().await;
    let report = run(&bench, vec![file("企业.xlsm", workbook)], WRITE).await;
    assert!(report.is_clean() && report.written, "{report:#?}");
    assert_eq!(report.total(), counts(9, 0, 0, 0));
    let again = run(&bench, vec![fixture("register.xlsx")], WRITE).await;
    assert_eq!(again.total(), counts(0, 0, 9, 0), "what it says is what the workbook without the macro says");
    assert!(!ran.exists());
}

/// A table that is far too wide is refused where it becomes so, and nothing of it is written. Cells that are only formatted
/// make none wide.
#[tokio::test]
async fn a_million_columns_are_refused() {
    // A table of so many towns, with one figure in a column of the last of them.
    let wide = |towns: u32, column: u16| {
        let mut workbook = rust_xlsxwriter::Workbook::new();
        let sheet = workbook.add_worksheet();
        for (column, header) in (0..).zip(["行政区划代码", "镇街名称", "纬度", "经度"]) {
            sheet.write_string(0, column, header).unwrap();
        }
        for row in 1..=towns {
            let cells = [(441_900_100 + row).to_string(), format!("镇{row}"), "22.9".to_owned(), "113.8".to_owned()];
            for (column, cell) in (0..).zip(cells) {
                sheet.write_string(row, column, cell).unwrap();
            }
        }
        sheet.write_blank(1, 16_383, &rust_xlsxwriter::Format::new().set_bold()).unwrap();
        sheet.write_number(towns, column, 7.0).unwrap();
        workbook.save_to_buffer().unwrap()
    };
    let at = |workbook: &[u8], was: &str, is: &str| {
        let change = |name: &str, part| if name == "xl/worksheets/sheet1.xml" { with(part, was, is) } else { part };
        repacked(workbook, change, &[])
    };
    // Among the rows in which a header is looked for, and below them; the last column is the last that a spreadsheet has.
    let (near, far) = (wide(2, 16_383), wide(60, 16_383));
    let many = format!("{}</row></sheetData>", "<c><v>7</v></c>".repeat(1_000_000));
    let cases = [
        ("the millionth column", at(&far, "r=\"XFD61\"", "r=\"BDWGN61\"")),
        ("a million cells", at(&wide(2, 4), "</row></sheetData>", &many)),
        ("a million cells, far below", at(&wide(60, 4), "</row></sheetData>", &many)),
        ("the last column", near),
        ("the last column, far below", far.clone()),
    ];
    for (case, workbook) in cases {
        let bench = Bench::new().await;
        let report = run(&bench, vec![file("towns.xlsx", workbook)], PARTIAL).await;
        let problems: Vec<_> = report.sheets.iter().map(|sheet| sheet.problem.clone()).collect();
        assert_eq!(problems, [Some(Problem::File(FileSlip::ManyColumns(200)))], "{case}");
        assert_eq!(town::Entity::find().count(bench.ctx.store.read()).await.unwrap(), 0, "{case}");
    }
    let bench = Bench::new().await;
    let blank = at(&far, "<c r=\"XFD61\"><v>7</v></c>", "<c r=\"XFD61\" s=\"1\"/>");
    assert_eq!(run(&bench, vec![file("towns.xlsx", blank)], WRITE).await.total(), counts(60, 0, 0, 0));
}

/// Of a table of last year's template, from before a column was there, is said which table it is and what it lacks, and nothing
/// of it is written, also where the rest is.
#[tokio::test]
async fn a_table_of_last_years_template_is_told_what_it_lacks() {
    const TOWNS: &str = "行政区划代码,镇街名称,纬度,经度\n441900901,样溪镇,22.9,113.8\n";
    let bench = Bench::new().await;
    let mut cases = 0;
    for &kind in Kind::REGISTER {
        for lacking in columns(kind).iter().filter(|column| column.needed) {
            let headers: Vec<_> =
                columns(kind).iter().filter(|column| *column != lacking).map(|column| column.zh).collect();
            let old = format!("{}\n{}\n", headers.join(","), vec!["1"; headers.len()].join(","));
            let files = vec![file(&format!("{}.csv", kind.zh()), old), file("新.csv", TOWNS)];
            let report = run(&bench, files, DRY).await;
            let slip = Problem::Header(HeaderSlip::Lacks(kind, vec![lacking]));
            let (zh, en) = (slip.said(Lang::Zh).reason, slip.said(Lang::En).reason);
            assert!(zh.contains(kind.zh()) && zh.contains(lacking.zh), "{zh}");
            assert!(en.contains(kind.en()) && en.contains(lacking.en), "{en}");
            assert_eq!(report.sheets[0].problem, Some(slip), "{kind} without {}", lacking.zh);
            assert_eq!((report.total(), report.is_clean()), (counts(1, 0, 0, 0), false));
            cases += 1;
        }
    }
    assert!(cases > 40, "{cases}");
    let old = "信用代码,单位名称,镇街,行业代码,地址,纬度,经度\n";
    let files = || {
        let old = format!("{old}{WORKS},样溪晨岚电镀有限公司,样溪镇,3360,一路1号,22.9,113.8\n");
        vec![file("企业.csv", old), file("镇街.csv", TOWNS)]
    };
    let db = bench.ctx.store.read();
    for (wish, towns) in [(WRITE, 0), (PARTIAL, 1)] {
        let report = run(&bench, files(), wish).await;
        assert_eq!(report.written, towns == 1);
        assert_eq!(town::Entity::find().count(db).await.unwrap(), towns);
        assert_eq!(enterprise::Entity::find().count(db).await.unwrap(), 0);
    }
}

/// `_x0000_` is how a workbook writes a NUL, which PostgreSQL takes in no text and as no name to look up. In words and codes it
/// is nothing; in a figure it is told.
#[tokio::test]
async fn a_nul_in_a_cell_is_nothing() {
    let bench = Bench::new().await;
    let mut workbook = rust_xlsxwriter::Workbook::new();
    for one in first_city() {
        let sheet = workbook.add_worksheet();
        sheet.set_name(one.name.trim_end_matches(".csv")).unwrap();
        let table = text(&one);
        let mut rows = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(table.as_bytes());
        for (row, record) in (0..).zip(rows.records()) {
            let record = record.unwrap();
            for (column, cell) in (0..).zip(&record) {
                let is_figure = cell.chars().all(|c| c.is_ascii_digit() || ".,".contains(c));
                let said = if is_figure { cell.to_owned() } else { format!("\0{cell}") };
                sheet.write_string(row, column, said).unwrap();
            }
        }
    }
    let workbook = workbook.save_to_buffer().unwrap();
    let mut parts = zip::ZipArchive::new(Cursor::new(&workbook)).unwrap();
    let texts = std::io::read_to_string(parts.by_name("xl/sharedStrings.xml").unwrap()).unwrap();
    assert!(texts.contains("_x0000_样溪镇") && texts.contains(&format!("_x0000_{WORKS}")));
    let report = run(&bench, vec![file("nul.xlsx", &workbook)], WRITE).await;
    assert_eq!((report.total(), report.written), (counts(27, 0, 0, 0), true), "{report:#?}");
    let again = run(&bench, first_city(), WRITE).await;
    assert_eq!(again.total(), counts(0, 0, 27, 0), "no name and no code has kept one");

    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet();
    for (row, cells) in
        (0..).zip([["行政区划代码", "镇街名称", "纬度", "经度"], ["\u{0}", "新镇", "\u{0}22.9", "113.8"]])
    {
        for (column, cell) in (0..).zip(cells) {
            sheet.write_string(row, column, cell).unwrap();
        }
    }
    let report = run(&bench, vec![file("towns.xlsx", workbook.save_to_buffer().unwrap())], PARTIAL).await;
    let told = refused(&report);
    assert!(told.iter().any(|(cell, _, why)| cell == "A2" && matches!(why, Why::Cell(Slip::Missing))), "{told:?}");
    assert!(told.iter().any(|(cell, _, why)| cell == "C2" && matches!(why, Why::Cell(Slip::Figure(_)))), "{told:?}");
    let csv =
        run(&bench, vec![file("towns.csv", "行政区划代码,镇街名称,纬度,经度\n441900903,新\0镇,22.9,113.8\n")], WRITE)
            .await;
    assert_eq!(csv.sheets[0].problem, Some(Problem::File(FileSlip::NoTable)));
}

/// What belongs to a refused row is refused too, and says so.
#[tokio::test]
async fn what_belongs_to_nothing_is_refused() {
    let bench = Bench::new().await;
    let mut files = first_city();
    files.retain(|file| file.name != "enterprises.csv");
    let report = run(&bench, files, PARTIAL).await;
    assert_eq!(report.total(), counts(2, 0, 0, 22));
    let unknown = report.refused.iter().filter(|one| matches!(one.why, Why::Register(Flaw::UnknownEnterprise(_))));
    assert_eq!(unknown.count(), 22);
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
        let text = text(file).replace("工业一路1号", "工业二路2号").replace("246810", "135790");
        file.content = Ok(text.into_bytes().into());
    }
    let report = run(&bench, files, WRITE).await;
    assert_eq!(report.total(), counts(0, 2, 25, 0));
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
    let whole = fixture("register.xlsx").content.unwrap();
    let cut = run(&bench, vec![file("cut.xlsx", &whole[..whole.len() / 2])], WRITE).await;
    assert_eq!(cut.sheets[0].problem, Some(Problem::File(FileSlip::Broken)));
}

/// Half a million rows are too many also where no sheet has too many by itself; what was read of the sheet with which they
/// become too many is not written.
#[tokio::test]
async fn a_workbook_of_many_sheets_is_a_monster_too() {
    let bench = Bench::new().await;
    let mut workbook = rust_xlsxwriter::Workbook::new();
    for name in ["镇街", "镇街（续）"] {
        let sheet = workbook.add_worksheet();
        sheet.set_name(name).unwrap();
        let first = ["行政区划代码", "镇街名称", "纬度", "经度"];
        (0..).zip(first).for_each(|(column, header)| _ = sheet.write_string(0, column, header).unwrap());
        for row in 1..=260_000 {
            sheet.write_number(row, 0, f64::from(441_000_000 + row)).unwrap();
        }
    }
    let report = run(&bench, vec![file("all.xlsx", workbook.save_to_buffer().unwrap())], PARTIAL).await;
    let problems: Vec<_> = report.sheets.iter().map(|sheet| sheet.problem.clone()).collect();
    assert_eq!(problems, [None, Some(Problem::File(FileSlip::ManyRows(500_000)))]);
    assert_eq!(report.sheets[0].refused, 260_000, "each row lacks its name, and is counted");
    assert_eq!(report.refused.len(), MOST_NAMED);
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

/// What is not read is said by its name, and nothing is written that is only a part of what was sent.
#[tokio::test]
async fn files_beyond_the_most_are_refused_by_name() {
    let bench = Bench::new().await;
    let town = |n: usize| format!("行政区划代码,镇街名称,纬度,经度\n{:09},镇{n},22.9,113.8\n", 441_900_100 + n);
    let files: Vec<_> = (0..MOST_FILES + 2).map(|n| file(&format!("towns{n}.csv"), town(n))).collect();
    let report = run(&bench, files.clone(), WRITE).await;
    assert!(!report.written && !report.is_clean());
    let unread: Vec<_> = report.sheets.iter().filter(|sheet| sheet.problem.is_some()).collect();
    assert_eq!(unread.iter().map(|sheet| sheet.file.as_str()).collect::<Vec<_>>(), ["towns32.csv", "towns33.csv"]);
    assert!(unread.iter().all(|sheet| sheet.problem == Some(Problem::File(FileSlip::ManyFiles(32)))));
    assert_eq!(report.total(), counts(32, 0, 0, 0));
    let report = run(&bench, files, PARTIAL).await;
    assert!(report.written && !report.is_clean());
    assert_eq!(town::Entity::find().count(bench.ctx.store.read()).await.unwrap(), 32);
    // What whoever took the files has left out is said in the same way.
    let large = File { name: "large.csv".to_owned(), content: Err(FileSlip::LargeInAll(96)) };
    let report = run(&bench, vec![large], WRITE).await;
    assert_eq!(report.sheets[0].problem, Some(Problem::File(FileSlip::LargeInAll(96))));
}

/// What stands is found though the row puts it under something that is new: an enterprise moves into a new town, a logger
/// to a new outlet.
#[tokio::test]
async fn what_moves_to_something_new_is_changed_and_not_new() {
    let bench = Bench::new().await;
    run(&bench, first_city(), WRITE).await;
    let city = first_city();
    let named = |name: &str| text(city.iter().find(|file| file.name == name).unwrap());
    let files = || {
        vec![
            file(
                "towns.csv",
                named("towns.csv").lines().next().unwrap().to_owned() + "\n441900903,新镇,,22.9,113.8,\n",
            ),
            file("enterprises.csv", named("enterprises.csv").replace("样溪镇,3360", "新镇,3360")),
            file(
                "outlets.csv",
                named("outlets.csv") + "91441900MA0FC0002N,DW007,新排放口,,市政污水处理厂,例川污水处理厂\n",
            ),
            file("loggers.csv", named("loggers.csv").replace("0001K,DW001", "0002N,DW007")),
        ]
    };
    let looked = run(&bench, files(), DRY).await;
    assert_eq!(looked.total(), counts(2, 2, 5, 0), "{looked:#?}");
    let changed: Vec<_> = looked.changed.iter().map(|one| one.columns.clone()).collect();
    assert_eq!(changed, [vec!["town_id"], vec!["outlet_id"]]);
    let written = run(&bench, files(), WRITE).await;
    assert_eq!(written.total(), looked.total());
}

/// An unclosed quote would swallow the rows behind it.
#[tokio::test]
async fn a_quote_that_is_not_closed_is_refused_with_its_line() {
    let bench = Bench::new().await;
    let text = "行政区划代码,镇街名称,纬度,经度\n441900901,样溪镇,22.9,113.8\n441900902,\"例川街道,22.9,113.8\n441900903,云镇,22.9,113.8\n";
    let report = run(&bench, vec![file("towns.csv", text)], PARTIAL).await;
    assert_eq!(report.sheets[0].problem, Some(Problem::File(FileSlip::OpenQuote(3))));
    assert!(report.sheets[0].problem.as_ref().unwrap().said(Lang::Zh).reason.contains("第 3 行"));
    assert_eq!(town::Entity::find().count(bench.ctx.store.read()).await.unwrap(), 0);
}

#[tokio::test]
async fn limits_are_taken_only_in_units_of_their_pollutants() {
    let bench = Bench::new().await;
    run(&bench, first_city(), WRITE).await;
    let head = "信用代码,排放口编号（见许可证）,污染物（全称）";
    let tail = "均值,依据,来源,起始日期";
    let row =
        |pollutant: &str, figure: &str| format!("{WORKS},DW001,{pollutant},{figure},日均,GB 21900,许可证,2027-01-01");
    let refused =
        run(&bench, vec![file("限值.csv", format!("{head},限值(g/L),{tail}\n{}\n", row("w01018", "80")))], DRY);
    let Some(Problem::Header(slip)) = refused.await.sheets[0].problem.clone() else { panic!("the header was taken") };
    assert_eq!(slip, HeaderSlip::Unit("限值(g/L)".to_owned(), "mg/L、mg/m³"));
    let rows =
        [("w01018", "80,mg/m3"), ("总汞", "5,μg/L"), ("w01002", "30,倍"), ("w01001", "9,"), ("w01012", "70,g/L")];
    let rows: Vec<_> = rows.into_iter().map(|(pollutant, figure)| row(pollutant, figure)).collect();
    let report =
        run(&bench, vec![file("限值.csv", format!("{head},限值,单位,{tail}\n{}\n", rows.join("\n")))], DRY).await;
    assert_eq!(report.total(), counts(3, 0, 0, 2), "{report:#?}");
    let units = report.refused.iter().filter(|one| matches!(one.why, Why::Register(Flaw::UnitOfLimit(_))));
    let units: Vec<_> = units.map(|one| (one.cell(), one.value.as_str())).collect();
    assert_eq!(units, [("E2".to_owned(), "mg/m3"), ("E6".to_owned(), "g/L")]);
}

/// A faulty row is in no other row's way: neither in that of one that says it right, nor in that of a limit that would hold
/// on the same day. What belongs to a refused row says to which.
#[tokio::test]
async fn right_rows_are_taken_beside_faulty_ones() {
    let bench = Bench::new().await;
    run(&bench, first_city(), WRITE).await;
    let enterprises = format!(
        "信用代码,单位名称,镇街,行业代码,管理类别,地址,纬度,经度\n\
         {WORKS},{},样溪镇,3360,重点管理,一路1号,22.9,113.8\n\
         {WORKS},样溪晨岚电镀有限公司,样溪镇,3360,重点管理,一路1号,22.9,113.8\n\
         91441900MA0FC0009C,新厂,无此镇,3360,重点管理,一路9号,22.9,113.8\n",
        "长".repeat(121)
    );
    let outlets = "信用代码,排放口编号,排放口名称,排放去向\n\
                   91441900MA0FC0009C,DW001,总排放口,直接排放\n91441900MA0FC0003R,DW001,总排放口,直接排放\n";
    let limits = format!(
        "信用代码,排放口编号,污染物,限值（mg/L）,均值,依据,来源,起始日期,截止日期\n\
         {WORKS},DW001,w21011,1,日均,,许可证,2025-01-01,2026-12-31\n\
         {WORKS},DW001,w21011,2,日均,GB 21900,许可证,2026-01-01,2026-06-30\n\
         {WORKS},DW001,w21011,3,日均,GB 21900,许可证,2026-06-30,2026-12-31\n\
         {WORKS},DW001,w21011,4,日均,GB 21900,许可证,2026-12-31,2027-12-31\n\
         91441900MA0FC0009C,DW001,w21011,4,日均,GB 21900,许可证,2026-12-31,2027-12-31\n"
    );
    let files = vec![file("企业.csv", enterprises), file("排放口.csv", outlets), file("限值.csv", limits)];
    let report = run(&bench, files, PARTIAL).await;
    assert!(report.written, "{report:#?}");
    let told: Vec<_> = report.refused.iter().map(|one| (one.place.sheet, one.cell(), one.why.clone())).collect();
    let new_works = Place { sheet: 0, row: 4 };
    let want = [
        (0, "B2".to_owned(), Why::Register(Flaw::Text(domain::input::Issue::Long(120)))),
        (0, "C4".to_owned(), Why::Register(Flaw::UnknownTown("无此镇".to_owned()))),
        (1, "A2".to_owned(), Why::Belongs(new_works)),
        (2, "F2".to_owned(), Why::Cell(Slip::Missing)),
        (2, "H4".to_owned(), Why::Register(Flaw::Overlap("2026-01-01".parse().unwrap()))),
        (2, "A6".to_owned(), Why::Belongs(new_works)),
    ];
    assert_eq!(told, want);
    let all: Vec<_> = report.sheets.iter().map(|sheet| (sheet.new, sheet.changed, sheet.refused)).collect();
    assert_eq!(all, [(0, 1, 2), (1, 0, 1), (2, 0, 3)]);
    let said = report.said(&report.refused[2], Lang::Zh);
    assert!(said.reason.contains("企业.csv") && said.reason.contains("第 4 行"), "{said:?}");
    let csv = String::from_utf8(as_csv(&report)).unwrap();
    assert!(csv.contains("row 4 of `企业.csv`"), "{csv}");
}

/// A row that says again what a refused one says is right; one that says again what is taken is not, and of another sheet
/// says which.
#[tokio::test]
async fn the_same_in_two_sheets_names_the_other_sheet() {
    let bench = Bench::new().await;
    let head = "行政区划代码,镇街名称,纬度,经度";
    let files = vec![
        file("towns1.csv", format!("{head}\n441900901,样溪镇,122.9,113.8\n441900902,例川街道,22.9,113.8\n")),
        file("towns2.csv", format!("{head}\n441900902,例川街道,22.9,113.8\n441900901,样溪镇,22.9,113.8\n")),
    ];
    let report = run(&bench, files, PARTIAL).await;
    assert_eq!(report.total(), counts(2, 0, 0, 2));
    assert!(matches!(report.refused[1].why, Why::Twice(Place { sheet: 0, row: 3 })));
    assert!(report.said(&report.refused[1], Lang::Zh).reason.contains("towns1.csv"));
    assert_eq!(town::Entity::find().count(bench.ctx.store.read()).await.unwrap(), 2);
}

#[tokio::test]
async fn all_that_is_refused_is_counted_and_the_first_of_it_named() {
    let bench = Bench::new().await;
    let mut text = "信用代码,类别,月份,用量（kWh）\n".to_owned();
    for n in 0..2_500 {
        writeln!(text, "{WORKS},用电,2026-07,{n}").unwrap();
    }
    let report = run(&bench, vec![file("账单.csv", text)], WRITE).await;
    assert_eq!((report.total(), report.refusals, report.refused.len()), (counts(0, 0, 0, 2_500), 2_500, MOST_NAMED));
    let csv = String::from_utf8(as_csv(&report)).unwrap();
    assert_eq!(csv.lines().count(), 1 + MOST_NAMED + 1);
    assert!(csv.contains("另有 500 处没有列出") && csv.contains("500 more are not listed"));
}

/// A form that is sent twice is written once, and says the same twice; what somebody else did in between stays.
#[tokio::test]
async fn a_form_that_is_sent_twice_keeps_its_report() {
    let bench = Bench::new().await;
    let admin = bench.actor(Role::Admin).await;
    let form = FormKey::generate();
    let looked = import_form(&bench.ctx, &admin, &form, first_city(), DRY, None).await.unwrap().unwrap();
    assert_eq!((looked.total(), looked.written), (counts(27, 0, 0, 0), false));
    let first = import_form(&bench.ctx, &admin, &form, first_city(), WRITE, None).await.unwrap().unwrap();
    assert_eq!((first.total(), first.written), (counts(27, 0, 0, 0), true));
    let mut moved = first_city();
    for file in &mut moved {
        file.content = Ok(text(file).replace("工业一路1号", "工业二路2号").into_bytes().into());
    }
    let between = import_form(&bench.ctx, &admin, &FormKey::generate(), moved, WRITE, None).await.unwrap().unwrap();
    assert_eq!(between.total(), counts(0, 1, 26, 0));
    let lines = bench.audit().await.len();
    let second = import_form(&bench.ctx, &admin, &form, first_city(), WRITE, None).await.unwrap().unwrap();
    assert_eq!((second.total(), second.written), (counts(27, 0, 0, 0), true));
    // Of a portal that was started anew.
    let now = bench.ctx.now();
    let other = Ctx::at(bench.ctx.store.clone(), std::sync::Arc::new(move || now));
    assert!(import_form(&other, &admin, &form, first_city(), WRITE, None).await.unwrap().is_none());
    assert_eq!(bench.audit().await.len(), lines);
    let works =
        enterprise::Entity::find().order_by_asc(enterprise::Column::CreditCode).one(bench.ctx.store.read()).await;
    assert!(works.unwrap().unwrap().address.contains("工业二路2号"));
    // Another file under the same key is another import, and not told to be the first one.
    let mut other = first_city();
    for file in &mut other {
        file.content = Ok(text(file).replace("工业一路1号", "工业三路3号").into_bytes().into());
    }
    let other = import_form(&bench.ctx, &admin, &form, other, WRITE, None).await.unwrap().unwrap();
    assert_eq!((other.total(), other.written), (counts(0, 1, 26, 0), true));
    let anew = import_form(&bench.ctx, &admin, &FormKey::generate(), first_city(), WRITE, None).await.unwrap().unwrap();
    assert_eq!(anew.total(), counts(0, 1, 26, 0));
}

#[tokio::test]
async fn our_own_templates_are_read_and_say_nothing() {
    let bench = Bench::new().await;
    let mut files = vec![file("mingjian-register.xlsx", template::workbook().unwrap())];
    files.extend(Kind::REGISTER.iter().map(|kind| file(&format!("{kind}.csv"), template::separated(*kind))));
    let report = run(&bench, files, WRITE).await;
    assert!(report.is_clean(), "{report:#?}");
    let kinds: Vec<_> = report.sheets.iter().filter_map(|sheet| sheet.kind).collect();
    assert_eq!(kinds, [Kind::REGISTER, Kind::REGISTER].concat());
    assert_eq!(report.total(), Counts::default());
}

#[tokio::test]
async fn only_who_keeps_the_register_imports() {
    let bench = Bench::new().await;
    let reviewer = bench.actor(Role::Reviewer).await;
    let refused = import(&bench.ctx, By::Person(&reviewer), first_city(), WRITE, None).await;
    assert!(matches!(refused, Err(Error::Forbidden)));
    let admin = bench.actor(Role::Admin).await;
    let report = import(&bench.ctx, By::Person(&admin), first_city(), WRITE, None).await.unwrap();
    assert!(report.written);
    assert!(bench.audit().await.iter().any(|line| line.starts_with("write-register admin enterprise/")));
}

/// A kind of bill that nobody knows is told the kinds that there are; what the tax office knows is none of them.
#[tokio::test]
async fn what_may_not_be_entered_is_in_no_list_of_choices() {
    let bench = Bench::new().await;
    let table = |kind: &str| format!("信用代码,类别,月份,用量（kWh）\n{WORKS},{kind},2026-07,5\n");
    let report = run(&bench, vec![file("账单.csv", table("用煤"))], DRY).await;
    let said = report.said(&report.refused[0], Lang::Zh);
    assert!(said.remedy.contains("用电") && !format!("{said:?}").contains('税'), "{said:?}");
    let report = run(&bench, vec![file("账单.csv", table("税务"))], DRY).await;
    assert_eq!(report.refused[0].why, Why::Cell(Slip::Tax));
}
