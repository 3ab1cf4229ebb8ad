//! Whom a delivery means: an enterprise of the register by its credit code, by the number of its permit, or by its name and
//! address. What is only likely is left to a person.

use std::collections::HashMap;

use crate::{credit_code::CreditCode, sheet::plain};

text_enum! {
    /// By what an enterprise was known.
    pub enum KnownBy {
        /// Its credit code (统一社会信用代码).
        CreditCode = "credit-code",
        /// The number of its permit or registration.
        Permit = "permit",
        /// The number of a meter that the register gives to somebody.
        Meter = "meter",
        /// Its name and its address, both as the register has them.
        NameAndAddress = "name-and-address",
        /// Somebody said so.
        Person = "person",
    }
}

/// An enterprise of the register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its key.
    pub id: i64,
    /// Credit code.
    pub credit_code: CreditCode,
    /// Number of its permit or registration.
    pub permit_no: Option<String>,
    /// Registered name.
    pub name: String,
    /// Address in words.
    pub address: String,
}

/// What a delivery says of whom it means; empty where it says nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Named {
    /// Credit code.
    pub credit_code: Option<CreditCode>,
    /// Number of a permit or registration.
    pub permit_no: String,
    /// Name.
    pub name: String,
    /// Address.
    pub address: String,
}

/// Who is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meant {
    /// This one.
    Certain(i64, KnownBy),
    /// One of these, or none of them; in the order of their keys.
    Doubtful(Vec<i64>),
    /// Nobody of the register, as far as one can tell.
    Nobody,
}

/// The shortest end of a name, in characters, by which somebody may be meant whose name is longer: what stands in front of it
/// is a city or a branch.
const SHORTEST_END: usize = 6;
/// The most characters that may stand in front of it.
const LONGEST_FRONT: usize = 8;
/// More than these are no help to anybody.
const MOST: usize = 10;

/// The register as it is searched.
#[derive(Debug, Default)]
pub struct Roster {
    codes: HashMap<CreditCode, i64>,
    permits: HashMap<String, Vec<i64>>,
    names: HashMap<String, Vec<i64>>,
    /// Ends of names.
    ends: HashMap<String, Vec<i64>>,
    addresses: HashMap<String, Vec<i64>>,
    code_of: HashMap<i64, CreditCode>,
}

/// The one form in which names, numbers and addresses are compared.
fn form(text: &str) -> String {
    plain(text).to_lowercase()
}

/// The ends of a name that are long enough, the whole of it first.
fn ends(name: &str) -> impl Iterator<Item = &str> {
    let cuts = name.char_indices().map(|(at, _)| at).take(LONGEST_FRONT + 1);
    cuts.map(|at| &name[at..]).filter(|end| end.chars().count() >= SHORTEST_END)
}

impl Roster {
    /// The register with these enterprises.
    pub fn new(all: impl IntoIterator<Item = Listed>) -> Self {
        let mut roster = Self::default();
        for one in all {
            let (name, address) = (form(&one.name), form(&one.address));
            roster.codes.insert(one.credit_code, one.id);
            roster.code_of.insert(one.id, one.credit_code);
            if let Some(permit) = one.permit_no {
                enter(&mut roster.permits, form(&permit), one.id);
            }
            for end in ends(&name).skip(1) {
                enter(&mut roster.ends, end.to_owned(), one.id);
            }
            enter(&mut roster.names, name, one.id);
            enter(&mut roster.addresses, address, one.id);
        }
        roster
    }

    /// The same with the codes and names that enterprises had before; a code that somebody has now is theirs.
    #[must_use]
    pub fn with_former(
        mut self,
        codes: impl IntoIterator<Item = (CreditCode, i64)>,
        names: impl IntoIterator<Item = (String, i64)>,
    ) -> Self {
        for (code, id) in codes {
            self.codes.entry(code).or_insert(id);
        }
        for (name, id) in names {
            enter(&mut self.names, form(&name), id);
        }
        self
    }

    /// Whether there is nobody.
    pub fn is_empty(&self) -> bool {
        self.codes.is_empty()
    }

    /// Who is meant. What is said first counts most: the credit code, then the permit, then name and address together.
    /// Whatever contradicts itself is in doubt.
    pub fn find(&self, said: &Named) -> Meant {
        let by_code = said.credit_code.and_then(|code| self.codes.get(&code)).copied();
        let by_permit = match of(&self.permits, &said.permit_no) {
            [one] => Some(*one),
            _ => None,
        };
        match (by_code, by_permit) {
            (Some(code), Some(permit)) if code != permit => return doubtful([code, permit]),
            (Some(id), _) => return Meant::Certain(id, KnownBy::CreditCode),
            (None, Some(id)) if said.credit_code.is_none() => return Meant::Certain(id, KnownBy::Permit),
            // Its permit says one, its credit code another that nobody has here.
            (None, Some(id)) => return doubtful([id]),
            (None, None) => {}
        }
        let (named, there) = (of(&self.names, &said.name), of(&self.addresses, &said.address));
        let both: Vec<i64> = named.iter().filter(|id| there.contains(id)).copied().collect();
        match both[..] {
            [id] if said.credit_code.is_none() => return Meant::Certain(id, KnownBy::NameAndAddress),
            _ => {}
        }
        let name = form(&said.name);
        let whole = self.ends.get(&name).into_iter().flatten();
        let shorter = ends(&name).skip(1).filter_map(|end| self.names.get(end)).flatten();
        // Many are at one address in an industrial park: alone it says nothing.
        let neighbours = there.iter().filter(|_| there.len() == 1);
        doubtful(named.iter().chain(whole).chain(shorter).chain(neighbours).copied())
    }
}

