//! A small HTTP client that keeps its connection: enough to count answers, little enough not to be what is measured.

use std::{net::SocketAddr, time::Instant};

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
