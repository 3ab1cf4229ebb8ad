//! Which provision a fine is given by, what it allows, and what it orders beside the fine.

use chrono::NaiveDate;
use serde::Deserialize;

use super::{Law, Laws, Limitation, Measure, Measures, ViolationKind};
use crate::money::Fen;

/// All provisions that are known, each with the days on which it is law.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Penalties {
    #[serde(rename = "provision")]
    provisions: Vec<Provision>,
    #[serde(rename = "limitation", default)]
    limitations: Vec<Limitation>,
}

/// A provision, or one tier of it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Provision {
    /// What it punishes.
    kinds: Vec<ViolationKind>,
    /// Its first day as law; none where nobody needs it.
    from: Option<NaiveDate>,
    /// Its last day.
    to: Option<NaiveDate>,
    /// The law with its marks, `《中华人民共和国生态环境法典》`.
    law: String,
    /// `第一千一百零四条`.
    article: String,
    /// `第一款` or `第二项`; empty where the article has one provision for its kinds.
    #[serde(default)]
    clause: String,
    /// In which of several cases it applies; empty where there is one.
    #[serde(default)]
    tier: String,
    /// A word that the basis must carry for this one to be meant, `噪声`: articles that punish discharges of every kind have
    /// a range of their own for some, and whoever cites it means that one alone, as a case is about one act. Empty where
    /// the article is enough.
    #[serde(default)]
    cites: String,
    /// Least fine, yuan.
    least: i64,
    /// Greatest fine, yuan.
    most: i64,
    /// What must be ordered beside the fine: of each group at least one.
    #[serde(default)]
    obliges: Vec<Vec<Measure>>,
    /// The provision whose breach it punishes; empty where it is not known.
    #[serde(default)]
    breaks: String,
    /// Where its parts are from, and how sure each is.
    source: Sources,
}

/// Where each part of a provision is from, and how sure it is; empty for what it does not have.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sources {
    /// For the law, the article, its days and both amounts.
    pub fine: String,
    /// For the clause.
    #[serde(default)]
    pub clause: String,
    /// For the case in which it applies.
    #[serde(default)]
    pub tier: String,
    /// For what it obliges to.
    #[serde(default)]
    pub obliges: String,
    /// For the provision whose breach it punishes.
    #[serde(default)]
    pub breaks: String,
}

/// What a provision allows.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct FineRange {
    /// Law, article and clause.
    pub basis: String,
    /// In which case; empty where there is one.
    pub tier: String,
    /// The least fine.
    pub least: Fen,
    /// The greatest fine.
    pub most: Fen,
}

/// An act that is judged: what it was, when, on which day it is decided, and by which basis.
#[derive(Clone, Copy, Debug)]
pub struct Judged<'a> {
    /// What was done.
    pub kind: ViolationKind,
    /// The day of the act; of one that lasted the last one: what lasted until a new law is judged by it.
    pub acted_on: NaiveDate,
    /// The day of the decision; today where there is none.
    pub decided_on: NaiveDate,
    /// What the decision names as its basis.
    pub basis: &'a str,
}

impl Judged<'_> {
    /// The basis as it is compared: 第（一）项 and 第一项 are the same.
    fn plain_basis(&self) -> String {
        self.basis.chars().filter(|c| !c.is_whitespace() && !"（）()".contains(*c)).collect()
    }
}

/// What a basis names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Named<'a> {
    /// These provisions.
    Exactly(Vec<&'a Provision>),
    /// An article of several clauses, and not which.
    WithoutClause(Vec<&'a Provision>),
    /// None of those that may apply.
    Nothing,
}

/// An older act that is decided under a newer law (从旧兼从轻).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compared {
    /// The newer law.
    pub law: Law,
    /// What the law of the act allows.
    pub old: Vec<FineRange>,
    /// What the law of the decision allows.
    pub new: Vec<FineRange>,
}

impl Penalties {
    /// All of them.
    pub fn provisions(&self) -> &[Provision] {
        &self.provisions
    }

    /// Until when an act that ended on a day must be discovered.
    pub fn limitation(&self, ended_on: NaiveDate) -> Option<&Limitation> {
        self.limitations.iter().find(|rule| rule.holds(ended_on))
    }

