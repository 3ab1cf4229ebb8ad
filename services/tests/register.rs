//! Entering and changing the register.

use std::{sync::Arc, time::Duration};

use domain::{
    access::Role,
    device::ProtocolEdition,
    enterprise::{Industry, ManagementClass},
    fixed::{Micro, Nano},
    input::Issue,
    limit::Averaging,
    outlet::Discharge,
    utility::Feed,
};
use entities::{audit, discharge_limit, enterprise, load_cap, outlet, utility_reading};
use sea_orm::{ConnectionTrait, EntityTrait, PaginatorTrait, QueryOrder};
use services::{
    Ctx, Error,
    register::{
        BillEntry, By, CapEntry, EnterpriseEntry, Fault, Flaw, LimitEntry, LoggerEntry, OutletEntry, ProductEntry,
        Refused, Register, TownEntry, begin,
    },
    store,
};
use testing::{Bench, CREDIT_CODE, MN};

const OTHER: &str = "91441900MA00000010";

fn town() -> TownEntry {
    TownEntry {
        code: "441900501".into(),
        name: "明川街道".into(),
        name_en: "Mingchuan".into(),
        lat: Micro(22_900_000),
        lng: Micro(113_800_000),
        outline: "113.7,22.8 113.9,22.8 113.9,23.0".into(),
        closed_on: None,
    }
}

fn works() -> EnterpriseEntry {
    EnterpriseEntry {
        credit_code: CREDIT_CODE.parse().unwrap(),
        name: " 长岭调味品厂 ".into(),
        name_en: String::new(),
        town: "441900501".into(),
        industry: Industry::class(1462),
        class: ManagementClass::Key,
        class_basis: "纳入重点排污单位名录".into(),
        permit_no: Some(format!("{CREDIT_CODE}001P")),
        permit_to: Some("2030-12-31".parse().unwrap()),
        permit_issued_on: None,
        permit_from: None,
        permit_duties: String::new(),
        address: "示范市明川街道工业一路1号".into(),
        lat: Micro(22_900_000),
        lng: Micro(113_800_000),
        public_from: "2000-01-01".parse().ok(),
        closed_on: None,
        since: None,
    }
}

fn total() -> OutletEntry {
    OutletEntry {
        enterprise: CREDIT_CODE.parse().unwrap(),
        code: "DW001".parse().unwrap(),
        name: "废水总排放口".into(),
        name_en: "Total outlet".into(),
        discharge: Discharge::Direct,
        receiving: "明川河".into(),
        closed_on: None,
    }
}

fn cod(high: i64, from: &str, to: Option<&str>) -> LimitEntry {
    LimitEntry {
        enterprise: CREDIT_CODE.parse().unwrap(),
        outlet: "DW001".parse().unwrap(),
        pollutant: "w01018".into(),
        low: None,
        high: Some(Nano(high * 1_000_000_000)),
        unit: "mg/L".into(),
        averaging: Averaging::Day,
        reference_oxygen: None,
        basis: "DB44/26-2001 表4".into(),
        source: "permit".into(),
        valid_from: from.parse().unwrap(),
        valid_to: to.map(|day| day.parse().unwrap()),
    }
}

fn logger() -> LoggerEntry {
    LoggerEntry {
        enterprise: CREDIT_CODE.parse().unwrap(),
        outlet: "DW001".parse().unwrap(),
        mn: MN.into(),
        password: "123456".into(),
        edition: ProtocolEdition::E2017,
        realtime_seconds: 60,
        tolerated: "crc_lower_case".into(),
        units: "w20117=mg/L".into(),
        installed_on: "2024-01-01".parse().unwrap(),
        public_from: "2000-01-01".parse().ok(),
        closed_on: None,
    }
}

fn cap(kg: i64) -> CapEntry {
    let enterprise = CREDIT_CODE.parse().unwrap();
    CapEntry {
        enterprise,
        pollutant: "w01018".into(),
        kg_per_year: Micro(kg * 1_000_000),
        from_year: None,
        to_year: None,
        since: None,
    }
}

