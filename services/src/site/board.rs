//! The newest version in memory, for every page.

use std::{
    sync::{Arc, PoisonError, RwLock},
    time::Duration,
};

use bytes::Bytes;
use domain::site::Site;
use entities::site_setting;
use sea_orm::{EntityTrait, QueryOrder, QuerySelect};
use tokio_util::sync::CancellationToken;

use super::newest;
use crate::{Ctx, Result, ctx::Part, secret, store::Store};

/// How often it is read again: what another process wrote.
const PERIOD: Duration = Duration::from_secs(2);

/// The newest version of what the portal says of itself. Cheap to clone; all clones are one board.
#[derive(Clone, Default)]
pub struct Board(Arc<Said>);

#[derive(Default)]
struct Said {
    newest: RwLock<Option<Newest>>,
    /// The domain name of the site's file, which holds where there is no version.
    domain: RwLock<Option<Arc<str>>>,
}

impl Part for Board {}

#[derive(Clone)]
struct Newest {
    id: i64,
    site: Arc<Site>,
    seal: Option<Bytes>,
}

impl Ctx {
    /// What the portal says of itself.
    pub fn site(&self) -> Board {
        self.part()
    }

    /// Where the portal is reached, for what leaves it: under the address that it was told, or by its domain name. Nothing
    /// where neither is known.
    pub fn origin(&self) -> Option<String> {
        match self.public_url() {
            Some(url) => Some(url.to_owned()),
            None => self.site().domain().map(|domain| format!("https://{domain}")),
        }
    }

    /// The whole address of a page, for what leaves the portal; the path alone where nobody said where it is reached.
    pub fn absolute(&self, path: &str) -> String {
        self.origin().unwrap_or_default() + path
    }
}

impl Board {
    /// Keeps what the site's file says that is needed where no page is made.
    pub fn begin_with(&self, first: &Site) {
        *self.0.domain.write().unwrap_or_else(PoisonError::into_inner) = Some(first.domain.as_str().into());
    }

    /// The site's domain name, as far as anybody said it.
    fn domain(&self) -> Option<Arc<str>> {
        match self.newest() {
            Some(newest) => Some(newest.site.domain.as_str().into()),
            None => self.0.domain.read().unwrap_or_else(PoisonError::into_inner).clone(),
        }
    }

    /// What holds now: the newest version, or `first` where there is none. That the portal shows the invented city is said
    /// by `first` alone.
    pub fn now(&self, first: &Arc<Site>) -> Arc<Site> {
        match self.newest() {
            None => first.clone(),
            Some(newest) if newest.site.is_demo == first.is_demo => newest.site,
            Some(newest) => Arc::new(Site { is_demo: first.is_demo, ..(*newest.site).clone() }),
        }
    }

    /// The picture of the seal.
    pub fn seal(&self) -> Option<Bytes> {
        self.newest()?.seal
    }

    /// Which version it is; 0 where the site's file holds.
    pub fn version(&self) -> i64 {
        self.0.newest.read().unwrap_or_else(PoisonError::into_inner).as_ref().map_or(0, |newest| newest.id)
    }

    /// Whether what is past its term is removed at night.
    pub fn is_nightly(&self) -> bool {
        self.newest().is_some_and(|newest| newest.site.nightly_retention)
    }

    /// Whether an instrument allows the tax office to tell what enterprises earn.
    pub fn may_hear_turnover(&self) -> bool {
        self.newest().is_some_and(|newest| !newest.site.turnover_basis.is_empty())
    }

    fn newest(&self) -> Option<Newest> {
        self.0.newest.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Reads the newest version, where there is a newer one than is known.
    ///
    /// # Errors
    /// The database's. What a later version of the program wrote and this one cannot read is left out and logged.
    pub async fn refresh(&self, store: &Store) -> Result<()> {
        let (entity, id) = (site_setting::Entity::find(), site_setting::Column::Id);
        let last: Option<i64> =
            entity.select_only().column(id).order_by_desc(id).into_tuple().one(store.read()).await?;
        let known = self.newest().map(|newest| newest.id);
        if last == known {
            return Ok(());
        }
        let Some(row) = newest(store.read()).await? else { return Ok(()) };
        match serde_json::from_str::<Site>(&row.content) {
            Ok(mut site) => {
                let seal = row.seal.map(Bytes::from);
                let short = |picture: &Bytes| secret::digest(picture).chars().take(16).collect::<String>();
                site.seal = seal.as_ref().map(|picture| format!("/site/seal.png?v={}", short(picture)));
                let newest = Newest { id: row.id, site: Arc::new(site), seal };
                *self.0.newest.write().unwrap_or_else(PoisonError::into_inner) = Some(newest);
            }
            Err(error) => tracing::error!(%error, version = row.id, "the site's settings cannot be read"),
        }
        Ok(())
    }

    /// Reads it again every two seconds until `stop`.
    pub async fn keep_fresh(self, store: Store, stop: CancellationToken) {
        loop {
            if let Err(error) = self.refresh(&store).await {
                tracing::warn!(%error, "the site's settings could not be read again");
            }
            tokio::select! {
                () = stop.cancelled() => return,
                () = tokio::time::sleep(PERIOD) => {}
            }
        }
    }
}
