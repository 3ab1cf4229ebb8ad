//! Characters that stand where another one was lost.

/// What two of Unicode's replacement characters become when their bytes are read as GBK.
const TWICE_MISREAD: &str = "锟斤拷";

/// Whether something of a text was lost on its way: bytes that were read in the wrong encoding leave `�` or, read once more,
/// `锟斤拷`; a printer that lacks a character leaves `〓`.
pub(super) fn is_broken(text: &str) -> bool {
    text.contains(['\u{fffd}', '〓']) || text.contains(TWICE_MISREAD)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_lost_is_seen() {
        for text in ["样溪\u{fffd}厂", "锟斤拷锟斤拷", "某〓厂"] {
            assert!(is_broken(text), "{text}");
        }
        for text in ["样溪电镀厂", "□型钢", "龘", ""] {
            assert!(!is_broken(text), "{text}");
        }
    }
}