fn product() -> ProductEntry {
    let enterprise = CREDIT_CODE.parse().unwrap();
    ProductEntry {
        enterprise,
        name: "酱油".into(),
        unit: "t".into(),
        capacity: Micro(5_000_000_000),
        closed_on: None,
        since: None,
    }
}

fn bill(month: &str, quantity: i64) -> BillEntry {
    let (enterprise, month) = (CREDIT_CODE.parse().unwrap(), month.parse().unwrap());
    BillEntry { enterprise, feed: Feed::Power, month, quantity: Micro(quantity * 1_000_000) }
}

/// Enters all kinds, in the order in which one belongs to another.
async fn enter_all(register: &Register<'_>) -> Vec<(usize, usize, usize)> {
    let written = [
        register.towns(&[town()]).await,
        register.enterprises(&[works()]).await,
        register.outlets(&[total()]).await,
        register.limits(&[cod(90, "2024-01-01", None)]).await,
        register.loggers(&[logger()]).await,
        register.products(&[product()]).await,
        register.caps(&[cap(4000)]).await,
        register.bills(&[bill("2026-09", 1000), bill("2026-10", 1100)]).await,
    ];
    written.map(|written| written.map(|w| (w.new, w.changed, w.same)).unwrap()).to_vec()
}

async fn filled(bench: &Bench) {
    let register = begin(&bench.ctx, By::CommandLine).await.unwrap();
    enter_all(&register).await;
    register.commit().await.unwrap();
}

/// The faults of a list: row, field, flaw.
fn faults<T: std::fmt::Debug>(refused: Result<T, Refused>) -> Vec<(usize, &'static str, Flaw)> {
    match refused {
        Err(Refused::Faults(faults)) => {
            faults.into_iter().map(|Fault { row, field, flaw }| (row, field, flaw)).collect()
        }
        other => panic!("{other:?}"),
    }
}

/// High value, first and last day of the limits, in their order.
async fn limits(bench: &Bench) -> Vec<(i64, String, Option<String>)> {
    use discharge_limit::{Column, Entity};
    let rows = Entity::find().order_by_asc(Column::ValidFrom).all(bench.ctx.store.read()).await.unwrap();
    let said = rows.into_iter().map(|row| {
        (row.high.unwrap().0 / 1_000_000_000, row.valid_from.to_string(), row.valid_to.map(|day| day.to_string()))
    });
    said.collect()
}

async fn details(bench: &Bench) -> Vec<serde_json::Value> {
    let lines = audit::Entity::find().order_by_asc(audit::Column::Id).all(bench.ctx.store.read()).await.unwrap();
    lines.iter().map(|line| serde_json::from_str(&line.detail).unwrap()).collect()
}

#[tokio::test]
async fn what_is_entered_is_there_and_entering_it_again_changes_nothing() {
    let bench = Bench::new().await;
    let register = begin(&bench.ctx, By::CommandLine).await.unwrap();
    let first = enter_all(&register).await;
    register.commit().await.unwrap();
    let row = |new| (new, 0, 0);
    assert_eq!(first, [row(1), row(1), row(1), row(1), row(1), row(1), row(1), row(2)]);
    let stored = enterprise::Entity::find().one(bench.ctx.store.read()).await.unwrap().unwrap();
    assert_eq!(stored.name, "长岭调味品厂", "blanks around it are nobody's name");
    assert_eq!(stored.pinyin, "changlingtiaoweipinchang cltwpc");
    assert!(bench.ctx.registry().device(MN).is_some(), "the gateway knows it at once");
    let lines = bench.audit().await;
    assert_eq!(lines.len(), 8, "one for each list and enterprise: {lines:?}");
    assert_eq!(lines[0], format!("write-register public town/{}", stored.town_id));
    assert!(lines[1..].iter().all(|line| *line == format!("write-register public enterprise/{}", stored.id)));
    assert_eq!(details(&bench).await[7], serde_json::json!({ "table": "utility_reading", "new": 2 }));

    let register = begin(&bench.ctx, By::CommandLine).await.unwrap();
    let second = enter_all(&register).await;
    register.commit().await.unwrap();
    assert_eq!(second.iter().map(|(new, changed, same)| (new + changed, *same)).collect::<Vec<_>>()[7], (0, 2));
    assert!(second.iter().all(|(new, changed, _)| new + changed == 0), "{second:?}");
    assert_eq!(bench.audit().await.len(), 8, "what is the same is not noted");
}

