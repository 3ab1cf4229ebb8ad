//! Which law the basis of a decision must name, by the day of the act.

use chrono::NaiveDate;
use serde::Deserialize;

use crate::lang::Lang;

/// The laws that took the place of others, each with its days.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Laws {
    #[serde(rename = "law")]
    laws: Vec<Law>,
}

/// A law that took the place of others.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Law {
    /// Its name as a decision writes it.
    pub name: String,
    /// Its name in English.
    #[serde(default)]
    pub name_en: String,
    /// Its article by which an older act is judged by the lighter of both laws; empty: that of the Administrative Penalty Law.
    #[serde(default)]
    pub lighter: String,
    /// The first day whose acts are judged by it.
    pub from: NaiveDate,
    /// The last one; none as long as it holds.
    pub to: Option<NaiveDate>,
    /// Where it is from, and how sure it is.
    pub source: String,
}

impl Law {
    /// Its name for a reader of a language.
    pub fn named(&self, lang: Lang) -> &str {
        if self.name_en.is_empty() { &self.name } else { lang.pick(&self.name, &self.name_en) }
    }

    /// By which provision the lighter of both laws applies to an older act, as a decision writes it.
    pub fn lighter_rule(&self) -> String {
        match self.lighter.as_str() {
            "" => "《中华人民共和国行政处罚法》第三十七条".to_owned(),
            article => format!("《{}》{article}", self.name),
        }
    }
}

impl Laws {
    /// The newest of them on a day, or, where none has begun, the one that will come first.
    pub fn newest(&self, day: NaiveDate) -> Option<&Law> {
        self.on(day).or_else(|| self.laws.iter().min_by_key(|law| law.from))
    }

    /// All of them.
    pub fn all(&self) -> &[Law] {
        &self.laws
    }

    /// The law by which an act of that day is judged, the newest where several hold; none for one before all of them.
    pub fn on(&self, day: NaiveDate) -> Option<&Law> {
        let holding = self.laws.iter().filter(|law| law.from <= day && law.to.is_none_or(|last| day <= last));
        holding.max_by_key(|law| law.from)
    }

    /// The law that took effect after an act and holds on the day of its decision: the lighter of both applies (Code, Art
    /// 1057; Administrative Penalty Law, Art 37). One that holds on that day only because another has ended is not newer.
    pub(super) fn newer(&self, acted_on: NaiveDate, decided_on: NaiveDate) -> Option<&Law> {
        self.on(decided_on).filter(|law| law.from > acted_on)
    }

    /// The law that a basis should name and does not: that of the act, or in its place the newer one, which may be the
    /// lighter. An empty basis names nothing yet.
    pub(super) fn not_named(&self, acted_on: NaiveDate, decided_on: NaiveDate, basis: &str) -> Option<&Law> {
        let is_named = |law: &Law| basis.contains(&law.name);
        let names_newer = self.newer(acted_on, decided_on).is_some_and(is_named);
        self.on(acted_on).filter(|law| !basis.trim().is_empty() && !is_named(law) && !names_newer)
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// The Code, as the portal's own data has it.
    pub fn laws() -> Laws {
        serde_json::from_str(r#"{"law": [{"name": "生态环境法典", "from": "2026-08-15", "source": "test"}]}"#).unwrap()
    }

    #[test]
    fn a_law_is_called_as_its_data_say() {
        let law = |more: &str| {
            let text = format!(r#"{{"name": "新法", "from": "2030-01-01", "source": "test"{more}}}"#);
            serde_json::from_str::<Law>(&text).unwrap()
        };
        let (bare, whole) = (law(""), law(r#", "name_en": "New Code", "lighter": "第九条""#));
        assert_eq!((bare.named(Lang::En), whole.named(Lang::En), whole.named(Lang::Zh)), ("新法", "New Code", "新法"));
        assert_eq!(bare.lighter_rule(), "《中华人民共和国行政处罚法》第三十七条");
        assert_eq!(whole.lighter_rule(), "《新法》第九条");
    }

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
            let decided_on = "2026-10-20".parse().unwrap();
            let laws = laws();
            let found = laws.not_named(acted_on.parse().unwrap(), decided_on, basis);
            assert_eq!(found.is_some(), want, "{acted_on} {basis}");
        }
    }

    fn several() -> Laws {
        let text = r#"{"law": [
            {"name": "新法", "from": "2030-01-01", "source": "test"},
            {"name": "旧法", "from": "2026-08-15", "to": "2029-12-31", "source": "test"},
            {"name": "短法", "from": "2027-01-01", "to": "2027-12-31", "source": "test"}
        ]}"#;
        serde_json::from_str(text).unwrap()
    }

    #[test]
    fn a_law_that_has_ended_judges_no_later_act() {
        let laws = several();
        let on = |day: &str| laws.on(day.parse().unwrap()).map(|law| law.name.as_str());
        for (day, want) in [
            ("2026-08-14", None),
            ("2026-12-31", Some("旧法")),
            ("2027-06-30", Some("短法")),
            ("2029-12-31", Some("旧法")),
            ("2030-01-01", Some("新法")),
        ] {
            assert_eq!(on(day), want, "{day}");
        }
    }

    /// What began before the act is not newer, though it holds again because another has ended.
    #[test]
    fn newer_is_what_began_after_the_act() {
        let laws = several();
        for (acted, decided, want) in [
            ("2026-08-14", "2026-08-14", None),
            ("2026-08-14", "2026-08-15", Some("旧法")),
            ("2026-08-15", "2026-12-31", None),
            ("2026-12-31", "2027-01-01", Some("短法")),
            ("2026-12-31", "2028-01-10", None),
            ("2027-06-30", "2028-01-10", None),
            ("2027-06-30", "2030-01-01", Some("新法")),
            ("2029-12-31", "2030-02-01", Some("新法")),
            ("2030-01-01", "2030-02-01", None),
        ] {
            let newer = laws.newer(acted.parse().unwrap(), decided.parse().unwrap()).map(|law| law.name.as_str());
            assert_eq!(newer, want, "{acted} {decided}");
        }
    }

    /// An old act may be judged by the newer law where that is lighter: a basis that names it lacks nothing.
    #[test]
    fn the_newer_law_may_be_named_in_place_of_that_of_the_act() {
        let laws = several();
        for (acted, decided, basis, want) in [
            ("2029-12-31", "2030-02-01", "《新法》第一条", None),
            ("2029-12-31", "2030-02-01", "《旧法》第一条", None),
            ("2029-12-31", "2030-02-01", "《别法》第一条", Some("旧法")),
            ("2029-12-31", "2029-12-31", "《新法》第一条", Some("旧法")),
            ("2030-01-01", "2030-02-01", "《旧法》第一条", Some("新法")),
        ] {
            let found = laws.not_named(acted.parse().unwrap(), decided.parse().unwrap(), basis);
            assert_eq!(found.map(|law| law.name.as_str()), want, "{acted} {decided} {basis}");
        }
    }
}
