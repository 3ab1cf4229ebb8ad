//! What others deliver, from spreadsheets.

use std::fmt::Write as _;

use domain::{
    access::Role,
    delivery::{DeliveryState, SubjectState},
    enterprise::FormerKind,
    lang::Lang,
    matching::KnownBy,
    sheet::{DeliverySlip, HeaderSlip, Kind, Slip},
    site::Site,
    utility::Origin,
};
use entities::{delivery, feed_entry, feed_subject, former_identity, meter_reading, utility_reading};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, IntoActiveModel, PaginatorTrait, QueryOrder};
use services::{
    Conflict, Error, FormKey,
    feeds::{self, Courier, Delivered, deliver},
    register::{
        By,
        import::{Counts, File, FileSlip, Problem, Why, Wish, import, marked, template},
    },
};
use testing::Bench;

const FIRST: &str = "91441900MA0FC0001K";
const THIRD: &str = "91441900MA0FC0003R";
const DRY: Wish = Wish { write: false, partial: false };
const WRITE: Wish = Wish { write: true, partial: false };
const PARTIAL: Wish = Wish { write: true, partial: true };

fn file(name: &str, bytes: impl AsRef<[u8]>) -> File {
    File::new(name, bytes.as_ref())
}

fn sample(name: &str) -> File {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/first-city").join(name);
    file(name, std::fs::read(path).unwrap())
}

/// The city of the documentation: three enterprises, a meter of power, and one of water that two of them share.
async fn city() -> Bench {
    let bench = Bench::new().await;
    let files = ["towns.csv", "enterprises.csv", "meters.csv"].map(sample);
    let report = import(&bench.ctx, By::CommandLine, files.into(), WRITE, None).await.unwrap();
    assert!(report.written, "{report:#?}");
    bench
}

async fn run(bench: &Bench, kind: Kind, files: Vec<File>, wish: Wish) -> Delivered {
    let delivered = deliver(&bench.ctx, Courier::CommandLine, kind, files, wish, None).await.unwrap();
    for one in &delivered.report.refused {
        let report = &delivered.report;
        assert!(!report.said(one, Lang::Zh).reason.is_empty() && !report.said(one, Lang::En).remedy.is_empty());
    }
    bench.drain_jobs().await;
    delivered
}

async fn text(bench: &Bench, kind: Kind, table: &str, wish: Wish) -> Delivered {
    run(bench, kind, vec![file("表.csv", table)], wish).await
}

fn counts(new: usize, changed: usize, same: usize, refused: usize) -> Counts {
    Counts { new, changed, same, refused }
}

/// The months that stand: enterprise, feed, month, quantity.
async fn months(bench: &Bench) -> Vec<String> {
    let rows = utility_reading::Entity::find()
        .order_by_asc(utility_reading::Column::Feed)
        .order_by_asc(utility_reading::Column::EnterpriseId)
        .order_by_asc(utility_reading::Column::Month)
        .all(bench.ctx.store.read())
        .await
        .unwrap();
    assert!(rows.iter().all(|row| row.origin == Origin::Metered));
    rows.iter().map(|row| format!("{} {} {} {}", row.enterprise_id, row.feed, row.month, row.quantity)).collect()
}

#[tokio::test]
async fn the_samples_of_the_first_city_become_months() {
    let bench = city().await;
    let looked = run(&bench, Kind::Power, vec![sample("feeds/power.csv")], DRY).await;
    assert_eq!((looked.report.total(), looked.report.written, looked.id), (counts(2, 0, 0, 0), false, None));
    assert_eq!(delivery::Entity::find().count(bench.ctx.store.read()).await.unwrap(), 0, "looking writes nothing");
    for want in [counts(2, 0, 0, 0), counts(0, 0, 2, 0)] {
        for kind in [Kind::Power, Kind::Water] {
            let written = run(&bench, kind, vec![sample(&format!("feeds/{kind}.csv"))], WRITE).await;
            assert_eq!((written.report.total(), written.report.written), (want, true));
            assert_eq!((written.doubtful, written.strange), (0, 0));
        }
        // June and August of the power are not whole; the water is shared by 70 to 30.
        let stand = [
            "1 power 2026-07 86800",
            "1 water 2026-07 2170",
            "1 water 2026-08 2170",
            "3 water 2026-07 930",
            "3 water 2026-08 930",
        ];
        assert_eq!(months(&bench).await, stand);
    }
    assert_eq!(
        meter_reading::Entity::find().count(bench.ctx.store.read()).await.unwrap(),
        4,
        "the second time nothing"
    );
    let deliveries =
        delivery::Entity::find().order_by_asc(delivery::Column::Id).all(bench.ctx.store.read()).await.unwrap();
    let told: Vec<_> = deliveries.iter().map(|one| (one.kind, one.state, one.new, one.same)).collect();
    let stands = DeliveryState::Standing;
    assert_eq!(
        told,
        [
            (Kind::Power, stands, 2, 0),
            (Kind::Water, stands, 2, 0),
            (Kind::Power, stands, 0, 2),
            (Kind::Water, stands, 0, 2)
        ]
    );
    assert_eq!(deliveries[0].digest, deliveries[2].digest);
}

