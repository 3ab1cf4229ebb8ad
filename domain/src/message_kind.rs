//! What the portal tells people.

text_enum! {
    /// What a message is about. Its word is stored and posted to the webhook: never reuse or change one.
    pub enum MessageKind {
        /// A declaration of the own enterprise was filed.
        Receipt = "receipt",
        /// The bureau asks about a declaration.
        Question = "question",
        /// A mean of the own enterprise stood above its limit, or the bureau asks about that.
        Exceedance = "exceedance",
        /// The bureau decided about a mark that was asked for late.
        Mark = "mark",
        /// There are new tip-offs. Nothing more is ever said.
        Tips = "tips",
        /// Something about the own account changed.
        Account = "account",
    }
}

impl MessageKind {
    /// Whether somebody may choose not to be told. Of their own account everybody is told: it may not have been they.
    pub const fn is_optional(self) -> bool {
        !matches!(self, Self::Account)
    }
}