/// Enters one under what it goes by; once, though it may be listed twice: with the particulars of a duplicate beside its own.
fn enter(all: &mut HashMap<String, Vec<i64>>, said: String, id: i64) {
    let ids = all.entry(said).or_default();
    if !ids.contains(&id) {
        ids.push(id);
    }
}

/// Those that go by what is said, where anything is.
fn of<'a>(all: &'a HashMap<String, Vec<i64>>, said: &str) -> &'a [i64] {
    let said = form(said);
    if said.is_empty() { &[] } else { all.get(&said).map_or(&[], Vec::as_slice) }
}

fn doubtful(ids: impl IntoIterator<Item = i64>) -> Meant {
    let ids: std::collections::BTreeSet<i64> = ids.into_iter().collect();
    if ids.is_empty() { Meant::Nobody } else { Meant::Doubtful(ids.into_iter().take(MOST).collect()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CODES: [&str; 3] = ["91441900MA0FC0001K", "91441900MA0FC0002N", "91441900MA0FC0003R"];
    /// Nobody's here.
    const STRANGE: &str = "91350100M000100Y43";

    fn roster() -> Roster {
        let one = |id: i64, at: usize, permit: &str, name: &str, address: &str| Listed {
            id,
            credit_code: CODES[at].parse().unwrap(),
            permit_no: (!permit.is_empty()).then(|| permit.to_owned()),
            name: name.to_owned(),
            address: address.to_owned(),
        };
        Roster::new([
            one(1, 0, "91441900MA0FC0001K001P", "样溪晨岚电镀有限公司", "工业一路1号"),
            one(2, 1, "", "例川云栖食品厂", "食品路8号"),
            one(3, 2, "", "样溪松涧木器（五金）厂", "木器街3号"),
        ])
    }

    fn find(code: &str, permit: &str, name: &str, address: &str) -> Meant {
        roster().find(&Named {
            credit_code: code.parse().ok(),
            permit_no: permit.to_owned(),
            name: name.to_owned(),
            address: address.to_owned(),
        })
    }

    #[test]
    fn what_is_said_first_counts_most_and_contradictions_are_in_doubt() {
        use KnownBy::{CreditCode, NameAndAddress, Permit};
        use Meant::{Certain, Doubtful, Nobody};
        let (first, permit) = (CODES[0], "91441900MA0FC0001K001P");
        let (plating, lane) = ("样溪晨岚电镀有限公司", "工业一路1号");
        for (said, want) in [
            ((first, "", "", ""), Certain(1, CreditCode)),
            ((first, "", "别的名称", "别的地址"), Certain(1, CreditCode)),
            (("", permit, "", ""), Certain(1, Permit)),
            ((first, permit, "", ""), Certain(1, CreditCode)),
            ((CODES[1], permit, "", ""), Doubtful(vec![1, 2])),
            ((STRANGE, permit, "", ""), Doubtful(vec![1])),
            (("", "", plating, lane), Certain(1, NameAndAddress)),
            (("", "", "样溪松涧木器(五金)厂", " 木器街 3 号"), Certain(3, NameAndAddress)),
            ((STRANGE, "", plating, lane), Doubtful(vec![1])),
            (("", "", plating, ""), Doubtful(vec![1])),
            (("", "", plating, "食品路8号"), Doubtful(vec![1, 2])),
            (("", "", "示范市样溪晨岚电镀有限公司", ""), Doubtful(vec![1])),
            (("", "", "晨岚电镀有限公司", ""), Doubtful(vec![1])),
            (("", "", "有限公司", ""), Nobody),
            (("", "", "", "木器街3号"), Doubtful(vec![3])),
            ((STRANGE, "", "某厂", "某路"), Nobody),
            (("", "", "", ""), Nobody),
        ] {
            assert_eq!(find(said.0, said.1, said.2, said.3), want, "{said:?}");
        }
    }

    #[test]
    fn who_was_renamed_or_registered_anew_is_meant_by_what_was_before() {
        let roster = roster().with_former(
            [(STRANGE.parse().unwrap(), 2), (CODES[0].parse().unwrap(), 3)],
            [("例川旧名食品厂".to_owned(), 2)],
        );
        let find = |code: &str, name: &str, address: &str| {
            roster.find(&Named {
                credit_code: code.parse().ok(),
                name: name.into(),
                address: address.into(),
                ..Named::default()
            })
        };
        assert_eq!(find(STRANGE, "", ""), Meant::Certain(2, KnownBy::CreditCode));
        assert_eq!(find("", "例川旧名食品厂", "食品路8号"), Meant::Certain(2, KnownBy::NameAndAddress));
        assert_eq!(find(CODES[0], "", ""), Meant::Certain(1, KnownBy::CreditCode), "who has it now is meant");
    }

    #[test]
    fn two_of_one_name_are_told_by_their_addresses() {
        let one = |id: i64, address: &str| Listed {
            id,
            credit_code: CODES[usize::try_from(id).unwrap() - 1].parse().unwrap(),
            permit_no: None,
            name: "永昼食品有限公司".into(),
            address: address.into(),
        };
        let roster = Roster::new([one(1, "东街1号"), one(2, "西街1号")]);
        let find = |address: &str| {
            roster.find(&Named { name: "永昼食品有限公司".into(), address: address.into(), ..Named::default() })
        };
        assert_eq!(find("西街1号"), Meant::Certain(2, KnownBy::NameAndAddress));
        assert_eq!(find("北街1号"), Meant::Doubtful(vec![1, 2]));
    }
}
