//! Trial and opening, closing, and another name: what the register does with them, and who sees what.

use std::time::Duration;

use domain::{
    access::Role,
    credit_code::CreditCode,
    declaration::{Content, deadline::NotNow},
    enterprise::FormerKind,
    life::Audience,
    measurement::Interval,
    sheet::Kind,
    time::{DAY, Day, Stamp},
};
use entities::{audit, device, enterprise, former_identity, measurement, outlet, product, raw_frame};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder,
};
use services::{
    Ctx, Error, FormKey,
    accounts::Actor,
    bureau,
    declarations::{self, Refusal},
    monitoring,
    public::{
        self, Paging, Pulse,
        enterprises::{Query, search},
        home,
        measurements::{self, Ask},
    },
    register::{
        By, Flaw, Identity, LifeAct, Lived, Renamed, Wanted, Wrong,
        import::{File, Wish, import},
        live, one, rename, show,
    },
    store,
};
use testing::{Bench, CREDIT_CODE, MN};
use tokio_util::sync::CancellationToken;

use crate::public::rows::{at, dw001, nickel, works};

const OTHER_MN: &str = "441900A8900016F000169DC1";

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// The keys that the works of the bench wrote out are taken.
async fn world() -> (Bench, Actor) {
    let bench = Bench::new().await;
    bench.plating_works().await;
    if bench.is_postgres() {
        let tx = bench.ctx.store.write().await.unwrap();
        for table in ["town", "enterprise", "outlet", "discharge_limit", "device"] {
            let sql = format!("SELECT setval(pg_get_serial_sequence('{table}', 'id'), 100)");
            tx.execute_unprepared(&sql).await.unwrap();
        }
        tx.commit().await.unwrap();
    }
    let registrar = bench.actor(Role::Registrar).await;
    (bench, registrar)
}

/// Puts the works, or its logger, into trial.
async fn into_trial(bench: &Bench, works: bool, logger: bool) {
    let tx = bench.ctx.store.write().await.unwrap();
    if works {
        let row = enterprise::ActiveModel { id: Set(1), public_from: Set(None), ..Default::default() };
        row.update(&tx).await.unwrap();
    }
    if logger {
        let row = device::ActiveModel { id: Set(1), public_from: Set(None), ..Default::default() };
        row.update(&tx).await.unwrap();
    }
    tx.commit().await.unwrap();
    bench.refresh().await;
}

async fn act(
    bench: &Bench,
    actor: &Actor,
    (kind, id): (Kind, i64),
    act: LifeAct,
    from: Option<&str>,
) -> Result<Lived, Error> {
    let seen = one(&bench.ctx, actor, kind, id).await?.seen;
    let day = from.map(day);
    let wanted = Wanted { kind, id, act, day, reason: "试运行结束", seen: &seen };
    live(&bench.ctx, actor, wanted, &FormKey::generate()).await
}

/// A value of a logger, with the frame that brought it.
async fn sent(bench: &Bench, device_id: i64, frame_id: i64, row: measurement::Model) {
    let tx = bench.ctx.store.write().await.unwrap();
    let frame = raw_frame::Model {
        id: frame_id,
        device_id: Some(device_id),
        received_at: row.received_at,
        verdict: "accepted".into(),
        tolerated: String::new(),
        wire: Vec::new(),
        digest: None,
        link: None,
        position: None,
    };
    raw_frame::Entity::insert(frame.into_active_model()).exec_without_returning(&tx).await.unwrap();
    let row = measurement::Model { frame_id, ..row };
    measurement::Entity::insert(row.into_active_model()).exec_without_returning(&tx).await.unwrap();
    tx.commit().await.unwrap();
}

/// What everybody gets of the outlet, newest revisions: moment and value.
async fn published(ctx: &Ctx) -> Vec<(Stamp, String)> {
    let ask = Ask {
        credit_code: works(),
        outlet: dw001(),
        pollutant: None,
        interval: Interval::Realtime,
        from: None,
        to: None,
        as_of: None,
        cursor: None,
        limit: 100,
    };
    let found = measurements::series(ctx, &ask).await.unwrap().items;
    found.into_iter().map(|one| (one.at, one.value.unwrap().normalize().to_string())).collect()
}

