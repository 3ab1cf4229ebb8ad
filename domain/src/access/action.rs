//! What can be done in the portal.

text_enum! {
    /// Something that a use case does.
    pub enum Action {
        /// Read what is public.
        ReadPublic = "read-public",
        /// File and follow a tip-off.
        FileTip = "file-tip",
        /// Fill in a declaration's draft.
        EditDeclaration = "edit-declaration",
        /// Sign and submit a declaration.
        SignDeclaration = "sign-declaration",
        /// Read the own enterprise's declarations, findings and messages.
        ReadOwnEnterprise = "read-own-enterprise",
        /// Explain to the bureau what a finding is about.
        ExplainFinding = "explain-finding",
        /// Read an enterprise's whole file.
        ReadEnterpriseFile = "read-enterprise-file",
        /// Read the findings of the cross-check.
        ReadFindings = "read-findings",
        /// Ask about a finding, close it.
        SettleFinding = "settle-finding",
        /// Say what happened when a mean stood above its limit.
        AnswerExceedance = "answer-exceedance",
        /// Read events of exceedance with what the enterprise said.
        ReadExceedances = "read-exceedances",
        /// Ask about an event of exceedance, settle it.
        SettleExceedance = "settle-exceedance",
        /// Say what happened where the bureau asked about a sign in the data.
        AnswerSign = "answer-sign",
        /// Read signs in the data, and the desk of alarms.
        ReadSigns = "read-signs",
        /// Ask about a sign in the data, settle it.
        SettleSign = "settle-sign",
        /// Set marks on the data of the own outlets, take them back, say that they ended.
        SetMark = "set-mark",
        /// Read all marks, whatever became of them.
        ReadMarks = "read-marks",
        /// Grant or refuse marks that were asked for late.
        JudgeMark = "judge-mark",
        /// Read a tip-off without its reporter.
        ReadTip = "read-tip",
        /// Accept, decline and answer a tip-off.
        HandleTip = "handle-tip",
        /// Open a reporter's identity, with a reason.
        OpenIdentity = "open-identity",
        /// Read cases that are not published, or no longer.
        ReadCase = "read-case",
        /// Open and work a case.
        WorkCase = "work-case",
        /// Review a case in law.
        ReviewCase = "review-case",
        /// Publish a case.
        PublishCase = "publish-case",
        /// See the loggers, what they sent and what was refused.
        ReadDevices = "read-devices",
        /// See what others deliver, and whether it comes in.
        ReadFeeds = "read-feeds",
        /// Enter and change enterprises with their permits, limits and loggers, towns, and the bills that come of them.
        ManageRegister = "manage-register",
        /// Register and change loggers.
        ManageDevices = "manage-devices",
        /// Ask loggers to do something, and say which the portal may ask by itself.
        CommandDevices = "command-devices",
        /// Open and close accounts.
        ManageAccounts = "manage-accounts",
        /// Give departments tokens with which their programs deliver feeds, and take them back.
        ManageFeedTokens = "manage-feed-tokens",
        /// Give the own enterprise's programs tokens with which they file, and take them back.
        ManageOwnTokens = "manage-own-tokens",
        /// Invite people of the own enterprise, and close their accounts.
        ManageOwnPeople = "manage-own-people",
        /// Start a job again that was given up.
        ManageJobs = "manage-jobs",
        /// Change what the portal says of itself.
        ManageSite = "manage-site",
        /// Place and lift legal holds, and remove what is past its term.
        ManageRetention = "manage-retention",
        /// Read the audit log.
        ReadAudit = "read-audit",
    }
}