/// Two who enter the same works at once: the second waits for the first, and finds what it wrote; within one process, and
/// from the command line beside it.
#[tokio::test(flavor = "multi_thread")]
async fn whoever_enters_the_register_waits_for_whoever_does_already() {
    let bench = Bench::new().await;
    let now = bench.ctx.now();
    let beside = Ctx::at(store::connect(&bench.url).await.unwrap(), Arc::new(move || now));
    for (code, second) in [("441900501", bench.ctx.clone()), ("441900502", beside)] {
        let town = TownEntry { code: code.into(), name: format!("镇{code}"), ..town() };
        let register = begin(&bench.ctx, By::CommandLine).await.unwrap();
        assert_eq!(register.towns(std::slice::from_ref(&town)).await.unwrap().new, 1);
        let waiting = tokio::spawn(async move {
            let register = begin(&second, By::CommandLine).await.unwrap();
            let written = register.towns(&[town]).await.unwrap();
            register.commit().await.unwrap();
            written
        });
        tokio::time::sleep(Duration::from_millis(300)).await;
        assert!(!waiting.is_finished(), "it did not wait");
        register.commit().await.unwrap();
        let written = waiting.await.unwrap();
        assert_eq!((written.new, written.same), (0, 1));
    }
}

#[tokio::test]
async fn only_who_keeps_the_register_writes_it() {
    let bench = Bench::new().await;
    bench.plating_works().await;
    for role in Role::ALL.iter().copied().filter(|role| *role != Role::Public) {
        let actor = bench.actor(role).await;
        let opened = begin(&bench.ctx, By::Person(&actor)).await;
        assert_eq!(opened.is_ok(), matches!(role, Role::Registrar | Role::Admin), "{role}");
        assert!(opened.is_ok() || matches!(opened, Err(Error::Forbidden)), "{role}");
    }
}

#[tokio::test]
async fn the_log_says_who_changed_what_and_no_password() {
    let bench = Bench::new().await;
    filled(&bench).await;
    // Roles of enterprises stand first in the store; the administrator needs none.
    let admin = bench.actor(Role::Admin).await;
    let before = details(&bench).await.len();
    let register = begin(&bench.ctx, By::Person(&admin)).await.unwrap();
    let moved = EnterpriseEntry { address: "示范市明川街道科创路2号".into(), ..works() };
    let written = register.enterprises(&[moved]).await.unwrap();
    assert_eq!((written.new, written.changed, written.same), (0, 1, 0));
    let written = register.caps(&[cap(3500)]).await.unwrap();
    assert_eq!(written.changed, 1);
    register.loggers(&[LoggerEntry { password: "654321".into(), ..logger() }]).await.unwrap();
    register.bills(&[bill("2026-10", 1200)]).await.unwrap();
    register.commit().await.unwrap();
    let details = details(&bench).await.split_off(before);
    let addresses = ["示范市明川街道工业一路1号", "示范市明川街道科创路2号"];
    assert_eq!(details[0]["changed"][0]["address"], serde_json::json!(addresses));
    assert_eq!(details[1]["changed"][0]["kg_per_year"], serde_json::json!([4_000_000_000_i64, 3_500_000_000_i64]));
    assert_eq!(details[2]["changed"][0]["password"], "changed");
    assert_eq!(details[3]["changed"][0]["quantity"], serde_json::json!([1_100_000_000, 1_200_000_000]));
    assert!(bench.audit().await.last().unwrap().starts_with("write-register admin enterprise/"));
    let stored = load_cap::Entity::find().all(bench.ctx.store.read()).await.unwrap();
    assert_eq!(stored.iter().map(|cap| cap.kg_per_year).collect::<Vec<_>>(), [Micro(3_500_000_000)]);
    assert_eq!(bench.ctx.registry().device(MN).unwrap().password, "654321");
}

