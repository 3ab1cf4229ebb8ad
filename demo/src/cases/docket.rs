//! Which cases there are: who did what, when it was decided, under which number.

use chrono::{Datelike, Days, NaiveDate};
use domain::{
    calendar::{Calendar, Term},
    case::ViolationKind,
    enterprise::ManagementClass,
};

use services::law::laws;

use crate::{city::City, office::worked_until, random::Chance, stories::Story};

/// How many cases are decided, and how many are still open.
pub const DECIDED: usize = 60;
const FILED: usize = 3;
/// The act and the decision of story 16.
const LAW_CHANGE: (Option<NaiveDate>, Option<NaiveDate>) =
    (NaiveDate::from_ymd_opt(2026, 8, 10), NaiveDate::from_ymd_opt(2026, 9, 21));

/// A case before it is written down.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// The enterprise's place in the city.
    pub enterprise: usize,
    /// What was done.
    pub kind: ViolationKind,
    /// The day of the act; of one that lasted the last one, on which it was found.
    pub acted_on: NaiveDate,
    /// The day of the decision; today for cases that are open.
    pub decided_on: NaiveDate,
    /// Which of the newest it is; 0 for the newest.
    pub rank: usize,
}

/// The decided cases, oldest first.
pub fn decided(city: &City) -> Vec<Plan> {
    // The story's case has its days: the others make room for it.
    let mut plans: Vec<_> = law_change(city).into_iter().collect();
    for n in 0..DECIDED {
        plans.push(plan(city, n, &plans));
    }
    plans.sort_by_key(|plan| plan.decided_on);
    plans
}

/// The cases that are being investigated.
pub fn filed(city: &City) -> Vec<Plan> {
    let mut plans = decided(city);
    for n in 0..FILED {
        let mut chance = Chance::of("filed", n);
        let acted_on = city.today - Days::new(6 + 5 * n as u64);
        let drawn = |(enterprise, kind)| {
            let kind = known_then(kind, acted_on);
            Plan { enterprise, kind, acted_on, decided_on: city.today, rank: n }
        };
        let first = drawn(any(city, &mut chance));
        plans.push(apart(first, &plans, || drawn(any(city, &mut chance))));
    }
    plans.split_off(plans.len() - FILED)
}

/// How often another enterprise is drawn before a city counts as too small for its cases.
const DRAWS: usize = 40;

/// The plan, or another one drawn for it, that is no second case about what is before the bureau already: nobody is
/// fined twice for one exceedance that went on (Administrative Penalty Law, Art 29), so that an act counts as another
/// one only after the decision about the one before.
fn apart(first: Plan, others: &[Plan], mut again: impl FnMut() -> Plan) -> Plan {
    let is_apart = |plan: &Plan| others.iter().all(|other| plan.is_apart_from(other));
    let mut plan = first;
    for _ in 0..DRAWS {
        if is_apart(&plan) {
            return plan;
        }
        plan = again();
    }
    first
}

impl Plan {
    /// Whether the later one of two acts of an enterprise began after the decision about the earlier one.
    pub fn is_apart_from(&self, other: &Self) -> bool {
        let (earlier, later) = if self.began_on() <= other.began_on() { (self, other) } else { (other, self) };
        earlier.enterprise != later.enterprise || later.began_on() > earlier.decided_on
    }

    /// The first day of the act: what was not done for months, or until the inspection came, lasted.
    pub fn began_on(&self) -> NaiveDate {
        use ViolationKind as V;
        let days = match self.kind {
            V::Falsification => 1,
            V::MonitorFaulty => 12,
            V::SelfMonitoring | V::Ledger => 61,
            V::NewPermitDue => 75,
            V::Disclosure => return overdue_since(self.acted_on),
            _ => 0,
        };
        self.acted_on - Days::new(days)
    }

    /// The day on which it was found: by an inspection on its last day, or when the report of the sample was there.
    pub fn found_on(&self) -> NaiveDate {
        let later = if self.kind == ViolationKind::OverLimit { 3 } else { 0 };
        self.acted_on + Days::new(later)
    }

    /// When it was handed over as a suspected crime, and when it came back with the prosecutor's opinion that it be
    /// punished administratively: nothing is decided in between. What is not decided has not come back.
    pub fn transfer(&self, is_decided: bool, today: NaiveDate) -> (Option<NaiveDate>, Option<NaiveDate>) {
        if self.kind != ViolationKind::Falsification {
            return (None, None);
        }
        let handed_over = Calendar::built_in().end(self.acted_on, Term::WorkingDays(3));
        let back = is_decided.then(|| worked_until(self.decided_on - Days::new(18)));
        (Some(handed_over).filter(|day| *day <= today), back)
    }
}

