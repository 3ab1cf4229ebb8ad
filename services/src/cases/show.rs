//! One case for those who work at it.

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::{
    access::Action,
    case::{CaseContent, CaseEvent, CaseField, CaseSlip, Progress, ProgressSlip, Withdrawal, wrong_day},
    enterprise::ManagementClass,
    time::{Day, Stamp},
};
use entities::{account, case_step, violation_case};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::{
    CaseLine,
    content::{about, of, problems},
    load::load,
    report::{Awaiting, awaited},
};
use crate::{Ctx, Error, Result, accounts::Actor, public::party::parties};

/// A case with its way so far.
#[derive(Clone, Debug)]
pub struct CaseFile {
    /// What a list shows.
    pub line: CaseLine,
    /// What it says.
    pub content: CaseContent,
    /// What must be mended before it can go on, in the order of the fields.
    pub problems: Vec<(CaseField, CaseSlip)>,
    /// How the enterprise's permit manages it; key units must disclose.
    pub class: ManagementClass,
    /// The last day of its permit, where it holds one.
    pub permit_to: Option<Day>,
    /// The finding that it came from.
    pub finding_id: Option<i64>,
    /// Who wrote it, by the name of the account.
    pub drafted_by: Option<String>,
    /// Whether the reader took a step that another person must check.
    pub is_own: bool,
    /// Counts saves; a form sends it back.
    pub revision: i64,
    /// Why it was taken down early.
    pub withdrawal: Option<Withdrawal>,
    /// What an officer reported of it and nobody has published yet.
    pub awaited: Option<Awaiting>,
    /// The day on which the violation was put right, as published.
    pub rectified_on: Option<Day>,
    /// The day on which the file was closed, as published.
    pub closed_on: Option<Day>,
    /// What was done on the way, oldest first.
    pub steps: Vec<StepTaken>,
}

/// A step that was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepTaken {
    /// What was done.
    pub event: CaseEvent,
    /// Why; empty where no reason is asked for.
    pub reason: String,
    /// When.
    pub at: Stamp,
    /// The day on which what is reported happened.
    pub happened_on: Option<Day>,
    /// Who, by the name of the account.
    pub by: Option<String>,
}

impl CaseFile {
    /// What is wrong with the day of a report about it.
    pub fn wrong_day(&self, progress: Progress, day: NaiveDate, today: NaiveDate) -> Option<ProgressSlip> {
        wrong_day(day, progress.follows(self.content.decided_on, self.rectified_on.map(|day| day.0)), today)
    }
}

/// The case with a number.
pub async fn show(ctx: &Ctx, actor: &Actor, case_no: &str) -> Result<CaseFile> {
    actor.must(Action::ReadCase)?;
    let db = ctx.store.read();
    let row = load(db, case_no).await?;
    let steps = case_step::Entity::find()
        .filter(case_step::Column::CaseId.eq(row.id))
        .order_by_asc(case_step::Column::Id)
        .all(db)
        .await?;
    let names = names(ctx, &row, &steps).await?;
    let about = about(db, &row, &of(&row)).await?;
    let party = parties(ctx, [row.enterprise_id]).await?.remove(&row.enterprise_id).ok_or(Error::NotFound)?;
    let own_step = |step: &case_step::Model| {
        step.account_id == Some(actor.account_id) && matches!(step.event, CaseEvent::Submit | CaseEvent::Clear)
    };
    let content = of(&row);
    let taken = |step: &case_step::Model| StepTaken {
        event: step.event,
        reason: step.body.clone(),
        at: step.at,
        happened_on: step.happened_on,
        by: step.account_id.and_then(|id| names.get(&id).cloned()),
    };
    Ok(CaseFile {
        line: CaseLine::of(&row, party, ctx),
        problems: problems(ctx, &about, &content),
        awaited: awaited(&steps, actor),
        content,
        class: about.class,
        permit_to: about.permit_to.filter(|_| about.class.has_permit()),
        finding_id: row.finding_id,
        drafted_by: row.drafted_by.and_then(|id| names.get(&id).cloned()),
        is_own: row.drafted_by == Some(actor.account_id) || steps.iter().any(own_step),
        revision: row.revision,
        withdrawal: row.withdrawal,
        rectified_on: row.rectified_on,
        closed_on: row.closed_on,
        steps: steps.iter().map(taken).collect(),
    })
}

/// The names of everybody who had a hand in it.
async fn names(ctx: &Ctx, row: &violation_case::Model, steps: &[case_step::Model]) -> Result<HashMap<i64, String>> {
    let ids = steps.iter().filter_map(|step| step.account_id).chain(row.drafted_by);
    let people = account::Entity::find().filter(account::Column::Id.is_in(ids)).all(ctx.store.read()).await?;
    Ok(people.into_iter().map(|account| (account.id, account.name)).collect())
}
