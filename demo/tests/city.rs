//! The demo city in a real database.

use std::collections::HashSet;

use chrono::NaiveDate;
use demo::{Options, stories::Story, story_of};
use domain::{
    case::{CaseStage, CaseStatus},
    crosscheck::again,
    declaration::{Content, DeclarationStatus, ReceiptNo, canonical, check::check, deadline::Phase},
    finding::FindingStatus,
    fixed::{Micro, Nano},
    measurement::Interval,
    time::{HOUR, MINUTE},
    tip::TipStatus,
};
use entities::{
    account, case_step, declaration, declaration_version, device, enterprise, finding, job, mail, measurement, outlet,
    tip, tip_message, violation_case,
};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};
use services::{
    Clock, Ctx, Error, FormKey,
    accounts::{self, Actor},
    declarations::{self, Known},
    findings::frozen,
    public::{
        Paging,
        tips::{Count, statistics},
    },
    tips::{self, QueueQuery, QueueRow, Show},
};
use testing::Bench;

fn today() -> NaiveDate {
    "2026-11-22".parse().unwrap()
}

#[tokio::test]
async fn the_city_is_filled_once() {
    let bench = Bench::new().await;
    let options = Options { enterprises: 24, ..Options::on(today()) };
    let summary = demo::fill(&bench.ctx, &options).await.unwrap();
    assert_eq!((summary.towns, summary.enterprises), (34, 24));
    let again = demo::fill(&bench.ctx, &options).await;
    assert!(matches!(again, Err(Error::Conflict(_))), "{again:?}");
    let db = bench.ctx.store.read();
    assert_eq!(enterprise::Entity::find().count(db).await.unwrap(), 24);
    assert_eq!(outlet::Entity::find().count(db).await.unwrap(), summary.outlets as u64);
}

#[tokio::test]
async fn the_number_of_enterprises_has_bounds() {
    let bench = Bench::new().await;
    for enterprises in [0, 100_000] {
        let refused = demo::fill(&bench.ctx, &Options { enterprises, ..Options::on(today()) }).await;
        assert!(matches!(refused, Err(ref error) if error.is_about("enterprises")), "{refused:?}");
    }
}

#[tokio::test]
async fn the_demo_logins_belong_where_they_should() {
    let bench = Bench::new().await;
    demo::fill(&bench.ctx, &Options { enterprises: 3, ..Options::on(today()) }).await.unwrap();
    let db = bench.ctx.store.read();
    let all = account::Entity::find().all(db).await.unwrap();
    assert_eq!(all.len(), 13);
    assert!(all.iter().all(|account| account.password_hash == all[0].password_hash), "hashed once");
    let first = enterprise::Entity::find().filter(enterprise::Column::Name.eq("澄溪永昼电镀厂")).one(db).await.unwrap();
    let first = first.unwrap().id;
    for account in all {
        assert_eq!(account.enterprise_id, account.role.is_enterprise().then_some(first), "{}", account.login);
        assert_eq!(account.town_id.is_some(), account.role.is_local());
    }
    accounts::sign_in(&bench.ctx, "officer", demo::PASSWORD, testing::client(1)).await.unwrap();
}

#[tokio::test]
async fn the_whole_city_is_consistent() {
    let bench = Bench::new().await;
    let summary = demo::fill(&bench.ctx, &Options::on(today())).await.unwrap();
    let db = bench.ctx.store.read();
    let devices = device::Entity::find().all(db).await.unwrap();
    assert_eq!(devices.len(), summary.devices);
    let numbers: HashSet<_> = devices.iter().map(|device| &device.mn).collect();
    assert_eq!(numbers.len(), devices.len());
    for device in &devices {
        assert!(device.tolerated.parse::<hj212::Policy>().is_ok(), "{}", device.tolerated);
    }
    let cases = violation_case::Entity::find().all(db).await.unwrap();
    assert_eq!(cases.len(), summary.cases);
    for case in cases {
        let steps = case_step::Entity::find()
            .filter(case_step::Column::CaseId.eq(case.id))
            .order_by_asc(case_step::Column::Id)
            .all(db)
            .await
            .unwrap();
        let events = steps.iter().map(|step| step.event);
        let stage = events.fold(CaseStage::Draft, |stage, event| domain::case::next(stage, event).unwrap());
        assert_eq!(stage, case.stage, "its steps lead where it stands: {case:?}");
        assert!(steps.iter().all(|step| step.account_id.is_some()), "{steps:?}");
        assert_eq!(case.decided_on.is_none(), case.status == CaseStatus::Filed);
        assert_eq!(case.fine.0 > 0, case.decided_on.is_some(), "{case:?}");
    }
}

