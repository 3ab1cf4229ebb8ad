//! Bills that a finding was made from and that say something else by now: a later delivery corrected them.

use chrono::NaiveDate;
use domain::{crosscheck::Finding, month::Month};
use sea_orm::ConnectionTrait;

use crate::{Result, evidence};

/// The months whose bills are no longer those of the finding, in their order.
pub(super) async fn corrected(db: &impl ConnectionTrait, enterprise_id: i64, finding: &Finding) -> Result<Vec<Month>> {
    let frozen = &finding.inputs;
    if frozen.bills.is_empty() {
        return Ok(Vec::new());
    }
    let now = evidence::bills_of(db, enterprise_id, frozen.quarter, NaiveDate::MAX).await?;
    let stands = |feed, month| now.iter().find(|bill| bill.feed == feed && bill.month == month);
    let differs = frozen.bills.iter().filter(|bill| {
        stands(bill.feed, bill.month).is_none_or(|now| now.quantity.normalize() != bill.quantity.normalize())
    });
    let mut months: Vec<Month> = differs.map(|bill| bill.month).collect();
    months.sort_unstable();
    months.dedup();
    Ok(months)
}
