//! Being told: by mail and by the webhook, to each as they chose.

use std::{
    fs,
    os::unix::fs::PermissionsExt as _,
    time::{Duration, Instant},
};

use domain::{access::Role, message_kind::MessageKind, time::HOUR};
use services::{
    Conflict, Error,
    accounts::{Actor, reset_password},
    messages::{Choice, choose, post_again, posted, told},
    tips::{NewTip, file},
    webhook::{PATIENCE, Payload, Webhook, sign},
};
use testing::{Bench, CREDIT_CODE, client};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
};

async fn bench() -> Bench {
    let mut bench = Bench::new().await;
    bench.plating_works().await;
    bench.ctx = bench.ctx.clone().with_webhook(Webhook::memory());
    bench
}

fn tip() -> NewTip {
    NewTip { enterprise: Some(CREDIT_CODE.parse().unwrap()), text: "夜里排黑水".into(), ..NewTip::default() }
}

/// Gives somebody a new password, of which they are told.
async fn reset(bench: &Bench, admin: &Actor, whose: &Actor) {
    reset_password(&bench.ctx, admin, whose.account_id, "a new long password".into()).await.unwrap();
}

fn payloads(bench: &Bench) -> Vec<Payload> {
    bench.ctx.webhook().received().iter().map(|one| serde_json::from_str(&one.body).unwrap()).collect()
}

#[tokio::test]
async fn a_message_goes_by_every_way_that_there_is() {
    let bench = bench().await;
    let (admin, officer) = (bench.actor(Role::Admin).await, bench.actor(Role::Officer).await);
    reset(&bench, &admin, &officer).await;
    bench.drain_jobs().await;
    assert_eq!(bench.ctx.mailer().sent().len(), 1);
    let told = payloads(&bench);
    assert_eq!((told.len(), told[0].kind, &*told[0].to), (1, MessageKind::Account, "officer"));
    assert!(told[0].subject.zh.contains("密码") && told[0].text.en.contains("password"), "{told:?}");
    assert!(told[0].at.ends_with("+08:00"));
}

#[tokio::test]
async fn without_a_webhook_nothing_is_written_for_one() {
    let bench = Bench::new().await;
    let (admin, officer) = (bench.actor(Role::Admin).await, bench.actor(Role::Officer).await);
    reset(&bench, &admin, &officer).await;
    bench.drain_jobs().await;
    let page = posted(&bench.ctx, &admin).await.unwrap();
    assert_eq!((page.is_set, page.total, bench.ctx.mailer().sent().len()), (false, 0, 1));
}

/// Once an hour, and nothing of the tip-off.
#[tokio::test]
async fn of_tip_offs_only_the_news_leaves() {
    let bench = bench().await;
    bench.actor(Role::Intake).await;
    for n in 1..=2 {
        file(&bench.ctx, tip(), client(n)).await.unwrap();
    }
    bench.advance(HOUR);
    bench.drain_jobs().await;
    let told = bench.ctx.webhook().received();
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(payloads(&bench)[0].kind == MessageKind::Tips);
    for secret in ["黑水", CREDIT_CODE] {
        assert!(!told[0].body.contains(secret), "{told:?}");
    }
}

#[tokio::test]
async fn each_is_told_as_they_chose_but_always_of_their_account() {
    let bench = bench().await;
    let (admin, intake) = (bench.actor(Role::Admin).await, bench.actor(Role::Intake).await);
    let only = |by_mail, by_webhook| {
        [MessageKind::Tips, MessageKind::Account].map(|kind| Choice { kind, by_mail, by_webhook })
    };
    choose(&bench.ctx, &intake, &only(false, true)).await.unwrap();
    choose(&bench.ctx, &intake, &only(false, false)).await.unwrap();
    let kept = told(&bench.ctx, &intake).await.unwrap();
    let choice = |kind| kept.choices.iter().find(|choice| choice.kind == kind).copied().unwrap();
    assert!(!choice(MessageKind::Tips).by_mail && !choice(MessageKind::Tips).by_webhook);
    assert!(choice(MessageKind::Account).by_mail && kept.has_mail && kept.has_webhook);
    file(&bench.ctx, tip(), client(1)).await.unwrap();
    bench.advance(HOUR);
    bench.drain_jobs().await;
    assert!(bench.ctx.webhook().received().is_empty() && bench.ctx.mailer().sent().is_empty());
    reset(&bench, &admin, &intake).await;
    bench.drain_jobs().await;
    assert_eq!((payloads(&bench).len(), bench.ctx.mailer().sent().len()), (1, 1));
}

#[tokio::test]
async fn what_the_receiver_lost_is_posted_again_under_its_number() {
    let bench = bench().await;
    let (admin, officer) = (bench.actor(Role::Admin).await, bench.actor(Role::Officer).await);
    reset(&bench, &admin, &officer).await;
    let waiting = posted(&bench.ctx, &admin).await.unwrap();
    let id = waiting.newest[0].id;
    assert_eq!((waiting.total, waiting.waiting), (1, 1));
    let early = post_again(&bench.ctx, &admin, id).await;
    assert!(matches!(early, Err(Error::Conflict(Conflict::NotReady(_)))), "{early:?}");
    bench.drain_jobs().await;
    post_again(&bench.ctx, &admin, id).await.unwrap();
    bench.drain_jobs().await;
    let received = bench.ctx.webhook().received();
    assert_eq!(received.len(), 2);
    assert_eq!(received[0], received[1]);
    assert!(matches!(post_again(&bench.ctx, &officer, id).await, Err(Error::Forbidden)));
    assert!(bench.audit().await.contains(&format!("post-again admin webhook_message/{id}")));
}

