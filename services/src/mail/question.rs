//! The mail that goes with a question about a finding.

use domain::{lang::Lang, message_kind::MessageKind, quarter::Quarter, time::Stamp};

use super::Template;

/// To the people of an enterprise: the bureau asks about a declaration. Says nothing about what: mail can be read on
/// its way.
#[derive(Clone, Copy, Debug)]
pub struct FindingAsked<'a> {
    /// How they are addressed.
    pub name: &'a str,
    /// About which quarter.
    pub quarter: Quarter,
    /// The last moment for the answer.
    pub due_at: Stamp,
}

impl Template for FindingAsked<'_> {
    fn kind(&self) -> MessageKind {
        MessageKind::Question
    }

    fn subject_in(&self, lang: Lang) -> String {
        lang.pick("明鉴：请就申报作出说明", "Mingjian: please explain your declaration").to_owned()
    }

    fn body_in(&self, lang: Lang) -> String {
        let (name, day) = (self.name, self.due_at.day());
        let (year, number) = (self.quarter.year(), self.quarter.number());
        match lang {
            Lang::Zh => format!(
                "{name}：\n\n生态环境局核对贵单位 {year} 年第 {number} 季度的申报时有一处疑问。请登录明鉴，在“疑点说明”中查看，\
                 并于 {day} 前说明原因；如申报有误，请更正后说明。疑点只是线索，不是违法认定。"
            ),
            Lang::En => format!(
                "Dear {name},\n\nThe bureau has a question about your declaration for quarter {number} of {year}. \
                 Sign in to Mingjian, open the findings waiting for an explanation, and explain by {day}; if the \
                 declaration is wrong, correct it first and then explain. A finding is only a lead, not a ruling that \
                 the law was broken."
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_mail_says() {
        let due_at = Stamp::parse("2026-11-27T23:59:59+08:00").unwrap();
        let mail = FindingAsked { name: "容晟", quarter: Quarter::of(due_at.day()), due_at };
        insta::assert_snapshot!(format!("# {}\n{}", mail.subject(), mail.body()));
    }
}
