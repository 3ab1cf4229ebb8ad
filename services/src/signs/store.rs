//! How the stored signs of an outlet change by what its data show now.

use domain::{
    dialogue::Turn,
    sign::{Evidence, Found, SignKind, SignStatus, Step, next},
    time::{HOUR, Stamp},
};
use entities::{outlet, sign};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder, QuerySelect, Select,
};

use super::entry::turns;
use crate::{Ctx, Error, Result, dialogue::answer_due, monitoring::registry::KnownOutlet};

/// What was looked at, and what was found.
pub(super) struct Looked {
    /// The first moment that was looked at.
    pub(super) from: Stamp,
    /// The first moment after it.
    pub(super) to: Stamp,
    /// From when on the loggers of now should have sent something.
    pub(super) expected: Stamp,
    /// Of which kinds not all was read, so that nobody can say that one is gone.
    pub(super) cut: Vec<SignKind>,
    pub(super) found: Vec<Found>,
    /// Whether clocks were looked at.
    pub(super) clocks: bool,
}

/// Reads the evidence of a row.
pub(super) fn evidence(row: &sign::Model) -> Result<Evidence> {
    serde_json::from_str(&row.evidence).map_err(|error| Error::Database(DbErr::Json(error.to_string())))
}

fn kept(evidence: &Evidence) -> Result<String> {
    serde_json::to_string(evidence).map_err(|error| Error::Database(DbErr::Json(error.to_string())))
}

/// The signs of an outlet that reach into what is looked at.
fn reaching(outlet_id: i64, (from, to): (Stamp, Stamp)) -> Select<sign::Entity> {
    use sign::Column as C;
    sign::Entity::find()
        .filter(C::OutletId.eq(outlet_id))
        .filter(C::ToAt.gt(from))
        .filter(C::FromAt.lt(to))
        .order_by_asc(C::Id)
}

/// Records what is new, lets grow what goes on, and says of what is not found any more that it is gone. What the bureau has settled
/// stays as it is, and what of it is found again is not recorded anew. A second time changes nothing.
pub(super) async fn bring_up_to_date(ctx: &Ctx, outlet: &KnownOutlet, looked: Looked) -> Result<u64> {
    // Asked first: of most outlets there is nothing to write.
    let stretch = (looked.from, looked.to);
    if looked.found.is_empty() && reaching(outlet.id, stretch).one(ctx.store.read()).await?.is_none() {
        return Ok(0);
    }
    let tx = ctx.store.write().await?;
    // Whoever else looks at this outlet waits, and then sees these.
    outlet::Entity::find_by_id(outlet.id).lock_exclusive().one(&tx).await?;
    let stored = reaching(outlet.id, stretch).lock_exclusive().all(&tx).await?;
    let left = stored.into_iter().map(Some).collect();
    let mut work = Work { ctx, outlet, looked: &looked, left, changed: 0 };
    for found in &looked.found {
        work.place(&tx, found).await?;
    }
    for row in std::mem::take(&mut work.left).into_iter().flatten() {
        // What reaches past what was looked at may be there, and of what was not read whole nothing is gone.
        let is_seen = row.to_at <= looked.to && !looked.cut.contains(&row.kind);
        if !is_seen || row.kind == SignKind::Clock && !looked.clocks {
            continue;
        }
        work.not_found(&tx, row).await?;
    }
    let changed = work.changed;
    tx.commit().await?;
    Ok(changed)
}

struct Work<'a> {
    ctx: &'a Ctx,
    outlet: &'a KnownOutlet,
    looked: &'a Looked,
    /// Stored ones that nothing found belongs to yet.
    left: Vec<Option<sign::Model>>,
    changed: u64,
}

/// How long two stretches overlap.
fn overlap(row: &sign::Model, found: &Found) -> i64 {
    row.to_at.min(found.to).since(row.from_at.max(found.from))
}

/// Whether a row is of the same kind, pollutant and logger.
fn is_alike(row: &sign::Model, found: &Found) -> bool {
    (row.kind, &row.pollutant) == (found.kind, &found.pollutant)
        && found
            .evidence
            .figures
            .mn()
            .is_none_or(|mn| evidence(row).is_ok_and(|evidence| evidence.figures.mn() == Some(mn)))
}

