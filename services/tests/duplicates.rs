//! Duplicates: which pairs come up, what merging takes out of lists and totals, and that undoing it brings all back.

use std::collections::BTreeMap;

use domain::{
    access::Role,
    case::CaseStage,
    credit_code::CreditCode,
    declaration::Content,
    duplicate::{Reason, Side, Why},
    finding::{FindingStatus, Severity},
    life::Audience,
    measurement::Interval,
    sheet::Kind,
    time::{DAY, MINUTE},
    utility::Feed,
};
use entities::{declaration, device, enterprise, measurement, meter_share, outlet, violation_case};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait, Statement,
};
use services::{
    Conflict, Ctx, Error, FormKey, Seen,
    accounts::Actor,
    bureau,
    declarations::{self, Locked, Refusal},
    devices, findings as use_findings,
    jobs::{self, CrossCheck, Job},
    monitoring,
    public::{
        self, Paging,
        declarations::{Filter, list},
        enterprises::{Query, search},
        home,
    },
    register::{
        By, Flaw, LifeAct, Lived, LoggerEntry, ProductEntry, Refused, Wanted as Living, begin,
        duplicates::{Hindrance, Merging, Wanted, keep_apart, merge, merged, pair, queue, unmerge},
        live, one,
    },
    store::catalogue,
    tips::{NewTip, file},
};
use testing::{Bench, MN, client};

use crate::{
    findings::{row, sign},
    public::rows::{at, case, dw001, nickel, put, put_values, works},
};

const TWINS_MN: &str = "441900A8900016F000169DC2";

/// The code of the works with two digits swapped; its organisation code does not check.
fn twin() -> CreditCode {
    CreditCode::complete("91350100M001000Y4").unwrap()
}

/// The works once more, under the key 2, with an outlet and a logger.
async fn world() -> (Bench, Actor) {
    let bench = Bench::new().await;
    bench.plating_works().await;
    let db = bench.ctx.store.read();
    let works = enterprise::Entity::find_by_id(1).one(db).await.unwrap().unwrap();
    let other = enterprise::Model { id: 2, credit_code: twin(), name: "澄溪永昼 电镀厂".into(), ..works };
    let own = outlet::Entity::find_by_id(1).one(db).await.unwrap().unwrap();
    let own = outlet::Model { id: 2, enterprise_id: 2, ..own };
    let logger = device::Entity::find_by_id(1).one(db).await.unwrap().unwrap();
    let logger = device::Model { id: 2, outlet_id: 2, mn: TWINS_MN.into(), ..logger };
    let tx = bench.ctx.store.write().await.unwrap();
    other.into_active_model().insert(&tx).await.unwrap();
    own.into_active_model().insert(&tx).await.unwrap();
    logger.into_active_model().insert(&tx).await.unwrap();
    if bench.is_postgres() {
        for table in ["town", "enterprise", "outlet", "discharge_limit", "device"] {
            let sql = format!("SELECT setval(pg_get_serial_sequence('{table}', 'id'), 100)");
            tx.execute_unprepared(&sql).await.unwrap();
        }
    }
    tx.commit().await.unwrap();
    bench.refresh().await;
    let registrar = bench.actor(Role::Registrar).await;
    (bench, registrar)
}

async fn merging(ctx: &Ctx, actor: &Actor, kept: CreditCode, gone: CreditCode) -> Result<Merging, Error> {
    let seen = pair(ctx, actor, [kept, gone]).await?.seen;
    let wanted = Wanted { kept, gone, reason: "代码录入时两位对调", seen: &seen };
    merge(ctx, actor, wanted, &FormKey::generate()).await
}

async fn undo(ctx: &Ctx, actor: &Actor, gone: CreditCode) {
    let seen = merged(ctx, actor, Some(gone)).await.unwrap().remove(0).seen;
    unmerge(ctx, actor, gone, ("合并有误", &seen, &FormKey::generate())).await.unwrap();
}

async fn pairs(ctx: &Ctx, actor: &Actor) -> usize {
    queue(ctx, actor, Paging::new(1, 20)).await.unwrap().pairs.items.len()
}

