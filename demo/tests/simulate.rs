//! The simulated loggers: what they send continues the history, and they keep at it.

use std::{collections::HashMap, net::SocketAddr, sync::Arc, time::Duration};

use demo::{
    Options,
    simulate::{self, fleet},
};
use domain::{
    measurement::Interval,
    time::{DAY, HOUR, MINUTE, Stamp},
};
use entities::measurement;
use futures::{SinkExt, StreamExt};
use hj212::{Command, FrameCodec, Packet, Qn, Verdict, examine};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use services::{
    Error,
    monitoring::{interpret::interpret, registry::Registry},
};
use testing::Bench;
use tokio::{net::TcpListener, sync::mpsc, time::timeout};
use tokio_util::{codec::Framed, sync::CancellationToken};

async fn city(enterprises: usize) -> Bench {
    let bench = Bench::new().await;
    let today = bench.ctx.now().day();
    demo::fill(&bench.ctx, &Options { today, enterprises }).await.unwrap();
    bench
}

fn qn() -> Qn {
    "20261122140000000".parse().unwrap()
}

/// The seam between history and live values: what a logger sends for an hour of the past is what the history has.
#[tokio::test]
async fn frames_say_what_the_history_says() {
    let bench = city(60).await;
    let registry = Registry::load(&bench.ctx.store).await.unwrap();
    let players = fleet::load(&bench.ctx.store).await.unwrap();
    assert!(players.len() > 40);
    let mut compared = 0;
    for player in players {
        let device = registry.device(player.mn()).unwrap();
        let at = bench.ctx.now().floor(HOUR).minus(12 * HOUR);
        for packet in player.upload(Interval::Hour, at, qn(), false).unwrap() {
            let received = examine(player.check_sum.frame(&packet));
            assert!(!matches!(device.policy.judge(&received), Verdict::Refuse(_)), "{received:?}");
            for value in interpret(&device, &received, bench.ctx.now()).values {
                let stored = measurement::Entity::find()
                    .filter(measurement::Column::OutletId.eq(device.outlet.id))
                    .filter(measurement::Column::Pollutant.eq(value.pollutant.as_ref()))
                    .filter(measurement::Column::Interval.eq(Interval::Hour))
                    .filter(measurement::Column::At.eq(at))
                    .one(bench.ctx.store.read())
                    .await
                    .unwrap()
                    .unwrap_or_else(|| panic!("{} has no history of {}", player.mn(), value.pollutant));
                let (sent, kept) = (value.figures, &stored);
                assert_eq!(
                    (sent.value, sent.measured, sent.low, sent.high, sent.amount, sent.flag),
                    (kept.value, kept.measured, kept.low, kept.high, kept.amount, kept.flag),
                    "{} {}",
                    player.mn(),
                    value.pollutant
                );
                compared += 1;
            }
        }
    }
    assert!(compared > 200, "{compared}");
}

/// Whatever the hour, some mean of the kind that its limit names is above it: the day before for water, the hour for gas.
#[tokio::test]
async fn there_is_an_exceedance_at_every_hour() {
    let bench = city(20).await;
    let registry = Registry::load(&bench.ctx.store).await.unwrap();
    let players = fleet::load(&bench.ctx.store).await.unwrap();
    for hour in 0..24 {
        let at = bench.ctx.now().floor(HOUR).plus(hour * HOUR + 31 * MINUTE);
        let over = players.iter().filter(|player| {
            let device = registry.device(player.mn()).unwrap();
            [(Interval::Hour, at.floor(HOUR)), (Interval::Day, at.minus(DAY).floor(DAY))].into_iter().any(
                |(mean, at)| {
                    let samples = player.model.read(mean, at);
                    player.model.channels.iter().zip(samples).any(|(channel, sample)| {
                        let limit = device.outlet.limit(channel.code, mean, at);
                        sample.flag == 'N'
                            && limit.is_some_and(|known| known.limit.judge(sample.value.decimal()).is_over())
                    })
                },
            )
        });
        let count = over.count();
        assert!((1..=4).contains(&count), "{count} loggers are over at {}", at.rfc3339());
    }
}

