//! Work after the answer, and mail.

use std::{
    sync::atomic::{AtomicBool, Ordering},
    time::Duration,
};

use domain::{
    access::Role,
    time::{DAY, HOUR, MINUTE},
};
use entities::{job, mail as mail_row};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait};
use services::{
    accounts::Actor,
    jobs::{self, Job, MOST_ATTEMPTS, SendMail, Waiting},
    mail::{self, Mailer, PasswordChanged},
    worker,
};
use testing::Bench;
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
};
use tokio_util::sync::CancellationToken;

async fn write_to(bench: &Bench, recipient: &str) {
    let tx = bench.ctx.store.write().await.unwrap();
    let template = PasswordChanged { name: "甲", at: bench.ctx.now() };
    mail::queue(&tx, &bench.ctx, recipient.to_owned(), &template).await.unwrap();
    tx.commit().await.unwrap();
}

async fn waiting(bench: &Bench, admin: &Actor) -> Vec<Waiting> {
    jobs::list(&bench.ctx, admin).await.unwrap().jobs
}

async fn mails(bench: &Bench) -> Vec<mail_row::Model> {
    mail_row::Entity::find().all(bench.ctx.store.read()).await.unwrap()
}

#[tokio::test]
async fn nothing_is_sent_for_what_was_not_committed() {
    let bench = Bench::new().await;
    let tx = bench.ctx.store.write().await.unwrap();
    let template = PasswordChanged { name: "甲", at: bench.ctx.now() };
    mail::queue(&tx, &bench.ctx, "a@example.com".to_owned(), &template).await.unwrap();
    tx.rollback().await.unwrap();
    bench.drain_jobs().await;
    assert!(bench.ctx.mailer().sent().is_empty());
    write_to(&bench, "a@example.com").await;
    bench.drain_jobs().await;
    assert_eq!(bench.ctx.mailer().sent().len(), 1);
    assert!(!worker::run_one(&bench.ctx).await.unwrap(), "done jobs are gone");
}

#[tokio::test]
async fn a_dead_mail_server_delays_and_loses_nothing() {
    let mut bench = Bench::new().await;
    let admin = bench.actor(Role::Admin).await;
    // A port on which nobody listens any more.
    let port = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap().port();
    let folder = tempfile::tempdir().unwrap();
    let dead = Mailer::new(&format!("smtp://127.0.0.1:{port}"), "portal@example.org", folder.path()).unwrap();
    let alive = bench.ctx.mailer();
    bench.ctx = bench.ctx.clone().with_mailer(dead);
    write_to(&bench, "a@example.com").await;
    bench.drain_jobs().await;
    let stuck = waiting(&bench, &admin).await;
    assert_eq!((stuck.len(), stuck[0].attempts, stuck[0].failed_at), (1, 1, None));
    assert!(stuck[0].last_error.is_some() && stuck[0].run_after > bench.ctx.now());
    bench.advance(3 * HOUR);
    bench.drain_jobs().await;
    assert_eq!(mails(&bench).await[0].attempts, 2, "tried again, and once only");

    bench.ctx = bench.ctx.clone().with_mailer(alive);
    bench.advance(HOUR);
    bench.drain_jobs().await;
    assert_eq!(bench.ctx.mailer().sent().len(), 1);
    let row = mails(&bench).await.remove(0);
    assert_eq!((row.sent_at, row.last_error), (Some(bench.ctx.now()), None));
}

#[tokio::test]
async fn in_the_end_a_job_is_given_up_stays_visible_and_can_be_started_again() {
    let mut bench = Bench::new().await;
    let admin = bench.actor(Role::Admin).await;
    let alive = bench.ctx.mailer();
    bench.ctx = bench.ctx.clone().with_mailer(Mailer::default());
    write_to(&bench, "a@example.com").await;
    for _ in 0..MOST_ATTEMPTS + 5 {
        bench.drain_jobs().await;
        bench.advance(5 * HOUR);
    }
    let given_up = waiting(&bench, &admin).await.remove(0);
    assert_eq!(given_up.attempts, MOST_ATTEMPTS);
    assert!(given_up.failed_at.is_some());
    bench.ctx = bench.ctx.clone().with_mailer(alive);
    bench.advance(DAY);
    bench.drain_jobs().await;
    assert!(bench.ctx.mailer().sent().is_empty(), "not by itself");
    jobs::retry(&bench.ctx, &admin, given_up.id).await.unwrap();
    bench.drain_jobs().await;
    assert_eq!(bench.ctx.mailer().sent().len(), 1);
    assert_eq!(bench.audit().await, [format!("retry-job admin job/{}", given_up.id)]);
}

