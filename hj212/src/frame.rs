//! Finding frames in a stream of bytes.
//!
//! The protocol is one of lines: a frame begins with `##` and four digits and ends with the first
//! line feed, for the data segment holds none. Where the line feed is missing, the next head or the
//! declared length ends it. So a lying length field never swallows the frames behind it, and every
//! byte is looked at a fixed number of times however hostile the stream.

use bytes::BytesMut;

use crate::{Defect, Received};

mod examine;

pub use examine::examine;

/// `##` and four digits.
const HEAD: usize = 6;
/// The check sum.
const SUM: usize = 4;
/// CR LF.
const TERMINATOR: usize = 2;
/// Bytes outside of frames are handed out in pieces of at most this many.
const GARBAGE: usize = 4096;

/// Cuts a buffer into frames and what lies between them.
///
/// The cut depends on the bytes only, never on how they arrive. At most the longest frame (or 4 KiB
/// of garbage) stays in the buffer between two calls.
#[derive(Debug, Clone)]
pub struct Framer {
    max_segment: usize,
    /// Bytes of the buffer that need not be looked at again.
    scanned: usize,
    /// Whether the buffer begins with the head of a frame.
    in_frame: bool,
    /// Whether the last frame was taken from a silent line: its terminator may come late, and belongs to nothing.
    settled: bool,
}

impl Framer {
    /// A framer that takes in data segments of up to `max_segment` bytes.
    pub const fn new(max_segment: usize) -> Self {
        Self { max_segment, scanned: 0, in_frame: false, settled: false }
    }

    /// Takes the next complete piece off the buffer; `None` asks for more bytes.
    pub fn next(&mut self, buffer: &mut BytesMut) -> Option<Received> {
        self.drop_late_terminator(buffer);
        if !self.in_frame {
            match find_head(buffer, self.scanned) {
                Head::At(0) => self.enter_frame(),
                Head::At(place) => return Some(self.take_garbage(buffer, place)),
                Head::NotBefore(place) if place >= GARBAGE => return Some(self.take_garbage(buffer, place)),
                Head::NotBefore(place) => {
                    self.scanned = place;
                    return None;
                }
            }
        }
        match self.find_end(buffer) {
            End::At(end) => Some(self.take_frame(buffer, end, false)),
            End::TooFar(limit) => Some(self.take_oversize(buffer, limit)),
            End::NotBefore(place) => {
                self.scanned = place;
                None
            }
        }
    }

    /// Takes the next piece off a buffer that will not grow: the connection ended or fell silent.
    pub fn finish(&mut self, buffer: &mut BytesMut) -> Option<Received> {
        if let Some(received) = self.next(buffer) {
            return Some(received);
        }
        if buffer.is_empty() {
            self.leave_frame();
            None
        } else if self.in_frame {
            let end = buffer.len();
            Some(self.take_frame(buffer, end, true))
        } else {
            let end = buffer.len();
            Some(self.take_garbage(buffer, end))
        }
    }

    /// Takes a frame whose terminator is missing off the buffer of a line that has fallen silent: its length field
    /// says that all of it is there. `None` where the line is silent between or within frames.
    pub fn settle(&mut self, buffer: &mut BytesMut) -> Option<Received> {
        if let Some(received) = self.next(buffer) {
            return Some(received);
        }
        if !self.in_frame || !examine::is_all_there(buffer) {
            return None;
        }
        let end = buffer.len();
        let received = self.take_frame(buffer, end, true);
        self.settled = true;
        Some(received)
    }

    fn drop_late_terminator(&mut self, buffer: &mut BytesMut) {
        if self.settled && !buffer.is_empty() {
            let late = buffer.iter().take(TERMINATOR).take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
            let terminator = buffer.split_to(late);
            // A carriage return alone may still be followed by its line feed.
            self.settled = terminator == "\r" && buffer.is_empty();
        }
    }

    const fn enter_frame(&mut self) {
        self.in_frame = true;
        self.scanned = HEAD;
    }

    const fn leave_frame(&mut self) {
        self.in_frame = false;
        self.scanned = 0;
    }

    fn take_garbage(&mut self, buffer: &mut BytesMut, end: usize) -> Received {
        let cut = end.min(GARBAGE);
        self.scanned = end - cut;
        Received::unusable(buffer.split_to(cut).freeze(), Defect::Garbage)
    }

    fn take_frame(&mut self, buffer: &mut BytesMut, end: usize, is_last: bool) -> Received {
        let end = examine::declared_end(&buffer[..end]).unwrap_or(end);
        self.leave_frame();
        let received = examine(buffer.split_to(end).freeze());
        let broken = received.packet.is_none() || received.defects.contains(Defect::CrcWrong);
        if is_last && broken && examine::falls_short(&received.wire) {
            return Received::unusable(received.wire, Defect::Truncated);
        }
        received
    }

    fn take_oversize(&mut self, buffer: &mut BytesMut, limit: usize) -> Received {
        if examine::declared_end(&buffer[..limit]).is_some() {
            return self.take_frame(buffer, limit, false);
        }
        self.leave_frame();
        Received::unusable(buffer.split_to(limit).freeze(), Defect::Oversize)
    }

    fn find_end(&self, buffer: &[u8]) -> End {
        let limit = HEAD + self.max_segment + SUM + TERMINATOR;
        let window = &buffer[..buffer.len().min(limit)];
        let mut place = self.scanned;
        while let Some(offset) = window[place..].iter().position(|byte| matches!(byte, b'\n' | b'#')) {
            place += offset;
            if window[place] == b'\n' {
                return End::At(place + 1);
            }
            match is_head(&buffer[place..]) {
                Some(true) => return End::At(place),
                Some(false) => place += 1,
                None => return End::NotBefore(place),
            }
        }
        if buffer.len() >= limit { End::TooFar(limit) } else { End::NotBefore(window.len()) }
    }
}

enum End {
    At(usize),
    TooFar(usize),
    NotBefore(usize),
}

enum Head {
    At(usize),
    NotBefore(usize),
}

fn find_head(buffer: &[u8], from: usize) -> Head {
    let mut place = from;
    while let Some(offset) = buffer[place..].iter().position(|byte| *byte == b'#') {
        place += offset;
        match is_head(&buffer[place..]) {
            Some(true) => return Head::At(place),
            Some(false) => place += 1,
            None => return Head::NotBefore(place),
        }
    }
    Head::NotBefore(buffer.len())
}

/// Whether the bytes begin with `##` and four digits; `None` where too few are there to tell.
fn is_head(bytes: &[u8]) -> Option<bool> {
    let start = &bytes[..bytes.len().min(HEAD)];
    let fits = |(place, byte): (usize, &u8)| if place < 2 { *byte == b'#' } else { byte.is_ascii_digit() };
    if !start.iter().enumerate().all(fits) {
        return Some(false);
    }
    (start.len() == HEAD).then_some(true)
}
