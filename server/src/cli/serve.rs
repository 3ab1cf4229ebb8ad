//! `mingjian serve`.

use std::{net::SocketAddr, path::PathBuf, str::FromStr};

use anyhow::{Context, bail};
use clap::{Args, builder::RangedU64ValueParser, value_parser};
use demo::simulate;
use futures::{FutureExt, future::BoxFuture};
use services::{
    Ctx,
    accounts::second_factor::Policy,
    commands, exceedances,
    mail::Mailer,
    monitoring::{self, own_means, record},
    retention, signs,
    webhook::{self, Webhook},
    worker,
};
use tokio::{
    net::TcpListener,
    signal::unix::{SignalKind, signal},
    task::JoinHandle,
};
use tokio_util::sync::CancellationToken;

use super::{demo::fill_aside, print, provider::Provider, settings::Database};
use crate::{gateway, http};

/// Run the portal.
#[derive(Debug, Args)]
pub struct Serve {
    #[command(flatten)]
    pub(super) database: Database,
    /// Address of the pages and the REST interface.
    #[arg(long, env = "MINGJIAN_LISTEN", default_value = "127.0.0.1:3000")]
    pub(super) listen: SocketAddr,
    /// Address of the gateway for data loggers, or `off`.
    #[arg(long, env = "MINGJIAN_GATEWAY", default_value = "127.0.0.1:9212")]
    pub(super) gateway: Door,
    /// Address of the metrics, never public, or `off`.
    #[arg(long, env = "MINGJIAN_ADMIN", default_value = "127.0.0.1:3002")]
    pub(super) admin: Door,
    /// The address under which people reach the portal, for every address that leaves it (mails, receipts, the interface's
    /// description). Without it mails and receipts name the site's domain. `https://…` turns on strict transport security.
    #[arg(long, env = "MINGJIAN_PUBLIC_URL", value_parser = public_url)]
    pub(super) public_url: Option<String>,
    /// A proxy stands in front: take a client's address from the last entry of its X-Forwarded-For.
    #[arg(long, env = "MINGJIAN_BEHIND_PROXY")]
    pub(super) behind_proxy: bool,
    /// Where mail goes: `smtp://…`, or `file`, which writes .eml files into `mail` in the data folder.
    #[arg(long, env = "MINGJIAN_SMTP", default_value = "file", hide_env_values = true)]
    pub(super) smtp: String,
    /// The sender of mail: `portal@example.com` or `Portal <portal@example.com>`.
    #[arg(long, env = "MINGJIAN_MAIL_FROM", default_value = "Mingjian <mingjian@localhost>")]
    pub(super) mail_from: String,
    /// Where messages go beside mail, for the city's gateway of short messages: `https://…`.
    #[arg(long, env = "MINGJIAN_WEBHOOK", requires = "webhook_secret", hide_env_values = true)]
    pub(super) webhook: Option<String>,
    /// A file with the secret, of at least 32 characters, by which the webhook's messages are signed.
    #[arg(long, env = "MINGJIAN_WEBHOOK_SECRET")]
    pub(super) webhook_secret: Option<PathBuf>,
    #[command(flatten)]
    pub(super) provider: Provider,
    /// The bureau's name, registrations and contact for header and footer, as a TOML file; invented ones when absent.
    #[arg(long, env = "MINGJIAN_SITE")]
    pub(super) site: Option<PathBuf>,
    /// Fill an empty database with the demo city and play its loggers. Only on a loopback address.
    #[arg(long, env = "MINGJIAN_DEMO")]
    pub(super) demo: bool,
    /// Frames that one logger may send in a minute before it is slowed down.
    #[arg(long, env = "MINGJIAN_FRAMES_PER_MINUTE", default_value_t = gateway::Limits::default().frames_per_minute,
        value_parser = value_parser!(u32).range(1..))]
    frames_per_minute: u32,
    /// Loggers that may be connected at a time.
    #[arg(long, env = "MINGJIAN_LOGGERS", default_value_t = gateway::Limits::default().connections,
        value_parser = RangedU64ValueParser::<usize>::new().range(1..))]
    pub(super) loggers: usize,
}

/// An address, or a door that stays shut.
#[derive(Clone, Copy, Debug)]
pub(super) enum Door {
    Off,
    At(SocketAddr),
}

impl FromStr for Door {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "off" => Ok(Self::Off),
            address => address.parse().map(Self::At).map_err(|_bad| {
                format!("`{address}` is neither `off` nor an address with a port, such as 127.0.0.1:9212")
            }),
        }
    }
}

