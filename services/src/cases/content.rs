//! What a case says, in the store and out of it.

use domain::{
    case::{CaseContent, CaseField, CaseSlip},
    input::{Text, clean},
    time::Day,
};
use entities::violation_case;
use sea_orm::{ActiveValue::Set, IntoActiveModel, TryIntoModel};

use super::LONGEST_REASON;
use crate::{Ctx, Error, Result, law::penalties};

/// What a row says.
pub(super) fn of(row: &violation_case::Model) -> CaseContent {
    CaseContent {
        kind: row.kind,
        acted_on: row.acted_on.0,
        decided_on: row.decided_on.map(|day| day.0),
        document_no: row.document_no.clone(),
        facts: row.facts.clone(),
        basis: row.basis.clone(),
        discretion: row.discretion.clone(),
        fine: row.fine,
        measures: row.measures.clone(),
        gravity: row.gravity,
        rectification: row.rectification.clone(),
        statement: row.statement.clone(),
    }
}

/// Puts it into a row.
pub(super) fn fill(row: &mut violation_case::ActiveModel, content: &CaseContent) {
    let plain = clean;
    row.kind = Set(content.kind);
    row.acted_on = Set(Day(content.acted_on));
    row.decided_on = Set(content.decided_on.map(Day));
    row.document_no = Set(plain(&content.document_no));
    row.facts = Set(plain(&content.facts));
    row.basis = Set(plain(&content.basis));
    row.discretion = Set(plain(&content.discretion));
    row.fine = Set(content.fine);
    row.measures = Set(content.measures.clone());
    row.gravity = Set(content.gravity);
    row.rectification = Set(plain(&content.rectification));
    row.statement = Set(plain(&content.statement));
}

/// The answer to a form that is sent again: as if it had just been done, if it says what the row says; otherwise its
/// writer must hear that it was not kept.
pub(super) fn done_before(row: &violation_case::Model, content: &CaseContent) -> Result<()> {
    let mut asked = row.clone().into_active_model();
    fill(&mut asked, content);
    let same = asked.try_into_model().is_ok_and(|asked: violation_case::Model| asked == *row);
    if same { Ok(()) } else { Err(Error::Conflict("this form was sent before, with another content".to_owned())) }
}

/// Goes on only with a draft that can be kept.
pub(super) fn must_keep(ctx: &Ctx, content: &CaseContent) -> Result<()> {
    first(content.slips(ctx.now().day(), penalties()))
}

/// Goes on only with a case that can be shown to the public.
pub(super) fn must_be_whole(ctx: &Ctx, content: &CaseContent) -> Result<()> {
    first(content.problems(ctx.now().day(), penalties()))
}

/// Doors that show all problems ask `domain`; here the first one is enough to refuse.
fn first(problems: Vec<(CaseField, CaseSlip)>) -> Result<()> {
    match problems.into_iter().next() {
        Some((field, slip)) => Err(Error::invalid(field.as_str(), slip)),
        None => Ok(()),
    }
}

/// A reason, as it is kept.
pub(super) fn reason(field: &'static str, text: &str) -> Result<Text> {
    Text::read(text, 1..=LONGEST_REASON).map_err(|issue| Error::issue(field, issue))
}
