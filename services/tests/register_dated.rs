//! What is changed in the register from a day on, and what a quarter that is over reads of it; permits of before, caps by
//! years, towns that are closed, premises, and enterprises that came of others.

use std::collections::BTreeMap;

use domain::{
    access::Role,
    credit_code::CreditCode,
    declaration::Content,
    enterprise::ManagementClass,
    fixed::Micro,
    load_cap::CapYears,
    quarter::Quarter,
    sheet::{Kind, columns},
    succession::SuccessionKind,
    time::Day,
};
use entities::{enterprise, former_row, town};
use rust_decimal::{Decimal, dec};
use sea_orm::{ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait};
use services::{
    FormKey,
    accounts::Actor,
    bureau, declarations, evidence, public,
    register::{
        By, CORRECTED, Entering, Flaw, LifeAct, Lived, Place, Standing, Typed, Wanted, Wrong, enter,
        import::{File, Wish, import},
        live, one, premises, show,
    },
};
use testing::{Bench, CREDIT_CODE};

type Cells = BTreeMap<String, String>;

struct World {
    bench: Bench,
    keeper: Actor,
    preparer: Actor,
}

fn quarter(text: &str) -> Quarter {
    text.parse().unwrap()
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn works() -> CreditCode {
    CREDIT_CODE.parse().unwrap()
}

fn other() -> CreditCode {
    CreditCode::complete("91441900MA5000000").unwrap()
}

fn cells(said: &[(&str, &str)]) -> Cells {
    said.iter().map(|(field, said)| ((*field).to_owned(), (*said).to_owned())).collect()
}

impl World {
    /// The works of the bench and a neighbour (key 2). Their keys are written out, so PostgreSQL has to be told.
    async fn new() -> Self {
        let bench = Bench::new().await;
        bench.plating_works().await;
        let works = enterprise::Entity::find_by_id(1).one(bench.ctx.store.read()).await.unwrap().unwrap();
        let tx = bench.ctx.store.write().await.unwrap();
        let neighbour = enterprise::Model { id: 2, credit_code: other(), name: "澄溪印染厂".into(), ..works };
        sea_orm::ActiveModelTrait::insert(neighbour.into_active_model(), &tx).await.unwrap();
        if bench.is_postgres() {
            for table in ["town", "enterprise", "outlet", "discharge_limit", "device"] {
                let sql = format!("SELECT setval(pg_get_serial_sequence('{table}', 'id'), 100)");
                tx.execute_unprepared(&sql).await.unwrap();
            }
        }
        tx.commit().await.unwrap();
        let keeper = bench.actor(Role::Registrar).await;
        let preparer = bench.actor(Role::Preparer).await;
        Self { bench, keeper, preparer }
    }

    async fn put(&self, kind: Kind, said: &[(&str, &str)]) -> Entering {
        let cells = cells(said);
        let typed = Typed { kind, cells: &cells, reason: "许可证变更", past: "" };
        enter(&self.bench.ctx, &self.keeper, typed, Place::New, &FormKey::generate()).await.unwrap()
    }

    async fn rows(&self, kind: Kind) -> Vec<Standing> {
        let file = show(&self.bench.ctx, &self.keeper, works()).await.unwrap();
        file.tables.into_iter().find(|(of, _)| *of == kind).unwrap().1
    }

    /// Changes the first row of a kind, and answers what became of it.
    async fn change(&self, kind: Kind, said: &[(&str, &str)], past: &str) -> Entering {
        let row = self.rows(kind).await[0].clone();
        let mut cells: Cells =
            columns(kind).iter().map(|column| column.field.to_owned()).zip(row.said.iter().cloned()).collect();
        cells.extend(self::cells(said));
        let typed = Typed { kind, cells: &cells, reason: "许可证变更", past };
        let place = Place::There { id: row.id, seen: &row.seen };
        enter(&self.bench.ctx, &self.keeper, typed, place, &FormKey::generate()).await.unwrap()
    }

    /// Capacity and cap that a quarter is checked against.
    async fn read(&self, quarter: Quarter) -> (Option<Decimal>, Option<Decimal>) {
        let draft = declarations::draft(&self.bench.ctx, &self.preparer, quarter).await.unwrap();
        (draft.context.products.first().map(|product| product.capacity), self.cap(quarter).await)
    }

    async fn cap(&self, quarter: Quarter) -> Option<Decimal> {
        let (db, today) = (self.bench.ctx.store.read(), self.bench.ctx.now().day());
        let evidence = evidence::gather(db, 1, quarter, Content::default(), today).await.unwrap();
        evidence.caps.first().map(|cap| cap.kg_per_year)
    }
}

fn is_done(entering: &Entering) -> bool {
    matches!(entering, Entering::Done(_))
}

fn flaws(entering: Entering) -> Vec<(&'static str, Flaw)> {
    let Entering::Refused(wrong) = entering else { panic!("it was taken: {entering:?}") };
    let flaw = |(field, wrong)| match wrong {
        Wrong::Register(flaw) => (field, flaw),
        other => panic!("{other:?}"),
    };
    wrong.into_iter().map(flaw).collect()
}

fn product() -> [(&'static str, &'static str); 4] {
    [("enterprise", CREDIT_CODE), ("name", "镀镍件"), ("unit", "t"), ("capacity", "100")]
}

fn cap() -> [(&'static str, &'static str); 4] {
    [("enterprise", CREDIT_CODE), ("pollutant", "w01018"), ("unit", "kg"), ("kg_per_year", "1000")]
}

#[tokio::test]
async fn what_is_changed_from_a_day_on_changes_no_quarter_before_it() {
    let world = World::new().await;
    assert!(is_done(&world.put(Kind::Products, &product()).await) && is_done(&world.put(Kind::Caps, &cap()).await));
    // Today, which nobody has to say.
    assert!(is_done(&world.change(Kind::Products, &[("capacity", "300")], "").await));
    assert!(is_done(&world.change(Kind::Caps, &[("kg_per_year", "800")], "").await));
    assert_eq!(world.read(quarter("2026Q3")).await, (Some(dec!(100)), Some(dec!(1000))));
    assert_eq!(world.read(quarter("2026Q4")).await, (Some(dec!(300)), Some(dec!(800))));
    let log = show(&world.bench.ctx, &world.keeper, works()).await.unwrap().changes;
    let since = log[0].rows[0].differs.iter().find(|one| one.field == "since").unwrap();
    assert_eq!(since.values.as_ref().unwrap().1, world.bench.ctx.now().day().to_string());
    // And the public reads what holds now.
    let page = public::enterprise::show(&world.bench.ctx, &works()).await.unwrap();
    assert_eq!((page.products[0].capacity, page.caps[0].kg_per_year), (Micro(300_000_000), Micro(800_000_000)));
    // Again on the same day: what stood for no whole day never was.
    assert!(is_done(&world.change(Kind::Products, &[("capacity", "310")], "").await));
    assert_eq!(world.read(quarter("2026Q3")).await.0, Some(dec!(100)));
    let kept = former_row::Entity::find().count(world.bench.ctx.store.read()).await.unwrap();
    assert_eq!(kept, 2);
}

#[tokio::test]
async fn a_change_holds_from_the_day_that_is_said_and_in_order() {
    let world = World::new().await;
    world.put(Kind::Products, &product()).await;
    assert!(is_done(&world.change(Kind::Products, &[("capacity", "200"), ("since", "2026-05-01")], "").await));
    let capacity = async |of: &str| world.read(quarter(of)).await.0;
    assert_eq!((capacity("2026Q1").await, capacity("2026Q2").await), (Some(dec!(100)), Some(dec!(200))));
    assert!(is_done(&world.change(Kind::Products, &[("capacity", "250"), ("since", "2026-10-08")], "").await));
    let all = [capacity("2026Q1").await, capacity("2026Q3").await, capacity("2026Q4").await];
    assert_eq!(all, [Some(dec!(100)), Some(dec!(200)), Some(dec!(250))]);
    // Neither what is to come nor what was before another change.
    let late = world.change(Kind::Products, &[("capacity", "1"), ("since", "2027-01-01")], "").await;
    assert_eq!(flaws(late), [("since", Flaw::NotYet)]);
    let early = world.change(Kind::Products, &[("capacity", "1"), ("since", "2026-06-01")], "").await;
    assert_eq!(flaws(early), [("since", Flaw::HoldsSince(day("2026-10-08")))]);
    // One that is new is there from the day that was said.
    let new =
        [("enterprise", CREDIT_CODE), ("name", "镀铬件"), ("unit", "t"), ("capacity", "5"), ("since", "2026-10-08")];
    assert!(is_done(&world.put(Kind::Products, &new).await));
    let products = async |of: &str| {
        declarations::draft(&world.bench.ctx, &world.preparer, quarter(of)).await.unwrap().context.products.len()
    };
    assert_eq!((products("2026Q3").await, products("2026Q4").await), (1, 2));
}

#[tokio::test]
async fn what_was_entered_wrongly_is_corrected_for_the_past_too_and_the_log_says_so() {
    let world = World::new().await;
    world.put(Kind::Products, &product()).await;
    world.put(Kind::Caps, &cap()).await;
    assert!(is_done(&world.change(Kind::Products, &[("capacity", "10")], CORRECTED).await));
    assert!(is_done(&world.change(Kind::Caps, &[("kg_per_year", "100")], CORRECTED).await));
    assert_eq!(world.read(quarter("2026Q3")).await, (Some(dec!(10)), Some(dec!(100))));
    let log = show(&world.bench.ctx, &world.keeper, works()).await.unwrap().changes;
    let since = log[0].rows[0].differs.iter().find(|one| one.field == "since").unwrap();
    assert_eq!(since.values.as_ref().unwrap().1, CORRECTED);
    assert_eq!(former_row::Entity::find().count(world.bench.ctx.store.read()).await.unwrap(), 0);
}

#[tokio::test]
async fn a_file_changes_figures_from_today_on_or_from_the_day_in_it() {
    let world = World::new().await;
    world.put(Kind::Products, &product()).await;
    let file = |text: &str| File { name: "产品.csv".into(), content: Ok(text.as_bytes().into()) };
    let write = Wish { write: true, partial: false };
    let plain = format!("统一社会信用代码,产品名称,计量单位,年生产能力\n{CREDIT_CODE},镀镍件,t,400\n");
    let report = import(&world.bench.ctx, By::CommandLine, vec![file(&plain)], write, None).await.unwrap();
    assert_eq!((report.total().changed, report.refusals), (1, 0), "{report:?}");
    assert_eq!(world.read(quarter("2026Q3")).await.0, Some(dec!(100)));
    assert_eq!(world.read(quarter("2026Q4")).await.0, Some(dec!(400)));
    let early =
        format!("统一社会信用代码,产品名称,计量单位,年生产能力,生效日期\n{CREDIT_CODE},镀镍件,t,500,2026-01-01\n");
    let report = import(&world.bench.ctx, By::CommandLine, vec![file(&early)], write, None).await.unwrap();
    assert_eq!((report.refusals, report.refused[0].field), (1, "since"), "{report:?}");
}

#[tokio::test]
async fn each_year_has_its_cap_and_the_newest_open_one_goes_on() {
    let world = World::new().await;
    for (from, to, kg) in [("2024", "", "900"), ("2025", "2025", "700"), ("2027", "", "500")] {
        let said = [cap().as_slice(), &[("from_year", from), ("to_year", to), ("kg_per_year", kg)]].concat();
        assert!(is_done(&world.put(Kind::Caps, &said).await), "{from}");
    }
    let caps =
        [world.cap(quarter("2024Q4")).await, world.cap(quarter("2025Q1")).await, world.cap(quarter("2026Q3")).await];
    assert_eq!(caps, [Some(dec!(900)), Some(dec!(700)), Some(dec!(900))]);
    assert_eq!(world.cap(quarter("2023Q4")).await, None);
    let page = public::enterprise::show(&world.bench.ctx, &works()).await.unwrap();
    assert_eq!(page.caps.iter().map(|cap| cap.years).collect::<Vec<_>>(), [CapYears { from: Some(2024), to: None }]);
    assert_eq!(page.other_caps.len(), 2);
    let wrong = [cap().as_slice(), &[("from_year", "2026"), ("to_year", "2025")]].concat();
    assert_eq!(flaws(world.put(Kind::Caps, &wrong).await), [("to_year", Flaw::EndsBeforeItBegins)]);
    let odd = [cap().as_slice(), &[("from_year", "26")]].concat();
    assert_eq!(flaws(world.put(Kind::Caps, &odd).await), [("from_year", Flaw::Year)]);
}

#[tokio::test]
async fn a_permit_that_is_renewed_stays_as_the_one_of_before() {
    let world = World::new().await;
    let permit = [
        ("permit_no", "91350100M000100Y43001P"),
        ("permit_issued_on", "2021-06-20"),
        ("permit_from", "2021-07-01"),
        ("permit_to", "2026-06-30"),
        ("permit_duties", "自行监测每季一次"),
    ];
    assert!(is_done(&world.change(Kind::Enterprises, &permit, CORRECTED).await));
    let renewed = [
        ("permit_issued_on", "2026-06-10"),
        ("permit_from", "2026-07-01"),
        ("permit_to", "2031-06-30"),
        ("class", "登记管理"),
        ("since", "2026-07-01"),
    ];
    assert!(is_done(&world.change(Kind::Enterprises, &renewed, "").await));
    let page = public::enterprise::show(&world.bench.ctx, &works()).await.unwrap();
    let [former] = &page.former_licences[..] else { panic!("{:?}", page.former_licences) };
    assert_eq!((former.until, former.licence.permit_to()), (day("2026-07-01"), Some(day("2026-06-30"))));
    assert_eq!(former.licence.permit_issued_on(), Some(day("2021-06-20")));
    assert_eq!((page.row.class, page.permit_duties.as_str()), (ManagementClass::Registered, "自行监测每季一次"));
    // Who is managed by registration from July on had to declare before.
    let due = |of: &str| page.quarters.iter().find(|mark| mark.quarter == quarter(of)).unwrap().unfiled;
    assert_ne!(due("2026Q2"), due("2026Q3"));
    let file = show(&world.bench.ctx, &world.keeper, works()).await.unwrap();
    assert_eq!(file.former_licences, page.former_licences);
    let wrong = world.change(Kind::Enterprises, &[("permit_from", "2032-01-01")], "").await;
    assert_eq!(flaws(wrong), [("permit_to", Flaw::EndsBeforeItBegins)]);
    let without = [("permit_no", ""), ("permit_to", "")];
    assert_eq!(flaws(world.change(Kind::Enterprises, &without, "").await), [("permit_no", Flaw::PermitMissing)]);
}

#[tokio::test]
async fn nothing_new_comes_into_a_town_that_is_closed_and_what_lies_there_stays() {
    let world = World::new().await;
    let (ctx, keeper) = (&world.bench.ctx, &world.keeper);
    let row = one(ctx, keeper, Kind::Towns, 1).await.unwrap();
    let today = Day(ctx.now().day());
    let closed = Some(today);
    let wanted =
        Wanted {
            kind: Kind::Towns, id: 1, act: LifeAct::Close, day: closed, reason: "并入明川街道", seen: &row.seen
        };
    assert!(matches!(live(ctx, keeper, wanted, &FormKey::generate()).await.unwrap(), Lived::Done(None)));
    let stored = town::Entity::find_by_id(1).one(ctx.store.read()).await.unwrap().unwrap();
    assert_eq!(stored.closed_on, closed);
    let new = [
        ("code", "CF001"),
        ("name", "澄溪工业园"),
        ("kind", "工业园区"),
        ("town", "441900101"),
        ("address", "一路1号"),
    ];
    assert_eq!(flaws(world.put(Kind::Premises, &new).await), [("town", Flaw::ClosedTown(today))]);
    // An enterprise that lies in it is changed as before.
    assert!(is_done(&world.change(Kind::Enterprises, &[("address", "澄溪镇工业二路")], "").await));
    assert!(public::enterprises::towns(ctx).await.unwrap()[0].is_closed);
}

fn park() -> [(&'static str, &'static str); 6] {
    [
        ("code", "cf001"),
        ("name", "澄溪工业园"),
        ("kind", "工业园区"),
        ("town", "441900101"),
        ("address", "工业一路1号"),
        ("owner", "岑照"),
    ]
}

#[tokio::test]
async fn a_file_says_whose_the_building_is_and_who_else_is_in_it() {
    let world = World::new().await;
    let ctx = &world.bench.ctx;
    assert!(is_done(&world.put(Kind::Premises, &park()).await));
    let all = premises(ctx, &world.keeper).await.unwrap();
    assert_eq!(all[0].said[..4], ["CF001", "澄溪工业园", "工业园区", "441900101"]);
    let works_there = [("enterprise", CREDIT_CODE), ("premises", "CF001"), ("valid_from", "2024-01-01")];
    let unknown = [works_there.as_slice(), &[("premises", "CF009")]].concat();
    assert_eq!(
        flaws(world.put(Kind::Tenancies, &unknown).await),
        [("premises", Flaw::UnknownPremises("CF009".into()))]
    );
    assert!(is_done(&world.put(Kind::Tenancies, &works_there).await));
    let neighbour = other().to_string();
    let neighbours = [("enterprise", neighbour.as_str()), ("premises", "CF001"), ("valid_from", "2025-01-01")];
    assert!(is_done(&world.put(Kind::Tenancies, &neighbours).await));
    let officer = world.bench.actor(Role::Officer).await;
    let file = bureau::file(ctx, &officer, &works()).await.unwrap();
    let [housed] = &file.premises[..] else { panic!("{:?}", file.premises) };
    assert_eq!((housed.owner.as_str(), housed.since), ("岑照", day("2024-01-01")));
    assert_eq!(housed.others.iter().map(|one| one.credit_code).collect::<Vec<_>>(), [other()]);
    let page = bureau::premises(ctx, &officer, housed.id).await.unwrap();
    let tenants: Vec<_> = page.tenants.iter().map(|one| (one.party.credit_code, one.cases, one.exceedances)).collect();
    assert_eq!(tenants, [(works(), 0, 0), (other(), 0, 0)]);
    // Who has left is told of on the page, and in no file.
    assert!(is_done(&world.change(Kind::Tenancies, &[("valid_to", "2026-01-31")], "").await));
    assert!(bureau::file(ctx, &officer, &works()).await.unwrap().premises.is_empty());
    let page = bureau::premises(ctx, &officer, housed.id).await.unwrap();
    assert_eq!(page.tenants.iter().map(|one| one.to).collect::<Vec<_>>(), [None, Some(day("2026-01-31"))]);
    assert!(matches!(bureau::premises(ctx, &world.preparer, housed.id).await, Err(services::Error::Forbidden)));
}

#[tokio::test]
async fn both_say_of_whom_an_enterprise_came_until_it_was_a_mistake() {
    let world = World::new().await;
    let ctx = &world.bench.ctx;
    let successor = other().to_string();
    let split = [
        ("enterprise", CREDIT_CODE),
        ("successor", successor.as_str()),
        ("kind", "分立"),
        ("day", "2026-08-01"),
        ("ground", "登记通知书〔2026〕8号"),
    ];
    let own = [split.as_slice(), &[("successor", CREDIT_CODE)]].concat();
    assert_eq!(flaws(world.put(Kind::Successions, &own).await), [("successor", Flaw::OwnSuccessor)]);
    let nobody = [split.as_slice(), &[("successor", "91441900MA0FC0001K")]].concat();
    let unknown = flaws(world.put(Kind::Successions, &nobody).await);
    assert!(matches!(unknown[..], [("successor", Flaw::UnknownEnterprise(_))]), "{unknown:?}");
    assert!(is_done(&world.put(Kind::Successions, &split).await));
    for (code, to, is_successor) in [(works(), other(), true), (other(), works(), false)] {
        let page = public::enterprise::show(ctx, &code).await.unwrap();
        let [kin] = &page.kin[..] else { panic!("{:?}", page.kin) };
        assert_eq!((kin.party.credit_code, kin.is_successor, kin.kind), (to, is_successor, SuccessionKind::Split));
        assert_eq!(show(ctx, &world.keeper, code).await.unwrap().tables.last().unwrap().1[0].said[1], successor);
    }
    assert!(is_done(&world.change(Kind::Successions, &[("kind", "登记有误")], "").await));
    assert!(public::enterprise::show(ctx, &works()).await.unwrap().kin.is_empty());
}

#[tokio::test]
async fn a_workbook_brings_premises_their_tenants_and_splits() {
    let world = World::new().await;
    let ctx = &world.bench.ctx;
    let successor = other();
    let file = |name: &str, text: String| File { name: name.into(), content: Ok(text.into_bytes().into()) };
    let files = || {
        vec![
            file("租用.csv", format!("统一社会信用代码,场所编号,起始日期\n{CREDIT_CODE},CF001,2024-01-01\n")),
            file(
                "厂房园区.csv",
                "场所编号,场所名称,类别,镇街,地址,出租人或管理者\nCF001,澄溪工业园,工业园区,澄溪镇,一路1号,岑照\n"
                    .into(),
            ),
            file(
                "分立合并.csv",
                format!(
                    "原企业统一社会信用代码,后继企业统一社会信用代码,类别,日期,说明\n\
                     {CREDIT_CODE},{successor},分立,2026-08-01,登记通知书\n"
                ),
            ),
        ]
    };
    let write = Wish { write: true, partial: false };
    let report = import(ctx, By::CommandLine, files(), write, None).await.unwrap();
    assert_eq!((report.total().new, report.refusals), (3, 0), "{report:?}");
    let again = import(ctx, By::CommandLine, files(), write, None).await.unwrap();
    assert_eq!((again.total().same, again.total().changed), (3, 0), "{again:?}");
    assert_eq!(public::enterprise::show(ctx, &works()).await.unwrap().kin.len(), 1);
}
