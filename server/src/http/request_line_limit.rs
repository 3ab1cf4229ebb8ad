//! The first request line of a connection, cut when it is absurdly long.
//!
//! The HTTP library closes on a line beyond some hundred kilobytes with an empty answer. A reader who pasted a novel
//! into a search deserves the page that says so; so the address is cut to a length that is still too long for the
//! portal, and the portal refuses it in its own words.

use std::{
    io,
    pin::Pin,
    task::{Context, Poll, ready},
};

use tokio::io::{AsyncRead, ReadBuf};

/// Bytes of the first line that pass. More than the portal takes, less than the library minds.
const KEPT: usize = 16 * 1024;
/// Bytes of the first line that are waited for; whoever sends more is cut off.
const MOST_DROPPED: usize = 16 * 1024 * 1024;

/// Where in its first line a connection is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RequestLine {
    /// So many bytes have passed.
    Within(usize),
    /// So many bytes have been dropped.
    Cutting(usize),
    /// It is over: everything passes.
    Over,
}

impl RequestLine {
    /// That of a connection at its beginning.
    pub const fn new() -> Self {
        Self::Within(0)
    }

    /// Reads what passes.
    pub fn poll_read<S: AsyncRead + Unpin>(
        &mut self,
        from: &mut S,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        loop {
            let before = buf.filled().len();
            ready!(Pin::new(&mut *from).poll_read(cx, buf))?;
            if *self == Self::Over || buf.filled().len() == before {
                return Poll::Ready(Ok(()));
            }
            let kept = self.sift(&mut buf.filled_mut()[before..]);
            buf.set_filled(before + kept);
            match *self {
                Self::Cutting(dropped) if dropped > MOST_DROPPED => {
                    return Poll::Ready(Err(io::Error::new(io::ErrorKind::InvalidData, "the first line never ends")));
                }
                // Nothing passed: to answer with nothing would mean that the connection has ended.
                _ if kept == 0 => {}
                _ => return Poll::Ready(Ok(())),
            }
        }
    }

    /// Moves the bytes that pass to the front, and says how many they are.
    fn sift(&mut self, bytes: &mut [u8]) -> usize {
        let mut kept = 0;
        for place in 0..bytes.len() {
            let byte = bytes[place];
            *self = match *self {
                Self::Over => Self::Over,
                Self::Within(_) if byte == b'\n' => Self::Over,
                Self::Within(passed) if passed < KEPT => Self::Within(passed + 1),
                // The blank before `HTTP/1.1`, or the end of a line that is none.
                Self::Within(_) | Self::Cutting(_) if byte == b' ' || byte == b'\n' => Self::Over,
                Self::Within(_) => Self::Cutting(1),
                Self::Cutting(dropped) => Self::Cutting(dropped + 1),
            };
            if !matches!(self, Self::Cutting(_)) {
                bytes[kept] = byte;
                kept += 1;
            }
        }
        kept
    }
}

#[cfg(test)]
mod tests {
    use tokio::io::AsyncReadExt;

    use super::*;
    use crate::http::timeouts::{ConnectionTimeouts, TimedStream};

    async fn through(bytes: &[u8]) -> String {
        let mut passed = String::new();
        TimedStream::new(bytes, ConnectionTimeouts::default()).read_to_string(&mut passed).await.unwrap();
        passed
    }

    #[tokio::test]
    async fn ordinary_requests_pass_untouched() {
        let request = format!("GET / HTTP/1.1\r\nHost: x\r\nCookie: {}\r\n\r\n", "a".repeat(3 * KEPT));
        assert_eq!(through(request.as_bytes()).await, request);
    }

    #[tokio::test]
    async fn a_megabyte_of_query_is_cut_and_the_request_stays_whole() {
        let request = format!("GET /enterprises?q={} HTTP/1.1\r\nHost: x\r\n\r\n", "a".repeat(1 << 20));
        let passed = through(request.as_bytes()).await;
        assert!(passed.starts_with("GET /enterprises?q=aaa"));
        assert!(passed.ends_with("aaa HTTP/1.1\r\nHost: x\r\n\r\n"), "{}", &passed[passed.len() - 60..]);
        assert_eq!(passed.lines().next().unwrap().len(), KEPT + " HTTP/1.1".len());
    }

    #[tokio::test]
    async fn a_line_that_never_ends_is_given_up() {
        let endless = vec![b'a'; MOST_DROPPED + 2 * KEPT];
        let mut passed = Vec::new();
        let mut connection = TimedStream::new(endless.as_slice(), ConnectionTimeouts::default());
        assert!(connection.read_to_end(&mut passed).await.is_err());
        assert!(passed.len() <= KEPT);
    }
}