#[tokio::test]
async fn what_can_never_work_is_given_up_at_once() {
    let mut bench = Bench::new().await;
    let admin = bench.actor(Role::Admin).await;
    let folder = tempfile::tempdir().unwrap();
    bench.ctx = bench.ctx.clone().with_mailer(Mailer::new("file", "portal@example.org", folder.path()).unwrap());
    write_to(&bench, "not an address").await;
    let tx = bench.ctx.store.write().await.unwrap();
    jobs::enqueue(&tx, &bench.ctx, &Job::SendMail(SendMail { mail_id: 999 }), bench.ctx.now()).await.unwrap();
    let unknown = job::ActiveModel {
        kind: Set("from-the-future".to_owned()),
        payload: Set("{}".to_owned()),
        run_after: Set(bench.ctx.now()),
        attempts: Set(0),
        created_at: Set(bench.ctx.now()),
        ..Default::default()
    };
    unknown.insert(&tx).await.unwrap();
    tx.commit().await.unwrap();
    bench.drain_jobs().await;
    let given_up = waiting(&bench, &admin).await;
    let seen: Vec<_> = given_up.iter().map(|job| (job.attempts, job.failed_at.is_some())).collect();
    assert_eq!(seen, [(1, true); 3]);
}

#[tokio::test]
async fn a_worker_that_crashed_gives_its_job_back() {
    let bench = Bench::new().await;
    write_to(&bench, "a@example.com").await;
    // As if claimed and never heard of again: the claim itself is all that a crash leaves behind.
    let tx = bench.ctx.store.write().await.unwrap();
    let row = job::Entity::find().one(&tx).await.unwrap().unwrap();
    let claimed = job::ActiveModel {
        id: Set(row.id),
        attempts: Set(1),
        run_after: Set(bench.ctx.now().plus(10 * MINUTE)),
        ..Default::default()
    };
    claimed.update(&tx).await.unwrap();
    tx.commit().await.unwrap();
    bench.drain_jobs().await;
    assert!(bench.ctx.mailer().sent().is_empty());
    bench.advance(10 * MINUTE);
    bench.drain_jobs().await;
    assert_eq!(bench.ctx.mailer().sent().len(), 1);
}

