//! Which of the frozen bills a finding counted.

use rust_decimal::Decimal;

use super::{Bill, Finding};
use crate::{month::Month, quarter::Quarter};

/// How far a bill was counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    /// All of it.
    Whole,
    /// Some of it: the billing days were taken to be off the ends of the quarter.
    Part,
    /// Nothing of it: it only shows what the month before or after was like.
    Not,
}

/// The bills of a finding with what became of each, as they are frozen; nothing where its second figure adds up none.
pub fn counted_bills(finding: &Finding) -> Vec<(Bill, Counted)> {
    let inputs = &finding.inputs;
    let feed = finding.sentence().and_then(|sentence| sentence.bills);
    let (Some(measured), Some(feed)) = (finding.measured, feed) else { return Vec::new() };
    let bills: Vec<Bill> = inputs.bills.iter().filter(|bill| bill.feed == feed).copied().collect();
    let months = Month::of(inputs.quarter);
    let calendar: Decimal = bills.iter().filter(|bill| months.contains(&bill.month)).map(|bill| bill.quantity).sum();
    let moved = moved(&bills, inputs.quarter, measured.saturating_sub(calendar));
    let counted = |bill: &Bill| match moved {
        Some((gained, lost)) if [gained, lost].contains(&bill.month) => Counted::Part,
        _ if months.contains(&bill.month) => Counted::Whole,
        _ => Counted::Not,
    };
    bills.iter().map(|bill| (*bill, counted(bill))).collect()
}

/// The month of which some days were taken in, and the one of which as many were left out, where the sum is not that of
/// the calendar's quarter. The rule moves the quarter to the side that comes nearest to what was declared.
fn moved(bills: &[Bill], quarter: Quarter, by: Decimal) -> Option<(Month, Month)> {
    let quantity = |month: Month| bills.iter().find(|bill| bill.month == month).map(|bill| bill.quantity);
    let [first, _, last] = Month::of(quarter);
    let sides = [(first.previous(), last), (last.next(), first)];
    let gain = |(gained, lost): (Month, Month)| {
        let gain = quantity(gained)?.saturating_sub(quantity(lost)?);
        Some((gain, (gained, lost)))
    };
    let same_way = |(gain, _): &(Decimal, _)| !gain.is_zero() && gain.is_sign_negative() == by.is_sign_negative();
    let able = sides.into_iter().filter_map(gain).filter(same_way);
    able.filter(|_| !by.is_zero()).max_by_key(|(gain, _)| gain.abs()).map(|(_, side)| side)
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;
    use crate::{
        crosscheck::{Evidence, run},
        utility::Feed,
    };

    fn found(declared: Decimal, bills: &[i64]) -> Vec<Counted> {
        let mut evidence = Evidence::of("2026Q3".parse().unwrap());
        evidence.declared.water.municipal_m3 = Some(declared);
        let months = std::iter::successors("2026-06".parse::<Month>().ok(), |month| Some(month.next()));
        let bill = |(month, &m3)| Bill { feed: Feed::Water, month, quantity: Decimal::from(m3) };
        evidence.bills = months.zip(bills).map(bill).collect();
        let found = run(&evidence).findings.into_iter().find(|finding| finding.rule == "X03").unwrap();
        counted_bills(&found).into_iter().map(|(_, counted)| counted).collect()
    }

    #[test]
    fn the_quarters_own_bills_count_and_the_neighbours_where_the_quarter_was_moved() {
        use Counted::{Not, Part, Whole};
        assert_eq!(found(dec!(1000), &[600, 600, 600, 600, 600]), [Not, Whole, Whole, Whole, Not]);
        // A dry June brings the sum nearer to the little that was declared, a dry October less so.
        assert_eq!(found(dec!(1000), &[300, 600, 600, 900, 500]), [Part, Whole, Whole, Part, Not]);
        assert_eq!(found(dec!(1000), &[600, 600, 600, 600, 100]), [Not, Part, Whole, Whole, Part]);
    }
}