/// The rows of a small city that do not hold keys of others.
async fn fingerprint(bench: &Bench) -> Vec<String> {
    let db = bench.ctx.store.read();
    let mut all = Vec::new();
    for row in enterprise::Entity::find().order_by_asc(enterprise::Column::Id).all(db).await.unwrap() {
        all.push(format!("{} {} {} {}", row.credit_code, row.name, row.class, row.lat));
    }
    for row in
        declaration_version::Entity::find().order_by_asc(declaration_version::Column::ReceiptNo).all(db).await.unwrap()
    {
        all.push(format!("{} {}", row.receipt_no, row.hash));
    }
    for row in violation_case::Entity::find().order_by_asc(violation_case::Column::CaseNo).all(db).await.unwrap() {
        all.push(format!("{} {} {}", row.case_no, row.fine, row.facts));
    }
    let hours = measurement::Entity::find().filter(measurement::Column::Interval.eq(Interval::Hour));
    for row in
        hours.order_by_asc(measurement::Column::At).order_by_asc(measurement::Column::Pollutant).all(db).await.unwrap()
    {
        all.push(format!("{} {:?} {:?} {}", row.pollutant, row.value, row.amount, row.flag));
    }
    all.sort_unstable();
    all
}

#[tokio::test]
async fn the_same_options_give_the_same_city() {
    let options = Options { enterprises: 6, ..Options::on(today()) };
    let mut prints = Vec::new();
    for _ in 0..2 {
        let bench = Bench::new().await;
        demo::fill(&bench.ctx, &options).await.unwrap();
        prints.push(fingerprint(&bench).await);
    }
    assert!(prints[0].len() > 1_000);
    assert_eq!(prints[0], prints[1]);
}

/// A channel's values of an interval, oldest first.
async fn values(
    bench: &Bench,
    enterprise: &str,
    outlet: &str,
    pollutant: &str,
    interval: Interval,
) -> Vec<measurement::Model> {
    let db = bench.ctx.store.read();
    let owner =
        enterprise::Entity::find().filter(enterprise::Column::Name.eq(enterprise)).one(db).await.unwrap().unwrap();
    let place = outlet::Entity::find()
        .filter(outlet::Column::EnterpriseId.eq(owner.id))
        .filter(outlet::Column::Code.eq(outlet))
        .one(db)
        .await
        .unwrap()
        .unwrap();
    measurement::Entity::find()
        .filter(measurement::Column::OutletId.eq(place.id))
        .filter(measurement::Column::Pollutant.eq(pollutant))
        .filter(measurement::Column::Interval.eq(interval))
        .order_by_asc(measurement::Column::At)
        .all(db)
        .await
        .unwrap()
}

#[tokio::test]
async fn history_reaches_the_present_and_fits_into_itself() {
    let bench = Bench::new().await;
    demo::fill(&bench.ctx, &Options { enterprises: 1, ..Options::on(today()) }).await.unwrap();
    let of = async |interval| values(&bench, "澄溪永昼电镀厂", "DW001", "w20121", interval).await;
    let now = bench.ctx.now();
    let (days, hours, slots) = (of(Interval::Day).await, of(Interval::Hour).await, of(Interval::Minute).await);
    assert_eq!(days[0].at.rfc3339(), "2025-10-01T00:00:00+08:00");
    assert_eq!(days.last().unwrap().at.rfc3339(), "2026-11-21T00:00:00+08:00");
    assert_eq!(hours.last().unwrap().at.rfc3339(), "2026-11-22T13:00:00+08:00");
    assert_eq!(slots.last().unwrap().at.rfc3339(), "2026-11-22T14:20:00+08:00");
    assert!(of(Interval::Realtime).await.last().unwrap().at.since(now) >= -2 * MINUTE);
    for hour in hours.iter().filter(|hour| hour.at >= slots[0].at.plus(HOUR)) {
        let six: Vec<_> = slots.iter().filter(|slot| slot.at.floor(HOUR) == hour.at).collect();
        let mean = six.iter().map(|slot| slot.value.unwrap().0).sum::<i64>() / 6;
        if six.iter().all(|slot| slot.flag.is_valid()) {
            assert!((mean - hour.value.unwrap().0).abs() <= 2_000_000, "{hour:?}: {mean}");
        }
    }
    assert!(days.iter().chain(&hours).chain(&slots).all(|row| row.frame_id == 0 && row.received_at > row.at));
}

