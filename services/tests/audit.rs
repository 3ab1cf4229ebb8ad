//! Reading the log.

use domain::{access::Role, time::DAY};
use serde_json::json;
use services::{
    FormKey,
    accounts::{self, Actor},
    audit::{self, About, Act, Log, Subject, Wanted},
    devices,
};
use testing::{Bench, MN};

async fn read(bench: &Bench, actor: &Actor, wanted: Wanted) -> Log {
    audit::read(&bench.ctx, actor, &wanted).await.unwrap()
}

fn words(log: &Log) -> Vec<&str> {
    log.lines.iter().map(|line| line.word.as_str()).collect()
}

/// Notes a line about something that need not exist.
async fn note(bench: &Bench, actor: Option<&Actor>, act: Act, subject: Subject) {
    let tx = bench.ctx.store.write().await.unwrap();
    audit::note(&tx, &bench.ctx, actor, act, subject, json!({})).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn lines_tell_who_did_what_to_what() {
    let bench = Bench::new().await;
    bench.plating_works().await;
    let (admin, auditor) = (bench.actor(Role::Admin).await, bench.actor(Role::Auditor).await);
    devices::disable(&bench.ctx, &admin, MN, "test", &FormKey::generate()).await.unwrap();
    accounts::end_sessions(&bench.ctx, &admin, auditor.account_id).await.unwrap();
    note(&bench, None, Act::FileTip, Subject("tip", 99)).await;
    note(&bench, Some(&admin), Act::RetryJob, Subject("job", 7)).await;
    let log = read(&bench, &auditor, Wanted::default()).await;
    assert_eq!(words(&log), ["retry-job", "file-tip", "end-sessions", "disable-device"]);
    let abouts: Vec<_> = log.lines.iter().map(|line| line.about.clone()).collect();
    let want = [
        About::Job { id: 7 },
        About::Other("tip/99".into()),
        About::Account { id: auditor.account_id, name: "auditor 甲".into() },
        About::Device { mn: MN.into() },
    ];
    assert_eq!(abouts, want);
    assert_eq!(log.lines[1].who, None);
    assert_eq!(log.lines[2].who.as_ref().unwrap().name, "admin 甲");
    assert_eq!(log.lines[2].act(), Some(Act::EndSessions));
}

#[tokio::test]
async fn the_log_is_narrowed_by_person_act_and_day() {
    let bench = Bench::new().await;
    let (admin, auditor) = (bench.actor(Role::Admin).await, bench.actor(Role::Auditor).await);
    let job = Subject("job", 1);
    note(&bench, Some(&admin), Act::RetryJob, job).await;
    bench.advance(DAY);
    note(&bench, Some(&admin), Act::CloseAccount, job).await;
    note(&bench, Some(&auditor), Act::RetryJob, job).await;
    note(&bench, None, Act::FileTip, job).await;
    let all = Wanted::default;
    assert_eq!(words(&read(&bench, &admin, Wanted { who: Some("ADMIN".into()), ..all() }).await).len(), 2);
    assert_eq!(words(&read(&bench, &admin, Wanted { who: Some("甲 audit".into()), ..all() }).await), ["retry-job"]);
    assert_eq!(words(&read(&bench, &admin, Wanted { act: Some(Act::FileTip), ..all() }).await), ["file-tip"]);
    let first_day = Some(bench.ctx.now().minus(DAY).day());
    assert_eq!(words(&read(&bench, &admin, Wanted { day: first_day, ..all() }).await), ["retry-job"]);
    assert!(read(&bench, &admin, Wanted { who: Some("nobody".into()), ..all() }).await.lines.is_empty());
}

#[tokio::test]
async fn a_long_log_is_read_a_hundred_lines_at_a_time() {
    let bench = Bench::new().await;
    let admin = bench.actor(Role::Admin).await;
    let tx = bench.ctx.store.write().await.unwrap();
    for id in 0..205 {
        let subject = Subject("job", id);
        audit::note(&tx, &bench.ctx, Some(&admin), Act::RetryJob, subject, json!({})).await.unwrap();
    }
    tx.commit().await.unwrap();
    let (mut before, mut seen) = (None, Vec::new());
    loop {
        let log = read(&bench, &admin, Wanted { before, ..Wanted::default() }).await;
        seen.push(log.lines.len());
        before = log.next_before;
        if before.is_none() {
            break;
        }
    }
    assert_eq!(seen, [100, 100, 5]);
}
