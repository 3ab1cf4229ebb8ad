//! One link.

use super::Digest;
use crate::time::{Day, Stamp};

/// The first line of what a link is made of: the way in which it is made.
pub const FORM: &str = "mingjian-link-1";

/// What a link is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link<'a> {
    /// The logger's key; 0 where none is known.
    pub device: i64,
    /// The day of arrival.
    pub day: Day,
    /// The place in the chain, from 1.
    pub position: i64,
    /// The link before.
    pub previous: Digest,
    /// The frame's number.
    pub frame: i64,
    /// When it arrived.
    pub arrived: Stamp,
    /// The SHA-256 of its bytes.
    pub digest: Digest,
    /// The verdict at arrival.
    pub verdict: &'a str,
}

impl Link<'_> {
    /// The bytes that it is the SHA-256 of.
    pub fn text(&self) -> String {
        let Self { device, day, position, previous, frame, arrived, digest, verdict } = self;
        format!("{FORM}\n{device}\n{day}\n{position}\n{previous}\n{frame}\n{}\n{digest}\n{verdict}\n", arrived.0)
    }

    /// The link.
    pub fn close(&self) -> Digest {
        Digest::of(self.text().as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Worked out with `printf '…' | sha256sum`, and not with this program.
    #[test]
    fn links_that_others_have_worked_out() {
        let first = Link {
            device: 12,
            day: "2026-11-20".parse().unwrap(),
            position: 1,
            previous: Digest::ZERO,
            frame: 1_866_731_520_000_000_001,
            arrived: Stamp(1_780_243_200_000),
            digest: Digest::of(b"##0004test0000\r\n"),
            verdict: "accepted",
        };
        let digest = "1fe270328faa2ee242a09158d7cce51f287c54bdf4cf6a2a83dc7bf43b7c8650";
        assert_eq!(first.digest.to_string(), digest);
        let text = format!(
            "mingjian-link-1\n12\n2026-11-20\n1\n{}\n1866731520000000001\n1780243200000\n{digest}\naccepted\n",
            "0".repeat(64)
        );
        assert_eq!(first.text(), text);
        assert_eq!(first.close().to_string(), "2f54b6e6dad9e276911057d90bdd90cc0ab321ee133c1a7b7c3012784d12de47");
        let second = Link {
            position: 2,
            previous: first.close(),
            frame: first.frame + 1,
            digest: Digest::of(b""),
            verdict: "crc",
            ..first
        };
        assert_eq!(second.close().to_string(), "726dee923f4e704bf1eec374a0284d5b61cfa5f788b9c9a0536344dddaa4ec92");
    }

    proptest! {
        /// No two links are made of the same text: lines cannot run into each other.
        #[test]
        fn whatever_differs_makes_another_link(
            one in (0_i64..99, 1_i64..99, 0_i64..999, 0_i64..999, "[a-z_]{1,9}"),
            other in (0_i64..99, 1_i64..99, 0_i64..999, 0_i64..999, "[a-z_]{1,9}"),
        ) {
            let link = |of: &(i64, i64, i64, i64, String)| Link {
                device: of.0,
                day: "2026-11-20".parse().unwrap(),
                position: of.1,
                previous: Digest::ZERO,
                frame: of.2,
                arrived: Stamp(of.3),
                digest: Digest::ZERO,
                verdict: &of.4,
            }.close();
            prop_assert_eq!(one == other, link(&one) == link(&other));
        }
    }
}
