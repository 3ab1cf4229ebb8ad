//! The register by hand, row by row.

use std::collections::BTreeMap;

use domain::{
    access::Role,
    fixed::{Micro, Nano},
    lang::Lang,
    limit::Averaging,
    measurement::{DataFlag, Interval},
    sheet::{Kind, columns},
    time::start_of,
    utility::Feed,
};
use entities::{audit, device, discharge_limit, measurement, utility_reading};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{NotSet, Set},
    ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryOrder,
};
use services::{
    Error, FormKey, Seen,
    accounts::Actor,
    public::outlet::{self, LimitCorrection},
    register::{
        Anew, BillEntry, By, Entering, Flaw, LimitEntry, PAST, Place, Refused, RegisterFile, Standing, Typed, Wrong,
        begin, enter, one, show, towns,
    },
};
use testing::{Bench, CREDIT_CODE, MN};

type Cells = BTreeMap<String, String>;

fn cells(said: &[(&str, &str)]) -> Cells {
    said.iter().map(|(field, said)| ((*field).to_owned(), (*said).to_owned())).collect()
}

/// What a row says, as its form would send it back.
fn sent_back(kind: Kind, row: &Standing) -> Cells {
    columns(kind).iter().map(|column| column.field.to_owned()).zip(row.said.iter().cloned()).collect()
}

fn cod() -> Cells {
    cells(&[
        ("enterprise", CREDIT_CODE),
        ("outlet", "DW001"),
        ("pollutant", "化学需氧量"),
        ("high", "80"),
        ("unit", "mg/L"),
        ("averaging", "日均值"),
        ("basis", "许可证"),
        ("source", "排污许可证副本"),
        ("valid_from", "2026-01-01"),
    ])
}

/// The works of the tests. Its keys are written out, so PostgreSQL has to be told that they are taken.
async fn works(bench: &Bench) {
    bench.plating_works().await;
    if bench.is_postgres() {
        let tx = bench.ctx.store.write().await.unwrap();
        for table in ["town", "enterprise", "outlet", "discharge_limit", "device"] {
            tx.execute_unprepared(&format!("SELECT setval(pg_get_serial_sequence('{table}', 'id'), 100)"))
                .await
                .unwrap();
        }
        tx.commit().await.unwrap();
    }
}

async fn put(bench: &Bench, actor: &Actor, kind: Kind, cells: &Cells, place: Place<'_>) -> Result<Entering, Error> {
    let typed = Typed { kind, cells, reason: "许可证变更", past: "" };
    enter(&bench.ctx, actor, typed, place, &FormKey::generate()).await
}

async fn file(bench: &Bench, actor: &Actor) -> RegisterFile {
    show(&bench.ctx, actor, CREDIT_CODE.parse().unwrap()).await.unwrap()
}

fn rows(file: &RegisterFile, kind: Kind) -> &[Standing] {
    &file.tables.iter().find(|(of, _)| *of == kind).unwrap().1
}

fn wrong(entering: Entering) -> Vec<(&'static str, Wrong)> {
    match entering {
        Entering::Refused(wrong) => wrong,
        Entering::Done(_) | Entering::Same(_) => panic!("it was taken"),
    }
}

async fn lines(bench: &Bench) -> u64 {
    audit::Entity::find().count(bench.ctx.store.read()).await.unwrap()
}

/// The log is kept for good, and says of a telephone number only that it changed.
#[tokio::test]
async fn no_telephone_number_is_in_the_log_and_treatments_say_what_they_can() {
    let bench = Bench::new().await;
    works(&bench).await;
    let keeper = bench.actor(Role::Registrar).await;
    let person = |phone| {
        let said =
            [("enterprise", CREDIT_CODE), ("duty", "环保负责人"), ("name", "岑照"), ("valid_from", "2026-01-01")];
        cells(&[said.as_slice(), &[("phone", phone)]].concat())
    };
    put(&bench, &keeper, Kind::Persons, &person("0769-00000000"), Place::New).await.unwrap();
    let row = rows(&file(&bench, &keeper).await, Kind::Persons)[0].clone();
    let place = Place::There { id: row.id, seen: &row.seen };
    put(&bench, &keeper, Kind::Persons, &person("0769-11111111"), place).await.unwrap();
    let log = audit::Entity::find().all(bench.ctx.store.read()).await.unwrap();
    let log = format!("{:?}", log.iter().map(|line| &line.detail).collect::<Vec<_>>());
    assert!(log.contains("岑照") && !log.contains("0769"), "{log}");
    let treatment = |capacity, unit| {
        let said = [("enterprise", CREDIT_CODE), ("code", "TW002"), ("name", "综合废水处理")];
        cells(&[said.as_slice(), &[("capacity", capacity), ("unit", unit)]].concat())
    };
    for (capacity, unit, field) in [("120", "", "unit"), ("", "m³/d", "capacity"), ("0", "m³/d", "capacity")] {
        let refused =
            wrong(put(&bench, &keeper, Kind::Treatments, &treatment(capacity, unit), Place::New).await.unwrap());
        assert_eq!(refused.iter().map(|(field, _)| *field).collect::<Vec<_>>(), [field], "{capacity} {unit}");
    }
    let refused = wrong(put(&bench, &keeper, Kind::Persons, &person("问门卫"), Place::New).await.unwrap());
    assert_eq!(refused.iter().map(|(field, _)| *field).collect::<Vec<_>>(), ["phone"]);
}