    /// Provisions that hold on after another law has taken their place: about one of its kinds, not of that law, and law on
    /// its first day or later. Whoever applied them beside it would judge one act by two laws.
    pub fn outlived(&self, laws: &Laws) -> Vec<&Provision> {
        let stays = |own: &&Provision| {
            laws.all().iter().any(|law| {
                let is_of = |one: &Provision| one.short_law() == law.name;
                let replaces = |one: &Provision| is_of(one) && one.kinds.iter().any(|kind| own.kinds.contains(kind));
                !is_of(own) && own.to.is_none_or(|to| to >= law.from) && self.provisions.iter().any(replaces)
            })
        };
        self.provisions.iter().filter(stays).collect()
    }

    /// The provisions of a day that may be meant by an act.
    fn on(&self, act: &Judged<'_>, day: NaiveDate) -> Vec<&Provision> {
        let basis = act.plain_basis();
        let is_meant = |own: &&Provision| own.kinds.contains(&act.kind) && basis.contains(&own.cites);
        self.provisions.iter().filter(is_meant).filter(|own| own.holds(day)).collect()
    }

    /// The provisions that may apply: those of the day of the act, and those of the day of the decision that are
    /// lighter (Code, Art 1057).
    pub fn applicable(&self, act: &Judged<'_>) -> Vec<&Provision> {
        let mut found = self.on(act, act.acted_on);
        let old = found.clone();
        let is_lighter = |new: &&Provision| old.iter().any(|old| new.is_lighter_than(old));
        found.extend(self.on(act, act.decided_on).into_iter().filter(|new| !old.contains(new)).filter(is_lighter));
        found
    }

    /// Which of them the basis names.
    pub fn named(&self, act: &Judged<'_>) -> Named<'_> {
        let basis = act.plain_basis();
        let mut named: Vec<_> = self.applicable(act).into_iter().filter(|own| own.is_named_in(&basis)).collect();
        if named.iter().any(|own| !own.cites.is_empty()) {
            named.retain(|own| !own.cites.is_empty());
        }
        let exact: Vec<_> = named.iter().copied().filter(|own| own.has_clause_in(&basis)).collect();
        match (named.is_empty(), exact.is_empty()) {
            (true, _) => Named::Nothing,
            (false, true) => Named::WithoutClause(named),
            (false, false) => Named::Exactly(exact),
        }
    }

    /// What a fine may be: by what the basis names, or, where it names nothing, by all that may apply.
    pub fn ranges(&self, act: &Judged<'_>) -> Vec<FineRange> {
        self.meant(act).into_iter().map(Provision::range).collect()
    }

    /// What the basis names, or, where it names nothing, all that may apply.
    fn meant(&self, act: &Judged<'_>) -> Vec<&Provision> {
        match self.named(act) {
            Named::Exactly(own) | Named::WithoutClause(own) => own,
            Named::Nothing => self.applicable(act),
        }
    }

    /// The provisions whose breach the basis punishes, or, where it names nothing, all that may apply; each once.
    pub fn broken(&self, act: &Judged<'_>) -> Vec<&str> {
        let mut broken = Vec::new();
        for own in self.meant(act) {
            if !own.breaks.is_empty() && !broken.contains(&own.breaks()) {
                broken.push(own.breaks());
            }
        }
        broken
    }

    /// Groups of measures that the basis obliges to and that are not ordered; of each one is enough.
    pub fn owed(&self, act: &Judged<'_>, ordered: &Measures) -> Vec<Vec<Measure>> {
        let Named::Exactly(named) = self.named(act) else { return Vec::new() };
        let mut owed: Vec<Vec<Measure>> = named.iter().flat_map(|own| own.obliges.clone()).collect();
        owed.retain(|group| !group.iter().any(|measure| ordered.has(*measure)));
        owed.dedup();
        owed
    }

    /// Both laws, where the act came before the newer one and is decided under it.
    pub fn compared(&self, act: &Judged<'_>, laws: &Laws) -> Option<Compared> {
        let law = laws.newer(act.acted_on, act.decided_on)?.clone();
        let on = |day| self.on(act, day).into_iter().map(Provision::range).collect();
        Some(Compared { law, old: on(act.acted_on), new: on(act.decided_on) })
    }
}

impl Provision {
    fn holds(&self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }

    /// For which kinds.
    pub fn kinds(&self) -> &[ViolationKind] {
        &self.kinds
    }

