//! Penalty cases of nearly two years: about one a week for the newest, fewer before.

mod amount;
mod decision;
mod docket;
mod facts;
mod law;
mod plant;
mod way;
mod wording;

use chrono::{Months, NaiveDate};
use domain::{
    case::{CaseContent, CaseStatus},
    time::Stamp,
};

pub use way::Step;

use super::city::City;
use services::Result;

/// A case.
#[derive(Clone, Debug)]
pub struct Case {
    /// The enterprise's place in the city.
    pub enterprise: usize,
    /// `DH-2026-0123`.
    pub case_no: String,
    /// Where it stands.
    pub status: CaseStatus,
    /// When it was published.
    pub published_at: Option<Stamp>,
    /// The day on which publication ends.
    pub public_until: Option<NaiveDate>,
    /// The day on which it was put right.
    pub rectified_on: Option<NaiveDate>,
    /// The day on which the file was closed.
    pub closed_on: Option<NaiveDate>,
    /// When a report came that waits for the publisher.
    pub reported_at: Option<Stamp>,
    /// What was done on the way, the oldest first; nothing of a draft.
    pub steps: Vec<Step>,
    /// What it says.
    pub content: CaseContent,
}

/// All cases, oldest first. What would be published after `now` is not published yet.
pub fn cases(city: &City, now: Stamp) -> Result<Vec<Case>> {
    let mut numbers = docket::Numbers::default();
    let mut cases: Vec<Case> = Vec::new();
    for plan in docket::decided(city) {
        let own = cases.iter().filter(|case| case.enterprise == plan.enterprise);
        let before = own.filter(|case| counts_before(case, plan.began_on())).count();
        cases.push(decision::decided(city, &plan, numbers.next(plan.decided_on), before, now)?);
    }
    for plan in docket::filed(city) {
        cases.push(decision::filed(city, &plan, numbers.next(city.today))?);
    }
    Ok(cases)
}

