//! Why something cannot be done as it stands: nothing that was typed is wrong, somebody or something was first.

/// What a use case clashes with.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Conflict {
    /// Somebody else went on with it after the page was shown.
    #[error("somebody else went on with this after the page was shown")]
    Overtaken,
    /// This form was sent before, with another content.
    #[error("this form was sent before, with another content")]
    SentBefore,
    /// It is not ready for this step; says where it stands, in English.
    #[error("{0}")]
    NotReady(String),
    /// Its figures are being worked out again.
    #[error("new data or marks of this event are being worked out; try again in a minute")]
    WorkedOut,
    /// A report about the case waits for the publisher already.
    #[error("a report about this case waits for the publisher already")]
    ReportWaits,
    /// No report about the case waits.
    #[error("no report about this case waits")]
    NoReport,
    /// Two took the same number, or filed the same, at the same moment.
    #[error("this was taken just now by somebody else")]
    TakenJustNow,
    /// There are no numbers left.
    #[error("the receipt numbers of {0} are used up")]
    UsedUp(domain::quarter::Quarter),
    /// The logger is disabled already.
    #[error("the logger is disabled already")]
    DisabledAlready,
    /// The logger is enabled already.
    #[error("the logger is enabled already")]
    EnabledAlready,
    /// No frame of the logger waits for a word any more.
    #[error("nothing is held of this logger any more")]
    NothingHeld,
    /// It is not done with one's own account.
    #[error("this cannot be done with one's own account")]
    OwnAccount,
    /// The account is closed.
    #[error("this account is closed")]
    ClosedAccount,
    /// The account has a second factor already.
    #[error("this account has a second factor already")]
    HasSecondFactor,
    /// The account has no second factor.
    #[error("this account has no second factor")]
    NoSecondFactor,
    /// The identity at the provider is linked to another account.
    #[error("this identity is linked to another account")]
    IdentityTaken,
    /// The account is linked to another identity at the provider.
    #[error("this account is linked to another identity")]
    HasIdentity,
    /// The account is linked to nobody at the provider.
    #[error("this account is linked to no identity")]
    NoIdentity,
    /// Everybody with the role of this account sees the whole city: nobody needs to stand in.
    #[error("everybody with this role sees the whole city: nobody needs to stand in")]
    NoCoverNeeded,
    /// The account belongs to another enterprise than the identity, or to none.
    #[error("this account does not belong to the enterprise that the provider names")]
    OtherEnterprise,
    /// The invitation has been used: its account is open.
    #[error("this invitation has been used already")]
    InvitationUsed,
    /// The invitation has ended, was taken back, or whoever invited has left.
    #[error("this invitation is no longer valid")]
    InvitationOver,
    /// Nobody else would be left who can do what this account is for.
    #[error("nobody else would be left in this role; appoint a successor first")]
    LastOfRole,
    /// The database is not as the command line needs it; says why.
    #[error("{0}")]
    Setup(String),
}
