//! Which lines of the log somebody asks for, in the words of an address.

use chrono::NaiveDate;
use services::audit::{Act, Wanted};

use crate::web::{Visitor, with_params};

/// What was asked, as typed and as understood.
pub struct Asked {
    pub who: String,
    pub act: Option<Act>,
    pub day: String,
    /// The day could not be read.
    pub bad_day: bool,
    pub before: Option<i64>,
}

impl Asked {
    pub fn of(visitor: &Visitor) -> Self {
        let text = |name| visitor.param(name).unwrap_or_default().to_owned();
        let day = text("day");
        let bad_day = !day.is_empty() && day.parse::<NaiveDate>().is_err();
        let before = visitor.param("before").and_then(|number| number.parse().ok());
        Self { who: text("who"), act: visitor.param("act").and_then(|word| word.parse().ok()), day, bad_day, before }
    }

    pub fn wanted(&self) -> Wanted {
        let who = Some(self.who.clone()).filter(|who| !who.is_empty());
        Wanted { who, act: self.act, day: self.day.parse().ok(), before: self.before }
    }

    /// The page about it, from a line on.
    pub fn address(&self, before: Option<i64>) -> String {
        self.at("/bureau/audit", before)
    }

    /// The file of it, from a line on.
    pub fn file(&self, before: Option<i64>) -> String {
        self.at("/bureau/audit.csv", before)
    }

    fn at(&self, path: &str, before: Option<i64>) -> String {
        let (act, before) = (self.act.map_or("", Act::as_str), before.map(|id| id.to_string()).unwrap_or_default());
        let params = [("who", self.who.as_str()), ("act", act), ("day", &self.day), ("before", &before)];
        with_params(path, params)
    }

    pub fn narrows(&self) -> bool {
        !self.who.is_empty() || self.act.is_some() || !self.day.is_empty()
    }
}
