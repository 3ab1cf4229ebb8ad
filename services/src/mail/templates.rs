//! What mails say. Both languages in one mail, Chinese first: an account has no language of its own.

use chrono::NaiveDate;
use domain::{
    lang::Lang,
    message_kind::MessageKind,
    time::{HOUR, Stamp},
};

/// The words of a mail.
pub trait Template {
    /// What it is about.
    fn kind(&self) -> MessageKind;

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

/// To the owner of an account: an administrator changed what it is for, where its notices go, or until when it is open.
#[derive(Clone, Copy, Debug)]
pub struct AccountChanged<'a> {
    /// How they are addressed.
    pub name: &'a str,
    /// When it happened.
    pub at: Stamp,
}

/// To somebody of the bureau: they stand in for a colleague who is away.
#[derive(Clone, Copy, Debug)]
pub struct CoverNamed<'a> {
    /// How they are addressed.
    pub name: &'a str,
    /// The colleague.
    pub absent: &'a str,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
}

/// To the owner of an account: a second factor is asked for from now on, or no longer.
#[derive(Clone, Copy, Debug)]
pub struct SecondFactorChanged<'a> {
    /// How they are addressed.
    pub name: &'a str,
    /// When it happened.
    pub at: Stamp,
    /// Whether it is asked for from now on.
    pub is_on: bool,
}

/// To the owner of an account: it is linked to an identity at the provider, or no longer.
#[derive(Clone, Copy, Debug)]
pub struct IdentityChanged<'a> {
    /// How they are addressed.
    pub name: &'a str,
    /// When it happened.
    pub at: Stamp,
    /// Whether it is linked from now on.
    pub is_linked: bool,
}

/// To somebody who is invited: where to open the account, with the code in the address.
#[derive(Clone, Copy, Debug)]
pub struct Invitation<'a> {
    /// How they are addressed.
    pub name: &'a str,
    /// For whom they will work: the enterprise; empty for the bureau.
    pub office: &'a str,
    /// The address with the code.
    pub address: &'a str,
    /// Until when it can be used.
    pub until: Stamp,
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
    fn kind(&self) -> MessageKind {
        MessageKind::Account
    }

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

impl Template for AccountChanged<'_> {
    fn kind(&self) -> MessageKind {
        MessageKind::Account
    }

    fn subject_in(&self, lang: Lang) -> String {
        lang.pick("明鉴：您的账户有变更", "Mingjian: your account was changed").to_owned()
    }

    fn body_in(&self, lang: Lang) -> String {
        let (name, at) = (self.name, minute(self.at));
        match lang {
            Lang::Zh => format!(
                "{name}：\n\n系统管理员已于北京时间 {at} 变更您的账户（角色、区域、邮箱或有效期）。登录后可以在“我的账户”查看；如有疑问，请联系系统管理员。"
            ),
            Lang::En => format!(
                "Dear {name},\n\nAt {at} Beijing time an administrator changed your account (its role, area, address or \
                 last day). Sign in and see “My account”; if something is not right, contact the administrator."
            ),
        }
    }
}

impl Template for CoverNamed<'_> {
    fn kind(&self) -> MessageKind {
        MessageKind::Account
    }

    fn subject_in(&self, lang: Lang) -> String {
        lang.pick("明鉴：请您替班", "Mingjian: you stand in for a colleague").to_owned()
    }

    fn body_in(&self, lang: Lang) -> String {
        let Self { name, absent, from, to } = self;
        match lang {
            Lang::Zh => format!(
                "{name}：\n\n{from} 至 {to}，{absent} 不在岗，由您替班。这些天您登录后除本镇街外，还能看到并办理 {absent} 所在镇街的事项，以您自己的名义留下记录。"
            ),
            Lang::En => format!(
                "Dear {name},\n\nFrom {from} to {to} {absent} is away, and you stand in. On these days you see and handle, \
                 beside those of your own town, the matters of the town of {absent}; what you do is recorded under your \
                 own name."
            ),
        }
    }
}

