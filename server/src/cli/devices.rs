//! `mingjian devices`.

use clap::Args;
use serde_json::{Value, json};
use services::devices::{self, DeviceReport, Strangers};

use super::{print, settings::Database};

/// List the data loggers: what each sent, what was refused and why.
#[derive(Debug, Args)]
pub struct Devices {
    #[command(flatten)]
    database: Database,
    /// As JSON, with passwords.
    #[arg(long)]
    json: bool,
}

impl Devices {
    pub async fn run(self) -> anyhow::Result<()> {
        let ctx = self.database.connect_existing().await?;
        let (reports, strangers) = devices::report(&ctx).await?;
        if self.json {
            let all: Vec<_> = reports.iter().map(as_json).collect();
            print::line(&serde_json::to_string_pretty(&all)?);
        } else {
            table(&reports, &strangers);
        }
        Ok(ctx.store.close().await?)
    }
}

fn as_json(report: &DeviceReport) -> Value {
    json!({
        "mn": report.mn,
        "password": report.password,
        "enterprise": report.enterprise,
        "enterprise_name": report.enterprise_name,
        "outlet": report.outlet,
        "edition": report.edition,
        "pollutants": report.pollutants,
        "accepted": report.accepted,
        "refused": report.refused,
        "last_at": report.last_at.map(domain::time::Stamp::rfc3339),
    })
}

fn table(reports: &[DeviceReport], strangers: &Strangers) {
    print::line(&format!(
        "{:<24}  {:<18}  {:<6}  {:<4}  {:>10}  {:<25}  refused",
        "MN", "enterprise", "outlet", "ed.", "accepted", "last frame"
    ));
    for report in reports {
        let last = report.last_at.map_or_else(|| "never".to_owned(), domain::time::Stamp::rfc3339);
        print::line(&format!(
            "{:<24}  {:<18}  {:<6}  {:<4}  {:>10}  {last:<25}  {}",
            report.mn,
            report.enterprise,
            report.outlet.to_string(),
            report.edition,
            report.accepted,
            reasons(&report.refused),
        ));
    }
    if !strangers.is_empty() {
        print::line(&format!("Frames that named no registered logger: {}", reasons(strangers)));
    }
}

fn reasons(counts: &Strangers) -> String {
    let texts: Vec<_> = counts.iter().map(|(reason, count)| format!("{reason} {count}")).collect();
    if texts.is_empty() { "-".to_owned() } else { texts.join(", ") }
}
