//! What mails say. Both languages in one mail, Chinese first: an account has no language of its own.

use domain::{lang::Lang, time::Stamp};

/// The words of a mail.
pub trait Template {
    /// Its subject in a language.
    fn subject_in(&self, lang: Lang) -> String;

    /// Its text in a language.
    fn body_in(&self, lang: Lang) -> String;

    /// The subject in both languages.
    fn subject(&self) -> String {
        format!("{} · {}", self.subject_in(Lang::Zh), self.subject_in(Lang::En))
    }

    /// The text in both languages.
    fn body(&self) -> String {
        format!("{}\n\n————————\n\n{}\n", self.body_in(Lang::Zh), self.body_in(Lang::En))
    }
}

/// To the owner of an account: the password was changed.
#[derive(Clone, Copy, Debug)]
pub struct PasswordChanged<'a> {
    /// How they are addressed.
    pub name: &'a str,
    /// When it happened.
    pub at: Stamp,
}

/// To those who receive tip-offs: one has come in. Says nothing about it: mail can be read on its way.
#[derive(Clone, Copy, Debug)]
pub struct TipArrived<'a> {
    /// Its number.
    pub tip_no: &'a str,
    /// By when the reporter is told whether it is taken up.
    pub due_at: Stamp,
}

impl Template for PasswordChanged<'_> {
    fn subject_in(&self, lang: Lang) -> String {
        lang.pick("明鉴：您的密码已修改", "Mingjian: your password was changed").to_owned()
    }

    fn body_in(&self, lang: Lang) -> String {
        let (name, at) = (self.name, minute(self.at));
        match lang {
            Lang::Zh => format!(
                "{name}：\n\n您的账户密码已于北京时间 {at} 修改，此前的登录均已退出。如非本人操作，请立即联系系统管理员。"
            ),
            Lang::En => format!(
                "Dear {name},\n\nThe password of your account was changed at {at} Beijing time, and all earlier \
                 sessions have been ended. If this was not you, contact the administrator at once."
            ),
        }
    }
}

impl Template for TipArrived<'_> {
    fn subject_in(&self, lang: Lang) -> String {
        lang.pick("明鉴：收到新的举报", "Mingjian: a tip-off has come in").to_owned()
    }

    fn body_in(&self, lang: Lang) -> String {
        let (tip_no, day) = (self.tip_no, self.due_at.day());
        match lang {
            Lang::Zh => format!("收到举报 {tip_no}，请登录后查看，并于 {day} 前告知举报人是否受理。"),
            Lang::En => {
                format!(
                    "Tip-off {tip_no} has come in. Sign in to read it, and tell the reporter by {day} whether it is taken up."
                )
            }
        }
    }
}

pub(super) fn minute(at: Stamp) -> String {
    at.beijing().format("%Y-%m-%d %H:%M").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_mails_say() {
        let at = Stamp::parse("2026-11-22T14:35:00+08:00").unwrap();
        let changed = PasswordChanged { name: "容晟", at };
        let arrived = TipArrived { tip_no: "20261122-0007", due_at: at };
        let mails = [(changed.subject(), changed.body()), (arrived.subject(), arrived.body())];
        insta::assert_snapshot!(mails.map(|(subject, body)| format!("# {subject}\n{body}")).join("\n"));
    }
}
