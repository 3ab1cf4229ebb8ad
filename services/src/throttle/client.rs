//! Who asks, without saying who.

use std::{collections::hash_map::RandomState, fmt, hash::BuildHasher, net::IpAddr, sync::LazyLock};

/// Keyed with numbers that are drawn when the process starts and never leave it.
static SCRAMBLE: LazyLock<RandomState> = LazyLock::new(RandomState::new);

/// A client for the purpose of throttling: a scrambled address. It says whether two requests come from the same
/// place while the process runs, and cannot be turned back; so it is harmless in memory and in a log.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct ClientKey {
    own: u64,
    network: u64,
}

/// The network that a client belongs to, as scrambled.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct NetworkKey(u64);

impl ClientKey {
    /// The key of an address. One household holds 2^64 addresses of IPv6, so those count by their first half.
    pub fn of(address: IpAddr) -> Self {
        match address.to_canonical() {
            IpAddr::V4(v4) => Self::scrambled(&v4.octets(), 3),
            IpAddr::V6(v6) => Self::scrambled(&v6.octets()[..8], 6),
        }
    }

    /// The key of its network: what a provider hands out in one piece, a /24 or a /48.
    pub const fn network(self) -> NetworkKey {
        NetworkKey(self.network)
    }

    fn scrambled(address: &[u8], network: usize) -> Self {
        Self { own: SCRAMBLE.hash_one(address), network: SCRAMBLE.hash_one(&address[..network]) }
    }
}

impl fmt::Debug for NetworkKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("NetworkKey(…)")
    }
}

impl fmt::Debug for ClientKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ClientKey(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_household_is_one_client() {
        let key = |text: &str| ClientKey::of(text.parse().unwrap());
        assert_eq!(key("2001:db8:1:2::1"), key("2001:db8:1:2:ffff::9"));
        assert_ne!(key("2001:db8:1:2::1"), key("2001:db8:1:3::1"));
        assert_eq!(key("::ffff:203.0.113.7"), key("203.0.113.7"));
        assert_ne!(key("203.0.113.7"), key("203.0.113.8"));
        assert_eq!(key("2001:db8:1:2::1").network(), key("2001:db8:1:3::1").network());
        assert_ne!(key("2001:db8:1:2::1").network(), key("2001:db8:2:2::1").network());
        assert_eq!(key("203.0.113.7").network(), key("203.0.113.8").network());
        assert_ne!(key("203.0.113.7").network(), key("203.0.114.7").network());
        assert_eq!(format!("{:?}", key("203.0.113.7")), "ClientKey(…)");
    }
}
