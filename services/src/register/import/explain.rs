//! What the register finds wrong with a row, and how to mend it, in both languages.

use domain::{input::Issue, lang::Lang, sheet::Said};

use crate::register::Flaw;

/// An earlier row of the same table that says the same thing.
pub(in crate::register) fn twice(row: u32, lang: Lang) -> Said {
    match lang {
        Lang::Zh => Said::new(format!("与第 {row} 行重复"), "只留一行"),
        Lang::En => Said::new(format!("this is the same as in row {row}"), "keep one of the two rows"),
    }
}

/// The same of another sheet.
pub(in crate::register) fn twice_in(sheet: &str, row: u32, lang: Lang) -> Said {
    match lang {
        Lang::Zh => Said::new(format!("与“{sheet}”第 {row} 行重复"), "只留一行"),
        Lang::En => Said::new(format!("this is the same as in row {row} of `{sheet}`"), "keep one of the two rows"),
    }
}

/// What a row belongs to is refused itself.
pub(in crate::register) fn belongs(sheet: &str, row: u32, lang: Lang) -> Said {
    match lang {
        Lang::Zh => {
            Said::new(format!("它所属的内容在“{sheet}”第 {row} 行，那一行不能导入"), "改正那一行，这一行不必改")
        }
        Lang::En => Said::new(
            format!("what it belongs to is in row {row} of `{sheet}`, which is refused"),
            "mend that row; this one can stay as it is",
        ),
    }
}

/// A flaw.
pub(in crate::register) fn said(flaw: &Flaw, lang: Lang) -> Said {
    match lang {
        Lang::Zh => in_chinese(flaw),
        Lang::En => in_english(flaw),
    }
}

