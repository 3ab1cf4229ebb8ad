//! What a plant does, as far as its outlets show it.

use domain::enterprise::Industry;

/// The sorts of plants that the model tells apart. A trade without a sort of its own is an ordinary one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plant {
    /// Surface treatment of metals.
    Plating,
    /// Dyeing and finishing of textiles.
    Dyeing,
    /// Pulp and paper.
    Paper,
    /// Circuit boards and other electronic parts.
    Electronics,
    /// Burns household waste.
    Incineration,
    /// Treats a town's wastewater.
    Municipal,
    /// Anything else: some wastewater, two shifts.
    Ordinary,
}

/// Divisions, groups and classes with a sort of their own.
const KNOWN: [(&str, Plant); 7] = [
    ("336", Plant::Plating),
    ("17", Plant::Dyeing),
    ("22", Plant::Paper),
    ("398", Plant::Electronics),
    ("4417", Plant::Incineration),
    ("7820", Plant::Incineration),
    ("462", Plant::Municipal),
];

impl From<Industry> for Plant {
    fn from(industry: Industry) -> Self {
        let code = industry.to_string();
        KNOWN.iter().find(|(group, _)| code.starts_with(group)).map_or(Self::Ordinary, |(_, plant)| *plant)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_trade_is_a_plant() {
        for (class, want) in [
            (3360, Plant::Plating),
            (1762, Plant::Dyeing),
            (2221, Plant::Paper),
            (3982, Plant::Electronics),
            (4417, Plant::Incineration),
            (4620, Plant::Municipal),
            (1432, Plant::Ordinary),
            (3011, Plant::Ordinary),
            (3311, Plant::Ordinary),
        ] {
            assert_eq!(Plant::from(Industry::class(class)), want, "{class}");
        }
    }
}