#[tokio::test]
async fn a_share_that_changes_is_worked_out_anew() {
    let bench = city().await;
    run(&bench, Kind::Water, vec![sample("feeds/water.csv")], WRITE).await;
    let table = format!("统一社会信用代码,类别,户号,分摊比例,起始日期\n{THIRD},用水,W-0001,20,2026-08-01\n");
    let report = import(&bench.ctx, By::CommandLine, vec![file("户号.csv", table)], WRITE, None).await.unwrap();
    assert_eq!((report.total(), report.ended), (counts(1, 0, 0, 0), 1), "{report:#?}");
    bench.drain_jobs().await;
    let stand = months(&bench).await;
    assert_eq!(stand[2..], ["3 water 2026-07 930", "3 water 2026-08 620"]);
    let over = format!("统一社会信用代码,类别,户号,分摊比例,起始日期\n{THIRD},用水,W-0001,31,2026-09-01\n");
    let report = import(&bench.ctx, By::CommandLine, vec![file("户号.csv", over)], WRITE, None).await.unwrap();
    assert_eq!(report.total(), counts(0, 0, 0, 1), "more than the whole: {report:#?}");
}

#[tokio::test]
async fn a_correction_is_kept_beside_what_it_corrects() {
    let bench = city().await;
    run(&bench, Kind::Power, vec![sample("feeds/power.csv")], WRITE).await;
    let corrected =
        "户号,表号,起始日期,截止日期,用电量（kWh）\n0310000000001,D-1001,2026-07-16,2026-08-15,\"93,000\"\n";
    let written = text(&bench, Kind::Power, corrected, WRITE).await;
    assert_eq!(written.report.total(), counts(0, 1, 0, 0));
    assert_eq!(months(&bench).await, ["1 power 2026-07 90000"], "15 days of 2,800 and 16 of 3,000");
    let rows = meter_reading::Entity::find().count(bench.ctx.store.read()).await.unwrap();
    assert_eq!(rows, 3, "the first figure is there still");
}

#[tokio::test]
async fn daily_readings_make_a_month_only_when_it_is_whole() {
    let bench = city().await;
    let mut table = "户号,日期,电量（kWh）\n".to_owned();
    for day in 1..=30 {
        writeln!(table, "0310000000001,2026-10-{day:02},100").unwrap();
    }
    text(&bench, Kind::Power, &table, WRITE).await;
    assert_eq!(months(&bench).await, [""; 0], "the 31st lacks");
    text(&bench, Kind::Power, "户号,日期,电量（kWh）\n0310000000001,2026-10-31,150\n", WRITE).await;
    assert_eq!(months(&bench).await, ["1 power 2026-10 3150"]);
}