/// An address with a host and without a path, in which nothing is a stroke at the end.
fn public_url(text: &str) -> Result<String, String> {
    let plain = text.trim_end_matches('/');
    let host = plain.strip_prefix("https://").or_else(|| plain.strip_prefix("http://")).unwrap_or_default();
    let is_host = !host.is_empty() && !host.contains(|c: char| c == '/' || c == '?' || c == '#' || c.is_whitespace());
    if is_host {
        Ok(plain.to_owned())
    } else {
        Err("write it like https://mingjian.example, without a path".to_owned())
    }
}

impl Serve {
    pub async fn run(self) -> anyhow::Result<()> {
        if self.demo && !self.listen.ip().is_loopback() {
            bail!(
                "--demo opens accounts with a known password, so it refuses the address {}; listen on 127.0.0.1",
                self.listen
            );
        }
        // The doors first: a port that is taken should be said before the database is touched.
        let http_listener = bind(self.listen, "--listen").await?;
        let gateway_listener = open(self.gateway, "--gateway").await?;
        let admin_listener = open(self.admin, "--admin").await?;
        let stop = stop_signal()?;
        let settings = self.http_settings()?;
        let provider = self.provider.read(self.public_url.as_deref()).context("sign-in by a provider (--oidc-…)")?;
        let Some(ctx) = self.prepare(&stop).await? else { return Ok(()) };
        let ctx = ctx.with_second_factor(self.second_factor(&settings)).with_oidc(provider);
        let portal = http::portal(&ctx, &settings, &stop)?;
        let mut tasks = Vec::new();
        let (recorder, writer) = record::start(ctx.clone());
        if let Some(listener) = gateway_listener {
            let address = listener.local_addr()?;
            let limits = self.limits();
            tasks.push(tokio::spawn(gateway::run(listener, ctx.clone(), recorder.clone(), limits, stop.clone())));
            if self.demo {
                tasks.push(tokio::spawn(play(ctx.clone(), address, stop.clone())));
            }
        }
        drop(recorder);
        tasks.push(worker::start(ctx.clone(), stop.clone()));
        let job = |work: BoxFuture<'static, ()>| tokio::spawn(as_long_as(stop.clone(), work));
        tasks.push(job(own_means::keep(ctx.clone(), stop.clone()).boxed()));
        tasks.push(job(exceedances::keep(ctx.clone(), stop.clone()).boxed()));
        tasks.push(job(signs::keep(ctx.clone(), stop.clone()).boxed()));
        tasks.push(job(commands::keep(ctx.clone(), stop.clone()).boxed()));
        tasks.push(job(ctx.registry().clone().keep_fresh(ctx.store.clone(), stop.clone()).boxed()));
        tasks.push(job(ctx.working_days().keep_fresh(ctx.store.clone(), stop.clone()).boxed()));
        tasks.push(job(ctx.site().keep_fresh(ctx.store.clone(), stop.clone()).boxed()));
        let archive = self.database.data_dir.join("archive");
        tasks.push(job(retention::keep(ctx.clone(), archive, stop.clone()).boxed()));
        if let Some(listener) = admin_listener {
            let gauges = http::Gauges::new(ctx.clone(), self.database.data_dir.clone());
            tasks.push(http::spawn_admin(listener, gauges, stop.clone())?);
        }
        let address = http_listener.local_addr()?;
        let pages = tokio::spawn(http::serve(http_listener, portal.clone(), stop.clone()));
        http::first_page(&portal).await.context("the first page does not answer")?;
        print::line(&format!("Mingjian is ready at http://{address}"));
        pages.await?.context("the pages could not be served")?;
        finish(tasks, writer, ctx).await
    }

    /// Opens the database, fills it for the demo, and recalls the newest values; nothing where `stop` came first.
    async fn prepare(&self, stop: &CancellationToken) -> anyhow::Result<Option<Ctx>> {
        let mailer = Mailer::new(&self.smtp, &self.mail_from, &self.database.data_dir.join("mail"))?;
        let ctx = self.database.connect_with_keys().await?.with_mailer(mailer);
        let ctx = ctx.with_public_url(self.public_url.as_deref()).with_webhook(self.webhook()?);
        if self.demo && demo::is_empty(&ctx).await? {
            tracing::info!("filling the database with the demo city");
            if !fill_aside(&self.database, stop).await? {
                return Ok(None);
            }
        }
        ctx.registry().refresh(&ctx.store).await.context("the register could not be read")?;
        ctx.working_days().refresh(&ctx.store).await.context("the working days could not be read")?;
        ctx.site().refresh(&ctx.store).await.context("the site's settings could not be read")?;
        monitoring::restore(&ctx).await.context("the newest values could not be read")?;
        Ok(Some(ctx))
    }

