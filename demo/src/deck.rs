//! Which trades the enterprises without a story have: a deck of forty, dealt again and again.

use domain::{enterprise::ManagementClass, outlet::Discharge};

use super::trade::Trade;

use Discharge::{Dedicated, Direct, Sewer};
use ManagementClass::{Key, Registered, Simplified};
use Trade::{CircuitBoards, Dyeing, Electroplating, Food, Incineration, Municipal, Paper, Plastics};

/// Trade, management class, where the total outlet leads.
pub type Card = (Trade, ManagementClass, Discharge);

/// Forty cards: two in five have key management and on-line monitors. Whoever plates metal, dyes or prints textiles, or
/// makes paper has it whatever its size (固定污染源排污许可分类管理名录 2019, from memory, verify).
const DECK: [Card; 40] = [
    (Electroplating, Key, Direct),
    (Dyeing, Key, Direct),
    (Food, Simplified, Sewer),
    (CircuitBoards, Simplified, Sewer),
    (Municipal, Key, Direct),
    (Plastics, Simplified, Sewer),
    (Paper, Key, Direct),
    (Plastics, Registered, Sewer),
    (Food, Registered, Sewer),
    (CircuitBoards, Key, Direct),
    (Electroplating, Key, Direct),
    (Food, Simplified, Sewer),
    (CircuitBoards, Simplified, Sewer),
    (Food, Simplified, Sewer),
    (Municipal, Key, Direct),
    (Plastics, Registered, Sewer),
    (Dyeing, Key, Dedicated),
    (CircuitBoards, Simplified, Sewer),
    (CircuitBoards, Registered, Sewer),
    (Electroplating, Key, Direct),
    (Food, Registered, Sewer),
    (Plastics, Simplified, Sewer),
    (Incineration, Key, Sewer),
    (CircuitBoards, Simplified, Direct),
    (Food, Simplified, Sewer),
    (Paper, Key, Direct),
    (Plastics, Registered, Sewer),
    (Food, Simplified, Direct),
    (CircuitBoards, Key, Sewer),
    (Electroplating, Key, Sewer),
    (Municipal, Key, Direct),
    (Dyeing, Key, Sewer),
    (CircuitBoards, Registered, Sewer),
    (Plastics, Simplified, Direct),
    (Food, Registered, Sewer),
    (CircuitBoards, Simplified, Sewer),
    (Dyeing, Key, Direct),
    (Plastics, Registered, Sewer),
    (Plastics, Registered, Sewer),
    (Food, Registered, Sewer),
];

/// The n-th card.
pub const fn card(n: usize) -> Card {
    DECK[n % DECK.len()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cast::CAST;

    #[test]
    fn who_plates_dyes_or_makes_paper_has_key_management() {
        let cast = CAST.iter().map(|role| (role.trade, role.class));
        let dealt = DECK.iter().map(|(trade, class, _)| (*trade, *class));
        for (trade, class) in cast.chain(dealt).filter(|(trade, _)| matches!(trade, Electroplating | Dyeing | Paper)) {
            assert!(matches!(class, Key | ManagementClass::Undetermined), "{trade:?} {class}");
        }
    }
}