/// A gateway that acknowledges everything and tells what it heard; it hangs up after `most` frames of a line.
async fn gateway(most: usize) -> (SocketAddr, mpsc::UnboundedReceiver<Packet>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (tell, heard) = mpsc::unbounded_channel();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let tell = tell.clone();
            tokio::spawn(async move {
                let mut line = Framed::new(stream, FrameCodec::default());
                for _ in 0..most {
                    let Some(Ok(received)) = line.next().await else { return };
                    let packet = received.packet.expect("a frame");
                    if packet.wants_answer() && line.send(&packet.data_answer()).await.is_err() {
                        return;
                    }
                    if tell.send(packet).is_err() {
                        return;
                    }
                }
            });
        }
    });
    (address, heard)
}

/// Runs the loggers of a city at a moment until `enough` says so.
async fn listen(bench: &Bench, moment: Stamp, most: usize, mut enough: impl FnMut(&[Packet]) -> bool) -> Vec<Packet> {
    let (address, mut heard) = gateway(most).await;
    let stop = CancellationToken::new();
    let begun = std::time::Instant::now();
    let clock = move || moment.plus(i64::try_from(begun.elapsed().as_millis()).unwrap());
    let (store, token) = (bench.ctx.store.clone(), stop.clone());
    let run = tokio::spawn(async move { simulate::run_at(&store, address, 60.0, token, Arc::new(clock)).await });
    let mut packets = Vec::new();
    timeout(Duration::from_secs(30), async {
        while !enough(&packets) {
            packets.push(heard.recv().await.expect("the gateway is there"));
        }
    })
    .await
    .unwrap_or_else(|_| panic!("{} packets were not enough", packets.len()));
    stop.cancel();
    timeout(Duration::from_secs(5), run).await.expect("it stops when told").unwrap().unwrap();
    packets
}

fn labels(packets: &[Packet], mn: &str, command: Command) -> Vec<String> {
    let of_logger = packets.iter().filter(|packet| packet.mn == mn && packet.cn == command);
    of_logger.filter_map(|packet| packet.cp.get("DataTime").map(str::to_owned)).collect()
}

#[tokio::test]
async fn what_was_missed_is_sent_on_a_new_start_and_instants_follow() {
    let bench = city(1).await;
    let players = fleet::load(&bench.ctx.store).await.unwrap();
    let mn = players[0].mn().to_owned();
    // The city was filled at 14:35; it is 16:36 now.
    let later = bench.ctx.now().floor(HOUR).plus(2 * HOUR + 36 * MINUTE);
    let packets = listen(&bench, later, usize::MAX, |packets| {
        labels(packets, &mn, Command::RealtimeData).len() >= 3 && labels(packets, &mn, Command::HourData).len() >= 2
    })
    .await;
    assert_eq!(labels(&packets, &mn, Command::HourData), ["20261122140000", "20261122150000"]);
    let minutes = labels(&packets, &mn, Command::MinuteData);
    assert_eq!((minutes.len(), minutes[0].as_str()), (12, "20261122143000"));
    let mut numbers: HashMap<_, usize> = HashMap::new();
    for packet in packets.iter().filter(|packet| packet.mn == mn) {
        *numbers.entry(packet.qn.unwrap()).or_default() += 1;
    }
    assert!(numbers.values().all(|&count| count == 1), "{numbers:?}");
}

#[tokio::test]
async fn a_logger_that_was_hung_up_on_comes_back() {
    let bench = city(1).await;
    let moment = bench.ctx.now().plus(HOUR);
    let mn = fleet::load(&bench.ctx.store).await.unwrap()[0].mn().to_owned();
    // Six ten-minute values and an hour are due; the line breaks after every second frame.
    let packets = listen(&bench, moment, 2, |packets| labels(packets, &mn, Command::HourData).len() == 1).await;
    let mut minutes = labels(&packets, &mn, Command::MinuteData);
    minutes.dedup();
    assert_eq!(minutes.len(), 6, "{minutes:?}");
}

#[tokio::test]
async fn a_database_without_loggers_is_said_so() {
    let bench = Bench::new().await;
    let nowhere = "127.0.0.1:9".parse().unwrap();
    let run = |speed| simulate::run(bench.ctx.store.clone(), nowhere, speed, CancellationToken::new());
    assert!(matches!(run(1.0).await, Err(Error::Conflict(_))));
    for speed in [0.0, -1.0, f64::NAN, f64::INFINITY] {
        assert!(matches!(run(speed).await, Err(ref error) if error.is_about("speed")), "{speed}");
    }
}