/// All that stands in the tables but for what is only ever added to, as text.
async fn content(ctx: &Ctx) -> BTreeMap<String, Vec<String>> {
    let db = ctx.store.read();
    let mut all = BTreeMap::new();
    for table in catalogue::tables(db).await.unwrap() {
        if ["audit", "spent_form", "register_version"].contains(&table.name.as_str()) {
            continue;
        }
        let texts = table.columns.iter().filter(|(_, kind)| **kind != catalogue::Kind::Bytes);
        let texts: Vec<String> = texts.map(|(name, _)| format!("coalesce(CAST(\"{name}\" AS TEXT), '-')")).collect();
        let sql = format!("SELECT {} AS said FROM \"{}\"", texts.join(" || '|' || "), table.name);
        let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await.unwrap();
        let mut said: Vec<String> = rows.iter().map(|row| row.try_get("", "said").unwrap()).collect();
        said.sort_unstable();
        all.insert(table.name, said);
    }
    all
}

#[tokio::test]
async fn a_pair_comes_up_with_a_proposal_until_somebody_says_that_they_are_two() {
    let (bench, registrar) = world().await;
    let ctx = &bench.ctx;
    let found = queue(ctx, &registrar, Paging::new(1, 20)).await.unwrap();
    let [one] = &found.pairs.items[..] else { panic!("{found:?}") };
    assert_eq!([one.sides[0].credit_code, one.sides[1].credit_code], [works(), twin()]);
    assert_eq!(one.reasons, [Reason::SwappedDigits, Reason::SameName, Reason::Nearby]);
    assert_eq!((one.proposal.stays, one.proposal.why), (Side::First, Why::CheckCharacter));
    let couple = pair(ctx, &registrar, [twin(), works()]).await.unwrap();
    assert!(couple.comes_up && couple.apart.is_none() && couple.proposal.stays == Side::Second);

    let officer = bench.actor(Role::Officer).await;
    assert!(matches!(queue(ctx, &officer, Paging::new(1, 20)).await, Err(Error::Forbidden)));
    assert!(matches!(pair(ctx, &officer, [twin(), works()]).await, Err(Error::Forbidden)));
    assert!(matches!(pair(ctx, &registrar, [works(), works()]).await, Err(Error::NotFound)));

    let (form, late) = (FormKey::generate(), Seen::sent("x.0"));
    let codes = [works(), twin()];
    let nothing = keep_apart(ctx, &registrar, codes, (" ", &couple.seen, &form)).await;
    assert!(nothing.is_err_and(|error| error.is_about("reason")));
    let overtaken = keep_apart(ctx, &registrar, codes, ("两个厂区", &late, &form)).await;
    assert!(matches!(overtaken, Err(Error::Conflict(Conflict::Overtaken))), "{overtaken:?}");
    for _ in 0..2 {
        keep_apart(ctx, &registrar, codes, ("两个厂区", &couple.seen, &form)).await.unwrap();
    }
    let found = queue(ctx, &registrar, Paging::new(1, 20)).await.unwrap();
    assert_eq!((found.pairs.items.len(), found.apart), (0, 1));
    let said = pair(ctx, &registrar, codes).await.unwrap().apart.unwrap();
    assert_eq!((said.holds, said.reason.as_str(), said.by.as_str()), (true, "两个厂区", "registrar 甲"));
    let told = bench.audit().await.into_iter().filter(|line| line.starts_with("keep-apart")).count();
    assert_eq!(told, 2, "one line under each");

    // What changed since may tell otherwise.
    let tx = ctx.store.write().await.unwrap();
    enterprise::ActiveModel { id: Set(2), address: Set("澄溪镇工业一路1号".into()), ..Default::default() }
        .update(&tx)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    assert_eq!(pairs(ctx, &registrar).await, 1);
    let couple = pair(ctx, &registrar, codes).await.unwrap();
    assert!(!couple.apart.unwrap().holds);
    keep_apart(ctx, &registrar, codes, ("还是两家", &couple.seen, &FormKey::generate())).await.unwrap();
    assert_eq!(pairs(ctx, &registrar).await, 0);
}