fn in_chinese(flaw: &Flaw) -> Said {
    match flaw {
        Flaw::Text(Issue::Long(most)) => Said::new(format!("超过 {most} 个字"), "缩短内容"),
        Flaw::Text(Issue::Broken) => Said::new(
            "里面有读不出来的字（�、〓或“锟斤拷”），多半是文件的编码弄错了",
            "对照原件改正，或用正确的编码重新保存",
        ),
        Flaw::Text(_) => Said::new("这一格不能为空", "填写内容"),
        Flaw::DivisionCode => Said::new("行政区划代码应为 9 位数字", "填写乡级代码，例如 441900101"),
        Flaw::OtherCity(begins) => {
            Said::new(format!("这是别的城市的镇街：本市的代码以 {begins} 开头"), "核对文件，可能是别的城市的档案")
        }
        Flaw::NotOnEarth => Said::new("地球上没有这个位置", "核对经度和纬度，是否填反"),
        Flaw::Outline => Said::new("边界无法画出", "写作“经度,纬度”，以空格分隔，至少三点；或不填"),
        Flaw::PermitMissing => Said::new("有许可证的日期，却没有许可证编号", "补上许可证编号"),
        Flaw::UnknownTown(code) => {
            Said::new(format!("没有代码或名称为“{code}”的镇街"), "先在“镇街”表中登记，或改正这一格")
        }
        Flaw::UnknownEnterprise(code) => {
            Said::new(format!("没有统一社会信用代码为 {code} 的企业"), "先在“企业”表中登记，或改正这一格")
        }
        Flaw::UnknownPremises(code) => {
            Said::new(format!("没有编号为“{code}”的厂房或园区"), "先在“厂房园区”表中登记，或改正这一格")
        }
        Flaw::OwnSuccessor => Said::new("原企业和后继企业是同一家", "核对两个统一社会信用代码"),
        Flaw::UnknownOutlet(code, outlet) => {
            Said::new(format!("企业 {code} 没有排放口 {outlet}"), "先在“排放口”表中登记，或改正这一格")
        }
        Flaw::UnknownPollutant(code) => {
            Said::new(format!("“{code}”不是污染物代码"), "写作 w（水）或 a（气）加五位数字，例如 w01018")
        }
        Flaw::OtherMedium => {
            Said::new("污染物与排放口的介质不同", "DW 排放口用 w 开头的代码，DA 排放口用 a 开头的代码")
        }
        Flaw::NothingLimited => Said::new("上限和下限都没有", "至少填一个"),
        Flaw::LowAboveHigh => Said::new("下限高于上限", "核对两个数字"),
        Flaw::UnitOfLimit(units) if units.iter().all(String::is_empty) => {
            Said::new("这种污染物的限值没有单位", "不填单位")
        }
        Flaw::UnitOfLimit(units) => {
            Said::new("这种污染物的限值不用这个单位", format!("换算为其中之一：{}", units.join("、")))
        }
        Flaw::Oxygen => Said::new("基准氧含量应在 0 和 21 之间，且只用于废气", "核对数字；废水不填"),
        Flaw::Year => Said::new("年份不在 1973 年至 2100 年之间", "核对日期"),
        Flaw::EndsBeforeItBegins => Said::new("截止日期早于起始日期", "核对两个日期"),
        Flaw::Overlap(from) => Said::new(
            format!("与 {from} 开始的限值在同一天生效（同一排放口、污染物和考核时段）"),
            "让前一条在后一条开始的前一天截止；截止日期不填时自动如此",
        ),
        Flaw::NotPositive => Said::new("应大于零", "核对数字"),
        Flaw::CapacityWithoutUnit => Said::new("有处理能力，没有单位", "写明单位，例如 m³/d；或在表头的括号里写"),
        Flaw::UnitWithoutCapacity => Said::new("有单位，没有处理能力", "填写处理能力，或把单位也空着"),
        Flaw::Telephone => Said::new("不是电话号码", "只写数字、空格和 + - ( )；不知道就不填"),
        Flaw::Negative => Said::new("不能小于零", "核对数字"),
        Flaw::Future => Said::new("这个月还没有开始", "核对月份"),
        Flaw::LoggerNumber => Said::new("设备编号（MN）应为 1 至 24 位字母或数字", "对照数采仪核对"),
        Flaw::LoggerPassword => {
            Said::new("访问密码应为 6 位字母或数字", "对照数采仪核对；开头有 0 时把列设为“文本”格式")
        }
        Flaw::Interval => Said::new("实时数据间隔应为 1 至 3600 秒", "核对数字"),
        Flaw::Tolerance(_) => Said::new("不是偏差名称的列表", "用逗号分隔 mingjian devices 所示的名称；一般不填"),
        Flaw::Units => Said::new("不是单位的列表", "写作 w20117=mg/L，多个之间用逗号"),
        Flaw::MeterNumber => Said::new("户号应为 1 至 32 位字母、数字或连字符", "对照账单核对"),
        Flaw::Share => Said::new("分摊比例应为 1 至 100 的百分数", "写作 30；独用则不填"),
        Flaw::ShareOverlap(from) => Said::new(
            format!("与同一企业同一户号从 {from} 开始的一条在同一天生效"),
            "让前一条在后一条开始的前一天截止；截止日期不填时自动如此",
        ),
        Flaw::ShareSum(day) => {
            Said::new(format!("{day} 这一天，这个户号的分摊合计超过 100%"), "核对各企业的比例和日期")
        }
        Flaw::Alike(other) => Said::new(
            format!("已有“{other}”，两者只差在大小写、全角半角或空格，或者完全相同"),
            "是同一个就改那一条；不是就换一个能分清的",
        ),
        Flaw::JudgesAnew(from, to, days) => Said::new(
            format!("从 {from} 到 {to} 有 {days} 天的数据，会按这条限值重新判定"),
            "到“档案管理”里填这一条：那里要确认，并写明会公开的原因",
        ),
        Flaw::Public(from) => Said::new(
            format!("{from} 起已对外公开，公开过的内容不能收回"),
            "这一格照原样填写或不填；需要时登记关闭日期",
        ),
        Flaw::OpensInPast => Said::new("公开日期已过：试运行期间的数据不对外公开", "填写今天或以后的日期"),
        Flaw::NotYet => Said::new("这一天还没有到", "到那一天再登记，或核对日期"),
        Flaw::HoldsSince(day) => Said::new(
            format!("现有的内容从 {day} 起生效，比它更早的日期不能这样改"),
            "填写这一天或以后的日期；原来录错了就到“档案管理”里改，勾选“更正”",
        ),
        Flaw::ClosedTown(day) => {
            Said::new(format!("这个镇街从 {day} 起已关闭，不能再登记新的内容"), "改为现在所属的镇街")
        }
        Flaw::FormerCode(code) => Said::new(format!("这是原统一社会信用代码，企业现在登记为 {code}"), "改用现在的代码"),
        Flaw::Merged(code) => Said::new(
            format!("这家企业是重复登记，已并入 {code}，并入期间不能修改"),
            format!("登记到 {code} 名下；并错了就先撤销合并"),
        ),
        Flaw::Twice(at) => twice(u32::try_from(at + 1).unwrap_or(u32::MAX), Lang::Zh),
    }
}

