//! Why two enterprises may be one site, and what these reasons weigh.

use super::{Particulars, forms};
use crate::credit_code::CreditCode;

text_enum! {
    /// A reason why two enterprises may be one site.
    pub enum Reason {
        /// The credit codes differ in two characters that are swapped.
        SwappedDigits = "swapped-digits",
        /// The credit codes differ in one character.
        OneDigit = "one-digit",
        /// The organisation code (places 9 to 17 of the credit code) is the same: one legal person.
        SameOrganisation = "same-organisation",
        /// The number of the permit is the same.
        SamePermit = "same-permit",
        /// The name is the same but for blanks, width, brackets and legal form.
        SameName = "same-name",
        /// The address is the same.
        SameAddress = "same-address",
        /// The coordinates are within some 50 m.
        Nearby = "nearby",
    }
}

/// A pair whose reasons weigh this much comes up.
pub const ENOUGH: u32 = 5;
/// What it counts against a pair of one name or nearly one code that they lie in different towns: branches of one company
/// have one name, and codes that were given out one after the other.
const OTHER_TOWN: u32 = 2;
/// Millionths of a degree that are some 50 m here.
const NEAR: u64 = 500;
/// Where the organisation code stands.
const ORGANISATION: std::ops::Range<usize> = 8..17;
/// Places that say something by themselves: what stands behind them checks.
const TELLING: usize = 16;

impl Reason {
    /// How strong it is. One that is as strong as [`ENOUGH`] is enough by itself.
    pub const fn strength(self) -> u32 {
        match self {
            Self::SameOrganisation | Self::SamePermit => 5,
            Self::SwappedDigits => 4,
            Self::SameName => 3,
            Self::OneDigit | Self::SameAddress | Self::Nearby => 2,
        }
    }

    /// Whether it weighs less where the two lie in different towns.
    const fn is_of_one_town(self) -> bool {
        matches!(self, Self::SwappedDigits | Self::OneDigit | Self::SameName)
    }
}

/// The particulars in the form in which they are compared.
pub(super) struct Formed<'p> {
    pub said: &'p Particulars,
    pub name: String,
    pub address: String,
    pub permit: String,
}

impl<'p> Formed<'p> {
    pub fn of(said: &'p Particulars) -> Self {
        Self {
            said,
            name: forms::name(&said.name),
            address: forms::address(&said.address),
            permit: forms::permit(said.permit_no.as_deref()),
        }
    }
}

/// Why two enterprises may be one site, whether or not that is enough.
pub fn reasons(one: &Particulars, other: &Particulars) -> Vec<Reason> {
    between(&Formed::of(one), &Formed::of(other))
}

/// What reasons weigh together; a place counts once, whether it is told by the address or by the coordinates.
pub fn weight(reasons: &[Reason], same_town: bool) -> u32 {
    let has = |reason| reasons.contains(&reason);
    let sum = reasons.iter().map(|reason| reason.strength()).sum::<u32>();
    let twice = if has(Reason::SameAddress) && has(Reason::Nearby) { Reason::Nearby.strength() } else { 0 };
    let elsewhere = !same_town && reasons.iter().any(|reason| reason.is_of_one_town());
    (sum - twice).saturating_sub(if elsewhere { OTHER_TOWN } else { 0 })
}

pub(super) fn between(one: &Formed<'_>, other: &Formed<'_>) -> Vec<Reason> {
    let equal = |a: &str, b: &str| !a.is_empty() && a == b;
    let (a, b) = (one.said, other.said);
    let same_organisation = organisation(a.credit_code) == organisation(b.credit_code);
    let mut found: Vec<Reason> = Vec::new();
    if same_organisation {
        found.push(Reason::SameOrganisation);
    } else {
        found.extend(slip(a.credit_code, b.credit_code));
    }
    let all = [
        (Reason::SamePermit, equal(&one.permit, &other.permit)),
        (Reason::SameName, equal(&one.name, &other.name)),
        // The same street and number in another town is another place, unless the address names its town.
        (Reason::SameAddress, equal(&one.address, &other.address) && (a.town == b.town || names_a_town(&one.address))),
        (Reason::Nearby, is_near(a, b)),
    ];
    found.extend(all.into_iter().filter(|(_, holds)| *holds).map(|(reason, _)| reason));
    found
}

/// The organisation code within a credit code.
pub(super) fn organisation(code: CreditCode) -> String {
    code.as_str()[ORGANISATION].to_owned()
}

/// How one of two codes may have been mistyped for the other. The check characters at their ends follow from what stands
/// before, so whoever mistyped and then made them fit is found as well.
fn slip(one: CreditCode, other: CreditCode) -> Option<Reason> {
    let (a, b) = (one.as_str().as_bytes(), other.as_str().as_bytes());
    let differing: Vec<usize> = (0..TELLING).filter(|at| a[*at] != b[*at]).collect();
    match differing[..] {
        // Only the check character of the organisation code differs.
        [] => (a != b).then_some(Reason::OneDigit),
        [_] => Some(Reason::OneDigit),
        [first, second] if a[first] == b[second] && a[second] == b[first] => Some(Reason::SwappedDigits),
        _ => None,
    }
}

/// The code with each two neighbouring characters in one order: what two codes with swapped characters have in common.
pub(super) fn swaps(code: CreditCode) -> impl Iterator<Item = [u8; TELLING]> {
    let mut told = [0; TELLING];
    told.copy_from_slice(&code.as_str().as_bytes()[..TELLING]);
    // Two equal characters are the same swapped.
    (1..TELLING).filter(move |at| told[at - 1] != told[*at]).map(move |at| {
        let mut key = told;
        (key[at - 1], key[at]) = (told[at - 1].min(told[at]), told[at - 1].max(told[at]));
        key
    })
}