#[tokio::test]
async fn a_row_without_a_day_is_in_trial_and_one_with_a_day_is_public() {
    let (bench, _) = world().await;
    let head = "统一社会信用代码,单位名称,镇街,行业代码,管理类别,地址,纬度,经度";
    let row = |code: &str, name: &str| format!("{code},{name},澄溪镇,3360,重点管理,工业路1号,22.9,113.8");
    let (one, other) = ("91441900MA0FC0001K", "91441900MA0FC0002N");
    let file = |text: String| vec![File::new("企业.csv", text.as_bytes())];
    let write = Wish { write: true, partial: false };
    let trial = file(format!("{head}\n{}\n", row(one, "样溪电镀厂")));
    import(&bench.ctx, By::CommandLine, trial, write, None).await.unwrap();
    let open = file(format!("{head},公开日期\n{},2026-11-01\n", row(other, "样溪染整厂")));
    import(&bench.ctx, By::CommandLine, open, write, None).await.unwrap();
    let query = Query { q: Some("样溪".into()), ..Query::default() };
    let found = search(&bench.ctx, &query).await.unwrap();
    assert_eq!(found.items.iter().map(|row| row.credit_code.to_string()).collect::<Vec<_>>(), [other]);
    let all = search(&bench.ctx, &Query { audience: Audience::Insiders, ..query }).await.unwrap();
    assert_eq!(all.items.iter().map(|row| row.in_trial).collect::<Vec<_>>(), [true, false]);
    assert!(matches!(public::enterprise::show(&bench.ctx, &one.parse().unwrap()).await, Err(Error::NotFound)));
    // A table without the column, or with an empty cell, takes nothing back; another day than the one that has come is refused.
    let again = file(format!("{head},公开日期\n{},\n", row(other, "样溪染整厂")));
    let report = import(&bench.ctx, By::CommandLine, again, write, None).await.unwrap();
    assert_eq!(report.sheets[0].same, 1);
    let later = file(format!("{head},公开日期\n{},2027-01-01\n", row(other, "样溪染整厂")));
    let report = import(&bench.ctx, By::CommandLine, later, write, None).await.unwrap();
    assert!(!report.written && report.refused.len() == 1, "{:?}", report.refused);
    // What was recorded in trial does not become public by a table either.
    let past = file(format!("{head},公开日期\n{},2026-11-01\n", row(one, "样溪电镀厂")));
    assert!(!import(&bench.ctx, By::CommandLine, past, write, None).await.unwrap().written);
    let today = file(format!("{head},公开日期\n{},2026-11-22\n", row(one, "样溪电镀厂")));
    assert!(import(&bench.ctx, By::CommandLine, today, write, None).await.unwrap().written);
    assert!(public::enterprise::show(&bench.ctx, &one.parse().unwrap()).await.is_ok());
}

#[tokio::test]
async fn works_in_trial_are_opened_with_a_reason_and_stay_open() {
    let (bench, registrar) = world().await;
    into_trial(&bench, true, false).await;
    let ctx = &bench.ctx;
    assert!(matches!(public::enterprise::show(ctx, &works()).await, Err(Error::NotFound)));
    let overview = home::overview(ctx).await.unwrap();
    assert_eq!((overview.points, overview.progress.due, overview.silent.len()), (0, 0, 0));
    let inspector = bench.actor(Role::Officer).await;
    let file = bureau::file(ctx, &inspector, &works()).await.unwrap();
    assert!(file.open.row.in_trial && file.open.outlets[0].monitored);

    let place = (Kind::Enterprises, 1);
    let wanted = one(ctx, &registrar, Kind::Enterprises, 1).await.unwrap();
    let wanted = Wanted {
        kind: Kind::Enterprises,
        id: 1,
        act: LifeAct::Open,
        day: Some(day("2026-11-22")),
        reason: "试运行结束",
        seen: &wanted.seen,
    };
    assert!(matches!(live(ctx, &inspector, wanted, &FormKey::generate()).await, Err(Error::Forbidden)));
    assert!(matches!(act(&bench, &inspector, place, LifeAct::Open, Some("2026-11-22")).await, Err(Error::Forbidden)));
    let past = act(&bench, &registrar, place, LifeAct::Open, Some("2026-11-21")).await.unwrap();
    assert!(matches!(past, Lived::Refused(Flaw::OpensInPast)), "{past:?}");
    // A day to come can be changed and taken back.
    for from in [Some("2026-12-01"), None, Some("2026-11-23")] {
        assert!(matches!(act(&bench, &registrar, place, LifeAct::Open, from).await.unwrap(), Lived::Done(Some(_))));
    }
    assert!(matches!(public::enterprise::show(ctx, &works()).await, Err(Error::NotFound)));
    bench.advance(DAY);
    assert!(!public::enterprise::show(ctx, &works()).await.unwrap().row.in_trial);
    assert_eq!(home::overview(ctx).await.unwrap().points, 1);
    let back = act(&bench, &registrar, place, LifeAct::Open, None).await.unwrap();
    assert!(matches!(back, Lived::Refused(Flaw::Public(from)) if from == day("2026-11-23")), "{back:?}");
    let same = act(&bench, &registrar, place, LifeAct::Open, Some("2026-11-23")).await.unwrap();
    assert!(matches!(same, Lived::Same(_)), "{same:?}");
    let lines =
        audit::Entity::find().filter(audit::Column::Action.eq("write-register")).order_by_asc(audit::Column::Id);
    let lines = lines.all(ctx.store.read()).await.unwrap();
    assert_eq!(lines.len(), 3);
    assert!(lines[2].detail.contains("试运行结束") && lines[2].detail.contains("2026-11-23"), "{}", lines[2].detail);
    let changes = show(ctx, &registrar, works()).await.unwrap().changes;
    assert_eq!(changes[0].rows[0].differs[0].field, "public_from");
}