/// The way back from a row leads to the very row: what a page shows and a form sends back changes nothing.
#[tokio::test]
async fn a_row_that_is_sent_back_as_it_stands_changes_nothing() {
    let bench = Bench::new().await;
    works(&bench).await;
    let keeper = bench.actor(Role::Registrar).await;
    for (kind, cells) in [
        (Kind::Limits, cod()),
        (
            Kind::Products,
            cells(&[("enterprise", CREDIT_CODE), ("name", "镀镍件"), ("unit", "万件"), ("capacity", "12.5")]),
        ),
        (
            Kind::Caps,
            cells(&[("enterprise", CREDIT_CODE), ("pollutant", "w01018"), ("unit", "t"), ("kg_per_year", "1.25")]),
        ),
        (
            Kind::Bills,
            cells(&[
                ("enterprise", CREDIT_CODE),
                ("feed", "用水"),
                ("month", "2026-07"),
                ("unit", "m3"),
                ("quantity", "820.5"),
            ]),
        ),
        (
            Kind::Treatments,
            cells(&[
                ("enterprise", CREDIT_CODE),
                ("code", "tw001"),
                ("name", "含镍废水处理"),
                ("process", "化学沉淀"),
                ("capacity", "120"),
                ("unit", "m3/d"),
            ]),
        ),
        (
            Kind::Persons,
            cells(&[
                ("enterprise", CREDIT_CODE),
                ("duty", "环保负责人"),
                ("name", "岑照"),
                ("phone", "0769-00000000"),
                ("valid_from", "2026-01-01"),
            ]),
        ),
        (
            Kind::Outlets,
            cells(&[("enterprise", CREDIT_CODE), ("code", "da001"), ("name", "锅炉烟囱"), ("discharge", "直接排放")]),
        ),
    ] {
        assert!(
            matches!(put(&bench, &keeper, kind, &cells, Place::New).await.unwrap(), Entering::Done(Some(_))),
            "{kind}"
        );
    }
    // The world of the tests has a pinyin of its own, which entering makes what it always is.
    let works = rows(&file(&bench, &keeper).await, Kind::Enterprises)[0].clone();
    let place = Place::There { id: works.id, seen: &works.seen };
    put(&bench, &keeper, Kind::Enterprises, &sent_back(Kind::Enterprises, &works), place).await.unwrap();
    let (file, before) = (file(&bench, &keeper).await, lines(&bench).await);
    let towns = [(Kind::Towns, towns(&bench.ctx, &keeper).await.unwrap())];
    let mut seen = 0;
    for (kind, rows) in file.tables.iter().chain(&towns) {
        for row in rows {
            let place = Place::There { id: row.id, seen: &row.seen };
            let done = put(&bench, &keeper, *kind, &sent_back(*kind, row), place).await.unwrap();
            assert!(matches!(done, Entering::Same(_)), "{kind}: {done:?} of {row:?}");
            assert_eq!(one(&bench.ctx, &keeper, *kind, row.id).await.unwrap(), *row, "{kind}");
            seen += 1;
        }
    }
    assert_eq!((seen, lines(&bench).await), (12, before), "and nothing is on record");
    let kept = device::Entity::find().one(bench.ctx.store.read()).await.unwrap().unwrap();
    assert_eq!(kept.password, "123456", "what hides a password is none");
}

