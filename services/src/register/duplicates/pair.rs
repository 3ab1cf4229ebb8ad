//! Two enterprises beside each other.

use std::collections::BTreeSet;

use domain::{
    access::Action,
    credit_code::CreditCode,
    duplicate::{ENOUGH, Proposal, Reason, propose, reasons, weight},
    quarter::Quarter,
};
use entities::enterprise;

use super::{
    apart::{self, Apart},
    record::{particulars, records},
    rows::{both, seen_of},
    side::Side,
};
use crate::{Ctx, Error, Result, Seen, accounts::Actor};

/// Two enterprises beside each other, in the order in which they were asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Couple {
    /// Both.
    pub sides: [Side; 2],
    /// Why they may be one site.
    pub reasons: Vec<Reason>,
    /// Whether that is enough for the pair to come up by itself.
    pub comes_up: bool,
    /// Which should stay.
    pub proposal: Proposal,
    /// What was said of them before.
    pub apart: Option<Apart>,
    /// As a form carries how both stood.
    pub seen: Seen,
}

/// Two enterprises beside each other, whether or not anything says that they are one.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`] where one of them is not in the register, or both are the same.
pub async fn pair(ctx: &Ctx, actor: &Actor, codes: [CreditCode; 2]) -> Result<Couple> {
    actor.must(Action::ManageRegister)?;
    let db = ctx.store.read();
    let rows = both(db, codes).await?;
    let sides = [Side::of(ctx, db, &rows[0]).await?, Side::of(ctx, db, &rows[1]).await?];
    let reasons = reasons(&particulars(&rows[0]), &particulars(&rows[1]));
    let records = records(ctx, db, &[&rows[0], &rows[1]]).await?;
    let record = |row: &enterprise::Model| records.get(&row.id).ok_or(Error::NotFound);
    let proposal = propose(record(&rows[0])?, record(&rows[1])?);
    let comes_up = weight(&reasons, rows[0].town_id == rows[1].town_id) >= ENOUGH;
    let apart = apart::of_pair(db, &rows).await?;
    let seen = seen_of(db, &rows).await?;
    Ok(Couple { sides, reasons, comes_up, proposal, apart, seen })
}

impl Couple {
    /// The quarters that were declared under both: of these one counts.
    pub fn declared_twice(&self) -> BTreeSet<Quarter> {
        self.sides[0].declared.intersection(&self.sides[1].declared).copied().collect()
    }
}
