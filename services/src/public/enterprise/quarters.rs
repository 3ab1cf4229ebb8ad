//! The strip of quarters: what is public of each.

use domain::{declaration::DeclarationStatus, quarter::Quarter};
use entities::{declaration, declaration_version, violation_case};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::{Ctx, Result, public::cases::publicity};

/// How many quarters the strip shows.
const QUARTERS: usize = 13;

/// What a quarter comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuarterState {
    /// Declared in time and accepted as filed; no case is public.
    Clean,
    /// The declaration was late, returned or corrected.
    Attention,
    /// At least one case that is public now, by the day of the act.
    Violation,
    /// Nothing is public of it: not filed yet, or not to be filed.
    NoRecord,
}

/// A quarter on the strip. Built from dated records only (the day of an act, the moment of a filing), so that today's
/// limits or colours never repaint the past. A case whose publicity is over marks nothing any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuarterMark {
    /// Which.
    pub quarter: Quarter,
    /// What it comes to.
    pub state: QuarterState,
    /// Cases that are public now and whose act was in it.
    pub violations: usize,
    /// Whether a declaration was filed.
    pub filed: bool,
    /// Whether the first filing came after the due day.
    pub late: bool,
    /// Whether the declaration stands returned.
    pub returned: bool,
    /// Corrections after the first filing.
    pub corrections: usize,
}

/// The thirteen newest quarters with the one that runs, oldest first.
pub(super) async fn of_enterprise(ctx: &Ctx, enterprise_id: i64) -> Result<Vec<QuarterMark>> {
    let cases = violation_case::Entity::find()
        .filter(violation_case::Column::EnterpriseId.eq(enterprise_id))
        .filter(publicity::now(ctx))
        .all(ctx.store.read())
        .await?;
    let filed = declaration::Entity::find()
        .filter(declaration::Column::EnterpriseId.eq(enterprise_id))
        .filter(declaration::Column::Status.ne(DeclarationStatus::Draft))
        .all(ctx.store.read())
        .await?;
    let versions = declaration_version::Entity::find()
        .filter(declaration_version::Column::DeclarationId.is_in(filed.iter().map(|d| d.id)))
        .order_by_asc(declaration_version::Column::Number)
        .all(ctx.store.read())
        .await?;
    let quarters = Quarter::of(ctx.now().day()).back(QUARTERS);
    Ok(quarters.into_iter().map(|quarter| mark(quarter, &cases, &filed, &versions)).collect())
}

fn mark(
    quarter: Quarter,
    cases: &[violation_case::Model],
    filed: &[declaration::Model],
    versions: &[declaration_version::Model],
) -> QuarterMark {
    let violations = cases.iter().filter(|case| Quarter::of(case.acted_on.0) == quarter).count();
    let declaration = filed.iter().find(|d| d.quarter == quarter);
    let mut own = versions.iter().filter(|v| declaration.is_some_and(|d| d.id == v.declaration_id));
    let late = own.next().is_some_and(|first| first.submitted_at.day() > quarter.due_day());
    let corrections = own.count();
    let returned = declaration.is_some_and(|d| d.status == DeclarationStatus::Returned);
    let state = match (violations, declaration) {
        (1.., _) => QuarterState::Violation,
        (0, None) => QuarterState::NoRecord,
        (0, Some(_)) if late || returned || corrections > 0 => QuarterState::Attention,
        (0, Some(_)) => QuarterState::Clean,
    };
    QuarterMark { quarter, state, violations, filed: declaration.is_some(), late, returned, corrections }
}