#[tokio::test]
async fn what_went_is_in_no_list_and_doubles_no_total() {
    let (bench, registrar) = world().await;
    let ctx = &bench.ctx;
    sign(&bench, 1, 1).await;
    sign(&bench, 2, 1).await;
    let mut decided = case("DH-2026-0200");
    decided.enterprise_id = 2;
    put(&bench, decided).await;
    let query = |q: &str| Query { q: Some(q.to_owned()), ..Query::default() };
    let before = home::overview(ctx).await.unwrap();
    assert_eq!((before.points, before.progress.due, before.progress.filed), (2, 2, 2));
    let couple = pair(ctx, &registrar, [works(), twin()]).await.unwrap();
    assert_eq!(couple.declared_twice().len(), 1);

    assert_eq!(merging(ctx, &registrar, works(), twin()).await.unwrap(), Merging::Done);

    let after = home::overview(ctx).await.unwrap();
    assert_eq!((after.points, after.progress.due, after.progress.filed), (1, 1, 1));
    assert_eq!(list(ctx, &Filter::default()).await.unwrap().total, 1);
    let filed: u64 = public::declarations::by_quarter(ctx).await.unwrap().iter().map(|one| one.filed).sum();
    assert_eq!(filed, 1);
    assert_eq!(public::enterprises::towns(ctx).await.unwrap()[0].enterprises, 1);
    assert!(matches!(public::enterprise::show(ctx, &twin()).await, Err(Error::NotFound)));
    assert!(matches!(public::outlet::show(ctx, &twin(), dw001()).await, Err(Error::NotFound)));
    // Its code and its name lead on, for now.
    let now = public::enterprise::called_now(ctx, &twin()).await.unwrap().unwrap();
    assert_eq!((now.credit_code, now.for_good), (works(), false));
    for audience in [Audience::Public, Audience::Insiders] {
        for word in [twin().to_string(), "永昼".to_owned()] {
            let found = search(ctx, &Query { audience, ..query(&word) }).await.unwrap();
            let codes: Vec<_> = found.items.iter().map(|row| row.credit_code).collect();
            assert_eq!((found.total, codes), (1, vec![works()]), "{word} {audience:?}");
        }
    }
    let of_twin = list(ctx, &Filter { enterprise: Some(twin()), ..Filter::default() }).await.unwrap();
    assert_eq!((of_twin.total, of_twin.items[0].enterprise.credit_code), (1, works()));
    let kept = public::enterprise::show(ctx, &works()).await.unwrap();
    assert_eq!(kept.twins.iter().map(|twin| twin.credit_code).collect::<Vec<_>>(), [twin()]);
    // A case was decided about the site, and counts once.
    assert_eq!(kept.cases.iter().map(|case| case.case_no.as_str()).collect::<Vec<_>>(), ["DH-2026-0200"]);
    let board = public::cases::board(ctx, Paging::new(1, 20)).await.unwrap();
    assert_eq!((board.totals.published, board.cases.items[0].enterprise.credit_code), (1, works()));
    // A tip-off about the old code is about the site.
    let tip = NewTip { enterprise: Some(twin()), text: "夜里排黑水".into(), ..NewTip::default() };
    file(ctx, tip, client(1)).await.unwrap();
    let tip = entities::tip::Entity::find().one(ctx.store.read()).await.unwrap().unwrap();
    assert_eq!(tip.enterprise_id, Some(1));
    // The bureau looks its history up.
    let reviewer = bench.actor(Role::Reviewer).await;
    let gone = bureau::file(ctx, &reviewer, &twin()).await.unwrap();
    assert_eq!((gone.merged_into.unwrap().credit_code, gone.open.declarations.len()), (works(), 1));
    assert!(gone.late.is_none());
    // Nobody reminds it a quarter later either.
    bench.advance(120 * DAY);
    assert!(bureau::file(ctx, &reviewer, &twin()).await.unwrap().late.is_none());
    assert!(bureau::file(ctx, &reviewer, &works()).await.unwrap().late.is_some());
    assert_eq!(bureau::inbox(ctx, &reviewer).await.unwrap().late.unwrap().enterprises, 1);
    assert_eq!(pairs(ctx, &registrar).await, 0);
    let checked = use_findings::check_quarter(ctx, "2026Q3".parse().unwrap(), None).await.unwrap();
    assert_eq!(checked.len(), 1);
}