#[tokio::test]
async fn meters_that_run_backwards_and_that_were_exchanged_are_told_apart() {
    let bench = city().await;
    let head = "户号,表号,月份,起度,止度\n";
    text(&bench, Kind::Power, &format!("{head}0310000000001,D-1001,2026-07,100,200\n"), WRITE).await;
    assert_eq!(months(&bench).await, ["1 power 2026-07 4000"], "by the factor of the register");
    for (device, want) in
        [("D-1001", Slip::Delivery(DeliverySlip::Backwards)), ("D-2002", Slip::Delivery(DeliverySlip::Exchanged))]
    {
        let table = format!("{head}0310000000001,{device},2026-08,200,30\n");
        let refused = text(&bench, Kind::Power, &table, WRITE).await;
        let told: Vec<_> = refused.report.refused.iter().map(|one| (one.cell(), &one.why)).collect();
        assert_eq!(told, [("E2".to_owned(), &Why::Cell(want))]);
    }
    let both = "户号,表号,起始日期,截止日期,起度,止度\n\
                0310000000001,D-1001,2026-08-01,2026-08-10,200,210\n0310000000001,D-2002,2026-08-11,2026-08-31,0,30\n";
    text(&bench, Kind::Power, both, WRITE).await;
    assert_eq!(months(&bench).await[1], "1 power 2026-08 1600");
}

#[tokio::test]
async fn who_is_in_doubt_is_said_once() {
    let bench = city().await;
    let registrar = bench.actor(Role::Registrar).await;
    let table = |month: &str| {
        format!(
            "户号,户名,地址,月份,用电量（kWh）\n99,样溪松涧木器厂,木器街,{month},310\n0310000000001,,,{month},3100\n88,某人,某路,{month},5\n"
        )
    };
    let first = text(&bench, Kind::Power, &table("2026-07"), WRITE).await;
    assert_eq!((first.report.total(), first.doubtful, first.strange), (counts(3, 0, 0, 0), 1, 1));
    assert_eq!(first.doubts, ["99 样溪松涧木器厂 木器街"]);
    let strange = feed_subject::Entity::find().all(bench.ctx.store.read()).await.unwrap();
    let strange = strange.iter().find(|row| row.word == "88").unwrap();
    assert_eq!((strange.state, strange.name.as_str()), (SubjectState::Strange, ""), "of strangers no names are kept");
    assert_eq!(months(&bench).await, ["1 power 2026-07 3100"]);

    let doubts = feeds::doubtful(&bench.ctx, &registrar, Kind::Power).await.unwrap();
    assert_eq!(doubts.len(), 1);
    let offered: Vec<_> = doubts[0].candidates.iter().map(|(party, _)| party.credit_code.to_string()).collect();
    assert_eq!(offered, [THIRD]);
    let (doubt, form) = (&doubts[0], FormKey::generate());
    let name = |code: &'static str, form: FormKey| {
        let (ctx, registrar, doubt) = (&bench.ctx, &registrar, doubt);
        async move { feeds::name(ctx, registrar, doubt.id, Some(code.parse().unwrap()), &doubt.seen, &form).await }
    };
    let unknown = name("91350100M000100Y43", FormKey::generate()).await.unwrap_err();
    assert!(unknown.is_about("enterprise"));
    for _ in 0..2 {
        // Sent twice it is done once.
        assert_eq!(name(THIRD, form.clone()).await.unwrap(), Kind::Power);
    }
    let late = name(FIRST, FormKey::generate()).await.unwrap_err();
    assert!(matches!(late, Error::Conflict(Conflict::Overtaken)));
    bench.drain_jobs().await;
    assert_eq!(months(&bench).await, ["1 power 2026-07 3100", "3 power 2026-07 310"]);
    // The answer holds for the next delivery.
    let second = text(&bench, Kind::Power, &table("2026-08"), WRITE).await;
    assert_eq!((second.doubtful, second.strange), (0, 1));
    assert_eq!(months(&bench).await[3], "3 power 2026-08 310");
    let rows = feed_subject::Entity::find().all(bench.ctx.store.read()).await.unwrap();
    let decided = rows.iter().find(|row| row.word == "99").unwrap();
    assert_eq!((decided.known_by, decided.decided_by), (Some(KnownBy::Person), Some(registrar.account_id)));
    let audit = bench.audit().await;
    assert!(audit.iter().any(|line| line.starts_with("name-subject registrar feed_subject/")), "{audit:?}");
}

