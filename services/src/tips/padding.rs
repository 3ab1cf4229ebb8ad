//! Lengths that tell nothing: what is encrypted is filled up first.

/// The shortest that anything is, in bytes: every contact and most messages.
const LEAST: usize = 1024;

/// Fills up with blanks to the next power of two, 1 KiB at least: seven lengths for all texts that are taken. JSON bears
/// blanks at its end, and texts are kept without any of their own.
pub(super) fn pad(plain: &[u8]) -> Vec<u8> {
    let mut padded = plain.to_vec();
    padded.resize(plain.len().max(LEAST).next_power_of_two(), b' ');
    padded
}

/// What was filled up. What was stored before anything was filled up comes back as it is.
pub(super) fn unpad(padded: &[u8]) -> &[u8] {
    padded.trim_ascii_end()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_texts_are_all_the_same_length_and_come_back() {
        for text in ["", "13800000000", "夜里两点排黄水"] {
            let padded = pad(text.as_bytes());
            assert_eq!((padded.len(), unpad(&padded)), (1024, text.as_bytes()));
        }
        assert_eq!(pad(&[b'x'; 1024]).len(), 1024);
        assert_eq!(pad(&[b'x'; 1025]).len(), 2048);
        assert_eq!(unpad(b"stored before"), b"stored before");
    }
}
