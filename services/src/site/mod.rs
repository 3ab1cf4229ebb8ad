//! What the portal says of itself, as the administrator edits it: version by version, each with who, when and why. The
//! site's file is what it begins with; the newest version takes its place, in every process within seconds.

mod board;
mod save;
mod seal;
mod show;

pub use board::Board;
pub use save::{Change, Seal, save, set_seal};
pub use seal::{LARGEST_SEAL, LONGEST_SIDE, clean};
pub use show::{Shown, Version, show};

use entities::site_setting;
use sea_orm::{ConnectionTrait, EntityTrait, QueryOrder};

use crate::{Result, Seen};

/// The newest version, where there is one.
async fn newest(db: &impl ConnectionTrait) -> Result<Option<site_setting::Model>> {
    Ok(site_setting::Entity::find().order_by_desc(site_setting::Column::Id).one(db).await?)
}

/// How it stands: which version is the newest.
fn seen(newest: Option<&site_setting::Model>) -> Seen {
    Seen::of("site", newest.and_then(|row| usize::try_from(row.id).ok()).unwrap_or_default())
}
