//! How sure a figure is: what its source says of it, in the words of either language. The files of the law, and whoever keeps
//! a register, write it; pages say the mark in the reader's language and give what it is from as it was written.

use crate::lang::Lang;

text_enum! {
    /// How sure a figure is.
    pub enum Certainty {
        /// Seen in the reprint that is named after it; to be compared with the official text.
        Sourced = "sourced",
        /// Follows from the named text, which does not print it; to be checked.
        Inferred = "inferred",
        /// Written from general knowledge; to be checked.
        Memory = "memory",
        /// To be checked, whatever it is from.
        Unverified = "unverified",
    }
}

/// A source, taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// How sure the figure is; none where the source says nothing of it: the permit itself.
    pub certainty: Option<Certainty>,
    /// What it is from, without the mark; empty where there is only the mark.
    pub of: String,
}

/// How a source begins that says how sure it is; the longer one of two first.
const MARKS: [(&str, Certainty); 9] = [
    ("sourced: ", Certainty::Sourced),
    ("转载：", Certainty::Sourced),
    ("inferred: ", Certainty::Inferred),
    ("推算，待核实：", Certainty::Inferred),
    ("推算：", Certainty::Inferred),
    ("from memory, verify: ", Certainty::Memory),
    ("from memory, verify", Certainty::Memory),
    ("凭记忆，待核实：", Certainty::Memory),
    ("凭记忆，待核实", Certainty::Memory),
];

/// What says that somebody still has to compare the figure with the official text: taken from a reprint, written from
/// memory, concluded from another text, or to be checked. Whoever keeps a register writes it in either language, as pages ask for it.
const DOUBTS: [&str; 15] = [
    "sourced",
    "转载",
    "from memory",
    "inferred",
    "verify",
    "to be verified",
    "not verified",
    "unverified",
    "记忆",
    "推断",
    "推算",
    "待核",
    "未核",
    "未经核",
    "待查",
];

/// Which of them say why.
const MEMORY: [&str; 2] = ["memory", "记忆"];
const INFERRED: [&str; 3] = ["inferred", "推断", "推算"];

/// Whether a source says that somebody still has to check the figure. A source that is one in part only leaves the rest
/// to be checked, so one mark anywhere is enough.
pub fn is_unverified(source: &str) -> bool {
    says(source, &DOUBTS)
}

fn says(source: &str, words: &[&str]) -> bool {
    let source = source.to_lowercase();
    words.iter().any(|mark| source.contains(mark))
}

impl Source {
    /// What a source says.
    pub fn read(said: &str) -> Self {
        let said = said.trim();
        let marked = MARKS.iter().find_map(|(mark, certainty)| Some((said.strip_prefix(mark)?, *certainty)));
        match marked {
            // One that is sourced in part only is not sure.
            Some((of, Certainty::Sourced)) if is_unverified(of) => Self { certainty: doubt(of), of: of.to_owned() },
            Some((of, certainty)) => {
                let of = of.strip_suffix(", verify").or_else(|| of.strip_suffix("，待核实")).unwrap_or(of);
                Self { certainty: Some(certainty), of: of.trim().to_owned() }
            }
            None => Self { certainty: doubt(said), of: said.to_owned() },
        }
    }

    /// The source as a register says it in a language; read again it is the same.
    pub fn said(&self, lang: Lang) -> String {
        let (mark, alone) = match self.certainty {
            Some(Certainty::Sourced) => (lang.pick("转载：", "sourced: "), ""),
            Some(Certainty::Inferred) => (lang.pick("推算，待核实：", "inferred: "), lang.pick("", ", verify")),
            Some(Certainty::Memory) if self.of.is_empty() => (lang.pick("凭记忆，待核实", "from memory, verify"), ""),
            Some(Certainty::Memory) => (lang.pick("凭记忆，待核实：", "from memory, verify: "), ""),
            Some(Certainty::Unverified) | None => ("", ""),
        };
        format!("{mark}{}{alone}", self.of)
    }
}

/// Why a source without a mark at its beginning is to be checked, where it is.
fn doubt(said: &str) -> Option<Certainty> {
    let why = if says(said, &MEMORY) {
        Certainty::Memory
    } else if says(said, &INFERRED) {
        Certainty::Inferred
    } else {
        Certainty::Unverified
    };
    is_unverified(said).then_some(why)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_is_its_mark_and_what_it_is_from() {
        use Certainty as C;
        #[rustfmt::skip]
        let cases = [
            ("sourced: noqb24.cn",                         Some(C::Sourced),    "noqb24.cn"),
            ("转载：noqb24.cn",                              Some(C::Sourced),    "noqb24.cn"),
            ("from memory, verify",                        Some(C::Memory),     ""),
            ("凭记忆，待核实",                                Some(C::Memory),     ""),
            ("凭记忆，待核实：表1",                            Some(C::Memory),     "表1"),
            ("inferred: 粤环〔2014〕25号, verify",            Some(C::Inferred),   "粤环〔2014〕25号"),
            ("推算，待核实：粤环〔2014〕25号",                  Some(C::Inferred),   "粤环〔2014〕25号"),
            ("由 GB 21900 表 3 推断，待核实",                  Some(C::Inferred),   "由 GB 21900 表 3 推断，待核实"),
            ("sourced: range; from memory, verify: item",  Some(C::Memory),     "range; from memory, verify: item"),
            ("标准原文（尚未核对）",                           Some(C::Unverified), "标准原文（尚未核对）"),
            ("排污许可证",                                   None,               "排污许可证"),
            ("",                                           None,               ""),
        ];
        for (said, certainty, of) in cases {
            let read = Source::read(said);
            assert_eq!((read.certainty, read.of.as_str()), (certainty, of), "{said}");
            for &lang in Lang::ALL {
                // Where the mark stood elsewhere it is written again at the beginning.
                if MARKS.iter().any(|(mark, _)| said.starts_with(mark)) && !said.contains("; from memory") {
                    assert_eq!(Source::read(&read.said(lang)), read, "{said} {lang}");
                }
            }
            assert_eq!(certainty.is_some(), is_unverified(said), "{said}");
        }
    }

    #[test]
    fn marks_are_known_in_both_languages() {
        for (source, unverified) in [
            ("", false),
            ("sourced: the standard", true),
            ("转载：某网站", true),
            ("from memory, verify", true),
            ("From memory", true),
            ("the permit, to be verified", true),
            ("not verified against the standard", true),
            ("inferred: another table", true),
            ("sourced: range, MEE order 24; from memory, verify: the article", true),
            ("排污许可证", false),
            ("排污许可证副本，已核实", false),
            ("排污许可证，2026年11月核对", false),
            ("凭记忆录入", true),
            ("根据记忆", true),
            ("由 GB 21900 表 3 推断，待核实", true),
            ("标准原文（尚未核对）", true),
            ("未经核实", true),
        ] {
            assert_eq!(is_unverified(source), unverified, "{source}");
        }
    }
}
