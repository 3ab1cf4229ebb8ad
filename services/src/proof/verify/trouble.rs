//! What is wrong with an archive, and where.

use domain::{
    chain::Fault,
    input::printable,
    lang::Lang,
    time::{Day, Stamp},
};

/// Something wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// In which file.
    pub file: &'static str,
    /// On which line, from 1.
    pub line: Option<u64>,
    /// What.
    pub what: Unfit,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// The file is not what the manifest says.
    Checksum,
    /// The manifest does not name it.
    Unnamed,
    /// The line is not in the form that it should have.
    Unreadable,
    /// It does not stand in its order.
    Order,
    /// The logger is not among those of the archive.
    Stranger(i64),
    /// The verdict at arrival does not go with the one today.
    Verdict,
    /// With a chain.
    Chain {
        /// The logger's number.
        mn: String,
        /// The day.
        day: Day,
        /// What.
        fault: Fault,
    },
    /// The days of arrival lack one of the stretch.
    DayLacking(Day),
    /// It belongs to a day that is not among those of arrival.
    OtherDay(Day),
    /// Of the heads of a day that were given nothing could be compared.
    Heads(Day),
    /// A moment is told in Beijing's time otherwise than in milliseconds.
    Moment(&'static str),
    /// A frame names another logger than the one of whose chain it is.
    Logger {
        /// Which one it names.
        named: String,
        /// Whose it should be.
        mn: String,
    },
    /// A frame that was held is released or discarded, and no act tells of it.
    Undecided(i64),
    /// A revision of a value is there twice, or the one next to it is missing.
    Revision(i32),
    /// With a mark or an event of exceedance.
    Said(Untrue),
    /// The frame that a value or a period names is not there.
    NoFrame(i64),
    /// The frame that a value names was not taken.
    NotTaken {
        /// Its number.
        number: i64,
        /// Its verdict.
        verdict: String,
    },
    /// A value has another time of arrival than the frame that it names.
    Arrival(i64),
    /// The frame does not hold such a value.
    NotInFrame {
        /// Its number.
        number: i64,
        /// Of which pollutant.
        pollutant: String,
        /// For when.
        at: Stamp,
    },
    /// The frame says another figure or mark.
    Figure {
        /// Its number.
        number: i64,
        /// The column.
        column: &'static str,
        /// What the row says.
        said: String,
        /// What the frame says.
        sent: String,
        /// Whether it would be right in another unit.
        unit: bool,
    },
}

/// What is wrong with a mark or an event of exceedance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Untrue {
    /// A mark is not in force by what became of it.
    NotInForce(i64),
    /// A period of an event stands above no limit by what it says itself.
    NotOver(Stamp),
    /// The mean of which a period of an event was made is not among the values.
    NoValue {
        /// The start of the period.
        period: Stamp,
        /// Which revision of the mean.
        revision: i32,
    },
}

impl Untrue {
    fn both(&self) -> (String, String) {
        match self {
            Self::NotInForce(id) => (
                format!("标记 {id} 按其后的处理并未生效"),
                format!("the mark {id} is not in force by what became of it"),
            ),
            Self::NotOver(period) => {
                let period = period.rfc3339();
                (
                    format!("{period} 的时段按所写的数值和限值并未超限"),
                    format!("the period {period} stands above no limit by the value and the limit that it says"),
                )
            }
            Self::NoValue { period, revision } => {
                let period = period.rfc3339();
                (
                    format!("{period} 的均值（修订号 {revision}）不在 measurements.csv 里"),
                    format!("the mean of {period} (revision {revision}) is not in measurements.csv"),
                )
            }
        }
    }
}

impl Trouble {
    /// In the reader's language: the file, the line, and what.
    pub fn said(&self, lang: Lang) -> String {
        let Self { file, line, what } = self;
        let (zh, en) = what.both(lang);
        match (lang, line) {
            (Lang::Zh, Some(line)) => format!("{file} 第 {line} 行：{zh}"),
            (Lang::Zh, None) => format!("{file}：{zh}"),
            (Lang::En, Some(line)) => format!("{file}, line {line}: {en}"),
            (Lang::En, None) => format!("{file}: {en}"),
        }
    }
}

