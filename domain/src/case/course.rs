//! The days of an act and of what was done about it, and in which order they come.

use chrono::NaiveDate;

use super::{CaseField, CaseSlip};

/// The days of a case, as far as they are known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Course {
    /// The day of the act; of one that lasted the first.
    pub acted_on: Option<NaiveDate>,
    /// The last day of an act that lasted.
    pub acted_until: Option<NaiveDate>,
    /// The day on which it was discovered.
    pub found_on: Option<NaiveDate>,
    /// The day of the decision.
    pub decided_on: Option<NaiveDate>,
    /// The day on which it was handed over as a suspected crime.
    pub transferred_on: Option<NaiveDate>,
    /// The day on which it came back without a criminal punishment.
    pub returned_on: Option<NaiveDate>,
}

/// What is wrong with the days of a case, as far as they are known: of a form of which not all can be read yet, too. An act
/// may go on after it was discovered, and not after it was decided.
pub fn wrong_days(days: &Course, today: NaiveDate) -> Vec<(CaseField, CaseSlip)> {
    let Course { acted_on, acted_until, found_on, decided_on, transferred_on, returned_on } = *days;
    let ended_on = acted_until.or(acted_on);
    let follows = |day: Option<NaiveDate>, after: Option<NaiveDate>, slip: fn(NaiveDate) -> CaseSlip| {
        let day = day?;
        if day > today {
            return Some(CaseSlip::Future);
        }
        after.filter(|after| day < *after).map(slip)
    };
    let found = [
        (CaseField::ActedOn, follows(acted_on, None, CaseSlip::Before)),
        (CaseField::ActedUntil, follows(acted_until, acted_on, CaseSlip::Before)),
        (CaseField::FoundOn, follows(found_on, acted_on, CaseSlip::Before)),
        (
            CaseField::DecidedOn,
            follows(decided_on, ended_on, |_| CaseSlip::BeforeAct)
                .or_else(|| follows(decided_on, found_on, CaseSlip::Before)),
        ),
        (CaseField::TransferredOn, follows(transferred_on, acted_on.max(found_on), CaseSlip::Before)),
        (CaseField::ReturnedOn, follows(returned_on, transferred_on, CaseSlip::Before)),
    ];
    found.into_iter().filter_map(|(field, slip)| Some((field, slip?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Option<NaiveDate> {
        text.parse().ok()
    }

    fn wrong(days: Course) -> Vec<(CaseField, CaseSlip)> {
        wrong_days(&days, "2026-11-22".parse().unwrap())
    }

    #[test]
    fn a_day_is_judged_where_the_other_is_not_known() {
        use CaseField as F;
        let (late, early) = (day("2026-11-23"), day("2026-08-19"));
        let of = |acted_on, decided_on| wrong(Course { acted_on, decided_on, ..Course::default() });
        let future = |field| (field, CaseSlip::Future);
        assert_eq!(of(None, late), [future(F::DecidedOn)]);
        assert_eq!(of(late, None), [future(F::ActedOn)]);
        assert_eq!(of(late, late), [future(F::ActedOn), future(F::DecidedOn)]);
        assert_eq!(of(day("2026-11-22"), early), [(F::DecidedOn, CaseSlip::BeforeAct)]);
        assert_eq!(of(None, early), []);
        assert_eq!(of(None, None), []);
    }

    #[test]
    fn an_act_that_lasts_ends_after_it_began_and_before_it_is_decided() {
        use CaseField as F;
        let days = |until: &str, found: &str, decided: &str| {
            wrong(Course {
                acted_on: day("2026-08-01"),
                acted_until: day(until),
                found_on: day(found),
                decided_on: day(decided),
                ..Course::default()
            })
        };
        let before = |field, text| vec![(field, CaseSlip::Before(day(text).unwrap()))];
        assert_eq!(days("2026-08-20", "2026-08-10", "2026-10-20"), [], "it went on after it was discovered");
        assert_eq!(days("2026-07-31", "", ""), before(F::ActedUntil, "2026-08-01"));
        assert_eq!(days("", "2026-07-31", ""), before(F::FoundOn, "2026-08-01"));
        assert_eq!(days("2026-08-20", "", "2026-08-19"), [(F::DecidedOn, CaseSlip::BeforeAct)]);
        assert_eq!(days("", "2026-08-10", "2026-08-09"), before(F::DecidedOn, "2026-08-10"));
        assert_eq!(days("2026-11-23", "", ""), [(F::ActedUntil, CaseSlip::Future)]);
    }

    #[test]
    fn what_comes_back_was_handed_over_and_what_is_handed_over_was_discovered() {
        use CaseField as F;
        let days = |transferred: &str, returned: &str| {
            let found_on = day("2026-08-10");
            let (transferred_on, returned_on) = (day(transferred), day(returned));
            wrong(Course { acted_on: day("2026-08-01"), found_on, transferred_on, returned_on, ..Course::default() })
        };
        let before = |field, text| vec![(field, CaseSlip::Before(day(text).unwrap()))];
        assert_eq!(days("2026-08-12", "2026-10-12"), []);
        assert_eq!(days("2026-08-09", ""), before(F::TransferredOn, "2026-08-10"));
        assert_eq!(days("2026-08-12", "2026-08-11"), before(F::ReturnedOn, "2026-08-12"));
    }
}
