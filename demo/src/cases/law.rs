//! Which provision a demo decision is given by.

use chrono::{Datelike, NaiveDate};
use domain::{
    case::{FineRange, Judged, Law, Measure, Measures, Provision, ViolationKind},
    money::Fen,
};

use services::{
    Error, Result,
    law::{laws, penalties},
};

/// What a decision rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Basis {
    /// Law and articles as the decision writes them.
    pub text: String,
    /// The provision that was broken.
    pub breached: String,
    /// How both laws were weighed, where the act is older than the newer one; otherwise empty.
    pub weighed: String,
    /// What the fine may be.
    pub range: FineRange,
    /// What is ordered beside it.
    pub measures: Measures,
}

/// The provision for an act: that of its day, unless that of the day of the decision is lighter (Code, Art 1057).
pub fn basis(kind: ViolationKind, acted_on: NaiveDate, decided_on: NaiveDate) -> Result<Basis> {
    let on = |day| provisions(kind, day);
    let old = on(acted_on);
    let own = old.first().copied();
    let own =
        own.ok_or_else(|| Error::invalid("penalties.toml", format!("no provision for `{kind}` on {acted_on}")))?;
    let compared = penalties().compared(&Judged { kind, acted_on, decided_on, basis: "" }, laws());
    let newer = compared.as_ref().and_then(|_| on(decided_on).first().copied());
    let main = newer.filter(|newer| is_clearly_lighter(newer, own)).unwrap_or(own);
    // Whoever falsifies is fined as a person too, by a provision of its own.
    let with = on(if main == own { acted_on } else { decided_on })
        .into_iter()
        .find(|one| kind == ViolationKind::Falsification && one.law() == main.law() && *one != main);
    let note = compared.as_ref().filter(|_| main != own).map(|both| {
        let name = &both.law.name;
        format!("（行为发生于{name}施行前，{name}处罚较轻，依照{}适用）", both.law.lighter_rule())
    });
    let note = note.unwrap_or_default();
    let breached = std::iter::once(own).chain(with.filter(|_| main == own)).map(Provision::breaks);
    let breached: Vec<_> = breached.filter(|words| !words.is_empty()).collect();
    let also = with.map(|own| format!("、{}", own.place())).unwrap_or_default();
    let text = format!("{}{also}{note}", main.basis());
    let weighed = compared.zip(newer).map(|(both, newer)| weighed(&both.law, own, newer)).unwrap_or_default();
    Ok(Basis {
        text,
        weighed,
        // What was broken is the law of the day of the act, whichever is lighter.
        breached: breached.join("、"),
        range: main.range(),
        measures: measures(std::iter::once(main).chain(with)),
    })
}

/// The provisions of a day that the demo city's facts are of, the one that it cites first.
fn provisions(kind: ViolationKind, day: NaiveDate) -> Vec<&'static Provision> {
    let found = penalties().applicable(&Judged { kind, acted_on: day, decided_on: day, basis: "" });
    found.into_iter().filter(|own| fits(kind, own)).collect()
}

/// Of several tiers and laws the one that the demo city's facts are of. No fact is about a waste plant that did not measure at
/// all.
fn fits(kind: ViolationKind, own: &Provision) -> bool {
    match kind {
        _ if own.tier().starts_with("生活垃圾处理单位") => false,
        ViolationKind::Ledger => own.tier().starts_with("未建立"),
        ViolationKind::TreatmentIdle => own.tier().is_empty() || own.tier() == "致使不能正常发挥作用",
        // The one of the older rules whose broken article is known.
        ViolationKind::Disclosure => !["《广东省环境保护条例》", "《排污许可管理条例》"].contains(&own.law()),
        _ => true,
    }
}

/// Whether its fine is lighter and it obliges to no more beside it.
fn is_clearly_lighter(new: &Provision, old: &Provision) -> bool {
    new.is_lighter_than(old) && new.obliges().len() <= old.obliges().len()
}

