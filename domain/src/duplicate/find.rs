//! Finding the pairs of a whole register.

use std::{
    collections::{BTreeSet, HashMap},
    hash::Hash,
};

use super::{
    Particulars,
    reason::{ENOUGH, Formed, Reason, between, organisation, swaps, weight},
};

/// Two enterprises that may be one site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The place of the one that comes first in the register.
    pub first: usize,
    /// The place of the other one.
    pub second: usize,
    /// Why.
    pub reasons: Vec<Reason>,
    /// What the reasons weigh.
    pub weight: u32,
}

/// So many of one name, permit or code are all compared with each other; in a larger group each with its neighbours by
/// address only: a name that hundreds bear says little.
const GROUP: usize = 100;
/// With how many neighbours of a large group each is compared.
const NEIGHBOURS: usize = 20;

/// All pairs that may be one site, the weightiest first. Nobody is compared with everybody: whatever weighs enough has a name,
/// an organisation code or a permit in common, or two swapped neighbours in the credit code, and is found by that. So the work
/// grows with the register and not with its square.
pub fn pairs(all: &[Particulars]) -> Vec<Pair> {
    let formed: Vec<Formed<'_>> = all.iter().map(Formed::of).collect();
    let mut met: BTreeSet<(usize, usize)> = BTreeSet::new();
    meet(&formed, &mut met, |one| Some(one.name.clone()).filter(|name| !name.is_empty()));
    meet(&formed, &mut met, |one| Some(one.permit.clone()).filter(|permit| !permit.is_empty()));
    meet(&formed, &mut met, |one| Some(organisation(one.said.credit_code)));
    meet(&formed, &mut met, |one| swaps(one.said.credit_code));
    let pair = |(first, second): (usize, usize)| {
        let (one, other) = (&formed[first], &formed[second]);
        let reasons = between(one, other);
        let weight = weight(&reasons, one.said.town == other.said.town);
        (weight >= ENOUGH).then_some(Pair { first, second, reasons, weight })
    };
    let mut found: Vec<Pair> = met.into_iter().filter_map(pair).collect();
    found.sort_by_key(|pair| (std::cmp::Reverse(pair.weight), pair.first, pair.second));
    found
}

/// Has those meet that have a key in common.
fn meet<K: Eq + Hash, I: IntoIterator<Item = K>>(
    all: &[Formed<'_>],
    met: &mut BTreeSet<(usize, usize)>,
    keys: impl Fn(&Formed<'_>) -> I,
) {
    let mut groups: HashMap<K, Vec<usize>> = HashMap::with_capacity(all.len());
    for (at, one) in all.iter().enumerate() {
        for key in keys(one) {
            // A code can be swapped into one order in several ways: nobody meets themselves.
            let group = groups.entry(key).or_default();
            if group.last() != Some(&at) {
                group.push(at);
            }
        }
    }
    for mut group in groups.into_values().filter(|group| group.len() > 1) {
        let reach = if group.len() > GROUP { NEIGHBOURS } else { GROUP };
        if group.len() > GROUP {
            group.sort_by(|a, b| all[*a].address.cmp(&all[*b].address));
        }
        for (at, one) in group.iter().enumerate() {
            met.extend(group[at + 1..].iter().take(reach).map(|other| (*one.min(other), *one.max(other))));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{credit_code::CreditCode, fixed::Micro};

    /// Works number `n` of a city, fifty at each address.
    fn works(n: u32) -> Particulars {
        Particulars {
            // Given out in an order that nobody sees, as those of a real city are.
            credit_code: CreditCode::complete(&format!("91441900MA{:06}7", u64::from(n) * 611_953 % 999_983)).unwrap(),
            name: format!("样溪第{n}电镀有限公司"),
            town: i64::from(n % 30),
            address: format!("澄溪镇工业{}路1号", n / 50),
            lat: Micro(22_900_000 + i64::from(n / 50) * 1_000),
            lng: Micro(113_800_000),
            permit_no: None,
        }
    }

    #[test]
    fn two_are_found_among_thirty_thousand() {
        let mut all: Vec<_> = (0..30_000).map(works).collect();
        // One of them once more, under another code; one whose code has two digits swapped, under another name.
        all.push(Particulars { credit_code: CreditCode::complete("91441900MB7XX3303").unwrap(), ..works(12_345) });
        let (name, letters) = ("样溪另名电镀厂".to_owned(), all[3_210].credit_code.to_string());
        let swapped = CreditCode::complete(&letters[..17].replace("MA", "AM")).unwrap();
        all.push(Particulars { credit_code: swapped, name, ..works(3_210) });
        let found = pairs(&all);
        let has = |one, other| found.iter().any(|pair| (pair.first, pair.second) == (one, other));
        assert!(has(12_345, 30_000) && has(3_210, 30_001), "{found:?}");
        assert!(found.iter().all(|pair| pair.first < pair.second), "nobody is their own duplicate");
        assert!(found.len() < 100, "neighbours in a park are none: {}", found.len());
    }

    #[test]
    fn a_name_that_hundreds_bear_is_looked_at_by_address() {
        let mut all: Vec<_> = (0..2_000).map(|n| Particulars { name: "个体工商户".into(), ..works(n) }).collect();
        let twin = Particulars {
            credit_code: CreditCode::complete("91441900MB7XX3303").unwrap(),
            address: "木器街三号甲".into(),
            ..all[700].clone()
        };
        all[700].address = "木器街三号甲".into();
        all.push(twin);
        let found = pairs(&all);
        assert!(found.iter().any(|pair| (pair.first, pair.second) == (700, 2_000)), "{}", found.len());
    }
}
