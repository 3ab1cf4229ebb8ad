//! A data logger (数据采集传输仪) as the register knows it.

text_enum! {
    /// What is noticed about the content of a logger's frames that were taken, counted for whoever looks after it.
    pub enum NoticeKind {
        /// A code that neither the table nor the register knows.
        UnknownCode = "unknown-code",
        /// A value that cannot be.
        Implausible = "implausible",
        /// A value that cannot be read, or is empty.
        Unreadable = "unreadable",
        /// A value without the mark that the edition asks for.
        Unmarked = "unmarked",
        /// The clock is ahead.
        ClockAhead = "clock-ahead",
        /// The clock is behind, or what was sent was late.
        ClockBehind = "clock-behind",
        /// An item that stood in the packet before; the first one counts.
        Repeated = "repeated",
        /// An item whose name the command does not know.
        UnknownItem = "unknown-item",
        /// A pollutant without a figure, and without a mark that says why.
        NoFigure = "no-figure",
        /// A mean of a period that had not ended.
        Unfinished = "unfinished",
        /// A figure beside the one that counts, such as an instant value in an hour's data.
        SecondFigure = "second-figure",
        /// A figure of another kind than the command is about, and none of its own: an instant value in place of a mean.
        OtherFigure = "other-figure",
        /// A text that is too long for an event and is cut.
        Cut = "cut",
        /// A command whose content is not read.
        NotRead = "not-read",
    }
}

text_enum! {
    /// The edition of HJ 212 that a logger speaks.
    pub enum ProtocolEdition {
        /// HJ/T 212-2005 style: no flag, legacy codes.
        E2005 = "2005",
        /// HJ 212-2017.
        E2017 = "2017",
        /// HJ 212-2025.
        E2025 = "2025",
    }
}