/// Which of both laws is the lighter one, each with what it allows: the reason why the decision is given by it.
fn weighed(law: &Law, old: &Provision, new: &Provision) -> String {
    let (year, month, day) = (law.from.year(), law.from.month(), law.from.day());
    let range = |own: &Provision| {
        let range = own.range();
        format!("{}的罚款幅度为{}至{}", own.basis(), in_wan(range.least), in_wan(range.most))
    };
    let verdict = match (is_clearly_lighter(new, old), new.is_lighter_than(old), old.is_lighter_than(new)) {
        (true, ..) => "后者较轻，适用后者",
        (_, true, _) => "后者罚款下限较低，但另须并处其他措施，不能认定为较轻，适用前者",
        (.., true) => "前者较轻，适用前者",
        _ => "两者罚款幅度相同，适用行为时的规定",
    };
    format!(
        "行为发生于《{}》施行（{year}年{month}月{day}日）前、决定作出于其后，依照{}从旧兼从轻：\
         行为时的{}，{}，{verdict}。",
        law.name,
        law.lighter_rule(),
        range(old),
        range(new),
    )
}

/// `32.5万元`.
pub(super) fn in_wan(amount: Fen) -> String {
    format!("{}万元", amount.in_wan())
}

/// What the provisions oblige to, the lighter of each choice, and the order to put it right. Falsified data of key units are
/// a suspected crime; what is decided here came back from the prosecutor, and goes to the police for detention only.
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
    fn both_laws_are_weighed_in_words_and_figures() {
        let weighed = |kind, acted_on: &str| {
            basis(kind, acted_on.parse().unwrap(), "2026-09-21".parse().unwrap()).unwrap().weighed
        };
        let over = weighed(ViolationKind::OverLimit, "2026-08-10");
        assert!(over.contains("第三十四条第一项的罚款幅度为20万元至100万元"), "{over}");
        assert!(over.contains("第一千一百零三条的罚款幅度为10万元至100万元，后者较轻"), "{over}");
        assert!(weighed(ViolationKind::Ledger, "2026-08-10").contains("2万元至20万元，前者较轻"));
        assert!(weighed(ViolationKind::NoPermit, "2026-08-10").contains("两者罚款幅度相同"));
        assert!(weighed(ViolationKind::Evasion, "2026-08-10").contains("不能认定为较轻，适用前者"));
        let disclosure = weighed(ViolationKind::Disclosure, "2026-08-10");
        assert!(disclosure.contains("披露管理办法》第二十八条") && disclosure.contains("前者较轻"), "{disclosure}");
        assert_eq!(weighed(ViolationKind::OverLimit, "2026-08-15"), "");
    }

    #[test]
    fn who_evades_or_falsifies_goes_to_the_police_for_detention() {
        for day in ["2026-08-10", "2026-10-01"] {
            let day = day.parse().unwrap();
            for kind in [ViolationKind::Falsification, ViolationKind::Evasion] {
                let ordered = basis(kind, day, day).unwrap().measures;
                assert!(ordered.has(Measure::Police) && !ordered.has(Measure::CriminalTransfer), "{kind}: {ordered}");
            }
        }
        let day = "2026-10-01".parse().unwrap();
        let breached = basis(ViolationKind::Falsification, day, day).unwrap().breached;
        assert!(breached.contains("第一百六十四条第一款、") && breached.ends_with("第八十条第一款"), "{breached}");
    }

    #[test]
    fn an_idle_facility_is_fined_by_the_tier_of_its_facts() {
        let day = "2026-10-01".parse().unwrap();
        let basis = basis(ViolationKind::TreatmentIdle, day, day).unwrap();
        assert_eq!((basis.least(), basis.most()), (50_000, 200_000));
        assert!(basis.text.ends_with("第一千一百零四条第一款"), "{}", basis.text);
    }
}
