//! The mail that goes with a question about a sign in the data.

use domain::{lang::Lang, message_kind::MessageKind, outlet::OutletCode, time::Stamp};

use super::Template;

/// To the people of an enterprise: the bureau asks about the data of an outlet. Says nothing about what: mail can be read on its
/// way.
#[derive(Clone, Copy, Debug)]
pub struct SignAsked<'a> {
    /// How they are addressed.
    pub name: &'a str,
    /// At which outlet.
    pub outlet: OutletCode,
    /// The last moment for the answer.
    pub due_at: Stamp,
}

impl Template for SignAsked<'_> {
    fn kind(&self) -> MessageKind {
        MessageKind::Question
    }

    fn subject_in(&self, lang: Lang) -> String {
        lang.pick("明鉴：请说明监测数据的情况", "Mingjian: please explain monitoring data").to_owned()
    }

    fn body_in(&self, lang: Lang) -> String {
        let (name, outlet, day) = (self.name, self.outlet, self.due_at.day());
        match lang {
            Lang::Zh => format!(
                "{name}：\n\n生态环境局请贵单位说明排放口 {outlet} 的一段监测数据。请登录明鉴，在“数据说明”中查看问题和数据，并于 {day} 前说明。\
                 数据异常迹象只是疑问，不是违法认定。"
            ),
            Lang::En => format!(
                "Dear {name},\n\nThe bureau asks about a stretch of monitoring data of your outlet {outlet}. Sign in to Mingjian, read \
                 the question and the data under the questions about data, and answer by {day}. A sign in the data is a question, \
                 not a ruling that the law was broken."
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
        let mail = SignAsked { name: "容晟", outlet: "DW001".parse().unwrap(), due_at };
        let body = mail.body();
        for words in
            ["容晟：", "排放口 DW001", "2026-11-27 前说明", "不是违法认定", "answer by 2026-11-27", "not a ruling"]
        {
            assert!(body.contains(words), "{words}: {body}");
        }
        assert!(!body.contains("恒值") && !body.contains("flat"), "{body}");
        assert!(mail.subject().contains("请说明监测数据的情况"));
    }
}
