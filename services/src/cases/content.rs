//! What a case says, in the store and out of it.

use domain::{
    case::{CaseContent, CaseField, CaseSlip},
    input::{Read, clean},
    time::Day,
};
use entities::{enterprise, violation_case};
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait, IntoActiveModel, TryIntoModel};

use super::{PublicWords, Reason};
use crate::{
    Conflict, Ctx, Error, Result,
    input::Issues,
    law::{gravity_rules, penalties},
    store::former_row::as_of,
};

/// What a row says.
pub(super) fn of(row: &violation_case::Model) -> CaseContent {
    CaseContent {
        kind: row.kind,
        acted_on: row.acted_on.0,
        acted_until: row.acted_until.map(|day| day.0),
        found_on: row.found_on.map(|day| day.0),
        decided_on: row.decided_on.map(|day| day.0),
        transferred_on: row.transferred_on.map(|day| day.0),
        returned_on: row.returned_on.map(|day| day.0),
        document_no: row.document_no.clone(),
        authority: row.authority.clone(),
        facts: row.facts.clone(),
        breached: row.breached.clone(),
        basis: row.basis.clone(),
        discretion: row.discretion.clone(),
        fine: row.fine,
        measures: row.measures.clone(),
        gravity: row.gravity,
        gravity_basis: row.gravity_basis.clone(),
        rectification: row.rectification.clone(),
        statement: row.statement.clone(),
    }
}

/// Puts it into a row.
pub(super) fn fill(row: &mut violation_case::ActiveModel, content: &CaseContent) {
    let plain = clean;
    row.kind = Set(content.kind);
    row.acted_on = Set(Day(content.acted_on));
    row.acted_until = Set(content.acted_until.map(Day));
    row.found_on = Set(content.found_on.map(Day));
    row.decided_on = Set(content.decided_on.map(Day));
    row.transferred_on = Set(content.transferred_on.map(Day));
    row.returned_on = Set(content.returned_on.map(Day));
    row.document_no = Set(plain(&content.document_no));
    row.authority = Set(plain(&content.authority));
    row.facts = Set(plain(&content.facts));
    row.breached = Set(plain(&content.breached));
    row.basis = Set(plain(&content.basis));
    row.discretion = Set(plain(&content.discretion));
    row.fine = Set(content.fine);
    row.measures = Set(content.measures.clone());
    row.gravity = Set(content.gravity);
    row.gravity_basis = Set(plain(&content.gravity_basis));
    row.rectification = Set(plain(&content.rectification));
    row.statement = Set(plain(&content.statement));
}

/// The answer to a form that is sent again: as if it had just been done, if it says what the row says; otherwise its
/// writer must hear that it was not kept.
pub(super) fn done_before(row: &violation_case::Model, content: &CaseContent) -> Result<()> {
    let mut asked = row.clone().into_active_model();
    fill(&mut asked, content);
    let same = asked.try_into_model().is_ok_and(|asked: violation_case::Model| asked == *row);
    if same { Ok(()) } else { Err(Conflict::SentBefore.into()) }
}

/// Goes on only with a draft against an enterprise that can be kept.
pub(super) fn must_keep(ctx: &Ctx, about: &enterprise::Model, content: &CaseContent) -> Result<()> {
    none(with_permit(about, content, content.slips(ctx.now().day(), penalties())))
}

/// Goes on only with a case against an enterprise that can be shown to the public.
pub(super) fn must_be_whole(ctx: &Ctx, about: &enterprise::Model, content: &CaseContent) -> Result<()> {
    none(problems(ctx, about, content))
}

/// What must be mended before a case against an enterprise can go on, in the order of the fields.
pub(super) fn problems(ctx: &Ctx, about: &enterprise::Model, content: &CaseContent) -> Vec<(CaseField, CaseSlip)> {
    with_permit(about, content, content.problems(ctx.now().day(), penalties(), gravity_rules()))
}

/// And what its permit says against it; a registration is none.
fn with_permit(
    about: &enterprise::Model,
    content: &CaseContent,
    mut found: Vec<(CaseField, CaseSlip)>,
) -> Vec<(CaseField, CaseSlip)> {
    let permit_to = about.permit_to.filter(|_| about.permit_no.is_some() && about.class.has_permit());
    found.extend(content.permit_held(permit_to.map(|day| day.0)));
    found.sort_by_key(|(field, _)| *field);
    found
}

/// Against whom a case is, with the permit of the day of the act: one that came later covers nothing before it.
pub(super) async fn about(
    db: &impl ConnectionTrait,
    row: &violation_case::Model,
    content: &CaseContent,
) -> Result<enterprise::Model> {
    let now = enterprise::Entity::find_by_id(row.enterprise_id).one(db).await?.ok_or(Error::NotFound)?;
    let on_that_day = as_of(db, vec![now.clone()], Day(content.acted_on)).await?.pop();
    Ok(on_that_day.unwrap_or(now))
}

fn none(problems: Vec<(CaseField, CaseSlip)>) -> Result<()> {
    let issues: Issues = problems.into_iter().map(|(field, slip)| (field.as_str(), slip)).collect();
    issues.into_result(())
}

/// A reason, as it is kept.
pub(super) fn reason(field: &'static str, text: &str) -> Result<Reason> {
    Reason::read(text).map_err(|issue| Error::issue(field, issue))
}

/// A text that the public will read.
pub(super) fn public_words(field: &'static str, text: &str) -> Result<PublicWords> {
    PublicWords::read(text).map_err(|issue| Error::issue(field, issue))
}
