//! Where tip-offs stood at a moment, by the steps that the log kept.

use std::collections::HashMap;

use domain::{audit::Act, time::Stamp, tip::TipStatus};
use entities::{audit, tip};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::{Ctx, Result};

/// The steps, and where a tip-off stands after each.
const STEPS: [(Act, TipStatus); 4] = [
    (Act::AcceptTip, TipStatus::Accepted),
    (Act::DeclineTip, TipStatus::Declined),
    (Act::HandOverTip, TipStatus::Investigating),
    (Act::AnswerTip, TipStatus::Answered),
];

/// Where each of these stood just before a moment; none where neither the log nor the row tells.
pub(super) async fn statuses(ctx: &Ctx, tips: &[tip::Model], before: Stamp) -> Result<Vec<Option<TipStatus>>> {
    let acts = STEPS.map(|(act, _)| act.as_str());
    let lines: Vec<(String, String, Stamp)> = audit::Entity::find()
        .select_only()
        .columns([audit::Column::Subject, audit::Column::Action, audit::Column::At])
        .filter(audit::Column::Action.is_in(acts))
        .order_by_asc(audit::Column::Id)
        .into_tuple()
        .all(ctx.store.read())
        .await?;
    let mut known: HashMap<&str, Option<TipStatus>> = HashMap::new();
    for (subject, action, at) in &lines {
        // Whoever has a step in the log had none before the first of them.
        let stood = known.entry(subject.as_str()).or_default();
        let after = STEPS.iter().find(|(act, _)| act.as_str() == action).map(|(_, status)| *status);
        *stood = after.filter(|_| *at < before).or(*stood);
    }
    let of = |tip: &tip::Model| match known.get(format!("tip/{}", tip.id).as_str()) {
        Some(stood) => Some(stood.unwrap_or(TipStatus::Received)),
        None => by_its_row(tip, before),
    };
    Ok(tips.iter().map(of).collect())
}

/// What the row itself tells, for one whose steps are in no log. A row keeps when it was taken up and when it was answered,
/// and of no other step the day.
fn by_its_row(tip: &tip::Model, before: Stamp) -> Option<TipStatus> {
    match tip.status {
        TipStatus::Received => Some(TipStatus::Received),
        TipStatus::Answered if tip.closed_at.is_some_and(|at| at < before) => Some(TipStatus::Answered),
        _ if tip.accepted_at.is_some_and(|at| at >= before) => Some(TipStatus::Received),
        TipStatus::Accepted if tip.accepted_at.is_some() => Some(TipStatus::Accepted),
        TipStatus::Accepted | TipStatus::Declined | TipStatus::Investigating | TipStatus::Answered => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where the row does not tell, nobody guesses: least of all that nothing had been done.
    #[test]
    fn a_row_tells_what_it_knows() {
        use TipStatus::{Accepted, Answered, Declined, Investigating, Received};
        let (before, now, later) = (Stamp(5), Stamp(10), Stamp(15));
        let cases = [
            // status,      taken up,     answered,     stood
            (Received, None, None, Some(Received)),
            (Accepted, Some(before), None, Some(Accepted)),
            (Accepted, Some(later), None, Some(Received)),
            (Accepted, None, None, None),
            (Declined, None, None, None),
            (Investigating, Some(later), None, Some(Received)),
            (Investigating, Some(before), None, None),
            (Answered, Some(before), Some(before), Some(Answered)),
            (Answered, None, Some(before), Some(Answered)),
            (Answered, Some(before), Some(later), None),
            (Answered, Some(later), Some(later), Some(Received)),
            (Answered, None, Some(later), None),
        ];
        for (status, accepted_at, closed_at, want) in cases {
            let row = tip::Model {
                id: 1,
                tip_no: String::new(),
                receipt_index: String::new(),
                receipt_hash: String::new(),
                kind: None,
                enterprise_id: None,
                town_id: None,
                status,
                body: Vec::new(),
                contact: None,
                received_at: Stamp(1),
                due_at: Stamp(1),
                accepted_at,
                closed_at,
            };
            assert_eq!(by_its_row(&row, now), want, "{row:?}");
        }
    }
}