/// The day after the one on which the report of a year was due (15 March), three months ago or more.
fn overdue_since(day: NaiveDate) -> NaiveDate {
    const LATE: Days = Days::new(92);
    let of = |year| NaiveDate::from_ymd_opt(year, 3, 16).unwrap_or(day);
    let this = of(day.year());
    if this + LATE <= day { this } else { of(day.year() - 1) }
}

/// Days before today on which the n-th newest case was decided: about one a week now, and the farther back the fewer, so that
/// the quarters of nearly two years show how enforcement grew. No farther: of earlier years the calendar knows no holidays.
const fn age(n: usize) -> u64 {
    let mut days = 2 + if n < 3 { n } else { 2 };
    let mut older = 3;
    while older <= n {
        days += 7 + (older - 3) / 6;
        older += 1;
    }
    days as u64
}

fn plan(city: &City, n: usize, others: &[Plan]) -> Plan {
    let mut chance = Chance::of("case", n);
    let (enterprise, kind) = match n {
        0 if city.enterprises.len() > 3 => (3, ViolationKind::TreatmentIdle),
        1 if city.enterprises.len() > 4 => (4, ViolationKind::OverLimit),
        2 => discloser(city).map_or_else(|| any(city, &mut chance), |number| (number, ViolationKind::Disclosure)),
        _ => any(city, &mut chance),
    };
    let decided_on = worked_until(city.today - Days::new(age(n)));
    let acted_on = decided_on - Days::new(35 + chance.below(40) as u64);
    let prosecuted = decided_on - Days::new(230 + chance.below(60) as u64);
    let drawn = |(enterprise, kind)| {
        // The prosecutor had it in between.
        let acted_on = if kind == ViolationKind::Falsification { prosecuted } else { acted_on };
        Plan { enterprise, kind: known_then(kind, acted_on), acted_on, decided_on, rank: n }
    };
    apart(drawn((enterprise, kind)), others, || drawn(any(city, &mut chance)))
}

/// Before the Code a facility that was not run was an offence where supervision was evaded, and not by itself.
fn known_then(kind: ViolationKind, acted_on: NaiveDate) -> ViolationKind {
    let before = laws().on(acted_on).is_none();
    if before && kind == ViolationKind::TreatmentIdle { ViolationKind::Evasion } else { kind }
}

/// Somebody on the list of those who must disclose (环境信息依法披露企业名单): key units are on it.
fn discloser(city: &City) -> Option<usize> {
    let mut ordinary = city.enterprises.iter().filter(|one| one.story.is_none() && one.number > 4);
    Some(ordinary.find(|one| one.class == ManagementClass::Key)?.number)
}

/// Story 16, once the day has come.
fn law_change(city: &City) -> Option<Plan> {
    let (acted_on, decided_on) = (LAW_CHANGE.0?, LAW_CHANGE.1?);
    let enterprise = city.enterprises.iter().find(|e| e.story == Some(Story::LawChange))?.number;
    let kind = ViolationKind::OverLimit;
    (decided_on + Days::new(4) < city.today).then_some(Plan { enterprise, kind, acted_on, decided_on, rank: 1_600 })
}

/// An enterprise and something that it can have done.
fn any(city: &City, chance: &mut Chance) -> (usize, ViolationKind) {
    use ViolationKind as V;
    // Stories have the cases that are theirs. A city so small that everybody has one makes no difference. The provisions
    // cited are those on units under permit management; a registered one is under others.
    let ordinary: Vec<_> = city.enterprises.iter().filter(|e| e.story.is_none() && e.class.has_permit()).collect();
    let enterprise = if ordinary.is_empty() { &city.enterprises[0] } else { *chance.pick(&ordinary) };
    let kinds: &[V] = match enterprise.class {
        ManagementClass::Key => &[
            V::OverLimit,
            V::OverLimit,
            V::TreatmentIdle,
            V::MonitorFaulty,
            V::Falsification,
            V::Disclosure,
            V::SelfMonitoring,
            V::Ledger,
        ],
        ManagementClass::Simplified => {
            // Everybody here holds a permit: who built more than it says needs a new one, and is not without one.
            &[V::OverLimit, V::OverLimit, V::TreatmentIdle, V::Evasion, V::NewPermitDue, V::SelfMonitoring, V::Ledger]
        }
        ManagementClass::Registered | ManagementClass::Undetermined => &[V::Evasion],
    };
    (enterprise.number, *chance.pick(kinds))
}

/// Numbers of decisions: rising through each year, the bureau deciding far more cases than the demo city shows.
#[derive(Default)]
pub struct Numbers {
    year: i32,
    last: u32,
}

impl Numbers {
    /// The year and the next number in it.
    pub fn next(&mut self, day: NaiveDate) -> (i32, u32) {
        if self.year != day.year() {
            (self.year, self.last) = (day.year(), 0);
        }
        self.last = (self.last + 1).max(day.ordinal() * 2 / 5);
        (self.year, self.last)
    }
}
