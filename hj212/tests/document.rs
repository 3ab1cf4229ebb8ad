//! The frames in docs/HJ212.md are what they say: sound to the last digit.

use bytes::Bytes;

const DOCUMENT: &str = include_str!("../../docs/HJ212.md");

#[test]
fn every_frame_of_the_document_is_sound() {
    let frames = DOCUMENT.split(['\n', '`', ' ']).filter(|word| word.starts_with("##0"));
    let mut looked_at = 0;
    for frame in frames {
        let received = hj212::examine(Bytes::from(format!("{frame}\r\n")));
        assert!(received.defects.is_empty(), "{frame}: {}", received.defects);
        assert!(received.message.is_some(), "{frame}");
        looked_at += 1;
    }
    assert!(looked_at > 20, "{looked_at} frames");
}