impl Work<'_> {
    async fn place(&mut self, tx: &impl ConnectionTrait, found: &Found) -> Result<()> {
        let same = |row: &sign::Model| is_alike(row, found) && overlap(row, found) > 0;
        let mine = self.left.iter().enumerate().filter_map(|(place, row)| Some((place, row.as_ref()?)));
        let mine = mine.filter(|(_, row)| same(row) && !row.status.is_fixed());
        let best = mine.max_by_key(|(_, row)| (row.status.course(), overlap(row, found))).map(|(place, _)| place);
        if let Some(row) = best.and_then(|place| self.left.get_mut(place)?.take()) {
            return self.grow(tx, row, found).await;
        }
        // The bureau has spoken about it, whatever came since; a settled one may hold several stretches, so it stays there. What looks
        // back over days would be found anew each day: it is spoken of as long as the settled one lies in what is looked at.
        let is_spoken_of = |row: &sign::Model| same(row) || found.kind.looks_back() && is_alike(row, found);
        if self.left.iter().flatten().any(|row| row.status.is_fixed() && is_spoken_of(row)) {
            return Ok(());
        }
        self.record(tx, found).await
    }

    /// From when on a kind was looked for: silence only since the loggers of now should send, so that it is neither gone nor shorter
    /// because another one was put in.
    fn seen_from(&self, kind: SignKind) -> Stamp {
        if kind == SignKind::Silence { self.looked.expected } else { self.looked.from }
    }

    async fn record(&mut self, tx: &impl ConnectionTrait, found: &Found) -> Result<()> {
        let row = sign::ActiveModel {
            enterprise_id: Set(self.outlet.enterprise_id),
            outlet_id: Set(self.outlet.id),
            kind: Set(found.kind),
            rank: Set(found.kind.rank().into()),
            pollutant: Set(found.pollutant.clone()),
            from_at: Set(found.from),
            to_at: Set(found.to),
            goes_on: Set(found.goes_on),
            is_left: Set(true),
            evidence: Set(kept(&found.evidence)?),
            status: Set(SignStatus::Open),
            recorded_at: Set(self.ctx.now()),
            ..Default::default()
        };
        sign::Entity::insert(row).exec_without_returning(tx).await?;
        self.changed += 1;
        Ok(())
    }

    async fn grow(&mut self, tx: &impl ConnectionTrait, row: sign::Model, found: &Found) -> Result<()> {
        // A stretch that began before what is looked at is cut there; what was seen of it then stays, and of one that is over nothing
        // more is to be said.
        let is_cut = row.from_at < self.seen_from(row.kind);
        if is_cut && !row.goes_on && row.is_left && found.to <= row.to_at && !found.kind.looks_back() {
            return Ok(());
        }
        let from = if is_cut || found.kind.looks_back() { row.from_at.min(found.from) } else { found.from };
        // Looking at a past day says nothing of what came after it.
        let (to, goes_on) =
            if row.to_at > self.looked.to { (row.to_at, row.goes_on) } else { (found.to, found.goes_on) };
        let evidence = if row.to_at > self.looked.to {
            evidence(&row)?
        } else if from < found.from && !found.kind.looks_back() {
            let more = u32::try_from(found.to.since(row.to_at).max(0) / HOUR).unwrap_or(u32::MAX);
            found.evidence.clone().grown_from(&evidence(&row)?, row.to_at, more)
        } else {
            found.evidence.clone()
        };
        // One that was gone goes on where its dialogue stood.
        let is_back = row.status == SignStatus::Gone || row.status == SignStatus::Inspected && !row.is_left;
        let status = match row.status {
            SignStatus::Gone => SignStatus::by(turns(tx, [row.id]).await?.remove(&row.id).unwrap_or(Turn::Nobody)),
            other => other,
        };
        let (before, now) = (
            (row.from_at, row.to_at, row.goes_on, row.is_left, row.status, row.evidence.clone()),
            (from, to, goes_on, true, status, kept(&evidence)?),
        );
        if before == now {
            return Ok(());
        }
        let had_term = row.answer_due.is_some();
        let mut row = row.into_active_model();
        row.from_at = Set(from);
        row.to_at = Set(to);
        row.goes_on = Set(goes_on);
        row.is_left = Set(true);
        // While it was gone nobody could answer: the term begins anew.
        if is_back && had_term {
            row.answer_due = Set(Some(answer_due(&self.ctx.calendar(), self.ctx.now())));
        }
        row.status = Set(status);
        row.evidence = Set(now.5);
        row.update(tx).await?;
        self.changed += 1;
        Ok(())
    }

    /// A stored one that the data do not show now: gone, where all of it was looked at; otherwise over.
    async fn not_found(&mut self, tx: &impl ConnectionTrait, row: sign::Model) -> Result<()> {
        if row.status.is_fixed() {
            return Ok(());
        }
        // Of a stretch that reaches back farther than is looked at the rest may be too short to be found by itself. What looks back
        // over days is over when it is not found: it was so on the days on which it was.
        let is_whole = row.from_at >= self.seen_from(row.kind) && !row.kind.looks_back();
        let status = if is_whole { next(row.status, Step::Vanish).unwrap_or(row.status) } else { row.status };
        let is_left = row.is_left && !is_whole;
        if (row.goes_on, row.is_left, row.status) == (false, is_left, status) {
            return Ok(());
        }
        let mut row = row.into_active_model();
        row.goes_on = Set(false);
        row.is_left = Set(is_left);
        row.status = Set(status);
        row.update(tx).await?;
        self.changed += 1;
        Ok(())
    }
}