#[tokio::test]
async fn a_row_is_entered_and_changed_with_a_reason_that_stays() {
    let bench = Bench::new().await;
    works(&bench).await;
    let keeper = bench.actor(Role::Registrar).await;
    put(&bench, &keeper, Kind::Limits, &cod(), Place::New).await.unwrap();
    let mut later = cod();
    later.extend(cells(&[("high", "50"), ("valid_from", "2027-01-01")]));
    put(&bench, &keeper, Kind::Limits, &later, Place::New).await.unwrap();
    let all = discharge_limit::Entity::find().order_by_asc(discharge_limit::Column::ValidFrom);
    let all: Vec<_> = all.all(bench.ctx.store.read()).await.unwrap();
    let all: Vec<_> = all.into_iter().filter(|row| row.pollutant == "w01018").collect();
    assert_eq!(all[0].valid_to.map(|day| day.to_string()).as_deref(), Some("2026-12-31"), "the old one ends by itself");

    let row = file(&bench, &keeper).await;
    let row = rows(&row, Kind::Limits).iter().find(|row| row.id == all[0].id).unwrap().clone();
    let mut mended = sent_back(Kind::Limits, &row);
    // What tells a row from others is not for a form to say.
    mended.extend(cells(&[("high", "8"), ("pollutant", "w21003"), ("enterprise", "x")]));
    put(&bench, &keeper, Kind::Limits, &mended, Place::There { id: row.id, seen: &row.seen }).await.unwrap();
    let stored = discharge_limit::Entity::find_by_id(row.id).one(bench.ctx.store.read()).await.unwrap().unwrap();
    assert_eq!((stored.high, stored.pollutant.as_str()), (Some(Nano(8_000_000_000)), "w01018"));

    let changes = file(&bench, &keeper).await.changes;
    let newest = &changes[0];
    assert_eq!((newest.kind, newest.reason.as_deref()), (Some(Kind::Limits), Some("许可证变更")));
    assert!(newest.by.is_some() && newest.new == 0);
    let [row] = &newest.rows[..] else { panic!("{newest:?}") };
    let said = |field| row.differs.iter().find(|one| one.field == field).and_then(|one| one.values.clone());
    assert_eq!((said("high"), row.differs.len()), (Some(("80".into(), "8".into())), 1));
    // Which row that was, as people know it.
    let key: Vec<_> = row.key.iter().map(|(field, said)| (*field, said.as_str())).collect();
    let want = [("outlet", "DW001"), ("pollutant", "w01018"), ("averaging", "日均值"), ("valid_from", "2026-01-01")];
    assert_eq!(key, want);
    // And what was added says what it said.
    let [row] = &changes[2].rows[..] else { panic!("{:?}", changes[2]) };
    assert!(row.is_new && row.key == newest.rows[0].key, "{row:?}");
    let said = |field| row.differs.iter().find(|one| one.field == field).and_then(|one| one.values.clone());
    assert_eq!(
        (said("high"), said("basis")),
        (Some((String::new(), "80".into())), Some((String::new(), "许可证".into())))
    );
    assert_eq!(said("valid_from"), None, "what names it is not said twice");
}

#[tokio::test]
async fn all_that_is_wrong_is_said_at_once_and_nothing_is_written() {
    let bench = Bench::new().await;
    works(&bench).await;
    let keeper = bench.actor(Role::Registrar).await;
    let before = lines(&bench).await;
    let bad = cells(&[
        ("enterprise", "91350100M000100Y44"),
        ("outlet", "X"),
        ("pollutant", "污水"),
        ("high", "八十"),
        ("averaging", "月"),
        ("valid_from", "2026-02-30"),
    ]);
    let told = wrong(put(&bench, &keeper, Kind::Limits, &bad, Place::New).await.unwrap());
    let fields: Vec<_> = told.iter().map(|(field, _)| *field).collect();
    for field in ["enterprise", "outlet", "pollutant", "high", "averaging", "basis", "source", "valid_from"] {
        assert!(fields.contains(&field), "{field}: {fields:?}");
    }
    assert!(told.iter().all(|(_, wrong)| !wrong.said(Lang::Zh).reason.is_empty()));

    for (field, day) in [("valid_from", "0001-01-01"), ("valid_to", "9999-12-31")] {
        let mut silly = cod();
        silly.extend(cells(&[(field, day)]));
        let told = wrong(put(&bench, &keeper, Kind::Limits, &silly, Place::New).await.unwrap());
        assert!(told.iter().any(|(wrong, _)| *wrong == field), "{field} {day}: {told:?}");
    }
    let mut unknown = cod();
    unknown.extend(cells(&[("outlet", "DW009")]));
    let told = wrong(put(&bench, &keeper, Kind::Limits, &unknown, Place::New).await.unwrap());
    assert_eq!(told.iter().map(|(field, _)| *field).collect::<Vec<_>>(), ["outlet"]);

    put(&bench, &keeper, Kind::Limits, &cod(), Place::New).await.unwrap();
    let again = wrong(put(&bench, &keeper, Kind::Limits, &cod(), Place::New).await.unwrap());
    assert_eq!(again, [("valid_from", Wrong::There)], "a form for a new row changes none that is there");
    assert_eq!(lines(&bench).await, before + 1);

    let (form, mut cells) = (FormKey::generate(), cod());
    cells.extend(self::cells(&[("valid_from", "2027-01-01")]));
    let typed = Typed { kind: Kind::Limits, cells: &cells, reason: "  \u{200b}", past: "" };
    let refused = enter(&bench.ctx, &keeper, typed, Place::New, &form).await;
    assert!(matches!(refused, Err(Error::Invalid(issues)) if issues.at("reason").is_some()));
}

