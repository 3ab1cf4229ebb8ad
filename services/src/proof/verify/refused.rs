//! Why an archive is not read, or not to its end.

use std::io;

use domain::lang::Lang;

/// Why an archive is not read, or not to its end.
#[derive(Debug)]
pub enum Refused {
    /// The file cannot be read.
    Io(io::Error),
    /// It is no zip archive, or lacks its end.
    NoArchive,
    /// It has more files than an archive of evidence has, or one name twice.
    Crowded,
    /// It has a file that no archive of evidence has.
    Foreign(String),
    /// It lacks a file.
    Absent(&'static str),
    /// A file is encrypted, or packed in a way that is not read.
    Packed(&'static str),
    /// A file would unpack to far more than it shows.
    Bomb(&'static str),
    /// A file cannot be unpacked to its end, or has a line of more than a million bytes.
    Damaged(&'static str, Option<u64>),
    /// A file is not in the form that it should have.
    Unreadable(&'static str),
    /// It has a form that this version does not know.
    Form(String),
}

impl Refused {
    /// In the reader's language.
    pub fn said(&self, lang: Lang) -> String {
        let (zh, en) = self.both();
        lang.pick(&zh, &en).to_owned()
    }

    fn both(&self) -> (String, String) {
        let pair = |zh: &str, en: &str| (zh.to_owned(), en.to_owned());
        match self {
            Self::Io(error) => (format!("文件无法读取：{error}"), format!("it cannot be read: {error}")),
            Self::NoArchive => {
                pair("不是 zip 文件，或不完整；请重新取一份", "it is no zip archive, or not whole; take another copy")
            }
            Self::Crowded => pair(
                "压缩包里的文件过多或有重名，不是证据包",
                "it has too many files, or one name twice, and is no archive of evidence",
            ),
            Self::Foreign(name) => (
                format!("压缩包里有不属于证据包的文件 `{name}`"),
                format!("it has a file `{name}`, which no archive of evidence has"),
            ),
            Self::Absent(name) => (format!("压缩包里没有 {name}"), format!("it has no {name}")),
            Self::Packed(name) => (
                format!("{name} 已加密，或压缩方法不受支持"),
                format!("{name} is encrypted or packed in a way that is not read"),
            ),
            Self::Bomb(name) => (
                format!("{name} 解压后过大，没有读取"),
                format!("{name} would unpack to far too much, and was not read"),
            ),
            Self::Damaged(name, None) => (
                format!("{name} 已损坏，无法解压到底；请重新取一份"),
                format!("{name} is damaged and cannot be unpacked to its end; take another copy"),
            ),
            Self::Damaged(name, Some(line)) => {
                (format!("{name} 第 {line} 行过长"), format!("line {line} of {name} is too long"))
            }
            Self::Unreadable(name) => {
                (format!("{name} 的格式不对，无法读取"), format!("{name} is not in the form that it should have"))
            }
            Self::Form(form) => (
                format!("证据包的格式 `{form}` 不是本版本所知的；请用更新的版本核验"),
                format!("this version does not know the form `{form}`; verify it with a newer one"),
            ),
        }
    }
}
