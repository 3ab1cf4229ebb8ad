//! What the source of a figure says about how sure it is: the marks that the files of the law, and people who enter a
//! register, write into it.

/// Seen in the text that is named after it.
#[cfg(test)]
const SOURCED: &str = "sourced: ";

/// What says that somebody still has to compare the figure with the official text: written from memory, concluded from
/// another text, or to be checked. Whoever keeps a register writes it in either language, as pages ask for it.
const DOUBTS: [&str; 13] = [
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

/// Whether a source says that somebody still has to check the figure. A source that is one in part only leaves the rest
/// to be checked, so one mark anywhere is enough.
pub fn is_unverified(source: &str) -> bool {
    let source = source.to_lowercase();
    DOUBTS.iter().any(|mark| source.contains(mark))
}

/// Whether a source says how sure the figure is, as each entry of the files here does.
#[cfg(test)]
pub(super) fn is_marked(source: &str) -> bool {
    source.contains(SOURCED) || is_unverified(source)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_known_in_both_languages() {
        for (source, unverified) in [
            ("", false),
            ("sourced: the standard", false),
            ("sourced: the permit, verified on 2026-11-01", false),
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