#[tokio::test]
async fn only_who_keeps_the_register_delivers_and_a_form_does_so_once() {
    let bench = city().await;
    let (registrar, reviewer) = (bench.actor(Role::Registrar).await, bench.actor(Role::Reviewer).await);
    let auditor = bench.actor(Role::Auditor).await;
    let files = || vec![sample("feeds/water.csv")];
    let by = |actor| deliver(&bench.ctx, Courier::Person(actor), Kind::Water, files(), WRITE, None);
    for stranger in [&reviewer, &auditor] {
        assert!(matches!(by(stranger).await, Err(Error::Forbidden)));
        assert!(matches!(feeds::doubtful(&bench.ctx, stranger, Kind::Water).await, Err(Error::Forbidden)));
    }
    assert!(matches!(feeds::provider(&bench.ctx, &reviewer, Kind::Water).await, Err(Error::Forbidden)));
    let register = deliver(&bench.ctx, Courier::CommandLine, Kind::Limits, files(), WRITE, None).await;
    assert!(matches!(register, Err(Error::NotFound)));
    let form = FormKey::generate();
    let send = || deliver(&bench.ctx, Courier::Person(&registrar), Kind::Water, files(), WRITE, Some(&form));
    assert!(send().await.unwrap().report.written);
    assert!(matches!(send().await, Err(Error::Conflict(Conflict::SentBefore))));
    bench.drain_jobs().await;
    let provider = feeds::provider(&bench.ctx, &auditor, Kind::Water).await.unwrap();
    assert_eq!((provider.deliveries.len(), provider.deliveries[0].by.as_deref()), (1, Some("registrar 甲")));
    assert_eq!((provider.subjects, provider.silent_meters, provider.overdue), ([1, 0, 0], 0, None));
    assert_eq!(provider.known_to.unwrap().to_string(), "2026-08-31");
    let power = feeds::provider(&bench.ctx, &auditor, Kind::Power).await.unwrap();
    assert_eq!((power.last, power.silent_meters), (None, 1));
    bench.advance(40 * domain::time::DAY);
    let late = feeds::provider(&bench.ctx, &auditor, Kind::Water).await.unwrap();
    assert_eq!(late.overdue.unwrap().to_string(), "2026-12-27");
    assert_eq!(months(&bench).await.len(), 4);
}

/// A delivery that was killed while it was written: rows of it are there, and nothing of them counts.
#[tokio::test]
async fn what_broke_off_counts_for_nothing() {
    let bench = city().await;
    run(&bench, Kind::Power, vec![sample("feeds/power.csv")], WRITE).await;
    let first = delivery::Entity::find().one(bench.ctx.store.read()).await.unwrap().unwrap();
    let reading = meter_reading::Entity::find().one(bench.ctx.store.read()).await.unwrap().unwrap();
    let tx = bench.ctx.store.write().await.unwrap();
    let mut broken = first.clone().into_active_model();
    broken.id = sea_orm::ActiveValue::NotSet;
    broken.state = Set(DeliveryState::Writing);
    let broken = broken.insert(&tx).await.unwrap();
    let mut row = reading.into_active_model().reset_all();
    row.delivery_id = Set(broken.id);
    row.quantity = Set(domain::fixed::Micro(1));
    row.insert(&tx).await.unwrap();
    tx.commit().await.unwrap();
    bench.advance(2 * domain::time::HOUR);
    let again = run(&bench, Kind::Power, vec![sample("feeds/power.csv")], WRITE).await;
    assert_eq!(again.report.total(), counts(0, 0, 2, 0));
    assert_eq!(months(&bench).await, ["1 power 2026-07 86800"]);
    let broken = delivery::Entity::find_by_id(broken.id).one(bench.ctx.store.read()).await.unwrap().unwrap();
    assert_eq!(broken.state, DeliveryState::BrokenOff, "the next one says so of it");
}

