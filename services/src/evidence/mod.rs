//! Gathering what is known about an enterprise in a quarter: all reading for `domain::crosscheck` is here, none of the
//! judgement.

mod bills;
mod earlier;
mod monitored;
mod permit;
mod sums;

use chrono::NaiveDate;
use domain::{crosscheck::Evidence, declaration::Content, quarter::Quarter};
use sea_orm::ConnectionTrait;

pub(crate) use self::bills::read as bills_of;
use self::monitored::Prefer;
use crate::Result;

/// Everything known on a day about an enterprise's quarter, beside what it declared.
pub async fn gather(
    db: &impl ConnectionTrait,
    enterprise_id: i64,
    quarter: Quarter,
    declared: Content,
    today: NaiveDate,
) -> Result<Evidence> {
    let outlets = permit::outlets(db, enterprise_id).await?;
    let mut evidence = Evidence {
        declared,
        outlets: outlets.iter().map(permit::outlet).collect(),
        bills: bills::read(db, enterprise_id, quarter, today).await?,
        limits: permit::limits(db, &outlets, quarter).await?,
        caps: permit::caps(db, enterprise_id, quarter).await?,
        ..Evidence::of(quarter)
    };
    evidence.monitored = monitored::read(db, &outlets, quarter, Prefer::Hours).await?;
    evidence.earlier = earlier::read(db, enterprise_id, &outlets, &evidence).await?;
    Ok(evidence)
}

/// The outlets of an enterprise and what their loggers added up to in a quarter, by daily values where those are
/// enough; nothing else.
pub(crate) async fn logged(db: &impl ConnectionTrait, enterprise_id: i64, quarter: Quarter) -> Result<Evidence> {
    let outlets = permit::outlets(db, enterprise_id).await?;
    let monitored = monitored::read(db, &outlets, quarter, Prefer::Days).await?;
    Ok(Evidence { outlets: outlets.iter().map(permit::outlet).collect(), monitored, ..Evidence::of(quarter) })
}
