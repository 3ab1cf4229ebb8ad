//! The quarters of an enterprise, and what each asks for.

use chrono::NaiveDate;
use domain::{
    access::{Action, may},
    credit_code::CreditCode,
    declaration::{
        DeclarationStatus,
        deadline::{Phase, last_day, phase},
    },
    finding::FindingStatus,
    life::{Opening, is_closed, runs_in},
    quarter::Quarter,
    time::{Day, Stamp},
};
use entities::{declaration, declaration_version, finding};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::load;
use crate::{Ctx, Result, accounts::Actor, owed::in_use, public::Party, store::merger};

/// Quarters that are shown even where nothing was done: the running one and the four before.
const SHOWN: usize = 5;

/// What an enterprise sees first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quarters {
    /// Whose.
    pub enterprise: Party,
    /// Whether the actor may sign.
    pub may_sign: bool,
    /// Whether the enterprise is in trial (试运行): only it and the bureau see what it says.
    pub in_trial: bool,
    /// The day from which on it is closed, where that has come.
    pub closed_on: Option<Day>,
    /// The code of the one into which it is merged: nothing is declared under its own any more.
    pub merged_into: Option<CreditCode>,
    /// The running quarter and those before, newest first.
    pub quarters: Vec<QuarterRow>,
}

/// A quarter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuarterRow {
    /// Which.
    pub quarter: Quarter,
    /// Where its declaration stands; absent: not begun.
    pub status: Option<DeclarationStatus>,
    /// Where today stands to its filing.
    pub phase: Phase,
    /// The last day in time.
    pub due_day: NaiveDate,
    /// The last day on which it is taken at all.
    pub last_day: NaiveDate,
    /// The last save.
    pub saved_at: Option<Stamp>,
    /// The newest signed version.
    pub newest: Option<NewestVersion>,
    /// Whether a correction has begun.
    pub correcting: bool,
    /// Whether it was to be declared here in time; before the portal was in use nothing was.
    pub owed: bool,
    /// Findings about it at which nobody has looked yet.
    pub findings: usize,
    /// Findings about which the bureau has asked and waits for an answer.
    pub questions: usize,
}

/// What was signed last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewestVersion {
    /// 1, 2, …
    pub number: i32,
    /// The receipt's number.
    pub receipt_no: String,
    /// When.
    pub submitted_at: Stamp,
}

/// The quarters of the actor's enterprise.
pub async fn quarters(ctx: &Ctx, actor: &Actor) -> Result<Quarters> {
    actor.must(Action::ReadOwnEnterprise)?;
    let enterprise_id = load::own(actor)?;
    let db = ctx.store.read();
    let (enterprise, town) = load::enterprise(db, enterprise_id).await?;
    let begun = declaration::Entity::find().filter(declaration::Column::EnterpriseId.eq(enterprise_id)).all(db).await?;
    let versions = declaration_version::Entity::find()
        .filter(declaration_version::Column::DeclarationId.is_in(begun.iter().map(|row| row.id)))
        .order_by_asc(declaration_version::Column::Number)
        .all(db)
        .await?;
    let unsettled: Vec<(Quarter, FindingStatus)> = finding::Entity::find()
        .select_only()
        .columns([finding::Column::Quarter, finding::Column::Status])
        .filter(finding::Column::EnterpriseId.eq(enterprise_id))
        .filter(finding::Column::Status.is_in([FindingStatus::Open, FindingStatus::Asked]))
        .into_tuple()
        .all(db)
        .await?;
    let today = ctx.now().day();
    let mut quarters = Quarter::of(today).back(SHOWN);
    let merged_into = merger::kept_code(db, enterprise_id).await?;
    quarters.retain(|quarter| merged_into.is_none() && runs_in(*quarter, enterprise.closed_on));
    quarters.extend(begun.iter().map(|row| row.quarter));
    quarters.sort_unstable_by(|a, b| b.cmp(a));
    quarters.dedup();
    let in_use = in_use(db).await?;
    let row = |quarter| {
        let own = begun.iter().find(|row| row.quarter == quarter);
        let count = |status| unsettled.iter().filter(|found| **found == (quarter, status)).count();
        QuarterRow {
            findings: count(FindingStatus::Open),
            questions: count(FindingStatus::Asked),
            owed: in_use.owes(quarter),
            ..of_quarter(quarter, today, own, &versions)
        }
    };
    Ok(Quarters {
        enterprise: Party::of(ctx, &enterprise, town.as_ref()),
        may_sign: may(actor.role, Action::SignDeclaration),
        in_trial: !Opening::of(enterprise.public_from).is_open_on(today),
        closed_on: enterprise.closed_on.filter(|_| is_closed(enterprise.closed_on, today)),
        merged_into,
        quarters: quarters.into_iter().map(row).collect(),
    })
}

fn of_quarter(
    quarter: Quarter,
    today: NaiveDate,
    own: Option<&declaration::Model>,
    versions: &[declaration_version::Model],
) -> QuarterRow {
    let newest = own.and_then(|own| versions.iter().rfind(|version| version.declaration_id == own.id));
    QuarterRow {
        quarter,
        status: own.map(|own| own.status),
        phase: phase(quarter, today),
        due_day: quarter.due_day(),
        last_day: last_day(quarter),
        saved_at: own.map(|own| own.updated_at),
        newest: newest.map(|version| NewestVersion {
            number: version.number,
            receipt_no: version.receipt_no.clone(),
            submitted_at: version.submitted_at,
        }),
        correcting: own.is_some_and(|own| own.correction.is_some()),
        owed: true,
        findings: 0,
        questions: 0,
    }
}