#[tokio::test]
async fn each_kind_is_written_once_and_corrected() {
    let bench = city().await;
    let tables = [
        (
            Kind::Market,
            format!("统一社会信用代码,企业名称,登记状态,变更日期\n{FIRST},样溪晨岚电镀有限公司,存续,\n"),
            ("存续", "注销"),
        ),
        (
            Kind::Weather,
            "站号,时间,气温（℃）,风速（m/s）,降水量（mm）\n59287,2026-07-08 14:00,33.1,2,0\n".to_owned(),
            ("33.1", "33.2"),
        ),
        (
            Kind::Holidays,
            "起始日期,截止日期,安排,节日,依据,确定程度\n2027-10-01,2027-10-07,放假,国庆节,某通知,暂定\n".to_owned(),
            ("暂定", "已公布"),
        ),
        (Kind::Tax, format!("统一社会信用代码,所属期,档次\n{FIRST},2026-07,B\n"), (",B", ",C")),
        (
            Kind::Manifests,
            format!(
                "联单编号,移出单位信用代码,废物代码,转移数量（t）,转移日期,接收单位\nL1,{FIRST},336-064-17,1.5,2026-07-08,某处置厂\n"
            ),
            ("1.5", "1.6"),
        ),
        (
            Kind::Lab,
            format!(
                "报告编号,统一社会信用代码,排放口编号,采样日期,污染物,结果,单位,检测机构\nR1,{FIRST},DW001,2026-07-08,COD,31,mg/L,某检测\n"
            ),
            (",31,", ",32,"),
        ),
    ];
    for (at, (kind, table, (before, after))) in tables.iter().enumerate() {
        assert_eq!(text(&bench, *kind, table, WRITE).await.report.total(), counts(1, 0, 0, 0), "{kind}");
        assert_eq!(text(&bench, *kind, table, WRITE).await.report.total(), counts(0, 0, 1, 0), "{kind}");
        let corrected = text(&bench, *kind, &table.replace(before, after), WRITE).await;
        assert_eq!(corrected.report.total(), counts(0, 1, 0, 0), "{kind}");
        let kept = feed_entry::Entity::find().count(bench.ctx.store.read()).await.unwrap();
        assert_eq!(kept, 2 * (u64::try_from(at).unwrap() + 1), "{kind}: what was said before is kept");
    }
    let earns = format!("统一社会信用代码,所属期,档次,营业额（元）\n{FIRST},2026-07,B,1200000\n");
    let refused = text(&bench, Kind::Tax, &earns, PARTIAL).await;
    assert_eq!(refused.report.sheets[0].problem, Some(Problem::File(FileSlip::Turnover("营业额（元）".into()))));
}

