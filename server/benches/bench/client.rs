//! A small HTTP client that keeps its connection: enough to count answers, little enough not to be what is measured.

use std::{
    net::SocketAddr,
    time::{Duration, Instant},
};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

/// Connections at a time.
const CONNECTIONS: usize = 16;

/// The body of one answer, as a browser that takes brotli gets it.
pub async fn get(address: SocketAddr, path: &str) -> Vec<u8> {
    let mut socket = TcpStream::connect(address).await.unwrap();
    let mut buffer = Vec::new();
    ask(&mut socket, &request(path), &mut buffer).await
}

/// Requests a second over all connections.
pub async fn rate(address: SocketAddr, path: &str, seconds: f64) -> f64 {
    let started = Instant::now();
    let clients: Vec<_> = (0..CONNECTIONS)
        .map(|_| {
            let request = request(path);
            tokio::spawn(async move {
                let mut socket = TcpStream::connect(address).await.unwrap();
                socket.set_nodelay(true).unwrap();
                let (mut buffer, mut count) = (Vec::new(), 0_u32);
                while started.elapsed().as_secs_f64() < seconds {
                    ask(&mut socket, &request, &mut buffer).await;
                    count += 1;
                }
                count
            })
        })
        .collect();
    let mut total = 0;
    for client in clients {
        total += client.await.unwrap();
    }
    f64::from(total) / started.elapsed().as_secs_f64()
}

/// Milliseconds of each of so many requests a second, sent at their time whether or not earlier ones were answered.
pub async fn latencies(address: SocketAddr, path: &str, per_second: u32, seconds: u32) -> Vec<f64> {
    let requests: Vec<_> = paced(per_second, seconds, |_| {
        let request = request(path);
        async move {
            let started = Instant::now();
            let mut socket = TcpStream::connect(address).await.unwrap();
            ask(&mut socket, &request, &mut Vec::new()).await;
            started.elapsed().as_secs_f64() * 1_000.0
        }
    })
    .await;
    requests
}

/// Starts so many pieces of work a second, and waits for all of them.
pub async fn paced<T: Send + 'static, W: Future<Output = T> + Send + 'static>(
    per_second: u32,
    seconds: u32,
    work: impl Fn(u32) -> W,
) -> Vec<T> {
    let mut tick = tokio::time::interval(Duration::from_secs(1) / per_second);
    let mut running = Vec::new();
    for number in 0..per_second * seconds {
        tick.tick().await;
        running.push(tokio::spawn(work(number)));
    }
    futures::future::join_all(running).await.into_iter().map(Result::unwrap).collect()
}

/// Sends a form and answers the status.
pub async fn post(address: SocketAddr, path: &str, form: &str) -> u16 {
    let mut socket = TcpStream::connect(address).await.unwrap();
    let head = "Connection: close\r\nContent-Type: application/x-www-form-urlencoded";
    let request =
        format!("POST {path} HTTP/1.1\r\nHost: localhost\r\n{head}\r\nContent-Length: {}\r\n\r\n{form}", form.len());
    socket.write_all(request.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    socket.read_to_end(&mut answer).await.unwrap();
    String::from_utf8_lossy(&answer).split(' ').nth(1).unwrap().parse().unwrap()
}

fn request(path: &str) -> Vec<u8> {
    format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: br\r\n\r\n").into_bytes()
}

async fn ask(socket: &mut TcpStream, request: &[u8], buffer: &mut Vec<u8>) -> Vec<u8> {
    socket.write_all(request).await.unwrap();
    buffer.clear();
    loop {
        assert!(socket.read_buf(buffer).await.unwrap() > 0, "hung up");
        let Some(end) = buffer.windows(4).position(|four| four == b"\r\n\r\n") else { continue };
        let head = String::from_utf8_lossy(&buffer[..end]).to_ascii_lowercase();
        assert!(head.starts_with("http/1.1 200"), "{head}");
        if head.contains("transfer-encoding: chunked") {
            if buffer.ends_with(b"0\r\n\r\n") {
                return unchunk(&buffer[end + 4..]);
            }
            continue;
        }
        let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")).unwrap();
        let whole = end + 4 + length.parse::<usize>().unwrap();
        if buffer.len() >= whole {
            return buffer[end + 4..whole].to_vec();
        }
    }
}

fn unchunk(mut rest: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    loop {
        let end = rest.windows(2).position(|two| two == b"\r\n").unwrap();
        let size = usize::from_str_radix(std::str::from_utf8(&rest[..end]).unwrap(), 16).unwrap();
        if size == 0 {
            return body;
        }
        body.extend_from_slice(&rest[end + 2..end + 2 + size]);
        rest = &rest[end + 4 + size..];
    }
}
