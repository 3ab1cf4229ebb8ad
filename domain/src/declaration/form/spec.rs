//! What the table says of a field.

use rust_decimal::Decimal;

use super::{
    section::Section,
    value::{Slot, Value},
};
use crate::{declaration::content::Content, message::Text};

/// A row of the table.
#[derive(Clone, Copy)]
pub struct Spec {
    /// The page of the editor.
    pub section: Section,
    /// The list or structure of the declaration that it stands in, as the JSON calls it; empty for the whole.
    pub parent: &'static str,
    /// As the JSON calls it.
    pub key: &'static str,
    /// Whether its parent is a list.
    pub in_rows: bool,
    /// What people call it, in both languages; in English with a capital.
    pub name: Text,
    /// What it holds.
    pub holds: Holds,
    /// What it is for.
    pub role: Role,
    /// Whether it must be stated.
    pub needed: Needed,
    /// Whether a figure is set against that of the quarter before: five times as much is asked about.
    pub compared: bool,
    /// Whether the canonical text names it where nothing is stated. Those of the form's first edition it does; a later
    /// one it leaves out, so that what was signed before keeps its text and hash.
    pub written_when_empty: bool,
    pub(super) get: fn(&Content, usize) -> Option<Value<'_>>,
    pub(super) slot: fn(&mut Content, usize) -> Option<Slot<'_>>,
}

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// A figure.
    Figure(Measure),
    /// A text of so many characters at most.
    Words(usize),
    /// The code of an outlet of the permit.
    Outlet,
    /// The code of a pollutant in HJ 212.
    Pollutant,
    /// How an amount was worked out.
    Method,
}

/// What a figure is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Measure {
    /// Its unit.
    pub unit: Unit,
    /// Above this nothing of this city is; none where a rule of its own bounds it.
    pub most: Option<Decimal>,
}

/// The unit of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Always the same.
    Fixed(Text),
    /// The one that its row names.
    OfRow,
    /// The one of the limit of its outlet and pollutant; none for pH.
    OfLimit,
}

/// What a field is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Says what its row is about.
    Names,
    /// Says in which unit its row counts; shown behind the figure.
    Unit,
    /// States something.
    States,
}

/// Whether a field must be stated before signing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needed {
    /// Yes.
    Always,
    /// Where the amount of its row was measured: calculated amounts have no concentration.
    WhereMeasured,
    /// No.
    Never,
}

impl Spec {
    /// Need not be stated.
    pub(super) const fn optional(self) -> Self {
        Self { needed: Needed::Never, ..self }
    }

    /// Must be stated where the amount was measured.
    pub(super) const fn where_measured(self) -> Self {
        Self { needed: Needed::WhereMeasured, ..self }
    }

    /// Came later than the form's first edition.
    pub(super) const fn later(self) -> Self {
        Self { written_when_empty: false, ..self }
    }

    /// Is not set against the quarter before.
    pub(super) const fn not_compared(self) -> Self {
        Self { compared: false, ..self }
    }

    /// Says what its row is about.
    pub(super) const fn names_its_row(self) -> Self {
        Self { role: Role::Names, ..self }
    }

    /// Says in which unit its row counts.
    pub(super) const fn is_its_rows_unit(self) -> Self {
        Self { role: Role::Unit, ..self }
    }
}
