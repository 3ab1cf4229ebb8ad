//! What the log knows.

/// Something worth a line in the log. Its word is stored for good: never reuse or change one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Signed in.
    SignIn,
    /// Signed out.
    SignOut,
    /// Ended all sessions of the own account.
    SignOutEverywhere,
    /// Changed the own password.
    ChangePassword,
    /// Opened an account.
    OpenAccount,
    /// Closed an account.
    CloseAccount,
    /// A tip-off came in.
    FileTip,
    /// The reporter wrote again.
    WriteToTip,
    /// Read a tip-off.
    ReadTip,
    /// Took a tip-off up.
    AcceptTip,
    /// Did not take a tip-off up.
    DeclineTip,
    /// Handed a tip-off over to the unit that checks.
    HandOverTip,
    /// Wrote to the reporter.
    ReplyToTip,
    /// Told the reporter what came out.
    AnswerTip,
    /// Opened a reporter's identity.
    OpenIdentity,
    /// Saved a declaration's draft.
    SaveDeclaration,
    /// Signed and filed a declaration.
    SubmitDeclaration,
    /// Began to correct a filed declaration.
    BeginCorrection,
    /// Gave a correction up that had begun.
    AbandonCorrection,
    /// Compared a filed declaration with what others know.
    CrossCheck,
    /// Started a job again that had been given up.
    RetryJob,
    /// Asked an enterprise about a finding.
    AskAboutFinding,
    /// Explained a finding, for the enterprise.
    ExplainFinding,
    /// Closed a finding.
    CloseFinding,
    /// Took a finding to an inspection.
    InspectFinding,
}

impl Act {
    /// The word in the log.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::SignIn => "sign-in",
            Self::SignOut => "sign-out",
            Self::SignOutEverywhere => "sign-out-everywhere",
            Self::ChangePassword => "change-password",
            Self::OpenAccount => "open-account",
            Self::CloseAccount => "close-account",
            Self::FileTip => "file-tip",
            Self::WriteToTip => "write-to-tip",
            Self::ReadTip => "read-tip",
            Self::AcceptTip => "accept-tip",
            Self::DeclineTip => "decline-tip",
            Self::HandOverTip => "hand-over-tip",
            Self::ReplyToTip => "reply-to-tip",
            Self::AnswerTip => "answer-tip",
            Self::OpenIdentity => "open-identity",
            Self::SaveDeclaration => "save-declaration",
            Self::SubmitDeclaration => "submit-declaration",
            Self::BeginCorrection => "begin-correction",
            Self::AbandonCorrection => "abandon-correction",
            Self::CrossCheck => "cross-check",
            Self::RetryJob => "retry-job",
            Self::AskAboutFinding => "ask-about-finding",
            Self::ExplainFinding => "explain-finding",
            Self::CloseFinding => "close-finding",
            Self::InspectFinding => "inspect-finding",
        }
    }
}