#[tokio::test]
async fn a_list_says_all_that_is_wrong_with_it_and_writes_nothing() {
    let bench = Bench::new().await;
    let register = begin(&bench.ctx, By::CommandLine).await.unwrap();
    register.towns(&[town()]).await.unwrap();
    let bad = EnterpriseEntry {
        credit_code: OTHER.parse().unwrap(),
        name: "\u{200b}".into(),
        town: "441900999".into(),
        permit_no: None,
        lat: Micro(122_900_000),
        address: "长".repeat(201),
        ..works()
    };
    let refused = faults(register.enterprises(&[works(), bad, works()]).await);
    let want = [
        (1, "name", Flaw::Text(Issue::Missing)),
        (1, "permit_no", Flaw::PermitMissing),
        (1, "address", Flaw::Text(Issue::Long(200))),
        (1, "lat", Flaw::NotOnEarth),
        (1, "town", Flaw::UnknownTown("441900999".into())),
        (2, "credit_code", Flaw::Twice(0)),
    ];
    assert_eq!(refused, want);
    register.commit().await.unwrap();
    assert_eq!(enterprise::Entity::find().count(bench.ctx.store.read()).await.unwrap(), 0);
}

#[tokio::test]
async fn each_kind_of_row_has_its_rules() {
    let bench = Bench::new().await;
    filled(&bench).await;
    let register = begin(&bench.ctx, By::CommandLine).await.unwrap();
    let bad = TownEntry { code: "4419".into(), outline: "113.7,22.8".into(), ..town() };
    let refused = faults(register.towns(&[bad]).await);
    assert_eq!(refused, [(0, "code", Flaw::DivisionCode), (0, "outline", Flaw::Outline)]);
    let stranger = OutletEntry { enterprise: OTHER.parse().unwrap(), name: " ".into(), ..total() };
    let refused = faults(register.outlets(&[stranger]).await);
    let unknown = Flaw::UnknownEnterprise(OTHER.parse().unwrap());
    assert_eq!(refused, [(0, "name", Flaw::Text(Issue::Missing)), (0, "enterprise", unknown)]);
    let limit = |change: fn(&mut LimitEntry)| {
        let mut entry = cod(90, "2030-01-01", None);
        change(&mut entry);
        entry
    };
    let entries = [
        limit(|entry| entry.pollutant = "w99999x".into()),
        limit(|entry| entry.pollutant = "a21002".into()),
        limit(|entry| entry.high = None),
        limit(|entry| entry.unit = "g/L".into()),
        limit(|entry| entry.low = Some(Nano(91_000_000_000))),
        limit(|entry| entry.reference_oxygen = Some(Nano(11_000_000_000))),
        limit(|entry| entry.valid_to = Some("2029-12-31".parse().unwrap())),
        limit(|entry| entry.outlet = "DW009".parse().unwrap()),
    ];
    let mut refused = Vec::new();
    for entry in entries {
        refused.extend(faults(register.limits(&[entry]).await).into_iter().map(|(_, field, flaw)| (field, flaw)));
    }
    let want = [
        ("pollutant", Flaw::UnknownPollutant("w99999x".into())),
        ("pollutant", Flaw::OtherMedium),
        ("high", Flaw::NothingLimited),
        ("unit", Flaw::UnitOfLimit(["mg/L", "µg/L", "ng/L"].map(str::to_owned).to_vec())),
        ("low", Flaw::LowAboveHigh),
        ("reference_oxygen", Flaw::Oxygen),
        ("valid_to", Flaw::EndsBeforeItBegins),
        ("outlet", Flaw::UnknownOutlet(CREDIT_CODE.parse().unwrap(), "DW009".parse().unwrap())),
    ];
    assert_eq!(refused, want);
    let bad = LoggerEntry {
        mn: "M N".into(),
        password: "12345;".into(),
        realtime_seconds: 0,
        tolerated: "everything".into(),
        units: "w20117".into(),
        ..logger()
    };
    let fields: Vec<_> = faults(register.loggers(&[bad]).await).into_iter().map(|(_, field, _)| field).collect();
    assert_eq!(fields, ["mn", "password", "realtime_seconds", "tolerated", "units"]);
    assert_eq!(faults(register.caps(&[cap(0)]).await), [(0, "kg_per_year", Flaw::NotPositive)]);
    let bad = ProductEntry { unit: String::new(), capacity: Micro(-1), ..product() };
    let refused = faults(register.products(&[bad]).await);
    assert_eq!(refused, [(0, "unit", Flaw::Text(Issue::Missing)), (0, "capacity", Flaw::NotPositive)]);
    // What says a faulty row again is not wrong for that; what says a sound row again is.
    let list = [bill("2026-12", 1), bill("2026-11", -1), bill("2026-11", 1), bill("2026-11", 2), bill("2026-11", 3)];
    let want = [
        (0, "month", Flaw::Future),
        (1, "quantity", Flaw::Negative),
        (3, "month", Flaw::Twice(2)),
        (4, "month", Flaw::Twice(2)),
    ];
    assert_eq!(faults(register.bills(&list).await), want);
}

