//! Who is there for whom on which day, as conditions: enterprises in trial or merged into others, and what was closed.

use chrono::NaiveDate;
use domain::{life::Audience, time::Day};
use entities::enterprise;
use sea_orm::{
    ColumnTrait, Condition,
    sea_query::{Query, SelectStatement},
};

use crate::store::merger::stands;

/// Enterprises that are there for those who read. One that is merged into another is there for the bureau only, which looks
/// its history up; whoever lists or counts leaves it out whoever reads.
pub(crate) fn seen_by(audience: Audience, today: NaiveDate) -> Condition {
    let public = stands().add(enterprise::Column::PublicFrom.lte(Day(today)));
    Condition::all().add_option((audience == Audience::Public).then_some(public))
}

/// The keys of the enterprises that everybody sees, for conditions on what is theirs.
pub(crate) fn public_ones(today: NaiveDate) -> SelectStatement {
    let mut ones = Query::select();
    ones.column(enterprise::Column::Id).from(enterprise::Entity).cond_where(seen_by(Audience::Public, today)).take()
}

/// What is not closed on a day.
pub(crate) fn not_closed(closed_on: impl ColumnTrait, day: NaiveDate) -> Condition {
    Condition::any().add(closed_on.is_null()).add(closed_on.gt(Day(day)))
}
