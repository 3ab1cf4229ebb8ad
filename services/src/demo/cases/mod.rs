//! Penalty cases of the last eighteen months: about one a week for the newest, fewer before.

mod amount;
mod facts;
mod law;

use chrono::{Datelike, Days, NaiveDate};
use domain::{
    case::{CaseStatus, ViolationKind},
    enterprise::ManagementClass,
    money::Fen,
    time::{HOUR, Stamp, start_of},
};

use self::{facts::Facts, law::Laws};
use super::{city::City, random::Chance, stories::Story};
use crate::Result;

/// A case.
#[derive(Clone, Debug)]
pub struct Case {
    /// The enterprise's place in the city.
    pub enterprise: usize,
    /// `DH-2026-0123`.
    pub case_no: String,
    /// `示环罚字〔2026〕123号`.
    pub document_no: String,
    /// What was done.
    pub kind: ViolationKind,
    /// Where it stands.
    pub status: CaseStatus,
    /// The day of the act.
    pub acted_on: NaiveDate,
    /// The day of the decision.
    pub decided_on: Option<NaiveDate>,
    /// When it was published.
    pub published_at: Option<Stamp>,
    /// The day on which publication ends.
    pub withdraw_on: Option<NaiveDate>,
    /// What was found.
    pub facts: String,
    /// Law and article.
    pub basis: String,
    /// How the fine was worked out.
    pub discretion: String,
    /// What was put right.
    pub rectification: String,
    /// The enterprise's own words.
    pub statement: String,
    /// The fine.
    pub fine: Fen,
}

/// How many cases are decided, and how many are still open.
const DECIDED: usize = 40;
const FILED: usize = 3;
/// The decision of story 16.
const LAW_CHANGE: (Option<NaiveDate>, Option<NaiveDate>) =
    (NaiveDate::from_ymd_opt(2026, 8, 10), NaiveDate::from_ymd_opt(2026, 9, 21));

/// All cases, oldest first. What would be published after `now` is not published yet.
pub fn cases(city: &City, now: Stamp) -> Result<Vec<Case>> {
    let laws = Laws::load()?;
    let mut plans: Vec<_> = (0..DECIDED).map(|n| plan(city, n)).collect();
    plans.extend(law_change(city));
    plans.sort_by_key(|plan| plan.decided_on);
    let mut numbers = Numbers::default();
    let mut cases = Vec::new();
    for plan in plans {
        let before = cases.iter().filter(|case: &&Case| case.enterprise == plan.enterprise).count();
        cases.push(decided(city, &laws, &plan, numbers.next(plan.decided_on), before, now)?);
    }
    for n in 0..FILED {
        cases.push(filed(city, &laws, n, numbers.next(city.today))?);
    }
    Ok(cases)
}

struct Plan {
    enterprise: usize,
    kind: ViolationKind,
    acted_on: NaiveDate,
    decided_on: NaiveDate,
    seed: usize,
}

/// Days before today on which the n-th newest case was decided.
const fn age(n: usize) -> u64 {
    (match n {
        0..3 => 2 + n,
        3..16 => 4 + 7 * (n - 2),
        _ => 95 + 18 * (n - 15),
    }) as u64
}

fn plan(city: &City, n: usize) -> Plan {
    let mut chance = Chance::of("case", n);
    let (enterprise, kind) = match n {
        0 if city.enterprises.len() > 3 => (3, ViolationKind::TreatmentIdle),
        1 if city.enterprises.len() > 4 => (4, ViolationKind::OverLimit),
        2 if city.enterprises.len() > 5 => (5, ViolationKind::Disclosure),
        _ => any(city, &mut chance),
    };
    let decided_on = city.today - Days::new(age(n));
    let acted_on = decided_on - Days::new(35 + chance.below(40) as u64);
    Plan { enterprise, kind, acted_on, decided_on, seed: n }
}

/// Story 16, once the day has come.
fn law_change(city: &City) -> Option<Plan> {
    let (acted_on, decided_on) = (LAW_CHANGE.0?, LAW_CHANGE.1?);
    let enterprise = city.enterprises.iter().find(|e| e.story == Some(Story::LawChange))?.number;
    let kind = ViolationKind::OverLimit;
    (decided_on + Days::new(4) < city.today).then_some(Plan { enterprise, kind, acted_on, decided_on, seed: 1_600 })
}

