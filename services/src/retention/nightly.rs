//! Removing at night, where the site's settings say so.

use std::{path::PathBuf, time::Duration};

use chrono::NaiveDate;
use domain::time::Stamp;
use tokio_util::sync::CancellationToken;

use super::remove;
use crate::Ctx;

/// The hour in Beijing in which it is done.
const HOUR: u32 = 3;
/// How often the clock is looked at.
const PERIOD: Duration = Duration::from_mins(5);

/// Looks at the clock until `stop`, and removes once a night what is past its term, where the site's settings say so. Frames
/// and values are archived into `archive` before.
pub async fn keep(ctx: Ctx, archive: PathBuf, stop: CancellationToken) {
    let mut done = None;
    loop {
        tokio::select! {
            () = stop.cancelled() => return,
            () = tokio::time::sleep(PERIOD) => {}
        }
        let now = ctx.now();
        if !ctx.site().is_nightly() || !is_time(now, done) {
            continue;
        }
        done = Some(now.day());
        let made = tokio::fs::create_dir_all(&archive).await;
        if let Err(error) = made {
            tracing::error!(%error, folder = %archive.display(), "there is no folder for the archive; nothing was removed");
            continue;
        }
        match remove(&ctx, None, Some(&archive)).await {
            Ok(gone) => {
                tracing::info!(
                    rows = gone.iter().map(|one| one.rows).sum::<i64>(),
                    "what was past its term is removed"
                );
            }
            Err(error) => tracing::error!(%error, "what is past its term could not be removed"),
        }
    }
}

/// Whether it is the hour, and was not done this night.
fn is_time(now: Stamp, done: Option<NaiveDate>) -> bool {
    now.hour_of_day() == HOUR && done != Some(now.day())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_done_once_a_night() {
        let at = |text: &str| Stamp::parse(text).unwrap();
        let night = at("2026-11-22T03:04:00+08:00");
        assert!(is_time(night, None) && is_time(night, Some("2026-11-21".parse().unwrap())));
        assert!(!is_time(night, Some(night.day())));
        for other in ["2026-11-22T02:59:59+08:00", "2026-11-22T04:00:00+08:00", "2026-11-22T15:00:00+08:00"] {
            assert!(!is_time(at(other), None), "{other}");
        }
    }
}
