//! Which provision a demo decision is given by.

use chrono::NaiveDate;
use domain::{
    case::{FineRange, Judged, Measure, Measures, Provision, ViolationKind},
    money::Fen,
};

use services::{Error, Result, law::penalties};

/// What a decision rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Basis {
    /// Law and articles as the decision writes them.
    pub text: String,
    /// What the fine may be.
    pub range: FineRange,
    /// What is ordered beside it.
    pub measures: Measures,
}

/// The provisions for an act: those of its day, unless those of the day of the decision are lighter (Code, Art 1057).
pub fn basis(kind: ViolationKind, acted_on: NaiveDate, decided_on: NaiveDate) -> Result<Basis> {
    let found = penalties().applicable(&Judged { kind, acted_on, decided_on, basis: "" });
    let on_act = penalties().applicable(&Judged { kind, acted_on, decided_on: acted_on, basis: "" });
    let newer = found.iter().copied().find(|own| !on_act.contains(own));
    let main = newer.or_else(|| found.iter().copied().find(|own| fits(own)));
    let main =
        main.ok_or_else(|| Error::invalid("penalties.toml", format!("no provision for `{kind}` on {acted_on}")))?;
    // Whoever falsifies is fined as a person too, by a provision of its own.
    let with = found
        .iter()
        .copied()
        .find(|own| kind == ViolationKind::Falsification && own.law() == main.law() && *own != main);
    let note = newer.map_or("", |_| "（行为发生于法典施行前，法典处罚较轻，依其第一千零五十七条适用法典）");
    let also = with.map(|own| format!("、{}", own.place())).unwrap_or_default();
    let text = format!("{}{also}{note}", main.basis());
    Ok(Basis { text, range: main.range(), measures: measures(std::iter::once(main).chain(with)) })
}

/// Of several tiers the one that the demo city's facts are of.
fn fits(own: &Provision) -> bool {
    own.kind() != ViolationKind::TreatmentIdle || own.tier() == "致使不能正常发挥作用"
}

/// What the provisions oblige to, the lighter of each choice, and the order to put it right.
fn measures<'a>(provisions: impl Iterator<Item = &'a Provision>) -> Measures {
    let owed = provisions.flat_map(|own| own.obliges().iter().filter_map(|group| group.first().copied()));
    Measures::of(owed.chain([Measure::Correct]))
}

impl Basis {
    /// The least fine, yuan.
    pub const fn least(&self) -> i64 {
        yuan(self.range.least)
    }

    /// The greatest fine, yuan.
    pub const fn most(&self) -> i64 {
        yuan(self.range.most)
    }
}

const fn yuan(amount: Fen) -> i64 {
    amount.0 / 100
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lighter_law_applies_to_an_older_act() {
        let range = |kind| {
            let basis = basis(kind, "2026-08-10".parse().unwrap(), "2026-09-21".parse().unwrap()).unwrap();
            (basis.least(), basis.most(), basis.text.contains("第一千零五十七条"))
        };
        // Dossier, section 0: the Code is lighter at the bottom for limits, heavier for ledgers.
        assert_eq!(range(ViolationKind::OverLimit), (100_000, 1_000_000, true));
        assert_eq!(range(ViolationKind::Ledger), (5_000, 20_000, false));
        assert_eq!(range(ViolationKind::NoPermit), (200_000, 1_000_000, false));
    }

    #[test]
    fn an_idle_facility_is_fined_by_the_tier_of_its_facts() {
        let day = "2026-10-01".parse().unwrap();
        let basis = basis(ViolationKind::TreatmentIdle, day, day).unwrap();
        assert_eq!((basis.least(), basis.most()), (50_000, 200_000));
        assert!(basis.text.ends_with("第一千一百零四条第一款"), "{}", basis.text);
    }
}