#[tokio::test]
async fn a_new_limit_ends_the_open_one_the_day_before() {
    let bench = Bench::new().await;
    filled(&bench).await;
    let register = begin(&bench.ctx, By::CommandLine).await.unwrap();
    let written = register.limits(&[cod(60, "2026-07-01", None)]).await.unwrap();
    assert_eq!((written.new, written.changed), (1, 0));
    register.commit().await.unwrap();
    let last = Some("2026-06-30".to_owned());
    let want = [(90, "2024-01-01".to_owned(), last), (60, "2026-07-01".to_owned(), None)];
    assert_eq!(limits(&bench).await, want);
    let detail = details(&bench).await.pop().unwrap();
    assert_eq!(detail["new"], 1);
    assert_eq!(detail["changed"][0]["valid_to"], serde_json::json!([null, "2026-06-30"]));
}

#[tokio::test]
async fn limits_of_one_kind_never_hold_on_the_same_day() {
    let bench = Bench::new().await;
    filled(&bench).await;
    let register = begin(&bench.ctx, By::CommandLine).await.unwrap();
    // Before the open one, and into it.
    let refused = faults(register.limits(&[cod(100, "2020-01-01", Some("2024-01-01"))]).await);
    assert_eq!(refused, [(0, "valid_from", Flaw::Overlap("2024-01-01".parse().unwrap()))]);
    // Two of one list.
    let both = [cod(100, "2020-01-01", Some("2021-12-31")), cod(95, "2021-01-01", Some("2023-12-31"))];
    assert_eq!(faults(register.limits(&both).await), [(1, "valid_from", Flaw::Overlap("2020-01-01".parse().unwrap()))]);
    // Up to the day before, another mean, another outlet's: all of them stand side by side.
    let hour = LimitEntry { averaging: Averaging::Hour, ..cod(120, "2024-01-01", None) };
    register.limits(&[cod(100, "2020-01-01", Some("2023-12-31")), hour]).await.unwrap();
    register.commit().await.unwrap();
    assert_eq!(limits(&bench).await.len(), 3);
}

/// Enters a list of limits and gives all that stand then.
async fn limits_after(bench: &Bench, list: &[LimitEntry]) -> Vec<(i64, String, Option<String>)> {
    let register = begin(&bench.ctx, By::CommandLine).await.unwrap();
    register.limits(list).await.unwrap();
    register.commit().await.unwrap();
    limits(bench).await
}