#[tokio::test]
async fn its_logger_goes_on_and_nobody_sees_or_misses_it() {
    let (bench, registrar) = world().await;
    let ctx = &bench.ctx;
    let feeds = bench.actor(Role::Admin).await;
    let mut early = nickel(Interval::Realtime, at("14:00"), "0.3");
    early.outlet_id = 2;
    put_values(&bench, [early]).await;
    merging(ctx, &registrar, works(), twin()).await.unwrap();
    let logger = ctx.registry().device(TWINS_MN).unwrap();
    assert!(!logger.is_closed(ctx.now().day()), "the gateway takes its frames");
    assert!(!logger.shows(ctx.now()) && ctx.registry().device(MN).unwrap().shows(ctx.now()));
    let mut late = nickel(Interval::Realtime, at("14:30"), "0.4");
    late.outlet_id = 2;
    put_values(&bench, [late]).await;
    monitoring::restore(ctx).await.unwrap();
    assert!(ctx.live().at_outlet(Audience::Public, 2).is_empty());
    let reviewer = bench.actor(Role::Reviewer).await;
    let file = bureau::file(ctx, &reviewer, &twin()).await.unwrap();
    assert_eq!(file.open.outlets[0].readings.len(), 1, "the bureau reads it in its file");
    let health = services::feeds::health(ctx, &feeds).await.unwrap();
    assert_eq!(health.hours.outlets, 1);
    let loggers = devices::list(ctx, &feeds, &devices::Wanted::default()).await.unwrap();
    assert_eq!((loggers.total, loggers.silent), (2, 1));
    // Moved to the one that stays it is public there; nothing else of the one that went can be changed.
    let entry = |outlet: CreditCode| LoggerEntry {
        enterprise: outlet,
        outlet: dw001(),
        mn: TWINS_MN.into(),
        password: "123456".into(),
        edition: domain::device::ProtocolEdition::E2017,
        realtime_seconds: 60,
        installed_on: "2024-01-01".parse().unwrap(),
        tolerated: String::new(),
        units: String::new(),
        public_from: None,
        closed_on: None,
    };
    let register = begin(ctx, By::CommandLine).await.unwrap();
    let refused = register.loggers(&[entry(twin())]).await;
    let is_merged = |refused: &Refused| match refused {
        Refused::Faults(faults) => faults.iter().all(|fault| fault.flaw == Flaw::Merged(works())),
        Refused::Other(_) => false,
    };
    assert!(refused.as_ref().is_err_and(is_merged), "{refused:?}");
    let product = ProductEntry {
        enterprise: twin(),
        name: "镀镍件".into(),
        unit: "m²".into(),
        capacity: domain::fixed::Micro(1),
        closed_on: None,
        since: None,
    };
    let refused = register.products(&[product]).await;
    assert!(refused.as_ref().is_err_and(is_merged), "{refused:?}");
    register.loggers(&[entry(works())]).await.unwrap();
    register.commit().await.unwrap();
    assert!(ctx.registry().device(TWINS_MN).unwrap().shows(ctx.now()));
    let seen = one(ctx, &registrar, Kind::Enterprises, 2).await.unwrap().seen;
    let close = Living {
        kind: Kind::Enterprises,
        id: 2,
        act: LifeAct::Close,
        day: "2026-11-22".parse().ok(),
        reason: "关闭",
        seen: &seen,
    };
    let refused = live(ctx, &registrar, close, &FormKey::generate()).await.unwrap();
    assert!(matches!(refused, Lived::Refused(Flaw::Merged(kept)) if kept == works()), "{refused:?}");
}

#[tokio::test]
async fn undoing_it_leaves_the_database_as_it_was() {
    let (bench, registrar) = world().await;
    let ctx = &bench.ctx;
    sign(&bench, 1, 1).await;
    sign(&bench, 2, 1).await;
    let mut value = nickel(Interval::Realtime, at("14:00"), "0.3");
    value.outlet_id = 2;
    put_values(&bench, [value]).await;
    let mut decided = case("DH-2026-0200");
    decided.enterprise_id = 2;
    put(&bench, decided).await;
    bench.actor(Role::Preparer).await;
    let (before, shown) = (content(ctx).await, home::overview(ctx).await.unwrap());
    merging(ctx, &registrar, works(), twin()).await.unwrap();
    assert_ne!(content(ctx).await, before);
    undo(ctx, &registrar, twin()).await;
    assert_eq!(content(ctx).await, before);
    let again = home::overview(ctx).await.unwrap();
    assert_eq!((again.points, again.progress), (shown.points, shown.progress));
    assert!(public::enterprise::show(ctx, &twin()).await.unwrap().cases.len() == 1);
    assert!(public::enterprise::show(ctx, &works()).await.unwrap().twins.is_empty());
    let now = public::enterprise::called_now(ctx, &twin()).await.unwrap().unwrap();
    assert_eq!(now.credit_code, twin());
    assert!(ctx.registry().device(TWINS_MN).unwrap().shows(ctx.now()));
    assert_eq!(pairs(ctx, &registrar).await, 1, "it is for a person to say that they are two");
    let told: Vec<String> = bench.audit().await.into_iter().filter(|line| line.contains("merge-enterprise")).collect();
    assert_eq!(
        told,
        [
            "merge-enterprise registrar enterprise/2",
            "merge-enterprise registrar enterprise/1",
            "unmerge-enterprise registrar enterprise/2",
            "unmerge-enterprise registrar enterprise/1",
        ]
    );
}