#[tokio::test]
async fn nickel_is_above_its_limit_by_day_since_the_new_analyser() {
    let bench = Bench::new().await;
    demo::fill(&bench.ctx, &Options { enterprises: 1, ..Options::on(today()) }).await.unwrap();
    let limit = Nano(500_000_000);
    let days = values(&bench, "澄溪永昼电镀厂", "DW001", "w20121", Interval::Day).await;
    let over: Vec<_> =
        days.iter().filter(|day| day.value.unwrap() > limit).map(|day| day.at.day().to_string()).collect();
    assert_eq!(over.len(), 12, "{over:?}");
    assert_eq!(over[0], "2026-11-10");
    let now = values(&bench, "澄溪永昼电镀厂", "DW001", "w20121", Interval::Realtime).await;
    assert!(now.iter().all(|instant| instant.value.unwrap() > limit));
}

#[tokio::test]
async fn declared_amounts_are_close_to_the_history() {
    let bench = Bench::new().await;
    demo::fill(&bench.ctx, &Options { enterprises: 2, ..Options::on(today()) }).await.unwrap();
    let db = bench.ctx.store.read();
    let versions = declaration_version::Entity::find()
        .find_also_related(declaration::Entity)
        .filter(declaration::Column::EnterpriseId.eq(2))
        .filter(declaration::Column::Quarter.eq("2026Q3"));
    let (version, _) = versions.one(db).await.unwrap().unwrap();
    let content: Content = serde_json::from_str(&version.content).unwrap();
    let ammonia = content.emissions.iter().find(|emission| emission.pollutant == "w21003").unwrap();
    let days = values(&bench, "石桥新皎印染有限公司", "DW001", "w21003", Interval::Day).await;
    let quarter: domain::quarter::Quarter = "2026Q3".parse().unwrap();
    let in_quarter =
        days.iter().filter(|day| day.flag.is_valid() && quarter.start() <= day.at && day.at < quarter.end());
    let measured = Micro(in_quarter.map(|day| day.amount.unwrap().0).sum()).decimal();
    let off = (ammonia.amount_kg.unwrap() - measured).abs() / measured;
    assert!(off < rust_decimal::Decimal::new(2, 2), "declared {:?}, measured {measured}", ammonia.amount_kg);
}

/// Somebody of the demo city, by login.
async fn person(bench: &Bench, login: &str) -> Actor {
    let found = account::Entity::find().filter(account::Column::Login.eq(login));
    found.one(bench.ctx.store.read()).await.unwrap().unwrap().into()
}

#[tokio::test]
async fn what_was_signed_passes_the_rules_and_carries_a_receipt_that_can_be_read_out() {
    let bench = Bench::new().await;
    demo::fill(&bench.ctx, &Options { enterprises: 40, ..Options::on(today()) }).await.unwrap();
    let db = bench.ctx.store.read();
    let rows = declaration_version::Entity::find().find_also_related(declaration::Entity).all(db).await.unwrap();
    assert!(rows.len() > 100, "{}", rows.len());
    for (version, row) in rows {
        let (row, receipt) = (row.unwrap(), version.receipt_no.parse::<ReceiptNo>().unwrap());
        assert_eq!(receipt.quarter(), row.quarter);
        let said: Content = serde_json::from_str(&version.content).unwrap();
        assert_eq!(canonical(&said), version.content);
        let reader = Actor { enterprise_id: Some(row.enterprise_id), ..person(&bench, "preparer").await };
        let context = declarations::draft(&bench.ctx, &reader, row.quarter).await.unwrap().context;
        let hindering: Vec<_> = check(&said, &context).into_iter().filter(|problem| problem.hinders(&said)).collect();
        assert!(hindering.is_empty(), "{} {}: {hindering:?}", row.enterprise_id, row.quarter);
    }
}