/// The open one ends before the first of those that follow, whatever their order in the list.
#[tokio::test]
async fn several_new_limits_end_the_open_one_before_the_first_of_them() {
    let want = [
        (90, "2024-01-01".to_owned(), Some("2026-06-30".to_owned())),
        (60, "2026-07-01".to_owned(), Some("2026-12-31".to_owned())),
        (50, "2027-01-01".to_owned(), None),
    ];
    let list = [cod(60, "2026-07-01", Some("2026-12-31")), cod(50, "2027-01-01", None)];
    for reversed in [false, true] {
        let bench = Bench::new().await;
        filled(&bench).await;
        let mut list = list.to_vec();
        if reversed {
            list.reverse();
        }
        assert_eq!(limits_after(&bench, &list).await, want, "reversed: {reversed}");
        assert_eq!(limits_after(&bench, &list).await, want, "and once more");
    }
}

/// What a list says of a limit that stands counts for its neighbours in the same list.
#[tokio::test]
async fn a_limit_that_a_list_shortens_makes_room_in_the_same_list() {
    let bench = Bench::new().await;
    filled(&bench).await;
    limits_after(&bench, &[cod(90, "2024-01-01", Some("2026-12-31"))]).await;
    let list = [cod(60, "2026-07-01", None), cod(90, "2024-01-01", Some("2026-06-30"))];
    let want = [(90, "2024-01-01".to_owned(), Some("2026-06-30".to_owned())), (60, "2026-07-01".to_owned(), None)];
    assert_eq!(limits_after(&bench, &list).await, want);
    // And one that it lengthens takes the room away.
    let register = begin(&bench.ctx, By::CommandLine).await.unwrap();
    let list = [cod(60, "2026-07-01", None), cod(90, "2024-01-01", Some("2026-07-01"))];
    assert_eq!(faults(register.limits(&list).await), [(1, "valid_from", Flaw::Overlap("2026-07-01".parse().unwrap()))]);
}

/// An open limit ends where the next one begins, also where that stood first or stands in the same list: what a city keeps
/// as a table of first days can be entered as it is, and again.
#[tokio::test]
async fn an_open_limit_ends_where_the_next_one_begins_whichever_came_first() {
    let bench = Bench::new().await;
    filled(&bench).await;
    let want = [
        (120, "2018-01-01".to_owned(), Some("2019-12-31".to_owned())),
        (100, "2020-01-01".to_owned(), Some("2023-12-31".to_owned())),
        (90, "2024-01-01".to_owned(), None),
    ];
    let list = [cod(100, "2020-01-01", None), cod(120, "2018-01-01", None)];
    assert_eq!(limits_after(&bench, &list).await, want);
    let before = bench.audit().await.len();
    let all = [cod(90, "2024-01-01", None), list[0].clone(), list[1].clone()];
    assert_eq!(limits_after(&bench, &all).await, want);
    assert_eq!(bench.audit().await.len(), before, "nothing changed");
}

/// The gateway takes values under a code that the register names; so the register lets one be named.
#[tokio::test]
async fn a_code_outside_the_table_can_be_named() {
    let bench = Bench::new().await;
    filled(&bench).await;
    let register = begin(&bench.ctx, By::CommandLine).await.unwrap();
    register.limits(&[LimitEntry { pollutant: "w99001".into(), ..cod(1, "2026-01-01", None) }]).await.unwrap();
    register.caps(&[CapEntry { pollutant: "w99001".into(), ..cap(10) }]).await.unwrap();
    register.loggers(&[LoggerEntry { units: "w99002=mg/L".into(), ..logger() }]).await.unwrap();
    let gas = LimitEntry { pollutant: "a99001".into(), ..cod(1, "2026-01-01", None) };
    assert_eq!(faults(register.limits(&[gas]).await), [(0, "pollutant", Flaw::OtherMedium)]);
    for code in ["011", "w9900", "i33201", "COD"] {
        let refused = faults(register.caps(&[CapEntry { pollutant: code.into(), ..cap(10) }]).await);
        assert_eq!(refused, [(0, "pollutant", Flaw::UnknownPollutant(code.into()))]);
    }
    register.commit().await.unwrap();
    let outlet = bench.ctx.registry().device(MN).unwrap().outlet.id;
    let admitted = ["w99001", "w99002", "w99003"].map(|code| bench.ctx.registry().admits(outlet, code));
    assert_eq!(admitted, [true, true, false]);
}

