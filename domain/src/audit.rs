//! What the audit log knows.

text_enum! {
    /// Something worth a line in the log. Its word is stored for good: never reuse or change one.
    pub enum Act {
        /// Signed in.
        SignIn = "sign-in",
        /// Signed out.
        SignOut = "sign-out",
        /// Ended all sessions of the own account.
        SignOutEverywhere = "sign-out-everywhere",
        /// Changed the own password.
        ChangePassword = "change-password",
        /// Put a second factor before the own account.
        EnrolSecondFactor = "enrol-second-factor",
        /// Took the second factor from the own account.
        RemoveSecondFactor = "remove-second-factor",
        /// Took the second factor from somebody's account.
        ResetSecondFactor = "reset-second-factor",
        /// Used up a recovery code.
        UseRecoveryCode = "use-recovery-code",
        /// Linked the own account to an identity at the provider.
        LinkIdentity = "link-identity",
        /// Took the link from the own account.
        UnlinkIdentity = "unlink-identity",
        /// Took the link from somebody's account.
        RemoveIdentity = "remove-identity",
        /// Gave somebody else a new password.
        ResetPassword = "reset-password",
        /// Opened an account.
        OpenAccount = "open-account",
        /// Invited somebody to open an account.
        Invite = "invite",
        /// Took an invitation back.
        RevokeInvitation = "revoke-invitation",
        /// Changed an account's role, area, address or end.
        ChangeAccount = "change-account",
        /// Named who stands in for somebody who is away.
        NameCover = "name-cover",
        /// Ended that somebody stands in.
        EndCover = "end-cover",
        /// Closed an account.
        CloseAccount = "close-account",
        /// Ended all sessions of somebody's account.
        EndSessions = "end-sessions",
        /// Made a token for programs.
        CreateToken = "create-token",
        /// Took a token of programs back.
        RevokeToken = "revoke-token",
        /// Entered or changed something in the register.
        WriteRegister = "write-register",
        /// Imported the register from files.
        ImportRegister = "import-register",
        /// Imported the city's map.
        ImportMap = "import-map",
        /// Merged an enterprise into another one: both were one site.
        MergeEnterprise = "merge-enterprise",
        /// Undid a merging.
        UnmergeEnterprise = "unmerge-enterprise",
        /// Said of two enterprises that look alike that they are two.
        KeepApart = "keep-apart",
        /// Delivered something of another department or company.
        Deliver = "deliver",
        /// Said whom something delivered means.
        NameSubject = "name-subject",
        /// Had a logger's frames refused.
        DisableDevice = "disable-device",
        /// Had a logger's frames taken again.
        EnableDevice = "enable-device",
        /// Looked at a logger's password.
        RevealPassword = "reveal-password",
        /// Had old values of a logger published.
        ReleaseValues = "release-values",
        /// Had old values of a logger left unpublished.
        DiscardValues = "discard-values",
        /// Asked a logger to do something.
        CommandDevice = "command-device",
        /// Took a command for a logger back.
        WithdrawCommand = "withdraw-command",
        /// Allowed the portal to ask a logger by itself.
        AllowCommands = "allow-commands",
        /// Forbade it.
        ForbidCommands = "forbid-commands",
        /// A tip-off came in.
        FileTip = "file-tip",
        /// The reporter wrote again.
        WriteToTip = "write-to-tip",
        /// Read a tip-off.
        ReadTip = "read-tip",
        /// Took a tip-off up.
        AcceptTip = "accept-tip",
        /// Did not take a tip-off up.
        DeclineTip = "decline-tip",
        /// Handed a tip-off over to the unit that checks.
        HandOverTip = "hand-over-tip",
        /// Wrote to the reporter.
        ReplyToTip = "reply-to-tip",
        /// Told the reporter what came out.
        AnswerTip = "answer-tip",
        /// Opened a reporter's identity.
        OpenIdentity = "open-identity",
        /// Saved a declaration's draft.
        SaveDeclaration = "save-declaration",
        /// Signed and filed a declaration.
        SubmitDeclaration = "submit-declaration",
        /// Began to correct a filed declaration.
        BeginCorrection = "begin-correction",
        /// Gave a correction up that had begun.
        AbandonCorrection = "abandon-correction",
        /// Compared a filed declaration with what others know.
        CrossCheck = "cross-check",
        /// Started a job again that had been given up.
        RetryJob = "retry-job",
        /// Had a message posted to the webhook again.
        PostAgain = "post-again",
        /// Asked an enterprise about a finding.
        AskAboutFinding = "ask-about-finding",
        /// Explained a finding, for the enterprise.
        ExplainFinding = "explain-finding",
        /// Closed a finding.
        CloseFinding = "close-finding",
        /// Took a finding to an inspection.
        InspectFinding = "inspect-finding",
        /// Asked an enterprise about an event of exceedance.
        AskAboutExceedance = "ask-about-exceedance",
        /// Said what happened, for the enterprise.
        AnswerExceedance = "answer-exceedance",
        /// Found the data of an event sound.
        ConfirmExceedance = "confirm-exceedance",
        /// Found that the data of an event are no basis.
        ExemptExceedance = "exempt-exceedance",
        /// Took an event to an inspection.
        InspectExceedance = "inspect-exceedance",
        /// Asked an enterprise about a sign in its data.
        AskAboutSign = "ask-about-sign",
        /// Said what happened, where the bureau had asked about a sign.
        AnswerSign = "answer-sign",
        /// Found a cause for a sign, and no fault of the data.
        ExplainSign = "explain-sign",
        /// Found that the data of a sign are not to be relied on.
        RejectSignData = "reject-sign-data",
        /// Took a sign to an inspection.
        InspectSign = "inspect-sign",
        /// Set a mark on the data of an outlet.
        SetMark = "set-mark",
        /// Asked for a mark of days that can no longer be marked.
        AskForMark = "ask-for-mark",
        /// Took a mark back.
        WithdrawMark = "withdraw-mark",
        /// Said when an open mark ended.
        EndMark = "end-mark",
        /// Granted a mark that was asked for.
        GrantMark = "grant-mark",
        /// Refused a mark that was asked for.
        RefuseMark = "refuse-mark",
        /// Began a case.
        DraftCase = "draft-case",
        /// Wrote on at a case.
        SaveCase = "save-case",
        /// Handed a case to the reviewer.
        SubmitCase = "submit-case",
        /// Sent a case back to its officer.
        ReturnCase = "return-case",
        /// Cleared a case for publication.
        ClearCase = "clear-case",
        /// Published a case.
        PublishCase = "publish-case",
        /// Took a published case down.
        WithdrawCase = "withdraw-case",
        /// Reported what became of a published case.
        ReportOnCase = "report-on-case",
        /// Published what had become of a case.
        PublishCaseReport = "publish-case-report",
        /// Sent a report about a case back.
        ReturnCaseReport = "return-case-report",
        /// Changed what the portal says of itself.
        ChangeSite = "change-site",
        /// Placed a legal hold.
        PlaceHold = "place-hold",
        /// Lifted a legal hold.
        LiftHold = "lift-hold",
        /// Removed what was past its term.
        ApplyRetention = "apply-retention",
        /// Wrote a stretch of frames and values into an archive of evidence.
        ExportEvidence = "export-evidence",
    }
}

/// The row that something was done to: its table and key, stored as `tip/12`.
#[derive(Clone, Copy, Debug)]
pub struct Subject(pub &'static str, pub i64);

impl std::fmt::Display for Subject {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{}", self.0, self.1)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn no_word_stands_for_two_acts() {
        let words: HashSet<_> = Act::ALL.iter().map(|act| act.as_str()).collect();
        assert_eq!(words.len(), Act::ALL.len());
        assert_eq!("close-account".parse().ok(), Some(Act::CloseAccount));
        assert!("nothing".parse::<Act>().is_err());
    }
}
