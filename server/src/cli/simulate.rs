//! `mingjian simulate`.

use std::net::SocketAddr;

use clap::Args;
use demo::simulate;

use super::{serve::stop_signal, settings::Database};

/// Play the data logger of every outlet in a database, as TCP clients. Never against a city in service: what is sent is
/// stored as evidence and shown as measured.
#[derive(Debug, Args)]
pub struct Simulate {
    #[command(flatten)]
    database: Database,
    /// The gateway to connect to.
    #[arg(long, env = "MINGJIAN_GATEWAY", default_value = "127.0.0.1:9212")]
    gateway: SocketAddr,
    /// How many times faster than real time.
    #[arg(long, default_value_t = 1.0, value_parser = speed)]
    speed: f64,
}

fn speed(text: &str) -> Result<f64, String> {
    let speed = text.parse().ok().filter(|speed| (0.01..=10_000.0).contains(speed));
    speed.ok_or_else(|| "a number from 0.01 to 10000".to_owned())
}

impl Simulate {
    pub async fn run(self) -> anyhow::Result<()> {
        let ctx = self.database.connect_existing().await?;
        Ok(simulate::run(ctx.store.clone(), self.gateway, self.speed, stop_signal()?).await?)
    }
}
