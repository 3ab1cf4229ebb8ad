//! The draft, with everything that the editor needs.

use chrono::NaiveDate;
use domain::{
    access::Action,
    credit_code::CreditCode,
    declaration::{
        Content, DeclarationStatus,
        check::{self, Context, Problem},
        deadline::{Phase, allows, last_day, phase},
        state::Event,
    },
    quarter::Quarter,
    time::{Day, Stamp},
};
use entities::{declaration, declaration_version};

use super::{
    Fact, Receipt,
    context::context,
    facts::{self, Facts},
    load,
    standing::{may_change, may_correct, ran},
};
use crate::{
    Ctx, Error, Result,
    accounts::Actor,
    owed::in_use,
    public::Party,
    store::{self, merger},
};

/// A save.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedBy {
    /// When.
    pub at: Stamp,
    /// Who, by the name of the account.
    pub by: Option<String>,
}

/// The own declaration for a quarter, as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a thing of its own that a page asks")]
pub struct Draft {
    /// Whose.
    pub enterprise: Party,
    /// For which quarter.
    pub quarter: Quarter,
    /// Where it stands; absent: not begun.
    pub status: Option<DeclarationStatus>,
    /// Where today stands to its filing.
    pub phase: Phase,
    /// The last day in time.
    pub due_day: NaiveDate,
    /// The last day on which it is taken at all.
    pub last_day: NaiveDate,
    /// Counts saves; 0 for one that is not begun. Goes back with a save or a signature.
    pub revision: i64,
    /// The last save.
    pub saved: Option<SavedBy>,
    /// What it says. Not begun: every row that the permit asks for, with the facts that are known.
    pub content: Content,
    /// What it is checked against.
    pub context: Context,
    /// Figures of the quarter that others have told.
    pub facts: Vec<Fact>,
    /// What was signed, oldest first.
    pub versions: Vec<Receipt>,
    /// Whether it says what the newest signed version says.
    pub is_as_signed: bool,
    /// Reason of a correction that has begun.
    pub correction: Option<String>,
    /// The day from which on the enterprise is closed, where the quarter began after that: nothing is declared of it.
    pub ceased_on: Option<Day>,
    /// The code of the one into which the enterprise is merged: nothing is declared under its own any more.
    pub merged_into: Option<CreditCode>,
    /// Whether it may be changed today.
    pub may_change: bool,
    /// Whether a correction may begin today.
    pub may_correct: bool,
    /// Whether it may be signed today, by somebody who may sign.
    pub may_sign: bool,
}

impl Draft {
    /// Everything that is wrong with it, in the order of the form.
    pub fn problems(&self) -> Vec<Problem> {
        check::check(&self.content, &self.context)
    }

    /// Whether nothing is left to do but to sign it.
    pub fn is_ready(&self) -> bool {
        let hindered = || self.problems().iter().any(|problem| problem.hinders(&self.content));
        self.saved.is_some() && self.may_sign && !self.is_as_signed && !hindered()
    }
}

/// The actor's own declaration for a quarter, begun or not. A quarter that has not begun is [`Error::NotFound`].
pub async fn draft(ctx: &Ctx, actor: &Actor, quarter: Quarter) -> Result<Draft> {
    actor.must(Action::ReadOwnEnterprise)?;
    let enterprise_id = load::own(actor)?;
    let today = ctx.now().day();
    if quarter > Quarter::of(today) {
        return Err(Error::NotFound);
    }
    let db = ctx.store.read();
    let (enterprise, town) = load::enterprise(db, enterprise_id).await?;
    let party = Party::of(ctx, &enterprise, town.as_ref());
    let row = load::declaration(db, enterprise_id, quarter).await?;
    let permit = context(db, &enterprise, quarter).await?;
    let told = facts::told(db, enterprise_id, quarter).await?;
    let content = match &row {
        Some(row) => store::content(&row.draft)?,
        None => begun(&permit, &told),
    };
    let History { versions, signed, saved } = history(ctx, &party, row.as_ref()).await?;
    let ran = ran(quarter, enterprise.closed_on).is_ok();
    let merged_into = merger::kept_code(db, enterprise_id).await?;
    let may = if ran && merged_into.is_none() { May::today(quarter, today, row.as_ref()) } else { May::NOTHING };
    Ok(Draft {
        enterprise: party,
        quarter,
        status: row.as_ref().map(|row| row.status),
        phase: phase(quarter, today),
        due_day: quarter.due_day(),
        last_day: last_day(quarter),
        revision: row.as_ref().map_or(0, |row| row.draft_revision),
        saved,
        is_as_signed: signed.as_ref() == Some(&content),
        content,
        context: permit,
        facts: told.facts,
        versions,
        correction: row.and_then(|row| row.correction),
        ceased_on: enterprise.closed_on.filter(|_| !ran),
        merged_into,
        may_change: may.change,
        may_correct: may.correct,
        may_sign: may.sign,
    })
}

/// What an editor begins with.
fn begun(permit: &Context, told: &Facts) -> Content {
    let mut blank = permit.blank();
    facts::fill_in(&mut blank, told);
    blank
}

/// What may be done with a draft.
struct May {
    change: bool,
    correct: bool,
    sign: bool,
}

impl May {
    const NOTHING: Self = Self { change: false, correct: false, sign: false };

    fn today(quarter: Quarter, today: NaiveDate, row: Option<&declaration::Model>) -> Self {
        let change = may_change(quarter, today, row).is_ok();
        let Some(row) = row else { return Self { change, correct: false, sign: false } };
        let open = |event| allows(quarter, today, row.status, event).is_ok();
        Self { change, correct: may_correct(quarter, today, row), sign: change && open(Event::Submit) }
    }
}

/// What was done with it so far.
#[derive(Default)]
struct History {
    versions: Vec<Receipt>,
    /// What the newest version says.
    signed: Option<Content>,
    saved: Option<SavedBy>,
}

async fn history(ctx: &Ctx, party: &Party, row: Option<&declaration::Model>) -> Result<History> {
    let Some(row) = row else { return Ok(History::default()) };
    let db = ctx.store.read();
    let versions = load::versions(db, row.id).await?;
    let people = versions.iter().filter_map(|version| version.signed_by).chain(row.updated_by);
    let names = load::names(db, people).await?;
    let name = |account: Option<i64>| account.and_then(|id| names.get(&id).cloned());
    let in_use = in_use(db).await?;
    let receipt =
        |v: &declaration_version::Model| Receipt::of(party.clone(), (row.quarter, in_use), v, name(v.signed_by));
    let saved = SavedBy { at: row.updated_at, by: name(row.updated_by) };
    let signed = versions.last().map(|version| store::content(&version.content)).transpose()?;
    Ok(History { versions: versions.iter().map(receipt).collect(), signed, saved: Some(saved) })
}
