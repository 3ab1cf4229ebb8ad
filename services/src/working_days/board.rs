//! The calendar in memory, for every term and every page.

use std::{
    sync::{Arc, LazyLock, PoisonError, RwLock},
    time::Duration,
};

use domain::calendar::Calendar;
use tokio_util::sync::CancellationToken;

use super::delivered::{newest, read};
use crate::{Ctx, Result, ctx::Part, store::Store};

/// How often it is looked whether something was delivered, here or by another process.
const PERIOD: Duration = Duration::from_secs(2);

static BUILT_IN: LazyLock<Arc<Calendar>> = LazyLock::new(|| Arc::new(Calendar::built_in()));

/// The calendar with all that was delivered. Cheap to clone; all clones are one.
#[derive(Clone, Default)]
pub struct WorkingDays(Arc<RwLock<Known>>);

impl Part for WorkingDays {}

struct Known {
    /// The delivery up to which it was read; 0 where nothing was delivered.
    newest: i64,
    calendar: Arc<Calendar>,
}

impl Default for Known {
    fn default() -> Self {
        Self { newest: 0, calendar: BUILT_IN.clone() }
    }
}

impl Ctx {
    /// Keeps the calendar by which terms are counted.
    pub fn working_days(&self) -> WorkingDays {
        self.part()
    }

    /// The calendar by which terms are counted.
    pub fn calendar(&self) -> Arc<Calendar> {
        self.working_days().now()
    }
}

impl WorkingDays {
    /// The calendar as it was last read: that of the program where nothing was delivered.
    pub fn now(&self) -> Arc<Calendar> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).calendar.clone()
    }

    /// Reads it where something was delivered since.
    ///
    /// # Errors
    /// The database's.
    pub async fn refresh(&self, store: &Store) -> Result<()> {
        let newest = newest(store.read()).await?;
        if newest != self.0.read().unwrap_or_else(PoisonError::into_inner).newest {
            let calendar = Arc::new(read(store.read()).await?);
            *self.0.write().unwrap_or_else(PoisonError::into_inner) = Known { newest, calendar };
        }
        Ok(())
    }

    /// Looks every two seconds until `stop`.
    pub async fn keep_fresh(self, store: Store, stop: CancellationToken) {
        loop {
            if let Err(error) = self.refresh(&store).await {
                tracing::warn!(%error, "the calendar could not be read again");
            }
            tokio::select! {
                () = stop.cancelled() => return,
                () = tokio::time::sleep(PERIOD) => {}
            }
        }
    }
}
