//! A finding (疑点): what the cross-check thinks does not fit.

text_enum! {
    /// How grave a finding is.
    pub enum Severity {
        /// The enterprise is asked to explain.
        Inform = "inform",
        /// The township checks.
        Warning = "warning",
        /// Joint inspection with sampling.
        Red = "red",
    }
}

text_enum! {
    /// Where a finding stands.
    pub enum FindingStatus {
        /// Nobody has looked.
        Open = "open",
        /// The enterprise was asked.
        Asked = "asked",
        /// The enterprise answered.
        Explained = "explained",
        /// Closed with a reason.
        Closed = "closed",
        /// Became an inspection.
        Inspected = "inspected",
        /// Overtaken, unsettled: a newer version of the declaration was signed and checked, or the check was run again
        /// and no longer finds it.
        Superseded = "superseded",
    }
}