#[tokio::test]
async fn what_others_are_still_at_is_in_the_way() {
    let (bench, registrar) = world().await;
    let ctx = &bench.ctx;
    sign(&bench, 2, 1).await;
    let mut draft = case("DH-2026-0200");
    (draft.enterprise_id, draft.stage, draft.published_at) = (2, CaseStage::Review, None);
    let draft = put(&bench, draft).await;
    let mut open = row(Severity::Warning, FindingStatus::Asked, "09:00");
    (open.enterprise_id, open.version_id) = (2, 2);
    let open = put(&bench, open).await;
    let share = meter_share::Model {
        id: 0,
        enterprise_id: 2,
        feed: Feed::Water,
        number: "0310001".into(),
        share: 1000,
        multiplier: domain::fixed::Micro(1_000_000),
        valid_from: "2026-01-01".parse().unwrap(),
        valid_to: None,
    };
    let share = put(&bench, share).await;
    let tx = ctx.store.write().await.unwrap();
    jobs::enqueue(&tx, ctx, &Job::CrossCheck(CrossCheck { version_id: 2 }), ctx.now()).await.unwrap();
    tx.commit().await.unwrap();
    let all = [Hindrance::Case, Hindrance::Finding, Hindrance::Check, Hindrance::Meters(1)];
    let refused = merging(ctx, &registrar, works(), twin()).await.unwrap();
    assert_eq!(refused, Merging::Refused(all.to_vec()));
    let couple = pair(ctx, &registrar, [works(), twin()]).await.unwrap();
    assert_eq!((couple.sides[0].hindrances.len(), couple.sides[1].hindrances.as_slice()), (0, all.as_slice()));

    let tx = ctx.store.write().await.unwrap();
    let mut draft = draft.into_active_model();
    draft.stage = Set(CaseStage::Published);
    draft.update(&tx).await.unwrap();
    let mut open = open.into_active_model();
    open.status = Set(FindingStatus::Closed);
    open.update(&tx).await.unwrap();
    let mut share = share.into_active_model();
    share.valid_to = Set("2026-11-21".parse().ok());
    share.update(&tx).await.unwrap();
    entities::job::Entity::delete_many().exec(&tx).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(merging(ctx, &registrar, works(), twin()).await.unwrap(), Merging::Done);
    assert_eq!(violation_case::Entity::find().count(ctx.store.read()).await.unwrap(), 1);
}

#[tokio::test]
async fn there_is_no_chain_and_no_circle_and_one_of_two_registrars_is_late() {
    let (bench, registrar) = world().await;
    let ctx = &bench.ctx;
    let third = CreditCode::complete("91350100M000010Y4").unwrap();
    let works_row = enterprise::Entity::find_by_id(1).one(ctx.store.read()).await.unwrap().unwrap();
    let tx = ctx.store.write().await.unwrap();
    let row = enterprise::Model { id: 3, credit_code: third, ..works_row };
    row.into_active_model().insert(&tx).await.unwrap();
    tx.commit().await.unwrap();
    let seen = pair(ctx, &registrar, [works(), twin()]).await.unwrap().seen;
    let wanted = |kept, gone| Wanted { kept, gone, reason: "同一家", seen: &seen };
    let form = FormKey::generate();
    for _ in 0..2 {
        let done = merge(ctx, &registrar, wanted(works(), twin()), &form).await.unwrap();
        assert_eq!(done, Merging::Done, "a form that is sent twice merges once");
    }
    let late = merge(ctx, &registrar, wanted(twin(), works()), &FormKey::generate()).await;
    assert!(matches!(late, Err(Error::Conflict(Conflict::Overtaken))), "{late:?}");
    let circle = merging(ctx, &registrar, twin(), works()).await;
    assert!(matches!(circle, Err(Error::Conflict(_))), "{circle:?}");
    let into_gone = merging(ctx, &registrar, twin(), third).await;
    assert!(matches!(into_gone, Err(Error::Conflict(_))), "{into_gone:?}");
    let chain = merging(ctx, &registrar, third, works()).await.unwrap();
    assert_eq!(chain, Merging::Refused(vec![Hindrance::Twins(1)]));
    let twice = merging(ctx, &registrar, third, twin()).await.unwrap();
    assert_eq!(twice, Merging::Refused(vec![Hindrance::Gone]));
    assert_eq!(merging(ctx, &registrar, works(), third).await.unwrap(), Merging::Done);
    assert_eq!(merged(ctx, &registrar, None).await.unwrap().len(), 2);
    // Undone by another one while the form was written.
    let seen = merged(ctx, &registrar, Some(twin())).await.unwrap().remove(0).seen;
    undo(ctx, &registrar, twin()).await;
    let late = unmerge(ctx, &registrar, twin(), ("有误", &seen, &FormKey::generate())).await;
    assert!(matches!(late, Err(Error::Conflict(Conflict::Overtaken))), "{late:?}");
    bench.advance(MINUTE);
    merging(ctx, &registrar, works(), twin()).await.unwrap();
    let late = unmerge(ctx, &registrar, twin(), ("有误", &seen, &FormKey::generate())).await;
    assert!(matches!(late, Err(Error::Conflict(Conflict::Overtaken))), "{late:?}");
    let officer = bench.actor(Role::Officer).await;
    assert!(matches!(merging(ctx, &officer, works(), twin()).await, Err(Error::Forbidden)));
    let refused = unmerge(ctx, &officer, twin(), ("有误", &seen, &FormKey::generate())).await;
    assert!(matches!(refused, Err(Error::Forbidden)));
}

