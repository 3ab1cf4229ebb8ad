//! Requests that nobody should send, and a database that is gone.

use std::time::Duration;

use axum::http::{Method, StatusCode};
use serde_json::json;
use server::http::{ConnectionTimeouts, serve, serve_with};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpSocket, TcpStream},
    time::timeout,
};

use super::world::World;

#[tokio::test]
async fn a_query_of_a_megabyte_gets_our_page_over_a_real_socket() {
    let world = World::new().await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let server = tokio::spawn(serve(listener, world.router.clone(), world.stop.clone()));
    for (path, kind) in [("/enterprises", "text/html"), ("/api/v1/enterprises", "application/json")] {
        let mut socket = TcpStream::connect(address).await.unwrap();
        let request = format!("GET {path}?q={} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", "a".repeat(1 << 20));
        socket.write_all(request.as_bytes()).await.unwrap();
        let mut answer = String::new();
        socket.read_to_string(&mut answer).await.unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        assert!(head.starts_with("HTTP/1.1 414"), "{head}");
        assert!(head.contains(kind) && body.len() > 50, "{head}\n{body}");
    }
    world.stop.cancel();
    timeout(Duration::from_secs(5), server).await.expect("a stopped server ends").unwrap().unwrap();
}

#[tokio::test]
async fn a_stopping_server_does_not_wait_for_live_streams() {
    let world = World::new().await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let server = tokio::spawn(serve(listener, world.router.clone(), world.stop.clone()));
    let mut socket = TcpStream::connect(address).await.unwrap();
    socket.write_all(b"GET /api/v1/live HTTP/1.1\r\nHost: x\r\n\r\n").await.unwrap();
    let mut begun = [0; 15];
    socket.read_exact(&mut begun).await.unwrap();
    assert_eq!(&begun, b"HTTP/1.1 200 OK");
    world.stop.cancel();
    timeout(Duration::from_secs(5), server).await.expect("a stopped server ends").unwrap().unwrap();
}

