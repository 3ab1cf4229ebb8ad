//! What must hold for any bytes whatever: shared by the fuzz target and the ordinary tests.

use bytes::BytesMut;
use hj212::{FrameCodec, Policy, Received, Verdict};
use tokio_util::codec::Decoder as _;

/// Panics where a promise of the crate is broken.
pub fn check(stream: &[u8]) {
    let whole = decode(stream, stream.len());
    let wires: Vec<u8> = whole.iter().flat_map(|item| item.wire.iter().copied()).collect();
    assert_eq!(wires, stream, "no byte is lost or made up");
    for size in [1, 7] {
        assert_eq!(decode(stream, size), whole, "the cut does not matter");
    }
    whole.iter().for_each(check_item);
}

fn check_item(item: &Received) {
    let verdict = Policy::STRICT.judge(item);
    if item.packet.is_none() {
        assert!(matches!(verdict, Verdict::Refuse(_)), "bytes without a packet are refused");
    }
    let Some(packet) = &item.packet else { return };
    assert_eq!(packet.message().ok(), item.message, "reading twice says the same");
    if verdict == Verdict::Accept {
        let again = hj212::examine(packet.encode());
        assert_eq!(again.packet.as_ref(), Some(packet), "what is accepted can be written");
    }
}

fn decode(stream: &[u8], size: usize) -> Vec<Received> {
    let mut codec = FrameCodec::default();
    let mut buffer = BytesMut::new();
    let mut items = Vec::new();
    for piece in stream.chunks(size.max(1)) {
        buffer.extend_from_slice(piece);
        items.extend(std::iter::from_fn(|| codec.decode(&mut buffer).expect("content is no error")));
    }
    items.extend(std::iter::from_fn(|| codec.decode_eof(&mut buffer).expect("content is no error")));
    items
}