#[tokio::test]
async fn of_two_who_change_a_row_the_second_is_told() {
    let bench = Bench::new().await;
    works(&bench).await;
    let (first, second) = (bench.actor(Role::Registrar).await, bench.actor(Role::Admin).await);
    let row = file(&bench, &first).await;
    let row = rows(&row, Kind::Loggers)[0].clone();
    let place = Place::There { id: row.id, seen: &row.seen };
    let mut changed = sent_back(Kind::Loggers, &row);
    changed.extend(cells(&[("password", "654321"), ("realtime_seconds", "30")]));
    put(&bench, &first, Kind::Loggers, &changed, place).await.unwrap();
    assert_eq!(bench.ctx.registry().device(MN).unwrap().password, "654321", "the gateway knows it at once");
    let late = put(&bench, &second, Kind::Loggers, &sent_back(Kind::Loggers, &row), place).await;
    assert!(matches!(late, Err(Error::Conflict(_))));
    let unseen = Place::There { id: row.id, seen: &Seen::default() };
    let blind = put(&bench, &second, Kind::Loggers, &sent_back(Kind::Loggers, &row), unseen).await;
    assert!(matches!(blind, Err(Error::Conflict(_))), "who saw nothing changes nothing");
    // A form that lost its password says nothing of it, and is no form that leaves it as it is.
    let stands = one(&bench.ctx, &first, Kind::Loggers, row.id).await.unwrap();
    let mut without = sent_back(Kind::Loggers, &stands);
    without.insert("password".into(), String::new());
    let place = Place::There { id: row.id, seen: &stands.seen };
    let told = wrong(put(&bench, &first, Kind::Loggers, &without, place).await.unwrap());
    assert_eq!(told.iter().map(|(field, _)| *field).collect::<Vec<_>>(), ["password"]);
    // A password alone is a change, too, and its digits are nowhere on record.
    let now = one(&bench.ctx, &first, Kind::Loggers, row.id).await.unwrap();
    assert_ne!(now.seen, row.seen);
    let record = audit::Entity::find().all(bench.ctx.store.read()).await.unwrap();
    assert!(record.iter().all(|line| !line.detail.contains("654321") && !line.detail.contains("123456")));
}

#[tokio::test]
async fn a_form_that_is_sent_twice_enters_once() {
    let bench = Bench::new().await;
    works(&bench).await;
    let keeper = bench.actor(Role::Registrar).await;
    let (form, cells) = (FormKey::generate(), cod());
    for _ in 0..2 {
        let typed = Typed { kind: Kind::Limits, cells: &cells, reason: "新许可证", past: "" };
        let done = enter(&bench.ctx, &keeper, typed, Place::New, &form).await.unwrap();
        assert!(matches!(done, Entering::Done(Some(code)) if code.as_str() == CREDIT_CODE), "{done:?}");
    }
    assert_eq!(rows(&file(&bench, &keeper).await, Kind::Limits).len(), 2, "one beside the nickel's");
    // Going back and typing something else makes another form of it, not one that was done.
    let mut other = cod();
    other.extend(self::cells(&[("valid_from", "2027-01-01")]));
    let typed = Typed { kind: Kind::Limits, cells: &other, reason: "新许可证", past: "" };
    enter(&bench.ctx, &keeper, typed, Place::New, &form).await.unwrap();
    assert_eq!(rows(&file(&bench, &keeper).await, Kind::Limits).len(), 3);
}

