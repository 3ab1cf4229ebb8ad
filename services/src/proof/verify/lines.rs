//! The lines of a file, one at a time, none of them longer than a bound.

use std::io::{BufRead, BufReader, Read};

use super::refused::Refused;

/// The most bytes of a line: a frame has ten thousand at most.
const LONGEST: u64 = 1 << 20;

/// The lines of a file.
pub struct Lines<R> {
    name: &'static str,
    from: BufReader<R>,
    number: u64,
    line: Vec<u8>,
}

impl<R: Read> Lines<R> {
    /// Of a file.
    pub fn new(name: &'static str, from: R) -> Self {
        Self { name, from: BufReader::with_capacity(1 << 16, from), number: 0, line: Vec::new() }
    }

    /// The next line with its number, without its end.
    pub fn next(&mut self) -> Result<Option<(u64, &[u8])>, Refused> {
        self.line.clear();
        let damaged = |_unreadable| Refused::Damaged(self.name, None);
        let got = (&mut self.from).take(LONGEST + 1).read_until(b'\n', &mut self.line).map_err(damaged)?;
        self.number += 1;
        if got as u64 > LONGEST {
            return Err(Refused::Damaged(self.name, Some(self.number)));
        }
        let line = self.line.strip_suffix(b"\n").unwrap_or(&self.line);
        Ok((got > 0).then_some((self.number, line)))
    }
}
