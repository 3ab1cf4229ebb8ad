//! Which kinds of administrative penalty a decision gives (处罚类别).

use super::{Measure, Measures};
use crate::money::Fen;

text_enum! {
    /// A kind of administrative penalty (measures for penalties in ecology and environment, MEE order 30, Art 8, from
    /// memory, verify). To order something put right, and to hand a case to the police, is none.
    pub enum Sanction {
        /// A warning (警告).
        Warning = "warning",
        /// Criticism in public (通报批评).
        Criticism = "criticism",
        /// A fine (罚款).
        Fine = "fine",
        /// Confiscation of unlawful gains (没收违法所得).
        Confiscation = "confiscation",
        /// Limits on production or business (限制开展生产经营活动).
        Restriction = "restriction",
        /// Stop of production until it is put right (责令停产整治).
        Stop = "stop",
        /// Revocation of the permit (吊销许可证件).
        PermitRevoked = "permit-revoked",
        /// The end of business (责令停业、关闭).
        Closure = "closure",
    }
}

/// The kinds of penalty of a decision, each once: by its fine and what else is ordered. Empty where it punishes nobody.
pub fn sanctions(fine: Fen, measures: &Measures) -> Vec<Sanction> {
    let fined = (fine.0 > 0).then_some(Sanction::Fine);
    let mut all: Vec<_> = measures.iter().filter_map(of_measure).chain(fined).collect();
    all.sort_unstable();
    all.dedup();
    all
}

const fn of_measure(measure: Measure) -> Option<Sanction> {
    Some(match measure {
        Measure::Warning => Sanction::Warning,
        Measure::Criticism => Sanction::Criticism,
        Measure::Confiscation => Sanction::Confiscation,
        Measure::PersonsFined => Sanction::Fine,
        Measure::LimitProduction => Sanction::Restriction,
        Measure::StopProduction => Sanction::Stop,
        Measure::PermitRevoked => Sanction::PermitRevoked,
        Measure::Closure => Sanction::Closure,
        Measure::Correct | Measure::Police | Measure::CriminalTransfer => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_decision_gives_the_kinds_that_it_orders() {
        use {Measure as M, Sanction as S};
        #[rustfmt::skip]
        let cases: &[(i64, &[Measure], &[Sanction])] = &[
            (325_000, &[],                                          &[S::Fine]),
            (325_000, &[M::Correct, M::Police, M::PersonsFined],    &[S::Fine]),
            (0,       &[M::Correct],                                &[]),
            (0,       &[M::Police, M::CriminalTransfer],            &[]),
            (500_000, &[M::Closure, M::PermitRevoked],              &[S::Fine, S::PermitRevoked, S::Closure]),
            (0,       &[M::Warning, M::Correct],                    &[S::Warning]),
            (100_000, &[M::PermitRevoked, M::StopProduction],       &[S::Fine, S::Stop, S::PermitRevoked]),
        ];
        for (yuan, measures, want) in cases {
            assert_eq!(
                sanctions(Fen::yuan(*yuan), &Measures::of(measures.iter().copied())),
                *want,
                "{yuan} {measures:?}"
            );
        }
    }
}
