//! A [`tokio_util`] codec over a stream of bytes.

use std::io;

use bytes::BytesMut;
use tokio_util::codec::{Decoder, Encoder};

use crate::{Packet, Received, frame::Framer};

/// The longest data segment that is taken in by default: four times what the standard allows, so
/// that an over-long frame is diagnosed and not merely lost.
const DEFAULT_MAX_SEGMENT: usize = 4096;

/// The longest data segment whose length four digits can name.
const MAX_ENCODED: usize = 9999;

/// Cuts a stream into frames and writes packets.
///
/// Bad content is never an error: it comes out as [`Received`] with its defects, and reading goes on
/// at the next frame. Errors are those of the connection, and of a packet too long to be written.
///
/// A frame without terminator is complete when the next one begins. Where a line falls silent with
/// bytes in its buffer, [`settle`](Self::settle) takes a frame that is all there by its length field,
/// and [`decode_eof`](Decoder::decode_eof) takes the bytes as they are.
///
/// ```
/// use bytes::BytesMut;
/// use hj212::FrameCodec;
/// use tokio_util::codec::Decoder;
///
/// let mut codec = FrameCodec::default();
/// let mut buffer = BytesMut::from("noise##0066ST=91;CN=9014;PW=123456;MN=441900A8900016F000169DC0;Flag=4;CP=&&&&");
/// let garbage = codec.decode(&mut buffer)?.unwrap();
/// assert_eq!((&garbage.wire[..], garbage.packet), (&b"noise"[..], None));
/// assert_eq!(codec.decode(&mut buffer)?, None);
/// buffer.extend_from_slice(b"A141\r\n");
/// assert_eq!(codec.decode(&mut buffer)?.unwrap().defects.to_string(), "missing_qn");
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct FrameCodec {
    framer: Framer,
}

impl FrameCodec {
    /// A codec that takes in data segments of up to `max_segment` bytes. No more than one such frame
    /// is ever kept waiting.
    pub const fn with_max_segment(max_segment: usize) -> Self {
        Self { framer: Framer::new(max_segment) }
    }

    /// Takes the frame of a line that has fallen silent: one without terminator whose length field says
    /// that all of it is there. `None` where the line is silent between frames or within one.
    pub fn settle(&mut self, buffer: &mut BytesMut) -> Option<Received> {
        self.framer.settle(buffer)
    }

    /// Takes whatever a line has left behind that has been silent for too long within a frame.
    pub fn give_up(&mut self, buffer: &mut BytesMut) -> Option<Received> {
        self.framer.finish(buffer)
    }
}

impl Default for FrameCodec {
    fn default() -> Self {
        Self::with_max_segment(DEFAULT_MAX_SEGMENT)
    }
}

impl Decoder for FrameCodec {
    type Item = Received;
    type Error = io::Error;

    fn decode(&mut self, buffer: &mut BytesMut) -> io::Result<Option<Received>> {
        Ok(self.framer.next(buffer))
    }

    fn decode_eof(&mut self, buffer: &mut BytesMut) -> io::Result<Option<Received>> {
        Ok(self.framer.finish(buffer))
    }
}

impl Encoder<&Packet> for FrameCodec {
    type Error = io::Error;

    fn encode(&mut self, packet: &Packet, buffer: &mut BytesMut) -> io::Result<()> {
        let before = buffer.len();
        let segment = packet.encode_into(buffer);
        if segment <= MAX_ENCODED {
            return Ok(());
        }
        buffer.truncate(before);
        let reason = format!("a data segment of {segment} bytes does not fit into a frame: {MAX_ENCODED} at most");
        Err(io::Error::new(io::ErrorKind::InvalidInput, reason))
    }
}

impl Encoder<Packet> for FrameCodec {
    type Error = io::Error;

    fn encode(&mut self, packet: Packet, buffer: &mut BytesMut) -> io::Result<()> {
        self.encode(&packet, buffer)
    }
}