#[tokio::test]
async fn without_a_reason_or_from_an_old_page_nothing_is_opened() {
    let (bench, registrar) = world().await;
    into_trial(&bench, false, true).await;
    let seen = one(&bench.ctx, &registrar, Kind::Loggers, 1).await.unwrap().seen;
    let wanted = |reason| {
        let (kind, act, day) = (Kind::Loggers, LifeAct::Open, Some(day("2026-11-22")));
        Wanted { kind, id: 1, act, day, reason, seen: &seen }
    };
    let key = FormKey::generate();
    assert!(matches!(live(&bench.ctx, &registrar, wanted(" "), &key).await, Err(Error::Invalid(_))));
    assert!(matches!(live(&bench.ctx, &registrar, wanted("校准合格"), &key).await.unwrap(), Lived::Done(_)));
    // The same form again is done already; another one from the same page comes too late.
    assert!(matches!(live(&bench.ctx, &registrar, wanted("校准合格"), &key).await.unwrap(), Lived::Done(_)));
    let late = live(&bench.ctx, &registrar, wanted("别的原因"), &FormKey::generate()).await;
    assert!(matches!(late, Err(Error::Conflict(_))), "{late:?}");
    let strange = Wanted { kind: Kind::Limits, ..wanted("校准合格") };
    assert!(matches!(live(&bench.ctx, &registrar, strange, &FormKey::generate()).await, Err(Error::NotFound)));
}

/// What a logger sent in trial stays non-public when it is opened; what another one sent at the same outlet is public.
#[tokio::test]
async fn values_of_the_trial_stay_there_and_hide_nothing() {
    let (bench, registrar) = world().await;
    let ctx = &bench.ctx;
    let tx = ctx.store.write().await.unwrap();
    let first = device::Entity::find_by_id(1).one(&tx).await.unwrap().unwrap();
    let second = device::Model { id: 2, mn: OTHER_MN.into(), public_from: None, ..first };
    second.into_active_model().insert(&tx).await.unwrap();
    tx.commit().await.unwrap();
    bench.refresh().await;
    let value = |clock: &str, value: &str| nickel(Interval::Realtime, at(clock), value);
    sent(&bench, 1, 11, value("14:00", "0.1")).await;
    sent(&bench, 2, 12, value("14:10", "0.9")).await;
    // The one in trial sends a moment again that the public one has told.
    sent(&bench, 2, 13, measurement::Model { revision: 2, ..value("14:00", "0.8") }).await;
    assert_eq!(published(ctx).await, [(at("14:00"), "0.1".to_owned())]);
    monitoring::restore(ctx).await.unwrap();
    let shown =
        |audience| ctx.live().at_outlet(audience, 1)[0].measurement.value.map(|value| value.normalize().to_string());
    assert_eq!(shown(Audience::Public).as_deref(), Some("0.1"));
    assert_eq!(shown(Audience::Insiders).as_deref(), Some("0.9"));
    let latest = measurements::latest(ctx, &works()).await.unwrap();
    assert_eq!(latest.len(), 1);
    assert_eq!(latest[0].at, at("14:00"));

    // Opened from tomorrow on: what it sent today stays hidden.
    let opened = act(&bench, &registrar, (Kind::Loggers, 2), LifeAct::Open, Some("2026-11-23")).await.unwrap();
    assert!(matches!(opened, Lived::Done(_)));
    bench.advance(2 * DAY);
    let tomorrow = Stamp::parse("2026-11-23T08:00").unwrap();
    sent(&bench, 2, 14, nickel(Interval::Realtime, tomorrow, "0.2")).await;
    assert_eq!(published(ctx).await, [(at("14:00"), "0.1".to_owned()), (tomorrow, "0.2".to_owned())]);
}

