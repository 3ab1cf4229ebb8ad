//! What a provider may do wrong.

/// Why the provider's word is not taken. Its words are for a log: they hold no token, no name and no address that was
/// asked for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// Nobody answers.
    #[error("the provider is not reached: {0}")]
    Down(String),
    /// The answer does not come in time.
    #[error("the provider did not answer in time")]
    Slow,
    /// It answers with a status that says no.
    #[error("the provider answered {0}")]
    Status(u16),
    /// It sends elsewhere.
    #[error("the provider sends elsewhere, which is not followed")]
    Moved,
    /// Its answer is larger than any that makes sense.
    #[error("the provider's answer is too large")]
    Huge,
    /// Its answer cannot be read; says which.
    #[error("the provider's {0} cannot be read")]
    Unreadable(&'static str),
    /// It names an address of its own that passwords must not go to.
    #[error("the provider names an address that is not https")]
    Address,
    /// It does not take the code that it gave.
    #[error("the provider does not take the code: {0}")]
    Refused(String),
    /// It is another one than was set.
    #[error("the issuer is another one")]
    Issuer,
    /// Its words are meant for somebody else.
    #[error("the token is meant for another portal")]
    Audience,
    /// Its words are about another sign-in.
    #[error("the token is about another sign-in")]
    Nonce,
    /// Its words are no longer valid, or not yet.
    #[error("the token is not valid at this moment")]
    Expired,
    /// Its words are not signed by a key of its own.
    #[error("the token's signature is not one of the provider's")]
    Signature,
}

impl Fault {
    /// Whether it is gone, and may be back: nothing that it says is wrong.
    pub const fn is_absence(&self) -> bool {
        matches!(self, Self::Down(_) | Self::Slow | Self::Status(500..))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_who_is_gone_may_be_back() {
        assert!(Fault::Slow.is_absence() && Fault::Status(503).is_absence() && Fault::Down(String::new()).is_absence());
        for wrong in [Fault::Status(404), Fault::Issuer, Fault::Moved, Fault::Refused("invalid_grant".into())] {
            assert!(!wrong.is_absence(), "{wrong}");
        }
    }
}