#[tokio::test]
async fn the_first_enterprise_has_a_quarter_to_finish_and_one_under_review() {
    let bench = Bench::new().await;
    demo::fill(&bench.ctx, &Options { enterprises: 1, ..Options::on(today()) }).await.unwrap();
    let (preparer, certifier) = (person(&bench, "preparer").await, person(&bench, "certifier").await);
    let quarter = "2026Q3".parse().unwrap();
    let draft = declarations::draft(&bench.ctx, &preparer, quarter).await.unwrap();
    assert_eq!((draft.status, draft.phase), (Some(DeclarationStatus::Draft), Phase::Late { by: 38 }));
    let problems = draft.problems();
    let rules: Vec<_> = problems.iter().filter(|p| p.hinders(&draft.content)).map(|p| p.key.as_ref()).collect();
    assert_eq!(rules, ["D05.digit", "D01.empty", "D01.empty"], "a digit, the electricity, the hours");
    let mut content = draft.content.clone();
    for fact in &draft.facts {
        match fact.known {
            Known::Wastewater => content.water.discharged_m3 = Some(fact.value),
            Known::Electricity => content.electricity_kwh = Some(fact.value),
            _ => {}
        }
    }
    content.facilities[0].run_hours = Some(2_120.into());
    let saved = declarations::save(&bench.ctx, &preparer, quarter, draft.revision, &content).await.unwrap();
    let form = FormKey::generate();
    declarations::submit(&bench.ctx, &certifier, quarter, saved.revision, demo::PASSWORD, &form).await.unwrap();
    bench.drain_jobs().await;
    let desk = declarations::quarters(&bench.ctx, &preparer).await.unwrap();
    let seen = |quarter: &str| desk.quarters.iter().find(|row| row.quarter.to_string() == quarter).unwrap();
    assert_eq!((seen("2026Q3").status, seen("2026Q3").findings), (Some(DeclarationStatus::Submitted), 0));
    assert_eq!((seen("2026Q2").status, seen("2026Q2").findings), (Some(DeclarationStatus::Submitted), 1));
}

#[tokio::test]
async fn the_cross_check_finds_what_was_planted_and_nothing_about_the_honest_firm() {
    let bench = Bench::new().await;
    let summary = demo::fill(&bench.ctx, &Options::on(today())).await.unwrap();
    let db = bench.ctx.store.read();
    let rows = finding::Entity::find().find_also_related(enterprise::Entity).all(db).await.unwrap();
    assert_eq!(rows.len(), summary.findings);
    assert!((25..60).contains(&rows.len()), "{}", rows.len());
    for rule in ["X03", "X04", "X05", "X17", "X19"] {
        assert!(rows.iter().filter(|(row, _)| row.rule == rule).count() >= 4, "{rule}");
    }
    for (row, owner) in &rows {
        let story = story_of(&owner.as_ref().unwrap().credit_code);
        assert!(!matches!(story, Some(Story::HonestFirm | Story::LostAcknowledgement)), "{story:?}: {row:?}");
        let of_a_stack = row.rule == "X05" && row.subject.starts_with("DA");
        assert!(!of_a_stack, "nobody's arithmetic slips at a stack: {row:?}");
        let made = frozen(row).unwrap();
        assert_eq!(again(&made).as_ref(), Some(&made), "it can be made again");
    }
    for status in [FindingStatus::Asked, FindingStatus::Explained, FindingStatus::Closed, FindingStatus::Inspected] {
        assert!(rows.iter().any(|(row, _)| row.status == status), "{status}");
    }
    assert!(rows.iter().filter(|(row, _)| row.status == FindingStatus::Open).count() >= 20);
}

async fn intake(bench: &Bench) -> Actor {
    let login = account::Entity::find().filter(account::Column::Login.eq("intake"));
    login.one(bench.ctx.store.read()).await.unwrap().unwrap().into()
}

/// The bytes that the store has of tip-offs and their dialogues.
async fn sealed(bench: &Bench) -> Vec<Vec<u8>> {
    let db = bench.ctx.store.read();
    let bodies = tip::Entity::find().all(db).await.unwrap().into_iter().map(|row| row.body);
    let messages = tip_message::Entity::find().all(db).await.unwrap().into_iter().map(|row| row.body);
    bodies.chain(messages).collect()
}

