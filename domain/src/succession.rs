//! Enterprises that come of others.

text_enum! {
    /// How one enterprise came of another (公司法 第十一章: 合并、分立). Both stay what they are in the register: what happened
    /// under the old one stays with it.
    pub enum SuccessionKind {
        /// The old one was divided, and the new one is a part of it (分立).
        Split = "split",
        /// The old one went into the new one (合并).
        Merger = "merger",
        /// It was entered by mistake, and is shown to nobody but those who keep the register (撤销).
        Void = "void",
    }
}