    /// Law, article and clause, as a decision writes them.
    pub fn basis(&self) -> String {
        format!("{}{}{}", self.law, self.article, self.clause)
    }

    /// The law, with its marks.
    pub fn law(&self) -> &str {
        &self.law
    }

    /// Its first day as law; none where nobody needs it.
    pub const fn first_day(&self) -> Option<NaiveDate> {
        self.from
    }

    /// Its last day as law; none as long as it holds.
    pub const fn last_day(&self) -> Option<NaiveDate> {
        self.to
    }

    /// `第一款` or `第二项`; empty where the article has one provision for its kinds.
    pub fn clause(&self) -> &str {
        &self.clause
    }

    /// Article and clause.
    pub fn place(&self) -> String {
        format!("{}{}", self.article, self.clause)
    }

    /// In which of several cases it applies; empty where there is one.
    pub fn tier(&self) -> &str {
        &self.tier
    }

    /// The provision whose breach it punishes; empty where it is not known.
    pub fn breaks(&self) -> &str {
        &self.breaks
    }

    /// Where its parts are from, and how sure each is.
    pub const fn source(&self) -> &Sources {
        &self.source
    }

    /// What must be ordered beside the fine: of each group at least one.
    pub fn obliges(&self) -> &[Vec<Measure>] {
        &self.obliges
    }

    /// What it allows.
    pub fn range(&self) -> FineRange {
        let (least, most) = (Fen::yuan(self.least), Fen::yuan(self.most));
        FineRange { basis: self.basis(), tier: self.tier.clone(), least, most }
    }

    /// The law's name in its short form: `生态环境法典`.
    fn short_law(&self) -> &str {
        let bare = self.law.trim_start_matches('《').trim_end_matches('》');
        bare.strip_prefix("中华人民共和国").unwrap_or(bare)
    }

    fn is_named_in(&self, basis: &str) -> bool {
        basis.contains(self.short_law()) && basis.contains(&self.article)
    }

    fn has_clause_in(&self, basis: &str) -> bool {
        basis.contains(&self.place())
    }

    /// Whether its fine is the lighter one: the greatest counts first, then the least.
    pub fn is_lighter_than(&self, other: &Self) -> bool {
        (self.most, self.least) < (other.most, other.least)
    }
}

impl FineRange {
    /// Whether a fine lies in it.
    pub fn holds(&self, fine: Fen) -> bool {
        (self.least..=self.most).contains(&fine)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::law::tests::laws;

    /// Two laws for two kinds, as the portal's own data has them.
    fn law() -> Penalties {
        let text = r#"{"provision": [
            {"kinds": ["over-limit"], "to": "2026-08-14", "law": "《排污许可管理条例》", "article": "第三十四条",
             "clause": "第一项", "least": 200000, "most": 1000000, "source": {"fine": "test"}},
            {"kinds": ["over-limit"], "from": "2026-08-15", "law": "《中华人民共和国生态环境法典》",
             "article": "第一千一百零三条", "least": 100000, "most": 1000000, "source": {"fine": "test"}},
            {"kinds": ["treatment-idle"], "from": "2026-08-15", "law": "《中华人民共和国生态环境法典》",
             "article": "第一千一百零四条", "clause": "第一款", "least": 50000, "most": 200000, "source": {"fine": "test"}},
            {"kinds": ["treatment-idle"], "from": "2026-08-15", "law": "《中华人民共和国生态环境法典》",
             "article": "第一千一百零四条", "clause": "第二款", "least": 100000, "most": 1000000, "source": {"fine": "test"}},
            {"kinds": ["evasion"], "from": "2026-08-15", "law": "《中华人民共和国生态环境法典》",
             "article": "第一千一百零八条", "least": 100000, "most": 1000000, "source": {"fine": "test"},
             "obliges": [["limit-production", "stop-production"], ["police"]]},
            {"kinds": ["ledger"], "to": "2026-08-14", "law": "《排污许可管理条例》", "article": "第三十七条",
             "least": 5000, "most": 20000, "source": {"fine": "test"}},
            {"kinds": ["ledger"], "from": "2026-08-15", "law": "《中华人民共和国生态环境法典》",
             "article": "第一千零八十六条", "least": 20000, "most": 200000, "source": {"fine": "test"}}
        ]}"#;
        serde_json::from_str(text).unwrap()
    }

