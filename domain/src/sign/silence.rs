//! Silence (数据中断): nothing comes from an outlet that is watched.
//!
//! A mark of the enterprise that covers an hour excuses it, where it can be why nothing comes: a works that stands, or a monitor or line
//! out of order as a whole; one that speaks of some pollutants only does not. Hours in which
//! the portal itself did not hear most of the others in time say nothing of anybody.

use std::collections::BTreeSet;

use super::{Evidence, Figures, Found, REACH, SignKind, rules::SilenceRule};
use crate::{
    mark::{Mark, MarkKind},
    time::{HOUR, Stamp},
};

/// What is known of what came from an outlet.
#[derive(Clone, Debug)]
pub struct Silence<'a> {
    /// The starts of the hours of which anything came, whatever its mark.
    pub heard: &'a BTreeSet<Stamp>,
    /// The hours in which the portal did not hear most of the other outlets.
    pub deaf: &'a BTreeSet<Stamp>,
    /// The first hour that is looked at: of before, the outlet was not watched yet, or that lies too far back.
    pub from: Stamp,
    /// The end of the last hour of which something should have come by now.
    pub to: Stamp,
    /// The marks in force that touch this.
    pub marks: &'a [Mark],
}

/// Runs of hours of which nothing came and nobody said why.
pub fn silence(known: &Silence<'_>, rule: &SilenceRule) -> Vec<Found> {
    let mut found = Vec::new();
    let mut run: Vec<Stamp> = Vec::new();
    let mut at = known.from.plus(HOUR - 1).floor(HOUR);
    while at.plus(HOUR) <= known.to {
        let is_silent = !known.heard.contains(&at) && !known.deaf.contains(&at);
        let is_excused = known.marks.iter().any(|mark| may_be_why(mark) && mark.touches(at, at.plus(HOUR)));
        if is_silent && !is_excused {
            run.push(at);
        } else {
            found.extend(of_run(known, &run, rule));
            run.clear();
        }
        at = at.plus(HOUR);
    }
    found.extend(of_run(known, &run, rule));
    found
}

/// Whether a mark can be why nothing comes at all.
fn may_be_why(mark: &Mark) -> bool {
    if mark.kind.is_device() { mark.pollutants.is_empty() } else { mark.kind == MarkKind::Stopped }
}

fn of_run(known: &Silence<'_>, run: &[Stamp], rule: &SilenceRule) -> Option<Found> {
    let (from, to) = (*run.first()?, run.last()?.plus(HOUR));
    let hours = u32::try_from(run.len()).unwrap_or(u32::MAX);
    let figures = Figures::Silence {
        hours,
        least_hours: rule.hours,
        last_at: known.heard.range(..from).next_back().map(|at| at.plus(HOUR)),
    };
    let goes_on = known.to.since(to) < REACH && known.heard.range(to..).next().is_none();
    let evidence = Evidence { figures, series: Vec::new() };
    (hours >= rule.hours).then(|| Found {
        kind: SignKind::Silence,
        pollutant: String::new(),
        from,
        to,
        goes_on,
        evidence,
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Made, at, rule};
    use super::*;

    /// Hours from 0 on: `+` something came, `.` nothing, `x` nothing, and the portal heard nobody.
    fn told(picture: &str, marks: &[Mark]) -> Vec<(i64, i64, bool)> {
        let of = |what: char| -> BTreeSet<Stamp> {
            let hours = picture.chars().enumerate().filter(|(_, own)| *own == what);
            hours.map(|(hour, _)| at(i64::try_from(hour).unwrap())).collect()
        };
        let (heard, deaf) = (of('+'), of('x'));
        let (from, to) = (at(0), at(i64::try_from(picture.len()).unwrap()));
        let found = silence(&Silence { heard: &heard, deaf: &deaf, from, to, marks }, &rule().silence);
        let hour = |moment: Stamp| moment.since(at(0)) / HOUR;
        found.iter().map(|one| (hour(one.from), hour(one.to), one.goes_on)).collect()
    }

    #[test]
    fn hours_of_which_nothing_came_are_silence_unless_somebody_said_why() {
        assert_eq!(told("++...++", &[]), []);
        assert_eq!(told("++....++", &[]), [(2, 6, false)]);
        assert_eq!(told("++....", &[]), [(2, 6, true)]);
        assert_eq!(told("......", &[]), [(0, 6, true)], "it never sent anything");
        assert_eq!(told("++xxxxxx", &[]), [], "the portal was not there");
        assert_eq!(told("++...xxx....", &[]), [(8, 12, true)]);
        assert_eq!(told("", &[]), []);
        for kind in [MarkKind::Communication, MarkKind::InstrumentFault, MarkKind::Stopped] {
            assert_eq!(told("++....++", &[Made::mark(kind, 2, 6)]), [], "{kind}");
            // Before the mark begins nobody has said anything.
            assert_eq!(told("++.......++", &[Made::mark(kind, 6, 9)]), [(2, 6, false)], "{kind}");
        }
        let one = Mark { pollutants: vec!["w21003".to_owned()], ..Made::mark(MarkKind::InstrumentFault, 2, 6) };
        assert_eq!(told("++....++", &[one]), [(2, 6, false)], "one analyser is not why nothing comes");
        assert_eq!(told("++....++", &[Made::mark(MarkKind::ColdStart, 2, 6)]), [(2, 6, false)], "nor is a start");
    }
}
