//! The strip of quarters: what is public of each.

use std::ops::RangeInclusive;

use chrono::NaiveDate;
use domain::{
    declaration::{
        DeclarationStatus,
        deadline::{Phase, last_day, phase},
    },
    enterprise::ManagementClass,
    life::runs_in,
    quarter::Quarter,
};
use entities::{declaration, declaration_version, enterprise, violation_case};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::{
    Ctx, Result,
    owed::{InUse, Timing, in_use},
    public::cases::publicity,
    store::{former_row::Before, merger},
};

/// How many quarters the strip shows.
const QUARTERS: usize = 13;

/// What a quarter comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuarterState {
    /// Declared in time, or of one's own accord where the due day was before the portal was in use, and accepted as filed;
    /// no case is public.
    Clean,
    /// The declaration was late, returned or corrected.
    Attention,
    /// At least one case that is public now, by the day of the act.
    Violation,
    /// Its due day is past and the enterprise, which has to, has not declared.
    Unfiled,
    /// Nothing is public of it, and nothing is wrong with that: [`QuarterMark::unfiled`] says why.
    NoRecord,
}

/// Why nothing was filed for a quarter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfiled {
    /// Nobody of the city has filed for so early a quarter here, or its due day was before the portal was in use: nothing is
    /// known of it.
    BeforePortal,
    /// The enterprise was not in the register then.
    BeforeEntry,
    /// Who is only registered (登记管理), or whose class is not determined, does not declare every quarter.
    NotDue,
    /// Nobody has determined its class, so that nobody knows whether it declares every quarter.
    Undetermined,
    /// The enterprise is closed since before it began.
    Ceased,
    /// The quarter runs.
    Running,
    /// It can be filed in time until this day.
    Open(NaiveDate),
    /// The due day is past; it is still taken until this day.
    Late(NaiveDate),
    /// It is taken no more.
    Closed,
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
    /// How many of them began in an earlier quarter, and are counted there too.
    pub carried: usize,
    /// Whether a declaration was filed.
    pub filed: bool,
    /// Where none was, why.
    pub unfiled: Option<Unfiled>,
    /// How the first filing came; none where there is none.
    pub timing: Option<Timing>,
    /// Whether the declaration stands returned.
    pub returned: bool,
    /// Corrections after the first filing.
    pub corrections: usize,
}

/// The thirteen newest quarters with the one that runs, oldest first.
pub(super) async fn of_enterprise(ctx: &Ctx, owner: &enterprise::Model) -> Result<Vec<QuarterMark>> {
    let enterprise_id = owner.id;
    let merged = merger::into(ctx.store.read(), enterprise_id).await?;
    let cases = violation_case::Entity::find()
        .filter(violation_case::Column::EnterpriseId.is_in(merged.iter().map(|one| one.gone_id).chain([enterprise_id])))
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
    let today = ctx.now().day();
    let registered = Quarter::of(owner.created_at.day());
    let own = filed.iter().map(|declaration| declaration.quarter).fold(registered, Quarter::min);
    let (first, own) = (first_of_city(ctx).await?, Some(own));
    let in_use = in_use(ctx.store.read()).await?;
    let before = Before::of(ctx.store.read(), std::slice::from_ref(owner)).await?;
    let class = |quarter: Quarter| before.at(owner, quarter.last_day()).map_or(owner.class, |row| row.class);
    let unfiled = |quarter| {
        let is_owed = in_use.owes(quarter);
        let runs = runs_in(quarter, owner.closed_on);
        if runs { unfiled((quarter, is_owed), today, (first, own), class(quarter)) } else { Unfiled::Ceased }
    };
    let quarters = Quarter::of(today).back(QUARTERS);
    Ok(quarters.into_iter().map(|quarter| mark(quarter, &cases, &filed, &versions, in_use, unfiled)).collect())
}

/// The earliest quarter that anybody in the city has filed here: before it the portal took no declarations.
async fn first_of_city(ctx: &Ctx) -> Result<Option<Quarter>> {
    let earliest = declaration::Entity::find()
        .select_only()
        .column(declaration::Column::Quarter)
        .filter(declaration::Column::Status.ne(DeclarationStatus::Draft))
        .order_by_asc(declaration::Column::Quarter)
        .limit(1);
    Ok(earliest.into_tuple().one(ctx.store.read()).await?)
}

