//! What the tests share.
#![allow(dead_code, clippy::unwrap_used, clippy::panic)]

use bytes::{Bytes, BytesMut};
use hj212::{FrameCodec, Received, crc};
use tokio_util::codec::Decoder as _;

/// A sample packet of the field.
#[derive(Debug, Clone)]
pub struct Fixture {
    pub id: &'static str,
    pub wire: String,
}

pub fn fixtures() -> Vec<Fixture> {
    let lines = include_str!("../fixtures/packets.txt").lines().filter(|line| !line.starts_with('#'));
    lines
        .map(|line| {
            let mut columns = line.split('\t');
            let id = columns.next().unwrap();
            Fixture { id, wire: format!("{}\r\n", columns.nth(1).unwrap()) }
        })
        .collect()
}

/// The frame of a sample packet.
pub fn wire(id: &str) -> String {
    fixtures().into_iter().find(|fixture| fixture.id == id).unwrap_or_else(|| panic!("no fixture {id}")).wire
}

/// A frame around a data segment, right in every respect.
pub fn frame(segment: &str) -> String {
    format!("##{:04}{segment}{:04X}\r\n", segment.len(), crc::checksum(segment.as_bytes()))
}

/// Header of a 2017 water source, up to and including `CP=&&`.
pub fn segment(cn: u16, cp: &str) -> String {
    format!("QN=20261122081500123;ST=32;CN={cn};PW=123456;MN=441900A8900016F000169DC0;Flag=5;CP=&&{cp}&&")
}

/// Decodes a stream that arrives in pieces of these sizes, over and over, and then ends.
pub fn decode(stream: &[u8], sizes: &[usize]) -> Vec<Received> {
    let mut codec = FrameCodec::default();
    let mut buffer = BytesMut::new();
    let mut items = Vec::new();
    let mut rest = stream;
    for size in sizes.iter().cycle() {
        let (piece, behind) = rest.split_at((*size).clamp(1, rest.len().max(1)).min(rest.len()));
        buffer.extend_from_slice(piece);
        while let Some(item) = codec.decode(&mut buffer).unwrap() {
            items.push(item);
        }
        rest = behind;
        if rest.is_empty() {
            break;
        }
    }
    while let Some(item) = codec.decode_eof(&mut buffer).unwrap() {
        items.push(item);
    }
    items
}

/// The only item of a stream that is one frame.
pub fn receive(frame: impl Into<Bytes>) -> Received {
    let mut items = decode(&frame.into(), &[usize::MAX]);
    assert_eq!(items.len(), 1, "{items:?}");
    items.remove(0)
}