/// Where the site's settings name the instrument that allows it, what enterprises earn is taken, with bands or without.
#[tokio::test]
async fn turnover_is_taken_where_the_law_of_the_place_allows_it() {
    let bench = city().await;
    let earns = format!("统一社会信用代码,所属期,营业额\n{FIRST},2026-07,\"1,200,000\"\n");
    let refused = text(&bench, Kind::Tax, &earns, WRITE).await;
    assert_eq!(refused.report.sheets[0].problem, Some(Problem::File(FileSlip::Turnover("营业额".into()))));
    let admin = bench.actor(Role::Admin).await;
    let site = Site { turnover_basis: "《示范市税务数据共享办法》".into(), ..Site::demo() };
    let change = services::site::Change { site, reason: "办法施行".into() };
    let seen = services::site::show(&bench.ctx, &admin).await.unwrap().seen;
    services::site::save(&bench.ctx, &admin, &FormKey::generate(), &seen, change).await.unwrap();
    // Another process, such as the command line, has not heard of it before it delivers.
    let other = services::Ctx::new(services::store::connect(&bench.url).await.unwrap());
    let looked =
        deliver(&other, Courier::CommandLine, Kind::Tax, vec![file("表.csv", &earns)], DRY, None).await.unwrap();
    assert!(looked.report.is_clean(), "{:?}", looked.report);
    assert_eq!(text(&bench, Kind::Tax, &earns, WRITE).await.report.total(), counts(1, 0, 0, 0));
    let kept = feed_entry::Entity::find().one(bench.ctx.store.read()).await.unwrap().unwrap();
    assert!(kept.said.contains(r#""turnover":"1200000""#), "{}", kept.said);
    let neither = format!("统一社会信用代码,所属期,档次,营业额\n{FIRST},2026-08,,\n");
    assert_eq!(text(&bench, Kind::Tax, &neither, WRITE).await.report.total(), counts(0, 0, 0, 1));
}

/// What is no such table, whatever it should have been.
#[tokio::test]
async fn bad_files_of_every_kind_have_a_clear_answer() {
    let bench = city().await;
    let whole =
        std::fs::read(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/register.xlsx")).unwrap();
    let wide = format!("{}户号\n", "列,".repeat(1_000_000));
    for &kind in Kind::DELIVERED {
        for (bytes, want) in [
            (&b""[..], FileSlip::Empty),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", FileSlip::OldOrLocked),
            (&whole[..whole.len() / 2], FileSlip::Broken),
            (b"\x89PNG\r\n\x1a\n\0\0", FileSlip::NoTable),
            (wide.as_bytes(), FileSlip::ManyColumns(200)),
        ] {
            let refused = run(&bench, kind, vec![file("表.xlsx", bytes)], PARTIAL).await;
            assert_eq!(refused.report.sheets[0].problem, Some(Problem::File(want)), "{kind}");
        }
        // Another table, or last year's template: the columns that lack are named.
        let other = text(&bench, kind, "镇街名称,户号,统一社会信用代码\n样溪镇,1,2\n", WRITE).await;
        let slip = other.report.sheets[0].problem.clone();
        assert!(
            matches!(slip, Some(Problem::Header(HeaderSlip::Unknown | HeaderSlip::Lacks(..))))
                || !other.report.is_clean(),
            "{kind}: {slip:?}"
        );
        assert!(!other.report.written);
        // What the template offers is a table without rows.
        let empty = run(&bench, kind, vec![file("模板.xlsx", template::workbook_of(kind).unwrap())], DRY).await;
        assert!(empty.report.is_clean() && empty.report.total() == counts(0, 0, 0, 0), "{kind}: {:#?}", empty.report);
    }
    // A file in which nobody of the register is, is another city's.
    let strange = text(&bench, Kind::Power, "户号,月份,用电量（kWh）\n7001,2026-07,5\n7002,2026-07,6\n", PARTIAL).await;
    assert_eq!(strange.report.sheets[0].problem, Some(Problem::File(FileSlip::Strangers(2))));
    assert_eq!(meter_reading::Entity::find().count(bench.ctx.store.read()).await.unwrap(), 0);
}

#[tokio::test]
async fn the_same_workbook_comes_back_with_its_cells_marked() {
    let bench = city().await;
    let table = "户号,月份,用电量（kWh）\n0310000000001,2026-07,9.1E+9\n0310000000001,2026-08,\"1,200\"\n0310000000001,2026-08,1300\n";
    let files = vec![file("用电.csv", table)];
    let looked = run(&bench, Kind::Power, files.clone(), DRY).await;
    assert_eq!(looked.report.total(), counts(1, 0, 0, 2));
    let bytes = marked(&files, &looked.report).unwrap();
    let part = |name: &str| {
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes.clone())).unwrap();
        std::io::read_to_string(archive.by_name(name).unwrap()).unwrap()
    };
    let texts = part("xl/sharedStrings.xml");
    assert!(texts.contains("科学记数法") && texts.contains("与第 3 行重复") && texts.contains("1,200"), "{texts}");
    assert!(part("xl/comments1.xml").contains("C2"));
    // It is a table that can be mended and sent: the column of results is not read.
    let back = run(&bench, Kind::Power, vec![file("用电.xlsx", &bytes)], DRY).await;
    assert_eq!(
        (back.report.total(), back.report.sheets[0].unread.len()),
        (counts(1, 0, 0, 2), 1),
        "{:#?}",
        back.report
    );
}

/// Whoever was registered anew is still delivered under the code of before.
#[tokio::test]
async fn a_code_of_before_means_the_enterprise_that_had_it() {
    let bench = city().await;
    let before = "91350100M000100Y43";
    let table = format!("统一社会信用代码,所属期,档次\n{before},2026-07,B\n{FIRST},2026-07,B\n");
    let strange = text(&bench, Kind::Tax, &table, DRY).await;
    assert_eq!((strange.doubtful, strange.strange), (0, 1));
    let row = former_identity::ActiveModel {
        enterprise_id: Set(1),
        kind: Set(FormerKind::Code),
        said: Set(before.to_owned()),
        pinyin: Set(String::new()),
        until: Set("2026-06-30".parse().unwrap()),
        ..Default::default()
    };
    let tx = bench.ctx.store.write().await.unwrap();
    row.insert(&tx).await.unwrap();
    tx.commit().await.unwrap();
    let known = text(&bench, Kind::Tax, &table, DRY).await;
    assert_eq!((known.doubtful, known.strange), (0, 0));
}