#[tokio::test]
async fn a_request_that_comes_byte_by_byte_loses_its_place_and_others_do_not() {
    let world = World::new().await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let short = |millis| Duration::from_millis(millis);
    let timeouts = ConnectionTimeouts {
        first: short(1500),
        idle: short(1500),
        request: short(400),
        kibibyte: short(10),
        ..ConnectionTimeouts::default()
    };
    let server = tokio::spawn(serve_with(listener, world.router.clone(), timeouts, world.stop.clone()));
    let slow_head = b"GET /about HTTP/1.1\r\nHost: x\r\nX-Slow: ";
    let slow_body = b"POST /sign-in HTTP/1.1\r\nHost: x\r\nSec-Fetch-Site: same-origin\r\n\
                      Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\nlogin=";
    for beginning in [&slow_head[..], slow_body] {
        let mut socket = TcpStream::connect(address).await.unwrap();
        socket.write_all(beginning).await.unwrap();
        let dripping = async {
            while socket.write_all(b"a").await.is_ok() {
                tokio::time::sleep(short(50)).await;
            }
        };
        timeout(Duration::from_secs(5), dripping).await.expect("a dripping client is cut off");
    }
    // A stream that is answered goes on beyond the time that a request may take, though nothing more is asked.
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(b"GET /api/v1/live HTTP/1.1\r\nHost: x\r\n\r\n").await.unwrap();
    tokio::time::sleep(short(900)).await;
    let mut begun = [0; 15];
    stream.read_exact(&mut begun).await.unwrap();
    assert_eq!(&begun, b"HTTP/1.1 200 OK");
    // Two requests with a pause on one connection.
    let mut keep = TcpStream::connect(address).await.unwrap();
    for _ in 0..2 {
        keep.write_all(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n").await.unwrap();
        let mut answer = [0; 12];
        keep.read_exact(&mut answer).await.unwrap();
        assert_eq!(&answer, b"HTTP/1.1 200");
        tokio::time::sleep(short(900)).await;
        let mut rest = [0; 4096];
        let _rest = keep.read(&mut rest).await.unwrap();
    }
    let mut silent = TcpStream::connect(address).await.unwrap();
    let closed = timeout(Duration::from_secs(5), silent.read(&mut [0; 8])).await.expect("silence ends");
    assert!(matches!(closed, Ok(0) | Err(_)), "{closed:?}");
    world.stop.cancel();
    timeout(Duration::from_secs(5), server).await.expect("a stopped server ends").unwrap().unwrap();
}

/// That a request was begun is the client's word only, and keeps nobody else out.
#[tokio::test]
async fn an_address_that_begins_more_requests_than_there_are_places_loses_its_own() {
    let world = World::new().await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let timeouts = ConnectionTimeouts { connections: 8, ..ConnectionTimeouts::default() };
    let server = tokio::spawn(serve_with(listener, world.router.clone(), timeouts, world.stop.clone()));
    let head = b"GET / HTTP/1.1\r\nHost: x\r\nX-A: a";
    let body = b"POST /sign-in HTTP/1.1\r\nHost: x\r\nSec-Fetch-Site: same-origin\r\n\
                 Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 100000\r\n\r\nlogin=";
    for beginning in [&head[..], body] {
        let mut flood = Vec::new();
        for _ in 0..24 {
            let socket = TcpSocket::new_v4().unwrap();
            socket.bind("127.0.0.5:0".parse().unwrap()).unwrap();
            let mut socket = socket.connect(address).await.unwrap();
            // Some of them have been sent away already.
            let _sent = socket.write_all(beginning).await;
            flood.push(socket);
        }
        tokio::time::sleep(Duration::from_millis(300)).await;
        for _ in 0..3 {
            let asking = async {
                let mut honest = TcpStream::connect(address).await.unwrap();
                honest.write_all(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n").await.unwrap();
                read_answer(&mut honest).await
            };
            let answer = timeout(Duration::from_secs(10), asking).await.expect("kept out");
            assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
        }
    }
    world.stop.cancel();
    server.abort();
}

/// An answer that goes on, as a live stream does, is served to its end: in a full house those give way who are there for
/// nothing, and not the one whose address happens to come last.
#[tokio::test]
async fn who_is_being_answered_keeps_the_place() {
    let world = World::new().await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let timeouts = ConnectionTimeouts { connections: 16, ..ConnectionTimeouts::default() };
    let server = tokio::spawn(serve_with(listener, world.router.clone(), timeouts, world.stop.clone()));
    let from = async |last: u8| {
        let socket = TcpSocket::new_v4().unwrap();
        socket.bind(format!("127.0.0.{last}:0").parse().unwrap()).unwrap();
        socket.connect(address).await.unwrap()
    };
    let mut stream = from(200).await;
    stream.write_all(b"GET /api/v1/live HTTP/1.1\r\nHost: x\r\n\r\n").await.unwrap();
    let mut begun = vec![0; 4096];
    let mut read = 0;
    // Its first sign of life, after the head.
    while !begun[..read].windows(6).any(|six| six == b": here") {
        read += timeout(Duration::from_secs(10), stream.read(&mut begun[read..])).await.unwrap().unwrap();
    }
    let mut others = Vec::new();
    for last in 2..30 {
        others.push(from(last).await);
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let ended = timeout(Duration::from_millis(500), stream.read(&mut begun)).await;
    assert!(ended.is_err(), "the stream goes on: {ended:?}");
    let mut newcomer = from(40).await;
    newcomer.write_all(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n").await.unwrap();
    let answer = timeout(Duration::from_secs(10), read_answer(&mut newcomer)).await.expect("kept out");
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    world.stop.cancel();
    server.abort();
}

/// A refusal at the head of a request does not cut off whoever is still sending its body.
#[tokio::test]
async fn a_refusal_arrives_although_nobody_reads_the_body() {
    let world = World::new().await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let server = tokio::spawn(serve(listener, world.router.clone(), world.stop.clone()));
    let mut socket = TcpStream::connect(address).await.unwrap();
    let cases = [
        ("POST /fn/filing/draft/save", "", 32 << 20, "413"),
        ("POST /fn/filing/draft/save", "Sec-Fetch-Site: same-origin\r\n", 2 << 20, "401"),
        ("POST /sign-in", "Sec-Fetch-Site: cross-site\r\n", 2 << 20, "403"),
        ("POST /bureau/register/import", "Sec-Fetch-Site: same-origin\r\n", 80 << 20, "401"),
        ("PUT /about", "", 2 << 20, "405"),
        ("POST /api/v1/nothing", "", 2 << 20, "404"),
    ];
    for (asked, header, length, status) in cases {
        let head = format!(
            "{asked} HTTP/1.1\r\nHost: x\r\n{header}Content-Type: application/json\r\nContent-Length: {length}\r\n\r\n"
        );
        socket.write_all(head.as_bytes()).await.unwrap();
        let blanks = vec![b' '; 1 << 16];
        for _ in 0..length >> 16 {
            socket.write_all(&blanks).await.unwrap_or_else(|error| panic!("{asked}: {error}"));
        }
        let answer = read_answer(&mut socket).await;
        assert!(answer.starts_with(&format!("HTTP/1.1 {status}")), "{asked}: {answer}");
        assert!(!answer.to_lowercase().contains("connection: close"), "the connection goes on: {answer}");
    }
    // What nobody reads to its end is refused with a word about the connection.
    let mut socket = TcpStream::connect(address).await.unwrap();
    let endless = "POST /fn/filing/draft/save HTTP/1.1\r\nHost: x\r\nContent-Length: 1073741824\r\n\r\n";
    socket.write_all(endless.as_bytes()).await.unwrap();
    let answer = read_answer(&mut socket).await.to_lowercase();
    assert!(answer.starts_with("http/1.1 413") && answer.contains("connection: close"), "{answer}");
    world.stop.cancel();
    timeout(Duration::from_secs(5), server).await.expect("a stopped server ends").unwrap().unwrap();
}

/// The head of the next answer; its body is read and left out.
async fn read_answer(socket: &mut TcpStream) -> String {
    let mut answer = Vec::new();
    let end = loop {
        if let Some(end) = answer.windows(4).position(|four| four == b"\r\n\r\n") {
            break end + 4;
        }
        assert!(socket.read_buf(&mut answer).await.unwrap() > 0, "{}", String::from_utf8_lossy(&answer));
    };
    let head = String::from_utf8_lossy(&answer[..end]).into_owned();
    let length =
        head.to_lowercase().split("content-length: ").nth(1).and_then(|rest| rest.lines().next()?.parse().ok());
    let whole = end + length.unwrap_or(0);
    while answer.len() < whole {
        assert!(socket.read_buf(&mut answer).await.unwrap() > 0);
    }
    assert_eq!(answer.len(), whole, "{head}");
    head
}

#[tokio::test]
async fn addresses_and_bodies_beyond_their_limits_are_refused() {
    let world = World::new().await;
    let long = format!("/enterprises?q={}", "a".repeat(9000));
    let page = world.get(&long).await;
    assert_eq!((page.status, page.header("content-type")), (StatusCode::URI_TOO_LONG, "text/html; charset=utf-8"));
    assert!(!page.text().contains("aaaaaaaa"), "the page does not repeat what it refuses");
    let data = world.get(&format!("/api/v1{long}")).await;
    assert_eq!((data.status, &data.json()["error"]["code"]), (StatusCode::URI_TOO_LONG, &json!("uri_too_long")));
    let heavy = world.ask(Method::POST, "/api/v1/cases", &[("content-length", "99999999")]).await;
    assert_eq!((heavy.status, &heavy.json()["error"]["code"]), (StatusCode::PAYLOAD_TOO_LARGE, &json!("too_large")));
}

#[tokio::test]
async fn wrong_ids_and_methods_on_pages_get_pages() {
    let world = World::new().await;
    for address in [
        "/nothing",
        "/enterprises/1",
        "/enterprises/91350100M000100Y44",
        "/cases/%00",
        "/cases/%FF",
        "/enterprises/91350100M000100Y43/outlets/DW999",
        "/enterprises/91350100M000100Y43/outlets/x",
        "/pkg/../Cargo.toml",
    ] {
        let answer = world.get(address).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{address}");
        assert!(answer.header("content-type").starts_with("text/html"), "{address}");
        assert!(answer.text().contains("<h1>"), "{address}");
    }
    let posted = world.ask(Method::POST, "/about", &[]).await;
    assert_eq!(posted.status, StatusCode::METHOD_NOT_ALLOWED);
    assert!(posted.text().contains("<h1>") && posted.header("allow").contains("GET"));
}

#[tokio::test]
async fn a_database_that_is_gone_is_said_and_nothing_else() {
    let world = World::new().await;
    world.bench.ctx.store.clone().close().await.unwrap();
    let data = world.get("/api/v1/cases").await;
    assert_eq!((data.status, &data.json()["error"]["code"]), (StatusCode::SERVICE_UNAVAILABLE, &json!("unavailable")));
    let page = world.get("/cases").await;
    assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE);
    for answer in [&data, &page] {
        let text = answer.text().to_lowercase();
        assert!(!["sqlx", "sqlite", "postgres", "pool", "select"].iter().any(|word| text.contains(word)), "{text}");
    }
    assert_eq!(world.get("/readyz").await.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(world.get("/healthz").await.status, StatusCode::OK);
}
