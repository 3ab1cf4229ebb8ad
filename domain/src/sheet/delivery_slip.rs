//! What can be wrong with something that others deliver, beside what can be wrong with any cell.

use super::said::Said;
use crate::lang::Lang;

/// What is wrong with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeliverySlip {
    /// Less than nothing.
    Negative,
    /// No share of a whole in per cent: below 1, above 100, or finer than a tenth.
    Percent,
    /// Neither a day nor a month nor a first and a last day.
    NoPeriod,
    /// A period that ends before it begins, or lasts longer than a year and a bit.
    Period,
    /// A period that is not over.
    Future,
    /// Neither a quantity nor what the meter showed before and after.
    NoQuantity,
    /// A meter that ends below its beginning.
    Backwards,
    /// The same, with another number of the device than before: it was exchanged.
    Exchanged,
    /// No number of a meter.
    MeterNumber,
    /// Nothing says whom the row means.
    Nobody,
    /// Figures where an agreed band should stand.
    Turnover,
    /// No day with an hour.
    Moment,
    /// Nothing of what the row could say.
    Nothing,
    /// A wind from no direction: 0 to 360 degrees.
    Direction,
    /// No code of hazardous waste.
    Waste,
    /// No result of a laboratory.
    LabResult,
}

impl DeliverySlip {
    /// All of them.
    pub const ALL: &'static [Self] = &[
        Self::Negative,
        Self::Percent,
        Self::NoPeriod,
        Self::Period,
        Self::Future,
        Self::NoQuantity,
        Self::Backwards,
        Self::Exchanged,
        Self::MeterNumber,
        Self::Nobody,
        Self::Turnover,
        Self::Moment,
        Self::Nothing,
        Self::Direction,
        Self::Waste,
        Self::LabResult,
    ];

    /// In the reader's language.
    pub fn said(self, lang: Lang) -> Said {
        match lang {
            Lang::Zh => self.in_chinese(),
            Lang::En => self.in_english(),
        }
    }

    fn in_chinese(self) -> Said {
        match self {
            Self::Negative => Said::new("小于零", "核对数字；退补的账期请重新送来更正后的数"),
            Self::Percent => Said::new("不是 1 至 100 的百分数", "写作 30 或 33.3，不用百分比格式，最多一位小数"),
            Self::NoPeriod => {
                Said::new("没有说明是哪一天、哪个月或哪个账期", "填“日期”、“月份”，或“起始日期”和“截止日期”")
            }
            Self::Period => Said::new("账期的截止日期早于起始日期，或超过 400 天", "核对两个日期"),
            Self::Future => Said::new("账期还没有结束", "核对日期；账期结束后再送"),
            Self::NoQuantity => Said::new("没有用量，也没有起度和止度", "填用量，或填起度和止度"),
            Self::Backwards => {
                Said::new("止度小于起度：表倒走，或抄错", "核对两个读数；换过表的分两行写，各写表号和日期")
            }
            Self::Exchanged => Said::new(
                "止度小于起度，表号也变了：换过表，旧表走了多少没有说明",
                "分两行写：旧表到换表前一天，新表从换表当天，各写起度和止度",
            ),
            Self::MeterNumber => Said::new("不是户号", "户号为 1 至 32 位字母、数字或连字符"),
            Self::Nobody => Said::new("没有说明是谁", "填户号、统一社会信用代码、许可证编号或户名，至少一项"),
            Self::Turnover => Said::new("这里是数额，不是档次", "只填约定的档次，或 是、否；营业额不导入"),
            Self::Moment => Said::new("不是日期，也不是日期加整点时间", "写作 2026-07-08 或 2026-07-08 14:00"),
            Self::Nothing => Said::new("这一行什么数据也没有", "至少填一项，或删去这一行"),
            Self::Direction => Said::new("风向应为 0 至 360 度", "北为 0，顺时针；静风不填"),
            Self::Waste => Said::new("不是危险废物代码", "写作 336-064-17"),
            Self::LabResult => Said::new("不是检测结果", "写数字；未检出写 ND 或 <检出限"),
        }
    }

    fn in_english(self) -> Said {
        match self {
            Self::Negative => Said::new(
                "this is below zero",
                "look the figure up; of a corrected period deliver the corrected figure",
            ),
            Self::Percent => Said::new(
                "this is no percentage from 1 to 100",
                "write 30 or 33.3, without the format of percentages, with one digit after the point at most",
            ),
            Self::NoPeriod => Said::new(
                "nothing says which day, month or period this is",
                "fill in the day, the month, or the first and the last day",
            ),
            Self::Period => {
                Said::new("the period ends before it begins, or has more than 400 days", "look both days up")
            }
            Self::Future => Said::new("the period is not over", "look the days up; deliver it when it is over"),
            Self::NoQuantity => Said::new(
                "there is neither a quantity nor a reading before and after",
                "fill in the quantity, or both readings",
            ),
            Self::Backwards => Said::new(
                "the meter ends below its beginning: it runs backwards, or was misread",
                "look both readings up; of a meter that was exchanged write two rows, each with its device and days",
            ),
            Self::Exchanged => Said::new(
                "the meter ends below its beginning and is another device: it was exchanged, and what the old one had \
                 counted is not said",
                "write two rows: the old device to the day before, the new one from that day, each with both readings",
            ),
            Self::MeterNumber => {
                Said::new("this is no meter number", "a meter number has 1 to 32 letters, digits or hyphens")
            }
            Self::Nobody => Said::new(
                "nothing says whom this is about",
                "fill in the meter number, the credit code, the permit number or the name",
            ),
            Self::Turnover => Said::new(
                "this is an amount, and no band",
                "write the agreed band, or yes or no; turnover is not taken",
            ),
            Self::Moment => {
                Said::new("this is neither a day nor a day with a full hour", "write 2026-07-08 or 2026-07-08 14:00")
            }
            Self::Nothing => Said::new("this row says nothing", "fill in at least one figure, or delete the row"),
            Self::Direction => {
                Said::new("a wind comes from 0 to 360 degrees", "north is 0, clockwise; leave it empty in a calm")
            }
            Self::Waste => Said::new("this is no code of hazardous waste", "write it like 336-064-17"),
            Self::LabResult => {
                Said::new("this is no result", "write a figure; for not detected write ND, or < and the limit")
            }
        }
    }
}