impl Unfit {
    fn both(&self, lang: Lang) -> (String, String) {
        let pair = |zh: &str, en: &str| (zh.to_owned(), en.to_owned());
        match self {
            Self::Checksum => {
                pair("与清单里的 SHA-256 或大小不符", "it is not what the manifest says (SHA-256 or size)")
            }
            Self::Unnamed => pair("清单里没有这个文件", "the manifest does not name it"),
            Self::Unreadable => pair("格式不对，无法读取", "it cannot be read"),
            Self::Order => pair("次序不对", "it is out of its order"),
            Self::Stranger(key) => {
                (format!("设备 {key} 不在 devices.json 里"), format!("the logger {key} is not in devices.json"))
            }
            Self::Verdict => {
                pair("到达时的判定与现在的判定不相配", "the verdict at arrival does not go with the one today")
            }
            Self::Chain { mn, day, fault } => {
                let (mn, said) = (printable(mn, 40), fault.said(lang));
                (format!("设备 {mn}，{day}：{said}"), format!("logger {mn}, {day}: {said}"))
            }
            Self::DayLacking(day) => (
                format!("到达日期里没有时段内的 {day}"),
                format!("the days of arrival lack {day}, which is a day of the stretch"),
            ),
            Self::OtherDay(day) => (
                format!("属于 {day}，而该日不在清单的到达日期里"),
                format!("it is of {day}, which is not among the days of arrival"),
            ),
            Self::Heads(day) => (
                format!("给出的 {day} 的链首没有一个可以比对：证据包里没有该日，或当日的链首里没有这些设备"),
                format!(
                    "of the heads of {day} nothing could be compared: the archive does not have that day, or they have \
                     none of its loggers"
                ),
            ),
            Self::Moment(column) => (
                format!("{column} 与同一行的毫秒时间不符"),
                format!("{column} is not the moment that the milliseconds beside it say"),
            ),
            Self::Logger { named, mn } => {
                let (named, mn) = (printable(named, 40), printable(mn, 40));
                (
                    format!("报文的设备编号为 `{named}`，而不是 `{mn}`"),
                    format!("the frame names the logger `{named}`, and not `{mn}`"),
                )
            }
            Self::Undecided(number) => (
                format!("帧 {number} 到达时暂存，现为放行或弃用，而 acts.jsonl 里没有此后的相应操作"),
                format!(
                    "the frame {number} was held, is released or discarded, and acts.jsonl has no such act after it came"
                ),
            ),
            Self::Revision(revision) => (
                format!("修订号 {revision} 重复，或缺少相邻的修订"),
                format!("the revision {revision} is there twice, or the one next to it is not there"),
            ),
            Self::Said(untrue) => untrue.both(),
            Self::NoFrame(number) => (
                format!("所写的帧 {number} 不在 frames.jsonl 里"),
                format!("the frame {number} that it names is not there"),
            ),
            Self::NotTaken { number, verdict } => {
                let verdict = printable(verdict, 40);
                (
                    format!("所写的帧 {number} 没有被采信（{verdict}）"),
                    format!("the frame {number} that it names was not taken ({verdict})"),
                )
            }
            Self::Arrival(number) => (
                format!("到达时间与所写的帧 {number} 不同"),
                format!("its time of arrival is not that of the frame {number} that it names"),
            ),
            Self::NotInFrame { number, pollutant, at } => {
                let (code, at) = (printable(pollutant, 40), at.rfc3339());
                (
                    format!("帧 {number} 里没有 {code} 在 {at} 的这类数据"),
                    format!("the frame {number} has no such value of {code} for {at}"),
                )
            }
            Self::Figure { number, column, said, sent, unit } => {
                let (said, sent) = (printable(said, 40), printable(sent, 40));
                let (zh, en) = if *unit {
                    (
                        "；换一种单位则相符：设备的上传单位可能在此后改过",
                        "; it would fit in another unit, which may have been changed in the register since",
                    )
                } else {
                    ("", "")
                };
                (
                    format!("{column} 为 `{said}`，而帧 {number} 里是 `{sent}`{zh}"),
                    format!("{column} is `{said}`, and the frame {number} says `{sent}`{en}"),
                )
            }
        }
    }
}