/// The only logger of the works is being tried out: the page says so, and nothing counts as silent.
#[tokio::test]
async fn an_outlet_whose_logger_is_tried_out_shows_no_values() {
    let (bench, _) = world().await;
    into_trial(&bench, false, true).await;
    let ctx = &bench.ctx;
    sent(&bench, 1, 11, nickel(Interval::Realtime, at("14:30"), "0.4")).await;
    monitoring::restore(ctx).await.unwrap();
    assert!(published(ctx).await.is_empty() && measurements::latest(ctx, &works()).await.unwrap().is_empty());
    let file = public::enterprise::show(ctx, &works()).await.unwrap();
    let outlet = &file.outlets[0];
    assert!(!outlet.monitored && outlet.tried_out && outlet.readings.iter().all(|reading| reading.newest.is_none()));
    assert_eq!(file.row.monitors.pulse, Pulse::Trial);
    let page = public::outlet::show(ctx, &works(), dw001()).await.unwrap();
    assert!(page.series.is_empty() && page.outlet.tried_out);
    let overview = home::overview(ctx).await.unwrap();
    assert_eq!((overview.points, overview.silent.len()), (0, 0));
    let inspector = bench.actor(Role::Officer).await;
    let own = bureau::file(ctx, &inspector, &works()).await.unwrap();
    assert!(own.open.outlets[0].monitored && own.open.outlets[0].readings[0].newest.is_some());
}

#[tokio::test]
async fn what_is_closed_is_not_missed_and_keeps_its_history() {
    let (bench, registrar) = world().await;
    let ctx = &bench.ctx;
    sent(&bench, 1, 11, nickel(Interval::Realtime, at("10:00"), "0.4")).await;
    assert_eq!(home::overview(ctx).await.unwrap().silent.len(), 1);
    let closed = act(&bench, &registrar, (Kind::Loggers, 1), LifeAct::Close, Some("2026-11-22")).await.unwrap();
    assert!(matches!(closed, Lived::Done(Some(_))));
    let overview = home::overview(ctx).await.unwrap();
    assert_eq!((overview.points, overview.silent.len()), (0, 0));
    assert!(ctx.registry().device(MN).unwrap().is_closed(ctx.now().day()));
    assert_eq!(published(ctx).await.len(), 1, "its history stays");
    // A closing that was a mistake is taken back.
    assert!(matches!(act(&bench, &registrar, (Kind::Loggers, 1), LifeAct::Close, None).await.unwrap(), Lived::Done(_)));
    assert_eq!(home::overview(ctx).await.unwrap().points, 1);
    // With its outlet the logger is closed, too; a closing to come closes nothing yet.
    act(&bench, &registrar, (Kind::Outlets, 1), LifeAct::Close, Some("2026-11-23")).await.unwrap();
    assert!(public::outlet::show(ctx, &works(), dw001()).await.unwrap().outlet.closed_on.is_none());
    bench.advance(DAY);
    let page = public::outlet::show(ctx, &works(), dw001()).await.unwrap();
    assert_eq!((page.outlet.closed_on, page.outlet.monitored), (Some(day("2026-11-23")), false));
    assert!(ctx.registry().device(MN).unwrap().is_closed(ctx.now().day()));
    let row = outlet::Entity::find_by_id(1).one(ctx.store.read()).await.unwrap().unwrap();
    assert_eq!(row.closed_on, Some(day("2026-11-23")));
}

