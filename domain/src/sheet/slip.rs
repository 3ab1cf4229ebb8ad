//! What can be wrong with a cell, and how to mend it.

use super::delivery_slip::DeliverySlip;
use super::said::Said;
use crate::credit_code::BadCreditCode;
use crate::input::{DayIssue, FigureIssue};
use crate::lang::Lang;

/// What is wrong with a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Slip {
    /// It is empty and must not be.
    Missing,
    /// A code or a figure that a spreadsheet has shortened to a power of ten: digits are lost.
    Scientific,
    /// A formula that could not be worked out.
    Broken(String),
    /// A merged cell reaches over it from another column.
    Covered,
    /// No figure.
    Figure(FigureIssue),
    /// A day where a figure should stand: spreadsheets make `1-5` into one.
    DayForFigure,
    /// More digits after the point than are kept.
    Fine(u32),
    /// Larger than anything that is kept.
    Large,
    /// No whole number.
    NotWhole,
    /// No day.
    Day(DayIssue),
    /// No month.
    Month,
    /// None of the choices, which are these.
    NoChoice(Vec<&'static str>),
    /// No credit code.
    CreditCode(BadCreditCode),
    /// No code of an outlet.
    OutletCode,
    /// No code of a trade.
    Industry,
    /// A code of three digits that a spreadsheet keeps as a number: it may have lost a zero.
    ZeroLost,
    /// No code of a pollutant, and no name of one either.
    Pollutant,
    /// A name that more than one pollutant has.
    ManyPollutants(Vec<&'static str>),
    /// No unit that can be meant here; those that can.
    Unit(&'static str),
    /// A figure without a unit.
    NoUnit,
    /// A unit in the header and another one in the row.
    TwoUnits,
    /// What the tax office knows is not taken from a table.
    Tax,
    /// What else can be wrong with something that others deliver.
    Delivery(DeliverySlip),
}

impl Slip {
    /// In the reader's language.
    pub fn said(&self, lang: Lang) -> Said {
        match lang {
            Lang::Zh => self.in_chinese(),
            Lang::En => self.in_english(),
        }
    }

    fn in_chinese(&self) -> Said {
        match self {
            Self::Missing => Said::new("这一格不能为空", "填写内容"),
            Self::Scientific => Said::new(
                "是科学记数法，后面的数字已经丢失",
                "把这一列设为“文本”格式，再从原件重新录入；不能由系统猜测",
            ),
            Self::Broken(said) => Said::new(format!("公式出错：{said}"), "改正公式，或改填数值"),
            Self::Covered => Said::new("被左边的合并单元格盖住", "取消合并，每一列各填一格"),
            Self::Figure(FigureIssue::Letters) => Said::new("不是数字", "只填数字，不带单位和符号，例如 18420.5"),
            Self::Figure(FigureIssue::Commas) => Said::new("逗号的位置不对", "千位分隔写作 18,420，或不写逗号"),
            Self::Figure(FigureIssue::Long) => Said::new("位数过多", "核对数字"),
            Self::DayForFigure => {
                Said::new("这里要填数字，表格软件把它变成了日期", "把这一列设为“文本”或“数值”格式后重新录入")
            }
            Self::Fine(scale) => Said::new(format!("小数超过 {scale} 位"), format!("最多保留 {scale} 位小数")),
            Self::Large => Said::new("数值过大", "核对数字和单位"),
            Self::NotWhole => Said::new("不是整数", "填写整数"),
            Self::Day(DayIssue::Unreadable) => Said::new("不是日期", "写作 2026-10-08"),
            Self::Day(DayIssue::NoSuchDay(day)) => Said::new(format!("没有 {day} 这一天"), "核对日期，写作 2026-10-08"),
            Self::Month => Said::new("不是月份", "写作 2026-07"),
            Self::NoChoice(words) => Said::new("不在可选项之内", format!("填写其中之一：{}", words.join("、"))),
            Self::CreditCode(BadCreditCode::Length(count)) => {
                Said::new(format!("统一社会信用代码应为 18 位，这里有 {count} 位"), "对照营业执照核对")
            }
            Self::CreditCode(BadCreditCode::Character(c)) => Said::new(
                format!("统一社会信用代码里不会出现“{c}”"),
                "对照营业执照核对：只用数字和大写字母，不含 I、O、S、V、Z",
            ),
            Self::CreditCode(BadCreditCode::Check) => {
                Said::new("统一社会信用代码的校验位不符，有一位录错", "对照营业执照核对")
            }
            Self::OutletCode => Said::new("不是排放口编号", "废水写作 DW001，废气写作 DA001"),
            Self::Industry => Said::new(
                "不是国民经济行业分类代码",
                "填写 GB/T 4754 的代码：大类 2 位、中类 3 位或小类 4 位，例如 3360",
            ),
            Self::ZeroLost => {
                Said::new("三位数字，可能丢了开头的 0", "把这一列设为“文本”格式；小类写足 4 位，例如 0311")
            }
            Self::Pollutant => Said::new("不是污染物的代码或名称", "填写 HJ 212 的代码，例如 w01018（化学需氧量）"),
            Self::ManyPollutants(codes) => {
                Said::new("有几种污染物都叫这个名称", format!("改填代码：{}", codes.join("、")))
            }
            Self::Unit(units) => Said::new("不认识这个单位", format!("改为 {units}")),
            Self::NoUnit => Said::new("没有单位", "在表头的括号里或“单位”列写明单位"),
            Self::TwoUnits => Said::new("这一行的单位与表头不同", "只在一处写单位"),
            Self::Tax => Said::new("税务数据不从本表导入", "删去这一行"),
            Self::Delivery(slip) => slip.said(Lang::Zh),
        }
    }

    fn in_english(&self) -> Said {
        match self {
            Self::Missing => Said::new("this cell must not be empty", "fill it in"),
            Self::Scientific => Said::new(
                "this is in scientific notation: its last digits are lost",
                "make the column one of text and enter it again from the original; nobody guesses it",
            ),
            Self::Broken(said) => {
                Said::new(format!("the formula failed: {said}"), "mend the formula, or write the value")
            }
            Self::Covered => {
                Said::new("a merged cell covers this one from the left", "part the merged cell, and fill each column")
            }
            Self::Figure(FigureIssue::Letters) => {
                Said::new("this is no figure", "write digits only, without a unit or signs, such as 18420.5")
            }
            Self::Figure(FigureIssue::Commas) => {
                Said::new("the commas do not part thousands", "write 18,420, or no commas")
            }
            Self::Figure(FigureIssue::Long) => Said::new("this has too many digits", "look the figure up"),
            Self::DayForFigure => Said::new(
                "a figure should stand here, and the spreadsheet made it a day",
                "make the column one of text or numbers, and enter it again",
            ),
            Self::Fine(scale) => {
                Said::new(format!("this has more than {scale} digits after the point"), format!("keep {scale} of them"))
            }
            Self::Large => Said::new("this is too large", "look up the figure and its unit"),
            Self::NotWhole => Said::new("this is no whole number", "write a whole number"),
            Self::Day(DayIssue::Unreadable) => Said::new("this is no day", "write 2026-10-08"),
            Self::Day(DayIssue::NoSuchDay(day)) => {
                Said::new(format!("there is no day {day}"), "look the day up; write 2026-10-08")
            }
            Self::Month => Said::new("this is no month", "write 2026-07"),
            Self::NoChoice(words) => {
                Said::new("this is none of the choices", format!("write one of them: {}", words.join(", ")))
            }
            Self::CreditCode(why) => Said::new(why.to_string(), "compare it with the business licence"),
            Self::OutletCode => Said::new("this is no code of an outlet", "write DW001 for water, DA001 for gas"),
            Self::Industry => Said::new(
                "this is no code of a trade",
                "write the code of GB/T 4754: a division (2 digits), group (3) or class (4), such as 3360",
            ),
            Self::ZeroLost => Said::new(
                "three digits that may have lost a zero in front",
                "make the column one of text; write the four digits of a class, such as 0311",
            ),
            Self::Pollutant => Said::new(
                "this is neither the code nor the name of a pollutant",
                "write its code of HJ 212, such as w01018 (chemical oxygen demand)",
            ),
            Self::ManyPollutants(codes) => {
                Said::new("more than one pollutant has this name", format!("write the code: {}", codes.join(", ")))
            }
            Self::Unit(units) => Said::new("this unit is not known", format!("write {}", units.replace('、', ", "))),
            Self::NoUnit => {
                Said::new("there is no unit", "write it into the brackets of the header, or into a column of units")
            }
            Self::TwoUnits => {
                Said::new("the unit of the row is not that of the header", "write the unit in one place only")
            }
            Self::Tax => Said::new("what the tax office knows is not taken from this table", "delete the row"),
            Self::Delivery(slip) => slip.said(Lang::En),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A sample of each slip, and of each of its cases. A new slip does not compile until it is among them.
    fn all() -> Vec<Slip> {
        let one_of_each = |slip: &Slip| match slip {
            Slip::Missing => Some(Slip::Scientific),
            Slip::Scientific => Some(Slip::Broken("#REF!".into())),
            Slip::Broken(_) => Some(Slip::Covered),
            Slip::Covered => Some(Slip::Figure(FigureIssue::Letters)),
            Slip::Figure(FigureIssue::Letters) => Some(Slip::Figure(FigureIssue::Commas)),
            Slip::Figure(FigureIssue::Commas) => Some(Slip::Figure(FigureIssue::Long)),
            Slip::Figure(FigureIssue::Long) => Some(Slip::DayForFigure),
            Slip::DayForFigure => Some(Slip::Fine(6)),
            Slip::Fine(_) => Some(Slip::Large),
            Slip::Large => Some(Slip::NotWhole),
            Slip::NotWhole => Some(Slip::Day(DayIssue::Unreadable)),
            Slip::Day(DayIssue::Unreadable) => Some(Slip::Day(DayIssue::NoSuchDay("2024-02-30".into()))),
            Slip::Day(DayIssue::NoSuchDay(_)) => Some(Slip::Month),
            Slip::Month => Some(Slip::NoChoice(vec!["key"])),
            Slip::NoChoice(_) => Some(Slip::CreditCode(BadCreditCode::Length(17))),
            Slip::CreditCode(BadCreditCode::Length(_)) => Some(Slip::CreditCode(BadCreditCode::Character('O'))),
            Slip::CreditCode(BadCreditCode::Character(_)) => Some(Slip::CreditCode(BadCreditCode::Check)),
            Slip::CreditCode(BadCreditCode::Check) => Some(Slip::OutletCode),
            Slip::OutletCode => Some(Slip::Industry),
            Slip::Industry => Some(Slip::ZeroLost),
            Slip::ZeroLost => Some(Slip::Pollutant),
            Slip::Pollutant => Some(Slip::ManyPollutants(vec!["w21017", "a21018"])),
            Slip::ManyPollutants(_) => Some(Slip::Unit("kg、t")),
            Slip::Unit(_) => Some(Slip::NoUnit),
            Slip::NoUnit => Some(Slip::TwoUnits),
            Slip::TwoUnits => Some(Slip::Tax),
            Slip::Tax => DeliverySlip::ALL.first().map(|first| Slip::Delivery(*first)),
            Slip::Delivery(slip) => {
                let next = DeliverySlip::ALL.iter().skip_while(|other| *other != slip).nth(1);
                next.map(|next| Slip::Delivery(*next))
            }
        };
        std::iter::successors(Some(Slip::Missing), one_of_each).collect()
    }

    #[test]
    fn every_slip_is_said_in_both_languages_and_unlike_the_others() {
        let is_chinese = |text: &str| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
        let mut told = std::collections::HashSet::new();
        for slip in all() {
            let (zh, en) = (slip.said(Lang::Zh), slip.said(Lang::En));
            assert!(is_chinese(&zh.reason) && is_chinese(&zh.remedy), "{zh:?}");
            assert!(!is_chinese(&en.reason) && !is_chinese(&en.remedy) && !en.remedy.is_empty(), "{en:?}");
            assert!(
                told.insert(zh.reason.clone()) && told.insert(en.reason.clone()),
                "{slip:?} is said like another one"
            );
        }
        assert_eq!(all().len(), 43);
        assert!(Slip::CreditCode(BadCreditCode::Character('O')).said(Lang::Zh).reason.contains("“O”"));
    }
}
