//! Frames that named no registered logger: a logger that was installed and not registered, or somebody who tries.

use std::collections::BTreeMap;

use domain::{
    access::Action,
    time::{DAY, Stamp},
};
use entities::raw_frame::{Column, Entity, Model};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{Frame, frames::SHOWN};
use crate::{Ctx, Result, accounts::Actor, register::is_logger_number};

/// For how long a logger that knocked is remembered here.
const REMEMBERED: i64 = 14 * DAY;
/// Frames that are looked through for their numbers: whoever tries thousands is not listed one by one.
const LOOKED_THROUGH: u64 = 2_000;
/// The most numbers that are listed.
const LISTED: usize = 50;

/// A logger that knocks and is not registered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Knocking {
    /// The number that it gives, as the register would take it.
    pub mn: String,
    /// Frames of it among those that were looked through.
    pub frames: usize,
    /// When the newest of them came.
    pub last_at: Stamp,
}

/// The newest frames, newest first.
pub(super) async fn newest(ctx: &Ctx) -> Result<Vec<Frame>> {
    let rows = Entity::find().filter(Column::DeviceId.is_null()).order_by_desc(Column::Id).limit(SHOWN);
    Ok(rows.all(ctx.store.read()).await?.into_iter().map(Frame::of).collect())
}

/// The loggers that knock and are not registered, the newest first: for whoever registers them.
///
/// # Errors
/// [`Error::Forbidden`](crate::Error::Forbidden).
pub async fn knocking(ctx: &Ctx, actor: &Actor) -> Result<Vec<Knocking>> {
    actor.must(Action::ManageRegister)?;
    let rows = Entity::find()
        .filter(Column::DeviceId.is_null())
        .filter(Column::ReceivedAt.gte(ctx.now().minus(REMEMBERED)))
        .order_by_desc(Column::Id)
        .limit(LOOKED_THROUGH)
        .all(ctx.store.read())
        .await?;
    Ok(by_number(&rows, |mn| ctx.registry().device(mn).is_some()))
}

fn by_number(rows: &[Model], is_registered: impl Fn(&str) -> bool) -> Vec<Knocking> {
    let mut all: BTreeMap<String, Knocking> = BTreeMap::new();
    for row in rows {
        let Some(mn) = number(&row.wire).filter(|mn| !is_registered(mn)) else { continue };
        let known = Knocking { mn: mn.clone(), frames: 0, last_at: row.received_at };
        let known = all.entry(mn).or_insert(known);
        known.frames += 1;
        known.last_at = known.last_at.max(row.received_at);
    }
    let mut all: Vec<_> = all.into_values().collect();
    all.sort_by_key(|one| std::cmp::Reverse(one.last_at));
    all.truncate(LISTED);
    all
}

/// The number that a frame gives, where a logger could have it.
fn number(wire: &[u8]) -> Option<String> {
    let at = wire.windows(3).position(|three| three == b"MN=")? + 3;
    let said = wire[at..].split(|byte| !byte.is_ascii_alphanumeric()).next()?;
    let mn = std::str::from_utf8(said).ok()?;
    is_logger_number(mn).then(|| mn.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(id: i64, wire: &str) -> Model {
        Model {
            id,
            device_id: None,
            received_at: Stamp(id * 1_000),
            verdict: "unknown-device".to_owned(),
            tolerated: String::new(),
            wire: wire.as_bytes().to_vec(),
            digest: None,
            link: None,
            position: None,
        }
    }

    #[test]
    fn loggers_that_knock_are_told_by_their_numbers() {
        let rows = [
            row(1, "##0101QN=1;ST=32;CN=2011;PW=123456;MN=A1;Flag=4;CP=&&&&0000"),
            row(2, "##0101QN=2;ST=32;CN=2011;PW=123456;MN=B2;Flag=4;CP=&&&&0000"),
            row(3, "##0101QN=3;ST=32;CN=2011;PW=123456;MN=A1;Flag=4;CP=&&&&0000"),
            row(4, "MN=KNOWN;"),
            // No number, none that a logger could have, and nothing that HJ 212 knows.
            row(5, "MN=;"),
            row(6, "MN=<script>"),
            row(7, "GET / HTTP/1.1"),
        ];
        let told = by_number(&rows, |mn| mn == "KNOWN");
        let told: Vec<_> = told.iter().map(|one| (one.mn.as_str(), one.frames, one.last_at)).collect();
        assert_eq!(told, [("A1", 2, Stamp(3_000)), ("B2", 1, Stamp(2_000))]);
    }
}
