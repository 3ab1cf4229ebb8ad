//! A gateway on a port of its own, and a logger to talk to it.

use std::{net::SocketAddr, time::Duration};

use bytes::Bytes;
use domain::time::{SECOND, Stamp};
use futures::{SinkExt, StreamExt};
use hj212::{Edition, FrameCodec, Interval, Packet, Qn, Reading, Received, Station, SystemType, Upload};
use sea_orm::EntityTrait;
use server::gateway::{self, Limits};
use services::monitoring::record;
use testing::{Bench, MN, PASSWORD};
use tokio::{
    io::AsyncWriteExt,
    net::{
        TcpListener, TcpStream,
        tcp::{OwnedReadHalf, OwnedWriteHalf},
    },
    task::JoinHandle,
    time::timeout,
};
use tokio_util::{
    codec::{Framed, FramedRead},
    sync::CancellationToken,
};

/// Long enough for a busy machine, short enough to fail a test.
pub const TIMEOUT: Duration = Duration::from_secs(20);

/// A running gateway over a fresh database with one plating works.
pub struct Gateway {
    pub bench: Bench,
    pub address: SocketAddr,
    stop: CancellationToken,
    tasks: Vec<JoinHandle<()>>,
}

impl Gateway {
    pub async fn start(limits: Limits) -> Self {
        let bench = Bench::new().await;
        bench.plating_works().await;
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let stop = CancellationToken::new();
        let (recorder, writer) = record::start(bench.ctx.clone());
        let serving = gateway::run(listener, bench.ctx.clone(), recorder, limits, stop.clone());
        let commands = tokio::spawn(services::commands::keep(bench.ctx.clone(), stop.clone()));
        Self { bench, address, stop, tasks: vec![tokio::spawn(serving), writer, commands] }
    }

    /// Stops it and waits until everything that was read is stored.
    pub async fn stop(self) -> Bench {
        self.stop.cancel();
        for task in self.tasks {
            timeout(TIMEOUT, task).await.expect("the gateway does not stop").unwrap();
        }
        self.bench
    }

    /// Waits until so many frames are counted, then stops it.
    pub async fn settled(self, frames: i64) -> Bench {
        let begun = std::time::Instant::now();
        while self.counted().await < frames && begun.elapsed() < TIMEOUT {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        assert_eq!(self.counted().await, frames);
        self.stop().await
    }

    async fn counted(&self) -> i64 {
        let tallies = entities::frame_tally::Entity::find().all(self.bench.ctx.store.read()).await.unwrap();
        tallies.iter().map(|tally| tally.frames).sum()
    }

    pub async fn connect(&self) -> Logger {
        Logger::over(TcpStream::connect(self.address).await.unwrap())
    }
}

/// The client side of a connection.
pub struct Logger(Framed<TcpStream, FrameCodec>);

impl Logger {
    pub fn over(socket: TcpStream) -> Self {
        Self(Framed::new(socket, FrameCodec::default()))
    }

    pub async fn send(&mut self, bytes: &[u8]) {
        self.0.get_mut().write_all(bytes).await.unwrap();
    }

    /// Sends; false when the gateway has hung up.
    pub async fn try_send(&mut self, bytes: &[u8]) -> bool {
        self.0.get_mut().write_all(bytes).await.is_ok()
    }

    /// The two directions apart, so that one can be read while the other is written.
    pub fn split(self) -> (ReadHalf, WriteHalf) {
        let (read, write) = self.0.into_inner().into_split();
        (ReadHalf(FramedRead::new(read, FrameCodec::default())), WriteHalf(write))
    }

    pub async fn send_packet(&mut self, packet: &Packet) {
        self.0.send(packet).await.unwrap();
    }

    /// The next packet from the gateway; `None` when it hung up.
    pub async fn receive(&mut self) -> Option<Packet> {
        let next = timeout(TIMEOUT, self.0.next()).await.expect("no answer");
        next.and_then(Result::ok).and_then(|Received { packet, .. }| packet)
    }

    /// Whether nothing comes for a while.
    pub async fn is_left_without_answer(&mut self) -> bool {
        timeout(Duration::from_millis(300), self.0.next()).await.is_err()
    }
}

/// What comes from the gateway.
pub struct ReadHalf(FramedRead<OwnedReadHalf, FrameCodec>);

impl ReadHalf {
    /// The next packet from the gateway; `None` when it hung up.
    pub async fn receive(&mut self) -> Option<Packet> {
        timeout(TIMEOUT, self.try_receive()).await.expect("no answer")
    }

    /// The next packet, however long it takes.
    pub async fn try_receive(&mut self) -> Option<Packet> {
        self.0.next().await.and_then(Result::ok).and_then(|Received { packet, .. }| packet)
    }
}

/// What goes to the gateway.
pub struct WriteHalf(OwnedWriteHalf);

impl WriteHalf {
    /// Sends; false when the gateway has hung up.
    pub async fn try_send(&mut self, bytes: &[u8]) -> bool {
        self.0.write_all(bytes).await.is_ok()
    }

    pub async fn send(&mut self, bytes: &[u8]) {
        self.0.write_all(bytes).await.unwrap();
    }
}

/// The registered logger.
pub fn station() -> Station {
    Station::new(SystemType::WaterSource, PASSWORD, MN, Edition::E2017)
}

/// A real-time packet with one nickel value, `second` seconds after the bench's start.
pub fn nickel(station: &Station, second: i64, value: &str) -> Packet {
    let at = start().plus(second * SECOND).beijing();
    let mut reading = Reading::new("w20121");
    reading.rtd = Some(value.parse().unwrap());
    reading.flag = hj212::DataFlag::parse("N");
    station.packet(Qn::from(at), &Upload::new(Interval::Realtime, at).with(reading)).unwrap()
}

/// The moment at which benches start.
pub fn start() -> Stamp {
    Stamp::parse(testing::START).unwrap()
}

/// The bytes of many packets in a row.
pub fn together(packets: impl IntoIterator<Item = Packet>) -> Vec<u8> {
    packets.into_iter().flat_map(|packet| Vec::from(Bytes::as_ref(&packet.encode()))).collect()
}
