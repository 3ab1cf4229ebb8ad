//! The doors: free, held by a portal that runs, or held by something else.

use std::{net::SocketAddr, time::Duration};

use services::doctor::Diagnosis;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
    time::timeout,
};

use crate::cli::serve::{Door, Serve};

/// How long somebody who holds a port may take to answer.
const PATIENCE: Duration = Duration::from_secs(3);

/// Looks at every door that `serve` would open.
pub async fn look(serve: &Serve) -> Vec<Diagnosis> {
    let runs = is_portal(serve.listen).await;
    let mut all = vec![door("--listen", serve.listen, runs).await];
    for (flag, door_) in [("--gateway", serve.gateway), ("--admin", serve.admin)] {
        if let Door::At(address) = door_ {
            all.push(door(flag, address, runs).await);
        }
    }
    all
}

async fn door(flag: &str, address: SocketAddr, runs: bool) -> Diagnosis {
    match TcpListener::bind(address).await {
        Ok(_free) => Diagnosis::good(format!("{address}（{flag}）空着。"), format!("{address} ({flag}) is free.")),
        Err(error) if error.kind() == std::io::ErrorKind::AddrInUse && runs => Diagnosis::good(
            format!("{address}（{flag}）已被占用，门户正在运行。"),
            format!("{address} ({flag}) is held, and the portal is running."),
        ),
        Err(error) => Diagnosis::bad(
            format!("{address}（{flag}）用不了：{error}。请停掉占用它的程序，或换一个地址。"),
            format!("{address} ({flag}) cannot be listened on: {error}. Stop what holds it, or choose another."),
        ),
    }
}

/// Whether a portal answers there.
async fn is_portal(address: SocketAddr) -> bool {
    matches!(timeout(PATIENCE, health(address)).await, Ok(Ok(true)))
}

async fn health(address: SocketAddr) -> std::io::Result<bool> {
    let mut stream = TcpStream::connect(address).await?;
    stream.write_all(b"GET /healthz HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n").await?;
    let mut answer = Vec::new();
    stream.take(2_048).read_to_end(&mut answer).await?;
    Ok(answer.starts_with(b"HTTP/1.1 200"))
}

#[cfg(test)]
mod tests {
    use services::doctor::State;

    use super::*;

    #[tokio::test]
    async fn a_port_that_something_else_holds_is_a_fault() {
        let held = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = held.local_addr().unwrap();
        assert_eq!(door("--listen", address, false).await.state, State::Bad);
        assert_eq!(door("--listen", address, true).await.state, State::Good);
        drop(held);
        assert_eq!(door("--listen", address, false).await.state, State::Good);
    }
}
