//! The heads of a day, as a small text that is kept elsewhere: printed, sent to an archive, handed to a notary.
//!
//! ```text
//! mingjian-heads-1 2026-11-20
//! 12 1440 9f86d0…0f00a08
//! 13 1438 2c26b4…66e7ae
//! sha256 fcde2b…78c10
//! ```
//!
//! A line for each chain: the logger's key (0 for frames of no known one), how many frames, the head. The last line has the
//! SHA-256 of all before it, so that a copy by hand shows whether it was copied well.

use super::{Digest, Head};
use crate::time::Day;

/// How it begins.
const FORM: &str = "mingjian-heads-1";

/// The heads of a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heads {
    /// The day.
    pub day: Day,
    /// Each logger's, by its key.
    pub heads: Vec<(i64, Head)>,
}

/// What is wrong with a text.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadHeads {
    /// It is something else.
    #[error("it does not begin with `mingjian-heads-1` and a day")]
    Foreign,
    /// A line says nothing.
    #[error("line {0} does not name a logger, a number of frames and a head")]
    Line(usize),
    /// The last line is missing, or does not fit what stands before it.
    #[error("its last line is not the SHA-256 of all before it: it is not whole, or was changed")]
    Sum,
}

impl Heads {
    /// The text.
    pub fn text(&self) -> String {
        let lines = self.heads.iter().map(|(device, Head { frames, link })| format!("{device} {frames} {link}\n"));
        let text: String = std::iter::once(format!("{FORM} {}\n", self.day)).chain(lines).collect();
        let sum = Digest::of(text.as_bytes());
        text + &format!("sha256 {sum}\n")
    }

    /// Reads a text. Line ends of Windows are let pass: it may have been mailed.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn read(text: &str) -> Result<Self, BadHeads> {
        let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
        let day = text.lines().next().and_then(|line| line.strip_prefix(FORM)).map(str::trim);
        let day = day.and_then(|day| day.parse().ok()).ok_or(BadHeads::Foreign)?;
        let (body, sum) = text.trim_end().rsplit_once('\n').ok_or(BadHeads::Sum)?;
        let said: Digest = sum.strip_prefix("sha256 ").and_then(|sum| sum.parse().ok()).ok_or(BadHeads::Sum)?;
        if Digest::of(format!("{body}\n").as_bytes()) != said {
            return Err(BadHeads::Sum);
        }
        let lines = body.lines().enumerate().skip(1);
        let heads = lines.map(|(at, line)| read_end(line).ok_or(BadHeads::Line(at + 1))).collect::<Result<_, _>>()?;
        Ok(Self { day, heads })
    }
}

fn read_end(text: &str) -> Option<(i64, Head)> {
    let mut parts = text.split(' ');
    let device = parts.next()?.parse().ok()?;
    let frames = parts.next()?.parse().ok().filter(|frames| *frames > 0)?;
    let link = parts.next()?.parse().ok()?;
    parts.next().is_none().then_some((device, Head { frames, link }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn two() -> Heads {
        let head = |frames, of: &[u8]| Head { frames, link: Digest::of(of) };
        Heads { day: "2026-11-20".parse().unwrap(), heads: vec![(0, head(3, b"a")), (12, head(1_440, b"b"))] }
    }

    #[test]
    fn what_is_written_is_read() {
        let text = two().text();
        assert_eq!(text.lines().count(), 4);
        assert_eq!(Heads::read(&text), Ok(two()));
        assert_eq!(Heads::read(&text.replace('\n', "\r\n")), Ok(two()), "mailed");
        assert_eq!(Heads::read(text.trim_end()), Ok(two()));
        let none = Heads { heads: Vec::new(), ..two() };
        assert_eq!(Heads::read(&none.text()), Ok(none));
    }

    #[test]
    fn what_was_changed_is_not() {
        let text = two().text();
        assert_eq!(Heads::read(""), Err(BadHeads::Foreign));
        assert_eq!(Heads::read("hello\n"), Err(BadHeads::Foreign));
        assert_eq!(Heads::read("mingjian-heads-1 2026-11-20\n"), Err(BadHeads::Sum));
        assert_eq!(Heads::read(&text.replace("1440", "1441")), Err(BadHeads::Sum));
        for at in 0..text.len() - 1 {
            assert!(Heads::read(&text[..at]).is_err(), "{at} bytes of it");
        }
        let body = "mingjian-heads-1 2026-11-20\n12 x\n";
        let sealed = format!("{body}sha256 {}\n", Digest::of(body.as_bytes()));
        assert_eq!(Heads::read(&sealed), Err(BadHeads::Line(2)));
    }
}
