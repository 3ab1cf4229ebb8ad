//! A stretch of an outlet, written into an archive for somebody who has no database.
//!
//! The archive holds the values of the stretch, and the whole chains of every day on which one of them arrived: a value that
//! was sent again a week later is proved by the chain of that week's day.

mod bundle;
mod days;
mod frames;
mod readme;
mod said;
mod tables;
mod values;

use std::path::Path;

use chrono::NaiveDate;
use domain::{
    audit::{Act, Subject},
    credit_code::CreditCode,
    outlet::OutletCode,
    retention::Class,
    time::{Day, end_of, start_of},
};
use entities::{enterprise, outlet};
use sea_orm::{DatabaseTransaction, EntityTrait};
use serde_json::json;

use self::bundle::Bundle;
use super::{
    check::began,
    form::{FORM, MANIFEST, Manifest, README, Which, Whose},
};
use crate::{
    Ctx, Error,
    accounts::Actor,
    audit,
    backup::{Failure, NewFile},
    public::find_outlet_of,
    store::removed_before,
};

/// Which stretch, and why.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// Whose outlet.
    pub enterprise: CreditCode,
    /// Which outlet.
    pub outlet: OutletCode,
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
    /// Why it is taken out; it goes into the audit log and into the archive.
    pub reason: String,
}

/// What an archive came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exported {
    /// Frames.
    pub frames: u64,
    /// Values.
    pub values: u64,
    /// Days whose chains are in it.
    pub days: usize,
    /// The SHA-256 of the archive.
    pub sha256: String,
}

/// What the parts of an archive are made of.
struct Stretch<'a> {
    tx: &'a DatabaseTransaction,
    outlet_id: i64,
    from: NaiveDate,
    to: NaiveDate,
    /// The days of arrival, in order.
    days: Vec<Day>,
    /// The loggers, by their keys.
    devices: Vec<i64>,
}

/// Writes an archive into a file that is not there yet, and notes in the audit log who took out what and why. Without an
/// actor it is the command line.
///
/// # Errors
/// [`Error::NotFound`] where there is no such outlet, what is wrong with the place, or the database's.
pub async fn write(ctx: &Ctx, actor: Option<&Actor>, wanted: &Wanted, file: &Path) -> Result<Exported, Failure> {
    let outlet_id = find_outlet_of(ctx, &wanted.enterprise, wanted.outlet).await?;
    let new = NewFile::beside(file)?;
    let (exported, enterprise_id) = new.while_filled(Box::pin(fill(ctx, actor, wanted, outlet_id, new.path()))).await?;
    let tx = ctx.store.write().await?;
    let detail = json!({
        "outlet": wanted.outlet, "from": Day(wanted.from), "to": Day(wanted.to), "reason": wanted.reason,
        "frames": exported.frames, "values": exported.values, "sha256": exported.sha256,
    });
    audit::note(&tx, ctx, actor, Act::ExportEvidence, Subject("enterprise", enterprise_id), detail).await?;
    tx.commit().await.map_err(Error::from)?;
    new.publish()?;
    Ok(exported)
}

async fn fill(
    ctx: &Ctx,
    actor: Option<&Actor>,
    wanted: &Wanted,
    outlet_id: i64,
    path: &Path,
) -> Result<(Exported, i64), Failure> {
    let tx = ctx.store.moment().await?;
    let (whose, which, enterprise_id) = names(&tx, outlet_id).await?;
    let days = days::of_arrival(&tx, outlet_id, (wanted.from, wanted.to)).await?;
    let devices = days::devices(&tx, outlet_id, (wanted.from, wanted.to)).await?;
    let stretch = Stretch { tx: &tx, outlet_id, from: wanted.from, to: wanted.to, days, devices };
    let mut bundle = Bundle::create(path)?;
    bundle.file(README, readme::TEXT.as_bytes(), 0)?;
    tables::devices(&stretch, &mut bundle).await?;
    tables::limits(&stretch, &mut bundle).await?;
    tables::own_means(&stretch, &mut bundle).await?;
    tables::chains(&stretch, &mut bundle).await?;
    let frames = frames::write(&stretch, &mut bundle).await?;
    let values = values::write(&stretch, &mut bundle).await?;
    tables::acts(&stretch, &mut bundle).await?;
    said::marks(&stretch, &mut bundle).await?;
    said::exceedances(&stretch, &mut bundle).await?;
    let chained_from = began(&tx).await?;
    let manifest = Manifest {
        form: FORM.to_owned(),
        program: env!("CARGO_PKG_VERSION").to_owned(),
        made_at: ctx.now().rfc3339(),
        by: actor.map_or_else(|| "command line".to_owned(), |actor| format!("{} ({})", actor.name, actor.role)),
        reason: wanted.reason.clone(),
        enterprise: whose,
        outlet: which,
        from: Day(wanted.from),
        to: Day(wanted.to),
        days: stretch.days.clone(),
        frames_removed_before: removed_before(&tx, Class::Frames).await?,
        values_removed_before: removed_before(&tx, Class::Values).await?,
        chained_from: (chained_from < i64::MAX).then_some(chained_from),
        files: bundle.files().to_vec(),
    };
    let text = serde_json::to_string_pretty(&manifest).map_err(|source| bundle.failed(source.into()))?;
    bundle.file(MANIFEST, format!("{text}\n").as_bytes(), 0)?;
    let days = stretch.days.len();
    tx.rollback().await?;
    let sha256 = bundle.finish()?;
    Ok((Exported { frames, values, days, sha256 }, enterprise_id))
}

async fn names(tx: &DatabaseTransaction, outlet_id: i64) -> Result<(Whose, Which, i64), Failure> {
    let found = outlet::Entity::find_by_id(outlet_id).find_also_related(enterprise::Entity).one(tx).await?;
    let Some((outlet, Some(owner))) = found else { return Err(Error::NotFound.into()) };
    let whose = Whose { credit_code: owner.credit_code, name: owner.name };
    Ok((whose, Which { code: outlet.code, name: outlet.name }, owner.id))
}

impl Stretch<'_> {
    /// The condition of a column of moments: within the days.
    fn within<C: sea_orm::ColumnTrait>(&self, column: C) -> sea_orm::sea_query::SimpleExpr {
        column.between(start_of(self.from), end_of(self.to).minus(1))
    }
}