/// A logger that moves is noted at the enterprise that it leaves and at the one where it arrives.
#[tokio::test]
async fn a_moved_logger_is_noted_at_both_enterprises() {
    let bench = Bench::new().await;
    filled(&bench).await;
    let register = begin(&bench.ctx, By::CommandLine).await.unwrap();
    let other: domain::credit_code::CreditCode = OTHER.parse().unwrap();
    let neighbour = EnterpriseEntry { credit_code: other, name: "澄溪电镀厂".into(), permit_no: None, ..works() };
    let neighbour = EnterpriseEntry { permit_to: None, ..neighbour };
    let ids = register.enterprises(&[neighbour]).await.unwrap().ids;
    register.outlets(&[OutletEntry { enterprise: other, ..total() }]).await.unwrap();
    register.commit().await.unwrap();
    let before = bench.audit().await.len();
    let register = begin(&bench.ctx, By::CommandLine).await.unwrap();
    register.loggers(&[LoggerEntry { enterprise: other, ..logger() }]).await.unwrap();
    register.commit().await.unwrap();
    let stored =
        enterprise::Entity::find().order_by_asc(enterprise::Column::Id).all(bench.ctx.store.read()).await.unwrap();
    let mut lines = bench.audit().await.split_off(before);
    lines.sort();
    let mut want = [stored[0].id, ids[0]].map(|id| format!("write-register public enterprise/{id}"));
    want.sort();
    assert_eq!(lines, want);
}

/// What stands, stands: a register that cannot be read again at once is no failed entry.
#[tokio::test]
async fn a_failed_refresh_is_not_told_as_a_failed_commit() {
    let bench = Bench::new().await;
    let register = begin(&bench.ctx, By::CommandLine).await.unwrap();
    enter_all(&register).await;
    register.tx().execute_unprepared("ALTER TABLE device RENAME TO device_away").await.unwrap();
    register.commit().await.unwrap();
    assert_eq!(outlet::Entity::find().count(bench.ctx.store.read()).await.unwrap(), 1);
    assert!(bench.ctx.registry().device(MN).is_none());
}

#[tokio::test]
async fn what_is_not_committed_is_not_there() {
    let bench = Bench::new().await;
    let register = begin(&bench.ctx, By::CommandLine).await.unwrap();
    enter_all(&register).await;
    drop(register);
    let db = bench.ctx.store.read();
    assert_eq!(outlet::Entity::find().count(db).await.unwrap(), 0);
    assert_eq!(utility_reading::Entity::find().count(db).await.unwrap(), 0);
    assert!(bench.audit().await.is_empty());
}

/// More rows than fit into one statement, in an order of their own: each key is that of its row.
#[tokio::test]
async fn a_long_list_keeps_its_order() {
    let bench = Bench::new().await;
    let register = begin(&bench.ctx, By::CommandLine).await.unwrap();
    register.towns(&[town()]).await.unwrap();
    register.enterprises(&[works()]).await.unwrap();
    let code = |n: usize| format!("DW{n:03}").parse().unwrap();
    let list: Vec<_> = (1..=700).rev().map(|n| OutletEntry { code: code(n), ..total() }).collect();
    let ids = register.outlets(&list).await.unwrap().ids;
    assert_eq!(ids.len(), 700);
    for (at, n) in [(0, 700), (350, 350), (699, 1)] {
        let row = outlet::Entity::find_by_id(ids[at]).one(register.tx()).await.unwrap().unwrap();
        assert_eq!(row.code, code(n));
    }
}

