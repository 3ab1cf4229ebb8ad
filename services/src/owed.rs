//! Since when enterprises owe their quarters. A portal that came into use after a quarter's due day still takes that
//! quarter, and calls nobody late with it.

use chrono::NaiveDate;
use domain::{quarter::Quarter, time::Stamp};
use entities::{declaration_version, enterprise};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QuerySelect};

use crate::Result;

/// The day on which the portal came into use; none as long as nobody is in its register.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct InUse(Option<NaiveDate>);

/// When it came into use: when the first enterprise was entered, or the first declaration was signed. A city that brings its
/// old declarations along brings their days too.
pub(crate) async fn in_use(db: &impl ConnectionTrait) -> Result<InUse> {
    let entered: Option<Option<Stamp>> = enterprise::Entity::find()
        .select_only()
        .column_as(enterprise::Column::CreatedAt.min(), "first")
        .into_tuple()
        .one(db)
        .await?;
    let signed: Option<Option<Stamp>> = declaration_version::Entity::find()
        .select_only()
        .column_as(declaration_version::Column::SubmittedAt.min(), "first")
        .into_tuple()
        .one(db)
        .await?;
    Ok(InUse([entered.flatten(), signed.flatten()].into_iter().flatten().min().map(Stamp::day)))
}

/// How a declaration came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Timing {
    /// By the due day.
    InTime,
    /// After it.
    Late,
    /// After a due day before which the portal was not in use: of one's own accord, neither in time nor late.
    Voluntary,
}

impl InUse {
    /// Whether a quarter was to be declared here in time: the portal was there on its due day.
    pub(crate) fn owes(self, quarter: Quarter) -> bool {
        self.0.is_some_and(|since| since <= quarter.due_day())
    }

    /// How what was first filed on a day came.
    pub(crate) fn timing(self, quarter: Quarter, filed_on: NaiveDate) -> Timing {
        match (filed_on > quarter.due_day(), self.owes(quarter)) {
            (false, _) => Timing::InTime,
            (true, true) => Timing::Late,
            (true, false) => Timing::Voluntary,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quarter_whose_due_day_was_before_is_owed_by_nobody() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let quarter: Quarter = "2026Q3".parse().unwrap();
        for (since, owed) in [(Some("2026-10-15"), true), (Some("2026-10-16"), false), (None, false)] {
            let in_use = InUse(since.map(day));
            assert_eq!(in_use.owes(quarter), owed, "{since:?}");
            let after = if owed { Timing::Late } else { Timing::Voluntary };
            assert_eq!(in_use.timing(quarter, day("2026-11-30")), after, "{since:?}");
            assert_eq!(in_use.timing(quarter, day("2026-10-15")), Timing::InTime);
        }
    }
}