/// That a row of the queue opens, holds together in time, and that none of its words is in `sealed`.
async fn check_tip(bench: &Bench, intake: &Actor, row: &QueueRow, sealed: &[Vec<u8>]) {
    let seen = tips::open(&bench.ctx, intake, &row.tip_no).await.unwrap();
    let now = bench.ctx.now();
    assert!(seen.received_at < now && seen.position.is_some() && seen.photos.is_empty() && !seen.has_contact);
    assert!(seen.messages.len() <= 4 && seen.messages.iter().all(|message| message.at > seen.received_at));
    assert!(seen.messages.is_sorted_by_key(|message| message.at) && seen.messages.iter().all(|m| m.at <= now));
    assert_eq!(seen.closed_at.is_some(), seen.status == TipStatus::Answered, "{}", row.tip_no);
    assert!(seen.closed_at.is_none_or(|closed| closed <= seen.due_at), "{} was answered in time", row.tip_no);
    let words = [Some(&seen.text), seen.place.as_ref()].into_iter().flatten();
    for words in words.chain(seen.messages.iter().map(|message| &message.text)) {
        let found = |bytes: &Vec<u8>| bytes.windows(words.len()).any(|window| window == words.as_bytes());
        assert!(!sealed.iter().any(found), "{words}");
    }
}

/// The whole queue on one page.
fn everything() -> QueueQuery {
    QueueQuery { show: Show::All, paging: Paging::new(1, 1_000), ..QueueQuery::default() }
}

#[tokio::test]
async fn tip_offs_are_there_and_open_for_the_intake_only() {
    let bench = Bench::new().await;
    let summary = demo::fill(&bench.ctx, &Options::on(today())).await.unwrap();
    let intake = intake(&bench).await;
    let all = tips::queue(&bench.ctx, &intake, &everything()).await.unwrap().items;
    assert_eq!((all.len(), summary.tips), (45, 45));
    let sealed = sealed(&bench).await;
    for row in &all {
        check_tip(&bench, &intake, row, &sealed).await;
    }
    assert_eq!(all.iter().filter(|row| row.overdue).count(), 1);
    let count = |status| all.iter().filter(|row| row.status == status).count();
    let counts = TipStatus::ALL.iter().map(|status| count(*status)).collect::<Vec<_>>();
    assert_eq!(counts, [2, 2, 1, 6, 34], "{:?}", TipStatus::ALL);
    // The numbers are those of the end of the last month.
    let told = statistics(&bench.ctx).await.unwrap();
    let rows = tip::Entity::find().all(bench.ctx.store.read()).await.unwrap();
    let earlier: Vec<_> = rows.iter().filter(|row| row.received_at < told.as_of).collect();
    let answered = earlier.iter().filter(|row| row.closed_at.is_some_and(|at| at < told.as_of)).count();
    assert!(earlier.len() < 45 && answered > 10, "{} {answered}", earlier.len());
    assert_eq!((told.total, told.speed.unwrap().answered), (Count::Exactly(earlier.len()), answered));
    let stood = told.statuses.iter().find(|(status, _)| *status == TipStatus::Answered).unwrap().1;
    assert_eq!(stood, Count::Exactly(answered), "by the steps in the log: {:?}", told.statuses);
}

#[tokio::test]
async fn the_year_of_tip_offs_leaves_no_mail_behind() {
    let bench = Bench::new().await;
    let summary = demo::fill(&bench.ctx, &Options { enterprises: 20, ..Options::on(today()) }).await.unwrap();
    assert!(summary.tips > 3);
    let db = bench.ctx.store.read();
    assert_eq!((mail::Entity::find().count(db).await.unwrap(), job::Entity::find().count(db).await.unwrap()), (0, 0));
    let login = account::Entity::find().filter(account::Column::Login.eq("intake")).one(db).await.unwrap().unwrap();
    assert_eq!(login.email.as_deref(), Some("intake@demo.invalid"), "the next one is told");
}

#[tokio::test]
async fn without_keys_there_are_no_tip_offs() {
    let bench = Bench::new().await;
    let now = bench.ctx.now();
    let clock: Clock = std::sync::Arc::new(move || now);
    let ctx = Ctx::at(bench.ctx.store.clone(), clock);
    let summary = demo::fill(&ctx, &Options { enterprises: 20, ..Options::on(today()) }).await.unwrap();
    assert_eq!(summary.tips, 0);
    assert_eq!(tip::Entity::find().count(ctx.store.read()).await.unwrap(), 0);
}
