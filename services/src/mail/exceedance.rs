//! The mails that go with an event of exceedance.

use domain::{lang::Lang, limit::Averaging, message_kind::MessageKind, outlet::OutletCode, time::Stamp};

use super::Template;
use crate::Names;

/// To the people of an enterprise: a mean of theirs stood above its limit. What it says everybody can read on the portal.
#[derive(Clone, Copy, Debug)]
pub struct ExceedanceRecorded<'a> {
    /// How they are addressed.
    pub name: &'a str,
    /// At which outlet.
    pub outlet: OutletCode,
    /// Of what.
    pub pollutant: &'a Names,
    /// Which mean.
    pub averaging: Averaging,
    /// The start of the first period.
    pub began_at: Stamp,
}

impl Template for ExceedanceRecorded<'_> {
    fn kind(&self) -> MessageKind {
        MessageKind::Exceedance
    }

    fn subject_in(&self, lang: Lang) -> String {
        lang.pick("明鉴：有均值超出排放限值", "Mingjian: a mean stood outside of its limit").to_owned()
    }

    fn body_in(&self, lang: Lang) -> String {
        let (name, outlet, what) = (self.name, self.outlet, self.pollutant.pick(lang));
        let mean = mean(lang, self.averaging);
        let local = self.began_at.beijing();
        match (lang, self.averaging) {
            (Lang::Zh, Averaging::Day) => format!(
                "{name}：\n\n贵单位排放口 {outlet} 的{what}，{} 的{mean}超出排放限值，平台已记录，尚未核实。\
                 请登录明鉴，在“超限说明”中查看数据并说明原因。监测值是数据，是否超标、是否违法由生态环境部门认定。\n\n同一排放口同一项目 24 小时内的后续记录不再发信，请在“超限说明”中查看。",
                local.format("%Y-%m-%d")
            ),
            (Lang::Zh, Averaging::FiveMinutes) => format!(
                "{name}：\n\n贵单位排放口 {outlet} 的{what}，{} 这一天{mean}低于限值的次数超过了规定的次数，平台已记录，尚未核实。\
                 请登录明鉴，在“超限说明”中查看数据并说明原因。监测值是数据，是否超标、是否违法由生态环境部门认定。\n\n同一排放口同一项目 24 小时内的后续记录不再发信，请在“超限说明”中查看。",
                local.format("%Y-%m-%d")
            ),
            (Lang::En, Averaging::FiveMinutes) => format!(
                "Dear {name},\n\nOn {} the {mean} of {what} at your outlet {outlet} stood below its limit more often than is spared in a \
                 day. The portal has recorded that; nobody has verified it. Sign in to Mingjian, look at the data under the means \
                 above their limits, and say what happened. Values are data; whether a limit was exceeded and the law broken is for \
                 the bureau to decide.\n\nWhat is recorded of the same pollutant at this outlet within the next 24 hours is not \
                 mailed; it stands on that page.",
                local.format("%Y-%m-%d")
            ),
            (Lang::Zh, _) => format!(
                "{name}：\n\n贵单位排放口 {outlet} 的{what}，自 {} 起{mean}超出排放限值，平台已记录，尚未核实。\
                 请登录明鉴，在“超限说明”中查看数据并说明原因。监测值是数据，是否超标、是否违法由生态环境部门认定。\n\n同一排放口同一项目 24 小时内的后续记录不再发信，请在“超限说明”中查看。",
                local.format("%Y-%m-%d %H:%M")
            ),
            (Lang::En, _) => format!(
                "Dear {name},\n\nThe {mean} of {what} at your outlet {outlet} stood outside of its limit from {} on. The portal has \
                 recorded that; nobody has verified it. Sign in to Mingjian, look at the data under the means above their \
                 limits, and say what happened. Values are data; whether a limit was exceeded and the law broken is for the \
                 bureau to decide.\n\nWhat is recorded of the same pollutant at this outlet within the next 24 hours is not mailed; \
                 it stands on that page.",
                local.format("%Y-%m-%d %H:%M")
            ),
        }
    }
}

/// To the people of an enterprise: the bureau asks about such an event.
#[derive(Clone, Copy, Debug)]
pub struct ExceedanceAsked<'a> {
    /// How they are addressed.
    pub name: &'a str,
    /// The last moment for the answer.
    pub due_at: Stamp,
}

impl Template for ExceedanceAsked<'_> {
    fn kind(&self) -> MessageKind {
        MessageKind::Exceedance
    }

    fn subject_in(&self, lang: Lang) -> String {
        lang.pick("明鉴：请说明均值超出限值的原因", "Mingjian: please say why a mean stood outside of its limit")
            .to_owned()
    }

    fn body_in(&self, lang: Lang) -> String {
        let (name, day) = (self.name, self.due_at.day());
        match lang {
            Lang::Zh => format!(
                "{name}：\n\n生态环境局请贵单位说明一次均值超出排放限值的原因。请登录明鉴，在“超限说明”中查看问题，并于 {day} 前说明。"
            ),
            Lang::En => format!(
                "Dear {name},\n\nThe bureau asks why a mean of yours stood outside of its limit. Sign in to Mingjian, read the question \
                 under the means above their limits, and answer by {day}."
            ),
        }
    }
}

/// What the mean is called.
fn mean(lang: Lang, averaging: Averaging) -> &'static str {
    match averaging {
        Averaging::Instant => lang.pick("实时值", "real-time value"),
        Averaging::FiveMinutes => lang.pick("5 分钟均值", "five-minute mean"),
        Averaging::Hour => lang.pick("小时均值", "hourly mean"),
        Averaging::Day => lang.pick("日均值", "daily mean"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_mails_say() {
        let at = Stamp::parse("2026-11-27T02:00:00+08:00").unwrap();
        let pollutant = Names::new("氮氧化物", "nitrogen oxides");
        let recorded = |averaging| {
            let outlet = "DA001".parse().unwrap();
            let mail = ExceedanceRecorded { name: "容晟", outlet, pollutant: &pollutant, averaging, began_at: at };
            format!("# {}\n{}", mail.subject(), mail.body())
        };
        let asked = ExceedanceAsked { name: "容晟", due_at: at };
        insta::assert_snapshot!(format!(
            "{}\n\n{}\n\n# {}\n{}",
            recorded(Averaging::Hour),
            recorded(Averaging::Day),
            asked.subject(),
            asked.body()
        ));
    }
}