/// Whoever reads a list takes two names for one that differ in case, width or blanks only.
#[tokio::test]
async fn what_nobody_could_tell_apart_is_refused() {
    let bench = Bench::new().await;
    filled(&bench).await;
    let register = begin(&bench.ctx, By::CommandLine).await.unwrap();
    for name in ["明川街道", "明 川街道", "明川\u{3000}街道", "明川\u{200b}街道"] {
        let second = TownEntry { code: "441900502".into(), name: name.into(), ..town() };
        assert_eq!(faults(register.towns(&[second]).await), [(0, "name", Flaw::Alike("明川街道".into()))], "{name}");
    }
    let list = ["Ａ镇", "A镇"].into_iter().zip(["441900503", "441900504"]);
    let list: Vec<_> = list.map(|(name, code)| TownEntry { code: code.into(), name: name.into(), ..town() }).collect();
    assert_eq!(faults(register.towns(&list).await), [(1, "name", Flaw::Alike("Ａ镇".into()))]);
    // A town that is renamed leaves its name to others.
    let renamed = TownEntry { name: "明江街道".into(), ..town() };
    let heir = TownEntry { code: "441900505".into(), ..town() };
    assert_eq!(register.towns(&[renamed, heir]).await.unwrap().changed, 1);

    let small = LoggerEntry { mn: MN.to_lowercase(), ..logger() };
    assert_eq!(faults(register.loggers(&[small]).await), [(0, "mn", Flaw::Alike(MN.into()))]);
    assert_eq!(register.loggers(&[logger()]).await.unwrap().same, 1, "the same one is itself");
    let wide = ProductEntry { name: "酱 油".into(), ..product() };
    assert_eq!(faults(register.products(&[wide]).await), [(0, "name", Flaw::Alike("酱油".into()))]);
}

#[tokio::test]
async fn names_are_whole_and_turn_nothing_round() {
    let bench = Bench::new().await;
    filled(&bench).await;
    let register = begin(&bench.ctx, By::CommandLine).await.unwrap();
    for (name, address) in
        [("长岭\u{fffd}味品厂", "某路1号"), ("长岭调味品厂", "锟斤拷1号"), ("长岭〓味品厂", "某路1号")]
    {
        let broken = EnterpriseEntry { name: name.into(), address: address.into(), ..works() };
        let found = faults(register.enterprises(&[broken]).await);
        assert!(matches!(found[..], [(0, "name" | "address", Flaw::Text(Issue::Broken))]), "{found:?}");
    }
    let turned = EnterpriseEntry { name: "长岭\u{202e}调味\u{2066}品厂\u{200f}".into(), ..works() };
    assert_eq!(register.enterprises(&[turned]).await.unwrap().same, 1, "marks of direction are nobody's name");
    let nowhere = EnterpriseEntry { lng: Micro(222_900_000), ..works() };
    assert_eq!(faults(register.enterprises(&[nowhere]).await), [(0, "lng", Flaw::NotOnEarth)], "at the figure itself");
}

/// Thousands of rows that change are written with few statements, and each says what its own entry says.
#[tokio::test]
async fn many_rows_change_at_once() {
    let bench = Bench::new().await;
    filled(&bench).await;
    let code = |n: usize| format!("DW{n:03}").parse().unwrap();
    let list = |name: fn(usize) -> String| -> Vec<_> {
        (1..=700).map(|n| OutletEntry { code: code(n), name: name(n), ..total() }).collect()
    };
    let register = begin(&bench.ctx, By::CommandLine).await.unwrap();
    register.outlets(&list(|n| format!("排放口{n}"))).await.unwrap();
    let ids = register.outlets(&list(|n| format!("车间{n}"))).await.unwrap();
    assert_eq!((ids.new, ids.changed), (0, 700));
    for (at, n) in [(0, 1), (350, 351), (699, 700)] {
        let row = outlet::Entity::find_by_id(ids.ids[at]).one(register.tx()).await.unwrap().unwrap();
        assert_eq!((row.code, row.name), (code(n), format!("车间{n}")));
    }
    register.commit().await.unwrap();
    let note = details(&bench).await.pop().unwrap();
    assert_eq!(note["changed"].as_array().unwrap().len(), 700);
}
