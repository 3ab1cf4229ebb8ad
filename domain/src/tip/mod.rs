//! A tip-off (举报).

text_enum! {
    /// Where a tip-off stands.
    pub enum TipStatus {
        /// Received, not yet read.
        Received = "received",
        /// Taken up.
        Accepted = "accepted",
        /// Not taken up, with a reason.
        Declined = "declined",
        /// With the unit that checks.
        Investigating = "investigating",
        /// Answered.
        Answered = "answered",
    }
}

text_enum! {
    /// Who wrote a message of a tip-off's dialogue.
    pub enum TipAuthor {
        /// The reporter.
        Reporter = "reporter",
        /// The bureau.
        Bureau = "bureau",
    }
}
