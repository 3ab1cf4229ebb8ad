//! What goes, written into a folder before it goes: one file for each month, in the form of an export.

use std::path::{Path, PathBuf};

use chrono::{Datelike, Months, NaiveDate};
use domain::{
    retention::Class,
    time::{Stamp, start_of},
};

use super::{guards::Guards, preview::count, rules};
use crate::{Ctx, backup::Failure, export::Pieces};

/// A stretch of what goes: at most a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// From this moment on.
    pub from: Stamp,
    /// Up to this one.
    pub to: Stamp,
    /// The month, for its name.
    pub month: NaiveDate,
}

impl Stretch {
    /// The condition of SQL for it.
    pub fn condition(self, class: Class) -> String {
        let moment = rules::rule(class).moment;
        format!("\"{moment}\" >= {} AND \"{moment}\" < {}", self.from.0, self.to.0)
    }
}

/// The months from the oldest row up to the first day that is kept.
pub fn stretches(oldest: Stamp, before: NaiveDate) -> Vec<Stretch> {
    let mut all = Vec::new();
    let mut month = oldest.day().with_day(1).unwrap_or_else(|| oldest.day());
    while month < before {
        let Some(next) = month.checked_add_months(Months::new(1)) else { break };
        all.push(Stretch { from: start_of(month), to: start_of(next.min(before)), month });
        month = next;
    }
    all
}

/// Writes what may go of the classes that are archived into a new folder below `into`; answers its name, or none where
/// nothing is to be archived.
///
/// # Errors
/// What is wrong with the place, or the database's.
pub async fn write(
    ctx: &Ctx,
    into: &Path,
    begun: Stamp,
    classes: &[(Class, NaiveDate)],
) -> Result<Option<PathBuf>, Failure> {
    let guards = Guards::read(ctx.store.read(), begun).await?;
    let mut wanted = Vec::new();
    for &(class, before) in classes {
        let condition = rules::may_go(class, start_of(before), begun, &guards);
        if let (1.., Some(oldest)) = count(ctx.store.read(), class, &condition).await? {
            wanted.push((class, condition, stretches(oldest, before)));
        }
    }
    if wanted.is_empty() {
        return Ok(None);
    }
    let name = format!("retention-{}", begun.beijing().format("%Y%m%dT%H%M%S%3f"));
    let folder = into.join(name);
    let mut pieces = Pieces::begin(&ctx.store, &folder).await?;
    for (class, condition, months) in &wanted {
        for month in months {
            let only = format!("({condition}) AND {}", month.condition(*class));
            let file = format!("{}/{}.csv", rules::rule(*class).table, month.month.format("%Y-%m"));
            pieces.add(rules::rule(*class).table, &file, &only).await?;
        }
    }
    pieces.publish(begun).await?;
    Ok(Some(folder))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_meet_and_end_with_the_term() {
        let oldest = Stamp::parse("2021-09-15T10:00:00+08:00").unwrap();
        let all = stretches(oldest, "2021-11-22".parse().unwrap());
        let months: Vec<_> = all.iter().map(|one| one.month.format("%Y-%m").to_string()).collect();
        assert_eq!(months, ["2021-09", "2021-10", "2021-11"]);
        assert!(all.windows(2).all(|pair| pair[0].to == pair[1].from));
        assert_eq!(all[2].to, start_of("2021-11-22".parse().unwrap()));
        assert!(stretches(oldest, "2021-09-01".parse().unwrap()).is_empty());
    }
}
