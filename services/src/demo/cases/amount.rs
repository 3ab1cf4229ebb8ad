//! How a fine is worked out, shown step by step (dossier 7.3, the general table).

use std::fmt::Write;

use domain::money::Fen;

use super::law::Rule;

/// A circumstance and its weight in per cent.
pub type Factor = (&'static str, i64);

/// A fine and how it came about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fine {
    /// The amount.
    pub amount: Fen,
    /// The working, in words and figures.
    pub working: String,
}

/// `[X + Σp × (1 − X)] × most`, X being the share of the least in the most; halved, not below the least, where the
/// enterprise apologised in public.
pub fn fine(rule: &Rule, factors: &[Factor], apologised: bool) -> Fine {
    let start = rule.least * 100 / rule.most;
    let weight: i64 = factors.iter().map(|(_, percent)| percent).sum();
    // Per ten thousand, so that no digit is lost.
    let share = start * 100 + weight * (100 - start);
    let full = rule.most * share / 10_000;
    let amount = if apologised { (full / 2).max(rule.least) } else { full };
    let mut working =
        format!("法定罚款幅度为{}至{}，起点X＝{start}%。裁量因素：", in_wan(rule.least), in_wan(rule.most));
    for (n, (what, percent)) in factors.iter().enumerate() {
        let comma = if n == 0 { "" } else { "；" };
        let _infallible = write!(working, "{comma}{what}（{percent}%）");
    }
    let _infallible = write!(
        working,
        "；合计Σp＝{weight}%。罚款＝〔{start}%＋{weight}%×（1－{start}%）〕×{}＝{}。",
        in_wan(rule.most),
        in_wan(full)
    );
    if apologised {
        let _infallible = write!(
            working,
            "当事人公开道歉、作出守法承诺并完成生态环境志愿服务，按50%从轻，不低于法定下限{}，决定罚款{}。",
            in_wan(rule.least),
            in_wan(amount)
        );
    }
    Fine { amount: Fen::yuan(amount), working }
}

/// `32.5万元`.
fn in_wan(yuan: i64) -> String {
    format!("{}万元", Fen::yuan(yuan).in_wan())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::cases::law::Laws;
    use domain::case::ViolationKind;

    #[test]
    fn the_dossiers_worked_example() {
        let laws = Laws::load().unwrap();
        let day = "2026-10-01".parse().unwrap();
        let (rule, _) = laws.rule(ViolationKind::OverLimit, day, day).unwrap();
        let plain = fine(rule, &[("超标倍数", 20), ("敏感水体", 5)], false);
        assert_eq!(plain.amount, Fen::yuan(325_000));
        assert!(plain.working.ends_with("罚款＝〔10%＋25%×（1－10%）〕×100万元＝32.5万元。"), "{}", plain.working);
        assert_eq!(fine(rule, &[("超标倍数", 20), ("敏感水体", 5)], true).amount, Fen::yuan(162_500));
        assert_eq!(fine(rule, &[], true).amount, Fen::yuan(100_000));
    }
}
