//! How a fine is worked out, shown step by step.

use std::fmt::Write;

use domain::{case::DiscretionRule, money::Fen};

use super::law::{Basis, in_wan};

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

/// By what the demo city halves a fine. It is invented, and the working says so.
const APOLOGY: &str = "《示范市生态环境违法企业公开道歉承诺从轻处罚实施意见》（演示城市虚构的规定）";

/// The percentages, the share of the least in the most being the start, added up and taken of the most; never above it.
/// Halved by the city's own rule, not below the least, where the enterprise apologised in public. `rule` is that of the
/// percentages.
pub fn fine(basis: &Basis, factors: &[Factor], apologised: bool, rule: Option<&DiscretionRule>) -> Fine {
    let (least, most) = (basis.least(), basis.most());
    let start = least * 100 / most;
    let weight: i64 = factors.iter().map(|(_, percent)| percent).sum();
    let share = (start + weight).min(100);
    let full = most * share / 100;
    let amount = if apologised { (full / 2).max(least) } else { full };
    let rule = rule
        .map(|rule| format!("参照{}（{}）的方法，裁量权重为演示城市虚构，", rule.title, rule.number))
        .unwrap_or_default();
    let (from, to) = (in_wan(basis.range.least), in_wan(basis.range.most));
    let mut working = format!("{}{rule}法定罚款幅度为{from}至{to}，裁量起点{start}%。裁量因素：", basis.weighed);
    for (n, (what, percent)) in factors.iter().enumerate() {
        let comma = if n == 0 { "" } else { "；" };
        let _infallible = write!(working, "{comma}{what}（{percent}%）");
    }
    let _infallible =
        write!(working, "；合计{share}%。罚款＝{}×{share}%＝{}。", in_wan(basis.range.most), in_wan(Fen::yuan(full)));
    if apologised {
        let _infallible = write!(
            working,
            "当事人公开道歉、作出守法承诺并完成生态环境志愿服务，依照{APOLOGY}按50%从轻，\
             不低于法定下限{}，决定罚款{}。",
            in_wan(basis.range.least),
            in_wan(Fen::yuan(amount))
        );
    }
    Fine { amount: Fen::yuan(amount), working }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cases::law::basis;
    use domain::case::ViolationKind;
    use services::law::discretion_rules;

    #[test]
    fn percentages_are_added_up_and_taken_of_the_greatest_fine() {
        let day = "2026-10-01".parse().unwrap();
        let basis = basis(ViolationKind::OverLimit, day, day).unwrap();
        let rule = discretion_rules().on(day);
        let factors = [("超标倍数", 20), ("敏感水体", 5)];
        let plain = fine(&basis, &factors, false, rule);
        assert_eq!(plain.amount, Fen::yuan(350_000));
        assert!(plain.working.starts_with(
            "参照《广东省生态环境行政处罚自由裁量权规定》（粤环发〔2021〕7号）的方法，裁量权重为演示城市虚构，"
        ));
        assert!(plain.working.ends_with("合计35%。罚款＝100万元×35%＝35万元。"), "{}", plain.working);
        let halved = fine(&basis, &factors, true, rule);
        assert_eq!(halved.amount, Fen::yuan(175_000));
        assert!(halved.working.contains(APOLOGY) && !plain.working.contains(APOLOGY), "{}", halved.working);
        assert_eq!(fine(&basis, &[], true, rule).amount, Fen::yuan(100_000));
        assert_eq!(fine(&basis, &[("再犯", 200)], false, None).amount, Fen::yuan(1_000_000));
    }
}