fn in_english(flaw: &Flaw) -> Said {
    let remedy = match flaw {
        Flaw::Text(Issue::Long(_)) => "shorten it",
        Flaw::Text(Issue::Broken) => "compare it with the original, or save the file in the right encoding",
        Flaw::Text(_) => "fill it in",
        Flaw::DivisionCode => "write the code of the town level, such as 441900101",
        Flaw::OtherCity(_) => "look the file up; it may be the register of another city",
        Flaw::NotOnEarth => "are latitude and longitude the other way round?",
        Flaw::PermitMissing => "add the number",
        Flaw::UnknownTown(_) => "enter it in the table of towns first, or mend this cell",
        Flaw::UnknownEnterprise(_) => "enter it in the table of enterprises first, or mend this cell",
        Flaw::UnknownPremises(_) => "enter them in the table of premises first, or mend this cell",
        Flaw::OwnSuccessor => "look both credit codes up",
        Flaw::UnknownOutlet(..) => "enter it in the table of outlets first, or mend this cell",
        Flaw::UnknownPollutant(_) | Flaw::OtherMedium => "look the code up",
        Flaw::NothingLimited => "fill in one of them",
        Flaw::LowAboveHigh => "look both figures up",
        Flaw::UnitOfLimit(_) => "write the limit in such a unit",
        Flaw::Oxygen => "look the figure up; leave it empty for water",
        Flaw::Year => "look the day up",
        Flaw::EndsBeforeItBegins => "look both days up",
        Flaw::Overlap(_) | Flaw::ShareOverlap(_) => {
            "end the earlier one on the day before the later one begins; without a last day that happens by itself"
        }
        Flaw::NotPositive | Flaw::Negative | Flaw::Interval => "look the figure up",
        Flaw::CapacityWithoutUnit => "write the unit, such as m³/d, or put it into the brackets of the header",
        Flaw::UnitWithoutCapacity => "fill in the capacity, or leave the unit empty too",
        Flaw::Future => "look the month up",
        Flaw::LoggerNumber => "compare it with the logger",
        Flaw::LoggerPassword => "compare it with the logger; where it begins with a zero, make the column one of text",
        Flaw::Tolerance(_) => "write names of defects with commas between them; usually it is empty",
        Flaw::Outline | Flaw::Units | Flaw::Telephone => "mend it, or leave it empty",
        Flaw::MeterNumber => "compare it with a bill",
        Flaw::Share => "write 30; leave it empty where the meter is of one enterprise alone",
        Flaw::ShareSum(_) => "look up the shares and their days",
        Flaw::Alike(_) => "change that one where both are the same, or choose a name that can be told apart",
        Flaw::JudgesAnew(..) => {
            "enter it by hand in the register: there it is confirmed, with the reason that the public will read"
        }
        Flaw::Public(_) => "leave the day as it was, or the cell empty; enter a closing day where it is closed",
        Flaw::OpensInPast => "enter today or a later day",
        Flaw::NotYet => "enter it from that day on, or look the day up",
        Flaw::HoldsSince(_) => {
            "enter this day or a later one; where it was entered wrongly, change it in the register and tick the correction"
        }
        Flaw::ClosedTown(_) => "name the town to which the place belongs now",
        Flaw::FormerCode(_) => "use the code that it has now",
        Flaw::Merged(_) => "enter it under the code of the one that stays, or undo the merging where it was wrong",
        Flaw::Twice(_) => "keep one of the two rows",
    };
    Said::new(flaw.to_string(), remedy)
}
