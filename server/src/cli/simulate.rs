//! `mingjian simulate`.

use std::net::SocketAddr;

use anyhow::bail;
use clap::Args;
use services::simulate;

use super::{serve::stop_signal, settings::Database};

/// Play the data logger of every outlet in a database, as TCP clients.
#[derive(Debug, Args)]
pub struct Simulate {
    #[command(flatten)]
    database: Database,
    /// The gateway to connect to.
    #[arg(long, env = "MINGJIAN_GATEWAY", default_value = "127.0.0.1:9212")]
    gateway: SocketAddr,
    /// How many times faster than real time.
    #[arg(long, default_value_t = 1.0)]
    speed: f64,
}

impl Simulate {
    pub async fn run(self) -> anyhow::Result<()> {
        if !(self.speed.is_finite() && (0.01..=10_000.0).contains(&self.speed)) {
            bail!("--speed must lie between 0.01 and 10000");
        }
        let ctx = self.database.connect_existing().await?;
        Ok(simulate::run(ctx.store, self.gateway, self.speed, stop_signal()?).await?)
    }
}
