//! The trades of the demo city. Any other trade of the standard can be entered; these are the ones that it knows how to
//! make up.

/// A trade.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trade {
    /// Electroplating and surface treatment (金属表面处理).
    Electroplating,
    /// Textile dyeing and finishing (印染).
    Dyeing,
    /// Paper (造纸).
    Paper,
    /// Printed circuit boards (印制电路板).
    CircuitBoards,
    /// Household-waste incineration (生活垃圾焚烧).
    Incineration,
    /// Food and drink (食品加工).
    Food,
    /// Plastic parts (塑胶制品).
    Plastics,
    /// Municipal wastewater treatment (城镇污水处理).
    Municipal,
}

#[cfg(test)]
impl Trade {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Electroplating,
        Self::Dyeing,
        Self::Paper,
        Self::CircuitBoards,
        Self::Incineration,
        Self::Food,
        Self::Plastics,
        Self::Municipal,
    ];
}