#[tokio::test]
async fn a_closed_enterprise_files_what_began_before_and_nothing_later() {
    let (bench, registrar) = world().await;
    let ctx = &bench.ctx;
    let made = product::ActiveModel {
        enterprise_id: Set(1),
        name: Set("镀镍件".into()),
        unit: Set("m²".into()),
        capacity: Set(domain::fixed::Micro(1_000_000)),
        closed_on: Set(Some(day("2026-09-01"))),
        ..Default::default()
    };
    let tx = ctx.store.write().await.unwrap();
    made.insert(&tx).await.unwrap();
    tx.commit().await.unwrap();
    let preparer = bench.actor(Role::Preparer).await;
    let (before, after) = ("2026Q3".parse().unwrap(), "2026Q4".parse().unwrap());
    act(&bench, &registrar, (Kind::Enterprises, 1), LifeAct::Close, Some("2026-10-01")).await.unwrap();
    declarations::save(ctx, &preparer, before, 0, &Content::default()).await.unwrap();
    let refused = declarations::save(ctx, &preparer, after, 0, &Content::default()).await;
    let ceased =
        |refused: &Refusal| matches!(refused, Refusal::NotNow(NotNow::Ceased(_, on)) if *on == day("2026-10-01"));
    assert!(refused.as_ref().is_err_and(ceased), "{refused:?}");
    let draft = declarations::draft(ctx, &preparer, after).await.unwrap();
    assert!(!draft.may_change && draft.ceased_on.is_some());
    // What was closed before a quarter began is not asked for in it.
    assert!(draft.context.products.is_empty());
    assert_eq!(declarations::draft(ctx, &preparer, before).await.unwrap().context.products.len(), 1);
    let own = declarations::quarters(ctx, &preparer).await.unwrap();
    assert!(own.closed_on.is_some() && own.quarters.iter().all(|row| row.quarter <= before));
    let strip = public::enterprise::show(ctx, &works()).await.unwrap();
    assert_eq!(strip.row.closed_on, Some(day("2026-10-01")));
    assert_eq!(strip.quarters.last().unwrap().unfiled, Some(public::enterprise::Unfiled::Ceased));
}

#[tokio::test]
async fn another_code_and_name_keep_the_history_and_the_old_ones_lead_on() {
    let (bench, registrar) = world().await;
    let ctx = &bench.ctx;
    let new: CreditCode = "91441900MA0FC0001K".parse().unwrap();
    let identity = |code: CreditCode, name: &str, from: &str| Identity {
        credit_code: code,
        name: name.into(),
        name_en: "Yangxi Plating".into(),
        from: day(from),
    };
    let give = async |code: CreditCode, wanted: &Identity, reason: &str| {
        let file = show(ctx, &registrar, code).await?;
        let seen = file.tables[0].1[0].seen.clone();
        rename(ctx, &registrar, code, wanted, (reason, &seen, &FormKey::generate())).await
    };
    let early = give(works(), &identity(new, "样溪电镀厂", "2026-12-01"), "重新登记").await.unwrap();
    assert!(matches!(&early, Renamed::Refused(wrong) if wrong[0].0 == "from"), "{early:?}");
    assert!(matches!(give(works(), &identity(new, "样溪电镀厂", "2026-11-01"), " ").await, Err(Error::Invalid(_))));
    let done = give(works(), &identity(new, "样溪电镀厂", "2026-11-01"), "重新登记").await.unwrap();
    assert!(matches!(done, Renamed::Done));
    let now = public::enterprise::called_now(ctx, &works()).await.unwrap().unwrap();
    assert_eq!((now.credit_code, now.for_good), (new, true));
    let file = public::enterprise::show(ctx, &new).await.unwrap();
    let before: Vec<_> = file.former.iter().map(|former| (former.kind, &*former.said, former.until)).collect();
    let until = day("2026-11-01");
    let want = [(FormerKind::Name, "澄溪永昼电镀厂", until), (FormerKind::Code, CREDIT_CODE, until)];
    assert_eq!(before, want);
    for words in ["永昼", "yongzhou", CREDIT_CODE, "样溪电镀"] {
        let query = Query { q: Some(words.into()), paging: Paging::new(1, 5), ..Query::default() };
        let found = search(ctx, &query).await.unwrap();
        assert_eq!(found.items.iter().map(|row| row.credit_code).collect::<Vec<_>>(), [new], "{words}");
    }
    assert_eq!(ctx.registry().device(MN).unwrap().outlet.enterprise, new);

    // What is delivered under the old code belongs to it; a new enterprise under that code is none.
    let product = format!("信用代码,产品名称,年生产能力（t）\n{CREDIT_CODE},镀锌件,5\n");
    let write = Wish { write: true, partial: false };
    let report =
        import(ctx, By::CommandLine, vec![File::new("产品.csv", product.as_bytes())], write, None).await.unwrap();
    assert!(report.written, "{:?}", report.refused);
    assert_eq!(product::Entity::find().one(ctx.store.read()).await.unwrap().unwrap().enterprise_id, 1);
    let row = format!("{CREDIT_CODE},澄溪永昼电镀厂,澄溪镇,3360,重点管理,工业路1号,22.9,113.8");
    let table = format!("统一社会信用代码,单位名称,镇街,行业代码,管理类别,地址,纬度,经度\n{row}\n");
    let report =
        import(ctx, By::CommandLine, vec![File::new("企业.csv", table.as_bytes())], write, None).await.unwrap();
    assert!(!report.written && report.refused.len() == 1);
    assert_eq!(enterprise::Entity::find().all(ctx.store.read()).await.unwrap().len(), 1);

    // A code that another one has, or had, cannot be taken.
    let other = enterprise::Entity::find_by_id(1).one(ctx.store.read()).await.unwrap().unwrap();
    let third: CreditCode = "91441900MA0FC0002N".parse().unwrap();
    let tx = ctx.store.write().await.unwrap();
    enterprise::Model { id: 2, credit_code: third, ..other }.into_active_model().insert(&tx).await.unwrap();
    tx.commit().await.unwrap();
    for (code, is_there) in [(new, true), (works(), false)] {
        let refused = give(third, &identity(code, "样溪染整厂", "2026-11-01"), "重新登记").await.unwrap();
        let Renamed::Refused(wrong) = refused else { panic!("{refused:?}") };
        assert_eq!(wrong[0].0, "credit_code");
        assert_eq!(wrong[0].1 == Wrong::There, is_there, "{wrong:?}");
    }
    assert_eq!(former_identity::Entity::find().all(ctx.store.read()).await.unwrap().len(), 2);
}