/// Why nothing was filed. `first` is the first quarter that anybody in the city has filed, `own` the first one of which
/// something could be known of this enterprise. A quarter that is taken today is before neither.
fn unfiled(
    (quarter, is_owed): (Quarter, bool),
    today: NaiveDate,
    (first, own): (Option<Quarter>, Option<Quarter>),
    class: ManagementClass,
) -> Unfiled {
    let phase = phase(quarter, today);
    if phase == Phase::Closed && first.is_none_or(|first| quarter < first) {
        return Unfiled::BeforePortal;
    }
    match phase {
        Phase::Running => Unfiled::Running,
        _ if class == ManagementClass::Undetermined => Unfiled::Undetermined,
        _ if !class.has_permit() => Unfiled::NotDue,
        Phase::Closed if own.is_some_and(|own| quarter < own) => Unfiled::BeforeEntry,
        Phase::Late { .. } | Phase::Closed if !is_owed => Unfiled::BeforePortal,
        Phase::InTime { .. } => Unfiled::Open(quarter.due_day()),
        Phase::Late { .. } => Unfiled::Late(last_day(quarter)),
        Phase::Closed => Unfiled::Closed,
    }
}

/// The quarters of an act, from its first day to its last.
fn lasted(case: &violation_case::Model) -> RangeInclusive<Quarter> {
    Quarter::of(case.acted_on.0)..=Quarter::of(case.acted_until.unwrap_or(case.acted_on).0)
}

fn mark(
    quarter: Quarter,
    cases: &[violation_case::Model],
    filed: &[declaration::Model],
    versions: &[declaration_version::Model],
    in_use: InUse,
    unfiled: impl Fn(Quarter) -> Unfiled,
) -> QuarterMark {
    let own_cases = || cases.iter().filter(|case| lasted(case).contains(&quarter));
    let violations = own_cases().count();
    let carried = own_cases().filter(|case| *lasted(case).start() < quarter).count();
    let declaration = filed.iter().find(|d| d.quarter == quarter);
    let mut own = versions.iter().filter(|v| declaration.is_some_and(|d| d.id == v.declaration_id));
    let timing = own.next().map(|first| in_use.timing(quarter, first.submitted_at.day()));
    let late = timing == Some(Timing::Late);
    let corrections = own.count();
    let returned = declaration.is_some_and(|d| d.status == DeclarationStatus::Returned);
    let unfiled = declaration.is_none().then(|| unfiled(quarter));
    let state = match (violations, declaration) {
        (1.., _) => QuarterState::Violation,
        (0, None) if matches!(unfiled, Some(Unfiled::Late(_) | Unfiled::Closed)) => QuarterState::Unfiled,
        (0, None) => QuarterState::NoRecord,
        (0, Some(_)) if late || returned || corrections > 0 => QuarterState::Attention,
        (0, Some(_)) => QuarterState::Clean,
    };
    let filed = declaration.is_some();
    QuarterMark { quarter, state, violations, carried, filed, unfiled, timing, returned, corrections }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn why_nothing_was_filed() {
        use {ManagementClass as C, Unfiled as U};
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let (today, first, later) = (day("2026-11-28"), "2025Q3".parse().ok(), "2026Q4".parse().ok());
        #[rustfmt::skip]
        let cases = [
            // The quarter, the city's first one, the enterprise's own first one.
            ("2026Q4", first, first, C::Key,        U::Running),
            ("2026Q3", first, first, C::Key,        U::Late(day("2027-01-15"))),
            ("2026Q3", first, first, C::Registered, U::NotDue),
            ("2026Q3", first, first, C::Undetermined, U::Undetermined),
            ("2026Q2", first, first, C::Simplified, U::Closed),
            ("2025Q3", first, first, C::Key,        U::Closed),
            ("2025Q2", first, first, C::Key,        U::BeforePortal),
            ("2025Q2", first, first, C::Registered, U::BeforePortal),
            // Others filed already, and this one was not in the register: whoever need not file needed not then either.
            ("2026Q2", first, later, C::Key,        U::BeforeEntry),
            ("2026Q2", first, later, C::Registered, U::NotDue),
            ("2026Q2", first, later, C::Undetermined, U::Undetermined),
            ("2025Q2", first, later, C::Key,        U::BeforePortal),
            // Of a portal that has just begun: what it takes today is late, what was before is not known.
            ("2026Q3", None, later,  C::Key,        U::Late(day("2027-01-15"))),
            ("2026Q2", None, later,  C::Key,        U::BeforePortal),
        ];
        for (quarter, first, own, class, want) in cases {
            let found = unfiled((quarter.parse().unwrap(), true), today, (first, own), class);
            assert_eq!(found, want, "{quarter} {class}");
        }
        let unowed = unfiled(("2026Q3".parse().unwrap(), false), today, (None, later), C::Key);
        assert_eq!(unowed, U::BeforePortal, "it came into use after the due day");
        let open = unfiled(("2026Q3".parse().unwrap(), true), day("2026-10-08"), (first, first), C::Key);
        assert_eq!(open, U::Open(day("2026-10-15")));
    }
}
