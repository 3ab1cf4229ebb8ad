//! Words that the public will read.

use std::ops::Deref;

use super::personal_number;
use crate::case::CaseSlip;
use crate::input::{Issue, Read, Words};

/// A text of at most so many characters in which nothing belongs to a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicWords<const MOST: usize>(Words<1, MOST>);

impl<const MOST: usize> Deref for PublicWords<MOST> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl<const MOST: usize> Read for PublicWords<MOST> {
    fn read(typed: &str) -> Result<Self, Issue> {
        let words = Words::read(typed)?;
        match personal_number(&words) {
            Some((kind, number)) => Err(CaseSlip::Personal(kind, number).into()),
            None => Ok(Self(words)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::Personal;

    #[test]
    fn a_number_of_a_person_is_not_for_the_public() {
        let read = |typed: &str| PublicWords::<30>::read(typed).map(|words| String::from(&*words));
        assert_eq!(read(" 已缴清罚款。 "), Ok("已缴清罚款。".to_owned()));
        let phone = CaseSlip::Personal(Personal::Mobile, "13800138000".into());
        assert_eq!(read("电话 13800138000"), Err(Issue::Case(phone)));
        assert_eq!(read("\u{200b}"), Err(Issue::Missing));
    }
}