#[tokio::test]
async fn its_people_read_and_file_nothing() {
    let (bench, registrar) = world().await;
    let ctx = &bench.ctx;
    let preparer = bench.actor(Role::Preparer).await;
    let quarter = "2026Q3".parse().unwrap();
    declarations::save(ctx, &preparer, quarter, 0, &Content::default()).await.unwrap();
    // The one with the accounts goes.
    merging(ctx, &registrar, twin(), works()).await.unwrap();
    let own = declarations::quarters(ctx, &preparer).await.unwrap();
    assert_eq!((own.merged_into, own.quarters.len()), (Some(twin()), 1));
    let draft = declarations::draft(ctx, &preparer, quarter).await.unwrap();
    assert!(!draft.may_change && !draft.may_sign && draft.merged_into == Some(twin()));
    let other = Content { remarks: "改".into(), ..Content::default() };
    let refused = declarations::save(ctx, &preparer, quarter, draft.revision, &other).await;
    let is_merged = |refused: &Refusal| matches!(refused, Refusal::Locked(Locked::Merged(kept)) if *kept == twin());
    assert!(refused.as_ref().is_err_and(is_merged), "{refused:?}");
    undo(ctx, &registrar, works()).await;
    declarations::save(ctx, &preparer, quarter, draft.revision, &other).await.unwrap();
    let rows = declaration::Entity::find().count(ctx.store.read()).await.unwrap();
    assert_eq!(rows, 1);
    assert_eq!(measurement::Entity::find().count(ctx.store.read()).await.unwrap(), 0);
}

/// The page works the pairs out when it is opened. An unoptimised build takes seconds for a large city; what a city runs, less.
#[tokio::test]
async fn a_register_of_thirty_thousand_is_looked_through_while_somebody_waits() {
    let (bench, registrar) = world().await;
    let ctx = &bench.ctx;
    let works = enterprise::Entity::find_by_id(1).one(ctx.store.read()).await.unwrap().unwrap();
    let row = |n: i64| enterprise::Model {
        id: 1_000 + n,
        credit_code: CreditCode::complete(&format!("91441900MA{:06}7", n * 611_953 % 999_983)).unwrap(),
        name: format!("样溪第{n}电镀有限公司"),
        address: format!("澄溪镇工业{}路1号", n / 50),
        lat: domain::fixed::Micro(22_900_000 + n / 50 * 1_000),
        ..works.clone()
    };
    let tx = ctx.store.write().await.unwrap();
    let rows = (0..30_000).map(row).map(|row| row.into_active_model().reset_all());
    services::store::insert(&tx, rows.collect()).await.unwrap();
    tx.commit().await.unwrap();
    let begun = std::time::Instant::now();
    let found = queue(ctx, &registrar, Paging::new(1, 20)).await.unwrap();
    let took = begun.elapsed();
    assert_eq!(found.pairs.items[0].sides[1].credit_code, twin());
    assert!(found.pairs.total < 100, "neighbours in a park are no duplicates: {}", found.pairs.total);
    assert!(took.as_secs() < 60, "{took:?}");
}
