//! One finding for whoever must judge it.

use domain::{
    access::Action,
    crosscheck::{self, Finding},
    month::Month,
};
use entities::{declaration, finding};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::{
    CaseBegun, Entry, FindingRow, QuarterSeries,
    begun::begun,
    corrected::corrected,
    entry,
    inputs::frozen,
    load::load,
    newer::{Filed, filed},
    others::others,
    row::rows,
    series,
};
use crate::{Ctx, Error, Names, Result, Seen, accounts::Actor, declarations};

/// A finding with all that is needed to judge it.
#[derive(Clone, Debug)]
pub struct FindingView {
    /// What a list shows.
    pub row: FindingRow,
    /// Why a difference means something, and where the rule comes from; absent for a rule that is no longer known.
    pub why: Option<Names>,
    /// In which edition the rule spoke.
    pub rule_version: i32,
    /// The finding as it was frozen, with the part of the evidence that it was made from; absent where another
    /// program stored it.
    pub frozen: Option<Finding>,
    /// The frozen inputs as they are stored, JSON.
    pub inputs: String,
    /// Which signed version it is about.
    pub filed: Filed,
    /// Whether the enterprise can still correct its declaration by itself.
    pub is_correctable: bool,
    /// Months whose bills were corrected after the finding was made; what stands there is what it was made from.
    pub corrected: Vec<Month>,
    /// The dialogue, oldest first.
    pub entries: Vec<Entry>,
    /// The quarter of its pollutant, where it is about one and days were recorded.
    pub series: Option<QuarterSeries>,
    /// The cases that were begun from it, oldest first; none for roles that do not read cases.
    pub cases: Vec<CaseBegun>,
    /// Where it stands, for the forms of its page.
    pub seen: Seen,
    /// The newest other findings about the enterprise.
    pub others: Vec<FindingRow>,
}

/// Whether the enterprise can still put right the declaration that a finding is about.
pub(super) async fn is_correctable(ctx: &Ctx, row: &finding::Model) -> Result<bool> {
    let own = declaration::Entity::find()
        .filter(declaration::Column::EnterpriseId.eq(row.enterprise_id))
        .filter(declaration::Column::Quarter.eq(row.quarter));
    let declared = own.one(ctx.store.read()).await?;
    Ok(declared.is_some_and(|declared| declarations::is_correctable(&declared, ctx.now().day())))
}

/// The finding with a key.
pub async fn show(ctx: &Ctx, actor: &Actor, id: i64) -> Result<FindingView> {
    actor.must(Action::ReadFindings)?;
    let db = ctx.store.read();
    let row = load(db, actor, id).await?;
    let frozen = frozen(&row).ok();
    let series = match &frozen {
        Some(finding) => series::of_subject(ctx, row.enterprise_id, row.quarter, &finding.subject).await?,
        None => None,
    };
    let corrected = match &frozen {
        Some(finding) => corrected(db, row.enterprise_id, finding).await?,
        None => Vec::new(),
    };
    let entries = entry::of_finding(ctx, id).await?;
    Ok(FindingView {
        seen: entry::seen(&row, entries.len()),
        row: rows(ctx, vec![row.clone()]).await?.pop().ok_or(Error::NotFound)?,
        why: crosscheck::rule(&row.rule).map(|rule| Names::new(rule.why.zh, rule.why.en)),
        rule_version: row.rule_version,
        frozen,
        corrected,
        filed: filed(db, row.version_id).await?,
        is_correctable: is_correctable(ctx, &row).await?,
        entries,
        series,
        cases: begun(ctx, actor, id).await?,
        others: others(ctx, actor, &row).await?,
        inputs: row.inputs,
    })
}
