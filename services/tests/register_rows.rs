//! The register by hand, row by row.

use std::collections::BTreeMap;

use domain::{
    access::Role,
    fixed::Nano,
    lang::Lang,
    sheet::{Kind, columns},
};
use entities::{audit, device, discharge_limit};
use sea_orm::{ConnectionTrait, EntityTrait, PaginatorTrait, QueryOrder};
use services::{
    Error, FormKey, Seen,
    accounts::Actor,
    register::{Entering, Place, RegisterFile, Standing, Typed, Wrong, enter, one, show, towns},
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
    let typed = Typed { kind, cells, reason: "许可证变更" };
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
    assert_eq!((seen, lines(&bench).await), (10, before), "and nothing is on record");
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
    let differs: Vec<_> = newest.changed.iter().flatten().collect();
    let high = differs.iter().find(|one| one.field == "high").unwrap();
    assert_eq!((high.values.clone(), differs.len()), (Some(("80".into(), "8".into())), 1));
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
    let typed = Typed { kind: Kind::Limits, cells: &cells, reason: "  \u{200b}" };
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
        let typed = Typed { kind: Kind::Limits, cells: &cells, reason: "新许可证" };
        let done = enter(&bench.ctx, &keeper, typed, Place::New, &form).await.unwrap();
        assert!(matches!(done, Entering::Done(Some(code)) if code.as_str() == CREDIT_CODE), "{done:?}");
    }
    assert_eq!(rows(&file(&bench, &keeper).await, Kind::Limits).len(), 2, "one beside the nickel's");
    // Going back and typing something else makes another form of it, not one that was done.
    let mut other = cod();
    other.extend(self::cells(&[("valid_from", "2027-01-01")]));
    let typed = Typed { kind: Kind::Limits, cells: &other, reason: "新许可证" };
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
