//! What becomes of a published case: an officer reports it, a publisher publishes the report.

use chrono::NaiveDate;
use domain::{
    access::Action,
    case::{CaseEvent, Progress, awaited as waiting, may_report, wrong_day},
    time::Day,
};
use entities::case_step;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use super::{
    content::{public_words, reason},
    load::{load_for_change, must_stand},
    steps::{Taken, step},
};
use crate::{Conflict, Ctx, Error, FormKey, Result, accounts::Actor, once::replayed};

/// What an officer reports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// What became of the case.
    pub progress: Progress,
    /// On which day.
    pub happened_on: NaiveDate,
    /// In words, which the public will read.
    pub words: String,
}

/// A report that waits for the publisher.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Awaiting {
    /// What was reported.
    pub report: Report,
    /// Whether the reader reported it, and so cannot publish it.
    pub is_own: bool,
}

/// Reports what became of a published case (报告整改完成、结案); once for each form. The public sees it when a publisher
/// has published it.
///
/// # Errors
/// [`Invalid`](Error::Invalid) for `words` and `happened_on`; [`Conflict`](Error::Conflict) when the case is not
/// published, no longer at the revision that its page showed, a report waits already, or it has come as far before.
pub async fn report(
    ctx: &Ctx,
    actor: &Actor,
    (case_no, revision): (&str, i64),
    report: &Report,
    form: &FormKey,
) -> Result<()> {
    actor.must(Action::WorkCase)?;
    let words = &*public_words("words", &report.words)?;
    let tx = ctx.store.write().await?;
    let row = load_for_change(&tx, case_no).await?;
    if replayed(&tx, ctx, actor, form).await? {
        return Ok(());
    }
    must_stand(&row, revision)?;
    if awaited(&steps(&tx, row.id).await?, actor).is_some() {
        return Err(Conflict::ReportWaits.into());
    }
    let progress = report.progress;
    if !may_report(row.status).contains(&progress) {
        let words = format!("of a case that is `{}` this cannot be reported", row.status);
        return Err(Conflict::NotReady(words).into());
    }
    let after = progress.follows(row.decided_on.map(|day| day.0), row.rectified_on.map(|day| day.0));
    if let Some(slip) = wrong_day(report.happened_on, after, ctx.now().day()) {
        return Err(Error::issue("happened_on", slip));
    }
    let happened_on = Some(Day(report.happened_on));
    let taken = Taken { event: progress.event(), reason: words, happened_on };
    step(&tx, ctx, actor, row, taken, |row| row.reported_at = Set(Some(ctx.now()))).await?;
    Ok(tx.commit().await?)
}

/// Publishes what was reported (公布进展); once for each form. From the commit on the public sees it.
///
/// # Errors
/// [`Forbidden`](Error::Forbidden) for whoever reported it; [`Conflict`](Error::Conflict) when no report waits, or the
/// case is no longer at the revision that its page showed.
pub async fn publish_report(ctx: &Ctx, actor: &Actor, (case_no, revision): (&str, i64), form: &FormKey) -> Result<()> {
    actor.must(Action::PublishCase)?;
    let tx = ctx.store.write().await?;
    let row = load_for_change(&tx, case_no).await?;
    if replayed(&tx, ctx, actor, form).await? {
        return Ok(());
    }
    must_stand(&row, revision)?;
    let Awaiting { report, is_own } = must_wait(&steps(&tx, row.id).await?, actor)?;
    if is_own {
        return Err(Error::Forbidden);
    }
    let said = [row.rectification.as_str(), report.words.as_str()];
    let said: Vec<&str> = said.into_iter().filter(|text| !text.is_empty()).collect();
    let said = said.join("\n");
    step(&tx, ctx, actor, row, (CaseEvent::PublishReport, ""), |row| {
        let day = Set(Some(Day(report.happened_on)));
        match report.progress {
            Progress::Rectified => row.rectified_on = day,
            Progress::Closed => row.closed_on = day,
        }
        row.status = Set(report.progress.status());
        row.rectification = Set(said);
        row.reported_at = Set(None);
    })
    .await?;
    Ok(tx.commit().await?)
}

/// Sends a report back with a reason (退回进展); once for each form.
///
/// # Errors
/// [`Invalid`](Error::Invalid) for the field `reason`; [`Conflict`](Error::Conflict) when no report waits, or the
/// case is no longer at the revision that its page showed.
pub async fn return_report(
    ctx: &Ctx,
    actor: &Actor,
    (case_no, revision): (&str, i64),
    why: &str,
    form: &FormKey,
) -> Result<()> {
    actor.must(Action::PublishCase)?;
    let why = &*reason("reason", why)?;
    let tx = ctx.store.write().await?;
    let row = load_for_change(&tx, case_no).await?;
    if replayed(&tx, ctx, actor, form).await? {
        return Ok(());
    }
    must_stand(&row, revision)?;
    must_wait(&steps(&tx, row.id).await?, actor)?;
    step(&tx, ctx, actor, row, (CaseEvent::ReturnReport, why), |row| row.reported_at = Set(None)).await?;
    Ok(tx.commit().await?)
}

/// The report that waits for a publisher.
pub(super) fn awaited(steps: &[case_step::Model], actor: &Actor) -> Option<Awaiting> {
    let events: Vec<CaseEvent> = steps.iter().map(|step| step.event).collect();
    let found = waiting(&events)?;
    let step = steps.get(found.step)?;
    let happened_on = step.happened_on?.0;
    let report = Report { progress: found.progress, happened_on, words: step.body.clone() };
    Some(Awaiting { report, is_own: step.account_id == Some(actor.account_id) })
}

fn must_wait(steps: &[case_step::Model], actor: &Actor) -> Result<Awaiting> {
    awaited(steps, actor).ok_or_else(|| Conflict::NoReport.into())
}

async fn steps(tx: &impl ConnectionTrait, case_id: i64) -> Result<Vec<case_step::Model>> {
    let own = case_step::Entity::find().filter(case_step::Column::CaseId.eq(case_id));
    Ok(own.order_by_asc(case_step::Column::Id).all(tx).await?)
}