/// Takes one request and gives an answer to it; returns what came.
async fn receive(listener: &TcpListener, answer: &str) -> String {
    let (mut stream, _) = listener.accept().await.unwrap();
    let mut came = Vec::new();
    let mut part = [0; 4_096];
    loop {
        let read = stream.read(&mut part).await.unwrap();
        came.extend_from_slice(&part[..read]);
        let text = String::from_utf8_lossy(&came);
        let length = text.lines().find_map(|line| line.strip_prefix("content-length: ")?.parse::<usize>().ok());
        let whole = text.split_once("\r\n\r\n").zip(length).is_some_and(|((_, body), length)| body.len() >= length);
        if read == 0 || whole {
            break;
        }
    }
    stream.write_all(answer.as_bytes()).await.unwrap();
    String::from_utf8(came).unwrap()
}

const SECRET: &str = "s3cret-of-the-city-0123456789abcdef";

/// A webhook to a program on this machine, which the caller plays.
async fn receiver(patience: Duration) -> (Webhook, TcpListener) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("secret");
    fs::write(&file, format!("{SECRET}\n")).unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/messages", listener.local_addr().unwrap());
    (Webhook::new(&url, &file, patience).unwrap(), listener)
}

#[tokio::test]
async fn a_receiver_that_fails_gets_it_again_signed_anew() {
    let (webhook, listener) = receiver(PATIENCE).await;
    let mut bench = bench().await;
    bench.ctx = bench.ctx.clone().with_webhook(webhook);
    let (admin, officer) = (bench.actor(Role::Admin).await, bench.actor(Role::Officer).await);
    reset(&bench, &admin, &officer).await;

    let broken =
        "HTTP/1.1 302 Found\r\nlocation: http://elsewhere.example/\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";
    let ((), _came) = tokio::join!(bench.drain_jobs(), receive(&listener, broken));
    let page = posted(&bench.ctx, &admin).await.unwrap();
    let one = &page.newest[0];
    assert_eq!((one.attempts, one.sent_at), (1, None));
    assert_eq!(one.last_error.as_deref(), Some("the webhook answered 302"), "it is not followed");

    bench.advance(HOUR);
    let taken = "HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n";
    let ((), came) = tokio::join!(bench.drain_jobs(), receive(&listener, taken));
    let (head, body) = came.split_once("\r\n\r\n").unwrap();
    assert!(head.starts_with("POST /messages HTTP/1.1"), "{head}");
    let signature = format!("mingjian-signature: {}", sign(SECRET.as_bytes(), bench.ctx.now(), body));
    assert!(head.contains(&signature), "{head}\nwanted {signature}");
    assert!(head.contains(&format!("mingjian-message: {}", one.id)), "{head}");
    assert!(posted(&bench.ctx, &admin).await.unwrap().newest[0].sent_at.is_some());
}

/// It takes the connection and says nothing, or half a line, for ever: the message is put back, says why, and is posted again.
#[tokio::test]
async fn a_receiver_that_never_answers_holds_nothing_up() {
    for half in ["", "HTTP/1.1 200 O"] {
        let (webhook, listener) = receiver(Duration::from_secs(1)).await;
        let mut bench = bench().await;
        bench.ctx = bench.ctx.clone().with_webhook(webhook);
        let (admin, officer) = (bench.actor(Role::Admin).await, bench.actor(Role::Officer).await);
        reset(&bench, &admin, &officer).await;

        let silent = async {
            let (mut stream, _) = listener.accept().await.unwrap();
            stream.write_all(half.as_bytes()).await.unwrap();
            stream
        };
        let begun = Instant::now();
        // The connection stays open until the end.
        let ((), _held) = tokio::join!(bench.drain_jobs(), silent);
        assert!(begun.elapsed() < Duration::from_secs(15), "as long as was set, and not as long as is usual");
        let page = posted(&bench.ctx, &admin).await.unwrap();
        let one = &page.newest[0];
        assert_eq!((page.waiting, one.attempts, one.sent_at), (1, 1, None), "after {half:?}");
        assert_eq!(one.last_error.as_deref(), Some("the webhook did not answer within 1 seconds"), "after {half:?}");

        bench.advance(HOUR);
        let taken = "HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n";
        let ((), came) = tokio::join!(bench.drain_jobs(), receive(&listener, taken));
        assert!(came.contains(&format!("mingjian-message: {}", one.id)), "under the same number: {came}");
        let page = posted(&bench.ctx, &admin).await.unwrap();
        assert_eq!((page.waiting, page.newest[0].attempts), (0, 2), "after {half:?}");
        assert!(page.newest[0].sent_at.is_some());
    }
}
