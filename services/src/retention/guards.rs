//! What holds rows back whatever their age.

use std::collections::BTreeSet;

use domain::{
    case::CaseStatus,
    declaration::DeclarationStatus,
    finding::FindingStatus,
    quarter::Quarter,
    time::{Day, Stamp, start_of},
};
use entities::{declaration, device, finding, retention_hold, violation_case};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};

use crate::Result;

/// Enterprises of which rows stay.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Guards {
    /// All of their rows: they are under a hold, or have a live case.
    pub all: BTreeSet<i64>,
    /// Their rows from a moment on: the year of an open finding or declaration, which later checks look back over.
    pub since: Vec<(i64, Stamp)>,
    /// The days from which on loggers are public; none for those in trial. Which values were sent in trial only their frames
    /// tell: without them everybody would see these values.
    pub opened: Vec<Option<Day>>,
}

impl Guards {
    /// How things stand now.
    pub async fn read(db: &impl ConnectionTrait, now: Stamp) -> Result<Self> {
        use declaration::Column as D;
        use retention_hold::Column as H;

        let held = retention_hold::Entity::find().select_only().column(H::EnterpriseId).filter(H::LiftedAt.is_null());
        let mut all: BTreeSet<i64> = held.into_tuple().all(db).await?.into_iter().collect();
        let cases = violation_case::Entity::find().select_only().column(violation_case::Column::EnterpriseId);
        all.extend(cases.filter(live_cases(now)).into_tuple::<i64>().all(db).await?);
        let mut since: Vec<(i64, Quarter)> = Vec::new();
        let open = [FindingStatus::Open, FindingStatus::Asked, FindingStatus::Explained, FindingStatus::Inspected];
        let findings = finding::Entity::find()
            .select_only()
            .columns([finding::Column::EnterpriseId, finding::Column::Quarter])
            .filter(finding::Column::Status.is_in(open))
            .distinct();
        since.extend(findings.into_tuple::<(i64, Quarter)>().all(db).await?);
        let unfiled = [DeclarationStatus::Draft, DeclarationStatus::Returned];
        let declarations = declaration::Entity::find()
            .select_only()
            .columns([D::EnterpriseId, D::Quarter])
            .filter(Condition::any().add(D::Status.is_in(unfiled)).add(D::Correction.is_not_null()));
        since.extend(declarations.into_tuple::<(i64, Quarter)>().all(db).await?);
        let opened = device::Entity::find().select_only().column(device::Column::PublicFrom).distinct();
        Ok(Self {
            all,
            since: since.into_iter().map(|(enterprise, quarter)| (enterprise, year_of(quarter))).collect(),
            opened: opened.into_tuple().all(db).await?,
        })
    }

    /// Whether rows of no enterprise are held back that are older than this.
    pub fn before(&self, moment: Stamp) -> impl Iterator<Item = (i64, Stamp)> {
        self.since.iter().copied().filter(move |(_, since)| *since < moment)
    }
}

/// A case that is not closed, or is still shown to the public.
fn live_cases(now: Stamp) -> Condition {
    use violation_case::Column as C;
    let is_shown = Condition::all()
        .add(C::PublishedAt.is_not_null())
        .add(C::WithdrawnAt.is_null())
        .add(Condition::any().add(C::PublicUntil.is_null()).add(C::PublicUntil.gte(Day(now.day()))));
    Condition::any().add(C::Status.ne(CaseStatus::Closed)).add(is_shown)
}

fn year_of(quarter: Quarter) -> Stamp {
    let first = chrono::NaiveDate::from_ymd_opt(i32::from(quarter.year()), 1, 1);
    first.map_or_else(|| quarter.start(), start_of)
}