    /// The webhook, where one is set.
    pub(super) fn webhook(&self) -> Result<Webhook, webhook::BadSetting> {
        match (&self.webhook, &self.webhook_secret) {
            (Some(url), Some(secret)) => Webhook::new(url, secret),
            _ => Ok(Webhook::Unset),
        }
    }

    fn second_factor(&self, settings: &http::Settings) -> Policy {
        match (self.demo, settings.site.optional_second_factor) {
            (true, _) => Policy::Demo(demo::SECOND_FACTOR),
            (false, true) => Policy::Optional,
            (false, false) => Policy::Required,
        }
    }

    fn limits(&self) -> gateway::Limits {
        gateway::Limits {
            frames_per_minute: self.frames_per_minute,
            connections: self.loggers,
            ..gateway::Limits::default()
        }
    }

    fn http_settings(&self) -> anyhow::Result<http::Settings> {
        let mut settings = http::Settings::new(self.public_url.as_deref(), self.site.as_deref())?;
        settings.site.is_demo = self.demo;
        Ok(http::Settings { behind_proxy: self.behind_proxy, ..settings })
    }
}

async fn open(door: Door, flag: &str) -> anyhow::Result<Option<TcpListener>> {
    match door {
        Door::Off => Ok(None),
        Door::At(address) => bind(address, flag).await.map(Some),
    }
}

async fn bind(address: SocketAddr, flag: &str) -> anyhow::Result<TcpListener> {
    TcpListener::bind(address)
        .await
        .with_context(|| format!("{address} cannot be listened on (choose another with {flag})"))
}

/// Plays the demo city's loggers against the gateway, over real TCP.
async fn play(ctx: Ctx, gateway: SocketAddr, stop: CancellationToken) {
    if let Err(error) = simulate::run(ctx.store.clone(), gateway, 1.0, stop).await {
        tracing::error!(%error, "the demo's loggers stopped");
    }
}

/// Does work that goes on as long as the process. Where it ends before that, by a fault of the program, the process comes to its end
/// too, and whoever watches it starts it again: nobody would miss what is no longer worked out.
async fn as_long_as(stop: CancellationToken, work: BoxFuture<'static, ()>) {
    let _ends_with_it = stop.drop_guard();
    work.await;
}

/// Lets everything come to its end: connections first, then the writer, then the database.
async fn finish(tasks: Vec<JoinHandle<()>>, writer: JoinHandle<()>, ctx: Ctx) -> anyhow::Result<()> {
    for task in tasks {
        task.await?;
    }
    writer.await?;
    ctx.store.close().await.context("the database could not be closed")
}

/// A token that is cancelled by Ctrl-C or SIGTERM. A second signal ends the process at once.
pub fn stop_signal() -> anyhow::Result<CancellationToken> {
    let stop = CancellationToken::new();
    let mut terminate = signal(SignalKind::terminate()).context("signals cannot be received")?;
    let mut interrupt = signal(SignalKind::interrupt()).context("signals cannot be received")?;
    let token = stop.clone();
    tokio::spawn(async move {
        for again in [false, true] {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = interrupt.recv() => {}
            }
            if again {
                std::process::exit(130);
            }
            token.cancel();
        }
    });
    Ok(stop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn work_that_breaks_ends_the_process() {
        let stop = CancellationToken::new();
        let waits = tokio::spawn(as_long_as(stop.clone(), stop.clone().cancelled_owned().boxed()));
        let breaks = tokio::spawn(as_long_as(stop.clone(), async { panic!("a fault") }.boxed()));
        assert!(breaks.await.is_err() && stop.is_cancelled());
        waits.await.unwrap();
    }

    #[test]
    fn a_public_address_has_a_host_and_no_path() {
        assert_eq!(public_url("https://mingjian.example/").as_deref(), Ok("https://mingjian.example"));
        assert_eq!(public_url("http://127.0.0.1:3000").as_deref(), Ok("http://127.0.0.1:3000"));
        for bad in ["mingjian.example", "https://", "https://x/portal", "ftp://x", ""] {
            assert!(public_url(bad).is_err(), "{bad}");
        }
    }
}