/// Another process on the same database, such as a gateway apart, knows what was written within five seconds.
#[tokio::test]
async fn another_process_knows_within_five_seconds() {
    let (bench, registrar) = world().await;
    let other = Ctx::new(store::connect(&bench.url).await.unwrap());
    other.registry().refresh(&other.store).await.unwrap();
    let stop = CancellationToken::new();
    let keeping = tokio::spawn(other.registry().keep_fresh(other.store.clone(), stop.clone()));
    assert!(!other.registry().device(MN).unwrap().is_closed(day("2026-11-22").0));
    act(&bench, &registrar, (Kind::Loggers, 1), LifeAct::Close, Some("2026-11-22")).await.unwrap();
    let begun = std::time::Instant::now();
    while !other.registry().device(MN).unwrap().is_closed(day("2026-11-22").0) {
        assert!(begun.elapsed() < Duration::from_secs(5), "the other process does not know it");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    stop.cancel();
    keeping.await.unwrap();
    other.store.close().await.unwrap();
}

/// Nobody is asked about figures of a logger whose trial is not over: the cross-check sums what was sent after it.
#[tokio::test]
async fn the_cross_check_sums_nothing_of_a_trial() {
    let (bench, _) = world().await;
    let tx = bench.ctx.store.write().await.unwrap();
    let row = device::ActiveModel { id: Set(1), public_from: Set(Some(day("2026-11-22"))), ..Default::default() };
    row.update(&tx).await.unwrap();
    tx.commit().await.unwrap();
    let value = |moment: &str, value: &str| nickel(Interval::Hour, Stamp::parse(moment).unwrap(), value);
    sent(&bench, 1, 11, value("2026-11-21T23:00", "0.9")).await;
    sent(&bench, 1, 12, value("2026-11-22T00:00", "0.2")).await;
    sent(&bench, 1, 13, value("2026-11-22T01:00", "0.4")).await;
    let sums = async || {
        let quarter = "2026Q4".parse().unwrap();
        let read = bench.ctx.store.read();
        let evidence =
            services::evidence::gather(read, 1, quarter, Content::default(), bench.ctx.now().day()).await.unwrap();
        evidence.sums(dw001(), "w20121").map(|sums| (sums.valid, sums.mean.map(|mean| mean.normalize().to_string())))
    };
    assert_eq!(sums().await, Some((2, Some("0.3".to_owned()))));
    // While the trial lasts there is nothing to be asked about.
    into_trial(&bench, false, true).await;
    assert_eq!(sums().await, None);
}
