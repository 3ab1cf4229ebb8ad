//! Frames as they came, each with everything that is wrong with it.

use chrono::NaiveDate;
use domain::{
    chain::Digest,
    time::{Stamp, start_of},
};
use entities::raw_frame::{Column, Entity, Model};
use hj212::{Defect, Defects};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::wire;
use crate::{
    Ctx, Result,
    monitoring::record::{ACCEPTED, DISCARDED, DUPLICATE, HELD, RELEASED, first_id},
};

/// Frames of one kind on a page.
pub(super) const SHOWN: u64 = 20;

/// Verdicts on frames that were acknowledged.
pub(super) const TAKEN: [&str; 5] = [ACCEPTED, DUPLICATE, HELD, RELEASED, DISCARDED];

/// A frame that arrived.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    /// Its number: later ones have greater ones.
    pub id: i64,
    /// When.
    pub received_at: Stamp,
    /// `accepted`, `duplicate`, or the code of the reason for which it was refused.
    pub verdict: String,
    /// Everything that departs from the standard, the reason for a refusal aside.
    pub defects: Vec<Defect>,
    /// Its bytes as text.
    pub text: String,
    /// The SHA-256 of its bytes, as it was noted when they came; absent in frames of before there were chains.
    pub digest: Option<Digest>,
}

impl Frame {
    /// Whether it was taken.
    pub fn is_taken(&self) -> bool {
        TAKEN.contains(&self.verdict.as_str())
    }

    pub(super) fn of(row: Model) -> Self {
        let Model { id, received_at, verdict, tolerated, wire, digest, .. } = row;
        // A code that an older version wrote and this one does not know is no defect any more.
        let mut defects: Defects = tolerated.split(',').filter_map(|code| code.parse::<Defect>().ok()).collect();
        if let Ok(reason) = verdict.parse() {
            defects.remove(reason);
        }
        let text = wire::text(&wire);
        let digest = digest.and_then(|bytes| Digest::stored(&bytes));
        Self { id, received_at, verdict, defects: defects.iter().collect(), text, digest }
    }
}

/// The newest frames of a logger, newest first.
pub(super) async fn newest(ctx: &Ctx, device_id: i64) -> Result<Vec<Frame>> {
    let rows = Entity::find().filter(Column::DeviceId.eq(device_id)).order_by_desc(Column::Id).limit(SHOWN);
    Ok(rows.all(ctx.store.read()).await?.into_iter().map(Frame::of).collect())
}

/// The newest frames of a logger that were refused, newest first. `on` is the last day that has one, as the tallies
/// tell: older frames need not be looked at, and there may be a million of them.
pub(super) async fn newest_refused(ctx: &Ctx, device_id: i64, on: NaiveDate) -> Result<Vec<Frame>> {
    let rows = Entity::find()
        .filter(Column::DeviceId.eq(device_id))
        .filter(Column::Id.gte(first_id(start_of(on))))
        .filter(Column::Verdict.is_not_in(TAKEN))
        .order_by_desc(Column::Id)
        .limit(SHOWN);
    Ok(rows.all(ctx.store.read()).await?.into_iter().map(Frame::of).collect())
}
