//! Where enterprises are housed, and by whom.

text_enum! {
    /// What kind of premises something is.
    pub enum PremisesKind {
        /// A building that its owner lets (出租厂房).
        Leased = "leased",
        /// An industrial park (工业园区).
        Park = "park",
        /// The enterprise's own (自有厂房).
        Own = "own",
    }
}
