//! Dividing a quantity without losing any of it.

use crate::fixed::Micro;

/// The shares of a meter that is shared out completely, per mille.
pub const WHOLE: u16 = 1000;

/// A quantity in equal parts, to the millionth; they add up to the whole. None where there are no parts.
pub fn evenly(whole: Micro, parts: u32) -> impl Iterator<Item = Micro> {
    let up_to = move |count: u32| i128::from(whole.0) * i128::from(count) / i128::from(parts.max(1));
    (0..parts).map(move |part| between(up_to(part), up_to(part + 1)))
}

/// A quantity by shares per mille, in their order. Where they come to [`WHOLE`] the parts add up to the quantity; what
/// nobody has a share of is nobody's.
pub fn by_shares(whole: Micro, shares: &[u16]) -> Vec<Micro> {
    let up_to = |sum: u32| i128::from(whole.0) * i128::from(sum) / i128::from(WHOLE);
    let mut sum = 0_u32;
    let part = |share: &u16| {
        let before = up_to(sum);
        sum += u32::from(*share);
        between(before, up_to(sum))
    };
    shares.iter().map(part).collect()
}

/// What lies between two sums. No part of a quantity is larger than the quantity.
fn between(before: i128, after: i128) -> Micro {
    Micro(i64::try_from(after - before).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_does_not_divide_is_left_nowhere() {
        let parts: Vec<_> = evenly(Micro(100), 3).map(|part| part.0).collect();
        assert_eq!(parts, [33, 33, 34]);
        assert_eq!(evenly(Micro(5), 0).count(), 0);
        for (shares, want) in [
            (&[500, 500][..], &[50, 51][..]),
            (&[333, 333, 334], &[33, 34, 34]),
            (&[300], &[30]),
            (&[0, 1000], &[0, 101]),
            (&[], &[]),
        ] {
            let parts: Vec<_> = by_shares(Micro(101), shares).into_iter().map(|part| part.0).collect();
            assert_eq!(parts, want, "{shares:?}");
        }
    }

    proptest! {
        #[test]
        fn equal_parts_add_up_and_differ_by_one_at_most(whole: i64, parts in 1_u32..500) {
            let all: Vec<i64> = evenly(Micro(whole), parts).map(|part| part.0).collect();
            prop_assert_eq!(all.iter().map(|part| i128::from(*part)).sum::<i128>(), i128::from(whole));
            let (least, most) = (all.iter().min().unwrap(), all.iter().max().unwrap());
            prop_assert!(i128::from(*most) - i128::from(*least) <= 1);
        }

        #[test]
        fn all_shares_together_are_the_whole(whole: i64, cuts in proptest::collection::vec(0_u16..=1000, 0..8)) {
            let mut cuts = cuts;
            cuts.extend([0, WHOLE]);
            cuts.sort_unstable();
            let shares: Vec<u16> = cuts.windows(2).map(|pair| pair[1] - pair[0]).collect();
            let sum: i128 = by_shares(Micro(whole), &shares).iter().map(|part| i128::from(part.0)).sum();
            prop_assert_eq!(sum, i128::from(whole));
        }
    }
}