/// An enterprise and something that it can have done.
fn any(city: &City, chance: &mut Chance) -> (usize, ViolationKind) {
    use ViolationKind as V;
    // Stories have the cases that are theirs. A city so small that everybody has one makes no difference.
    let ordinary: Vec<_> = city.enterprises.iter().filter(|e| e.story.is_none()).collect();
    let enterprise = if ordinary.is_empty() { &city.enterprises[0] } else { *chance.pick(&ordinary) };
    let kinds: &[V] = match enterprise.class {
        ManagementClass::Key => &[
            V::OverLimit,
            V::OverLimit,
            V::TreatmentIdle,
            V::MonitorMissing,
            V::Falsification,
            V::Disclosure,
            V::Ledger,
        ],
        ManagementClass::Simplified => &[V::OverLimit, V::OverLimit, V::TreatmentIdle, V::Evasion, V::Ledger],
        ManagementClass::Registered => &[V::NoPermit, V::Evasion, V::OverLimit],
    };
    (enterprise.number, *chance.pick(kinds))
}

/// Numbers of decisions: rising through each year, the bureau deciding far more cases than the demo city shows.
#[derive(Default)]
struct Numbers {
    year: i32,
    last: u32,
}

impl Numbers {
    fn next(&mut self, day: NaiveDate) -> (i32, u32) {
        if self.year != day.year() {
            (self.year, self.last) = (day.year(), 0);
        }
        self.last = (self.last + 1).max(day.ordinal() * 2 / 5);
        (self.year, self.last)
    }
}

/// A decided case; `before` counts the enterprise's earlier ones.
fn decided(city: &City, laws: &Laws, plan: &Plan, number: (i32, u32), before: usize, now: Stamp) -> Result<Case> {
    let enterprise = &city.enterprises[plan.enterprise];
    let mut chance = Chance::of("decision", plan.seed);
    let (rule, newer) = laws.rule(plan.kind, plan.acted_on, plan.decided_on)?;
    let Facts { text, mut factors, rectification } = facts::facts(plan.kind, enterprise, plan.acted_on, &mut chance);
    factors.push(match before {
        0 => ("两年内首次", 0),
        1 => ("两年内第二次", 10),
        _ => ("两年内第三次以上", 20),
    });
    // The three on top of the board are from the look: no apology.
    let apologised = plan.seed > 2 && chance.below(4) == 0;
    let fine = amount::fine(rule, &factors, apologised);
    let note = "（行为发生于法典施行前，法典处罚较轻，依其第一千零五十七条适用法典）";
    let basis = format!("{}{}", rule.basis, if newer { note } else { "" });
    let age = (city.today - plan.decided_on).num_days();
    let (status, rectification) = match age {
        ..=40 => (CaseStatus::Decided, ""),
        41..=120 => (CaseStatus::Rectified, rectification),
        _ => (CaseStatus::Closed, rectification),
    };
    let published_on = plan.decided_on + Days::new(1 + chance.below(2) as u64);
    let published_at = Some(start_of(published_on).plus(10 * HOUR)).filter(|at| *at <= now);
    Ok(Case {
        published_at,
        withdraw_on: published_at.and(Some(published_on + Days::new(publication_days(fine.amount)))),
        rectification: rectification.to_owned(),
        statement: statement(apologised, status, &mut chance).to_owned(),
        fine: fine.amount,
        discretion: fine.working,
        decided_on: Some(plan.decided_on),
        status,
        basis,
        facts: text,
        ..blank(plan, number)
    })
}

/// A case that is being investigated: not public, nothing decided.
fn filed(city: &City, laws: &Laws, n: usize, number: (i32, u32)) -> Result<Case> {
    let mut chance = Chance::of("filed", n);
    let (enterprise, kind) = any(city, &mut chance);
    let acted_on = city.today - Days::new(6 + 5 * n as u64);
    let (rule, _) = laws.rule(kind, acted_on, city.today)?;
    let facts = facts::facts(kind, &city.enterprises[enterprise], acted_on, &mut chance);
    let plan = Plan { enterprise, kind, acted_on, decided_on: city.today, seed: n };
    Ok(Case { facts: facts.text, basis: rule.basis.clone(), ..blank(&plan, number) })
}

