//! What a decision orders beside the fine (并处措施).

use std::{fmt, str::FromStr};

use crate::UnknownWord;

text_enum! {
    /// Something that is ordered, or done with the case, beside the fine.
    pub enum Measure {
        /// A warning (警告).
        Warning = "warning",
        /// Criticised in public (通报批评).
        Criticism = "criticism",
        /// What was gained unlawfully is confiscated (没收违法所得).
        Confiscation = "confiscation",
        /// Ordered to put it right (责令改正).
        Correct = "correct",
        /// Ordered to limit production (责令限制生产).
        LimitProduction = "limit-production",
        /// Ordered to stop production until it is put right (责令停产整治).
        StopProduction = "stop-production",
        /// Handed to the police so that persons are detained (移送公安机关行政拘留).
        Police = "police",
        /// Handed to the police as a suspected crime (涉嫌犯罪，移送公安机关立案侦查; Administrative Penalty Law, Art 27).
        CriminalTransfer = "criminal-transfer",
        /// The persons responsible are fined too (对责任人员处以罚款). Who they are is not published.
        PersonsFined = "persons-fined",
        /// The permit is revoked (吊销排污许可证).
        PermitRevoked = "permit-revoked",
        /// Ordered to cease business or to close, with the approval of the government (责令停业、关闭).
        Closure = "closure",
    }
}

/// The measures of a decision, each once, in the order of [`Measure::ALL`]. As text their words with a blank between.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "sea-orm", derive(sea_orm::DeriveValueType))]
#[cfg_attr(feature = "sea-orm", sea_orm(value_type = "String"))]
pub struct Measures(Vec<Measure>);

impl Measures {
    /// These, each once.
    pub fn of(measures: impl IntoIterator<Item = Measure>) -> Self {
        let mut all: Vec<_> = measures.into_iter().collect();
        all.sort_unstable();
        all.dedup();
        Self(all)
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = Measure> + '_ {
        self.0.iter().copied()
    }

    /// Whether it is one of them.
    pub fn has(&self, measure: Measure) -> bool {
        self.0.contains(&measure)
    }
}

impl fmt::Display for Measures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words: Vec<_> = self.0.iter().map(|measure| measure.as_str()).collect();
        f.write_str(&words.join(" "))
    }
}

impl FromStr for Measures {
    type Err = UnknownWord;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(Self::of(text.split_whitespace().map(str::parse).collect::<Result<Vec<Measure>, _>>()?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_text_and_back() {
        let all = Measures::of([Measure::Police, Measure::StopProduction, Measure::Police]);
        assert_eq!(all.to_string(), "stop-production police");
        assert_eq!("police stop-production".parse::<Measures>().unwrap(), all);
        assert_eq!("".parse::<Measures>().unwrap(), Measures::default());
        assert!("police prison".parse::<Measures>().is_err());
    }
}
