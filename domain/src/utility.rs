//! What other departments and companies know: feeds that declarations are compared with.

text_enum! {
    /// A feed.
    pub enum Feed {
        /// Grid electricity, kWh.
        Power = "power",
        /// Waterworks, m³.
        Water = "water",
        /// Taxed turnover, yuan.
        Tax = "tax",
    }
}