#[tokio::test]
async fn only_who_keeps_the_register_reads_and_writes_it_here() {
    let bench = Bench::new().await;
    works(&bench).await;
    for &role in Role::ALL.iter().filter(|role| **role != Role::Public) {
        let actor = bench.actor(role).await;
        let keeps = matches!(role, Role::Registrar | Role::Admin);
        assert_eq!(show(&bench.ctx, &actor, CREDIT_CODE.parse().unwrap()).await.is_ok(), keeps, "{role}");
        assert_eq!(towns(&bench.ctx, &actor).await.is_ok(), keeps, "{role}");
        assert_eq!(one(&bench.ctx, &actor, Kind::Limits, 1).await.is_ok(), keeps, "{role}");
        let written = put(&bench, &actor, Kind::Caps, &Cells::new(), Place::New).await;
        assert_eq!(written.is_ok(), keeps, "{role}");
        let nowhere = one(&bench.ctx, &actor, Kind::Limits, 999).await.err();
        assert_eq!(matches!(nowhere, Some(Error::NotFound)), keeps, "{role}: {nowhere:?}");
    }
}

/// What the tax office knows is nothing to be read here: neither as a row nor in what was changed.
#[tokio::test]
async fn what_is_not_for_the_keeper_is_in_no_change() {
    let bench = Bench::new().await;
    works(&bench).await;
    let keeper = bench.actor(Role::Registrar).await;
    for (feed, quantity) in [(Feed::Tax, 7_000_000), (Feed::Tax, 8_000_000), (Feed::Power, 5_000_000)] {
        let register = begin(&bench.ctx, By::CommandLine).await.unwrap();
        let (enterprise, month) = (CREDIT_CODE.parse().unwrap(), "2026-09".parse().unwrap());
        register.bills(&[BillEntry { enterprise, feed, month, quantity: Micro(quantity) }]).await.unwrap();
        register.commit().await.unwrap();
    }
    let changes = file(&bench, &keeper).await.changes;
    assert_eq!(changes.len(), 1, "{changes:?}");
    assert_eq!((changes[0].kind, changes[0].new), (Some(Kind::Bills), 1));
    let text = format!("{:?} {:?}", changes[0].kind, changes[0].rows);
    assert!(!text.contains("tax") && !text.contains('7') && !text.contains("\"8\""), "{text}");
    // A line of before such rows had lines of their own.
    let old =
        format!("{{\"table\":\"utility_reading\",\"changed\":[{{\"id\":{},\"quantity\":[7000000,8000000]}}]}}", {
            let bills = utility_reading::Entity::find().all(bench.ctx.store.read()).await.unwrap();
            bills.iter().find(|bill| bill.feed == Feed::Tax).unwrap().id
        });
    let line = audit::Entity::find().one(bench.ctx.store.read()).await.unwrap().unwrap();
    let tx = bench.ctx.store.write().await.unwrap();
    let line = audit::ActiveModel { id: NotSet, detail: Set(old), ..line.into_active_model().reset_all() };
    line.insert(&tx).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(file(&bench, &keeper).await.changes, changes);
}

/// Daily means of some days, of what the limits of these tests are about.
async fn measured(bench: &Bench, days: &[&str]) {
    let tx = bench.ctx.store.write().await.unwrap();
    for day in days {
        let row = measurement::Model {
            outlet_id: 1,
            interval: Interval::Day,
            at: start_of(day.parse().unwrap()),
            pollutant: "w01018".into(),
            revision: 1,
            value: Some(Nano(60_000_000_000)),
            measured: None,
            converted: false,
            low: None,
            high: None,
            amount: None,
            flag: DataFlag::NORMAL,
            resent: false,
            received_at: bench.ctx.now(),
            frame_id: 1,
        };
        row.into_active_model().insert(&tx).await.unwrap();
    }
    tx.commit().await.unwrap();
}

async fn corrections(bench: &Bench) -> Vec<LimitCorrection> {
    let code = CREDIT_CODE.parse().unwrap();
    outlet::show(&bench.ctx, &code, "DW001".parse().unwrap()).await.unwrap().corrections
}

