//! Figures that are worked out when somebody asks for them: what an operator is to be woken by.

use std::path::{Path, PathBuf};

use metrics::gauge;
use rustix::fs::statvfs;
use services::{Ctx, jobs, public::status::status, store};

/// What the figures are made of.
#[derive(Clone)]
pub struct Gauges {
    ctx: Ctx,
    data_dir: PathBuf,
}

impl Gauges {
    /// The figures of a portal whose files lie in this folder.
    pub const fn new(ctx: Ctx, data_dir: PathBuf) -> Self {
        Self { ctx, data_dir }
    }

    /// Works the figures out. What cannot be had keeps its last value, and the counter of failures says so.
    pub async fn set(&self) {
        if let Some(free) = free(&self.data_dir) {
            set("mingjian_disk_free_bytes", free);
        }
        if let Err(error) = self.ask().await {
            tracing::warn!(%error, "the figures of the database could not be read");
            metrics::counter!("mingjian_figures_failed_total").increment(1);
        }
    }

    async fn ask(&self) -> services::Result<()> {
        let now = status(&self.ctx).await?;
        set("mingjian_outlets_monitored", now.points);
        set("mingjian_outlets_heard", now.heard);
        if let Some(newest) = now.newest {
            set("mingjian_newest_value_age_seconds", now.as_of.since(newest) / 1_000);
        }
        set("mingjian_tips_open", u8::from(now.tips_open));
        for (queue, state) in [("work", now.work), ("mail", now.mail)] {
            gauge!("mingjian_jobs_waiting", "queue" => queue).set(float(state.waiting));
            gauge!("mingjian_oldest_job_age_seconds", "queue" => queue).set(float(state.oldest / 1_000));
        }
        set("mingjian_jobs_given_up", jobs::given_up(&self.ctx).await?);
        set("mingjian_database_bytes", store::size(&self.ctx.store).await?);
        Ok(())
    }
}

fn set(name: &'static str, value: impl TryInto<i64>) {
    gauge!(name).set(float(value));
}

/// Prometheus has floating figures only. Those here are exact: far below 2^53.
#[allow(clippy::cast_precision_loss, reason = "figures far below 2^53")]
fn float(value: impl TryInto<i64>) -> f64 {
    value.try_into().unwrap_or(i64::MAX) as f64
}

/// Bytes that are left to the portal on the disk of a folder.
pub fn free(folder: &Path) -> Option<u64> {
    let disk = statvfs(folder).ok()?;
    Some(disk.f_bavail.saturating_mul(disk.f_frsize))
}
