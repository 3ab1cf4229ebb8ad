//! Which trades the enterprises without a story have: a deck of forty, dealt again and again.

use domain::{
    enterprise::{Industry, ManagementClass},
    outlet::Discharge,
};

use Discharge::{Dedicated, Direct, Sewer};
use Industry::{CircuitBoards, Dyeing, Electroplating, Food, Incineration, Municipal, Paper};
use ManagementClass::{Key, Registered, Simplified};

/// Trade, management class, where the total outlet leads.
pub type Card = (Industry, ManagementClass, Discharge);

/// Forty cards: two in five have key management and on-line monitors.
const DECK: [Card; 40] = [
    (Electroplating, Key, Direct),
    (Dyeing, Key, Direct),
    (Food, Simplified, Sewer),
    (CircuitBoards, Simplified, Sewer),
    (Municipal, Key, Direct),
    (Electroplating, Simplified, Sewer),
    (Paper, Key, Direct),
    (Dyeing, Simplified, Sewer),
    (Food, Registered, Sewer),
    (CircuitBoards, Key, Direct),
    (Electroplating, Key, Direct),
    (Dyeing, Registered, Dedicated),
    (CircuitBoards, Simplified, Sewer),
    (Food, Simplified, Sewer),
    (Municipal, Key, Direct),
    (Electroplating, Registered, Sewer),
    (Dyeing, Key, Dedicated),
    (Paper, Simplified, Sewer),
    (CircuitBoards, Registered, Sewer),
    (Electroplating, Key, Direct),
    (Food, Registered, Sewer),
    (Dyeing, Simplified, Sewer),
    (Incineration, Key, Sewer),
    (CircuitBoards, Simplified, Direct),
    (Electroplating, Simplified, Sewer),
    (Paper, Key, Direct),
    (Dyeing, Registered, Sewer),
    (Food, Simplified, Direct),
    (CircuitBoards, Key, Sewer),
    (Electroplating, Key, Sewer),
    (Municipal, Key, Direct),
    (Dyeing, Key, Sewer),
    (Paper, Simplified, Sewer),
    (Electroplating, Simplified, Direct),
    (Food, Registered, Sewer),
    (CircuitBoards, Simplified, Sewer),
    (Dyeing, Simplified, Direct),
    (Electroplating, Registered, Sewer),
    (Paper, Registered, Sewer),
    (Food, Registered, Sewer),
];

/// The n-th card.
pub const fn card(n: usize) -> Card {
    DECK[n % DECK.len()]
}
