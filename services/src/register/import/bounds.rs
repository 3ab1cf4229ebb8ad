//! How much is read, and why a file is not, or not any further.

use domain::{
    lang::Lang,
    sheet::{Cell, Said},
};

/// The largest file in bytes.
pub const LARGEST_FILE: usize = 64 * 1024 * 1024;
/// The most bytes of all files of a form together.
pub const LARGEST_IN_ALL: usize = 96 * 1024 * 1024;
/// The most rows of one sheet.
pub const MOST_ROWS: usize = 300_000;
/// The most rows of all sheets together.
pub const MOST_ROWS_IN_ALL: usize = 500_000;
/// The most files at once.
pub const MOST_FILES: usize = 32;
/// The most columns of a sheet that are looked at. What is filled beyond them is no table of the register.
pub const MOST_COLUMNS: usize = 200;

/// Why a file cannot be read, or not any further.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileSlip {
    /// Nothing is in it.
    Empty,
    /// It has more bytes than this many millions.
    Large(usize),
    /// All files together have more bytes than this many millions.
    LargeInAll(usize),
    /// There are more files than this, and it is not among the first.
    ManyFiles(usize),
    /// A quote that opens on this line of the text is not closed, or is closed within a value.
    OpenQuote(u32),
    /// It is a workbook of the time before 2007, or one with a password: both begin alike.
    OldOrLocked,
    /// It begins like a workbook, and is cut off or is none.
    Broken,
    /// It would unpack to far more than it shows, or has far too many parts.
    Bomb,
    /// It is neither a workbook nor text in UTF-8, UTF-16 or GB18030.
    NoTable,
    /// A sheet has more rows than this.
    ManyRows(usize),
    /// A sheet has more columns than this.
    ManyColumns(usize),
    /// None of all that it names is anybody of the register.
    Strangers(usize),
    /// A column of it, with this header, says what enterprises earn.
    Turnover(String),
}

impl FileSlip {
    /// In the reader's language.
    pub fn said(&self, lang: Lang) -> Said {
        let (zh, en) = self.both();
        let (reason, remedy) = match lang {
            Lang::Zh => zh,
            Lang::En => en,
        };
        Said { reason, remedy }
    }

    fn both(&self) -> ((String, String), (String, String)) {
        let pair = |reason: &str, remedy: &str| (reason.to_owned(), remedy.to_owned());
        match self {
            Self::Empty => (pair("文件是空的", "换一个文件"), pair("the file is empty", "choose another one")),
            Self::Large(most) => (
                (format!("文件超过 {most} MB"), "分成几个文件".to_owned()),
                (format!("the file has more than {most} MB"), "divide it".to_owned()),
            ),
            Self::LargeInAll(most) => (
                (format!("所有文件合计超过 {most} MB，这个文件没有读取"), "分几次导入".to_owned()),
                (
                    format!("all files together have more than {most} MB, and this one was not read"),
                    "import them one after another".to_owned(),
                ),
            ),
            Self::ManyFiles(most) => (
                (format!("一次最多 {most} 个文件，这个文件没有读取"), "分几次导入".to_owned()),
                (
                    format!("at most {most} files are read at once, and this one was not"),
                    "import them one after another".to_owned(),
                ),
            ),
            Self::OpenQuote(line) => (
                (
                    format!("第 {line} 行的英文引号没有成对，后面的内容会被并入同一格（行号按文本编辑器计）"),
                    "补上或删去这个引号；值里的引号写成两个".to_owned(),
                ),
                (
                    format!("the quote on line {line} of the text has no other end, and would swallow what follows"),
                    "close or delete it; a quote within a value is written twice".to_owned(),
                ),
            ),
            Self::OldOrLocked => (
                pair("是旧版 .xls 文件，或是加了密码的文件", "另存为不带密码的 .xlsx 或 CSV"),
                pair(
                    "this is an old .xls file, or one with a password",
                    "save it as .xlsx without a password, or as CSV",
                ),
            ),
            Self::Broken => (
                pair("文件不完整，或不是工作簿", "从原处重新取一份"),
                pair("the file is cut off, or is no workbook", "fetch it once more"),
            ),
            Self::Bomb => (
                pair("解压后的内容过大，没有打开", "只保留要导入的工作表，另存为新文件"),
                pair(
                    "it would unpack to far too much, and was not opened",
                    "keep only the sheets to import, and save them as a new file",
                ),
            ),
            Self::NoTable => (
                pair("不是表格文件", "用 .xlsx，或 UTF-8、GB18030 编码的 CSV"),
                pair("this is no table", "use .xlsx, or CSV in UTF-8 or GB18030"),
            ),
            Self::ManyRows(most) => (
                (format!("超过 {most} 行"), "分成几个文件".to_owned()),
                (format!("there are more than {most} rows"), "divide it into several files".to_owned()),
            ),
            Self::ManyColumns(most) => (
                (format!("超过 {most} 列"), "只保留要导入的列".to_owned()),
                (format!("there are more than {most} columns"), "keep only the columns to import".to_owned()),
            ),
            Self::Strangers(count) => (
                (
                    format!("文件里的 {count} 个户号或企业，档案里一个也没有：可能是别的城市的文件"),
                    "核对文件；是本市的，先在档案里登记户号或企业".to_owned(),
                ),
                (
                    format!(
                        "of the {count} meters or enterprises in it none is in the register: is it another city's?"
                    ),
                    "look the file up; if it is this city's, enter the meters or enterprises first".to_owned(),
                ),
            ),
            Self::Turnover(header) => (
                (
                    format!("“{header}”一列是营业额一类的数额，本系统不接收"),
                    "删去这一列，只送约定的档次或 是、否；有文件允许提供的，先由管理员在站点设置里写明依据文件".to_owned(),
                ),
                (
                    format!("the column `{header}` says what enterprises earn, which is not taken"),
                    "delete the column, and deliver the agreed bands, or yes and no; where an instrument allows it, the administrator names that in the site settings first".to_owned(),
                ),
            ),
        }
    }
}

