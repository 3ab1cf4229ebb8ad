//! What mails say. Both languages in one mail, Chinese first: an account has no language of its own.

use domain::{
    lang::Lang,
    time::{HOUR, Stamp},
};

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

/// To those who receive tip-offs: within an hour some have come in. Says nothing about them, nor how many: mail can be
/// read on its way.
#[derive(Clone, Copy, Debug)]
pub struct TipsArrived {
    /// The beginning of the hour.
    pub hour: Stamp,
    /// By when the reporters are told whether theirs is taken up.
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

impl Template for TipsArrived {
    fn subject_in(&self, lang: Lang) -> String {
        lang.pick("明鉴：收到新的举报", "Mingjian: new tip-offs").to_owned()
    }

    fn body_in(&self, lang: Lang) -> String {
        let (from, to, day) = (minute(self.hour), minute(self.hour.plus(HOUR)), self.due_at.day());
        match lang {
            Lang::Zh => format!(
                "北京时间 {from} 至 {to} 收到新的举报（一件或多件），请登录后查看，并在 {day} 当天结束前告知举报人是否受理。"
            ),
            Lang::En => format!(
                "One or more tip-offs came in between {from} and {to} Beijing time. Sign in to read them, and tell each \
                 reporter by the end of {day} whether theirs is taken up."
            ),
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
        let hour = Stamp::parse("2026-11-22T14:00:00+08:00").unwrap();
        let arrived = TipsArrived { hour, due_at: Stamp::parse("2026-12-07T23:59:59+08:00").unwrap() };
        let mails = [(changed.subject(), changed.body()), (arrived.subject(), arrived.body())];
        insta::assert_snapshot!(mails.map(|(subject, body)| format!("# {subject}\n{body}")).join("\n"));
    }
}
