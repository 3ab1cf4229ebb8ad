//! The mail that tells what the bureau decided about a mark.

use chrono::NaiveDate;
use domain::{lang::Lang, message_kind::MessageKind, outlet::OutletCode};

use super::Template;

/// To the people of an enterprise: a mark that was asked for late was granted or refused. Says nothing of what it says nor of
/// the reason: mail can be read on its way.
#[derive(Clone, Copy, Debug)]
pub struct MarkDecided<'a> {
    /// How they are addressed.
    pub name: &'a str,
    /// At which outlet.
    pub outlet: OutletCode,
    /// The day on which the mark begins.
    pub day: NaiveDate,
    /// Whether it was granted.
    pub granted: bool,
}

impl Template for MarkDecided<'_> {
    fn kind(&self) -> MessageKind {
        MessageKind::Mark
    }

    fn subject_in(&self, lang: Lang) -> String {
        lang.pick("明鉴：补标申请已有结果", "Mingjian: a mark that you asked for was decided").to_owned()
    }

    fn body_in(&self, lang: Lang) -> String {
        let Self { name, outlet, day, granted } = *self;
        let zh =
            if granted { "已同意，标记自此生效" } else { "未同意，该时段数据按无标记处理" };
        let en = if granted { "granted; the mark is in force" } else { "refused; the data stand as without a mark" };
        match lang {
            Lang::Zh => format!(
                "{name}：\n\n贵单位对排放口 {outlet} 自 {day} 起时段提出的补标申请，生态环境局{zh}。理由请登录明鉴，在“企业标记”中查看。"
            ),
            Lang::En => format!(
                "Dear {name},\n\nThe mark that you asked for at the outlet {outlet}, beginning on {day}, was {en}. Sign in to \
                 Mingjian and open the marks to read the reason."
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_mail_says() {
        for (granted, name) in [(true, "granted"), (false, "refused")] {
            let day = "2026-11-22".parse().unwrap();
            let mail = MarkDecided { name: "容晟", outlet: "DA001".parse().unwrap(), day, granted };
            insta::assert_snapshot!(name, format!("# {}\n{}", mail.subject(), mail.body()));
        }
    }
}