    fn act<'a>(kind: ViolationKind, acted_on: &str, basis: &'a str) -> Judged<'a> {
        let decided_on = "2026-09-21".parse().unwrap();
        Judged { kind, acted_on: acted_on.parse().unwrap(), decided_on, basis }
    }

    fn wan(ranges: &[FineRange]) -> Vec<String> {
        ranges.iter().map(|range| format!("{}-{}", range.least.in_wan(), range.most.in_wan())).collect()
    }

    #[test]
    fn the_basis_decides_what_a_fine_may_be() {
        use ViolationKind as V;
        #[rustfmt::skip]
        let cases = [
            (V::TreatmentIdle, "2026-08-20", "生态环境法典第一千一百零四条第一款",      vec!["5-20"]),
            (V::TreatmentIdle, "2026-08-20", "《生态环境法典》第一千一百零四条第二款",  vec!["10-100"]),
            (V::TreatmentIdle, "2026-08-20", "生态环境法典第一千一百零四条",            vec!["5-20", "10-100"]),
            (V::TreatmentIdle, "2026-08-20", "",                                        vec!["5-20", "10-100"]),
            (V::OverLimit,     "2026-08-20", "排污许可管理条例第三十四条第一项",        vec!["10-100"]),
            // Of two laws the lighter one may be named, the heavier one not.
            (V::OverLimit,     "2026-08-10", "生态环境法典第一千一百零三条",            vec!["10-100"]),
            (V::OverLimit,     "2026-08-10", "排污许可管理条例第三十四条第一项",        vec!["20-100"]),
            (V::OverLimit,     "2026-08-10", "",                                        vec!["20-100", "10-100"]),
            (V::Ledger,        "2026-08-10", "生态环境法典第一千零八十六条",            vec!["0.5-2"]),
        ];
        for (kind, acted_on, basis, want) in cases {
            assert_eq!(wan(&law().ranges(&act(kind, acted_on, basis))), want, "{kind} {acted_on} {basis}");
        }
        let law = law();
        let open = act(V::TreatmentIdle, "2026-08-20", "生态环境法典第一千一百零四条");
        assert!(matches!(law.named(&open), Named::WithoutClause(own) if own.len() == 2));
        assert_eq!(law.named(&act(V::Ledger, "2026-08-10", "生态环境法典第一千零八十六条")), Named::Nothing);
    }

    /// What the new law has taken the place of is applied to no act of its days, and not shown beside it either.
    #[test]
    fn no_provision_outlives_the_law_that_took_its_place() {
        assert_eq!(law().outlived(&laws()), Vec::<&Provision>::new());
        let mut stays = law();
        let old = stays.provisions.iter_mut().find(|own| own.law.contains("排污许可管理条例")).unwrap();
        old.to = "2026-08-15".parse().ok();
        let found: Vec<_> = stays.outlived(&laws()).into_iter().map(Provision::basis).collect();
        assert_eq!(found, ["《排污许可管理条例》第三十四条第一项"]);
    }

    #[test]
    fn what_must_be_ordered_too() {
        let law = law();
        let act = act(ViolationKind::Evasion, "2026-08-20", "生态环境法典第一千一百零八条");
        assert_eq!(law.owed(&act, &Measures::default()).len(), 2);
        assert_eq!(law.owed(&act, &Measures::of([Measure::StopProduction])), [[Measure::Police]]);
        assert!(law.owed(&act, &Measures::of([Measure::LimitProduction, Measure::Police])).is_empty());
    }

    #[test]
    fn both_laws_are_shown_for_an_older_act() {
        let law = law();
        let shown = law.compared(&act(ViolationKind::OverLimit, "2026-08-10", ""), &laws()).unwrap();
        assert_eq!((wan(&shown.old), wan(&shown.new)), (vec!["20-100".into()], vec!["10-100".into()]));
        assert_eq!(law.compared(&act(ViolationKind::OverLimit, "2026-08-15", ""), &laws()), None);
        let before =
            Judged { decided_on: "2026-08-14".parse().unwrap(), ..act(ViolationKind::OverLimit, "2026-08-10", "") };
        assert_eq!(law.compared(&before, &laws()), None);
    }
}
