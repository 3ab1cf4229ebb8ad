//! The tip-offs.

use demo::Options;
use domain::{time::HOUR, tip::TipStatus};
use entities::{account, job, mail, tip, tip_message};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use services::{
    Clock, Ctx,
    accounts::Actor,
    public::{
        Paging,
        tips::{Count, statistics},
    },
    tips::{self, QueueQuery, QueueRow, Show},
};
use testing::Bench;

use super::{person, today};

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
    assert!(
        seen.messages.is_sorted_by_key(|message| message.at.floor(HOUR)) && seen.messages.iter().all(|m| m.at <= now)
    );
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
    let intake = person(&bench, "intake").await;
    let all = tips::queue(&bench.ctx, &intake, &everything()).await.unwrap().items;
    assert_eq!((all.len(), summary.tips), (45, 45));
    let sealed = sealed(&bench).await;
    for row in &all {
        check_tip(&bench, &intake, row, &sealed).await;
    }
    assert_eq!(all.iter().filter(|row| row.overdue).count(), 1);
    let count = |status| all.iter().filter(|row| row.status == status).count();
    let counts = TipStatus::ALL.iter().map(|status| count(*status)).collect::<Vec<_>>();
    // The city stands on a Sunday: what came in the last days has not been looked at.
    assert_eq!(counts, [4, 0, 1, 6, 34], "{:?}", TipStatus::ALL);
    // The numbers are those of the end of a month.
    let told = statistics(&bench.ctx).await.unwrap();
    let rows = tip::Entity::find().all(bench.ctx.store.read()).await.unwrap();
    let as_of = told.as_of.unwrap();
    let earlier: Vec<_> = rows.iter().filter(|row| row.received_at < as_of).collect();
    let answered = earlier.iter().filter(|row| row.closed_at.is_some_and(|at| at < as_of)).count();
    assert!(earlier.len() < 45 && answered > 10, "{} {answered}", earlier.len());
    assert_eq!(told.total, Count::of(earlier.len()));
    assert!(told.speed.unwrap().answered != Count::Few);
    let stood = told.statuses.iter().find(|(status, _)| *status == Some(TipStatus::Answered)).unwrap().1;
    assert_eq!(stood, Count::of(answered), "by the steps in the log: {:?}", told.statuses);
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