fn blank(plan: &Plan, (year, number): (i32, u32)) -> Case {
    Case {
        enterprise: plan.enterprise,
        case_no: format!("DH-{year}-{number:04}"),
        document_no: format!("示环罚字〔{year}〕{number}号"),
        kind: plan.kind,
        status: CaseStatus::Filed,
        acted_on: plan.acted_on,
        decided_on: None,
        published_at: None,
        withdraw_on: None,
        facts: String::new(),
        basis: String::new(),
        discretion: String::new(),
        rectification: String::new(),
        statement: String::new(),
        fine: Fen(0),
    }
}

/// How long a decision stands on the board: minor three months, ordinary a year, serious three (credit-repair
/// measures of 2026-04-01, at their longest).
const fn publication_days(fine: Fen) -> u64 {
    const ORDINARY: i64 = 5_000_000;
    const SERIOUS: i64 = 20_000_000;
    match fine.0 {
        ..ORDINARY => 91,
        ORDINARY..SERIOUS => 365,
        _ => 1_095,
    }
}

fn statement(apologised: bool, status: CaseStatus, chance: &mut Chance) -> &'static str {
    if apologised {
        return "我单位就上述违法行为向社会公众公开道歉，已组织全员环保培训并完成生态环境志愿服务，\
                承诺今后严格守法，接受社会监督。";
    }
    match (status, chance.below(3)) {
        (CaseStatus::Decided, 0) => "我单位对处罚决定无异议，正在按要求整改，整改进展将在本平台公布。",
        (_, 0) => "我单位已完成整改并缴纳罚款，今后将加强设施巡检和台账管理。",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::city;

    fn all(today: &str) -> (City, Vec<Case>) {
        let today = today.parse().unwrap();
        let city = city::build(today, 200).unwrap();
        let cases = cases(&city, start_of(today).plus(15 * HOUR)).unwrap();
        (city, cases)
    }

    #[test]
    fn numbers_occur_once_and_rise() {
        let (_, cases) = all("2026-11-22");
        assert_eq!(cases.len(), 44);
        assert!(cases.is_sorted_by(|a, b| a.case_no < b.case_no));
        assert!(cases.iter().all(|case| !case.facts.is_empty() && !case.basis.is_empty()), "{cases:#?}");
    }

    #[test]
    fn the_newest_are_on_the_board_and_some_old_ones_no_longer() {
        let (city, cases) = all("2026-11-22");
        let public: Vec<_> = cases.iter().filter(|case| case.published_at.is_some()).collect();
        let newest = public.iter().filter(|case| case.published_at.unwrap().day() > city.today - Days::new(5));
        assert!(newest.count() >= 2);
        let withdrawn = public.iter().filter(|case| case.withdraw_on.unwrap() <= city.today);
        assert!((1..20).contains(&withdrawn.count()));
    }

    #[test]
    fn the_law_changes_on_the_fifteenth_of_august() {
        let (city, cases) = all("2026-11-22");
        for case in cases.iter().filter(|case| case.decided_on.is_some()) {
            let code = case.basis.contains("生态环境法典");
            let newer = case.basis.contains("第一千零五十七条");
            assert_eq!(code, case.acted_on.to_string().as_str() >= "2026-08-15" || newer, "{case:?}");
        }
        let story = cases.iter().find(|case| case.acted_on.to_string() == "2026-08-10").unwrap();
        assert_eq!(city.enterprises[story.enterprise].story, Some(Story::LawChange));
        assert!(story.basis.contains("第一千零五十七条"));
    }

    #[test]
    fn the_city_can_stand_on_any_day() {
        for today in ["2024-02-29", "2026-08-15", "2027-01-01"] {
            let (_, cases) = all(today);
            assert!(cases.len() >= DECIDED);
        }
    }
}
