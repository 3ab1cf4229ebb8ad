//! The cross-check of a signed version, or of everything that was filed for a quarter.

use domain::{
    credit_code::CreditCode,
    crosscheck::{self, Report},
    quarter::Quarter,
};
use entities::{declaration, declaration_version, enterprise};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::store;
use crate::{
    Conflict, Ctx, Error, Result,
    declarations::newest_version,
    evidence,
    store::{content, merger},
};

/// Compares a signed version with what others know and stores what does not fit. May be run again at any time: the same
/// evidence changes nothing. Of a version that has been corrected since nothing is stored.
///
/// # Errors
/// [`Error::NotFound`] when there is no such version; [`Error::Conflict`] where its enterprise is merged into another one.
pub async fn check(ctx: &Ctx, version_id: i64) -> Result<Report> {
    let db = ctx.store.read();
    let found = declaration_version::Entity::find_by_id(version_id).find_also_related(declaration::Entity);
    let (version, declaration) = found.one(db).await?.ok_or(Error::NotFound)?;
    let declaration = declaration.ok_or(Error::NotFound)?;
    if let Some(kept) = merger::kept_code(db, declaration.enterprise_id).await? {
        // A finding would be about nobody who answers; once the merging is undone it can be checked again.
        return Err(
            Conflict::NotReady(format!("the enterprise is merged into {kept}; nothing of it is checked")).into()
        );
    }
    let declared = content(&version.content)?;
    let evidence =
        evidence::gather(db, declaration.enterprise_id, declaration.quarter, declared, ctx.now().day()).await?;
    let report = crosscheck::run(&evidence);
    store::keep(ctx, &declaration, version_id, &report).await?;
    Ok(report)
}

/// A declaration that was checked.
#[derive(Clone, Debug, PartialEq)]
pub struct Checked {
    /// Whose.
    pub credit_code: CreditCode,
    /// Their registered name.
    pub name: String,
    /// Receipt of the version that was checked.
    pub receipt_no: String,
    /// What the rules say.
    pub report: Report,
}

/// Checks the newest version of each declaration of a quarter, or of one enterprise's, in the order of credit codes,
/// and stores what does not fit, as the job after each filing does. For whoever can reach the database anyway.
///
/// # Errors
/// [`Error::NotFound`] when there is no such enterprise.
pub async fn check_quarter(ctx: &Ctx, quarter: Quarter, enterprise: Option<CreditCode>) -> Result<Vec<Checked>> {
    let mut works = enterprise::Entity::find().filter(merger::stands()).order_by_asc(enterprise::Column::CreditCode);
    if let Some(code) = enterprise {
        works = works.filter(enterprise::Column::CreditCode.eq(code));
    }
    let works = works.all(ctx.store.read()).await?;
    if enterprise.is_some() && works.is_empty() {
        return Err(Error::NotFound);
    }
    let mut checked = Vec::new();
    for works in works {
        let Some(version) = newest_version(ctx.store.read(), works.id, quarter).await? else { continue };
        let report = check(ctx, version.id).await?;
        let (credit_code, name, receipt_no) = (works.credit_code, works.name, version.receipt_no);
        checked.push(Checked { credit_code, name, receipt_no, report });
    }
    Ok(checked)
}
