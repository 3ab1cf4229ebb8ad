//! From a packet to a frame.

use std::fmt;

use bytes::{BufMut as _, Bytes, BytesMut};

use super::Packet;
use crate::crc::Algorithm;

/// `##`, the length, the check sum and CR LF.
const OVERHEAD: usize = 12;

impl Packet {
    /// The whole frame: `##`, four-digit length, data segment, check sum, CR LF.
    ///
    /// A segment over [`MAX_SEGMENT`](crate::MAX_SEGMENT) bytes is written all the same, with its
    /// true length; [`Station::packets`](crate::Station::packets) splits uploads so that it does not
    /// come to that.
    ///
    /// ```
    /// let segment = "ST=91;CN=9014;PW=123456;MN=441900A8900016F000169DC0;Flag=4;CP=&&&&";
    /// let (packet, _) = hj212::Packet::parse(segment).unwrap();
    /// assert!(packet.encode().starts_with(b"##0066ST=91;"));
    /// ```
    pub fn encode(&self) -> Bytes {
        let mut frame = BytesMut::new();
        self.encode_into(&mut frame);
        frame.freeze()
    }

    /// The whole frame with the check sum that the other side understands; see
    /// [`Received::algorithm`](crate::Received::algorithm).
    pub fn encode_with(&self, algorithm: Algorithm) -> Bytes {
        let mut frame = BytesMut::new();
        self.write_frame(&mut frame, algorithm);
        frame.freeze()
    }

    /// Appends the whole frame to a buffer and gives the length of its data segment in bytes.
    pub fn encode_into(&self, buffer: &mut BytesMut) -> usize {
        self.write_frame(buffer, Algorithm::Standard)
    }

    fn write_frame(&self, buffer: &mut BytesMut, algorithm: Algorithm) -> usize {
        let segment = self.segment();
        buffer.reserve(segment.len() + OVERHEAD);
        write_all(buffer, format_args!("##{:04}", segment.len()));
        buffer.put_slice(segment.as_bytes());
        write_all(buffer, format_args!("{:04X}\r\n", algorithm.sum(segment.as_bytes())));
        segment.len()
    }

    /// The data segment alone, fields in the order of the standard.
    pub fn segment(&self) -> String {
        let mut segment = String::with_capacity(128 + self.cp.as_str().len());
        write_all(&mut segment, format_args!("{self}"));
        segment
    }
}

/// The data segment.
impl fmt::Display for Packet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(qn) = self.qn {
            write!(f, "QN={qn};")?;
        }
        write!(f, "ST={};CN={};PW={};MN={};", self.st, self.cn, self.pw, self.mn)?;
        if let Some(flag) = self.flag {
            write!(f, "Flag={flag};")?;
        }
        if let Some(part) = self.part {
            write!(f, "PNUM={};PNO={};", part.total, part.number)?;
        }
        if self.resent {
            f.write_str("RF=1;")?;
        }
        write!(f, "CP=&&{}&&", self.cp)
    }
}

/// Growing buffers take every write, so there is no error to hand on.
fn write_all(buffer: &mut impl fmt::Write, text: fmt::Arguments<'_>) {
    let _always_ok = buffer.write_fmt(text);
}
