//! Which law the basis of a decision must name, by the day of the act.

use chrono::NaiveDate;

/// A law, and the first day whose acts are judged by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Law {
    /// Its name as a decision writes it.
    pub name: &'static str,
    /// Year, month and day.
    pub from: (i32, u32, u32),
}

/// The laws that took the place of others, the newest last. The Code passed on 2026-03-12 and repealed ten laws (domain
/// dossier 0, \[sourced\]: text of the Code as carried in github xiejianjun000/FlowWiki, stated origin news.cn
/// 2026-03-13; verify against npc.gov.cn).
const LAWS: &[Law] = &[Law { name: "生态环境法典", from: (2026, 8, 15) }];

/// The law that took effect after an act and before its decision: the lighter of both applies (Code, Art 1057).
pub(super) fn newer(acted_on: NaiveDate, decided_on: NaiveDate) -> Option<Law> {
    law_on(decided_on).filter(|law| law_on(acted_on).as_ref() != Some(law))
}

/// The law by which an act of that day is judged; none for one before all of [`LAWS`].
fn law_on(acted_on: NaiveDate) -> Option<Law> {
    let holds = |law: &&Law| {
        let (year, month, day) = law.from;
        NaiveDate::from_ymd_opt(year, month, day).is_some_and(|from| from <= acted_on)
    };
    LAWS.iter().rfind(holds).copied()
}

/// The law that a basis should name and does not. An empty basis names nothing yet.
pub(super) fn not_named(acted_on: NaiveDate, basis: &str) -> Option<Law> {
    law_on(acted_on).filter(|law| !basis.trim().is_empty() && !basis.contains(law.name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn acts_since_the_code_are_judged_by_the_code() {
        #[rustfmt::skip]
        let cases = [
            // day of the act,  basis,                                              not named
            ("2026-08-14",      "《中华人民共和国水污染防治法》第八十三条",             false),
            ("2026-08-15",      "《中华人民共和国水污染防治法》第八十三条",             true),
            ("2026-08-15",      "《中华人民共和国生态环境法典》第一千一百零三条",       false),
            ("2026-10-10",      " ",                                                false),
        ];
        for (acted_on, basis, want) in cases {
            assert_eq!(not_named(acted_on.parse().unwrap(), basis).is_some(), want, "{acted_on} {basis}");
        }
    }
}