/// Whether to go on with the next row.
pub(crate) type Next = std::ops::ControlFlow<()>;

/// A row within its limits: without what is empty at its end.
pub(super) fn within(mut cells: Vec<Cell>) -> Result<Vec<Cell>, FileSlip> {
    while cells.last().is_some_and(|cell| *cell == Cell::Empty) {
        cells.pop();
    }
    if cells.len() > MOST_COLUMNS { Err(FileSlip::ManyColumns(MOST_COLUMNS)) } else { Ok(cells) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A sample of each. A new one does not compile until it is among them.
    fn all() -> Vec<FileSlip> {
        let after = |slip: &FileSlip| match slip {
            FileSlip::Empty => Some(FileSlip::Large(1)),
            FileSlip::Large(_) => Some(FileSlip::LargeInAll(1)),
            FileSlip::LargeInAll(_) => Some(FileSlip::ManyFiles(1)),
            FileSlip::ManyFiles(_) => Some(FileSlip::OpenQuote(1)),
            FileSlip::OpenQuote(_) => Some(FileSlip::OldOrLocked),
            FileSlip::OldOrLocked => Some(FileSlip::Broken),
            FileSlip::Broken => Some(FileSlip::Bomb),
            FileSlip::Bomb => Some(FileSlip::NoTable),
            FileSlip::NoTable => Some(FileSlip::ManyRows(1)),
            FileSlip::ManyRows(_) => Some(FileSlip::ManyColumns(1)),
            FileSlip::ManyColumns(_) => Some(FileSlip::Strangers(1)),
            FileSlip::Strangers(_) => Some(FileSlip::Turnover("x".into())),
            FileSlip::Turnover(_) => None,
        };
        std::iter::successors(Some(FileSlip::Empty), after).collect()
    }

    #[test]
    fn every_slip_is_said_in_both_languages_and_unlike_the_others() {
        let is_chinese = |text: &str| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
        let mut told = std::collections::HashSet::new();
        for slip in all() {
            let (zh, en) = (slip.said(Lang::Zh), slip.said(Lang::En));
            assert!(is_chinese(&zh.reason) && is_chinese(&zh.remedy), "{zh:?}");
            assert!(!is_chinese(&en.reason) && !is_chinese(&en.remedy) && !en.remedy.is_empty(), "{en:?}");
            assert!(told.insert(zh.reason) && told.insert(en.reason), "{slip:?} is said like another one");
        }
        assert_eq!(told.len(), 26, "thirteen in two languages");
    }
}
