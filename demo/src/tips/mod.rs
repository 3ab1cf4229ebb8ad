//! Tip-offs (举报) of the last twelve months: what was reported, and how it went on.
//!
//! They are played through the use cases of [`services::tips`] with the clock of the day, so that states, terms, dialogue,
//! audit log and encryption are what they would be had people sent them.

mod about_air;
mod about_water;
mod about_works;
mod course;
mod play;
mod talk;

use domain::case::ViolationKind;

use super::{city::City, stories::Story};

pub use play::play;

/// A tip-off before it is filed.
#[derive(Clone, Copy, Debug)]
struct Plan {
    /// Days before the city's day on which it arrived.
    days_ago: u32,
    /// About whom.
    about: About,
    /// About what; absent: the reporter did not say.
    kind: Option<ViolationKind>,
    /// What was seen.
    text: &'static str,
    /// Where, in words.
    place: &'static str,
    /// How far it came.
    ending: Ending,
}

/// About whom a tip-off is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum About {
    /// The enterprise of a story.
    Works(Story),
    /// Nobody by name: something in a town, by its place among the towns.
    Town(usize),
}

/// How far a tip-off came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ending {
    /// It waits to be read.
    Waiting,
    /// Taken up.
    Accepted,
    /// With the unit that checks.
    Checking,
    /// Not taken up, and why.
    Declined(&'static str),
    /// Answered, and how.
    Answered(&'static str),
}

/// For so many enterprises there is one tip-off that names none: small cities have few.
const ENTERPRISES_PER_TIP: usize = 6;

/// The tip-offs of a city, oldest first: those about its stories, and of the others as many as suit its size.
fn plans(city: &City) -> Vec<Plan> {
    let has = |story| city.enterprises.iter().any(|e| e.story == Some(story));
    let of_works = about_works::TIPS.iter().filter(|plan| matches!(plan.about, About::Works(story) if has(story)));
    let of_towns = about_water::TIPS.iter().chain(about_air::TIPS).take(city.enterprises.len() / ENTERPRISES_PER_TIP);
    let mut plans: Vec<_> = of_works.chain(of_towns).copied().collect();
    plans.sort_by_key(|plan| std::cmp::Reverse(plan.days_ago));
    plans
}

const fn works(
    days_ago: u32,
    story: Story,
    kind: ViolationKind,
    (text, place): (&'static str, &'static str),
    ending: Ending,
) -> Plan {
    Plan { days_ago, about: About::Works(story), kind: Some(kind), text, place, ending }
}

const fn town(
    days_ago: u32,
    town: usize,
    kind: Option<ViolationKind>,
    (text, place): (&'static str, &'static str),
    ending: Ending,
) -> Plan {
    Plan { days_ago, about: About::Town(town), kind, text, place, ending }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::city;

    fn of(enterprises: usize) -> Vec<Plan> {
        plans(&city::build("2026-11-22".parse().unwrap(), enterprises).unwrap())
    }

    #[test]
    fn a_whole_city_has_them_of_every_sort() {
        let all = of(200);
        assert_eq!(all.len(), 45);
        assert!(all.is_sorted_by(|a, b| a.days_ago >= b.days_ago));
        assert!(all.iter().all(|plan| (1..365).contains(&plan.days_ago)));
        assert_eq!(all.iter().filter(|plan| matches!(plan.about, About::Works(_))).count(), 15);
        let texts: HashSet<_> = all.iter().map(|plan| plan.text).collect();
        assert_eq!(texts.len(), all.len(), "everybody sees something else");
        let mut seen = ViolationKind::ALL.iter().filter(|kind| kind.is_seen_from_outside());
        assert!(seen.all(|kind| all.iter().any(|plan| plan.kind == Some(*kind))));
    }

    #[test]
    fn three_people_saw_the_unregistered_workshop_within_a_month() {
        let days: Vec<_> = of(200)
            .iter()
            .filter(|plan| plan.about == About::Works(Story::Unregistered))
            .map(|plan| plan.days_ago)
            .collect();
        assert_eq!(days.len(), 3);
        assert!(days[0] - days[2] < 30);
    }

    #[test]
    fn a_small_city_has_few() {
        assert_eq!(of(1).len(), 1);
    }
}
