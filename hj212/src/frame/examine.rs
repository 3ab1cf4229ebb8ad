//! Diagnosing one frame.

use std::borrow::Cow;

use bytes::Bytes;

use super::{HEAD, SUM};
use crate::{Defect, Defects, MAX_SEGMENT, Packet, Received, crc};

/// Diagnoses one frame that begins with `##` and four digits, terminator included if it has one.
///
/// [`Framer`](super::Framer) finds such frames in a stream; this is for frames from a store.
///
/// ```
/// let received = hj212::examine("##0066ST=91;CN=9014;PW=123456;MN=441900A8900016F000169DC0;Flag=4;CP=&&&&A141\n".into());
/// assert!(received.packet.is_some());
/// assert_eq!(received.defects.to_string(), "lf_only,missing_qn");
/// ```
pub fn examine(wire: Bytes) -> Received {
    let mut defects = Defects::NONE;
    let Some((segment, sum)) = take_apart(&wire, &mut defects) else {
        return Received::unusable(wire, Defect::BadSegment);
    };
    check_sum(segment, sum).note(&mut defects);
    let text = String::from_utf8_lossy(segment);
    check_length(declared(&wire), segment, &text, &mut defects);
    if matches!(text, Cow::Owned(_)) {
        defects.insert(Defect::NotUtf8);
    }
    if segment.contains(&0) {
        defects.insert(Defect::NulByte);
    }
    let Ok((packet, noticed)) = Packet::parse(&text) else {
        defects.insert(Defect::BadSegment);
        return Received { wire, packet: None, message: None, defects, left_out: Vec::new() };
    };
    let (message, read, left_out) = packet.inspect();
    Received { wire, packet: Some(packet), message, defects: defects.union(noticed).union(read), left_out }
}

/// Where the frame ends by its length field, if it is longer and the check sum is right there:
/// the terminator is missing and what follows belongs to no frame.
pub(super) fn declared_end(frame: &[u8]) -> Option<usize> {
    let end = HEAD + declared(frame)? + SUM;
    let segment = frame.get(HEAD..end - SUM)?;
    let sum = frame.get(end - SUM..end)?;
    let rest = &frame[end..];
    let ends_here = matches!(rest, b"" | b"\r\n" | b"\n" | b"\r");
    (!ends_here && check_sum(segment, sum) != Sum::Wrong).then_some(end)
}

/// Whether as many bytes are there as the length field announces, so that a line that has fallen silent has said all.
pub(super) fn is_all_there(frame: &[u8]) -> bool {
    declared(frame).is_some_and(|length| frame.len() >= HEAD + length + SUM)
        // A length in characters announces less than there is; one that cannot be read announces nothing.
        || (frame.len() >= HEAD && declared(frame).is_none())
}

/// Whether fewer bytes are there than the length field announces.
pub(super) fn falls_short(frame: &[u8]) -> bool {
    declared(frame).is_some_and(|length| frame.len() < HEAD + length + SUM)
}

fn declared(frame: &[u8]) -> Option<usize> {
    std::str::from_utf8(frame.get(2..HEAD)?).ok()?.parse().ok()
}

/// Segment and check sum, with the terminator judged and taken off.
fn take_apart<'a>(wire: &'a [u8], defects: &mut Defects) -> Option<(&'a [u8], &'a [u8])> {
    let body = wire.get(HEAD..)?;
    let body = if let Some(body) = body.strip_suffix(b"\r\n") {
        body
    } else if let Some(body) = body.strip_suffix(b"\n") {
        defects.insert(Defect::LfOnly);
        body
    } else {
        defects.insert(Defect::NoTerminator);
        body.strip_suffix(b"\r").unwrap_or(body)
    };
    body.split_at_checked(body.len().checked_sub(SUM)?)
}

fn check_length(declared: Option<usize>, segment: &[u8], text: &str, defects: &mut Defects) {
    if segment.len() > MAX_SEGMENT {
        defects.insert(Defect::TooLong);
    }
    if declared == Some(segment.len()) {
        return;
    }
    let in_characters = !text.is_ascii() && declared == Some(text.chars().count());
    defects.insert(if in_characters { Defect::LengthInCharacters } else { Defect::LengthOff });
}

/// By which algorithm a check sum is right.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sum {
    Right,
    LowerCase,
    Modbus,
    Swapped,
    Wrong,
}

impl Sum {
    fn note(self, defects: &mut Defects) {
        match self {
            Self::Right => {}
            Self::LowerCase => defects.insert(Defect::CrcLowerCase),
            Self::Modbus => defects.insert(Defect::CrcModbus),
            Self::Swapped => defects.insert(Defect::CrcSwapped),
            Self::Wrong => defects.insert(Defect::CrcWrong),
        }
    }
}

fn check_sum(segment: &[u8], text: &[u8]) -> Sum {
    let Some(sum) = hexadecimal(text) else { return Sum::Wrong };
    let right = crc::checksum(segment);
    if sum == right {
        if text.iter().any(u8::is_ascii_lowercase) { Sum::LowerCase } else { Sum::Right }
    } else if sum == crc::modbus(segment) {
        Sum::Modbus
    } else if sum == right.swap_bytes() {
        Sum::Swapped
    } else {
        Sum::Wrong
    }
}

fn hexadecimal(text: &[u8]) -> Option<u16> {
    text.iter().try_fold(0, |sum: u16, byte| {
        let digit = char::from(*byte).to_digit(16)?;
        Some((sum << 4) | u16::try_from(digit).ok()?)
    })
}
