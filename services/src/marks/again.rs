//! What a mark changes about means that have been held against their limits already.

use chrono::{Datelike, NaiveDate};
use domain::{
    mark::Mark,
    time::{DAY, Stamp, start_of},
};
use sea_orm::ConnectionTrait;

use crate::{
    Result,
    basis::marks::touching,
    monitoring::{record::first_id, to_judge},
};

/// Makes the means due that a mark speaks of, which has come into force or ceased to be, and those of later marks of its year:
/// some time limits count by the year, others from the first of marks that follow each other, so that what one takes is not
/// there for the next.
pub(super) async fn judge_again(tx: &impl ConnectionTrait, outlet_id: i64, mark: &Mark, now: Stamp) -> Result<()> {
    let newest = first_id(now);
    to_judge::judge_again(tx, outlet_id, (mark.from, mark.until().min(now)), newest).await?;
    // A start of New Year's Eve goes on.
    let next_year = NaiveDate::from_ymd_opt(mark.from.day().year() + 1, 1, 1);
    let last = next_year.map_or(now, |day| start_of(day).plus(DAY));
    for other in touching(tx, &[outlet_id], mark.from).await? {
        let other = other.mark();
        if other.from >= mark.from && other.from < last && other != *mark {
            to_judge::judge_again(tx, outlet_id, (other.from, other.until().min(now)), newest).await?;
        }
    }
    Ok(())
}
