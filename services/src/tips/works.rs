//! Enterprises by the name that a reporter knows.

use domain::{credit_code::CreditCode, life::Audience};

use crate::{
    Ctx, Names, Result,
    public::{
        Paging,
        enterprises::{EnterpriseRow, Query, search},
    },
};

/// The most enterprises to choose from; with more, a longer name helps better than a longer list.
const MOST: u32 = 10;
/// Fewer characters than this name nobody in particular.
const SHORTEST: usize = 2;

/// An enterprise that a tip-off may be about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Works {
    /// Unified social credit code.
    pub credit_code: CreditCode,
    /// Its name.
    pub name: Names,
    /// Where it is.
    pub address: String,
}

/// The enterprises that these words may name, ten at most, and how many there are: of those that everybody sees.
pub async fn works_named(ctx: &Ctx, words: &str) -> Result<(Vec<Works>, u64)> {
    named(ctx, words, Audience::Public).await
}

async fn named(ctx: &Ctx, words: &str, audience: Audience) -> Result<(Vec<Works>, u64)> {
    if words.trim().chars().count() < SHORTEST {
        return Ok((Vec::new(), 0));
    }
    let paging = Paging::new(1, MOST);
    let query = Query { q: Some(words.to_owned()), paging, audience, ..Query::default() };
    let found = search(ctx, &query).await?;
    let choice = |row: EnterpriseRow| Works { credit_code: row.credit_code, name: row.name, address: row.address };
    Ok((found.items.into_iter().map(choice).collect(), found.total))
}

/// The one enterprise that these words name, also one in trial, which is not listed; none where they could mean several,
/// or only its town.
pub(super) async fn only_one(ctx: &Ctx, words: &str) -> Result<Option<Works>> {
    let (found, total) = named(ctx, words, Audience::Insiders).await?;
    Ok(found.into_iter().find(|works| works.is_called(words) || (total == 1 && works.has_in_its_name(words))))
}

impl Works {
    fn is_called(&self, words: &str) -> bool {
        let words = words.trim();
        self.name.zh == words || self.name.en.eq_ignore_ascii_case(words) || self.credit_code.to_string() == words
    }

    fn has_in_its_name(&self, words: &str) -> bool {
        let words = words.trim().to_lowercase();
        self.name.zh.contains(&words) || self.name.en.to_lowercase().contains(&words)
    }
}