fn names_a_town(address: &str) -> bool {
    ['镇', '乡'].iter().any(|sign| address.contains(*sign)) || address.contains("街道")
}

fn is_near(a: &Particulars, b: &Particulars) -> bool {
    let nowhere = |p: &Particulars| p.lat.0 == 0 && p.lng.0 == 0;
    let apart = a.lat.0.abs_diff(b.lat.0).max(a.lng.0.abs_diff(b.lng.0));
    !nowhere(a) && !nowhere(b) && apart <= NEAR
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixed::Micro;

    fn code(first_17: &str) -> CreditCode {
        CreditCode::complete(first_17).unwrap()
    }

    fn one(first_17: &str, name: &str, town: i64, address: &str) -> Particulars {
        Particulars {
            credit_code: code(first_17),
            name: name.to_owned(),
            town,
            address: address.to_owned(),
            lat: Micro(22_900_000 + town * 100_000),
            lng: Micro(113_800_000),
            permit_no: None,
        }
    }

    #[test]
    fn slips_of_codes() {
        use Reason::{OneDigit, SwappedDigits};
        for (a, b, want) in [
            ("91441900MA0FC0001", "91441900MA0FC0001", None),
            ("91441900MA0FC0012", "91441900MA0FC0013", Some(OneDigit)),
            ("91441900MA0FC0012", "91441900MA0FC0072", Some(OneDigit)),
            ("91441900MA0FC0012", "91441900MA0FC0075", Some(OneDigit)),
            ("91441900MA0FC1201", "91441900MA0FC2101", Some(SwappedDigits)),
            ("91441900MA0FC1201", "91441900AM0FC1201", Some(SwappedDigits)),
            ("91441900MA0FC1231", "91441900MA0FC3211", Some(SwappedDigits)),
            ("91441900MA0FC1201", "91441900MA0FC3401", None),
            ("91441900MA0FC1201", "91441900MA0FC1121", None),
        ] {
            assert_eq!(slip(code(a), code(b)), want, "{a} {b}");
        }
    }

    #[test]
    fn codes_with_swapped_neighbours_have_a_key_in_common() {
        let (a, b): (Vec<_>, Vec<_>) =
            (swaps(code("91441900MA0FC1201")).collect(), swaps(code("91441900MA0FC2101")).collect());
        assert!(a.iter().any(|key| b.contains(key)));
    }

    /// Left and right, and whether the pair comes up.
    #[test]
    fn what_comes_up_and_what_only_looks_alike() {
        let (lane, park) = ("澄溪镇工业一路1号", "澄溪镇电镀园区");
        let plating = || one("91441900MA0FC1201", "样溪晨岚电镀有限公司", 1, lane);
        let mut permitted = [
            Particulars { permit_no: Some("91441900MA0FC1201X001P".into()), ..plating() },
            one("91441900MA7XX3303", "晨岚表面处理厂", 1, "木器街3号"),
        ];
        permitted[1].permit_no = Some("91441900ma0fc1201x001p ".into());
        permitted[1].lat = Micro(1);
        let near =
            Particulars { lat: Micro(23_000_300), ..one("91441900MA0FC1201", "晨岚电镀", 1, "木器街3号") };
        for (left, right, comes_up) in [
            // The same site under two codes.
            (plating(), one("91441900MA7XX3303", "样溪晨岚电镀有限责任公司", 1, lane), true),
            (plating(), one("91441900MA0FC2101", "样溪晨岚电镀有限公司", 1, "工业一路"), true),
            (plating(), one("91441900MA0FC2101", "晨岚表面处理厂", 1, "样溪市澄溪镇工业一路1号"), true),
            (plating(), one("91441900MA0FC2101", "样溪晨岚电镀有限公司", 2, "另一条路5号"), true),
            (plating(), one("91441900MA0FC1202", "样溪晨岚电镀有限公司", 1, "另一条路5号"), true),
            (plating(), one("91330100MA0FC1201", "晨岚表面处理厂", 2, "另一条路5号"), true),
            (permitted[0].clone(), permitted[1].clone(), true),
            (one("91441900MA7XX3303", "晨岚电镀", 1, "甲路8号"), near, true),
            // Two branches of one company in different towns, registered one after the other.
            (plating(), one("91441900MA0FC1202", "样溪晨岚电镀有限公司", 2, "另一条路5号"), false),
            (plating(), one("91441900MA7XX3303", "样溪晨岚电镀有限公司", 2, "另一条路5号"), false),
            // Tenants of one park, and those whose codes were given out one after the other.
            (one("91441900MA0FC1201", "甲电镀厂", 1, park), one("91441900MA7XX3303", "乙电镀厂", 1, park), false),
            (one("91441900MA0FC1201", "甲电镀厂", 1, park), one("91441900MA0FC1202", "乙电镀厂", 1, park), false),
            // The same street and number in two towns.
            (
                one("91441900MA0FC1201", "甲电镀厂", 1, "工业一路1号"),
                one("91441900MA0FC2101", "乙电镀厂", 2, "工业一路1号"),
                false,
            ),
            (plating(), one("91441900MA0FC2101", "乙五金厂", 2, "另一条路5号"), false),
        ] {
            let found = weight(&reasons(&left, &right), left.town == right.town);
            assert_eq!(found >= ENOUGH, comes_up, "{left:?} {right:?}: {:?} {found}", reasons(&left, &right));
            assert_eq!(reasons(&left, &right), reasons(&right, &left));
        }
    }
}