#[tokio::test]
async fn two_workers_do_every_job_once_and_stop_when_told() {
    let bench = Bench::new().await;
    for number in 0..20 {
        write_to(&bench, &format!("a{number}@example.com")).await;
    }
    let stop = CancellationToken::new();
    let workers = worker::start(bench.ctx.clone(), stop.clone());
    let all = async {
        while bench.ctx.mailer().sent().len() < 20 {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(30), all).await.unwrap();
    stop.cancel();
    tokio::time::timeout(Duration::from_secs(5), workers).await.unwrap().unwrap();
    let mut recipients: Vec<_> = bench.ctx.mailer().sent().into_iter().map(|letter| letter.recipient).collect();
    recipients.sort_unstable();
    recipients.dedup();
    assert_eq!(recipients.len(), 20);
    assert!(job::Entity::find().one(bench.ctx.store.read()).await.unwrap().is_none());
}

#[tokio::test]
async fn files_and_a_server_get_the_same_letter() {
    let mut bench = Bench::new().await;
    let folder = tempfile::tempdir().unwrap();
    let inbox = folder.path().join("mail");
    bench.ctx = bench.ctx.clone().with_mailer(Mailer::new("file", "Portal <portal@example.org>", &inbox).unwrap());
    write_to(&bench, "a@example.com").await;
    bench.drain_jobs().await;
    let id = mails(&bench).await[0].id;
    let filed = std::fs::read_to_string(inbox.join(format!("{id}.eml"))).unwrap();
    for line in ["From: Portal <portal@example.org>", "To: a@example.com", "Content-Type: text/plain; charset=utf-8"] {
        assert!(filed.contains(line), "{line} in {filed}");
    }
    assert_eq!(std::fs::read_dir(&inbox).unwrap().count(), 1, "nothing half-written is left");

    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("smtp://{}", listener.local_addr().unwrap());
    bench.ctx = bench.ctx.clone().with_mailer(Mailer::new(&url, "portal@example.org", folder.path()).unwrap());
    write_to(&bench, "refused@example.com").await;
    write_to(&bench, "b@example.com").await;
    let server = tokio::spawn(post_office(listener));
    bench.drain_jobs().await;
    server.abort();
    let rows = mails(&bench).await;
    assert!(rows[1].last_error.as_deref().unwrap().contains("no such mailbox"), "{rows:?}");
    assert_eq!((rows[1].sent_at, rows[2].sent_at), (None, Some(bench.ctx.now())));
}

/// Just enough of a mail server: takes everything but mail to `refused@`.
async fn post_office(listener: TcpListener) {
    loop {
        let (socket, _) = listener.accept().await.unwrap();
        tokio::spawn(converse(socket));
    }
}

async fn converse(socket: TcpStream) {
    static IN_TEXT: AtomicBool = AtomicBool::new(false);
    let mut socket = BufReader::new(socket);
    socket.write_all(b"220 ready\r\n").await.unwrap();
    let mut line = String::new();
    while {
        line.clear();
        socket.read_line(&mut line).await.unwrap_or(0) > 0
    } {
        let text = IN_TEXT.load(Ordering::Relaxed);
        let answer: &[u8] = match line.trim_end() {
            "." => {
                IN_TEXT.store(false, Ordering::Relaxed);
                b"250 kept\r\n"
            }
            _ if text => continue,
            "DATA" => {
                IN_TEXT.store(true, Ordering::Relaxed);
                b"354 go on\r\n"
            }
            "QUIT" => b"221 bye\r\n",
            command if command.starts_with("RCPT TO:<refused@") => b"550 no such mailbox\r\n",
            _ => b"250 ok\r\n",
        };
        if socket.write_all(answer).await.is_err() {
            return;
        }
    }
}

#[tokio::test]
async fn the_queue_tells_what_waits_and_to_whom() {
    let mut bench = Bench::new().await;
    let (admin, auditor) = (bench.actor(Role::Admin).await, bench.actor(Role::Auditor).await);
    let folder = tempfile::tempdir().unwrap();
    bench.ctx = bench.ctx.clone().with_mailer(Mailer::new("file", "portal@example.org", folder.path()).unwrap());
    write_to(&bench, "not an address").await;
    bench.drain_jobs().await;
    write_to(&bench, "zhou@example.com").await;
    let queue = jobs::list(&bench.ctx, &admin).await.unwrap();
    assert_eq!((queue.failed, queue.waiting, queue.unsent), (1, 1, 2));
    let recipients = |queue: &jobs::Queue| {
        let letters = queue.jobs.iter().map(|job| job.letter.clone().unwrap());
        letters.map(|letter| letter.recipient).collect::<Vec<_>>()
    };
    assert_eq!(recipients(&queue), ["not an address", "zhou@example.com"], "what was given up comes first");
    let queue = jobs::list(&bench.ctx, &auditor).await.unwrap();
    assert_eq!(recipients(&queue), ["…", "…@example.com"]);
    bench.drain_jobs().await;
    let queue = jobs::list(&bench.ctx, &admin).await.unwrap();
    assert_eq!((queue.failed, queue.waiting, queue.unsent), (1, 0, 1));
}

/// A mail server that accepts and says nothing.
async fn silent() -> (TcpListener, Mailer) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let mailer = Mailer::new(&format!("smtp://127.0.0.1:{port}"), "portal@example.org", std::path::Path::new("."));
    (listener, mailer.unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_silent_mail_server_stops_neither_other_work_nor_the_end() {
    let mut bench = Bench::new().await;
    let admin = bench.actor(Role::Admin).await;
    let (_listener, mailer) = silent().await;
    bench.ctx = bench.ctx.clone().with_mailer(mailer);
    for number in 0..10 {
        write_to(&bench, &format!("a{number}@example.com")).await;
    }
    let tx = bench.ctx.store.write().await.unwrap();
    let check = Job::CrossCheck(jobs::CrossCheck { version_id: 999 });
    jobs::enqueue(&tx, &bench.ctx, &check, bench.ctx.now()).await.unwrap();
    tx.commit().await.unwrap();
    let stop = CancellationToken::new();
    let workers = worker::start(bench.ctx.clone(), stop.clone());
    let is_over = async {
        loop {
            let jobs = waiting(&bench, &admin).await;
            if jobs.iter().any(|job| job.kind == "cross-check" && job.failed_at.is_some()) {
                break;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(5), is_over).await.expect("a cross-check behind ten mails is run");
    stop.cancel();
    tokio::time::timeout(Duration::from_secs(10), workers).await.expect("the workers end").unwrap();
    assert!(waiting(&bench, &admin).await.iter().filter(|job| job.kind == "send-mail").count() == 10, "none is lost");
}

/// A server that accepts and says nothing is let go of, and the mail waits for another try.
#[tokio::test(flavor = "multi_thread")]
async fn the_patience_with_a_silent_mail_server_ends() {
    let mut bench = Bench::new().await;
    let admin = bench.actor(Role::Admin).await;
    let (_listener, mailer) = silent().await;
    let alive = bench.ctx.mailer();
    bench.ctx = bench.ctx.clone().with_mailer(mailer.within(Duration::from_millis(200)));
    write_to(&bench, "a@example.com").await;
    let tried = tokio::time::timeout(Duration::from_secs(15), worker::run_one(&bench.ctx)).await;
    assert!(tried.expect("the patience ends").unwrap(), "there was a mail to hand over");
    let stuck = waiting(&bench, &admin).await.remove(0);
    assert_eq!((stuck.attempts, stuck.failed_at), (1, None), "put back");
    assert!(stuck.run_after > bench.ctx.now());
    let said = stuck.last_error.unwrap();
    assert!(said.contains("did not finish within 0.2 seconds"), "{said}");
    bench.ctx = bench.ctx.clone().with_mailer(alive);
    bench.advance(3 * HOUR);
    bench.drain_jobs().await;
    assert_eq!(bench.ctx.mailer().sent().len(), 1, "tried again");
}

#[tokio::test]
async fn mail_says_where_to_sign_in_where_that_is_known() {
    let bench = Bench::new().await;
    let ctx = bench.ctx.clone().with_public_url(Some("https://mingjian.example/"));
    let tx = ctx.store.write().await.unwrap();
    let template = PasswordChanged { name: "甲", at: ctx.now() };
    mail::queue(&tx, &ctx, "a@example.com".to_owned(), &template).await.unwrap();
    tx.commit().await.unwrap();
    assert!(mails(&bench).await[0].body.ends_with("https://mingjian.example/sign-in\n"));
}