/// Whether a case counts as an earlier one of an act: decided before it, and no more than two years.
fn counts_before(case: &Case, acted_on: NaiveDate) -> bool {
    let since = acted_on.checked_sub_months(Months::new(24)).unwrap_or(acted_on);
    case.content.decided_on.is_some_and(|decided| (since..acted_on).contains(&decided))
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use chrono::Days;
    use domain::{
        case::{CaseSlip, FineRange, Judged, ViolationKind},
        enterprise::ManagementClass,
        quarter::Quarter,
        time::{HOUR, start_of},
    };

    use super::{docket::DECIDED, *};
    use crate::{city, stories::Story};
    use services::law::{gravity_rules, laws, penalties};

    /// Days on which the city may stand: before the Code has judged much, the look's day, and another year.
    const DAYS: [&str; 3] = ["2026-08-20", "2026-11-22", "2027-03-11"];

    fn all(today: &str) -> (City, Vec<Case>) {
        let today = today.parse().unwrap();
        let city = city::build(today, 200).unwrap();
        let cases = cases(&city, start_of(today).plus(15 * HOUR)).unwrap();
        (city, cases)
    }

    #[test]
    fn numbers_occur_once_and_rise() {
        for today in DAYS {
            let (_, cases) = all(today);
            // The story's case has its day, which must have come.
            assert_eq!(cases.len(), DECIDED + 3 + usize::from(today > "2026-09-25"), "{today}");
            assert!(cases.is_sorted_by(|a, b| a.case_no < b.case_no), "{today}");
            assert!(
                cases.iter().all(|case| !case.content.facts.is_empty() && !case.content.basis.is_empty()),
                "{cases:#?}"
            );
        }
    }

    #[test]
    fn the_newest_are_on_the_board_and_some_old_ones_no_longer() {
        for today in DAYS {
            let (city, cases) = all(today);
            let public: Vec<_> = cases.iter().filter(|case| case.published_at.is_some()).collect();
            let newest = public.iter().filter(|case| case.published_at.unwrap().day() > city.today - Days::new(5));
            assert!(newest.count() >= 1, "{today}");
            let withdrawn = public.iter().filter(|case| case.public_until.unwrap() <= city.today).count();
            assert!(withdrawn > 3 && public.len() - withdrawn > 20, "{today}: {withdrawn} of {}", public.len());
        }
    }

    /// Whoever counts them by quarter sees many quarters, kinds in each, and that they grew.
    #[test]
    fn their_quarters_show_a_trend() {
        for today in DAYS {
            let (_, cases) = all(today);
            let mut quarters: BTreeMap<Quarter, Vec<ViolationKind>> = BTreeMap::new();
            for case in &cases {
                if let Some(day) = case.content.decided_on {
                    quarters.entry(Quarter::of(day)).or_default().push(case.content.kind);
                }
            }
            // The first and the last one are cut.
            let whole: Vec<_> = quarters.into_values().collect();
            let whole = &whole[1..whole.len() - 1];
            assert!(whole.len() >= 5, "{today}: {whole:?}");
            let (early, late) = whole.split_at(whole.len() / 2);
            let mean = |part: &[Vec<ViolationKind>]| part.iter().map(Vec::len).sum::<usize>() * 100 / part.len();
            assert!(mean(late) * 10 > mean(early) * 13, "{today}: {early:?} {late:?}");
            for kinds in whole {
                assert!(kinds.iter().collect::<BTreeSet<_>>().len() >= 3, "{today}: {kinds:?}");
            }
            assert!(whole.iter().flatten().collect::<BTreeSet<_>>().len() >= 7, "{today}");
        }
    }

    #[test]
    fn the_law_changes_on_the_fifteenth_of_august() {
        let (city, cases) = all("2026-11-22");
        for case in cases.iter().filter(|case| case.content.decided_on.is_some()) {
            let code = case.content.basis.contains("生态环境法典");
            let newer = case.content.basis.contains("第一千零五十七条");
            // What lasted until the Code is judged by the Code.
            assert_eq!(code, case.content.ended_on().to_string().as_str() >= "2026-08-15" || newer, "{case:?}");
        }
        let is_story = |case: &&Case| city.enterprises[case.enterprise].story.is_some();
        let story = cases.iter().find(is_story).unwrap();
        assert_eq!(story.content.acted_on.to_string(), "2026-08-10");
        assert_eq!(city.enterprises[story.enterprise].story, Some(Story::LawChange));
        assert!(story.content.basis.contains("第一千零五十七条"));
    }

    /// Where the newer law came between act and decision, the reasons name both with their ranges, and which is lighter.
    #[test]
    fn a_decision_under_two_laws_says_which_is_lighter() {
        for today in ["2026-09-25", "2026-11-22"] {
            let (_, cases) = all(today);
            let mut compared = 0;
            for case in cases.iter().filter(|case| case.content.decided_on.is_some()) {
                let (kind, acted_on, decided_on) =
                    (case.content.kind, case.content.ended_on(), case.content.decided_on.unwrap());
                let both = penalties().compared(&Judged { kind, acted_on, decided_on, basis: "" }, laws());
                let Some(both) = both else {
                    assert!(!case.content.discretion.contains("从旧兼从轻"), "{case:?}");
                    continue;
                };
                compared += 1;
                let said = |one: &FineRange| {
                    let (least, most) = (one.least.in_wan(), one.most.in_wan());
                    case.content.discretion.contains(&format!("{}的罚款幅度为{least}万元至{most}万元", one.basis))
                };
                assert!(both.old.iter().any(said) && both.new.iter().any(said), "{}", case.content.discretion);
                assert_eq!(case.content.discretion.contains("后者较轻"), case.content.basis.contains("法典处罚较轻"));
            }
            assert!(compared > 1, "{today}");
        }
    }

    #[test]
    fn every_decision_is_lawful() {
        for today in ["2026-08-20", "2026-11-22", "2026-12-31"] {
            let (city, cases) = all(today);
            for case in cases.iter().filter(|case| case.content.decided_on.is_some()) {
                // Those whose term is over are on the board no longer; nothing else may be wrong.
                let problems = case.content.problems(city.today, penalties(), gravity_rules()).into_iter();
                let wrong: Vec<_> = problems.filter(|(_, slip)| !matches!(slip, CaseSlip::TermOver(_))).collect();
                assert_eq!(wrong, [], "{case:#?}");
                assert!(
                    case.public_until.is_none_or(|last| Some(last) == case.content.last_day(gravity_rules())),
                    "{case:#?}"
                );
            }
        }
    }

    /// What is decided about a suspected crime was decided after it came back, and what is with the police is not decided.
    #[test]
    fn nobody_is_fined_while_the_case_is_with_the_police() {
        let mut decided = 0;
        for today in DAYS {
            let (city, cases) = all(today);
            for case in cases.iter().filter(|case| case.content.kind == ViolationKind::Falsification) {
                let content = &case.content;
                assert_eq!(content.slips(city.today, penalties()), [], "{case:#?}");
                assert!(content.transferred_on.is_some(), "{case:#?}");
                match content.decided_on {
                    Some(day) => {
                        assert!(content.returned_on.is_some_and(|back| back < day), "{case:#?}");
                        assert!(content.fine.0 > 0 && content.facts.contains("不起诉"), "{case:#?}");
                        decided += 1;
                    }
                    None => assert_eq!((content.fine.0, content.returned_on), (0, None), "{case:#?}"),
                }
            }
        }
        assert!(decided > 1, "{decided} cases");
    }

    /// Everybody who is fined here holds a permit.
    #[test]
    fn nobody_is_said_to_have_no_permit_who_holds_one() {
        for today in DAYS {
            let (city, cases) = all(today);
            for case in &cases {
                let permit = &city.enterprises[case.enterprise].permit;
                assert_eq!(case.content.permit_held(permit.to), None, "{case:#?}");
                assert!(permit.to.is_none() || case.content.kind != ViolationKind::NoPermit, "{case:#?}");
            }
            assert!(cases.iter().any(|case| case.content.kind == ViolationKind::NewPermitDue), "{today}");
        }
    }

    /// What was not done for months lasted, some of it across the change of the law; every act was found.
    #[test]
    fn some_acts_lasted_and_all_were_found() {
        let (_, cases) = all("2026-11-22");
        let lasted = |case: &&Case| case.content.acted_until.is_some();
        assert!(cases.iter().filter(lasted).count() > 10 && !cases.iter().all(|case| lasted(&case)));
        let code = "2026-08-15".parse().unwrap();
        let across = |case: &&Case| case.content.acted_on < code && case.content.ended_on() >= code;
        assert!(cases.iter().any(|case| across(&case)), "none lasted until the Code");
        assert!(cases.iter().all(|case| case.content.found_on.is_some_and(|day| day >= case.content.ended_on())));
    }

    /// Nobody is fined twice for one act that went on, and only what was decided before an act makes it a repeated one.
    #[test]
    fn acts_of_one_enterprise_are_apart_and_counted_once_they_are_decided() {
        for today in DAYS {
            acts_are_apart(today);
        }
    }

    fn acts_are_apart(today: &str) {
        let (_, cases) = all(today);
        let mut repeated = 0;
        for (n, case) in cases.iter().enumerate() {
            let own: Vec<_> = cases[..n].iter().filter(|other| other.enterprise == case.enterprise).collect();
            for other in &own {
                let (a, b) = (&other.content, &case.content);
                let (first, second) = if a.acted_on < b.acted_on { (a, b) } else { (b, a) };
                assert!(first.decided_on.unwrap() < second.acted_on, "{first:#?} {second:#?}");
            }
            let earlier = own.iter().filter(|other| counts_before(other, case.content.acted_on)).count();
            if case.content.decided_on.is_some() {
                let first = case.content.discretion.contains("两年内首次");
                assert_eq!(first, earlier == 0, "{case:#?}");
                repeated += usize::from(!first);
            }
        }
        assert!(repeated > 0, "nobody did it again");
    }

    #[test]
    fn everything_decided_and_published_is_on_a_day_that_is_worked_and_has_its_steps() {
        let days = domain::calendar::Calendar::built_in();
        for case in DAYS.iter().flat_map(|today| all(today).1) {
            let decided = case.content.decided_on;
            let worked = decided.into_iter().chain(case.published_at.map(Stamp::day));
            assert!(worked.clone().all(|day| days.is_worked(day)), "{case:#?}");
            assert_eq!(decided.is_none(), case.steps.is_empty(), "{case:#?}");
            assert_eq!(decided.is_none(), case.content.document_no.is_empty(), "a draft has no number: {case:#?}");
        }
    }

    #[test]
    fn reports_of_the_station_run_with_the_days() {
        let cases: Vec<_> = DAYS.iter().flat_map(|today| all(today).1).collect();
        let number = |case: &Case| {
            let (_, rest) = case.content.facts.split_once("示环监字〔")?;
            let (year, rest) = rest.split_once("〕第")?;
            Some((case.content.acted_on, year.to_owned(), rest.split_once('号')?.0.to_owned()))
        };
        let mut numbers: Vec<_> = cases.iter().filter_map(number).collect();
        numbers.sort();
        assert!(numbers.len() > 3);
        assert!(numbers.is_sorted_by(|a, b| (&a.1, &a.2) < (&b.1, &b.2) || a.0 == b.0), "{numbers:?}");
    }

    #[test]
    fn only_who_must_disclose_is_fined_for_not_disclosing() {
        for today in DAYS {
            let (city, cases) = all(today);
            let listed = |case: &Case| city.enterprises[case.enterprise].class == ManagementClass::Key;
            let mut disclosures = cases.iter().filter(|case| case.content.kind == ViolationKind::Disclosure).peekable();
            assert!(disclosures.peek().is_some() && disclosures.all(listed), "{today}");
        }
    }

    #[test]
    fn the_city_can_stand_on_any_day() {
        for today in ["2024-02-29", "2026-08-15", "2027-01-01"] {
            let (_, cases) = all(today);
            assert!(cases.len() >= DECIDED);
        }
    }
}