/// A limit that reaches back judges days anew that are over: somebody has to mean those very days, and the public reads when
/// it was done and why.
#[tokio::test]
async fn a_limit_of_the_past_is_confirmed_and_told() {
    let bench = Bench::new().await;
    works(&bench).await;
    let keeper = bench.actor(Role::Registrar).await;
    measured(&bench, &["2026-11-19", "2026-11-20", "2026-11-21", "2026-11-22"]).await;
    let mut back = cod();
    back.extend(cells(&[("valid_from", "2026-11-20")]));
    let put = async |cells: &Cells, place: Place<'_>, reason: &str, past: &str| {
        let typed = Typed { kind: Kind::Limits, cells, reason, past };
        enter(&bench.ctx, &keeper, typed, place, &FormKey::generate()).await
    };
    let asked = |entering: Entering| match wrong(entering)[..] {
        [(PAST, Wrong::Past(anew))] => anew,
        ref other => panic!("{other:?}"),
    };
    let before = lines(&bench).await;
    let anew = asked(put(&back, Place::New, "许可证变更", "").await.unwrap());
    // Today is not over.
    assert_eq!((anew.from.to_string(), anew.to.to_string(), anew.days), ("2026-11-20".into(), "2026-11-21".into(), 2));
    let other = Anew { from: "2026-11-19".parse().unwrap(), ..anew };
    assert_eq!(asked(put(&back, Place::New, "许可证变更", &other.to_string()).await.unwrap()), anew, "other days");
    let private = put(&back, Place::New, "电话 13800138000", &anew.to_string()).await;
    assert!(matches!(private, Err(Error::Invalid(issues)) if issues.at("reason").is_some()), "the public reads it");
    assert_eq!((lines(&bench).await, corrections(&bench).await), (before, vec![]));
    let done = put(&back, Place::New, "许可证副本录漏", &anew.to_string()).await.unwrap();
    assert!(matches!(done, Entering::Done(Some(_))), "{done:?}");
    let [told] = &corrections(&bench).await[..] else { panic!("none is told") };
    assert_eq!((&*told.pollutant.code, told.averaging, told.days), ("w01018", Averaging::Day, 2));
    assert_eq!((told.from.to_string(), told.reason.as_str()), ("2026-11-20".into(), "许可证副本录漏"));
    assert_eq!(told.at, bench.ctx.now());

    // The same for a figure that is mended, and for nothing else of the row.
    let row = file(&bench, &keeper).await;
    let row = rows(&row, Kind::Limits).iter().find(|row| row.said.contains(&"w01018".to_owned())).unwrap().clone();
    let place = Place::There { id: row.id, seen: &row.seen };
    let mut mended = sent_back(Kind::Limits, &row);
    mended.extend(cells(&[("high", "8")]));
    assert_eq!(asked(put(&mended, place, "录入错误", "").await.unwrap()), anew);
    let mut sourced = sent_back(Kind::Limits, &row);
    sourced.extend(cells(&[("source", "对照原文")]));
    assert!(matches!(put(&sourced, place, "来源", "").await.unwrap(), Entering::Done(_)));
    // From today on, or where nothing was measured, nothing is judged anew.
    let mut later = cod();
    later.extend(cells(&[("valid_from", "2026-11-22"), ("high", "50")]));
    assert!(matches!(put(&later, Place::New, "新标准", "").await.unwrap(), Entering::Done(_)));
    let mut hourly = cod();
    hourly.extend(cells(&[("pollutant", "w21003")]));
    assert!(matches!(put(&hourly, Place::New, "补录", "").await.unwrap(), Entering::Done(_)));
    assert_eq!(corrections(&bench).await.len(), 1);

    // By a spreadsheet it is not done by the way.
    let register = begin(&bench.ctx, By::Person(&keeper)).await.unwrap();
    let limit = LimitEntry {
        enterprise: CREDIT_CODE.parse().unwrap(),
        outlet: "DW001".parse().unwrap(),
        pollutant: "w01018".into(),
        low: None,
        high: Some(Nano(70_000_000_000)),
        unit: "mg/L".into(),
        averaging: Averaging::Day,
        reference_oxygen: None,
        basis: "许可证".into(),
        source: "许可证".into(),
        valid_from: "2026-11-19".parse().unwrap(),
        valid_to: None,
    };
    let Err(Refused::Faults(faults)) = register.limits(&[limit]).await else { panic!("it was taken") };
    assert!(matches!(faults[0].flaw, Flaw::JudgesAnew(_, _, 1)), "{faults:?}");
}