impl Template for SecondFactorChanged<'_> {
    fn kind(&self) -> MessageKind {
        MessageKind::Account
    }

    fn subject_in(&self, lang: Lang) -> String {
        let (zh, en) = if self.is_on {
            ("明鉴：两步验证已启用", "Mingjian: two-step verification is on")
        } else {
            ("明鉴：两步验证已停用", "Mingjian: two-step verification is off")
        };
        lang.pick(zh, en).to_owned()
    }

    fn body_in(&self, lang: Lang) -> String {
        let (name, at) = (self.name, minute(self.at));
        match (lang, self.is_on) {
            (Lang::Zh, true) => format!(
                "{name}：\n\n您的账户已于北京时间 {at} 启用两步验证，以后登录和确认提交时还要填写验证码。如非本人操作，请立即联系系统管理员。"
            ),
            (Lang::Zh, false) => format!(
                "{name}：\n\n您的账户已于北京时间 {at} 停用两步验证，原来的验证器和恢复码都不能再用。如非本人操作，请立即联系系统管理员。"
            ),
            (Lang::En, true) => format!(
                "Dear {name},\n\nTwo-step verification was turned on for your account at {at} Beijing time: from now on you \
                 also give a code to sign in and to sign. If this was not you, contact the administrator at once."
            ),
            (Lang::En, false) => format!(
                "Dear {name},\n\nTwo-step verification was turned off for your account at {at} Beijing time; its authenticator \
                 and recovery codes are not taken any more. If this was not you, contact the administrator at once."
            ),
        }
    }
}

impl Template for IdentityChanged<'_> {
    fn kind(&self) -> MessageKind {
        MessageKind::Account
    }

    fn subject_in(&self, lang: Lang) -> String {
        let (zh, en) = if self.is_linked {
            ("明鉴：您的账户已绑定统一身份", "Mingjian: your account is linked to a unified identity")
        } else {
            ("明鉴：您的账户已解除统一身份的绑定", "Mingjian: your account is no longer linked to a unified identity")
        };
        lang.pick(zh, en).to_owned()
    }

    fn body_in(&self, lang: Lang) -> String {
        let (name, at) = (self.name, minute(self.at));
        match (lang, self.is_linked) {
            (Lang::Zh, true) => format!(
                "{name}：\n\n您的账户已于北京时间 {at} 绑定统一身份，以后可以通过统一身份认证登录，确认提交时仍要填写密码。如非本人操作，请立即联系系统管理员。"
            ),
            (Lang::Zh, false) => format!(
                "{name}：\n\n您的账户已于北京时间 {at} 解除统一身份的绑定，以后只能用登录名和密码登录。如非本人操作，请立即联系系统管理员。"
            ),
            (Lang::En, true) => format!(
                "Dear {name},\n\nYour account was linked to a unified identity at {at} Beijing time: from now on you can sign \
                 in with it; to sign a declaration you still give your password. If this was not you, contact the \
                 administrator at once."
            ),
            (Lang::En, false) => format!(
                "Dear {name},\n\nThe link of your account to a unified identity was taken away at {at} Beijing time: from now \
                 on you sign in with login and password only. If this was not you, contact the administrator at once."
            ),
        }
    }
}

impl Template for Invitation<'_> {
    fn kind(&self) -> MessageKind {
        MessageKind::Account
    }

    fn subject_in(&self, lang: Lang) -> String {
        lang.pick("明鉴：请开通您的账户", "Mingjian: please open your account").to_owned()
    }

    fn body_in(&self, lang: Lang) -> String {
        let Self { name, office, address, until } = self;
        let until = minute(*until);
        match lang {
            Lang::Zh => format!(
                "{name}：\n\n请您开通在明鉴的账户{}。打开下面的地址，自己设定登录名和密码：\n\n{address}\n\n这个地址只能用一次，\
                 北京时间 {until} 前有效。如果您不认识发出邀请的人，请不要理会这封邮件。",
                if office.is_empty() { String::new() } else { format!("（{office}）") }
            ),
            Lang::En => format!(
                "Dear {name},\n\nPlease open your account at Mingjian{}. At this address you choose a login and a \
                 password:\n\n{address}\n\nIt can be used once, until {until} Beijing time. If you do not know who invites \
                 you, ignore this mail.",
                if office.is_empty() { String::new() } else { format!(" ({office})") }
            ),
        }
    }
}

impl Template for TipsArrived {
    fn kind(&self) -> MessageKind {
        MessageKind::Tips
    }

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
        let account = AccountChanged { name: "容晟", at };
        let day = |text: &str| text.parse().unwrap();
        let (from, to) = (day("2026-12-01"), day("2026-12-05"));
        let cover = CoverNamed { name: "容晟", absent: "程溪", from, to };
        let factor = |is_on| SecondFactorChanged { name: "容晟", at, is_on };
        let (on, off) = (factor(true), factor(false));
        let identity = |is_linked| IdentityChanged { name: "容晟", at, is_linked };
        let (linked, unlinked) = (identity(true), identity(false));
        let mails = [
            (changed.subject(), changed.body()),
            (arrived.subject(), arrived.body()),
            (account.subject(), account.body()),
            (cover.subject(), cover.body()),
            (on.subject(), on.body()),
            (off.subject(), off.body()),
            (linked.subject(), linked.body()),
            (unlinked.subject(), unlinked.body()),
        ];
        insta::assert_snapshot!(mails.map(|(subject, body)| format!("# {subject}\n{body}")).join("\n"));
    }
}
