//! Words that the public will read.

use std::ops::Deref;

use super::{Issue, Read, Words};
use crate::case::unpublishable;

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
        match unpublishable(&words) {
            Some(slip) => Err(slip.into()),
            None => Ok(Self(words)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        case::{CaseSlip, Personal},
        input::Input,
    };

    #[test]
    fn a_number_of_a_person_is_not_for_the_public() {
        let read = |typed: &str| PublicWords::<30>::read(typed).map(|words| String::from(&*words));
        assert_eq!(read(" 已缴清罚款。 "), Ok("已缴清罚款。".to_owned()));
        let phone = CaseSlip::Personal(Personal::Mobile, "13800138000".into());
        assert_eq!(read("电话 13800138000"), Err(Issue::Case(phone)));
        assert_eq!(read("\u{200b}"), Err(Issue::Missing));
    }

    #[test]
    fn what_was_typed_is_in_no_log_neither_what_is_right_nor_what_is_wrong() {
        let wrong = Input::<PublicWords<30>>::of("电话 13800138000");
        let right = Input::<PublicWords<30>>::of("已缴清罚款");
        for said in [format!("{wrong:?}"), format!("{right:?}")] {
            assert!(!said.contains("138") && !said.contains("罚款") && said.starts_with("Input("), "{said}");
        }
        assert_ne!(format!("{wrong:?}"), format!("{right:?}"), "which of both it is may be told");
    }
}
