//! A data logger (数据采集传输仪) as the register knows it.

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
