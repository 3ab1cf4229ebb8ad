//! For how long the law looks away, by the kind of works.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::Deserialize;

use super::MarkKind;

/// All rules, with their days. What stands first goes before what stands below it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MarkRules {
    #[serde(rename = "rule")]
    rules: Vec<MarkRule>,
}

/// The rule for a kind of works.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MarkRule {
    /// Its word.
    pub id: String,
    /// What the works is called in Chinese.
    pub name: String,
    /// And in English.
    pub name_en: String,
    /// The standards that the limits of such works name (`GB 13271`).
    standards: Vec<String>,
    /// The first day on which it holds; none where it is older than the portal.
    from: Option<NaiveDate>,
    /// The last one; none as long as it holds.
    to: Option<NaiveDate>,
    /// The pollutants that it speaks of; none named: all.
    #[serde(default)]
    pub pollutants: Vec<String>,
    /// How long a mark of each kind counts. A kind that is not among them changes nothing.
    times: Vec<Time>,
    /// How long marks of some kinds count in a year, all together.
    pub yearly: Option<Yearly>,
    /// Up to which hourly mean of a pollutant a mark counts.
    #[serde(default)]
    ceilings: Vec<Ceiling>,
    /// Where it is from, and how sure it is.
    pub source: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Time {
    kind: MarkKind,
    minutes: u32,
}

/// How long marks of some kinds count in a calendar year, all together.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Yearly {
    /// Which kinds.
    pub kinds: Vec<MarkKind>,
    /// So many minutes.
    pub minutes: u32,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Ceiling {
    pollutant: String,
    value: Decimal,
}

impl MarkRules {
    /// The rule for works whose limits name these standards, on a day.
    pub fn on(&self, bases: &[&str], day: NaiveDate) -> Option<&MarkRule> {
        let holds = |rule: &&MarkRule| {
            let begun = rule.from.is_none_or(|from| from <= day);
            begun && rule.to.is_none_or(|to| day <= to) && bases.iter().any(|basis| rule.is_for(basis))
        };
        self.rules.iter().find(holds)
    }

    /// All of them.
    pub fn all(&self) -> &[MarkRule] {
        &self.rules
    }
}

impl MarkRule {
    /// How many minutes of a mark of a kind count; none where the rule does not speak of it.
    pub fn minutes(&self, kind: MarkKind) -> Option<u32> {
        self.times.iter().find(|time| time.kind == kind).map(|time| time.minutes)
    }

    /// Each kind with its minutes.
    pub fn times(&self) -> impl Iterator<Item = (MarkKind, u32)> {
        self.times.iter().map(|time| (time.kind, time.minutes))
    }

    /// The first standard by which such works are told.
    pub fn standard(&self) -> &str {
        self.standards.first().map_or("", String::as_str)
    }

    /// Whether it speaks of a pollutant.
    pub fn is_about(&self, pollutant: &str) -> bool {
        self.pollutants.is_empty() || self.pollutants.iter().any(|own| own == pollutant)
    }

    /// The highest hourly mean of a pollutant for which a mark counts, where there is one.
    pub fn ceiling(&self, pollutant: &str) -> Option<Decimal> {
        self.ceilings.iter().find(|ceiling| ceiling.pollutant == pollutant).map(|ceiling| ceiling.value)
    }

    /// Each pollutant with the highest hourly mean for which a mark counts.
    pub fn ceilings(&self) -> impl Iterator<Item = (&str, Decimal)> {
        self.ceilings.iter().map(|ceiling| (ceiling.pollutant.as_str(), ceiling.value))
    }

    /// Whether a limit that names this basis (`GB 13271-2014 表3`) is one of such works.
    fn is_for(&self, basis: &str) -> bool {
        let names = |standard: &String| {
            basis.match_indices(standard.as_str()).any(|(at, _)| {
                // GB 1327 is not GB 13271.
                !basis[at + standard.len()..].starts_with(|next: char| next.is_ascii_digit())
            })
        };
        self.standards.iter().any(names)
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub fn rules() -> MarkRules {
        let text = r#"{"rule": [
            {"id": "sinter", "name": "烧结", "name_en": "sinter plants", "standards": ["GB 28662"], "from": "2023-01-01",
             "pollutants": ["a21002"], "times": [{"kind": "cold-start", "minutes": 480}], "source": "test"},
            {"id": "incinerator", "name": "焚烧炉", "name_en": "incinerators", "standards": ["GB 18485"],
             "times": [{"kind": "cold-start", "minutes": 240}, {"kind": "stop", "minutes": 240}, {"kind": "fault", "minutes": 240}],
             "yearly": {"kinds": ["cold-start", "stop", "fault"], "minutes": 600},
             "ceilings": [{"pollutant": "a34013", "value": "150"}], "source": "test"},
            {"id": "boiler", "name": "锅炉", "name_en": "boilers", "standards": ["GB 13271", "DB44/765"], "from": "2023-01-01",
             "times": [{"kind": "cold-start", "minutes": 240}, {"kind": "hot-start", "minutes": 120},
                       {"kind": "stop", "minutes": 60}], "source": "test"}
        ]}"#;
        serde_json::from_str(text).unwrap()
    }

    pub fn rule(basis: &str) -> MarkRule {
        rules().on(&[basis], "2026-11-22".parse().unwrap()).unwrap().clone()
    }

    #[test]
    fn a_rule_is_found_by_the_standard_of_a_limit() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let rules = rules();
        let found = |bases: &[&str], on: &str| rules.on(bases, day(on)).map(|rule| rule.id.clone());
        for (bases, on, want) in [
            (&["GB 13271-2014 表3"][..], "2026-11-22", Some("boiler")),
            (&["DB44/765-2019 表2（燃气）"], "2026-11-22", Some("boiler")),
            (&["DB44/27-2001", "DB44/765-2019"], "2026-11-22", Some("boiler")),
            (&["GB 13271-2014"], "2022-12-31", None),
            (&["GB 132710"], "2026-11-22", None),
            (&["GB 21900-2008"], "2026-11-22", None),
            (&[], "2026-11-22", None),
        ] {
            assert_eq!(found(bases, on).as_deref(), want, "{bases:?} {on}");
        }
        assert_eq!(rule("GB 13271").minutes(MarkKind::HotStart), Some(120));
        assert_eq!(rule("GB 13271").minutes(MarkKind::Stopped), None);
    }
}
